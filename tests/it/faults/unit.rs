//! The systemd unit with the real program: every restriction as it stands, under a systemd of its own (`scripts/try-unit`).
//!
//! A machine where that cannot be done (not root, no systemd installed) says so in one line, and the test passes without it.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use angler::sandbox::telegram::Method;

use crate::harness::{DEADLINE, World, is_not_in, run, variables};

fn script() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/try-unit")
}

/// The unit, running; ends with the value.
struct Unit {
    child: Child,
    orders: Option<ChildStdin>,
    answers: Option<BufReader<ChildStdout>>,
    folder: PathBuf,
}

impl Unit {
    fn start(world: &World) -> Unit {
        let folder = std::env::temp_dir().join(format!("angler-unit-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let own = ["DATA_DIR", "TELEGRAM_BOT_TOKEN", "DATABASE_URL"];
        let set = variables(world, &[]).into_iter().filter(|(name, _)| !own.contains(name));
        let lines: String = set.map(|(name, value)| format!("{name}={value}\n")).collect();
        fs::write(folder.join("environment"), lines).expect("ours");
        fs::write(folder.join("token"), format!("{}\n", world.sandbox.telegram.token())).expect("ours");
        let mut child = Command::new("bash")
            .arg(script())
            .args([env!("CARGO_BIN_EXE_angler").into(), folder.join("token"), folder.join("environment")])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let (orders, answers) = (child.stdin.take(), child.stdout.take().map(BufReader::new));
        Unit { child, orders, answers, folder }
    }

    /// The lines up to the next empty one.
    async fn answer(&mut self) -> Vec<String> {
        let mut answers = self.answers.take().expect("it is here between two answers");
        let read = tokio::task::spawn_blocking(move || {
            let mut lines = Vec::new();
            loop {
                let mut line = String::new();
                let read = answers.read_line(&mut line).expect("a line");
                if read == 0 || line == "\n" {
                    return (answers, lines);
                }
                lines.push(line.trim_end().to_owned());
            }
        });
        let (answers, lines) = tokio::time::timeout(3 * DEADLINE, read).await.expect("an answer").expect("no panic");
        self.answers = Some(answers);
        lines
    }

    async fn order(&mut self, order: &str) -> Vec<String> {
        let orders = self.orders.as_mut().expect("open until its end");
        writeln!(orders, "{order}").expect("it listens");
        self.answer().await
    }
}

impl Drop for Unit {
    fn drop(&mut self) {
        // The end of its orders ends all.
        self.orders = None;
        let _ended = self.child.wait();
        let _left_behind = fs::remove_dir_all(&self.folder);
    }
}

#[test]
fn the_unit_runs_under_all_its_restrictions() {
    run(async || {
        let can = Command::new("bash").arg(script()).arg("--can").output().expect("bash");
        if !can.status.success() {
            eprintln!("not tried: {}", String::from_utf8_lossy(&can.stderr).trim());
            return;
        }
        let world = World::with(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let mut unit = Unit::start(&world);
        assert_eq!(unit.answer().await, ["runs as angler"]);

        // A private PostgreSQL was made and started, prices asked, a card drawn.
        ann.casts().await;
        ann.hooks().await;
        assert_eq!(world.sandbox.telegram.count(Method::SendPhoto).accepted, 1);
        // systemd starts it again, over the data that a kill left.
        assert_eq!(unit.order("kill").await, ["NRestarts=1", "ActiveState=active"]);
        ann.casts().await;

        let tried = unit.order("probe").await;
        let (may, rest): (Vec<&String>, Vec<&String>) = tried.iter().partition(|line| !line.starts_with("may not "));
        assert_eq!(
            may,
            [
                "may write to its folder",
                "may read its credential",
                "may open an internet socket",
                "status CapEff: 0000000000000000 CapBnd: 0000000000000000 NoNewPrivs: 1 Seccomp: 2"
            ]
        );
        assert!(rest.len() >= 17, "{tried:#?}");

        // A new token: the key follows it beside the service, and when it does not run.
        let follows = "the key of the database is wrapped for TELEGRAM_BOT_TOKEN now";
        let told = unit.order("rekey").await.join("\n");
        assert!(told.starts_with(follows), "{told}");
        let stopped = unit.order("stop").await;
        assert_eq!(stopped, ["Result=success", "ExecMainCode=1", "ExecMainStatus=0", "ActiveState=inactive"]);
        let told = unit.order("rekey").await.join("\n");
        assert!(told.contains(follows), "{told}");
        is_not_in("what rekey said", &told);
        let log = unit.order("log").await.join("\n");
        assert!(log.contains("drained") && !log.contains(" ERROR ") && !log.contains("Permission"), "{log}");
        is_not_in("the log of the unit", &log);
        drop(unit);
        // The kill may have come between a reply and its mark: then it is sent once more.
        assert!((1..=2).contains(&ann.catches()) && (2..=3).contains(&ann.lines()), "{:#?}", ann.heard_texts());
        world.sandbox.stop().await;
    });
}

#[test]
fn the_unit_is_as_tight_as_it_was() {
    let asked = Command::new("systemd-analyze")
        .args(["security", "--offline=true", "--threshold=15"])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/angler.service"))
        .output();
    match asked {
        Ok(judged) => {
            let text = String::from_utf8_lossy(&judged.stdout);
            assert!(
                judged.status.success(),
                "{}",
                text.lines().filter(|line| !line.starts_with('✓')).collect::<String>()
            );
        }
        Err(_absent) => eprintln!("not tried: systemd-analyze is not installed"),
    }
}
