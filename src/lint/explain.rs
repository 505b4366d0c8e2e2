//! Explains rules, for `check --explain`.

use std::fmt::Write as _;

use super::rule::{self, Rule};

/// The width of the text in columns.
const WIDTH: usize = 88;
/// The column at which the text begins, after its label.
const INDENT: usize = 14;

/// What, why, an example, the source and the threshold of a rule.
#[must_use]
pub fn explain(rule: &Rule) -> String {
    let mut out = format!("{}: {} ({})\n\n", rule.id, rule.what, rule.severity.word());
    let needs = match (rule.needs.words(), rule.needs.source()) {
        (true, true) => "a deck in English that cites a source",
        (true, false) => "a deck in English",
        (false, true) => "a deck that cites a source",
        (false, false) => "",
    };
    let threshold = rule.threshold();
    let allow = rule.id.can_be_allowed().then(|| format!("# oss-quiz: allow {} <why it is meant>", rule.id));
    let parts = [
        ("threshold", threshold.as_str()),
        ("why", rule.why),
        ("weak", rule.weak),
        ("better", rule.better),
        ("looks at", needs),
        ("source", rule.source),
        ("to keep it", allow.as_deref().unwrap_or_default()),
    ];
    for (label, text) in parts.into_iter().filter(|(_, text)| !text.is_empty()) {
        part(&mut out, label, text);
    }
    out
}

fn part(out: &mut String, label: &str, text: &str) {
    // Examples are shown as they would be in a deck.
    let example = matches!(label, "weak" | "better");
    let lines = if example { text.split('\n').map(str::to_owned).collect() } else { wrapped(text, WIDTH - INDENT) };
    let mut label = label;
    for line in lines {
        // Writing to a string can't fail.
        let _ = writeln!(out, "  {label:<width$}{line}", width = INDENT - 2);
        label = "";
    }
}

/// Wraps a text at spaces.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let Some(line) = lines.last_mut() else { continue };
        if line.is_empty() || line.chars().count() + 1 + word.chars().count() <= width {
            line.push_str(if line.is_empty() { "" } else { " " });
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// All rules, one per line.
#[must_use]
pub fn list() -> String {
    let width = rule::all().map(|rule| rule.id.name().len()).max().unwrap_or(0);
    rule::all().fold(String::new(), |mut out, rule| {
        let _ = writeln!(out, "{:<width$}  {:<6}  {}", rule.id.name(), rule.severity.word(), rule.what);
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::RuleId;

    #[test]
    fn a_rule_is_explained() {
        let rule = rule::rule(RuleId::WordyChoices);
        insta::assert_snapshot!(explain(rule), @"
        wordy-choices: long choices throughout a deck (slight)

          threshold   in a deck of 5 choice cards or more, half of the choices have at most 8
                      words
          why         Choices are read at each review; wrong ones padded to match a long right
                      one cost the most.
          weak        distractors: [It is because the graphics cards that are used round their numbers differently]
          better      distractors: [Graphics cards round numbers differently]
          source      ours
          to keep it  # oss-quiz: allow wordy-choices <why it is meant>
        ");
    }

    #[test]
    fn every_rule_is_listed_and_fits_the_page() {
        assert_eq!(list().lines().count(), rule::all().count());
        for rule in rule::all() {
            let long = explain(rule).lines().map(|line| line.chars().count()).max();
            assert!(long.is_some_and(|long| long <= 125), "{}", rule.id);
        }
    }
}
