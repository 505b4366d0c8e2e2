//! An answer, and what it was found to be.

use super::forms::{self, TextExtra, TextFound};
use super::{GradingContext, Question};
use crate::deck::Text;
use crate::grading::TextMatch;
use crate::schedule::Verdict;

/// An answer of the learner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The choices picked, by index as shown, from 0.
    Choices(Vec<usize>),
    Truth(bool),
    Text(String),
    /// Several typed texts; an empty one keeps a place for an unknown answer.
    Texts(Vec<String>),
    /// The steps in the learner's order, by index as shown, from 0.
    Order(Vec<usize>),
    DontKnow,
}

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

/// Where a step belongs and where the learner put it, both from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepPlace {
    pub text: Text,
    /// Where the learner put it; `None` if they gave no order.
    pub given: Option<usize>,
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

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grade {
    pub verdict: Verdict,
    /// "I don't know".
    pub dont_know: bool,
    /// Wrong, but not in all parts.
    pub partly: bool,
    /// The answer compared with what is right.
    pub detail: GradeDetail,
    /// The answer as the log keeps it: several texts one per line; `None` for "I don't know".
    pub logged: Option<String>,
}

impl Grade {
    pub(super) fn of(right: bool, partly: bool, detail: GradeDetail, logged: String) -> Self {
        let verdict = if right { Verdict::Right } else { Verdict::Wrong };
        Self { verdict, dont_know: false, partly: partly && !right, detail, logged: Some(logged) }
    }

    pub(super) const fn dont_know(detail: GradeDetail) -> Self {
        Self { verdict: Verdict::Wrong, dont_know: true, partly: false, detail, logged: None }
    }
}

/// The answer has another form than its question expects: an error of the caller, not of the learner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrongForm;

/// Grades an answer. An empty one is "I don't know".
///
/// # Errors
/// When the question expects another form of answer.
pub fn grade_answer(question: &Question, answer: &Answer, context: GradingContext<'_>) -> Result<Grade, WrongForm> {
    if *answer == Answer::DontKnow {
        return Ok(Grade::dont_know(forms::unanswered(question)));
    }
    forms::grade(question, answer, context)
}
