//! `run`: the quiz.

use std::rc::Rc;

use super::desk::{Desk, Glance};
use super::reread::Afresh;
use super::session_report::Sitting;
use super::turn::turn;
use super::{
    accept, again, changes, clock_ahead, deck_identity, in_session, past_day, requeue, selection, startup, ui,
};
use crate::app::App;
use crate::app::error::Outcome;
use crate::cli::RunArgs;
use crate::session::{Ending, FilterTerm, Input, Mode, Session, Stage, Ui, made_due};
use crate::terminal::sentence;

/// Asks what is due today, and some new.
pub(super) fn run(args: &RunArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let search = app.search(&args.what);
    // Meanwhile; what is wrong with decks is said first.
    let store = app.store_if_there();
    let asks_today = !args.cram && args.by.is_none();
    let glance = asks_today.then(|| Glance::ahead_of_all(&store, app.now().day, usize::MAX)).flatten();
    let found = app.found(search)?;
    let store = store?.map_or_else(|| app.store(), Ok)?;
    if !clock_ahead::settle(&store, app)? {
        return Ok(Outcome::No);
    }
    let mut desk = Desk::new(Rc::clone(&found.contents), store).knowing(glance);
    let mut lines = startup::of(&found, &args.what, &desk.store, app)?;
    let mut settings = selection::settings(&args.what, &*desk.found, &desk.store, app)?;
    let mut changed = app.telling("comparing decks", |told| deck_identity::changed(&desk, told))?;
    for deck in deck_identity::left_out(&mut changed, &*desk.found, &desk.store, app)? {
        settings.filter.leave_out(&deck);
    }
    lines.extend(changes::lines(&changed));
    settings.limits.new_anyway = args.new;
    settings.seed = args.seed;
    settings.most_ms = args.minutes.map(|minutes| i64::from(minutes) * 60_000);
    settings.mode = aim(args, app)?;
    settings.most_items = args.limit.map(|limit| limit as usize);
    let sitting = Sitting::new(&settings);
    let first_time = desk.store.is_empty()?;
    let mut session = desk.session(settings, app.now().day)?;
    if *session.stage() == Stage::Over {
        let page = match selection::nothing(&session.settings().filter, &*desk.found, &desk.store, session.today())? {
            Some(said) => sentence(&said),
            None => sitting.nothing_due(&session, &desk, app)?,
        };
        ui::print(&page, app)?;
        desk.found.settle();
        return Ok(Outcome::Done);
    }

    let mut face = ui::open(app)?;
    if first_time {
        face.welcome(&sitting.welcome(&session, app))?;
    }
    lines.extend(startup::practice(&session));
    for line in lines.into_iter().chain(startup::backlog(&session, &desk, sitting.reviews_per_day())?) {
        face.say(&line)?;
    }
    let played = play(&mut session, &mut desk, face.as_mut(), &args.what, app);
    // Whatever ended it: what was seen is remembered, and the log is written back into the file.
    Sitting::remember(&session, &changed, &desk)?;
    let has_quit = matches!(played, Ok(true));
    let ended = played.and_then(|_| {
        let due = if session.changes_schedule() { Vec::new() } else { session.due_misses(app.now()) };
        let make_due = if args.due_misses { 0 } else { made_due(&due) };
        for line in startup::at_the_end(&session) {
            face.say(&line)?;
        }
        let ending = Ending { make_due, ..sitting.ending(&session, &desk, app)? };
        Ok((face.end(&session, &ending)? || args.due_misses, due))
    });
    drop(face);
    let ended = ended.and_then(|(wanted, due)| if wanted { requeue::make_due(&due, &desk.store, app) } else { Ok(()) });
    // Who quits wants to be gone.
    let ended = ended.and_then(|()| if has_quit { Ok(()) } else { again::offer(&session, &mut desk, &args.what, app) });
    desk.store.checkpoint()?;
    ended.map(|()| Outcome::Done)
}

/// What the session is for.
fn aim(args: &RunArgs, app: &App) -> anyhow::Result<Mode> {
    match args.by {
        Some(by) => by.coming(app.now().day).map(Mode::By).map_err(|past| past_day(past).into()),
        None if args.cram => Ok(Mode::Cram),
        None => Ok(Mode::Today),
    }
}

/// So many cards are read before they are asked.
const AHEAD: usize = 60;

/// Reads the cards that come next, so that they can be asked whatever becomes of their files meanwhile.
fn read_ahead(session: &Session, desk: &Desk) {
    for item in session.coming().into_iter().take(AHEAD) {
        desk.found.card(item.card());
    }
}

/// Asks until the session is over; whether the learner quit.
pub(super) fn play(
    session: &mut Session,
    desk: &mut Rc<Desk>,
    face: &mut dyn Ui,
    what: &[FilterTerm],
    app: &mut App,
) -> anyhow::Result<bool> {
    let mut has_quit = false;
    let mut version = desk.store.data_version()?;
    let mut first = true;
    let mut afresh = Afresh::default();
    loop {
        afresh.look(session, desk, face, what, app)?;
        if *session.stage() == Stage::Over {
            break;
        }
        let is_first = std::mem::take(&mut first);
        // A question just painted is read for a while, and nobody waits.
        let mut in_the_pause = || {
            // Somebody who only looks in needs nothing gathered.
            if !is_first {
                session.gather_ahead();
            }
            desk.found.settle();
            read_ahead(session, desk);
            Ok(desk.store.checkpoint_now_and_then()?)
        };
        let (input, ms) = face.ask(session, &mut in_the_pause)?;
        match input {
            Input::Edit => in_session::edit(session, desk, face, what, app)?,
            Input::History => {
                if let Some(past) = in_session::past(session, &desk.store)? {
                    face.past(&past)?;
                }
            }
            input => {
                let (overruled, left_at_once) = (input == Input::Overrule, input.leaves_at_once());
                has_quit = input == Input::Quit;
                let asked = session.question().map(|question| question.id.clone());
                let effect = turn(session, desk, &mut version, input, app.now(), ms)?;
                if let Some(asked) = asked.filter(|_| effect.elsewhere) {
                    face.say(&format!("{asked} was answered in another window; an answer here counts as practice"))?;
                }
                face.show(session, &effect)?;
                if overruled {
                    accept::offer(session, desk, face, &effect, what, app)?;
                }
                if left_at_once && *session.stage() == Stage::Over && face.regrets()? {
                    let effect = turn(session, desk, &mut version, Input::Undo, app.now(), 0)?;
                    face.show(session, &effect)?;
                }
            }
        }
    }
    desk.found.settle();
    Ok(has_quit)
}
