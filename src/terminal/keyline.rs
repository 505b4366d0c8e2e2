//! The line that says what the keys do: the likeliest first, no more than fit.

use super::keys::{Action, Keys};
use super::line::{Line, Role};

/// No more than six, or nobody reads them.
const MOST: usize = 6;
/// Between two keys.
const GAP: &str = "   ";

/// The keys of one situation, the likeliest first.
#[derive(Debug, Default)]
pub(super) struct KeyLine(Vec<Line>);

impl KeyLine {
    /// One more key and what it does.
    pub(super) fn key(mut self, key: impl Into<String>, does: &str) -> Self {
        let words = if does.is_empty() { String::new() } else { format!(" {does}") };
        self.0.push(Line::of(Role::Key, key).with(Role::Plain, words));
        self
    }

    /// One more letter and what it does, as it is set.
    pub(super) fn action(self, keys: &Keys, action: Action, does: &str) -> Self {
        self.key(keys.letter(action), does)
    }

    /// The same, where it is of use now.
    pub(super) fn action_if(self, useful: bool, keys: &Keys, action: Action, does: &str) -> Self {
        if useful { self.action(keys, action, does) } else { self }
    }

    /// The line in so many columns. `last` is always there; before it stand those that fit, the likelier first.
    pub(super) fn line(self, last: &Self, columns: usize) -> Line {
        let columns = columns + GAP.len();
        let wide = |key: &Line| key.width() + GAP.len();
        let mut width: usize = last.0.iter().map(wide).sum();
        let mut shown: Vec<Line> = Vec::new();
        for key in self.0 {
            if shown.len() + last.0.len() < MOST && width + wide(&key) <= columns {
                width += wide(&key);
                shown.push(key);
            }
        }
        joined(shown.iter().chain(&last.0))
    }
}

/// `? keys`, which ends every key line.
pub(super) fn help(keys: &Keys) -> KeyLine {
    KeyLine::default().action(keys, Action::Help, "keys")
}

fn joined<'a>(parts: impl Iterator<Item = &'a Line>) -> Line {
    let mut line = Line::blank();
    for (place, part) in parts.enumerate() {
        if place > 0 {
            line = line.with(Role::Plain, GAP);
        }
        line.extend(part.runs().iter().cloned());
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
                KeyLine::default().key("1-3", "answer").key("0", "don't know").action(&keys, Action::Skip, "skip");
            all.line(&help(&keys), columns).text()
        };
        assert_eq!(line(80), "1-3 answer   0 don't know   s skip   ? keys");
        assert_eq!(line(37), "1-3 answer   0 don't know   ? keys");
        assert_eq!(line(20), "1-3 answer   ? keys");
        assert_eq!(line(5), "? keys");
    }
}
