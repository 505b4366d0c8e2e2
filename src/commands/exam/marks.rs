//! After an exam, the learner may overrule the verdict on typed answers.

use crate::app::App;
use crate::commands::accept::Proposal;
use crate::commands::written::Turns;
use crate::session::{Exam, Session, Ui};
use crate::study::StudyContext;

/// Asks about each answer; writes one act before asking for the next.
pub(super) fn take(session: &mut Session, context: &StudyContext, ui: &mut dyn Ui, app: &App) -> anyhow::Result<()> {
    if !session.exam().is_some_and(Exam::is_handed_in) {
        return Ok(());
    }
    let mut turns = Turns::new(&context.store)?;
    while let Some(input) = ui.reconsider(session)? {
        turns.take(session, context, ui, app, (input, 0))?;
    }
    turns.end(&context.store, app)
}

/// Offers to add the overruled answers to their cards' `accept`, if the decks are files of the learner's.
pub(super) fn accept(session: &Session, ui: &mut dyn Ui, app: &App) -> anyhow::Result<()> {
    let misses = session.exam().map(Exam::typed_misses).unwrap_or_default();
    for miss in misses.iter().filter(|miss| miss.overruled) {
        let is_another = |item: &_, text: &str| session.is_another_answer(item, text);
        match Proposal::of(session.found(), &miss.question.id, miss.typed, is_another, app) {
            Some(Proposal::Offer(offer)) if ui.offer(&offer.question)? => {
                ui.say(&offer.write().unwrap_or_else(|err| err.to_string()))?;
            }
            Some(Proposal::ByHand(words)) => ui.say(&words)?,
            Some(Proposal::Offer(_)) | None => {}
        }
    }
    Ok(())
}
