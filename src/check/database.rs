//! The lines about the database: whether it can be reached and is or can become this bot's, and what its sessions have.
//!
//! Called by [`super::run`].
//!
//! **Invariant:** what a start would wait for, or do without, is said.

use super::finding::{Finding, Verdict};
use crate::{
    actors::{
        db::{
            connect::Connector,
            migrate::{self, SchemaError, Seen},
            rehearsal::{Rehearsed, rehearse},
            room::BESIDE,
            seals,
        },
        poller::port::Me,
    },
    app::{
        StartError,
        private_postgres::{self, Durability, PrivatePostgres, PrivatePostgresError},
    },
    config::{Config, Secret},
    plumbing::net::roots::Roots,
};

/// What was found at the database.
pub(super) struct Database {
    /// Its lines.
    pub findings: Vec<Finding>,
    /// A service works on it now.
    pub in_use: bool,
}

impl Database {
    fn alone(verdict: Verdict, found: String) -> Database {
        Database { findings: vec![Finding::new(verdict, "database", found)], in_use: false }
    }
}

/// Tries the database of the settings.
pub(super) async fn database(config: &Config, roots: &Roots, me: Option<&Me>) -> Database {
    if let Some(url) = &config.database_url {
        return match Connector::believing(url, roots) {
            Ok(connector) => tried(&connector, me, config, "").await,
            Err(reason) => Database::alone(Verdict::NotOk, StartError::DatabaseUrl(reason).to_string()),
        };
    }
    let folder = config.data_dir.clone();
    let started = tokio::task::spawn_blocking(move || PrivatePostgres::start(&folder, Durability::Durable)).await;
    match started {
        Ok(Ok(private)) => {
            let at = format!("a private PostgreSQL in {}: ", config.data_dir.display());
            let found = match Connector::new(&private.address(private_postgres::DATABASE)) {
                Ok(connector) => tried(&connector, me, config, &at).await,
                Err(reason) => Database::alone(Verdict::NotOk, at + &reason),
            };
            let _stopped_by_its_drop = tokio::task::spawn_blocking(move || private.stop()).await;
            found
        }
        // It runs: it can be started.
        Ok(Err(error @ PrivatePostgresError::InUse { .. })) => {
            Database { in_use: true, ..Database::alone(Verdict::Warning, error.to_string()) }
        }
        Ok(Err(error)) => Database::alone(Verdict::NotOk, error.to_string()),
        Err(_panicked) => {
            Database::alone(Verdict::NotOk, "the private PostgreSQL broke off while it started".to_owned())
        }
    }
}

/// Two lines: the database, and its sessions. `at` is said before the first.
async fn tried(connector: &Connector, me: Option<&Me>, config: &Config, at: &str) -> Database {
    match rehearse(connector, config.pool).await {
        Ok(rehearsed) => {
            let (verdict, found) = match schema_seen(rehearsed.seen, me.map(|me| me.bot_id)) {
                (Verdict::Ok, found) => key_seen(connector, rehearsed.seen, config.token.as_ref(), found).await,
                other => other,
            };
            let (waits, more) = around(&rehearsed);
            let verdict = if verdict == Verdict::Ok { waits } else { verdict };
            let found = [format!("{at}{found}")].into_iter().chain(more).collect::<Vec<_>>().join("; ");
            let first = Finding::new(verdict, "database", found);
            Database { findings: vec![first, sessions(&rehearsed, config.pool.1)], in_use: rehearsed.holder.is_some() }
        }
        Err(error) => Database::alone(Verdict::NotOk, format!("{at}{}", StartError::from(error))),
    }
}

/// Which server it is, who stands before it, and who works on it.
fn around(rehearsed: &Rehearsed) -> (Verdict, Vec<String>) {
    let mut said = vec![format!("PostgreSQL {}", rehearsed.session.version)];
    if let Some(between) = &rehearsed.between {
        // In another mode it was refused already.
        said.push(format!("through {between}, in session mode"));
    }
    let mut verdict = Verdict::Ok;
    if let Some(holder) = &rehearsed.holder {
        said.push(format!("in use by {holder}: another start waits until that one ends"));
        verdict = Verdict::Warning;
    }
    if rehearsed.busy {
        said.push("a service works on its tables, so the upgrade was not tried".to_owned());
        verdict = Verdict::Warning;
    }
    (verdict, said)
}

fn schema_seen(seen: Seen, ours: Option<i64>) -> (Verdict, String) {
    let Seen::Ours { number, bot_id } = seen else {
        return (Verdict::Ok, format!("reached, empty: its schema {} will be made", migrate::NUMBER));
    };
    if let (Some(owner), Some(ours)) = (bot_id, ours)
        && owner != ours
    {
        return (Verdict::NotOk, SchemaError::OtherBot { owner, ours }.to_string());
    }
    let owner = bot_id.map_or("no bot yet".to_owned(), |id| format!("bot {id}"));
    let upgrade = if number < migrate::NUMBER { format!(", will become {}", migrate::NUMBER) } else { String::new() };
    (Verdict::Ok, format!("reached, schema {number}{upgrade}, of {owner}"))
}

/// Whether the key of the database opens with the token; else that is what there is to say instead of `found`.
async fn key_seen(connector: &Connector, seen: Seen, token: Option<&Secret>, found: String) -> (Verdict, String) {
    // An older schema has none: the start that upgrades it makes one.
    let has_its_place = matches!(seen, Seen::Ours { number: migrate::NUMBER, .. });
    let Some(token) = token.filter(|_| has_its_place) else { return (Verdict::Ok, found) };
    let looked = async {
        let Some(seals) = seals::look(connector, token).await? else { return Ok(0) };
        seals::damaged(connector, &seals).await
    };
    match looked.await {
        Ok(0) => (Verdict::Ok, found),
        Ok(damaged) => {
            let words = format!("{found}; {damaged} seeds do not open, angler audit names them");
            (Verdict::Warning, words)
        }
        Err(error) => (Verdict::NotOk, StartError::from(error).to_string()),
    }
}

/// What the pool's sessions have, by the server's own word, and how many there can be.
fn sessions(rehearsed: &Rehearsed, pool: u32) -> Finding {
    let (session, room) = (&rehearsed.session, rehearsed.room);
    let mut verdict = Verdict::Ok;
    let mut said = vec![
        format!("as {}", session.works_as),
        format!("statement_timeout {}", session.statement_timeout),
        session.encoding.clone(),
        format!("{room} connections for us, DB_POOL_MAX {pool} needs {}", pool + BESIDE),
    ];
    if room < pool + BESIDE {
        verdict = Verdict::Warning;
        said.push("so fewer are opened (raise max_connections, or the login's limit, or lower DB_POOL_MAX)".to_owned());
    }
    if !rehearsed.in_role {
        verdict = Verdict::Warning;
        said.push(
            "the role angler_app cannot be put on (a superuser: CREATE ROLE angler_app NOLOGIN, GRANT it to the login)"
                .to_owned(),
        );
    }
    if session.statement_timeout == "0" {
        verdict = Verdict::Warning;
        said.push("nothing ends a statement that hangs: look for what resets the sessions' settings".to_owned());
    }
    if let (wanted, Some(reason)) = &rehearsed.opened {
        verdict = Verdict::NotOk;
        said.push(format!(
            "a start opens {wanted} at once and does not get them ({reason}): lower DB_POOL_MIN, or give it room there"
        ));
    }
    Finding::new(verdict, "sessions", said.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors::db::rehearsal::Session;

    #[test]
    fn a_database_is_empty_ours_or_another_bots() {
        let seen = |number, bot_id| Seen::Ours { number, bot_id };
        assert!(schema_seen(Seen::Empty, Some(7)).1.contains("will be made"));
        let ours = schema_seen(seen(migrate::NUMBER, Some(7)), Some(7));
        assert_eq!(ours, (Verdict::Ok, format!("reached, schema {}, of bot 7", migrate::NUMBER)));
        assert!(schema_seen(seen(0, None), Some(7)).1.contains("will become"));
        let other = schema_seen(seen(migrate::NUMBER, Some(8)), Some(7));
        assert_eq!(other.0, Verdict::NotOk);
        assert!(other.1.contains("belongs to bot 8"), "{}", other.1);
    }

    #[test]
    fn sessions_without_a_timeout_a_role_or_room_are_warned_of_and_a_start_without_its_connections_is_a_no() {
        let session = Session {
            works_as: "angler_app".to_owned(),
            statement_timeout: "5s".to_owned(),
            encoding: "UTF8".to_owned(),
            version: "15.1".to_owned(),
        };
        let well = Rehearsed {
            seen: Seen::Empty,
            session: session.clone(),
            in_role: true,
            room: 97,
            between: None,
            holder: None,
            busy: false,
            opened: (13, None),
        };
        let line = sessions(&well, 50);
        let words = "as angler_app, statement_timeout 5s, UTF8, 97 connections for us, DB_POOL_MAX 50 needs 54";
        assert_eq!((line.verdict, line.found.as_str()), (Verdict::Ok, words));
        let endless = Session { statement_timeout: "0".to_owned(), ..session };
        for (rehearsed, verdict, words) in [
            (Rehearsed { room: 53, ..well.clone() }, Verdict::Warning, "so fewer are opened"),
            (Rehearsed { in_role: false, ..well.clone() }, Verdict::Warning, "the role angler_app cannot be put on"),
            (Rehearsed { session: endless, ..well.clone() }, Verdict::Warning, "nothing ends a statement"),
            (
                Rehearsed { opened: (13, Some("full".to_owned())), ..well },
                Verdict::NotOk,
                "opens 13 at once and does not get them (full)",
            ),
        ] {
            let line = sessions(&rehearsed, 50);
            assert!(line.verdict == verdict && line.found.contains(words), "{line:?}");
        }
    }
}
