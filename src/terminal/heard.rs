//! A line typed at the plain face, as it is meant.

use super::command::{self, Command, Signs, Typed};
use super::desk;
use super::layouts::{digit_of, latin_letter};
use crate::schedule::{Rating, Verdict};
use crate::session::{Answer, Asks, Input, Question, Session, Stage};

/// What a line means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Heard {
    /// The learner has done something.
    Act(Input),
    /// One of several texts that are wanted; an empty one says that no more are known.
    Text(String),
    /// He wants to know what can be typed.
    Help,
    /// Nothing that could be read; what to say about it.
    Unclear(String),
}

/// Reads a line where the session stands.
pub(super) fn hear(line: &str, session: &Session) -> Heard {
    let asked = session.question().filter(|_| *session.stage() == Stage::Question);
    match command::read(line, Signs::at(asked.map(|question| &**question))) {
        Typed::Command(command) | Typed::Behind(_, command) => meant(command),
        Typed::NotKnown => Heard::Act(Input::Answer(Answer::DontKnow)),
        Typed::Unknown(text) => Heard::Unclear(format!(
            "There is no command {text}. :help lists them; a second colon, :{text}, makes it an answer."
        )),
        Typed::Answer(text) => match (session.stage(), session.question()) {
            (Stage::Question, Some(question)) => possible(answer(&text, question), session),
            (Stage::Revealed, _) => rating(&text, session.own_rating()),
            (Stage::Verdict(feedback), _) => after_verdict(&text, feedback.verdict),
            _ => Heard::Act(Input::Quit),
        },
    }
}

fn meant(command: Command) -> Heard {
    Heard::Act(match command {
        Command::Undo => Input::Undo,
        Command::Hint => Input::Hint,
        Command::Skip => Input::Skip,
        Command::Flag(note) => Input::Flag(note),
        Command::Bury => Input::Bury,
        Command::Suspend => Input::Suspend,
        Command::Edit => Input::Edit,
        Command::History => Input::History,
        Command::Quit => Input::Quit,
        Command::Help => return Heard::Help,
    })
}

/// What was heard, unless it picks the choice that a hint has taken away.
fn possible(heard: Heard, session: &Session) -> Heard {
    let Heard::Act(Input::Answer(Answer::Choices(picked))) = &heard else { return heard };
    let is_struck = session.struck_out().is_some_and(|place| picked.contains(&place));
    let words = desk::struck_out(session).filter(|_| is_struck);
    words.map_or(heard, Heard::Unclear)
}

/// An answer to a question.
pub(super) fn answer(line: &str, question: &Question) -> Heard {
    let text = line.trim();
    let most = question.choices.len();
    let given = |answer| Heard::Act(Input::Answer(answer));
    let unclear = |words: String| Heard::Unclear(words);
    match question.asks {
        Asks::Rating if text.is_empty() => Heard::Act(Input::Reveal),
        Asks::Rating if is_zero(text) => given(Answer::DontKnow),
        Asks::Rating => unclear("An empty line shows the answer; you rate yourself after it.".to_owned()),
        Asks::Text if text.is_empty() => given(Answer::DontKnow),
        Asks::Text => given(Answer::Text(line.to_owned())),
        Asks::Texts => Heard::Text(text.to_owned()),
        _ if is_zero(text) => given(Answer::DontKnow),
        Asks::Truth => match latin_letter(text).as_str() {
            "t" | "true" => given(Answer::Truth(true)),
            "f" | "false" => given(Answer::Truth(false)),
            _ => unclear("Type t for true, f for false, or 0 if you don't know.".to_owned()),
        },
        Asks::Choice => match numbers(text, most).as_deref() {
            Some([one]) => given(Answer::Choices(vec![*one])),
            _ => unclear(format!("Type one number, 1 to {most}, or 0 if you don't know.")),
        },
        Asks::Choices => match numbers(text, most) {
            Some(picked) if !picked.is_empty() => given(Answer::Choices(picked)),
            _ => unclear(format!("Type the numbers of all that apply, 1 to {most}, like 1 3; or 0 if you don't know.")),
        },
        Asks::Order => match numbers(text, most) {
            Some(order) if order.len() == most => given(Answer::Order(order)),
            _ => unclear(format!("Type all numbers, 1 to {most}, each once, in order; or 0 if you don't know.")),
        },
    }
}

/// Several texts, told line by line.
#[derive(Debug, Default)]
pub(super) struct Told(Vec<String>);

impl Told {
    /// How many were told so far.
    pub(super) const fn count(&self) -> usize {
        self.0.len()
    }

    /// Takes one more; the answer once all are there, or an empty one says that no more are known.
    pub(super) fn take(&mut self, text: String, question: &Question) -> Option<Answer> {
        if text.is_empty() {
            let known = std::mem::take(&mut self.0);
            return Some(if known.is_empty() { Answer::DontKnow } else { Answer::Texts(known) });
        }
        self.0.push(text);
        (self.0.len() >= question.texts).then(|| Answer::Texts(std::mem::take(&mut self.0)))
    }

    /// Takes the last one back.
    pub(super) fn take_back(&mut self) -> Option<String> {
        self.0.pop()
    }
}

/// Numbers from 1 to `most`, each once, as places from 0; with spaces, commas or nothing between them.
fn numbers(text: &str, most: usize) -> Option<Vec<usize>> {
    let mut places = Vec::new();
    for c in text.chars().filter(|c| !c.is_whitespace() && *c != ',') {
        let place =
            usize::from(digit_of(c)?).checked_sub(1).filter(|&place| place < most && !places.contains(&place))?;
        places.push(place);
    }
    Some(places)
}

fn digit(text: &str) -> Option<Rating> {
    let mut chars = text.trim().chars();
    let number = chars.next().and_then(digit_of).filter(|_| chars.next().is_none());
    number.and_then(Rating::from_number)
}

/// Whether it is the digit 0 alone, whatever the keyboard.
pub(super) fn is_zero(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().and_then(digit_of) == Some(0) && chars.next().is_none()
}

/// A rating of one's own; an empty line is the one named.
fn rating(text: &str, empty: Rating) -> Heard {
    match digit(text) {
        None if text.trim().is_empty() => Heard::Act(Input::Rate(empty)),
        Some(rating) => Heard::Act(Input::Rate(rating)),
        None if empty == Rating::Again => {
            Heard::Unclear("Type 1 or an empty line for Again, 2 for Hard, 3 for Good, 4 for Easy.".to_owned())
        }
        None => Heard::Unclear("Type 1 for Again, 2 for Hard, 3 or an empty line for Good, 4 for Easy.".to_owned()),
    }
}

fn after_verdict(text: &str, verdict: Verdict) -> Heard {
    let text = latin_letter(text.trim());
    match (text.as_str(), digit(&text), verdict) {
        ("", ..) | (_, Some(Rating::Again), Verdict::Wrong) => Heard::Act(Input::GoOn),
        ("o", ..) => Heard::Act(Input::Overrule),
        (_, _, Verdict::Wrong) => Heard::Unclear("An empty line goes on; o says that you were right.".to_owned()),
        ("g", ..) => Heard::Act(Input::Guessed),
        (_, Some(rating), _) => Heard::Act(Input::Rate(rating)),
        _ => Heard::Unclear(
            "An empty line takes the rating named; 1 to 4 another; g is: I guessed, o: I was wrong.".to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{after, asking};
    use super::*;

    fn on(id: &str, line: &str) -> Heard {
        hear(line, &asking(id))
    }

    fn given(answer: Answer) -> Heard {
        Heard::Act(Input::Answer(answer))
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
            ("groups", "5 4 3 2 1", given(Answer::Order(vec![4, 3, 2, 1, 0]))),
            ("masakhane", "", given(Answer::DontKnow)),
            ("masakhane", " 0 ", given(Answer::DontKnow)),
            ("masakhane", "Masakhane:hint", Heard::Act(Input::Hint)),
            ("healthcare", "0", given(Answer::DontKnow)),
            ("masakhane", "::x", given(Answer::Text(":x".to_owned()))),
            ("healthcare", "", Heard::Act(Input::Reveal)),
            ("drift", ":flag look here", Heard::Act(Input::Flag(Some("look here".to_owned())))),
            ("drift", ":help", Heard::Help),
            ("drift", "?", Heard::Help),
            ("masakhane", "?", Heard::Help),
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
            assert!(matches!(on(id, line), Heard::Unclear(_)), "{id}: {line}");
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
                Heard::Act(input) => Some(input),
                _ => None,
            };
            assert_eq!(heard, input, "{line}");
        }
    }
}
