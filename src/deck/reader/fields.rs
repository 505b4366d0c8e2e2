//! Reads a mapping according to the table of its fields.

use std::collections::HashSet;

use super::diagnostics::{Diagnostics, Position};
use super::limits;
use super::look_alike;
use super::other_names;
use super::text_list;
use super::value;
use super::yaml::{Node, NodeShape};
use crate::deck::card::FieldPlace;
use crate::deck::format::{self, Field, FieldShape as Wanted};
use crate::deck::nearest::among as nearest;
use crate::deck::text::one_line;
use crate::deck::{Diagnostic, kinds};
use crate::deck::{Kind, Place, RuleId, Text};

/// The fields of one mapping: card, header, claim.
pub(crate) struct Fields<'n, 's> {
    /// As errors name it: "card `x`".
    pub(crate) name: String,
    pub(crate) at: Position,
    tables: [&'static [Field]; 2],
    slots: Vec<FieldSlot<'n, 's>>,
    /// Required fields that are missing because their name is misspelt or they are too large; only that is reported.
    misspelt: Vec<&'static str>,
}

/// A field that is not in the tables.
#[derive(Clone, Copy)]
struct Unknown<'u> {
    key: &'u Node<'u>,
    value: &'u Node<'u>,
    word: &'u str,
    /// Our names for what other programs call it.
    meant: &'static [&'static str],
}

#[derive(Clone, Copy)]
pub(crate) struct FieldSlot<'n, 's> {
    pub(crate) field: &'static Field,
    pub(crate) key: &'n Node<'s>,
    pub(crate) value: &'n Node<'s>,
}

type FieldPairs<'s> = [(Node<'s>, Node<'s>)];

/// Fields that come with the right answers but don't contain them.
const BESIDE: [&str; 2] = ["distractors", "accept"];

impl<'n, 's> Fields<'n, 's> {
    /// Takes the fields that `tables` know; reports unknown and duplicate ones.
    pub(crate) fn gather(
        report: &mut Diagnostics,
        pairs: &'n FieldPairs<'s>,
        tables: [&'static [Field]; 2],
        name: String,
        at: Position,
        kind: Option<Kind>,
    ) -> Self {
        let mut record =
            Self { name, at, tables, slots: Vec::with_capacity(pairs.len().min(32)), misspelt: Vec::new() };
        let source = report.source;
        let mut unknown = Vec::new();
        for (key, value) in pairs {
            let Some(word) = key.text(source) else {
                let what = "a mapping or a list can't be a key here".to_owned();
                let help = "if this is a text, put it in quotes".to_owned();
                report.fault(key, RuleId::WrongType, what, help);
                continue;
            };
            match record.field(word) {
                None if format::is_own(word) => {}
                None => unknown.push(Unknown { key, value, word, meant: other_names::fields(word) }),
                Some(field) => {
                    let slot = FieldSlot { field, key, value };
                    if let Some(first) = record.slot(field.name) {
                        let line = first.key.place.line;
                        let what = format!("{} has `{word}` twice", record.name);
                        report.fault(key, RuleId::DuplicateKey, what, format!("the first is on line {line}: keep one"));
                    } else if limits::exceeds(report, &record.name, slot) {
                        record.misspelt.push(field.name);
                    } else {
                        record.slots.push(slot);
                    }
                }
            }
        }
        let right = record.right(source, &unknown);
        for field in &unknown {
            record.unknown(report, field, &right, kind);
        }
        record
    }

    pub(crate) fn field(&self, word: &str) -> Option<&'static Field> {
        self.tables.into_iter().flatten().find(|field| field.name == word)
    }

    pub(crate) fn slot(&self, name: &str) -> Option<FieldSlot<'n, 's>> {
        self.slots.iter().copied().find(|slot| slot.field.name == name)
    }

    pub(crate) fn is_misspelt(&self, name: &str) -> bool {
        self.misspelt.contains(&name)
    }

    fn unknown(&mut self, report: &mut Diagnostics, unknown: &Unknown, right: &HashSet<&str>, kind: Option<Kind>) {
        let Unknown { key, word, .. } = *unknown;
        if word == "<<" {
            let what = format!("merge keys {}", report.of.no_anchors());
            return report.fault(key, RuleId::NoAnchors, what, "write the fields out".to_owned());
        }
        if report.only_counts() {
            return report.flaw(key, RuleId::UnknownField, String::new(), None);
        }
        if let Some(field) = self.looks_like(word)
            && let Some(error) = look_alike::on_line_of(report, Position::from(key))
        {
            return self.stands_for(report, field, error);
        }
        let shown: String = one_line(word).chars().take(64).collect();
        let what = format!("{} has an unknown field `{shown}`", self.name);
        if let Some((field, help)) = self.named_otherwise(report.source, unknown, right) {
            let error = report.error(key, RuleId::UnknownField, what, help);
            return self.stands_for(report, field, error);
        }
        let elsewhere: Vec<_> = kinds::kinds_with(word).map(Kind::word).collect();
        if let Some(kind) = kind.filter(|_| !elsewhere.is_empty()) {
            let what = format!("a `{}` card has no field `{shown}`", kind.word());
            let kinds = elsewhere.join("` or `kind: ");
            return report.flaw(
                key,
                RuleId::UnknownField,
                what,
                format!("`kind: {kinds}` has it; otherwise delete it"),
            );
        }
        let fields = || self.tables.into_iter().flatten().map(|field| field.name);
        let Some(near) = nearest(word, fields()).and_then(|near| self.field(near)) else {
            let fields: Vec<_> = fields().collect();
            return report.flaw(key, RuleId::UnknownField, what, format!("it can have `{}`", fields.join("`, `")));
        };
        let error = report.error(key, RuleId::UnknownField, what, format!("did you mean `{}`?", near.name));
        self.stands_for(report, near, error);
    }

    /// Reports an unknown field that stands for `field`. If that is required it is not reported as missing too.
    fn stands_for(&mut self, report: &mut Diagnostics, field: &Field, error: Diagnostic) {
        let is_missed = self.lacks(field) && !self.is_misspelt(field.name);
        if is_missed {
            self.misspelt.push(field.name);
        }
        report.add(error, !is_missed);
    }

    /// The field whose name this word becomes when look-alike characters are replaced.
    fn looks_like(&self, word: &str) -> Option<&'static Field> {
        let (mended, _) = look_alike::in_word(word)?;
        self.field(mended.split(':').next().unwrap_or_default().trim_start_matches("- ").trim())
    }

    /// The field that another program calls by this name, and its corrected line.
    fn named_otherwise(
        &self,
        source: &str,
        unknown: &Unknown,
        right: &HashSet<&str>,
    ) -> Option<(&'static Field, String)> {
        let Unknown { value, meant, .. } = *unknown;
        let known = meant.iter().filter_map(|name| self.field(name));
        let mut open = known.filter(|field| self.slot(field.name).is_none());
        let mut field = open.find(|field| !self.is_misspelt(field.name))?;
        if field.name == "answer" && matches!(value.shape, NodeShape::List(_)) {
            field = self.field("answers").unwrap_or(field);
        }
        let (name, key) = (field.name, unknown.key);
        if let Some(help) = text_list::help(source, self, FieldSlot { field, key, value }) {
            let space = if field.shape.is_text() { ' ' } else { '\n' };
            return Some((field, format!("it is called `{name}` here:{space}{help}")));
        }
        let without = |entry: &Node| BESIDE.contains(&name) && is_right(source, entry, right);
        let line = mended(source, name, value, without);
        let is_shorter = matches!(&value.shape, NodeShape::List(entries) if entries.iter().any(without));
        let note = if is_shorter { ", without the right one" } else { "" };
        Some((field, format!("it is called `{name}` here{note}:\n{line}")))
    }

    /// The right answers, whatever their field is called, if a field from another program needs them removed:
    /// elsewhere the choices include the right ones.
    fn right<'a>(&self, source: &'a str, unknown: &[Unknown<'a>]) -> HashSet<&'a str>
    where
        'n: 'a,
    {
        let means = |field: &'static str| unknown.iter().filter(move |it| it.meant.contains(&field)).map(|it| it.value);
        if BESIDE.into_iter().all(|field| means(field).next().is_none()) {
            return HashSet::new();
        }
        let known = ["answer", "answers"].into_iter().filter_map(|name| self.slot(name)).map(|slot| slot.value);
        let right = known.chain(means("answer"));
        let entries = right.flat_map(|value| match &value.shape {
            NodeShape::List(entries) => entries.as_slice(),
            _ => std::slice::from_ref(value),
        });
        entries.filter_map(|entry| entry.text(source)).collect()
    }

    /// Whether a required field is missing. A card that may have `answer` or `answers` must have one of them.
    fn lacks(&self, field: &Field) -> bool {
        const EITHER: [&str; 2] = ["answer", "answers"];
        let either = EITHER.contains(&field.name) && EITHER.iter().all(|name| self.field(name).is_some());
        if either {
            EITHER.iter().all(|name| self.slot(name).is_none())
        } else {
            field.required && self.slot(field.name).is_none()
        }
    }

    /// The value of a field; reports a required one that is missing.
    pub(crate) fn value(&self, report: &mut Diagnostics, name: &str) -> Option<FieldSlot<'n, 's>> {
        if let Some(slot) = self.slot(name) {
            return self.not_empty(report, slot);
        }
        let field = self.field(name).filter(|field| field.required && !self.misspelt.contains(&field.name))?;
        let what = format!("{} has no `{name}`", self.name);
        report.fault(self.at, RuleId::MissingField, what, format!("add `{name}:`, {}", field.what));
        None
    }

    /// Treats an empty value as a missing one.
    fn not_empty(&self, report: &mut Diagnostics, slot: FieldSlot<'n, 's>) -> Option<FieldSlot<'n, 's>> {
        let name = slot.field.name;
        let empty = match &slot.value.shape {
            // `[]` says explicitly that there is nothing.
            NodeShape::List(entries) => entries.is_empty() && slot.field.required && slot.field.shape != Wanted::Cards,
            NodeShape::Map(pairs) => pairs.is_empty() && slot.field.shape.wants_a_field(),
            _ => slot.value.text(report.source).is_some_and(|text| text.trim().is_empty()),
        };
        if !empty {
            return Some(slot);
        }
        if value::cut_by_comment(report, slot.value, name) {
            return None;
        }
        let what = format!("`{name}` of {} has no value", self.name);
        if slot.field.required {
            let help = match slot.field.shape {
                Wanted::Text | Wanted::Cloze | Wanted::Id | Wanted::Word | Wanted::Flag | Wanted::Kind => {
                    format!("write {} after the colon", slot.field.what)
                }
                _ => format!("write {} below it, each after `- `", slot.field.what),
            };
            report.fault(slot.key, RuleId::EmptyValue, what, help);
        } else {
            report.flaw(
                slot.key,
                RuleId::EmptyValue,
                what,
                "write one after the colon, or delete the field".to_owned(),
            );
        }
        None
    }

    /// The value of a field that has only one; reports a list.
    pub(crate) fn single(&self, report: &mut Diagnostics, name: &str) -> Option<FieldSlot<'n, 's>> {
        let slot = self.value(report, name)?;
        let help = text_list::help(report.source, self, slot);
        match help {
            Some(help) => {
                value::list_for_one(report, slot.value, name, slot.field.shape, help);
                None
            }
            None => Some(slot),
        }
    }

    pub(crate) fn text(&self, report: &mut Diagnostics, name: &str) -> Option<Text> {
        let slot = self.single(report, name)?;
        value::text(report, slot.value, name)
    }

    pub(crate) fn texts(&self, report: &mut Diagnostics, name: &str) -> Vec<Text> {
        let entries = self.entries(report, name);
        entries.iter().filter_map(|entry| self.entry(report, name, entry)).collect()
    }

    /// The text of a list entry.
    pub(crate) fn entry(&self, report: &mut Diagnostics, name: &str, entry: &Node) -> Option<Text> {
        let help = self.slot(name).and_then(|slot| text_list::help_for_entry(report.source, self, slot, entry));
        if let Some(help) = help {
            value::list_for_one(report, entry, name, Wanted::Text, help);
            return None;
        }
        value::text(report, entry, name)
    }

    /// The entries of a list, or a single text where one is allowed.
    pub(crate) fn entries(&self, report: &mut Diagnostics, name: &str) -> &'n [Node<'s>] {
        let Some(slot) = self.value(report, name) else { return &[] };
        match (&slot.value.shape, slot.field.shape) {
            (NodeShape::List(entries), _) if !value::misread(report, slot.value, true) => entries,
            (NodeShape::Text(_) | NodeShape::Verbatim, shape) if shape.is_one_or_many() => {
                std::slice::from_ref(slot.value)
            }
            (NodeShape::List(_), _) => &[],
            _ => {
                value::wrong_type(report, slot.value, name, slot.field.shape);
                &[]
            }
        }
    }

    pub(crate) fn word(&self, report: &mut Diagnostics, name: &str) -> Option<String> {
        let slot = self.single(report, name)?;
        value::word(report, slot.value, name, slot.field.shape)
    }

    pub(crate) fn words(&self, report: &mut Diagnostics, name: &str) -> Vec<String> {
        let entries = self.entries(report, name);
        entries.iter().filter_map(|entry| value::word(report, entry, name, Wanted::Word)).collect()
    }

    pub(crate) fn flag(&self, report: &mut Diagnostics, name: &str) -> Option<bool> {
        let slot = self.single(report, name)?;
        let word = value::word(report, slot.value, name, slot.field.shape)?;
        let flag = flag_of(&word);
        if flag.is_none() {
            value::unfit(
                report,
                slot,
                &word,
                |word| flag_of(word).is_some(),
                || {
                    let meant = match word.to_lowercase().as_str() {
                        "true" | "yes" | "y" | "on" | "t" | "1" | "right" => Some("true"),
                        "false" | "no" | "n" | "off" | "f" | "0" | "wrong" => Some("false"),
                        _ => None,
                    };
                    meant.map_or("write `true` or `false`".to_owned(), |meant| format!("{name}: {meant}"))
                },
            );
        }
        flag
    }

    /// The value of a field that must be one of a few words.
    pub(crate) fn one_of(&self, report: &mut Diagnostics, name: &str) -> Option<&'static str> {
        let slot = self.single(report, name)?;
        let Wanted::OneOf(words) = slot.field.shape else { return None };
        let word = value::word(report, slot.value, name, slot.field.shape)?;
        let known = words.iter().copied().find(|known| *known == word);
        if known.is_none() {
            let help = || format!("write `{}`", words.join("` or `"));
            value::unfit(report, slot, &word, |word| words.contains(&word), help);
        }
        known
    }

    pub(crate) fn count(&self, report: &mut Diagnostics, name: &str) -> Option<u32> {
        let slot = self.single(report, name)?;
        let word = value::word(report, slot.value, name, slot.field.shape)?;
        let number = count_of(&word);
        if number.is_none() {
            let help = || format!("write a number, as in `{name}: {}`", slot.field.example);
            value::unfit(report, slot, &word, |word| count_of(word).is_some(), help);
        }
        number
    }

    /// Where the values of the fields begin, list entries one by one.
    pub(crate) fn places(&self) -> Vec<FieldPlace> {
        let mut places = Vec::with_capacity(self.slots.len() + 2);
        for slot in &self.slots {
            let name = slot.field.name;
            match &slot.value.shape {
                NodeShape::List(entries) if name != "accept" => {
                    for (at, entry) in (0..=u16::MAX).zip(entries) {
                        places.push((name, at, entry.place));
                        places.extend(places_of_parts(entry, slot.field.shape.parts(), at));
                    }
                }
                NodeShape::List(_) | NodeShape::Map(_) if name == "accept" => {
                    let mut leaves = Vec::new();
                    leaves_of(slot.value, &mut leaves);
                    places.extend((0..=u16::MAX).zip(leaves).map(|(at, place)| (name, at, place)));
                }
                _ => places.push((name, 0, slot.value.place)),
            }
        }
        places
    }
}

/// Parses YAML's words for yes and no.
fn flag_of(word: &str) -> Option<bool> {
    match word {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

/// Parses a whole number; `1.0` and `+1` are 1, as in YAML.
fn count_of(word: &str) -> Option<u32> {
    let digits = word.strip_prefix('+').unwrap_or(word);
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let is_whole = whole.bytes().all(|b| b.is_ascii_digit()) && rest.bytes().all(|b| b == b'0');
    is_whole.then(|| whole.parse().ok()).flatten()
}

fn is_right(source: &str, node: &Node, right: &HashSet<&str>) -> bool {
    node.text(source).is_some_and(|text| right.contains(text))
}

/// A field with a value that had another name; drops the list entries that are to be left out (`without`).
fn mended(source: &str, name: &str, value: &Node, without: impl Fn(&Node) -> bool) -> String {
    let raw = |node: &Node| -> Option<String> {
        let text = source.get(node.start as usize..node.end as usize)?.trim();
        (!text.is_empty() && text.len() <= 200 && !text.chars().any(char::is_control)).then(|| text.to_owned())
    };
    let text = match &value.shape {
        NodeShape::Text(_) if name == "kind" => {
            let kind = value.text(source).and_then(other_names::kind);
            kind.map(|kind| kind.word().to_owned()).or_else(|| raw(value))
        }
        NodeShape::Text(_) | NodeShape::Verbatim => raw(value),
        NodeShape::List(entries) if source.get(value.start as usize..).is_some_and(|text| text.starts_with('[')) => {
            let wanted = entries.iter().filter(|entry| !without(entry));
            let texts: Option<Vec<String>> = wanted.map(raw).collect();
            texts.map(|texts| format!("[{}]", texts.join(", ")))
        }
        NodeShape::List(_) | NodeShape::Map(_) => None,
    };
    text.map_or_else(|| format!("{name}:"), |text| format!("{name}: {text}"))
}

/// Where each text of a list of lists, or of a mapping of lists, begins.
fn leaves_of(node: &Node, places: &mut Vec<Place>) {
    match &node.shape {
        NodeShape::List(entries) => entries.iter().for_each(|entry| leaves_of(entry, places)),
        NodeShape::Map(pairs) => pairs.iter().for_each(|(_, value)| leaves_of(value, places)),
        NodeShape::Text(_) | NodeShape::Verbatim => places.push(node.place),
    }
}

/// Where the fields of an entry that is a mapping begin.
fn places_of_parts<'n>(entry: &'n Node, parts: &'static [Field], at: u16) -> impl Iterator<Item = FieldPlace> + 'n {
    let pairs = if let NodeShape::Map(pairs) = &entry.shape { pairs.as_slice() } else { &[] };
    let part = move |key: &Node| match &key.shape {
        NodeShape::Text(word) => parts.iter().find(|part| part.name == *word),
        _ => None,
    };
    pairs.iter().filter_map(move |(key, value)| Some((part(key)?.name, at, value.place)))
}
