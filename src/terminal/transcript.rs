//! What stays of a question that is done with: one line, and its answer where it was missed.

use super::days;
use super::layout::Layout;
use super::line::{Line, Role, cut, width};
use super::look::{Look, Sign};
use super::prose;
use crate::schedule::{Rating, Verdict};
use crate::session::Concluded;

/// The lines that scroll away above the next question.
pub(super) fn lines(concluded: &Concluded, layout: Layout, look: Look) -> Vec<Line> {
    let (sign, role) = sign(concluded);
    let start = Line::of(role, format!("{} ", look.sign(sign)));
    let rest = format!("{:<5}  {}  ", concluded.rating, concluded.interval.map_or("     ".to_owned(), days::short));
    let indent = start.width() + width(&rest);
    let room = layout.text().saturating_sub(indent);
    let ellipsis = look.sign(Sign::Ellipsis);
    let mut lines = vec![start.with(Role::Quiet, rest + &cut(&concluded.prompt, room, ellipsis))];
    if concluded.rating == Rating::Again || concluded.typed.is_some() {
        let indent = if layout.is_narrow() { 2 } else { indent };
        let room = layout.text().saturating_sub(indent);
        lines.push(Line::of(Role::Quiet, " ".repeat(indent) + &cut(&answer(concluded, look), room, ellipsis)));
    }
    lines
}

/// Verdict or, where there was none, the learner's own.
fn sign(concluded: &Concluded) -> (Sign, Role) {
    match (concluded.verdict, concluded.rating) {
        (Verdict::Wrong, _) | (Verdict::None, Rating::Again) => (Sign::Wrong, Role::Wrong),
        _ if concluded.typed.is_some() => (Sign::Near, Role::Near),
        _ => (Sign::Right, Role::Right),
    }
}

fn answer(concluded: &Concluded, look: Look) -> String {
    let typed =
        concluded.typed.as_ref().map(|typed| format!(" (you: {})", typed.replace('\n', "; "))).unwrap_or_default();
    format!("{} {}{typed}", look.sign(Sign::To), prose::joined(&concluded.right))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::Text;

    fn concluded(verdict: Verdict, rating: Rating, interval: u16, typed: Option<&str>) -> Concluded {
        Concluded {
            item: "challenges/drift".parse().expect("an id"),
            prompt: "Which publication is cited on security worries about open-source AI?".to_owned(),
            verdict,
            rating,
            interval: Some(interval),
            right: vec![Text::new("MIT Technology Review")],
            typed: typed.map(str::to_owned),
        }
    }

    fn shown(columns: usize, look: Look) -> String {
        let layout = Layout { columns, rows: 24 };
        [
            concluded(Verdict::Right, Rating::Good, 2, None),
            concluded(Verdict::Wrong, Rating::Again, 0, None),
            concluded(Verdict::Right, Rating::Good, 11, Some("MIT Tecnology Review")),
            concluded(Verdict::None, Rating::Hard, 400, None),
        ]
        .iter()
        .flat_map(|concluded| lines(concluded, layout, look))
        .map(|line| line.text() + "\n")
        .collect()
    }

    #[test]
    fn a_line_an_item() {
        insta::assert_snapshot!(shown(80, Look { color: false, unicode: true }), @r"
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
        insta::assert_snapshot!(shown(40, Look::BARE), @r"
        + Good    2 d   Which publication i...
        x Again  today  Which publication i...
          -> MIT Technology Review
        ~ Good   11 d   Which publication i...
          -> MIT Technology Review (you: MI...
        + Hard   400 d  Which publication i...
        ");
    }
}
