//! Reads the settings of a file's TOML, and collects the mistakes.

use std::fmt;
use std::ops::Range;
use std::path::PathBuf;
use std::str::FromStr;

use serde::de::value::MapDeserializer;
use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};
use toml_edit::{Document, Item, TableLike};

use super::source::ConfigSource;
use super::{BackupFolder, Color, Config, DECK_KEYS, GlyphSet, KEYS, Paging};
use crate::deck::text::safe_line;
use crate::deck::{DeckId, Diagnostic, RuleId, nearest};
use crate::terminal::{Action, KeyLetter, Keys};

/// What to do about an invalid value.
pub(super) const CORRECT: &str = "correct it, or delete the line";

/// Every setting, or every mistake in the order of the file.
pub(super) fn config(source: &ConfigSource) -> Result<Config, Vec<Diagnostic>> {
    let document = Document::parse(source.toml.as_str()).map_err(|error| {
        // Only this survives the way from YAML to TOML.
        let twice = Mistake::new(RuleId::DuplicateKey, "this is set twice", "keep one");
        let mistake = Mistake::new(RuleId::TomlSyntax, error.message(), CORRECT);
        vec![if source.is_yaml() { twice } else { mistake }.at(error.span(), source)]
    })?;
    let mut mistakes = Mistakes { source, found: Vec::new() };
    mistakes.in_names(document.as_table());
    let values: Vec<_> = document.iter().filter(|(key, item)| is_readable(key, item)).collect();
    let value = |item: &Item| item.clone().into_value().ok();
    for &(key, item) in &values {
        let alone = MapDeserializer::new(value(item).into_iter().map(|value| (key, value)));
        if let Err(error) = Config::deserialize(alone) {
            let error: toml_edit::de::Error = error;
            mistakes.add(Mistake::read(error.message()), error.span().or_else(|| item.span()));
        }
    }
    let all = MapDeserializer::new(values.into_iter().filter_map(|(key, item)| Some((key, value(item)?))));
    let config = Config::deserialize(all).map_err(|_: toml_edit::de::Error| ());
    if let Ok(config) = &config {
        mistakes.in_letters(&config.keys, document.get("keys"));
    }
    mistakes.found.sort_by_key(|mistake| mistake.place);
    // The first of two in one place is the plainer one.
    mistakes.found.dedup_by_key(|mistake| mistake.place);
    config.ok().filter(|_| mistakes.found.is_empty()).ok_or(mistakes.found)
}

/// Whether its value can be read; if not, [`Mistakes::in_names`] has told of it.
fn is_readable(key: &str, item: &Item) -> bool {
    KEYS.contains(&key) && (item.is_table_like() || !["keys", "decks"].contains(&key))
}

struct Mistakes<'s> {
    source: &'s ConfigSource<'s>,
    found: Vec<Diagnostic>,
}

impl Mistakes<'_> {
    fn add(&mut self, mistake: Mistake, span: Option<Range<usize>>) {
        self.found.push(mistake.at(span, self.source));
    }

    fn in_names(&mut self, settings: &dyn TableLike) {
        self.unknown(settings, &KEYS, "config");
        if let Some(keys) = self.table(
            settings.get("keys"),
            "expected actions, each with its key",
            "write `keys.undo = \"z\"`; `oss-quiz help keys` lists the names",
        ) {
            self.unknown(keys, &Action::NAMES, "`keys`");
        }
        let decks = self.table(
            settings.get("decks"),
            "expected decks, each with its settings",
            "write `decks.challenges.new_per_day = 5`",
        );
        for (id, deck) in decks.into_iter().flat_map(TableLike::iter) {
            if let Err(err) = DeckId::new(id) {
                let key = decks.and_then(|decks| decks.key(id)?.span());
                self.add(Mistake::new(RuleId::BadId, err, "name the deck by its id"), key);
            }
            let help = format!("there are `{}`", DECK_KEYS.join("` and `"));
            if let Some(deck) = self.table(Some(deck), "expected the settings of a deck", &help) {
                self.unknown(deck, &DECK_KEYS, "a deck");
            }
        }
    }

    fn table<'i>(&mut self, item: Option<&'i Item>, what: &str, help: &str) -> Option<&'i dyn TableLike> {
        let item = item?;
        if item.as_table_like().is_none() {
            self.add(Mistake::new(RuleId::WrongType, what, help), item.span());
        }
        item.as_table_like()
    }

    fn unknown(&mut self, table: &dyn TableLike, names: &[&str], whose: &str) {
        for (key, _) in table.iter().filter(|(key, _)| !names.contains(key)) {
            let near = nearest(key, names).map(|near| format!("did you mean `{near}`?"));
            let help = near.unwrap_or_else(|| format!("there are `{}`", names.join("`, `")));
            let what = format!("{whose} has no setting `{key}`");
            self.add(Mistake::new(RuleId::UnknownKey, what, &help), table.key(key).and_then(toml_edit::Key::span));
        }
    }

    /// Looks once all are set, because two actions may swap their letters.
    fn in_letters(&mut self, keys: &Keys, set: Option<&Item>) {
        for (name, item) in set.and_then(Item::as_table_like).into_iter().flat_map(TableLike::iter) {
            if let Some(clash) = Action::named(name).and_then(|action| keys.clash(action)) {
                let help = "give one of them another key; `oss-quiz help keys` lists them";
                self.add(Mistake::new(RuleId::BadKey, clash, help), item.span());
            }
        }
    }
}

/// Why a setting can't be. It passes through serde as text.
struct Mistake {
    rule: RuleId,
    help: String,
    what: String,
}

impl Mistake {
    fn new(rule: RuleId, what: impl fmt::Display, help: &str) -> Self {
        Self { rule, help: help.to_owned(), what: what.to_string() }
    }

    fn read(message: &str) -> Self {
        let mut parts = message.splitn(3, '\n');
        match (parts.next().map(RuleId::from_str), parts.next(), parts.next()) {
            (Some(Ok(rule)), Some(help), Some(what)) => Self::new(rule, what, help),
            _ => Self::new(RuleId::WrongType, message, CORRECT),
        }
    }

    fn at(self, span: Option<Range<usize>>, source: &ConfigSource) -> Diagnostic {
        source.diagnostic(span.map_or(0, |span| span.start), self.rule, safe_line(&self.what), self.help)
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}\n{}", self.rule, self.help, self.what)
    }
}

/// Reads a single value as its text.
struct Scalar<P>(P);

impl<T, P: FnOnce(&str) -> Result<T, Mistake>> Visitor<'_> for Scalar<P> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a single value, in quotes if it is a text")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        self.0(text.trim()).map_err(E::custom)
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<T, E> {
        self.visit_str(&value.to_string())
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<T, E> {
        self.visit_str(&value.to_string())
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<T, E> {
        self.visit_str(&value.to_string())
    }
}

pub(super) fn parsed<'de, D: Deserializer<'de>, T: FromStr<Err = String>>(from: D) -> Result<T, D::Error> {
    let parse = |text: &str| text.parse().map_err(|what: String| Mistake::new(RuleId::OutOfRange, what, CORRECT));
    from.deserialize_any(Scalar(parse))
}

/// [`parsed`], for a setting that may be missing.
pub(super) fn some_parsed<'de, D: Deserializer<'de>, T: FromStr<Err = String>>(from: D) -> Result<Option<T>, D::Error> {
    parsed(from).map(Some)
}

pub(super) fn number<'de, const MIN: u32, const MAX: u32, D: Deserializer<'de>, T: TryFrom<u32>>(
    from: D,
) -> Result<T, D::Error> {
    let parse = |text: &str| {
        let number = text.parse::<u32>().ok().filter(|number| (MIN..=MAX).contains(number));
        number.and_then(|number| T::try_from(number).ok()).ok_or_else(|| {
            let help = format!("write a whole number from {MIN} to {MAX}");
            Mistake::new(RuleId::OutOfRange, format!("`{text}` is not a valid number here"), &help)
        })
    };
    from.deserialize_any(Scalar(parse))
}

pub(super) fn flag<'de, D: Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    let parse = |text: &str| {
        text.parse().map_err(|_| {
            let what = format!("`{text}` is neither `true` nor `false`");
            Mistake::new(RuleId::WrongType, what, "write `true` or `false`")
        })
    };
    from.deserialize_any(Scalar(parse))
}

fn unknown_word<T>(text: &str, key: &str, help: &str) -> Result<T, Mistake> {
    Err(Mistake::new(RuleId::WrongType, format!("unknown value `{text}` for `{key}`"), help))
}

impl<'de> Deserialize<'de> for Color {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Scalar(|text: &str| match text {
            "auto" => Ok(Self::Auto),
            "always" => Ok(Self::Always),
            "never" => Ok(Self::Never),
            other => unknown_word(other, "color", "write `auto`, `always` or `never`"),
        }))
    }
}

impl<'de> Deserialize<'de> for GlyphSet {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Scalar(|text: &str| match text {
            "auto" => Ok(Self::Auto),
            "ascii" => Ok(Self::Ascii),
            other => unknown_word(other, "signs", "write `auto` or `ascii`"),
        }))
    }
}

impl<'de> Deserialize<'de> for Paging {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Scalar(|text: &str| {
            Ok(match text {
                "auto" => Self::Auto,
                "off" | "" => Self::Off,
                command => Self::Command(command.to_owned()),
            })
        }))
    }
}

impl<'de> Deserialize<'de> for BackupFolder {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Scalar(|text: &str| match text {
            "true" => Ok(Self::BesideStore),
            "false" => Ok(Self::Off),
            "" => {
                let help = "write `true`, `false` or a folder in quotes";
                Err(Mistake::new(RuleId::WrongType, "a folder has a name", help))
            }
            folder => Ok(Self::Folder(folder.into())),
        }))
    }
}

impl<'de> Deserialize<'de> for KeyLetter {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let help = "write one letter or symbol other than a digit, t or f";
        let parse = |text: &str| text.parse().map_err(|bad| Mistake::new(RuleId::BadKey, bad, help));
        from.deserialize_any(Scalar(parse))
    }
}

/// The default keys with those that are set.
pub(super) fn keys<'de, D: Deserializer<'de>>(from: D) -> Result<Keys, D::Error> {
    let set = std::collections::HashMap::<String, KeyLetter>::deserialize(from)?;
    let set = set.into_iter().filter_map(|(name, letter)| Some((Action::named(&name)?, letter)));
    let mut keys = Keys::default();
    set.for_each(|(action, letter)| keys.set(action, letter));
    Ok(keys)
}

/// A list of folders, or a single one.
pub(super) fn folders<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<PathBuf>, D::Error> {
    from.deserialize_any(FolderList)
}

struct FolderList;

impl<'de> Visitor<'de> for FolderList {
    type Value = Vec<PathBuf>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of folders")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(text.trim()).filter(|text| !text.is_empty()).map(PathBuf::from).into_iter().collect())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut folders = Vec::new();
        while let Some(folder) = list.next_element::<String>()? {
            folders.push(PathBuf::from(folder.trim()));
        }
        Ok(folders)
    }
}
