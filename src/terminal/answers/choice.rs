//! One choice, or all that apply, by their numbers.

use crossterm::event::KeyCode;

use super::{GAP, Widget, answer, counts, given, numbers};
use crate::schedule::Verdict;
use crate::session::{Answer, Choice, ChoiceMark, Feedback, GradeDetail, Question};
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

/// The checkbox of a choice.
fn tick(ticked: bool) -> &'static str {
    if ticked { "[x]" } else { "[ ]" }
}

/// The gap between a choice's number and its text.
fn gap(tick: &str) -> String {
    if tick.is_empty() { GAP.to_owned() } else { format!(" {tick} ") }
}

/// One of the choices.
pub(super) struct One;

/// All choices that apply.
pub(super) struct AllThatApply;

impl Widget for One {
    fn choices(&self, view: QuestionView<'_>) -> Vec<Line> {
        lines(view, |_| "")
    }

    fn key(&self, state: &mut InputState, key: KeyCode, question: &Question) -> Reaction {
        let choices = question.choices.len();
        match (key, picked(key).filter(|&place| place < choices)) {
            (_, Some(place)) => answer(Answer::Choices(vec![place])),
            (KeyCode::Enter, _) => state.notice(&format!("Pick one: 1 to {choices}.")),
            _ => Reaction::Nothing,
        }
    }

    fn keys_in_words(&self, question: &Question) -> String {
        format!("1 to {} answer", question.choices.len())
    }

    fn key_hints(&self, model: ScreenModel<'_>) -> KeyHints {
        KeyHints::default().key(digits(model.question), "answer")
    }

    fn read(&self, line: &str, question: &Question) -> LineMeaning {
        let most = question.choices.len();
        match numbers(line, most).as_deref() {
            Some([one]) => given(Answer::Choices(vec![*one])),
            _ => LineMeaning::Unclear(format!("Type one number, 1 to {most}, or 0 if you don't know.")),
        }
    }

    fn prompt(&self, question: &Question, _: usize) -> String {
        format!("Answer 1 to {}, or 0 if you don't know: ", question.choices.len())
    }

    fn marked(&self, model: ScreenModel<'_>, feedback: &Feedback) -> Vec<Line> {
        marked(model, feedback, picked_mark)
    }

    fn told(&self, question: &Question, feedback: &Feedback) -> Vec<String> {
        let why =
            |choice: &Choice| Some(format!("Your choice, {}: {}", shown(&choice.text), shown(choice.why.as_ref()?)));
        let chosen = with_marks(question, &feedback.detail).filter(|(_, _, mark)| *mark == ChoiceMark::Wrong);
        chosen.filter_map(|(_, choice, _)| why(choice)).collect()
    }

    fn right(&self, question: &Question, detail: &GradeDetail) -> String {
        right(question, detail)
    }

    fn shows_given(&self) -> bool {
        false
    }
}

impl Widget for AllThatApply {
    fn choices(&self, view: QuestionView<'_>) -> Vec<Line> {
        lines(view, |place| tick(view.input_state.picks.contains(&place)))
    }

    fn key(&self, state: &mut InputState, key: KeyCode, question: &Question) -> Reaction {
        match (key, picked(key).filter(|&place| place < question.choices.len())) {
            (_, Some(place)) => {
                match state.picks.iter().position(|&ticked| ticked == place) {
                    Some(at) => drop(state.picks.remove(at)),
                    None => state.picks.push(place),
                }
                Reaction::Redraw
            }
            (KeyCode::Enter, _) if state.picks.is_empty() => state.notice("Nothing is ticked yet."),
            (KeyCode::Enter, _) => answer(Answer::Choices(state.picks.clone())),
            _ => Reaction::Nothing,
        }
    }

    fn keys_in_words(&self, question: &Question) -> String {
        format!("1 to {} tick, Enter answers", question.choices.len())
    }

    /// The digits that tick, what Enter does, and how many are ticked.
    fn key_hints(&self, model: ScreenModel<'_>) -> KeyHints {
        let (line, ticked) = (KeyHints::default().key(digits(model.question), "tick"), model.input_state.picks.len());
        let short = format!("answer ({ticked})");
        let line = if model.layout.is_narrow() {
            line.key("Enter", &short)
        } else {
            line.key("Enter", &format!("answer, {ticked} ticked"))
        };
        line.or("Enter", &short).or("Enter", "")
    }

    fn announced(&self, _: &Question) -> Option<String> {
        Some("all that apply".to_owned())
    }

    fn read(&self, line: &str, question: &Question) -> LineMeaning {
        let most = question.choices.len();
        match numbers(line, most) {
            Some(picked) if !picked.is_empty() => given(Answer::Choices(picked)),
            _ => LineMeaning::Unclear(format!(
                "Type the numbers of all that apply, 1 to {most}, like 1 3; or 0 if you don't know."
            )),
        }
    }

    fn prompt(&self, _: &Question, _: usize) -> String {
        "Answer with all that apply, like 1 3, or 0 if you don't know: ".to_owned()
    }

    fn marked(&self, model: ScreenModel<'_>, feedback: &Feedback) -> Vec<Line> {
        marked(model, feedback, ticked_mark)
    }

    fn told(&self, question: &Question, feedback: &Feedback) -> Vec<String> {
        let all = with_marks(question, &feedback.detail);
        all.filter_map(|(place, choice, mark)| of_all(place, choice, mark, feedback)).collect()
    }

    /// How many choices were found, missed, and wrongly picked.
    fn counted(&self, detail: &GradeDetail) -> Option<String> {
        let GradeDetail::Choices(marks) = detail else { return None };
        let of = |mark| marks.iter().filter(|&&m| m == mark).count();
        let (found, missed, wrong) = (of(ChoiceMark::Found), of(ChoiceMark::Missed), of(ChoiceMark::Wrong));
        let rest = counts([(missed, "missed"), (wrong, "too many")]);
        Some(format!("{found} of {} found{rest}", found + missed))
    }

    fn right(&self, question: &Question, detail: &GradeDetail) -> String {
        right(question, detail)
    }
}

fn lines<'t>(view: QuestionView<'_>, tick: impl Fn(usize) -> &'t str) -> Vec<Line> {
    let lines = view.question.choices.iter().enumerate().map(|(place, choice)| {
        let is_struck = view.struck_out == Some(place);
        let (key, style) = if is_struck { (Style::Quiet, Style::Struck) } else { (Style::Key, Style::Plain) };
        let mut start = Line::of(Style::Plain, if view.layout.is_narrow() { "" } else { "  " });
        start = start.with(key, (place + 1).to_string()).with(Style::Plain, gap(tick(place)));
        let room = view.layout.text().saturating_sub(start.width());
        let mut text = prose::spans(&choice.text, style, view.theme);
        if is_struck {
            text.push(Span::new(Style::Quiet, " (struck out)"));
        }
        hang(start, wrap(&text, room))
    });
    lines.flatten().collect()
}

/// The digits that pick one: `1-4`.
pub(super) fn digits(question: &Question) -> String {
    match question.choices.len() {
        1 => "1".to_owned(),
        most => format!("1-{most}"),
    }
}

/// The right choices with their numbers: `2, MIT Technology Review`.
fn right(question: &Question, detail: &GradeDetail) -> String {
    if !matches!(detail, GradeDetail::Choices(_)) {
        return prose::joined(&question.right());
    }
    let right = question.choices.iter().enumerate().filter(|(_, choice)| choice.right);
    let numbered = right.map(|(place, choice)| format!("{}, {}", place + 1, choice.text.plain()));
    numbered.collect::<Vec<_>>().join("; ")
}

fn with_marks<'q>(
    question: &'q Question,
    detail: &'q GradeDetail,
) -> impl Iterator<Item = (usize, &'q Choice, ChoiceMark)> {
    let marks = if let GradeDetail::Choices(marks) = detail { marks.as_slice() } else { &[] };
    question.choices.iter().zip(marks).enumerate().map(|(place, (choice, mark))| (place, choice, *mark))
}

/// The mark, word and style of a choice.
type MarkOf = fn(ScreenModel<'_>, &Feedback, usize, ChoiceMark) -> (Line, &'static str, Style);

fn marked(model: ScreenModel<'_>, feedback: &Feedback, mark_of: MarkOf) -> Vec<Line> {
    let lines = with_marks(model.question, &feedback.detail).map(|(place, choice, mark)| {
        let (start, after, style) = mark_of(model, feedback, place, mark);
        let room = model.layout.text().saturating_sub(start.width());
        let mut lines = wrap(&with_word(choice, style, after, model), room);
        if let (ChoiceMark::Wrong, Some(why)) = (mark, &choice.why) {
            lines.extend(prose::lines(why, Style::Plain, model.theme, room));
        }
        hang(start, lines)
    });
    lines.flatten().collect()
}

fn with_word(choice: &Choice, style: Style, after: &str, model: ScreenModel<'_>) -> Vec<Span> {
    let mut spans = prose::spans(&choice.text, style, model.theme);
    if !after.is_empty() {
        spans.push(Span::new(style, format!("  ({after})")));
    }
    spans
}

/// The mark, word and style of a choice where one was to be picked.
fn picked_mark(
    model: ScreenModel<'_>,
    feedback: &Feedback,
    place: usize,
    mark: ChoiceMark,
) -> (Line, &'static str, Style) {
    let (glyph, word, style) = match mark {
        ChoiceMark::Found => (model.glyph(Glyph::Right), "", Style::Right),
        ChoiceMark::Missed => (model.glyph(Glyph::Right), "right", Style::Right),
        ChoiceMark::Wrong => (model.glyph(Glyph::Wrong), "your choice", Style::Wrong),
        ChoiceMark::Left => (" ", "", if feedback.verdict == Verdict::Right { Style::Quiet } else { Style::Plain }),
    };
    (Line::of(style, format!("{glyph} {}{}", place + 1, GAP)), word, style)
}

/// The same where several could be ticked.
fn ticked_mark(
    model: ScreenModel<'_>,
    feedback: &Feedback,
    place: usize,
    mark: ChoiceMark,
) -> (Line, &'static str, Style) {
    let shown = |right: &'static str| if feedback.dont_know { "right" } else { right };
    let (glyph, word, style) = match mark {
        ChoiceMark::Found => (model.glyph(Glyph::Right), "right", Style::Right),
        ChoiceMark::Missed => (model.glyph(Glyph::Near), shown("missed"), Style::Near),
        ChoiceMark::Wrong => (model.glyph(Glyph::Wrong), "wrong", Style::Wrong),
        ChoiceMark::Left => (" ", "", Style::Plain),
    };
    let number = format!("{}{}", place + 1, gap(tick(matches!(mark, ChoiceMark::Found | ChoiceMark::Wrong))));
    (Line::of(style, format!("{glyph} {number}")), word, style)
}

/// The result for one choice of a question with several right ones.
fn of_all(place: usize, choice: &Choice, mark: ChoiceMark, feedback: &Feedback) -> Option<String> {
    let words = format!("{}, {}", place + 1, shown(&choice.text));
    let words =
        if choice.why.is_some() && mark == ChoiceMark::Wrong { words } else { prose::sentence_before_more(&words) };
    let why = choice.why.as_ref().map(|why| format!(": {}", shown(why))).unwrap_or_default();
    match mark {
        ChoiceMark::Wrong => Some(format!("Wrong: {words}{why}")),
        ChoiceMark::Missed if feedback.dont_know => Some(format!("Right: {words}")),
        ChoiceMark::Missed => Some(format!("Missed: {words}")),
        ChoiceMark::Found => (feedback.verdict == Verdict::Wrong).then(|| format!("Right: {words}")),
        ChoiceMark::Left => None,
    }
}
