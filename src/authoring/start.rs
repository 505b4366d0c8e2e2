//! `new`: a deck to begin with.

use std::fmt::Write as _;

use super::scalar::scalar;
use crate::deck::Kind;
use crate::deck::kinds::{Field, KINDS, Shape};

/// The line by which editors find the schema that lies beside a deck.
const MODELINE: &str = "# yaml-language-server: $schema=deck.schema.json";

/// A deck of two cards, with a comment for each kind of card there is.
#[must_use]
pub fn starting_deck(id: &str, language: Option<&str>) -> String {
    let title = scalar(&title_of(id));
    let language =
        language.map_or("# language: en   # the language of its texts".to_owned(), |tag| format!("language: {tag}"));
    format!(
        "{MODELINE}
title: {title}
# about: What one will know at its end.
# author: Your name
# licence: CC-BY-4.0
{language}
format: 1

# Each card has an id, and what is learnt is kept under it: change any wording, leave the id. If an id must change,
# say in `was:` what it was. `oss-quiz add {id}` asks for a card and appends it, `oss-quiz check` looks the deck over.
#
# Two kinds of cards stand below. These are the others, to be copied without the `#`:
{}
cards:
  # Two cards to begin with. Put your own in their place.
  - id: japan-capital
    kind: typed
    question: Which city is the capital of Japan?
    answer: Tokyo
    because: It has been the seat of government since 1868, when it was still called Edo.

  - id: japan-mountain
    kind: flip
    question: Why does Mount Fuji have the shape of a cone?
    answer: Ash and lava piled up around one vent
    because: Layer upon layer came down on all sides alike.
",
        other_kinds()
    )
}

/// The kinds that no card of the deck has, each as a comment to be filled in.
fn other_kinds() -> String {
    let mut text = String::new();
    for info in KINDS.iter().filter(|info| !matches!(info.kind, Kind::Typed | Kind::Flip)) {
        // Writing to a string can't fail.
        let _ = write!(text, "#\n#  # {}\n#  - id: a-name\n#    kind: {}\n", info.what, info.kind.word());
        for field in info.fields.iter().filter(|field| wanted(field)) {
            let _ = writeln!(text, "#    {}: {}", field.name, example(field));
        }
    }
    text
}

/// One way to fill a kind in; the rest is in the page for authors.
fn wanted(field: &Field) -> bool {
    !matches!(field.name, "accept" | "answers" | "exact" | "typed")
}

/// The field's example as it is written in a deck.
fn example(field: &Field) -> String {
    match field.shape {
        Shape::Text | Shape::Cloze => scalar(field.example),
        _ => field.example.to_owned(),
    }
}

/// `my-first_deck` is "My first deck".
fn title_of(id: &str) -> String {
    let words = id.replace(['-', '_', '.'], " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
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
            assert!(deck.problems.is_empty(), "{:?}", deck.problems);
        }
    }

    #[test]
    fn what_stands_in_comments_is_a_deck_too() {
        let text = starting_deck("d", Some("de"));
        let (_, comments) = text.split_once("copied without the `#`:\n").expect("the other kinds");
        let mut cards = String::new();
        for line in comments.lines().map_while(|line| line.strip_prefix('#')) {
            cards += &format!("{line}\n").replace("a-name", &format!("c{}", cards.len()));
        }
        let deck = parse_deck("d", None, format!("title: T\ncards:\n{cards}")).expect("a deck");
        assert!(deck.problems.is_empty(), "{:?}", deck.problems);
        assert_eq!(deck.cards.len(), Kind::ALL.len() - 2);
    }
}
