//! Lines typed in the plain interface.

use super::command::{self, LineCommand, LineSigns, TypedLine};
use super::layouts::{digit_of, latin_letter};
use super::{answers, input_state};
use crate::schedule::{Rating, Verdict};
use crate::session::{Answer, Input, Question, Session, Stage};

/// What a line means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LineMeaning {
    Act(Input),
    /// One of several texts wanted; an empty one says that no more are known.
    Text(String),
    /// The learner asks what can be typed.
    Help,
    /// The line makes no sense; the reply to it.
    Unclear(String),
}

/// Reads a line at the session's present stage.
pub(super) fn hear(line: &str, session: &Session) -> LineMeaning {
    match command::read(line, LineSigns::of(session)) {
        TypedLine::Command(command) | TypedLine::Behind(_, command) => meant(command),
        TypedLine::NotKnown => LineMeaning::Act(Input::Answer(Answer::DontKnow)),
        TypedLine::Unknown(text) => LineMeaning::Unclear(format!(
            "There is no command {text}. :help lists them; a second colon, :{text}, makes it an answer."
        )),
        TypedLine::Answer(text) => match (session.stage(), session.question()) {
            (Stage::Question, Some(question)) => possible(answers::read(&text, question), session),
            (Stage::Revealed, _) => rating(&text, session.own_rating()),
            (Stage::Verdict(feedback), _) => after_verdict(&text, feedback.verdict),
            (Stage::HandIn, _) if text.trim().is_empty() => LineMeaning::Act(Input::HandIn),
            (Stage::HandIn, _) => LineMeaning::Unclear("An empty line hands in; :back goes back.".to_owned()),
            _ => LineMeaning::Act(Input::Quit),
        },
    }
}

fn meant(command: LineCommand) -> LineMeaning {
    LineMeaning::Act(match command {
        LineCommand::Undo => Input::Undo,
        LineCommand::Hint => Input::Hint,
        LineCommand::Skip => Input::Skip,
        LineCommand::Flag(note) => Input::Flag(note),
        LineCommand::Bury => Input::Bury,
        LineCommand::Suspend => Input::Suspend,
        LineCommand::Edit => Input::Edit,
        LineCommand::History => Input::History,
        LineCommand::Back => Input::Back,
        LineCommand::FirstOpen => Input::FirstOpen,
        LineCommand::GoTo(number) => Input::GoTo(number),
        LineCommand::Quit => Input::Quit,
        LineCommand::Help => return LineMeaning::Help,
    })
}

/// Rejects the choice that a hint has struck out.
fn possible(heard: LineMeaning, session: &Session) -> LineMeaning {
    let LineMeaning::Act(Input::Answer(Answer::Choices(picked))) = &heard else { return heard };
    let is_struck = session.struck_out().is_some_and(|place| picked.contains(&place));
    let words = input_state::struck_out(session).filter(|_| is_struck);
    words.map_or(heard, LineMeaning::Unclear)
}

/// Several texts, typed line by line.
#[derive(Debug, Default)]
pub(super) struct ToldTexts(Vec<String>);

impl ToldTexts {
    pub(super) const fn count(&self) -> usize {
        self.0.len()
    }

    /// Adds a text. Returns the answer once all are there, or after an empty text, which says that no more are known.
    pub(super) fn take(&mut self, text: String, question: &Question) -> Option<Answer> {
        if text.is_empty() {
            let known = std::mem::take(&mut self.0);
            return Some(if known.is_empty() { Answer::DontKnow } else { Answer::Texts(known) });
        }
        self.0.push(text);
        (self.0.len() >= question.texts).then(|| Answer::Texts(std::mem::take(&mut self.0)))
    }

    /// Removes the last one.
    pub(super) fn take_back(&mut self) -> Option<String> {
        self.0.pop()
    }
}

fn digit(text: &str) -> Option<Rating> {
    let mut chars = text.trim().chars();
    let number = chars.next().and_then(digit_of).filter(|_| chars.next().is_none());
    number.and_then(Rating::from_number)
}

/// Whether it is the digit 0 alone, in any script.
pub(super) fn is_zero(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().and_then(digit_of) == Some(0) && chars.next().is_none()
}

/// A rating typed by the learner; an empty line means `empty`.
fn rating(text: &str, empty: Rating) -> LineMeaning {
    match digit(text) {
        None if text.trim().is_empty() => LineMeaning::Act(Input::Rate(empty)),
        Some(rating) => LineMeaning::Act(Input::Rate(rating)),
        None if empty == Rating::Again => {
            LineMeaning::Unclear("Type 1 or an empty line for Again, 2 for Hard, 3 for Good, 4 for Easy.".to_owned())
        }
        None => {
            LineMeaning::Unclear("Type 1 for Again, 2 for Hard, 3 or an empty line for Good, 4 for Easy.".to_owned())
        }
    }
}

fn after_verdict(text: &str, verdict: Verdict) -> LineMeaning {
    let text = latin_letter(text.trim());
    match (text.as_str(), digit(&text), verdict) {
        ("", ..) | (_, Some(Rating::Again), Verdict::Wrong) => LineMeaning::Act(Input::GoOn),
        ("o", ..) => LineMeaning::Act(Input::Overrule),
        (_, _, Verdict::Wrong) => LineMeaning::Unclear("An empty line goes on; o says that you were right.".to_owned()),
        ("g", ..) => LineMeaning::Act(Input::Guessed),
        (_, Some(rating), _) => LineMeaning::Act(Input::Rate(rating)),
        _ => LineMeaning::Unclear(
            "An empty line takes the suggested rating, 1 to 4 another; g says you guessed, o that you were wrong."
                .to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{after, asking};
    use super::*;

    fn on(id: &str, line: &str) -> LineMeaning {
        hear(line, &asking(id))
    }

    fn given(answer: Answer) -> LineMeaning {
        LineMeaning::Act(Input::Answer(answer))
    }

    #[test]
    fn each_kind_is_answered_in_its_own_way() {
        for (id, line, heard) in [
            ("drift", "2", given(Answer::Choices(vec![1]))),
            ("drift", " 0 ", given(Answer::DontKnow)),
            ("harm", "1 3", given(Answer::Choices(vec![0, 2]))),
            ("harm", "3,1", given(Answer::Choices(vec![2, 0]))),
            ("strict", "t", given(Answer::Truth(true))),
            ("strict", "False", given(Answer::Truth(false))),
            ("groups", "5 4 3 2 1", given(Answer::Places(vec![4, 3, 2, 1, 0]))),
            ("masakhane", "", given(Answer::DontKnow)),
            ("masakhane", " 0 ", given(Answer::DontKnow)),
            ("masakhane", "Masakhane:hint", LineMeaning::Act(Input::Hint)),
            ("healthcare", "0", given(Answer::DontKnow)),
            ("masakhane", "::x", given(Answer::Text(":x".to_owned()))),
            ("healthcare", "", LineMeaning::Act(Input::Reveal)),
            ("drift", ":flag look here", LineMeaning::Act(Input::Flag(Some("look here".to_owned())))),
            ("drift", ":help", LineMeaning::Help),
            ("drift", "?", LineMeaning::Help),
            ("masakhane", "?", LineMeaning::Help),
            ("masakhane", "::?", given(Answer::Text("?".to_owned()))),
            ("drift", "２", given(Answer::Choices(vec![1]))),
            ("strict", "Е", given(Answer::Truth(true))),
            ("harm", "&\"", given(Answer::Choices(vec![0, 2]))),
            ("harm", "١ ٣", given(Answer::Choices(vec![0, 2]))),
        ] {
            assert_eq!(on(id, line), heard, "{id}: {line}");
        }
    }

    #[test]
    fn what_can_not_be_read_is_answered_in_words() {
        for (id, line) in [
            ("drift", "4"),
            ("drift", ""),
            ("drift", "1 2"),
            ("harm", "1 1"),
            ("groups", "1 2 3"),
            ("strict", "yes"),
            ("healthcare", "because"),
            ("drift", ":nonsense"),
        ] {
            assert!(matches!(on(id, line), LineMeaning::Unclear(_)), "{id}: {line}");
        }
    }

    #[test]
    fn after_a_verdict_one_line_is_read() {
        let right = after("masakhane", Input::Answer(Answer::Text("Masakhane".to_owned())));
        let wrong = after("masakhane", Input::Answer(Answer::DontKnow));
        for (session, line, input) in [
            (&right, "", Some(Input::GoOn)),
            (&right, "4", Some(Input::Rate(Rating::Easy))),
            (&right, "g", Some(Input::Guessed)),
            (&right, "o", Some(Input::Overrule)),
            (&right, "щ", Some(Input::Overrule)),
            (&right, "４", Some(Input::Rate(Rating::Easy))),
            (&right, "5", None),
            (&wrong, "", Some(Input::GoOn)),
            (&wrong, "1", Some(Input::GoOn)),
            (&wrong, "o", Some(Input::Overrule)),
            (&wrong, "g", None),
            (&wrong, "3", None),
        ] {
            let heard = match hear(line, session) {
                LineMeaning::Act(input) => Some(input),
                _ => None,
            };
            assert_eq!(heard, input, "{line}");
        }
    }
}
