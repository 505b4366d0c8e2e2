//! `new`: an example deck to start from.

use std::fmt::Write as _;

use super::field_value::{FieldValue, field};
use super::scalar::scalar;
use crate::deck::format::{Field, FieldShape};
use crate::deck::kinds::KINDS;
use crate::deck::text::one_line;
use crate::deck::{Card, Kind, Role};
use crate::grading::Language;

/// Tells editors where the schema is: next to the deck.
const MODELINE: &str = "# yaml-language-server: $schema=deck.schema.json";

/// A deck with two cards in its language, and a comment for each kind of card.
#[must_use]
pub fn starting_deck(id: &str, language: Option<&str>) -> String {
    let title = scalar(&title_of(id));
    let cards = starts(language).each_ref().map(Start::yaml).join("\n");
    let language =
        language.map_or("# language: en   # the language of its texts".to_owned(), |tag| format!("language: {tag}"));
    format!(
        "{MODELINE}
title: {title}
# about: What learners will know at the end.
# author: Your name
# licence: CC-BY-4.0
{language}
format: 1

# Each card has an id, and progress is kept under it: change any wording, but keep the id. If an id must change, put
# the old one in `was:`. `oss-quiz add {id}` asks for a card and appends it; `oss-quiz check` checks the deck.
#
# The cards below are of two kinds. These are the other kinds, to copy without the `#`:
{}
cards:
  # Two example cards. Replace them with your own; `oss-quiz check` reports them until then.
{}",
        other_kinds(),
        cards
    )
}

/// The beginning of a deck that is made of another program's cards, down to `cards:`.
#[must_use]
pub fn deck_head(title: &str, about: Option<&str>, language: Option<&str>, tags: &[String]) -> String {
    let text = |text: &str| FieldValue::Text(text.to_owned());
    let about = about.map_or(FieldValue::Nothing, text);
    let language = language.map_or(FieldValue::Nothing, text);
    let tags = if tags.is_empty() { FieldValue::Nothing } else { FieldValue::texts(tags.iter().cloned()) };
    let fields = [("title", text(title)), ("about", about), ("language", language), ("tags", tags)];
    let lines = fields.iter().flat_map(|(name, value)| field(name, value));
    std::iter::once(MODELINE.to_owned()).chain(lines).chain(["cards:".to_owned()]).map(|line| line + "\n").collect()
}

/// An example card.
struct Start {
    id: &'static str,
    kind: Kind,
    question: &'static str,
    answer: &'static str,
    because: &'static str,
}

impl Start {
    const fn capital(question: &'static str, answer: &'static str, because: &'static str) -> Self {
        Self { id: "japan-capital", kind: Kind::Typed, question, answer, because }
    }

    const fn mountain(question: &'static str, answer: &'static str, because: &'static str) -> Self {
        Self { id: "japan-mountain", kind: Kind::Flip, question, answer, because }
    }

    fn yaml(&self) -> String {
        let Self { id, kind, question, answer, because } = self;
        let [question, answer, because] = [question, answer, because].map(|text| scalar(text));
        let kind = kind.word();
        format!(
            "  - id: {id}\n    kind: {kind}\n    question: {question}\n    answer: {answer}\n    because: {because}\n"
        )
    }

    fn is(&self, card: &Card) -> bool {
        card.body.question().is_some_and(|question| question.source() == self.question)
            && card.body.texts_of(Role::Answer).next().is_some_and(|answer| answer.source() == self.answer)
            && card.because.as_ref().is_some_and(|because| because.source() == self.because)
    }
}

/// The example cards by language; the first pair is for all other languages.
static STARTS: [(&str, [Start; 2]); 4] = [
    (
        "en",
        [
            Start::capital(
                "Which city is the capital of Japan?",
                "Tokyo",
                "It has been the seat of government since 1868, when it was still called Edo.",
            ),
            Start::mountain(
                "Why does Mount Fuji have the shape of a cone?",
                "Ash and lava piled up around one vent",
                "Layer upon layer came down on all sides alike.",
            ),
        ],
    ),
    (
        "de",
        [
            Start::capital(
                "Welche Stadt ist die Hauptstadt von Japan?",
                "Tokio",
                "Seit 1868 sitzt die Regierung dort; damals hieß die Stadt noch Edo.",
            ),
            Start::mountain(
                "Warum hat der Berg Fuji die Form eines Kegels?",
                "Asche und Lava häuften sich um einen einzigen Schlot auf",
                "Schicht um Schicht fiel nach allen Seiten gleich.",
            ),
        ],
    ),
    (
        "fr",
        [
            Start::capital(
                "Quelle ville est la capitale du Japon ?",
                "Tokyo",
                "Le gouvernement y siège depuis 1868 ; la ville s'appelait alors encore Edo.",
            ),
            Start::mountain(
                "Pourquoi le mont Fuji a-t-il la forme d'un cône ?",
                "La cendre et la lave se sont entassées autour d'une seule cheminée",
                "Couche après couche, elles sont retombées de tous les côtés.",
            ),
        ],
    ),
    (
        "es",
        [
            Start::capital(
                "¿Qué ciudad es la capital de Japón?",
                "Tokio",
                "Es la sede del gobierno desde 1868, cuando todavía se llamaba Edo.",
            ),
            Start::mountain(
                "¿Por qué tiene el monte Fuji forma de cono?",
                "La ceniza y la lava se acumularon alrededor de una sola chimenea",
                "Capa tras capa cayeron por igual hacia todos los lados.",
            ),
        ],
    ),
];

fn starts(language: Option<&str>) -> &'static [Start; 2] {
    let language = language.and_then(Language::of_tag).unwrap_or_default();
    let of_language = STARTS.iter().find(|(code, _)| *code == language.code());
    &of_language.unwrap_or(&STARTS[0]).1
}

/// Whether a card is as `new` wrote it, in its deck or in the comments there.
pub(crate) fn is_of_new(card: &Card) -> bool {
    card.id.card() == COPIED_ID || STARTS.iter().any(|(_, cards)| cards.iter().any(|start| start.is(card)))
}

/// The id of the cards in the comments.
const COPIED_ID: &str = "a-name";

/// The kinds that no card of the deck has, each as a comment to fill in.
fn other_kinds() -> String {
    let mut text = String::new();
    for info in KINDS.iter().filter(|info| starts(None).iter().all(|start| start.kind != info.kind)) {
        // Writing to a string can't fail.
        let _ = write!(text, "#\n#  # {}\n#  - id: {COPIED_ID}\n#    kind: {}\n", info.what, info.kind.word());
        for field in info.fields.iter().filter(|field| wanted(field)) {
            let _ = writeln!(text, "#    {}: {}", field.name, example(field));
        }
    }
    text
}

/// Selects one way to fill in a kind; the authoring guide has the others.
fn wanted(field: &Field) -> bool {
    !matches!(field.name, "accept" | "answers" | "exact" | "typed")
}

/// The field's example as written in a deck.
fn example(field: &Field) -> String {
    match field.shape {
        FieldShape::Text | FieldShape::Cloze => scalar(field.example),
        _ => field.example.to_owned(),
    }
}

/// `my-first_deck` becomes "My first deck".
fn title_of(id: &str) -> String {
    let words = one_line(&id.replace(['-', '_', '.'], " "));
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => id.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::parse_deck;

    #[test]
    fn the_deck_to_begin_with_is_a_good_one() {
        for (id, title) in [("rust", "Rust"), ("my-first_deck", "My first deck"), ("1.10", "1 10"), ("-", "-")] {
            let text = starting_deck(id, None);
            let deck = parse_deck(id, None, &text).expect("a deck");
            assert_eq!((deck.cards.len(), deck.title.plain().as_str()), (2, title));
            assert!(deck.diagnostics.is_empty(), "{:?}", deck.diagnostics);
        }
    }

    #[test]
    fn what_stands_in_comments_is_a_deck_too() {
        let text = starting_deck("d", Some("de"));
        let (_, comments) = text.split_once("to copy without the `#`:\n").expect("the other kinds");
        let mut cards = String::new();
        for line in comments.lines().map_while(|line| line.strip_prefix('#')) {
            cards += &format!("{line}\n").replace("a-name", &format!("c{}", cards.len()));
        }
        let deck = parse_deck("d", None, format!("title: T\ncards:\n{cards}")).expect("a deck");
        assert!(deck.diagnostics.is_empty(), "{:?}", deck.diagnostics);
        assert_eq!(deck.cards.len(), Kind::ALL.len() - 2);
    }
}
