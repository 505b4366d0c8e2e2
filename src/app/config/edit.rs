//! Small edits of the config file: one value changes, and every other byte stays.

use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;

use super::reader::CORRECT;
use super::{Config, DECK_KEYS, KEYS};
use crate::deck::reader::values::{Data, FieldEntry, Value, Values};
use crate::deck::{DeckId, Diagnostic, nearest};
use crate::schedule::NewOrder;
use crate::terminal::Action;

/// Settings that contain settings.
const NESTED: [&str; 2] = ["decks", "keys"];

const WRITE_DECK: &str = "write decks.ID.new_per_day or decks.ID.desired_retention";

/// The config file with all defaults and explanations.
pub const DEFAULTS: &str = include_str!("default.yaml");

/// A setting's path: `new_per_day`, `keys.undo`, `decks.challenges.new_per_day`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting(Vec<String>);

/// Why a setting doesn't exist or can't be set.
#[derive(Debug, thiserror::Error)]
pub enum SettingError {
    /// There is no setting of that name.
    #[error("there is no setting `{key}`")]
    Unknown {
        /// As written.
        key: String,
        /// What to do next.
        help: String,
    },
    /// The value is invalid.
    #[error("{}", .0.what)]
    Unfit(Box<Diagnostic>),
    /// The file's layout is too complex for a small edit.
    #[error("`{0}` can't be set in the file as it stands")]
    ByHand(String),
}

impl SettingError {
    /// What to do next.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Unknown { help, .. } => Some(help.clone()),
            // The line to correct doesn't exist yet.
            Self::Unfit(diagnostic) => diagnostic.help.clone().filter(|help| help != CORRECT),
            Self::ByHand(_) => None,
        }
    }
}

impl Setting {
    /// Every setting with a name of its own, in the order of the docs.
    #[must_use]
    pub fn all() -> Vec<Self> {
        KEYS.into_iter().filter(|key| !NESTED.contains(key)).map(|key| Self(vec![key.to_owned()])).collect()
    }

    /// Parses a setting's name.
    ///
    /// # Errors
    /// With the nearest name, if there is no such setting.
    pub fn named(key: &str) -> Result<Self, SettingError> {
        let unknown = |help: String| SettingError::Unknown { key: key.to_owned(), help };
        let (within, name, names): (Vec<&str>, &str, &[&str]) = match key.split_once('.') {
            None => (Vec::new(), key, &KEYS),
            Some(("keys", name)) => (vec!["keys"], name, &Action::NAMES),
            Some(("decks", rest)) => {
                let Some((id, name)) = rest.rsplit_once('.') else { return Err(unknown(WRITE_DECK.to_owned())) };
                DeckId::new(id).map_err(|err| unknown(err.to_string()))?;
                (vec!["decks", id], name, &DECK_KEYS)
            }
            Some((first, _)) => (Vec::new(), first, &KEYS),
        };
        let prefix: String = within.iter().flat_map(|part| [*part, "."]).collect();
        if within.is_empty() && NESTED.contains(&name) {
            let help = if name == "decks" { WRITE_DECK } else { "write keys.NAME; `oss-quiz help keys` has the names" };
            return Err(unknown(help.to_owned()));
        }
        if !names.contains(&name) || (within.is_empty() && name != key) {
            let near = nearest(name, names).map(|near| format!("did you mean `{prefix}{near}`?"));
            let all = || format!("there are `{prefix}{}`", names.join(&format!("`, `{prefix}")));
            return Err(unknown(near.unwrap_or_else(all)));
        }
        Ok(Self(within.into_iter().chain([name]).map(str::to_owned).collect()))
    }

    /// Completes a name step by step: `decks.` and `keys.` stand for everything within. Calls `decks` for deck ids if
    /// they are needed.
    #[must_use]
    pub fn names(begun: &str, decks: impl FnOnce() -> Vec<String>) -> Vec<String> {
        let names: Vec<String> = match begun.split_once('.') {
            Some(("keys", _)) => Action::NAMES.map(|name| format!("keys.{name}")).into(),
            Some(("decks", _)) => {
                let of_deck = |id: &String| DECK_KEYS.map(|key| format!("decks.{id}.{key}"));
                decks().iter().flat_map(of_deck).collect()
            }
            Some(_) => Vec::new(),
            None => KEYS.iter().map(|key| format!("{key}{}", if NESTED.contains(key) { "." } else { "" })).collect(),
        };
        names.into_iter().filter(|name| name.starts_with(begun)).collect()
    }

    /// The allowed values, if there are only a few.
    #[must_use]
    pub fn words(&self) -> &'static [&'static str] {
        match self.0.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["fuzz" | "keep_answers" | "plain" | "builtin"] => &["true", "false"],
            ["color"] => &["auto", "always", "never"],
            ["signs"] => &["auto", "ascii"],
            ["new_order"] => &NewOrder::WORDS,
            _ => &[],
        }
    }

    /// Whether it sets a desired retention.
    #[must_use]
    pub fn is_retention(&self) -> bool {
        self.0.last().is_some_and(|key| key == "desired_retention")
    }

    /// Whether it takes a list.
    #[must_use]
    pub fn takes_list(&self) -> bool {
        let defaults = Values::read(std::path::PathBuf::new(), DEFAULTS.as_bytes()).ok();
        defaults.is_some_and(|defaults| {
            self.found(&defaults.entries).is_some_and(|value| matches!(value.data, Data::List(_)))
        })
    }

    /// The value in the file, or the entries of a list; `None` if it isn't set.
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

    fn found<'v>(&self, entries: &'v [FieldEntry]) -> Option<&'v Value> {
        let (last, within) = self.0.split_last()?;
        let entries = within.iter().try_fold(entries, |entries, key| map(entry(entries, key)?))?;
        entry(entries, last)
    }

    /// The text with a new value for this setting.
    ///
    /// # Errors
    /// If the value is invalid, or the file's layout is too complex for a small edit.
    pub fn set(&self, value: &str, text: &str, path: &Path) -> Result<String, SettingError> {
        let by_hand = || SettingError::ByHand(self.to_string());
        let quoted = format!("'{}'", value.replace('\'', "''"));
        let mut unfit = None;
        for written in [value, &quoted] {
            let edited = self.edited(written, text).ok_or_else(by_hand)?;
            match Config::parse(path, edited.as_bytes()) {
                // Quote what YAML would read as something else, or cut short.
                Ok(_) if self.value_in(&edited).is_some_and(|now| now == [value]) => return Ok(edited),
                Ok(_) => {}
                Err(diagnostics) => unfit = unfit.or_else(|| diagnostics.into_iter().next()),
            }
        }
        Err(unfit.map_or_else(by_hand, |diagnostic| SettingError::Unfit(Box::new(diagnostic))))
    }

    /// The text without this setting, so that its default applies; `None` if it isn't set.
    ///
    /// # Errors
    /// If the file's layout is too complex for a small edit.
    pub fn unset(&self, text: &str, path: &Path) -> Result<Option<String>, SettingError> {
        if self.value_in(text).is_none() {
            return Ok(None);
        }
        let without = self
            .without(text)
            .filter(|edited| self.value_in(edited).is_none() && Config::parse(path, edited.as_bytes()).is_ok());
        without.map(Some).ok_or_else(|| SettingError::ByHand(self.to_string()))
    }

    /// Removes its lines, and those of a mapping that would become empty.
    fn without(&self, text: &str) -> Option<String> {
        let values = Values::read(std::path::PathBuf::new(), text.as_bytes()).ok()?;
        let mut entries = &values.entries[..];
        let mut first = None;
        for (depth, key) in self.0.iter().enumerate() {
            let found = entries.iter().find(|entry| entry.key.text() == Some(key))?;
            // A mapping's only entry takes the mapping with it.
            if depth == 0 || entries.len() > 1 {
                first = Some(found.key.start());
            }
            entries = map(&found.value).unwrap_or_default();
        }
        let start = text.get(..first?)?.rfind('\n').map_or(0, |at| at + 1);
        let indent = first? - start;
        let mut end = start;
        for (at, line) in text.get(start..)?.split_inclusive('\n').enumerate() {
            let deeper = line.len() - line.trim_start().len() > indent || line.trim_start().starts_with("- ");
            if at > 0 && (line.trim().is_empty() || !deeper) {
                break;
            }
            end += line.len();
        }
        text.get(start..first?)?.trim().is_empty().then(|| format!("{}{}", &text[..start], &text[end..]))
    }

    fn edited(&self, written: &str, text: &str) -> Option<String> {
        let values = Values::read(std::path::PathBuf::new(), text.as_bytes()).ok()?;
        let file = ConfigFile { text, newline: if text.contains("\r\n") { "\r\n" } else { "\n" } };
        let mut entries = &values.entries[..];
        let mut into = None;
        for (depth, key) in self.0.iter().enumerate() {
            let missing = &self.0[depth..];
            match entry(entries, key) {
                Some(value) if missing.len() == 1 => return file.replaced(value, written),
                Some(value) => (entries, into) = (map(value)?, Some(value)),
                None => return file.added(into, missing, written),
            }
        }
        None
    }
}

impl std::fmt::Display for Setting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.join("."))
    }
}

fn entry<'v>(entries: &'v [FieldEntry], key: &str) -> Option<&'v Value> {
    entries.iter().find(|entry| entry.key.text() == Some(key)).map(|entry| &entry.value)
}

fn map(value: &Value) -> Option<&[FieldEntry]> {
    match &value.data {
        Data::Map(entries) => Some(entries),
        Data::Text(_) | Data::List(_) => None,
    }
}

/// A file's text and its line ending.
struct ConfigFile<'t> {
    text: &'t str,
    newline: &'static str,
}

impl ConfigFile<'_> {
    fn with(&self, range: Range<usize>, put: &str) -> Option<String> {
        let (before, after) = (self.text.get(..range.start)?, self.text.get(range.end..)?);
        Some(format!("{before}{put}{after}"))
    }

    /// Replaces a value; quotes it if the old one was quoted.
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

    /// Adds a value with its keys before the first entry of a mapping, or at the end of the file.
    fn added(&self, into: Option<&Value>, keys: &[String], written: &str) -> Option<String> {
        let Some(into) = into else {
            let gap = if self.text.is_empty() || self.text.ends_with('\n') { "" } else { self.newline };
            return Some(format!("{}{gap}{}", self.text, self.lines("", keys, written)));
        };
        let entries = map(into)?;
        let start = into.start();
        if self.text.get(start..)?.starts_with('{') {
            let comma = if entries.is_empty() { "" } else { ", " };
            return self.with(start + 1..start + 1, &format!("{}{comma}", within_braces(keys, written)));
        }
        let first = entries.first()?.key.start();
        let line = self.text.get(..first)?.rfind('\n').map_or(0, |at| at + 1);
        let indent = self.text.get(line..first)?;
        let may_stand_before = indent.chars().all(|c| c == ' ');
        may_stand_before.then(|| self.with(line..line, &self.lines(indent, keys, written))).flatten()
    }

    /// `decks:`, `  challenges:`, `    new_per_day: 5`.
    fn lines(&self, indent: &str, keys: &[String], written: &str) -> String {
        let mut lines = String::new();
        for (depth, key) in keys.iter().enumerate() {
            let value = if depth + 1 == keys.len() { format!(" {written}") } else { String::new() };
            // Writing to a string can't fail.
            let _ = write!(lines, "{indent}{}{key}:{value}{}", "  ".repeat(depth), self.newline);
        }
        lines
    }
}

/// `challenges: {new_per_day: 5}`
fn within_braces(keys: &[String], written: &str) -> String {
    match keys {
        [] => written.to_owned(),
        [key] => format!("{key}: {written}"),
        [key, rest @ ..] => format!("{key}: {{{}}}", within_braces(rest, written)),
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
        assert_eq!(parsed.map_err(|diagnostics| diagnostics.len()), Ok(Config::default()));
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
    fn keys_are_set_one_by_one() {
        for (text, key, then) in [
            ("", "z", "keys:\n  undo: z\n"),
            ("keys: {}\n", "#", "keys: {undo: '#'}\n"),
            ("keys:\n  undo: y\n", "z", "keys:\n  undo: z\n"),
        ] {
            assert_eq!(set("keys.undo", key, text).as_deref(), Ok(then));
        }
    }

    #[test]
    fn what_does_not_fit_is_refused_with_the_way_out() {
        for (key, value, told) in [
            ("new_per_dya", "3", "there is no setting `new_per_dya`; did you mean `new_per_day`?"),
            ("decks.a.new", "3", "there is no setting `decks.a.new`; did you mean `decks.a.new_per_day`?"),
            ("keys.undp", "3", "there is no setting `keys.undp`; did you mean `keys.undo`?"),
            ("keys", "3", "there is no setting `keys`; write keys.NAME; `oss-quiz help keys` has the names"),
            (
                "keys.undo",
                "1",
                "`1` answers questions, so it can do nothing else; write one letter or symbol other than a digit, t or f",
            ),
            ("plain.x", "3", "there is no setting `plain.x`; did you mean `plain`?"),
            ("decks.a", "3", "there is no setting `decks.a`; write decks.ID.new_per_day or decks.ID.desired_retention"),
            ("new_per_day", "many", "`many` is not a valid number here; write a whole number from 0 to 9999"),
            ("plain", "yes", "`yes` is neither `true` nor `false`; write `true` or `false`"),
        ] {
            assert_eq!(set(key, value, "plain: true\n"), Err(told.to_owned()), "{key}");
        }
        let error = set("desired_retention", "1.5", "").expect_err("out of range");
        assert!(error.starts_with("desired retention must be between 0.70 and 0.99"), "{error}");
        let error = set("folders", "x", "folders:\n  - a\n").expect_err("a list");
        assert!(error.starts_with("`folders` can't be set in the file as it stands"), "{error}");
    }

    #[test]
    fn the_words_of_a_setting_are_all_that_it_takes() {
        for setting in Setting::all() {
            let key = setting.to_string();
            let words = setting.words();
            for word in words {
                assert!(set(&key, word, "").is_ok(), "{key} {word}");
            }
            // Only these two take any text; other settings must list their values above.
            let takes = |word: &&str| !["folders", "pager"].contains(&&*key) && set(&key, word, "").is_ok();
            let others = ["true", "auto", "never", "ascii", "?"].into_iter().filter(|word| !words.contains(word));
            assert_eq!(others.filter(takes).collect::<Vec<_>>(), [""; 0], "{key}");
        }
    }

    #[test]
    fn names_are_told_a_step_at_a_time() {
        let names = |begun: &str| Setting::names(begun, || vec!["a.b".to_owned(), "c".to_owned()]);
        assert_eq!(names("d"), ["desired_retention", "day_starts_at", "decks."]);
        assert_eq!(names("decks.a"), ["decks.a.b.desired_retention", "decks.a.b.new_per_day"]);
        assert_eq!(names("keys.un"), ["keys.undo"]);
        assert_eq!(names("plain."), [""; 0]);
        for name in ["", "keys.", "decks."].into_iter().flat_map(names).filter(|name| !name.ends_with('.')) {
            assert!(Setting::named(&name).is_ok(), "{name}");
        }
    }

    #[test]
    fn a_setting_is_taken_out_and_every_other_byte_stays() {
        let unset = |key: &str, text: &str| {
            let setting = Setting::named(key).expect("a setting");
            setting.unset(text, Path::new("config.yaml")).map_err(|err| err.to_string())
        };
        for (key, text, then) in [
            ("new_per_day", "# mine\nnew_per_day: 5   # enough\nfuzz: true\n", "# mine\nfuzz: true\n"),
            ("folders", "folders:\n  - a\n  - b\nfuzz: true\n", "fuzz: true\n"),
            ("folders", "folders:\n- a\n\nfuzz: true\n", "\nfuzz: true\n"),
            ("keys.undo", "keys:\n  undo: z\n  hint: y\n", "keys:\n  hint: y\n"),
            ("decks.a.new_per_day", "fuzz: true\ndecks:\n  a:\n    new_per_day: 3\n", "fuzz: true\n"),
            (
                "decks.a.new_per_day",
                "decks:\n  a:\n    new_per_day: 3\n  b: {new_per_day: 1}\n",
                "decks:\n  b: {new_per_day: 1}\n",
            ),
        ] {
            assert_eq!(unset(key, text), Ok(Some(then.to_owned())), "{key}");
        }
        assert_eq!(unset("plain", "fuzz: true\n"), Ok(None));
        let braces = "keys: {undo: z, hint: y}\n";
        assert_eq!(unset("keys.undo", braces), Err("`keys.undo` can't be set in the file as it stands".to_owned()));
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
