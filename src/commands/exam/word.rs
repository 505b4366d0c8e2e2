//! The learner's word at the end of an exam: which typed answers were right after all.

use crate::app::App;
use crate::commands::accept::Proposal;
use crate::session::{Exam, ExamStage, ExamUi};
use crate::store::Store;

/// Asks, and writes each act before the next is asked for.
pub(super) fn take(exam: &mut Exam, store: &Store, face: &mut dyn ExamUi, app: &App) -> anyhow::Result<()> {
    if exam.stage() != ExamStage::HandedIn {
        return Ok(());
    }
    while let Some(input) = face.reconsider(exam)? {
        let drafts = exam.take(input, app.now(), 0);
        let events = if drafts.is_empty() { Vec::new() } else { store.append(&drafts)?.events };
        exam.recorded(&events);
    }
    Ok(())
}

/// Offers to write the answers that count as right now into the `accept` of their cards, where the decks are files of
/// the learner's.
pub(super) fn accept(exam: &Exam, face: &mut dyn ExamUi, app: &App) -> anyhow::Result<()> {
    for miss in exam.typed_misses().iter().filter(|miss| miss.overruled) {
        let is_another = |_: &_, text: &str| exam.is_another_answer(miss.question, text);
        match Proposal::of(exam.found(), &miss.question.id, miss.typed, is_another, app) {
            Some(Proposal::Offer(offer)) if face.offer(&offer.question)? => {
                face.say(&offer.write().unwrap_or_else(|err| err.to_string()))?;
            }
            Some(Proposal::ByHand(words)) => face.say(&words)?,
            Some(Proposal::Offer(_)) | None => {}
        }
    }
    Ok(())
}
