//! The only user of the YAML crate: parses text into a tree of nodes with places.
//!
//! It interprets nothing: a scalar is its text, and duplicate keys are kept; the rest is up to the reader. It limits
//! what an untrusted file can cost.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{DuplicateKeyPolicy, Error, MergeKeyPolicy, NonFiniteFloatPolicy, Options, Spanned};

use crate::deck::Place;

/// In bytes.
pub const MAX_BYTES: usize = 64 << 20;
/// The deepest nesting of lists and mappings.
pub(crate) const MAX_DEPTH: usize = 32;
pub(crate) const MAX_NODES: usize = 5_000_000;
const MAX_EVENTS: usize = 10_000_000;

#[derive(Debug)]
pub(crate) struct Node<'s> {
    pub(crate) place: Place,
    pub(crate) start: u32,
    /// The byte after it; for lists and mappings, where it is not known, `start`.
    pub(crate) end: u32,
    pub(crate) shape: NodeShape<'s>,
}

#[derive(Debug)]
pub(crate) enum NodeShape<'s> {
    /// A scalar that the crate would read as a number, a boolean or null: its text is in the file.
    Verbatim,
    Text(Cow<'s, str>),
    List(Vec<Node<'s>>),
    Map(Vec<(Node<'s>, Node<'s>)>),
}

impl<'s> Node<'s> {
    /// The text of a scalar; `source` is the file's text.
    pub(crate) fn text<'a>(&'a self, source: &'a str) -> Option<&'a str> {
        match &self.shape {
            NodeShape::Verbatim => Some(source.get(self.start as usize..self.end as usize).unwrap_or_default().trim()),
            NodeShape::Text(text) => Some(text),
            NodeShape::List(_) | NodeShape::Map(_) => None,
        }
    }

    /// What it is, as an error says it.
    pub(crate) const fn found(&self) -> &'static str {
        match self.shape {
            NodeShape::Verbatim | NodeShape::Text(_) => "a text",
            NodeShape::List(_) => "a list",
            NodeShape::Map(_) => "a mapping",
        }
    }

    /// Shifts a node that was read from a slice to its position in the file.
    fn shift(&mut self, base: Base) {
        self.place.line += base.line;
        self.start += base.byte;
        self.end += base.byte;
        match &mut self.shape {
            NodeShape::List(nodes) => nodes.iter_mut().for_each(|node| node.shift(base)),
            NodeShape::Map(pairs) => pairs.iter_mut().for_each(|(key, value)| {
                key.shift(base);
                value.shift(base);
            }),
            NodeShape::Verbatim | NodeShape::Text(_) => {}
        }
    }

    fn from_spanned(spanned: Spanned<NodeShape<'s>>) -> Self {
        let span = spanned.defined.span();
        let start = narrow(span.byte_offset().unwrap_or(0));
        let place = Place { line: narrow(spanned.defined.line()), column: narrow(spanned.defined.column()) };
        let length = narrow(span.byte_len().unwrap_or(0));
        Self { place, start, end: start.saturating_add(length), shape: spanned.value }
    }
}

fn narrow(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Where a slice begins in its file: line and byte, both from 0.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Base {
    pub(crate) line: u32,
    pub(crate) byte: u32,
}

/// Why a text can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum YamlFault {
    /// The crate's own message, for matching and not for showing, and where it stopped.
    Syntax(String, Place),
    Anchor(Place),
    Documents(Place),
    Depth(Place),
    /// More content than any deck has.
    TooMuch(Place),
}

/// Parses a whole file's text, or a slice of it that begins at `base`.
pub(crate) fn read(slice: &str, base: Base) -> Result<Node<'_>, YamlFault> {
    match serde_yaml::from_str_with_options::<Spanned<NodeShape>>(slice, options()) {
        Ok(spanned) => {
            let mut node = Node::from_spanned(spanned);
            if base.line > 0 || base.byte > 0 {
                node.shift(base);
            }
            Ok(node)
        }
        Err(error) => Err(fault(&error, base)),
    }
}

fn options() -> Options {
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_depth: MAX_DEPTH,
            max_nodes: MAX_NODES,
            max_events: MAX_EVENTS,
            max_anchors: 0,
            max_aliases: 0,
            max_total_scalar_bytes: MAX_BYTES,
        },
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::AsOrdinary,
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        strict_booleans: true,
        ignore_binary_tag_for_string: true,
        with_snippet: false,
    }
}

fn fault(error: &Error, base: Base) -> YamlFault {
    use serde_yaml::budget::BudgetBreach as Breach;

    let place = error.location().map_or_else(Place::default, |at| Place {
        line: narrow(at.line()).saturating_add(base.line),
        column: narrow(at.column()),
    });
    match error.without_snippet() {
        Error::MultipleDocuments { .. } => YamlFault::Documents(place),
        Error::UnknownAnchor { .. }
        | Error::AliasError { .. }
        | Error::Budget { breach: Breach::Anchors { .. } | Breach::Aliases { .. }, .. } => YamlFault::Anchor(place),
        Error::Budget { breach: Breach::Depth { .. }, .. } => YamlFault::Depth(place),
        Error::Budget { .. } => YamlFault::TooMuch(place),
        other => YamlFault::Syntax(other.to_string(), place),
    }
}

impl<'de> Deserialize<'de> for NodeShape<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ShapeVisitor)
    }
}

/// Accepts any value; what is not a text to the crate becomes [`NodeShape::Verbatim`].
struct ShapeVisitor;

impl<'de> Visitor<'de> for ShapeVisitor {
    type Value = NodeShape<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(NodeShape::Verbatim)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(NodeShape::Verbatim)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(NodeShape::Verbatim)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(NodeShape::Verbatim)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(NodeShape::Verbatim)
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(NodeShape::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(NodeShape::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(NodeShape::Text(Cow::Owned(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut nodes = Vec::new();
        while let Some(entry) = entries.next_element()? {
            nodes.push(Node::from_spanned(entry));
        }
        Ok(NodeShape::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some((key, value)) = entries.next_entry()? {
            pairs.push((Node::from_spanned(key), Node::from_spanned(value)));
        }
        Ok(NodeShape::Map(pairs))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(source: &str) -> Vec<String> {
        let node = read(source, Base::default()).expect("YAML");
        let NodeShape::Map(pairs) = node.shape else { panic!("no mapping: {source}") };
        pairs.iter().map(|(_, value)| value.text(source).expect("a text").to_owned()).collect()
    }

    #[test]
    fn a_scalar_is_the_text_that_stands_there() {
        let words = [
            "no",
            "yes",
            "on",
            "true",
            "1.10",
            "007",
            "0x2A",
            "-5",
            "~",
            "null",
            ".inf",
            ".nan",
            "1e999",
            "2026-01-02",
        ];
        for text in words {
            assert_eq!(values(&format!("answer: {text}\nlast: x\n"))[0], text);
        }
        assert_eq!(values("a:\nb: \"\"\nc: x # y\n"), ["", "", "x"]);
        assert_eq!(
            values("a: \"q\\n\"\nb: |\n  two\n  lines\nc: >-\n  one\n  line\n"),
            ["q\n", "two\nlines\n", "one line"]
        );
    }

    #[test]
    fn places_count_characters_and_survive_a_byte_order_mark() {
        let source = "\u{feff}tïtle: ü\r\ncards:\r\n  - é: x\r\n";
        let node = read(source, Base::default()).expect("YAML");
        let NodeShape::Map(pairs) = &node.shape else { panic!("no mapping") };
        assert_eq!(pairs[0].1.place, Place { line: 1, column: 8 });
        let NodeShape::List(cards) = &pairs[1].1.shape else { panic!("no list") };
        let NodeShape::Map(card) = &cards[0].shape else { panic!("no mapping") };
        assert_eq!(card[0].1.place, Place { line: 3, column: 8 });
        assert_eq!(&source[card[0].1.start as usize..card[0].1.end as usize], "x");
    }

    #[test]
    fn a_slice_knows_its_place_in_the_file() {
        let file = "title: t\ncards:\n  - id: a\n";
        let node = read(&file[16..], Base { line: 2, byte: 16 }).expect("YAML");
        let NodeShape::List(cards) = &node.shape else { panic!("no list") };
        let NodeShape::Map(card) = &cards[0].shape else { panic!("no mapping") };
        assert_eq!(card[0].1.place, Place { line: 3, column: 9 });
        assert_eq!(card[0].1.text(file), Some("a"));
        assert_eq!(&file[card[0].1.start as usize..card[0].1.end as usize], "a");
    }

    #[test]
    fn duplicate_keys_are_kept() {
        assert_eq!(values("a: 1\na: 2\n"), ["1", "2"]);
    }

    #[test]
    fn anchors_aliases_and_second_documents_are_refused() {
        assert!(matches!(read("a: &x b\n", Base::default()), Err(YamlFault::Anchor(_))));
        assert!(matches!(read("a: *x\n", Base::default()), Err(YamlFault::Anchor(_))));
        assert!(matches!(read("a: b\n---\nc: d\n", Base::default()), Err(YamlFault::Documents(_))));
    }

    #[test]
    fn depth_is_bounded() {
        let deep = |n: usize| "[".repeat(n) + &"]".repeat(n);
        assert!(read(&deep(30), Base::default()).is_ok());
        assert!(read(&deep(40), Base::default()).is_err());
        assert!(read(&deep(200_000), Base::default()).is_err());
    }
}
