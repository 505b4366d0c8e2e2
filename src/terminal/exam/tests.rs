//! Input and output in an exam.

use super::super::command::LineSigns;
use super::answer::numbers;
use super::command::{ExamLine, OverruleLine, read, read_word};
use crate::session::{ExamInput, ExamStage};

#[test]
fn a_colon_begins_a_command() {
    let on = |line| read(line, LineSigns::at(None), ExamStage::Question);
    for (line, typed) in [
        ("Paris", ExamLine::Answer("Paris".to_owned())),
        ("::back", ExamLine::Answer(":back".to_owned())),
        (":b", ExamLine::Act(ExamInput::Back)),
        (" :SKIP ", ExamLine::Act(ExamInput::Forward)),
        (":next", ExamLine::Act(ExamInput::Forward)),
        (":o", ExamLine::Act(ExamInput::Open)),
        (":q", ExamLine::Act(ExamInput::Finish)),
        (":he", ExamLine::Help),
        ("?", ExamLine::Help),
        ("::?", ExamLine::Answer("?".to_owned())),
        (":undo", ExamLine::Unknown(":undo".to_owned())),
        ("tensorflo:quit", ExamLine::Behind("tensorflo".to_owned(), Box::new(ExamLine::Act(ExamInput::Finish)))),
        ("tensorflo:q", ExamLine::Answer("tensorflo:q".to_owned())),
        (":", ExamLine::Unknown(":".to_owned())),
    ] {
        assert_eq!(on(line), typed, "{line}");
    }
    assert_eq!(read(":quit", LineSigns::at(None), ExamStage::Check), ExamLine::Act(ExamInput::Leave));
}

#[test]
fn numbers_are_said_as_one_says_them() {
    for (all, said) in [
        (&[][..], "none"),
        (&[3], "3"),
        (&[3, 7], "3 and 7"),
        (&[1, 2, 3], "1, 2 and 3"),
        (&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "1, 2, 3, 4, 5, 6, 7, 8 and 2 more"),
    ] {
        assert_eq!(numbers(all), said);
    }
}

#[test]
fn typed_answers_are_counted_as_right_by_their_numbers() {
    for (line, numbers, word) in [
        ("o 3 5", &[3, 5, 7][..], OverruleLine::Right(vec![3, 5])),
        (" O 7,3 ", &[3, 5, 7], OverruleLine::Right(vec![7, 3])),
        ("5", &[3, 5, 7], OverruleLine::Right(vec![5])),
        ("o", &[3], OverruleLine::Right(vec![3])),
        ("o", &[3, 5], OverruleLine::Unclear),
        ("y", &[3], OverruleLine::Right(vec![3])),
        ("o 4", &[3, 5], OverruleLine::Unclear),
        ("o 3 x", &[3, 5], OverruleLine::Unclear),
        ("", &[3], OverruleLine::Enough),
        ("no", &[3], OverruleLine::Enough),
        (":undo", &[3], OverruleLine::Undo),
    ] {
        assert_eq!(read_word(line, numbers), word, "{line:?}");
    }
}
