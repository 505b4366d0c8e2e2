//! The words of the commands for authors.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

/// The flags of `new`.
#[derive(Debug, Clone, Args)]
pub struct NewArgs {
    /// The deck's id: letters, digits, - _ and a dot.
    #[arg(value_name = "DECK")]
    pub deck: String,
    /// The folder to put it in.
    #[arg(long = "in", value_name = "DIR", value_hint = ValueHint::DirPath, default_value = "decks")]
    pub folder: PathBuf,
}

/// The flags of `add`.
#[derive(Debug, Clone, Args)]
#[command(
    after_help = "On a terminal it asks. Else it reads a line for each answer: the kind, the fields of that kind \
in the order of docs/authoring.md, hint, because, claims where the deck has a source, the id. An empty \
line leaves out what may be left out and ends a list."
)]
pub struct AddArgs {
    /// A deck, or the path of one.
    #[arg(value_name = "DECK")]
    pub deck: String,
    /// A built-in deck is copied to your folder first, without asking.
    #[arg(long)]
    pub yes: bool,
}

/// The flags of `edit`.
#[derive(Debug, Clone, Args)]
pub struct EditArgs {
    /// A card, a deck, or the path of one.
    #[arg(value_name = "CARD")]
    pub card: String,
    /// A built-in deck is copied to your folder first, without asking.
    #[arg(long)]
    pub yes: bool,
}

/// Which schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// Of decks.
    Deck,
    /// Of sources.
    Source,
    /// Of synonyms.
    Synonyms,
}

/// The flags of `check`.
#[derive(Debug, Clone, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct CheckArgs {
    /// Decks or folders of decks; without one, all decks found. `-` is a deck on standard input.
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath,
          help = "Decks or folders of decks; without one, all decks found; - is a deck on standard input")]
    pub paths: Vec<PathBuf>,
    /// With `-`: the file that the text stands for.
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath,
          help = "With -: the file that the text stands for; it is checked beside the decks of that folder")]
    pub name: Option<PathBuf>,
    /// Warnings count as errors do.
    #[arg(long)]
    pub strict: bool,
    /// What the decks cover of their sources: claims without a card, names never an answer.
    #[arg(long)]
    pub coverage: bool,
    /// Finds what was copied from this text.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub text: Option<PathBuf>,
    /// Writes missing ids and gap numbers into the files, and nothing else, after showing them.
    #[arg(long, conflicts_with_all = ["json", "format", "explain", "against"],
          help = "Writes missing ids and gap numbers into the files, and nothing else, after showing them; with - the \
mended text is printed")]
    pub fix: bool,
    /// With --fix: writes without asking.
    #[arg(long, requires = "fix")]
    pub yes: bool,
    /// What the change from the decks in DIR does to those who study them.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath,
          conflicts_with_all = ["coverage", "text", "format", "explain"],
          help = "What the change from the decks in DIR to these does to those who study them; with --strict exit 1 \
where a `was` seems to be missing")]
    pub against: Option<PathBuf>,
    /// What a rule is about; without RULE, all rules.
    #[arg(long, value_name = "RULE", num_args = 0..=1, conflicts_with_all = ["strict", "coverage", "text", "format"])]
    #[allow(clippy::option_option, reason = "not given, given alone, given with a rule")]
    pub explain: Option<Option<String>>,
    /// How findings are printed.
    #[arg(long, value_enum, value_name = "FORMAT", conflicts_with = "json")]
    pub format: Option<CheckFormat>,
    /// For other programs: `--format json`.
    #[arg(long)]
    pub json: bool,
}

impl CheckArgs {
    /// Whether it reads standard input.
    #[must_use]
    pub fn is_filter(&self) -> bool {
        self.paths.iter().any(|path| path.as_os_str() == "-")
    }

    /// How findings are printed.
    #[must_use]
    pub fn format(&self) -> CheckFormat {
        self.format.unwrap_or(if self.json { CheckFormat::Json } else { CheckFormat::Text })
    }
}

/// How `check` prints what it finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For a person: the place, the line, what to do.
    Text,
    /// A line a finding, for editors: `file:line:column: level: text [rule]`.
    Line,
    /// For other programs.
    Json,
    /// As annotations of a pull request on GitHub.
    Github,
}
