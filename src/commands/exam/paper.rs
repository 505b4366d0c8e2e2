//! `exam --paper`: the questions to be printed, their key behind them.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;

use super::{States, drawn, seed};
use crate::app::App;
use crate::cli::ExamArgs;
use crate::deck::Collection;
use crate::library::{self, WriteError};
use crate::outcome::{Failure, Outcome};
use crate::paper::{PaperHead, paper};
use crate::session::Question;
use crate::terminal::count;

/// Writes the page. One that is there already is only replaced with `--force`.
pub(super) fn write(path: &Path, args: &ExamArgs, found: &Collection, app: &mut App) -> anyhow::Result<Outcome> {
    let (drawn, States { states, .. }) = drawn(args, found, &app.store_to_read()?, app)?;
    let attempts = |id| states.get(id).map_or(0, |state| state.attempts);
    let questions: Vec<Question> = drawn.items.iter().map(|item| Question::new(item, attempts(&item.id))).collect();
    let head = PaperHead { title: title(args, found), date: app.now().day.to_string(), seed: seed(args, app) };
    put(path, &paper(&head, &questions, found), args.force, app)?;
    let left_out = match drawn.left_out {
        0 => String::new(),
        left => format!("; {} left out that only the learner can judge", count(left, "item")),
    };
    let shown = app.shown(path);
    writeln!(app.out, "{} and their key written to {shown}{left_out}", count(questions.len(), "question"))?;
    Ok(Outcome::Done)
}

/// The deck's title, where it is about one.
fn title(args: &ExamArgs, found: &Collection) -> String {
    match args.what.as_slice() {
        [] => "Exam".to_owned(),
        [one] => found.deck(&one.to_string()).map_or_else(|| format!("Exam: {one}"), |deck| deck.title.plain()),
        many => format!("Exam: {}", many.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")),
    }
}

fn put(path: &Path, page: &str, force: bool, app: &App) -> anyhow::Result<()> {
    match library::create(path, page) {
        Err(WriteError::There(_)) if force => {
            let before = fs::read_to_string(path).with_context(|| format!("could not read {}", app.shown(path)))?;
            Ok(library::replace(path, &before, page)?)
        }
        Err(err @ WriteError::There(_)) => {
            Err(Failure::usage(err.to_string()).help("name another file, or give --force to replace it").into())
        }
        written => Ok(written?),
    }
}
