//! Lints a single deck, or the decks on one source: everything except the lints between all decks.

use super::card_texts::CardTexts;
use super::checks::{self, DeckContext, Group};
use super::coverage::{self, Coverage};
use super::features::{CardFeatures, DeckFeatures};
use super::file_source::FileOf;
use super::finding::Findings;
use super::guess_language::{Seems, settled};
use super::plagiarism::Copied;
use super::rule::Rule;
use super::run::{Options, Texts, at_synonym};
use super::source_index::SourceIndex;
use super::synonyms::clashes;
use super::trace::{CardTrace, DeckTrace, has_comments};
use crate::deck::{Deck, Diagnostic, RuleId, show_lines};

pub(in crate::lint) static NO_LANGUAGE: Rule = Rule {
    threshold: "a deck whose questions are in sentences that are not English says which `language` it is in",
    what: "a deck without `language` that seems to be in another than English",
    why: "A deck is in English unless its header says otherwise: its answers are judged by English rules. The rules here that \
          know English words are off for it all the same.",
    weak: "title: Spanisch   (and questions in German)",
    better: "language: de",
    ..Rule::slight(RuleId::NoLanguage)
};

/// What to look for in decks, and where to get other texts.
pub(super) struct DeckLinter<'o> {
    pub(super) options: &'o Options<'o>,
    pub(super) texts: &'o Texts<'o>,
    pub(super) copied: Option<Copied>,
}

impl DeckLinter<'_> {
    /// Lints a deck alone.
    pub(super) fn at_one(&self, deck: Deck, text: &str) -> DeckTrace {
        let (deck, seems) = settled(deck);
        let (digest, found) = self.cards(&deck, seems, None);
        let mut found = [found];
        checks::group(&Group { outline: None, decks: vec![&digest] }, &mut found);
        let [found] = found;
        let traces = digest.cards.iter().map(CardTrace::of).collect();
        self.traced(deck, traces, found, Some(text))
    }

    /// Lints decks that belong together. If coverage was asked for, also returns what they cover of their source,
    /// with the findings for the source's file.
    pub(super) fn at_all(
        &self,
        decks: Vec<Deck>,
        outline: Option<&SourceIndex>,
    ) -> (Vec<DeckTrace>, Option<(Coverage, Vec<Diagnostic>)>) {
        let decks: Vec<(Deck, Option<Seems>)> = decks.into_iter().map(settled).collect();
        let (digests, mut found): (Vec<DeckFeatures>, Vec<Findings>) =
            decks.iter().map(|(deck, seems)| self.cards(deck, *seems, outline)).unzip();
        checks::group(&Group { outline, decks: digests.iter().collect() }, &mut found);
        let coverage = outline.filter(|_| self.options.coverage).and_then(|outline| coverage::of(&digests, outline));
        let traces: Vec<Vec<CardTrace>> =
            digests.into_iter().map(|digest| digest.cards.iter().map(CardTrace::of).collect()).collect();
        let decks = decks.into_iter().zip(traces).zip(found);
        let looked_at = decks.map(|(((deck, _), cards), found)| {
            let text = (self.texts)(&FileOf::deck(&deck));
            self.traced(deck, cards, found, text.as_deref())
        });
        (looked_at.collect(), coverage)
    }

    /// Runs the lints of single cards.
    fn cards<'d>(
        &self,
        deck: &'d Deck,
        seems: Option<Seems>,
        outline: Option<&SourceIndex>,
    ) -> (DeckFeatures<'d>, Findings) {
        let context = DeckContext::of(deck, outline);
        let mut out = Findings::of(deck, outline.is_some());
        if let Some(Seems { tag, name }) = seems {
            let what = format!("the header has no `language`, and the questions seem to be in {name}");
            out.add(&NO_LANGUAGE, checks::title_place(deck), what).help(format!("language: {tag}"));
        }
        let mut cards = Vec::with_capacity(deck.cards.len());
        let no_words = out.no_words;
        for card in &deck.cards {
            let reading = CardTexts::of(card);
            // A card's language may differ from its deck's.
            out.no_words = no_words || !card.judging.languages.ask_in_english();
            checks::card(&reading, &context, &mut out);
            if let Some(copied) = &self.copied {
                copied.check(&reading, outline, &mut out);
            }
            cards.push(CardFeatures::of(&reading));
        }
        out.no_words = no_words;
        (DeckFeatures { deck, cards }, out)
    }

    fn traced(&self, deck: Deck, cards: Vec<CardTrace>, mut found: Findings, text: Option<&str>) -> DeckTrace {
        let file = FileOf::deck(&deck);
        if let Some(text) = text {
            checks::file(&deck, text, &mut found);
        }
        for clash in clashes(&deck) {
            found.all.push(
                match clash.file().filter(|of| self.options.wants(&of.path) && !self.options.wants(&file.path)) {
                    // If only the synonyms are to be checked, the diagnostic is shown there.
                    Some(of) => at_synonym(&clash, &of, self.texts),
                    None => clash.at_distractor(file.path.clone()),
                },
            );
        }
        show_lines(&mut found.all, || text);
        DeckTrace::of(deck, cards, found, text.is_some_and(has_comments))
    }
}
