//! Input and output in an exam.

use super::answer::numbers;
use super::marks::{MarkLine, read};

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
        ("o 3 5", &[3, 5, 7][..], MarkLine::Right(vec![3, 5])),
        (" O 7,3 ", &[3, 5, 7], MarkLine::Right(vec![7, 3])),
        ("5", &[3, 5, 7], MarkLine::Right(vec![5])),
        ("o", &[3], MarkLine::Right(vec![3])),
        ("o", &[3, 5], MarkLine::Unclear),
        ("y", &[3], MarkLine::Right(vec![3])),
        ("o 4", &[3, 5], MarkLine::Unclear),
        ("o 3 x", &[3, 5], MarkLine::Unclear),
        ("", &[3], MarkLine::Enough),
        ("no", &[3], MarkLine::Enough),
        (":undo", &[3], MarkLine::Undo),
    ] {
        assert_eq!(read(line, numbers), word, "{line:?}");
    }
}
