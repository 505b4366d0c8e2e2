//! What Enter does after an answer, and the effect of each rating.

use super::key_hints::{self, KeyHints};
use super::keys::Action;
use super::line::{Line, Style};
use super::screen_model::ScreenModel;
use super::wrap::{hang, wrap};
use super::{days, overruling};
use crate::schedule::{Rating, Verdict};
use crate::session::{Feedback, Session};

/// Days until the next review after this rating; `None` in practice, which leaves the schedule alone.
pub(super) fn interval(session: &Session, rating: Rating) -> Option<u16> {
    session.preview().filter(|_| session.changes_schedule()).map(|next| next.after(rating).interval)
}

/// A rating and its interval: `Hard, 1 day`; Again always means today.
pub(super) fn worded(session: &Session, rating: Rating) -> String {
    match interval(session, rating) {
        Some(days) if rating != Rating::Again => format!("{rating}, {}", days::days(days)),
        _ => rating.to_string(),
    }
}

/// What Enter does after a verdict, in words.
pub(super) fn goes_on(session: &Session, feedback: &Feedback) -> String {
    if feedback.verdict == Verdict::Wrong {
        return if session.returns() { "go on; it comes back in this session" } else { "go on" }.to_owned();
    }
    let rating = feedback.suggested;
    match interval(session, rating) {
        Some(days) => format!("{rating}: next {}", days::when(days, session.today())),
        None => "go on; practice leaves the schedule alone".to_owned(),
    }
}

/// The key hints after a verdict.
pub(super) fn after_verdict(model: ScreenModel<'_>, feedback: &Feedback) -> (Vec<Line>, Line) {
    let enter = Line::of(Style::Key, "Enter  ").with(Style::Plain, "");
    let room = model.layout.text().saturating_sub(enter.width());
    let words = Line::of(Style::Plain, goes_on(model.session, feedback));
    let mut keys = hang(enter, wrap(words.spans(), room));
    keys.extend(others(model, feedback));
    (keys, few(model, feedback))
}

/// The alternatives to going on.
fn others(model: ScreenModel<'_>, feedback: &Feedback) -> Vec<Line> {
    let keys = model.keys;
    let word = overruling::words(feedback.verdict);
    if feedback.verdict == Verdict::Wrong {
        let reasons = !model.layout.is_narrow()
            && model.question.choices.iter().any(|choice| !choice.right && choice.why.is_some());
        let history = if reasons { "history and reasons" } else { "history" };
        let line = KeyHints::default().action(keys, Action::Overrule, word).action(keys, Action::Undo, "undo");
        let line = line.action(keys, Action::Flag, model.flag_word()).action(keys, Action::History, history);
        return vec![model.key_line(line.action(keys, Action::Edit, "edit"))];
    }
    let line = KeyHints::default().action(keys, Action::Guessed, "I guessed").action(keys, Action::Overrule, word);
    let line = model.key_line(line.action(keys, Action::Undo, "undo"));
    if !model.session.changes_schedule() {
        return vec![line];
    }
    let mut ratings = KeyHints::default();
    for rating in Rating::ALL.into_iter().filter(|&rating| rating != feedback.suggested) {
        // On a narrow screen, name all ratings rather than some with intervals.
        let words = if model.layout.is_narrow() { rating.to_string() } else { worded(model.session, rating) };
        ratings = ratings.key(rating.number().to_string(), &words);
    }
    vec![ratings.line(&KeyHints::default(), model.layout.text()), line]
}

/// Key hints where rows are few: the interval goes before the key for overruling.
fn few(model: ScreenModel<'_>, feedback: &Feedback) -> Line {
    let line = |does: &str| {
        let line = KeyHints::default().key("Enter", does);
        model.key_line(line.action(model.keys, Action::Overrule, overruling::words(feedback.verdict)))
    };
    if feedback.verdict == Verdict::Wrong || !model.session.changes_schedule() {
        return line("go on");
    }
    let full = line(&worded(model.session, feedback.suggested));
    let all = full.text().contains(overruling::words(feedback.verdict));
    if all { full } else { line(&feedback.suggested.to_string()) }
}

/// The wrong answer in self-rated practice.
pub(super) const MISSED: &str = "didn't know it";
pub(super) const KNOWN: &str = "knew it";

/// The rating keys of a self-rated card, or known and unknown in practice; then a short version for few rows, where
/// what Enter does stays visible.
pub(super) fn own(model: ScreenModel<'_>) -> (Vec<Line>, Line) {
    let numbered = |words: &dyn Fn(Rating) -> String| {
        let keys = Rating::ALL.into_iter().map(|rating| (rating.number().to_string(), words(rating)));
        keys.collect::<Vec<_>>()
    };
    let pairs = |keys: [(&str, &str); 2]| keys.map(|(key, does)| (key.to_owned(), does.to_owned())).to_vec();
    let by_enter = model.session.own_rating();
    let (question, enter, others, choices) = if model.session.changes_schedule() {
        let days = numbered(&|rating| worded(model.session, rating));
        let words = numbered(&|rating| rating.to_string());
        ("How well did you know it?", by_enter.to_string(), ("1-4", "rate"), [days, words])
    } else {
        let (enter, other) = if by_enter == Rating::Again { (MISSED, ("2", "yes")) } else { (KNOWN, ("1", "no")) };
        (
            "Did you know it?",
            enter.to_owned(),
            other,
            [pairs([("1", MISSED), ("2", KNOWN)]), pairs([("1", "no"), ("2", "yes")])],
        )
    };
    let asked = Line::of(Style::Plain, format!("{question}  ")).with(Style::Key, "Enter");
    let mut lines = model.wrap(&asked.with(Style::Plain, format!(" {enter}")));
    lines.push(answers(model, &choices));
    let few = KeyHints::default();
    let few = if model.session.changes_schedule() && !model.layout.is_narrow() {
        let others = Rating::ALL.into_iter().filter(|&rating| rating != by_enter);
        let first = few.key("Enter", &worded(model.session, by_enter));
        others.fold(first, |line, rating| line.key(rating.number().to_string(), &worded(model.session, rating)))
    } else {
        few.key("Enter", &enter).key(others.0, others.1)
    };
    (lines, model.key_line(few))
}

/// The first wording in which all answers fit on a line: all in short words are better than some in long ones.
fn answers(model: ScreenModel<'_>, choices: &[Vec<(String, String)>]) -> Line {
    let room = model.layout.text();
    let line = |keys: &Vec<(String, String)>| {
        keys.iter().fold(KeyHints::default(), |line, (key, does)| line.key(key.as_str(), does))
    };
    let help = key_hints::help(model.keys);
    let all = choices.iter().flat_map(|keys| {
        [line(keys).line(&help, room), line(keys).line(&KeyHints::default(), room)].map(|shown| (keys, shown))
    });
    let mut fitting = all.filter(|(keys, shown)| keys.iter().all(|(_, does)| shown.text().contains(does.as_str())));
    let first = fitting.next().map(|(_, shown)| shown);
    first.unwrap_or_else(|| model.key_line(KeyHints::default().key("1-4", "rate")))
}
