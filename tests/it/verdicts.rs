//! The table of verdicts: what a teacher would say of typed answers, row by row, by way of decks as authors write them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use oss_quiz::{
    Answer, AnswerKind, AnswerSet, Collection, DeckPaths, Decks as _, GradeDetail, GradingContext, Question, TextMatch,
    Verdict, fold, grade_answer, load, parse_deck,
};

/// A row of `tests/data/verdicts.tsv`; its columns are named in the first line of the file.
struct Row<'t> {
    line: usize,
    language: &'t str,
    exact: bool,
    fields: &'t str,
    answer: String,
    typed: String,
    is_right: bool,
    why: &'t str,
}

impl<'t> Row<'t> {
    fn read(line: usize, text: &'t str) -> Self {
        let columns: Vec<&str> = text.split('\t').collect();
        let [language, exact, fields, answer, typed, want, why] = columns[..] else {
            panic!("line {line} has {} columns, not seven", columns.len());
        };
        assert!(matches!(want, "right" | "wrong"), "line {line} wants `{want}`");
        Self {
            line,
            language,
            exact: exact == "1",
            fields,
            answer: seen(answer),
            typed: seen(typed),
            is_right: want == "right",
            why,
        }
    }

    fn field(&self, name: &str) -> Option<&'t str> {
        self.fields.split("; ").find_map(|field| field.strip_prefix(name)?.strip_prefix('='))
    }

    /// The deck that an author would write of it.
    fn deck(&self) -> String {
        let mut deck = format!("title: T\nlanguage: {}\n", self.language);
        if let Some(all) = self.field("synonyms") {
            let all: Vec<String> = all.split(" = ").map(quoted).collect();
            let _ = writeln!(deck, "synonyms:\n  - [{}]", all.join(", "));
        }
        let _ = write!(deck, "cards:\n  - id: a\n    kind: typed\n    answer: {}\n", quoted(&self.answer));
        let question = self.field("question").unwrap_or("What is it?");
        let _ = writeln!(deck, "    question: {}", quoted(question));
        if self.exact {
            deck.push_str("    exact: true\n");
        }
        for name in ["articles", "forms", "tolerance"] {
            if let Some(value) = self.field(name) {
                let _ = writeln!(deck, "    {name}: {}", quoted(value));
            }
        }
        if let Some(accept) = self.field("accept") {
            let accept: Vec<String> = accept.split(" | ").map(|text| quoted(&seen(text))).collect();
            let _ = writeln!(deck, "    accept: [{}]", accept.join(", "));
        }
        for (at, other) in self.field("others").into_iter().flat_map(|others| others.split(" | ")).enumerate() {
            let _ = write!(
                deck,
                "  - id: other-{at}\n    kind: flip\n    question: And this?\n    answer: {}\n",
                quoted(other)
            );
        }
        deck
    }

    /// What is wrong with the verdict, if anything is.
    fn fault(&self) -> Option<String> {
        let Self { line, language, answer, typed, why, .. } = self;
        let row = format!("line {line}, {language}: \"{typed}\" for \"{answer}\" ({why})");
        let deck = match parse_deck("d", None, self.deck()) {
            Ok(deck) if deck.diagnostics.is_empty() => deck,
            Ok(deck) => return Some(format!("{row}: {}", deck.diagnostics[0].what)),
            Err(diagnostics) => return Some(format!("{row}: {}", diagnostics[0].what)),
        };
        let found = Collection::new(vec![deck]);
        let question = Question::new(&found.items()[0], 0);
        let judged = verdict(&found, &question, typed);
        let wanted = if self.is_right { Verdict::Right } else { Verdict::Wrong };
        (judged != wanted).then(|| format!("{row}: {} and should be {}", judged.word(), wanted.word()))
    }
}

fn verdict(found: &Collection, question: &Question, typed: &str) -> Verdict {
    let mut known = AnswerSet::default();
    found.each_card(&mut |card| {
        let item = card.parts().first().and_then(|part| found.item(&card.id.item(*part)));
        for text in item.iter().flat_map(|item| Question::new(item, 0).right()) {
            known.insert(&text.plain());
        }
    });
    let synonyms = found.synonyms(question.id.deck());
    grade_answer(question, &Answer::Text(typed.to_owned()), GradingContext { synonyms: &synonyms, known: &|| &known })
        .expect("a text")
        .verdict
}

/// A text in which `<U+200B>` stands for a sign that nobody sees.
fn seen(text: &str) -> String {
    let mut parts = text.split("<U+");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('>').expect("a code ends with >");
        out.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
        out.push_str(rest);
    }
    out
}

/// A text as YAML has it between double quotes.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text")
}

#[test]
fn every_row_of_the_table_is_judged_as_a_teacher_would() {
    let table = include_str!("../data/verdicts.tsv");
    let lines = (1..).zip(table.lines()).filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    let rows: Vec<Row<'_>> = lines.map(|(number, line)| Row::read(number, line)).collect();
    assert!(rows.len() >= 600, "only {} rows", rows.len());
    let faults: Vec<String> = rows.iter().filter_map(Row::fault).collect();
    assert!(faults.is_empty(), "{} of {} rows are judged otherwise:\n{}", faults.len(), rows.len(), faults.join("\n"));
}

/// The shipped decks: what counts as right for an item is right when it is typed, and for no other item.
#[test]
fn the_answers_of_the_shipped_decks_are_right_when_typed_back() {
    let places = DeckPaths { builtin: true, ..DeckPaths::default() };
    let found = load(&places).collection;
    let mut known = AnswerSet::default();
    found.each_card(&mut |card| {
        for part in card.parts() {
            let item = found.item(&card.id.item(part)).expect("an item");
            Question::new(item, 0).right().iter().for_each(|text| known.insert(&text.plain()));
        }
    });
    let questions = found.items().iter().map(|item| Question::new(item, 0));
    let questions: Vec<Question> = questions.filter(|question| question.asks == AnswerKind::Text).collect();
    let mut faults = Vec::new();
    let mut tried = 0;
    let forms: Vec<Vec<String>> = questions.iter().map(|question| forms(&found, question)).collect();
    let mut by_first: BTreeMap<Option<char>, BTreeMap<String, String>> = BTreeMap::new();
    for answer in questions.iter().flat_map(Question::right).map(|text| text.plain()) {
        let folded = fold(&answer, true);
        by_first.entry(folded.chars().next()).or_default().insert(folded, answer);
    }
    for (question, own) in questions.iter().zip(&forms) {
        let synonyms = found.synonyms(question.id.deck());
        let context = GradingContext { synonyms: &synonyms, known: &|| &known };
        let judged = |typed: &str| grade_answer(question, &Answer::Text(typed.to_owned()), context).expect("a text");
        for typed in own {
            tried += 1;
            if judged(typed).verdict != Verdict::Right {
                faults.push(format!("{}: \"{typed}\" is not right", question.id));
            }
        }
        // What else the decks ask for and begins alike is no slip here.
        let folded: BTreeSet<String> = own.iter().map(|form| fold(form, true)).collect();
        let firsts: BTreeSet<Option<char>> = folded.iter().map(|form| form.chars().next()).collect();
        let others = firsts.iter().filter_map(|first| by_first.get(first)).flatten();
        // Two edits at most are a slip; what needs more than four is not judged.
        let is_near = |text: &str| {
            folded.iter().any(|own| own.len().abs_diff(text.len()) <= 2 && strsim::osa_distance(own, text) <= 4)
        };
        let is_near = |text: &str| !folded.contains(text) && is_near(text);
        for (_, other) in others.filter(|(text, _)| is_near(text)) {
            if matches!(judged(other).detail, GradeDetail::Typed { finding: TextMatch::Slip, .. }) {
                faults.push(format!("{}: \"{other}\" is a slip, and is the answer of another card", question.id));
            }
        }
    }
    assert!(tried > 200, "only {tried} answers");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// All that counts as right for a question that wants one text.
fn forms(found: &Collection, question: &Question) -> Vec<String> {
    let synonyms = found.synonyms(question.id.deck());
    let wanted = question.wanted();
    let forms = wanted.iter().flat_map(|wanted| question.forms(wanted, &synonyms));
    let mut all: Vec<String> = forms.flat_map(|form| [form.written, form.shown]).collect();
    all.sort();
    all.dedup();
    all
}
