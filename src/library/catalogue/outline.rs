//! The sections and claims of a source, as stored in its table.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::deck::{Named, Outline, Site, Source, SourceRef, Text};

/// A short name and its heading.
type NamedRow = (String, Option<String>);

/// A source. Sections and subsections are in the order of the file.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct OutlineRow {
    sections: Vec<(NamedRow, Vec<NamedRow>)>,
    /// For each claim, the index of its section and of its subsection.
    claims: HashMap<String, (Option<usize>, Option<usize>)>,
}

fn named_row(slug: &str, title: Option<&Text>) -> NamedRow {
    (slug.to_owned(), title.map(|title| title.source().to_owned()))
}

fn named((slug, title): &NamedRow) -> Named {
    Named { slug: slug.clone(), title: title.as_deref().map(Text::piece) }
}

impl OutlineRow {
    pub(super) fn of(source: &Source) -> Self {
        let section = |slug: &str| source.sections.iter().position(|section| section.slug == slug);
        let claims = source.claims.iter().map(|claim| {
            let at = section(&claim.section);
            let subsection = at.zip(claim.subsection.as_deref()).and_then(|(at, slug)| {
                source.sections.get(at)?.subsections.iter().position(|subsection| subsection.slug == slug)
            });
            (claim.id.clone(), (at, subsection))
        });
        let sections = source.sections.iter().map(|section| {
            let subsections = section.subsections.iter().map(|part| named_row(&part.slug, part.title.as_ref()));
            (named_row(&section.slug, section.title.as_ref()), subsections.collect())
        });
        Self { sections: sections.collect(), claims: claims.collect() }
    }

    /// The section of the first known claim.
    pub(super) fn passage(&self, claims: &[String]) -> Option<SourceRef> {
        let (section, part) = *claims.iter().find_map(|claim| self.claims.get(claim))?;
        let (section, parts) = self.sections.get(section?)?;
        Some(SourceRef { section: named(section), part: part.and_then(|part| parts.get(part)).map(named) })
    }
}

/// A source that was found.
#[derive(Debug)]
pub(super) struct CataloguedSource {
    pub(super) site: Site,
    pub(super) name: String,
    pub(super) outline: OutlineRow,
}

impl Outline for CataloguedSource {
    fn name(&self) -> &str {
        &self.name
    }

    fn section(&self, slug: &str) -> Option<usize> {
        self.outline.sections.iter().position(|((section, _), _)| section == slug)
    }
}
