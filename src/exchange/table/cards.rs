//! Rows to cards: which column is what, and which kind of card a row makes.

use std::collections::{HashMap, HashSet};

use super::super::material::{IncomingCard, IncomingDeck, Material, Origin, Remark, RemarkKind};
use super::Row;
use super::head::AnkiHead;
use crate::deck::edit::{CardDraft, FieldValue, named_after};
use crate::deck::{Kind, escaped_marks, slug};

/// The longest answer that is typed rather than recalled, in characters and words.
const TYPED: (usize, usize) = (40, 4);

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Column {
    Question,
    Answer,
    Accept,
    Wrong,
    Hint,
    Because,
    Tags,
    Id,
    Guid,
    Deck,
    Kind,
    Other,
}

impl Column {
    fn named(name: &str) -> Self {
        let name = name.trim().to_lowercase();
        match name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ') {
            "question" | "front" | "term" | "prompt" | "text" => Self::Question,
            "answer" | "back" | "definition" => Self::Answer,
            "accept" => Self::Accept,
            "choices" | "choice" | "distractors" | "distractor" | "wrong" => Self::Wrong,
            "hint" => Self::Hint,
            "because" | "explanation" => Self::Because,
            "tags" | "tag" => Self::Tags,
            "id" => Self::Id,
            "guid" => Self::Guid,
            "deck" => Self::Deck,
            "kind" => Self::Kind,
            _ => Self::Other,
        }
    }
}

/// How rows without choices and without a kind of their own are asked.
struct Asked {
    kind: Kind,
    why: &'static str,
}

/// The cards, and in words how the columns were read.
pub(super) fn material(rows: &[Row], head: &AnkiHead, stem: &str) -> Result<(Material, String), String> {
    let first = rows.first().ok_or("it has no rows")?;
    let (names, rows) = names(first, rows, head);
    let columns = columns(names, rows, head);
    let at = |column| columns.iter().position(|other| *other == column);
    let (Some(question), Some(answer)) = (at(Column::Question), at(Column::Answer)) else {
        return Err("no two of its columns can be question and answer".to_owned());
    };
    let asked = asked(names, rows, answer);
    let mut made =
        Cards { columns: &columns, question, answer, asked: &asked, decks: Vec::new(), seen: HashSet::new() };
    let mut material = Material::default();
    if head.is_html && rows.iter().any(|row| row.cells.iter().any(|cell| cell.contains('<'))) {
        let what = "HTML stands in the cards as it is in the file".to_owned();
        material.remarks.push(Remark { place: Origin::File, kind: RemarkKind::Changed, what });
    }
    for row in rows {
        if let Err(what) = made.add(row, stem) {
            material.remarks.push(Remark { place: Origin::Row(row.line), kind: RemarkKind::Left, what });
        }
    }
    material.decks = made.decks;
    let shown = match names {
        Some(names) => format!("columns {}", names.join(", ")),
        None => "columns in the order question, answer".to_owned(),
    };
    Ok((material, format!("{shown}; kind {}, because {}", asked.kind.word(), asked.why)))
}

/// The columns' names, and the rows below them.
fn names<'r>(first: &'r Row, rows: &'r [Row], head: &'r AnkiHead) -> (Option<&'r [String]>, &'r [Row]) {
    if !head.names.is_empty() {
        return (Some(&head.names), rows);
    }
    let has = |wanted| first.cells.iter().any(|cell| Column::named(cell) == wanted);
    if has(Column::Question) && has(Column::Answer) { (Some(&first.cells), &rows[1..]) } else { (None, rows) }
}

fn columns(names: Option<&[String]>, rows: &[Row], head: &AnkiHead) -> Vec<Column> {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut columns = vec![Column::Other; width];
    if let Some(names) = names {
        for (column, name) in columns.iter_mut().zip(names) {
            *column = Column::named(name);
        }
    }
    let special = [
        (head.deck, Column::Deck),
        (head.tags, Column::Tags),
        (head.guid, Column::Guid),
        (head.note_type, Column::Other),
    ];
    for (at, what) in special {
        if let Some(column) = at.and_then(|at| columns.get_mut(at)) {
            *column = what;
        }
    }
    // By their order, where names don't say it.
    for wanted in [Column::Question, Column::Answer] {
        let is_special = |at: usize| special.iter().any(|(other, _)| *other == Some(at));
        if !columns.contains(&wanted) {
            let free = (0..width).find(|at| columns[*at] == Column::Other && !is_special(*at));
            if let Some(at) = free {
                columns[at] = wanted;
            }
        }
    }
    columns
}

fn asked(names: Option<&[String]>, rows: &[Row], answer: usize) -> Asked {
    let is_named = |name: &str| names.is_some_and(|names| names.iter().any(|other| other.eq_ignore_ascii_case(name)));
    let kind = |word: &str| Kind::of_word(word).unwrap_or(Kind::ALL[0]);
    if names.is_none() || is_named("term") {
        return Asked { kind: kind("term"), why: "both sides can be asked" };
    }
    let is_short = |text: &str| text.chars().count() <= TYPED.0 && text.split_whitespace().count() <= TYPED.1;
    if rows.iter().filter_map(|row| row.cells.get(answer)).all(|text| is_short(text)) {
        return Asked { kind: kind("typed"), why: "all answers are short" };
    }
    Asked { kind: kind("flip"), why: "some answers are too long to type" }
}

struct Cards<'r> {
    columns: &'r [Column],
    question: usize,
    answer: usize,
    asked: &'r Asked,
    decks: Vec<IncomingDeck>,
    seen: HashSet<String>,
}

impl Cards<'_> {
    fn add(&mut self, row: &Row, stem: &str) -> Result<(), String> {
        let cell = |at: usize| row.cells.get(at).map(String::as_str).unwrap_or_default();
        let all = |wanted: Column| {
            let here = self.columns.iter().enumerate().filter(move |(_, column)| **column == wanted);
            here.map(|(at, _)| cell(at)).filter(|text| !text.is_empty())
        };
        let one = |wanted| all(wanted).next();
        let (question, answer) = (cell(self.question), cell(self.answer));
        let wrong: Vec<&str> = all(Column::Wrong).flat_map(listed).filter(|text| *text != answer).collect();
        let kind = match one(Column::Kind) {
            Some(word) => Kind::of_word(word).ok_or_else(|| format!("`{word}` is no kind of card"))?,
            None if wrong.is_empty() => self.asked.kind,
            None => Kind::of_word("choice").unwrap_or(self.asked.kind),
        };
        let fields = fields(kind, question, answer, &wrong)?;
        let text = |text: &str| FieldValue::Text(escaped_marks(text));
        let mut draft = CardDraft { id: String::new(), kind, fields };
        let accept: Vec<String> = all(Column::Accept).flat_map(listed).map(escaped_marks).collect();
        let tags: Vec<String> = all(Column::Tags).flat_map(str::split_whitespace).map(str::to_owned).collect();
        if !accept.is_empty() {
            draft.fields.push(("accept", FieldValue::texts(accept)));
        }
        draft.fields.extend(one(Column::Hint).map(|hint| ("hint", text(hint))));
        draft.fields.extend(one(Column::Because).map(|because| ("because", text(because))));
        if !tags.is_empty() {
            draft.fields.push(("tags", FieldValue::texts(tags)));
        }
        draft.id = one(Column::Id).map_or_else(|| named_after(question, &|_| false), str::to_owned);
        let deck = one(Column::Deck).unwrap_or(stem);
        let name = one(Column::Guid).or(one(Column::Id)).unwrap_or(question).split_whitespace().collect::<Vec<_>>();
        let first = format!("{}:{}", slug(deck, 40), name.join("_"));
        let mut more = (2_u32..).map(|number| format!("{first} {number}"));
        let key = if self.seen.contains(&first) { more.find(|key| !self.seen.contains(key)) } else { None };
        let key = key.unwrap_or(first);
        self.seen.insert(key.clone());
        let card = IncomingCard { key, draft, place: Origin::Row(row.line) };
        match self.decks.iter_mut().find(|other| other.title == deck) {
            Some(deck) => deck.cards.push(card),
            None => self.decks.push(IncomingDeck {
                id: slug(deck, 40),
                title: deck.to_owned(),
                cards: vec![card],
                ..IncomingDeck::default()
            }),
        }
        Ok(())
    }
}

/// The texts of a cell that holds several.
fn listed(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(['|', '\n']).map(str::trim).filter(|text| !text.is_empty())
}

/// What a card of this kind asks and wants. Other kinds need more than a question and an answer say.
fn fields(kind: Kind, question: &str, answer: &str, wrong: &[&str]) -> Result<Vec<(&'static str, FieldValue)>, String> {
    let text = |text: &str| FieldValue::Text(escaped_marks(text));
    let names: HashMap<&str, [&'static str; 2]> = HashMap::from([
        ("flip", ["question", "answer"]),
        ("typed", ["question", "answer"]),
        ("choice", ["question", "answer"]),
        ("term", ["term", "definition"]),
    ]);
    let [ask, want] = names.get(kind.word()).ok_or_else(|| format!("a row makes no card of kind {}", kind.word()))?;
    if question.is_empty() || answer.is_empty() {
        return Err(format!("it has no {}", if question.is_empty() { *ask } else { *want }));
    }
    let mut fields = vec![(*ask, text(question)), (*want, text(answer))];
    if !wrong.is_empty() {
        fields.push(("distractors", FieldValue::texts(wrong.iter().map(|text| escaped_marks(text)))));
    }
    Ok(fields)
}
