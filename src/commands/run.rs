//! `run`: the quiz.

use std::rc::Rc;

use super::day_check::DayCheck;
use super::reread::DeckReloader;
use super::session_report::SessionReport;
use super::written::{Turns, kept_of};
use super::{
    accept, again, changes, clock_ahead, deck_identity, in_session, past_day, requeue, selection, startup, ui,
};
use crate::app::App;
use crate::app::error::Outcome;
use crate::cli::RunArgs;
use crate::session::{Ending, FilterTerm, Input, Mode, Session, Stage, Ui, made_due};
use crate::study::StudyContext;
use crate::terminal::sentence;

/// Asks what is due today, and some new items.
pub(super) fn run(args: &RunArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let found = app.find(&args.what)?;
    let store = app.store_if_there()?.map_or_else(|| app.store(), Ok)?;
    if !clock_ahead::settle(&store, app)? {
        return Ok(Outcome::No);
    }
    let mut context = StudyContext::new(Rc::clone(&found.contents), store);
    let mut lines = startup::of(&found, &args.what, &context.store, app)?;
    let mut settings = selection::settings(&args.what, &*context.found, &context.store, app)?;
    let mut changed = app.telling("comparing decks", |told| deck_identity::changed(&context, told))?;
    for deck in deck_identity::left_out(&mut changed, &*context.found, &context.store, app)? {
        settings.filter.leave_out(&deck);
    }
    lines.extend(changes::lines(&changed));
    settings.limits.new_anyway = args.new;
    settings.seed = args.seed;
    settings.most_ms = args.minutes.map(|minutes| i64::from(minutes) * 60_000);
    settings.mode = mode(args, app)?;
    settings.most_items = args.limit.map(|limit| limit as usize);
    let sitting = SessionReport::new(&settings);
    let first_time = context.store.is_empty()?;
    let mut session = context.session(settings, app.now().day)?;
    if *session.stage() == Stage::Over {
        let page =
            match selection::nothing(&session.settings().filter, &*context.found, &context.store, session.today())? {
                Some(said) => sentence(&said),
                None => sitting.nothing_due(&session, &context, app)?,
            };
        ui::print(&page, app)?;
        return Ok(Outcome::Done);
    }

    let mut ui = ui::open(app)?;
    if first_time {
        ui.welcome(&sitting.welcome(&session, app))?;
    }
    lines.extend(startup::practice(&session));
    for line in lines.into_iter().chain(startup::backlog(&session, &context, sitting.reviews_per_day())?) {
        ui.say(&line)?;
    }
    let played = play(&mut session, &mut context, ui.as_mut(), &args.what, app);
    // However it ended, acknowledge what was asked. If the store failed before, that is the error to be told.
    let remember = || SessionReport::remember(&session, &changed, &context);
    let remembered = if played.is_ok() { remember() } else { context.store.without_waiting(remember) };
    let has_quit = matches!(played, Ok(true));
    let ended = played.and(remembered).and_then(|()| {
        let due = if session.changes_schedule() { Vec::new() } else { session.due_misses(app.now()) };
        let make_due = if args.due_misses { 0 } else { made_due(&due) };
        for line in startup::at_the_end(&session) {
            ui.say(&line)?;
        }
        let ending = Ending { make_due, ..sitting.ending(&session, &context, app)? };
        Ok((ui.end(&session, &ending)? || args.due_misses, due))
    });
    drop(ui);
    let ended =
        ended.and_then(|(wanted, due)| if wanted { requeue::make_due(&due, &context.store, app) } else { Ok(()) });
    // Don't hold up someone who quits.
    let ended =
        ended.and_then(|()| if has_quit { Ok(()) } else { again::offer(&session, &mut context, &args.what, app) });
    let ended = ended.and_then(|()| Ok(context.store.checkpoint()?));
    let ended = ended.map_err(|err| kept_of(err, &context.store, app));
    if context.store.check_file().is_ok() {
        app.back_up_the_day(&context.store)?;
    }
    ended.map(|()| Outcome::Done)
}

fn mode(args: &RunArgs, app: &App) -> anyhow::Result<Mode> {
    match args.by {
        Some(by) => by.coming(app.now().day).map(Mode::By).map_err(|past| past_day(past).into()),
        None if args.cram => Ok(Mode::Cram),
        None => Ok(Mode::Today),
    }
}

/// How many cards are read ahead.
const AHEAD: usize = 60;

/// Reads the next cards, so that they can be asked even if their files change.
fn read_ahead(session: &Session, context: &StudyContext) {
    for item in session.coming().into_iter().take(AHEAD) {
        context.found.card(item.card());
    }
}

/// Asks until the session is over; returns whether the learner quit.
pub(super) fn play(
    session: &mut Session,
    context: &mut Rc<StudyContext>,
    ui: &mut dyn Ui,
    what: &[FilterTerm],
    app: &mut App,
) -> anyhow::Result<bool> {
    let mut has_quit = false;
    let mut turns = Turns::new(&context.store)?;
    let mut first = true;
    let mut day_check = DayCheck::due(&context.store, session.today())?;
    let mut afresh = DeckReloader::default();
    loop {
        afresh.reload_if_saved(session, context, ui, what, app)?;
        day_check.tell(ui, app)?;
        if *session.stage() == Stage::Over {
            break;
        }
        let is_first = std::mem::take(&mut first);
        // Idle work: the learner is still reading the question.
        let mut while_idle = || {
            // Not at the first question: many only look in.
            if !is_first {
                session.gather_ahead();
            }
            read_ahead(session, context);
            day_check.begin(&context.store);
            Ok(context.store.checkpoint_now_and_then()?)
        };
        let (input, ms) = if session.must_hand_in() {
            ui.say("Time is up: the exam is handed in.")?;
            (Input::HandIn, 0)
        } else {
            ui.ask(session, &mut while_idle)?
        };
        match input {
            Input::Edit => in_session::edit(session, context, ui, what, app)?,
            Input::History => {
                if let Some(past) = in_session::past(session, &context.store)? {
                    ui.past(&past)?;
                }
            }
            input => {
                let (overruled, left_at_once) = (input == Input::Overrule, input.leaves_at_once());
                has_quit = input == Input::Quit;
                let asked = session.question().map(|question| question.id.clone());
                let Some(effect) = turns.take(session, context, ui, app, (input, ms))? else { continue };
                if effect.elsewhere && session.exam().is_some() {
                    ui.say("The exam was handed in in another window; this is its result.")?;
                } else if let Some(asked) = asked.filter(|_| effect.elsewhere) {
                    ui.say(&format!("{asked} was answered in another window; an answer here counts as practice"))?;
                }
                ui.show(session, &effect)?;
                if overruled {
                    accept::offer(session, context, ui, &effect, what, app)?;
                }
                if left_at_once && *session.stage() == Stage::Over && ui.offer_undo()? {
                    let undone = turns.take(session, context, ui, app, (Input::Undo, 0))?;
                    undone.map_or(Ok(()), |effect| ui.show(session, &effect))?;
                }
            }
        }
    }
    Ok(has_quit)
}
