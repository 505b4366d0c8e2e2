//! Actions within a session other than answering: show an item's history, edit its card.

use std::path::PathBuf;
use std::rc::Rc;

use super::{reviewed, user_copy};
use crate::app::App;
use crate::deck::diagnostic::one_line;
use crate::deck::text::safe_line;
use crate::schedule::{Day, EffectiveReview, EventKind, History};
use crate::session::{Choice, FilterTerm, ItemHistory, Session, Stage, Ui};
use crate::store::Store;
use crate::study::StudyContext;
use crate::terminal::{Editor, count};

/// How many of the latest reviews are shown.
const REVIEWS: usize = 12;

/// The history of the current item.
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
        (true, _) => format!("{id} has not been answered before"),
        (_, 0) => format!("Reviews of {id}:"),
        (_, more) => format!("Latest reviews of {id}; `oss-quiz show {id}` lists {more} more:"),
    };
    let reviews = reviews.into_iter().skip(left_out).collect();
    Ok(Some(ItemHistory { heading, reviews, reasons: reasons(session) }))
}

/// One review: when, its rating, its interval, the answer.
fn line(standing: &EffectiveReview<'_>, today: Day) -> String {
    let EventKind::Review(review) = &standing.event.what else { return String::new() };
    let days = standing.due.since(standing.event.moment.day);
    let next = (days > 0).then(|| format!(", {}", count(days.unsigned_abs() as usize, "day")));
    let when = reviewed::when(standing.event, today);
    format!("{when}  {}{}{}", standing.rating, next.unwrap_or_default(), reviewed::said(review))
}

/// Why each wrong choice is wrong, as far as the deck says; empty until the question is answered.
fn reasons(session: &Session) -> Vec<String> {
    let (Some(question), Stage::Verdict(_)) = (session.question(), session.stage()) else { return Vec::new() };
    let why = |choice: &Choice| Some(format!("not {}: {}", choice.text.plain(), choice.why.as_ref()?.plain()));
    question.choices.iter().filter(|choice| !choice.right).filter_map(why).map(|line| safe_line(&line)).collect()
}

/// Opens the editor at the card's line and continues with the new text. If the card can't be read any more, reports why
/// and keeps the old text.
pub(super) fn edit(
    session: &mut Session,
    context: &mut Rc<StudyContext>,
    ui: &mut dyn Ui,
    what: &[FilterTerm],
    app: &mut App,
) -> anyhow::Result<()> {
    let Some(question) = session.question().cloned() else { return Ok(()) };
    let path = session.found().heading(question.id.deck()).and_then(|deck| deck.path.clone());
    let path = match path {
        Some(path) => path.to_path_buf(),
        None => match copied(session, context, ui, what, app)? {
            Some(path) => path,
            None => return Ok(()),
        },
    };
    let editor = Editor::of([app.env.visual.as_deref(), app.env.editor.as_deref()]);
    let absolute = std::path::absolute(&path).unwrap_or_else(|_| path.clone());
    let line = question.card.place.line;
    let opened = ui.aside(&mut || editor.open(&absolute, line).map(|_| ()));
    if let Err(err) = opened {
        if err.downcast_ref::<std::io::Error>().is_none() {
            return Err(err);
        }
        return ui.say(&format!("could not start the editor `{}`; set VISUAL or EDITOR", safe_line(editor.name())));
    }
    if context.found.saved_since(question.id.deck()).is_none() {
        return ui.say("nothing was saved yet; what you save later is read before the next question");
    }
    let Some(found) = app.find_again(what) else {
        return ui.say("the deck can't be read any more; the old text is asked");
    };
    for diagnostic in found.diagnostics.iter().filter(|diagnostic| *diagnostic.path == *path) {
        ui.say(&one_line(diagnostic))?;
    }
    if let Some(item) = found.contents.item(&question.id) {
        if matches!(session.stage(), Stage::Verdict(_)) && item.card.body != question.card.body {
            ui.say("edited; the new text is asked next time")?;
        }
        return Ok(context.go_on_with(found.contents, session)?);
    }
    ui.say(&format!("{} can't be read any more; the old text is asked", question.id))
}

/// Offers to copy the built-in deck of the question, and continues with the copy. Returns its file, or `None` after
/// telling the learner why there is none.
fn copied(
    session: &mut Session,
    context: &mut Rc<StudyContext>,
    ui: &mut dyn Ui,
    what: &[FilterTerm],
    app: &mut App,
) -> anyhow::Result<Option<PathBuf>> {
    let Some(built_in) = session.question().map(|question| question.id.deck().to_owned()) else { return Ok(None) };
    let path = match user_copy::place_of_copy(&built_in, app) {
        Ok(path) => path,
        Err(err) => return ui.say(&err.to_string()).map(|()| None),
    };
    let folder = app.shown(path.parent().unwrap_or(&path));
    if !ui.offer(&format!("This deck is built in. Copy it to {folder} and edit your copy?"))? {
        let stays =
            format!("`{built_in}` is built in and stays as it is; `oss-quiz edit {built_in}` copies it as well");
        return ui.say(&stays).map(|()| None);
    }
    if let Err(err) = user_copy::copy(&built_in, &path) {
        return ui.say(&err.to_string()).map(|()| None);
    }
    ui.say(&format!("copied to {}; from now on it is used instead of the built-in deck", app.shown(&path)))?;
    context.go_on_with(app.find_quietly(what)?.contents, session)?;
    Ok(Some(path))
}
