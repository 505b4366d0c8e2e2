//! Reads as much as possible of a file with a syntax error.
//!
//! Each card can be read alone, so an unclosed quote or a tab costs one card, not the deck: the list of cards is cut
//! where its entries begin, and each piece is parsed by itself.

use super::diagnostics::Diagnostics;
use super::merge_conflict::{self, Conflict};
use super::syntax;
use super::yaml::{self, Base, Node, NodeShape, YamlFault};
use crate::deck::RuleId;

/// The fields of a file, and the cards that could not be read.
pub(crate) struct Tree<'s> {
    pub(crate) pairs: Vec<(Node<'s>, Node<'s>)>,
    /// Cards in pieces that are not valid YAML.
    pub(crate) broken: Vec<Broken>,
    /// The header is not valid YAML, so missing fields can't be reported.
    pub(crate) header_broken: bool,
}

impl Tree<'_> {
    /// The lines on which cards begin.
    pub(crate) fn lines_of_cards<'t>(&'t self, source: &'t str) -> impl Iterator<Item = u32> + 't {
        let lists = self.pairs.iter().filter(move |(key, _)| key.text(source) == Some("cards"));
        let entries = lists.filter_map(|(_, value)| match &value.shape {
            NodeShape::List(entries) => Some(entries),
            _ => None,
        });
        let broken = self.broken.iter().map(|broken| broken.place.line);
        entries.flatten().map(|entry| entry.place.line).chain(broken)
    }
}

#[derive(Debug)]
pub(crate) struct Broken {
    pub(crate) id: Option<String>,
    pub(crate) place: crate::deck::Place,
}

/// Reads a file's fields. Reports it and returns `None` if nothing can be read.
pub(crate) fn read<'s>(report: &mut Diagnostics<'s>) -> Option<Tree<'s>> {
    let source = report.source;
    let fault = match yaml::read(source, Base::default()) {
        Ok(root) => return fields(report, root),
        Err(fault) => fault,
    };
    match fault {
        YamlFault::TooMuch(_) => {
            syntax::explain(report, source, Base::default(), &fault);
            None
        }
        YamlFault::Documents(_) => first_document(report),
        _ => in_pieces(report, &fault),
    }
}

fn fields<'s>(report: &mut Diagnostics<'s>, root: Node<'s>) -> Option<Tree<'s>> {
    match root.shape {
        NodeShape::Map(pairs) => Some(Tree { pairs, broken: Vec::new(), header_broken: false }),
        NodeShape::Verbatim if root.text(report.source).is_none_or(str::is_empty) => {
            let what = format!("the file is empty; a {} needs fields", report.of.noun());
            report.fault(&root, RuleId::WrongType, what, report.of.beginning().to_owned());
            None
        }
        _ => {
            let what = format!("a {} must be a file of fields, not {}", report.of.noun(), root.found());
            report.fault(&root, RuleId::WrongType, what, report.of.beginning().to_owned());
            None
        }
    }
}

/// Reads up to the line that ends the first document.
fn first_document<'s>(report: &mut Diagnostics<'s>) -> Option<Tree<'s>> {
    let mut byte = 0;
    let mut began = false;
    for (line, text) in (1_u32..).zip(report.source.split_inclusive('\n')) {
        let bare = text.trim_end();
        let ends = (bare == "---" || bare.starts_with("--- ")) && began || bare == "...";
        if ends && byte > 0 {
            let position = super::diagnostics::Position { place: crate::deck::Place { line, column: 1 }, byte };
            report.flaw(
                position,
                RuleId::TwoDocuments,
                "a second document begins here".to_owned(),
                report.of.one_document(),
            );
            let root = yaml::read(&report.source[..byte], Base::default()).ok()?;
            return fields(report, root);
        }
        began |= !bare.is_empty() && !bare.starts_with(['#', '%', '\u{feff}']);
        byte += text.len();
    }
    let fault = YamlFault::Documents(crate::deck::Place::default());
    syntax::explain(report, report.source, Base::default(), &fault);
    None
}

#[derive(Debug, Clone, Copy)]
struct LineRun {
    base: Base,
    /// The byte after the last line.
    end: usize,
}

impl LineRun {
    /// Whether it overlaps one of these conflicts.
    fn is_in(self, source: &str, conflicts: &[Conflict]) -> bool {
        if conflicts.is_empty() {
            return false;
        }
        let first = self.base.line + 1;
        let more = slice(source, self).lines().count().saturating_sub(1);
        let last = first.saturating_add(u32::try_from(more).unwrap_or(u32::MAX));
        conflicts.iter().any(|conflict| conflict.touches(first, last))
    }
}

struct Pieces {
    header: LineRun,
    cards: Vec<LineRun>,
    tail: Option<LineRun>,
}

fn in_pieces<'s>(report: &mut Diagnostics<'s>, whole: &YamlFault) -> Option<Tree<'s>> {
    let source = report.source;
    let before = report.counts();
    let conflicts = merge_conflict::conflicts(source);
    merge_conflict::report(report, &conflicts);
    let Some(pieces) = cut(source) else {
        if conflicts.is_empty() {
            syntax::explain(report, source, Base::default(), whole);
        }
        return None;
    };
    let mut tree = Tree { pairs: Vec::new(), broken: Vec::new(), header_broken: false };
    for run in [Some(pieces.header), pieces.tail].into_iter().flatten() {
        match yaml::read(slice(source, run), run.base) {
            Ok(Node { shape: NodeShape::Map(pairs), .. }) => tree.pairs.extend(pairs),
            Ok(_) => {}
            Err(fault) => {
                if !run.is_in(source, &conflicts) {
                    syntax::explain(report, slice(source, run), run.base, &fault);
                }
                tree.header_broken = true;
            }
        }
    }
    let cards = cards(report, &pieces.cards, &conflicts, &mut tree.broken);
    if report.counts() == before {
        syntax::explain(report, source, Base::default(), whole);
        return None;
    }
    let base = pieces.header;
    let key = node(base, NodeShape::Text("cards".into()));
    tree.pairs.push((key, node(base, NodeShape::List(cards))));
    Some(tree)
}

fn node(run: LineRun, shape: NodeShape<'_>) -> Node<'_> {
    let end = u32::try_from(run.end).unwrap_or(u32::MAX);
    Node { place: crate::deck::Place::default(), start: end, end, shape }
}

fn slice(source: &str, run: LineRun) -> &str {
    source.get(run.base.byte as usize..run.end).unwrap_or_default()
}

fn cards<'s>(
    report: &mut Diagnostics<'s>,
    runs: &[LineRun],
    conflicts: &[Conflict],
    broken: &mut Vec<Broken>,
) -> Vec<Node<'s>> {
    let source = report.source;
    let mut cards = Vec::new();
    for &run in runs {
        let text = slice(source, run);
        // Neither side of a merge is the card until somebody has chosen.
        if run.is_in(source, conflicts) {
            let place = crate::deck::Place { line: run.base.line + 1, column: 1 };
            broken.push(Broken { id: id_of(text), place });
            continue;
        }
        match yaml::read(text, run.base) {
            Ok(Node { shape: NodeShape::List(nodes), .. }) => cards.extend(nodes),
            Ok(_) => {}
            Err(fault) => {
                syntax::explain(report, text, run.base, &fault);
                let place = crate::deck::Place { line: run.base.line + 1, column: 1 };
                broken.push(Broken { id: id_of(text), place });
            }
        }
    }
    cards
}

/// The id in a card that is not valid YAML.
fn id_of(text: &str) -> Option<String> {
    text.lines().find_map(|line| {
        let line = line.trim_start().trim_start_matches("- ").trim_start();
        let id = line.strip_prefix("id:")?.split(" #").next()?.trim().trim_matches(['"', '\'']);
        (!id.is_empty()).then(|| id.to_owned())
    })
}

/// Cuts a file at `cards:` and at each entry of that list.
fn cut(source: &str) -> Option<Pieces> {
    let mut lines = Vec::new();
    let mut byte = 0;
    for (line, text) in (0_u32..).zip(source.split_inclusive('\n')) {
        lines.push((Base { line, byte: u32::try_from(byte).ok()? }, text));
        byte += text.len();
    }
    let is_cards = |text: &str| {
        let rest = text.trim_start_matches('\u{feff}').strip_prefix("cards:").map(str::trim);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('#'))
    };
    let opening = lines.iter().position(|(_, text)| is_cards(text))?;
    let below = &lines[opening + 1..];
    let depth = below.iter().find_map(|(_, text)| entry_depth(text))?;
    let begins: Vec<usize> = (0..below.len()).filter(|&at| entry_depth(below[at].1) == Some(depth)).collect();
    let last = *begins.last()?;
    // Header fields may come after the cards.
    let is_field = |text: &str| {
        let key = text.split(':').next().unwrap_or_default();
        crate::deck::format::HEADER.iter().any(|field| field.name == key)
    };
    let tail = (last + 1..below.len()).find(|&at| is_field(below[at].1));
    let byte_of = |at: usize| below.get(at).map_or(source.len(), |(base, _)| base.byte as usize);
    let end = tail.map_or(source.len(), byte_of);
    let cards = begins
        .iter()
        .enumerate()
        .map(|(nth, &at)| LineRun { base: below[at].0, end: begins.get(nth + 1).map_or(end, |&next| byte_of(next)) });
    Some(Pieces {
        header: LineRun { base: Base::default(), end: lines[opening].0.byte as usize },
        cards: cards.collect(),
        tail: tail.map(|at| LineRun { base: below[at].0, end: source.len() }),
    })
}

/// The indentation of the list entry that begins on this line, if any. A tab counts as two spaces.
fn entry_depth(line: &str) -> Option<usize> {
    let text = line.trim_start_matches([' ', '\t']);
    let indent = &line[..line.len() - text.len()];
    let tabs = indent.matches('\t').count();
    let text = text.trim_end();
    (text == "-" || text.starts_with("- ")).then_some(indent.len() + tabs)
}
