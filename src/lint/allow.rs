//! `# oss-quiz: allow RULE reason`: a comment that allows a finding because it is intended.

use std::path::Path;

use super::rule::Rule;
use crate::deck::allow::{Blocks, MARK, comments};
use crate::deck::{Diagnostic, Level, Place, RuleId};

pub(in crate::lint) static UNUSED_ALLOW: Rule = Rule {
    what: "an `oss-quiz: allow` that silences nothing",
    why: "The weakness is gone, the rule is misspelt, or the comment stands at another card; a later finding would be \
          silenced without anyone meaning it. Of errors only those can be silenced that keep no card from being asked.",
    weak: "# oss-quiz: allow lenght-cue a quotation",
    better: "# oss-quiz: allow length-cue a quotation",
    ..Rule::slight(RuleId::UnusedAllow)
};

pub(in crate::lint) static UNEXPLAINED_ALLOW: Rule = Rule {
    threshold: "an `oss-quiz: allow` gives its reason behind the rule",
    what: "an `oss-quiz: allow` without a reason",
    why: "The next author can't tell a decision from a shortcut.",
    weak: "# oss-quiz: allow length-cue",
    better: "# oss-quiz: allow length-cue the name of a law can't be cut",
    ..Rule::slight(RuleId::UnexplainedAllow)
};

/// Removes the diagnostics that comments allow, and adds warnings about comments that allow nothing or give no reason.
pub(super) fn apply(text: &str, path: &Path, blocks: &Blocks, diagnostics: &mut Vec<Diagnostic>) {
    let mut said = Vec::new();
    for comment in comments(text) {
        let card = blocks.of_comment(&comment);
        let before = diagnostics.len();
        let named = |diagnostic: &Diagnostic| {
            diagnostic.rule.name() == comment.rule && blocks.of(diagnostic.place.line) == card
        };
        diagnostics.retain(|diagnostic| !(named(diagnostic) && can_be_allowed(diagnostic)));
        if diagnostics.len() == before {
            let stays = diagnostics.iter().any(named);
            said.push(warning(path, comment.place, UNUSED_ALLOW.id, unused(comment.rule, stays), None));
        } else if comment.reason.is_empty() {
            let what = format!("`{}` is allowed without a reason", comment.rule);
            let help = Some(format!("# {MARK} {} <why it is meant>", comment.rule));
            said.push(warning(path, comment.place, UNEXPLAINED_ALLOW.id, what, help));
        }
    }
    diagnostics.extend(said);
}

/// Any warning; of the errors, those that don't keep a card from being asked.
fn can_be_allowed(diagnostic: &Diagnostic) -> bool {
    diagnostic.level() == Level::Warning || (diagnostic.asked_anyway && diagnostic.rule.may_be_meant())
}

/// Why a comment allows nothing; `stays` if the diagnostic it names is still there.
fn unused(rule: &str, stays: bool) -> String {
    if rule.is_empty() {
        return "this names no rule to allow".to_owned();
    }
    match rule.parse::<RuleId>() {
        Ok(rule) if stays || !rule.can_be_allowed() => format!("`{rule}` can't be allowed: it has to be mended"),
        Ok(rule) => format!("there is no `{rule}` to allow here"),
        Err(unknown) => unknown.to_string(),
    }
}

fn warning(path: &Path, place: Place, rule: RuleId, what: String, help: Option<String>) -> Diagnostic {
    let help = help.or_else(|| Some("delete the comment, or put it at the card it is for".to_owned()));
    let diagnostic = Diagnostic::of_file(path.to_path_buf(), rule, what, help);
    Diagnostic { place, asked_anyway: true, ..diagnostic }
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::findings;

    fn rules(cards: &str) -> Vec<(u32, RuleId)> {
        findings("", cards, None).iter().map(|diagnostic| (diagnostic.place.line, diagnostic.rule)).collect()
    }

    const CARD: &str = "- id: a\n  kind: flip\n  question: Is it so?\n  answer: It is.\n";

    #[test]
    fn a_comment_allows_a_finding_at_its_card_alone() {
        let other = CARD.replace("id: a", "id: b").replace("so?", "not?");
        assert_eq!(rules(&format!("{CARD}{other}")), [(5, RuleId::YesNoQuestion), (9, RuleId::YesNoQuestion)]);
        let within = CARD.replace("so?", "so? # oss-quiz: allow yes-no-question a riddle");
        assert_eq!(rules(&format!("{within}{other}")), [(9, RuleId::YesNoQuestion)]);
        let above = format!("{CARD}# of old\n# oss-quiz: allow yes-no-question a riddle\n\n{other}");
        assert_eq!(rules(&above), [(5, RuleId::YesNoQuestion)]);
        let below = format!("{CARD}  # oss-quiz: allow yes-no-question a riddle\n  revision: 1\n{other}");
        assert_eq!(rules(&below), [(11, RuleId::YesNoQuestion)]);
    }

    #[test]
    fn a_comment_has_its_reason() {
        let bare = CARD.replace("so?", "so? # oss-quiz: allow yes-no-question");
        assert_eq!(rules(&bare), [(5, RuleId::UnexplainedAllow)]);
    }

    #[test]
    fn a_comment_that_allows_nothing_is_reported() {
        let good = CARD.replace("Is it so?", "What is it?");
        for (comment, said) in [
            ("allow yes-no-question a riddle", "there is no `yes-no-question` to allow here"),
            ("allow yes-no-qestion a riddle", "there is no rule `yes-no-qestion`; did you mean `yes-no-question`?"),
            ("allow duplicate-choice later", "there is no `duplicate-choice` to allow here"),
            ("allow missing-field later", "`missing-field` can't be allowed: it has to be mended"),
            ("allow", "this names no rule to allow"),
        ] {
            let found = findings("", &format!("# oss-quiz: {comment}\n{good}"), None);
            let found: Vec<_> = found
                .iter()
                .map(|diagnostic| (diagnostic.rule, diagnostic.what.as_str(), diagnostic.place.line))
                .collect();
            assert_eq!(found, [(RuleId::UnusedAllow, said, 3)]);
        }
    }

    #[test]
    fn an_error_that_keeps_nothing_from_being_asked_may_be_meant() {
        let found = |cards: &str| -> Vec<RuleId> { rules(cards).into_iter().map(|(_, rule)| rule).collect() };
        let field = format!("{CARD}  level: B1\n").replace("Is it so?", "What is it?");
        assert_eq!(found(&field), [RuleId::UnknownField]);
        assert_eq!(found(&format!("# oss-quiz: allow unknown-field for another program\n{field}")), []);
        let steps = "- id: a\n  kind: order\n  question: Which steps has a wash?\n  steps: [soak, rinse, wash, rinse]\n  \
                     because: Soap is rinsed out before and after the drum has turned for an hour.\n";
        assert_eq!(found(steps), [RuleId::BadSteps]);
        assert_eq!(found(&format!("# oss-quiz: allow bad-steps it is rinsed twice\n{steps}")), []);
        let alone = steps.replace("soak, rinse, wash, rinse", "soak");
        assert_eq!(
            found(&format!("# oss-quiz: allow bad-steps so be it\n{alone}")),
            [RuleId::UnusedAllow, RuleId::BadSteps]
        );
    }

    #[test]
    fn an_error_stays() {
        let broken = "- id: a\n  kind: flip # oss-quiz: allow missing-field later\n  question: Who?\n";
        assert_eq!(rules(broken), [(3, RuleId::MissingField), (4, RuleId::UnusedAllow)]);
    }
}
