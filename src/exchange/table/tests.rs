use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::super::material::{Origin, RemarkKind, card_of};
use super::*;
use crate::deck::edit::{marked, marked_cards};
use crate::deck::parse_deck;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/tables")
}

/// All that a table has for us, to be read.
fn shown(table: &Table) -> String {
    let mut out = format!("{}\n", table.taken_as);
    for deck in &table.material.decks {
        let tags = if deck.tags.is_empty() { String::new() } else { format!(" [{}]", deck.tags.join(", ")) };
        _ = writeln!(out, "{}: {}{tags}", deck.id, deck.title);
        for card in &deck.cards {
            let refused = card_of(&card.draft, None).err().map(|why| format!(" (refused: {why})")).unwrap_or_default();
            _ = writeln!(out, "  {} {}{refused}", place(&card.place), card.key);
            for line in card.draft.lines() {
                _ = writeln!(out, "    {line}");
            }
        }
    }
    for remark in &table.material.remarks {
        let kind = if remark.kind == RemarkKind::Left { "left" } else { "changed" };
        _ = writeln!(out, "{} {kind}: {}", place(&remark.place), remark.what);
    }
    out
}

fn place(place: &Origin) -> String {
    match place {
        Origin::Row(row) => format!("row {row}"),
        Origin::Note(note) => note.clone(),
        Origin::File => "file".to_owned(),
    }
}

fn of(text: &str) -> Table {
    read(text.as_bytes(), "t").unwrap_or_else(|err| panic!("{err}: {text}"))
}

#[test]
fn tables_of_every_habit_are_read() {
    let mut names: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|file| file.unwrap().path()).collect();
    names.sort();
    let mut out = String::new();
    for path in names {
        let (name, stem) = (path.file_name().unwrap().to_string_lossy(), path.file_stem().unwrap().to_string_lossy());
        let told = match read(&fs::read(&path).unwrap(), &stem) {
            Ok(table) => shown(&table),
            Err(err) => panic!("{name}: {err}"),
        };
        _ = writeln!(out, "== {name}\n{told}");
    }
    insta::assert_snapshot!(out);
}

#[test]
fn what_is_no_table_is_refused_with_its_place() {
    let wide = format!("a,b{}\n", ",c".repeat(500));
    let cases: [(&[u8], &str); 11] = [
        (b"", "it has no rows"),
        (b"\n \n", "it has no rows"),
        (b"#separator:tab\n#html:true\n", "it has no rows"),
        (b"question,answer\n", "it has a header and no rows below it"),
        (b"one column\nof words\n", "no sign separates the columns of its rows"),
        (b"a\tb\nc\0\td", "line 2 has a NUL byte, which no text has; save it as UTF-8"),
        (b"a,b\n\n\"c,d\ne,f\n", "the quote that opens in row 3 is never closed"),
        (b"\xff\xfea", "it is cut off in the middle of a letter"),
        (b"\xef\xbb\xbf\xff", "it is marked as UTF-8 and isn't"),
        (b"answer,hint\nx,y\n", ""),
        (wide.as_bytes(), ""),
    ];
    for (bytes, told) in cases {
        match read(bytes, "t") {
            Err(err) => assert_eq!(err, told),
            Ok(table) => assert!(told.is_empty(), "{told}: {}", shown(&table)),
        }
    }
    assert!(read(&vec![b'a'; MAX_BYTES + 1], "t").is_err_and(|err| err.contains("more than 32 MiB")));
    let many = "a\tb\n".repeat(split::MAX_ROWS + 1);
    assert!(read(many.as_bytes(), "t").is_err_and(|err| err.contains("more than 50000 rows")));
}

#[test]
fn one_row_is_a_table() {
    assert_eq!(of("Loire\tFrance").material.decks[0].cards.len(), 1);
    assert_eq!(of("term,definition\rbow,front\rstern,back\r").material.decks[0].cards.len(), 2);
}

#[test]
fn a_row_that_is_too_large_is_left() {
    let table = of(&format!("question,answer\n{}\nWhy?,so\n", "y,".repeat(300)));
    assert_eq!(table.material.decks[0].cards.len(), 1);
    assert_eq!(table.material.remarks[0].what, "it has more than 256 columns, the most that are read");
}

#[test]
fn a_comma_that_no_quotes_hold_is_told() {
    let table = of("Loire,France\nEbro,Spain, or so\nOder,Poland\n");
    assert_eq!(table.material.remarks[0].place, Origin::Row(2));
    let told = "it has 3 columns, and most rows 2; put a text with `,` in it between quotes";
    assert_eq!(table.material.remarks[0].what, told);
}

#[test]
fn quotes_stand_for_themselves_only_where_none_is_needed() {
    let table = of("\"Ahoy\" he said\ta greeting\n\"open\tend\n");
    assert!(table.taken_as.contains("quotes as they stand"), "{}", table.taken_as);
    assert_eq!(table.material.decks[0].cards[0].key, "t:\"Ahoy\"_he_said");
    assert!(read(b"\"two\nlines\"\tso\n\"open\tend\n", "t").is_err_and(|err| err.contains("row 2")));
    let spaced = of("a, \"b, c\"\nd, e\n");
    assert_eq!(spaced.material.remarks, []);
}

#[test]
fn a_key_is_the_same_for_the_same_row() {
    let keys = |text: &str| -> Vec<String> {
        let decks = of(text).material.decks;
        decks.iter().flat_map(|deck| &deck.cards).map(|card| card.key.clone()).collect()
    };
    assert_eq!(keys("a\tb\nc\td\n"), ["t:a", "t:c"]);
    assert_eq!(keys("c\tnew\na\tb\n"), ["t:c", "t:a"]);
    assert_eq!(keys("a\tb\na\tc\n"), ["t:a|b", "t:a|c"]);
    assert_eq!(keys("id,question,answer,deck\n7,q,a,Seas\n7,q,a,Lakes\n8,r,b,\n"), ["Seas/7", "Lakes/7", "t/8"]);
    let long = "why ".repeat(40);
    let (one, other) = (keys(&format!("{long}a\tx\n")), keys(&format!("{long}b\tx\n")));
    assert!(one[0].chars().count() < 70 && one != other, "{one:?}");
}

#[test]
fn a_key_reads_back_from_its_mark() {
    for row in ["it's\tx", "say \"so\"\tx", "a\\b: c #d\tx", "\u{202e}odd\u{7}\tx", "- [x]\ty"] {
        let table = of(row);
        let card = &table.material.decks[0].cards[0];
        let lines = marked(&card.draft, "x-table", &card.key);
        let text = format!("title: T\ncards:\n- {}\n", lines.join("\n  "));
        let marks = marked_cards(&parse_deck("d", None, &text).unwrap(), &text, "x-table");
        assert_eq!(marks.iter().map(|mark| &mark.key).collect::<Vec<_>>(), [&card.key], "{text}");
        assert!(!marks[0].is_edited(), "{text}");
    }
}

#[test]
fn html_that_shows_nothing_is_nothing() {
    let head = "#separator:comma\n#html:true\n#columns:Front,Back,Hint,Extra\n";
    let table = of(&format!("{head}Q,<b>A</b>,<br>,&nbsp;\n<br>,A,,\n"));
    assert_eq!(table.material.decks[0].cards[0].draft.lines()[2..], ["question: Q", "answer: \"**A**\""]);
    let left: Vec<&str> = table.material.remarks.iter().map(|remark| remark.what.as_str()).collect();
    assert_eq!(left, ["it has no question"]);
}

#[test]
fn deck_names_that_make_one_id_are_numbered() {
    let table = of("question,answer,deck\nq,a,The Sea\nr,b,the sea!\ns,c,THE SEA\nt,d,The Sea\n");
    let ids: Vec<(&str, usize)> =
        table.material.decks.iter().map(|deck| (deck.id.as_str(), deck.cards.len())).collect();
    assert_eq!(ids, [("the-sea", 2), ("the-sea-2", 1), ("the-sea-3", 1)]);
}

#[test]
fn signs_that_are_marks_here_are_none_in_a_table() {
    for text in ["*x*", "**/*.rs", "`ls`", "a_b", r"C:\_old\*.txt", r"\d+", "2*3*4", "```\nlet\n```", "~~~"] {
        let csv = format!("question,answer\n\"{text}\",\"{text}\"\n");
        let table = of(&csv);
        let card = parse_deck("d", None, table.material.decks[0].cards[0].draft.alone(None)).unwrap().cards[0].clone();
        assert_eq!(card.prompt().plain(), text);
        assert_eq!(card.body.right(card.parts()[0])[0].plain(), text);
    }
}

/// Fields that fit into no cell as they are.
const ODD: &str = r#"
title: '**Odd** fields'
language: {question: de, answer: fr}
forms: count
tags: [two words, one]
cards:
  - {id: gaps, kind: cloze, text: '{{c1::a|b::h}} \* {{c2::c}}', accept: {c1: [d, e], c2: [f]}, typed: true}
  - {id: one-gap, kind: cloze, text: 'a {{b}} \{c', accept: [d], exact: true}
  - {id: recalled, kind: cloze, text: '{{a}}', typed: false}
  - {id: sides, kind: term, term: a, definition: b, typed: both, accept: {term: [c], definition: [d, 'e|f']}}
  - {id: several, kind: typed, question: q, answers: ['1,5', '2'], accept: [['x'], []], ordered: true}
  - {id: number, kind: typed, question: q, answer: 12 m, tolerance: 5%, articles: required, language: es}
  - {id: many, kind: typed, question: q, answer: a, accept: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], hint: [h, i]}
  - {id: all, kind: choice, question: q, answers: [A], distractors: [{text: B, why: 'because, "so"'}, C, {text: D, why: d}]}
  - {id: half, kind: flip, question: 'a;b', answer: "c\td", language: {answer: it}, mentions: [m-1], hint: '1 | 2'}
  - id: pairs
    kind: match
    question: Put together
    pairs: [{left: a, right: 1}, {left: b, right: '2|3'}, {left: c, right: 3}]
    spare: [4]
  - id: code
    kind: order
    question: |
      Run:

      ```
        indented
      ```
    steps: ['=1+1', '-x', '+y', '@z', "l1\nl2"]
  - {kind: true-false, statement: No id here, answer: true, because: '`x`'}
"#;

#[test]
fn a_card_that_left_as_a_row_comes_back_as_it_was() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<PathBuf> = fs::read_dir(root.join("decks")).unwrap().map(|file| file.unwrap().path()).collect();
    paths.retain(|path| path.to_string_lossy().ends_with(".yaml") && !path.to_string_lossy().contains("ai."));
    paths.push(root.join("tests/data/decks/every-kind.yaml"));
    let texts = paths.into_iter().map(|path| {
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        (stem, fs::read_to_string(&path).unwrap())
    });
    let mut count = 0;
    for (stem, text) in texts.chain([("Odd.1".to_owned(), ODD.to_owned())]) {
        let deck = parse_deck(&stem, None, &text).unwrap();
        let csv = writing::table(&writing::rows(&deck, &text, |_| true)).unwrap();
        let came = read(&csv, "cards").unwrap_or_else(|err| panic!("{stem}: {err}"));
        assert_eq!(came.material.remarks, [], "{stem}");
        let [incoming] = came.material.decks.as_slice() else { panic!("{stem}: {came:?}") };
        assert_eq!((incoming.id.as_str(), incoming.title.clone()), (deck.id.as_str(), deck.title.plain()));
        assert_eq!(incoming.cards.len(), deck.cards.len(), "{stem}");
        for (before, after) in deck.cards.iter().zip(&incoming.cards) {
            let after = parse_deck("d", None, after.draft.alone(None)).unwrap().cards[0].clone();
            let content = |card: &crate::deck::Card| {
                let texts = (card.body.clone(), card.hints.clone(), card.because.clone(), card.tags.clone());
                (card.id.card().to_owned(), texts, card.claims.clone(), card.mentions.clone(), card.revision)
            };
            assert_eq!(content(&after), content(before), "{stem}");
            assert_eq!((after.suspended, after.judging), (before.suspended, before.judging), "{stem}/{}", before.id);
            count += 1;
        }
    }
    assert!(count > 200, "{count}");
}
