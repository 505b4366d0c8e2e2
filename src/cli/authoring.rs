//! Flags of the commands for authors.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum, ValueHint};

use super::{DASH, values};
use crate::deck::Kind;

#[derive(Debug, Clone, Args)]
pub struct NewArgs {
    /// The deck's id: letters, digits, - _ and a dot.
    #[arg(value_name = "DECK")]
    pub deck: String,
    /// The folder to put it in.
    #[arg(long = "in", value_name = "DIR", value_hint = ValueHint::DirPath, default_value = "decks")]
    pub folder: PathBuf,
    /// The language of its texts, as a tag: de, fr, pt-BR.
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// Prints JSON: the deck's id and path.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Clone, Args)]
#[command(
    after_help = "`oss-quiz add geo \"What is the capital of Chile?\" Santiago` adds one card: of kind flip, or of the kind \
that --kind names, the texts in the order of its fields. `oss-quiz add geo -` takes cards from standard input, a list in \
YAML as it stands below `cards:`, a JSON array or JSON objects: all of them, or none and exit 2. A card without an id \
gets one.\n\n\
Without texts it asks on a terminal. Else it reads a line for each answer: the kind, the fields of that kind \
in the order of docs/authoring.md, hint, because, claims where the deck has a source, the id. An empty \
line leaves out what may be left out and ends a list."
)]
pub struct AddArgs {
    /// A deck, or the path of one.
    #[arg(value_name = "DECK")]
    pub deck: String,
    /// The texts of one card; `-` for cards on standard input.
    #[arg(value_name = "TEXT", help = "The texts of one card, question and answer; - for cards on standard input")]
    pub texts: Vec<String>,
    /// The kind of the card.
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(Kind::ALL.map(Kind::word)))]
    pub kind: Option<String>,
    /// The card's id; derived from its prompt if omitted.
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// Tags, separated by commas.
    #[arg(long, value_name = "TAGS", value_delimiter = ',')]
    pub tags: Vec<String>,
    /// The explanation.
    #[arg(long, value_name = "TEXT")]
    pub because: Option<String>,
    /// A hint; repeatable.
    #[arg(long, value_name = "TEXT")]
    pub hint: Vec<String>,
    /// Another right answer; repeatable.
    #[arg(long, value_name = "TEXT")]
    pub accept: Vec<String>,
    /// Any other field.
    #[arg(long, value_name = "FIELD=TEXT", value_parser = values::field, help = "Any other field, as in `--set exact=true`; repeatable for lists")]
    pub set: Vec<(String, String)>,
    /// Copies a built-in deck to your folder first, without asking.
    #[arg(long)]
    pub yes: bool,
    /// Prints JSON: the ids of the cards.
    #[arg(long)]
    pub json: bool,
}

impl AddArgs {
    /// Whether any option sets a field of the card.
    #[must_use]
    pub fn says_fields(&self) -> bool {
        self.kind.is_some() || self.id.is_some() || !self.set_fields().is_empty()
    }

    /// The fields set by options, each with its texts.
    #[must_use]
    pub fn set_fields(&self) -> Vec<(String, Vec<String>)> {
        let named = [("hint", self.hint.clone()), ("because", self.because.iter().cloned().collect())];
        let more = [("tags", self.tags.clone()), ("accept", self.accept.clone())];
        let named = named.into_iter().chain(more).filter(|(_, texts)| !texts.is_empty());
        let mut fields: Vec<(String, Vec<String>)> = named.map(|(name, texts)| (name.to_owned(), texts)).collect();
        for (name, text) in &self.set {
            match fields.iter_mut().find(|(field, _)| field == name) {
                Some((_, texts)) => texts.push(text.clone()),
                None => fields.push((name.clone(), vec![text.clone()])),
            }
        }
        fields
    }
}

#[derive(Debug, Clone, Args)]
pub struct EditArgs {
    /// A card, a deck, or the path of one.
    #[arg(value_name = "CARD")]
    pub card: String,
    /// Copies a built-in deck to your folder first, without asking.
    #[arg(long)]
    pub yes: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// A deck file.
    Deck,
    /// A source file.
    Source,
    /// A file of synonyms.
    Synonyms,
    /// What `next --json` prints.
    Next,
    /// What `show --json` prints.
    Show,
    /// What `items --json` prints.
    Items,
    /// A line that is sent to `grade -`.
    Answer,
    /// What `grade --json` prints, and each line of `grade -`.
    Grade,
    /// What `undo --json` prints.
    Undo,
    /// What `mark --json` prints.
    Mark,
    /// What `tags --json` prints.
    Tags,
    /// What `decks --json` prints.
    Decks,
    /// What `due --json` prints.
    Due,
    /// What `stats --json` prints, also of one card.
    Stats,
    /// What `exam --json` prints, also with --history.
    Exam,
    /// What `check --json` prints, also with --fix, --against, --coverage and --explain.
    Check,
    /// What `add --json` prints.
    Add,
    /// What `new --json` prints.
    New,
    /// What `config --json` prints.
    Config,
    /// What `backup --json` prints, also with --list.
    Backup,
    /// What `restore --json` prints.
    Restore,
    /// What `doctor --json` prints, also with --fix.
    Doctor,
    /// What `import --json` prints.
    Import,
    /// A line of a log that travels.
    Log,
    /// A line on standard error under --json.
    Said,
}

#[derive(Debug, Clone, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct CheckArgs {
    /// Decks or folders of decks; all decks found if omitted. `-` reads a deck from standard input.
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath,
          help = "Decks or folders of decks; all decks found if omitted; - reads a deck from standard input")]
    pub paths: Vec<PathBuf>,
    /// With `-`: the file that the text replaces.
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath,
          help = "With -: the file that the text replaces; it is checked together with the decks of that folder")]
    pub name: Option<PathBuf>,
    /// Treats warnings as errors.
    #[arg(long)]
    pub strict: bool,
    /// How well decks cover their sources: claims without a card, names that are never an answer.
    #[arg(long)]
    pub coverage: bool,
    /// Finds passages copied from this text.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub text: Option<PathBuf>,
    /// Adds missing ids and gap numbers to the files, after showing them.
    #[arg(long, conflicts_with_all = ["format", "explain", "against"],
          help = "Adds missing ids and gap numbers to the files, after showing them; with - prints the \
corrected text")]
    pub fix: bool,
    /// With --fix: writes without asking.
    #[arg(long, requires = "fix")]
    pub yes: bool,
    /// How the changes since the decks in DIR affect those who study them.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath,
          conflicts_with_all = ["coverage", "text", "explain"],
          help = "What the change from the decks in DIR to these does to those who study them; with --strict exit 1 \
where a `was` seems to be missing or names are exchanged")]
    pub against: Option<PathBuf>,
    /// Explains a rule; without RULE, lists all rules.
    #[arg(long, value_name = "RULE", num_args = 0..=1, conflicts_with_all = ["strict", "coverage", "text", "format"])]
    #[allow(clippy::option_option, reason = "not given, given alone, given with a rule")]
    pub explain: Option<Option<String>>,
    /// The output format.
    #[arg(long, value_enum, value_name = "FORMAT", conflicts_with = "json")]
    pub format: Option<CheckFormat>,
    /// Prints JSON, like `--format json`.
    #[arg(long)]
    pub json: bool,
}

impl CheckArgs {
    /// Whether it reads standard input.
    #[must_use]
    pub fn is_filter(&self) -> bool {
        self.paths.iter().any(|path| path.as_os_str() == DASH)
    }

    #[must_use]
    pub fn format(&self) -> CheckFormat {
        self.format.unwrap_or(if self.json { CheckFormat::Json } else { CheckFormat::Text })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For a person: the place, the line, what to do.
    Text,
    /// One line per finding, for editors: `file:line:column: level: text [rule]`.
    Line,
    /// Prints JSON, for other programs.
    Json,
    /// As annotations of a pull request on GitHub.
    Github,
}
