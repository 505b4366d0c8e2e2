use super::*;
use crate::deck::Kind;
use crate::exchange::material::Origin;

const WISHES: Wishes<'_> = Wishes { mark: "x-table", into: None, overwrite: false };

fn card(key: &str, question: &str) -> IncomingCard {
    let fields = vec![("question", FieldValue::Text(question.into())), ("answer", FieldValue::Text("A".into()))];
    let draft = CardDraft { id: "a-card".into(), kind: Kind::Flip, fields };
    IncomingCard { key: key.into(), draft, place: Origin::Note(key.into()) }
}

fn deck(id: &str, cards: &[(&str, &str)]) -> IncomingDeck {
    let cards = cards.iter().map(|(key, question)| card(key, question)).collect();
    IncomingDeck { id: id.into(), title: id.to_uppercase(), tags: vec!["far".into()], cards, ..IncomingDeck::default() }
}

fn of(decks: Vec<IncomingDeck>) -> Material {
    Material { decks, remarks: Vec::new() }
}

fn there(id: &str, text: &str) -> DeckThere {
    DeckThere { deck: parse_deck(id, None, text).expect("a deck"), text: text.to_owned() }
}

/// The changes when decks with these ids are there.
fn changes(decks: Vec<IncomingDeck>, there: &[DeckThere], wishes: Wishes<'_>) -> DeckChanges {
    let ids: Vec<String> = there.iter().map(|one| one.deck.id.to_string()).collect();
    deck_changes(vec![of(decks)], there, &ids, wishes).expect("changes")
}

/// The decks after an import of these into nothing.
fn imported(decks: Vec<IncomingDeck>) -> Vec<DeckThere> {
    let changes = changes(decks, &[], WISHES);
    assert_eq!(changes.remarks, []);
    changes.decks.iter().map(|deck| there(deck.id.as_str(), &deck.text)).collect()
}

fn counts(deck: &DeckChange) -> (usize, usize, usize, usize) {
    (deck.new.len(), deck.updated.len(), deck.edited.len(), deck.unchanged)
}

#[test]
fn a_deck_is_made_of_cards_that_come() {
    let changes = changes(vec![deck("ports", &[("k 1", "One?"), ("k2", "Two?")])], &[], WISHES);
    let [made] = &changes.decks[..] else { panic!("{changes:?}") };
    let lines: Vec<&str> = made.text.lines().skip(1).filter(|line| !line.contains("x-table: k")).collect();
    assert_eq!(
        lines.join("\n"),
        "title: PORTS\ntags:\n  - far\ncards:\n  - id: a-card\n    kind: flip\n    question: One?\n    answer: A\n  \
         - id: a-card-2\n    kind: flip\n    question: Two?\n    answer: A"
    );
    assert_eq!(changes.cards["k 1"].as_str(), "ports/a-card");
    assert_eq!(changes.cards["k2"].as_str(), "ports/a-card-2");
    assert_eq!(changes.became[&(0, "ports".to_owned())].as_str(), "ports");
}

#[test]
fn the_same_again_changes_nothing() {
    let decks = || vec![deck("ports", &[("k1", "One?"), ("k2", "Two?")]), deck("seas", &[("k3", "One?")])];
    let there = imported(decks());
    let again = changes(decks(), &there, WISHES);
    assert_eq!(again.decks.iter().map(counts).collect::<Vec<_>>(), [(0, 0, 0, 2), (0, 0, 0, 1)]);
    assert!(again.decks.iter().zip(&there).all(|(deck, there)| deck.text == there.text && !deck.is_changed()));
    assert_eq!(again.cards["k2"].as_str(), "ports/a-card-2");
}

#[test]
fn what_is_new_there_comes_and_what_was_edited_here_stays() {
    let first = imported(vec![deck("ports", &[("k1", "One?"), ("k2", "Two?"), ("k3", "Three?"), ("k4", "Four?")])]);
    let text = first[0].text.replace("Two?", "Second?").replace("Four?", "Fourth?");
    let edited = [there("ports", &text)];
    let second =
        || vec![deck("ports", &[("k1", "I?"), ("k2", "II?"), ("k3", "Three?"), ("k4", "Four?"), ("k5", "V?")])];
    let kept = changes(second(), &edited, WISHES);
    assert_eq!(counts(&kept.decks[0]), (1, 1, 1, 2));
    assert_eq!(kept.decks[0].edited, ["a-card-2"]);
    for shown in ["I?", "Second?", "Three?", "Fourth?", "V?"] {
        assert!(kept.decks[0].text.contains(&format!("question: {shown}\n")), "{}", kept.decks[0].text);
    }
    let taken = changes(second(), &edited, Wishes { overwrite: true, ..WISHES });
    assert_eq!(counts(&taken.decks[0]), (1, 3, 0, 1));
    let after = [there("ports", &taken.decks[0].text)];
    assert_eq!(counts(&changes(second(), &after, WISHES).decks[0]), (0, 0, 0, 5));
}

#[test]
fn a_card_is_found_wherever_it_was_moved() {
    let first = imported(vec![deck("ports", &[("k1", "One?"), ("k2", "Two?")])]);
    let text = first[0].text.replace("title: PORTS", "title: Mine").replace("tags:\n  - far\n", "");
    let moved = [there("mine", &text)];
    let again = changes(vec![deck("ports", &[("k1", "I?"), ("k3", "Three?")])], &moved, WISHES);
    assert_eq!(counts(&again.decks[0]), (1, 1, 0, 0));
    assert_eq!((again.cards["k1"].as_str(), again.became[&(0, "ports".to_owned())].as_str()), ("mine/a-card", "mine"));
    // The header lacks the tag now.
    assert_eq!(again.decks[0].text.matches("- far\n").count(), 2, "{}", again.decks[0].text);
}

#[test]
fn ids_that_are_taken_are_numbered() {
    let here =
        [there("ports", "title: T\ncards:\n  - {id: a-card, kind: flip, question: Q, answer: A, was: a-card-2}\n")];
    let own = changes(vec![deck("ports", &[("k", "One?")])], &here, WISHES);
    assert_eq!(own.cards["k"].as_str(), "ports-2/a-card");
    let into = changes(vec![deck("ports", &[("k", "One?")])], &here, Wishes { into: Some(Target::There(0)), ..WISHES });
    assert_eq!(into.cards["k"].as_str(), "ports/a-card-3");
    assert!(into.decks[0].text.starts_with(&here[0].text), "{}", into.decks[0].text);
}

#[test]
fn several_decks_become_one_that_was_named() {
    let id = DeckId::new("all").expect("an id");
    let wishes = Wishes { into: Some(Target::New(&id)), ..WISHES };
    let one = changes(vec![deck("ports", &[("k1", "One?")]), deck("seas", &[("k2", "Two?")])], &[], wishes);
    let [all] = &one.decks[..] else { panic!("{one:?}") };
    assert_eq!((all.id.as_str(), counts(all)), ("all", (2, 0, 0, 0)));
    assert!(
        all.text.contains("title: PORTS\ncards:\n") && all.text.matches("      - far\n").count() == 2,
        "{}",
        all.text
    );
}

#[test]
fn two_files_may_have_parts_of_one_deck() {
    let halves = ["k1", "k2"].map(|key| of(vec![deck("ports", &[(key, "One?"), ("k3", "Three?")])]));
    let both = deck_changes(halves.to_vec(), &[], &[], WISHES).expect("changes");
    let [ports] = &both.decks[..] else { panic!("{both:?}") };
    assert_eq!(counts(ports), (3, 0, 0, 0));
    assert_eq!(both.remarks.iter().map(|(file, _)| *file).collect::<Vec<_>>(), [1]);
}

#[test]
fn what_cannot_be_a_card_is_left_and_said() {
    let twice = changes(vec![deck("ports", &[("k", "One?"), ("k", "Two?"), ("l", "")])], &[], WISHES);
    let told: Vec<&str> = twice.remarks.iter().map(|(_, remark)| remark.what.as_str()).collect();
    assert_eq!((told.len(), told[0]), (2, "it came before in the same import"));
    assert!(!twice.cards.contains_key("l"));
    let none = changes(vec![deck("ports", &[("l", "")])], &[], WISHES);
    assert_eq!(none.decks, []);
}

#[test]
fn a_card_that_is_too_long_is_left_wherever_it_would_go() {
    let long = "x".repeat(10_001);
    let cards = || vec![deck("ports", &[("k", "One?"), ("long", &*long), ("m", "Two?"), ("longer", &*long)])];
    let here = [there("ports", "title: T\ncards:\n  - {id: a, kind: flip, question: Q, answer: A}\n")];
    let into = Wishes { into: Some(Target::There(0)), ..WISHES };
    for (wishes, id) in [(WISHES, "ports-2"), (into, "ports")] {
        let done = changes(cards(), &here, wishes);
        let [ports] = &done.decks[..] else { panic!("{done:?}") };
        assert_eq!((ports.id.as_str(), counts(ports), done.cards.len()), (id, (2, 0, 0, 0), 2));
        let told: Vec<&str> = done.remarks.iter().map(|(_, remark)| remark.what.as_str()).collect();
        let why = "has more than 10000 characters, the most that are read";
        assert!(told.len() == 2 && told.iter().all(|told| told.ends_with(why)), "{told:?}");
    }
}

#[test]
fn a_card_that_would_break_its_deck_is_left() {
    let here = [there("ports", "title: T\ncards:\n  - {id: a, kind: flip, question: Q, answer: A}\n")];
    let into = Wishes { into: Some(Target::There(0)), ..WISHES };
    for wishes in [WISHES, into] {
        let mut ports = deck("ports", &[("k", "One?"), ("l", "Two?")]);
        ports.cards[0].draft.fields = vec![("question", FieldValue::Bare("[".into()))];
        let done = changes(vec![ports], &here, wishes);
        assert_eq!((counts(&done.decks[0]), done.remarks.len()), ((1, 0, 0, 0), 1), "{done:?}");
        assert!(done.cards.contains_key("l"));
    }
}

#[test]
fn more_decks_than_anyone_has_are_refused() {
    let decks = |count: usize| (0..count).map(|n| deck("d", &[(&*format!("k{n}"), "Q")])).enumerate();
    let titled = |count| decks(count).map(|(n, deck)| IncomingDeck { title: format!("T {n}"), ..deck }).collect();
    let made = changes(titled(MAX_NEW_DECKS), &[], WISHES);
    assert_eq!((made.decks.len(), made.decks[999].id.as_str()), (1_000, "d-1000"));
    let refused = deck_changes(vec![of(titled(MAX_NEW_DECKS + 1))], &[], &[], WISHES);
    assert!(refused.is_err_and(|why| why.contains("more than 1000 new decks")));
    let id = DeckId::new("all").expect("an id");
    let into = Wishes { into: Some(Target::New(&id)), ..WISHES };
    assert_eq!(changes(titled(MAX_NEW_DECKS + 1), &[], into).decks.len(), 1);
}

#[test]
fn a_deck_that_no_card_can_be_added_to_is_an_error() {
    let here = [there("ports", "title: T\ncards: [{id: a, kind: flip, question: Q, answer: A}]\n")];
    let wishes = Wishes { into: Some(Target::There(0)), ..WISHES };
    let refused = deck_changes(vec![of(vec![deck("ports", &[("k", "One?")])])], &here, &[], wishes);
    assert!(refused.is_err_and(|why| why.contains("layout")));
}
