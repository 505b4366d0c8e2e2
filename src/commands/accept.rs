//! "I was right": the deck may take the answer from now on, if it is a file of the learner's.

use std::fs;
use std::rc::Rc;

use super::desk::Desk;
use crate::app::App;
use crate::authoring;
use crate::deck::text::safe_line;
use crate::library;
use crate::schedule::Verdict;
use crate::session::{Asks, Concluded, Effect, Prompter, Question, Session, Stage, Wanted};

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
    let typed = typed.trim();
    let Some((card, path)) = session
        .found()
        .item(item)
        // Of several texts it would be for the learner to say which is meant for which.
        .filter(|item| Question::new(item, 0).asks == Asks::Text)
        .zip(session.found().heading(item.deck()))
        .and_then(|(item, deck)| Some((item.card.id.clone(), deck.path.clone()?)))
    else {
        return Ok(());
    };
    let (Some(stem), Ok(before)) = (library::stem(&path), fs::read_to_string(&path)) else { return Ok(()) };
    // Where only a person can do it there is nothing to offer.
    let Some(after) = authoring::accept(&stem, &before, &card, typed) else { return Ok(()) };
    let question = format!("Accept \"{}\" from now on, in {}?", safe_line(typed), app.shown(&path));
    if typed.is_empty() || !face.offer(&question)? {
        return Ok(());
    }
    if let Err(err) = library::replace(&path, &before, &after) {
        return face.say(&err.to_string());
    }
    face.say(&format!("{card} accepts it now."))?;
    if *session.stage() != Stage::Over {
        *desk = desk.with(app.find_quietly(what)?.contents);
        let slate = desk.slate(session.today(), session.settings())?;
        session.read_anew(Rc::clone(&desk.found), slate);
    }
    Ok(())
}
