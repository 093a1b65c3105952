//! What was measured, as a table for people and as JSON for tools.
//!
//! Filled by `main` row by row; a [`Figure`] is one number with its unit and, where the issue names one, its reach.
//!
//! **Invariant:** a reach is shown beside its figure and never asserted.

use serde_json::{Value, json};

use crate::{Plan, machine};

/// What a figure should come to.
#[derive(Clone, Copy, Debug)]
pub enum Reach {
    /// So much or more.
    AtLeast(f64),
    /// So much or less.
    AtMost(f64),
}

/// One number.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Of which case of the row: "1000 players".
    pub case: String,
    /// What was measured: "commands".
    pub name: &'static str,
    /// The number.
    pub value: f64,
    /// Its unit: "/s".
    pub unit: &'static str,
    /// What it should come to.
    pub reach: Option<Reach>,
}

impl Figure {
    /// A figure without a reach.
    pub fn new(case: &str, name: &'static str, value: f64, unit: &'static str) -> Figure {
        Figure { case: case.to_owned(), name, value, unit, reach: None }
    }

    /// The same with a least value.
    pub fn at_least(self, least: f64) -> Figure {
        Figure { reach: Some(Reach::AtLeast(least)), ..self }
    }

    /// The same with a largest value.
    pub fn at_most(self, most: f64) -> Figure {
        Figure { reach: Some(Reach::AtMost(most)), ..self }
    }

    fn reach(&self) -> String {
        match self.reach {
            None => String::new(),
            Some(Reach::AtLeast(least)) => {
                format!("{} {}", if self.value >= least { "≥" } else { "NOT ≥" }, number(least))
            }
            Some(Reach::AtMost(most)) => format!("{} {}", if self.value <= most { "≤" } else { "NOT ≤" }, number(most)),
        }
    }
}

/// The middle of some numbers; 0 when there are none.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

/// Everything measured so far.
pub struct Report {
    quick: bool,
    rows: Vec<(&'static str, Vec<Figure>)>,
}

impl Report {
    /// An empty one.
    pub fn new(plan: &Plan) -> Report {
        Report { quick: plan.quick, rows: Vec::new() }
    }

    /// Keeps a row and shows it at once, for a run is long.
    pub fn add(&mut self, row: &'static str, figures: Vec<Figure>) {
        for figure in &figures {
            eprintln!("   {}", line(row, figure));
        }
        self.rows.push((row, figures));
    }

    /// The table.
    pub fn print(&self) {
        let size = if self.quick { " at a hundredth of its size: the figures say nothing" } else { "" };
        println!("{}{size}", machine::name());
        println!("{:<10} | {:<24} | {:<34} | {:>18} | reach", "row", "case", "figure", "measured");
        for (row, figures) in &self.rows {
            figures.iter().for_each(|figure| println!("{}", line(row, figure)));
        }
    }

    /// The same for tools.
    pub fn json(&self) -> String {
        let figures: Vec<Value> = self
            .rows
            .iter()
            .flat_map(|(row, figures)| figures.iter().map(move |figure| as_json(row, figure)))
            .collect();
        let whole = json!({ "machine": machine::name(), "quick": self.quick, "figures": figures });
        format!("{whole:#}\n")
    }
}

fn as_json(row: &str, figure: &Figure) -> Value {
    let (at_least, at_most) = match figure.reach {
        Some(Reach::AtLeast(least)) => (Some(least), None),
        Some(Reach::AtMost(most)) => (None, Some(most)),
        None => (None, None),
    };
    json!({ "row": row, "case": figure.case, "figure": figure.name, "value": figure.value, "unit": figure.unit,
            "at_least": at_least, "at_most": at_most })
}

fn line(row: &str, figure: &Figure) -> String {
    let measured = format!("{} {}", number(figure.value), figure.unit);
    format!("{row:<10} | {:<24} | {:<34} | {measured:>18} | {}", figure.case, figure.name, figure.reach())
        .trim_end()
        .to_owned()
}

/// Three digits that mean something.
fn number(value: f64) -> String {
    match value.abs() {
        v if v >= 100.0 => format!("{value:.0}"),
        v if v >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}
