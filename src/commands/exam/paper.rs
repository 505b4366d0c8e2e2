//! `exam --paper`: a page with the questions to print, followed by the key.

use std::io::Write as _;
use std::path::Path;

use super::drawn::Drawn;
use crate::app::App;
use crate::app::error::{CliError, Outcome};
use crate::cli::ExamArgs;
use crate::deck::Decks;
use crate::session::{ExamDraw, Question};
use crate::stats::paper::{PaperHead, paper};
use crate::study::StudyContext;
use crate::terminal::count;

/// Writes the page. An existing file is only replaced with `--force`.
pub(super) fn write(path: &Path, args: &ExamArgs, context: &StudyContext, app: &mut App) -> anyhow::Result<Outcome> {
    refuse_other_endings(path, app)?;
    let (found, drawn) = (&*context.found, Drawn::new(args, context, app)?);
    let attempts = |id| drawn.state(id).attempts;
    let items = drawn.draw.items.iter();
    let questions: Vec<Question> = items.map(|item| Question::new(item, attempts(&item.id))).collect();
    let head = PaperHead { title: title(args, found), date: app.now().day.to_string(), seed: drawn.seed };
    app.write_page(path, paper(&head, &questions, found).as_bytes(), |_| args.force)?;
    if app.global.quiet {
        return Ok(Outcome::Done);
    }
    let shown = app.shown(path);
    let written = match questions.len() {
        1 => "1 question and its key were".to_owned(),
        questions => format!("{questions} questions and their key were"),
    };
    writeln!(app.out, "{written} written to {shown}")?;
    if let Some(account) = account(&drawn.draw) {
        writeln!(app.out, "{account}")?;
    }
    Ok(Outcome::Done)
}

/// Why some of the items that WHAT names are not asked; `None` if all are.
fn account(drawn: &ExamDraw) -> Option<String> {
    let left_out = [
        (drawn.beyond, "beyond the number asked for"),
        (drawn.left_out, "that only you can judge"),
        (drawn.siblings, "of cards that are asked by another item"),
        (drawn.set_aside, "suspended or buried today"),
    ];
    let all = drawn.items.len() + left_out.iter().map(|(items, _)| items).sum::<usize>();
    let words = left_out.iter().filter(|(items, _)| *items > 0).map(|(items, why)| format!("{items} {why}"));
    let words: Vec<String> = words.collect();
    (!words.is_empty())
        .then(|| format!("{}: {} asked; left out: {}", count(all, "item"), drawn.items.len(), words.join(", ")))
}

/// The file's name must not promise another format.
fn refuse_other_endings(path: &Path, app: &App) -> anyhow::Result<()> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    if matches!(ending.as_deref(), Some("html" | "htm")) {
        return Ok(());
    }
    let html = app.shown(&path.with_extension("html"));
    Err(CliError::usage(format!("--paper writes an HTML page, and `{}` is not the name of one", app.shown(path)))
        .help(format!("name it `{html}`; a browser prints it, or saves it as PDF"))
        .into())
}

/// The deck's title if the exam is about one deck.
fn title(args: &ExamArgs, found: &dyn Decks) -> String {
    match args.what.as_slice() {
        [] => "Exam".to_owned(),
        [one] => found.heading(&one.to_string()).map_or_else(|| format!("Exam: {one}"), |deck| deck.title.plain()),
        many => format!("Exam: {}", many.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")),
    }
}
