//! Prints what `check` found: as text, as lines for editors, as JSON, as annotations for GitHub.

use std::io::{IsTerminal as _, stdout};
use std::path::Path;

use serde::Serialize;

use super::fix::FixedOut;
use crate::app::{App, ProblemOut};
use crate::commands::ui;
use crate::deck::text::{safe, safe_line};
use crate::deck::{CardId, Diagnostic, Level, Place, ProblemPart, narrowed, one_line, render_with};
use crate::lint::{Checked, Coverage, Located, LspRange, Rule, Severity, rule, summary};
use crate::terminal::{Line, Style, Theme, Wide};

/// Prints each problem as a compiler would, then the coverage, then the counts.
pub(super) fn text(checked: &Checked, wants_coverage: bool, app: &mut App) -> anyhow::Result<()> {
    let theme = ui::theme(app);
    let columns = (stdout().is_terminal() && app.wide() == Wide::Broken).then(|| ui::layout().columns);
    for problem in &checked.problems {
        if app.global.quiet {
            writeln!(app.out, "{}", one_line(problem))?;
        } else {
            let problem = columns.map_or_else(|| problem.clone(), |columns| narrowed(problem, columns));
            writeln!(app.out, "{}", painted(&problem, theme))?;
        }
    }
    if wants_coverage && checked.coverage.is_empty() && !app.global.quiet {
        writeln!(
            app.err,
            "note: no deck here cites a source, so there is no coverage to report; `source:` in a header names one"
        )?;
    }
    for coverage in &checked.coverage {
        writeln!(app.out, "{}", safe(&coverage.table()))?;
    }
    if !app.global.quiet {
        writeln!(app.out, "{}", summary(checked))?;
    }
    Ok(())
}

fn painted(problem: &Diagnostic, theme: Theme) -> String {
    let level = match problem.level() {
        Level::Error => Style::Wrong,
        Level::Warning => Style::Near,
    };
    render_with(problem, &|part, text| {
        let role = match part {
            ProblemPart::Level | ProblemPart::Under => level,
            ProblemPart::What => Style::Ask,
            ProblemPart::Frame => Style::Quiet,
        };
        theme.paint(&Line::of(role, text))
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
    /// With --fix.
    #[serde(skip_serializing_if = "Option::is_none")]
    mended: Option<&'c [FixedOut]>,
}

#[derive(Debug, Serialize)]
struct FindingOut<'c> {
    #[serde(flatten)]
    problem: ProblemOut<'c>,
    /// `deck/card`; null in a header, and where the card's id can't be known.
    card: Option<&'c str>,
    /// `error`, `grave` or `slight`.
    #[serde(rename = "gravity")]
    severity: &'static str,
    end_line: u32,
    /// One past the last character; in characters, from 1, like `column`.
    end_column: u32,
    /// The same for the Language Server Protocol: from 0, in UTF-16 code units.
    range: LspRange,
}

impl<'c> FindingOut<'c> {
    fn of((problem, located): (&'c Diagnostic, &'c Located)) -> Self {
        Self {
            problem: ProblemOut::of(problem),
            card: located.card.as_ref().map(CardId::as_str),
            severity: rule(problem.rule).severity.word(),
            end_line: located.end.line,
            end_column: located.end.column,
            range: located.range,
        }
    }
}

pub(super) fn json(
    checked: &Checked,
    located: &[Located],
    mended: Option<&[FixedOut]>,
    app: &mut App,
) -> anyhow::Result<()> {
    let errors = checked.problems.iter().filter(|problem| problem.level() == Level::Error).count();
    app.print_json(&CheckOut {
        schema: 1,
        errors,
        warnings: checked.problems.len() - errors,
        decks: checked.decks,
        left_out: checked.left_out,
        findings: checked.problems.iter().zip(located).map(FindingOut::of).collect(),
        coverage: &checked.coverage,
        mended,
    })
}

/// Prints each problem as a GitHub annotation of a pull request.
pub(super) fn github(checked: &Checked, located: &[Located], app: &mut App) -> anyhow::Result<()> {
    for (problem, Located { end, .. }) in checked.problems.iter().zip(located) {
        let parts = [Some(&problem.what), problem.note.as_ref(), problem.help.as_ref()];
        let words: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        let title = match rule(problem.rule).severity {
            Severity::Error => problem.rule.to_string(),
            severity => format!("{} ({})", problem.rule, severity.word()),
        };
        let at = Some((problem.path.as_path(), problem.place, Some(*end)));
        annotation(problem.level().word(), at, &title, &words.join("\n"), app)?;
    }
    if !app.global.quiet {
        writeln!(app.out, "{}", summary(checked))?;
    }
    Ok(())
}

/// Prints one line per finding, for editors; everything else goes to standard error.
pub(super) fn lines(checked: &Checked, app: &mut App) -> anyhow::Result<()> {
    for problem in &checked.problems {
        writeln!(app.out, "{}", as_line(problem))?;
    }
    if app.global.quiet {
        return Ok(());
    }
    for coverage in &checked.coverage {
        writeln!(app.err, "{}", safe(&coverage.table()))?;
    }
    writeln!(app.err, "{}", summary(checked))?;
    Ok(())
}

/// The same on standard error, when standard output is taken.
pub(super) fn lines_to_err(checked: &Checked, app: &mut App) -> anyhow::Result<()> {
    if app.global.quiet {
        return Ok(());
    }
    for problem in &checked.problems {
        writeln!(app.err, "{}", as_line(problem))?;
    }
    writeln!(app.err, "{}", summary(checked))?;
    Ok(())
}

/// `file:line:column: level: text [rule]`.
fn as_line(problem: &Diagnostic) -> String {
    let note = problem.note.as_deref().map(|note| format!(" ({note})")).unwrap_or_default();
    let words = format!("{}{note}", problem.what);
    line_of((&problem.path, problem.place), problem.level().word(), &words, problem.rule.name())
}

/// `file:line:column: level: text [rule]`.
pub(super) fn line_of((path, place): (&Path, Place), level: &str, words: &str, rule: &str) -> String {
    let Place { line, column } = place;
    let file = safe_line(&path.to_string_lossy());
    format!("{file}:{line}:{column}: {level}: {} [{rule}]", safe_line(words))
}

/// Prints a GitHub annotation. `at` is its file, its start, and its end if known.
pub(super) fn annotation(
    level: &str,
    at: Option<(&Path, Place, Option<Place>)>,
    title: &str,
    words: &str,
    app: &mut App,
) -> anyhow::Result<()> {
    let at = at.map(|(path, Place { line, column }, end)| {
        let (end_line, end_column) =
            end.map(|end| (format!("endLine={},", end.line), format!("endColumn={},", end.column))).unwrap_or_default();
        format!("file={},line={line},{end_line}col={column},{end_column}", property(&path.to_string_lossy()))
    });
    writeln!(app.out, "::{level} {}title={}::{}", at.unwrap_or_default(), property(title), message(words))?;
    Ok(())
}

/// Escapes a text for the message of a workflow command.
fn message(text: &str) -> String {
    safe(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a text for a property of a workflow command.
fn property(text: &str) -> String {
    message(&safe_line(text)).replace(':', "%3A").replace(',', "%2C")
}

#[derive(Debug, Serialize)]
struct RuleOut {
    rule: &'static str,
    #[serde(rename = "gravity")]
    severity: &'static str,
    what: &'static str,
    why: &'static str,
    threshold: String,
    limits: &'static [usize],
    weak: &'static str,
    better: &'static str,
    source: &'static str,
}

pub(super) fn rules_json(rules: impl Iterator<Item = &'static Rule>, app: &mut App) -> anyhow::Result<()> {
    let rules: Vec<RuleOut> = rules
        .map(|rule| RuleOut {
            rule: rule.id.name(),
            severity: rule.severity.word(),
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
