//! What is typed in an exam: answers, and commands that start with a colon.

use crate::session::{ExamInput, ExamStage};
use crate::terminal::command::LineSigns;

/// A line as it is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ExamLine {
    Answer(String),
    Act(ExamInput),
    Help,
    /// A text, and behind it the full name of a command: it is obeyed, and the text stays.
    Behind(String, Box<Self>),
    /// A 0 alone, which is "I don't know" here as everywhere else.
    NotKnown,
    /// A colon, and then no command.
    Unknown(String),
}

/// The commands, the likelier before the others: a shortened one means the first it may stand for.
const NAMES: [&str; 6] = ["back", "skip", "next", "open", "quit", "help"];

/// Reads a line.
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

/// The command of that name, which may be shortened.
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

/// Whoever wants to leave comes to the page before handing in first; from there it is left for good.
pub(super) fn quit(stage: ExamStage) -> ExamInput {
    if stage == ExamStage::Check { ExamInput::Leave } else { ExamInput::Finish }
}

/// A line after handing in: which typed answers that were counted as wrong were right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum OverruleLine {
    /// Those with these numbers.
    Right(Vec<usize>),
    /// The last one was not.
    Undo,
    /// That is all.
    Enough,
    /// Nothing that could be read.
    Unclear,
}

/// Reads such a line, where the questions with these numbers can be meant: `o 3 5`, and where it is one only `o`.
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
