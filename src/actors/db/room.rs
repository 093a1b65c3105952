//! How many connections a server has for us.
//!
//! Asked by the [`Pool`](super::pool::Pool) before it opens, and by `angler check`.
//!
//! **Invariant:** beside a full pool there is room for the lease, the marks, the audit and one command of the operator.

use tokio_postgres::Client;

use super::error::DbError;

/// Connections beside the pool's: the lease's, the marks', the audit's, and the operator's.
pub const BESIDE: u32 = 4;

/// The least of what the server, the database and the login allow; a limit of -1 is none.
const ROOM: &str = "SELECT least( \
     current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int \
         - coalesce(current_setting('reserved_connections', true)::int, 0), \
     (SELECT nullif(rolconnlimit, -1) FROM pg_roles WHERE rolname = session_user), \
     (SELECT nullif(datconnlimit, -1) FROM pg_database WHERE datname = current_database()))";

/// Connections that the server would give to this login, were there nobody else.
pub async fn room(client: &Client) -> Result<u32, DbError> {
    let room: i32 = client.query_one(ROOM, &[]).await?.try_get(0)?;
    Ok(u32::try_from(room).unwrap_or(0))
}

/// A pool's least and most connections, so that they fit into a room.
pub fn fitted((min, max): (u32, u32), room: u32) -> (u32, u32) {
    let most = max.min(room.saturating_sub(BESIDE)).max(1);
    (min.min(most), most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_server_makes_a_small_pool() {
        assert_eq!(fitted((10, 50), 97), (10, 50));
        assert_eq!(fitted((10, 50), 20), (10, 16));
        assert_eq!(fitted((10, 50), 8), (4, 4));
        assert_eq!(fitted((10, 50), 2), (1, 1));
    }
}
