//! Reads a source file into a [`Source`].

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::deck::RuleId;

use super::card::{Claim, Entity, Section, Source, Subsection};
use super::format::{self, Field};
use super::{Diagnostic, nearest};
use crate::deck::reader::diagnostics::{Diagnostics, Position};
use crate::deck::reader::fields::Fields;
use crate::deck::reader::file_kind::FileKind;
use crate::deck::reader::parse::decode;
use crate::deck::reader::yaml::{Node, NodeShape};
use crate::deck::reader::{error_recovery, value};

/// Parses a source. `name` is its file's name without `.source.yaml`.
///
/// Entries with an error are left out; the rest is in the source.
///
/// # Errors
/// The diagnostics of a file from which no source could be made.
pub fn parse_source(
    name: &str,
    path: Option<&Path>,
    text: impl AsRef<[u8]>,
) -> Result<(Source, Vec<Diagnostic>), Vec<Diagnostic>> {
    let shown = path.map_or_else(|| PathBuf::from(format!("{name}.source.yaml")), Path::to_path_buf);
    let text = decode(&shown, text.as_ref(), FileKind::Source).map_err(|diagnostic| vec![*diagnostic])?;
    let mut report = Diagnostics::new(text, shown, FileKind::Source);
    let source = error_recovery::read(&mut report).map(|tree| source(&mut report, &tree.pairs, name));
    let (diagnostics, _) = report.finished();
    match source {
        Some(source) => Ok((Source { path: path.map(Path::to_path_buf), ..source }, diagnostics)),
        None => Err(diagnostics),
    }
}

fn source(report: &mut Diagnostics, pairs: &[(Node, Node)], name: &str) -> Source {
    let at = pairs.first().map_or(Position { place: super::Place::default(), byte: 0 }, |(key, _)| Position::from(key));
    let record = Fields::gather(report, pairs, [format::SOURCE, &[]], "the source".to_owned(), at, None);
    let head = record.slot("source").and_then(|slot| {
        let NodeShape::Map(pairs) = &slot.value.shape else {
            value::wrong_type(report, slot.value, "source", slot.field.shape);
            return None;
        };
        let at = Position::from(slot.value);
        Some(Fields::gather(report, pairs, [format::SOURCE_HEAD, &[]], "`source`".to_owned(), at, None))
    });
    let mut of_head = |name: &str| head.as_ref().and_then(|head| head.text(report, name));
    let (title, author, where_) = (of_head("title"), of_head("author"), of_head("where"));
    let nodes = record.entries(report, "sections");
    let sections = each(report, nodes, format::SECTION, "section", section);
    let mut lines = HashMap::new();
    let nodes = record.entries(report, "claims");
    let claims = each(report, nodes, format::CLAIM, "claim", |report, record| {
        let claim = claim(report, record).filter(|claim| is_new(report, &mut lines, claim, record.at))?;
        in_a_section(report, record, &claim, &sections);
        Some(claim)
    });
    let nodes = record.entries(report, "entities");
    let entities = each(report, nodes, format::ENTITY, "entity", entity);
    let name = name.to_owned();
    Source { name, path: None, title, author, where_, sections, claims, entities }
}

/// Reads a list of mappings with the fields of `table`; leaves out entries with an error.
fn each<T>(
    report: &mut Diagnostics,
    nodes: &[Node],
    table: &'static [Field],
    thing: &str,
    mut read: impl FnMut(&mut Diagnostics, &Fields) -> Option<T>,
) -> Vec<T> {
    let mut all = Vec::with_capacity(nodes.len());
    for (nth, node) in (1..).zip(nodes) {
        let before = report.faults;
        let NodeShape::Map(pairs) = &node.shape else {
            let what = format!("{thing} {nth} is {}, but it needs fields", node.found());
            report.fault(node, RuleId::WrongType, what, format!("write `- {}: ...`", table[0].name));
            continue;
        };
        let record = Fields::gather(report, pairs, [table, &[]], format!("{thing} {nth}"), Position::from(node), None);
        let one = read(report, &record);
        all.extend(one.filter(|_| report.faults == before));
    }
    all
}

fn section(report: &mut Diagnostics, record: &Fields) -> Option<Section> {
    let (slug, title) = (record.word(report, "slug"), record.text(report, "title"));
    let summary = record.text(report, "summary");
    let parts = record.entries(report, "subsections");
    let subsections = each(report, parts, format::SUBSECTION, "subsection", |report, record| {
        let (slug, title) = (record.word(report, "slug"), record.text(report, "title"));
        Some(Subsection { summary: record.text(report, "summary"), slug: slug?, title })
    });
    Some(Section { slug: slug?, title, summary, subsections })
}

fn claim(report: &mut Diagnostics, record: &Fields) -> Option<Claim> {
    let (id, section) = (record.word(report, "id"), record.word(report, "section"));
    let subsection = record.word(report, "subsection");
    let claim = record.text(report, "claim");
    let entities = record.words(report, "entities");
    let kind = record.word(report, "kind");
    let quizzable = record.flag(report, "quizzable").unwrap_or(true);
    let (why, caution) = (record.text(report, "why"), record.text(report, "caution"));
    let (place, id, section, claim) = (record.at.place, id?, section?, claim?);
    Some(Claim { id, section, subsection, statement: claim, entities, kind, quizzable, why, caution, place })
}

fn entity(report: &mut Diagnostics, record: &Fields) -> Option<Entity> {
    let (name, kind) = (record.word(report, "name"), record.word(report, "type"));
    let note = record.text(report, "note");
    Some(Entity { name: name?, kind, note, place: record.at.place })
}

/// Reports a claim in a section or subsection that the source does not have. A source without sections is not
/// checked.
fn in_a_section(report: &mut Diagnostics, record: &Fields, claim: &Claim, sections: &[Section]) {
    if sections.is_empty() {
        return;
    }
    let section = sections.iter().find(|section| section.slug == claim.section);
    let parts = section.map_or(&[][..], |section| &section.subsections);
    let part = claim.subsection.as_deref().filter(|part| !parts.iter().any(|known| known.slug == *part));
    let (field, slug, known): (_, _, Vec<&str>) = match (section, part) {
        (None, _) => ("section", &*claim.section, sections.iter().map(|section| &*section.slug).collect()),
        (Some(_), Some(part)) => ("subsection", part, parts.iter().map(|part| &*part.slug).collect()),
        (Some(_), None) => return,
    };
    let at = record.slot(field).map_or(record.at, |slot| Position::from(slot.value));
    let what = format!("claim `{}` names {field} `{slug}`, which the source does not have", claim.id);
    let help = match nearest(slug, &known) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => format!("add it to the section's `{field}s`, or delete the line"),
        None => format!("add it to `{field}s`; there are `{}`", known.join("`, `")),
    };
    report.flaw(at, RuleId::UnknownSection, what, help);
}

/// Returns whether the claim's id is new; reports it if it is not.
fn is_new(report: &mut Diagnostics, lines: &mut HashMap<String, u32>, claim: &Claim, position: Position) -> bool {
    let Some(line) = lines.get(&claim.id) else {
        lines.insert(claim.id.clone(), claim.place.line);
        return true;
    };
    let what = format!("claim `{}` is in the source twice", claim.id);
    report.fault(position, RuleId::DuplicateId, what, format!("the first is on line {line}: give this one another id"));
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_is_read() {
        let text = include_str!("../../tests/data/decks/outline.source.yaml");
        let (source, diagnostics) = parse_source("outline", None, text).expect("a source");
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        assert_eq!(source.where_.as_ref().map(crate::deck::Text::source), Some("https://example.org/outline"));
        assert_eq!(source.sections[0].subsections[0].slug, "a");
        let claim = &source.claims[0];
        assert_eq!((claim.id.as_str(), claim.quizzable, claim.place.line), ("outline-02", false, 14));
        assert_eq!(source.entities[0].kind.as_deref(), Some("person"));
    }

    #[test]
    fn a_claim_of_a_section_that_is_none_is_named() {
        let claim = |fields: &str| {
            let head = "sections: [{slug: chambers, subsections: [{slug: left}]}]";
            let text = format!("{head}\nclaims:\n  - {{id: a, claim: c, {fields}}}\n");
            let (source, diagnostics) = parse_source("s", None, text).expect("a source");
            assert_eq!(source.claims.len(), 1);
            diagnostics
                .into_iter()
                .map(|diagnostic| (diagnostic.rule, diagnostic.help.unwrap_or_default()))
                .collect::<Vec<_>>()
        };
        assert!(claim("section: chambers").is_empty() && claim("section: chambers, subsection: left").is_empty());
        let meant = |near: &str| vec![(RuleId::UnknownSection, format!("did you mean `{near}`?"))];
        assert_eq!(claim("section: chamber"), meant("chambers"));
        assert_eq!(claim("section: chambers, subsection: lfet"), meant("left"));
    }

    #[test]
    fn a_faulty_claim_is_left_out() {
        let text = "claims:\n  - id: a\n    section: s\n  - id: b\n    section: s\n    claim: c\n  - id: b\n    section: s\n    claim: d\n";
        let (source, diagnostics) = parse_source("s", None, text).expect("a source");
        assert_eq!(source.claims.len(), 1);
        assert_eq!(
            diagnostics.iter().map(|diagnostic| diagnostic.rule).collect::<Vec<_>>(),
            [RuleId::MissingField, RuleId::DuplicateId]
        );
    }
}
