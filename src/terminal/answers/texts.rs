//! Several texts, each typed in a field or line of its own.

use super::text::OneTextWidget;
use super::{Widget, counts};
use crate::schedule::Verdict;
use crate::session::{Feedback, GradeDetail, Question, TextExtra, TextFound};
use crate::terminal::key_hints::KeyHints;
use crate::terminal::line::{Line, Span, Style};
use crate::terminal::line_command::LineMeaning;
use crate::terminal::prose;
use crate::terminal::question_view::QuestionView;
use crate::terminal::screen_model::ScreenModel;
use crate::terminal::text_input::typed;
use crate::terminal::theme::Glyph;
use crate::terminal::verdict::{nearly, ordinal};
use crate::terminal::wrap::{hang, wrap};

/// Rows that stay visible besides the texts: the prompt, its scroll mark, and the key hints.
const FEWEST_OTHERS: usize = 4;

pub(super) struct SeveralTextsWidget;

impl Widget for SeveralTextsWidget {
    /// The numbered text fields; only those around the cursor if rows are few.
    fn entry(&self, view: QuestionView<'_>) -> (Vec<Line>, Option<(usize, usize)>) {
        let fields = &view.input_state.fields;
        let most = view.layout.rows.saturating_sub(FEWEST_OTHERS).max(1);
        let first = (fields.at() + 1).saturating_sub(most);
        let seen = fields.all().iter().enumerate().skip(first).take(most);
        let rows = seen.map(|(at, entry)| typed(&format!("{} > ", at + 1), entry, view.layout.text(), view.theme));
        let (lines, columns): (Vec<Line>, Vec<usize>) = rows.unzip();
        let at = fields.at() - first;
        (lines, columns.get(at).map(|&column| (at, column)))
    }

    fn keys_in_words(&self, question: &Question) -> String {
        OneTextWidget.keys_in_words(question)
    }

    fn key_hints(&self, model: ScreenModel<'_>) -> KeyHints {
        OneTextWidget.key_hints(model)
    }

    fn read(&self, line: &str, _: &Question) -> LineMeaning {
        LineMeaning::Text(line.trim().to_owned())
    }

    fn prompt(&self, question: &Question, told: usize) -> String {
        let number = format!("{} of {}", told + 1, question.texts);
        if told == 0 { format!("{number}, or an empty line if you don't know: ") } else { format!("{number}: ") }
    }

    fn prompt_again(&self, question: &Question, told: usize) -> String {
        format!("{} of {}: ", told + 1, question.texts)
    }

    fn marked(&self, model: ScreenModel<'_>, feedback: &Feedback) -> Vec<Line> {
        let GradeDetail::Texts { wanted, extra } = &feedback.detail else { return Vec::new() };
        marked(model, wanted, extra)
    }

    fn told(&self, _: &Question, feedback: &Feedback) -> Vec<String> {
        let GradeDetail::Texts { wanted, extra } = &feedback.detail else { return Vec::new() };
        told(feedback, wanted, extra)
    }

    /// How many were found, out of place, wrong, and repeated.
    fn counted(&self, detail: &GradeDetail) -> Option<String> {
        let GradeDetail::Texts { wanted, extra } = detail else { return None };
        let found = wanted.iter().filter(|text| text.is_found()).count();
        let elsewhere = wanted.iter().filter(|text| text.elsewhere.is_some()).count();
        let twice = extra.iter().filter(|text| text.again).count();
        let rest = counts([(elsewhere, "out of place"), (extra.len() - twice, "wrong"), (twice, "twice")]);
        Some(format!("{found} of {} found{rest}", wanted.len()))
    }
}

/// The result for one of several texts.
struct VerdictRow<'a> {
    glyph: Glyph,
    style: Style,
    word: &'static str,
    text: &'a str,
    after: Option<String>,
}

impl<'a> VerdictRow<'a> {
    fn wanted(found: &'a TextFound) -> Self {
        let (glyph, style, word, after) = match (&found.typed, found.elsewhere) {
            (None, _) => (Glyph::Near, Style::Near, "missed", None),
            (Some(_), Some(at)) => {
                (Glyph::Wrong, Style::Wrong, "out of place", Some(format!("you had it {}", ordinal(at + 1))))
            }
            (Some(typed), None) if found.is_near() => {
                (Glyph::Near, Style::Near, "right", Some(format!("you: {typed}")))
            }
            (Some(_), None) => (Glyph::Right, Style::Right, "right", None),
        };
        Self { glyph, style, word, text: &found.answer, after }
    }

    fn extra(extra: &'a TextExtra) -> Self {
        let word = if extra.again { "twice" } else { "wrong" };
        // The row shows the text itself already.
        let why = extra.why.as_ref().filter(|_| !extra.again).map(ToString::to_string);
        Self { glyph: Glyph::Wrong, style: Style::Wrong, word, text: &extra.typed, after: why }
    }
}

/// The results of several texts, the expected ones first. If there is room, each is preceded by a word.
fn marked(model: ScreenModel<'_>, wanted: &[TextFound], extra: &[TextExtra]) -> Vec<Line> {
    let rows: Vec<VerdictRow> =
        wanted.iter().map(VerdictRow::wanted).chain(extra.iter().map(VerdictRow::extra)).collect();
    let narrow = model.layout.is_narrow();
    let room = rows.iter().map(|row| row.word.len()).max().unwrap_or(0);
    let line = |VerdictRow { glyph, style, word, text, after }: VerdictRow| {
        let before = if narrow { String::new() } else { format!("{word:<room$}   ") };
        let start = Line::of(style, format!("{} {before}", model.glyph(glyph)));
        let word = (narrow && word != "right").then(|| word.to_owned());
        let after: Vec<String> = word.into_iter().chain(after).collect();
        let after = if after.is_empty() { String::new() } else { format!("  ({})", after.join(", ")) };
        let columns = model.layout.text().saturating_sub(start.width());
        hang(start, wrap(&[Span::new(style, format!("{text}{after}"))], columns))
    };
    rows.into_iter().flat_map(line).collect()
}

/// The results of several texts; right ones only if they were typed differently.
fn told(feedback: &Feedback, wanted: &[TextFound], extra: &[TextExtra]) -> Vec<String> {
    let is_right = feedback.verdict != Verdict::Wrong;
    let of_wanted = |text: &TextFound| {
        let answer = &text.answer;
        match (&text.typed, text.elsewhere) {
            (None, _) => Some(format!("Missed: {}", prose::sentence_before_more(answer))),
            (Some(_), Some(at)) => Some(format!("Out of place: {answer}, you had it {}.", ordinal(at + 1))),
            (Some(typed), None) if text.is_near() => {
                let nearly = nearly(&text.finding);
                Some(format!(
                    "{nearly}: {} You wrote {}",
                    prose::sentence_before_more(answer),
                    prose::sentence_before_more(typed)
                ))
            }
            (Some(_), None) => (!is_right).then(|| format!("Right: {}", prose::sentence_before_more(answer))),
        }
    };
    let of_extra = |text: &TextExtra| {
        let word = if text.again { "Twice" } else { "Wrong" };
        match text.why.as_ref().filter(|_| !text.again) {
            Some(why) => format!("{word}: {}, {why}.", text.typed),
            None => format!("{word}: {}", prose::sentence_before_more(&text.typed)),
        }
    };
    wanted.iter().filter_map(of_wanted).chain(extra.iter().map(of_extra)).collect()
}
