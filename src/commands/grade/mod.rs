//! `grade`: answers in, for other programs; one by the command line, or many by standard input.

mod batch;
mod change;
mod fit;
mod grader;
mod out;
mod sent;

pub(super) use out::Memory;

use grader::Grader;
use out::Graded;
use sent::Sent;

use super::ahead;
use super::desk::Desk;
use crate::app::App;
use crate::cli::GradeArgs;
use crate::deck::text::safe_line;
use crate::outcome::{Failure, Outcome};
use crate::store::Store;

/// Writes one review, changes one that was written, or does so for each line of standard input.
pub(super) fn run(args: &GradeArgs, app: &mut App) -> anyhow::Result<Outcome> {
    if args.item == "-" && !args.is_bare() {
        return Err(Failure::usage("`grade -` reads all of an answer from its line")
            .help("leave out what belongs to one answer, and write it into the lines")
            .into());
    }
    let found = app.find(&[])?;
    let store = if args.dry_run {
        app.store_as_it_is()?.map_or_else(Store::in_memory, Ok)?
    } else if args.item == "-" {
        app.store()?
    } else {
        // What is not there is said before a store is made.
        super::item_of_name(&args.item, &*found.contents)?;
        app.store()?
    };
    let desk = Desk::new(found.contents, store);
    ahead::warn(&desk.store, app)?;
    let mut grader = Grader::new(desk, args.dry_run);
    if args.item == "-" {
        return batch::run(&mut grader, args.dry_run, app);
    }
    let sent = Sent::of_args(args);
    let keys: Vec<_> = sent.key.into_iter().collect();
    let told = if args.dry_run {
        grader.look_up(&keys)?;
        grader.grade(&sent, app)?
    } else {
        let store = grader.desk.store.clone();
        store.at_once(|| {
            grader.look_up(&keys)?;
            grader.grade(&sent, app)
        })?
    };
    if args.json {
        app.print_json(&told)?;
    } else {
        print(&told, app)?;
    }
    Ok(Outcome::Done)
}

fn print(graded: &Graded, app: &mut App) -> anyhow::Result<()> {
    let verdict = match graded.verdict {
        "right" => "right; ",
        "wrong" => "wrong; ",
        _ => "",
    };
    writeln!(app.out, "{verdict}{}, due {}", graded.counts_as, graded.due)?;
    if let Some(note) = &graded.notes.note {
        writeln!(app.out, "note: {}", safe_line(note))?;
    }
    for (word, texts) in [("missing", &graded.notes.missing), ("not so", &graded.notes.extra)] {
        if let Some(texts) = texts.as_ref().filter(|texts| !texts.is_empty()) {
            writeln!(app.out, "{word}: {}", safe_line(&texts.join(", ")))?;
        }
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
