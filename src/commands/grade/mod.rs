//! `grade`: takes answers from other programs: one on the command line, or many on standard input.

mod batch;
mod change;
mod fit;
mod grader;
mod out;
mod sent;

#[cfg(all(test, unix))]
pub(super) use batch::MAX_LINE_BYTES;
pub(super) use out::MemoryOut;

use std::rc::Rc;

use grader::GradeRun;
use out::GradeOut;
use sent::SentAnswer;

use super::clock_ahead;
use crate::app::App;
use crate::app::error::{CliError, Outcome};
use crate::cli::{DASH, GradeArgs};
use crate::deck::text::safe_line;
use crate::schedule::Verdict;
use crate::store::Store;
use crate::study::StudyContext;

/// Writes or amends one review, or one per line of standard input.
pub(super) fn run(args: &GradeArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let (sent, from_input) = (SentAnswer::of_args(args), args.item == DASH);
    if from_input && sent != (SentAnswer { item: DASH.to_owned(), ..SentAnswer::default() }) {
        return Err(CliError::usage("`grade -` reads all of an answer from its line")
            .help("leave out these options and write them into each line")
            .into());
    }
    let found = app.find(&[])?;
    let store = if args.dry_run {
        app.store_as_it_is()?.map_or_else(Store::in_memory, Ok)?
    } else if from_input {
        app.store()?
    } else {
        // Report an unknown item before a store is created.
        super::item_of_name(&args.item, &*found.contents)?;
        app.store()?
    };
    let context = StudyContext::new(found.contents, store);
    clock_ahead::warn(&context.store, app)?;
    let store = Rc::clone(&context.store);
    let mut grader = GradeRun::new(context, args.dry_run);
    if from_input {
        let outcome = batch::run(&mut grader, app).map_err(|err| grader.kept(err, app))?;
        app.back_up_the_day(&store)?;
        return Ok(outcome);
    }
    let output = grader.at_once(&[&sent], app, |grader| grader.grade(&sent, app))?;
    if args.json {
        app.print_json(&output)?;
    } else {
        print(&output, app)?;
    }
    app.back_up_the_day(&store)?;
    Ok(Outcome::Done)
}

fn print(graded: &GradeOut, app: &mut App) -> anyhow::Result<()> {
    let (verdict, rating) = graded.counts;
    let verdict = match verdict {
        Verdict::Right => "right; ",
        Verdict::Wrong => "wrong; ",
        Verdict::None => "",
    };
    writeln!(app.out, "{verdict}{rating}, due {}", graded.due)?;
    if let Some(note) = &graded.notes.note {
        writeln!(app.out, "note: {}", safe_line(note))?;
    }
    for (word, texts) in graded.notes.told.iter().filter(|(_, texts)| !texts.is_empty()) {
        writeln!(app.out, "{word}: {}", safe_line(&texts.join(", ")))?;
    }
    if let Some(warning) = &graded.warning {
        writeln!(app.out, "warning: {warning}")?;
    }
    match &graded.review {
        Some(review) => writeln!(app.out, "review {review}")?,
        None => writeln!(app.out, "nothing was written")?,
    }
    Ok(())
}
