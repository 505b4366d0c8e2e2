//! The learner's word against the verdict: how it is called, and where it is asked for a second time.

use crate::schedule::Verdict;
use crate::session::{Feedback, GradeDetail};

/// What the learner says.
pub(super) const fn words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Wrong => "I was right",
        Verdict::Right | Verdict::None => "I was wrong",
    }
}

/// What is asked before it counts; `None` where it counts at once. A typed answer can be right in more forms than a
/// card knows, a picked one hardly: there the key was more likely a slip.
pub(super) const fn doubt(feedback: &Feedback) -> Option<&'static str> {
    match (&feedback.detail, feedback.verdict) {
        (GradeDetail::Typed { .. }, _) => None,
        (_, Verdict::Wrong) => Some("Count this as right?"),
        (_, Verdict::Right | Verdict::None) => Some("Count this as wrong?"),
    }
}
