//! Makes missed items due today, at the end of a practice or an exam.

use super::face;
use crate::app::App;
use crate::schedule::Draft;
use crate::session::made_due;
use crate::store::Store;
use crate::terminal;

/// Writes the acts, and says how many items they make due.
pub(super) fn make_due(drafts: &[Draft], store: &Store, app: &mut App) -> anyhow::Result<()> {
    if !drafts.is_empty() {
        store.append(drafts)?;
    }
    face::print(&terminal::made_due(made_due(drafts)), app)
}
