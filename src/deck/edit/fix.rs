//! `check --fix`: writes missing ids and gap numbers, and changes no other byte.
//!
//! It writes only what the reader derives anyway: the id, the number of a gap. So the result must read as the same
//! deck, and edits that would break this are left out.

use std::collections::HashMap;

use super::cloze_numbering;
use super::patch::{Edit, LineIndex, apply};
use crate::deck::cloze::ClozePiece;
use crate::deck::{Body, Card, CardIdentity, Deck, Place, parse_deck};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fix {
    /// In file order.
    pub edits: Vec<Edit>,
    /// How many cards get an id.
    pub ids: usize,
    /// How many cards get gap numbers.
    pub numbered: usize,
    /// Cards that only a person can fix, because of their layout.
    pub left: Vec<Place>,
}

/// Whether a card of the deck lacks something that could be written.
#[must_use]
pub fn may_be_fixed(deck: &Deck) -> bool {
    deck.cards.iter().any(|card| card.identity == CardIdentity::Derived || uncounted_gaps(card).is_some())
}

/// Finds what can be fixed; nothing if no deck can be read from the file.
#[must_use]
pub fn find_fixes(stem: &str, text: &str) -> Fix {
    let Ok(deck) = parse_deck(stem, None, text) else { return Fix::default() };
    let lines = LineIndex::of(text);
    let wanted: Vec<FixRequest> = deck.cards.iter().flat_map(|card| requests(card, text, &lines)).collect();
    let (able, unable): (Vec<FixRequest>, Vec<FixRequest>) =
        wanted.into_iter().partition(|request| !request.edits.is_empty());
    let trial = FixAttempt { stem, text, deck: &deck };
    let (granted, refused) = trial.partition_requests(grouped(able));
    let mut fix = Fix::default();
    fix.ids = granted.iter().filter(|request| request.what == FixKind::Id).count();
    fix.numbered = granted.len() - fix.ids;
    fix.edits = granted.into_iter().flat_map(|request| request.edits).collect();
    // An id comes before the gaps of its card.
    fix.edits.sort_by_key(|edit| edit.at);
    fix.left = unable.iter().chain(&refused).map(|request| request.place).collect();
    fix.left.sort_unstable();
    fix.left.dedup();
    fix
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FixKind {
    Id,
    Numbers,
}

/// What one card needs; without edits if they can't be made.
#[derive(Debug, Clone)]
struct FixRequest {
    what: FixKind,
    /// Of its card.
    prompt: String,
    place: Place,
    edits: Vec<Edit>,
}

fn requests(card: &Card, text: &str, lines: &LineIndex) -> Vec<FixRequest> {
    let mut requests = Vec::new();
    let prompt = || card.prompt().source().to_owned();
    if card.identity == CardIdentity::Derived {
        let edits = id_edit(card, text, lines).into_iter().collect();
        requests.push(FixRequest { what: FixKind::Id, prompt: prompt(), place: card.place, edits });
    }
    if let Some(count) = uncounted_gaps(card) {
        let place = card.place_of("text", 0);
        let starts = lines.byte_of(place).and_then(|start| cloze_numbering::starts(text, start, count));
        let edits = cloze_numbering::numbers(starts.unwrap_or_default());
        requests.push(FixRequest { what: FixKind::Numbers, prompt: prompt(), place, edits });
    }
    requests
}

/// The number of gaps, if a card has two or more and none is numbered.
fn uncounted_gaps(card: &Card) -> Option<usize> {
    let bare =
        card.body.pieces().iter().filter(|piece| matches!(piece, ClozePiece::Gap { written: false, .. })).count();
    (bare > 1).then_some(bare)
}

fn id_edit(card: &Card, text: &str, lines: &LineIndex) -> Option<Edit> {
    let at = lines.byte_of(card.place)?;
    let id = card.id.card();
    let was = name_when_alone(card);
    let rest = text.get(at..)?;
    if let Some(inside) = rest.strip_prefix('{') {
        let room = inside.len() - inside.trim_start_matches([' ', '\t']).len();
        let gap = if inside[room..].starts_with(['\n', '\r']) { "" } else { " " };
        let was = was.map(|was| format!(" was: {was},")).unwrap_or_default();
        return Some(Edit::insert(at + 1 + room, format!("id: {id},{was}{gap}")));
    }
    if card.fields.iter().any(|(name, _, _)| *name == "id") {
        return empty_id(card, text, lines).map(|at| Edit::insert(at, format!(" {id}")));
    }
    let number = lines.line_at(at);
    let (ending, indent) = (lines.ending(number), " ".repeat(card.place.column as usize - 1));
    let was = was.map(|was| format!("was: {was}{ending}{indent}")).unwrap_or_default();
    Some(Edit::insert(at, format!("id: {id}{ending}{indent}{was}")))
}

/// The id that the card would have with a unique prompt, if its progress is under that id.
fn name_when_alone(card: &Card) -> Option<&str> {
    let was = card.was.iter().find(|was| was.implied && was.place == card.place && was.card.deck() == card.id.deck());
    was.map(|was| was.card.card())
}

/// The byte after the colon of an `id:` without a value.
fn empty_id(card: &Card, text: &str, lines: &LineIndex) -> Option<usize> {
    let from = lines.line_at(lines.byte_of(card.place)?);
    let last = card.fields.iter().map(|(_, _, place)| place.line as usize).max()?;
    (from..=last)
        .find_map(|number| {
            let (start, line) = lines.line(number);
            let key = line.find("id:")?;
            let bare = line[..key].chars().all(|c| matches!(c, ' ' | '-' | '\u{feff}'));
            let value = line[key + 3..].trim_start();
            (bare && (value.is_empty() || value.starts_with('#'))).then_some(start + key + 3)
        })
        .filter(|&at| text.is_char_boundary(at))
}

/// Twins, whose derived ids depend on each other, together.
fn grouped(requests: Vec<FixRequest>) -> Vec<Vec<FixRequest>> {
    let mut groups: Vec<Vec<FixRequest>> = Vec::new();
    let mut with_prompt: HashMap<String, usize> = HashMap::new();
    for request in requests {
        let at = *with_prompt.entry(request.prompt.clone()).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push(request),
            None => groups.push(vec![request]),
        }
    }
    groups
}

/// Tries edits on a deck.
struct FixAttempt<'t> {
    stem: &'t str,
    text: &'t str,
    deck: &'t Deck,
}

impl FixAttempt<'_> {
    /// Separates the requests that leave the deck the same from the others.
    fn partition_requests(&self, groups: Vec<Vec<FixRequest>>) -> (Vec<FixRequest>, Vec<FixRequest>) {
        let all = groups.concat();
        if all.is_empty() || self.keeps(&all) {
            return (all, Vec::new());
        }
        if all.len() == 1 {
            return (Vec::new(), all);
        }
        // Twins that can't be mended together may be mended one by one.
        let mut left = if groups.len() == 1 { all.into_iter().map(|request| vec![request]).collect() } else { groups };
        let right = left.split_off(left.len() / 2);
        let (mut good, mut bad) = self.partition_requests(left);
        let (more, worse) = self.partition_requests(right);
        good.extend(more);
        bad.extend(worse);
        if self.keeps(&good) { (good, bad) } else { (Vec::new(), good.into_iter().chain(bad).collect()) }
    }

    fn keeps(&self, requests: &[FixRequest]) -> bool {
        let edits: Vec<Edit> = requests.iter().flat_map(|request| request.edits.clone()).collect();
        let after = parse_deck(self.stem, None, apply(self.text, &edits));
        let Ok(after) = after else { return false };
        let ids = requests.iter().filter(|request| request.what == FixKind::Id).count();
        let written = |deck: &Deck| deck.cards.iter().filter(|card| card.identity == CardIdentity::Written).count();
        same_deck(self.deck, &after) && written(&after) == written(self.deck) + ids
    }
}

/// Whether two decks differ only in whether ids and numbers are written down.
pub(crate) fn same_deck(a: &Deck, b: &Deck) -> bool {
    let header = |deck: &Deck| {
        let texts = (deck.title.clone(), deck.about.clone(), deck.author.clone(), deck.licence.clone());
        let words = (deck.language.clone(), deck.source.clone(), deck.after.clone(), deck.tags.clone());
        (deck.id.clone(), texts, words, deck.judging, deck.left_out.len())
    };
    header(a) == header(b)
        && b.diagnostic_count() <= a.diagnostic_count()
        && a.cards.len() == b.cards.len()
        && a.cards.iter().zip(&b.cards).all(|(a, b)| same_card(a, b))
}

/// Whether two cards ask the same under the same name.
pub(crate) fn same_card(a: &Card, b: &Card) -> bool {
    let rest = |card: &Card| {
        let was: Vec<_> = card.was.iter().map(|was| (was.card.clone(), was.part, was.to)).collect();
        let lists = (card.hints.clone(), card.claims.clone(), card.tags.clone(), was);
        (card.id.clone(), card.because.clone(), lists, card.revision, card.suspended, card.judging)
    };
    bare(a) == bare(b) && rest(a) == rest(b)
}

/// A body without whether the numbers of its gaps were written.
fn bare(card: &Card) -> Body {
    let mut body = card.body.clone();
    for piece in body.pieces_mut() {
        if let ClozePiece::Gap { written, .. } = piece {
            *written = true;
        }
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> String {
        apply(text, &find_fixes("d", text).edits)
    }

    #[test]
    fn ids_are_written_where_cards_begin() {
        let text = "title: T\ncards:\n  - kind: flip\n    question: Who is it?\n    answer: I\n";
        let expected = text.replace("- kind", "- id: who-is-it-hkfi\n    kind");
        let id = parse_deck("d", None, text).expect("a deck").cards[0].id.card().to_owned();
        assert_eq!(mended(text), expected.replace("who-is-it-hkfi", &id));
    }

    #[test]
    fn odd_layouts_keep_their_look() {
        for (before, after) in [
            (
                "\u{feff}title: T\r\ncards:\r\n- # so\r\n  kind: flip\r\n  question: Q?\r\n  answer: A\r\n",
                "\u{feff}title: T\r\ncards:\r\n- # so\r\n  id: ID\r\n  kind: flip\r\n  question: Q?\r\n  answer: A\r\n",
            ),
            (
                "title: T\ncards:\n      -   question: Q?\n          kind: flip\n          answer: A",
                "title: T\ncards:\n      -   id: ID\n          question: Q?\n          kind: flip\n          answer: A",
            ),
            (
                "title: T\ncards:\n  -\n    # why\n    kind: flip\n    question: Q?\n    answer: A\n",
                "title: T\ncards:\n  -\n    # why\n    id: ID\n    kind: flip\n    question: Q?\n    answer: A\n",
            ),
            (
                "title: T\ncards:\n  - { kind: flip, question: Q?, answer: A }\n",
                "title: T\ncards:\n  - { id: ID, kind: flip, question: Q?, answer: A }\n",
            ),
            (
                "title: T\ncards: [{kind: flip, question: Q?, answer: A}]\n",
                "title: T\ncards: [{id: ID, kind: flip, question: Q?, answer: A}]\n",
            ),
            (
                "title: T\ncards:\n  - {\n      kind: flip, question: Q?, answer: A}\n",
                "title: T\ncards:\n  - {id: ID,\n      kind: flip, question: Q?, answer: A}\n",
            ),
            (
                "title: T\ncards:\n  - kind: flip\n    id:\n    question: Q?\n    answer: A\n",
                "title: T\ncards:\n  - kind: flip\n    id: ID\n    question: Q?\n    answer: A\n",
            ),
        ] {
            let id = parse_deck("d", None, before).expect("a deck").cards[0].id.card().to_owned();
            assert_eq!(mended(before), after.replace("ID", &id), "{before}");
        }
    }

    #[test]
    fn words_of_two_meanings_get_an_id_each() {
        let text = "title: T\ncards:\n  - {kind: term, term: bank, definition: edge}\n  - kind: term\n    term: bank\n    \
                    definition: house\n";
        let ids = parse_deck("d", None, text).expect("a deck").cards;
        let (first, second) = (ids[0].id.card(), ids[1].id.card());
        let was = ids[0].was[0].card.card();
        let after = mended(text);
        let one = format!("  - {{id: {first}, was: {was}, kind: term");
        assert!(after.contains(&one) && after.contains(&format!("  - id: {second}\n    kind")), "{after}");
        assert_eq!(mended(&after), after);
    }

    #[test]
    fn gaps_are_numbered_where_there_are_several() {
        for (before, after) in [
            ("The {{a}} and {{b::h}}.", "The {{c1::a}} and {{c2::b::h}}."),
            ("The {{ a}} and\n      {{b}}\n    # {{c}}", "The {{ c1::a}} and\n      {{c2::b}}\n    # {{c}}"),
            ("\"{{a}} \\\"{{b}}\\\"\"", "\"{{c1::a}} \\\"{{c2::b}}\\\"\""),
            ("'{{a}} is {{b}}'", "'{{c1::a}} is {{c2::b}}'"),
            (">-\n      {{a}} is\n      {{b}}", ">-\n      {{c1::a}} is\n      {{c2::b}}"),
            ("One {{a}}", "One {{a}}"),
            ("The {{c1::a}} and {{c1::b}}", "The {{c1::a}} and {{c1::b}}"),
        ] {
            let deck =
                |text: &str| format!("title: T\ncards:\n  - id: a\n    kind: cloze\n    text: {text}\n    tags: [x]\n");
            assert_eq!(mended(&deck(before)), deck(after), "{before}");
        }
    }

    #[test]
    fn what_only_a_person_can_mend_is_named() {
        let text = "title: T\ncards:\n  - id: a\n    kind: cloze\n    text: \"\\x7b{a}} {{b}}\"\n";
        let fix = find_fixes("d", text);
        assert_eq!((fix.edits.len(), fix.left), (0, vec![Place { line: 5, column: 11 }]));
    }

    #[test]
    fn a_second_run_finds_nothing() {
        let text =
            "title: T\ncards:\n  - {kind: cloze, text: \"{{a}} {{b}}\"}\n  - {kind: flip, question: Q, answer: A}\n";
        let once = find_fixes("d", text);
        assert_eq!((once.ids, once.numbered), (2, 1));
        assert_eq!(find_fixes("d", &apply(text, &once.edits)), Fix::default());
    }
}
