//! What of an exam is on the screen.

use super::super::aside;
use super::super::frame::Frame;
use super::super::keyline::KeyLine;
use super::super::keys::{Action, Keys};
use super::super::layout::Layout;
use super::super::line::{self, Line, Role, width};
use super::super::look::{Look, Sign};
use super::super::question;
use super::super::sheet::Sheet;
use super::super::wrap::{hang, wrap};
use super::answer;
use super::desk::{BACK, ExamDesk, OPEN};
use crate::session::{Answer, Asks, Exam, Question};

/// Cells of the bar.
const BAR: usize = 16;

/// Everything that decides what is on the screen.
#[derive(Clone, Copy)]
pub(super) struct ExamScene<'a> {
    pub(super) exam: &'a Exam,
    pub(super) desk: &'a ExamDesk,
    pub(super) keys: &'a Keys,
    pub(super) layout: Layout,
    pub(super) look: Look,
}

impl ExamScene<'_> {
    /// What is to be drawn.
    pub(super) fn frame(self) -> Frame {
        let mut frame = match self.exam.question() {
            _ if self.desk.desk.help => self.help(),
            Some(question) => self.question(question),
            None => self.check(),
        };
        if let Some(colon) = &self.desk.desk.colon {
            aside::draw(&mut frame, (":", colon), "do it", self.layout, self.look);
        }
        if let Some(notice) = &self.desk.desk.notice {
            let mut keys = self.wrap(Role::Near, notice);
            keys.append(&mut frame.keys);
            frame.keys = keys;
        }
        frame
    }

    fn wrap(self, role: Role, text: &str) -> Vec<Line> {
        wrap(Line::of(role, text).runs(), self.layout.text())
    }

    fn question(self, question: &Question) -> Frame {
        let sheet = self.sheet(question);
        let mut body = sheet.asked();
        if let Some(words) = self.answered(question) {
            body.push(Line::blank());
            body.extend(self.wrap(Role::Quiet, &words));
        }
        let (entry, cursor) = sheet.entry();
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

    fn sheet<'a>(&'a self, question: &'a Question) -> Sheet<'a> {
        Sheet { question, desk: &self.desk.desk, layout: self.layout, look: self.look, struck_out: None }
    }

    /// The answer that stands, where it is not seen anyway.
    fn answered(self, question: &Question) -> Option<String> {
        let given = self.exam.given()?;
        let seen = matches!(given.answer, Answer::Text(_) | Answer::Texts(_) | Answer::Order(_))
            || (question.asks == Asks::Choices && given.answer != Answer::DontKnow);
        (!seen).then(|| format!("your answer: {}", answer::words(given, question)))
    }

    fn header(self, question: &Question) -> Line {
        let gap = if self.layout.is_narrow() { " " } else { "  " };
        let bar = self.look.bar(self.exam.answered(), self.exam.total(), BAR);
        let start = format!("{} of {}{gap}{bar}{gap}", self.exam.number(), self.exam.total());
        let room = self.layout.text().saturating_sub(width(&start));
        let dot = self.look.sign(Sign::Dot);
        let parts = if self.layout.is_narrow() {
            "exam".to_owned()
        } else {
            format!("exam {dot} {} {dot} {}", question.id.deck(), question.kind().word())
        };
        Line::of(Role::Quiet, start + &line::cut(&parts, room, self.look.sign(Sign::Ellipsis)))
    }

    fn question_keys(self, question: &Question) -> Line {
        let most = question.choices.len();
        let line = KeyLine::default();
        let desk = &self.desk.desk;
        let line = match question.asks {
            Asks::Text | Asks::Texts => return self.text_keys(),
            Asks::Truth => line.truth(),
            Asks::Choices => question::ticking(line.key(format!("1-{most}"), "tick"), desk.ticks.len(), self.layout),
            Asks::Order if desk.steps.len() == most => line.key("Enter", "answer").key("Backspace", "take back"),
            Asks::Order => line.key(self.sheet(question).open_steps(), "next"),
            Asks::Choice | Asks::Rating => line.key(format!("1-{most}"), "answer"),
        };
        let line = if self.exam.given().is_some() { line } else { line.key("0", "don't know") };
        let line = line.action(self.keys, Action::Skip, if self.exam.given().is_some() { "go on" } else { "skip" });
        let line = if self.exam.number() > 1 { line.action(self.keys, BACK, "back") } else { line };
        // Where there is room, the end of the exam is in sight on every question.
        let hand_in = |line: KeyLine| line.action(self.keys, Action::Quit, "hand in");
        let (line, last) = if self.layout.is_narrow() {
            (hand_in(line), KeyLine::default())
        } else {
            (line, hand_in(KeyLine::default()))
        };
        line.line(&last.action(self.keys, Action::Help, "keys"), self.layout.text())
    }

    /// Where letters are text, commands start with a colon.
    fn text_keys(self) -> Line {
        let line = question::text_line(&self.desk.desk.fields);
        let line = line.key(":skip", "").key(":back", "").key(":quit", "");
        line.line(&KeyLine::default().key(":help", ""), self.layout.text())
    }

    /// The page before handing in.
    fn check(self) -> Frame {
        let line = KeyLine::default().key("Enter", "hand in").key("Esc", "back");
        let line =
            if self.exam.open().is_empty() { line } else { line.action(self.keys, OPEN, "first without an answer") };
        let line = line.action(self.keys, Action::Quit, "leave, no result");
        let few_keys = KeyLine::default().key("Enter", "hand in").line(&KeyLine::default(), self.layout.text());
        Frame {
            body: self.wrap(Role::Ask, &super::stand(self.exam)),
            keys: vec![line.line(&KeyLine::default(), self.layout.text())],
            few_keys,
            ..Frame::default()
        }
    }

    fn help(self) -> Frame {
        let letter = |action| self.keys.letter(action).to_string();
        let rows = [
            ("1-9, t, f".to_owned(), "choose, tick, next step"),
            ("Enter".to_owned(), "answer; go on with the answer that stands"),
            ("0".to_owned(), "I don't know"),
            (letter(Action::Skip), "on to the next question"),
            (letter(BACK), "back to the one before, to change its answer"),
            (letter(OPEN), "to the first one without an answer"),
            (letter(Action::Quit), "hand in; without an answer is wrong"),
            ("Ctrl-C".to_owned(), "break off: the answers are kept, there is no result"),
        ];
        let room = rows.iter().map(|(key, _)| width(key)).max().unwrap_or(0) + 2;
        let mut body = vec![Line::of(Role::Ask, "In an exam")];
        for (key, does) in rows {
            let gap = " ".repeat(room - width(&key));
            let does = wrap(Line::of(Role::Plain, does).runs(), self.layout.text().saturating_sub(room));
            body.extend(hang(Line::of(Role::Key, key).with(Role::Plain, gap), does));
        }
        body.push(Line::blank());
        body.extend(self.wrap(Role::Plain, "While you type an answer: :skip :back :open :quit, ? for this."));
        let close = Line::of(Role::Quiet, "any key closes this page");
        Frame { body, keys: vec![close.clone()], few_keys: close, ..Frame::default() }
    }
}
