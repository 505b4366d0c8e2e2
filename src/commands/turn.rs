//! One turn of the quiz: an input, what it writes, and what follows.

use crate::schedule::Moment;
use crate::session::{Effect, Input, Session};
use crate::store::{Store, StoreError};

/// Hands an input to the session and puts what it leads to on disk. When this returns it is durable, and may be shown.
///
/// If another process has written since `version`, or a new study day has begun, the queue is made again first.
///
/// # Errors
/// When the store can't be written; then nothing was, and the session is not to be gone on with.
pub(super) fn turn(
    session: &mut Session,
    store: &mut Store,
    version: &mut i64,
    input: Input,
    now: Moment,
    ms: u32,
) -> Result<Effect, StoreError> {
    let effect = session.take(input, now, ms);
    let (events, states) = if effect.drafts.is_empty() {
        (Vec::new(), Vec::new())
    } else {
        let appended = store.append(&effect.drafts)?;
        (appended.events, appended.states.into_iter().collect())
    };
    let found = store.data_version()?;
    if found != *version {
        *version = found;
        session.refresh(store.states()?, now.day);
    }
    session.recorded(&events, states);
    Ok(effect)
}
