//! Recalled and rated by the learner.

use super::sent::{SentAs, Unfit, wrong_count};
use super::sheet::Sheet;
use super::text::{how_to_send_text, outline_hint};
use super::{Answer, Form, GivenValue};
use crate::grading::outline;
use crate::session::hint::Hint;
use crate::session::{Grade, GradingContext, Question, WrongForm};

/// An outline of a longer, self-rated answer would not help.
const MOST_WORDS: usize = 4;
const MOST_CHARACTERS: usize = 40;

pub(super) struct RatingForm;

impl Form for RatingForm {
    fn grade(&self, _: &Question, _: &Answer, _: GradingContext<'_>) -> Result<Grade, WrongForm> {
        Err(WrongForm)
    }

    fn logged_as(&self, _: &Question, _: &str) -> Option<Answer> {
        None
    }

    fn hint(&self, question: &Question) -> Option<Hint> {
        outline_hint(question).filter(|_| is_short(question))
    }

    fn sheet(&self, _: &Question) -> Sheet {
        Sheet::of_lines(1, None)
    }

    fn read_sent(&self, question: &Question, values: &[GivenValue], way: SentAs) -> Result<Answer, Unfit> {
        Err(wrong_count(question, values, way))
    }

    fn how_to_send(&self, _: &Question, way: SentAs) -> String {
        how_to_send_text(way)
    }
}

fn is_short(question: &Question) -> bool {
    question.wanted().iter().map(|answer| answer.text.plain()).all(|text| {
        let fits = text.split_whitespace().count() <= MOST_WORDS && outline::length(&text) <= MOST_CHARACTERS;
        fits && !text.contains('\n')
    })
}
