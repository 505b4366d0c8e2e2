//! A printable exam: one HTML page, with the key on a page of its own. Pure: questions in, text out.
//!
//! Loads nothing and runs no script.

mod html;
mod key;
mod sheet;

use std::fmt::Write as _;

use super::escape::escaped;
use crate::deck::Decks;
use crate::session::Question;

/// The header above the questions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PaperHead {
    pub title: String,
    pub date: String,
    /// Selects the same questions again.
    pub seed: u64,
}

/// The exam, followed by its key.
#[must_use]
pub fn paper(head: &PaperHead, questions: &[Question], found: &dyn Decks) -> String {
    let mut page = String::new();
    let title = escaped(&head.title);
    let count = questions.len();
    // Writing to a string can't fail.
    let _ = write!(
        page,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n\
         <p class=\"who\"><span>Name <i></i></span><span>Date <i></i></span><span>Right <i></i> of {count}</span></p>\n\
         </header>\n<ol>\n",
        language(questions, found)
    );
    for question in questions {
        sheet::question(&mut page, question);
    }
    let _ = write!(page, "</ol>\n<section class=\"key\">\n<h2>Key: {title}</h2>\n<ol>\n");
    for question in questions {
        key::answer(&mut page, question, found);
    }
    let _ = write!(
        page,
        "</ol>\n<p class=\"about\">oss-quiz exam --paper, {}, seed {}</p>\n</section>\n</body>\n</html>\n",
        escaped(&head.date),
        head.seed
    );
    page
}

/// The language of the decks, if they agree.
fn language(questions: &[Question], found: &dyn Decks) -> String {
    let of = |question: &Question| found.heading(question.id.deck()).and_then(|deck| deck.language.clone());
    let mut languages: Vec<String> = questions.iter().map(|q| of(q).unwrap_or_else(|| "en".to_owned())).collect();
    languages.dedup();
    match languages.as_slice() {
        [one] => escaped(one),
        _ => "en".to_owned(),
    }
}

/// Black on white; never breaks a question across pages; the key begins a page.
const STYLE: &str = "\
@page { margin: 18mm 16mm; }
body { font: 11.5pt/1.45 Georgia, 'Times New Roman', serif; color: #000; background: #fff; max-width: 44rem; \
margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4em; margin: 0 0 .6em; }
h2 { font-size: 1.2em; margin: 0 0 .8em; }
.who { display: flex; gap: 2rem; margin: 0 0 1.6em; }
.who span { white-space: nowrap; }
.who i { display: inline-block; width: 9em; border-bottom: 1px solid #000; }
.who span:last-child i { width: 3em; }
ol { padding-left: 2.2em; }
ol > li { margin: 0 0 1.3em; break-inside: avoid; }
.lead, .about, .place { color: #444; font-size: .9em; }
.say { color: #444; font-size: .9em; margin: .1em 0 .4em; }
p { margin: 0 0 .4em; }
ul { list-style: none; padding: 0; margin: .4em 0 0; }
ul li { display: flex; gap: .7em; margin: .25em 0; }
.box { flex: none; display: inline-block; width: .85em; height: .85em; border: 1px solid #000; margin-top: .3em; }
.place-box { flex: none; display: inline-block; width: 1.6em; height: 1.2em; border: 1px solid #000; }
.line { display: block; border-bottom: 1px solid #000; height: 1.7em; }
.gap { display: inline-block; min-width: 7em; border-bottom: 1px solid #000; }
pre { font: .9em/1.35 monospace; white-space: pre-wrap; margin: .4em 0; padding: .4em .7em; border: 1px solid #999; }
code { font: .92em monospace; }
.key { break-before: page; page-break-before: always; }
.key ol > li { margin-bottom: .8em; }
@media screen { .key { border-top: 1px dashed #999; margin-top: 3em; padding-top: 2em; } }
@media print { body { margin: 0; max-width: none; padding: 0; } }
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{Collection, parse_deck};

    const DECK: &str = "title: T
cards:
  - id: rivers
    kind: choice
    question: Which of these are `rivers` & streams?
    answers: [the Loire, the Rhône]
    distractors:
      - text: <script>alert(1)</script>
    because: Water *flows* in them.
  - id: sea
    kind: cloze
    text: \"{{c1::Marseille::a city}} lies on the {{c2::Mediterranean}}.\"
  - id: south
    kind: order
    question: Which lies farthest north?
    steps: [Lille, Nice]
  - id: seine
    kind: true-false
    statement: The Seine flows through Lyon.
    answer: false
    correction: It flows through Paris.
  - id: code
    kind: typed
    question: |
      What does this print?
      ```
      print(1 < 2)
      ```
    answer: True
";

    fn made() -> String {
        let found = Collection::new(vec![parse_deck("d", None, DECK).expect("a deck")]);
        let questions: Vec<Question> = found.items().iter().map(|item| Question::new(item, 0)).collect();
        paper(&PaperHead { title: "T & U".into(), date: "Tue 24 Nov 2026".into(), seed: 7 }, &questions, &found)
    }

    /// The body, without the common parts.
    fn body() -> String {
        let made = made();
        made.split_once("<ol>\n").expect("the questions").1.to_owned()
    }

    #[test]
    fn questions_stand_on_the_sheet_and_answers_in_the_key_alone() {
        let body = body();
        let (sheet, key) = body.split_once("<section class=\"key\">").expect("a key");
        assert!(!sheet.contains("It flows through Paris") && key.contains("It flows through Paris"));
        assert!(!sheet.contains("Water") && key.contains("Water <em>flows</em> in them."));
        assert!(
            sheet.contains("<div><span class=\"gap\"></span> (a city) lies on the Mediterranean.</div>"),
            "{sheet}"
        );
        assert!(sheet.contains("<pre>print(1 &lt; 2)</pre>"), "{sheet}");
        assert_eq!(sheet.matches("<span class=\"box\">").count(), 3 + 2);
        assert_eq!(sheet.matches("<span class=\"place-box\">").count(), 2);
        assert_eq!((sheet.matches("<li>").count(), key.matches("<li>").count()), (6 + 3 + 2 + 2, 6));
    }

    #[test]
    fn nothing_of_a_deck_becomes_markup_and_nothing_is_loaded() {
        let made = made();
        assert!(!made.contains("<script") && made.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
        assert!(made.contains("<title>T &amp; U</title>"));
        assert!(!made.contains("://") && !made.contains("url("), "it is complete by itself");
    }
}
