//! What `check` found: for a person, for another program, for a pull request.

use std::io::{IsTerminal as _, stdout};

use serde::Serialize;

use crate::app::App;
use crate::authoring::{Checked, Coverage, Rule, summary};
use crate::commands::face;
use crate::deck::text::{safe, safe_line};
use crate::deck::{Level, Problem, ProblemPart, narrowed, one_line, render_with};
use crate::terminal::{Line, Look, Role, Wide};

/// Prints each problem as a compiler would, then what is covered, then the counts.
pub(super) fn text(checked: &Checked, app: &mut App) -> anyhow::Result<()> {
    let look = face::look(app);
    let columns = (stdout().is_terminal() && app.wide() == Wide::Broken).then(|| face::layout().columns);
    for problem in &checked.problems {
        if app.global.quiet {
            writeln!(app.out, "{}", one_line(problem))?;
        } else {
            let problem = columns.map_or_else(|| problem.clone(), |columns| narrowed(problem, columns));
            writeln!(app.out, "{}", painted(&problem, look))?;
        }
    }
    for coverage in &checked.coverage {
        writeln!(app.out, "{}", safe(&coverage.table()))?;
    }
    if !app.global.quiet {
        writeln!(app.out, "{}", summary(checked))?;
    }
    Ok(())
}

fn painted(problem: &Problem, look: Look) -> String {
    let level = match problem.level {
        Level::Error => Role::Wrong,
        Level::Warning => Role::Near,
    };
    render_with(problem, &|part, text| {
        let role = match part {
            ProblemPart::Level | ProblemPart::Under => level,
            ProblemPart::What => Role::Ask,
            ProblemPart::Frame => Role::Quiet,
        };
        look.paint(&Line::of(role, text))
    })
}

/// `{"schema":1,"errors":1,"warnings":0,"findings":[…]}`. Fields are added, never changed.
#[derive(Debug, Serialize)]
struct CheckOut<'c> {
    schema: u8,
    errors: usize,
    warnings: usize,
    decks: usize,
    left_out: usize,
    findings: Vec<FindingOut<'c>>,
    #[serde(skip_serializing_if = "<[Coverage]>::is_empty")]
    coverage: &'c [Coverage],
}

/// A finding as other programs see it.
#[derive(Debug, Serialize)]
struct FindingOut<'c> {
    path: String,
    line: u32,
    column: u32,
    level: &'static str,
    rule: &'static str,
    what: &'c str,
    note: Option<&'c str>,
    help: Option<&'c str>,
}

impl<'c> FindingOut<'c> {
    fn of(problem: &'c Problem) -> Self {
        Self {
            path: problem.path.to_string_lossy().into_owned(),
            line: problem.place.line,
            column: problem.place.column,
            level: problem.level.word(),
            rule: problem.rule,
            what: &problem.what,
            note: problem.note.as_deref(),
            help: problem.help.as_deref(),
        }
    }
}

/// Prints all as one JSON value.
pub(super) fn json(checked: &Checked, app: &mut App) -> anyhow::Result<()> {
    let errors = checked.problems.iter().filter(|problem| problem.level == Level::Error).count();
    app.print_json(&CheckOut {
        schema: 1,
        errors,
        warnings: checked.problems.len() - errors,
        decks: checked.decks,
        left_out: checked.left_out,
        findings: checked.problems.iter().map(FindingOut::of).collect(),
        coverage: &checked.coverage,
    })
}

/// Prints each problem as a line that GitHub shows in a pull request, at its line.
pub(super) fn github(checked: &Checked, app: &mut App) -> anyhow::Result<()> {
    for problem in &checked.problems {
        let file = property(&problem.path.to_string_lossy());
        let (line, column) = (problem.place.line, problem.place.column);
        let parts = [Some(&problem.what), problem.note.as_ref(), problem.help.as_ref()];
        let words: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        let (level, title, words) = (problem.level.word(), property(problem.rule), message(&words.join("\n")));
        writeln!(app.out, "::{level} file={file},line={line},col={column},title={title}::{words}")?;
    }
    if !app.global.quiet {
        writeln!(app.out, "{}", summary(checked))?;
    }
    Ok(())
}

/// A text as the message of a workflow command.
fn message(text: &str) -> String {
    safe(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A text as a property of a workflow command.
fn property(text: &str) -> String {
    message(&safe_line(text)).replace(':', "%3A").replace(',', "%2C")
}

/// A rule as other programs see it.
#[derive(Debug, Serialize)]
struct RuleOut {
    rule: &'static str,
    gravity: &'static str,
    what: &'static str,
    why: &'static str,
    threshold: String,
    limits: &'static [usize],
    weak: &'static str,
    better: &'static str,
    source: &'static str,
}

/// Prints rules as one JSON value.
pub(super) fn rules_json(rules: impl Iterator<Item = &'static Rule>, app: &mut App) -> anyhow::Result<()> {
    let rules: Vec<RuleOut> = rules
        .map(|rule| RuleOut {
            rule: rule.id,
            gravity: rule.gravity.word(),
            what: rule.what,
            why: rule.why,
            threshold: rule.threshold(),
            limits: rule.limits,
            weak: rule.weak,
            better: rule.better,
            source: rule.source,
        })
        .collect();
    app.print_json(&serde_json::json!({"schema": 1, "rules": rules}))
}
