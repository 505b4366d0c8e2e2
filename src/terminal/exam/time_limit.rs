//! The time limit of an exam, while a screen waits for a key.

use std::time::Duration;

use super::super::stopwatch::Stopwatch;
use crate::session::{Session, Stage};

/// How much time the session knew to be left, and since when.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct TimeLimit {
    ms: i64,
    since: Stopwatch,
}

impl TimeLimit {
    /// The limit that the session has now; `before` goes on if the session has heard of no later moment since.
    pub(in super::super) fn of(session: &Session, before: Option<Self>) -> Option<Self> {
        let ms = session.exam().and_then(|_| session.ms_left())?;
        Some(before.filter(|before| before.ms == ms).unwrap_or_else(|| Self { ms, since: Stopwatch::start() }))
    }

    pub(in super::super) fn left(self) -> Duration {
        self.since.left_of(Duration::from_millis(self.ms.max(0).unsigned_abs()))
    }
}

/// What is said when the time is up.
pub(in super::super) fn time_is_up(stage: &Stage) -> Option<&'static str> {
    match stage {
        Stage::Question => Some("Time is up: answer this one, then the exam is handed in."),
        Stage::HandIn => Some("Time is up: only handing in is left."),
        Stage::Revealed | Stage::Verdict(_) | Stage::Over => None,
    }
}
