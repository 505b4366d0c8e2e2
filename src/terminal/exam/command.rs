//! Lines typed in an exam: answers, and commands that start with a colon.

use crate::session::{ExamInput, ExamStage};
use crate::terminal::command::LineSigns;

/// What a typed line means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ExamLine {
    Answer(String),
    Act(ExamInput),
    Help,
    /// A text followed by the full name of a command: the command runs and the text stays.
    Behind(String, Box<Self>),
    /// A 0 alone, meaning "I don't know".
    NotKnown,
    /// A colon followed by no known command.
    Unknown(String),
}

/// The commands. An abbreviation means the first one it fits, so the likeliest come first.
const NAMES: [&str; 6] = ["back", "skip", "next", "open", "quit", "help"];

pub(super) fn read(line: &str, signs: LineSigns, stage: ExamStage) -> ExamLine {
    if signs.asks_for_help(line) {
        return ExamLine::Help;
    }
    if signs.is_not_known(line) {
        return ExamLine::NotKnown;
    }
    let is_name = |name: &str| NAMES.contains(&name);
    match signs.command(line, is_name) {
        Ok(rest) => command(rest, stage).unwrap_or_else(|| ExamLine::Unknown(line.trim().to_owned())),
        Err(answer) => {
            let behind = signs.behind(line, is_name);
            let behind = behind.and_then(|(text, name)| Some(ExamLine::Behind(text, Box::new(command(&name, stage)?))));
            behind.unwrap_or(ExamLine::Answer(answer))
        }
    }
}

/// The command of this name, which may be abbreviated.
fn command(name: &str, stage: ExamStage) -> Option<ExamLine> {
    let name = name.trim().to_lowercase();
    let found = NAMES.iter().find(|full| !name.is_empty() && full.starts_with(&name));
    Some(match *found? {
        "back" => ExamLine::Act(ExamInput::Back),
        "skip" | "next" => ExamLine::Act(ExamInput::Forward),
        "open" => ExamLine::Act(ExamInput::Open),
        "quit" => ExamLine::Act(quit(stage)),
        _ => ExamLine::Help,
    })
}

/// Quitting leads to the page before handing in; from there it ends the exam.
pub(super) fn quit(stage: ExamStage) -> ExamInput {
    if stage == ExamStage::Check { ExamInput::Leave } else { ExamInput::Finish }
}

/// A line typed after handing in, about typed answers that were marked wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum OverruleLine {
    /// Those with these numbers were right.
    Right(Vec<usize>),
    /// Takes the last one back.
    Undo,
    /// Nothing more to overrule.
    Enough,
    /// The line makes no sense.
    Unclear,
}

/// Reads a line such as `o 3 5`; a plain `o` is enough if only one question is left.
pub(super) fn read_word(line: &str, numbers: &[usize]) -> OverruleLine {
    let line = line.trim().to_lowercase();
    let rest = line.strip_prefix('o').unwrap_or(&line).trim();
    match (line.as_str(), numbers) {
        ("" | "n" | "no", _) => return OverruleLine::Enough,
        ("u" | "undo" | ":u" | ":undo", _) => return OverruleLine::Undo,
        ("o" | "y" | "yes", &[one]) => return OverruleLine::Right(vec![one]),
        _ => {}
    }
    let words = rest.split([' ', ',']).filter(|word| !word.is_empty());
    let meant: Option<Vec<usize>> =
        words.map(|word| word.parse().ok().filter(|number| numbers.contains(number))).collect();
    meant.filter(|meant| !meant.is_empty()).map_or(OverruleLine::Unclear, OverruleLine::Right)
}
