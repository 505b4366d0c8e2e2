//! After an exam, the learner may overrule the verdict on typed answers.

use crate::app::App;
use crate::commands::accept::Proposal;
use crate::session::{Exam, ExamStage, ExamUi};
use crate::store::Store;

/// Asks about each answer; writes one act before asking for the next.
pub(super) fn take(exam: &mut Exam, store: &Store, ui: &mut dyn ExamUi, app: &App) -> anyhow::Result<()> {
    if exam.stage() != ExamStage::HandedIn {
        return Ok(());
    }
    while let Some(input) = ui.reconsider(exam)? {
        let drafts = exam.take(input, app.now(), 0);
        let events = if drafts.is_empty() { Vec::new() } else { store.append(&drafts)?.events };
        exam.recorded(&events);
    }
    Ok(())
}

/// Offers to add the overruled answers to their cards' `accept`, if the decks are files of the learner's.
pub(super) fn accept(exam: &Exam, ui: &mut dyn ExamUi, app: &App) -> anyhow::Result<()> {
    for miss in exam.typed_misses().iter().filter(|miss| miss.overruled) {
        let is_another = |_: &_, text: &str| exam.is_another_answer(miss.question, text);
        match Proposal::of(exam.found(), &miss.question.id, miss.typed, is_another, app) {
            Some(Proposal::Offer(offer)) if ui.offer(&offer.question)? => {
                ui.say(&offer.write().unwrap_or_else(|err| err.to_string()))?;
            }
            Some(Proposal::ByHand(words)) => ui.say(&words)?,
            Some(Proposal::Offer(_)) | None => {}
        }
    }
    Ok(())
}
