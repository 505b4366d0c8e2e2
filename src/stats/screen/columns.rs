//! Texts of a given width, for columns of a table.

use unicode_segmentation::UnicodeSegmentation;

use crate::styled::line::{cut_tail, width};
use crate::styled::wrap::rows;

/// Pads the text to the width, or cuts its end off with `mark`.
pub(super) fn fitted(text: &str, columns: usize, mark: &str) -> String {
    let text = cut_tail(text, columns, mark);
    let room = columns.saturating_sub(width(&text));
    text + &" ".repeat(room)
}

/// Pads a name to the width, or cuts its beginning off with `mark`: names differ at their ends.
pub(super) fn fitted_name(name: &str, columns: usize, mark: &str) -> String {
    if width(name) <= columns {
        return fitted(name, columns, "");
    }
    let room = columns.saturating_sub(width(mark));
    let mut from = name.len();
    for (at, sign) in name.grapheme_indices(true).rev() {
        if width(&name[from..]) + width(sign) > room {
            break;
        }
        from = at;
    }
    fitted(&format!("{mark}{}", &name[from..]), columns, "")
}

/// Breaks a sentence into rows of at most `columns`; names stay whole.
pub(super) fn wrapped(text: &str, columns: usize) -> Vec<&str> {
    rows(text, columns, columns).into_iter().map(|row| &text[row]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_brought_to_its_columns() {
        assert_eq!(fitted("rise", 6, "…"), "rise  ");
        assert_eq!(fitted("applications", 6, "…"), "appli…");
        assert_eq!(fitted("日本語", 4, "…"), "日… ");
    }

    #[test]
    fn the_end_of_a_name_is_kept() {
        assert_eq!(fitted_name("rise/why", 10, "…"), "rise/why  ");
        assert_eq!(fitted_name("applications/tool", 10, "…"), "…ions/tool");
        assert_eq!(fitted_name("applications/tool", 10, "..."), "...ns/tool");
        assert_eq!(fitted_name("港/日本語", 6, "…"), "…本語 ");
    }

    #[test]
    fn names_are_kept_whole() {
        assert_eq!(wrapped("one two three", 8), ["one two", "three"]);
        assert_eq!(wrapped("for \"green\" (harbours/harbour-21)", 30), ["for \"green\"", "(harbours/harbour-21)"]);
        assert!(wrapped("", 8).iter().all(|row| row.is_empty()));
    }
}
