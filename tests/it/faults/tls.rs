//! TLS to PostgreSQL, as libpq has it: which server is taken by which words, and what is said of one that is not.

use angler::{
    actors::db::connect::{ConnectError, Connector, Purpose},
    config::Secret,
};

use crate::harness::{Certificate, Delivered, World, command, run, variables};

/// Whether the connection that these words make is a TLS one, or why there is none.
async fn reaches(server: &Delivered, words: &str) -> Result<bool, String> {
    let connector = Connector::new(&Secret::new(server.pairs("angler", words)))?;
    let line = connector.open(Purpose::Operator).await.map_err(|error| match error {
        ConnectError::Refused(words) => words,
        ConnectError::Away(words) => panic!("it is there: {words}"),
    })?;
    let ssl = line.query_one("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()", &[]).await;
    Ok(ssl.expect("a row").get(0))
}

async fn refused(server: &Delivered, words: &str, reason: &str) {
    let said = reaches(server, words).await.expect_err(words);
    assert!(said.contains(reason), "{words}: {said}");
}

const NOBODY: &str = "nobody whom this machine trusts has signed the server's certificate: set sslrootcert";

#[test]
fn a_server_whose_certificate_signs_itself_is_reached_without_a_word_of_tls() {
    run(async || {
        let server = Delivered::start("own", Certificate::Own, &[]).await;
        let ca = server.ca();
        for words in ["", "sslmode=prefer", "sslmode=require", &format!("sslmode=verify-full sslrootcert={ca}")] {
            assert_eq!(reaches(&server, words).await, Ok(true), "{words}");
        }
        assert_eq!(reaches(&server, "sslmode=disable").await, Ok(false));
        refused(&server, "sslmode=verify-full", NOBODY).await;
        refused(&server, "sslmode=verify-ca", NOBODY).await;
        refused(&server, "sslrootcert=system", NOBODY).await;
    });
}

#[test]
fn a_private_ca_is_trusted_where_it_is_named() {
    run(async || {
        let server = Delivered::start("signed", Certificate::Signed, &[]).await;
        let other = Delivered::start("other", Certificate::Own, &["ssl=off"]).await;
        let (ca, others) = (server.ca(), other.ca());
        for words in [
            String::new(),
            "sslmode=require".to_owned(),
            format!("sslmode=require sslrootcert={ca}"),
            format!("sslmode=verify-ca sslrootcert={ca}"),
            format!("sslmode=verify-full sslrootcert={ca}"),
            format!("sslmode=verify-ca sslrootcert={ca} host=127.0.0.1"),
        ] {
            assert_eq!(reaches(&server, &words).await, Ok(true), "{words}");
        }
        // A CA that is named counts with `require` too, as libpq has it.
        refused(&server, &format!("sslmode=require sslrootcert={others}"), NOBODY).await;
        let name = format!("sslmode=verify-full sslrootcert={ca} host=127.0.0.1");
        refused(&server, &name, "is made out for").await;
        refused(&server, &name, "set host to a name in it").await;
        refused(&server, "sslmode=verify-full sslrootcert=/nowhere.crt", "sslrootcert: /nowhere.crt cannot be read")
            .await;

        // A server without TLS.
        assert_eq!(reaches(&other, "").await, Ok(false));
        refused(&other, "sslmode=require", "turn ssl on there, or set sslmode=prefer").await;
    });
}

#[test]
fn a_certificate_that_is_over_is_said_as_such() {
    run(async || {
        let server = Delivered::start("expired", Certificate::Expired, &[]).await;
        let ca = server.ca();
        assert_eq!(reaches(&server, "").await, Ok(true));
        refused(&server, &format!("sslmode=verify-full sslrootcert={ca}"), "has expired: renew it").await;
    });
}

#[test]
fn the_machines_certificates_are_those_of_ssl_cert_file_as_a_variable_or_as_a_flag() {
    run(async || {
        let world = World::with(|_| {}).await;
        let server = Delivered::start("machine", Certificate::Signed, &[]).await;
        let (url, ca) = (server.pairs("angler", "sslmode=verify-full"), server.ca());
        let mut given = variables(&world, &[("DATABASE_URL", &url)]);
        let said = command(&["check"], &given).await;
        assert!(said.stdout.contains("not ok   database") && said.stdout.contains(NOBODY), "{said:?}");
        assert!(!said.stdout.contains("does not answer"), "{said:?}");
        let typed = command(&["check", "--ssl-cert-file", &ca], &given).await;
        given.push(("SSL_CERT_FILE", ca));
        for said in [typed, command(&["check"], &given).await] {
            assert!(said.stdout.contains("ok       database   reached, empty"), "{said:?}");
        }
        // An empty variable counts as not set: the machine's own store is read, and silently.
        given.push(("SSL_CERT_FILE", String::new()));
        let said = command(&["check"], &given).await;
        assert!(said.stdout.contains(NOBODY) && !said.stderr.contains("cannot be read"), "{said:?}");
        world.sandbox.stop().await;
    });
}
