//! The result of an exam: the score, the model's expectation, the parts, the missed questions.

use super::super::layout::Layout;
use super::super::line::{self, Line, Style, width};
use super::super::page::Page;
use super::super::theme::{Glyph, Theme};
use super::super::{count, prose};
use crate::deck::text::one_line;
use crate::session::{ExamEnding, ExamGroup, ExamResult, MissedQuestion, Session};

/// Columns of the bar.
const BAR: usize = 30;

/// The result as a page; after marks, what they have changed.
pub(in super::super) fn page(session: &Session, ending: &ExamEnding, layout: Layout, theme: Theme) -> Page {
    let mut page = Page::default();
    let Some(result) = &ending.result else {
        page.say(Style::Plain, broken_off(session));
        return page;
    };
    if result.overruled > 0 {
        return rescored(result, layout, theme);
    }
    // The score comes last, where people look; the details are a scroll away.
    if !result.missed.is_empty() {
        page.say(Style::Ask, "Missed");
    }
    for miss in &result.missed {
        page.gap();
        missed(&mut page, miss, theme);
    }
    drawn_parts(&mut page, result, layout, theme);
    if !page.0.is_empty() {
        page.gap();
    }
    page.say(Style::Plain, format!("{} {}", expected(result, ending.likely), how(result)));
    page.gap();
    page.say(Style::Ask, score(result));
    let bar = bar(result, theme);
    if layout.is_narrow() {
        page.0.push(bar);
        page.say(Style::Plain, answered(result));
    } else {
        page.0.push(bar.with(Style::Plain, format!("  {}", answered(result))));
    }
    page
}

/// The score after overruling, as a page.
fn rescored(result: &ExamResult, layout: Layout, theme: Theme) -> Page {
    let mut page = Page::default();
    drawn_parts(&mut page, result, layout, theme);
    if !page.0.is_empty() {
        page.gap();
    }
    page.say(Style::Ask, anew(result));
    page.0.push(bar(result, theme));
    page
}

/// The same in sentences.
fn rescored_sentences(result: &ExamResult) -> String {
    let lines = part_sentences(result).into_iter().chain([prose::sentence(&anew(result))]);
    lines.map(|line| line + "\n").collect()
}

/// How many answers were overruled, and the new score.
pub(super) fn counted(session: &Session) -> String {
    session.exam().map(|exam| prose::sentence(&anew(&exam.result(session.found())))).unwrap_or_default()
}

/// `2 marked right by you: 16 of 20 right, 80 %`
fn anew(result: &ExamResult) -> String {
    format!("{} marked right by you: {}", result.overruled, score(result))
}

fn bar(result: &ExamResult, theme: Theme) -> Line {
    Line::of(Style::Right, theme.bar(result.right, result.asked, BAR))
}

/// The result in sentences, one per line.
pub(in super::super) fn sentences(session: &Session, ending: &ExamEnding) -> String {
    let Some(result) = &ending.result else { return broken_off(session) + "\n" };
    if result.overruled > 0 {
        return rescored_sentences(result);
    }
    let mut lines = Vec::new();
    if !result.missed.is_empty() {
        lines.push("Missed:".to_owned());
    }
    for miss in &result.missed {
        lines.push(format!("Question {}. {}", miss.number, one_line(&miss.prompt)));
        let right = prose::sentence_before_more(&one_line(&prose::joined(&miss.right)));
        lines.push(format!("The answer is {right} {}", given_in_words(miss)));
        lines.extend(reasons(miss));
    }
    lines.extend(part_sentences(result));
    lines.extend([
        format!("{} {}", expected(result, ending.likely), how(result)),
        prose::sentence(&answered(result)),
        prose::sentence(&score(result)),
    ]);
    lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
}

/// `14 of 20 right, 70 %: passed; the pass mark is 70 %`
fn score(result: &ExamResult) -> String {
    let score = format!("{} of {} right, {} %", result.right, result.asked, result.percent());
    match result.pass {
        Some(pass) if result.passed() => format!("{score}: passed; the pass mark is {pass} %"),
        Some(pass) => format!("{score}: not passed; the pass mark is {pass} %"),
        None => score,
    }
}

/// `19 answered in 12 minutes`
fn answered(result: &ExamResult) -> String {
    let minutes = usize::try_from((result.ms + 30_000) / 60_000).unwrap_or(usize::MAX);
    let time = if minutes == 0 { "less than a minute".to_owned() } else { count(minutes, "minute") };
    format!("{} answered in {time}", result.answered)
}

/// The score expected before the exam.
fn expected(result: &ExamResult, (low, high): (usize, usize)) -> String {
    let range = if low == high { String::new() } else { format!(" ({low} to {high})") };
    format!("Expected right: {}{range}.", result.expected_in_tenths())
}

/// What the score is made of.
fn how(result: &ExamResult) -> String {
    match (result.met, result.asked - result.met) {
        (0, _) => "You had studied none of these questions, so this is what blind guesses give.".to_owned(),
        (_, 0) => "That is the sum of your chances of recalling each answer today.".to_owned(),
        (1, _) => "The one you had studied counts by your chance of recalling it today, the others as blind guesses."
            .to_owned(),
        (met, 1) => {
            format!(
                "The {met} you had studied count by your chance of recalling each today, the other one as a blind guess."
            )
        }
        (met, new) => {
            format!(
                "The {met} you had studied count by your chance of recalling each today, the {new} others as blind guesses."
            )
        }
    }
}

/// The widest a section's name may be.
const NAME: usize = 40;

/// The decks, each followed by its sections.
fn drawn_parts(page: &mut Page, result: &ExamResult, layout: Layout, theme: Theme) {
    let most = if layout.is_narrow() { layout.text().saturating_sub(14) } else { NAME };
    let cut = |name: &str| line::cut(name, most, theme.glyph(Glyph::Ellipsis));
    if !tells_more(result) {
        return;
    }
    let rows: Vec<(String, &ExamGroup)> = result
        .decks
        .iter()
        .flat_map(|deck| {
            let sections = deck.sections.iter().map(|section| (format!("  {}", cut(&section.title)), section));
            std::iter::once((cut(&deck.id), deck)).chain(sections).collect::<Vec<_>>()
        })
        .collect();
    if !page.0.is_empty() {
        page.gap();
    }
    page.say(Style::Ask, "By deck");
    let room = rows.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
    let digits = rows.iter().map(|(_, group)| group.asked.to_string().len()).max().unwrap_or(0);
    page.0.extend(rows.iter().map(|(name, group)| row(name, group, (room, digits))));
}

/// Whether the parts add anything to the total.
fn tells_more(result: &ExamResult) -> bool {
    !matches!(result.decks.as_slice(), [deck] if deck.sections.is_empty())
}

fn part_sentences(result: &ExamResult) -> Vec<String> {
    if !tells_more(result) {
        return Vec::new();
    }
    let sentences = |name: &str, group: &ExamGroup| format!("{name}: {} of {}.", group.right, group.asked);
    let of_deck = |deck: &ExamGroup| {
        let sections =
            deck.sections.iter().map(|section| sentences(&format!("{}, {}", deck.id, section.title), section));
        std::iter::once(sentences(&deck.id, deck)).chain(sections).collect::<Vec<_>>()
    };
    std::iter::once("By deck:".to_owned()).chain(result.decks.iter().flat_map(of_deck)).collect()
}

fn row(name: &str, group: &ExamGroup, (room, digits): (usize, usize)) -> Line {
    let gap = " ".repeat(room.saturating_sub(width(name)) + 2);
    Line::of(Style::Plain, format!("  {name}{gap}{:>digits$} of {:>digits$}", group.right, group.asked))
}

fn missed(page: &mut Page, miss: &MissedQuestion, theme: Theme) {
    page.say(Style::Plain, format!("{}. {}", miss.number, one_line(&miss.prompt)));
    let right = one_line(&prose::joined(&miss.right));
    page.say(Style::Right, format!("  {} {right}", theme.glyph(Glyph::To)));
    page.say(Style::Quiet, format!("  ({})", given(miss)));
    for reason in reasons(miss) {
        page.say(Style::Plain, format!("  {reason}"));
    }
}

/// The given answer: `you: Nature`.
fn given(miss: &MissedQuestion) -> String {
    answer_given(miss).map_or_else(|| no_answer(miss).to_owned(), |given| format!("you: {given}"))
}

fn answer_given(miss: &MissedQuestion) -> Option<String> {
    miss.given.as_ref().map(|given| given.split('\n').map(one_line).collect::<Vec<_>>().join(", "))
}

fn no_answer(miss: &MissedQuestion) -> &'static str {
    match (miss.answered, miss.dont_know) {
        (false, _) => "no answer",
        (true, true) => "you didn't know",
        (true, false) => "your answer was not kept",
    }
}

/// The same as a sentence.
fn given_in_words(miss: &MissedQuestion) -> String {
    match answer_given(miss) {
        Some(given) => format!("You answered {}", prose::sentence_before_more(&given)),
        None if miss.dont_know => "You didn't know.".to_owned(),
        None if miss.answered => "Your answer was not kept.".to_owned(),
        None => "You gave no answer.".to_owned(),
    }
}

/// Why the chosen answer is wrong, and why the right one is right.
fn reasons(miss: &MissedQuestion) -> impl Iterator<Item = String> {
    miss.why.iter().chain(&miss.because).map(|text| one_line(&text.plain()))
}

fn broken_off(session: &Session) -> String {
    let (answered, all) = session.exam().map_or((0, 0), |exam| (exam.answered(), exam.total()));
    if answered == 0 {
        return "Stopped before the first answer: nothing is kept.".to_owned();
    }
    let stopped = format!("Stopped after {answered} of {all} questions: there is no result");
    if !session.goes_on_later() {
        return format!("{stopped}, and nothing is kept.");
    }
    let kept = if answered == 1 { "The answer is kept" } else { &format!("The {answered} answers are kept") };
    format!("{stopped} yet. {kept}; the same command goes on later today.")
}
