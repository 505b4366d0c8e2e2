use super::super::collection::{NoteType, Template};
use super::*;
use crate::deck::edit::FieldValue;

const FRONT_SIDE: &str = "{{FrontSide}}\n\n<hr id=answer>\n\n";

/// A note type with its fields and both sides of its templates.
fn note_type(is_cloze: bool, fields: &[&str], templates: &[(&str, &str)]) -> NoteType {
    let template = |&(front, back): &(&str, &str)| Template {
        name: "Card 1".to_owned(),
        front: front.to_owned(),
        back: back.replace("{{FrontSide}}<hr>", FRONT_SIDE),
    };
    NoteType {
        id: 1,
        name: "T".to_owned(),
        is_cloze,
        fields: fields.iter().map(|&field| field.to_owned()).collect(),
        templates: templates.iter().map(template).collect(),
        ..NoteType::default()
    }
}

fn basic() -> NoteType {
    note_type(false, &["Front", "Back"], &[("{{Front}}", "{{FrontSide}}<hr>{{Back}}")])
}

fn gaps() -> NoteType {
    note_type(true, &["Text", "Extra"], &[("{{cloze:Text}}", "{{cloze:Text}}<br>\n{{Extra}}")])
}

/// One note of this type with cards of these numbers.
fn collection(of: NoteType, fields: &[&str], ords: &[u32]) -> Collection {
    let note = Note {
        id: 7,
        guid: "guid".to_owned(),
        note_type: 1,
        tags: vec!["a::b".to_owned()],
        fields: fields.iter().map(|&field| field.to_owned()).collect(),
        ..Note::default()
    };
    let deck = AnkiDeck { id: 5, path: vec!["Sea".to_owned(), "Ports".to_owned()], ..AnkiDeck::default() };
    let cards =
        ords.iter().map(|&ord| AnkiCard { id: 100 + i64::from(ord), note: 7, deck: 5, ord, ..AnkiCard::default() });
    Collection {
        decks: vec![deck],
        note_types: vec![of],
        notes: vec![note],
        cards: cards.collect(),
        ..Collection::default()
    }
}

/// The cards as text: key, kind, fields.
fn cards(converted: &Converted) -> Vec<String> {
    let shown = |value: &FieldValue| match value {
        FieldValue::Text(text) | FieldValue::Bare(text) => text.clone(),
        FieldValue::List(entries) => format!("{entries:?}"),
        other => format!("{other:?}"),
    };
    let cards = converted.material.decks.iter().flat_map(|deck| &deck.cards);
    cards
        .map(|card| {
            let own = card.draft.fields.iter().filter(|(name, _)| *name != "tags");
            let fields: Vec<String> = own.map(|(name, value)| format!("{name}: {}", shown(value))).collect();
            format!("{} {} | {}", card.key, card.draft.kind.word(), fields.join(" | "))
        })
        .collect()
}

fn asked(converted: &Converted) -> Vec<String> {
    let mut asked: Vec<String> =
        converted.asked.iter().map(|(id, asked)| format!("{} = {} #{}", id - 100, asked.key, asked.part)).collect();
    asked.sort_unstable();
    asked
}

fn remarks(converted: &Converted) -> Vec<(RemarkKind, &str)> {
    converted.material.remarks.iter().map(|remark| (remark.kind, remark.what.as_str())).collect()
}

fn made(of: NoteType, fields: &[&str], ords: &[u32]) -> Converted {
    convert(&collection(of, fields, ords), &|_| false)
}

#[test]
fn the_usual_note_types_become_our_kinds() {
    let flip = made(basic(), &["Oslo <b>is</b>", "in *Norway*"], &[0]);
    assert_eq!(cards(&flip), ["guid flip | question: Oslo **is** | answer: in \\*Norway\\*"]);
    assert_eq!(asked(&flip), ["0 = guid #"]);
    assert_eq!(remarks(&flip), []);

    let both = [("{{Front}}", "{{FrontSide}}<hr>{{Back}}"), ("{{Back}}", "{{FrontSide}}<hr>{{Front}}")];
    let term = made(note_type(false, &["Front", "Back"], &both), &["fork", "a copy"], &[0, 1]);
    assert_eq!(cards(&term), ["guid term | term: fork | definition: a copy"]);
    assert_eq!(asked(&term), ["0 = guid #definition", "1 = guid #term"]);

    let optional = [both[0], ("{{#Rev}}{{Back}}{{/Rev}}", "{{FrontSide}}<hr>{{Front}}")];
    let optional = note_type(false, &["Front", "Back", "Rev"], &optional);
    assert_eq!(cards(&made(optional.clone(), &["a", "b", "y"], &[0, 1])), ["guid term | term: a | definition: b"]);
    assert_eq!(cards(&made(optional, &["a", "b", ""], &[0])), ["guid flip | question: a | answer: b"]);

    let typed = note_type(
        false,
        &["Front", "Back"],
        &[("{{Front}}\n\n{{type:Back}}", "{{Front}}\n\n<hr id=answer>\n\n{{type:Back}}")],
    );
    let typed = made(typed, &["Water?", "<div>H<sub>2</sub>O</div>"], &[0]);
    assert_eq!(cards(&typed), ["guid typed | question: Water? | answer: H2O"]);

    let cloze = made(gaps(), &["The {{c1::<b>Oslo</b>}} of {{c2::Norway::land}}", "More."], &[0, 1]);
    let text = "text: The {{c1::**Oslo**}} of {{c2::Norway::land}} | typed: false | because: More.";
    assert_eq!(cards(&cloze), [format!("guid cloze | {text}")]);
    assert_eq!(asked(&cloze), ["0 = guid #c1", "1 = guid #c2"]);
}

#[test]
fn the_place_in_the_tree_is_a_name_and_tags() {
    let mut both = collection(basic(), &["a", "b"], &[0]);
    both.decks.push(AnkiDeck { id: 6, path: vec!["sea ports".to_owned()], ..AnkiDeck::default() });
    both.notes.push(Note { id: 8, guid: "g".to_owned(), ..both.notes[0].clone() });
    both.cards.push(AnkiCard { id: 200, note: 8, deck: 6, ..AnkiCard::default() });
    let converted = convert(&both, &|_| false);
    let decks: Vec<_> =
        converted.material.decks.iter().map(|deck| (&*deck.id, &*deck.title, deck.tags.len())).collect();
    assert_eq!(decks, [("sea-ports", "Sea: Ports", 1), ("sea-ports-2", "sea ports", 0)]);
    assert_eq!(converted.material.decks[0].tags, ["Sea"]);
    let fields = &converted.material.decks[0].cards[0].draft.fields;
    assert_eq!(fields.last(), Some(&("tags", FieldValue::texts(["a::b".to_owned()]))));
    assert_eq!(convert(&both, &|note| note.guid == "g").material.decks.len(), 1, "ours are left to others");
}

#[test]
fn templates_are_asked_as_they_are() {
    let rich = note_type(
        false,
        &["Word", "Read", "Info", "Own"],
        &[(
            "<div class=x>{{furigana:Word}}</div>{{hint:Info}}<script>x()</script>",
            "{{FrontSide}}<hr>{{Read}}{{#Info}}<br>({{Info}}){{/Info}} {{Tags}}",
        )],
    );
    let made = made(rich, &["家[いえ]", "<i>house</i>", "a noun", "mine"], &[0]);
    let fields = "question: 家(いえ) | answer: *house*\n(a noun) a::b | hint: [Text(\"a noun\")]";
    assert_eq!(cards(&made), [format!("guid flip | {fields}")]);
    assert_eq!(remarks(&made), [(RemarkKind::Left, "the field Own of the note type T is on no card")]);
}

#[test]
fn several_templates_are_several_cards() {
    let three = note_type(
        false,
        &["A", "B"],
        &[("1 {{A}}", "{{FrontSide}}<hr>{{B}}"), ("2 {{A}}", "{{B}}"), ("3 {{A}}", "{{FrontSide}}{{B}}")],
    );
    let made = made(three, &["a", "b"], &[0, 2]);
    assert_eq!(cards(&made), ["guid flip | question: 1 a | answer: b", "guid 3 flip | question: 3 a | answer: b"]);
    assert_eq!(asked(&made), ["0 = guid #", "2 = guid 3 #"]);
}

#[test]
fn gaps_that_ours_cannot_be_are_cards_of_their_own() {
    let nested = made(gaps(), &["{{c1::a {{c2::b}} c}} d", "x"], &[0, 1]);
    assert_eq!(
        cards(&nested),
        [
            "guid flip | question: [...] d | answer: a b c d\nx",
            "guid 2 flip | question: a [...] c d | answer: a b c d\nx"
        ]
    );
    let shared = made(gaps(), &["{{c1,2::m}} {{c2::n}}", ""], &[0, 1]);
    assert_eq!(
        cards(&shared),
        ["guid flip | question: [...] n | answer: m n", "guid 2 flip | question: [...] [...] | answer: m n"]
    );
    let gone = made(gaps(), &["{{c1::a}} b", ""], &[0, 4]);
    assert_eq!(cards(&gone), ["guid cloze | text: {{c1::a}} b | typed: false"]);
    assert_eq!(remarks(&gone), [(RemarkKind::Left, "its text has no gap 5")]);
    let many = made(gaps(), &[&"{{c1::a}} ".repeat(101), ""], &[0]);
    assert!(cards(&many)[0].starts_with("guid flip | question: [...] [...]"));
}

#[test]
fn typed_answers_are_those_that_were_right_there() {
    let typed = |field: &str| {
        note_type(false, &["F", "B"], &[(&format!("{{{{F}}}}{{{{{field}}}}}"), "{{FrontSide}}<hr>{{type:B}}{{F}}!")])
    };
    let answer = |html: &str| cards(&made(typed("type:B"), &["q", html], &[0]));
    assert_eq!(answer("a*b `c`"), ["guid typed | question: q | answer: a\\*b \\`c\\` | because: q!"]);
    assert_eq!(answer("C:\\_old"), ["guid typed | question: q | answer: C:\\_old | because: q!"]);
    assert_eq!(answer("a<br>b"), ["guid typed | question: q | answer: a b | because: q!"]);
    let nc = cards(&made(typed("type:nc:B"), &["q", "año"], &[0]));
    assert_eq!(nc, ["guid typed | question: q | answer: año | accept: [Text(\"ano\")] | because: q!"]);
    let empty = cards(&made(typed("type:B"), &["q", ""], &[0]));
    assert_eq!(empty, ["guid flip | question: q | answer: q!"]);
    let cloze = note_type(true, &["T"], &[("{{cloze:T}}{{type:cloze:T}}", "{{cloze:T}}{{type:cloze:T}}")]);
    assert_eq!(cards(&made(cloze, &["a {{c1::b}}"], &[0])), ["guid cloze | text: a {{c1::b}}"]);
}

#[test]
fn a_masked_picture_is_asked_by_its_name() {
    let of = NoteType { stock: 6, ..note_type(true, &["O", "I", "H", "E", "C"], &[("{{cloze:O}}", "{{Image}}")]) };
    let mask = "{{c1::image-occlusion:rect:left=.1}}";
    let made = made(of, &[mask, "<img src=map.png>", "Ports", "Bergen", ""], &[0]);
    let question = "question: Ports\n[map.png]\nWhat is under mask 1 of the picture? | answer: Bergen";
    assert_eq!(cards(&made), [format!("guid flip | {question}")]);
    assert_eq!(made.media["sea-ports"].iter().collect::<Vec<_>>(), ["map.png"]);
    assert!(remarks(&made).contains(&(RemarkKind::Changed, "the masks of its picture are not drawn")));
}

#[test]
fn what_cannot_be_a_card_is_left_with_its_reason() {
    let left = |of: NoteType, fields: &[&str], ords: &[u32]| {
        let made = made(of, fields, ords);
        assert_eq!((cards(&made), made.asked.len()), (Vec::new(), 0));
        remarks(&made).iter().map(|(kind, what)| format!("{kind:?}: {what}")).collect::<Vec<_>>()
    };
    assert_eq!(left(basic(), &["a", ""], &[0]), ["Left: its back is empty"]);
    assert_eq!(left(basic(), &["<br>", "b"], &[0]), ["Left: its front is empty"]);
    assert_eq!(left(basic(), &["a", "b"], &[]), ["Left: it has no cards"]);
    assert_eq!(left(basic(), &["a", "b"], &[3]), ["Left: the note type has no template for it"]);
    assert_eq!(left(gaps(), &["no gap", ""], &[0]), ["Left: its text has no gap 1"]);
    let wrong = note_type(false, &["A"], &[("{{A}}{{B}}", "{{A}}")]);
    assert_eq!(left(wrong, &["a"], &[0]), ["Left: its template names a field `B`, which the note type doesn't have"]);
    let open = note_type(false, &["A"], &[("{{#A}}", "{{A}}")]);
    let told = left(open, &["a"], &[0]);
    assert_eq!(told[0], "Left: its template has a condition `A` that never ends");
}

#[test]
fn no_two_cards_share_a_key() {
    let mut twice = collection(basic(), &["a", "b"], &[0]);
    twice.notes.push(Note { id: 8, ..twice.notes[0].clone() });
    twice.notes.push(Note { id: 9, guid: String::new(), ..twice.notes[0].clone() });
    for (id, note) in [(200, 8), (201, 9)] {
        twice.cards.push(AnkiCard { id, note, deck: 5, ..AnkiCard::default() });
    }
    let converted = convert(&twice, &|_| false);
    let keys: Vec<&str> = converted.material.decks[0].cards.iter().map(|card| &*card.key).collect();
    assert_eq!(keys, ["guid", "guid-note-8", "note-9"]);
}
