//! Texts alone: marks and gaps, sources and synonyms.

use super::{assert_safe, assert_shown};
use crate::deck::cloze::{self, ClozePiece};
use crate::deck::edit::{CardDraft, FieldValue};
use crate::deck::text::{one_line, safe, safe_line};
use crate::deck::{Kind, MAX_ID_CHARS, Text, parse_deck, parse_source, parse_synonyms, slug};
use crate::grading::{is_english_word, outline};

/// Marks, gaps, ids and quotes.
pub fn marks(bytes: &[u8]) {
    let raw = String::from_utf8_lossy(bytes);
    let made_safe = safe(&raw);
    assert_eq!(safe(&made_safe), made_safe, "what is safe stays as it is");
    assert_safe(&safe_line(&raw));
    for text in [Text::new(&raw), Text::piece(&raw), Text::new(&raw).literally(), Text::new(&raw).judged()] {
        text_laws(&text);
    }
    gaps(&raw);
    let id = slug(&raw, MAX_ID_CHARS);
    assert!(id.chars().count() <= MAX_ID_CHARS, "{id}");
    assert_safe(&outline::of_words(&made_safe));
    assert_safe(&outline::of_code(&made_safe));
    let _ = is_english_word(&raw);
    draft(&raw);
}

fn text_laws(text: &Text) {
    let (source, plain) = (text.source(), text.plain());
    assert_safe(source);
    assert_safe(&plain);
    let joined: String = text.spans().into_iter().map(|span| span.text).collect();
    assert_eq!(joined.trim_end_matches('\n'), plain.trim_end_matches('\n'), "spans are the plain text: {source:?}");
    let literal = text.clone().literally();
    if !literal.has_code() {
        assert_eq!(literal.plain(), source, "a literal text has no marks");
        let marked = Text::piece(&literal.marked()).plain();
        assert_eq!(marked.trim_end_matches('\n'), source.trim_end_matches('\n'), "its marks are escaped");
    }
}

fn gaps(raw: &str) {
    let text = Text::new(raw);
    let pieces = match cloze::parse(text.source()) {
        Ok(pieces) => pieces,
        Err((_, at)) => {
            assert!(text.source().is_char_boundary(at), "a place within a character");
            return;
        }
    };
    for piece in &pieces {
        match piece {
            ClozePiece::Shown(shown) => text_laws(shown),
            ClozePiece::Gap { text, hint, .. } => {
                text_laws(text);
                hint.iter().for_each(text_laws);
            }
        }
    }
    assert!(!cloze::numbers(&pieces).is_empty());
    text_laws(&cloze::filled(&pieces));
}

/// A card that `add` writes reads as it was meant.
fn draft(raw: &str) {
    let asked = raw.trim();
    if one_line(asked).is_empty() {
        return;
    }
    let text = |text: &str| FieldValue::Text(text.to_owned());
    let fields =
        vec![("question", text(asked)), ("answer", text("A")), ("hint", FieldValue::texts([asked.to_owned()]))];
    let Some(kind) = Kind::of_word("flip") else { unreachable!("a kind of card") };
    let alone = CardDraft { id: "a".to_owned(), kind, fields }.alone(None);
    let deck = parse_deck("d", None, &alone).unwrap_or_else(|told| panic!("no deck any more: {told:?}\n{alone}"));
    // What is too long or hides something is refused; nothing is read as something else.
    if let Some(card) = deck.cards.first() {
        assert_eq!(card.prompt(), Text::new(asked), "{alone}");
        assert_eq!(card.hints, [Text::new(asked)], "{alone}");
    } else {
        assert!(!deck.diagnostics.is_empty(), "{alone}");
    }
}

/// A file of claims, and one of synonyms.
pub fn source(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match parse_source("s", None, bytes) {
        Ok((source, diagnostics)) => {
            assert_shown(&diagnostics, &text);
            for claim in &source.claims {
                text_laws(&claim.statement);
                claim.why.iter().chain(&claim.caution).for_each(text_laws);
            }
            for section in &source.sections {
                section.title.iter().chain(&section.summary).for_each(text_laws);
            }
            source.title.iter().chain(&source.author).chain(&source.where_).for_each(text_laws);
        }
        Err(diagnostics) => assert_shown(&diagnostics, &text),
    }
    match parse_synonyms("s", None, bytes) {
        Ok((synonyms, diagnostics)) => {
            assert_shown(&diagnostics, &text);
            for list in &synonyms.lists {
                assert!(list.len() > 1, "a list of one");
                for synonym in list {
                    assert_safe(&synonym.text);
                }
            }
        }
        Err(diagnostics) => assert_shown(&diagnostics, &text),
    }
}
