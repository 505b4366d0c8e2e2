//! The cards of one note.

use std::collections::{BTreeSet, HashMap};

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::super::collection::{AnkiCard, AnkiDeck, Note};
use super::super::gaps::Gaps;
use super::super::render::{Context, Side, Typed, TypedBox, escaped, render};
use super::super::template::TemplateError;
use super::note_type::PreparedType;
use super::{name_of, tag};
use crate::deck::edit::{CardDraft, FieldValue, named_after};
use crate::deck::{ItemPart, Kind, cloze};
use crate::exchange::html::Rich;
use crate::exchange::material::{IncomingCard, Origin, card_of};

/// Notes of this type, by its number among those that Anki brings, ask for what a mask hides.
const IMAGE_OCCLUSION: u32 = 6;

pub(super) struct NoteCards<'n, 'c> {
    pub(super) note: &'n Note,
    pub(super) note_type: &'n PreparedType<'c>,
    pub(super) deck: Option<&'n AnkiDeck>,
    /// By their numbers, each once.
    pub(super) cards: &'n [&'n AnkiCard],
    pub(super) key: String,
}

pub(super) struct Made {
    pub(super) card: IncomingCard,
    /// What each card there asks of it.
    pub(super) asked: Vec<(i64, ItemPart)>,
}

#[derive(Default)]
pub(super) struct MadeNote {
    pub(super) cards: Vec<Made>,
    pub(super) remarks: BTreeSet<String>,
    /// Why cards were left.
    pub(super) left: BTreeSet<String>,
    pub(super) media: BTreeSet<String>,
}

/// A card that is asked by its templates.
struct Sided {
    question: String,
    answer: String,
    hints: Vec<String>,
    /// Typed, not recalled.
    typed: Option<TypedAnswer>,
}

struct TypedAnswer {
    text: String,
    accept: Vec<String>,
    because: String,
}

/// The number of its gap or template, from 1.
const fn number_of(card: &AnkiCard) -> u32 {
    card.ord.saturating_add(1)
}

impl NoteCards<'_, '_> {
    pub(super) fn made(&self) -> MadeNote {
        let mut made = MadeNote::default();
        let fields: HashMap<&str, &str> = self.fields().collect();
        for (name, value) in &fields {
            if self.note_type.shows(name) {
                let rich = Rich::read(value);
                made.remarks.extend(rich.remarks());
                made.media.extend(rich.media);
            }
        }
        if self.is_image_occlusion() {
            self.masks(&mut made);
            return made;
        }
        if self.note_type.own.is_cloze && self.cloze(&fields, &mut made) {
            return made;
        }
        self.by_templates(&fields, &mut made);
        made
    }

    fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        let values = self.note.fields.iter().map(String::as_str).chain(std::iter::repeat(""));
        self.note_type.own.fields.iter().map(String::as_str).zip(values)
    }

    fn is_image_occlusion(&self) -> bool {
        let first = self.note.fields.first().is_some_and(|field| field.contains("::image-occlusion:"));
        self.note_type.own.is_cloze && (self.note_type.own.stock == IMAGE_OCCLUSION || first)
    }

    /// One side of a card.
    fn side(
        &self,
        fields: &HashMap<&str, &str>,
        card: &AnkiCard,
        is_front: bool,
        gaps: Gaps,
        typed: TypedBox,
    ) -> Result<Side, TemplateError> {
        let ord = if self.note_type.own.is_cloze { 0 } else { card.ord as usize };
        let sides = self.note_type.sides(ord)?;
        let path = self.deck.map_or(&[][..], |deck| &deck.path);
        let template = self.note_type.own.templates.get(ord).map_or("", |template| &template.name);
        let specials = [
            ("FrontSide", String::new()),
            ("Tags", escaped(&self.note.tags.join(" "))),
            ("Type", escaped(&self.note_type.own.name)),
            ("Deck", escaped(&path.join("::"))),
            ("Subdeck", escaped(path.last().map_or("", String::as_str))),
            ("Card", escaped(template)),
            ("CardFlag", format!("flag{}", card.flag)),
            ("CardID", card.id.to_string()),
        ];
        let context = Context { fields, specials: &specials, number: number_of(card), gaps, typed };
        let side = render(if is_front { &sides.front } else { &sides.back }, &context)?;
        self.note_type.unknown.borrow_mut().extend(side.unknown.iter().cloned());
        Ok(side)
    }

    /// Makes one card with gaps of the note, if that asks and shows the same.
    fn cloze(&self, fields: &HashMap<&str, &str>, made: &mut MadeNote) -> bool {
        let Some(&first) = self.cards.first() else { return false };
        let side = |is_front, gaps| self.side(fields, first, is_front, gaps, TypedBox::Noted);
        let sides = (side(true, Gaps::Signed), side(true, Gaps::Nothing), side(false, Gaps::Nothing));
        let (Ok(front), Ok(beside), Ok(back)) = sides else { return false };
        let is_plain = |side: &Side| !side.depends_on_gap && !side.has_odd_gaps;
        if ![&front, &back].into_iter().all(is_plain) || front.typed.as_ref().is_some_and(|typed| !typed.is_cloze) {
            return false;
        }
        let rich = Rich::gapped(&front.html);
        let Some(text) = rich.cloze() else { return false };
        let Ok(pieces) = cloze::parse(&text) else { return false };
        let numbers = cloze::numbers(&pieces);
        let beside = Rich::read(&beside.html).text();
        let back = Rich::read(&behind_line(&back.html, "")).text();
        let because = without_question(&back, &beside);
        let mut draft = vec![("text", FieldValue::Text(text))];
        if front.typed.is_none() {
            draft.push(("typed", FieldValue::Bare("false".to_owned())));
        }
        let Ok(card) = self.card(Kind::Cloze, draft, &texts_of(&front.hints), &because, self.key.clone()) else {
            return false;
        };
        let gap_of = |card: &AnkiCard| numbers.iter().copied().find(|&number| u32::from(number) == number_of(card));
        if self.cards.iter().all(|card| gap_of(card).is_none()) {
            return false;
        }
        let mut asked = Vec::new();
        for card in self.cards {
            match gap_of(card) {
                Some(number) => asked.push((card.id, ItemPart::Cloze(number))),
                None => _ = made.left.insert(TemplateError::NoGap(number_of(card)).to_string()),
            }
        }
        for number in numbers {
            if !self.cards.iter().any(|card| number_of(card) == u32::from(number)) {
                made.remarks.insert(format!("gap {number} had no card, and is asked here"));
            }
        }
        made.media.extend(rich.media);
        made.cards.push(Made { card, asked });
        true
    }

    /// Makes cards of what the templates show.
    fn by_templates(&self, fields: &HashMap<&str, &str>, made: &mut MadeNote) {
        let mut sided: Vec<(&AnkiCard, Sided)> = Vec::new();
        for &card in self.cards {
            match self.sided(fields, card, &mut made.media) {
                Ok(both) => sided.push((card, both)),
                Err(error) => _ = made.left.insert(error.to_string()),
            }
        }
        if let [(first, one), (second, other)] = sided.as_slice()
            && (first.ord, second.ord) == (0, 1)
            && one.is_reverse_of(other)
        {
            let text = |text: &String| FieldValue::Text(text.clone());
            let draft = vec![("term", text(&one.question)), ("definition", text(&one.answer))];
            if let Ok(card) = self.card(Kind::Term, draft, &[], "", self.key.clone()) {
                let asked = vec![(first.id, ItemPart::Definition), (second.id, ItemPart::Term)];
                made.cards.push(Made { card, asked });
                return;
            }
        }
        for (card, both) in sided {
            let key = if card.ord == 0 { self.key.clone() } else { format!("{} {}", self.key, number_of(card)) };
            match self.asked_by_sides(&both, key) {
                Ok(incoming) => made.cards.push(Made { card: incoming, asked: vec![(card.id, ItemPart::Whole)] }),
                Err(why) => _ = made.left.insert(why),
            }
        }
    }

    fn sided(
        &self,
        fields: &HashMap<&str, &str>,
        card: &AnkiCard,
        media: &mut BTreeSet<String>,
    ) -> Result<Sided, TemplateError> {
        let number = number_of(card);
        let front = self.side(fields, card, true, Gaps::Asked(number), TypedBox::Noted)?;
        let back = self.side(fields, card, false, Gaps::Filled(number), TypedBox::Answer)?;
        let question = Rich::read(&front.html);
        let answer = Rich::read(&behind_line(&back.html, &question.plain()));
        if self.note_type.own.is_cloze && question.is_blank() {
            return Err(TemplateError::NoGap(number));
        }
        let typed = match &front.typed {
            Some(typed) => {
                let back = self.side(fields, card, false, Gaps::Filled(number), TypedBox::Noted)?;
                let because = Rich::read(&behind_line(&back.html, &question.plain())).text();
                Some(TypedAnswer::new(typed, without_question(&because, &question.text())))
            }
            None => None,
        };
        let (question_text, answer_text) = (question.text(), answer.text());
        media.extend(question.media);
        media.extend(answer.media);
        Ok(Sided { question: question_text, answer: answer_text, hints: texts_of(&front.hints), typed })
    }

    /// The card, or why there can be none.
    fn asked_by_sides(&self, sides: &Sided, key: String) -> Result<IncomingCard, String> {
        if sides.question.is_empty() {
            return Err("its front is empty".to_owned());
        }
        let text = |text: &str| FieldValue::Text(text.to_owned());
        if let Some(typed) = &sides.typed {
            for answer in [as_markup(&typed.text), typed.text.clone()] {
                let mut draft = vec![("question", text(&sides.question)), ("answer", text(&answer))];
                if !typed.accept.is_empty() {
                    draft.push(("accept", FieldValue::texts(typed.accept.iter().cloned())));
                }
                let draft = self.draft(Kind::Typed, draft, &sides.hints, &typed.because);
                if read(&draft).is_ok_and(|right| right.as_deref() == Some(typed.text.as_str())) {
                    return Ok(self.incoming(draft, key));
                }
            }
        }
        if sides.answer.is_empty() {
            return Err("its back is empty".to_owned());
        }
        let draft = vec![("question", text(&sides.question)), ("answer", text(&sides.answer))];
        // Whether our reader takes it shows when its deck is read.
        Ok(self.incoming(self.draft(Kind::Flip, draft, &sides.hints, ""), key))
    }

    /// One card a mask: the picture's name, and what the note says of it.
    fn masks(&self, made: &mut MadeNote) {
        let field = |at: usize| Rich::read(self.note.fields.get(at).map_or("", String::as_str));
        let picture = field(1);
        made.media.extend(picture.media.iter().cloned());
        if picture.is_blank() {
            made.left.insert("it asks for what a mask hides, and has no picture".to_owned());
            return;
        }
        made.remarks.insert("the masks of its picture are not drawn".to_owned());
        let said: Vec<String> = [3, 4].map(|at| field(at).text()).into_iter().filter(|text| !text.is_empty()).collect();
        let answer = if said.is_empty() { format!("See {}.", picture.text()) } else { said.join("\n") };
        for card in self.cards {
            let asked = format!("What is under mask {} of the picture?", number_of(card));
            let question: Vec<String> =
                [field(2).text(), picture.text(), asked].into_iter().filter(|text| !text.is_empty()).collect();
            let draft =
                vec![("question", FieldValue::Text(question.join("\n"))), ("answer", FieldValue::Text(answer.clone()))];
            let key = if card.ord == 0 { self.key.clone() } else { format!("{} {}", self.key, number_of(card)) };
            let card_of_mask = self.incoming(self.draft(Kind::Flip, draft, &[], ""), key);
            made.cards.push(Made { card: card_of_mask, asked: vec![(card.id, ItemPart::Whole)] });
        }
    }

    fn draft(
        &self,
        kind: Kind,
        mut fields: Vec<(&'static str, FieldValue)>,
        hints: &[String],
        because: &str,
    ) -> CardDraft {
        let prompt = fields.first().map(|(_, value)| value.clone());
        let id = match prompt {
            Some(FieldValue::Text(prompt)) => named_after(&prompt, &|_| false),
            _ => String::new(),
        };
        if !hints.is_empty() {
            fields.push(("hint", FieldValue::texts(hints.iter().cloned())));
        }
        if !because.is_empty() {
            fields.push(("because", FieldValue::Text(because.to_owned())));
        }
        let mut tags: Vec<String> = self.note.tags.iter().map(|text| tag(text)).filter(|tag| !tag.is_empty()).collect();
        tags.sort_unstable();
        tags.dedup();
        if !tags.is_empty() {
            fields.push(("tags", FieldValue::texts(tags)));
        }
        CardDraft { id, kind, fields }
    }

    fn incoming(&self, draft: CardDraft, key: String) -> IncomingCard {
        IncomingCard { key, draft, place: Origin::Note(name_of(self.note)) }
    }

    /// The card, or why our reader doesn't take it.
    fn card(
        &self,
        kind: Kind,
        fields: Vec<(&'static str, FieldValue)>,
        hints: &[String],
        because: &str,
        key: String,
    ) -> Result<IncomingCard, String> {
        let draft = self.draft(kind, fields, hints, because);
        read(&draft).map(|_| self.incoming(draft, key))
    }
}

impl Sided {
    fn is_reverse_of(&self, other: &Self) -> bool {
        let is_plain = |sides: &Self| sides.typed.is_none() && sides.hints.is_empty();
        let is_filled = !self.question.is_empty() && !self.answer.is_empty() && self.question != self.answer;
        is_plain(self) && is_plain(other) && is_filled && self.question == other.answer && self.answer == other.question
    }
}

impl TypedAnswer {
    fn new(typed: &Typed, because: String) -> Self {
        let text = Rich::compared(&typed.html).plain();
        let bare: String = text.nfd().filter(|&c| !is_combining_mark(c)).nfc().collect();
        let accept = if typed.folds_accents && bare != text { vec![as_markup(&bare)] } else { Vec::new() };
        Self { text, accept, because }
    }
}

/// A text without the lines of the question at its beginning.
fn without_question(text: &str, question: &str) -> String {
    let rest = text.strip_prefix(question).filter(|rest| rest.is_empty() || rest.starts_with('\n'));
    rest.map_or(text, str::trim).to_owned()
}

fn texts_of(htmls: &[String]) -> Vec<String> {
    htmls.iter().map(|html| Rich::read(html).text()).filter(|text| !text.is_empty()).collect()
}

/// A text in which nothing is a mark.
fn as_markup(text: &str) -> String {
    Rich::read(&escaped(text)).text()
}

/// What a back adds to the question: what is behind its line, and what is before that if it isn't the question again.
fn behind_line(html: &str, question: &str) -> String {
    let lower = html.to_ascii_lowercase();
    let mut from = 0;
    while let Some(at) = lower[from..].find("<hr").map(|at| at + from) {
        let Some(length) = lower[at..].find('>') else { break };
        let tag = &lower[at..at + length];
        if tag.contains("id=answer") || tag.contains("id=\"answer\"") || tag.contains("id='answer'") {
            let (before, behind) = (&html[..at], &html[at + length + 1..]);
            let shown = Rich::read(before).plain();
            return if shown.is_empty() || shown == question { behind.to_owned() } else { html.to_owned() };
        }
        from = at + length;
    }
    html.to_owned()
}

/// Reads a card as our decks are read; its first right answer.
fn read(draft: &CardDraft) -> Result<Option<String>, String> {
    let card = card_of(draft, None)?;
    let part = card.parts().first().copied().unwrap_or(ItemPart::Whole);
    Ok(card.body.right(part).first().map(crate::deck::Text::plain))
}
