//! The forms of answers, each in a file of its own: how an answer is graded, read back from the log, taken from other
//! programs and told to them; what is shown with the question, and printed; the hint that the program makes up. This
//! file alone names them all.

mod choices;
mod matching;
mod order;
mod rating;
mod sent;
mod sheet;
mod text;
mod texts;
mod truth;

use super::hint::Hint;
use super::{AnswerKind, Grade, GradingContext, Question, WrongForm};
use crate::deck::text::one_line;
use crate::deck::{Json, Text};
use crate::grading::TextMatch;

pub use choices::ChoiceMark;
pub use matching::PairFound;
pub use order::StepPlace;
pub use sent::{GivenValue, SentAs, Unfit};
pub use sheet::{BoxMark, Sheet, SheetRow};
pub(super) use text::fit;
pub(super) use texts::compare;
pub use texts::{TextExtra, TextFound};

/// An answer of the learner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The choices picked, by index as shown, from 0.
    Choices(Vec<usize>),
    Truth(bool),
    Text(String),
    /// Several typed texts; an empty one keeps a place for an unknown answer.
    Texts(Vec<String>),
    /// What the learner put at each place, by index as shown, from 0: all steps in their order, or for each left side
    /// its right one.
    Places(Vec<usize>),
    DontKnow,
}

/// The answer compared with what is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GradeDetail {
    /// Nothing beyond the verdict: true or false, self-rated.
    Plain,
    /// In the order shown.
    Choices(Vec<ChoiceMark>),
    Typed {
        /// As it was typed, with white space normalized.
        typed: String,
        /// The accepted form it is nearest to.
        answer: String,
        finding: TextMatch,
    },
    Texts {
        /// The result for each expected text, in the author's order.
        wanted: Vec<TextFound>,
        /// Typed texts that are none of them.
        extra: Vec<TextExtra>,
    },
    /// In their right order.
    Order(Vec<StepPlace>),
    /// In the order shown.
    Pairs(Vec<PairFound>),
}

impl GradeDetail {
    /// How a right answer differs from the expected one; of several texts, the one that differs most.
    #[must_use]
    pub fn near(&self) -> Option<&TextMatch> {
        let finding = match self {
            Self::Typed { finding, .. } => Some(finding),
            Self::Texts { wanted, .. } => {
                wanted.iter().map(|text| &text.finding).filter(|finding| finding.is_right()).max()
            }
            _ => None,
        };
        finding.filter(|finding| finding.is_near())
    }

    /// How a right answer differs from the expected one, or why a similar one is wrong, in words.
    #[must_use]
    pub fn note(&self) -> Option<String> {
        match (self, self.near()) {
            (Self::Typed { finding: TextMatch::Wrong(reason), .. }, _) => reason.as_ref().map(ToString::to_string),
            (_, Some(TextMatch::NoArticle)) => Some("without its article".to_owned()),
            (_, Some(TextMatch::Form)) => Some("a different form of it".to_owned()),
            (_, Some(_)) => Some("with a slip".to_owned()),
            _ => None,
        }
    }
}

/// A form of answer.
pub trait Form {
    /// Grades an answer that was given.
    ///
    /// # Errors
    /// When it is not of this form.
    fn grade(&self, question: &Question, answer: &Answer, context: GradingContext<'_>) -> Result<Grade, WrongForm>;

    /// What is right, next to no answer.
    fn unanswered(&self, _question: &Question) -> GradeDetail {
        GradeDetail::Plain
    }

    /// The answer that is logged as this text, see [`Grade::logged`].
    fn logged_as(&self, question: &Question, text: &str) -> Option<Answer>;

    /// The hint to a question whose author wrote none.
    fn hint(&self, _question: &Question) -> Option<Hint> {
        None
    }

    /// What is shown below the prompt.
    fn listed<'q>(&self, question: &'q Question) -> Vec<Listed<'q>> {
        numbered(question)
    }

    /// What is printed below the prompt.
    fn sheet(&self, question: &Question) -> Sheet;

    /// The numbers that belong into the boxes of its sheet, from top to bottom.
    fn box_numbers(&self, _question: &Question) -> Vec<usize> {
        Vec::new()
    }

    /// What other programs are told of a question in this form alone.
    fn fields(&self, _question: &Question) -> Vec<JsonField> {
        Vec::new()
    }

    /// How an answer compares with the right one.
    fn notes(&self, _question: &Question, _detail: &GradeDetail) -> Notes {
        Notes::default()
    }

    /// Reads an answer that another program sent; there is at least one value.
    ///
    /// # Errors
    /// When it doesn't answer the question.
    fn read_sent(&self, question: &Question, values: &[GivenValue], way: SentAs) -> Result<Answer, Unfit>;

    /// How another program answers, as a help text says it.
    fn how_to_send(&self, question: &Question, way: SentAs) -> String;
}

impl Question {
    /// The form in which it is answered.
    #[must_use]
    pub fn form(&self) -> &'static dyn Form {
        match self.asks {
            AnswerKind::Rating => &rating::RatingForm,
            AnswerKind::Choice => &choices::Choices { many: false },
            AnswerKind::Choices => &choices::Choices { many: true },
            AnswerKind::Truth => &truth::TruthForm,
            AnswerKind::Text => &text::OneTextForm,
            AnswerKind::Texts => &texts::SeveralTextsForm,
            AnswerKind::Order => &order::OrderForm,
            AnswerKind::Match => &matching::MatchForm,
        }
    }

    /// Reads an answer that another program sent.
    ///
    /// # Errors
    /// When it doesn't answer the question.
    pub fn read_sent(&self, values: &[GivenValue], way: SentAs) -> Result<Answer, Unfit> {
        if values.is_empty() {
            return Err(Unfit::helped(format!("no answer to `{}` was given", self.id), self, way));
        }
        self.form().read_sent(self, values, way)
    }
}

/// A text below the prompt, such as a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<'q> {
    /// What stands before it: the number that picks it.
    pub mark: String,
    pub text: &'q Text,
    /// Why it is wrong, if the author says so.
    pub why: Option<&'q Text>,
}

/// A field of JSON.
pub type JsonField = (&'static str, Json);

/// How an answer compares with the right one, for other programs.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Notes {
    pub fields: Vec<JsonField>,
    /// The same in lines: texts and the word for them.
    pub told: Vec<(&'static str, Vec<String>)>,
}

/// The choices or steps with their numbers.
fn numbered(question: &Question) -> Vec<Listed<'_>> {
    let numbered = (1..).zip(&question.choices);
    numbered
        .map(|(number, choice): (usize, _)| Listed {
            mark: number.to_string(),
            text: &choice.text,
            why: choice.why.as_ref(),
        })
        .collect()
}

/// Whether there are so many choices or steps that a hint leaves something to think about.
const fn has_room(question: &Question) -> bool {
    question.choices.len() >= 3
}

/// The texts of choices, one line each.
fn choice_texts(question: &Question, shown: &[usize]) -> Vec<String> {
    let choices = shown.iter().filter_map(|place| question.choices.get(*place));
    choices.map(|choice| one_line(&choice.text.plain())).collect()
}

/// The choices with these texts, one a line; each choice once.
fn places_of(question: &Question, text: &str) -> Option<Vec<usize>> {
    let all: Vec<String> = question.choices.iter().map(|choice| one_line(&choice.text.plain())).collect();
    let mut places: Vec<usize> = Vec::new();
    for line in text.split('\n') {
        let place = (0..all.len()).find(|at| !places.contains(at) && all[*at] == line)?;
        places.push(place);
    }
    Some(places)
}

/// Whether these are choices that are shown.
fn are_shown(question: &Question, places: &[usize]) -> bool {
    places.iter().all(|&place| place < question.choices.len())
}
