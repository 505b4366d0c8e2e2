//! The history of an item as text.

use super::columns::{fitted, wrapped};
use super::page_form::PageForm;
use super::sheet::PageBuilder;
use crate::deck::text::safe_line;
use crate::schedule::{Day, Model, Purpose};
use crate::stats::count::{counted, percent};
use crate::stats::dates::short;
use crate::stats::item_history::ItemLife;
use crate::stats::log_stats::StandingAnswer;
use crate::stats::rounding::whole;
use crate::styled::line::{Line, Style};

/// Columns of the recall curve.
const CELLS: usize = 60;

/// The bottom of the curve, for this chance and all below.
const LOWEST: f64 = 0.5;

/// The history of each item of a card.
#[must_use]
pub fn lives(lives: &[ItemLife], model: &Model, today: Day, form: PageForm) -> Vec<Line> {
    super::join(lives.iter().map(|history| super::block(form, |page| draw(page, history, model, today))))
}

/// The same in sentences.
#[must_use]
pub fn lives_in_sentences(lives: &[ItemLife], today: Day) -> Vec<String> {
    let of = |history: &ItemLife| {
        let mut text = vec![format!("{}, {}. {}", history.item, history.kind, history.prompt), now(history, today)];
        text.extend(history.answers.iter().map(|answer| told(answer, today)));
        text
    };
    lives.iter().flat_map(of).collect()
}

fn draw(page: &mut PageBuilder, history: &ItemLife, model: &Model, today: Day) {
    page.sentence(Style::Quiet, &format!("{}, {}", history.item, history.kind));
    page.sentence(Style::Ask, &history.prompt);
    page.blank();
    page.sentence(Style::Plain, &now(history, today));
    if history.answers.is_empty() {
        return;
    }
    page.blank();
    for answer in &history.answers {
        row(page, answer, today);
    }
    let curve = history.curve(CELLS.min(page.columns()), model, today);
    // A single day has no curve.
    if history.answers.first().is_some_and(|first| today.since(first.day) > 0) && !curve.is_empty() {
        let heights: String =
            curve.iter().map(|recall| page.form.height(whole((recall - LOWEST) / (1.0 - LOWEST) * 8.0))).collect();
        page.blank();
        page.labelled_row("Recall", Line::of(Style::Right, heights));
        page.labelled("", Style::Quiet, "from the first answer until today, from 50 % or less to 100 %");
    }
}

/// The present state, in a sentence or two.
fn now(history: &ItemLife, today: Day) -> String {
    let suspended = if history.suspended { " Suspended." } else { "" };
    let (Some(seen), Some(recall)) = (history.seen, history.recall) else { return format!("Not seen yet.{suspended}") };
    let lasts = counted(whole(f64::from(seen.fsrs.stability.0)).max(1), "day", "days");
    let due = if seen.due <= today { "due now".to_owned() } else { format!("due {}", short(seen.due, today)) };
    format!(
        "Recall now {}; {due}. It falls to 90 % within {lasts} of the last answer. Difficulty {:.1} of 10, {}.{suspended}",
        percent(recall),
        seen.fsrs.difficulty.0,
        counted(seen.lapses as usize, "lapse", "lapses")
    )
}

fn row(page: &mut PageBuilder, answer: &StandingAnswer, today: Day) {
    let rating = if answer.recalled() { Style::Plain } else { Style::Near };
    let mut line = Line::of(Style::Plain, fitted(&short(answer.day, today), 16, ""))
        .with(rating, fitted(&answer.rating.to_string(), 6, ""))
        .with(Style::Plain, format!("{:>9}", next(answer)));
    let rest = details(answer).join(", ");
    if !page.form.narrow() {
        let room = page.form.text_columns().saturating_sub(33);
        if let Some(first) = wrapped(&rest, room).first() {
            let cut = if first.len() < rest.len() { page.form.cut() } else { "" };
            line = line.with(Style::Quiet, format!("  {first}{cut}"));
        }
    }
    page.row(line);
}

/// The interval in days, as chosen then.
fn next(answer: &StandingAnswer) -> String {
    match answer.due.since(answer.day) {
        _ if !answer.purpose.feeds_memory() => answer.purpose.word().to_owned(),
        0 => "today".to_owned(),
        1 => "1 day".to_owned(),
        days => counted(usize::try_from(days).unwrap_or(0), "day", "days"),
    }
}

fn details(answer: &StandingAnswer) -> Vec<String> {
    let imported = (answer.purpose == Purpose::Imported).then(|| "imported".to_owned());
    let expected = answer.expected.map(|expected| format!("expected {}", percent(expected.recall)));
    let guessed = answer.guessed.then(|| "guessed".to_owned());
    let time = (answer.ms > 0).then(|| format!("{:.1} s", f64::from(answer.ms) / 1_000.0));
    let given = answer.answer.as_ref().filter(|_| !answer.right()).map(|given| format!("\"{}\"", safe_line(given)));
    [expected, guessed, time, imported, given].into_iter().flatten().collect()
}

/// One answer, in a sentence.
fn told(answer: &StandingAnswer, today: Day) -> String {
    let rest = details(answer);
    let rest = if rest.is_empty() { String::new() } else { format!(", {}", rest.join(", ")) };
    let next = if answer.purpose.feeds_memory() { format!("next {}", next(answer)) } else { next(answer) };
    format!("{}: {}, {next}{rest}.", short(answer.day, today), answer.rating)
}
