//! What the operator's door shows: the figures of all actors as families for Prometheus, and what of them is red.
//!
//! Asked through the dashboard, which asks every actor. The tables below are the names outside; README tells them too.
//!
//! **Invariant:** every number comes from an actor's own answer, or from the shared count of paths; nothing is counted here.

use std::{collections::BTreeMap, net::TcpListener, sync::Arc, time::Duration};

use actix::Addr;

use crate::{
    plumbing::{
        dashboard::{Dashboard, Gather, Told},
        figures::{self, Note, Reading, Row},
        meter::Buckets,
        paths,
    },
    transports::metrics::{Door, Family, Kind, Look, Sample, Value},
};

/// Longest wait for the dashboard, which itself waits two seconds for an actor.
const PATIENCE: Duration = Duration::from_secs(4);

/// What a note's numbers do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Only grow.
    Counter,
    /// Go up and down.
    Gauge,
    /// Are ages, in seconds; there is none where nothing could be old.
    Age,
    /// Are sizes, spread over buckets.
    Sizes,
}
use Shape::{Age, Counter, Gauge, Sizes};

/// A note by its name under the table, its name outside, what its numbers do, and its help.
type Outside = (&'static str, &'static str, Shape, &'static str);

const NOTES: &[Outside] = &[
    ("polls", "polls", Counter, "Pages of updates taken from Telegram, empty ones too."),
    ("updates", "updates", Counter, "Updates stored and handed on."),
    ("last poll", "poll_age", Age, "Time since a page of updates was taken."),
    (
        "clock parted",
        "clock_parted",
        Age,
        "How far the machine's wall clock is from the one that the service counts by, either way.",
    ),
    ("sessions", "sessions", Gauge, "Players in memory."),
    ("lines watched", "lines_watched", Gauge, "Lines in the water whose marks are watched."),
    (
        "crossings waiting",
        "crossings_waiting",
        Gauge,
        "Snapped lines and bells that a tick crossed and no turn settled yet.",
    ),
    ("inbox waiting", "inbox_waiting", Gauge, "Updates stored and not done."),
    ("oldest waiting", "inbox_oldest_waiting", Age, "Age of the oldest update not done."),
    ("quarantined", "updates_quarantined", Counter, "Updates put aside for the operator."),
    ("price", "price_age", Age, "Time since the round of the newest price."),
    ("lanes", "lanes", Gauge, "Chats with something to send."),
    ("lanes frozen", "lanes_frozen", Gauge, "Chats to which nothing may be sent now."),
    ("scenes", "scenes", Gauge, "Scenes being played."),
    ("replies owed", "outbox_owed", Gauge, "Durable replies not delivered."),
    ("oldest owed", "outbox_oldest_owed", Age, "Time since the settle of the oldest reply owed."),
    ("429s", "telegram_too_many", Counter, "Sends that Telegram refused with 429."),
    ("given up", "replies_given_up", Counter, "Durable replies that will never be delivered."),
    ("answers dropped", "answers_dropped", Counter, "Answers left out, for their chat had too many waiting."),
    ("replies spoken for", "replies_spoken_for", Counter, "Durable replies told by another's message."),
    ("catches without card", "catches_without_card", Counter, "Catches sent as text."),
    ("cards degraded", "cards_degraded", Counter, "Catches sent with the fish's card, not a personal one."),
    ("paintings ready", "paintings_ready", Gauge, "Fish that are painted."),
    ("paintings put off", "paintings_put_off", Gauge, "Fish whose painting failed and is put off."),
    ("database away", "database_away", Age, "How long the database does not answer; none: it does."),
    ("pool in use", "pool_connections_in_use", Gauge, "Database connections at work."),
    ("pool open", "pool_connections_open", Gauge, "Database connections open."),
    ("pool at most", "pool_connections_max", Gauge, "Database connections allowed."),
    ("trading stopped", "trading_stopped", Gauge, "1: the books do not add up, casts and hooks are refused."),
    ("accounts audited", "accounts_audited", Counter, "Accounts that the auditor has looked at."),
    ("batch", "settle_batch_turns", Sizes, "Turns settled with one call."),
];

/// What a row gives: the label it is told by, the name outside, the kind, the help, and the number.
type OfRow = (&'static str, &'static str, Kind, &'static str, fn(&Row) -> Value);

const ROWS: &[OfRow] = &[
    ("actor", "actor_handled", Kind::Counter, "Pieces of work ended.", |row| Value::Count(row.handled)),
    ("actor", "actor_errors", Kind::Counter, "Errors met.", |row| Value::Count(row.errors)),
    ("actor", "actor_in_flight", Kind::Gauge, "Begun and not ended.", |row| Value::Count(row.in_flight as u64)),
    ("actor", "actor_queue_depth", Kind::Gauge, "Waiting to begin.", |row| Value::Count(row.queue as u64)),
    ("actor", "actor_handling", Kind::Histogram, "Time that a piece of work took.", |row| spread(&row.times_us, MICRO)),
    ("command", "command_errors", Kind::Counter, "Tries that did not finish it.", |row| Value::Count(row.errors)),
    (
        "command",
        "command_handling",
        Kind::Histogram,
        "Time from a command's arrival until its turn was settled or its answer taken by Telegram.",
        |row| spread(&row.times_us, MICRO),
    ),
    ("query", "query_errors", Kind::Counter, "Requests that failed.", |row| Value::Count(row.errors)),
    ("query", "query_in_flight", Kind::Gauge, "Requests under way.", |row| Value::Count(row.in_flight as u64)),
    ("query", "query_handling", Kind::Histogram, "Time that a request took, its repeats included.", |row| {
        spread(&row.times_us, MICRO)
    }),
];

/// Units of an actor's time buckets in a second.
const MICRO: f64 = 1e6;

/// Opens the door over a dashboard.
pub(super) fn open(listener: TcpListener, dashboard: &Addr<Dashboard>) -> std::io::Result<Door> {
    let (scraped, judged) = (dashboard.clone(), dashboard.clone());
    let look = Look {
        families: Arc::new(move || {
            let told = gather(scraped.clone());
            Box::pin(async move { told.await.map(|all| families(&all)) })
        }),
        red: Arc::new(move || {
            let told = gather(judged.clone());
            Box::pin(async move {
                told.await.map_or_else(|| vec!["dashboard: does not answer".to_owned()], |all| red(&all))
            })
        }),
    };
    let door = Door::open(listener, look)?;
    log::info!(at = door.at().to_string().as_str(); "metrics are served");
    Ok(door)
}

async fn gather(dashboard: Addr<Dashboard>) -> Option<Vec<Told>> {
    actix_rt::time::timeout(PATIENCE, dashboard.send(Gather)).await.ok()?.ok()
}

/// Why this is no healthy service, a line each.
fn red(all: &[Told]) -> Vec<String> {
    let of = |told: &Told| match &told.figures {
        Some(figures) => figures.red.clone(),
        None => vec![format!("{}: does not answer", told.actor)],
    };
    all.iter().flat_map(of).collect()
}

/// All that was told, as families. Rows of one name are added up.
fn families(all: &[Told]) -> Vec<Family> {
    let figures = || all.iter().filter_map(|told| told.figures.as_ref());
    let mut rows: BTreeMap<(&'static str, &'static str), Row> = BTreeMap::new();
    for row in figures().flat_map(|figures| &figures.rows) {
        add(rows.entry((label_of(row.kind), row.name)).or_default(), row);
    }
    let of_actors = |name, kind, help, number: fn(&Told) -> u64| {
        let samples = all.iter().map(|told| Sample { of: told.actor, value: Value::Count(number(told)) }).collect();
        Family { name, help, kind, seconds: false, label: Some("actor"), samples }
    };
    let mut families = vec![
        of_actors("actor_answers", Kind::Gauge, "1: the actor tells its figures.", |told| {
            told.figures.is_some().into()
        }),
        of_actors("actor_restarts", Kind::Counter, "Restarts after a panic.", |told| told.restarts.into()),
    ];
    families.extend(ROWS.iter().map(|(label, name, kind, help, number)| {
        let ours = rows.iter().filter(|((of, _), _)| of == label);
        let samples = ours.map(|((_, name), row)| Sample { of: name, value: number(row) }).collect();
        Family { name, help, kind: *kind, seconds: *kind == Kind::Histogram, label: Some(label), samples }
    }));
    families.extend(NOTES.iter().map(|outside| family_of(outside, figures().flat_map(|figures| &figures.notes))));
    families.push(paths_taken());
    let reasons = Sample { of: "", value: Value::Count(red(all).len() as u64) };
    let help = "Lines of /healthz that are red; 0: all is well.";
    families.push(Family { name: "red", help, kind: Kind::Gauge, seconds: false, label: None, samples: vec![reasons] });
    families
}

/// How often each path of recovery was taken; of all actors together.
fn paths_taken() -> Family {
    let samples = paths::taken().map(|(path, count)| Sample { of: path.name(), value: Value::Count(count) }).collect();
    let help = "Times that a path was taken by which the service recovers.";
    Family { name: "paths", help, kind: Kind::Counter, seconds: false, label: Some("path"), samples }
}

fn label_of(kind: figures::Kind) -> &'static str {
    match kind {
        figures::Kind::Actor | figures::Kind::Part => "actor",
        figures::Kind::Command => "command",
        figures::Kind::Query => "query",
    }
}

fn add(sum: &mut Row, row: &Row) {
    sum.handled += row.handled;
    sum.errors += row.errors;
    sum.in_flight += row.in_flight;
    sum.queue += row.queue;
    sum.times_us.add(&row.times_us);
}

/// The family of one kind of note. Sizes of several actors are added up; other notes are each of one actor.
fn family_of<'a>(&(note, name, shape, help): &Outside, notes: impl Iterator<Item = &'a Note>) -> Family {
    let mut samples = Vec::new();
    let mut sizes = Buckets::default();
    let mut label = None;
    for Note { of, value, .. } in notes.filter(|one| one.name == note) {
        label = label.or(of.and(Some("pair")));
        let value = match (shape, value) {
            (Counter | Gauge, Reading::Count(count)) => Value::Count(*count),
            (Age, Reading::Age(Some(age))) => Value::Measure(age.as_secs_f64()),
            (Sizes, Reading::Sizes(more)) => {
                sizes.add(more);
                continue;
            }
            _ => continue,
        };
        samples.push(Sample { of: of.unwrap_or_default(), value });
    }
    if !sizes.counts.is_empty() {
        samples.push(Sample { of: "", value: spread(&sizes, 1.0) });
    }
    let kind = match shape {
        Counter => Kind::Counter,
        Gauge | Age => Kind::Gauge,
        Sizes => Kind::Histogram,
    };
    Family { name, help, kind, seconds: shape == Age, label, samples }
}

fn spread(buckets: &Buckets, unit: f64) -> Value {
    let bounds = buckets.bounds.iter().map(|bound| *bound as f64 / unit).chain([f64::INFINITY]);
    Value::Spread(buckets.sum as f64 / unit, bounds.zip(buckets.counts.iter().copied()).collect())
}
