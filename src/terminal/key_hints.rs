//! The line of key hints: the likeliest first, as many as fit.

use super::keys::{Action, Keys};
use super::layout::Layout;
use super::line::{Line, Style};

/// More than six aren't read.
const MOST: usize = 6;
const GAP: &str = "   ";
const NARROW_GAP: &str = "  ";

/// The key hints of one situation, the likeliest first, each with shorter wordings to fall back on.
#[derive(Debug, Default)]
pub(super) struct KeyHints(Vec<Vec<KeyHint>>);

/// A key and what it does, or several keys named together.
type KeyHint = Vec<Line>;

impl KeyHints {
    /// Adds a key.
    pub(super) fn key(mut self, key: impl Into<String>, does: &str) -> Self {
        self.0.push(vec![vec![worded(key, does)]]);
        self
    }

    /// Adds a shorter wording of the last key.
    pub(super) fn or(mut self, key: impl Into<String>, does: &str) -> Self {
        if let Some(last) = self.0.last_mut() {
            last.push(vec![worded(key, does)]);
        }
        self
    }

    /// Adds the keys for true and false, as one hint.
    pub(super) fn truth(mut self) -> Self {
        self.0.push(vec![vec![worded("t", "true"), worded("f", "false")], vec![t_or_f()]]);
        self
    }

    /// The same in the fewest letters.
    pub(super) fn truth_in_short(mut self) -> Self {
        self.0.push(vec![vec![t_or_f()]]);
        self
    }

    /// Adds the letter set for an action.
    pub(super) fn action(self, keys: &Keys, action: Action, does: &str) -> Self {
        self.key(keys.letter(action), does)
    }

    /// Adds the letter set for an action, if it is useful now.
    pub(super) fn action_if(self, useful: bool, keys: &Keys, action: Action, does: &str) -> Self {
        if useful { self.action(keys, action, does) } else { self }
    }

    /// Fits the line to the width: as many hints as fit, the likeliest first, and always `last`.
    pub(super) fn line(self, last: &Self, columns: usize) -> Line {
        let gap = if columns < Layout::NARROW_TEXT { NARROW_GAP } else { GAP };
        let columns = columns + gap.len();
        let wide = |key: &Line| key.width() + gap.len();
        let last: Vec<Line> = last.0.iter().filter_map(|key| key.first().map(|words| joined(words, gap))).collect();
        let mut width: usize = last.iter().map(wide).sum();
        let mut shown: Vec<Line> = Vec::new();
        for key in self.0 {
            if shown.len() + last.len() >= MOST {
                break;
            }
            let mut forms = key.iter().map(|words| joined(words, gap));
            if let Some(fits) = forms.find(|words| width + wide(words) <= columns) {
                width += wide(&fits);
                shown.push(fits);
            }
        }
        joined(shown.iter().chain(&last), gap)
    }
}

fn t_or_f() -> Line {
    Line::of(Style::Key, "t").with(Style::Plain, " or ").with(Style::Key, "f")
}

fn worded(key: impl Into<String>, does: &str) -> Line {
    let words = if does.is_empty() { String::new() } else { format!(" {does}") };
    Line::of(Style::Key, key).with(Style::Plain, words)
}

/// `? keys`, which ends every line of key hints.
pub(super) fn help(keys: &Keys) -> KeyHints {
    KeyHints::default().action(keys, Action::Help, "keys")
}

fn joined<'a>(parts: impl IntoIterator<Item = &'a Line>, gap: &str) -> Line {
    let mut line = Line::blank();
    for (place, part) in parts.into_iter().enumerate() {
        if place > 0 {
            line = line.with(Style::Plain, gap);
        }
        line.extend(part.spans().iter().cloned());
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_less_likely_keys_give_way_and_help_stays() {
        let line = |columns| {
            let keys = Keys::default();
            let all =
                KeyHints::default().key("1-3", "answer").key("0", "don't know").action(&keys, Action::Skip, "skip");
            all.line(&help(&keys), columns).text()
        };
        assert_eq!(line(80), "1-3 answer   0 don't know   s skip   ? keys");
        assert_eq!(line(37), "1-3 answer  0 don't know  ? keys");
        assert_eq!(line(18), "1-3 answer  ? keys");
        assert_eq!(line(5), "? keys");
    }

    #[test]
    fn a_key_has_fewer_words_before_a_less_likely_one_has_any() {
        let line = |columns| {
            let line = KeyHints::default().key("Enter", "show the answer").or("Enter", "show").key("s", "skip");
            line.line(&help(&Keys::default()), columns).text()
        };
        assert_eq!(line(60), "Enter show the answer   s skip   ? keys");
        assert_eq!(line(37), "Enter show the answer  s skip  ? keys");
        assert_eq!(line(36), "Enter show the answer  ? keys");
        assert_eq!(line(28), "Enter show  s skip  ? keys");
        assert_eq!(line(18), "Enter show  ? keys");
    }

    #[test]
    fn true_and_false_are_named_together() {
        let line = |columns| {
            let line = KeyHints::default().truth().key("0", "don't know").key("s", "skip");
            line.line(&help(&Keys::default()), columns).text()
        };
        assert_eq!(line(77), "t true   f false   0 don't know   s skip   ? keys");
        assert_eq!(line(37), "t true  f false  0 don't know  ? keys");
        assert_eq!(line(18), "t or f  ? keys");
    }
}
