//! One sitting at the quiz, pure: no terminal, no file, no clock.
//!
//! [`Session`] gives the next question, takes an [`Input`] and a moment, and returns what to write down and what to
//! show. All UIs and all tests drive this one machine.

mod answer_pool;
mod answering;
mod candidates;
mod carry;
mod effect;
mod empty_selection;
mod exam;
mod filter;
mod filter_term;
mod forms;
mod gain;
mod grade;
mod grading_context;
mod hint;
mod leech;
mod machine;
mod outlook;
mod planning;
mod practice;
mod progress;
mod question;
mod queue;
mod rating;
mod requeue;
mod siblings;
mod summary;
mod ui;
mod undo_entry;
mod undoing;
mod unknown_name;
mod unmatched;
mod word_search;

pub use crate::deck::{AnswerKind, Choice, PromptPiece};
pub use candidates::{Candidate, Candidates, ClaimsOf, claims_introduced, count_met};
pub use carry::{carry_states, carry_states_of};
pub use effect::{Effect, Feedback, FinishedQuestion, Input, Mode, Notice, SessionProgress, Settings, Stage, Undone};
pub use empty_selection::EmptySelection;
pub use exam::{
    Exam, ExamAnswer, ExamDraw, ExamEnding, ExamGroup, ExamPlan, ExamResult, KeptAnswer, MissedQuestion, PastExam,
    PastResult, TypedMiss, draw, past_exams,
};
pub use filter::{Filter, is_due};
pub use filter_term::{FilterError, FilterTerm, is_deck_file};
pub use forms::*;
pub use grade::{Grade, WrongForm, grade_answer};
pub use grading_context::GradingContext;
pub use hint::Hint;
pub use leech::Leech;
pub use machine::Session;
pub use outlook::{Load, NextDay, Outlook};
#[cfg(test)]
pub(crate) use question::MAX_SYNONYMS;
pub use question::{GAP, Question};
pub(crate) use queue::MET_BEFORE_NEXT;
#[cfg(test)]
pub use queue::Why;
pub use queue::{Limits, Plan, Queue};
pub use rating::{rating_table, suggested};
pub use requeue::{MissedCounts, made_due};
pub use summary::{MissedItem, Summary};
pub use ui::{Ending, ItemHistory, Meanwhile, Ui, Welcome};
pub use unknown_name::{UnknownName, no_card, no_deck};
pub use unmatched::{Unmatched, unmatched};

#[cfg(test)]
mod tests;
