//! What is hard and why: items that lapse, answers that are confused, cards that may be at fault.

use super::line::{PageLine, Tone, fitted, fitted_name, width};
use super::look::PageStyle;
use super::sheet::PageBuilder;
use crate::stats::confusion::Confusion;
use crate::stats::count::{counted, percent};
use crate::stats::deck_quality::AuthorItem;
use crate::stats::hard::HardItem;
use crate::stats::summary::Stats;

/// Draws it.
pub(super) fn draw(sheet: &mut PageBuilder, picture: &Stats) {
    if picture.hardest.is_empty() {
        sheet.sentence(Tone::Ask, NOTHING);
    } else {
        sheet.sentence(Tone::Ask, "What you forget most often");
        let names = picture.hardest.iter().map(|hard| width(hard.item.as_str())).max().unwrap_or(0);
        let names = names.min(sheet.look.table_columns() / 2);
        sheet.row(PageLine::of(Tone::Quiet, "lapses     now  item"));
        for hard in &picture.hardest {
            row(sheet, hard, names);
        }
        // Where a row has no room for the word, colour alone would say it.
        let leeches = picture.hardest.iter().filter(|hard| hard.leech).count();
        if leeches > 0 && room_for_prompts(sheet.look, names) == 0 {
            sheet.sentence(Tone::Wrong, &leeches_in_words(leeches));
        }
    }
    let Some(log) = &picture.log else { return };
    list(
        sheet,
        "What you confuse",
        log.confusions.iter().map(|confusion| confused(confusion, sheet_to(sheet))).collect(),
    );
    list(sheet, "These cards may be at fault", log.items.iter().filter_map(at_fault).collect());
}

/// What to say where nothing is hard.
pub(super) const NOTHING: &str = "Nothing is hard: no item was forgotten after it had been learnt.";

fn sheet_to(sheet: &PageBuilder) -> &'static str {
    sheet.look.to()
}

/// Columns for what an item asks; none where they would be too few to tell anything.
fn room_for_prompts(look: PageStyle, names: usize) -> usize {
    let room = look.table_columns().saturating_sub(16 + names + 2);
    if room >= 20 { room } else { 0 }
}

fn row(sheet: &mut PageBuilder, hard: &HardItem, names: usize) {
    let look = sheet.look;
    let line = PageLine::of(if hard.leech { Tone::Wrong } else { Tone::Plain }, format!("{:>6} ", hard.lapses))
        .and(Tone::Plain, format!("{:>7}  ", now(hard)))
        .and(Tone::Plain, fitted_name(hard.item.as_str(), names, look.cut()));
    let room = room_for_prompts(look, names);
    let what = if hard.leech { format!("(leech) {}", hard.prompt) } else { hard.prompt.clone() };
    let line = if room > 0 { line.and(Tone::Quiet, format!("  {}", fitted(&what, room, look.cut()))) } else { line };
    sheet.row(line);
}

/// The chance of recall now. An item that was missed today has just been looked at, so its chance would mislead.
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
fn list(sheet: &mut PageBuilder, heading: &str, sentences: Vec<String>) {
    if sentences.is_empty() {
        return;
    }
    sheet.blank();
    sheet.sentence(Tone::Ask, heading);
    for sentence in sentences {
        sheet.sentence(Tone::Plain, &sentence);
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

/// Why a card may be at fault.
pub(super) fn at_fault(item: &AuthorItem) -> Option<String> {
    let fault = item.fault?;
    Some(format!("{}: {}, {} of {} right", item.item, fault.words(), item.right, item.answers))
}
