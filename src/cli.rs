//! The command line: parses flags into plain, checked values, and does no work.

mod authoring;
mod backups;
mod config;
mod doctor;
mod environment;
mod exchange;
mod grade;
mod groups;
mod mark;
mod paths;
mod values;

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum, ValueHint};

pub use authoring::{AddArgs, CheckArgs, CheckFormat, EditArgs, NewArgs, SchemaOf};
pub use backups::{BackupArgs, RestoreArgs};
pub use config::{ConfigAct, ConfigArgs};
pub use doctor::DoctorArgs;
pub use exchange::{ExportArgs, ImportArgs, ImportFormat};
pub use mark::{MarkAct, MarkArgs};

use crate::schedule::{EventId, When};
use crate::session::FilterTerm;
use crate::stats::{DueFormat, StatsSection};

pub use environment::ENVIRONMENT;
pub use grade::GradeArgs;
pub use groups::{EXIT, GROUPS, WHAT};

/// Means standard input in place of a path. A file of that name is `./-`.
pub const DASH: &str = "-";

/// How many questions an exam has without `--count`.
pub const EXAM_QUESTIONS: u32 = 20;

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

/// How to install the scripts. The README has the same lines.
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

/// The flags of every command.
#[derive(Debug, Clone, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
#[command(next_help_heading = "Everywhere")]
pub struct Global {
    /// Decks from this file or folder and from nowhere else; may be given more than once.
    #[arg(long, global = true, value_name = "PATH", value_hint = ValueHint::AnyPath,
          help = "Only uses decks from this file or folder; repeatable [env: OSS_QUIZ_DECKS]")]
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
    /// Prints only what was asked for: no progress, no confirmations.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Also prints where decks come from and, with `due`, what is wrong with them.
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// What the command does and its options.
    #[arg(short, long, global = true, action = ArgAction::Help, help = "This help")]
    pub help: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// The quiz: what is due today, and some new items.
    Run(RunArgs),
    /// A mock exam: no feedback until the end.
    Exam(ExamArgs),
    /// Statistics: what you know, what you have probably forgotten, what is coming.
    Stats(StatsArgs),
    /// What is due, in one line; exit 1 if nothing is.
    Due(DueArgs),
    /// The decks found, and where they are.
    Decks(DecksArgs),
    /// A card as the quiz shows it, a whole deck for reading, or the items that match WHAT.
    Show(ShowArgs),
    /// A list of the items that match WHAT, with state and due date.
    Items(ItemsArgs),
    /// The tags of all decks, with counts.
    Tags(TagsArgs),
    /// Writes a deck to start from.
    New(NewArgs),
    /// Asks for a card and appends it to a deck.
    Add(AddArgs),
    /// Opens your editor at a card, and checks the deck when you come back.
    Edit(EditArgs),
    /// Finds errors and weaknesses in decks; exit 1 if there are errors.
    Check(CheckArgs),
    /// Undoes the last answer or mark, even from an earlier session.
    Undo(UndoArgs),
    /// The next item, for other programs.
    Next(WhatArgs),
    /// Grades one answer to one item, for other programs.
    Grade(GradeArgs),
    /// Suspends, buries or flags items, or reverses that.
    Mark(MarkArgs),
    /// Backs your answers up, as happens by itself once a day of use, or lists the backups.
    Backup(BackupArgs),
    /// Puts a backup in the place of your answers, which are kept beside it.
    Restore(RestoreArgs),
    /// Checks where your answers are kept, and mends what is wrong; exit 1 if something is.
    Doctor(DoctorArgs),
    /// Writes your answers to a file that `import` reads on any machine.
    Export(ExportArgs),
    /// Adds the answers of another machine, which has the same learner; nothing is added twice.
    Import(ImportArgs),
    /// The settings; --init writes a file with all of them.
    Config(ConfigArgs),
    /// Help on the keys (`help keys`) or on a command.
    Help {
        /// `keys`, or the name of a command; without one, all commands.
        #[arg(value_name = "TOPIC")]
        topic: Option<String>,
    },
    /// A script that makes Tab complete decks, cards, tags and options in your shell.
    #[command(after_help = INSTALL)]
    Completions {
        /// Which shell.
        shell: clap_complete::Shell,
    },
    /// The manual page of the program or of a command, as roff.
    Man(ManArgs),
    /// The JSON Schema of decks, for editors, or of the JSON that a command prints.
    Schema {
        /// Which schema; lists them all if omitted.
        #[arg(value_enum, value_name = "NAME")]
        of: Option<SchemaOf>,
    },
}

impl Command {
    /// Whether the output may be long text for reading, so that a pager is useful.
    #[must_use]
    pub fn is_long(&self) -> bool {
        match self {
            Self::Show(_) | Self::Items(_) | Self::Tags(_) | Self::Decks(_) | Self::Help { .. } => {
                !self.is_for_programs()
            }
            Self::Exam(args) => args.history.flatten().is_some() && !self.is_for_programs(),
            // `--fix` asks for confirmation.
            Self::Check(args) => !args.fix && !self.is_for_programs(),
            _ => false,
        }
    }

    /// Whether standard error is JSON too. Not for an exam, which asks its questions there.
    #[must_use]
    pub fn err_is_json(&self) -> bool {
        self.json() && !matches!(self, Self::Exam(_))
    }

    /// Whether the output is for other programs, so that its lines stay whole even on a terminal.
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

    /// Whether it must work with a broken config file, because it is used to repair one.
    #[must_use]
    pub const fn repairs_config(&self) -> bool {
        matches!(self, Self::Config(ConfigArgs { act: Some(ConfigAct::Edit | ConfigAct::Path), .. }))
    }

    /// Whether it prints JSON, so that its errors are JSON too.
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
            Self::Backup(args) => args.json,
            Self::Restore(args) => args.json,
            Self::Doctor(args) => args.json,
            Self::Import(args) => args.json,
            Self::Run(_)
            | Self::Export(_)
            | Self::Edit(_)
            | Self::Help { .. }
            | Self::Completions { .. }
            | Self::Schema { .. }
            | Self::Man(_) => false,
        }
    }
}

#[derive(Debug, Clone, Default, Args)]
pub struct ManArgs {
    /// A command; the program itself if omitted.
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
    /// Writes all pages to this folder.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, conflicts_with = "command")]
    pub dir: Option<PathBuf>,
}

/// WHAT and `--json`.
#[derive(Debug, Clone, Default, Args)]
pub struct WhatArgs {
    /// Decks, cards, tags, states or paths; everything if omitted.
    #[arg(value_name = "WHAT")]
    pub what: Vec<FilterTerm>,
    /// Prints JSON, for other programs.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Clone, Default, Args)]
pub struct RunArgs {
    /// Decks, cards, tags, states or paths; everything if omitted.
    #[arg(value_name = "WHAT")]
    pub what: Vec<FilterTerm>,
    /// Asks this many new items, regardless of the daily limit.
    #[arg(long, value_name = "N", value_parser = values::from_zero)]
    pub new: Option<u32>,
    /// Ends the session after N items.
    #[arg(long, value_name = "N", value_parser = values::from_one)]
    pub limit: Option<u32>,
    /// Ends the session after M minutes, once the current card is answered.
    #[arg(long, value_name = "M", value_parser = values::from_one)]
    pub minutes: Option<u32>,
    /// Practice: asks items even if they aren't due, and leaves the schedule alone.
    #[arg(long, conflicts_with_all = ["new", "by"])]
    pub cram: bool,
    /// Reviews what would be below the desired retention on that day, the weakest first. DATE is like friday, +7d or 2026-12-24.
    #[arg(long, value_name = "DATE")]
    pub by: Option<When>,
    /// With --cram: makes what you missed due today, without asking.
    #[arg(long, requires = "cram")]
    pub due_misses: bool,
    /// Changes the order of due items, which otherwise depends on the study day.
    #[arg(long, value_name = "N", value_parser = values::seed)]
    pub seed: Option<u64>,
}

#[derive(Debug, Clone, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct ExamArgs {
    /// Decks, cards, tags, states or paths; everything if omitted.
    #[arg(value_name = "WHAT")]
    pub what: Vec<FilterTerm>,
    /// How many questions.
    #[arg(long, value_name = "N", default_value_t = EXAM_QUESTIONS, value_parser = values::from_one)]
    pub count: u32,
    /// The pass mark: exits with 1 if fewer percent are right.
    #[arg(long, value_name = "PERCENT", value_parser = values::percent)]
    pub pass: Option<u8>,
    /// Selects other questions, which otherwise depend on the study day.
    #[arg(long, value_name = "N", value_parser = values::seed)]
    pub seed: Option<u64>,
    /// A time limit: when it is over, the current answer can still be given, and the exam is handed in.
    #[arg(long, value_name = "N", value_parser = values::from_one)]
    pub minutes: Option<u32>,
    /// Goes on, without asking, with the same exam left earlier today; without one, begins a new one.
    #[arg(long = "continue")]
    pub continue_left: bool,
    /// Makes what you missed due today, without asking.
    #[arg(long)]
    pub due_misses: bool,
    /// Asks even a script which typed answers were right; it replies with a line like `o 3 5`, or an empty one.
    #[arg(long)]
    pub overrule: bool,
    /// Lists the exams so far; with N, shows the questions and answers of one, and the cards that were missed.
    #[arg(long, value_name = "N", num_args = 0..=1, value_parser = values::from_zero,
          conflicts_with_all = ["what", "count", "pass", "seed", "minutes", "continue_left", "due_misses", "overrule",
                                "paper"])]
    #[allow(clippy::option_option, reason = "not given, given alone, given with a number")]
    pub history: Option<Option<u32>>,
    /// Writes the questions to an HTML page for printing, with the key at the end, instead of asking them.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["pass", "minutes", "continue_left", "due_misses", "overrule", "json"])]
    pub paper: Option<PathBuf>,
    /// With --paper: overwrites an existing file.
    #[arg(long, requires = "paper")]
    pub force: bool,
    /// Prints the result as JSON; questions and prompts go to standard error.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Clone, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct StatsArgs {
    /// Decks, cards, tags, states or paths; everything if omitted. For one card, its history.
    #[arg(value_name = "WHAT")]
    pub what: Vec<FilterTerm>,
    /// Only these sections.
    #[arg(
        long,
        value_name = "SECTIONS",
        value_delimiter = ',',
        help = "Only these sections, separated by commas: \
knowledge, retention, forecast, calendar, stability, time, hard, calibration, items"
    )]
    pub only: Vec<StatsSection>,
    /// What you will still know on a later day without further study.
    #[arg(
        long,
        value_name = "DATE",
        conflicts_with = "csv",
        help = "What you will still know on a later day (friday, +7d, 2026-12-24) without further study"
    )]
    pub on: Option<When>,
    /// Prints JSON, for other programs.
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// Prints CSV: a row per day, or with --only items a row per item.
    #[arg(long)]
    pub csv: bool,
    /// Writes all statistics to one HTML file.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["json", "csv", "only"],
          help = "Writes all statistics to one HTML file, without scripts or network access; - is standard output")]
    pub html: Option<PathBuf>,
    /// Opens that page.
    #[arg(
        long,
        conflicts_with_all = ["json", "csv", "only"],
        help = "Opens that page in BROWSER or the system's default browser; without --html it is written to the cache folder"
    )]
    pub open: bool,
    /// With --html: overwrites a file even if it is not a stats page.
    #[arg(long, requires = "html")]
    pub force: bool,
}

#[derive(Debug, Clone, Default, Args)]
pub struct DueArgs {
    /// Decks, cards, tags, states or paths; everything if omitted.
    #[arg(value_name = "WHAT")]
    pub what: Vec<FilterTerm>,
    /// A custom line, for a shell prompt.
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["json", "quiet"], help = "A custom line, for a shell \
prompt: {due} {new} {all} {minutes} {streak} {next} {next_due} {next_new} {next_all}; empty when nothing is due")]
    pub format: Option<DueFormat>,
    /// Prints JSON, for other programs.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Clone, Default, Args)]
pub struct DecksArgs {
    /// Prints JSON, for other programs.
    #[arg(long)]
    pub json: bool,
    /// Writes the built-in decks to this folder.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, conflicts_with = "json")]
    pub export: Option<PathBuf>,
}

#[derive(Debug, Clone, Default, Args)]
pub struct ShowArgs {
    /// An item, a card, a deck, or any WHAT.
    #[arg(value_name = "WHAT", required = true)]
    pub what: Vec<FilterTerm>,
    /// Prints JSON, for other programs; WHAT must match a single item.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Clone, Default, Args)]
pub struct ItemsArgs {
    /// Decks, cards, tags, states or paths; everything if omitted.
    #[arg(value_name = "WHAT")]
    pub what: Vec<FilterTerm>,
    /// Only cards with all of these words in their prompt, answers or explanation.
    #[arg(long, value_name = "WORDS")]
    pub text: Option<String>,
    /// Prints JSON, for other programs.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Clone, Default, Args)]
pub struct TagsArgs {
    /// Prints JSON, for other programs.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Clone, Default, Args)]
pub struct UndoArgs {
    /// How many actions to undo; all that one `mark` did is one action.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = values::from_one, conflicts_with = "review")]
    pub last: u32,
    /// The id of the review to undo; the last action on this device if omitted.
    #[arg(value_name = "REVIEW")]
    pub review: Option<EventId>,
    /// Prints JSON, for other programs.
    #[arg(long)]
    pub json: bool,
}
