//! What is typed where letters are text: answers, and commands that start with a colon.

/// A command that starts with a colon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Command {
    Undo,
    Hint,
    Skip,
    /// With the note, where one was typed.
    Flag(Option<String>),
    Bury,
    Suspend,
    Edit,
    History,
    Help,
    Quit,
}

/// A line as it is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Typed {
    Answer(String),
    Command(Command),
    /// A colon, and then no command.
    Unknown(String),
}

/// The commands, the likelier before the others: a shortened one means the first it may stand for.
const NAMES: [(&str, Command); 10] = [
    ("undo", Command::Undo),
    ("hint", Command::Hint),
    ("skip", Command::Skip),
    ("flag", Command::Flag(None)),
    ("bury", Command::Bury),
    ("edit", Command::Edit),
    ("help", Command::Help),
    ("history", Command::History),
    ("suspend", Command::Suspend),
    ("quit", Command::Quit),
];

/// Reads a line. `::` begins an answer that starts with a colon.
pub(super) fn read(line: &str) -> Typed {
    let Some(rest) = line.trim_start().strip_prefix(':') else { return Typed::Answer(line.to_owned()) };
    if rest.starts_with(':') {
        return Typed::Answer(rest.to_owned());
    }
    let (name, note) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let name = name.to_lowercase();
    let found = NAMES.iter().find(|(full, _)| !name.is_empty() && full.starts_with(&name));
    match found.map(|(_, command)| command.clone()) {
        Some(Command::Flag(_)) if !note.trim().is_empty() => {
            Typed::Command(Command::Flag(Some(note.trim().to_owned())))
        }
        Some(command) => Typed::Command(command),
        None => Typed::Unknown(line.trim().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colon_begins_a_command() {
        for (line, typed) in [
            ("Masakhane", Typed::Answer("Masakhane".to_owned())),
            ("", Typed::Answer(String::new())),
            (":undo", Typed::Command(Command::Undo)),
            (" :U ", Typed::Command(Command::Undo)),
            (":h", Typed::Command(Command::Hint)),
            (":he", Typed::Command(Command::Help)),
            (":hi", Typed::Command(Command::Hint)),
            (":his", Typed::Command(Command::History)),
            (":s", Typed::Command(Command::Skip)),
            (":su", Typed::Command(Command::Suspend)),
            (":flag", Typed::Command(Command::Flag(None))),
            (":f  out of date ", Typed::Command(Command::Flag(Some("out of date".to_owned())))),
            (":q", Typed::Command(Command::Quit)),
            ("::undo", Typed::Answer(":undo".to_owned())),
            (":", Typed::Unknown(":".to_owned())),
            (":-)", Typed::Unknown(":-)".to_owned())),
        ] {
            assert_eq!(read(line), typed, "{line}");
        }
    }
}
