//! Laws that hold for every accepted answer, however its card is laid out.

use proptest::prelude::*;

use super::accept::is_right;
use crate::deck::edit::{Accepted, accept};
use crate::deck::{ItemId, parse_deck};

/// A card without its id: its fields, the parts of its typed items, and each `accept` it may already have, as a
/// flow sequence or mapping.
struct CardForm {
    fields: &'static [&'static str],
    parts: &'static [&'static str],
    accept: &'static [&'static str],
}

const FORMS: &[CardForm] = &[
    CardForm { fields: &["kind: typed", "question: Q", "answer: Paris"], parts: &[""], accept: &["[]", "[x, 'y]']"] },
    CardForm {
        fields: &["kind: typed", "question: Q", "exact: true", "answer: Paris"],
        parts: &[""],
        accept: &["[ \"x\" ]"],
    },
    CardForm {
        fields: &["kind: cloze", "text: 'On the {{c1::Seine}}'"],
        parts: &["#c1"],
        accept: &["[x]", "{c1: [x, ]}", "{}"],
    },
    CardForm {
        fields: &["kind: cloze", "text: '{{c1::Paris}} on the {{c3::Seine}}'"],
        parts: &["#c1", "#c3"],
        accept: &["{c1: [x]}", "{ c3: [] }", "{}"],
    },
    CardForm {
        fields: &["kind: term", "term: Paris", "definition: a town", "typed: both"],
        parts: &["#term", "#definition"],
        accept: &["{term: [x]}", "{definition: [], term: [x]}"],
    },
];

/// How the file is laid out.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a way to write a card")]
struct FileLayout {
    flow: bool,
    dash_alone: bool,
    comments: bool,
    crlf: bool,
    bom: bool,
    open: bool,
    accept_first: bool,
    /// `accept` in block style; whether its lists are indented no deeper than their keys.
    rows: Option<bool>,
    indent: usize,
    more: usize,
}

fn layout() -> impl Strategy<Value = FileLayout> {
    let bools = (any::<[bool; 7]>(), any::<Option<bool>>(), 0_usize..4, 0_usize..3);
    bools.prop_map(|([flow, dash_alone, comments, crlf, bom, open, accept_first], rows, indent, more)| FileLayout {
        flow,
        dash_alone,
        comments,
        crlf,
        bom,
        open,
        accept_first,
        rows,
        indent,
        more,
    })
}

/// `{c1: [x], c2: []}` in block style; an empty list stays in brackets.
fn in_rows(accept: &str, room: &str, below: bool) -> String {
    let list = |list: &str, room: &str| {
        let entries = list.trim().trim_matches(['[', ']']).trim().trim_end_matches(',');
        let entries: Vec<&str> = entries.split(',').map(str::trim).filter(|entry| !entry.is_empty()).collect();
        match entries.as_slice() {
            [] => " []\n".to_owned(),
            entries => entries.iter().fold("\n".to_owned(), |rows, entry| rows + room + "- " + entry + "\n"),
        }
    };
    let deeper = if below { room.to_owned() } else { format!("{room}  ") };
    let Some(pairs) = accept.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) else {
        return list(accept, &deeper);
    };
    if pairs.trim().is_empty() {
        return " {}\n".to_owned();
    }
    let pairs = pairs.split("], ").filter_map(|pair| pair.split_once(':'));
    let inner = format!("{room}  ");
    let deeper = if below { inner.clone() } else { format!("{inner} ") };
    pairs.fold("\n".to_owned(), |rows, (key, value)| rows + &inner + key.trim() + ":" + &list(value, &deeper))
}

fn deck(form: &CardForm, accept: Option<&str>, layout: &FileLayout) -> String {
    let room = " ".repeat(layout.indent);
    let inner = format!("{room}  {}", " ".repeat(layout.more));
    let mut fields: Vec<String> = form.fields.iter().map(|field| format!("{field}\n")).collect();
    if let Some(accept) = accept {
        let value = match layout.rows {
            Some(below) if !layout.flow => in_rows(accept, &inner, below),
            _ => format!(" {accept}\n"),
        };
        let at = if layout.accept_first { 0 } else { fields.len() };
        fields.insert(at, format!("accept:{value}"));
    }
    fields.insert(0, "id: a\n".to_owned());
    let mut rows = vec!["title: T\ncards:\n".to_owned()];
    if layout.flow {
        let fields: Vec<&str> = fields.iter().map(|field| field.trim_end()).collect();
        rows.push(format!("{room}- {{{}}}\n", fields.join(", ")));
    } else {
        if layout.dash_alone {
            rows.push(format!("{room}-\n"));
        }
        for (nth, field) in fields.iter().enumerate() {
            let dash = format!("{room}- {}", " ".repeat(layout.more));
            let before = if nth == 0 && !layout.dash_alone { &dash } else { &inner };
            rows.push(format!("{before}{field}"));
            if layout.comments {
                rows.push(format!("{inner}# [no: list]\n\n"));
            }
        }
    }
    rows.push(format!("{room}- id: b\n{room}  kind: flip\n{room}  question: F\n{room}  answer: G\n"));
    let mut text = rows.concat();
    if layout.open {
        text.truncate(text.trim_end().len());
    }
    let text = if layout.crlf { text.replace('\n', "\r\n") } else { text };
    if layout.bom { format!("\u{feff}{text}") } else { text }
}

/// Whether `after` is `before` with something inserted in one place.
fn is_put_in(before: &str, after: &str) -> bool {
    let same = before.bytes().zip(after.bytes()).take_while(|(a, b)| a == b).count();
    after.len() > before.len() && (0..=same).any(|at| after.as_bytes().ends_with(&before.as_bytes()[at..]))
}

proptest! {
    #[test]
    fn what_a_card_accepts_is_right_and_every_other_byte_stays(
        (form, part, accepts) in (0..FORMS.len(), any::<prop::sample::Index>(), any::<Option<prop::sample::Index>>()),
        layout in layout(),
        typed in prop_oneof!["[a-zA-Z]{1,8}", "[!-~äß日 ]{0,12}[a-z0-9日]", "[*`_~#:,\\[\\]{}'\"-]{1,4}[a-z]{1,3}"],
    ) {
        let form = &FORMS[form];
        let part = form.parts[part.index(form.parts.len())];
        let text = deck(form, accepts.map(|nth| form.accept[nth.index(form.accept.len())]), &layout);
        let before = parse_deck("d", None, &text).expect("a deck");
        prop_assert!(before.diagnostics.is_empty(), "{}\n{:?}", text, before.diagnostics);
        let item: ItemId = format!("d/a{part}").parse().expect("an item");
        match accept("d", &text, &item, 0, &typed).expect("it is typed") {
            Accepted::Written { text: after, .. } => {
                prop_assert!(is_put_in(&text, &after), "{text}\n{after}");
                // Backticks mark code; they are not part of the text.
                prop_assert!(is_right("d", &after, &item, &typed) || typed.contains('`'), "{after}");
            }
            // Only a person can tell what a backtick means.
            Accepted::ByHand { line } => prop_assert!(typed.contains('`'), "{text}\n{line}"),
        }
    }

    #[test]
    fn what_is_no_deck_that_one_could_write_in_is_left_alone(
        text in "(title: T\ncards:\n(  - (id: a|kind: typed|accept:|answer: A|question: Q|text: |\\{\\{|\\}\\}|\n    |[\\[\\]\"',]){0,14}\n){0,3})",
        typed in "\\PC{0,6}",
    ) {
        let item: ItemId = "d/a".parse().expect("an item");
        if let Some(Accepted::Written { text: after, .. }) = accept("d", &text, &item, 0, &typed) {
            prop_assert!(is_put_in(&text, &after), "{text}\n{after}");
            prop_assert!(parse_deck("d", None, &after).is_ok());
        }
    }
}
