//! Properties that hold for every deck that is fixed, whatever its layout.

use proptest::prelude::*;

use crate::deck::cloze::ClozePiece;
use crate::deck::edit::{apply, find_fixes};
use crate::deck::kinds::ClozeCard;
use crate::deck::{Body, Card, CardIdentity, Deck, parse_deck};

/// How a card's fields are laid out.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a way to write a card")]
struct FieldLayout {
    flow: bool,
    dash_alone: bool,
    comment: bool,
    quote: u8,
    extra_space: usize,
    order: bool,
}

fn layout() -> impl Strategy<Value = FieldLayout> {
    (any::<bool>(), any::<bool>(), any::<bool>(), 0_u8..3, 0_usize..3, any::<bool>()).prop_map(
        |(flow, dash_alone, comment, quote, extra_space, order)| FieldLayout {
            flow,
            dash_alone,
            comment,
            quote,
            extra_space,
            order,
        },
    )
}

fn prompt() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zß日 ]{1,12}x\\?",
        ("[a-z]{1,5}", "[a-z]{1,5}", "[ ü,]{1,3}")
            .prop_map(|(a, b, between)| format!("{{{{{a}}}}}{between}{{{{{b}::h}}}} end")),
        "[a-z]{1,4} \\{\\{[a-z]{1,4}\\}\\} end",
    ]
}

fn card((text, layout, has_id): &(String, FieldLayout, bool), number: usize, indent: usize) -> String {
    let text = match layout.quote {
        0 if !text.starts_with('{') && !layout.flow => text.clone(),
        1 => format!("'{text}'"),
        _ => format!("\"{text}\""),
    };
    let mut fields = if text.contains("{{") {
        vec!["kind: cloze".to_owned(), format!("text: {text}")]
    } else {
        vec!["kind: flip".to_owned(), format!("question: {text}"), "answer: A".to_owned()]
    };
    if *has_id {
        fields.insert(0, format!("id: c{number}"));
    }
    if layout.order {
        fields.rotate_left(1);
    }
    let room = " ".repeat(indent);
    if layout.flow {
        let gap = " ".repeat(layout.extra_space);
        return format!("{room}- {{{gap}{}{gap}}}\n", fields.join(", "));
    }
    let inner = format!("{room}  {}", " ".repeat(layout.extra_space));
    let mut lines = String::new();
    if layout.dash_alone {
        lines.extend([&room, "-\n"]);
    }
    for (nth, field) in fields.iter().enumerate() {
        let start = if nth == 0 && !layout.dash_alone {
            format!("{room}- {}", " ".repeat(layout.extra_space))
        } else {
            inner.clone()
        };
        lines.extend([&start, field.as_str(), "\n"]);
        if layout.comment {
            lines.extend([&inner, "# {{no}} gap\n\n"]);
        }
    }
    lines
}

fn deck() -> impl Strategy<Value = String> {
    let cards = prop::collection::vec((prompt(), layout(), any::<bool>()), 1..6);
    (cards, 0_usize..5, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(mut cards, indent, crlf, bom, open)| {
        // Two cards that ask the same are an error, which no id fixes.
        let mut asked = std::collections::HashSet::new();
        cards.retain(|(text, ..)| asked.insert(text.split_whitespace().collect::<String>()));
        let cards: String = cards.iter().enumerate().map(|(number, one)| card(one, number, indent)).collect();
        let mut text = format!("title: T\n# mine\ncards:\n{cards}");
        if open {
            text.truncate(text.trim_end().len());
        }
        let text = if crlf { text.replace('\n', "\r\n") } else { text };
        if bom { format!("\u{feff}{text}") } else { text }
    })
}

/// What an author could leave unwritten: ids, and numbers if there are two or more gaps.
fn unwritten(deck: &Deck) -> usize {
    let bare = |card: &Card| match &card.body {
        Body::Cloze(ClozeCard { pieces, .. }) => {
            pieces.iter().filter(|piece| matches!(piece, ClozePiece::Gap { written: false, .. })).count() > 1
        }
        _ => false,
    };
    let ids = deck.cards.iter().filter(|card| card.identity == CardIdentity::Derived).count();
    ids + deck.cards.iter().filter(|card| bare(card)).count()
}

proptest! {
    #[test]
    fn only_ids_and_numbers_are_written_and_every_other_byte_stays(text in deck()) {
        let before = parse_deck("d", None, &text).expect("a deck");
        let fix = find_fixes("d", &text);
        let after = apply(&text, &fix.edits);
        let read = parse_deck("d", None, &after).expect("a deck still");
        let items = |deck: &Deck| -> Vec<String> {
            deck.cards.iter().flat_map(|card| card.parts().into_iter().map(|part| card.id.item(part).to_string())).collect()
        };
        prop_assert_eq!(items(&before), items(&read));
        prop_assert!(fix.left.is_empty(), "{:?} of\n{}", fix.left, text);
        prop_assert_eq!(unwritten(&read), 0, "{}\n{}", text, after);
        prop_assert_eq!(fix.ids + fix.numbered, unwritten(&before));
        // Removing what was inserted must give back the original file.
        let mut rest = after;
        for edit in fix.edits.iter().rev() {
            prop_assert_eq!(edit.gone, 0);
            let moved: usize = fix.edits.iter().take_while(|other| other.at < edit.at).map(|other| other.text.len()).sum();
            rest.replace_range(edit.at + moved..edit.at + moved + edit.text.len(), "");
        }
        prop_assert_eq!(rest, text);
    }

    #[test]
    fn nothing_that_is_no_deck_is_touched_or_makes_it_fall(text in "\\PC{0,80}|(title: T\ncards:\n(  - (id: |kind: |flip|cloze|text: |\\{\\{|\\}\\}|\n    |[a-z\"'\\\\]){0,12}\n){0,4})") {
        let fix = find_fixes("d", &text);
        let after = apply(&text, &fix.edits);
        if fix.edits.is_empty() {
            prop_assert_eq!(after, text);
        } else {
            prop_assert!(parse_deck("d", None, &after).is_ok());
        }
    }
}
