//! The supervision table as text: one aligned row per actor, its parts indented below it, and notes under the table.
//!
//! Called by the dashboard, which puts it into the log.
//!
//! **Invariant:** every line is whole by itself, for the journal shows each with a time of its own.

use std::fmt::Write;

use super::{
    dashboard::Told,
    figures::{Kind, Note, Reading, Row},
};

/// Widest line of notes: what a terminal shows beside the journal's own columns.
const NOTES_WIDE: usize = 120;

/// The whole table, without a line end behind the last line.
pub(super) fn draw(all: &[Told]) -> String {
    let mut table = line(&[
        "actor",
        "state",
        "restarts",
        "in flight",
        "queue",
        "handled",
        "errors",
        "p50 ms",
        "p99 ms",
        "max ms",
        "last error",
    ]);
    for Told { actor, restarts, figures } in all {
        match figures {
            None => table += &row(&Row { name: actor, state: "silent", ..Row::default() }, *restarts),
            Some(figures) => figures.rows.iter().for_each(|one| table += &row(one, *restarts)),
        }
    }
    let notes = all.iter().filter_map(|told| told.figures.as_ref()).flat_map(|figures| &figures.notes);
    table += &wrapped(notes.filter_map(words));
    table.truncate(table.trim_end().len());
    table
}

fn row(row: &Row, restarts: u32) -> String {
    let ms = |us: u64| format!("{}.{:02}", us / 1000, us % 1000 / 10);
    let is_part = row.kind != Kind::Actor;
    line(&[
        &format!("{}{}", if is_part { "  " } else { "" }, row.name),
        row.state,
        &if is_part { "-".to_owned() } else { restarts.to_string() },
        &row.in_flight.to_string(),
        &row.queue.to_string(),
        &row.handled.to_string(),
        &row.errors.to_string(),
        &ms(row.p50_us),
        &ms(row.p99_us),
        &ms(row.max_us),
        if row.last_error.is_empty() { "-" } else { &row.last_error },
    ])
}

fn line(cells: &[&str; 11]) -> String {
    let [name, state, restarts, in_flight, queue, handled, errors, p50, p99, max, last_error] = cells;
    format!(
        "{name:<16} {state:<9} {restarts:>8} {in_flight:>9} {queue:>7} {handled:>10} {errors:>7} {p50:>9} {p99:>9} \
         {max:>9}  {last_error}\n"
    )
}

/// A note as it stands under the table; sizes are for Prometheus alone.
fn words(note: &Note) -> Option<String> {
    match (&note.value, note.of) {
        (Reading::Sizes(_), _) => None,
        (value, Some(of)) => Some(format!("{of}: {value}")),
        (value, None) => Some(format!("{}: {value}", note.name)),
    }
}

fn wrapped(notes: impl Iterator<Item = String>) -> String {
    let (mut lines, mut wide) = (String::new(), 0);
    for note in notes {
        let length = note.chars().count();
        if wide > 0 && wide + length + 3 > NOTES_WIDE {
            lines.push('\n');
            wide = 0;
        }
        let _a_string_takes_all = write!(lines, "{}{note}", if wide > 0 { " · " } else { "" });
        wide += length + 3;
    }
    lines
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{super::figures::Figures, *};

    #[test]
    fn columns_align_parts_are_indented_and_the_silent_are_shown() {
        let router =
            Row { name: "router", state: "open", handled: 12, p50_us: 1_234, max_us: 20_000, ..Row::default() };
        let cast = Row {
            name: "cast",
            kind: Kind::Command,
            state: "session",
            last_error: "3 s ago: x".into(),
            ..router.clone()
        };
        let figures = Figures {
            rows: vec![router, cast],
            notes: vec![
                Note::count("sessions", 3_u64),
                Note::age("price", Some(Duration::from_millis(1_290))).of("ETH/USD"),
            ],
            red: vec![],
        };
        let all = [
            Told { actor: "router", restarts: 2, figures: Some(figures) },
            Told { actor: "outbox", restarts: 1, figures: None },
        ];
        insta::assert_snapshot!(draw(&all), @r#"
        actor            state     restarts in flight   queue    handled  errors    p50 ms    p99 ms    max ms  last error
        router           open             2         0       0         12       0      1.23      0.00     20.00  -
          cast           session          -         0       0         12       0      1.23      0.00     20.00  3 s ago: x
        outbox           silent           1         0       0          0       0      0.00      0.00      0.00  -
        sessions: 3 · ETH/USD: 1.2 s
        "#);
    }

    #[test]
    fn notes_are_wrapped_between_notes() {
        let all = wrapped((0..20).map(|n| format!("name {n}: 12345678")));
        assert!(all.lines().count() == 4 && all.lines().all(|line| line.chars().count() <= NOTES_WIDE), "{all}");
        assert_eq!(all.matches("name").count(), 20);
        assert!(all.lines().all(|line| line.starts_with("name") && line.ends_with("12345678")), "{all}");
    }
}
