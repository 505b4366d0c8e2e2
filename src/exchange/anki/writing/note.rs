//! A card as a note.

use super::super::NoteType;
use super::html::{html, in_gap, list, literal};
use super::note_types::{BASIC, CLOZE, NoteTypeInfo, TERM, TYPED};
use crate::deck::cloze::ClozePiece;
use crate::deck::{AnswerKind, Body, Card, CardId, Choice, ItemId, ItemPart, Text};
use crate::rng::Rng;

/// What the GUIDs of our notes begin with.
const GUID: &str = "oss-quiz:";

/// The highest number of a gap that makes a card in Anki.
pub(super) const MAX_GAP_NUMBER: u16 = 499;

/// A note type and the fields of a note of it, without those that all note types end with.
pub(super) struct NoteFields {
    pub(super) of: &'static NoteTypeInfo,
    pub(super) fields: Vec<String>,
}

/// What a later import knows the note by, wherever it was meanwhile.
#[must_use]
pub(super) fn guid(card: &CardId) -> String {
    format!("{GUID}{card}")
}

/// The card whose note has this GUID; `None` if it is no note of ours.
#[must_use]
pub fn card_of(guid: &str) -> Option<CardId> {
    guid.strip_prefix(GUID)?.parse().ok()
}

/// The item that a card of a note of ours asks: the way back from [`ord`].
#[must_use]
pub fn item_of(guid: &str, note_type: &NoteType, ord: u32) -> Option<ItemId> {
    let card = card_of(guid)?;
    let part = if note_type.is_cloze {
        ItemPart::Cloze(u16::try_from(ord).ok()?.checked_add(1)?)
    } else {
        let sides = &TERM.fields[..2];
        match (note_type.fields.iter().take(2).eq(sides), ord) {
            (true, 0) => ItemPart::Definition,
            (true, 1) => ItemPart::Term,
            (false, 0) => ItemPart::Whole,
            _ => return None,
        }
    };
    Some(card.item(part))
}

/// The number of an item among the cards of its note.
#[must_use]
pub(super) const fn ord(part: ItemPart) -> u32 {
    match part {
        ItemPart::Whole | ItemPart::Definition => 0,
        ItemPart::Term => 1,
        ItemPart::Cloze(number) => number as u32 - 1,
    }
}

impl NoteFields {
    #[must_use]
    pub(super) fn of(card: &Card) -> Self {
        let body = &card.body;
        if !body.pieces().is_empty() {
            return cloze(body);
        }
        let part = body.parts()[0];
        if part != ItemPart::Whole {
            return sides(body);
        }
        if body.asks(part).typed() { typed(body) } else { basic(card) }
    }
}

/// The fields that all note types end with.
#[must_use]
pub(super) fn ending(card: &Card, source: Option<&str>) -> [String; 7] {
    let answers = card.body.answers();
    let accepted: Vec<String> = answers.iter().flat_map(|answer| answer.accept).map(html).collect();
    let hint = |at: usize| card.hints.get(at).map(html).unwrap_or_default();
    let further: Vec<String> = card.hints.iter().skip(2).map(html).collect();
    [
        accepted.join(", "),
        card.because.as_ref().map(html).unwrap_or_default(),
        hint(0),
        hint(1),
        further.join("<br>"),
        source.map(literal).unwrap_or_default(),
        card.id.as_str().to_owned(),
    ]
}

/// A yes that a template asks for; no is an empty field.
fn flag(is_set: bool) -> String {
    if is_set { "1".to_owned() } else { String::new() }
}

fn cloze(body: &Body) -> NoteFields {
    let piece = |piece: &ClozePiece| match piece {
        ClozePiece::Shown(text) => html(text),
        ClozePiece::Gap { number, text, hint, .. } => {
            let hint = hint.as_ref().map(|hint| format!("::{}", in_gap(hint))).unwrap_or_default();
            format!("{{{{c{number}::{}{hint}}}}}", in_gap(text))
        }
    };
    let text = body.pieces().iter().map(piece).collect();
    NoteFields { of: &CLOZE, fields: vec![text, flag(body.is_typed())] }
}

/// A term and its definition.
fn sides(body: &Body) -> NoteFields {
    let side = |part| body.wanted(part).into_iter().next().map(|side| html(&side.text)).unwrap_or_default();
    let typed = |part| flag(body.asks(part).typed());
    let [term, definition] = [ItemPart::Term, ItemPart::Definition];
    NoteFields { of: &TERM, fields: vec![side(term), side(definition), typed(term), typed(definition)] }
}

fn typed(body: &Body) -> NoteFields {
    let wanted = body.wanted(ItemPart::Whole);
    let answer: Vec<String> = wanted.iter().map(|right| literal(&right.text.plain())).collect();
    NoteFields { of: &TYPED, fields: vec![html(&body.prompt()), answer.join(", ")] }
}

fn basic(card: &Card) -> NoteFields {
    let body = &card.body;
    let choices = shuffled(card);
    let (shown, answer) = match body.asks(ItemPart::Whole) {
        AnswerKind::Choice | AnswerKind::Choices => (
            format!("{}{}", lead(if body.has_several() { "Pick all that apply." } else { "" }), lettered(&choices)),
            picked(&choices),
        ),
        AnswerKind::Order => (
            format!("{}{}", lead("Put these in their order."), list("ul", "", texts(&choices))),
            list("ol", "", body.right(ItemPart::Whole).iter().map(html)),
        ),
        AnswerKind::Match => {
            let lefts = list("ol", "", body.lefts().into_iter().map(html));
            let shown = format!("{}{lefts}{}", lead("Which belongs to which?"), lettered(&choices));
            (shown, list("ol", "", body.right(ItemPart::Whole).iter().map(html)))
        }
        AnswerKind::Truth => {
            let correction = body.correction().map(|text| format!("<br>{}", html(text))).unwrap_or_default();
            let truth = body.right(ItemPart::Whole).iter().map(html).collect::<String>();
            (lead("True or false?"), format!("<b>{truth}</b>{correction}"))
        }
        AnswerKind::Rating | AnswerKind::Text | AnswerKind::Texts => {
            (String::new(), body.right(ItemPart::Whole).iter().map(html).collect::<Vec<_>>().join("<br>"))
        }
    };
    NoteFields { of: &BASIC, fields: vec![html(&body.prompt()), shown, answer] }
}

fn lead(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("<div class=\"lead\">{text}</div>") }
}

/// The choices in the order of a first attempt, which both sides share.
fn shuffled(card: &Card) -> Vec<Choice> {
    let mut choices = card.body.choices();
    let has_order = choices.iter().any(|choice| choice.place > 0);
    Rng::of(card.id.as_str(), 0).shuffle(&mut choices);
    // In their right order they would leave nothing to do.
    if has_order && choices.is_sorted_by_key(|choice| choice.place) {
        choices.rotate_left(1);
    }
    choices
}

fn texts(choices: &[Choice]) -> Vec<String> {
    choices.iter().map(|choice| html(&choice.text)).collect()
}

fn lettered(choices: &[Choice]) -> String {
    list("ol", " type=\"A\"", texts(choices))
}

/// The right choices, then why the others are wrong.
fn picked(choices: &[Choice]) -> String {
    let named: Vec<(char, &Choice)> = ('A'..).zip(choices).collect();
    let entry = |(letter, choice): &(char, &Choice)| format!("{letter}. {}", html(&choice.text));
    let right: Vec<String> = named.iter().filter(|(_, choice)| choice.right).map(entry).collect();
    let why = |(letter, choice): &(char, &Choice)| {
        choice.why.as_ref().map(|why: &Text| format!("<div class=\"why\">Not {letter}: {}</div>", html(why)))
    };
    let wrong: String = named.iter().filter_map(why).collect();
    format!("<b>{}</b>{wrong}", right.join("<br>"))
}
