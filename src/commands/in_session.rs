//! What a learner may do in a session that is no answer: look at an item's history, edit its card.

use std::path::PathBuf;
use std::rc::Rc;

use super::desk::Desk;
use super::{reviewed, user_copy};
use crate::app::App;
use crate::deck::diagnostic::one_line;
use crate::deck::text::safe_line;
use crate::schedule::{Day, EffectiveReview, EventKind, History};
use crate::session::{Choice, FilterTerm, ItemHistory, Session, Stage, Ui};
use crate::store::Store;
use crate::terminal::{Editor, count};

/// So many reviews of an item are shown, the latest.
const REVIEWS: usize = 12;

/// The past of the item being asked.
pub(super) fn past(session: &Session, store: &Store) -> anyhow::Result<Option<ItemHistory>> {
    let Some(question) = session.question() else { return Ok(None) };
    let id = &question.id;
    let mut events = store.history(id)?;
    for from in session.found().carried_from(id) {
        events.extend(store.history(&from)?);
    }
    let today = session.today();
    let history = History::of(&events);
    let reviews: Vec<String> = history.reviews().map(|standing| line(&standing, today)).collect();
    let left_out = reviews.len().saturating_sub(REVIEWS);
    let heading = match (reviews.is_empty(), left_out) {
        (true, _) => format!("{id} was not answered before"),
        (_, 0) => format!("{id}, its reviews:"),
        (_, more) => format!("{id}, its latest reviews; {more} more with `oss-quiz show {id}`:"),
    };
    let reviews = reviews.into_iter().skip(left_out).collect();
    Ok(Some(ItemHistory { heading, reviews, reasons: reasons(session) }))
}

/// A review: when, what it counted as, and until when, what was said.
fn line(standing: &EffectiveReview<'_>, today: Day) -> String {
    let EventKind::Review(review) = &standing.event.what else { return String::new() };
    let days = standing.due.since(standing.event.moment.day);
    let next = (days > 0).then(|| format!(", {}", count(days.unsigned_abs() as usize, "day")));
    let when = reviewed::when(standing.event, today);
    format!("{when}  {}{}{}", standing.rating, next.unwrap_or_default(), reviewed::said(review))
}

/// Why each of the wrong choices is wrong, as far as the deck says so; not before the question is answered.
fn reasons(session: &Session) -> Vec<String> {
    let (Some(question), Stage::Verdict(_)) = (session.question(), session.stage()) else { return Vec::new() };
    let why = |choice: &Choice| Some(format!("not {}: {}", choice.text.plain(), choice.why.as_ref()?.plain()));
    question.choices.iter().filter(|choice| !choice.right).filter_map(why).map(|line| safe_line(&line)).collect()
}

/// Opens the editor at the card's line, and goes on with what it says then. A card that can't be read any more keeps
/// its words, and what is wrong with it is said.
pub(super) fn edit(
    session: &mut Session,
    desk: &mut Rc<Desk>,
    face: &mut dyn Ui,
    what: &[FilterTerm],
    app: &mut App,
) -> anyhow::Result<()> {
    let Some(question) = session.question().cloned() else { return Ok(()) };
    let path = session.found().heading(question.id.deck()).and_then(|deck| deck.path.clone());
    let path = match path {
        Some(path) => path.to_path_buf(),
        None => match copied(session, desk, face, what, app)? {
            Some(path) => path,
            None => return Ok(()),
        },
    };
    let editor = Editor::of([app.env.visual.as_deref(), app.env.editor.as_deref()]);
    let absolute = std::path::absolute(&path).unwrap_or_else(|_| path.clone());
    let line = question.card.place.line;
    let opened = face.aside(&mut || editor.open(&absolute, line).map(|_| ()));
    if let Err(err) = opened {
        if err.downcast_ref::<std::io::Error>().is_none() {
            return Err(err);
        }
        return face.say(&format!("could not start the editor `{}`; set VISUAL or EDITOR", safe_line(editor.name())));
    }
    if desk.found.saved_since(question.id.deck()).is_none() {
        return face.say("nothing was saved yet; what is saved later is read before the next question");
    }
    let Some(found) = app.find_again(what) else {
        return face.say("the deck can't be read any more; its old words are asked");
    };
    for problem in found.problems.iter().filter(|problem| *problem.path == *path) {
        face.say(&one_line(problem))?;
    }
    if let Some(item) = found.contents.item(&question.id) {
        if matches!(session.stage(), Stage::Verdict(_)) && item.card.body != question.card.body {
            face.say("edited; its new words are asked next time")?;
        }
        return Ok(desk.go_on_with(found.contents, session)?);
    }
    face.say(&format!("{} can't be read any more; its old words are asked", question.id))
}

/// Copies the built-in deck of the question, if the learner agrees, and goes on with the copy: its file. `None` where the
/// deck stays as it is, which is said.
fn copied(
    session: &mut Session,
    desk: &mut Rc<Desk>,
    face: &mut dyn Ui,
    what: &[FilterTerm],
    app: &mut App,
) -> anyhow::Result<Option<PathBuf>> {
    let Some(built_in) = session.question().map(|question| question.id.deck().to_owned()) else { return Ok(None) };
    let path = match user_copy::place_of_copy(&built_in, app) {
        Ok(path) => path,
        Err(err) => return face.say(&err.to_string()).map(|()| None),
    };
    let folder = app.shown(path.parent().unwrap_or(&path));
    if !face.offer(&format!("This deck is built in. Copy it to {folder} and edit your copy?"))? {
        let stays = format!("`{built_in}` is built in and stays as it is; `oss-quiz edit {built_in}` copies it, too");
        return face.say(&stays).map(|()| None);
    }
    if let Err(err) = user_copy::copy(&built_in, &path) {
        return face.say(&err.to_string()).map(|()| None);
    }
    face.say(&format!("copied to {}; it counts from now on in place of the built-in deck", app.shown(&path)))?;
    desk.go_on_with(app.find_quietly(what)?.contents, session)?;
    Ok(Some(path))
}
