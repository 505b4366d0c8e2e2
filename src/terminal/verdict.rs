//! The screen after an answer: the verdict, the right answer, the explanation.

use super::diff;
use super::frame::Frame;
use super::keys::Action;
use super::line::{Line, Span, Style};
use super::screen_model::ScreenModel;
use super::theme::Glyph;
use super::wrap::{hang, wrap};
use super::{answers, notice, prose, rating};
use crate::grading::TextMatch;
use crate::schedule::Verdict;
use crate::session::{Feedback, GradeDetail, Question};

pub(super) fn frame(model: ScreenModel<'_>, feedback: &Feedback) -> Frame {
    let mut body = model.prompt();
    let marked = answers::of(model.question.asks).marked(model, feedback);
    if !marked.is_empty() {
        body.push(Line::blank());
        body.extend(marked);
    }
    body.push(Line::blank());
    let focus = body.len();
    body.extend(verdict(model, feedback));
    if let GradeDetail::Typed { typed, answer, finding } = &feedback.detail
        && *finding != TextMatch::Same
    {
        body.extend(diff::lines(typed, answer, model.layout.text()));
    }
    body.extend(correction(model));
    body.extend(model.because());
    if let Some(leech) = model.session.leech_here() {
        let letter = |action| model.keys.letter(action).to_string();
        let keys = [letter(Action::Edit), letter(Action::Suspend), letter(Action::History)];
        let words = notice::leech_here(leech, keys.each_ref().map(String::as_str));
        body.push(Line::blank());
        body.extend(model.wrap(&Line::of(Style::Near, words)));
    }
    let (keys, few_keys) = rating::after_verdict(model, feedback);
    Frame { header: Some(model.header()), body, focus, keys, few_keys, ..Frame::default() }
}

fn verdict(model: ScreenModel<'_>, feedback: &Feedback) -> Vec<Line> {
    let near = feedback.detail.near().is_some();
    let (glyph, style) = match feedback.verdict {
        Verdict::Wrong => (Glyph::Wrong, Style::Wrong),
        _ if near => (Glyph::Near, Style::Near),
        _ => (Glyph::Right, Style::Right),
    };
    let start = Line::of(style, format!("{} ", model.glyph(glyph)));
    let room = model.layout.text().saturating_sub(start.width());
    hang(start, wrap(&[Span::new(style, sentence(model.question, feedback))], room))
}

/// In what way an answer is only nearly right.
pub(super) const fn nearly(finding: &TextMatch) -> &'static str {
    match finding {
        TextMatch::NoArticle => "Right, without its article",
        TextMatch::Form => "Right, in another form",
        _ => "Right, with a slip",
    }
}

/// The verdict with the right answer, in words.
pub(super) fn sentence(question: &Question, feedback: &Feedback) -> String {
    let (widget, detail) = (answers::of(question.asks), &feedback.detail);
    let right = || prose::sentence(&widget.right(question, detail));
    if feedback.verdict == Verdict::Wrong {
        return match (widget.counted(detail), detail) {
            _ if feedback.dont_know => format!("Not known yet. It is {}", right()),
            (Some(counted), _) => format!("Wrong: {counted}."),
            (None, GradeDetail::Typed { finding: TextMatch::Wrong(Some(reason)), .. }) => {
                format!("Wrong: {}. It is {}", reason, right())
            }
            (None, _) => format!("Wrong. It is {}", right()),
        };
    }
    match detail {
        detail if detail.near().is_some() => format!("{}.", detail.near().map_or("", nearly)),
        GradeDetail::Typed { typed, answer, .. } if typed != answer => format!("Right: {}", prose::sentence(answer)),
        GradeDetail::Plain => format!("Right. It is {}", right()),
        _ => "Right.".to_owned(),
    }
}

/// `1st`, `2nd`, `3rd`, `4th`, …, `11th`, …, `32nd`.
pub(super) fn ordinal(number: usize) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// The correction of a false statement.
fn correction(model: ScreenModel<'_>) -> Vec<Line> {
    let Some(text) = model.question.card.body.correction() else { return Vec::new() };
    let start = Line::of(Style::Plain, "Correct: ");
    let room = model.layout.text().saturating_sub(start.width());
    hang(start, prose::lines(text, Style::Plain, model.theme, room))
}
