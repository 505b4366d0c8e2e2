//! Parses a deck's text into a [`Deck`] and [`Diagnostic`]s.

use std::path::{Path, PathBuf};

use super::cards::{CardContext, Cards};
use super::diagnostics::Diagnostics;
use super::error_recovery::{self, Tree};
use super::file_kind::FileKind;
use super::header::{self, Header};
use super::yaml::MAX_BYTES;
use crate::deck::allow::Allowed;
use crate::deck::card::{Deck, LeftOut};
use crate::deck::{Diagnostic, Place, RuleId, diagnostic};

/// Parses a deck. `stem` is its file's name without `.yaml`; it is the deck's id unless the header has one.
///
/// Cards with an error are left out. The diagnostics of all are in [`Deck::diagnostics`], in file order.
///
/// # Errors
/// The diagnostics of a file from which no deck could be made.
pub fn parse_deck(stem: &str, path: Option<&Path>, text: impl AsRef<[u8]>) -> Result<Deck, Vec<Diagnostic>> {
    let shown = path.map_or_else(|| PathBuf::from(format!("{stem}.yaml")), Path::to_path_buf);
    let source = decode(&shown, text.as_ref(), FileKind::Deck).map_err(|diagnostic| vec![*diagnostic])?;
    let mut report = Diagnostics::new(source, shown, FileKind::Deck);
    let deck = error_recovery::read(&mut report).and_then(|tree| deck(&mut report, &tree, stem));
    let meant = std::mem::take(&mut report.allowed);
    let (diagnostics, untold) = report.finished();
    match deck {
        Some(deck) => {
            let is_meant =
                |diagnostic: &Diagnostic| diagnostic.asked_anyway && meant.has(diagnostic.rule, diagnostic.place);
            let (allowed, diagnostics) = diagnostics.into_iter().partition(is_meant);
            Ok(Deck { path: path.map(Path::to_path_buf), diagnostics, untold, allowed, ..deck })
        }
        None => Err(diagnostics),
    }
}

fn deck(report: &mut Diagnostics, tree: &Tree, stem: &str) -> Option<Deck> {
    report.allowed = Allowed::of(report.source, tree.lines_of_cards(report.source));
    let Header { mut deck, cards: nodes } = header::read(report, tree, stem)?;
    let mut cards = Cards::default();
    for broken in &tree.broken {
        cards.left_out.push(LeftOut { id: broken.id.clone(), place: broken.place });
    }
    let context = CardContext { deck: &deck.id, tags: &deck.tags, was: &deck.was, judging: deck.judging };
    for (nth, node) in (1..).zip(nodes) {
        cards.take(report, &context, node, nth);
    }
    (deck.cards, deck.left_out) = cards.named(report, &context);
    Some(deck)
}

/// Decodes UTF-8, or reports the first invalid byte.
pub(crate) fn decode<'t>(path: &Path, bytes: &'t [u8], of: FileKind) -> Result<&'t str, Box<Diagnostic>> {
    if bytes.len() > MAX_BYTES {
        return Err(Box::new(too_large(path, of)));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let good = std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default();
        let line = good.bytes().filter(|&b| b == b'\n').count() + 1;
        let last = good.rsplit('\n').next().unwrap_or_default();
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let what = format!("byte {} of the file is not UTF-8", error.valid_up_to() + 1);
        let place = Place { line: narrow(line), column: narrow(last.chars().count() + 1) };
        let (line_text, caret) = diagnostic::excerpt(good, good.len());
        let help = Some("save the file as UTF-8".to_owned());
        Box::new(Diagnostic {
            place,
            line_text,
            caret,
            ..Diagnostic::of_file(path.into(), RuleId::NotUtf8, what, help)
        })
    })
}

/// The diagnostic for a file that is larger than what is read.
pub(crate) fn too_large(path: &Path, of: FileKind) -> Diagnostic {
    let what = format!("the file is larger than {} MiB, the most that is read", MAX_BYTES >> 20);
    Diagnostic::of_file(path.into(), RuleId::TooLarge, what, Some(of.smaller(false).to_owned()))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::deck::kinds::{ChoiceCard, ClozeCard, FlipCard, OrderCard, TermCard, TrueFalseCard, TypedCard};
    use crate::deck::{Body, Card, CardIdentity, Deck, ItemPart, Judging, Languages, RuleId, Text, cloze, parse_deck};

    fn every_kind() -> Deck {
        let deck = parse_deck("every-kind", None, include_str!("../../../tests/data/decks/every-kind.yaml"));
        deck.expect("a deck")
    }

    fn body(nth: usize) -> Body {
        every_kind().cards[nth].body.clone()
    }

    #[test]
    fn a_header_is_read() {
        let deck = every_kind();
        assert!(deck.diagnostics.is_empty(), "{:?}", deck.diagnostics);
        assert_eq!(deck.id.as_str(), "every-kind");
        assert_eq!(deck.title.source(), "Every kind: a deck for tests");
        assert_eq!(
            deck.about.map(|text| text.plain()).as_deref(),
            Some("Each kind of card once, and each field at least once.")
        );
        assert_eq!((deck.source.as_deref(), deck.after), (Some("outline"), vec!["first".to_owned()]));
        assert_eq!(deck.cards.len(), 8);
    }

    #[test]
    fn a_header_may_name_the_deck() {
        let deck = parse_deck("file", None, "id: named\ntitle: T\ncards: []\n").expect("a deck");
        assert_eq!(deck.id.as_str(), "named");
        assert_eq!(parse_deck("a b", None, "title: T\ncards: []\n").expect_err("no id")[0].rule, RuleId::BadId);
        assert!(parse_deck("a b", None, "id: ab\ntitle: T\ncards: []\n").is_ok());
    }

    #[test]
    fn what_every_card_may_have_is_read() {
        let deck = every_kind();
        let card = &deck.cards[0];
        assert_eq!((card.id.as_str(), card.identity), ("every-kind/flipped", CardIdentity::Written));
        assert_eq!(card.claims, ["outline-01", "outline-02"]);
        assert_eq!(card.tags, ["test", "every", "words"]);
        let was: Vec<_> = card.was.iter().map(|was| was.card.as_str()).collect();
        assert_eq!(was, ["every-kind/turned", "old-deck/turned"]);
        assert_eq!((card.revision, card.suspended, card.hints.len()), (2, true, 1));
        assert_eq!((card.place.line, card.place.column), (14, 5));
        let was = card.place_of("was", 1);
        assert_eq!((was.line, was.column), (22, 19));
        let (wrong, why) = (deck.cards[2].place_of("distractors", 1), deck.cards[2].place_of("why", 1));
        assert_eq!((wrong.line, why.line, why.column), (50, 51, 14));
    }

    #[test]
    fn what_begins_with_x_is_the_authors_own() {
        let text = "title: T\nx-course: {year: 2026, of: [a, b]}\ncards:\n  - id: a\n    kind: choice\n    question: q\n    \
                    answer: b\n    x-seen: \"\"\n    distractors: [{text: c, x-from: d}]\n";
        let deck = parse_deck("d", None, text).expect("a deck");
        assert!(deck.diagnostics.is_empty() && deck.cards.len() == 1, "{:?}", deck.diagnostics);
        let deck = parse_deck("d", None, text.replace("x-seen", "x-")).expect("a deck");
        assert_eq!(deck.diagnostics[0].rule, RuleId::UnknownField);
    }

    #[test]
    fn texts_are_what_stands_there() {
        let Body::Flip(FlipCard { question, answer }) = body(0) else { panic!("no flip") };
        assert_eq!((question.plain().as_str(), answer.source()), ("What does no mean here?", "no"));
        let Body::Typed(TypedCard { answers, many, exact, .. }) = body(1) else { panic!("no typed") };
        assert_eq!((answers[0].text.source(), answers[0].accept.len(), many, exact), ("1.10", 2, false, true));
    }

    /// The card with these fields in a deck with that header.
    fn card(header: &str, fields: &str) -> Card {
        let deck = parse_deck("d", None, format!("title: T\n{header}cards:\n  - id: a\n    {fields}\n"));
        let deck = deck.expect("a deck");
        assert!(deck.diagnostics.is_empty(), "{fields}\n{:?}", deck.diagnostics);
        Arc::unwrap_or_clone(deck.cards.into_iter().next().expect("a card"))
    }

    fn sources(texts: &[Text]) -> Vec<&str> {
        texts.iter().map(Text::source).collect()
    }

    #[test]
    fn a_language_is_that_of_the_deck_or_of_parts_of_a_card() {
        let of = |header: &str, more: &str| {
            let card = card(header, &format!("kind: term\n    term: t\n    definition: d{more}"));
            let Languages { question, answer, term, definition } = card.judging.languages;
            assert_eq!(card.answer_language(ItemPart::Term), term);
            assert_eq!(card.answer_language(ItemPart::Definition), definition);
            assert_eq!(card.answer_language(ItemPart::Cloze(1)), answer);
            [question, answer, term, definition].map(|language| language.to_string()).join(" ")
        };
        assert_eq!(of("", ""), "en en en en");
        assert_eq!(of("language: pt-BR\n", ""), "pt pt pt pt");
        assert_eq!(of("language: {question: en, answer: es}\n", ""), "en es en en");
        assert_eq!(of("language:\n  term: es\n  definition: de\n", ""), "en en es de");
        assert_eq!(of("language: {term: es}\n", "\n    language: fr"), "fr fr fr fr");
        assert_eq!(of("language: de\n", "\n    language: {term: es}"), "de de es de");
        let language = |header: &str| {
            let deck = parse_deck("d", None, format!("title: T\n{header}cards: []\n")).expect("a deck");
            (deck.language.clone(), deck.is_english())
        };
        assert_eq!(language("language: en-GB\n"), (Some("en-GB".to_owned()), true));
        assert_eq!(language("language: {question: de, answer: es}\n"), (Some("de".to_owned()), false));
        assert_eq!(language("language: {term: es, definition: de}\n"), (None, false));
        assert_eq!(language("language: {answer: es}\n"), (None, true));
    }

    #[test]
    fn articles_and_forms_are_the_decks_or_the_cards_word() {
        let of = |header: &str, more: &str| {
            let Judging { articles_required, counts_forms, .. } =
                card(header, &format!("kind: typed\n    question: q\n    answer: a{more}")).judging;
            (articles_required, counts_forms)
        };
        assert_eq!(of("", ""), (false, false));
        assert_eq!(of("articles: required\nforms: count\n", ""), (true, true));
        let free = "\n    articles: optional\n    forms: free";
        assert_eq!(of("articles: required\nforms: count\n", free), (false, false));
        assert_eq!(of("", "\n    articles: required\n    forms: count"), (true, true));
    }

    #[test]
    fn several_answers_may_be_wanted() {
        let fields = "kind: typed\n    question: q\n    answers: [a, b]\n    accept: [[], [c, d]]\n    ordered: true";
        let Body::Typed(TypedCard { answers, many, ordered, tolerance, .. }) = card("", fields).body else {
            panic!("no typed")
        };
        let texts: Vec<_> = answers.iter().map(|answer| (answer.text.source(), sources(&answer.accept))).collect();
        assert_eq!(texts, [("a", vec![]), ("b", vec!["c", "d"])]);
        assert!(many && ordered && tolerance.is_none());
        let card = card("", "kind: typed\n    question: q\n    answer: -9.81 m/s²\n    tolerance: 5 %");
        assert_eq!(card.place_of("tolerance", 0).line, 7);
        let Body::Typed(TypedCard { tolerance, many, .. }) = card.body else { panic!("no typed") };
        assert_eq!((tolerance.map(|it| it.to_string()).as_deref(), many), (Some("5%"), false));
    }

    #[test]
    fn gaps_have_other_forms_in_lists_as_their_numbers_want() {
        let accepted = |text: &str, accept: &str| {
            let card = card("", &format!("kind: cloze\n    text: \"{text}\"\n    accept: {accept}"));
            let Body::Cloze(ClozeCard { pieces, .. }) = card.body else { panic!("no cloze") };
            let of = |wanted| {
                let accepts = pieces.iter().filter_map(|piece| match piece {
                    cloze::ClozePiece::Gap { number, accept, .. } if *number == wanted => {
                        Some(sources(accept).join(" "))
                    }
                    _ => None,
                });
                accepts.collect()
            };
            cloze::numbers(&pieces).into_iter().flat_map(|number| -> Vec<String> { of(number) }).collect::<Vec<_>>()
        };
        assert_eq!(accepted("{{a}} b", "[c, d]"), ["c d"]);
        assert_eq!(accepted("{{a}} b {{c}}", "{c2: [d]}"), ["", "d"]);
        assert_eq!(accepted("{{a}} b {{c}}", "\n      c1: [e]\n      c2:\n        - d"), ["e", "d"]);
        assert_eq!(accepted("{{c1::a}} b {{c1::c}}", "[[], [d, e]]"), ["", "d e"]);
        assert_eq!(accepted("{{c1::a}} b {{c1::c}} {{c2::f}}", "{c2: [g], c1: [[d], []]}"), ["d", "", "g"]);
    }

    #[test]
    fn the_texts_of_accept_are_counted_through() {
        let cloze = "kind: cloze\n    text: \"{{a}} {{b}}\"\n    accept:\n      c1: [c]\n      c2:\n        - d";
        let card = card("", cloze);
        assert_eq!([0, 1].map(|nth| card.place_of("accept", nth).line), [7, 9]);
    }

    #[test]
    fn a_term_may_be_typed() {
        let sides = |more: &str| {
            let Body::Term(TermCard { typed, accept, .. }) =
                card("", &format!("kind: term\n    term: t\n    definition: d{more}")).body
            else {
                panic!("no term")
            };
            ([typed.term, typed.definition], sources(&accept.term).join(" "), sources(&accept.definition).join(" "))
        };
        assert_eq!(sides(""), ([false; 2], String::new(), String::new()));
        assert_eq!(sides("\n    typed: term").0, [true, false]);
        assert_eq!(sides("\n    typed: definition").0, [false, true]);
        let both = sides("\n    typed: both\n    accept: {term: [x, y], definition: [z]}");
        assert_eq!(both, ([true; 2], "x y".to_owned(), "z".to_owned()));
    }

    #[test]
    fn an_exact_answer_has_no_marks() {
        let Body::Typed(TypedCard { answers, .. }) =
            card("", "kind: typed\n    question: q\n    exact: true\n    answer: \"**/*.rs\"\n    accept: [\"`*`\"]")
                .body
        else {
            panic!("no typed")
        };
        assert_eq!((answers[0].text.plain().as_str(), answers[0].accept[0].plain().as_str()), ("**/*.rs", "*"));
        let fields = "kind: cloze\n    exact: true\n    text: 'All *files*: {{c1::**/*.rs}} in **here**.'";
        let Body::Cloze(ClozeCard { pieces, .. }) = card("", fields).body else { panic!("no cloze") };
        assert_eq!(cloze::filled(&pieces).plain(), "All files: **/*.rs in here.");
    }

    #[test]
    fn choices_are_one_or_several() {
        let Body::Choice(ChoiceCard { question, answers, distractors, many }) = body(2) else { panic!("no choice") };
        assert_eq!(question.plain(), "What does this print?\n\n# not a comment\nx: y");
        assert_eq!((answers[0].source(), many), ("~", false));
        assert_eq!(distractors[1].text.source(), "007");
        assert_eq!(distractors[1].why.as_ref().map(Text::source), Some("Agents have no part in it."));
        let Body::Choice(ChoiceCard { answers, many, .. }) = body(3) else { panic!("no choice") };
        assert_eq!((answers.len(), many), (2, true));
    }

    #[test]
    fn gaps_terms_and_steps_are_read() {
        let Body::Cloze(ClozeCard { pieces, typed, exact }) = body(5) else { panic!("no cloze") };
        assert_eq!((cloze::numbers(&pieces), typed, exact), (vec![1, 2], false, false));
        assert_eq!(cloze::filled(&pieces).source(), "The second stands before the first, : and the other too.");
        assert!(matches!(body(4), Body::TrueFalse(TrueFalseCard { answer: false, correction: Some(_), .. })));
        assert!(matches!(body(6), Body::Order(OrderCard { steps, .. }) if steps.len() == 3));
        assert!(matches!(body(7), Body::Term(_)));
    }

    #[test]
    fn a_card_without_an_id_gets_the_derived_one() {
        let card = every_kind().cards[7].clone();
        assert_eq!(card.identity, CardIdentity::Derived);
        assert!(card.id.card().starts_with("fork-"), "{}", card.id);
        let items: Vec<_> = card.parts().into_iter().map(|part| card.id.item(part).to_string()).collect();
        assert_eq!(items, [format!("{}#term", card.id), format!("{}#definition", card.id)]);
    }

    #[test]
    fn numbering_its_gaps_changes_no_derived_id() {
        let id = |text: &str| {
            let deck = format!("title: T\ncards:\n  - kind: cloze\n    text: \"{text}\"\n");
            parse_deck("d", None, deck).expect("a deck").cards[0].id.clone()
        };
        assert_eq!(
            id("The {{first}} and the {{second::hint}} one"),
            id("The {{c1::first}} and the {{c2::second}} one")
        );
    }

    #[test]
    fn windows_line_ends_and_a_byte_order_mark_are_welcome() {
        let text = include_str!("../../../tests/data/decks/every-kind.yaml").replace('\n', "\r\n");
        let deck = parse_deck("every-kind", None, format!("\u{feff}{text}")).expect("a deck");
        assert!(deck.diagnostics.is_empty(), "{:?}", deck.diagnostics);
        let bodies = |deck: &Deck| deck.cards.iter().map(|card| (card.body.clone(), card.place)).collect::<Vec<_>>();
        assert_eq!(bodies(&deck), bodies(&every_kind()));
    }
}
