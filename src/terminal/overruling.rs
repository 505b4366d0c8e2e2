//! Overruling a verdict: what it is called, and when to ask for confirmation.

use crate::schedule::Verdict;
use crate::session::{Feedback, GradeDetail};

/// What the learner claims.
pub(super) const fn words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Wrong => "I was right",
        Verdict::Right | Verdict::None => "I was wrong",
    }
}

/// The confirmation question; `None` if overruling counts at once. A typed answer can be right in ways the card
/// doesn't know. A picked one hardly can, so the key was more likely a mistake.
pub(super) const fn confirmation(feedback: &Feedback) -> Option<&'static str> {
    match (&feedback.detail, feedback.verdict) {
        (GradeDetail::Typed { .. }, _) => None,
        (_, Verdict::Wrong) => Some("Count this as right?"),
        (_, Verdict::Right | Verdict::None) => Some("Count this as wrong?"),
    }
}
