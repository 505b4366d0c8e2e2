//! `term`: a term and its definition, two items.

use super::{
    AnswerKind, AnswerText, Answering, Body, CardLanguage, Kind, KindInfo, KindOfCard, PromptForm, PromptPiece, Role,
    RoleText,
};
use crate::deck::edit::{AnswerSlot, KeyToken, PathStep};
use crate::deck::format::{Field, FieldShape, may, must};
use crate::deck::reader::answers::MISFIT;
use crate::deck::reader::diagnostics::{Diagnostics, Position};
use crate::deck::reader::fields::Fields;
use crate::deck::reader::yaml::NodeShape;
use crate::deck::{ItemPart, Text};

pub(super) const INFO: KindInfo = KindInfo {
    kind: Kind::Term,
    word: "term",
    what: "a term and its definition, asked both ways",
    fields: &[
        must("term", FieldShape::Text, "the term", "fork"),
        must("definition", FieldShape::Text, "what it means", "A copy of a project that goes its own way"),
        may("typed", FieldShape::OneOf(TYPED_SIDES), "which side is typed, rather than recalled and rated", "term"),
        may("accept", FieldShape::AcceptSides, "other right answers for a side that is typed", "term: [a fork]"),
    ],
    parts: SIDES,
    bounds: &[],
    other_names: &[
        "vocab",
        "vocabulary",
        "word",
        "definition",
        "translation",
        "glossary",
        "reversed",
        "basicreversed",
        "basicandreversedcard",
        "reverse",
        "pair",
        "twosided",
    ],
    prompt: PromptForm::Sides,
    answering: Answering::Recalled,
    read,
};

/// The values of `typed`.
const TYPED_SIDES: &[&str] = &["term", "definition", "both"];

/// What other right answers are for.
pub const SIDES: &[Field] = &[
    may("term", FieldShape::Texts, "other right answers for the term", "[a fork]"),
    may("definition", FieldShape::Texts, "other right answers for the definition", "[an offshoot]"),
];

/// The sides that are typed and judged, not recalled and rated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct TypedSides {
    /// The term is typed, its definition shown.
    pub term: bool,
    /// The definition is typed, its term shown.
    pub definition: bool,
}

/// Other right answers for the sides.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Accept {
    pub term: Vec<Text>,
    pub definition: Vec<Text>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TermCard {
    pub term: Text,
    pub definition: Text,
    pub typed: TypedSides,
    pub accept: Accept,
}

impl TermCard {
    const fn is_typed(&self, part: ItemPart) -> bool {
        match part {
            ItemPart::Term => self.typed.term,
            ItemPart::Definition => self.typed.definition,
            ItemPart::Whole | ItemPart::Cloze(_) => false,
        }
    }
}

impl KindOfCard for TermCard {
    fn kind(&self) -> Kind {
        Kind::Term
    }

    fn prompt(&self) -> Text {
        self.term.clone()
    }

    fn parts(&self) -> Vec<ItemPart> {
        vec![ItemPart::Term, ItemPart::Definition]
    }

    fn asks(&self, part: ItemPart) -> AnswerKind {
        if self.is_typed(part) { AnswerKind::Text } else { AnswerKind::Rating }
    }

    fn lead(&self, part: ItemPart) -> Option<&'static str> {
        Some(if part == ItemPart::Term { "Which term means this?" } else { "What does this term mean?" })
    }

    fn asked(&self, part: ItemPart) -> Vec<PromptPiece> {
        let side = if part == ItemPart::Term { &self.definition } else { &self.term };
        vec![PromptPiece::Text(side.clone())]
    }

    fn answers(&self) -> Vec<AnswerText<'_>> {
        let side = |part, text, accept, field| AnswerText { part, accept, ..AnswerText::new(text, field, 0) };
        vec![
            side(ItemPart::Term, &self.term, &self.accept.term, "term"),
            side(ItemPart::Definition, &self.definition, &self.accept.definition, "definition"),
        ]
    }

    fn texts(&self) -> Vec<RoleText<'_>> {
        let mut texts = vec![
            RoleText::new(Role::Answer, &self.term, "term", 0),
            RoleText::new(Role::Prompt, &self.definition, "definition", 0),
        ];
        for accept in [&self.accept.term, &self.accept.definition] {
            texts.extend(RoleText::list(Role::Accepted, accept, "accept"));
        }
        texts
    }

    fn beyond_prompt(&self) -> Vec<&Text> {
        vec![&self.definition]
    }

    /// A definition that is only recalled is not an answer that anybody types.
    fn is_known(&self, part: ItemPart) -> bool {
        part == ItemPart::Term || self.typed.definition
    }

    fn identify(&self, add: &mut dyn FnMut(&str, &Text)) {
        add("definition", &self.definition);
        self.accept.term.iter().for_each(|text| add("accept-term", text));
        self.accept.definition.iter().for_each(|text| add("accept-definition", text));
    }

    fn accept_slot(&self, part: ItemPart, wanted: usize) -> Option<AnswerSlot> {
        let side = if part == ItemPart::Term { "term" } else { "definition" };
        let ways = vec![vec![PathStep::Key(KeyToken::Side(side))]];
        (self.is_typed(part) && wanted == 0).then_some(AnswerSlot { ways, behind: &["definition", "term"] })
    }

    fn accepted_mut(&mut self, part: ItemPart, _: usize) -> Option<&mut Vec<Text>> {
        match part {
            ItemPart::Term => Some(&mut self.accept.term),
            ItemPart::Definition => Some(&mut self.accept.definition),
            ItemPart::Whole | ItemPart::Cloze(_) => None,
        }
    }
}

fn read(report: &mut Diagnostics, record: &Fields, _: CardLanguage) -> Option<Body> {
    let (term, definition) = (record.text(report, "term"), record.text(report, "definition"));
    let typed = match record.one_of(report, "typed") {
        Some("term") => TypedSides { term: true, definition: false },
        Some("definition") => TypedSides { term: false, definition: true },
        Some(_) => TypedSides { term: true, definition: true },
        None => TypedSides::default(),
    };
    let before = report.faults;
    let accept = accept_of_sides(report, record);
    let idle = |texts: &[Text], typed: bool| !texts.is_empty() && !typed;
    let idle = [(idle(&accept.term, typed.term), "term"), (idle(&accept.definition, typed.definition), "definition")];
    if let (Some((_, side)), Some(slot)) = (idle.iter().find(|(idle, _)| *idle), record.slot("accept"))
        && report.faults == before
    {
        let what = format!("{} accepts more for its {side}, which is not typed", record.name);
        report.flaw(slot.key, MISFIT, what, format!("add `typed: {side}` or `typed: both`, or delete it"));
    }
    Some(Body::Term(TermCard { term: term?, definition: definition?, typed, accept }))
}

/// For the sides of a term.
fn accept_of_sides(report: &mut Diagnostics, record: &Fields) -> Accept {
    let Some(slot) = record.value(report, "accept") else { return Accept::default() };
    let NodeShape::Map(pairs) = &slot.value.shape else {
        let what = format!("`accept` of {} does not say which side it is for", record.name);
        report.fault(slot.value, MISFIT, what, "write `accept:` and below it `term: [...]`".to_owned());
        return Accept::default();
    };
    let name = format!("`accept` of {}", record.name);
    let sides = Fields::gather(report, pairs, [SIDES, &[]], name, Position::from(slot.value), None);
    Accept { term: sides.texts(report, "term"), definition: sides.texts(report, "definition") }
}
