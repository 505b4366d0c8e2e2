//! A source as the lints read it: its claims, sections and names, and their words.

use std::collections::HashMap;

use super::words::{Phrase, Word, WordMap, WordSet, sorted};
use crate::deck::{Claim, Entity, Source};

#[derive(Debug)]
pub(super) struct SourceIndex<'s> {
    pub(super) source: &'s Source,
    claims: HashMap<&'s str, usize>,
    /// The words of each claim, and those that its caution adds.
    words: Vec<(Vec<Word>, Vec<Word>)>,
    /// The words of each section: heading, summary, parts, claims.
    sections: HashMap<&'s str, Vec<Word>>,
    pub(super) names: Names,
    name_words: WordSet,
    /// Words in capitals in its claims, such as initials.
    initials: WordSet,
    /// The words of each heading, in order and unstemmed.
    titles: Vec<Vec<Word>>,
    /// The words of its author's name.
    author: WordSet,
    /// For each name, how many sections have claims that mention it.
    mentions: HashMap<&'s str, usize>,
}

impl<'s> SourceIndex<'s> {
    pub(super) fn of(source: &'s Source) -> Self {
        let mut sections: HashMap<&str, Vec<Word>> = HashMap::new();
        for section in &source.sections {
            let parts = section.subsections.iter().flat_map(|part| part.title.iter().chain(&part.summary));
            let texts = section.title.iter().chain(&section.summary).chain(parts);
            sections.insert(&section.slug, texts.flat_map(|text| Phrase::new(text.plain()).set()).collect());
        }
        let mut words = Vec::with_capacity(source.claims.len());
        let mut initials = WordSet::default();
        let mut places: HashMap<&str, Vec<&str>> = HashMap::new();
        for claim in &source.claims {
            let phrase = Phrase::new(claim.statement.plain());
            initials.extend(phrase.tokens.iter().filter(|token| phrase.is_capitals(token)).map(|token| token.raw));
            let of_claim = phrase.set();
            sections.entry(&claim.section).or_default().extend(&of_claim);
            let caution = claim.caution.iter().flat_map(|text| Phrase::new(text.plain()).set());
            let caution = caution.filter(|word| of_claim.binary_search(word).is_err()).collect();
            words.push((of_claim, caution));
            for name in &claim.entities {
                places.entry(name).or_default().push(&claim.section);
            }
        }
        let counted = |mut sections: Vec<&str>| {
            sections.sort_unstable();
            sections.dedup();
            sections.len()
        };
        Self {
            source,
            claims: source.claims.iter().enumerate().map(|(at, claim)| (claim.id.as_str(), at)).collect(),
            words,
            initials,
            titles: titles(source),
            sections: sections.into_iter().map(|(slug, words)| (slug, sorted(words.into_iter()))).collect(),
            names: Names::of(&source.entities),
            name_words: source.entities.iter().flat_map(|entity| Phrase::new(entity.name.clone()).set()).collect(),
            author: source.author.iter().flat_map(|name| Phrase::new(name.plain()).set()).collect(),
            mentions: places.into_iter().map(|(name, sections)| (name, counted(sections))).collect(),
        }
    }

    pub(super) fn claim(&self, id: &str) -> Option<&'s Claim> {
        self.claims.get(id).and_then(|&at| self.source.claims.get(at))
    }

    /// The words of a claim.
    pub(super) fn words_of(&self, id: &str) -> &[Word] {
        self.claims.get(id).and_then(|&at| self.words.get(at)).map_or(&[], |(words, _)| words)
    }

    /// The words that a claim's caution adds to the claim.
    pub(super) fn caution_of(&self, id: &str) -> &[Word] {
        self.claims.get(id).and_then(|&at| self.words.get(at)).map_or(&[], |(_, words)| words)
    }

    pub(super) fn section_words(&self, slug: &str) -> &[Word] {
        self.sections.get(slug).map_or(&[], Vec::as_slice)
    }

    /// Whether a heading contains these words in a row.
    pub(super) fn is_title(&self, words: &[Word]) -> bool {
        self.titles.iter().any(|title| title.windows(words.len().max(1)).any(|window| window == words))
    }

    /// The words in capitals in its claims.
    pub(super) fn initials(&self) -> impl Iterator<Item = Word> {
        self.initials.iter().copied()
    }

    /// The words of all names.
    pub(super) const fn name_words(&self) -> &WordSet {
        &self.name_words
    }

    pub(super) const fn author(&self) -> &WordSet {
        &self.author
    }

    /// How many sections have claims that mention a name.
    pub(super) fn sections_with(&self, name: &str) -> usize {
        self.mentions.get(name).copied().unwrap_or(0)
    }

    pub(super) fn entity(&self, at: usize) -> Option<&'s Entity> {
        self.source.entities.get(at)
    }
}

fn titles(source: &Source) -> Vec<Vec<Word>> {
    let parts = source.sections.iter().flat_map(|section| &section.subsections);
    let titles = source.sections.iter().filter_map(|section| section.title.as_ref());
    let titles = titles.chain(parts.filter_map(|part| part.title.as_ref())).chain(&source.title);
    titles.map(|title| Phrase::new(title.plain()).tokens.iter().map(|token| token.raw).collect()).collect()
}

/// The names of a source, to be found in texts.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// By first word: all words of each name and the index of its entity, longest names first.
    by_first: WordMap<Vec<(Vec<Word>, usize)>>,
}

/// A name found in a text: its range of tokens and the index of its entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NamedEntity {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) entity: usize,
}

impl Names {
    fn of(entities: &[Entity]) -> Self {
        let mut by_first: WordMap<Vec<(Vec<Word>, usize)>> = WordMap::default();
        for (at, entity) in entities.iter().enumerate() {
            let words = Phrase::new(entity.name.clone()).stems();
            if let Some(first) = words.first() {
                by_first.entry(*first).or_default().push((words, at));
            }
        }
        for names in by_first.values_mut() {
            names.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        Self { by_first }
    }

    /// The names in a text; where several begin, the longest.
    pub(super) fn within(&self, phrase: &Phrase) -> Vec<NamedEntity> {
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(token) = phrase.tokens.get(from) {
            let rest = &phrase.tokens[from..];
            let fits = |words: &[Word]| rest.len() >= words.len() && rest.iter().zip(words).all(|(t, w)| t.stem == *w);
            let name = self.by_first.get(&token.stem).and_then(|names| names.iter().find(|(words, _)| fits(words)));
            from += name.map_or(1, |(words, entity)| {
                found.push(NamedEntity { from, to: from + words.len(), entity: *entity });
                words.len()
            });
        }
        found
    }

    /// The entity whose name is the whole text, apart from a leading article.
    pub(super) fn whole(&self, phrase: &Phrase) -> Option<usize> {
        let skip = usize::from(phrase.tokens.first().is_some_and(|token| token.stop));
        match self.within(phrase).as_slice() {
            [one] if one.from <= skip && one.to == phrase.tokens.len() => Some(one.entity),
            _ => None,
        }
    }
}
