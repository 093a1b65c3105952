//! What an address may say, in both of its forms.
//!
//! **Invariant:** a table of texts, each with what is read.

use super::*;

/// Hosts with ports, database, mode, whether it must write.
fn read(text: &str) -> Result<(Vec<String>, Option<String>, Mode, bool), String> {
    let address = Address::read(text)?;
    let hosts = address.hosts.iter().map(ToString::to_string).collect();
    Ok((hosts, address.login.get_dbname().map(str::to_owned), address.tls.mode, address.writable))
}

#[test]
fn both_forms_say_the_same() {
    let one = |host: &str, mode| Ok((vec![host.to_owned()], Some("db".to_owned()), mode, false));
    for (text, wanted) in [
        ("postgres://u:p@h/db", one("h:5432", Mode::Prefer)),
        ("postgresql://u:p@h:7/db?sslmode=verify-full", one("h:7", Mode::VerifyFull)),
        ("host=h port=7 user=u dbname=db sslmode = 'verify-ca'", one("h:7", Mode::VerifyCa)),
        ("postgres://u:p%40%2F@[::1]:7/db?ssl=true", one("[::1]:7", Mode::Require)),
        ("postgres://u@/db?host=/run/postgresql", one("/run/postgresql:5432", Mode::Prefer)),
        ("postgres://%2Frun%2Fpostgresql/db", one("/run/postgresql:5432", Mode::Prefer)),
        ("postgres://u:a/b@h/db", one("h:5432", Mode::Prefer)),
        ("postgres://h/db?user=u@v&sslrootcert=system", one("h:5432", Mode::VerifyFull)),
        ("postgres://u@h/db?hostaddr=127.0.0.1&gssencmode=disable&application_name=x", one("h:5432", Mode::Prefer)),
        (
            "postgres://u@a,b:6/db",
            Ok((vec!["a:5432".to_owned(), "b:6".to_owned()], Some("db".to_owned()), Mode::Prefer, true)),
        ),
        (
            "postgres://u@a,b:6/db?target_session_attrs=any",
            Ok((vec!["a:5432".to_owned(), "b:6".to_owned()], Some("db".to_owned()), Mode::Prefer, false)),
        ),
    ] {
        assert_eq!(read(text), wanted, "{text}");
    }
    let address = Address::read("password='it\\'s \\\\ one' host=h").unwrap();
    assert_eq!(address.login.get_password(), Some(br"it's \ one".as_slice()));
}

#[test]
fn what_is_not_understood_is_refused_by_its_name_and_never_quoted() {
    for (text, words) in [
        ("postgres://u:hush@h/db?sslcrl=hush", "sslcrl is not understood here"),
        ("postgres://u:hush@h/db?sslmode=hush", "sslmode has a value that is not understood; allowed: disable"),
        ("postgres://u:hush@h/db?sslmode=allow", "sslmode has a value"),
        ("postgres://u:hush@h/db?target_session_attrs=standby", "target_session_attrs has a value"),
        ("postgres://u:hush@h/db?gssencmode=require", "gssencmode can only be disable, prefer"),
        ("postgres://u:hush@h/db?sslmode=require&sslrootcert=system", "sslrootcert=system goes with"),
        ("postgres://u:hush@h/db?sslcert=hush", "sslcert and sslkey go together"),
        ("postgres://u:hush@h:hush/db", "port"),
        ("postgres://u:hush@/db", "it names no host"),
        ("postgres://u:hu%zz@h/db", "percent sign"),
        ("host=h hush=hush", "none of libpq's"),
        ("host=h port=1,2 password=hush", "not as many ports"),
        ("host=h password='hush", "not closed"),
        ("not an address, hush", "neither a postgres:// URL nor key=value pairs"),
        ("", "neither a postgres:// URL nor key=value pairs"),
    ] {
        let refused = read(text).expect_err(text);
        assert!(refused.contains(words) && !refused.contains("hush"), "{text}: {refused}");
    }
}
