//! What the database does: rights are revoked, a standby answers, no connection is left, sessions end, queries take seconds.
//!
//! Everything is done by a superuser's connection beside the service, whose login is a plain one.

use angler::plumbing::paths::Path;

use super::acts::Stage;

/// The page's insert answers 25006 while the trigger stands; a sequence counts, for it does not roll back.
pub const STORM: &str = "CREATE SEQUENCE strikes; \
     CREATE FUNCTION only_reads() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN \
         PERFORM nextval('strikes'); RAISE EXCEPTION 'a standby' USING ERRCODE = '25006'; END $$";
const STRIKES: &str = "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM strikes";
const SESSIONS: &str =
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'field_owner'";
const END_ALL: &str = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
     WHERE datname = current_database() AND usename = 'field_owner'";
/// Longer than what is said to be slow.
const WAITS_LONG: &str = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
     AND usename = 'field_owner' AND wait_event_type = 'Lock' AND clock_timestamp() - query_start > interval '1.2 s'";

impl Stage {
    async fn ends_all(&self) -> u64 {
        u64::try_from(self.hand.number(END_ALL).await).expect("a count")
    }

    async fn alters(&self, what: &str) {
        let name = self.hand.name().await;
        self.hand.execute(&format!("ALTER DATABASE {name} {what}")).await;
    }

    /// For one refused try of a page, or for up to four: from the fourth on each update is tried alone.
    pub(super) async fn rights_revoked(&self, drawn: u64) -> u64 {
        let tries = 1 + drawn % 4;
        let before = self.taken(Path::PageHeldBack);
        self.hand.execute("REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC").await;
        self.takes(Path::PageHeldBack, before + tries as usize - 1).await;
        self.hand.execute("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO PUBLIC").await;
        tries
    }

    /// Ends all sessions and lets nobody in until another host was tried. Gives how often one was.
    async fn lets_nobody_in(&self, setting: &str, undone: &str) -> u64 {
        let called = self.dead_host();
        self.alters(setting).await;
        self.ends_all().await;
        self.calls_dead_host(called).await;
        self.alters(undone).await;
        self.dead_host() - called
    }

    /// First the server is a standby; then it is promoted, and some session answers as if it were not.
    pub(super) async fn only_reads(&self) -> u64 {
        let refused =
            self.lets_nobody_in("SET default_transaction_read_only = on", "RESET default_transaction_read_only").await;
        self.hand.until(SESSIONS, |there| there > 0).await;
        let before = self.hand.number(STRIKES).await;
        let storm = "CREATE TRIGGER only_reads BEFORE INSERT ON inbox FOR EACH ROW EXECUTE FUNCTION only_reads()";
        self.hand.execute(storm).await;
        let struck = self.hand.until(STRIKES, |strikes| strikes > before).await - before;
        self.hand.execute("DROP TRIGGER only_reads ON inbox").await;
        refused + u64::try_from(struck).expect("a count")
    }

    pub(super) async fn no_connections(&self) -> u64 {
        self.lets_nobody_in("CONNECTION LIMIT 0", "CONNECTION LIMIT -1").await
    }

    pub(super) async fn sessions_ended(&self) -> u64 {
        let ended = self.ends_all().await;
        self.hand.until(SESSIONS, |there| there > 0).await;
        ended
    }

    pub(super) async fn slow_queries(&self) -> u64 {
        let lock = self.hand.another().await;
        lock.execute("BEGIN; LOCK TABLE ledger IN ACCESS EXCLUSIVE MODE").await;
        let slow = self.hand.until(WAITS_LONG, |waits| waits > 0).await;
        lock.execute("COMMIT").await;
        u64::try_from(slow).expect("a count")
    }
}
