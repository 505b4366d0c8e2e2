//! A statement, judged true or false.

use super::sent::{SentAs, Unfit, text, wrong_count};
use super::sheet::{BoxMark, Sheet, SheetRow};
use super::{Answer, Form, GivenValue, GradeDetail};
use crate::deck::Text;
use crate::session::{Grade, GradingContext, Question, WrongForm};

pub(super) struct TruthForm;

impl Form for TruthForm {
    fn grade(&self, question: &Question, answer: &Answer, _: GradingContext<'_>) -> Result<Grade, WrongForm> {
        let Answer::Truth(given) = answer else { return Err(WrongForm) };
        let right = question.card.body.truth() == Some(*given);
        Ok(Grade::of(right, false, GradeDetail::Plain, given.to_string()))
    }

    fn logged_as(&self, _: &Question, text: &str) -> Option<Answer> {
        text.parse().ok().map(Answer::Truth)
    }

    fn sheet(&self, _: &Question) -> Sheet {
        let row = |word| SheetRow { mark: Some(BoxMark::Tick), text: Text::new(word) };
        Sheet { lists: vec![["true", "false"].map(row).into()], ..Sheet::default() }
    }

    fn read_sent(&self, question: &Question, values: &[GivenValue], way: SentAs) -> Result<Answer, Unfit> {
        let [one] = values else { return Err(wrong_count(question, values, way)) };
        let word = text(one);
        word.parse()
            .map(Answer::Truth)
            .map_err(|_| Unfit::helped(format!("`{word}` is neither `true` nor `false`"), question, way))
    }

    fn how_to_send(&self, _: &Question, way: SentAs) -> String {
        match way {
            SentAs::Flags => "give --answer true or --answer false, or --dont-know",
            SentAs::Json => "give \"answer\": true or false, or \"dont_know\": true",
        }
        .to_owned()
    }
}
