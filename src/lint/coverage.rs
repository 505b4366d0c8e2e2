//! What the decks cover of a source: its claims, sections and names.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use serde::Serialize;

use super::card_texts::CardTexts;
use super::features::{CardFeatures, DeckFeatures};
use super::file_source::FileOf;
use super::finding::Findings;
use super::rule::{Needs, Rule};
use super::source_index::SourceIndex;
use super::words::Phrase;
use crate::deck::{Claim, Diagnostic, Place, RuleId};

pub(in crate::lint) static UNCOVERED_CLAIM: Rule = Rule {
    needs: Needs::Source,
    threshold: "with --coverage: every quizzable claim has a card",
    what: "a claim of the source that no card teaches",
    why: "Whoever knows all the cards should know the text.",
    weak: "- id: rise-spread-01   (and no card that cites it)",
    better: "claims: [rise-spread-01]   (or `quizzable: false` and `why`)",
    ..Rule::grave(RuleId::UncoveredClaim)
};

pub(in crate::lint) static CROWDED_CLAIM: Rule = Rule {
    needs: Needs::Source,
    limits: &[4],
    threshold: "with --coverage: at most {0} items on a claim",
    what: "a claim with many items",
    why: "It is asked again and again while others wait.",
    weak: "claims: [rise-spread-01]   (on six cards)",
    better: "claims: [rise-spread-01]   (on two, from two sides)",
    ..Rule::slight(RuleId::CrowdedClaim)
};

pub(in crate::lint) static SECTION_SHARE: Rule = Rule {
    needs: Needs::Source,
    limits: &[25, 20],
    threshold: "with --coverage: the share of items on a section lies within {0} % of its share of claims, for sources of \
                {1} claims or more",
    what: "a section with many or few items for its size",
    why: "What is counted as known of the text is counted by items.",
    weak: "challenges: 20 % of the claims, 9 % of the items",
    better: "challenges: 20 % of the claims, 18 % of the items",
    ..Rule::slight(RuleId::SectionShare)
};

pub(in crate::lint) static UNUSED_NAME: Rule = Rule {
    needs: Needs::Source,
    threshold: "with --coverage: every name of the source is in the answer of a card",
    what: "a name of the source that is never an answer",
    why: "A name that one is never asked for is recognised at best.",
    weak: "- name: Masakhane   (and no card whose answer has it)",
    better: "kind: typed   answer: Masakhane",
    ..Rule::slight(RuleId::UnusedName)
};

/// What the decks cover of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// The source's name.
    pub source: String,
    /// How many of its claims are `quizzable`.
    pub claims: usize,
    /// Claims that no card asks for or tells, in order.
    pub without_card: Vec<String>,
    /// Claims that cards tell but none asks for, in order.
    pub mentioned: Vec<String>,
    /// Claims with many items, and how many.
    pub crowded: Vec<(String, usize)>,
    /// Names that are never in an answer.
    pub never_answer: Vec<String>,
    /// Its sections in order.
    pub sections: Vec<SectionCoverage>,
}

/// What the decks cover of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionCoverage {
    /// Its slug; for a part, `section/part`.
    pub section: String,
    /// How many of its claims are `quizzable`.
    pub claims: usize,
    /// How many of them no card asks for or tells.
    pub without_card: usize,
    /// How many of them cards tell but none asks for.
    pub mentioned: usize,
    /// How many items ask for one of them.
    pub items: usize,
    /// Whether the source lists it: a claim may name a section that doesn't exist. True if the source lists none.
    pub known: bool,
}

/// How the decks that cite a source cover it, with the findings for the source's file; `None` if they have no cards.
pub(super) fn of(decks: &[DeckFeatures], outline: &SourceIndex) -> Option<(Coverage, Vec<Diagnostic>)> {
    let cards: Vec<&CardFeatures> = decks.iter().flat_map(|deck| &deck.cards).collect();
    let mut found = Findings::of_file(FileOf::source(outline.source).path);
    (!cards.is_empty()).then(|| (of_source(outline, &cards, &mut found), found.all))
}

fn of_source(outline: &SourceIndex, cards: &[&CardFeatures], out: &mut Findings) -> Coverage {
    let items = items_by_claim(cards);
    let source = outline.source;
    let quizzable: Vec<&Claim> = source.claims.iter().filter(|claim| claim.quizzable).collect();
    let count = |claim: &Claim| items.get(claim.id.as_str()).copied().unwrap_or(0);
    let told: HashSet<&str> = cards.iter().flat_map(|card| &card.card.mentions).map(String::as_str).collect();
    let not_asked = quizzable.iter().filter(|claim| count(claim) == 0).copied();
    let (mentioned, bare): (Vec<&Claim>, Vec<&Claim>) = not_asked.partition(|claim| told.contains(claim.id.as_str()));
    for claim in &bare {
        let what = format!("no card teaches `{}`", claim.id);
        out.add(&UNCOVERED_CLAIM, claim.place, what).help(format!(
            "add a card with `claims: [{0}]`, or tell it in a `because` with `mentions: [{0}]`",
            claim.id
        ));
    }
    let most = CROWDED_CLAIM.limit(0);
    let crowded: Vec<&Claim> = quizzable.iter().filter(|claim| count(claim) > most).copied().collect();
    for claim in &crowded {
        let what = format!("`{}` has many items", claim.id);
        let note = format!("{} items, at most {most}", count(claim));
        out.add(&CROWDED_CLAIM, claim.place, what)
            .note(note)
            .help("delete the weakest, or cite what they really teach");
    }
    let sections = sections(outline, &quizzable, &items, &told);
    shares(outline, &sections, out);
    Coverage {
        source: source.name.clone(),
        claims: quizzable.len(),
        without_card: bare.iter().map(|claim| claim.id.clone()).collect(),
        mentioned: mentioned.iter().map(|claim| claim.id.clone()).collect(),
        crowded: crowded.iter().map(|claim| (claim.id.clone(), count(claim))).collect(),
        never_answer: never_answer(outline, cards, out),
        sections,
    }
}

/// How many items each claim has; a card that cites several claims divides its items among them, rounding up.
fn items_by_claim<'c>(cards: &[&'c CardFeatures]) -> HashMap<&'c str, usize> {
    let mut items: HashMap<&str, usize> = HashMap::new();
    for card in cards {
        let claims = &card.card.claims;
        let share = card.items().div_ceil(claims.len().max(1));
        for claim in claims {
            *items.entry(claim).or_insert(0) += share;
        }
    }
    items
}

fn sections(
    outline: &SourceIndex,
    quizzable: &[&Claim],
    items: &HashMap<&str, usize>,
    told: &HashSet<&str>,
) -> Vec<SectionCoverage> {
    let known = outline.source.sections.iter().flat_map(|section| {
        let parts = section.subsections.iter().map(|part| Some(part.slug.as_str()));
        std::iter::once(None).chain(parts).map(|part| (section.slug.as_str(), part))
    });
    let known: Vec<SectionPart> = known.collect();
    let listed: HashSet<SectionPart> = known.iter().copied().collect();
    let mut all = known;
    let mut claims: HashMap<SectionPart, Vec<&Claim>> = HashMap::new();
    for claim in quizzable {
        let part = part_of(claim);
        let of_part = claims.entry(part).or_default();
        if of_part.is_empty() && !listed.contains(&part) {
            all.push(part);
        }
        of_part.push(claim);
    }
    let of = |&(section, part): &SectionPart| {
        let claims = claims.get(&(section, part)).map_or(&[][..], Vec::as_slice);
        let count = |claim: &&Claim| items.get(claim.id.as_str()).copied().unwrap_or(0);
        let not_asked = claims.iter().filter(|claim| count(claim) == 0);
        let mentioned = not_asked.clone().filter(|claim| told.contains(claim.id.as_str())).count();
        SectionCoverage {
            section: part.map_or_else(|| section.to_owned(), |part| format!("{section}/{part}")),
            claims: claims.len(),
            without_card: not_asked.count() - mentioned,
            mentioned,
            items: claims.iter().map(count).sum(),
            known: listed.is_empty() || listed.contains(&(section, part)),
        }
    };
    all.iter().map(of).filter(|part| part.claims > 0).collect()
}

/// The slug of a section, and of a part of it if one is meant.
type SectionPart<'p> = (&'p str, Option<&'p str>);

fn part_of(claim: &Claim) -> SectionPart<'_> {
    (&claim.section, claim.subsection.as_deref())
}

/// Reports sections with too many or too few items for their size; a section's parts are taken together.
fn shares(outline: &SourceIndex, sections: &[SectionCoverage], out: &mut Findings) {
    let (apart, from) = (SECTION_SHARE.limit(0), SECTION_SHARE.limit(1));
    let claims: usize = sections.iter().map(|section| section.claims).sum();
    let items: usize = sections.iter().map(|section| section.items).sum();
    if claims < from || items == 0 {
        return;
    }
    let mut of_sections: HashMap<&str, (usize, usize)> = HashMap::new();
    for part in sections {
        let (own, asked) = of_sections.entry(part.section.split('/').next().unwrap_or_default()).or_default();
        (*own, *asked) = (*own + part.claims, *asked + part.items);
    }
    let mut places: HashMap<&str, Place> = HashMap::new();
    for claim in &outline.source.claims {
        places.entry(&claim.section).or_insert(claim.place);
    }
    for section in &outline.source.sections {
        let slug = section.slug.as_str();
        let (own, asked) = of_sections.get(slug).copied().unwrap_or_default();
        // Shares in hundredths of a percent.
        let (of_claims, of_items) = (own * 10_000 / claims, asked * 10_000 / items);
        if of_claims.abs_diff(of_items) * 100 > of_claims * apart {
            let way = if of_items > of_claims { "many" } else { "few" };
            let what = format!("section `{slug}` has {way} items for its size");
            let note = format!("{} % of the items, {} % of the claims", of_items / 100, of_claims / 100);
            let place = places.get(slug).copied().unwrap_or_default();
            let help = if way == "few" { "add cards on its claims" } else { "add cards on the others" };
            out.add(&SECTION_SHARE, place, what).note(note).help(help);
        }
    }
}

fn never_answer(outline: &SourceIndex, cards: &[&CardFeatures], out: &mut Findings) -> Vec<String> {
    let mut answered: HashSet<usize> = HashSet::new();
    for card in cards {
        let reading = CardTexts::of(card.card);
        let wanted = reading.answers.iter().chain(&reading.accept);
        answered.extend(wanted.flat_map(|text: &Phrase| outline.names.within(text)).map(|named| named.entity));
    }
    let mut never = Vec::new();
    for (at, entity) in outline.source.entities.iter().enumerate().filter(|(at, _)| !answered.contains(at)) {
        let what = format!("\"{}\" is never in an answer", outline.entity(at).map_or("", |entity| &entity.name));
        out.add(&UNUSED_NAME, entity.place, what).help("ask for it: `kind: typed`, or a cloze that hides it");
        never.push(entity.name.clone());
    }
    never
}

impl Coverage {
    /// As a table.
    #[must_use]
    pub fn table(&self) -> String {
        let taught = self.claims - self.without_card.len();
        let asked = taught - self.mentioned.len();
        let told = match self.mentioned.len() {
            0 => String::new(),
            told => format!(": {asked} asked for, {told} told in an explanation"),
        };
        let mut out = format!("{}: {taught} of {} claims have a card{told}\n\n", self.source, self.claims);
        let items: usize = self.sections.iter().map(|section| section.items).sum();
        let width = self.sections.iter().map(|section| section.section.len()).max().unwrap_or(0).max(7);
        // Writing to a string can't fail.
        let _ = writeln!(out, "  {:<width$}  claims  without card  told  items", "section");
        for part in &self.sections {
            let percent = |part: usize, whole: usize| (part * 100 + whole / 2).checked_div(whole).unwrap_or(0);
            let (of_claims, of_items) = (percent(part.claims, self.claims), percent(part.items, items));
            let unknown = if part.known { "" } else { "; not in the source's `sections`" };
            let line = format!(
                "  {:<width$}  {:>6}  {:>12}  {:>4}  {:>5}  ({of_items} % of the items, {of_claims} % of the claims{unknown})",
                part.section, part.claims, part.without_card, part.mentioned, part.items
            );
            let _ = writeln!(out, "{line}");
        }
        let crowded: Vec<String> = self.crowded.iter().map(|(claim, items)| format!("{claim} ({items})")).collect();
        let lists = [
            ("claims without a card", &self.without_card),
            ("claims told and not asked for", &self.mentioned),
            ("claims with many items", &crowded),
            ("names never an answer", &self.never_answer),
        ];
        for (label, list) in lists {
            let list = if list.is_empty() { "none".to_owned() } else { list.join(", ") };
            let _ = write!(out, "\n  {label}: {list}");
        }
        out.push('\n');
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::RuleId;
    use crate::lint::fixture::{SOURCE, checked};
    use crate::lint::run::Options;

    fn card(id: usize, answer: &str, claims: &str) -> String {
        format!(
            "  - id: c{id}\n    kind: flip\n    question: What is number {id}?\n    answer: {answer}\n    claims: [{claims}]\n"
        )
    }

    fn coverage(cards: &str) -> (Coverage, Vec<RuleId>) {
        let deck = format!("title: A\nsource: essay\ncards:\n{cards}");
        let options = Options { coverage: true, ..Options::default() };
        let checked = checked(&[("deck", &deck)], Some(SOURCE), &options);
        let in_source = checked.diagnostics.iter().filter(|diagnostic| diagnostic.path.ends_with("essay.source.yaml"));
        let rules = in_source.map(|diagnostic| diagnostic.rule).collect();
        (checked.coverage.into_iter().next().unwrap(), rules)
    }

    #[test]
    fn what_no_card_teaches_is_named_at_its_claim() {
        let claims = ["tools-01", "tools-02", "people-01", "people-02"];
        let cards: String = (0..4).map(|nth| card(nth, "PyTorch and TensorFlow", claims[nth])).collect();
        let (found, rules) = coverage(&cards);
        assert_eq!(found.without_card, ["people-03"]);
        assert_eq!(found.never_answer, ["Hugging Face", "Hugging Face Transformers", "GitHub"]);
        assert_eq!(rules, [RuleId::UncoveredClaim, RuleId::UnusedName, RuleId::UnusedName, RuleId::UnusedName]);
        assert_eq!(
            found.sections[1],
            SectionCoverage {
                section: "people".into(),
                claims: 3,
                without_card: 1,
                mentioned: 0,
                items: 2,
                known: true
            }
        );
    }

    #[test]
    fn a_claim_that_an_explanation_tells_has_a_card_and_is_not_asked_for() {
        let (found, rules) = coverage(&card(0, "GitHub", "tools-01]\n    mentions: [tools-02, people-02, tools-01"));
        assert_eq!(found.mentioned, ["tools-02", "people-02"]);
        assert_eq!(found.without_card, ["people-01", "people-03"]);
        assert_eq!(rules.iter().filter(|rule| **rule == RuleId::UncoveredClaim).count(), 2);
        assert!(found.table().contains("3 of 5 claims have a card: 1 asked for, 2 told in an explanation"));
        let people = &found.sections[1];
        assert_eq!((people.without_card, people.mentioned, people.items), (2, 1, 0));
    }

    #[test]
    fn a_claim_may_have_four_items() {
        let cards = |count: usize| (0..count).map(|nth| card(nth, "GitHub", "tools-01")).collect::<String>();
        assert_eq!(coverage(&cards(4)).0.crowded, []);
        let (found, rules) = coverage(&cards(5));
        assert_eq!(found.crowded, [("tools-01".to_owned(), 5)]);
        assert!(rules.contains(&RuleId::CrowdedClaim));
    }

    #[test]
    fn every_claim_stands_in_the_table() {
        let rows = |sections: &str| {
            let claim = |id: &str, of: &str| format!("  - {{id: {id}, section: {of}, claim: Thing {id} is so.}}\n");
            let claims = [claim("a", "left"), claim("b", "lfet"), claim("c", "left, subsection: top")].concat();
            let source = format!("{sections}claims:\n{claims}");
            let deck = format!("title: A\nsource: essay\ncards:\n{}", card(0, "x", "b"));
            let options = Options { coverage: true, ..Options::default() };
            let coverage = checked(&[("deck", &deck)], Some(&source), &options).coverage.remove(0);
            assert_eq!(coverage.sections.iter().map(|part| part.claims).sum::<usize>(), coverage.claims);
            let table = coverage.table();
            let rows = table.lines().skip_while(|line| !line.starts_with("  section")).skip(1);
            rows.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
        };
        insta::assert_snapshot!(rows("sections: [{slug: left}]\n"), @r"
          left           1             1     0      0  (0 % of the items, 33 % of the claims)
          lfet           1             0     0      1  (100 % of the items, 33 % of the claims; not in the source's `sections`)
          left/top       1             1     0      0  (0 % of the items, 33 % of the claims; not in the source's `sections`)
        ");
        assert!(!rows("").contains("not in"), "one without sections misses none");
    }

    #[test]
    fn sections_are_asked_by_their_size() {
        let section = |nth: usize| if nth < 10 { "a" } else { "b" };
        let claim = |nth: usize| {
            let section = section(nth);
            format!("  - {{id: {section}-{nth}, section: {section}, claim: Thing {nth} is so.}}")
        };
        let claims = (0..20).map(claim).collect::<Vec<_>>().join("\n");
        let source = format!("sections: [{{slug: a}}, {{slug: b}}]\nclaims:\n{claims}\n");
        let deck = |twice: &str| {
            let cards = (0..20).map(|nth| format!("{}-{nth}", if nth < 10 { "a" } else { "b" }));
            let again = (0..10).filter(|_| !twice.is_empty()).map(|nth| format!("a-{nth}"));
            let cards: String = cards.chain(again).enumerate().map(|(id, claim)| card(id, "x", &claim)).collect();
            format!("title: A\nsource: essay\ncards:\n{cards}")
        };
        let options = Options { coverage: true, ..Options::default() };
        let count = |deck: &str| {
            let checked = checked(&[("deck", deck)], Some(&source), &options);
            checked.diagnostics.iter().filter(|diagnostic| diagnostic.rule == RuleId::SectionShare).count()
        };
        assert_eq!(count(&deck("")), 0);
        assert_eq!(count(&deck("twice")), 2);
    }
}
