//! Reads a YAML file that is not a deck (the config) as a tree of values with places.

use std::path::PathBuf;

use super::diagnostics::Diagnostics;
use super::file_kind::FileKind;
use super::yaml::{Node, NodeShape};
use super::{error_recovery, parse};
use crate::deck::{Diagnostic, Place, RuleId};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Value {
    pub place: Place,
    byte: usize,
    end: usize,
    pub data: Data,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Data {
    /// A text as written: `no` is the text "no".
    Text(String),
    List(Vec<Value>),
    Map(Vec<FieldEntry>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FieldEntry {
    /// A full value, so that it has a place.
    pub key: Value,
    pub value: Value,
}

/// A file's values, and its text to take lines from.
#[derive(Debug)]
pub(crate) struct Values<'s> {
    source: &'s str,
    path: PathBuf,
    /// The fields of the file; empty for an empty file.
    pub entries: Vec<FieldEntry>,
}

impl<'s> Values<'s> {
    /// Reads a file's text.
    ///
    /// # Errors
    /// The diagnostics of a file that is not valid YAML or not a mapping.
    pub(crate) fn read(path: PathBuf, bytes: &'s [u8]) -> Result<Self, Vec<Diagnostic>> {
        let source = parse::decode(&path, bytes, FileKind::Config).map_err(|diagnostic| vec![*diagnostic])?;
        let only_comments = source.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
        if only_comments {
            return Ok(Self { source, path, entries: Vec::new() });
        }
        let mut report = Diagnostics::new(source, path.clone(), FileKind::Config);
        let tree = error_recovery::read(&mut report);
        match tree {
            Some(tree) if report.found.is_empty() => {
                let entries = tree.pairs.into_iter().map(|(key, value)| entry(key, value, source)).collect();
                Ok(Self { source, path, entries })
            }
            _ => Err(report.found),
        }
    }

    /// A diagnostic at one of the values.
    #[must_use]
    pub(crate) fn diagnostic(&self, at: &Value, rule: RuleId, what: String, help: String) -> Diagnostic {
        let (line_text, caret) = crate::deck::diagnostic::excerpt(self.source, at.byte);
        Diagnostic {
            place: at.place,
            line_text,
            caret,
            ..Diagnostic::of_file(self.path.clone(), rule, what, Some(help))
        }
    }
}

impl Value {
    #[must_use]
    pub(crate) const fn start(&self) -> usize {
        self.byte
    }

    /// The bytes of a text, quotes included; `None` for lists, mappings and empty values.
    #[must_use]
    pub(crate) fn range(&self) -> Option<std::ops::Range<usize>> {
        (self.text().is_some() && self.end > self.byte).then_some(self.byte..self.end)
    }

    #[must_use]
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.data {
            Data::Text(text) => Some(text),
            Data::List(_) | Data::Map(_) => None,
        }
    }
}

fn entry(key: Node<'_>, value: Node<'_>, source: &str) -> FieldEntry {
    FieldEntry { key: owned(key, source), value: owned(value, source) }
}

fn owned(node: Node<'_>, source: &str) -> Value {
    let (place, byte, end) = (node.place, node.start as usize, node.end as usize);
    let text = node.text(source).map(|text| crate::deck::text::safe(text.trim()).into_owned());
    let data = match node.shape {
        NodeShape::Verbatim | NodeShape::Text(_) => Data::Text(text.unwrap_or_default()),
        NodeShape::List(nodes) => Data::List(nodes.into_iter().map(|node| owned(node, source)).collect()),
        NodeShape::Map(pairs) => Data::Map(pairs.into_iter().map(|(key, value)| entry(key, value, source)).collect()),
    };
    Value { place, byte, end, data }
}
