//! One sitting at the quiz, pure: no terminal, no file, no clock.
//!
//! [`Session`] hands out the next question, takes an [`Input`] and a moment,
//! and says what to write down and what to show. All faces and all tests
//! drive this one machine.

mod answering;
mod carried;
mod course;
mod due_today;
mod effect;
mod exam;
mod filter;
mod gain;
mod gathered;
mod hint;
mod judge;
mod known;
mod leech;
mod machine;
mod missing;
mod nothing;
mod outlook;
mod planning;
mod practice;
mod prompter;
mod question;
mod queue;
mod rate;
mod siblings;
mod slate;
mod step;
mod summary;
mod texts;
mod undoing;
mod unmet;
mod wanted;
mod wording;

pub use carried::{carry_on, carry_on_of};
pub use due_today::{Misses, made_due};
pub use effect::{Aim, Concluded, Effect, Feedback, Input, Notice, Progress, Settings, Stage, Undone};
pub use exam::{
    Drawn, Exam, ExamEnding, ExamGroup, ExamInput, ExamMiss, ExamPlan, ExamResult, ExamStage, Examiner, Given,
    PastExam, PastResult, TypedMiss, draw, past_exams,
};
pub use filter::{Filter, is_due};
pub use hint::Hint;
pub use judge::{Answer, ChoiceMark, Detail, Judged, StepPlace, WrongForm, judge};
pub use known::GradingContext;
pub use leech::Leech;
pub use machine::Session;
pub use missing::{Missing, no_card, no_deck};
pub use nothing::Nothing;
pub use outlook::{Load, Next, Outlook};
pub use prompter::{Ending, Meanwhile, Past, Prompter, Welcome};
pub use question::{Asks, Choice, GAP, PromptPiece, Question};
pub(crate) use queue::MET_BEFORE_NEXT;
pub use queue::{Limits, Plan, Queue, Why};
pub use rate::{rating_table, suggested};
pub use slate::{Brief, BriefSeen, ClaimsOf, Log, NoLog, Slate, Slot, claims_introduced, count_met};
pub use summary::{Missed, Summary};
pub use texts::{TextExtra, TextFound};
pub use unmet::{Unmet, unmet};
pub use wanted::{FilterError, Is, Wanted, is_deck_file};

#[cfg(test)]
mod tests;
