//! The quiet line above a question: progress, mode, place in the material.

use super::days;
use super::line::{Line, Style, width};
use super::screen_model::ScreenModel;
use super::theme::{Glyph, Theme, filled};
use crate::deck::SourceRef;
use crate::session::{Mode, Question, Session, SessionProgress, Stage};

/// Columns of the bar.
const BAR: usize = 16;
/// Columns of the bar on a narrow screen.
const NARROW_BAR: usize = 8;

/// The session's progress: `5 of 18`.
fn count(progress: SessionProgress) -> String {
    format!("{} of {}", progress.number, progress.total)
}

/// The mode unless it is the daily one, the time left, how many items come back.
fn about(session: &Session, ms_left: Option<i64>) -> Vec<String> {
    let mode = match session.settings().mode {
        Mode::Today => None,
        Mode::Cram => Some("practice".to_owned()),
        Mode::By(day) => Some(format!("for {}", days::date(day, session.today()))),
    };
    let again = session.progress().again;
    let again = (again > 0).then(|| format!("{again} coming back"));
    mode.into_iter().chain(ms_left.map(time_left)).chain(again).collect()
}

/// `3 min left`
fn time_left(ms: i64) -> String {
    match ms {
        0 => "time is up".to_owned(),
        ms => format!("{} min left", (ms + 59_999) / 60_000),
    }
}

/// The same in words: `5 of 18, practice, 1 coming back`.
pub(super) fn in_words(session: &Session) -> String {
    std::iter::once(count(session.progress())).chain(about(session, session.ms_left())).collect::<Vec<_>>().join(", ")
}

/// The place in the source: `challenges › governance`.
pub(super) fn place(session: &Session, question: &Question, theme: Theme) -> Option<String> {
    let SourceRef { section, part } = section(session, question)?;
    Some(format!("{}{}", section.slug, down(part.as_ref().map(|part| part.slug.as_str()), theme)))
}

/// The section of the card's claims, or a part of it.
fn section(session: &Session, question: &Question) -> Option<SourceRef> {
    session.found().passage(question.id.deck(), &question.card.claims)
}

fn down(part: Option<&str>, theme: Theme) -> String {
    part.map(|part| format!(" {} {part}", theme.glyph(Glyph::Down))).unwrap_or_default()
}

pub(super) fn line(model: ScreenModel<'_>, ms_left: Option<i64>) -> Line {
    let ScreenModel { session, layout, theme, .. } = model;
    let progress = session.progress();
    let (gap, cells) = if layout.is_narrow() { (" ", NARROW_BAR) } else { ("  ", BAR) };
    let mut line = Line::of(Style::Quiet, format!("{}{gap}", count(progress)));
    line.extend(bar(progress, cells, theme).spans().iter().cloned());
    let line = line.with(Style::Quiet, gap);
    let room = layout.text().saturating_sub(line.width());
    line.with(Style::Quiet, parts(model, ms_left, room))
}

/// Shows what is done, what comes back, and what is left.
fn bar(progress: SessionProgress, cells: usize, theme: Theme) -> Line {
    let SessionProgress { total, done, failed, .. } = progress;
    let done = filled(done, total, cells);
    let seen = filled(progress.done + failed, total, cells);
    let cells_of = |glyph, cells| theme.glyph(glyph).repeat(cells);
    Line::of(Style::Quiet, cells_of(Glyph::Done, done))
        .with(Style::Near, cells_of(Glyph::Returning, seen - done))
        .with(Style::Quiet, cells_of(Glyph::Open, cells - seen))
}

/// The text after the bar, as much as fits.
fn parts(model: ScreenModel<'_>, ms_left: Option<i64>, room: usize) -> String {
    let ScreenModel { session, question, layout, theme, .. } = model;
    let between = format!(" {} ", theme.glyph(Glyph::Dot));
    let fits = |parts: &[String]| width(&parts.join(&between)) <= room;
    let deck = question.id.deck().to_owned();
    let exam = session.exam().map(|_| "exam".to_owned());
    let parts: Vec<String> = exam.into_iter().chain(about(session, ms_left)).collect();
    if layout.is_narrow() {
        let mut parts = parts;
        while !parts.is_empty() && !fits(&parts) {
            parts.pop();
        }
        parts.push(deck);
        if parts.len() > 1 && !fits(&parts) {
            parts.pop();
        }
        return super::line::cut(&parts.join(&between), room, theme.glyph(Glyph::Ellipsis));
    }
    let kind = question.kind().word().to_owned();
    if session.exam().is_some() {
        return super::line::cut(
            &[parts, vec![deck, kind]].concat().join(&between),
            room,
            theme.glyph(Glyph::Ellipsis),
        );
    }
    let flagged = session.is_flagged().then(|| "flagged".to_owned());
    let state = [session.phase().word().to_owned()].into_iter().chain(flagged);
    let rest: Vec<String> = [kind].into_iter().chain(state.clone()).collect();
    // A card's id may give its answer away.
    let name = (*session.stage() != Stage::Question).then(|| question.id.to_string());
    let part = section(session, question).and_then(|passage| passage.part);
    let place = format!("{deck}{}", down(part.as_ref().map(|part| part.slug.as_str()), theme));
    // The place goes first, then the kind: what fits for one card should fit for the next.
    let places = name.into_iter().chain([place, deck]).map(|place| [vec![place], rest.clone()].concat());
    let mut all = places.chain([rest.clone(), state.collect()]).map(|more| [parts.clone(), more].concat());
    let shown = all.clone().find(|parts| fits(parts)).or_else(|| all.next_back());
    super::line::cut(&shown.unwrap_or_default().join(&between), room, theme.glyph(Glyph::Ellipsis))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(done: usize, failed: usize, total: usize) -> String {
        bar(SessionProgress { total, done, failed, ..SessionProgress::default() }, 8, Theme::BARE).text()
    }

    #[test]
    fn the_bar_is_empty_at_the_start_and_full_only_when_all_is_done() {
        assert_eq!(drawn(0, 0, 1), "--------");
        assert_eq!(drawn(1, 0, 1), "========");
        assert_eq!(drawn(1, 0, 100), "=-------");
        assert_eq!(drawn(99, 0, 100), "=======-");
        assert_eq!(drawn(99, 1, 100), "=======~");
        assert_eq!(drawn(2, 2, 8), "==~~----");
        assert_eq!(drawn(0, 0, 0), "--------");
    }

    #[test]
    fn it_never_moves_back_as_more_is_done() {
        for total in 1..50 {
            for done in 0..=total {
                for failed in 0..=(total - done) {
                    let drawn = drawn(done, failed, total);
                    assert_eq!(drawn.len(), 8, "{done} and {failed} of {total}");
                    if failed > 0 {
                        let right = self::drawn(done + 1, failed - 1, total);
                        let seen = |bar: &str| bar.matches(['=', '~']).count();
                        assert_eq!(seen(&right), seen(&drawn));
                        assert!(right.matches('=').count() >= drawn.matches('=').count());
                    }
                }
            }
        }
    }

    #[test]
    fn minutes_are_those_begun() {
        assert_eq!([0, 1, 60_000, 60_001].map(time_left), ["time is up", "1 min left", "1 min left", "2 min left"]);
    }
}
