//! Reloads decks that are saved while a session runs, before the next question.

use std::rc::Rc;
use std::sync::Arc;

use crate::app::{App, FoundDecks};
use crate::deck::DeckSummary;
use crate::deck::diagnostic::one_line;
use crate::session::{FilterTerm, Question, Session, Stage, Ui};
use crate::study::StudyContext;

/// Checks the file of each question before it is asked.
#[derive(Debug, Default)]
pub(super) struct DeckReloader {
    /// The question checked last: it keeps its text while it waits for its answer.
    asked: Option<Arc<Question>>,
    /// The deck that could not be read and its file's fingerprint, so that it is reported once.
    unreadable: Option<(String, u64)>,
}

impl DeckReloader {
    /// Reloads the decks if the question's deck was saved since it was read, and says so. A card that is gone is
    /// dropped; if the deck can't be read, its old text is asked.
    ///
    /// # Errors
    /// If the store or the terminal fails.
    pub(super) fn reload_if_saved(
        &mut self,
        session: &mut Session,
        context: &mut Rc<StudyContext>,
        ui: &mut dyn Ui,
        what: &[FilterTerm],
        app: &mut App,
    ) -> anyhow::Result<()> {
        // An exam keeps the questions that were drawn.
        let waits = *session.stage() == Stage::Question && session.exam().is_none();
        let Some(question) = session.question().filter(|_| waits).cloned() else { return Ok(()) };
        if self.asked.as_ref().is_some_and(|asked| Arc::ptr_eq(asked, &question)) {
            return Ok(());
        }
        self.asked = Some(Arc::clone(&question));
        let id = question.id.deck();
        let Some(saved) = context.found.saved_since(id).map(|saved| (id.to_owned(), saved)) else { return Ok(()) };
        if self.unreadable.as_ref() == Some(&saved) {
            return Ok(());
        }
        let before = context.found.heading(id).cloned();
        let Some(found) = app.find_again(what).filter(|found| is_read_or_gone(before.as_ref(), found)) else {
            self.unreadable = Some(saved);
            return ui.say(&format!("`{id}` was saved but can't be read; the old text is asked"));
        };
        if found.contents.heading(id).is_none() {
            ui.say(&format!("`{id}` is gone and is no longer asked"))?;
        } else {
            ui.say(&format!("`{id}` was saved and has been reloaded"))?;
            if found.contents.item(&question.id).is_none() {
                ui.say(&why_gone(&question, before.as_ref(), &found))?;
            }
        }
        context.go_on_with(found.contents, session)?;
        self.asked = session.question().cloned();
        Ok(())
    }
}

/// Whether the deck was found, or its file is gone. `false` if the file is there but broken, as in the middle of a
/// save.
fn is_read_or_gone(before: Option<&DeckSummary>, found: &FoundDecks) -> bool {
    let Some(before) = before else { return true };
    let is_broken = || {
        before.path.as_ref().is_some_and(|path| found.diagnostics.iter().any(|diagnostic| diagnostic.path == **path))
    };
    found.contents.heading(before.id.as_str()).is_some() || !is_broken()
}

/// Why a question is dropped although its deck is there: the first error of the file, or that it lacks the card.
fn why_gone(question: &Question, before: Option<&DeckSummary>, found: &FoundDecks) -> String {
    let path = before.and_then(|deck| deck.path.as_deref());
    let diagnostic =
        found.diagnostics.iter().find(|diagnostic| !diagnostic.asked_anyway && Some(diagnostic.path.as_path()) == path);
    match diagnostic {
        Some(diagnostic) => format!("{} is skipped: {}", question.id, one_line(diagnostic)),
        None => format!("{} is no longer in it and is skipped", question.id),
    }
}
