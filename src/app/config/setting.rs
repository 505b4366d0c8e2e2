//! A setting by its name: its value in a config file, and small edits, which leave every other byte as it is.

use std::ops::Range;
use std::path::Path;

use toml_edit::{Array, Document, DocumentMut, Item, Key, Table, TableLike, Value};

use super::read::CORRECT;
use super::{Config, DECK_KEYS, KEYS};
use crate::deck::text::safe;
use crate::deck::{DeckId, Diagnostic, nearest};
use crate::schedule::NewOrder;
use crate::terminal::Action;

/// Settings that contain settings.
const NESTED: [&str; 2] = ["decks", "keys"];

const WRITE_DECK: &str = "write decks.ID.new_per_day or decks.ID.desired_retention";

/// The config file with all defaults and explanations.
pub const DEFAULTS: &str = include_str!("default.toml");

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
            ["fuzz" | "keep_answers" | "backups" | "plain" | "builtin"] => &["true", "false"],
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
        usual(&self.0).is_some_and(|usual| usual.is_array())
    }

    /// The value in the file's TOML, or the entries of a list; `None` if it isn't set.
    #[must_use]
    pub fn value_in(&self, toml: &str) -> Option<Vec<String>> {
        self.value_among(&toml.parse().ok()?)
    }

    /// The same of a file that is parsed already.
    #[must_use]
    pub fn value_among(&self, document: &DocumentMut) -> Option<Vec<String>> {
        let (table, last) = self.table_in(document)?;
        match table.get(last)?.as_value()? {
            Value::Array(entries) => Some(entries.iter().map(text_of).collect()),
            Value::InlineTable(_) => None,
            value => Some(vec![text_of(value)]),
        }
    }

    /// The file's TOML with a new value for this setting.
    ///
    /// # Errors
    /// If the value is invalid, or would take the place of a list.
    pub fn set(&self, value: &str, toml: &str, path: &Path) -> Result<String, SettingError> {
        let by_hand = || SettingError::ByHand(self.to_string());
        if self.value_in(toml).is_some_and(|now| self.takes_list() && !now.is_empty()) {
            return Err(by_hand());
        }
        let edited = self.edited(value, toml).ok_or_else(by_hand)?;
        match Config::parse(path, edited.as_bytes()) {
            Ok(_) => Ok(edited),
            Err(mut diagnostics) => Err(SettingError::Unfit(Box::new(diagnostics.swap_remove(0)))),
        }
    }

    fn edited(&self, value: &str, toml: &str) -> Option<String> {
        let names: Vec<&str> = self.0.iter().map(String::as_str).collect();
        let new = literal(&names, value);
        if let Some((_, old)) = self.spans(toml) {
            return Some(format!("{}{new}{}", &toml[..old.start], &toml[old.end..]));
        }
        let mut document = toml.parse::<DocumentMut>().ok()?;
        let (last, above) = names.split_last()?;
        let has_sections = document.iter().any(|(_, item)| item.as_table().is_some_and(|table| !table.is_dotted()));
        if !document.contains_key(names[0]) && !has_sections {
            let newline = if toml.contains("\r\n") { "\r\n" } else { "\n" };
            let gap = if toml.is_empty() || toml.ends_with('\n') { "" } else { newline };
            let keys: Vec<_> = names.iter().map(|name| Key::new(*name).display_repr().into_owned()).collect();
            return Some(format!("{toml}{gap}{} = {new}{newline}", keys.join(".")));
        }
        let mut table: &mut dyn TableLike = document.as_table_mut();
        for name in above {
            let dotted = || {
                let mut table = Table::new();
                table.set_dotted(true);
                Item::Table(table)
            };
            table = table.entry(name).or_insert_with(dotted).as_table_like_mut()?;
        }
        table.insert(last, Item::Value(new));
        Some(printed(&document, toml))
    }

    /// The file's TOML without this setting, so that its default applies; `None` if it isn't set.
    ///
    /// # Errors
    /// If the file's layout is too complex for a small edit.
    pub fn unset(&self, toml: &str, path: &Path) -> Result<Option<String>, SettingError> {
        if self.value_in(toml).is_none() {
            return Ok(None);
        }
        let without = self
            .without(toml)
            .filter(|edited| self.value_in(edited).is_none() && Config::parse(path, edited.as_bytes()).is_ok());
        without.map(Some).ok_or_else(|| SettingError::ByHand(self.to_string()))
    }

    fn without(&self, toml: &str) -> Option<String> {
        let (last, above) = self.0.split_last()?;
        let mut document = toml.parse::<DocumentMut>().ok()?;
        let mut table: &mut dyn TableLike = document.as_table_mut();
        let mut inline = false;
        for key in above {
            let item = table.get_mut(key)?;
            inline |= item.is_inline_table();
            table = item.as_table_like_mut()?;
        }
        if inline {
            table.remove(last)?;
            return Some(printed(&document, toml));
        }
        // Nothing else is on the lines of a value; comments above it stay.
        let (key, value) = self.spans(toml)?;
        let start = toml[..key.start].rfind('\n').map_or(0, |at| at + 1);
        let end = toml[value.end..].find('\n').map_or(toml.len(), |at| value.end + at + 1);
        Some(format!("{}{}", &toml[..start], &toml[end..]))
    }

    /// Where its key and its value are.
    fn spans(&self, toml: &str) -> Option<(Range<usize>, Range<usize>)> {
        let document = Document::parse(toml).ok()?;
        let (table, last) = self.table_in(document.as_table())?;
        Some((table.key(last)?.span()?, table.get(last)?.span()?))
    }

    /// The table that has the setting or could have it, and its key there.
    fn table_in<'t>(&'t self, document: &'t Table) -> Option<(&'t dyn TableLike, &'t str)> {
        let (last, above) = self.0.split_last()?;
        let table = above.iter().try_fold(document as &dyn TableLike, |table, key| table.get(key)?.as_table_like())?;
        Some((table, last))
    }
}

/// The document, with line endings like those of the text it comes from.
fn printed(document: &DocumentMut, from: &str) -> String {
    let text = document.to_string();
    if from.contains("\r\n") { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text }
}

impl std::fmt::Display for Setting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.join("."))
    }
}

/// The default value of a setting that is not of a single key.
fn usual<S: AsRef<str>>(names: &[S]) -> Option<Item> {
    let name = names.last().filter(|_| names[0].as_ref() != "keys")?;
    DEFAULTS.parse::<DocumentMut>().ok()?.remove(name.as_ref())
}

/// A value as TOML: a number or `true` where the default is one, else a text.
pub(super) fn literal(names: &[&str], value: &str) -> Value {
    match usual(names) {
        Some(Item::Value(Value::Array(_))) => {
            Value::Array(Some(value).filter(|value| !value.is_empty()).into_iter().collect::<Array>())
        }
        Some(Item::Value(Value::Integer(_) | Value::Float(_) | Value::Boolean(_))) => {
            let parsed = value.parse::<Value>().ok();
            parsed.filter(|parsed| !parsed.is_str()).unwrap_or_else(|| value.into())
        }
        _ => value.into(),
    }
}

/// As written, without quotes.
fn text_of(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.clone().decorated("", "").to_string(), str::to_owned);
    safe(text.trim()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(key: &str, value: &str, text: &str) -> Result<String, String> {
        let setting = Setting::named(key).map_err(|err| format!("{err}; {}", err.help().unwrap_or_default()))?;
        setting
            .set(value, text, Path::new("config.toml"))
            .map_err(|err| format!("{err}; {}", err.help().unwrap_or_default()))
    }

    #[test]
    fn the_defaults_of_the_file_are_those_of_the_program() {
        let parsed = Config::parse(Path::new("config.toml"), DEFAULTS.as_bytes());
        assert_eq!(parsed.map_err(|diagnostics| diagnostics.len()), Ok(Config::default()));
        for key in KEYS {
            let said = |line: &&str| line.trim_start_matches("# ").starts_with(&format!("{key} ="));
            let nested = |line: &&str| line.starts_with(&format!("# {key}."));
            let of = DEFAULTS.lines().filter(|line| if NESTED.contains(&key) { nested(line) } else { said(line) });
            assert!((1..=2).contains(&of.count()), "{key} stands in the file");
        }
        let examples = DEFAULTS.lines().filter_map(|line| line.strip_prefix("# ")).filter(|line| line.contains(" = "));
        let examples: Vec<_> = examples.collect();
        assert_eq!(examples.len(), 3);
        assert!(Config::parse(Path::new("config.toml"), examples.join("\n").as_bytes()).is_ok());
    }

    #[test]
    fn one_value_changes_and_every_other_byte_stays() {
        let text =
            "# mine\nnew_per_day = 5   # enough\nday_starts_at='05:30'\r\nfuzz = false # no\nfolders = []\n # end";
        for (key, value, from, to) in [
            ("new_per_day", "7", "5   #", "7   #"),
            ("day_starts_at", "04:00", "'05:30'", "\"04:00\""),
            ("fuzz", "true", "false #", "true #"),
            ("folders", "~/my decks", "[]", "[\"~/my decks\"]"),
            ("folders", "a # b", "[]", "[\"a # b\"]"),
        ] {
            assert_eq!(set(key, value, text).as_deref(), Ok(&*text.replace(from, to)), "{key}");
        }
    }

    #[test]
    fn what_the_file_does_not_say_yet_comes_to_its_end_or_before_its_sections() {
        for (text, then) in [
            ("", "new_per_day = 3\n"),
            ("# nothing yet", "# nothing yet\nnew_per_day = 3\n"),
            ("plain = true\r\n", "plain = true\r\nnew_per_day = 3\r\n"),
            (
                "plain = true\n# keys\n[keys]\nundo = 'z'\n",
                "plain = true\nnew_per_day = 3\n# keys\n[keys]\nundo = 'z'\n",
            ),
        ] {
            assert_eq!(set("new_per_day", "3", text).as_deref(), Ok(then));
        }
    }

    #[test]
    fn a_deck_has_settings_of_its_own_however_they_are_written() {
        for (text, then) in [
            ("plain = true\n# end\n", "plain = true\n# end\ndecks.c.new_per_day = 3\n"),
            ("decks = {}  # none\n", "decks = { c.new_per_day = 3 }  # none\n"),
            ("decks = {d = {new_per_day = 1}}\n", "decks = {d = {new_per_day = 1}, c.new_per_day = 3 }\n"),
            ("decks = {c = {new_per_day = 1}}\n", "decks = {c = {new_per_day = 3}}\n"),
            ("[decks.d]\nnew_per_day = 1\n", "[decks]\nc.new_per_day = 3\n[decks.d]\nnew_per_day = 1\n"),
            ("[decks.d]\r\n", "[decks]\r\nc.new_per_day = 3\r\n[decks.d]\r\n"),
            ("[decks.c] # x\n# y\nnew_per_day = 1 # z\n", "[decks.c] # x\n# y\nnew_per_day = 3 # z\n"),
            ("[decks.c]\ndesired_retention = 0.8\n", "[decks.c]\ndesired_retention = 0.8\nnew_per_day = 3\n"),
            (
                "decks.d.new_per_day = 1\nfuzz = true\n",
                "decks.d.new_per_day = 1\ndecks.c.new_per_day = 3\nfuzz = true\n",
            ),
        ] {
            assert_eq!(set("decks.c.new_per_day", "3", text).as_deref(), Ok(then));
        }
        assert_eq!(set("decks.a.b.new_per_day", "3", "").as_deref(), Ok("decks.\"a.b\".new_per_day = 3\n"));
    }

    #[test]
    fn keys_are_set_one_by_one() {
        for (text, key, then) in [
            ("", "z", "keys.undo = \"z\"\n"),
            ("keys.undo = 'y'\n", "#", "keys.undo = \"#\"\n"),
            ("[keys]\nundo = 'y'\n", "z", "[keys]\nundo = \"z\"\n"),
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
            assert_eq!(set(key, value, "plain = true\n"), Err(told.to_owned()), "{key}");
        }
        let error = set("desired_retention", "1.5", "").expect_err("out of range");
        assert!(error.starts_with("desired retention must be between 0.70 and 0.99"), "{error}");
        let error = set("folders", "x", "folders = ['a']\n").expect_err("a list");
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
            // Only these take any text; other settings must list their values above.
            let takes = |word: &&str| !["folders", "pager", "backups"].contains(&&*key) && set(&key, word, "").is_ok();
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
            setting.unset(text, Path::new("config.toml")).map_err(|err| err.to_string())
        };
        for (key, text, then) in [
            ("new_per_day", "# mine\nnew_per_day = 5   # enough\nfuzz = true\n", "# mine\nfuzz = true\n"),
            ("folders", "folders = [\n  'a', # a\n  'b',\n] # c\nfuzz = true\n", "fuzz = true\n"),
            ("keys.undo", "[keys]\n# mine\nundo = 'z'\nhint = 'y'\n", "[keys]\n# mine\nhint = 'y'\n"),
            ("keys.undo", "keys = {undo = 'z', hint = 'y'} # mine\n", "keys = { hint = 'y'} # mine\n"),
            ("decks.a.new_per_day", "fuzz = true\ndecks.a.new_per_day = 3\n", "fuzz = true\n"),
            ("decks.a.new_per_day", "[decks]\na.new_per_day = 3\n# b", "[decks]\n# b"),
        ] {
            assert_eq!(unset(key, text), Ok(Some(then.to_owned())), "{key}");
        }
        assert_eq!(unset("plain", "fuzz = true\n"), Ok(None));
    }

    #[test]
    fn a_value_is_told_from_the_file() {
        let text = "new_per_day = 5\nfolders = ['a', \"b\"]\n[decks.x]\nnew_per_day = 1\n";
        let told = |key: &str| Setting::named(key).expect("a setting").value_in(text);
        assert_eq!(told("new_per_day"), Some(vec!["5".to_owned()]));
        assert_eq!(told("folders"), Some(vec!["a".to_owned(), "b".to_owned()]));
        assert_eq!(told("decks.x.new_per_day"), Some(vec!["1".to_owned()]));
        assert_eq!((told("fuzz"), told("decks.y.new_per_day")), (None, None));
    }
}
