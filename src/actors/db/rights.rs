//! The rights that the service needs on its tables, and which of them are missing: a dump that was restored without them, or a
//! hand that took one away.
//!
//! Asked by `migrate` at every start, which gives them anew where the login may, and by the rehearsal of `angler check`.
//!
//! **Invariant:** the list is what schema.sql grants, read from its own text: there is no second one.

use tokio_postgres::Client;

use super::{error::DbError, migrate};

/// A right, and the table (or `SEQUENCE` and its name) that it is on.
type Right = (String, String);

/// Of these rights, those that somebody does not have; a table that is not there is one of them.
const MISSING: &str = "SELECT lower(coalesce(u.may, '')) || ' on ' || u.thing FROM unnest($1::text[], $2::text[]) u (may, thing) \
     WHERE NOT coalesce(CASE WHEN u.thing LIKE 'SEQUENCE %' \
     THEN has_sequence_privilege($3::name, to_regclass(substr(u.thing, 10)), u.may) \
     ELSE has_table_privilege($3::name, to_regclass(u.thing), u.may) END, false)";

/// What the service's role needs: the grants of schema.sql.
pub(super) fn of_role() -> Vec<Right> {
    let granted = |statement: &str| -> Option<Vec<Right>> {
        let (_, grant) = statement.split_once("GRANT ")?;
        let (rights, rest) = grant.split_once(" ON ")?;
        let (things, _) = rest.split_once("TO angler_app")?;
        let listed = |text: &str| text.split(',').map(|word| word.trim().to_owned()).collect::<Vec<_>>();
        let (rights, things) = (listed(rights), listed(things));
        Some(things.iter().flat_map(|thing| rights.iter().map(move |may| (may.clone(), thing.clone()))).collect())
    };
    // What is executed as a text is about the schema and the role itself.
    let plain = migrate::role().split(';').filter(|statement| !statement.contains("EXECUTE"));
    plain.filter_map(granted).flatten().collect()
}

/// What the login needs of its own, whatever role it puts on: it claims the database for its bot.
pub(super) fn of_login() -> Vec<Right> {
    ["SELECT", "UPDATE"].map(|may| (may.to_owned(), "about".to_owned())).to_vec()
}

/// Of these rights, those that somebody does not have; `None`: whoever works on this session now.
pub(super) async fn missing(client: &Client, whose: Option<&str>, rights: &[Right]) -> Result<Vec<String>, DbError> {
    let whose: String = match whose {
        Some(whose) => whose.to_owned(),
        None => client.query_one("SELECT current_user::text", &[]).await?.try_get(0)?,
    };
    let (may, things): (Vec<&str>, Vec<&str>) =
        rights.iter().map(|(may, thing)| (may.as_str(), thing.as_str())).unzip();
    let found = client.query(MISSING, &[&may, &things, &whose]).await?;
    found.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// Whether the service's role, which is there, has all of its rights.
pub(super) async fn are_whole(client: &Client) -> Result<bool, DbError> {
    Ok(missing(client, Some("angler_app"), &of_role()).await?.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grants_of_the_schema_are_read_whole() {
        let rights = of_role();
        let has = |may: &str, thing: &str| rights.contains(&(may.to_owned(), thing.to_owned()));
        for (may, thing) in [
            ("SELECT", "about"),
            ("UPDATE", "cards"),
            ("INSERT", "inbox"),
            ("UPDATE", "lease"),
            ("DELETE", "quarantine"),
            ("DELETE", "ticks"),
            ("INSERT", "ledger"),
            ("USAGE", "SEQUENCE position_ids"),
        ] {
            assert!(has(may, thing), "{may} on {thing}");
        }
        // Nobody changes what is written in the books.
        assert!(!has("UPDATE", "ledger") && !has("DELETE", "ledger") && !has("UPDATE", "about"));
        let words = rights.iter().all(|(may, thing)| !may.contains(' ') && thing.split(' ').count() <= 2);
        assert!(words && rights.len() == 1 + 12 * 3 + 3 + 6 + 2 + 3 + 1, "{rights:?}");
    }
}
