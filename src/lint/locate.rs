//! Where a diagnostic ends and which card it is about, so that editors can underline it and programs group by card.

use std::collections::HashMap;

use serde::Serialize;

use super::file_source::FileOf;
use super::run::{Checked, Texts};
use super::trace::DeckTrace;
use crate::deck::edit::patch::LineIndex;
use crate::deck::reader::yaml::{Base, Node, NodeShape, read};
use crate::deck::{CardId, Diagnostic, Place};

/// What is known of a diagnostic besides its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// The card it is in; `None` in a header, or if the card's id is unknown.
    pub card: Option<CardId>,
    /// The place after the last character of the value, key or word that it is about.
    pub end: Place,
    /// From its place to `end`, as editors count.
    pub range: LspRange,
}

/// A range as the Language Server Protocol defines it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct LspRange {
    /// The first character.
    pub start: LspPosition,
    /// The position after the last character.
    pub end: LspPosition,
}

/// A place as the Language Server Protocol counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct LspPosition {
    /// The line, from 0.
    pub line: u32,
    /// The column, from 0, in UTF-16 code units.
    pub character: u32,
}

/// Locates each of the diagnostics found, in their order.
#[must_use]
pub fn locate(checked: &Checked, texts: &Texts) -> Vec<Located> {
    let decks: HashMap<FileOf, &DeckTrace> =
        checked.traced.iter().map(|traced| (FileOf::deck(&traced.deck), traced)).collect();
    let of_file = |diagnostics: &[Diagnostic]| -> Vec<Located> {
        let path = &diagnostics[0].path;
        let [on_disk, builtin] = [false, true].map(|builtin| FileOf { path: path.clone(), builtin });
        let file = if decks.contains_key(&builtin) { builtin } else { on_disk };
        let text = texts(&file).unwrap_or_default();
        let file = LocatedFile::of(&text, decks.get(&file).copied());
        diagnostics.iter().map(|diagnostic| file.located(diagnostic.place)).collect()
    };
    checked.diagnostics.chunk_by(|a, b| a.path == b.path).flat_map(of_file).collect()
}

/// A file, indexed to look up places.
struct LocatedFile<'t> {
    text: &'t str,
    lines: LineIndex<'t>,
    /// Where its keys and scalars begin, and the byte offset after each.
    tokens: HashMap<Place, usize>,
    /// Where its top-level fields begin, and whether each is `cards`. Empty if the file isn't valid YAML.
    header: Vec<(Place, bool)>,
    cards: Vec<(Place, Option<CardId>)>,
}

impl<'t> LocatedFile<'t> {
    fn of(text: &'t str, deck: Option<&DeckTrace>) -> Self {
        let mut file =
            Self { text, lines: LineIndex::of(text), tokens: HashMap::new(), header: Vec::new(), cards: Vec::new() };
        if let Ok(root) = read(text, Base::default()) {
            file.gather(&root);
            if let NodeShape::Map(pairs) = &root.shape {
                file.header = pairs.iter().map(|(key, _)| (key.place, key.text(text) == Some("cards"))).collect();
                file.gather_cards(pairs);
            }
        }
        if let Some(deck) = deck {
            file.cards = deck.blocks().collect();
            file.cards.sort_by_key(|(place, _)| *place);
        }
        file
    }

    fn gather(&mut self, node: &Node) {
        match &node.shape {
            NodeShape::List(nodes) => nodes.iter().for_each(|node| self.gather(node)),
            NodeShape::Map(pairs) => pairs.iter().for_each(|(key, value)| {
                self.gather(key);
                self.gather(value);
            }),
            NodeShape::Text(_) | NodeShape::Verbatim => {
                let end = self.trimmed(node.start as usize, node.end as usize);
                self.tokens.insert(node.place, end);
            }
        }
    }

    /// Makes a diagnostic of a whole card end with the card's first field.
    fn gather_cards(&mut self, pairs: &[(Node, Node)]) {
        let lists = pairs.iter().filter_map(|(_, value)| match &value.shape {
            NodeShape::List(entries) => Some(entries),
            _ => None,
        });
        for card in lists.flatten() {
            let NodeShape::Map(fields) = &card.shape else { continue };
            let Some((key, value)) = fields.first().filter(|(key, value)| key.place.line == value.place.line) else {
                continue;
            };
            if let Some(&end) = self.tokens.get(&value.place).filter(|_| key.place == card.place) {
                self.tokens.insert(card.place, end);
            }
        }
    }

    /// The end of a token without trailing white space.
    fn trimmed(&self, start: usize, end: usize) -> usize {
        self.text.get(start..end).map_or(end, |token| start + token.trim_end().len())
    }

    fn located(&self, place: Place) -> Located {
        let end = self.end(place);
        let range = LspRange { start: self.position(place), end: self.position(end) };
        Located { card: self.card(place), end, range }
    }

    fn end(&self, place: Place) -> Place {
        let Some(start) = self.lines.byte_of(place) else { return place };
        let end = self.tokens.get(&place).copied().filter(|&end| end > start);
        let end =
            end.unwrap_or_else(|| start + if self.header.is_empty() { self.rest(start) } else { self.word(start) });
        let number = self.lines.line_at(end);
        let (begins, _) = self.lines.line(number);
        let before = self.text.get(begins..end).unwrap_or_default().trim_start_matches('\u{feff}');
        Place { line: narrow(number + 1), column: narrow(before.chars().count() + 1) }
    }

    /// How many bytes are left on the line: the length of a diagnostic in a file that can't be parsed.
    fn rest(&self, start: usize) -> usize {
        self.text.get(start..).and_then(|rest| rest.lines().next()).map_or(0, |line| line.trim_end().len())
    }

    /// The length in bytes of the word at `start`; of one character if it isn't in a word, 0 at the end of a line.
    fn word(&self, start: usize) -> usize {
        let rest = self.text.get(start..).unwrap_or_default();
        let letters = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        match rest.chars().next() {
            Some('\n' | '\r') | None => 0,
            Some(first) => letters.max(first.len_utf8()),
        }
    }

    fn position(&self, place: Place) -> LspPosition {
        let (_, line) = self.lines.line((place.line as usize).saturating_sub(1));
        let before = line.trim_start_matches('\u{feff}').chars().take((place.column as usize).saturating_sub(1));
        let character = narrow(before.map(char::len_utf16).sum());
        LspPosition { line: place.line.saturating_sub(1), character }
    }

    fn card(&self, place: Place) -> Option<CardId> {
        let field = self.header.iter().rev().find(|(begins, _)| *begins <= place);
        let in_header = match field {
            Some((_, is_cards)) => !is_cards,
            None => self.begins_field(place),
        };
        let before = self.cards.partition_point(|(begins, _)| *begins <= place);
        // A place at a card's dash, or at a tab there, comes before the card's own place but belongs to the card.
        let dashed = self.cards.get(before).filter(|(begins, _)| begins.line == place.line);
        let first_there = before == 0 || self.cards[before - 1].0.line < place.line;
        let card = dashed.filter(|_| first_there).or_else(|| self.cards.get(before.checked_sub(1)?));
        card.filter(|_| !in_header).and_then(|(_, id)| id.clone())
    }

    /// Whether a line begins a header field, in a file that isn't valid YAML.
    fn begins_field(&self, place: Place) -> bool {
        let (_, line) = self.lines.line((place.line as usize).saturating_sub(1));
        line.starts_with(|c: char| c.is_ascii_alphabetic()) && line.contains(':')
    }
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::Options;
    use crate::lint::fixture::checked;

    /// Each finding of a deck: its rule, its card, the text from its place to its end.
    fn found(text: &str) -> Vec<(&'static str, String, String)> {
        let checked = checked(&[("d", text)], None, &Options::default());
        let located = locate(&checked, &|_: &FileOf| Some(text.to_owned()));
        let lines = LineIndex::of(text);
        let shown = |(diagnostic, at): (&Diagnostic, &Located)| {
            let (start, end) = (lines.byte_of(diagnostic.place), lines.byte_of(at.end));
            let token = &text[start.expect("a byte")..end.expect("a byte")];
            // The range for editors is the same.
            let units =
                |line: u32| text.lines().nth(line as usize).unwrap_or_default().encode_utf16().collect::<Vec<_>>();
            if at.range.start.line == at.range.end.line {
                let line = units(at.range.start.line);
                let of_units = &line[at.range.start.character as usize..at.range.end.character as usize];
                assert_eq!(String::from_utf16_lossy(of_units), token);
            }
            (diagnostic.rule.name(), at.card.as_ref().map_or("-".to_owned(), ToString::to_string), token.to_owned())
        };
        checked.diagnostics.iter().zip(&located).map(shown).collect()
    }

    fn rows(text: &str) -> String {
        found(text)
            .iter()
            .flat_map(|(rule, card, token)| [*rule, " ", card, " ", &format!("{token:?}"), "\n"].map(str::to_owned))
            .collect()
    }

    #[test]
    fn a_finding_is_about_a_value_a_key_or_the_first_field_of_a_card() {
        let deck = "title: T\nodd: x\ncards:\n  - id: a\n    kind: flip\n    question: Is it so?\n    answer: \
                    yes it is\n    becuase: so\n  - id: b\n    kind: flip\n    question: Who are you?\n  - {id: a, kind: \
                    flip, question: \"𝄞 Is it 'so'?\", answer: no it is not}\nafter: nowhere\n";
        assert_eq!(
            rows(deck),
            "unknown-field - \"odd\"\nyes-no-question d/a \"Is it so?\"\nunknown-field d/a \"becuase\"\n\
             missing-field d/b \"id: b\"\nduplicate-id d/a \"a\"\nunknown-deck - \"nowhere\"\n"
        );
    }

    #[test]
    fn columns_of_editors_count_utf_16() {
        let deck = "title: T\ncards:\n  - {id: 𝄞x, kind: flip, question: Is it 𝄞?, answer: no it is not}\n";
        assert_eq!(rows(deck), "bad-id - \"𝄞x\"\n");
        let deck = deck.replace("𝄞x", "é");
        assert_eq!(rows(&deck), "yes-no-question d/é \"Is it 𝄞?\"\n");
    }

    #[test]
    fn in_what_is_no_yaml_a_finding_reaches_to_the_end_of_its_line() {
        let deck = "title: T\ncards:\n  - id: a\n    kind: flip\n    question: \"Who\n    answer: I\n  - id: b\n    kind: \
                    flip\n    question: Is it so?\n    answer: it is\n";
        let found = found(deck);
        assert_eq!(found.last(), Some(&("yes-no-question", "d/b".to_owned(), "Is it so?".to_owned())));
        assert!(found[0].1 == "d/a", "{found:?}");
    }

    #[test]
    fn a_text_over_several_lines_ends_where_it_ends() {
        let deck = "title: T\ncards:\n  - id: a\n    kind: flip\n    question: >-\n      Is it\n      so?\n    answer: it \
                    is\n";
        let found = found(deck);
        assert!(found[0].2.ends_with("so?"), "{found:?}");
    }
}
