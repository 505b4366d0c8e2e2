//! Prints what `check` found: as text, as lines for editors, as JSON, as annotations for GitHub.

use std::io::{IsTerminal as _, stdout};
use std::path::Path;

use serde::Serialize;

use super::fix::FixedOut;
use crate::app::{App, DiagnosticOut};
use crate::commands::ui;
use crate::deck::text::{safe, safe_line};
use crate::deck::{CardId, Diagnostic, DrawnPart, Level, Place, narrowed, one_line, render_with};
use crate::lint::{Checked, Coverage, Located, LspRange, Rule, Severity, rule, summary};
use crate::terminal::{Line, Style, Theme, Wide};

/// Prints each diagnostic as a compiler would, then the coverage, then the counts.
pub(super) fn text(checked: &Checked, wants_coverage: bool, app: &mut App) -> anyhow::Result<()> {
    let theme = ui::theme(app);
    let columns = (stdout().is_terminal() && app.wide() == Wide::Broken).then(|| ui::layout().columns);
    for diagnostic in &checked.diagnostics {
        if app.global.quiet {
            writeln!(app.out, "{}", one_line(diagnostic))?;
        } else {
            let diagnostic = columns.map_or_else(|| diagnostic.clone(), |columns| narrowed(diagnostic, columns));
            writeln!(app.out, "{}", painted(&diagnostic, theme))?;
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

fn painted(diagnostic: &Diagnostic, theme: Theme) -> String {
    let level = match diagnostic.level() {
        Level::Error => Style::Wrong,
        Level::Warning => Style::Near,
    };
    render_with(diagnostic, &|part, text| {
        let role = match part {
            DrawnPart::Level | DrawnPart::Under => level,
            DrawnPart::What => Style::Ask,
            DrawnPart::Frame => Style::Quiet,
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
    diagnostic: DiagnosticOut<'c>,
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
    fn of((diagnostic, located): (&'c Diagnostic, &'c Located)) -> Self {
        Self {
            diagnostic: DiagnosticOut::of(diagnostic),
            card: located.card.as_ref().map(CardId::as_str),
            severity: rule(diagnostic.rule).severity.word(),
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
    let errors = checked.diagnostics.iter().filter(|diagnostic| diagnostic.level() == Level::Error).count();
    app.print_json(&CheckOut {
        schema: 1,
        errors,
        warnings: checked.diagnostics.len() - errors,
        decks: checked.decks,
        left_out: checked.left_out,
        findings: checked.diagnostics.iter().zip(located).map(FindingOut::of).collect(),
        coverage: &checked.coverage,
        mended,
    })
}

/// Prints each diagnostic as a GitHub annotation of a pull request.
pub(super) fn github(checked: &Checked, located: &[Located], app: &mut App) -> anyhow::Result<()> {
    for (diagnostic, Located { end, .. }) in checked.diagnostics.iter().zip(located) {
        let parts = [Some(&diagnostic.what), diagnostic.note.as_ref(), diagnostic.help.as_ref()];
        let words: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        let title = match rule(diagnostic.rule).severity {
            Severity::Error => diagnostic.rule.to_string(),
            severity => format!("{} ({})", diagnostic.rule, severity.word()),
        };
        let at = Some((diagnostic.path.as_path(), diagnostic.place, Some(*end)));
        annotation(diagnostic.level().word(), at, &title, &words.join("\n"), app)?;
    }
    if !app.global.quiet {
        writeln!(app.out, "{}", summary(checked))?;
    }
    Ok(())
}

/// Prints one line per finding, for editors; everything else goes to standard error.
pub(super) fn lines(checked: &Checked, app: &mut App) -> anyhow::Result<()> {
    for diagnostic in &checked.diagnostics {
        writeln!(app.out, "{}", as_line(diagnostic))?;
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
    for diagnostic in &checked.diagnostics {
        writeln!(app.err, "{}", as_line(diagnostic))?;
    }
    writeln!(app.err, "{}", summary(checked))?;
    Ok(())
}

/// `file:line:column: level: text [rule]`.
fn as_line(diagnostic: &Diagnostic) -> String {
    let note = diagnostic.note.as_deref().map(|note| format!(" ({note})")).unwrap_or_default();
    let words = format!("{}{note}", diagnostic.what);
    line_of((&diagnostic.path, diagnostic.place), diagnostic.level().word(), &words, diagnostic.rule.name())
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
