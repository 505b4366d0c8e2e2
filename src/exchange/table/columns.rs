//! What the columns of a table hold: by their names, or by their order.

use std::borrow::Cow;
use std::collections::HashMap;

use super::head::Head;
use super::split::{Dialect, Row};
use crate::deck::reader::other_names;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Column {
    /// What is asked: question, term, statement or text with gaps.
    Question,
    Answer,
    /// All choices, the right one among them.
    Choice,
    /// Which of the choices is right: its text, letter or number.
    Correct,
    Accept,
    Wrong,
    /// Why the wrong choice of the same number is wrong.
    Why,
    Correction,
    Step,
    Left,
    Right,
    Spare,
    Hint,
    Because,
    Tags,
    /// One tag, of several words.
    Category,
    Id,
    Guid,
    Deck,
    DeckTitle,
    Kind,
    NoteType,
    /// A field of our decks that is one value.
    Own(&'static str),
    /// Fields of our decks as JSON.
    More,
    Other,
}

/// The fields that a table of ours has in columns of the same name, in the order of the columns.
pub(super) const OWN: [&str; 11] = [
    "claims",
    "mentions",
    "typed",
    "exact",
    "ordered",
    "tolerance",
    "language",
    "articles",
    "forms",
    "revision",
    "suspended",
];

/// A column; of several of the same name each holds one text and has a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) column: Column,
    pub(super) number: Option<u32>,
}

/// How rows are asked that don't say it themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    BothWays,
    /// If the answer is short; recalled otherwise.
    Typed,
    Recalled,
}

/// What the columns hold.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) places: Vec<Place>,
    pub(super) names: Option<Vec<String>>,
    pub(super) asked: Asked,
    /// It is written in our own terms: kinds by our words, texts with our marks.
    pub(super) is_ours: bool,
    /// How many cells a row may have.
    pub(super) width: usize,
}

/// Whether these cells are names of columns: what is asked, and something else.
pub(super) fn are_names(cells: &[Cow<str>]) -> bool {
    let known: Vec<Column> = cells.iter().map(|cell| named(cell).0.column).collect();
    let others = known.iter().filter(|column| !matches!(column, Column::Question | Column::Other));
    known.contains(&Column::Question) && others.count() > 0
}

/// What a column of this name holds, and our name for the field if the name is that of one.
fn named(name: &str) -> (Place, &'static str) {
    let name = name.trim().to_lowercase();
    if name.chars().count() > 40 {
        return (Place { column: Column::Other, number: None }, "");
    }
    let unnumbered = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = name[unnumbered.len()..].parse().ok();
    let base: String = unnumbered.chars().filter(|c| c.is_alphanumeric() || *c == '/').collect();
    if let (Some(letter), None) = (lettered(&name), number) {
        return (Place { column: Column::Choice, number: Some(letter) }, "");
    }
    let column = |column| (Place { column, number }, "");
    match base.as_str() {
        "deck" | "deckname" => return column(Column::Deck),
        "decktitle" => return column(Column::DeckTitle),
        "guid" | "uuid" | "uid" => return column(Column::Guid),
        "correct" | "correctanswer" | "correctanswers" | "correctoption" | "rightanswer" | "rightanswers" => {
            return column(Column::Correct);
        }
        "option" | "options" | "choice" | "choices" | "alternatives" | "answeroption" | "answeroptions" => {
            return column(Column::Choice);
        }
        "wronganswer" | "incorrectanswer" | "distractor" | "distractors" => return column(Column::Wrong),
        "category" | "categories" | "topic" | "topics" | "label" | "labels" => return column(Column::Category),
        "step" | "steps" => return column(Column::Step),
        "why" if number.is_some() => return column(Column::Why),
        "left" if number.is_some() => return column(Column::Left),
        "right" if number.is_some() => return column(Column::Right),
        "spare" => return column(Column::Spare),
        "correction" => return column(Column::Correction),
        "more" => return column(Column::More),
        _ => {}
    }
    if let Some(own) = OWN.into_iter().find(|own| *own == base) {
        return column(Column::Own(own));
    }
    let other = FOREIGN.iter().find(|(names, _)| names.contains(&base.as_str()));
    let base = other.map_or(base.as_str(), |(_, english)| english);
    for ours in other_names::fields(base).iter().copied().chain(OURS.into_iter().filter(|ours| *ours == base)) {
        let column = match ours {
            "question" | "term" | "statement" | "text" => Column::Question,
            "answer" | "definition" | "answers" => Column::Answer,
            "accept" => Column::Accept,
            "distractors" => Column::Wrong,
            "hint" => Column::Hint,
            "because" => Column::Because,
            "tags" => Column::Tags,
            "id" => Column::Id,
            "kind" => Column::Kind,
            _ => continue,
        };
        return (Place { column, number }, ours);
    }
    column(Column::Other)
}

/// Names in German, French, Spanish and Italian.
const FOREIGN: [(&[&str], &str); 4] = [
    (&["frage", "pregunta", "domanda"], "question"),
    (&["antwort", "réponse", "respuesta", "risposta"], "answer"),
    (&["begriff", "terme", "término", "termine"], "term"),
    (&["définition", "definición", "definizione"], "definition"),
];

/// Names of our own that are no other names.
const OURS: [&str; 7] = ["text", "accept", "hint", "because", "tags", "id", "kind"];

/// The number of `option b`.
fn lettered(name: &str) -> Option<u32> {
    let rest = ["option", "choice"].into_iter().find_map(|base| name.strip_prefix(base))?;
    match rest.trim_start_matches([' ', '_', '-']).as_bytes() {
        [letter @ b'a'..=b'z'] if rest.len() > 1 => Some(u32::from(letter - b'a') + 1),
        _ => None,
    }
}

impl Layout {
    /// Also the rows below the names.
    pub(super) fn of<'r, 't>(rows: &'r [Row<'t>], head: &Head) -> Result<(Self, &'r [Row<'t>]), String> {
        let Some(first) = rows.first() else { return Err("it has no rows".to_owned()) };
        let (names, rows) = if !head.names.is_empty() {
            (Some(head.names.clone()), rows)
        } else if are_names(&first.cells) {
            (Some(first.cells.iter().map(ToString::to_string).collect()), &rows[1..])
        } else {
            (None, rows)
        };
        if rows.is_empty() {
            return Err("it has a header and no rows below it".to_owned());
        }
        let mut layout = Self::named(names, rows, head);
        layout.by_order(head);
        layout.without_strangers(rows);
        if layout.first(Column::Question).is_none() {
            return Err("none of its columns can be a question".to_owned());
        }
        if layout.is_one_column() && !rows.iter().any(|row| row.cells.iter().any(|cell| cell.contains("{{c"))) {
            return Err("no two of its columns can be question and answer".to_owned());
        }
        Ok((layout, rows))
    }

    fn named(names: Option<Vec<String>>, rows: &[Row], head: &Head) -> Self {
        let widest = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let width = match &names {
            _ if head.is_of_anki => widest,
            Some(names) => names.len(),
            None => commonest(rows),
        };
        let mut places = vec![Place { column: Column::Other, number: None }; width];
        let mut asked = if head.is_of_anki { Asked::Recalled } else { Asked::BothWays };
        let mut is_ours = false;
        if let Some(names) = &names {
            let mut sides = ["", ""];
            for (place, name) in places.iter_mut().zip(names) {
                let ours;
                (*place, ours) = named(name);
                match place.column {
                    Column::Question if sides[0].is_empty() => sides[0] = ours,
                    Column::Answer if sides[1].is_empty() => sides[1] = ours,
                    Column::Kind => is_ours |= name.trim().eq_ignore_ascii_case("kind"),
                    _ => {}
                }
            }
            let has = |words: &[&str]| {
                names.iter().any(|name| words.iter().any(|word| name.trim().eq_ignore_ascii_case(word)))
            };
            if !head.is_of_anki {
                asked = match sides {
                    ["term", _] | [_, "definition"] => Asked::BothWays,
                    _ if has(&["front", "back"]) => Asked::Recalled,
                    _ => Asked::Typed,
                };
            }
        }
        let special = [
            (head.deck, Column::Deck),
            (head.tags, Column::Tags),
            (head.guid, Column::Guid),
            (head.note_type, Column::NoteType),
        ];
        for (at, column) in special {
            if let Some(place) = at.and_then(|at| places.get_mut(at)) {
                *place = Place { column, number: None };
            }
        }
        let mut layout = Self { places, names, asked, is_ours, width };
        // `Answer 1` … `Answer 4` beside `Correct` are choices.
        if layout.first(Column::Correct).is_some() && layout.numbers(Column::Answer) > 1 {
            layout.rename(|place| place.column == Column::Answer && place.number.is_some(), Column::Choice);
        }
        // Without choices it is the answer.
        if layout.first(Column::Choice).is_none() && layout.first(Column::Answer).is_none() {
            layout.rename(|place| place.column == Column::Correct, Column::Answer);
        }
        layout
    }

    fn numbers(&self, column: Column) -> usize {
        self.places.iter().filter(|place| place.column == column && place.number.is_some()).count()
    }

    fn rename(&mut self, which: impl Fn(&Place) -> bool, column: Column) {
        self.places.iter_mut().filter(|place| which(place)).for_each(|place| place.column = column);
    }

    /// Finds question and answer where no name says it.
    fn by_order(&mut self, head: &Head) {
        let has_choices = self.first(Column::Choice).is_some() || self.first(Column::Step).is_some();
        for wanted in [Column::Question, Column::Answer] {
            if self.first(wanted).is_some() || (wanted == Column::Answer && (has_choices || self.is_ours)) {
                continue;
            }
            let is_free = |(at, place): &(usize, &Place)| place.column == Column::Other && !head.is_special(*at);
            if let Some(at) = self.places.iter().enumerate().find(is_free).map(|(at, _)| at) {
                self.places[at] = Place { column: wanted, number: None };
            }
        }
    }

    /// Columns that only look as if they were ours.
    fn without_strangers(&mut self, rows: &[Row]) {
        if self.is_ours {
            return;
        }
        let is_kind = |at: usize| {
            let mut words = rows.iter().filter_map(|row| row.cells.get(at)).filter(|cell| !cell.is_empty());
            words.all(|word| other_names::kind(word).is_some())
        };
        for at in 0..self.places.len() {
            let is_strange = match self.places[at].column {
                Column::Own(_) | Column::More | Column::DeckTitle => true,
                Column::Kind => !is_kind(at),
                _ => false,
            };
            if is_strange {
                self.places[at].column = Column::Other;
            }
        }
    }

    /// The index of the first column of this sort.
    pub(super) fn first(&self, column: Column) -> Option<usize> {
        self.places.iter().position(|place| place.column == column)
    }

    /// Whether it has nothing but what is asked, so that only a text with gaps can be a card.
    fn is_one_column(&self) -> bool {
        let answers = [Column::Answer, Column::Choice, Column::Step, Column::Wrong, Column::Kind];
        answers.into_iter().all(|column| self.first(column).is_none())
    }

    /// The columns of which nothing comes, by name or number: those with anything in them.
    pub(super) fn left_out(&self, rows: &[Row]) -> Vec<String> {
        let is_filled = |at: usize| rows.iter().any(|row| row.cells.get(at).is_some_and(|cell| !cell.is_empty()));
        let others = self.places.iter().enumerate().filter(|(_, place)| place.column == Column::Other);
        others.filter(|(at, _)| is_filled(*at)).map(|(at, _)| self.name(at)).collect()
    }

    fn name(&self, at: usize) -> String {
        let name = self.names.as_ref().and_then(|names| names.get(at)).filter(|name| !name.is_empty());
        let short = |name: &String| format!("`{}`", super::shortened(name));
        name.map_or_else(|| format!("column {}", at + 1), short)
    }

    /// How the columns were read.
    pub(super) fn in_words(&self, head: &Head) -> String {
        match (&self.names, head.is_of_anki) {
            (Some(names), _) => {
                let shown = names.iter().take(12).map(|name| super::shortened(name)).collect::<Vec<_>>().join(", ");
                let more = if names.len() > 12 { ", …" } else { "" };
                format!("columns {shown}{more}")
            }
            (None, true) => "columns as its head says".to_owned(),
            (None, false) => "no names of columns, so question and answer by their order".to_owned(),
        }
    }

    /// Why a row has too many cells; `None` if it doesn't.
    pub(super) fn too_wide(&self, row: &Row, dialect: &Dialect) -> Option<String> {
        let filled = row.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        if row.is_cut {
            return Some(format!("it has more than {} columns, the most that are read", super::split::MAX_COLUMNS));
        }
        if filled <= self.width {
            return None;
        }
        let of = if self.names.is_some() { "the header" } else { "most rows" };
        let sign = if dialect.cell == "\t" { "a tab".to_owned() } else { format!("`{}`", dialect.cell) };
        let what = format!("it has {filled} columns, and {of} {}", self.width);
        Some(format!("{what}; put a text with {sign} in it between quotes"))
    }
}

/// The commonest number of cells above one.
fn commonest(rows: &[Row]) -> usize {
    let mut widths: HashMap<usize, usize> = HashMap::new();
    for row in rows {
        *widths.entry(row.cells.len()).or_default() += 1;
    }
    let best = widths.into_iter().filter(|(width, _)| *width > 1).max_by_key(|(width, count)| (*count, *width));
    best.map_or(1, |(width, _)| width)
}
