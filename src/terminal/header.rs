//! The quiet line above a question: how far, and where in the material.

use super::layout::Layout;
use super::line::{Line, Role, width};
use super::look::{Look, Sign};
use crate::deck::Passage;
use crate::session::{Progress, Question, Session};

/// Cells of the bar.
const BAR: usize = 16;

/// How far the session is: `5 of 18, 1 again`.
pub(super) fn progress(progress: Progress) -> String {
    let Progress { number, total, again } = progress;
    let again = if again > 0 { format!(", {again} again") } else { String::new() };
    format!("{number} of {total}{again}")
}

/// Where the source says what the card teaches: `challenges › governance`.
pub(super) fn place(session: &Session, question: &Question, look: Look) -> Option<String> {
    let Passage { section, part } = section(session, question)?;
    Some(format!("{}{}", section.slug, down(part.as_ref().map(|part| part.slug.as_str()), look)))
}

/// The section that the card's claims stand in, and its part.
fn section(session: &Session, question: &Question) -> Option<Passage> {
    session.found().passage(question.id.deck(), &question.card.claims)
}

fn down(part: Option<&str>, look: Look) -> String {
    part.map(|part| format!(" {} {part}", look.sign(Sign::Down))).unwrap_or_default()
}

/// What the log knows of the item, in a word.
fn phase(session: &Session) -> &'static str {
    session.state().phase().word()
}

/// The header.
pub(super) fn line(session: &Session, question: &Question, layout: Layout, look: Look) -> Line {
    let Progress { number, total, .. } = session.progress();
    let gap = if layout.is_narrow() { " " } else { "  " };
    let bar = look.bar(number, total, BAR);
    let start = format!("{}{gap}{bar}{gap}", progress(session.progress()));
    let room = layout.text().saturating_sub(width(&start));
    Line::of(Role::Quiet, start + &parts(session, question, layout, look, room))
}

/// Deck and section, kind, state: as many of them as there is room for.
fn parts(session: &Session, question: &Question, layout: Layout, look: Look, room: usize) -> String {
    let deck = question.id.deck();
    if layout.is_narrow() {
        return super::line::cut(deck, room, look.sign(Sign::Ellipsis));
    }
    let part = section(session, question).and_then(|passage| passage.part);
    let part = part.as_ref().map(|part| part.slug.as_str());
    let mut parts =
        vec![format!("{deck}{}", down(part, look)), question.kind().word().to_owned(), phase(session).to_owned()];
    if session.is_flagged() {
        parts.push("flagged".to_owned());
    }
    let between = format!(" {} ", look.sign(Sign::Dot));
    while parts.len() > 1 && width(&parts.join(&between)) > room {
        parts.pop();
    }
    super::line::cut(&parts.join(&between), room, look.sign(Sign::Ellipsis))
}
