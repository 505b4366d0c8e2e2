//! Hard items and the reasons: lapses, confusions, doubtful cards.

use super::columns::{fitted, fitted_name};
use super::page_form::PageForm;
use super::sheet::PageBuilder;
use crate::stats::confusion::Confusion;
use crate::stats::count::{counted, percent};
use crate::stats::deck_quality::AuthorItem;
use crate::stats::hard::HardItem;
use crate::stats::summary::Stats;
use crate::styled::line::{Line, Style, width};

pub(super) fn draw(page: &mut PageBuilder, stats: &Stats) {
    if stats.hardest.is_empty() {
        page.sentence(Style::Ask, NOTHING);
    } else {
        page.sentence(Style::Ask, "What you forget most often");
        let names = stats.hardest.iter().map(|hard| width(hard.item.as_str())).max().unwrap_or(0);
        let names = names.min(page.form.table_columns() / 2);
        page.row(Line::of(Style::Quiet, "lapses     now  item"));
        for hard in &stats.hardest {
            row(page, hard, names);
        }
        // If there is no room for the word in the row, don't leave it to the colour alone.
        let leeches = stats.hardest.iter().filter(|hard| hard.leech).count();
        if leeches > 0 && room_for_prompts(page.form, names) == 0 {
            page.sentence(Style::Wrong, &leeches_in_words(leeches));
        }
    }
    let Some(log) = &stats.log else { return };
    list(
        page,
        "What you confuse",
        log.confusions.iter().map(|confusion| confused(confusion, sheet_to(page))).collect(),
    );
    list(page, "These cards may be at fault", log.items.iter().filter_map(at_fault).collect());
}

/// Shown if nothing is hard.
pub(super) const NOTHING: &str = "Nothing is hard: no item was forgotten after it had been learnt.";

fn sheet_to(page: &PageBuilder) -> &'static str {
    page.form.to()
}

/// Columns for the prompts; 0 if they would be too narrow.
fn room_for_prompts(form: PageForm, names: usize) -> usize {
    let room = form.table_columns().saturating_sub(16 + names + 2);
    if room >= 20 { room } else { 0 }
}

fn row(page: &mut PageBuilder, hard: &HardItem, names: usize) {
    let form = page.form;
    let line = Line::of(if hard.leech { Style::Wrong } else { Style::Plain }, format!("{:>6} ", hard.lapses))
        .with(Style::Plain, format!("{:>7}  ", now(hard)))
        .with(Style::Plain, fitted_name(hard.item.as_str(), names, form.cut()));
    let room = room_for_prompts(form, names);
    let what = if hard.leech { format!("(leech) {}", hard.prompt) } else { hard.prompt.clone() };
    let line = if room > 0 { line.with(Style::Quiet, format!("  {}", fitted(&what, room, form.cut()))) } else { line };
    page.row(line);
}

/// The chance of recall now; not given if the item was missed today, since the learner has just seen it.
pub(in crate::stats) fn now(hard: &HardItem) -> String {
    if hard.missed_today { "missed".to_owned() } else { percent(hard.recall) }
}

fn leeches_in_words(leeches: usize) -> String {
    match leeches {
        1 => "The first of them is a leech.".to_owned(),
        _ => format!("The first {leeches} of them are leeches."),
    }
}

/// Sentences below a heading, if there are any.
fn list(page: &mut PageBuilder, heading: &str, sentences: Vec<String>) {
    if sentences.is_empty() {
        return;
    }
    page.blank();
    page.sentence(Style::Ask, heading);
    for sentence in sentences {
        page.sentence(Style::Plain, &sentence);
    }
}

/// One item, in a sentence.
pub(super) fn sentence(hard: &HardItem) -> String {
    let leech = if hard.leech { ", a leech" } else { "" };
    let lapses = counted(hard.lapses as usize, "lapse", "lapses");
    let now = if hard.missed_today { "missed today".to_owned() } else { format!("{} now", percent(hard.recall)) };
    format!("{}: {lapses}{leech}, {now}. {}", hard.item, hard.prompt)
}

/// `3 times "Nature" for "MIT Technology Review" (challenges/x) → it answers challenges/y`
pub(super) fn confused(confusion: &Confusion, to: &str) -> String {
    let right_of = confusion.right_of.as_ref().map(|item| format!(" {to} it answers {item}")).unwrap_or_default();
    let Confusion { times, given, wanted, item, .. } = confusion;
    format!("{} \"{given}\" for \"{wanted}\" ({item}){right_of}", counted(*times, "time", "times"))
}

pub(super) fn at_fault(item: &AuthorItem) -> Option<String> {
    let fault = item.fault?;
    Some(format!("{}: {}, {} of {} right", item.item, fault.words(), item.right, item.answers))
}
