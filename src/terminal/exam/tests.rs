//! What is typed and what is said in an exam.

use super::super::command::Colon;
use super::answer::numbers;
use super::command::{Typed, read};
use crate::session::{ExamInput, ExamStage};

#[test]
fn a_colon_begins_a_command() {
    let on = |line| read(line, Colon::Command, ExamStage::Question);
    for (line, typed) in [
        ("Paris", Typed::Answer("Paris".to_owned())),
        ("::back", Typed::Answer(":back".to_owned())),
        (":b", Typed::Act(ExamInput::Back)),
        (" :SKIP ", Typed::Act(ExamInput::Forward)),
        (":next", Typed::Act(ExamInput::Forward)),
        (":o", Typed::Act(ExamInput::Open)),
        (":q", Typed::Act(ExamInput::Finish)),
        (":he", Typed::Help),
        (":undo", Typed::Unknown(":undo".to_owned())),
        (":", Typed::Unknown(":".to_owned())),
    ] {
        assert_eq!(on(line), typed, "{line}");
    }
    assert_eq!(read(":quit", Colon::Command, ExamStage::Check), Typed::Act(ExamInput::Leave));
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
