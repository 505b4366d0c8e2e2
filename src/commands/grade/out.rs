//! The output of `grade --json`. Fields are added, never changed.

use serde::Serialize;

use crate::commands::item_json::{OwnFields, Previews, marked, plain, source};
use crate::deck::{Synonyms, Text};
use crate::grading::TextMatch;
use crate::schedule::{Day, ItemState, NextStates, Rating, Verdict};
use crate::session::{GradeDetail, Notes, Question};

#[derive(Debug, Serialize)]
pub(super) struct GradeOut {
    pub(super) schema: u8,
    pub(super) item: String,
    pub(super) review: Option<String>,
    verdict: &'static str,
    rating: &'static str,
    #[serde(skip)]
    pub(super) counts: (Verdict, Rating),
    pub(super) right: Vec<String>,
    right_source: Vec<String>,
    /// For each text to type, all that counts as right.
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<Vec<Vec<String>>>,
    #[serde(flatten)]
    pub(super) notes: NotesOut,
    because: Option<String>,
    because_source: Option<String>,
    correction: Option<String>,
    correction_source: Option<String>,
    memory: Option<MemoryOut>,
    interval_days: i32,
    pub(super) due: String,
    previews: Previews,
    /// Whether this answer made the item a leech.
    leech: bool,
    lapses: u32,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) dry_run: bool,
    /// Set if the answer does not change when the item is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) warning: Option<String>,
}

#[derive(Debug, Serialize)]
pub(in crate::commands) struct MemoryOut {
    stability: f32,
    difficulty: f32,
}

impl MemoryOut {
    /// `None` for an item without a review.
    pub(in crate::commands) fn of(state: &ItemState) -> Option<Self> {
        let memory = state.seen?.fsrs;
        Some(Self { stability: memory.stability.0, difficulty: memory.difficulty.0 })
    }
}

/// How the answer compares with the right one.
#[derive(Debug, Default, Serialize)]
pub(super) struct NotesOut {
    /// Right except for a typing slip.
    slip: bool,
    /// Partly right.
    partly: bool,
    /// How the answer differs from the one it matches, or why a close answer is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<String>,
    #[serde(flatten)]
    own: OwnFields,
    /// What differs, in lines: texts and the word for them.
    #[serde(skip)]
    pub(super) told: Vec<(&'static str, Vec<String>)>,
}

impl NotesOut {
    pub(super) fn of(detail: &GradeDetail, partly: bool, question: &Question) -> Self {
        let Notes { fields, told } = question.form().notes(question, detail);
        Self { slip: is_slip(detail), partly, note: detail.note(), own: OwnFields(fields), told }
    }
}

fn is_slip(detail: &GradeDetail) -> bool {
    match detail {
        GradeDetail::Typed { finding, .. } => *finding == TextMatch::Slip,
        GradeDetail::Texts { wanted, .. } => wanted.iter().any(|text| text.finding == TextMatch::Slip),
        _ => false,
    }
}

/// The state before and after a review.
pub(super) struct StateChange {
    pub(super) before: ItemState,
    pub(super) after: ItemState,
    /// What each rating would have led to.
    pub(super) next: NextStates,
    /// The review's study day.
    pub(super) today: Day,
}

impl GradeOut {
    /// The output for a review not yet written.
    pub(super) fn of(
        question: &Question,
        notes: NotesOut,
        synonyms: &Synonyms,
        counts: (Verdict, Rating),
        left: &StateChange,
    ) -> Self {
        let StateChange { before, after, next, today } = left;
        let (verdict, rating) = counts;
        let lapses = |state: &ItemState| state.seen.map_or(0, |seen| seen.lapses);
        let (due, since) = after.seen.map_or((*today, *today), |seen| (seen.due, seen.last_day));
        let (right, because) = (question.right(), question.card.because.as_ref());
        let correction = question.card.body.correction();
        Self {
            schema: 1,
            item: question.id.to_string(),
            review: None,
            verdict: verdict.word(),
            rating: rating.word(),
            counts,
            right: plain(&right),
            right_source: source(&right),
            accepted: question.accepted(synonyms),
            notes,
            because: because.map(Text::plain),
            because_source: because.map(marked),
            correction: correction.map(Text::plain),
            correction_source: correction.map(marked),
            memory: MemoryOut::of(after),
            interval_days: due.since(since),
            due: due.to_string(),
            previews: Previews::of(next),
            leech: after.just_became_leech() && lapses(after) > lapses(before),
            lapses: lapses(after),
            dry_run: false,
            warning: None,
        }
    }
}
