//! Lines typed where letters are text: answers, commands that start with a colon, and a question mark for help.

use super::layouts::digit_of;
use super::line_command::is_zero;
use crate::session::{Question, Session, Stage};

/// A command that starts with a colon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LineCommand {
    Undo,
    Hint,
    Skip,
    /// With the note, if one was typed.
    Flag(Option<String>),
    Bury,
    Suspend,
    Edit,
    History,
    /// To the previous question of an exam.
    Back,
    /// To its first question without an answer.
    FirstOpen,
    /// To its question with this number.
    GoTo(usize),
    Help,
    Quit,
}

/// What a typed line means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TypedLine {
    Answer(String),
    Command(LineCommand),
    /// A text followed by the full name of a command: the command runs and the text stays.
    Behind(String, LineCommand),
    /// A 0 alone, meaning "I don't know".
    NotKnown,
    /// A colon followed by no known command.
    Unknown(String),
}

/// The commands. An abbreviation means the first one it fits, so the likeliest come first.
const NAMES: [(&str, LineCommand); 10] = [
    ("undo", LineCommand::Undo),
    ("hint", LineCommand::Hint),
    ("skip", LineCommand::Skip),
    ("flag", LineCommand::Flag(None)),
    ("bury", LineCommand::Bury),
    ("edit", LineCommand::Edit),
    ("help", LineCommand::Help),
    ("history", LineCommand::History),
    ("suspend", LineCommand::Suspend),
    ("quit", LineCommand::Quit),
];

/// The same in an exam.
const EXAM_NAMES: [(&str, LineCommand); 7] = [
    ("back", LineCommand::Back),
    ("skip", LineCommand::Skip),
    ("next", LineCommand::Skip),
    ("open", LineCommand::FirstOpen),
    ("go", LineCommand::GoTo(0)),
    ("quit", LineCommand::Quit),
    ("help", LineCommand::Help),
];

/// Which special characters have a meaning beyond text at this question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LineSigns {
    pub(super) colon: Colon,
    /// Whether a question mark alone opens the help; not where it is a right answer.
    pub(super) mark_helps: bool,
    /// What may follow a text.
    pub(super) behind: Behind,
    /// Whether a 0 alone means "I don't know"; not where it may be an answer.
    pub(super) zero_is_unknown: bool,
    /// The commands there are, by their full names.
    pub(super) names: &'static [(&'static str, LineCommand)],
}

impl LineSigns {
    /// At the question that a session is waiting for an answer to.
    pub(super) fn of(session: &Session) -> Self {
        let asked = session.question().filter(|_| *session.stage() == Stage::Question);
        Self::at(asked.map(|question| &**question), session.exam().is_some())
    }

    /// At no question: a colon has been typed already.
    pub(super) fn of_commands(session: &Session) -> Self {
        Self::at(None, session.exam().is_some())
    }

    fn at(question: Option<&Question>, is_exam: bool) -> Self {
        Self {
            names: if is_exam { &EXAM_NAMES } else { &NAMES },
            colon: Colon::at(question),
            mark_helps: !question.is_some_and(Question::accepts_question_mark),
            behind: Behind::at(question, is_exam),
            zero_is_unknown: question.is_some_and(Question::wants_no_number),
        }
    }

    /// Whether the line is a question mark alone that opens the help.
    fn asks_for_help(self, line: &str) -> bool {
        self.mark_helps && matches!(line.trim(), "?" | "？")
    }

    /// Whether the line says "I don't know".
    fn is_not_known(self, line: &str) -> bool {
        self.zero_is_unknown && is_zero(line.trim())
    }

    /// The command with this full name.
    fn named(self, name: &str) -> Option<LineCommand> {
        self.names.iter().find(|(full, _)| *full == name).map(|(_, command)| command.clone())
    }

    /// Splits a line into the text and the command after it, by its full name. Two colons belong to the text.
    fn behind(self, line: &str) -> Option<(String, LineCommand)> {
        let (text, rest) = line.trim_end().rsplit_once(':')?;
        if text.trim().is_empty() || text.ends_with(':') {
            return None;
        }
        let rest = rest.to_lowercase();
        let (is_meant, command) = match (number(&rest), rest.strip_prefix("go ")) {
            (Some(number), _) => (self.behind == Behind::NameOrNumber, LineCommand::GoTo(number)),
            (None, Some(note)) if self.named("go").is_some() => {
                (self.behind != Behind::Nothing, LineCommand::GoTo(number(note.trim())?))
            }
            (None, _) => (self.behind != Behind::Nothing, self.named(&rest)?),
        };
        is_meant.then(|| (text.trim_end().to_owned(), command))
    }

    /// The command without its colon; `Err` with the text if the line is an answer.
    fn command(self, line: &str, is_name: impl Fn(&str) -> bool) -> Result<&str, String> {
        // Two colons start an answer that begins with a colon.
        match line.trim().strip_prefix("::") {
            Some(mark) if self.asks_for_help(mark) => Err(mark.to_owned()),
            _ => self.colon.command(line, is_name),
        }
    }
}

/// Which commands may follow a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Behind {
    /// None, because a right answer ends like one.
    Nothing,
    /// Those with a full name.
    Name,
    /// In an exam also `:7`, unless a right answer ends like that.
    NameOrNumber,
}

impl Behind {
    fn at(question: Option<&Question>, is_exam: bool) -> Self {
        let accepts = |ends: fn(&Question) -> bool| question.is_some_and(ends);
        match (accepts(Question::accepts_colon_and_word), accepts(Question::accepts_colon_and_number)) {
            (true, _) => Self::Nothing,
            (false, false) if is_exam => Self::NameOrNumber,
            (false, _) => Self::Name,
        }
    }
}

/// What a colon at the beginning of a line means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Colon {
    /// A command; `::` starts an answer that begins with a colon.
    Command,
    /// Part of an answer, because a right one starts like this; the full name of a command is still a command.
    Answer,
}

impl Colon {
    fn at(question: Option<&Question>) -> Self {
        if question.is_some_and(Question::accepts_colon) { Self::Answer } else { Self::Command }
    }

    /// The command without its colon; `Err` with the text if the line is an answer.
    fn command(self, line: &str, is_name: impl Fn(&str) -> bool) -> Result<&str, String> {
        let text = line.trim_start();
        let Some(rest) = text.strip_prefix(':') else { return Err(line.to_owned()) };
        let name = |rest: &str| rest.split_whitespace().next().unwrap_or_default().to_lowercase();
        match (rest.strip_prefix(':'), self) {
            (Some(_), Self::Command) => Err(rest.to_owned()),
            // A doubled colon: the name of a command as an answer.
            (Some(behind), Self::Answer) if is_name(&name(behind)) => Err(rest.to_owned()),
            (None, Self::Answer) if is_name(&name(rest)) => Ok(rest),
            (_, Self::Answer) => Err(line.to_owned()),
            (None, Self::Command) => Ok(rest),
        }
    }
}

pub(super) fn read(line: &str, signs: LineSigns) -> TypedLine {
    if signs.asks_for_help(line) {
        return TypedLine::Command(LineCommand::Help);
    }
    if signs.is_not_known(line) {
        return TypedLine::NotKnown;
    }
    let rest = match signs.command(line, |name| signs.named(name).is_some()) {
        Ok(rest) => rest,
        Err(answer) => {
            let behind = signs.behind(line).map(|(text, command)| TypedLine::Behind(text, command));
            return behind.unwrap_or(TypedLine::Answer(answer));
        }
    };
    let (name, note) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let name = name.to_lowercase();
    // A number alone is enough to go to a question.
    if let Some(number) = number(&name).filter(|_| signs.named("go").is_some()) {
        return TypedLine::Command(LineCommand::GoTo(number));
    }
    let found = signs.names.iter().find(|(full, _)| !name.is_empty() && full.starts_with(&name));
    match found.map(|(_, command)| command.clone()) {
        Some(LineCommand::Flag(_)) if !note.trim().is_empty() => {
            TypedLine::Command(LineCommand::Flag(Some(note.trim().to_owned())))
        }
        Some(LineCommand::GoTo(_)) => TypedLine::Command(LineCommand::GoTo(number(note.trim()).unwrap_or(0))),
        Some(command) => TypedLine::Command(command),
        None => TypedLine::Unknown(line.trim().to_owned()),
    }
}

/// A number in the digits of any script.
fn number(text: &str) -> Option<usize> {
    let digits: Option<String> = text.chars().map(|c| digit_of(c).map(|digit| char::from(b'0' + digit))).collect();
    digits?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUAL: LineSigns = LineSigns {
        colon: Colon::Command,
        mark_helps: true,
        behind: Behind::Name,
        zero_is_unknown: true,
        names: &NAMES,
    };

    #[test]
    fn a_colon_begins_a_command() {
        for (line, typed) in [
            ("Masakhane", TypedLine::Answer("Masakhane".to_owned())),
            ("", TypedLine::Answer(String::new())),
            (":undo", TypedLine::Command(LineCommand::Undo)),
            (" :U ", TypedLine::Command(LineCommand::Undo)),
            (":h", TypedLine::Command(LineCommand::Hint)),
            (":he", TypedLine::Command(LineCommand::Help)),
            (":hi", TypedLine::Command(LineCommand::Hint)),
            (":his", TypedLine::Command(LineCommand::History)),
            (":s", TypedLine::Command(LineCommand::Skip)),
            (":su", TypedLine::Command(LineCommand::Suspend)),
            (":flag", TypedLine::Command(LineCommand::Flag(None))),
            (":f  out of date ", TypedLine::Command(LineCommand::Flag(Some("out of date".to_owned())))),
            (":q", TypedLine::Command(LineCommand::Quit)),
            ("::undo", TypedLine::Answer(":undo".to_owned())),
            (":", TypedLine::Unknown(":".to_owned())),
            (":-)", TypedLine::Unknown(":-)".to_owned())),
            (" ? ", TypedLine::Command(LineCommand::Help)),
            ("::?", TypedLine::Answer("?".to_owned())),
            ("??", TypedLine::Answer("??".to_owned())),
            ("why?", TypedLine::Answer("why?".to_owned())),
        ] {
            assert_eq!(read(line, USUAL), typed, "{line}");
        }
    }

    #[test]
    fn a_command_behind_a_text_is_one_by_its_full_name() {
        let behind = |text: &str, command| TypedLine::Behind(text.to_owned(), command);
        for (line, typed) in [
            ("tokio:hint", behind("tokio", LineCommand::Hint)),
            ("a: b :QUIT ", behind("a: b", LineCommand::Quit)),
            ("tokio:h", TypedLine::Answer("tokio:h".to_owned())),
            ("tokio: hint", TypedLine::Answer("tokio: hint".to_owned())),
            ("std::skip", TypedLine::Answer("std::skip".to_owned())),
            ("::undo", TypedLine::Answer(":undo".to_owned())),
        ] {
            assert_eq!(read(line, USUAL), typed, "{line}");
        }
        let signs = LineSigns { behind: Behind::Nothing, ..USUAL };
        assert_eq!(read("vim:quit", signs), TypedLine::Answer("vim:quit".to_owned()));
        let signs = LineSigns { colon: Colon::Answer, ..USUAL };
        assert_eq!(read(":wq:quit", signs), behind(":wq", LineCommand::Quit));
    }

    #[test]
    fn an_exam_has_commands_of_its_own() {
        let signs = LineSigns { names: &EXAM_NAMES, ..USUAL };
        for (line, command) in [
            (":b", LineCommand::Back),
            (" :SKIP ", LineCommand::Skip),
            (":next", LineCommand::Skip),
            (":o", LineCommand::FirstOpen),
            (":7", LineCommand::GoTo(7)),
            (":go 12", LineCommand::GoTo(12)),
            (":g", LineCommand::GoTo(0)),
            (":q", LineCommand::Quit),
            (":he", LineCommand::Help),
        ] {
            assert_eq!(read(line, signs), TypedLine::Command(command), "{line}");
        }
        assert_eq!(read(":undo", signs), TypedLine::Unknown(":undo".to_owned()));
        assert_eq!(read(":7", USUAL), TypedLine::Unknown(":7".to_owned()));
        assert_eq!(read("::back", signs), TypedLine::Answer(":back".to_owned()));
        let signs = LineSigns { colon: Colon::Answer, ..signs };
        assert_eq!(read(":7", signs), TypedLine::Answer(":7".to_owned()));
        assert_eq!(read(":go 7", signs), TypedLine::Command(LineCommand::GoTo(7)));
    }

    #[test]
    fn in_an_exam_a_number_behind_a_text_goes_to_that_question() {
        let signs = LineSigns { names: &EXAM_NAMES, behind: Behind::NameOrNumber, ..USUAL };
        let to = |text: &str, number| TypedLine::Behind(text.to_owned(), LineCommand::GoTo(number));
        for (line, typed) in [
            ("xx:5", to("xx", 5)),
            ("xx :12 ", to("xx", 12)),
            ("xx:GO 5", to("xx", 5)),
            ("xx::5", TypedLine::Answer("xx::5".to_owned())),
            ("::5", TypedLine::Answer(":5".to_owned())),
            ("xx: 5", TypedLine::Answer("xx: 5".to_owned())),
            ("xx:go on", TypedLine::Answer("xx:go on".to_owned())),
        ] {
            assert_eq!(read(line, signs), typed, "{line}");
        }
        let signs = LineSigns { behind: Behind::Name, ..signs };
        assert_eq!(read("16:9", signs), TypedLine::Answer("16:9".to_owned()));
        assert_eq!(read("16:go 9", signs), to("16", 9));
    }

    #[test]
    fn a_lone_zero_is_not_knowing_where_no_number_is_wanted() {
        for (line, zero_is_unknown, typed) in [
            (" 0 ", true, TypedLine::NotKnown),
            ("٠", true, TypedLine::NotKnown),
            ("0", false, TypedLine::Answer("0".to_owned())),
            ("00", true, TypedLine::Answer("00".to_owned())),
        ] {
            assert_eq!(read(line, LineSigns { zero_is_unknown, ..USUAL }), typed, "{line}");
        }
    }

    #[test]
    fn a_question_mark_that_is_a_right_answer_is_one() {
        let signs = LineSigns { mark_helps: false, ..USUAL };
        assert_eq!(read("?", signs), TypedLine::Answer("?".to_owned()));
        assert_eq!(read(":?", USUAL), TypedLine::Unknown(":?".to_owned()));
    }

    #[test]
    fn where_a_right_answer_begins_with_a_colon_only_full_names_are_commands() {
        for (line, typed) in [
            (":q", TypedLine::Answer(":q".to_owned())),
            (":su", TypedLine::Answer(":su".to_owned())),
            (":wq!", TypedLine::Answer(":wq!".to_owned())),
            ("::before", TypedLine::Answer("::before".to_owned())),
            (":quit", TypedLine::Command(LineCommand::Quit)),
            (":HINT", TypedLine::Command(LineCommand::Hint)),
            (":flag out of date", TypedLine::Command(LineCommand::Flag(Some("out of date".to_owned())))),
            ("::quit", TypedLine::Answer(":quit".to_owned())),
            ("q", TypedLine::Answer("q".to_owned())),
        ] {
            assert_eq!(read(line, LineSigns { colon: Colon::Answer, ..USUAL }), typed, "{line}");
        }
    }
}
