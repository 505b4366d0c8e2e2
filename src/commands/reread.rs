//! Decks that are saved while a session runs are read afresh before the next question.

use std::rc::Rc;
use std::sync::Arc;

use super::desk::Desk;
use crate::app::{App, FoundDecks};
use crate::deck::Heading;
use crate::deck::diagnostic::one_line;
use crate::session::{FilterTerm, Question, Session, Stage, Ui};

/// Looks at the file of each question before it is asked, and at no other.
#[derive(Debug, Default)]
pub(super) struct Afresh {
    /// The question that was looked at last: while it waits for its answer it keeps its words.
    asked: Option<Arc<Question>>,
    /// A deck that could not be read any more, and how its file looked then: that is said once.
    unreadable: Option<(String, u64)>,
}

impl Afresh {
    /// Reads the decks anew if that of the question was saved since it was read, and says so. A card that is gone is
    /// asked no more; of a deck that can't be read at all the old words are asked.
    ///
    /// # Errors
    /// When the store or the terminal fails.
    pub(super) fn look(
        &mut self,
        session: &mut Session,
        desk: &mut Rc<Desk>,
        face: &mut dyn Ui,
        what: &[FilterTerm],
        app: &mut App,
    ) -> anyhow::Result<()> {
        let Some(question) = session.question().filter(|_| *session.stage() == Stage::Question).cloned() else {
            return Ok(());
        };
        if self.asked.as_ref().is_some_and(|asked| Arc::ptr_eq(asked, &question)) {
            return Ok(());
        }
        self.asked = Some(Arc::clone(&question));
        let id = question.id.deck();
        let Some(theme) = desk.found.saved_since(id).map(|theme| (id.to_owned(), theme)) else { return Ok(()) };
        if self.unreadable.as_ref() == Some(&theme) {
            return Ok(());
        }
        let before = desk.found.heading(id).cloned();
        let Some(found) = app.find_again(what).filter(|found| is_read_or_gone(before.as_ref(), found)) else {
            self.unreadable = Some(theme);
            return face.say(&format!("`{id}` was saved meanwhile and can't be read; its old words are asked"));
        };
        if found.contents.heading(id).is_none() {
            face.say(&format!("`{id}` is no longer there; it is asked no more"))?;
        } else {
            face.say(&format!("`{id}` was saved meanwhile and is read anew"))?;
            if found.contents.item(&question.id).is_none() {
                face.say(&why_gone(&question, before.as_ref(), &found))?;
            }
        }
        desk.go_on_with(found.contents, session)?;
        self.asked = session.question().cloned();
        Ok(())
    }
}

/// Whether a deck is among those found, or its file is not there: not so where the file says nothing that can be read,
/// as in the midst of being saved.
fn is_read_or_gone(before: Option<&Heading>, found: &FoundDecks) -> bool {
    let Some(before) = before else { return true };
    let is_broken =
        || before.path.as_ref().is_some_and(|path| found.problems.iter().any(|problem| problem.path == **path));
    found.contents.heading(before.id.as_str()).is_some() || !is_broken()
}

/// Why a question is not asked though its deck is there: the first thing that is wrong with the file, or that the card is
/// not in it.
fn why_gone(question: &Question, before: Option<&Heading>, found: &FoundDecks) -> String {
    let path = before.and_then(|deck| deck.path.as_deref());
    let problem = found.problems.iter().find(|problem| !problem.asked_anyway && Some(problem.path.as_path()) == path);
    match problem {
        Some(problem) => format!("{} is passed over: {}", question.id, one_line(problem)),
        None => format!("{} is no longer in it and is passed over", question.id),
    }
}
