//! What is typed and what is said in an exam.

use super::super::command::Signs;
use super::answer::numbers;
use super::command::{Typed, Word, read, read_word};
use crate::session::{ExamInput, ExamStage};

#[test]
fn a_colon_begins_a_command() {
    let on = |line| read(line, Signs::at(None), ExamStage::Question);
    for (line, typed) in [
        ("Paris", Typed::Answer("Paris".to_owned())),
        ("::back", Typed::Answer(":back".to_owned())),
        (":b", Typed::Act(ExamInput::Back)),
        (" :SKIP ", Typed::Act(ExamInput::Forward)),
        (":next", Typed::Act(ExamInput::Forward)),
        (":o", Typed::Act(ExamInput::Open)),
        (":q", Typed::Act(ExamInput::Finish)),
        (":he", Typed::Help),
        ("?", Typed::Help),
        ("::?", Typed::Answer("?".to_owned())),
        (":undo", Typed::Unknown(":undo".to_owned())),
        ("tensorflo:quit", Typed::Behind("tensorflo".to_owned(), Box::new(Typed::Act(ExamInput::Finish)))),
        ("tensorflo:q", Typed::Answer("tensorflo:q".to_owned())),
        (":", Typed::Unknown(":".to_owned())),
    ] {
        assert_eq!(on(line), typed, "{line}");
    }
    assert_eq!(read(":quit", Signs::at(None), ExamStage::Check), Typed::Act(ExamInput::Leave));
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
        ("o 3 5", &[3, 5, 7][..], Word::Right(vec![3, 5])),
        (" O 7,3 ", &[3, 5, 7], Word::Right(vec![7, 3])),
        ("5", &[3, 5, 7], Word::Right(vec![5])),
        ("o", &[3], Word::Right(vec![3])),
        ("o", &[3, 5], Word::Unclear),
        ("y", &[3], Word::Right(vec![3])),
        ("o 4", &[3, 5], Word::Unclear),
        ("o 3 x", &[3, 5], Word::Unclear),
        ("", &[3], Word::Enough),
        ("no", &[3], Word::Enough),
        (":undo", &[3], Word::Undo),
    ] {
        assert_eq!(read_word(line, numbers), word, "{line:?}");
    }
}
