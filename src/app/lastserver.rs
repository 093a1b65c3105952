//! Which server the database was on when this machine met it last: a line in `DATA_DIR`, beside what the database itself keeps of it,
//! which goes back in time with it.
//!
//! Read and written by `start.rs` and at each lease that is taken anew.
//!
//! **Invariant:** it is a hint and no more: a file that is missing (the first start, another machine), of another bot or unreadable
//! says nothing, and one that cannot be written stops nothing.
//! **Absent:** no file for a private PostgreSQL, beside which it would stand and with which it would be put back.

use std::{fs, io::Read, path::PathBuf};

use crate::config::Config;

/// The file's name in `DATA_DIR`.
const NAME: &str = "last-server";
/// More is no line of ours.
const LONGEST: u64 = 100;

/// Where it is kept, and for which bot.
#[derive(Clone, Debug)]
pub(super) struct LastServer {
    file: Option<PathBuf>,
    bot_id: i64,
}

impl LastServer {
    /// Of a database that the settings name, where `DATA_DIR` is there: else nothing is remembered.
    pub(super) fn of(config: &Config, bot_id: i64) -> LastServer {
        let is_kept = config.database_url.is_some() && config.data_dir.is_dir();
        LastServer { file: is_kept.then(|| config.data_dir.join(NAME)), bot_id }
    }

    /// What was written.
    pub(super) fn read(&self) -> Option<String> {
        let mut text = String::new();
        fs::File::open(self.file.as_ref()?).ok()?.take(LONGEST).read_to_string(&mut text).ok()?;
        let (bot_id, identity) = text.strip_suffix('\n')?.split_once(' ')?;
        let (cluster, timeline) = identity.split_once('/')?;
        let is_ours = bot_id.parse() == Ok(self.bot_id);
        let is_identity =
            cluster.parse::<u64>().is_ok() && timeline.len() == 8 && u32::from_str_radix(timeline, 16).is_ok();
        (is_ours && is_identity).then(|| identity.to_owned())
    }

    /// Writes it, where it is another one.
    pub(super) fn keep(&self, identity: &str) {
        let Some(file) = &self.file else { return };
        if self.read().as_deref() == Some(identity) {
            return;
        }
        let new = file.with_extension("new");
        let written = fs::write(&new, format!("{} {identity}\n", self.bot_id)).and_then(|()| fs::rename(&new, file));
        if let Err(error) = written {
            log::debug!(error = error.to_string().as_str(); "which server the database is on cannot be kept in DATA_DIR");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_and_anything_else_says_nothing() {
        let file = std::env::temp_dir().join(format!("angler-last-server-{}", std::process::id()));
        let last = LastServer { file: Some(file.clone()), bot_id: 7 };
        assert_eq!(last.read(), None);
        last.keep("7123456789012345678/0000000A");
        assert_eq!(last.read().as_deref(), Some("7123456789012345678/0000000A"));
        assert_eq!(LastServer { bot_id: 8, ..last.clone() }.read(), None, "another bot's");
        assert_eq!(LastServer { file: None, bot_id: 7 }.read(), None);
        for text in
            ["", "\n", "7\n", "7 1/0000000A", "7 1/A\n", "7 x/0000000A\n", "7 1/0000000G\n", "x 1/0000000A\n", "7 1\n"]
        {
            fs::write(&file, text).unwrap();
            assert_eq!(last.read(), None, "{text:?}");
        }
        fs::write(&file, [0xff; 500]).unwrap();
        assert_eq!(last.read(), None);
        fs::remove_file(&file).unwrap();
        let nowhere = LastServer { file: Some(file.join("nowhere")), bot_id: 7 };
        nowhere.keep("1/00000001");
        assert_eq!(nowhere.read(), None);
    }
}
