//! Screens of an exam.

use super::super::aside;
use super::super::frame::Frame;
use super::super::key_hints::KeyHints;
use super::super::keys::{Action, Keys};
use super::super::layout::Layout;
use super::super::line::{self, Line, Style, width};
use super::super::question;
use super::super::question_view::QuestionView;
use super::super::theme::{Glyph, Theme};
use super::super::wrap::{hang, wrap};
use super::answer;
use super::input_state::{BACK, ExamInputState, OPEN};
use crate::session::{Answer, AnswerKind, Exam, Question};

/// Columns of the bar.
const BAR: usize = 16;

/// Everything the screen depends on.
#[derive(Clone, Copy)]
pub(super) struct ExamScene<'a> {
    pub(super) exam: &'a Exam,
    pub(super) input_state: &'a ExamInputState,
    pub(super) keys: &'a Keys,
    pub(super) layout: Layout,
    pub(super) theme: Theme,
}

impl ExamScene<'_> {
    pub(super) fn frame(self) -> Frame {
        let mut frame = match self.exam.question() {
            _ if self.input_state.input_state.help => self.help(),
            Some(question) => self.question(question),
            None => self.check(),
        };
        if let Some(colon) = &self.input_state.input_state.colon {
            aside::draw(&mut frame, (":", colon), "run it", self.layout, self.theme);
        }
        if let Some(notice) = &self.input_state.input_state.notice {
            let mut keys = self.wrap(Style::Near, notice);
            keys.append(&mut frame.keys);
            frame.keys = keys;
        }
        frame
    }

    fn wrap(self, role: Style, text: &str) -> Vec<Line> {
        wrap(Line::of(role, text).runs(), self.layout.text())
    }

    fn question(self, question: &Question) -> Frame {
        let view = self.sheet(question);
        let mut body = view.asked();
        if let Some(words) = self.answered(question) {
            body.push(Line::blank());
            body.extend(self.wrap(Style::Quiet, &words));
        }
        let (entry, cursor) = view.entry();
        Frame {
            header: Some(self.header(question)),
            body,
            types: question.asks.typed(),
            entry,
            cursor,
            keys: vec![self.question_keys(question)],
            few_keys: self.question_keys(question),
            ..Frame::default()
        }
    }

    fn sheet<'a>(&'a self, question: &'a Question) -> QuestionView<'a> {
        QuestionView {
            question,
            input_state: &self.input_state.input_state,
            layout: self.layout,
            theme: self.theme,
            struck_out: None,
        }
    }

    /// The answer given so far, unless the screen shows it anyway.
    fn answered(self, question: &Question) -> Option<String> {
        let given = self.exam.given()?;
        let seen = matches!(given.answer, Answer::Text(_) | Answer::Texts(_) | Answer::Order(_))
            || (question.asks == AnswerKind::Choices && given.answer != Answer::DontKnow);
        (!seen).then(|| format!("your answer: {}", answer::words(given, question)))
    }

    fn header(self, question: &Question) -> Line {
        let gap = if self.layout.is_narrow() { " " } else { "  " };
        let bar = self.theme.bar(self.exam.answered(), self.exam.total(), BAR);
        let start = format!("{} of {}{gap}{bar}{gap}", self.exam.number(), self.exam.total());
        let room = self.layout.text().saturating_sub(width(&start));
        let dot = self.theme.glyph(Glyph::Dot);
        let parts = if self.layout.is_narrow() {
            "exam".to_owned()
        } else {
            format!("exam {dot} {} {dot} {}", question.id.deck(), question.kind().word())
        };
        Line::of(Style::Quiet, start + &line::cut(&parts, room, self.theme.glyph(Glyph::Ellipsis)))
    }

    fn question_keys(self, question: &Question) -> Line {
        let most = question.choices.len();
        let line = KeyHints::default();
        let input_state = &self.input_state.input_state;
        let line = match question.asks {
            AnswerKind::Text | AnswerKind::Texts => return self.text_keys(),
            AnswerKind::Truth => line.truth(),
            AnswerKind::Choices => {
                question::ticking(line.key(format!("1-{most}"), "tick"), input_state.ticks.len(), self.layout)
            }
            AnswerKind::Order if input_state.steps.len() == most => {
                line.key("Enter", "answer").key("Backspace", "undo")
            }
            AnswerKind::Order => line.key(self.sheet(question).open_steps(), "next"),
            AnswerKind::Choice | AnswerKind::Rating => line.key(format!("1-{most}"), "answer"),
        };
        let line = if self.exam.given().is_some() { line } else { line.key("0", "don't know") };
        let line = line.action(self.keys, Action::Skip, if self.exam.given().is_some() { "go on" } else { "skip" });
        let line = if self.exam.number() > 1 { line.action(self.keys, BACK, "back") } else { line };
        // With enough room, every question offers handing in.
        let hand_in = |line: KeyHints| line.action(self.keys, Action::Quit, "hand in");
        let (line, last) = if self.layout.is_narrow() {
            (hand_in(line), KeyHints::default())
        } else {
            (line, hand_in(KeyHints::default()))
        };
        line.line(&last.action(self.keys, Action::Help, "keys"), self.layout.text())
    }

    /// Where letters are text, commands start with a colon.
    fn text_keys(self) -> Line {
        let line = question::text_line(&self.input_state.input_state.fields);
        let line = line.key(":skip", "").key(":back", "").key(":quit", "");
        line.line(&KeyHints::default().key(":help", ""), self.layout.text())
    }

    /// The page before handing in.
    fn check(self) -> Frame {
        let line = KeyHints::default().key("Enter", "hand in").key("Esc", "back");
        let line = if self.exam.open().is_empty() { line } else { line.action(self.keys, OPEN, "first unanswered") };
        let line = line.action(self.keys, Action::Quit, "leave without a result");
        let few_keys = KeyHints::default().key("Enter", "hand in").line(&KeyHints::default(), self.layout.text());
        Frame {
            body: self.wrap(Style::Ask, &super::answered_so_far(self.exam)),
            keys: vec![line.line(&KeyHints::default(), self.layout.text())],
            few_keys,
            ..Frame::default()
        }
    }

    fn help(self) -> Frame {
        let letter = |action| self.keys.letter(action).to_string();
        let rows = [
            ("1-9, t, f".to_owned(), "choose, tick, next step"),
            ("Enter".to_owned(), "answer, or keep the answer given"),
            ("0".to_owned(), "I don't know"),
            (letter(Action::Skip), "on to the next question"),
            (letter(BACK), "back to the previous question, to change its answer"),
            (letter(OPEN), "to the first unanswered question"),
            (letter(Action::Quit), "hand in; unanswered counts as wrong"),
            ("Ctrl-C".to_owned(), "stop: the answers are kept, there is no result"),
        ];
        let room = rows.iter().map(|(key, _)| width(key)).max().unwrap_or(0) + 2;
        let mut body = vec![Line::of(Style::Ask, "In an exam")];
        for (key, does) in rows {
            let gap = " ".repeat(room - width(&key));
            let does = wrap(Line::of(Style::Plain, does).runs(), self.layout.text().saturating_sub(room));
            body.extend(hang(Line::of(Style::Key, key).with(Style::Plain, gap), does));
        }
        body.push(Line::blank());
        body.extend(self.wrap(Style::Plain, "While you type an answer: :skip :back :open :quit, ? for this."));
        let close = Line::of(Style::Quiet, "any key closes this page");
        Frame { body, keys: vec![close.clone()], few_keys: close, ..Frame::default() }
    }
}
