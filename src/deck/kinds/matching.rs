//! `match`: left sides, each with the right side that belongs to it.

use super::{AnswerKind, AnswerText, Answering, Body, CardLanguage, Choice, Kind, KindInfo, KindOfCard, PromptForm};
use super::{Role, RoleText};
use crate::deck::format::{Field, FieldShape, QUESTION, may, must};
use crate::deck::reader::answers::{MAX_CHOICES, SAME, counted, equal, shown};
use crate::deck::reader::diagnostics::{Diagnostics, Position};
use crate::deck::reader::fields::Fields;
use crate::deck::reader::yaml::{Node, NodeShape};
use crate::deck::{ItemPart, RuleId, Text};

pub(super) const INFO: KindInfo = KindInfo {
    kind: Kind::Match,
    word: "match",
    what: "pairs to be put together",
    fields: &[
        QUESTION,
        must(
            "pairs",
            FieldShape::Records(PAIR),
            "three to nine pairs that belong together",
            "[{left: Linux, right: 1991}, {left: MySQL, right: 1995}, {left: Git, right: 2005}]",
        ),
        may("spare", FieldShape::Texts, "further right sides, which belong to no left side", "[1983]"),
    ],
    parts: PAIR,
    bounds: &[("pairs", 3, 9)],
    other_names: &["matching", "matchup", "pairs", "pairing", "connect", "associate", "association", "assign"],
    prompt: PromptForm::Question,
    answering: Answering::Arranged,
    read,
};

const PAIR: &[Field] = &[
    must("left", FieldShape::Text, "what is asked", "Linux"),
    must("right", FieldShape::Text, "what belongs to it", "1991"),
];

/// The fewest pairs: of two, knowing one gives the other away.
const FEWEST: usize = 3;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pair {
    pub left: Text,
    pub right: Text,
}

impl Pair {
    /// `left: right`; a right side of several lines keeps them.
    fn in_words(&self) -> Text {
        let (left, right) = (self.left.marked(), self.right.marked());
        let between = if right.contains('\n') { ":\n" } else { ": " };
        Text::new(&[&left, between, &right].concat())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MatchCard {
    pub question: Text,
    /// Three to nine.
    pub pairs: Vec<Pair>,
    /// Right sides that belong to no left side; with those of the pairs at most nine.
    pub spare: Vec<Text>,
}

fn read(report: &mut Diagnostics, record: &Fields, _: CardLanguage) -> Option<Body> {
    let question = record.text(report, "question");
    let before = report.faults;
    let entries = record.entries(report, "pairs");
    let pairs: Vec<Pair> = entries.iter().filter_map(|entry| pair(report, record, entry)).collect();
    let spare = record.texts(report, "spare");
    if report.faults > before || record.is_misspelt("pairs") {
        return None;
    }
    let position = |name| record.slot(name).map_or(record.at, |slot| Position::from(slot.key));
    if !(FEWEST..=MAX_CHOICES).contains(&pairs.len()) {
        let help = if pairs.len() < FEWEST { "add pairs" } else { "split the card, or leave pairs out" };
        let what = format!("{} has {}; three to nine can be matched", record.name, counted(pairs.len(), "pair"));
        report.fault(position("pairs"), RuleId::TooFewChoices, what, help.to_owned());
        return None;
    }
    let rights = pairs.len() + spare.len();
    if rights > MAX_CHOICES {
        let what = format!(
            "{} has {rights} right sides, {} of them spare; one digit can pick from {MAX_CHOICES}",
            record.name,
            spare.len()
        );
        report.fault(position("spare"), RuleId::TooManyChoices, what, "leave some in `spare` out".to_owned());
        return None;
    }
    let lefts = pairs.iter().enumerate().map(|(at, pair)| ("pairs", at, &pair.left));
    equal(report, record, shown, lefts, RuleId::DuplicateChoice, SAME, "left side");
    let own = pairs.iter().enumerate().map(|(at, pair)| ("pairs", at, &pair.right));
    let spares = spare.iter().enumerate().map(|(at, text)| ("spare", at, text));
    equal(report, record, shown, own.chain(spares), RuleId::DuplicateChoice, SAME, "right side");
    Some(Body::Match(MatchCard { question: question?, pairs, spare }))
}

fn pair(report: &mut Diagnostics, of: &Fields, entry: &Node) -> Option<Pair> {
    let NodeShape::Map(pairs) = &entry.shape else {
        let what = format!("a pair of {} is {}", of.name, entry.found());
        report.fault(entry, RuleId::WrongType, what, "write it as `{left: ..., right: ...}`".to_owned());
        return None;
    };
    let name = format!("a pair of {}", of.name);
    let record = Fields::gather(report, pairs, [PAIR, &[]], name, Position::from(entry), None);
    let (left, right) = (record.text(report, "left"), record.text(report, "right"));
    Some(Pair { left: left?, right: right? })
}

impl KindOfCard for MatchCard {
    fn kind(&self) -> Kind {
        Kind::Match
    }

    fn question(&self) -> Option<&Text> {
        Some(&self.question)
    }

    fn asks(&self, _: ItemPart) -> AnswerKind {
        AnswerKind::Match
    }

    fn answers(&self) -> Vec<AnswerText<'_>> {
        self.pairs.iter().enumerate().map(|(at, pair)| AnswerText::new(&pair.right, "right", at)).collect()
    }

    fn texts(&self) -> Vec<RoleText<'_>> {
        let mut texts = vec![RoleText::new(Role::Prompt, &self.question, "question", 0)];
        for (at, pair) in self.pairs.iter().enumerate() {
            texts.push(RoleText::new(Role::Shown, &pair.left, "left", at));
            texts.push(RoleText::new(Role::Answer, &pair.right, "right", at));
        }
        texts.extend(RoleText::list(Role::Distractor, &self.spare, "spare"));
        texts
    }

    /// Each pair as `left: right`.
    fn right(&self, _: ItemPart) -> Vec<Text> {
        self.pairs.iter().map(Pair::in_words).collect()
    }

    fn lefts(&self) -> Vec<&Text> {
        self.pairs.iter().map(|pair| &pair.left).collect()
    }

    fn choices(&self) -> Vec<Choice> {
        let own = self.pairs.iter().map(|pair| (&pair.right, true));
        let all = own.chain(self.spare.iter().map(|text| (text, false))).enumerate();
        all.map(|(place, (text, right))| Choice { text: text.clone(), right, why: None, place }).collect()
    }

    fn possible_answers(&self) -> u32 {
        // Any of the right sides for the first left side, any of the others for the next, and so on.
        let [pairs, spare] = [self.pairs.len(), self.spare.len()].map(|count| u32::try_from(count).unwrap_or(0));
        (spare + 1..=spare + pairs).product()
    }

    fn ordered(&self) -> bool {
        true
    }

    fn identify(&self, add: &mut dyn FnMut(&str, &Text)) {
        for pair in &self.pairs {
            add("left", &pair.left);
            add("right", &pair.right);
        }
        self.spare.iter().for_each(|text| add("spare", text));
    }
}
