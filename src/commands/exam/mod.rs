//! `exam`: a mock test, on screen or on paper, and the history of exams.

mod history;
mod json;
mod paper;
mod past;
mod word;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use self::json::ExamJson;
use super::{clock_ahead, deck_identity, requeue, selection, ui};
use crate::app::App;
use crate::app::error::{CliError, Outcome};
use crate::cli::ExamArgs;
use crate::deck::{Collection, Decks as _, ItemId};
use crate::schedule::{Day, ItemState, Model, chance_known};
use crate::session::{Exam, ExamDraw, ExamEnding, ExamPlan, ExamStage, ExamUi, carry_on, draw, made_due};
use crate::stats::{Score, blind_card};
use crate::store::Store;

/// Holds an exam: no feedback until the end; exit 1 below `--pass`.
pub(super) fn run(args: &ExamArgs, app: &mut App) -> anyhow::Result<Outcome> {
    if let Some(number) = args.history {
        return match number {
            Some(number) => past::run(number, args, app),
            None => history::run(args, app),
        };
    }
    let found = Arc::new(app.load(&args.what)?.collection);
    if let Some(path) = &args.paper {
        return paper::write(path, args, &found, app);
    }
    let store = app.store()?;
    clock_ahead::warn(&store, app)?;
    let mut exam = prepare(args, &found, &store, app)?;
    let likely = likely(&exam);
    let mut ui = ui::open_exam(args, app)?;
    let sat = sit(&mut exam, &store, ui.as_mut(), app);
    // However it ended, acknowledge the decks of the questions answered.
    let open = exam.open();
    let answered = (1..).zip(exam.questions()).filter(|(number, _)| !open.contains(number));
    let decks: BTreeSet<&str> = answered.map(|(_, question)| question.id.deck()).collect();
    for (at, _) in found.summaries().iter().enumerate().filter(|(_, deck)| decks.contains(deck.id.as_str())) {
        deck_identity::acknowledge(&[at], &*found, &store)?;
    }
    sat?;

    let handed_in = exam.stage() == ExamStage::HandedIn;
    let ending = |exam: &Exam| ExamEnding { result: handed_in.then(|| exam.result()), likely };
    // With --json the result is for another program, not for a person.
    let asks_for_words = !args.json || args.overrule;
    if asks_for_words {
        ui.result(&exam, &ending(&exam))?;
        word::take(&mut exam, &store, ui.as_mut(), app)?;
    }
    let ending = ending(&exam);
    if asks_for_words && ending.result.as_ref().is_some_and(|result| result.overruled > 0) {
        ui.rescored(&ending)?;
        word::accept(&exam, ui.as_mut(), app)?;
    }
    let due = if handed_in { exam.due_misses(app.now()) } else { Vec::new() };
    let misses = (handed_in && !args.due_misses).then(|| exam.misses(app.now()));
    let agreed = !args.json && ui.end(misses)?;
    drop(ui);
    let make_due = handed_in && (agreed || args.due_misses);
    if args.json {
        store.append(if make_due { &due } else { &[] })?;
        app.print_json(&ExamJson::of(&exam, &ending, if make_due { made_due(&due) } else { 0 }))?;
    } else if make_due {
        requeue::make_due(&due, &store, app)?;
    }
    store.checkpoint()?;
    let passed = ending.result.as_ref().map_or(args.pass.is_none(), crate::session::ExamResult::passed);
    Ok(Outcome::found_if(passed))
}

/// Draws the items; also returns all states, with those carried over from earlier names.
fn drawn(args: &ExamArgs, found: &Collection, store: &Store, app: &App) -> anyhow::Result<(ExamDraw, States)> {
    let filter = selection::settings(&args.what, found, store, app)?.filter;
    let mut states = store.states()?;
    let carried = carry_on(found, &mut states);
    let today = app.now().day;
    let drawn = draw(found, &states, &filter, today, args.count as usize, seed(args, app));
    if drawn.items.is_empty() {
        if let Some(said) = selection::nothing(&filter, found, store, today)? {
            return Err(CliError::usage(selection::phrase(&said))
                .help("`oss-quiz items WHAT` lists what WHAT names")
                .into());
        }
        let help = match drawn.left_out {
            0 => "`oss-quiz show WHAT` lists what WHAT names".to_owned(),
            1 => "you rate the one item it names yourself; `oss-quiz run` asks it".to_owned(),
            left => format!("you rate all {left} items it names yourself; `oss-quiz run` asks them"),
        };
        return Err(CliError::usage("there is no question that the program can judge").help(help).into());
    }
    Ok((drawn, States { states, carried }))
}

/// The states of items, and which of them were carried over from an earlier name.
struct States {
    states: HashMap<ItemId, ItemState>,
    carried: HashMap<ItemId, ItemId>,
}

/// `--seed`, else the study day.
fn seed(args: &ExamArgs, app: &App) -> u64 {
    args.seed.unwrap_or_else(|| u64::from(app.now().day.number().unsigned_abs()))
}

fn prepare(args: &ExamArgs, found: &Arc<Collection>, store: &Store, app: &App) -> anyhow::Result<Exam> {
    let (drawn, States { states, carried }) = drawn(args, found, store, app)?;
    let (model, today) = (store.model()?, app.now().day);
    let chances = drawn
        .items
        .iter()
        // An item that isn't known may still be guessed.
        .map(|item| known(states.get(&item.id), &model, today).max(blind_card(&item.card)));
    let plan = ExamPlan {
        chances: chances.collect(),
        seed: seed(args, app),
        pass: args.pass,
        what: args.what.iter().map(ToString::to_string).collect(),
        forget_answers: !app.config.keep_answers,
    };
    Ok(Exam::new(Arc::clone(found), &drawn, &states, carried, plan))
}

/// The chance that an item in this state is known; 0 for a new one.
fn known(state: Option<&ItemState>, model: &Model, today: Day) -> f64 {
    let seen = state.and_then(|state| state.seen);
    seen.map_or(0.0, |seen| chance_known(seen.memory, (seen.last_day, seen.last_rating), today, model))
}

/// The likely range of right answers, by the memory model.
fn likely(exam: &Exam) -> (usize, usize) {
    let mut score = Score::default();
    exam.chances().for_each(|chance| score.add_chance(chance));
    score.likely()
}

fn sit(exam: &mut Exam, store: &Store, ui: &mut dyn ExamUi, app: &App) -> anyhow::Result<()> {
    let started = app.now();
    ui.begin(exam)?;
    while !exam.is_over() {
        let (input, ms) = ui.ask(exam, &mut || Ok(store.checkpoint_now_and_then()?))?;
        if exam.begins_with(&input) {
            let begin = store.append(&[exam.begin(started)])?;
            exam.recorded(&begin.events);
        }
        let drafts = exam.take(input, app.now(), ms);
        let events = if drafts.is_empty() { Vec::new() } else { store.append(&drafts)?.events };
        exam.recorded(&events);
    }
    Ok(())
}
