//! Turns the values of a config file into settings.

use std::collections::HashMap;

use super::{Color, DECK_KEYS, DeckConfig, GlyphSet, Paging};
use crate::deck::reader::values::{Data, FieldEntry, Value, Values};
use crate::deck::{DeckId, Diagnostic, RuleId, nearest};
use crate::schedule::DesiredRetention;
use crate::terminal::{Action, Keys};

/// What to do about an invalid value.
pub(super) const CORRECT: &str = "correct it, or delete the line";

/// Reads values and collects diagnostics.
pub(super) struct ConfigReader<'v> {
    pub(super) values: &'v Values<'v>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl ConfigReader<'_> {
    fn wrong(&mut self, at: &Value, rule: RuleId, what: String, help: String) {
        self.diagnostics.push(self.values.diagnostic(at, rule, what, help));
    }

    /// Entries with a key in `keys`, without duplicates; reports the others.
    pub(super) fn known<'e>(&mut self, entries: &'e [FieldEntry], keys: &[&str], whose: &str) -> Vec<&'e FieldEntry> {
        let mut known: Vec<&FieldEntry> = Vec::new();
        for entry in entries {
            let key = entry.key.text().unwrap_or_default();
            if !keys.contains(&key) {
                let near = nearest(key, keys).map(|near| format!("did you mean `{near}`?"));
                let help = near.unwrap_or_else(|| format!("there are `{}`", keys.join("`, `")));
                self.wrong(&entry.key, RuleId::UnknownKey, format!("{whose} has no setting `{key}`"), help);
            } else if known.iter().any(|earlier| earlier.key.text() == Some(key)) {
                self.wrong(&entry.key, RuleId::DuplicateKey, format!("`{key}` is set twice"), "keep one".to_owned());
            } else {
                known.push(entry);
            }
        }
        known
    }

    fn text<'e>(&mut self, value: &'e Value) -> Option<&'e str> {
        let text = value.text();
        if text.is_none() {
            self.wrong(
                value,
                RuleId::WrongType,
                "expected a single value".to_owned(),
                "write it on one line".to_owned(),
            );
        }
        text
    }

    pub(super) fn parsed<T: std::str::FromStr<Err = String>>(&mut self, value: &Value, into: &mut T) {
        match self.text(value).map(str::parse) {
            Some(Ok(parsed)) => *into = parsed,
            Some(Err(what)) => self.wrong(value, RuleId::OutOfRange, what, CORRECT.to_owned()),
            None => {}
        }
    }

    pub(super) fn number(&mut self, value: &Value, range: std::ops::RangeInclusive<u32>, into: &mut u32) {
        match self.text(value).map(str::parse::<u32>) {
            Some(Ok(number)) if range.contains(&number) => *into = number,
            Some(_) => {
                let help = format!("write a whole number from {} to {}", range.start(), range.end());
                let shown = value.text().unwrap_or_default();
                self.wrong(value, RuleId::OutOfRange, format!("`{shown}` is not a valid number here"), help);
            }
            None => {}
        }
    }

    pub(super) fn flag(&mut self, value: &Value, into: &mut bool) {
        match self.text(value) {
            Some("true") => *into = true,
            Some("false") => *into = false,
            Some(other) => {
                let what = format!("`{other}` is neither `true` nor `false`");
                self.wrong(value, RuleId::WrongType, what, "write `true` or `false`".to_owned());
            }
            None => {}
        }
    }

    pub(super) fn color(&mut self, value: &Value, into: &mut Color) {
        match self.text(value) {
            Some("auto") => *into = Color::Auto,
            Some("always") => *into = Color::Always,
            Some("never") => *into = Color::Never,
            Some(other) => {
                let what = format!("unknown value `{other}` for `color`");
                self.wrong(value, RuleId::WrongType, what, "write `auto`, `always` or `never`".to_owned());
            }
            None => {}
        }
    }

    pub(super) fn signs(&mut self, value: &Value, into: &mut GlyphSet) {
        match self.text(value) {
            Some("auto") => *into = GlyphSet::Auto,
            Some("ascii") => *into = GlyphSet::Ascii,
            Some(other) => {
                let what = format!("unknown value `{other}` for `signs`");
                self.wrong(value, RuleId::WrongType, what, "write `auto` or `ascii`".to_owned());
            }
            None => {}
        }
    }

    pub(super) fn pager(&mut self, value: &Value, into: &mut Paging) {
        match self.text(value) {
            Some("auto") => *into = Paging::Auto,
            Some("off" | "") => *into = Paging::Off,
            Some(command) => *into = Paging::Command(command.to_owned()),
            None => {}
        }
    }

    pub(super) fn keys(&mut self, value: &Value, into: &mut Keys) {
        let Data::Map(entries) = &value.data else {
            let help = "write `keys: {undo: z}`; `oss-quiz help keys` lists the names".to_owned();
            self.wrong(value, RuleId::WrongType, "expected actions, each with its key".to_owned(), help);
            return;
        };
        let mut set = Vec::new();
        for entry in self.known(entries, &Action::NAMES, "`keys`") {
            let Some(action) = entry.key.text().and_then(Action::named) else { continue };
            let Some(letter) = self.text(&entry.value) else { continue };
            match into.set(action, letter) {
                Ok(()) => set.push((action, &entry.value)),
                Err(bad) => {
                    let help = "write one letter or symbol other than a digit, t or f".to_owned();
                    self.wrong(&entry.value, RuleId::BadKey, bad.to_string(), help);
                }
            }
        }
        // After all keys are set, because two may have swapped.
        for (action, at) in set {
            if let Some(clash) = into.clash(action) {
                let help = "give one of them another key; `oss-quiz help keys` lists them".to_owned();
                self.wrong(at, RuleId::BadKey, clash.to_string(), help);
            }
        }
    }

    pub(super) fn texts(&mut self, value: &Value) -> Vec<String> {
        match &value.data {
            Data::List(entries) => entries.iter().filter_map(|entry| self.text(entry).map(str::to_owned)).collect(),
            Data::Text(text) if !text.is_empty() => vec![text.clone()],
            Data::Text(_) => Vec::new(),
            Data::Map(_) => {
                let help = "put each on a line of its own, after `- `".to_owned();
                self.wrong(value, RuleId::WrongType, "expected a list of folders".to_owned(), help);
                Vec::new()
            }
        }
    }

    pub(super) fn decks(&mut self, value: &Value) -> HashMap<String, DeckConfig> {
        let Data::Map(entries) = &value.data else {
            let help = "write `decks: {challenges: {new_per_day: 5}}`".to_owned();
            self.wrong(value, RuleId::WrongType, "expected decks, each with its settings".to_owned(), help);
            return HashMap::new();
        };
        let mut decks = HashMap::new();
        for entry in entries {
            let id = entry.key.text().unwrap_or_default();
            if let Err(err) = DeckId::new(id) {
                self.wrong(&entry.key, RuleId::BadId, err.to_string(), "name the deck by its id".to_owned());
            }
            decks.insert(id.to_owned(), self.deck(&entry.value));
        }
        decks
    }

    fn deck(&mut self, value: &Value) -> DeckConfig {
        let mut deck = DeckConfig::default();
        let Data::Map(entries) = &value.data else {
            let help = format!("there are `{}`", DECK_KEYS.join("` and `"));
            self.wrong(value, RuleId::WrongType, "expected the settings of a deck".to_owned(), help);
            return deck;
        };
        for entry in self.known(entries, &DECK_KEYS, "a deck") {
            if entry.key.text() == Some("new_per_day") {
                let mut number = 0;
                self.number(&entry.value, 0..=9_999, &mut number);
                deck.new_per_day = Some(number);
            } else {
                let mut retention = DesiredRetention::default();
                self.parsed(&entry.value, &mut retention);
                deck.desired_retention = Some(retention);
            }
        }
        deck
    }
}
