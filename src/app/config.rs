//! The settings: `config.yaml` in the user's config folder.
//!
//! Every setting has a default. Unknown keys are errors, because a misspelt setting that is silently ignored is
//! worse.

mod edit;
mod reader;

use std::collections::HashMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::app::error::{CliError, ExitKind};
use crate::deck::reader::values::{FieldEntry, Values};
use crate::deck::{Diagnostic, diagnostic};
use crate::schedule::{DayStart, DesiredRetention, NewOrder, SchedulingParams};
use crate::terminal::Keys;
use reader::ConfigReader;

pub use edit::{DEFAULTS, Setting, SettingError};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GlyphSet {
    /// Unicode, if the locale uses UTF-8.
    #[default]
    Auto,
    /// ASCII, for a terminal that draws other glyphs too wide.
    Ascii,
}

/// What shows long output.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Paging {
    /// `PAGER`, or else `less` if it is installed.
    #[default]
    Auto,
    Off,
    Command(String),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// `desired_retention`, `maximum_interval` and `fuzz`.
    pub scheduling: SchedulingParams,
    pub new_per_day: u32,
    pub new_order: NewOrder,
    /// Due items a day.
    pub reviews_per_day: u32,
    pub day_starts_at: DayStart,
    /// Whether to log what was typed or picked.
    pub keep_answers: bool,
    pub color: Color,
    pub plain: bool,
    pub signs: GlyphSet,
    pub pager: Paging,
    pub keys: Keys,
    /// Folders of decks.
    pub folders: Vec<PathBuf>,
    /// Whether the built-in decks are included.
    pub builtin: bool,
    /// Settings of single decks, by id.
    pub decks: HashMap<String, DeckConfig>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct DeckConfig {
    pub desired_retention: Option<DesiredRetention>,
    pub new_per_day: Option<u32>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            scheduling: SchedulingParams::default(),
            new_per_day: 10,
            new_order: NewOrder::default(),
            reviews_per_day: 200,
            day_starts_at: DayStart::default(),
            keep_answers: true,
            color: Color::default(),
            plain: false,
            signs: GlyphSet::default(),
            pager: Paging::default(),
            keys: Keys::default(),
            folders: Vec::new(),
            builtin: true,
            decks: HashMap::new(),
        }
    }
}

const KEYS: [&str; 16] = [
    "desired_retention",
    "new_per_day",
    "new_order",
    "reviews_per_day",
    "day_starts_at",
    "fuzz",
    "maximum_interval",
    "keep_answers",
    "color",
    "plain",
    "signs",
    "pager",
    "keys",
    "folders",
    "builtin",
    "decks",
];

/// Settings that a deck can override.
const DECK_KEYS: [&str; 2] = ["desired_retention", "new_per_day"];

impl Config {
    /// Reads the config file; returns all defaults if there is none.
    ///
    /// # Errors
    /// If the file can't be read, or has mistakes.
    pub fn load(path: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = path else { return Ok(Self::default()) };
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(err) if err.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(err) => {
                let what = format!("the config file {} can't be read: {err}", path.display());
                return Err(CliError::new(ExitKind::Decks, what).into());
            }
        };
        Self::parse(path, &bytes).map_err(|diagnostics| {
            let drawn: String = diagnostics.iter().map(diagnostic::render).collect();
            let what = format!("the config file has mistakes\n{}", drawn.trim_end());
            CliError::new(ExitKind::Decks, what).into()
        })
    }

    /// Reads settings from text.
    ///
    /// # Errors
    /// All mistakes found.
    pub fn parse(path: &Path, bytes: &[u8]) -> Result<Self, Vec<Diagnostic>> {
        let values = Values::read(path.to_owned(), bytes)?;
        let mut reader = ConfigReader { values: &values, diagnostics: Vec::new() };
        let mut config = Self::default();
        for entry in reader.known(&values.entries, &KEYS, "config") {
            config.set(&mut reader, entry);
        }
        if reader.diagnostics.is_empty() { Ok(config) } else { Err(reader.diagnostics) }
    }

    fn set(&mut self, reader: &mut ConfigReader<'_>, entry: &FieldEntry) {
        let value = &entry.value;
        match entry.key.text().unwrap_or_default() {
            "desired_retention" => reader.parsed(value, &mut self.scheduling.desired_retention),
            "new_per_day" => reader.number(value, 0..=9_999, &mut self.new_per_day),
            "new_order" => reader.parsed(value, &mut self.new_order),
            "reviews_per_day" => reader.number(value, 0..=99_999, &mut self.reviews_per_day),
            "day_starts_at" => reader.parsed(value, &mut self.day_starts_at),
            "fuzz" => reader.flag(value, &mut self.scheduling.fuzz),
            "maximum_interval" => {
                let mut days = u32::from(self.scheduling.maximum_interval);
                reader.number(value, 1..=36_500, &mut days);
                self.scheduling.maximum_interval = u16::try_from(days).unwrap_or(36_500);
            }
            "keep_answers" => reader.flag(value, &mut self.keep_answers),
            "color" => reader.color(value, &mut self.color),
            "plain" => reader.flag(value, &mut self.plain),
            "signs" => reader.signs(value, &mut self.signs),
            "pager" => reader.pager(value, &mut self.pager),
            "keys" => reader.keys(value, &mut self.keys),
            "folders" => self.folders = reader.texts(value).into_iter().map(PathBuf::from).collect(),
            "builtin" => reader.flag(value, &mut self.builtin),
            _ => self.decks = reader.decks(value),
        }
    }

    /// Decks with their own desired retention.
    #[must_use]
    pub fn retention_in_deck(&self) -> HashMap<String, DesiredRetention> {
        let own = |(id, deck): (&String, &DeckConfig)| Some((id.clone(), deck.desired_retention?));
        self.decks.iter().filter_map(own).collect()
    }

    /// Decks with their own limit of new items a day.
    #[must_use]
    pub fn new_in_deck(&self) -> HashMap<String, u32> {
        self.decks.iter().filter_map(|(id, deck)| Some((id.clone(), deck.new_per_day?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::Action;

    fn parse(text: &str) -> Result<Config, String> {
        Config::parse(Path::new("config.yaml"), text.as_bytes())
            .map_err(|diagnostics| diagnostics.iter().map(diagnostic::one_line).collect::<Vec<_>>().join("\n"))
    }

    #[test]
    fn an_empty_config_is_all_defaults() {
        for text in ["", "\n", "# nothing yet\n"] {
            assert_eq!(parse(text), Ok(Config::default()), "{text:?}");
        }
    }

    #[test]
    fn every_setting_is_read() {
        let config = parse(
            "desired_retention: 0.85\nnew_per_day: 5\nnew_order: in-turn\nreviews_per_day: 50\nday_starts_at: \"05:30\"\nfuzz: false\n\
             maximum_interval: 365\nkeep_answers: false\ncolor: never\nplain: true\nsigns: ascii\n\
             pager: most -s\nkeys: {undo: z, flag: \"#\"}\nfolders:\n  - ~/decks\n\
             builtin: false\ndecks:\n  challenges:\n    desired_retention: 0.95\n    new_per_day: 2\n",
        )
        .expect("a good config");
        assert_eq!(config.scheduling.desired_retention, DesiredRetention::try_from(0.85).expect("in range"));
        assert_eq!((config.new_per_day, config.reviews_per_day), (5, 50));
        assert_eq!(config.new_order, NewOrder::InTurn);
        assert_eq!(config.day_starts_at, "05:30".parse().expect("a time"));
        assert_eq!((config.scheduling.fuzz, config.scheduling.maximum_interval), (false, 365));
        assert_eq!((config.keep_answers, config.plain, config.builtin), (false, true, false));
        assert_eq!(config.signs, GlyphSet::Ascii);
        assert_eq!(config.pager, Paging::Command("most -s".to_owned()));
        assert_eq!(parse("pager: off\n").map(|config| config.pager), Ok(Paging::Off));
        assert_eq!((config.keys.letter(Action::Undo), config.keys.letter(Action::Flag)), ('z', '#'));
        assert_eq!((config.color, config.folders.len()), (Color::Never, 1));
        assert_eq!(config.new_in_deck().get("challenges"), Some(&2));
        assert!(config.retention_in_deck().contains_key("challenges"));
    }

    #[test]
    fn every_mistake_is_named_at_its_place() {
        let diagnostics = parse(
            "new_per_dya: 5\nplain: yes\ndesired_retention: 1.5\nmaximum_interval: 0\nday_starts_at: 4am\n\
             plain: true\ncolor: red\ndecks: none\n",
        )
        .expect_err("all of it is wrong");
        insta::assert_snapshot!(diagnostics, @r#"
        config.yaml:1:1: config has no setting `new_per_dya`
        config.yaml:6:1: `plain` is set twice
        config.yaml:2:8: `yes` is neither `true` nor `false`
        config.yaml:3:20: desired retention must be between 0.70 and 0.99, not 1.5
        config.yaml:4:19: `0` is not a valid number here
        config.yaml:5:16: `4am` is not a time of day; write it like "04:00"
        config.yaml:7:8: unknown value `red` for `color`
        config.yaml:8:8: expected decks, each with its settings
        "#);
    }

    #[test]
    fn a_key_that_can_not_be_is_named_at_its_place() {
        let diagnostics =
            parse("signs: utf8\nkeys:\n  undp: z\n  undo: s\n  hint: 1\n  skip: zz\n  bury: t\n  edit: q\n")
                .expect_err("all of it is wrong");
        insta::assert_snapshot!(diagnostics, @"
        config.yaml:1:8: unknown value `utf8` for `signs`
        config.yaml:3:3: `keys` has no setting `undp`
        config.yaml:5:9: `1` answers questions, so it can do nothing else
        config.yaml:6:9: `zz` is not a single character that a key types
        config.yaml:7:9: `t` answers questions, so it can do nothing else
        config.yaml:4:9: `s` already does `skip`
        config.yaml:8:9: `q` already does `quit`
        ");
        assert!(parse("keys: {undo: s, skip: u}\n").is_ok(), "two may swap");
        assert!(parse("keys: z\n").is_err());
    }

    #[test]
    fn a_mistake_of_yaml_is_told_in_words_of_settings() {
        for text in [
            "- plain\n",
            "plain: true\n---\nfuzz: true\n",
            "keys: &x {undo: z}\n",
            "plain\nfuzz: true\n",
            "plain: true\n  fuzz: true\n",
            "folders: [a\n",
            "keys:\n\tundo: z\n",
            "plain: \"true\n",
            "plain: a\u{1}\n",
            "plain: true\n fuzz: true\n",
            "a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n",
        ] {
            let diagnostics = Config::parse(Path::new("config.yaml"), text.as_bytes()).expect_err(text);
            for diagnostic in diagnostics {
                let told = diagnostic::render(&diagnostic).to_lowercase();
                assert!(!["deck", "card", "title", "claim"].iter().any(|word| told.contains(word)), "{text}{told}");
            }
        }
    }
}
