//! Adds a text to a list of a card, whatever its layout; every other byte stays.

use super::patch::{Edit, LineIndex};
use super::scalar::{in_brackets, scalar};
use crate::deck::Place;
use crate::deck::reader::yaml::{Base, Node, NodeShape, read};

/// A step from a field's value to a list within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PathStep {
    Key(KeyToken),
    /// The list with this index, of this many.
    Nth(usize, usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyToken {
    Gap(u16),
    Side(&'static str),
}

impl KeyToken {
    pub(crate) fn text(self) -> String {
        match self {
            Self::Gap(number) => format!("c{number}"),
            Self::Side(side) => side.to_owned(),
        }
    }
}

/// The edit that appends a text to the list at the end of `steps`, starting from a field of the card at a place. A
/// missing field is added after the first of `behind` that exists. `None` if the layout needs a person.
pub(crate) fn insert(
    text: &str,
    card: Place,
    field: &str,
    steps: &[PathStep],
    behind: &[&str],
    new: &str,
) -> Option<Edit> {
    let root = read(text, Base::default()).ok()?;
    let file = EditedFile { text, lines: LineIndex::of(text) };
    let card = find_card(&root, card)?;
    if let Some((_, value)) = file.child(card, field) {
        return file.insert_at(value, steps, new);
    }
    if file.is_flow(card) {
        return file.insert_in_brackets(card, &format!("{field}: {}", flow(steps, new)));
    }
    let (key, value) = behind.iter().find_map(|name| file.child(card, name))?;
    let column = key.place.column.checked_sub(1)? as usize;
    let same = if is_below_its_key(value) { Same::Dashes } else { Same::Ends };
    let behind = file.end_of_block(key, column, same);
    let indent = " ".repeat(column);
    let ending = file.ending(key);
    let row = match steps {
        [PathStep::Key(key), rest @ ..] => {
            format!("{indent}{field}:{ending}{indent}  {}: {}", key.text(), flow(rest, new))
        }
        steps => format!("{indent}{field}: {}", flow(steps, new)),
    };
    Some(file.row(behind, &row, ending))
}

/// What a person would have to write, if it can't be done for them.
pub(crate) fn flow(steps: &[PathStep], new: &str) -> String {
    match steps {
        [] => format!("[{}]", in_brackets(new)),
        [PathStep::Key(key), rest @ ..] => format!("{{{}: {}}}", key.text(), flow(rest, new)),
        [PathStep::Nth(at, of), rest @ ..] => {
            let lists = (0..*of).map(|nth| if nth == *at { flow(rest, new) } else { "[]".to_owned() });
            format!("[{}]", lists.collect::<Vec<_>>().join(", "))
        }
    }
}

fn find_card<'n, 's>(root: &'n Node<'s>, at: Place) -> Option<&'n Node<'s>> {
    let NodeShape::Map(pairs) = &root.shape else { return None };
    let lists = pairs.iter().filter_map(|(_, value)| match &value.shape {
        NodeShape::List(entries) => Some(entries),
        _ => None,
    });
    lists.flatten().find(|entry| entry.place == at && matches!(entry.shape, NodeShape::Map(_)))
}

/// Whether the dashes of a block list are in the column of its key.
fn is_below_its_key(value: &Node) -> bool {
    matches!(&value.shape, NodeShape::List(entries) if entries.first().is_some_and(|first| first.start == value.start))
}

/// What an entry of a block in the same column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Same {
    /// The block ends: it is the next field.
    Ends,
    /// With a dash, it is the next entry of the list.
    Dashes,
    /// It is the next entry of the mapping.
    Stays,
}

struct EditedFile<'t> {
    text: &'t str,
    lines: LineIndex<'t>,
}

impl EditedFile<'_> {
    fn child<'n, 's>(&self, map: &'n Node<'s>, name: &str) -> Option<(&'n Node<'s>, &'n Node<'s>)> {
        let NodeShape::Map(pairs) = &map.shape else { return None };
        let mut found = pairs.iter().filter(|(key, _)| key.text(self.text) == Some(name));
        let (key, value) = found.next()?;
        found.next().is_none().then_some((key, value))
    }

    /// Descends along the steps as far as they exist, and inserts there.
    fn insert_at(&self, node: &Node, steps: &[PathStep], new: &str) -> Option<Edit> {
        match (steps, &node.shape) {
            ([], NodeShape::List(_)) if self.is_flow(node) => self.insert_in_brackets(node, &in_brackets(new)),
            ([], NodeShape::List(entries)) if !entries.is_empty() => {
                self.below(node, Same::Dashes, &format!("- {}", scalar(new)))
            }
            ([PathStep::Nth(at, of), rest @ ..], NodeShape::List(entries)) if entries.len() == *of => {
                self.insert_at(entries.get(*at)?, rest, new)
            }
            ([PathStep::Key(key), rest @ ..], NodeShape::Map(_)) => {
                let name = key.text();
                if let Some((_, value)) = self.child(node, &name) {
                    return self.insert_at(value, rest, new);
                }
                let entry = format!("{name}: {}", flow(rest, new));
                if self.is_flow(node) {
                    self.insert_in_brackets(node, &entry)
                } else {
                    self.below(node, Same::Stays, &entry)
                }
            }
            _ => None,
        }
    }

    fn is_flow(&self, node: &Node) -> bool {
        !is_below_its_key(node)
            && self.text.as_bytes().get(node.start as usize).is_some_and(|byte| b"[{".contains(byte))
    }

    /// Appends an entry to a list or mapping in brackets.
    fn insert_in_brackets(&self, node: &Node, entry: &str) -> Option<Edit> {
        let end = last_in_brackets(self.text, node.start as usize)?;
        let before = self.text.get(..end)?.chars().next_back()?;
        let gap = match before {
            '[' | '{' => "",
            ',' => " ",
            _ => ", ",
        };
        Some(Edit::insert(end, format!("{gap}{entry}")))
    }

    /// Appends an entry to a block list or mapping.
    fn below(&self, node: &Node, same: Same, entry: &str) -> Option<Edit> {
        let column = self.column(node)?;
        let behind = self.end_of_block(node, column, same);
        Some(self.row(behind, &format!("{}{entry}", " ".repeat(column)), self.ending(node)))
    }

    /// The column (from 0) of a block's entries or their dashes.
    fn column(&self, node: &Node) -> Option<usize> {
        let column = node.place.column.checked_sub(1)? as usize;
        if !is_below_its_key(node) {
            return Some(column);
        }
        let (start, _) = self.lines.line(node.place.line.checked_sub(1)? as usize);
        let before = self.text.get(start..node.start as usize)?.trim_end().strip_suffix('-')?;
        before.chars().all(|c| c == ' ').then_some(before.len())
    }

    /// The line (from 0) after the block of a node in a column.
    fn end_of_block(&self, node: &Node, column: usize, same: Same) -> usize {
        let first = node.place.line as usize;
        let ends = |&row: &usize| {
            let line = self.lines.line(row).1;
            let indent = self.indent(row);
            let dashed = line.trim_start().starts_with("- ") || line.trim() == "-";
            let stays = match same {
                Same::Ends => false,
                Same::Dashes => dashed,
                Same::Stays => true,
            };
            !self.is_empty(row) && (indent < column || indent == column && !stays)
        };
        let mut behind = (first..self.lines.count()).find(ends).unwrap_or(self.lines.count());
        // Blank lines after the block are not part of it, nor are comments unless they are indented deeper.
        while behind > first && self.is_empty(behind - 1) && self.indent(behind - 1) <= column {
            behind -= 1;
        }
        behind
    }

    /// The indentation of a line; 0 for a blank one.
    fn indent(&self, row: usize) -> usize {
        let line = self.lines.line(row).1.trim_end();
        line.len() - line.trim_start_matches(' ').len()
    }

    fn is_empty(&self, row: usize) -> bool {
        let text = self.lines.line(row).1.trim();
        text.is_empty() || text.starts_with('#')
    }

    fn ending(&self, node: &Node) -> &'static str {
        self.lines.ending((node.place.line as usize).saturating_sub(1))
    }

    /// Inserts a whole line before another.
    fn row(&self, row: usize, text: &str, ending: &str) -> Edit {
        let (at, _) = self.lines.line(row);
        // The last line of a file may lack a newline.
        let unfinished = row > 0 && !self.lines.line(row - 1).1.ends_with('\n');
        let text = if unfinished { format!("{ending}{text}") } else { format!("{text}{ending}") };
        Edit::insert(at, text)
    }
}

/// The byte after the last entry in brackets that open at a byte, or after the bracket if there is none. White space
/// and comments don't count.
fn last_in_brackets(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut last = open + 1;
    let mut quote = None;
    let mut comment = false;
    let mut before = ' ';
    let mut chars = text.get(open..)?.char_indices();
    while let Some((at, c)) = chars.next() {
        let behind = open + at + c.len_utf8();
        match (quote, c) {
            _ if comment => comment = c != '\n',
            (Some('"'), '\\') => {
                chars.next();
            }
            (Some(sign), c) if c == sign => (quote, last) = (None, behind),
            (Some(_), _) => {}
            // An apostrophe within a word is not a quote.
            (None, '"' | '\'') if before.is_whitespace() || "[{,:".contains(before) => quote = Some(c),
            (None, '#') if before.is_whitespace() => comment = true,
            (None, '[' | '{') => (depth, last) = (depth + 1, behind),
            (None, ']' | '}') => {
                depth -= 1;
                if depth == 0 {
                    return Some(last);
                }
                last = behind;
            }
            (None, c) if c.is_whitespace() => {}
            (None, _) => last = behind,
        }
        before = c;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_thing_in_brackets_is_found_whatever_stands_in_them() {
        for (text, last) in [
            ("[]", "["),
            ("[ ]", "["),
            ("[a, b ]", "[a, b"),
            ("[a, \"]\" ] x", "[a, \"]\""),
            ("['it''s', b's] x]", "['it''s', b's"),
            ("[\"\\\"]\"]", "[\"\\\"]\""),
            ("{c1: [a], c2: [b] }", "{c1: [a], c2: [b]"),
            ("[a, # x]\n  b # y\n]", "[a, # x]\n  b"),
            ("[a#b,\n]", "[a#b,"),
        ] {
            let text = format!("é{text}");
            assert_eq!(last_in_brackets(&text, 2).map(|end| &text[2..end]), Some(last), "{text}");
        }
        assert_eq!(last_in_brackets("[a", 0), None);
    }
}
