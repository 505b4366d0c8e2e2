//! One turn of the quiz: takes an input and writes its events.

use std::collections::HashMap;

use super::context::StudyContext;
use super::unfinished_exam::catch_up_exam;
use crate::schedule::{EventDraft, Moment};
use crate::session::{Effect, Input, Session};
use crate::store::{Appended, StoreError};

/// Why a turn was not written.
#[derive(Debug, thiserror::Error)]
#[error("{source}")]
pub(crate) struct TurnError {
    pub(crate) source: StoreError,
    /// What was to be written.
    pub(crate) drafts: Vec<EventDraft>,
}

impl From<StoreError> for TurnError {
    fn from(source: StoreError) -> Self {
        Self { source, drafts: Vec::new() }
    }
}

/// Feeds an input to the session and writes the events. When this returns they are durable, and the effect may be
/// shown.
///
/// If another process has written since `version`, or a new study day has begun, the queue is rebuilt first.
///
/// # Errors
/// If the store can't be read or written. Then nothing was written and the session still waits for an input: the same
/// one can be taken again.
pub(crate) fn turn(
    session: &mut Session,
    context: &StudyContext,
    version: &mut i64,
    input: Input,
    now: Moment,
    ms: u32,
) -> Result<Effect, TurnError> {
    // Never go back a study day: the session's answers must stay the last ones.
    let now = Moment { day: now.day.not_before(Some(session.today())), ..now };
    // The questions of an exam are fixed, whatever others write.
    let refresh = |session: &mut Session| match session.exam() {
        Some(_) => Ok(()),
        None => context.candidates_of(session, now.day).map(|candidates| session.refresh(candidates)),
    };
    let written = context.store.data_version()?;
    let mut elsewhere = false;
    if written != *version {
        elsewhere = match session.exam() {
            Some(_) => catch_up_exam(session, &context.store)?,
            None => session.catch_up(context.candidates_of(session, now.day)?),
        };
    } else if now.day != session.today() {
        refresh(session)?;
    }
    *version = written;
    if let Some(begin) = session.begins_with(&input) {
        match context.store.append(std::slice::from_ref(&begin)) {
            Ok(appended) => session.recorded(&appended.events, []),
            Err(source) => {
                let drafts = [begin].into_iter().chain(session.take(input, now, ms).drafts).collect();
                return Err(TurnError { source, drafts });
            }
        }
    }
    let effect = Effect { elsewhere, ..session.take(input, now, ms) };
    let (events, states, found) = if effect.drafts.is_empty() {
        (Vec::new(), HashMap::new(), context.store.data_version()?)
    } else {
        match context.store.append(&effect.drafts) {
            Ok(Appended { events, states, data_version }) => (events, states, data_version),
            Err(source) => return Err(TurnError { source, drafts: effect.drafts }),
        }
    };
    // An exam catches up with it before its next input.
    if found != *version && session.exam().is_none() {
        *version = found;
        refresh(session)?;
    }
    session.recorded(&events, states);
    if session.runs_short() {
        refresh(session)?;
    }
    Ok(effect)
}
