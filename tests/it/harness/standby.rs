//! A standby of a server of the test's own: it streams asynchronously, can be cut off, and is promoted when its primary is gone.
//!
//! **Invariant:** nothing is lost by chance: what came after [`Delivered::hears_no_more`] is not on the standby, all before
//! [`Delivered::has_all_of`] is.

use std::{
    fs,
    os::unix::{
        fs::{DirBuilderExt, MetadataExt, chown},
        process::CommandExt,
    },
    process::Command,
};

use nix::sys::signal::Signal;

use super::{
    Database, Delivered,
    delivered::{free_port, run},
};

impl Delivered {
    /// A standby of this one, streaming. Its data is where the primary's is in its own folder.
    pub async fn standby(&self, name: &str) -> Delivered {
        let folder = std::env::temp_dir().join(format!("angler-standby-{name}-{}", std::process::id()));
        let (home, programs, primary, port) = (folder.clone(), Database::programs().await, self.port, free_port());
        let owner = fs::metadata(self.folder.join("postgres/data")).expect("its data");
        let started = tokio::task::spawn_blocking(move || {
            let _left_by_another_run = fs::remove_dir_all(&home);
            fs::create_dir_all(home.join("postgres")).expect("a folder");
            let data = home.join("postgres/data");
            fs::DirBuilder::new().mode(0o700).create(&data).expect("a folder");
            chown(&data, Some(owner.uid()), Some(owner.gid())).expect("its owner");
            let as_owner = |program: &str| {
                let mut command = Command::new(programs.join(program));
                command.uid(owner.uid()).gid(owner.gid()).current_dir(&data).env_clear();
                command
            };
            let mut copy = as_owner("pg_basebackup");
            copy.args(["-h", "127.0.0.1", "-U", "angler", "-R", "-X", "stream", "-c", "fast", "--no-sync", "-D"])
                .arg(&data);
            let said = copy.args(["-p", &primary.to_string()]).output().expect("it starts");
            assert!(said.status.success(), "{said:?}");
            let settings = ["listen_addresses=127.0.0.1", "ssl=on"].map(str::to_owned);
            run(as_owner("postgres"), &home, &data, port, &settings)
        });
        let child = started.await.expect("it starts");
        let mut standby = Delivered { child, folder, port, chief: self.chief.clone(), first: self.first };
        standby.answers().await;
        self.database()
            .await
            .until("SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'", |all| all == 1)
            .await;
        standby
    }

    /// Waits until this standby has all that is in a primary now.
    pub async fn has_all_of(&self, primary: &Delivered) {
        let now = primary.database().await.text("pg_current_wal_insert_lsn()").await;
        let reached = format!("SELECT (pg_last_wal_replay_lsn() >= '{now}')::int::bigint");
        self.database().await.until(&reached, |reached| reached == 1).await;
    }

    /// Cuts this standby off from its primary.
    pub async fn hears_no_more(&self) {
        let database = self.database().await;
        database.execute("ALTER SYSTEM SET primary_conninfo = ''").await;
        database.execute("SELECT pg_reload_conf()").await;
        database.until("SELECT count(*) FROM pg_stat_wal_receiver", |receiving| receiving == 0).await;
    }

    /// Makes this standby a primary.
    pub async fn is_promoted(&self) {
        assert_eq!(
            self.database().await.number("SELECT pg_promote(true, 300)::int::bigint").await,
            1,
            "it is promoted"
        );
    }

    /// Ends as by a loss of power: nobody is told a word.
    pub fn dies(&mut self) {
        self.ends_by(Signal::SIGQUIT);
    }
}
