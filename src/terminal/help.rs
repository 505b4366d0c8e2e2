//! The help page behind `?`: what the keys do.

use super::exam;
use super::keys::{Action, Keys};
use super::layout::Layout;
use super::line::{Line, Style, width};
use super::theme::Theme;
use super::wrap::{hang, wrap};
use crate::session::Session;

/// From this width on, two tables stand side by side.
const TWO_TABLES: usize = 74;

/// The table for a terminal, outside the quiz.
#[must_use]
pub fn painted(keys: &Keys, layout: Layout, theme: Theme) -> String {
    let mut lines = page(keys, layout.text(), None);
    lines.push(Line::blank());
    lines.extend(exam_page(keys, layout.text(), false));
    for note in notes(keys) {
        lines.push(Line::blank());
        lines.extend(wrap(Line::of(Style::Plain, note).spans(), layout.text()));
    }
    layout.with_margin(lines).iter().map(|line| theme.paint(line) + "\n").collect()
}

/// The table for a pipe, a log or a screen reader: one line per key, unwrapped.
#[must_use]
pub fn plain(keys: &Keys) -> String {
    let mut text = String::new();
    for (heading, rows) in [
        ("On a question:", on_a_question(keys)),
        ("After an answer:", after_an_answer(keys)),
        ("Always:", anywhere(keys, false)),
    ] {
        text += heading;
        text.push('\n');
        text.extend(rows.iter().map(|row| row.text() + "\n"));
    }
    text += TYPING;
    text.push('\n');
    text += "In an exam:\n";
    text.extend(exam_keys(keys, false).iter().map(|(key, does)| row(key, does, EXAM_ROOM).text() + "\n"));
    text += EXAM_TYPING;
    text.push('\n');
    text.extend(notes(keys).into_iter().map(|note| note + "\n"));
    text
}

/// Commands where letters are text.
const TYPING: &str = "While you type: :hint :skip :undo :flag :edit :history :quit, ? for this.";

/// Which keys were changed, and how to change more.
fn notes(keys: &Keys) -> Vec<String> {
    let changed = keys.changed().into_iter();
    let changed: Vec<String> =
        changed.map(|(action, letter, usual)| format!("{} is {letter}, not {usual}", action.name())).collect();
    let changed = (!changed.is_empty()).then(|| format!("Changed in your config: {}.", changed.join("; ")));
    let how = "Each letter can be changed, for example: oss-quiz config set keys.undo z. The names are";
    changed.into_iter().chain([format!("{how} {}.", Action::NAMES.join(", "))]).collect()
}

/// The page for this width; `session` is the one it is shown in.
pub(super) fn page(keys: &Keys, columns: usize, session: Option<&Session>) -> Vec<Line> {
    let is_lost = session.is_some_and(|session| session.settings().is_lost);
    if session.is_some_and(|session| session.exam().is_some()) {
        return exam_page(keys, columns, is_lost);
    }
    let (question, answer, anywhere) = (on_a_question(keys), after_an_answer(keys), anywhere(keys, is_lost));
    let mut lines = if columns >= TWO_TABLES {
        let mut lines = side_by_side(
            &[heading("On a question"), question].concat(),
            &[heading("After an answer"), answer].concat(),
        );
        lines.push(Line::blank());
        lines.extend(in_threes(&anywhere));
        lines
    } else {
        let blank = vec![Line::blank()];
        [heading("On a question"), question, blank.clone(), heading("After an answer"), answer, blank, anywhere]
            .concat()
    };
    lines.push(Line::blank());
    lines.extend(wrap(Line::of(Style::Plain, TYPING).spans(), columns));
    lines
}

/// The same in an exam.
fn exam_page(keys: &Keys, columns: usize, is_lost: bool) -> Vec<Line> {
    let mut lines = heading("In an exam");
    for (key, does) in exam_keys(keys, is_lost) {
        let does = wrap(Line::of(Style::Plain, does).spans(), columns.saturating_sub(EXAM_ROOM + 2));
        lines.extend(hang(row(&key, "", EXAM_ROOM), does));
    }
    lines.push(Line::blank());
    lines.extend(wrap(Line::of(Style::Plain, EXAM_TYPING).spans(), columns));
    lines
}

/// Commands where letters are text, in an exam.
const EXAM_TYPING: &str = "While you type an answer: :skip :back :open :quit, ? for this.";

/// Columns of the longest key in an exam.
const EXAM_ROOM: usize = 9;

/// What each key does in an exam.
fn exam_keys(keys: &Keys, is_lost: bool) -> [(String, &'static str); 9] {
    let letter = |action| keys.letter(action).to_string();
    let (quit, leave) = if is_lost {
        ("hand in, or leave; unanswered counts as wrong", "leave at once")
    } else {
        (
            "hand in, or leave for now; unanswered counts as wrong",
            "leave at once: the answers are kept, and you can go on later today",
        )
    };
    [
        ("1-9, t, f".to_owned(), "choose, tick, next step"),
        ("Enter".to_owned(), "answer, or keep the answer given"),
        ("0".to_owned(), "I don't know"),
        (letter(Action::Skip), "on to the next question"),
        (letter(exam::BACK), "back to the previous question, to change its answer"),
        (letter(exam::OPEN), "to the first unanswered question"),
        (":7".to_owned(), "to question 7"),
        (letter(Action::Quit), quit),
        ("Ctrl-C".to_owned(), leave),
    ]
}

fn heading(words: &str) -> Vec<Line> {
    vec![Line::of(Style::Ask, words)]
}

fn row(key: &str, does: &str, room: usize) -> Line {
    let gap = " ".repeat(room.saturating_sub(width(key)) + 2);
    Line::of(Style::Key, key).with(Style::Plain, format!("{gap}{does}"))
}

fn on_a_question(keys: &Keys) -> Vec<Line> {
    let row = |key: &str, does: &str| row(key, does, 9);
    vec![
        row("1-9, t, f", "choose, tick, next step"),
        row("Enter", "reveal; answer"),
        row("0", "I don't know: show me"),
        row(&keys.letter(Action::Hint).to_string(), "hint, then a bigger one"),
        row(&keys.letter(Action::Skip).to_string(), "skip for now"),
    ]
}

fn after_an_answer(keys: &Keys) -> Vec<Line> {
    let row = |key: &str, does: &str| row(key, does, 5);
    vec![
        row("Enter", "go on, rating as shown"),
        row("1-4", "Again, Hard, Good, Easy"),
        row(&keys.letter(Action::Guessed).to_string(), "I guessed (counts as Again)"),
        row(&keys.letter(Action::Overrule).to_string(), "I was right, or: I was wrong"),
    ]
}

fn anywhere(keys: &Keys, is_lost: bool) -> Vec<Line> {
    let action = |action, does: &str| row(&keys.letter(action).to_string(), does, 1);
    vec![
        action(Action::Undo, "undo the last step"),
        action(Action::Edit, "edit the card"),
        action(Action::Help, "this page"),
        action(Action::Flag, "flag, with a note"),
        action(Action::History, "its history"),
        action(Action::Quit, if is_lost { "quit" } else { "quit, all is saved" }),
        action(Action::Bury, "bury until tomorrow"),
        action(Action::Suspend, "suspend it"),
        row("Ctrl-Z", "pause the program", 1),
    ]
}

fn side_by_side(left: &[Line], right: &[Line]) -> Vec<Line> {
    let room = left.iter().map(Line::width).max().unwrap_or(0) + 4;
    let rows = left.len().max(right.len());
    (0..rows).map(|at| pair(left.get(at), right.get(at), room)).collect()
}

fn pair(left: Option<&Line>, right: Option<&Line>, room: usize) -> Line {
    let mut line = left.cloned().unwrap_or_default();
    if let Some(right) = right {
        let gap = " ".repeat(room.saturating_sub(line.width()));
        line = line.with(Style::Plain, gap);
        line.extend(right.spans().iter().cloned());
    }
    line
}

/// Arranges the entries in three columns, row by row.
fn in_threes(all: &[Line]) -> Vec<Line> {
    let column = |nth: usize| all.iter().skip(nth).step_by(3).cloned().collect::<Vec<_>>();
    side_by_side(&side_by_side(&column(0), &column(1)), &column(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(columns: usize) -> String {
        page(&Keys::default(), columns, None).iter().map(|line| line.text().trim_end().to_owned() + "\n").collect()
    }

    #[test]
    fn the_page_is_a_table_where_there_is_room() {
        insta::assert_snapshot!(shown(77), @"
        On a question                         After an answer
        1-9, t, f  choose, tick, next step    Enter  go on, rating as shown
        Enter      reveal; answer             1-4    Again, Hard, Good, Easy
        0          I don't know: show me      g      I guessed (counts as Again)
        h          hint, then a bigger one    o      I was right, or: I was wrong
        s          skip for now

        u  undo the last step     e  edit the card    ?  this page
        !  flag, with a note      i  its history      q  quit, all is saved
        b  bury until tomorrow    x  suspend it       Ctrl-Z  pause the program

        While you type: :hint :skip :undo :flag :edit :history :quit, ? for this.
        ");
    }

    #[test]
    fn the_page_is_a_list_where_there_is_none() {
        insta::assert_snapshot!(shown(37), @r"
        On a question
        1-9, t, f  choose, tick, next step
        Enter      reveal; answer
        0          I don't know: show me
        h          hint, then a bigger one
        s          skip for now

        After an answer
        Enter  go on, rating as shown
        1-4    Again, Hard, Good, Easy
        g      I guessed (counts as Again)
        o      I was right, or: I was wrong

        u  undo the last step
        e  edit the card
        ?  this page
        !  flag, with a note
        i  its history
        q  quit, all is saved
        b  bury until tomorrow
        x  suspend it
        Ctrl-Z  pause the program

        While you type: :hint :skip :undo
        :flag :edit :history :quit, ? for
        this.
        ");
    }

    #[test]
    fn changed_keys_are_shown_as_changed() {
        let mut keys = Keys::default();
        keys.set(Action::Undo, "z".parse().expect("a letter"));
        insta::assert_snapshot!(plain(&keys), @r"
        On a question:
        1-9, t, f  choose, tick, next step
        Enter      reveal; answer
        0          I don't know: show me
        h          hint, then a bigger one
        s          skip for now
        After an answer:
        Enter  go on, rating as shown
        1-4    Again, Hard, Good, Easy
        g      I guessed (counts as Again)
        o      I was right, or: I was wrong
        Always:
        z  undo the last step
        e  edit the card
        ?  this page
        !  flag, with a note
        i  its history
        q  quit, all is saved
        b  bury until tomorrow
        x  suspend it
        Ctrl-Z  pause the program
        While you type: :hint :skip :undo :flag :edit :history :quit, ? for this.
        In an exam:
        1-9, t, f  choose, tick, next step
        Enter      answer, or keep the answer given
        0          I don't know
        s          on to the next question
        b          back to the previous question, to change its answer
        o          to the first unanswered question
        :7         to question 7
        q          hand in, or leave for now; unanswered counts as wrong
        Ctrl-C     leave at once: the answers are kept, and you can go on later today
        While you type an answer: :skip :back :open :quit, ? for this.
        Changed in your config: undo is z, not u.
        Each letter can be changed, for example: oss-quiz config set keys.undo z. The names are hint, skip, undo, flag, bury, suspend, guessed, overrule, edit, history, help, quit.
        ");
        let painted = painted(&keys, Layout::USUAL, Theme::BARE);
        assert!(painted.contains("  z  undo the last step"), "{painted}");
        assert!(painted.contains("undo is z, not u"), "{painted}");
    }
}
