//! Which kind of card a row makes, and its fields.

use std::collections::BTreeSet;

use super::columns::{Asked, Column};
use super::notation::Notation;
use super::row_cells::RowCells;
use super::shortened;
use crate::deck::Kind;
use crate::deck::edit::{FieldValue, incoming};
use crate::deck::format;
use crate::deck::reader::other_names;

/// The longest answer that is typed rather than recalled, in characters and words.
const TYPED: (usize, usize) = (40, 4);

/// The longest list of right choices, in bytes.
const LONGEST_LIST: usize = 1_000;

pub(super) type Fields = Vec<(&'static str, FieldValue)>;

/// How the rows of a table are asked and read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    pub(super) asked: Asked,
    pub(super) notation: Notation,
    /// All answers are true or false.
    pub(super) has_truths: bool,
}

/// Whether a text has a gap of Anki's: `{{c1::…}}`.
pub(super) fn has_gap(text: &str) -> bool {
    let mut opened = text.split("{{c").skip(1);
    opened.any(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()).len() < rest.len() && rest.contains("::"))
}

/// What an answer that is only true or false says.
pub(super) fn truth(answer: &str) -> Option<bool> {
    match answer.trim().to_lowercase().as_str() {
        "true" | "t" | "wahr" | "vrai" | "verdadero" => Some(true),
        "false" | "f" | "falsch" | "faux" | "falso" => Some(false),
        _ => None,
    }
}

/// The kind that a row names, or that its columns give away.
pub(super) fn told_kind(row: RowCells) -> Result<Option<Kind>, String> {
    if let Some(word) = row.one(Column::Kind) {
        let kind = other_names::kind(word);
        return kind.map(Some).ok_or_else(|| format!("`{}` is no kind of card", shortened(word)));
    }
    let has = |column| row.one(column).is_some();
    Ok(if has_gap(row.question()) {
        Some(Kind::Cloze)
    } else if has(Column::Choice) || has(Column::Wrong) {
        Some(Kind::Choice)
    } else if has(Column::Step) {
        Some(Kind::Order)
    } else if has(Column::Left) {
        Some(Kind::Match)
    } else {
        None
    })
}

/// The kind of a note type of Anki's own.
pub(super) fn kind_of_note_type(name: &str, row: RowCells) -> Option<Kind> {
    let name = name.to_lowercase();
    if name.starts_with("cloze") {
        return Some(Kind::Cloze);
    }
    let rest = name.strip_prefix("basic")?;
    let is_reversed =
        if rest.contains("optional") { row.one(Column::Other).is_some() } else { rest.contains("revers") };
    Some(match rest {
        _ if rest.contains("type in") => Kind::Typed,
        _ if is_reversed => Kind::Term,
        _ => Kind::Flip,
    })
}

impl Reading {
    /// The kind of a row that doesn't tell it.
    pub(super) fn kind(self, row: RowCells) -> Kind {
        let is_short = |text: &str| text.chars().count() <= TYPED.0 && text.split_whitespace().count() <= TYPED.1;
        if self.has_truths {
            return Kind::TrueFalse;
        }
        if row.one(Column::Accept).is_some() {
            return Kind::Typed;
        }
        match self.asked {
            Asked::BothWays => Kind::Term,
            Asked::Typed if is_short(&self.notation.plain(row.answer())) => Kind::Typed,
            Asked::Typed | Asked::Recalled => Kind::Flip,
        }
    }

    /// The fields of a row's card, or why it makes none.
    pub(super) fn fields(self, kind: Kind, row: RowCells, remarks: &mut BTreeSet<String>) -> Result<Fields, String> {
        let mut making = Making { row, notation: self.notation, remarks, fields: Vec::new() };
        making.of_kind(kind)?;
        making.of_any();
        if row.layout.is_ours {
            making.own(kind)?;
        }
        Ok(making.fields)
    }
}

struct Making<'r, 'm> {
    row: RowCells<'r>,
    notation: Notation,
    remarks: &'m mut BTreeSet<String>,
    fields: Fields,
}

impl Making<'_, '_> {
    fn of_kind(&mut self, kind: Kind) -> Result<(), String> {
        let row = self.row;
        if row.question().is_empty() {
            return Err("it has no question".to_owned());
        }
        match kind {
            Kind::Flip => self.sides("question", "answer")?,
            Kind::Term => self.sides("term", "definition")?,
            Kind::Typed => {
                self.asks("question")?;
                self.typed()?;
            }
            Kind::Choice => {
                self.asks("question")?;
                self.choices()?;
            }
            Kind::TrueFalse => {
                self.asks("statement")?;
                let truth = truth(row.answer()).ok_or("its answer is neither true nor false")?;
                self.fields.push(("answer", FieldValue::Bare(truth.to_string())));
                self.text("correction", row.one(Column::Correction));
            }
            Kind::Cloze => {
                let text = self.notation.gapped(row.question(), self.remarks)?;
                self.fields.push(("text", FieldValue::Text(text)));
                self.accept();
            }
            Kind::Order => {
                self.asks("question")?;
                self.list("steps", Column::Step);
            }
            Kind::Match => {
                self.asks("question")?;
                self.pairs();
                self.list("spare", Column::Spare);
            }
        }
        // What Anki has behind a text with gaps.
        if kind == Kind::Cloze && row.one(Column::Because).is_none() {
            self.text("because", row.one(Column::Answer));
        }
        Ok(())
    }

    fn shown(&mut self, cell: &str) -> FieldValue {
        FieldValue::Text(self.notation.shown(cell, self.remarks))
    }

    fn asks(&mut self, field: &'static str) -> Result<(), String> {
        match self.shown(self.row.question()) {
            FieldValue::Text(text) if text.is_empty() => Err("it has no question".to_owned()),
            text => {
                self.fields.push((field, text));
                Ok(())
            }
        }
    }

    fn sides(&mut self, one: &'static str, other: &'static str) -> Result<(), String> {
        self.asks(one)?;
        let mut texts: Vec<String> = Vec::new();
        for (_, cell) in self.row.numbered(Column::Answer) {
            texts.push(self.notation.shown(cell, self.remarks));
        }
        let text = texts.join("\n");
        if text.trim().is_empty() {
            return Err("it has no answer".to_owned());
        }
        self.fields.push((other, FieldValue::Text(text)));
        Ok(())
    }

    fn text(&mut self, field: &'static str, cell: Option<&str>) {
        if let Some(text) = cell.and_then(|cell| self.filled(cell)) {
            self.fields.push((field, text));
        }
    }

    /// A text, unless nothing is left of it: HTML may show nothing.
    fn filled(&mut self, cell: &str) -> Option<FieldValue> {
        Some(self.shown(cell)).filter(|text| *text != FieldValue::Text(String::new()))
    }

    fn list(&mut self, field: &'static str, column: Column) {
        let texts: Vec<FieldValue> = self.row.all(column).into_iter().filter_map(|cell| self.filled(cell)).collect();
        if !texts.is_empty() {
            self.fields.push((field, FieldValue::List(texts)));
        }
    }

    fn typed(&mut self) -> Result<(), String> {
        let mut texts: Vec<String> = Vec::new();
        for (_, cell) in self.row.numbered(Column::Answer) {
            texts.push(self.notation.typed(cell, self.remarks));
        }
        match texts.first() {
            Some(first) if !first.is_empty() => {
                let first = FieldValue::Text(first.clone());
                self.fields.push(if texts.len() > 1 {
                    ("answers", FieldValue::texts(texts))
                } else {
                    ("answer", first)
                });
                self.accept();
                Ok(())
            }
            _ => Err("it has no answer".to_owned()),
        }
    }

    fn accept(&mut self) {
        let mut texts: Vec<String> = Vec::new();
        for cell in self.row.all(Column::Accept) {
            texts.push(self.notation.typed(cell, self.remarks));
        }
        texts.retain(|text| !text.is_empty());
        if !texts.is_empty() {
            self.fields.push(("accept", FieldValue::texts(texts)));
        }
    }

    fn choices(&mut self) -> Result<(), String> {
        let row = self.row;
        let choices = row.all_numbered(Column::Choice);
        let mut right: Vec<&str> = Vec::new();
        let mut wrong: Vec<(Option<u32>, &str)> = choices.clone();
        let told = row.one(Column::Correct);
        let mut has_several = false;
        match told.or(row.one(Column::Answer)) {
            Some(told_text) if !choices.is_empty() => {
                let picked = picked(&choices, told_text);
                if picked.is_empty() && told.is_some() {
                    return Err(format!("its right answer, `{}`, is none of its choices", shortened(told_text)));
                }
                right =
                    if picked.is_empty() { vec![told_text] } else { picked.iter().map(|at| choices[*at].1).collect() };
                has_several = right.len() > 1;
            }
            _ => {
                for (number, cell) in row.numbered(Column::Answer) {
                    has_several |= number.is_some();
                    right.push(cell);
                }
            }
        }
        if right.is_empty() {
            return Err("it has no answer".to_owned());
        }
        wrong.extend(row.all_numbered(Column::Wrong));
        wrong.retain(|(_, text)| !right.contains(text));
        let reasons: Vec<(Option<u32>, &str)> = row.numbered(Column::Why).collect();
        let mut distractors = Vec::new();
        for (number, text) in wrong {
            let text = self.shown(text);
            let why = reasons.iter().find(|(of, _)| number.is_some() && *of == number);
            distractors.push(match why {
                Some((_, why)) => FieldValue::Map(vec![("text".to_owned(), text), ("why".to_owned(), self.shown(why))]),
                None => text,
            });
        }
        let mut answers: Vec<FieldValue> = right.iter().map(|cell| self.shown(cell)).collect();
        let answer = if has_several { ("answers", FieldValue::List(answers)) } else { ("answer", answers.remove(0)) };
        self.fields.extend([answer, ("distractors", FieldValue::List(distractors))]);
        Ok(())
    }

    fn pairs(&mut self) {
        let rights: Vec<(Option<u32>, &str)> = self.row.numbered(Column::Right).collect();
        let mut pairs = Vec::new();
        for (number, left) in self.row.numbered(Column::Left) {
            let mut pair = vec![("left".to_owned(), self.shown(left))];
            if let Some((_, right)) = rights.iter().find(|(of, _)| *of == number) {
                pair.push(("right".to_owned(), self.shown(right)));
            }
            pairs.push(FieldValue::Map(pair));
        }
        self.fields.push(("pairs", FieldValue::List(pairs)));
    }

    /// What cards of every kind may have.
    fn of_any(&mut self) {
        let row = self.row;
        let hints: Vec<(Option<u32>, &str)> = row.numbered(Column::Hint).collect();
        match hints.as_slice() {
            [] => {}
            [(None, hint)] => self.text("hint", Some(hint)),
            hints => {
                let hints: Vec<FieldValue> = hints.iter().filter_map(|(_, hint)| self.filled(hint)).collect();
                if !hints.is_empty() {
                    self.fields.push(("hint", FieldValue::List(hints)));
                }
            }
        }
        self.text("because", row.one(Column::Because));
        let tags = tags(row);
        if !tags.is_empty() {
            self.fields.push(("tags", FieldValue::texts(tags)));
        }
    }

    /// Fields under our own names.
    fn own(&mut self, kind: Kind) -> Result<(), String> {
        let fields = || format::CARD.iter().chain(kind.info().fields);
        for name in super::columns::OWN {
            let Some(cell) = self.row.one(Column::Own(name)) else { continue };
            let is_bare = matches!(cell, "true" | "false") || cell.bytes().all(|byte| byte.is_ascii_digit());
            let value = match name {
                "claims" | "mentions" => FieldValue::texts(cell.split_whitespace().map(str::to_owned)),
                _ if is_bare => FieldValue::Bare(cell.to_owned()),
                _ => FieldValue::Text(cell.to_owned()),
            };
            self.fields.push((name, value));
        }
        let Some(more) = self.row.one(Column::More) else { return Ok(()) };
        let cards = incoming(more).map_err(|what| format!("its column `more` can't be read: {what}"))?;
        for (name, value) in cards.into_iter().flat_map(|card| card.fields) {
            let field = fields().find(|field| field.name == name && !matches!(field.name, "id" | "kind" | "was"));
            let field =
                field.ok_or_else(|| format!("its column `more` has an unknown field `{}`", shortened(&name)))?;
            if self.fields.iter().all(|(known, _)| *known != field.name) {
                self.fields.push((field.name, value));
            }
        }
        Ok(())
    }
}

/// The words to select the card by.
fn tags(row: RowCells) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for (number, cell) in row.numbered(Column::Tags) {
        match number {
            Some(_) => tags.push(cell.to_owned()),
            None if cell.contains([',', ';', '|']) => tags.extend(cell.split([',', ';', '|', '\n']).map(joined)),
            None => tags.extend(cell.split_whitespace().map(str::to_owned)),
        }
    }
    tags.extend(row.all(Column::Category).into_iter().map(joined));
    tags.retain(|tag| !tag.is_empty());
    let mut seen = BTreeSet::new();
    tags.retain(|tag| seen.insert(tag.clone()));
    tags
}

/// A tag without spaces.
pub(super) fn joined(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join("-")
}

/// The choices that a text, letter or number means, or several of them.
fn picked(choices: &[(Option<u32>, &str)], told: &str) -> Vec<usize> {
    let by_text = |told: &str| {
        let is_same = |text: &str| text == told || text.to_lowercase() == told.to_lowercase();
        choices.iter().position(|(_, text)| is_same(text))
    };
    // Empty cells are no choices, but are counted.
    let by_place = |told: &str| {
        let number = match told.trim_end_matches(['.', ')']) {
            letter if letter.len() == 1 && letter.as_bytes()[0].is_ascii_alphabetic() => {
                u32::from(letter.as_bytes()[0].to_ascii_lowercase() - b'a') + 1
            }
            number => number.parse().ok()?,
        };
        let mut numbered = (1_u32..).zip(choices);
        numbered.position(|(nth, (own, _))| own.unwrap_or(nth) == number)
    };
    let one = |told: &str| by_text(told).or_else(|| by_place(told));
    if let Some(at) = one(told.trim()) {
        return vec![at];
    }
    if told.len() > LONGEST_LIST {
        return Vec::new();
    }
    let parts = told.split([',', ';', '|', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let mut all: Vec<usize> = parts.map(one).collect::<Option<_>>().unwrap_or_default();
    all.sort_unstable();
    all.dedup();
    all
}
