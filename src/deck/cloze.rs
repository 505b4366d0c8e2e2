//! Cloze texts: `{{gap}}`, `{{gap::hint}}`, `{{c2::gap::hint}}`.

use super::Text;

/// A run of a cloze text: either shown always or one of its gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Shown always.
    Shown(Text),
    /// A gap.
    Gap {
        /// The cloze it belongs to, from 1; gaps of one number are asked together.
        number: u16,
        /// Whether the author wrote the number.
        written: bool,
        /// What fills it.
        text: Text,
        /// Shown in the gap while it is asked.
        hint: Option<Text>,
    },
}

/// The numbers of the clozes, each once, ascending.
#[must_use]
pub fn numbers(pieces: &[Piece]) -> Vec<u16> {
    let mut numbers: Vec<u16> = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Gap { number, .. } => Some(*number),
            Piece::Shown(_) => None,
        })
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// The text with every gap filled.
#[must_use]
pub fn filled(pieces: &[Piece]) -> Text {
    let whole: String = pieces
        .iter()
        .map(|piece| match piece {
            Piece::Shown(text) | Piece::Gap { text, .. } => text.source(),
        })
        .collect();
    Text::new(&whole)
}
