//! One turn of the quiz: an input, what it writes, and what follows.

use std::collections::HashMap;

use super::desk::Desk;
use crate::schedule::Moment;
use crate::session::{Effect, Input, Session};
use crate::store::{Appended, StoreError};

/// Hands an input to the session and puts what it leads to on disk. When this returns it is durable, and may be shown.
///
/// If another process has written since `version`, or a new study day has begun, the queue is made again first.
///
/// # Errors
/// When the store can't be read or written; then nothing was written, and the session is not to be gone on with.
pub(super) fn turn(
    session: &mut Session,
    desk: &Desk,
    version: &mut i64,
    input: Input,
    now: Moment,
    ms: u32,
) -> Result<Effect, StoreError> {
    // The session's answers are the last ones.
    let now = Moment { day: now.day.not_before(Some(session.today())), ..now };
    let written = desk.store.data_version()?;
    let mut elsewhere = false;
    if written != *version {
        *version = written;
        elsewhere = session.catch_up(desk.slate(now.day, session.settings())?);
    } else if now.day != session.today() {
        session.refresh(desk.slate(now.day, session.settings())?);
    }
    let effect = Effect { elsewhere, ..session.take(input, now, ms) };
    let (events, states, found) = if effect.drafts.is_empty() {
        (Vec::new(), HashMap::new(), desk.store.data_version()?)
    } else {
        let Appended { events, states, data_version } = desk.store.append(&effect.drafts)?;
        (events, states, data_version)
    };
    if found != *version {
        *version = found;
        session.refresh(desk.slate(now.day, session.settings())?);
    }
    session.recorded(&events, states);
    if session.runs_short() {
        session.refresh(desk.slate(now.day, session.settings())?);
    }
    desk.checked(effect)
}
