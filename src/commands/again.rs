//! Offers to practise the missed items right after a session; this changes no schedule.

use std::rc::Rc;

use super::{run, ui};
use crate::app::App;
use crate::session::{Ending, Filter, FilterTerm, Mode, Session, Settings};
use crate::study::StudyContext;

/// Offers to practise what was missed in a session that changes the schedule. A script is never asked.
///
/// # Errors
/// When the store or the terminal fails, or a signal ends the practice.
pub(super) fn offer(
    session: &Session,
    context: &mut Rc<StudyContext>,
    what: &[FilterTerm],
    app: &mut App,
) -> anyhow::Result<()> {
    let missed = session.summary().missed;
    if missed.is_empty() || !session.changes_schedule() {
        return Ok(());
    }
    let filter = Filter::of_items(missed.into_iter().map(|missed| missed.item));
    let settings = Settings { filter, mode: Mode::Cram, most_items: None, most_ms: None, ..session.settings().clone() };
    let mut practice = context.session(settings, session.today())?;
    // Items suspended or buried since are not practised.
    let question = match practice.coming().len() {
        0 => return Ok(()),
        1 => "Practise the one you missed now?".to_owned(),
        items => format!("Practise the {items} you missed now?"),
    };
    let mut ui = ui::open(app)?;
    if ui.offer(&question)? {
        run::play(&mut practice, context, ui.as_mut(), what, app)?;
        ui.end(&practice, &Ending { summary: practice.summary(), ..Ending::default() })?;
    }
    Ok(())
}
