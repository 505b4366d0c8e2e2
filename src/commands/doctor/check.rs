//! One thing that was looked at, what came of it, and what would mend it.

use std::path::PathBuf;

use serde::Serialize;

use crate::app::App;
use crate::commands::output::OutputStyle;
use crate::deck::ItemId;
use crate::schedule::EventId;
use crate::styled::{Line, Style};

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Level {
    Fine,
    /// Nothing is wrong now, but the learner would want to know.
    Advice,
    /// Something wants mending.
    Fault,
}

impl Level {
    const fn word(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::Advice => "advice",
            Self::Fault => "fault",
        }
    }

    const fn style(self) -> Style {
        match self {
            Self::Fine => Style::Right,
            Self::Advice => Style::Near,
            Self::Fault => Style::Wrong,
        }
    }
}

/// What mends something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Act {
    /// Removes drafts that a killed process left.
    Remove(PathBuf),
    /// Takes the permissions of others away.
    Close(Vec<PathBuf>),
    /// Takes back what is dated ahead of now.
    RetractAhead,
    /// Takes single events back.
    Retract(Vec<(ItemId, EventId)>),
    BackUp,
    /// Makes missing indexes and triggers.
    CompleteSchema,
    /// Makes the views anew from the log.
    RebuildViews,
    /// Makes a new store of what can be read of a damaged one and of the newest backup.
    Salvage,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fix {
    pub(super) act: Act,
    /// As an order: "remove progress.db.new-x4".
    pub(super) words: String,
}

/// A check and its outcome. All texts are fit to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Check {
    pub(super) name: &'static str,
    pub(super) level: Level,
    pub(super) what: String,
    pub(super) details: Vec<String>,
    pub(super) help: Option<String>,
    pub(super) fixes: Vec<Fix>,
}

impl Check {
    pub(super) fn new(name: &'static str, level: Level, what: impl Into<String>) -> Self {
        Self { name, level, what: what.into(), details: Vec::new(), help: None, fixes: Vec::new() }
    }

    pub(super) fn fine(name: &'static str, what: impl Into<String>) -> Self {
        Self::new(name, Level::Fine, what)
    }

    pub(super) fn advice(name: &'static str, what: impl Into<String>) -> Self {
        Self::new(name, Level::Advice, what)
    }

    pub(super) fn fault(name: &'static str, what: impl Into<String>) -> Self {
        Self::new(name, Level::Fault, what)
    }

    /// Names the first of many, and counts the rest.
    pub(super) fn naming(mut self, details: impl ExactSizeIterator<Item = String>) -> Self {
        const MOST: usize = 5;
        let all = details.len();
        let most = if all == MOST + 1 { all } else { MOST };
        self.details.extend(details.take(most));
        if all > most {
            self.details.push(format!("and {} more", all - most));
        }
        self
    }

    pub(super) fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    pub(super) fn fix(mut self, act: Act, words: impl Into<String>) -> Self {
        self.fixes.push(Fix { act, words: words.into() });
        self
    }
}

/// Where something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) name: &'static str,
    /// `None` for nowhere, such as the decks built in.
    pub(super) path: Option<PathBuf>,
    /// What there is to say about it: "90 kB".
    pub(super) note: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Report {
    pub(super) places: Vec<Place>,
    pub(super) checks: Vec<Check>,
    /// Whether the store can be used.
    pub(super) is_usable: bool,
}

impl Report {
    pub(super) fn level(&self) -> Level {
        self.checks.iter().map(|check| check.level).max().unwrap_or(Level::Fine)
    }

    fn count(&self, level: Level) -> usize {
        self.checks.iter().filter(|check| check.level == level).count()
    }

    /// The lines on a screen, or for who reads line by line; `only_trouble` leaves out what is fine.
    pub(super) fn lines(&self, only_trouble: bool, app: &App) -> Vec<Line> {
        let columns = OutputStyle::of(app) != OutputStyle::Plain;
        let mut lines = Vec::new();
        if !only_trouble {
            lines.extend(self.places.iter().map(|place| place.line(columns, app)));
            lines.extend(columns.then(Line::blank));
        }
        let told = self.checks.iter().filter(|check| !only_trouble || check.level > Level::Fine);
        lines.extend(told.flat_map(|check| check.lines(columns)));
        if columns && !lines.is_empty() {
            lines.push(Line::blank());
        }
        lines.push(Line::of(Style::Plain, self.summary()));
        lines
    }

    fn summary(&self) -> String {
        let faults = match self.count(Level::Fault) {
            0 => None,
            1 => Some("1 thing wants mending".to_owned()),
            many => Some(format!("{many} things want mending")),
        };
        let advice = match self.count(Level::Advice) {
            0 => None,
            1 => Some("1 piece of advice".to_owned()),
            many => Some(format!("{many} pieces of advice")),
        };
        let told: Vec<String> = faults.into_iter().chain(advice).collect();
        if told.is_empty() { "All is fine.".to_owned() } else { format!("{}.", told.join(", ")) }
    }

    /// What would mend it, in order.
    pub(super) fn fixes(&self) -> impl Iterator<Item = &Fix> {
        self.checks.iter().flat_map(|check| &check.fixes)
    }
}

/// Columns of the words before a text.
const LEVEL: usize = 8;
const NAME: usize = 13;

impl Check {
    fn lines(&self, columns: bool) -> Vec<Line> {
        let (level, name) = (self.level.word(), self.name.replace('-', " "));
        let style = self.level.style();
        let first = if columns {
            let gap = " ".repeat(LEVEL - level.len());
            Line::of(style, level).with(Style::Plain, format!("{gap}{name:<NAME$} {}", self.what))
        } else {
            Line::of(Style::Plain, format!("{level}: {name}: {}", self.what))
        };
        let fixes = self.fixes.iter().map(|fix| format!("--fix: {}", fix.words));
        let below = self.details.iter().cloned().chain(self.help.clone()).chain(fixes);
        let set_in = if columns { " ".repeat(LEVEL) } else { "  ".to_owned() };
        let below = below.map(|text| Line::of(Style::Plain, format!("{set_in}{text}")));
        std::iter::once(first).chain(below).collect()
    }
}

impl Place {
    fn line(&self, columns: bool, app: &App) -> Line {
        let path = self.path.as_deref().map(|path| app.shown(path)).unwrap_or_default();
        let note = match (self.note.as_str(), path.is_empty()) {
            ("", _) => String::new(),
            (note, true) => note.to_owned(),
            (note, false) => format!(" ({note})"),
        };
        let name = self.name;
        let text = if columns { format!("{name:<8}  {path}{note}") } else { format!("{name}: {path}{note}") };
        Line::of(Style::Plain, text)
    }
}

/// The report as JSON. Fields are added, never changed.
#[derive(Debug, Serialize)]
pub(super) struct ReportOut {
    schema: u8,
    level: Level,
    usable: bool,
    places: Vec<PlaceOut>,
    checks: Vec<CheckOut>,
    /// What `--fix` was asked to do.
    fixed: Vec<FixedOut>,
}

#[derive(Debug, Serialize)]
struct PlaceOut {
    name: &'static str,
    path: Option<String>,
    note: String,
}

#[derive(Debug, Serialize)]
struct CheckOut {
    name: &'static str,
    level: Level,
    what: String,
    details: Vec<String>,
    help: Option<String>,
    fixes: Vec<String>,
}

/// An act that was proposed.
#[derive(Debug, Serialize)]
pub(super) struct FixedOut {
    pub(super) fix: String,
    pub(super) done: bool,
    /// What came of it, or why it failed.
    pub(super) said: Option<String>,
}

impl ReportOut {
    pub(super) fn of(report: Report, fixed: Vec<FixedOut>) -> Self {
        let level = report.level();
        let place = |place: Place| PlaceOut {
            name: place.name,
            path: place.path.map(|path| path.to_string_lossy().into_owned()),
            note: place.note,
        };
        let check = |check: Check| CheckOut {
            name: check.name,
            level: check.level,
            what: check.what,
            details: check.details,
            help: check.help,
            fixes: check.fixes.into_iter().map(|fix| fix.words).collect(),
        };
        Self {
            schema: 1,
            level,
            usable: report.is_usable,
            places: report.places.into_iter().map(place).collect(),
            checks: report.checks.into_iter().map(check).collect(),
            fixed,
        }
    }
}
