//! "I was right": the deck may take the answer from now on, if it is a file of the learner's.

use std::fs;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use super::desk::Desk;
use crate::app::App;
use crate::authoring;
use crate::deck::text::safe_line;
use crate::deck::{CardId, Contents, Item, ItemId};
use crate::library;
use crate::schedule::Verdict;
use crate::session::{Concluded, Effect, Prompter, Session, Stage, Wanted};

/// An answer that a deck may take into the `accept` of its card.
pub(super) struct Proposal {
    card: CardId,
    path: Arc<Path>,
    before: String,
    after: String,
    typed: String,
    is_another: bool,
}

impl Proposal {
    /// `None` where the deck is no file of the learner's, and where only a person can do it. `is_another` says whether a
    /// text is right elsewhere already.
    pub(super) fn of(
        found: &dyn Contents,
        id: &ItemId,
        typed: &str,
        is_another: impl Fn(&Item, &str) -> bool,
    ) -> Option<Self> {
        let typed = typed.trim();
        let item = found.item(id).filter(|_| !typed.is_empty())?;
        let path = found.heading(id.deck())?.path.clone()?;
        let before = fs::read_to_string(&path).ok()?;
        let after = authoring::accept(&library::stem(&path)?, &before, &item.card.id, typed)?;
        let is_another = is_another(&item, typed);
        Some(Self { card: item.card.id.clone(), path, before, after, typed: typed.to_owned(), is_another })
    }

    /// What is asked.
    pub(super) fn question(&self, app: &App) -> String {
        let (typed, path) = (safe_line(&self.typed), app.shown(&self.path));
        if self.is_another {
            return format!("\"{typed}\" is another answer in your decks. Accept it here all the same, in {path}?");
        }
        format!("Accept \"{typed}\" from now on, in {path}?")
    }

    /// Writes it, and gives what there is to say.
    pub(super) fn write(&self) -> Result<String, library::WriteError> {
        library::replace(&self.path, &self.before, &self.after)?;
        Ok(format!("{} accepts it now.", self.card))
    }
}

/// Offers to write the answer that was overruled into the `accept` of its card, and does so if the learner agrees.
pub(super) fn offer(
    session: &mut Session,
    desk: &mut Rc<Desk>,
    face: &mut dyn Prompter,
    effect: &Effect,
    what: &[Wanted],
    app: &mut App,
) -> anyhow::Result<()> {
    let Some(Concluded { item, verdict: Verdict::Right, typed: Some(typed), .. }) = &effect.concluded else {
        return Ok(());
    };
    let is_another = |item: &Item, text: &str| session.is_another_answer(item, text);
    let Some(proposal) = Proposal::of(session.found(), item, typed, is_another) else { return Ok(()) };
    if !face.offer(&proposal.question(app))? {
        return Ok(());
    }
    match proposal.write() {
        Err(err) => return face.say(&err.to_string()),
        Ok(words) => face.say(&words)?,
    }
    if *session.stage() != Stage::Over {
        *desk = desk.with(app.find_quietly(what)?.contents);
        let slate = desk.slate(session.today(), session.settings())?;
        session.read_anew(Rc::clone(&desk.found), slate);
    }
    Ok(())
}
