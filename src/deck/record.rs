//! A mapping of a file, read by the table of its fields.

use super::card::FieldPlace;
use super::elsewhere;
use super::kinds::{self, Field, Shape as Wanted};
use super::look_alike;
use super::nearest::among as nearest;
use super::report::{Report, Spot};
use super::value;
use super::yaml::{Node, Shape};
use super::{Kind, Place, Text};

/// The fields of one mapping: card, header, claim.
pub(super) struct Record<'n, 's> {
    /// What it is, as an error says it: "card `x`".
    pub(super) name: String,
    /// Where it begins.
    pub(super) at: Spot,
    tables: [&'static [Field]; 2],
    slots: Vec<Slot<'n, 's>>,
    /// Required fields that are missing because their name is misspelt, which is reported as such.
    misspelt: Vec<&'static str>,
    /// Fields that its tables don't know.
    others: Vec<(String, &'n Node<'s>)>,
}

#[derive(Clone, Copy)]
pub(super) struct Slot<'n, 's> {
    pub(super) field: &'static Field,
    pub(super) key: &'n Node<'s>,
    pub(super) value: &'n Node<'s>,
}

type Pairs<'s> = [(Node<'s>, Node<'s>)];

impl<'n, 's> Record<'n, 's> {
    /// Takes the fields that `tables` know; reports the unknown and those that stand twice.
    pub(super) fn gather(
        report: &mut Report,
        pairs: &'n Pairs<'s>,
        tables: [&'static [Field]; 2],
        name: String,
        at: Spot,
        kind: Option<Kind>,
    ) -> Self {
        let mut record = Self {
            name,
            at,
            tables,
            slots: Vec::with_capacity(pairs.len().min(32)),
            misspelt: Vec::new(),
            others: Vec::new(),
        };
        let mut unknown = Vec::new();
        for (key, value) in pairs {
            let Some(word) = key.text(report.source) else {
                let what = "a key of its own is a mapping or a list here".to_owned();
                let help = "if this is a text, put it in quotes".to_owned();
                report.fault(key, "wrong-type", what, help);
                continue;
            };
            match record.field(word) {
                None if kinds::is_own(word) => {}
                None => {
                    record.others.push((word.to_owned(), value));
                    unknown.push((key, value, word.to_owned()));
                }
                Some(field) => match record.slot(field.name) {
                    Some(first) => {
                        let line = first.key.place.line;
                        let what = format!("{} has `{word}` twice", record.name);
                        report.fault(key, "duplicate-key", what, format!("the first is on line {line}: keep one"));
                    }
                    None => record.slots.push(Slot { field, key, value }),
                },
            }
        }
        for (key, value, word) in unknown {
            record.unknown(report, key, value, &word, kind);
        }
        record
    }

    pub(super) fn field(&self, word: &str) -> Option<&'static Field> {
        self.tables.into_iter().flatten().find(|field| field.name == word)
    }

    pub(super) fn slot(&self, name: &str) -> Option<Slot<'n, 's>> {
        self.slots.iter().copied().find(|slot| slot.field.name == name)
    }

    /// Whether a field is missing because its name is misspelt.
    pub(super) fn is_misspelt(&self, name: &str) -> bool {
        self.misspelt.contains(&name)
    }

    fn unknown(&mut self, report: &mut Report, key: &Node, value: &Node, word: &str, kind: Option<Kind>) {
        if word == "<<" {
            let what = format!("merge keys {}", report.of.no_anchors());
            return report.fault(key, "no-anchors", what, "write the fields out".to_owned());
        }
        let looks = look_alike::in_word(word).and_then(|(mended, _)| {
            let name = mended.split(':').next().unwrap_or_default().trim_start_matches("- ").trim();
            self.field(name)
        });
        if let Some(field) = looks
            && look_alike::on_line_of(report, Spot::from(key))
        {
            self.misspelt.push(field.name);
            return;
        }
        if self.named_otherwise(report, key, value, word) {
            return;
        }
        let names = self.tables.into_iter().flatten().map(|field| field.name);
        let elsewhere: Vec<_> = kinds::kinds_with(word).map(Kind::word).collect();
        let shown: String = word.chars().take(64).collect();
        match (nearest(word, names), kind) {
            (_, Some(kind)) if !elsewhere.is_empty() => {
                let what = format!("a `{}` card has no field `{shown}`", kind.word());
                let kinds = elsewhere.join("` or `kind: ");
                report.flaw(key, "unknown-field", what, format!("`kind: {kinds}` has it; else delete it"));
            }
            (Some(near), _) => {
                let what = format!("{} has an unknown field `{shown}`", self.name);
                let help = format!("did you mean `{near}`?");
                match self.field(near).filter(|field| self.lacks(field)) {
                    Some(field) if !self.misspelt.contains(&field.name) => {
                        self.misspelt.push(field.name);
                        report.fault(key, "unknown-field", what, help);
                    }
                    _ => report.flaw(key, "unknown-field", what, help),
                }
            }
            (None, _) => {
                let what = format!("{} has an unknown field `{shown}`", self.name);
                let fields: Vec<_> = self.tables.into_iter().flatten().map(|field| field.name).collect();
                report.flaw(key, "unknown-field", what, format!("it may have `{}`", fields.join("`, `")));
            }
        }
    }

    /// Reports a field by the name that another program has for it, with the line as it is written here.
    fn named_otherwise(&mut self, report: &mut Report, key: &Node, value: &Node, word: &str) -> bool {
        let is_list = matches!(value.shape, Shape::List(_));
        let known = elsewhere::fields(word).iter().filter_map(|name| self.field(name));
        let mut open = known.filter(|field| self.slot(field.name).is_none());
        let Some(mut field) = open.find(|field| !self.misspelt.contains(&field.name)) else { return false };
        if field.name == "answer" && is_list {
            field = self.field("answers").unwrap_or(field);
        }
        let shown: String = word.chars().take(64).collect();
        let what = format!("{} has an unknown field `{shown}`", self.name);
        let right: Vec<&str> = ["answer", "correct"].iter().filter_map(|name| self.text_of(report, name)).collect();
        let line = mended(report.source, field.name, value, &right);
        let note = if field.name == "distractors" { ", without the right one" } else { "" };
        let help = format!("here its name is `{}`{note}:\n{line}", field.name);
        if self.lacks(field) {
            self.misspelt.push(field.name);
            report.fault(key, "unknown-field", what, help);
        } else {
            report.flaw(key, "unknown-field", what, help);
        }
        true
    }

    /// The text of a field that was read, or of one by another name.
    fn text_of<'a>(&'a self, report: &Report<'a>, name: &str) -> Option<&'a str> {
        let known = self.slot(name).map(|slot| slot.value);
        known
            .or_else(|| self.others.iter().find(|(word, _)| word == name).map(|(_, value)| *value))?
            .text(report.source)
    }

    /// Whether a field that must be there is not. A card that may have `answer` or `answers` must have one of them.
    fn lacks(&self, field: &Field) -> bool {
        const EITHER: [&str; 2] = ["answer", "answers"];
        let either = EITHER.contains(&field.name) && EITHER.iter().all(|name| self.field(name).is_some());
        if either {
            EITHER.iter().all(|name| self.slot(name).is_none())
        } else {
            field.required && self.slot(field.name).is_none()
        }
    }

    /// The value of a field; where a field that must be there is not, that is reported.
    pub(super) fn value(&self, report: &mut Report, name: &str) -> Option<Slot<'n, 's>> {
        if let Some(slot) = self.slot(name) {
            return self.not_empty(report, slot);
        }
        let field = self.field(name).filter(|field| field.required && !self.misspelt.contains(&field.name))?;
        let what = format!("{} has no `{name}`", self.name);
        report.fault(self.at, "missing-field", what, format!("add `{name}:`, {}", field.what));
        None
    }

    /// An empty value is a missing one.
    fn not_empty(&self, report: &mut Report, slot: Slot<'n, 's>) -> Option<Slot<'n, 's>> {
        let name = slot.field.name;
        let empty = match &slot.value.shape {
            // `[]` says on purpose that there is nothing.
            Shape::List(entries) => entries.is_empty() && slot.field.required && slot.field.shape != Wanted::Cards,
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
                    format!("write {} behind the colon", slot.field.what)
                }
                _ => format!("write {} below it, each behind `- `", slot.field.what),
            };
            report.fault(slot.key, "empty-value", what, help);
        } else {
            report.flaw(slot.key, "empty-value", what, "write one behind the colon, or delete the field".to_owned());
        }
        None
    }

    pub(super) fn text(&self, report: &mut Report, name: &str) -> Option<Text> {
        let slot = self.value(report, name)?;
        value::text(report, slot.value, name)
    }

    pub(super) fn texts(&self, report: &mut Report, name: &str) -> Vec<Text> {
        let entries = self.entries(report, name);
        entries.iter().filter_map(|entry| value::text(report, entry, name)).collect()
    }

    /// The entries of a list; of a text alone, where that may stand, that one.
    pub(super) fn entries(&self, report: &mut Report, name: &str) -> &'n [Node<'s>] {
        let Some(slot) = self.value(report, name) else { return &[] };
        match (&slot.value.shape, slot.field.shape) {
            (Shape::List(entries), _) if !value::misread(report, slot.value, true) => entries,
            (Shape::Text(_) | Shape::Verbatim, shape) if shape.is_one_or_many() => std::slice::from_ref(slot.value),
            (Shape::List(_), _) => &[],
            _ => {
                value::wrong_type(report, slot.value, name, slot.field.shape);
                &[]
            }
        }
    }

    pub(super) fn word(&self, report: &mut Report, name: &str) -> Option<String> {
        let slot = self.value(report, name)?;
        value::word(report, slot.value, name, slot.field.shape)
    }

    pub(super) fn words(&self, report: &mut Report, name: &str) -> Vec<String> {
        let entries = self.entries(report, name);
        entries.iter().filter_map(|entry| value::word(report, entry, name, Wanted::Word)).collect()
    }

    pub(super) fn flag(&self, report: &mut Report, name: &str) -> Option<bool> {
        let slot = self.value(report, name)?;
        let word = value::word(report, slot.value, name, slot.field.shape)?;
        match word.as_str() {
            // YAML's three ways to write them.
            "true" | "True" | "TRUE" => Some(true),
            "false" | "False" | "FALSE" => Some(false),
            other => {
                let meant = match other.to_lowercase().as_str() {
                    "true" | "yes" | "y" | "on" | "t" | "1" | "right" => Some("true"),
                    "false" | "no" | "n" | "off" | "f" | "0" | "wrong" => Some("false"),
                    _ => None,
                };
                let help = meant.map_or("write `true` or `false`".to_owned(), |meant| format!("{name}: {meant}"));
                value::unfit(report, slot.value, name, slot.field.shape, other, help);
                None
            }
        }
    }

    /// The one that stands there of the words that a field may have.
    pub(super) fn one_of(&self, report: &mut Report, name: &str) -> Option<&'static str> {
        let slot = self.value(report, name)?;
        let Wanted::OneOf(words) = slot.field.shape else { return None };
        let word = value::word(report, slot.value, name, slot.field.shape)?;
        let known = words.iter().copied().find(|known| *known == word);
        if known.is_none() {
            let help = format!("write `{}`", words.join("` or `"));
            value::unfit(report, slot.value, name, slot.field.shape, &word, help);
        }
        known
    }

    pub(super) fn count(&self, report: &mut Report, name: &str) -> Option<u32> {
        let slot = self.value(report, name)?;
        let word = value::word(report, slot.value, name, slot.field.shape)?;
        // `1.0` and `+1` are 1 to YAML, too.
        let digits = word.strip_prefix('+').unwrap_or(&word);
        let digits = digits
            .split_once('.')
            .map_or(digits, |(whole, rest)| if rest.bytes().all(|b| b == b'0') { whole } else { "" });
        let number = digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten();
        if number.is_none() {
            let help = format!("write a number, as in `{name}: {}`", slot.field.example);
            value::unfit(report, slot.value, name, slot.field.shape, &word, help);
        }
        number
    }

    /// Where the values of its fields begin, the entries of lists one by one.
    pub(super) fn places(&self) -> Vec<FieldPlace> {
        let mut places = Vec::with_capacity(self.slots.len() + 2);
        for slot in &self.slots {
            let name = slot.field.name;
            match &slot.value.shape {
                Shape::List(entries) if name != "accept" => {
                    for (at, entry) in (0..=u16::MAX).zip(entries) {
                        places.push((name, at, entry.place));
                        places.extend(why_of(entry).map(|place| ("why", at, place)));
                    }
                }
                Shape::List(_) | Shape::Map(_) if name == "accept" => {
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

/// A field with the value that stands behind another name; a list loses the texts of `right`.
fn mended(source: &str, name: &str, value: &Node, right: &[&str]) -> String {
    let raw = |node: &Node| -> Option<String> {
        let text = source.get(node.start as usize..node.end as usize)?.trim();
        (!text.is_empty() && text.len() <= 200 && !text.chars().any(char::is_control)).then(|| text.to_owned())
    };
    let text = match &value.shape {
        Shape::Text(_) if name == "kind" => {
            let kind = value.text(source).and_then(elsewhere::kind);
            kind.map(|kind| kind.word().to_owned()).or_else(|| raw(value))
        }
        Shape::Text(_) | Shape::Verbatim => raw(value),
        Shape::List(entries) if source.get(value.start as usize..).is_some_and(|text| text.starts_with('[')) => {
            let wanted = entries.iter().filter(|entry| entry.text(source).is_none_or(|text| !right.contains(&text)));
            let texts: Option<Vec<String>> = wanted.map(raw).collect();
            texts.map(|texts| format!("[{}]", texts.join(", ")))
        }
        Shape::List(_) | Shape::Map(_) => None,
    };
    text.map_or_else(|| format!("{name}:"), |text| format!("{name}: {text}"))
}

/// Where each text begins of a list of lists, or of lists with names.
fn leaves_of(node: &Node, places: &mut Vec<Place>) {
    match &node.shape {
        Shape::List(entries) => entries.iter().for_each(|entry| leaves_of(entry, places)),
        Shape::Map(pairs) => pairs.iter().for_each(|(_, value)| leaves_of(value, places)),
        Shape::Text(_) | Shape::Verbatim => places.push(node.place),
    }
}

/// Where the reason begins of an entry that has `text` and `why`.
fn why_of(entry: &Node) -> Option<Place> {
    let Shape::Map(pairs) = &entry.shape else { return None };
    let is_why = |key: &Node| matches!(&key.shape, Shape::Text(word) if word == "why");
    pairs.iter().find(|(key, _)| is_why(key)).map(|(_, value)| value.place)
}
