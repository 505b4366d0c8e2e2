//! A question on paper: boxes to tick or to number, lines to write on.

use crate::deck::Text;
use crate::session::Question;

/// What is printed below a prompt.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Instructions, if they are needed.
    pub say: Option<String>,
    pub lists: Vec<Vec<SheetRow>>,
    /// How many lines to write on.
    pub lines: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// The box before the text.
    pub mark: Option<BoxMark>,
    pub text: Text,
}

/// A box on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoxMark {
    Tick,
    /// For a number.
    Number,
}

impl Sheet {
    /// A box for each choice or step.
    pub(super) fn of_choices(question: &Question, mark: BoxMark, say: Option<&str>) -> Self {
        let rows = question.choices.iter().map(|choice| SheetRow { mark: Some(mark), text: choice.text.clone() });
        Self { say: say.map(str::to_owned), lists: vec![rows.collect()], lines: 0 }
    }

    pub(super) const fn of_lines(lines: usize, say: Option<String>) -> Self {
        Self { say, lists: Vec::new(), lines }
    }
}
