//! `exam`: a mock test, on screen or on paper, and the history of exams.

mod drawn;
mod history;
mod json;
mod marks;
mod paper;
mod past;

use std::collections::BTreeSet;
use std::rc::Rc;

use self::drawn::Drawn;
use self::json::ExamJson;
use super::run::play;
use super::written::kept_of;
use super::{clock_ahead, deck_identity, requeue, ui};
use crate::app::App;
use crate::app::error::Outcome;
use crate::cli::ExamArgs;
use crate::deck::Item;
use crate::deck::text::safe_line;
use crate::schedule::{Day, ItemState, Model, chance_known};
use crate::session::{Exam, ExamEnding, ExamPlan, Session, Ui, made_due};
use crate::stats::{Score, blind_card};
use crate::study::{LostItem, StudyContext, UnfinishedExam};
use crate::terminal::count;

/// Holds an exam: no feedback until the end; exit 1 below `--pass`.
pub(super) fn run(args: &ExamArgs, app: &mut App) -> anyhow::Result<Outcome> {
    if let Some(number) = args.history {
        return match number {
            Some(number) => past::run(number, args, app),
            None => history::run(args, app),
        };
    }
    let found = app.find(&args.what)?.contents;
    if let Some(path) = &args.paper {
        return paper::write(path, args, &StudyContext::new(found, app.store_to_read()?), app);
    }
    let mut context = StudyContext::new(found, app.store()?);
    clock_ahead::warn(&context.store, app)?;
    let drawn = Drawn::new(args, &context, app)?;
    let mut ui = ui::open_exam(args, app)?;
    let mut session = begin(drawn, args, &context, ui.as_mut(), app)?;
    let likely = likely(&session);
    let sat = play(&mut session, &mut context, ui.as_mut(), &args.what, app);
    let acknowledge = || acknowledge(&session, &context);
    let acknowledged = if sat.is_ok() { acknowledge() } else { context.store.without_waiting(acknowledge) };
    // If the store failed in the exam, that is the error to be told.
    sat.and(acknowledged).map_err(|err| kept_of(err, &context.store, app))?;

    let ending = |session: &Session| {
        let exam = session.exam().filter(|exam| exam.is_handed_in());
        ExamEnding { result: exam.map(|exam| exam.result(session.found())), likely }
    };
    // With --json the result is for another program, not for a person.
    let asks_for_marks = !args.json || args.overrule;
    if asks_for_marks {
        ui.result(&session, &ending(&session))?;
        marks::take(&mut session, &context, ui.as_mut(), app)?;
    }
    let ending = ending(&session);
    if asks_for_marks && ending.result.as_ref().is_some_and(|result| result.overruled > 0) {
        ui.result(&session, &ending)?;
        marks::accept(&session, ui.as_mut(), app)?;
    }
    let handed_in = ending.result.is_some();
    let due = if handed_in { session.due_misses(app.now()) } else { Vec::new() };
    // What is due in a store in memory nobody asks for later.
    let tells = handed_in && !args.due_misses && !session.settings().is_lost;
    let misses = session.exam().filter(|_| tells).map(|exam| exam.misses(app.now()));
    let agreed = !args.json && ui.end_exam(misses)?;
    drop(ui);
    let make_due = handed_in && (agreed || args.due_misses);
    if args.json {
        context.store.append(if make_due { &due } else { &[] })?;
        app.print_json(&ExamJson::of(&session, &ending, if make_due { made_due(&due) } else { 0 }))?;
    } else if make_due {
        requeue::make_due(&due, &context.store, app)?;
    }
    context.store.checkpoint().map_err(|err| kept_of(err.into(), &context.store, app))?;
    app.back_up_the_day(&context.store)?;
    let passed = ending.result.as_ref().map_or(args.pass.is_none(), crate::session::ExamResult::passed);
    Ok(Outcome::found_if(passed))
}

/// Begins an exam on the items drawn, or goes on with one that was left.
fn begin(
    mut drawn: Drawn,
    args: &ExamArgs,
    context: &StudyContext,
    ui: &mut dyn Ui,
    app: &App,
) -> anyhow::Result<Session> {
    let mut plan = ExamPlan {
        chances: Vec::new(),
        seed: drawn.seed,
        count: args.count,
        pass: args.pass,
        minutes: args.minutes,
        what: args.what.iter().map(ToString::to_string).collect(),
    };
    let mut left = UnfinishedExam::find(&plan, context, app.now().day)?;
    if let Some(lost) = left.as_ref().and_then(|left| Some(lost(left, left.lost.as_ref()?))) {
        ui.say(&lost)?;
        left = None;
    }
    let left = match left {
        // Who breaks off at the offer has left that exam, not a new one.
        Some(left) if args.continue_left || !args.json && (ui.offer(&offer(&left))? || ui.is_interrupted()) => {
            Some(left)
        }
        _ => None,
    };
    if let Some(left) = &left {
        drawn.take_up(left, &context.store)?;
    }
    let (model, now) = (context.store.model()?, app.now());
    // An item that isn't known may still be guessed.
    let chance = |item: &Item| known(&drawn.state(&item.id), &model, now.day).max(blind_card(&item.card));
    plan.chances = drawn.draw.items.iter().map(chance).collect();
    let mut settings = app.settings(&[], &*context.found)?;
    let ms = |minutes: u32| i64::from(minutes) * 60_000 - left.as_ref().map_or(0, UnfinishedExam::ms);
    settings.most_ms = args.minutes.map(ms);
    let exam = Exam::new(&drawn.draw, |id| drawn.state(id), plan, now);
    let found = Rc::clone(&context.found);
    let mut session = Session::of_exam(exam, found, drawn.into_states(), model, settings, now.day);
    if let Some(left) = &left {
        session.restore_exam(left.begun, &left.answers);
    }
    ui.begin_exam(&session)?;
    Ok(session)
}

/// Why one can't go on with an exam.
fn lost(left: &UnfinishedExam, item: &LostItem) -> String {
    let why = match item {
        LostItem::Gone(name) => format!("{} is no longer in any deck", safe_line(name)),
        LostItem::SelfRated(item) => format!("only you can judge {item} now"),
    };
    format!("The exam you left{} can't go on: {why}. A new one begins; that one stays without a result.", at(left))
}

/// When its last answer was given: ` at 20:15`
fn at(left: &UnfinishedExam) -> String {
    left.moment().map(|moment| moment.local().strftime(" at %H:%M").to_string()).unwrap_or_default()
}

/// The offer to go on with an exam.
fn offer(left: &UnfinishedExam) -> String {
    let (answered, at) = (left.answered(), at(left));
    format!(
        "You left this exam{at}, {answered} of {} answered. Go on with it? If not, a new one begins, and this one stays \
         without a result.",
        count(left.items.len(), "question")
    )
}

/// The chance that an item in this state is known; 0 for a new one.
fn known(state: &ItemState, model: &Model, today: Day) -> f64 {
    state.seen.map_or(0.0, |seen| chance_known(seen.fsrs, (seen.last_day, seen.last_rating), today, model))
}

/// The likely range of right answers, by the memory model.
fn likely(session: &Session) -> (usize, usize) {
    let mut score = Score::default();
    session.exam().into_iter().flat_map(Exam::chances).for_each(|chance| score.add_chance(chance));
    score.likely()
}

/// Acknowledges the decks of the questions that were answered.
fn acknowledge(session: &Session, context: &StudyContext) -> anyhow::Result<()> {
    let answered: BTreeSet<&str> = session.exam().into_iter().flat_map(Exam::decks_answered).collect();
    let decks = context.found.summaries().iter().enumerate().filter(|(_, deck)| answered.contains(deck.id.as_str()));
    let decks: Vec<usize> = decks.map(|(at, _)| at).collect();
    if decks.is_empty() { Ok(()) } else { deck_identity::acknowledge(&decks, &*context.found, &context.store) }
}
