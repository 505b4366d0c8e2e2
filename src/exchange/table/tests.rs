use super::super::material::{Origin, RemarkKind};
use super::*;
use crate::deck::{Kind, parse_deck};

/// Each card as its kind and what it asks, once it has been read back.
fn cards(table: &Table) -> Vec<(String, Kind, String)> {
    let all = table.material.decks.iter().flat_map(|deck| &deck.cards);
    all.map(|card| {
        let deck = parse_deck("d", None, card.draft.alone(None)).expect("a deck");
        assert_eq!((deck.cards.len(), deck.diagnostics.len()), (1, 0), "{:?}", deck.diagnostics);
        (card.key.clone(), card.draft.kind, deck.cards[0].prompt().plain())
    })
    .collect()
}

#[test]
fn habits_of_other_programs_are_read() {
    let utf16: Vec<u8> =
        "\u{feff}Term\tDefinition\r\nFluß\tRiver\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cases: [(&[u8], &str, &str); 6] = [
        (b"Loire\tFrance\nEbro\tSpain, or so\n", "UTF-8, separated by tabs", "Loire"),
        (b"Loire,France\nEbro,Spain\n", "UTF-8, separated by commas", "Loire"),
        ("\u{feff}front;back\r\nFluß;\"a; b\"\r\n".as_bytes(), "UTF-8, separated by semicolons", "Fluß"),
        (&utf16, "UTF-16, separated by tabs", "Fluß"),
        (b"question;answer\r\nFlu\xdf;\x80 5\r\n", "Windows-1252, separated by semicolons", "Fluß"),
        (b"question,answer\n=cmd(*1*),no\n", "UTF-8, separated by commas", "=cmd(*1*)"),
    ];
    for (bytes, taken, prompt) in cases {
        let table = read(bytes, "rivers").unwrap_or_else(|err| panic!("{taken}: {err}"));
        assert!(table.taken_as.starts_with(taken), "{}", table.taken_as);
        assert_eq!(cards(&table)[0].2, prompt);
    }
}

#[test]
fn the_head_of_ankis_text_says_what_columns_hold() {
    let text =
        b"#separator:tab\n#html:false\n#guid column:1\n#deck column:2\n#tags column:5\nA<b\tSeas::Ports\tQ\tA\tx y\n";
    let table = read(text, "export").expect("a table");
    let deck = &table.material.decks[0];
    assert_eq!((deck.title.as_str(), deck.cards[0].key.as_str()), ("Seas::Ports", "seas-ports:A<b"));
    assert_eq!(deck.cards[0].place, Origin::Row(6));
}

#[test]
fn a_row_that_makes_no_card_is_left_and_the_others_come() {
    let text = b"question,answer,wrong 1,wrong 2,kind\nQ,A,B,C,\nR,,,,\nS,T,,,order\n\"U\nV\",W,,,\n";
    let table = read(text, "quiz").expect("a table");
    let kinds: Vec<&str> = cards(&table).iter().map(|card| card.1.word()).collect();
    assert_eq!(kinds, ["choice", "typed"]);
    let left: Vec<_> = table.material.remarks.iter().map(|remark| (remark.place.clone(), remark.kind)).collect();
    assert_eq!(left, [(Origin::Row(3), RemarkKind::Left), (Origin::Row(4), RemarkKind::Left)]);
}

#[test]
fn two_rows_with_one_question_have_two_keys() {
    let table = read(b"a\tb\na\tc\n", "t").expect("a table");
    let keys: Vec<String> = cards(&table).into_iter().map(|card| card.0).collect();
    assert_eq!(keys, ["t:a", "t:a 2"]);
}

#[test]
fn what_is_no_table_is_refused() {
    for bytes in [&b"one column\nof words\n"[..], b"", b"a\0b\tc"] {
        assert!(read(bytes, "t").is_err(), "{bytes:?}");
    }
}
