//! What the rules make of other people's data: `cargo run --example grade_pairs < PAIRS`.
//!
//! Reads lines `language TAB answer TAB typed` and prints for each `right` or `wrong`, a tab, and what was found. No
//! other answers are known, so nothing is wrong only because another card has it. `tests/long/verdicts.py` runs it.

use std::io::{self, BufRead, BufWriter, Error, Write};

use oss_quiz::{AnswerSet, KnownAnswers, Language, Reason, RightForm, Rules, TextMatch, grade};

fn main() -> io::Result<()> {
    let known = AnswerSet::default();
    let mut out = BufWriter::new(io::stdout().lock());
    for (at, line) in io::stdin().lock().lines().enumerate() {
        let line = line?;
        let mut columns = line.split('\t');
        let (Some(tag), Some(answer), Some(typed)) = (columns.next(), columns.next(), columns.next()) else {
            return Err(Error::other(format!("line {}: expected `language TAB answer TAB typed`", at + 1)));
        };
        let language = Language::of_tag(tag)
            .ok_or_else(|| Error::other(format!("line {}: `{tag}` is no language tag", at + 1)))?;
        let rules = Rules { language, ..Rules::default() };
        let finding = grade(typed, &[RightForm::plain(answer)], &rules, KnownAnswers { known: &|| &known }).finding;
        let verdict = if finding.is_right() { "right" } else { "wrong" };
        writeln!(out, "{verdict}\t{}", name(&finding))?;
    }
    out.flush()
}

fn name(finding: &TextMatch) -> &'static str {
    match finding {
        TextMatch::Same => "same",
        TextMatch::NoArticle => "no article",
        TextMatch::Form => "form",
        TextMatch::Slip => "slip",
        TextMatch::Wrong(None) => "far",
        TextMatch::Wrong(Some(reason)) => match reason {
            Reason::Article | Reason::NoArticle => "article",
            Reason::Number => "number",
            Reason::Unit => "unit",
            Reason::Word(_) => "another word",
            Reason::Form(_) => "another form",
            Reason::Answer(_) => "another answer",
            Reason::Short(_) => "short",
            Reason::Initials(_) => "initials",
            Reason::Signs => "signs",
            Reason::Exact => "exact",
        },
    }
}
