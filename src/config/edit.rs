//! Small edits of the config file's text: one value comes, and every other byte stays.

use std::ops::Range;
use std::path::Path;

use super::{Config, DECK_KEYS, KEYS};
use crate::deck::values::{Data, Entry, Value, Values};
use crate::deck::{DeckId, Problem, nearest};

/// The config file with all defaults and what each is for.
pub const DEFAULTS: &str = include_str!("default.yaml");

/// A setting: `new_per_day`, or `decks.challenges.new_per_day`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting {
    /// For all decks.
    Of(&'static str),
    /// For one deck, by its id.
    OfDeck(String, &'static str),
}

/// Why a setting is none, or can't be set.
#[derive(Debug, thiserror::Error)]
pub enum SettingError {
    /// There is no setting of that name.
    #[error("there is no setting `{key}`")]
    Unknown {
        /// As it was written.
        key: String,
        /// What to do next.
        help: String,
    },
    /// The value is not one that fits.
    #[error("{}", .0.what)]
    Unfit(Box<Problem>),
    /// The file is written in a way that no small edit can change.
    #[error("`{0}` can't be set in the file as it is written")]
    ByHand(String),
}

impl SettingError {
    /// What to do next.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Unknown { help, .. } => Some(help.clone()),
            Self::Unfit(problem) => problem.help.clone(),
            Self::ByHand(_) => None,
        }
    }
}

impl Setting {
    /// Every setting that holds for all decks and has one value, in the order of the docs.
    #[must_use]
    pub fn all() -> Vec<Self> {
        KEYS.into_iter().filter(|key| *key != "decks").map(Self::Of).collect()
    }

    /// The setting of that name.
    ///
    /// # Errors
    /// With the nearest name, when there is none.
    pub fn named(key: &str) -> Result<Self, SettingError> {
        let unknown = |names: &[&'static str], prefix: &str, name: &str| {
            let near = nearest(name, names).map(|near| format!("did you mean `{prefix}{near}`?"));
            let help = near.unwrap_or_else(|| format!("there are `{prefix}{}`", names.join(&format!("`, `{prefix}"))));
            SettingError::Unknown { key: key.to_owned(), help }
        };
        if let Some((id, name)) = key.strip_prefix("decks.").and_then(|rest| rest.rsplit_once('.')) {
            if let Err(err) = DeckId::new(id) {
                return Err(SettingError::Unknown { key: key.to_owned(), help: err.to_string() });
            }
            let found = DECK_KEYS.into_iter().find(|known| *known == name);
            return found
                .map(|name| Self::OfDeck(id.to_owned(), name))
                .ok_or_else(|| unknown(&DECK_KEYS, &format!("decks.{id}."), name));
        }
        if key == "decks" || key.starts_with("decks.") {
            let help = "write decks.ID.new_per_day or decks.ID.desired_retention".to_owned();
            return Err(SettingError::Unknown { key: key.to_owned(), help });
        }
        KEYS.into_iter().find(|known| *known == key).map(Self::Of).ok_or_else(|| unknown(&KEYS, "", key))
    }

    /// Whether it says at which chance of recall items fall due.
    #[must_use]
    pub fn is_retention(&self) -> bool {
        matches!(self, Self::Of("desired_retention") | Self::OfDeck(_, "desired_retention"))
    }

    /// What the file says of it, or of a list its entries; `None` where the file says nothing.
    #[must_use]
    pub fn value_in(&self, text: &str) -> Option<Vec<String>> {
        let values = Values::read(std::path::PathBuf::new(), text.as_bytes()).ok()?;
        let value = self.found(&values.entries)?;
        match &value.data {
            Data::Text(text) => Some(vec![text.clone()]),
            Data::List(all) => Some(all.iter().filter_map(|one| one.text().map(str::to_owned)).collect()),
            Data::Map(_) => None,
        }
    }

    fn found<'v>(&self, entries: &'v [Entry]) -> Option<&'v Value> {
        match self {
            Self::Of(key) => entry(entries, key),
            Self::OfDeck(id, key) => entry(map(entry(map(entry(entries, "decks")?)?, id)?)?, key),
        }
    }

    /// The file's text with another value of this setting.
    ///
    /// # Errors
    /// When the value does not fit, or the file is written in a way that no small edit can change.
    pub fn set(&self, value: &str, text: &str, path: &Path) -> Result<String, SettingError> {
        let by_hand = || SettingError::ByHand(self.to_string());
        let quoted = format!("'{}'", value.replace('\'', "''"));
        let mut unfit = None;
        for written in [value, &quoted] {
            let edited = self.edited(written, text).ok_or_else(by_hand)?;
            match Config::parse(path, edited.as_bytes()) {
                // What YAML took for something else, or cut short, is tried in quotes.
                Ok(_) if self.value_in(&edited).is_some_and(|now| now == [value]) => return Ok(edited),
                Ok(_) => {}
                Err(problems) => unfit = unfit.or_else(|| problems.into_iter().next()),
            }
        }
        Err(unfit.map_or_else(by_hand, |problem| SettingError::Unfit(Box::new(problem))))
    }

    fn edited(&self, written: &str, text: &str) -> Option<String> {
        let values = Values::read(std::path::PathBuf::new(), text.as_bytes()).ok()?;
        let file = File { text, newline: if text.contains("\r\n") { "\r\n" } else { "\n" } };
        let entries = &values.entries;
        match self {
            Self::Of(key) => match entry(entries, key) {
                Some(value) => file.replaced(value, written),
                None => Some(file.appended(&[format!("{key}: {written}")])),
            },
            Self::OfDeck(id, key) => {
                let line = format!("{key}: {written}");
                let Some(decks) = entry(entries, "decks") else {
                    return Some(file.appended(&["decks:".to_owned(), format!("  {id}:"), format!("    {line}")]));
                };
                match entry(map(decks)?, id) {
                    Some(deck) => match entry(map(deck)?, key) {
                        Some(value) => file.replaced(value, written),
                        None => file.inserted(deck, std::slice::from_ref(&line), &line),
                    },
                    None => {
                        file.inserted(decks, &[format!("{id}:"), format!("  {line}")], &format!("{id}: {{{line}}}"))
                    }
                }
            }
        }
    }
}

impl std::fmt::Display for Setting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Of(key) => f.write_str(key),
            Self::OfDeck(id, key) => write!(f, "decks.{id}.{key}"),
        }
    }
}

fn entry<'v>(entries: &'v [Entry], key: &str) -> Option<&'v Value> {
    entries.iter().find(|entry| entry.key.text() == Some(key)).map(|entry| &entry.value)
}

fn map(value: &Value) -> Option<&[Entry]> {
    match &value.data {
        Data::Map(entries) => Some(entries),
        Data::Text(_) | Data::List(_) => None,
    }
}

/// A file's text, and how its lines end.
struct File<'t> {
    text: &'t str,
    newline: &'static str,
}

impl File<'_> {
    fn with(&self, range: Range<usize>, put: &str) -> Option<String> {
        let (before, after) = (self.text.get(..range.start)?, self.text.get(range.end..)?);
        Some(format!("{before}{put}{after}"))
    }

    /// A value in the place of another; in quotes where that one was.
    fn replaced(&self, old: &Value, written: &str) -> Option<String> {
        let range = old.range().or_else(|| self.empty_list(old))?;
        let old = self.text.get(range.clone())?;
        let plain = !written.starts_with('\'');
        match old.chars().next() {
            Some('"') if plain && !written.contains(['"', '\\']) => self.with(range, &format!("\"{written}\"")),
            Some('\'') if plain && !written.contains('\'') => self.with(range, &format!("'{written}'")),
            _ => self.with(range, written),
        }
    }

    /// `[]`: the only list whose end is known.
    fn empty_list(&self, value: &Value) -> Option<Range<usize>> {
        let start = value.start();
        let empty = matches!(&value.data, Data::List(all) if all.is_empty());
        (empty && self.text.get(start..)?.starts_with("[]")).then_some(start..start + 2)
    }

    /// Lines behind all others.
    fn appended(&self, lines: &[String]) -> String {
        let gap = if self.text.is_empty() || self.text.ends_with('\n') { "" } else { self.newline };
        let lines: String = lines.iter().flat_map(|line| [line.as_str(), self.newline]).collect();
        format!("{}{gap}{lines}", self.text)
    }

    /// One more entry, before the first of a mapping: as lines, or between braces.
    fn inserted(&self, into: &Value, lines: &[String], flow: &str) -> Option<String> {
        let entries = map(into)?;
        let start = into.start();
        if self.text.get(start..)?.starts_with('{') {
            let comma = if entries.is_empty() { "" } else { ", " };
            return self.with(start + 1..start + 1, &format!("{flow}{comma}"));
        }
        let first = entries.first()?.key.start();
        let line = self.text.get(..first)?.rfind('\n').map_or(0, |at| at + 1);
        let indent = self.text.get(line..first)?;
        if !indent.chars().all(|c| c == ' ') {
            return None;
        }
        let lines: String = lines.iter().flat_map(|line| [indent, line.as_str(), self.newline]).collect();
        self.with(line..line, &lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(key: &str, value: &str, text: &str) -> Result<String, String> {
        let setting = Setting::named(key).map_err(|err| format!("{err}; {}", err.help().unwrap_or_default()))?;
        setting
            .set(value, text, Path::new("config.yaml"))
            .map_err(|err| format!("{err}; {}", err.help().unwrap_or_default()))
    }

    #[test]
    fn the_defaults_of_the_file_are_those_of_the_program() {
        let parsed = Config::parse(Path::new("config.yaml"), DEFAULTS.as_bytes());
        assert_eq!(parsed.map_err(|problems| problems.len()), Ok(Config::default()));
        for key in KEYS {
            let said = DEFAULTS.lines().filter(|line| line.starts_with(&format!("{key}:"))).count();
            assert_eq!(said, 1, "{key} stands in the file");
        }
    }

    #[test]
    fn one_value_changes_and_every_other_byte_stays() {
        let text = "# mine\nnew_per_day: 5   # enough\nday_starts_at: \"05:30\"\r\nfuzz: 'false'\nfolders: []\n";
        for (key, value, from, to) in [
            ("new_per_day", "7", "5   #", "7   #"),
            ("day_starts_at", "04:00", "05:30", "04:00"),
            ("fuzz", "true", "'false'", "'true'"),
            ("folders", "~/my decks", "[]", "~/my decks"),
            ("folders", "a # b", "[]", "'a # b'"),
        ] {
            assert_eq!(set(key, value, text).as_deref(), Ok(&*text.replace(from, to)), "{key}");
        }
    }

    #[test]
    fn what_the_file_does_not_say_yet_comes_to_its_end() {
        for (text, then) in [
            ("", "new_per_day: 3\n"),
            ("# nothing yet", "# nothing yet\nnew_per_day: 3\n"),
            ("plain: true\r\n", "plain: true\r\nnew_per_day: 3\r\n"),
        ] {
            assert_eq!(set("new_per_day", "3", text).as_deref(), Ok(then));
        }
    }

    #[test]
    fn a_deck_has_settings_of_its_own_however_they_are_written() {
        for (text, then) in [
            ("plain: true\n", "plain: true\ndecks:\n  a.b:\n    new_per_day: 3\n"),
            ("decks: {}  # none\n", "decks: {a.b: {new_per_day: 3}}  # none\n"),
            ("decks: {c: {new_per_day: 1}}\n", "decks: {a.b: {new_per_day: 3}, c: {new_per_day: 1}}\n"),
            ("decks: {a.b: {new_per_day: 1}}\n", "decks: {a.b: {new_per_day: 3}}\n"),
            (
                "decks:\n    c:\n        new_per_day: 1\n",
                "decks:\n    a.b:\n      new_per_day: 3\n    c:\n        new_per_day: 1\n",
            ),
            (
                "decks:\n  a.b: # x\n    # y\n    new_per_day: 1 # z\n",
                "decks:\n  a.b: # x\n    # y\n    new_per_day: 3 # z\n",
            ),
            (
                "decks:\n  a.b:\n    desired_retention: 0.8\n",
                "decks:\n  a.b:\n    new_per_day: 3\n    desired_retention: 0.8\n",
            ),
        ] {
            assert_eq!(set("decks.a.b.new_per_day", "3", text).as_deref(), Ok(then));
        }
    }

    #[test]
    fn what_does_not_fit_is_refused_with_the_way_out() {
        for (key, value, told) in [
            ("new_per_dya", "3", "there is no setting `new_per_dya`; did you mean `new_per_day`?"),
            ("decks.a.new", "3", "there is no setting `decks.a.new`; did you mean `decks.a.new_per_day`?"),
            ("decks.a", "3", "there is no setting `decks.a`; write decks.ID.new_per_day or decks.ID.desired_retention"),
            ("new_per_day", "many", "`many` is no number that fits here; write a whole number from 0 to 9999"),
            ("plain", "yes", "`yes` is neither `true` nor `false`; write `true` or `false`"),
        ] {
            assert_eq!(set(key, value, "plain: true\n"), Err(told.to_owned()), "{key}");
        }
        let error = set("desired_retention", "1.5", "").expect_err("out of range");
        assert!(error.starts_with("a desired retention lies between 0.70 and 0.99"), "{error}");
        let error = set("folders", "x", "folders:\n  - a\n").expect_err("a list");
        assert!(error.starts_with("`folders` can't be set in the file as it is written"), "{error}");
    }

    #[test]
    fn a_value_is_told_from_the_file() {
        let text = "new_per_day: 5\nfolders: [a, b]\ndecks: {x: {new_per_day: 1}}\n";
        let told = |key: &str| Setting::named(key).expect("a setting").value_in(text);
        assert_eq!(told("new_per_day"), Some(vec!["5".to_owned()]));
        assert_eq!(told("folders"), Some(vec!["a".to_owned(), "b".to_owned()]));
        assert_eq!(told("decks.x.new_per_day"), Some(vec!["1".to_owned()]));
        assert_eq!((told("fuzz"), told("decks.y.new_per_day")), (None, None));
    }
}
