//! One choice, or all that apply.

use super::sent::{SentAs, Unfit, choices_in_words, places, wrong_count};
use super::sheet::{BoxMark, Sheet};
use super::{Answer, Form, GivenValue, GradeDetail, Notes, are_shown, choice_texts, has_room, places_of};
use crate::deck::{Choice, Json, Text};
use crate::session::hint::{Hint, beside};
use crate::session::{Grade, GradingContext, Question, WrongForm};

/// The result for one choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChoiceMark {
    /// Right, and picked.
    Found,
    /// Right, and not picked.
    Missed,
    /// Wrong, and picked.
    Wrong,
    /// Wrong, and not picked.
    Left,
}

pub(super) struct Choices {
    /// All that apply are picked, not one.
    pub(super) many: bool,
}

impl Form for Choices {
    fn grade(&self, question: &Question, answer: &Answer, _: GradingContext<'_>) -> Result<Grade, WrongForm> {
        let Answer::Choices(picked) = answer else { return Err(WrongForm) };
        if picked.is_empty() {
            return Ok(Grade::dont_know(self.unanswered(question)));
        }
        let most = if self.many { question.choices.len() } else { 1 };
        if picked.len() > most || !are_shown(question, picked) {
            return Err(WrongForm);
        }
        let marks: Vec<ChoiceMark> = question
            .choices
            .iter()
            .enumerate()
            .map(|(place, choice)| mark(choice.right, picked.contains(&place)))
            .collect();
        let right = !marks.iter().any(|mark| matches!(mark, ChoiceMark::Missed | ChoiceMark::Wrong));
        let partly = marks.contains(&ChoiceMark::Found);
        // Sorted, so that the log does not depend on the order of showing or picking.
        let mut texts: Vec<String> = choice_texts(question, picked);
        texts.sort();
        Ok(Grade::of(right, partly, GradeDetail::Choices(marks), texts.join("\n")))
    }

    fn unanswered(&self, question: &Question) -> GradeDetail {
        GradeDetail::Choices(question.choices.iter().map(|choice| mark(choice.right, false)).collect())
    }

    fn logged_as(&self, question: &Question, text: &str) -> Option<Answer> {
        places_of(question, text).map(Answer::Choices)
    }

    fn hint(&self, question: &Question) -> Option<Hint> {
        // The choices are shuffled already, so the first wrong one is random.
        let place = question.choices.iter().position(|choice| !choice.right)?;
        let text = beside("not", &question.choices[place].text);
        has_room(question).then_some(Hint { text, strikes: Some(place) })
    }

    fn sheet(&self, question: &Question) -> Sheet {
        Sheet::of_choices(question, BoxMark::Tick, self.many.then_some("Tick all that apply."))
    }

    fn notes(&self, question: &Question, detail: &GradeDetail) -> Notes {
        let GradeDetail::Choices(marks) = detail else { return Notes::default() };
        let of = |wanted| question.choices.iter().zip(marks).filter(move |(_, mark)| **mark == wanted);
        let texts = |wanted| of(wanted).map(|(choice, _): (&Choice, _)| choice.text.plain()).collect::<Vec<_>>();
        let (missing, extra) = (texts(ChoiceMark::Missed), texts(ChoiceMark::Wrong));
        let whys: Vec<&Text> = of(ChoiceMark::Wrong).filter_map(|(choice, _)| choice.why.as_ref()).collect();
        let joined =
            |text: fn(&Text) -> String| Json::from(whys.iter().map(|why| text(why)).collect::<Vec<_>>().join("\n"));
        let mut fields = vec![("missing", Json::from(&missing[..])), ("extra", Json::from(&extra[..]))];
        if !whys.is_empty() {
            fields.extend([("why", joined(Text::plain)), ("why_source", joined(|why| why.marked().into_owned()))]);
        }
        Notes { fields, told: vec![("missing", missing), ("extra", extra)] }
    }

    fn read_sent(&self, question: &Question, values: &[GivenValue], way: SentAs) -> Result<Answer, Unfit> {
        if !self.many && values.len() > 1 {
            return Err(wrong_count(question, values, way));
        }
        places(question, values, way).map(Answer::Choices)
    }

    fn how_to_send(&self, question: &Question, way: SentAs) -> String {
        let choices = choices_in_words(question);
        match (way, self.many) {
            (SentAs::Flags, false) => format!("give --answer once, with one of {choices}"),
            (SentAs::Flags, true) => format!("give --answer for each that applies, of {choices}"),
            (SentAs::Json, false) => format!("give \"answer\", with one of {choices}"),
            (SentAs::Json, true) => format!("give \"answers\", a list of those that apply, of {choices}"),
        }
    }
}

fn mark(right: bool, picked: bool) -> ChoiceMark {
    match (right, picked) {
        (true, true) => ChoiceMark::Found,
        (true, false) => ChoiceMark::Missed,
        (false, true) => ChoiceMark::Wrong,
        (false, false) => ChoiceMark::Left,
    }
}
