//! The command line: flags become plain, checked values; no work is done here.

mod authoring;
mod config;
mod environment;
mod grade;
mod groups;
mod mark;
mod paths;
mod values;

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum, ValueHint};

pub use authoring::{AddArgs, CheckArgs, CheckFormat, EditArgs, NewArgs, SchemaOf};
pub use config::{ConfigAct, ConfigArgs};
pub use mark::{MarkAct, MarkAhead, MarkArgs};

use crate::schedule::{EventId, When};
use crate::session::FilterTerm;
use crate::stats::{DueFormat, StatsSection};

pub use environment::ENVIRONMENT;
pub use grade::GradeArgs;
pub use groups::{EXIT, GROUPS, WHAT};

/// What stands for standard input where a path may stand. A file of that name is `./-`.
pub const DASH: &str = "-";

/// A quiz and flashcard trainer for the terminal.
#[derive(Debug, Parser)]
#[command(
    name = "oss-quiz",
    version,
    about,
    disable_help_subcommand = true,
    disable_help_flag = true,
    max_term_width = 100
)]
pub struct Cli {
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
    /// The command; without one, what is due and what there is to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// How the scripts are installed. The README has the same lines.
const INSTALL: &str = "\
The first line is for the shell you are in, the second for every new one.\n\n\
bash:
  eval \"$(oss-quiz completions bash)\"
  echo 'eval \"$(oss-quiz completions bash)\"' >> ~/.bashrc
zsh:
  eval \"$(oss-quiz completions zsh)\"
  echo 'eval \"$(oss-quiz completions zsh)\"' >> ~/.zshrc
fish:
  oss-quiz completions fish | source
  oss-quiz completions fish > ~/.config/fish/completions/oss-quiz.fish
elvish (untried):
  eval (oss-quiz completions elvish | slurp)
  echo 'eval (oss-quiz completions elvish | slurp)' >> ~/.config/elvish/rc.elv
PowerShell (untried):
  oss-quiz completions powershell | Out-String | Invoke-Expression
  oss-quiz completions powershell >> $PROFILE";

/// What holds for every command.
#[derive(Debug, Clone, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
#[command(next_help_heading = "Everywhere")]
pub struct Global {
    /// Decks from this file or folder and from nowhere else; may be given more than once.
    #[arg(long, global = true, value_name = "PATH", value_hint = ValueHint::AnyPath,
          help = "Decks from this file or folder and nowhere else; repeatable [env: OSS_QUIZ_DECKS]")]
    pub decks: Vec<PathBuf>,
    /// Where answers are kept.
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath,
          help = "Where answers are kept; `:memory:` keeps nothing [env: OSS_QUIZ_STORE]")]
    pub store: Option<PathBuf>,
    /// Line by line: no cursor movement, no colour; for screen readers, logs and pipes.
    #[arg(long, global = true)]
    pub plain: bool,
    /// When to use colour.
    #[arg(long, global = true, value_enum, value_name = "WHEN")]
    pub color: Option<ColorWhen>,
    /// Shows long output without a pager.
    #[arg(long, global = true)]
    pub no_pager: bool,
    /// Nothing but what was asked for: no progress, no word of what was done.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Also what is wrong with decks, where `due` would keep it to itself, and where decks come from.
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// What the command does and its options.
    #[arg(short, long, global = true, action = ArgAction::Help, help = "This help")]
    pub help: Option<bool>,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The quiz: what is due today, and some new.
    Run(RunArgs),
    /// A mock test: nothing is shown until the end.
    Exam(ExamArgs),
    /// The picture: what you know, what you would forget, what is coming.
    Stats(StatsArgs),
    /// What is due, in one line; exit 1 if nothing is.
    Due(DueArgs),
    /// The decks found, and where they are.
    Decks(DecksArgs),
    /// A card as the quiz shows it, a deck to be read, or the items that WHAT names.
    Show(ShowArgs),
    /// The items that WHAT names, in a list: how they stand and when they are due.
    Items(ItemsArgs),
    /// The tags there are.
    Tags(TagsArgs),
    /// Writes a deck to start from.
    New(NewArgs),
    /// Asks for a card and appends it to a deck.
    Add(AddArgs),
    /// Opens your editor at a card, and checks the deck when you come back.
    Edit(EditArgs),
    /// Everything that is wrong or weak in decks; exit 1 if anything is wrong.
    Check(CheckArgs),
    /// Takes back what was done last, an answer or a mark, also in an earlier session.
    Undo(UndoArgs),
    /// The next item, for other programs.
    Next(WhatArgs),
    /// One answer to one item, for other programs.
    Grade(GradeArgs),
    /// Suspends, buries or flags items, or takes that away.
    Mark(MarkArgs),
    /// The settings; --init writes a file with all of them.
    Config(ConfigArgs),
    /// What the keys do (`help keys`), or a command.
    Help {
        /// `keys`, or the name of a command; without one, all commands.
        #[arg(value_name = "TOPIC")]
        topic: Option<String>,
    },
    /// A script that makes Tab complete decks, cards, tags and all else in your shell.
    #[command(after_help = INSTALL)]
    Completions {
        /// Which shell.
        shell: clap_complete::Shell,
    },
    /// The manual, as roff: of the program, or of a command.
    Man(ManArgs),
    /// The JSON Schema of decks, for editors, or of the JSON that a command prints.
    Schema {
        /// Which one; without it they are listed.
        #[arg(value_enum, value_name = "NAME")]
        of: Option<SchemaOf>,
    },
}

impl Command {
    /// Whether what it prints may be longer than a screen, and is to be read: a pager shows it.
    #[must_use]
    pub fn is_long(&self) -> bool {
        match self {
            Self::Show(_) | Self::Items(_) | Self::Tags(_) | Self::Decks(_) | Self::Help { .. } => {
                !self.is_for_programs()
            }
            // What is to be written is asked about before.
            Self::Check(args) => !args.fix && !self.is_for_programs(),
            _ => false,
        }
    }

    /// Whether standard error is JSON too: the questions of an exam go there in words.
    #[must_use]
    pub fn err_is_json(&self) -> bool {
        self.json() && !matches!(self, Self::Exam(_))
    }

    /// Whether what it prints is for other programs: its lines stay whole on a terminal too.
    #[must_use]
    pub fn is_for_programs(&self) -> bool {
        match self {
            Self::Stats(args) => args.json || args.csv,
            Self::Due(args) => args.json || args.format.is_some(),
            Self::Check(args) => args.format() != CheckFormat::Text || (args.fix && args.is_filter()),
            Self::Config(args) => args.json || matches!(args.act, Some(ConfigAct::Get { .. } | ConfigAct::Path)),
            Self::Completions { .. } | Self::Schema { of: Some(_) } | Self::Man(_) => true,
            _ => self.json(),
        }
    }

    /// Whether it must work though the config file can't be read: it is how one mends it.
    #[must_use]
    pub const fn mends_config(&self) -> bool {
        matches!(self, Self::Config(ConfigArgs { act: Some(ConfigAct::Edit | ConfigAct::Path), .. }))
    }

    /// Whether it was asked to print JSON, so that its errors are JSON too.
    #[must_use]
    pub fn json(&self) -> bool {
        match self {
            Self::Exam(args) => args.json,
            Self::Stats(args) => args.json,
            Self::Due(args) => args.json,
            Self::Next(args) => args.json,
            Self::Decks(args) => args.json,
            Self::Show(args) => args.json,
            Self::Items(args) => args.json,
            Self::Tags(args) => args.json,
            Self::Check(args) => args.format() == CheckFormat::Json,
            Self::Add(args) => args.json,
            Self::New(args) => args.json,
            Self::Config(args) => args.json,
            Self::Grade(args) => args.json || args.item == DASH,
            Self::Mark(args) => args.json,
            Self::Undo(args) => args.json,
            Self::Run(_)
            | Self::Edit(_)
            | Self::Help { .. }
            | Self::Completions { .. }
            | Self::Schema { .. }
            | Self::Man(_) => false,
        }
    }
}

/// The flags of `man`.
#[derive(Debug, Clone, Default, Args)]
pub struct ManArgs {
    /// A command; without one the page of the program.
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
    /// Writes all pages to this folder.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, conflicts_with = "command")]
    pub dir: Option<PathBuf>,
}

/// WHAT, and whether to print JSON.
#[derive(Debug, Clone, Default, Args)]
pub struct WhatArgs {
    /// Decks, cards, tags, states or paths; without any, everything.
    #[arg(value_name = "WHAT")]
    pub what: Vec<FilterTerm>,
    /// For other programs.
    #[arg(long)]
    pub json: bool,
}

/// The flags of `run`.
#[derive(Debug, Clone, Default, Args)]
pub struct RunArgs {
    /// Decks, cards, tags, states or paths; without any, everything.
    #[arg(value_name = "WHAT")]
    pub what: Vec<FilterTerm>,
    /// This many new items in the session, whatever the day's limit.
    #[arg(long, value_name = "N", value_parser = values::from_zero)]
    pub new: Option<u32>,
    /// Ends the session after N items.
    #[arg(long, value_name = "N", value_parser = values::from_one)]
    pub limit: Option<u32>,
    /// Ends the session after M minutes, once the card being asked is answered.
    #[arg(long, value_name = "M", value_parser = values::from_one)]
    pub minutes: Option<u32>,
    /// Practice: asks though not due, and changes no schedule.
    #[arg(long, conflicts_with_all = ["new", "by"])]
    pub cram: bool,
    /// What would be below the desired retention on that day, the weakest first; real reviews. Written like friday, +7d or 2026-12-24.
    #[arg(long, value_name = "DATE")]
    pub by: Option<When>,
    /// With --cram: makes what you missed due today, without asking.
    #[arg(long, requires = "cram")]
    pub due_misses: bool,
    /// Another order of the due items; by default the study day decides.
    #[arg(long, value_name = "N", value_parser = values::seed)]
    pub seed: Option<u64>,
}

/// The flags of `exam`.
#[derive(Debug, Clone, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct ExamArgs {
    /// Decks, cards, tags, states or paths; without any, everything.
    #[arg(value_name = "WHAT")]
    pub what: Vec<FilterTerm>,
    /// How many questions.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = values::from_one)]
    pub count: u32,
    /// Exits with 1 if fewer percent are right.
    #[arg(long, value_name = "PERCENT", value_parser = values::percent)]
    pub pass: Option<u8>,
    /// Other questions; by default the study day decides.
    #[arg(long, value_name = "N", value_parser = values::seed)]
    pub seed: Option<u64>,
    /// Makes what you missed due today, without asking.
    #[arg(long)]
    pub due_misses: bool,
    /// Asks a script too, after handing in, which typed answers were right: one line like `o 3 5`, or an empty one.
    #[arg(long)]
    pub overrule: bool,
    /// The exams so far; with N one of them, its questions and answers.
    #[arg(long, value_name = "N", num_args = 0..=1, value_parser = values::from_zero,
          conflicts_with_all = ["pass", "seed", "due_misses", "overrule", "paper"])]
    #[allow(clippy::option_option, reason = "not given, given alone, given with a number")]
    pub history: Option<Option<u32>>,
    /// Writes the questions to an HTML page to be printed, with the key at the end, and asks nothing.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["pass", "due_misses", "overrule", "json"])]
    pub paper: Option<PathBuf>,
    /// With --paper: replaces a file that is there.
    #[arg(long, requires = "paper")]
    pub force: bool,
    /// For other programs: the result as JSON, questions and prompts on standard error.
    #[arg(long)]
    pub json: bool,
}

/// The flags of `stats`.
#[derive(Debug, Clone, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct StatsArgs {
    /// Decks, cards, tags, states or paths; without any, everything. One card: its life.
    #[arg(value_name = "WHAT")]
    pub what: Vec<FilterTerm>,
    /// Parts of the picture.
    #[arg(
        long,
        value_name = "PARTS",
        value_delimiter = ',',
        help = "Only these parts, with commas between them: \
knowledge, retention, forecast, calendar, stability, time, hard, calibration, items"
    )]
    pub only: Vec<StatsSection>,
    /// What you would still know on a coming day, with nothing studied until then.
    #[arg(
        long,
        value_name = "DATE",
        conflicts_with = "csv",
        help = "What you would still know on a coming day (friday, +7d, 2026-12-24), with nothing studied until then"
    )]
    pub on: Option<When>,
    /// For other programs.
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// For a spreadsheet: a row a day; with --only items a row an item.
    #[arg(long)]
    pub csv: bool,
    /// The whole picture as one file for a browser.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["json", "csv", "only"],
          help = "The whole picture as one file for a browser; it loads nothing and runs nothing; - is standard output")]
    pub html: Option<PathBuf>,
    /// Shows the page for a browser; without --html it is written to the cache folder.
    #[arg(
        long,
        conflicts_with_all = ["json", "csv", "only"],
        help = "Shows that page, in BROWSER or with what your system opens it with; without --html it is kept in the cache folder"
    )]
    pub open: bool,
    /// With --html: replaces a file that is not a stats page.
    #[arg(long, requires = "html")]
    pub force: bool,
}

/// The flags of `due`.
#[derive(Debug, Clone, Default, Args)]
pub struct DueArgs {
    /// Decks, cards, tags, states or paths; without any, everything.
    #[arg(value_name = "WHAT")]
    pub what: Vec<FilterTerm>,
    /// A line of your own, for a shell prompt.
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["json", "quiet"], help = "A line of your own, for a shell \
prompt: {due} {new} {all} {minutes} {streak} {next} {next_due} {next_new} {next_all}; empty when nothing is due")]
    pub format: Option<DueFormat>,
    /// For other programs.
    #[arg(long)]
    pub json: bool,
}

/// The flags of `decks`.
#[derive(Debug, Clone, Default, Args)]
pub struct DecksArgs {
    /// For other programs.
    #[arg(long)]
    pub json: bool,
    /// Writes the decks built into the program to this folder.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, conflicts_with = "json")]
    pub export: Option<PathBuf>,
}

/// The flags of `show`.
#[derive(Debug, Clone, Default, Args)]
pub struct ShowArgs {
    /// An item, a card, a deck, or any WHAT.
    #[arg(value_name = "WHAT", required = true)]
    pub what: Vec<FilterTerm>,
    /// For other programs; WHAT must name one item.
    #[arg(long)]
    pub json: bool,
}

/// The flags of `items`.
#[derive(Debug, Clone, Default, Args)]
pub struct ItemsArgs {
    /// Decks, cards, tags, states or paths; without any, everything.
    #[arg(value_name = "WHAT")]
    pub what: Vec<FilterTerm>,
    /// Only cards that have each of these words in what they ask, answer or explain.
    #[arg(long, value_name = "WORDS")]
    pub text: Option<String>,
    /// For other programs.
    #[arg(long)]
    pub json: bool,
}

/// The flags of `tags`.
#[derive(Debug, Clone, Default, Args)]
pub struct TagsArgs {
    /// For other programs.
    #[arg(long)]
    pub json: bool,
}

/// The flags of `undo`.
#[derive(Debug, Clone, Default, Args)]
pub struct UndoArgs {
    /// How many things to take back: an answer, or all that one `mark` did.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = values::from_one, conflicts_with = "review")]
    pub last: u32,
    /// The id of the review to take back; without it, what was done last on this device.
    #[arg(value_name = "REVIEW")]
    pub review: Option<EventId>,
    /// For other programs.
    #[arg(long)]
    pub json: bool,
}
