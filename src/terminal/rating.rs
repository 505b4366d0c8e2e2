//! What Enter does after an answer, and what each rating would mean.

use super::days;
use super::keyline::KeyLine;
use super::keys::Action;
use super::line::{Line, Role};
use super::scene::Scene;
use super::wrap::{hang, wrap};
use crate::schedule::{Rating, Verdict};
use crate::session::{Detail, Feedback, Session};

/// Days until an item comes again under a rating; `None` in a practice, where no rating changes that.
pub(super) fn interval(session: &Session, rating: Rating) -> Option<u16> {
    session.preview().filter(|_| session.changes_schedule()).map(|next| next.after(rating).interval)
}

/// What a rating leads to, in a word or two: `Hard, 1 day`; Again is always today.
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
        None => format!("{rating}; practice changes no schedule"),
    }
}

/// The keys after a verdict.
pub(super) fn after_verdict(scene: Scene<'_>, feedback: &Feedback) -> (Vec<Line>, Line) {
    let enter = Line::of(Role::Key, "Enter  ").with(Role::Plain, "");
    let room = scene.layout.text().saturating_sub(enter.width());
    let words = Line::of(Role::Plain, goes_on(scene.session, feedback));
    let mut keys = hang(enter, wrap(words.runs(), room));
    keys.push(others(scene, feedback));
    let few = match feedback.verdict {
        Verdict::Wrong => KeyLine::default().key("Enter", "go on"),
        _ => KeyLine::default().key("Enter", &worded(scene.session, feedback.suggested)),
    };
    (keys, scene.key_line(few))
}

/// What can be done instead of going on.
fn others(scene: Scene<'_>, feedback: &Feedback) -> Line {
    let keys = scene.keys;
    let mut line = KeyLine::default();
    if feedback.verdict == Verdict::Wrong {
        let typed = matches!(feedback.detail, Detail::Typed { .. } | Detail::Texts { .. });
        let reasons = !scene.layout.is_narrow()
            && scene.question.choices.iter().any(|choice| !choice.right && choice.why.is_some());
        let history = if reasons { "history and reasons" } else { "history" };
        line = line.action_if(typed, keys, Action::Overrule, "I was right");
        line = line.action(keys, Action::Undo, "undo").action(keys, Action::Flag, scene.flag_word());
        return scene.key_line(line.action(keys, Action::History, history).action(keys, Action::Edit, "edit"));
    }
    for rating in Rating::ALL.into_iter().filter(|&rating| rating != feedback.suggested) {
        // Where there is little room, rather all of them without their days.
        let words = if scene.layout.is_narrow() { rating.to_string() } else { worded(scene.session, rating) };
        line = line.key(rating.number().to_string(), &words);
    }
    let slip = super::verdict::has_slip(&feedback.detail);
    line = if slip {
        line.action(keys, Action::Overrule, "I was wrong")
    } else {
        line.action(keys, Action::Guessed, "I guessed")
    };
    scene.key_line(line.action(keys, Action::Undo, "undo"))
}

/// The four ratings, where the learner judges himself.
pub(super) fn own(scene: Scene<'_>) -> Vec<Line> {
    let mut line = KeyLine::default();
    for rating in Rating::ALL {
        line = line.key(rating.number().to_string(), &worded(scene.session, rating));
    }
    let full = scene.key_line(line);
    let mut short = KeyLine::default();
    for rating in Rating::ALL {
        short = short.key(rating.number().to_string(), &rating.to_string());
    }
    // Rather all four without their days than three with them.
    let all = full.text().contains(&Rating::Easy.to_string());
    let keys = if all { full } else { short.line(&KeyLine::default(), scene.layout.text()) };
    vec![Line::of(Role::Plain, "How well did you know it?"), keys]
}
