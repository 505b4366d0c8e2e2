//! All decks and sources together.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::merge::{Member, Site, bring_together};
use super::renames::CardNames;
use super::{
    Card, CardId, Deck, DeckId, DeckSummary, Decks, Diagnostic, Item, ItemId, ItemSummary, Named, Section,
    ShadowedDeck, Source, SourceRef, Subsection, Synonyms, renames,
};

/// All decks and sources that were found.
#[derive(Debug, Default)]
pub struct Collection {
    /// In the order they are begun.
    decks: Vec<Deck>,
    sources: Vec<Source>,
    by_deck: HashMap<DeckId, usize>,
    /// Built on first use, as are the two below: a check of 100,000 cards needs none of them.
    items: OnceLock<Vec<Item>>,
    by_card: OnceLock<HashMap<CardId, Arc<Card>>>,
    by_item: OnceLock<HashMap<ItemId, usize>>,
    /// For each source by name: its place, and its claims by id.
    claims: HashMap<String, (usize, HashMap<String, usize>)>,
    carried: HashMap<ItemId, Vec<ItemId>>,
    /// Built on first use.
    summaries: OnceLock<Vec<DeckSummary>>,
    /// Built on first use, for decks that have synonyms.
    synonyms: OnceLock<HashMap<DeckId, Arc<Synonyms>>>,
}

/// The result of [`Collection::gather`].
#[derive(Debug, Default)]
pub struct Gathered {
    /// The decks that count, with their own diagnostics.
    pub collection: Collection,
    /// Decks that have an equal in an earlier place.
    pub hidden: Vec<ShadowedDeck>,
    /// Diagnostics between files that belong to no deck that counts.
    pub diagnostics: Vec<Diagnostic>,
}

/// Decks, or rows that stand for them, and sources, after they were brought together.
#[derive(Debug)]
pub struct Gathering<D> {
    /// The decks that count, in the order they are begun.
    pub decks: Vec<D>,
    /// The sources, by name.
    pub sources: Vec<Source>,
    /// Decks that have an equal in an earlier place.
    pub hidden: Vec<ShadowedDeck>,
    /// Decks left out because another one counts, each with the reason.
    pub refused: Vec<(D, Diagnostic)>,
    /// For each renamed item: the earlier items whose progress it takes, likeliest first.
    carried: HashMap<ItemId, Vec<ItemId>>,
}

/// Brings decks and sources together, as [`Collection::gather`] does. Diagnostics that a deck has among the others are
/// reported to it.
pub(crate) fn gather<S: Into<Site>, D: Member + CardNames>(
    decks: Vec<(S, D)>,
    sources: Vec<(S, Source)>,
) -> Gathering<D> {
    let decks = decks.into_iter().map(|(site, deck)| (site.into(), deck)).collect();
    let sources = sources.into_iter().map(|(site, source)| (site.into(), source)).collect();
    let mut together = bring_together(decks, sources);
    let lineage = renames::resolve(&together.decks);
    for (at, diagnostic) in lineage.diagnostics {
        together.decks[at].report(diagnostic);
    }
    Gathering {
        decks: together.decks,
        sources: together.sources,
        hidden: together.hidden,
        refused: together.refused,
        carried: lineage.carried,
    }
}

impl Collection {
    /// A collection of decks alone, all found in one place. Diagnostics between them are dropped.
    #[must_use]
    pub fn new(decks: Vec<Deck>) -> Self {
        Self::gather(decks.into_iter().map(|deck| (0, deck)).collect(), Vec::new()).collection
    }

    /// Brings decks and sources together. Each comes with the site it was found at; those of one place are sorted by
    /// path. Of two decks with one id in different places, the one in the place with the lower number counts.
    #[must_use]
    pub fn gather<S: Into<Site>>(decks: Vec<(S, Deck)>, sources: Vec<(S, Source)>) -> Gathered {
        Self::of(gather(decks, sources))
    }

    /// [`gather`](Self::gather) for decks and sources that were already brought together.
    #[must_use]
    pub fn of(gathering: Gathering<Deck>) -> Gathered {
        let mut diagnostics = Vec::new();
        for (deck, diagnostic) in gathering.refused {
            diagnostics.extend(deck.diagnostics);
            diagnostics.push(diagnostic);
        }
        let mut all = Self { carried: gathering.carried, ..Self::default() };
        let (mut decks, sources) = (gathering.decks, gathering.sources);
        for (at, deck) in decks.iter_mut().enumerate() {
            deck.diagnostics.sort_by_key(|diagnostic| diagnostic.place);
            all.by_deck.insert(deck.id.clone(), at);
        }
        for (at, source) in sources.iter().enumerate() {
            let claims = source.claims.iter().enumerate().map(|(nth, claim)| (claim.id.clone(), nth)).collect();
            all.claims.insert(source.name.clone(), (at, claims));
        }
        (all.decks, all.sources) = (decks, sources);
        Gathered { collection: all, hidden: gathering.hidden, diagnostics }
    }

    /// Adds the lines to diagnostics between decks, which were found without the texts of their files.
    pub(crate) fn show_lines(&mut self, text_of: impl Fn(&std::path::Path) -> Option<String>) {
        for deck in &mut self.decks {
            super::diagnostic::show_lines(&mut deck.diagnostics, || deck.path.as_deref().and_then(&text_of));
        }
    }

    /// The decks, in the order they are begun.
    #[must_use]
    pub fn decks(&self) -> &[Deck] {
        &self.decks
    }

    /// All items, deck by deck; within a deck, in the order of its file.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        self.items.get_or_init(|| {
            let cards = self.decks.iter().flat_map(|deck| &deck.cards);
            let items = |card: &Arc<Card>| {
                let item = |part| Item { id: card.id.item(part), card: Arc::clone(card) };
                card.parts().into_iter().map(item).collect::<Vec<_>>()
            };
            cards.flat_map(items).collect()
        })
    }

    /// The deck of that id.
    #[must_use]
    pub fn deck(&self, id: &str) -> Option<&Deck> {
        let id = DeckId::new(id).ok()?;
        self.by_deck.get(&id).map(|&at| &self.decks[at])
    }

    /// The card of that id.
    #[must_use]
    pub fn card(&self, id: &CardId) -> Option<&Arc<Card>> {
        self.cards_by_name().get(id)
    }

    fn cards_by_name(&self) -> &HashMap<CardId, Arc<Card>> {
        self.by_card.get_or_init(|| {
            let cards = self.decks.iter().flat_map(|deck| &deck.cards);
            cards.map(|card| (card.id.clone(), Arc::clone(card))).collect()
        })
    }

    /// The item of that id.
    #[must_use]
    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        let items = self.items();
        let by_item = self.by_item.get_or_init(|| (0..).zip(items).map(|(at, item)| (item.id.clone(), at)).collect());
        by_item.get(id).map(|&at| &items[at])
    }

    /// The source of that name.
    #[must_use]
    pub fn source(&self, name: &str) -> Option<&Source> {
        self.claims.get(name).map(|&(at, _)| &self.sources[at])
    }

    /// The section of the source that a card belongs to, by its first known claim.
    #[must_use]
    pub fn section_of(&self, card: &Card) -> Option<(&Section, Option<&Subsection>)> {
        self.section_of_claims(card.id.deck(), &card.claims)
    }

    fn section_of_claims(&self, deck: &str, ids: &[String]) -> Option<(&Section, Option<&Subsection>)> {
        let name = self.deck(deck)?.source.as_deref()?;
        let (at, claims) = self.claims.get(name)?;
        let source = &self.sources[*at];
        let claim = ids.iter().find_map(|id| claims.get(id)).map(|&nth| &source.claims[nth])?;
        let section = source.sections.iter().find(|section| section.slug == claim.section)?;
        let wanted = claim.subsection.as_deref();
        Some((section, section.subsections.iter().find(|part| Some(part.slug.as_str()) == wanted)))
    }

    /// The items whose progress this one carries on while it has none of its own, likeliest first.
    #[must_use]
    pub fn carried_from(&self, item: &ItemId) -> Vec<ItemId> {
        self.carried.get(item).cloned().unwrap_or_default()
    }
}

impl Decks for Collection {
    fn summaries(&self) -> &[DeckSummary] {
        self.summaries.get_or_init(|| self.decks.iter().map(DeckSummary::of).collect())
    }

    fn heading(&self, deck: &str) -> Option<&DeckSummary> {
        let id = DeckId::new(deck).ok()?;
        self.by_deck.get(&id).map(|&at| &self.summaries()[at])
    }

    fn entries(&self, deck: usize) -> Vec<ItemSummary> {
        self.decks
            .get(deck)
            .map_or(&[][..], |deck| &deck.cards)
            .iter()
            .flat_map(|card| ItemSummary::of_card(card))
            .collect()
    }

    fn card(&self, name: &str) -> Option<Arc<Card>> {
        self.cards_by_name().get(&name.parse().ok()?).cloned()
    }

    fn passage(&self, deck: &str, claims: &[String]) -> Option<SourceRef> {
        let (section, part) = self.section_of_claims(deck, claims)?;
        let named = |slug: &String, title: &Option<_>| Named { slug: slug.clone(), title: title.clone() };
        Some(SourceRef {
            section: named(&section.slug, &section.title),
            part: part.map(|part| named(&part.slug, &part.title)),
        })
    }

    fn synonyms(&self, deck: &str) -> Arc<Synonyms> {
        let all = self.synonyms.get_or_init(|| {
            let decks = self.decks.iter().filter(|deck| deck.synonym_lists().next().is_some());
            decks.map(|deck| (deck.id.clone(), Arc::new(Synonyms::of_deck(deck)))).collect()
        });
        DeckId::new(deck).ok().and_then(|deck| all.get(&deck)).cloned().unwrap_or_default()
    }

    fn carried_from(&self, item: &ItemId) -> Vec<ItemId> {
        Self::carried_from(self, item)
    }

    fn each_card(&self, each: &mut dyn FnMut(&Card)) {
        self.decks.iter().flat_map(|deck| &deck.cards).for_each(|card| each(card));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::RuleId;
    use crate::deck::{parse_deck, parse_source};

    fn deck(id: &str, text: &str) -> Deck {
        parse_deck(id, None, text).expect("a deck")
    }

    fn cards(id: &str, header: &str, ids: &[(&str, &str)]) -> Deck {
        let card = |(id, was): &(&str, &str)| {
            let was = if was.is_empty() { String::new() } else { format!("    was: {was}\n") };
            format!("  - id: {id}\n    kind: flip\n    question: Why {id}?\n    answer: b\n{was}")
        };
        deck(id, &format!("title: T\n{header}cards:\n{}", ids.iter().map(card).collect::<Vec<_>>().concat()))
    }

    fn gather(decks: Vec<Deck>) -> Collection {
        Collection::gather(decks.into_iter().map(|deck| (0, deck)).collect(), Vec::new()).collection
    }

    fn rules(all: &Collection) -> Vec<RuleId> {
        all.decks().iter().flat_map(|deck| &deck.diagnostics).map(|diagnostic| diagnostic.rule).collect()
    }

    fn carried(all: &Collection, item: &str) -> Vec<String> {
        all.carried_from(&item.parse().expect("an item")).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn everything_is_found_by_its_name() {
        let deck = deck("every-kind", include_str!("../../tests/data/decks/every-kind.yaml"));
        let source = include_str!("../../tests/data/decks/outline.source.yaml");
        let (source, _) = parse_source("outline", None, source).expect("a source");
        let all = Collection::gather(vec![(0, deck)], vec![(0, source)]).collection;
        assert_eq!(all.items().len(), 10);
        assert_eq!(rules(&all), [RuleId::UnknownDeck]);
        let item = "every-kind/gaps#c2".parse().expect("an item");
        let item = all.item(&item).expect("it is there");
        assert_eq!(all.card(&item.card.id).map(|card| card.id.card()), Some("gaps"));
        assert!(all.deck("every-kind").is_some() && all.deck("other").is_none());
        // Its first claim is unknown, the second is known.
        let (section, part) = all.section_of(&all.items()[0].card).expect("a section");
        assert_eq!((section.slug.as_str(), part.map(|part| part.slug.as_str())), ("first", Some("a")));
        assert!(all.section_of(&item.card).is_none());
    }

    #[test]
    fn a_renamed_card_goes_on_with_its_progress() {
        let all = gather(vec![cards("d", "", &[("new", "[old, gone/older]"), ("other", "")])]);
        assert_eq!(carried(&all, "d/new"), ["d/old", "gone/older"]);
        // The card doesn't have this item.
        assert!(carried(&all, "d/new#c2").is_empty());
        assert!(carried(&all, "d/other").is_empty() && carried(&all, "d/none").is_empty());
        assert!(rules(&all).is_empty());
    }

    #[test]
    fn was_may_name_no_living_card() {
        let all = gather(vec![cards("d", "", &[("a", "b"), ("b", "")])]);
        assert_eq!(rules(&all), [RuleId::WasAlive]);
        assert!(carried(&all, "d/a").is_empty());
    }

    #[test]
    fn a_card_left_out_for_an_error_is_alive() {
        let faulty = "title: T\ncards:\n  - id: a\n    kind: flip\n    question: Why?\n  - id: b\n    kind: flip\n    question: q\n    answer: a\n    was: a\n";
        assert_eq!(rules(&gather(vec![deck("d", faulty)])), [RuleId::MissingField, RuleId::WasAlive]);
    }

    #[test]
    fn was_leads_in_no_circle() {
        let all = gather(vec![cards("d", "", &[("a", "b"), ("b", "c"), ("c", "a"), ("d", "d")])]);
        assert_eq!(rules(&all), [RuleId::WasCircle; 4]);
    }

    #[test]
    fn thousands_of_names_in_a_row_are_told_one_by_one() {
        let card = |nth| format!("  - {{id: c{nth}, kind: flip, question: Q{nth}, answer: A, was: c{}}}\n", nth + 1);
        let deck = format!("title: T\ncards:\n{}", (0..4_000).map(card).collect::<String>());
        let all = Collection::new(vec![parse_deck("d", None, deck).expect("a deck")]);
        assert_eq!(rules(&all), [RuleId::WasAlive; 3_999]);
    }

    #[test]
    fn progress_is_claimed_once() {
        let all = gather(vec![cards("d", "", &[("a", "old"), ("b", "old")])]);
        assert_eq!(rules(&all), [RuleId::WasClaimedTwice]);
        assert_eq!((carried(&all, "d/a").len(), carried(&all, "d/b").len()), (1, 0));
    }

    #[test]
    fn a_renamed_deck_says_so_once() {
        let all = gather(vec![
            cards("new", "was: [old]\n", &[("a", ""), ("b", ""), ("c", "old/x")]),
            cards("old", "", &[("b", "")]),
            cards("too", "was: old\n", &[("d", ""), ("x", "")]),
        ]);
        assert_eq!(carried(&all, "new/a"), ["old/a"]);
        // Its card still exists, so it is not claimed, and nothing is reported.
        assert!(carried(&all, "new/b").is_empty());
        // A card's own `was` comes before what a header implies, and doesn't replace it.
        assert_eq!(carried(&all, "new/c"), ["old/x", "old/c"]);
        assert_eq!(carried(&all, "too/d"), ["old/d"]);
        assert!(carried(&all, "too/x").is_empty());
        assert!(rules(&all).is_empty());
    }

    #[test]
    fn a_header_that_has_no_effect_is_named() {
        let old = || cards("old", "", &[("a", ""), ("b", "")]);
        let new = |header: &str, ids: &[&str]| {
            let ids: Vec<(&str, &str)> = ids.iter().map(|id| (*id, "")).collect();
            rules(&gather(vec![cards("new", header, &ids), old()]))
        };
        assert_eq!(new("was: old\n", &["a", "b"]), [RuleId::WasAlive]);
        assert_eq!(new("was: [old, gone]\n", &["a"]), [RuleId::WasAlive]);
        assert_eq!(new("was: [new, gone]\n", &["a"]), [RuleId::WasCircle]);
        // One card that is missing there is enough.
        assert!(new("was: old\n", &["a", "c"]).is_empty());
        // With two cards for one prompt, both carry on what the first was called.
        let twice = deck(
            "d",
            "title: T\ncards:\n  - {kind: flip, question: q, answer: a}\n  - {kind: flip, question: q, answer: b}\n",
        );
        assert!(rules(&gather(vec![twice])).is_empty());
    }

    #[test]
    fn a_card_renamed_in_a_renamed_deck_is_found_through_both() {
        let all = gather(vec![cards("uno", "was: [eins]\n", &[("paris", "a"), ("rome", "")])]);
        assert_eq!(carried(&all, "uno/paris"), ["uno/a", "eins/a", "eins/paris"]);
        assert_eq!(carried(&all, "uno/rome"), ["eins/rome"]);
        assert!(rules(&all).is_empty());
    }

    #[test]
    fn progress_outlives_a_change_of_kind() {
        const FLIP: &str = "kind: flip, question: q, answer: a";
        const TERM: &str = "kind: term, term: t, definition: d";
        const GAPS: &str = "kind: cloze, text: 'The {{c1::a}} and {{c3::b}}'";
        let of = |was: &str, body: &str, item: &str| {
            let all = gather(vec![deck("d", &format!("title: T\ncards:\n  - {{id: x, was: {was}, {body}}}\n"))]);
            (carried(&all, item).join(" "), rules(&all))
        };
        let found = |items: &str| (items.to_owned(), Vec::new());
        // One item goes to one item; a whole card becomes the first item unless `was` says otherwise.
        assert_eq!(of("'y#c2'", FLIP, "d/x"), found("d/y#c2"));
        assert_eq!(of("'e/y#term'", FLIP, "d/x"), found("e/y#term"));
        assert_eq!(of("x", TERM, "d/x#term"), found("d/x"));
        assert_eq!(of("x", TERM, "d/x#definition"), found(""));
        assert_eq!(of("{definition: x}", TERM, "d/x#definition"), found("d/x"));
        assert_eq!(of("{definition: x}", TERM, "d/x#term"), found(""));
        assert_eq!(of("y", GAPS, "d/x#c1"), found("d/y#c1 d/y"));
        assert_eq!(of("{c3: [y, 'x#c2']}", GAPS, "d/x#c3"), found("d/y d/x#c2"));
        assert_eq!(of("'x#c2'", FLIP, "d/x"), found("d/x#c2"));
        // An item that still exists keeps its own progress, and a name that is no item is reported.
        assert_eq!(of("{c3: 'x#c1'}", GAPS, "d/x#c3"), (String::new(), vec![RuleId::WasCircle]));
        for (was, body) in [("{c2: y}", GAPS), ("{c1: y}", FLIP), ("'y#c0'", FLIP), ("'y#x'", FLIP), ("{c1: y#}", GAPS)]
        {
            assert_eq!(of(was, body, "d/x").1, [RuleId::BadId], "{was}");
        }
        assert_eq!(of("{c1: y, c1: z}", GAPS, "d/x#c1").1, [RuleId::DuplicateKey]);
    }

    #[test]
    fn two_cards_may_go_on_with_one_item_each() {
        let card =
            |id: &str, was: &str| format!("  - {{id: {id}, was: '{was}', kind: flip, question: q {id}, answer: a}}\n");
        let of =
            |a: &str, b: &str| gather(vec![deck("d", &format!("title: T\ncards:\n{}{}", card("a", a), card("b", b)))]);
        let split = of("y#c1", "y#c2");
        assert_eq!((carried(&split, "d/b"), rules(&split).len()), (vec!["d/y#c2".to_owned()], 0));
        assert_eq!(rules(&of("y#c1", "y#c1")), [RuleId::WasClaimedTwice]);
    }

    #[test]
    fn of_two_decks_with_one_id_the_earlier_place_counts() {
        let (mine, theirs) = (cards("d", "", &[("a", "")]), cards("d", "", &[("b", "")]));
        let gathered = Collection::gather(vec![(1, theirs), (0, mine.clone()), (2, mine)], Vec::new());
        assert_eq!(gathered.collection.items()[0].id.as_str(), "d/a");
        assert_eq!(gathered.hidden.iter().map(|hidden| hidden.differs).collect::<Vec<_>>(), [true, false]);
        assert!(gathered.diagnostics.is_empty());
    }

    #[test]
    fn two_decks_with_one_id_in_one_place_are_an_error() {
        let gathered = Collection::gather(
            vec![(0, cards("d", "", &[("a", "")])), (0, cards("d", "", &[("b", "")])), (1, cards("D", "", &[]))],
            Vec::new(),
        );
        let twice = gathered.diagnostics.iter().filter(|diagnostic| diagnostic.rule == RuleId::DuplicateDeck);
        assert_eq!(twice.count(), 2);
        assert_eq!(gathered.collection.decks().len(), 1);
    }

    #[test]
    fn unknown_sources_and_decks_are_named_with_the_nearest() {
        let (source, _) = parse_source("outline", None, "sections: []\n").expect("a source");
        let decks = vec![(0, cards("first", "source: outlin\nafter: fist\n", &[]))];
        let all = Collection::gather(decks, vec![(0, source)]).collection;
        let help: Vec<_> =
            all.decks()[0].diagnostics.iter().filter_map(|diagnostic| diagnostic.help.as_deref()).collect();
        assert!(help.contains(&"did you mean `outline`?") && help.contains(&"did you mean `first`?"), "{help:?}");
    }
}
