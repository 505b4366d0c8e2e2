//! `# oss-quiz: allow RULE reason`: a comment that keeps a finding that is meant.

use std::path::Path;

use super::rule::{Gravity, Rule};
use super::rules::{self, UNEXPLAINED_ALLOW, UNUSED_ALLOW};
use crate::deck::{Level, Place, Problem, nearest};

/// How the comment begins, behind its `#`.
const MARK: &str = "oss-quiz: allow";

/// The lines on which the cards or claims of a file begin, in order.
#[derive(Debug)]
pub(super) struct Blocks(Vec<u32>);

impl Blocks {
    pub(super) fn new(lines: impl Iterator<Item = u32>) -> Self {
        let mut lines: Vec<u32> = lines.collect();
        lines.sort_unstable();
        lines.dedup();
        Self(lines)
    }

    /// The number of the card that a line is in; 0 before the first.
    fn of(&self, line: u32) -> usize {
        self.0.partition_point(|&start| start <= line)
    }

    /// The number of the card that a comment is for: the one below it, if it stands right above, else the one it is in.
    fn of_comment(&self, comment: &Allow, lines: &[&str]) -> usize {
        if comment.alone {
            let below = (comment.place.line as usize..lines.len()).find(|&at| {
                let line = lines[at].trim_start();
                !line.is_empty() && !line.starts_with('#')
            });
            let below = below.and_then(|at| u32::try_from(at + 1).ok());
            if let Some(start) = below.filter(|line| self.0.binary_search(line).is_ok()) {
                return self.of(start);
            }
        }
        self.of(comment.place.line)
    }
}

/// Such a comment.
#[derive(Debug, PartialEq, Eq)]
struct Allow<'t> {
    place: Place,
    rule: &'t str,
    reason: &'t str,
    /// Nothing else stands on its line.
    alone: bool,
}

/// Leaves out the warnings that comments allow, and adds warnings about such comments.
pub(super) fn apply(text: &str, path: &Path, blocks: &Blocks, problems: &mut Vec<Problem>) {
    if !text.contains(MARK) {
        return;
    }
    let lines: Vec<&str> = text.lines().collect();
    let comments = comments(&lines);
    let mut said = Vec::new();
    for comment in &comments {
        let card = blocks.of_comment(comment, &lines);
        let before = problems.len();
        let allowed = |problem: &Problem| {
            problem.level == Level::Warning && problem.rule == comment.rule && blocks.of(problem.place.line) == card
        };
        problems.retain(|problem| !allowed(problem));
        if problems.len() == before {
            said.push(warning(path, comment.place, &UNUSED_ALLOW, unused(comment.rule), None));
        } else if comment.reason.is_empty() {
            let what = format!("`{}` is allowed without a reason", comment.rule);
            let help = Some(format!("# {MARK} {} <why it is meant>", comment.rule));
            said.push(warning(path, comment.place, &UNEXPLAINED_ALLOW, what, help));
        }
    }
    problems.extend(said);
}

fn unused(rule: &str) -> String {
    if rule.is_empty() {
        return "this names no rule to allow".to_owned();
    }
    match rules::find(rule) {
        Some(rule) if rule.gravity == Gravity::Error => {
            format!("`{}` is an error, and errors can't be allowed", rule.id)
        }
        Some(rule) => format!("there is no `{}` to allow here", rule.id),
        None => {
            let names: Vec<&str> = rules::all().map(|rule| rule.id).collect();
            let near = nearest(rule, &names).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            format!("there is no rule `{rule}`{near}")
        }
    }
}

fn warning(path: &Path, place: Place, rule: &'static Rule, what: String, help: Option<String>) -> Problem {
    let help = help.or_else(|| Some("delete the comment, or put it at the card it is for".to_owned()));
    let problem = Problem::of_file(path.to_path_buf(), rule.id, what, help);
    Problem { place, level: Level::Warning, asked_anyway: true, ..problem }
}

fn comments<'t>(lines: &[&'t str]) -> Vec<Allow<'t>> {
    (1..).zip(lines).filter_map(|(number, line)| comment(number, line)).collect()
}

fn comment(number: u32, line: &str) -> Option<Allow<'_>> {
    let (at, rest) = line.match_indices('#').find_map(|(at, _)| {
        let begins = at == 0 || line[..at].ends_with([' ', '\t']);
        let rest = line[at + 1..].trim_start().strip_prefix(MARK)?;
        let ends = rest.is_empty() || rest.starts_with([' ', '\t', ':']);
        (begins && ends).then_some((at, rest.trim_start_matches(':')))
    })?;
    let (rule, reason) = rest.trim().split_once([' ', '\t']).unwrap_or((rest.trim(), ""));
    let column = u32::try_from(line[..at].chars().count() + 1).unwrap_or(u32::MAX);
    let alone = line[..at].trim().is_empty();
    Some(Allow { place: Place { line: number, column }, rule: rule.trim_matches('`'), reason: reason.trim(), alone })
}

#[cfg(test)]
mod tests {
    use crate::authoring::fixture::findings;

    fn rules(cards: &str) -> Vec<(u32, &'static str)> {
        findings("", cards, None).iter().map(|problem| (problem.place.line, problem.rule)).collect()
    }

    const CARD: &str = "- id: a\n  kind: flip\n  question: Is it so?\n  answer: It is.\n";

    #[test]
    fn a_comment_allows_a_finding_at_its_card_alone() {
        let other = CARD.replace("id: a", "id: b").replace("so?", "not?");
        assert_eq!(rules(&format!("{CARD}{other}")), [(5, "yes-no-question"), (9, "yes-no-question")]);
        let within = CARD.replace("so?", "so? # oss-quiz: allow yes-no-question a riddle");
        assert_eq!(rules(&format!("{within}{other}")), [(9, "yes-no-question")]);
        let above = format!("{CARD}# of old\n# oss-quiz: allow yes-no-question a riddle\n\n{other}");
        assert_eq!(rules(&above), [(5, "yes-no-question")]);
        let below = format!("{CARD}  # oss-quiz: allow yes-no-question a riddle\n  revision: 1\n{other}");
        assert_eq!(rules(&below), [(11, "yes-no-question")]);
    }

    #[test]
    fn a_comment_has_its_reason() {
        let bare = CARD.replace("so?", "so? # oss-quiz: allow yes-no-question");
        assert_eq!(rules(&bare), [(5, "unexplained-allow")]);
    }

    #[test]
    fn a_comment_that_allows_nothing_is_reported() {
        let good = CARD.replace("Is it so?", "What is it?");
        for (comment, said) in [
            ("allow yes-no-question a riddle", "there is no `yes-no-question` to allow here"),
            ("allow yes-no-qestion a riddle", "there is no rule `yes-no-qestion`; did you mean `yes-no-question`?"),
            ("allow missing-field later", "`missing-field` is an error, and errors can't be allowed"),
            ("allow", "this names no rule to allow"),
        ] {
            let found = findings("", &format!("# oss-quiz: {comment}\n{good}"), None);
            let found: Vec<_> =
                found.iter().map(|problem| (problem.rule, problem.what.as_str(), problem.place.line)).collect();
            assert_eq!(found, [("unused-allow", said, 3)]);
        }
    }

    #[test]
    fn an_error_stays() {
        let broken = "- id: a\n  kind: flip # oss-quiz: allow missing-field later\n  question: Who?\n";
        assert_eq!(rules(broken), [(3, "missing-field"), (4, "unused-allow")]);
    }
}
