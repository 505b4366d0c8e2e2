//! What stays on the screen of a finished question: one line, and the answer if it was missed.

use super::days;
use super::layout::Layout;
use super::line::{Line, Style, cut, width};
use super::prose;
use super::theme::{Glyph, Theme};
use crate::schedule::{Rating, Verdict};
use crate::session::{AnswerKind, FinishedQuestion};

/// The lines that scroll away above the next question.
pub(super) fn lines(finished: &FinishedQuestion, layout: Layout, theme: Theme) -> Vec<Line> {
    let (glyph, style) = glyph(finished);
    let start = Line::of(style, format!("{} ", theme.glyph(glyph)));
    let rest = match finished.interval {
        Some(days) => format!("{:<5}  {}  ", finished.rating, days::short(days)),
        None => format!("{}  practice  ", if finished.rating == Rating::Again { "missed" } else { "known " }),
    };
    let indent = start.width() + width(&rest);
    let room = layout.text().saturating_sub(indent);
    let ellipsis = theme.glyph(Glyph::Ellipsis);
    let mut lines = vec![start.with(Style::Quiet, rest + &cut(&prompt(finished), room, ellipsis))];
    let told = finished.asks == AnswerKind::Truth;
    if !told && (finished.rating == Rating::Again || finished.typed.is_some()) {
        let indent = if layout.is_narrow() { 2 } else { indent };
        let room = layout.text().saturating_sub(indent);
        lines.push(Line::of(Style::Quiet, " ".repeat(indent) + &cut(&answer(finished, theme), room, ellipsis)));
    }
    lines
}

/// The prompt; before a statement, whether it is true, so that a false one doesn't look right.
fn prompt(finished: &FinishedQuestion) -> String {
    let prompt = &finished.prompt;
    if finished.asks != AnswerKind::Truth {
        return prompt.clone();
    }
    let right = prose::joined(&finished.right);
    let (first, rest) = right.split_at(right.chars().next().map_or(0, char::len_utf8));
    format!("{}{rest}: {prompt}", first.to_uppercase())
}

/// The verdict or, for a self-rated card, the rating.
fn glyph(finished: &FinishedQuestion) -> (Glyph, Style) {
    match (finished.verdict, finished.rating) {
        (Verdict::Wrong, _) | (Verdict::None, Rating::Again) => (Glyph::Wrong, Style::Wrong),
        _ if finished.typed.is_some() => (Glyph::Near, Style::Near),
        _ => (Glyph::Right, Style::Right),
    }
}

fn answer(finished: &FinishedQuestion, theme: Theme) -> String {
    let typed =
        finished.typed.as_ref().map(|typed| format!(" (you: {})", typed.replace('\n', "; "))).unwrap_or_default();
    format!("{} {}{typed}", theme.glyph(Glyph::To), prose::joined(&finished.right))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::Text;

    fn finished(verdict: Verdict, rating: Rating, interval: u16, typed: Option<&str>) -> FinishedQuestion {
        FinishedQuestion {
            item: "challenges/drift".parse().expect("an id"),
            asks: AnswerKind::Text,
            prompt: "Which publication is cited on security worries about open-source AI?".to_owned(),
            verdict,
            rating,
            interval: Some(interval),
            right: vec![Text::new("MIT Technology Review")],
            typed: typed.map(str::to_owned),
        }
    }

    fn shown(columns: usize, theme: Theme) -> String {
        let layout = Layout { columns, rows: 24 };
        [
            finished(Verdict::Right, Rating::Good, 2, None),
            finished(Verdict::Wrong, Rating::Again, 0, None),
            finished(Verdict::Right, Rating::Good, 11, Some("MIT Tecnology Review")),
            finished(Verdict::None, Rating::Hard, 400, None),
        ]
        .iter()
        .flat_map(|finished| lines(finished, layout, theme))
        .map(|line| line.text() + "\n")
        .collect()
    }

    #[test]
    fn a_line_an_item() {
        insta::assert_snapshot!(shown(80, Theme { color: false, unicode: true }), @r"
        ✓ Good    2 d   Which publication is cited on security worries about open-so…
        ✗ Again  today  Which publication is cited on security worries about open-so…
                        → MIT Technology Review
        ~ Good   11 d   Which publication is cited on security worries about open-so…
                        → MIT Technology Review (you: MIT Tecnology Review)
        ✓ Hard   400 d  Which publication is cited on security worries about open-so…
        ");
    }

    #[test]
    fn little_room_and_no_unicode() {
        insta::assert_snapshot!(shown(40, Theme::BARE), @r"
        + Good    2 d   Which publication i...
        x Again  today  Which publication i...
          -> MIT Technology Review
        ~ Good   11 d   Which publication i...
          -> MIT Technology Review (you: MI...
        + Hard   400 d  Which publication i...
        ");
    }

    #[test]
    fn a_statement_is_never_ticked_as_if_it_were_true() {
        let statement = FinishedQuestion {
            asks: AnswerKind::Truth,
            prompt: "Open models undergo strict testing.".to_owned(),
            right: vec![Text::new("false")],
            ..finished(Verdict::Right, Rating::Good, 2, None)
        };
        let missed =
            FinishedQuestion { verdict: Verdict::Wrong, rating: Rating::Again, interval: Some(0), ..statement.clone() };
        let theme = Theme { color: false, unicode: true };
        let shown: String = [statement, missed]
            .iter()
            .flat_map(|finished| lines(finished, Layout::USUAL, theme))
            .map(|line| line.text() + "\n")
            .collect();
        insta::assert_snapshot!(shown, @r"
        ✓ Good    2 d   False: Open models undergo strict testing.
        ✗ Again  today  False: Open models undergo strict testing.
        ");
    }

    #[test]
    fn practice_names_no_days() {
        let practised = |rating| FinishedQuestion { interval: None, ..finished(Verdict::None, rating, 0, None) };
        let theme = Theme { color: false, unicode: true };
        let shown: String = [practised(Rating::Good), practised(Rating::Again)]
            .iter()
            .flat_map(|finished| lines(finished, Layout::USUAL, theme))
            .map(|line| line.text() + "\n")
            .collect();
        insta::assert_snapshot!(shown, @r"
        ✓ known   practice  Which publication is cited on security worries about ope…
        ✗ missed  practice  Which publication is cited on security worries about ope…
                            → MIT Technology Review
        ");
    }
}
