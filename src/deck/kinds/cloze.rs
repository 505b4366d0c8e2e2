//! `cloze`: a text with gaps; each number is an item.

use super::{
    AnswerKind, AnswerText, Answering, Body, CardLanguage, Kind, KindInfo, KindOfCard, PromptForm, PromptPiece,
    RightAnswer, Role, RoleText,
};
use crate::deck::cloze::{self, ClozePiece};
use crate::deck::edit::{AnswerSlot, KeyToken, PathStep};
use crate::deck::format::{EXACT, FieldShape, may, must};
use crate::deck::reader::answers::judged;
use crate::deck::reader::answers::{MISFIT, first_list, lists, texts_of};
use crate::deck::reader::diagnostics::{Diagnostics, Position};
use crate::deck::reader::fields::{FieldSlot, Fields};
use crate::deck::reader::value;
use crate::deck::reader::yaml::{Node, NodeShape};
use crate::deck::{ItemPart, RuleId, Text};

pub(super) const INFO: KindInfo = KindInfo {
    kind: Kind::Cloze,
    word: "cloze",
    what: "a text with gaps, each number an item of its own",
    fields: &[
        must(
            "text",
            FieldShape::Cloze,
            "the text, with its gaps in braces",
            "{{c1::Masakhane::a project}} gathers volunteers.",
        ),
        may("typed", FieldShape::Flag, "`false`: recalled and rated, not typed", "false"),
        may("accept", FieldShape::AcceptGaps, "other right texts for a gap", "[the Masakhane project]"),
        EXACT,
    ],
    parts: &[],
    bounds: &[],
    other_names: &[
        "clozedeletion",
        "gap",
        "gaps",
        "gapfill",
        "blank",
        "blanks",
        "fillintheblank",
        "fillintheblanks",
        "fillblank",
    ],
    prompt: PromptForm::Gapped,
    answering: Answering::Typed,
    read,
};

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ClozeCard {
    pub pieces: Vec<ClozePiece>,
    /// Typed and judged, not recalled and rated.
    pub typed: bool,
    /// Compared character by character.
    pub exact: bool,
}

impl ClozeCard {
    /// The gaps of an item.
    fn gaps(&self, part: ItemPart) -> impl Iterator<Item = AnswerText<'_>> + Clone {
        self.all_gaps().filter(move |gap| gap.part == part)
    }

    fn all_gaps(&self) -> impl Iterator<Item = AnswerText<'_>> + Clone {
        self.pieces.iter().filter_map(|piece| match piece {
            ClozePiece::Gap { number, text, accept, .. } => {
                Some(AnswerText { part: ItemPart::Cloze(*number), accept, ..AnswerText::new(text, "text", 0) })
            }
            ClozePiece::Shown(_) => None,
        })
    }

    /// Whether all gaps of an item have the same text: then it is typed once.
    fn is_one(&self, part: ItemPart) -> bool {
        let mut texts = self.gaps(part).map(|gap| gap.text);
        let first = texts.next();
        texts.all(|text| Some(text) == first)
    }
}

impl KindOfCard for ClozeCard {
    fn kind(&self) -> Kind {
        Kind::Cloze
    }

    fn prompt(&self) -> Text {
        cloze::filled(&self.pieces)
    }

    fn parts(&self) -> Vec<ItemPart> {
        cloze::numbers(&self.pieces).into_iter().map(ItemPart::Cloze).collect()
    }

    fn asks(&self, part: ItemPart) -> AnswerKind {
        match (self.typed, self.is_one(part)) {
            (false, _) => AnswerKind::Rating,
            (true, true) => AnswerKind::Text,
            (true, false) => AnswerKind::Texts,
        }
    }

    fn asked(&self, part: ItemPart) -> Vec<PromptPiece> {
        let piece = |piece: &ClozePiece| match piece {
            ClozePiece::Gap { number, hint, .. } if ItemPart::Cloze(*number) == part => {
                PromptPiece::Gap { hint: hint.clone() }
            }
            ClozePiece::Shown(text) | ClozePiece::Gap { text, .. } => PromptPiece::Text(text.clone()),
        };
        self.pieces.iter().map(piece).collect()
    }

    fn answers(&self) -> Vec<AnswerText<'_>> {
        self.all_gaps().collect()
    }

    fn texts(&self) -> Vec<RoleText<'_>> {
        let mut texts = Vec::new();
        for piece in &self.pieces {
            match piece {
                ClozePiece::Shown(text) => texts.push(RoleText::new(Role::Shown, text, "text", 0)),
                ClozePiece::Gap { text, hint, accept, .. } => {
                    texts.push(RoleText::new(Role::Answer, text, "text", 0));
                    texts.extend(hint.iter().map(|hint| RoleText::new(Role::GapHint, hint, "text", 0)));
                    texts.extend(RoleText::list(Role::Accepted, accept, "accept"));
                }
            }
        }
        texts
    }

    fn right(&self, part: ItemPart) -> Vec<Text> {
        if self.typed {
            return self.wanted(part).into_iter().map(|wanted| wanted.text).collect();
        }
        self.gaps(part).map(|gap| gap.text.clone()).collect()
    }

    fn wanted(&self, part: ItemPart) -> Vec<RightAnswer> {
        let gaps = self.gaps(part).map(RightAnswer::from);
        if !self.is_one(part) {
            return gaps.collect();
        }
        let merged = gaps.reduce(|first, gap| RightAnswer { accept: [first.accept, gap.accept].concat(), ..first });
        merged.into_iter().collect()
    }

    fn beyond_prompt(&self) -> Vec<&Text> {
        Vec::new()
    }

    fn exact(&self) -> bool {
        self.exact
    }

    fn ordered(&self) -> bool {
        true
    }

    fn pieces(&self) -> &[ClozePiece] {
        &self.pieces
    }

    fn pieces_mut(&mut self) -> &mut [ClozePiece] {
        &mut self.pieces
    }

    fn identify(&self, add: &mut dyn FnMut(&str, &Text)) {
        for piece in &self.pieces {
            match piece {
                ClozePiece::Shown(text) => add("shown", text),
                ClozePiece::Gap { number, text, hint, accept, .. } => {
                    add(&format!("c{number}"), text);
                    let rest = hint.iter().map(|text| ("hint", text)).chain(accept.iter().map(|text| ("accept", text)));
                    rest.for_each(|(field, text)| add(field, text));
                }
            }
        }
    }

    fn accept_slot(&self, part: ItemPart, wanted: usize) -> Option<AnswerSlot> {
        let ItemPart::Cloze(number) = part else { return None };
        let gaps = self.gaps(part).count();
        let nth = self.nth_accepting(part, wanted);
        if !self.typed || nth >= gaps {
            return None;
        }
        let nth: Vec<PathStep> = if gaps > 1 { vec![PathStep::Nth(nth, gaps)] } else { Vec::new() };
        let keyed = [vec![PathStep::Key(KeyToken::Gap(number))], nth.clone()].concat();
        // With only one number its list needs no key, but the author may have written one.
        let ways = if self.parts().len() == 1 { vec![nth, keyed] } else { vec![keyed] };
        Some(AnswerSlot { ways, behind: &["text"] })
    }

    fn accepted_mut(&mut self, part: ItemPart, wanted: usize) -> Option<&mut Vec<Text>> {
        let nth = self.nth_accepting(part, wanted);
        let of_part = |piece| match piece {
            &mut ClozePiece::Gap { number, ref mut accept, .. } if ItemPart::Cloze(number) == part => Some(accept),
            _ => None,
        };
        self.pieces.iter_mut().filter_map(of_part).nth(nth)
    }
}

impl ClozeCard {
    /// Gaps with the same text are asked as one; what is accepted is kept with the first.
    fn nth_accepting(&self, part: ItemPart, wanted: usize) -> usize {
        if self.is_one(part) { 0 } else { wanted }
    }
}

fn read(report: &mut Diagnostics, record: &Fields, _: CardLanguage) -> Option<Body> {
    let typed = record.flag(report, "typed").unwrap_or(true);
    let exact = record.flag(report, "exact").unwrap_or(false);
    let slot = record.single(report, "text")?;
    value::text(report, slot.value, "text")?;
    let source = report.source;
    let text = slot.value.text(source)?.trim();
    match cloze::parse(text) {
        Ok(mut pieces) => {
            accept_of_gaps(report, record, &mut pieces);
            if let Some(slot) = record.slot("accept").filter(|_| !typed) {
                let what = format!("{} accepts more for its gaps, which are not typed", record.name);
                report.flaw(slot.key, RuleId::AcceptMismatch, what, "delete it, or `typed: false`".to_owned());
            }
            if typed {
                pieces = pieces.into_iter().map(|piece| judged_gap(piece, exact)).collect();
            }
            Some(Body::Cloze(ClozeCard { pieces, typed, exact }))
        }
        Err((error, at)) => {
            // If the file writes the text differently (as with escapes), the place is the text's beginning.
            let start = slot.value.start as usize;
            let end = (slot.value.end as usize).min(source.len());
            let found =
                source.get(start..end).and_then(|raw| raw.lines().next()?.find(text.get(at..)?.lines().next()?));
            let whole = Position::from(slot.value);
            let at = found.map_or(whole, |in_raw| whole.moved(source, start + in_raw));
            // In double quotes a backslash is written twice.
            let is_escaped = source.get(start..).is_some_and(|raw| raw.starts_with('"'));
            let help = if is_escaped { error.help().replace('\\', r"\\") } else { error.help().to_owned() };
            report.fault(at, RuleId::ClozeSyntax, format!("in {} {error}", record.name), help);
            None
        }
    }
}

fn judged_gap(piece: ClozePiece, exact: bool) -> ClozePiece {
    match piece {
        ClozePiece::Gap { number, written, text, hint, accept } => {
            let accept = accept.into_iter().map(|text| judged(text, exact)).collect();
            ClozePiece::Gap { number, written, text: judged(text, exact), hint, accept }
        }
        shown @ ClozePiece::Shown(_) => shown,
    }
}

/// Puts the accepted texts of a cloze into its gaps.
fn accept_of_gaps(report: &mut Diagnostics, record: &Fields, pieces: &mut [ClozePiece]) {
    let Some(slot) = record.value(report, "accept") else { return };
    let numbers = cloze::numbers(pieces);
    match (&slot.value.shape, numbers.as_slice()) {
        (NodeShape::Map(pairs), _) => {
            let mut seen = Vec::new();
            for (key, value) in pairs {
                if let Some(number) = number(report, record, key, &numbers, &mut seen) {
                    of_number(report, value, number, pieces, &format!("c{number}: "));
                }
            }
        }
        (NodeShape::List(_), [number]) => of_number(report, slot.value, *number, pieces, "accept: "),
        (NodeShape::List(_), _) => ambiguous(report, record, slot, &numbers),
        _ => value::wrong_type(report, slot.value, "accept", slot.field.shape),
    }
}

fn ambiguous(report: &mut Diagnostics, record: &Fields, slot: FieldSlot, numbers: &[u16]) {
    let what = format!("`accept` of {} is one list, but there are {} numbers", record.name, numbers.len());
    let first = numbers.first().copied().unwrap_or(1);
    let help = format!("say which number it is for, as in `accept: {{c{first}: [one, another]}}`");
    report.fault(slot.value, MISFIT, what, help);
}

/// The gap number that a key stands for, if the card has it.
fn number(report: &mut Diagnostics, record: &Fields, key: &Node, numbers: &[u16], seen: &mut Vec<u16>) -> Option<u16> {
    let word = key.text(report.source).unwrap_or_default().trim();
    let number =
        word.strip_prefix('c').and_then(|digits| digits.parse().ok()).filter(|number| numbers.contains(number));
    let Some(number) = number else {
        let shown: String = crate::deck::text::safe_line(word).chars().take(40).collect();
        let known = numbers.iter().map(|number| format!("`c{number}`")).collect::<Vec<_>>().join(", ");
        report.fault(key, MISFIT, format!("{} has no gap `{shown}`", record.name), format!("its gaps are {known}"));
        return None;
    };
    if seen.contains(&number) {
        let what = format!("`accept` of {} has `c{number}` twice", record.name);
        report.fault(key, RuleId::DuplicateKey, what, "merge the two into one list".to_owned());
        return None;
    }
    seen.push(number);
    Some(number)
}

/// Reads what the gaps of one number accept.
fn of_number(report: &mut Diagnostics, node: &Node, number: u16, pieces: &mut [ClozePiece], before: &str) {
    let mut gaps: Vec<&mut Vec<Text>> = pieces
        .iter_mut()
        .filter_map(|piece| match piece {
            ClozePiece::Gap { number: of, accept, .. } if *of == number => Some(accept),
            _ => None,
        })
        .collect();
    if let [gap] = gaps.as_mut_slice() {
        **gap = texts(report, node, number);
        return;
    }
    let lists = lists(report, node, gaps.len(), &format!("{} gaps of `c{number}`", gaps.len()), before);
    for (gap, accept) in gaps.into_iter().zip(lists) {
        *gap = accept;
    }
}

/// Reads a list of texts for the only gap of a number.
fn texts(report: &mut Diagnostics, node: &Node, number: u16) -> Vec<Text> {
    if let Some(list) = first_list(node) {
        let what = format!("`accept` for `c{number}` contains a list, but that number has one gap");
        report.fault(list, MISFIT, what, format!("write one list: `c{number}: [one, another]`"));
        return Vec::new();
    }
    texts_of(report, node)
}
