//! `exam`: a mock test, on screen or on paper, and the history of exams.

mod drawn;
mod history;
mod json;
mod paper;
mod past;
mod word;

use std::collections::BTreeSet;
use std::rc::Rc;

use self::drawn::Drawn;
use self::json::ExamJson;
use super::{clock_ahead, deck_identity, requeue, ui};
use crate::app::App;
use crate::app::error::Outcome;
use crate::cli::ExamArgs;
use crate::deck::Item;
use crate::schedule::{Day, ItemState, Model, chance_known};
use crate::session::{Exam, ExamEnding, ExamPlan, ExamStage, ExamUi, made_due};
use crate::stats::{Score, blind_card};
use crate::store::Store;
use crate::study::StudyContext;

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
    let context = StudyContext::new(found, app.store()?);
    let StudyContext { found, store } = &*context;
    clock_ahead::warn(store, app)?;
    let mut exam = prepare(args, &context, app)?;
    let likely = likely(&exam);
    let mut ui = ui::open_exam(args, app)?;
    let sat = sit(&mut exam, store, ui.as_mut(), app);
    // However it ended, acknowledge the decks of the questions answered.
    let open = exam.open();
    let answered = (1..).zip(exam.questions()).filter(|(number, _)| !open.contains(number));
    let decks: BTreeSet<&str> = answered.map(|(_, question)| question.id.deck()).collect();
    for (at, _) in found.summaries().iter().enumerate().filter(|(_, deck)| decks.contains(deck.id.as_str())) {
        deck_identity::acknowledge(&[at], &**found, store)?;
    }
    sat?;

    let handed_in = exam.stage() == ExamStage::HandedIn;
    let ending = |exam: &Exam| ExamEnding { result: handed_in.then(|| exam.result()), likely };
    // With --json the result is for another program, not for a person.
    let asks_for_words = !args.json || args.overrule;
    if asks_for_words {
        ui.result(&exam, &ending(&exam))?;
        word::take(&mut exam, store, ui.as_mut(), app)?;
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
        requeue::make_due(&due, store, app)?;
    }
    store.checkpoint()?;
    let passed = ending.result.as_ref().map_or(args.pass.is_none(), crate::session::ExamResult::passed);
    Ok(Outcome::found_if(passed))
}

fn prepare(args: &ExamArgs, context: &StudyContext, app: &App) -> anyhow::Result<Exam> {
    let drawn = Drawn::new(args, context, app)?;
    let (model, today) = (context.store.model()?, app.now().day);
    // An item that isn't known may still be guessed.
    let chance = |item: &Item| known(&drawn.state(&item.id), &model, today).max(blind_card(&item.card));
    let chances = drawn.draw.items.iter().map(chance);
    let plan = ExamPlan {
        chances: chances.collect(),
        seed: drawn.seed,
        pass: args.pass,
        what: args.what.iter().map(ToString::to_string).collect(),
        forget_answers: !app.config.keep_answers,
    };
    Ok(Exam::new(Rc::clone(&context.found), &drawn.draw, |id| drawn.state(id), drawn.carried.clone(), plan))
}

/// The chance that an item in this state is known; 0 for a new one.
fn known(state: &ItemState, model: &Model, today: Day) -> f64 {
    state.seen.map_or(0.0, |seen| chance_known(seen.memory, (seen.last_day, seen.last_rating), today, model))
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
