//! `# oss-quiz: allow RULE reason`: comments that allow a finding, and the card they apply to.

use std::collections::HashSet;

use super::{Place, RuleId};

/// Begins the comment, after its `#`.
pub(crate) const MARK: &str = "oss-quiz: allow";

/// An `allow` comment.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Allow<'t> {
    pub(crate) place: Place,
    pub(crate) rule: &'t str,
    pub(crate) reason: &'t str,
    /// The first line below that is not a comment, if the comment has its line to itself.
    below: Option<u32>,
}

/// The lines on which the cards or claims of a file begin, ascending.
#[derive(Debug, Default)]
pub(crate) struct Blocks(Vec<u32>);

impl Blocks {
    pub(crate) fn new(lines: impl Iterator<Item = u32>) -> Self {
        let mut lines: Vec<u32> = lines.collect();
        lines.sort_unstable();
        lines.dedup();
        Self(lines)
    }

    /// The number of the card that a line is in; 0 before the first.
    pub(crate) fn of(&self, line: u32) -> usize {
        self.0.partition_point(|&start| start <= line)
    }

    /// The number of the card that a comment applies to: the one right below it, or else the one it is in.
    pub(crate) fn of_comment(&self, comment: &Allow) -> usize {
        let below = comment.below.filter(|line| self.0.binary_search(line).is_ok());
        self.of(below.unwrap_or(comment.place.line))
    }
}

pub(crate) fn comments(text: &str) -> Vec<Allow<'_>> {
    if !text.contains(MARK) {
        return Vec::new();
    }
    let lines: Vec<&str> = text.lines().collect();
    let (mut found, mut below) = (Vec::new(), None);
    // From the end, because a comment needs to know what comes below it.
    for (at, line) in lines.iter().enumerate().rev() {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        if let Some((comment, alone)) = comment(number, line) {
            found.push(Allow { below: below.filter(|_| alone), ..comment });
        }
        let start = line.trim_start();
        if !start.is_empty() && !start.starts_with('#') {
            below = Some(number);
        }
    }
    found.reverse();
    found
}

/// The comment on a line, and whether it has the line to itself.
fn comment(number: u32, line: &str) -> Option<(Allow<'_>, bool)> {
    let (at, rest) = line.match_indices('#').find_map(|(at, _)| {
        let begins = at == 0 || line[..at].ends_with([' ', '\t']);
        let rest = line[at + 1..].trim_start().strip_prefix(MARK)?;
        let ends = rest.is_empty() || rest.starts_with([' ', '\t', ':']);
        (begins && ends).then_some((at, rest.trim_start_matches(':')))
    })?;
    let (rule, reason) = rest.trim().split_once([' ', '\t']).unwrap_or((rest.trim(), ""));
    let column = u32::try_from(line[..at].chars().count() + 1).unwrap_or(u32::MAX);
    let place = Place { line: number, column };
    Some((
        Allow { place, rule: rule.trim_matches('`'), reason: reason.trim(), below: None },
        line[..at].trim().is_empty(),
    ))
}

/// The errors that a file's comments allow, card by card.
#[derive(Debug, Default)]
pub(super) struct Allowed {
    blocks: Blocks,
    rules: HashSet<(usize, RuleId)>,
}

impl Allowed {
    /// `lines` are those on which cards begin.
    pub(super) fn of(text: &str, lines: impl Iterator<Item = u32>) -> Self {
        let comments: Vec<_> = comments(text)
            .into_iter()
            .filter_map(|comment| Some((comment.rule.parse::<RuleId>().ok()?, comment)))
            .filter(|(rule, _)| rule.may_be_meant())
            .collect();
        if comments.is_empty() {
            return Self::default();
        }
        let blocks = Blocks::new(lines);
        let rules = comments.iter().map(|(rule, comment)| (blocks.of_comment(comment), *rule)).collect();
        Self { blocks, rules }
    }

    /// Whether a rule is allowed for the card at a place.
    pub(super) fn has(&self, rule: RuleId, place: Place) -> bool {
        self.rules.contains(&(self.blocks.of(place.line), rule))
    }
}
