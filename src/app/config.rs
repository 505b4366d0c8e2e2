//! The settings: `config.toml` in the user's config folder.
//!
//! Every setting has a default. Unknown keys are errors, because a misspelt setting that is silently ignored is
//! worse.

pub mod file;
mod read;
mod setting;
mod source;
mod yaml;

use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::app::error::{CliError, ExitKind};
use crate::deck::{Diagnostic, diagnostic};
use crate::library;
use crate::schedule::{DayStart, DesiredRetention, NewOrder, SchedulingParams};
use crate::terminal::Keys;
use read::{flag, folders, keys, number, parsed, some_parsed};
use source::ConfigSource;

pub use setting::{DEFAULTS, Setting, SettingError};

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

/// Where the daily backups go.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum BackupFolder {
    #[default]
    BesideStore,
    Off,
    /// Relative to the folder of the store.
    Folder(PathBuf),
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting")]
pub struct Config {
    #[serde(deserialize_with = "parsed")]
    pub desired_retention: DesiredRetention,
    #[serde(deserialize_with = "number::<0, 9_999, _, _>")]
    pub new_per_day: u32,
    #[serde(deserialize_with = "parsed")]
    pub new_order: NewOrder,
    /// Due items a day.
    #[serde(deserialize_with = "number::<0, 99_999, _, _>")]
    pub reviews_per_day: u32,
    #[serde(deserialize_with = "parsed")]
    pub day_starts_at: DayStart,
    #[serde(deserialize_with = "flag")]
    pub fuzz: bool,
    #[serde(deserialize_with = "number::<1, 36_500, _, _>")]
    pub maximum_interval: u16,
    /// Whether to log what was typed or picked.
    #[serde(deserialize_with = "flag")]
    pub keep_answers: bool,
    pub backups: BackupFolder,
    pub color: Color,
    #[serde(deserialize_with = "flag")]
    pub plain: bool,
    pub signs: GlyphSet,
    pub pager: Paging,
    #[serde(deserialize_with = "keys")]
    pub keys: Keys,
    /// Folders of decks.
    #[serde(deserialize_with = "folders")]
    pub folders: Vec<PathBuf>,
    /// Whether the built-in decks are included.
    #[serde(deserialize_with = "flag")]
    pub builtin: bool,
    /// Settings of single decks, by id.
    pub decks: HashMap<String, DeckConfig>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DeckConfig {
    #[serde(deserialize_with = "some_parsed")]
    pub desired_retention: Option<DesiredRetention>,
    #[serde(deserialize_with = "number::<0, 9_999, _, _>")]
    pub new_per_day: Option<u32>,
}

impl Default for Config {
    fn default() -> Self {
        let SchedulingParams { desired_retention, maximum_interval, fuzz } = SchedulingParams::default();
        Self {
            desired_retention,
            new_per_day: 10,
            new_order: NewOrder::default(),
            reviews_per_day: 200,
            day_starts_at: DayStart::default(),
            fuzz,
            maximum_interval,
            keep_answers: true,
            backups: BackupFolder::default(),
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

/// How large the settings may be.
pub const MAX_CONFIG_BYTES: usize = 64 << 10;

const KEYS: [&str; 17] = [
    "desired_retention",
    "new_per_day",
    "new_order",
    "reviews_per_day",
    "day_starts_at",
    "fuzz",
    "maximum_interval",
    "keep_answers",
    "backups",
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
        let bytes = match library::read_regular(path, MAX_CONFIG_BYTES) {
            Ok(bytes) => bytes,
            // A home that is no folder, such as `/dev/null`, has no settings.
            Err(err) if matches!(err.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Ok(Self::default());
            }
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

    /// Reads settings from text: YAML if the file's name says so, else TOML.
    ///
    /// # Errors
    /// All mistakes found.
    pub fn parse(path: &Path, bytes: &[u8]) -> Result<Self, Vec<Diagnostic>> {
        read::config(&ConfigSource::read(path, bytes)?)
    }

    #[must_use]
    pub const fn scheduling(&self) -> SchedulingParams {
        let Self { desired_retention, maximum_interval, fuzz, .. } = *self;
        SchedulingParams { desired_retention, maximum_interval, fuzz }
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

    /// The same in TOML and in YAML.
    fn parse_both(toml: &str, yaml: &str) -> Result<Config, String> {
        let [toml, yaml] = [("config.toml", toml), ("config.yaml", yaml)].map(|(name, text)| parse(name, text));
        assert_eq!(
            toml.as_ref().map_err(|told| places(told)),
            yaml.as_ref().map_err(|told| places(&told.replace(".yaml", ".toml")))
        );
        toml
    }

    fn places(told: &str) -> String {
        told.lines().filter_map(|line| line.splitn(4, ':').nth(3)).collect()
    }

    fn parse(name: &str, text: &str) -> Result<Config, String> {
        Config::parse(Path::new(name), text.as_bytes())
            .map_err(|diagnostics| diagnostics.iter().map(diagnostic::one_line).collect::<Vec<_>>().join("\n"))
    }

    #[test]
    fn an_empty_config_is_all_defaults() {
        for text in ["", "\n", "# nothing yet\n", "\u{feff}", "\u{feff}# nothing yet"] {
            assert_eq!(parse_both(text, text), Ok(Config::default()), "{text:?}");
        }
    }

    #[test]
    fn every_setting_is_read() {
        let config = parse_both(
            "desired_retention = 0.85\nnew_per_day = 5\nnew_order = 'mixed'\nreviews_per_day = 50\nday_starts_at = \"05:30\"\n\
             fuzz = false\nmaximum_interval = 365\nkeep_answers = false\nbackups = \"~/safe\"\ncolor = \"never\"\nplain = true\nsigns = \"ascii\"\n\
             pager = \"most -s\"\nfolders = [\"~/decks\"]\nbuiltin = false\n[keys]\nundo = \"z\"\nflag = \"#\"\n\
             [decks.challenges]\ndesired_retention = 0.95\nnew_per_day = 2\n",
            "desired_retention: 0.85\nnew_per_day: 5\nnew_order: mixed\nreviews_per_day: 50\nday_starts_at: 05:30\nfuzz: false\n\
             maximum_interval: 365\nkeep_answers: 'false'\nbackups: ~/safe\ncolor: never\nplain: true\nsigns: ascii\n\
             pager: most -s\nkeys: {undo: z, flag: \"#\"}\nfolders:\n  - ~/decks\n\
             builtin: false\ndecks:\n  challenges:\n    desired_retention: 0.95\n    new_per_day: 2\n",
        )
        .expect("a good config");
        assert_eq!(config.desired_retention, DesiredRetention::try_from(0.85).expect("in range"));
        assert_eq!((config.new_per_day, config.reviews_per_day), (5, 50));
        assert_eq!(config.new_order, NewOrder::Mixed);
        assert_eq!(config.day_starts_at, "05:30".parse().expect("a time"));
        assert_eq!((config.fuzz, config.maximum_interval), (false, 365));
        assert_eq!((config.keep_answers, config.plain, config.builtin), (false, true, false));
        assert_eq!(config.signs, GlyphSet::Ascii);
        assert_eq!(config.pager, Paging::Command("most -s".to_owned()));
        assert_eq!(config.backups, BackupFolder::Folder("~/safe".into()));
        for (value, backups) in [("true", BackupFolder::BesideStore), ("false", BackupFolder::Off)] {
            let config = parse_both(&format!("backups = {value}"), &format!("backups: {value}"));
            assert_eq!(config.map(|config| config.backups), Ok(backups));
        }
        assert_eq!(parse_both("pager = \"off\"", "pager: off").map(|config| config.pager), Ok(Paging::Off));
        assert_eq!((config.keys.letter(Action::Undo), config.keys.letter(Action::Flag)), ('z', '#'));
        assert_eq!((config.color, config.folders.len()), (Color::Never, 1));
        assert_eq!(config.new_in_deck().get("challenges"), Some(&2));
        assert!(config.retention_in_deck().contains_key("challenges"));
        let one = parse_both("folders = \"a\"", "folders: a").expect("a folder");
        assert_eq!(one.folders, [PathBuf::from("a")]);
    }

    #[test]
    fn every_mistake_is_named_at_its_place() {
        let yaml = "new_per_dya: 5\nplain: yes\ndesired_retention: 1.5\nmaximum_interval: 0\nday_starts_at: 4am\n\
             fuzz: [true]\ncolor: red\ndecks: none\n";
        let toml = "new_per_dya = 5\nplain = 'yes'\ndesired_retention = 1.5\nmaximum_interval = 0\nday_starts_at = '4am'\n\
             fuzz = [true]\ncolor = 'red'\ndecks = 'none'\n";
        let diagnostics = parse_both(toml, yaml).expect_err("all of it is wrong");
        insta::assert_snapshot!(diagnostics, @r#"
        config.toml:1:1: config has no setting `new_per_dya`
        config.toml:2:9: `yes` is neither `true` nor `false`
        config.toml:3:21: desired retention must be between 0.70 and 0.99, not 1.5
        config.toml:4:20: `0` is not a valid number here
        config.toml:5:17: `4am` is not a time of day; write it like "04:00"
        config.toml:6:8: invalid type: sequence, expected a single value, in quotes if it is a text
        config.toml:7:9: unknown value `red` for `color`
        config.toml:8:9: expected decks, each with its settings
        "#);
        insta::assert_snapshot!(parse("config.yaml", yaml).expect_err("all of it is wrong"), @r#"
        config.yaml:1:1: config has no setting `new_per_dya`
        config.yaml:2:8: `yes` is neither `true` nor `false`
        config.yaml:3:20: desired retention must be between 0.70 and 0.99, not 1.5
        config.yaml:4:19: `0` is not a valid number here
        config.yaml:5:16: `4am` is not a time of day; write it like "04:00"
        config.yaml:6:7: invalid type: sequence, expected a single value, in quotes if it is a text
        config.yaml:7:8: unknown value `red` for `color`
        config.yaml:8:8: expected decks, each with its settings
        "#);
    }

    #[test]
    fn a_setting_of_a_single_deck_is_named_at_its_place() {
        let diagnostics = parse_both(
            "decks.'a b'.new_per_day = 1\ndecks.c = 3\n[decks.d]\nnew = 1\n",
            "decks:\n  a b: {new_per_day: 1}\n  c: 3\n  d:\n    new: 1\n",
        );
        insta::assert_snapshot!(diagnostics.expect_err("all of it is wrong"), @r"
        config.toml:1:7: an id can only have letters, digits and `-_.`; `a b` has ' '
        config.toml:2:11: expected the settings of a deck
        config.toml:4:1: a deck has no setting `new`
        ");
        let diagnostics = parse_both("[decks.d]\nnew_per_day = 10_000\n", "decks:\n  d:\n    new_per_day: 10000\n");
        insta::assert_snapshot!(diagnostics.expect_err("too many"), @"config.toml:2:15: `10000` is not a valid number here");
    }

    #[test]
    fn a_setting_stands_once() {
        insta::assert_snapshot!(parse("config.yaml", "plain: true\nfuzz: true\nplain: false\n").expect_err("twice"), @"config.yaml:3:1: this is set twice");
        insta::assert_snapshot!(parse("config.toml", "plain = true\nfuzz = true\nplain = false\n").expect_err("twice"), @"config.toml:3:1: duplicate key");
    }

    #[test]
    fn a_key_that_can_not_be_is_named_at_its_place() {
        let diagnostics = parse_both(
            "signs = \"utf8\"\n[keys]\nundp = \"z\"\nundo = \"s\"\nhint = 1\nskip = \"zz\"\nbury = \"t\"\nedit = \"q\"\n",
            "signs: utf8\nkeys:\n  undp: z\n  undo: s\n  hint: 1\n  skip: zz\n  bury: t\n  edit: q\n",
        )
        .expect_err("all of it is wrong");
        insta::assert_snapshot!(diagnostics, @r"
        config.toml:1:9: unknown value `utf8` for `signs`
        config.toml:3:1: `keys` has no setting `undp`
        config.toml:5:8: `1` answers questions, so it can do nothing else
        ");
        let clashes = parse_both("keys = {undo = \"s\", edit = \"q\"}\n", "keys: {undo: s, edit: q}\n");
        insta::assert_snapshot!(clashes.expect_err("taken"), @r"
        config.toml:1:16: `s` already does `skip`
        config.toml:1:28: `q` already does `quit`
        ");
        assert!(
            parse_both("keys = {undo = \"s\", skip = \"u\"}\n", "keys: {undo: s, skip: u}\n").is_ok(),
            "two may swap"
        );
        assert!(parse_both("keys = \"z\"\n", "keys: z\n").is_err());
    }

    #[test]
    fn a_mistake_of_syntax_is_told_in_words_of_settings() {
        let yaml = [
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
        ];
        let toml =
            ["plain\n", "plain = yes\n", "plain: true\n", "folders = [\n", "pager = \"less\n", "[keys\nundo = 'z'\n"];
        let of = |name: &'static str| move |text| (name, text);
        for (name, text) in yaml.map(of("config.yaml")).into_iter().chain(toml.map(of("config.toml"))) {
            let diagnostics = Config::parse(Path::new(name), text.as_bytes()).expect_err(text);
            for diagnostic in diagnostics {
                let told = diagnostic::render(&diagnostic).to_lowercase();
                assert!(!["deck", "card", "title", "claim"].iter().any(|word| told.contains(word)), "{text}{told}");
                assert!(!diagnostic.line_text.is_empty(), "{text}{told}");
            }
        }
    }
}
