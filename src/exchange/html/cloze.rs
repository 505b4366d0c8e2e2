//! Texts with gaps as our cards have them, if they can.

use std::fmt::Write as _;

use super::write::{GappedText, Marks, gapped};
use super::{Atom, GAP, GAP_END, GAP_HINT, GAP_TEXT};
use crate::deck::Text;
use crate::deck::cloze::{self, ClozePiece};

/// The text with as many marks as leave it what it is, if it can be one of our cards.
pub(super) fn text(atoms: &[Atom]) -> Option<String> {
    let texts = [Marks::All, Marks::Code, Marks::None].into_iter().map(|marks| gapped(atoms, marks));
    texts.into_iter().find(reads_as_meant).map(|gapped| gapped.text)
}

fn reads_as_meant(gapped: &GappedText) -> bool {
    let Ok(pieces) = cloze::parse(&gapped.text) else { return false };
    let mut shown = String::with_capacity(gapped.shown.len());
    let mut filled = String::with_capacity(gapped.shown.len());
    for piece in &pieces {
        match piece {
            ClozePiece::Shown(text) => {
                shown.push_str(&plain(text));
                filled.push_str(&plain(text));
            }
            ClozePiece::Gap { number, text, hint, .. } => {
                // Writing to a string can't fail.
                let _ = write!(shown, "{GAP}{number}{GAP_TEXT}{}", plain(text));
                if let Some(hint) = hint {
                    let _ = write!(shown, "{GAP_HINT}{}", plain(hint));
                }
                shown.push(GAP_END);
                filled.push_str(&plain(text));
            }
        }
    }
    let is_same = |text: &Text, meant: &str| plain(text).trim() == meant.trim();
    shown == gapped.shown
        && is_same(&cloze::filled(&pieces), &filled)
        && cloze::numbers(&pieces).into_iter().all(|number| {
            let blank = "____";
            let meant: String = pieces.iter().map(|piece| asked(piece, number, blank)).collect();
            is_same(&cloze::asked(&pieces, number, blank), &meant)
        })
}

/// What a piece shows while a number is asked.
fn asked(piece: &ClozePiece, asked: u16, blank: &str) -> String {
    match piece {
        ClozePiece::Gap { number, hint: None, .. } if *number == asked => blank.to_owned(),
        ClozePiece::Gap { number, hint: Some(hint), .. } if *number == asked => format!("[{}]", plain(hint)),
        ClozePiece::Shown(text) | ClozePiece::Gap { text, .. } => plain(text),
    }
}

/// Also with the line breaks at its end.
fn plain(text: &Text) -> String {
    text.spans().into_iter().map(|span| span.text).collect()
}
