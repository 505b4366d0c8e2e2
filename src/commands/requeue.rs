//! Makes missed items due today, at the end of a practice or an exam.

use super::ui;
use crate::app::App;
use crate::schedule::EventDraft;
use crate::session::made_due;
use crate::store::Store;
use crate::terminal;

/// Writes the acts, and prints how many items they make due.
pub(super) fn make_due(drafts: &[EventDraft], store: &Store, app: &mut App) -> anyhow::Result<()> {
    if !drafts.is_empty() {
        store.append(drafts)?;
    }
    if app.global.quiet { Ok(()) } else { ui::print(&terminal::made_due(made_due(drafts)), app) }
}
