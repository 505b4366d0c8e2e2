//! Pairs, put together by the numbers of the right sides.

use crossterm::event::KeyCode;

use super::choice::digits;
use super::order::open_numbers;
use super::{GAP, Widget, answer, given, numbers};
use crate::deck::Text;
use crate::deck::text::one_line;
use crate::schedule::Verdict;
use crate::session::{Answer, Feedback, GradeDetail, Listed, PairFound, Question};
use crate::terminal::input_state::{InputState, Reaction, picked};
use crate::terminal::key_hints::KeyHints;
use crate::terminal::line::{Line, Span, Style};
use crate::terminal::line_command::LineMeaning;
use crate::terminal::plain_text::shown;
use crate::terminal::prose;
use crate::terminal::question_view::QuestionView;
use crate::terminal::screen_model::ScreenModel;
use crate::terminal::theme::Glyph;
use crate::terminal::wrap::{hang, wrap};

pub(super) struct MatchWidget;

/// The space between left and right sides that stand beside each other.
const BETWEEN: usize = 4;

impl Widget for MatchWidget {
    /// The left sides with the numbers put to them, and the right sides: beside them if there is room, else below.
    fn choices(&self, view: QuestionView<'_>) -> Vec<Line> {
        let count = lefts(view.question);
        let rows: Vec<(Line, Vec<Span>)> = view
            .question
            .form()
            .listed(view.question)
            .iter()
            .enumerate()
            .map(|(at, text)| row(view, at, text))
            .collect();
        let (left, right) = rows.split_at(count);
        let whole = |(start, text): &(Line, Vec<Span>)| {
            let mut line = start.clone();
            line.extend(text.iter().cloned());
            line
        };
        let widest = |rows: &[(Line, Vec<Span>)]| rows.iter().map(|row| whole(row).width()).max().unwrap_or(0);
        let column = widest(left) + BETWEEN;
        let is_one_line = |(_, text): &(Line, Vec<Span>)| text.iter().all(|span| !span.text.contains('\n'));
        if column + widest(right) > view.layout.text() || !rows.iter().all(is_one_line) {
            let hung = |(start, text): &(Line, Vec<Span>)| {
                hang(start.clone(), wrap(text, view.layout.text().saturating_sub(start.width())))
            };
            return left.iter().flat_map(hung).chain([Line::blank()]).chain(right.iter().flat_map(hung)).collect();
        }
        let side_by_side = |at: usize| {
            let line = left.get(at).map_or_else(Line::blank, whole);
            let Some(right) = right.get(at) else { return line };
            let room = " ".repeat(column - line.width());
            let mut line = line.with(Style::Plain, room);
            line.extend(whole(right).spans().iter().cloned());
            line
        };
        (0..left.len().max(right.len())).map(side_by_side).collect()
    }

    fn key(&self, state: &mut InputState, key: KeyCode, question: &Question) -> Reaction {
        let is_full = state.picks.len() == lefts(question);
        match (key, picked(key).filter(|&place| place < question.choices.len())) {
            (_, Some(_)) if is_full => state.notice("All are matched: Enter answers, Backspace removes the last one."),
            (_, Some(place)) if !state.picks.contains(&place) => {
                state.picks.push(place);
                Reaction::Redraw
            }
            (_, Some(_)) => state.notice("That one is taken already; Backspace removes the last one."),
            (KeyCode::Backspace, _) if state.picks.pop().is_some() => Reaction::Redraw,
            (KeyCode::Enter, _) if is_full => answer(Answer::Places(state.picks.clone())),
            (KeyCode::Enter, _) => state.notice(&format!("Nothing is put to {} yet.", letter(state.picks.len()))),
            _ => Reaction::Nothing,
        }
    }

    fn keys_in_words(&self, question: &Question) -> String {
        format!("1 to {} match", question.choices.len())
    }

    fn key_hints(&self, model: ScreenModel<'_>) -> KeyHints {
        let (line, picks) = (KeyHints::default(), &model.input_state.picks);
        let next = format!("for {}", letter(picks.len()));
        if picks.len() == lefts(model.question) {
            line.key("Enter", "answer").key("Backspace", "undo")
        } else if picks.is_empty() {
            line.key(digits(model.question), &next)
        } else {
            line.key(open_numbers(model.question, picks), &next).key("Backspace", "undo")
        }
    }

    fn read(&self, line: &str, question: &Question) -> LineMeaning {
        match numbers(line, question.choices.len()) {
            Some(picks) if picks.len() == lefts(question) => given(Answer::Places(picks)),
            _ => LineMeaning::Unclear(format!(
                "Type a number for each of {}, 1 to {}, none twice; or 0 if you don't know.",
                letters(question),
                question.choices.len()
            )),
        }
    }

    fn prompt(&self, question: &Question, _: usize) -> String {
        format!("Answer with the numbers for {} in this order, or 0 if you don't know: ", letters(question))
    }

    fn marked(&self, model: ScreenModel<'_>, feedback: &Feedback) -> Vec<Line> {
        let GradeDetail::Pairs(pairs) = &feedback.detail else { return Vec::new() };
        let lines = pairs.iter().zip(model.question.right()).enumerate().map(|(at, (pair, text))| {
            let (glyph, style) = match (pair.is_right(), feedback.dont_know) {
                (true, _) => (model.glyph(Glyph::Right), Style::Right),
                (false, true) => (" ", Style::Plain),
                (false, false) => (model.glyph(Glyph::Wrong), Style::Wrong),
            };
            let start = Line::of(style, format!("{glyph} {}{GAP}", letter(at)));
            let room = model.layout.text().saturating_sub(start.width());
            let mut runs = prose::spans(&text, style, model.theme);
            if let Some(given) = wrongly(pair) {
                runs.push(Span::new(style, format!("  (you had {given})")));
            }
            hang(start, wrap(&runs, room))
        });
        lines.flatten().collect()
    }

    fn told(&self, question: &Question, feedback: &Feedback) -> Vec<String> {
        let GradeDetail::Pairs(pairs) = &feedback.detail else { return Vec::new() };
        if feedback.verdict != Verdict::Wrong {
            return Vec::new();
        }
        let pair = |(at, (pair, text)): (usize, (&PairFound, Text))| {
            let given = wrongly(pair).map(|given| format!(", you had {given}")).unwrap_or_default();
            format!("{}. {}{given}", letter(at), shown(&text))
        };
        let pairs = pairs.iter().zip(question.right()).enumerate().map(pair);
        std::iter::once("These belong together:".to_owned()).chain(pairs).collect()
    }

    fn counted(&self, detail: &GradeDetail) -> Option<String> {
        let GradeDetail::Pairs(pairs) = detail else { return None };
        Some(format!("{} of {} pairs right", pairs.iter().filter(|pair| pair.is_right()).count(), pairs.len()))
    }

    fn in_words(&self, question: &Question, answer: &Answer) -> String {
        let Answer::Places(places) = answer else { return "I don't know".to_owned() };
        let rights = places.iter().filter_map(|&place| question.choices.get(place));
        let pair = |(left, right): (&Text, &Text)| format!("{}: {}", one_line(&left.plain()), one_line(&right.plain()));
        let pairs = question.card.body.lefts().into_iter().zip(rights.map(|choice| &choice.text)).map(pair);
        pairs.collect::<Vec<_>>().join(", ")
    }
}

fn lefts(question: &Question) -> usize {
    question.card.body.lefts().len()
}

/// The letter of a left side.
fn letter(at: usize) -> char {
    ('a'..).nth(at).unwrap_or('?')
}

/// The letters of all left sides: `a to d`.
fn letters(question: &Question) -> String {
    format!("a to {}", letter(lefts(question).saturating_sub(1)))
}

/// What was put to a left side, if that is wrong.
fn wrongly(pair: &PairFound) -> Option<String> {
    pair.given.as_ref().filter(|_| !pair.is_right()).map(|given| one_line(&given.plain()))
}

/// A left side after the number that is put to it, or a right side after its own number.
fn row(view: QuestionView<'_>, at: usize, text: &Listed<'_>) -> (Line, Vec<Span>) {
    let (count, picks) = (lefts(view.question), &view.input_state.picks);
    let margin = Line::of(Style::Plain, if view.layout.is_narrow() { "" } else { "  " });
    let Some(right) = at.checked_sub(count) else {
        let arrow = view.theme.glyph(Glyph::To);
        let (number, style) = match picks.get(at) {
            Some(pick) => (format!(" {arrow} {}", pick + 1), Style::Right),
            None if at == picks.len() => (format!(" {arrow} ?"), Style::Key),
            None => (" ".repeat(Line::of(Style::Plain, arrow).width() + 3), Style::Plain),
        };
        let start = margin.with(style, text.mark.clone()).with(style, number).with(Style::Plain, GAP);
        return (start, prose::spans(text.text, Style::Plain, view.theme));
    };
    let (key, style) = if picks.contains(&right) { (Style::Quiet, Style::Quiet) } else { (Style::Key, Style::Plain) };
    let start = margin.with(key, text.mark.clone()).with(Style::Plain, GAP);
    (start, prose::spans(text.text, style, view.theme))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{Collection, parse_deck};
    use crate::terminal::layout::Layout;
    use crate::terminal::theme::Theme;

    const CARD: &str = "title: T
cards:
  - id: a
    kind: match
    question: When did each begin?
    pairs: [{left: Linux, right: 1991}, {left: MySQL, right: 1995}, {left: Git, right: 2005}]
    spare: [1983]
";

    fn question() -> Question {
        let found = Collection::new(vec![parse_deck("d", None, CARD).expect("a deck")]);
        Question::new(&found.items()[0], 0)
    }

    fn pressed(keys: &[KeyCode]) -> (InputState, Reaction) {
        let mut state = InputState::default();
        let reactions = keys.iter().map(|key| MatchWidget.key(&mut state, *key, &question()));
        let last = reactions.last().unwrap_or(Reaction::Nothing);
        (state, last)
    }

    fn drawn(picks: Vec<usize>, columns: usize) -> String {
        let (question, input_state) = (question(), InputState { picks, ..InputState::default() });
        let view = QuestionView {
            question: &question,
            input_state: &input_state,
            layout: Layout { columns, rows: 24 },
            theme: Theme { color: false, unicode: true },
            struck_out: None,
        };
        MatchWidget.choices(view).iter().map(|line| line.text() + "\n").collect()
    }

    #[test]
    fn each_digit_is_for_the_next_left_side() {
        let digit = KeyCode::Char;
        assert_eq!(pressed(&[digit('3'), digit('1')]).0.picks, [2, 0]);
        assert_eq!(pressed(&[digit('3'), KeyCode::Backspace, digit('1')]).0.picks, [0]);
        for (keys, notice) in [
            (vec![digit('3'), digit('3')], "That one is taken already; Backspace removes the last one."),
            (vec![digit('3'), KeyCode::Enter], "Nothing is put to b yet."),
            (
                vec![digit('3'), digit('1'), digit('2'), digit('4')],
                "All are matched: Enter answers, Backspace removes the last one.",
            ),
        ] {
            assert_eq!(pressed(&keys).0.notice.as_deref(), Some(notice));
        }
        let (_, last) = pressed(&[digit('3'), digit('1'), digit('2'), KeyCode::Enter]);
        assert_eq!(last, answer(Answer::Places(vec![2, 0, 1])));
        assert_eq!(pressed(&[digit('5')]).1, Reaction::Nothing);
    }

    #[test]
    fn a_line_has_a_number_for_each_left_side() {
        assert_eq!(MatchWidget.read("3 1 2", &question()), given(Answer::Places(vec![2, 0, 1])));
        for line in ["", "1", "1 2", "1 1 2", "1 2 3 4", "5 1 2", "x"] {
            assert!(matches!(MatchWidget.read(line, &question()), LineMeaning::Unclear(_)), "{line}");
        }
    }

    #[test]
    fn left_and_right_sides_stand_beside_each_other_if_there_is_room() {
        let lines = |text: String| text.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>();
        assert_eq!(
            lines(drawn(vec![1], 80)),
            ["a → 2  Linux      1  1995", "b → ?  MySQL      2  2005", "c      Git        3  1983", "4  1991"]
        );
        assert_eq!(
            lines(drawn(vec![], 24)),
            ["a → ?  Linux", "b      MySQL", "c      Git", "", "1  1995", "2  2005", "3  1983", "4  1991"]
        );
    }
}
