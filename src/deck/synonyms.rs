//! Lists of whole answers that count as the same: for one deck in its header, for all decks of a folder in a file
//! `<name>.synonyms.yaml` there.

use crate::deck::RuleId;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::format;
use super::text::one_line;
use super::{Deck, Diagnostic, Place, Text};
use crate::deck::reader::diagnostics::{Diagnostics, Position};
use crate::deck::reader::fields::Fields;
use crate::deck::reader::file_kind::FileKind;
use crate::deck::reader::parse::decode;
use crate::deck::reader::yaml::{Node, NodeShape};
use crate::deck::reader::{error_recovery, value};
use crate::grading::Language;
use crate::grading::fold;

/// An answer in a list of synonyms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Synonym {
    /// Safe to show.
    pub text: String,
    pub place: Place,
}

/// A file of synonyms, which apply to all decks of its folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SynonymsFile {
    /// The stem before `.synonyms.yaml`.
    pub name: String,
    /// `None` for one built into the program.
    pub path: Option<PathBuf>,
    pub about: Option<Text>,
    /// The language of its answers, BCP 47; English by default.
    pub language: Option<String>,
    /// Each has two or more answers.
    pub lists: Vec<Vec<Synonym>>,
}

impl Deck {
    /// All lists that apply to this deck's answers, its own first, each with its file if that is another one.
    pub(crate) fn synonym_lists(&self) -> impl Iterator<Item = (Option<&SynonymsFile>, &[Synonym])> {
        let own = self.synonyms.iter().map(|list| (None, &list[..]));
        let beside = self.beside.iter().flat_map(|file| file.lists.iter().map(|list| (Some(&**file), &list[..])));
        own.chain(beside)
    }
}

/// The lists that apply to the answers of a deck: those of its header and of its folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Synonyms {
    groups: Vec<Vec<String>>,
    /// Indices of the groups that contain an entry, by the entry's normalized form.
    by_form: HashMap<String, Vec<usize>>,
    english: bool,
}

impl Synonyms {
    pub(crate) fn of_deck(deck: &Deck) -> Self {
        let texts = |list: &[Synonym]| list.iter().map(|synonym| synonym.text.clone()).collect();
        Self::new(deck.synonym_lists().map(|(_, list)| texts(list)).collect(), deck.is_english())
    }

    pub(crate) fn new(groups: Vec<Vec<String>>, english: bool) -> Self {
        if groups.is_empty() {
            return Self::default();
        }
        let mut by_form: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, group) in groups.iter().enumerate() {
            for entry in group {
                let places = by_form.entry(compared(entry, english)).or_default();
                if places.last() != Some(&at) {
                    places.push(at);
                }
            }
        }
        Self { groups, by_form, english }
    }

    /// The other entries of every list that contains this answer.
    pub fn of<'a>(&'a self, form: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        // Most decks have no synonyms and need no folding.
        let form = if self.by_form.is_empty() { String::new() } else { compared(form, self.english) };
        let places = self.by_form.get(&form).into_iter().flatten();
        let entries = places.filter_map(|&at| self.groups.get(at)).flatten();
        entries.filter(move |entry| compared(entry, self.english) != form).map(String::as_str)
    }
}

/// The form in which answers are compared with the entries of lists.
pub(crate) fn compared(text: &str, english: bool) -> String {
    fold(text, english)
}

/// Parses a file of synonyms. `name` is its file's name without `.synonyms.yaml`.
///
/// Lists with an error are left out; the rest is in the file.
///
/// # Errors
/// The diagnostics of a file in which no synonyms could be read.
pub fn parse_synonyms(
    name: &str,
    path: Option<&Path>,
    text: impl AsRef<[u8]>,
) -> Result<(SynonymsFile, Vec<Diagnostic>), Vec<Diagnostic>> {
    let shown = path.map_or_else(|| PathBuf::from(format!("{name}.synonyms.yaml")), Path::to_path_buf);
    let text = decode(&shown, text.as_ref(), FileKind::Synonyms).map_err(|diagnostic| vec![*diagnostic])?;
    let mut report = Diagnostics::new(text, shown, FileKind::Synonyms);
    let file = error_recovery::read(&mut report).map(|tree| file(&mut report, &tree.pairs, name));
    let (diagnostics, _) = report.finished();
    match file {
        Some(file) => Ok((SynonymsFile { path: path.map(Path::to_path_buf), ..file }, diagnostics)),
        None => Err(diagnostics),
    }
}

fn file(report: &mut Diagnostics, pairs: &[(Node, Node)], name: &str) -> SynonymsFile {
    let at = pairs.first().map_or(Position { place: Place::default(), byte: 0 }, |(key, _)| Position::from(key));
    let record = Fields::gather(report, pairs, [format::SYNONYMS, &[]], "the file of synonyms".to_owned(), at, None);
    let (about, language) = (record.text(report, "about"), record.word(report, "language"));
    let english = language.as_deref().is_none_or(|tag| Language::of_tag(tag).is_some_and(Language::is_english));
    SynonymsFile { name: name.to_owned(), path: None, about, language, lists: lists(report, &record, english) }
}

/// Reads the field `synonyms` of a header or a file; leaves out lists of fewer than two answers.
pub(super) fn lists(report: &mut Diagnostics, record: &Fields, english: bool) -> Vec<Vec<Synonym>> {
    let mut seen = SeenAnswers::default();
    let mut lists = Vec::new();
    for node in record.entries(report, "synonyms") {
        let NodeShape::List(entries) = &node.shape else {
            let what = format!("`synonyms` must be a list of lists of texts; this entry is {}", node.found());
            report.fault(
                node,
                RuleId::WrongType,
                what,
                "write a list for each: `- [NLP, natural language processing]`".to_owned(),
            );
            continue;
        };
        let before = report.faults;
        let mut list = Vec::with_capacity(entries.len());
        for entry in entries {
            if let Some(text) = value::text(report, entry, "synonyms") {
                seen.take(report, entry, &compared(text.source(), english), text.source());
                list.push(Synonym { text: text.source().to_owned(), place: entry.place });
            }
        }
        seen.lists += 1;
        if list.len() > 1 {
            lists.push(list);
        } else if report.faults == before {
            let what = "a list of synonyms needs two or more answers".to_owned();
            report.fault(
                node,
                RuleId::LoneSynonym,
                what,
                "add an answer that counts as the same, or delete the list".to_owned(),
            );
        }
    }
    lists
}

/// The answers that were read so far, normalized.
#[derive(Default)]
struct SeenAnswers {
    /// The list and the line of each.
    answers: HashMap<String, (usize, u32)>,
    lists: usize,
}

impl SeenAnswers {
    /// Records an answer of the current list; reports it if it was recorded before.
    fn take(&mut self, report: &mut Diagnostics, node: &Node, answer: &str, shown: &str) {
        let Some((list, line)) = self.answers.get(answer) else {
            self.answers.insert(answer.to_owned(), (self.lists, node.place.line));
            return;
        };
        if *list == self.lists {
            let what = "two answers of the list are the same except for case, spaces and punctuation".to_owned();
            report.flaw(node, RuleId::DuplicateSynonym, what, format!("the other is on line {line}: delete one"));
        } else {
            let shown: String = one_line(shown).chars().take(64).collect();
            let what = format!("`{shown}` is in two lists of synonyms");
            report.flaw(
                node,
                RuleId::SynonymInTwoLists,
                what,
                format!("the other is on line {line}: join the two lists"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{parse_deck, render};

    fn rules(diagnostics: &[Diagnostic]) -> Vec<(RuleId, u32, u32)> {
        diagnostics.iter().map(|diagnostic| (diagnostic.rule, diagnostic.place.line, diagnostic.place.column)).collect()
    }

    fn read(lists: &str) -> (SynonymsFile, Vec<(RuleId, u32, u32)>) {
        let (file, diagnostics) = parse_synonyms("s", None, format!("synonyms:\n{lists}")).expect("synonyms");
        (file, rules(&diagnostics))
    }

    fn texts(file: &SynonymsFile) -> Vec<Vec<&str>> {
        file.lists.iter().map(|list| list.iter().map(|synonym| &*synonym.text).collect()).collect()
    }

    fn deck(header: &str) -> Deck {
        parse_deck("d", None, format!("title: T\n{header}cards: []\n")).expect("a deck")
    }

    #[test]
    fn a_file_is_read() {
        let text =
            "about: Names.\nlanguage: en\nsynonyms:\n  - [NLP, natural language processing]\n  - - 1.10\n    - no\n";
        let (file, diagnostics) = parse_synonyms("ai", Some(Path::new("x/ai.synonyms.yaml")), text).expect("synonyms");
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        assert_eq!(texts(&file), [["NLP", "natural language processing"], ["1.10", "no"]]);
        assert_eq!((file.name.as_str(), file.language.as_deref()), ("ai", Some("en")));
        assert_eq!((file.lists[0][1].place, file.lists[1][0].place.line), (Place { line: 4, column: 11 }, 5));
        assert_eq!(file.path, Some("x/ai.synonyms.yaml".into()));
    }

    #[test]
    fn what_is_wrong_with_a_list_is_named_at_its_place() {
        let (file, found) = read("  - [alone]\n  - [a, b]\n  - []\n  - [c, d, C.]\n  - [e, B]\n  - text\n  - k: v\n");
        let expected = [
            (RuleId::LoneSynonym, 2, 5),
            (RuleId::LoneSynonym, 4, 5),
            (RuleId::DuplicateSynonym, 5, 12),
            (RuleId::SynonymInTwoLists, 6, 9),
            (RuleId::WrongType, 7, 5),
            (RuleId::WrongType, 8, 5),
        ];
        assert_eq!(found, expected);
        assert_eq!(texts(&file), [vec!["a", "b"], vec!["c", "d", "C."], vec!["e", "B"]]);
        let (file, found) = read("  - [a, '', b]\n  - [c, {d: e}]\n");
        assert_eq!(found, [(RuleId::EmptyValue, 2, 9), (RuleId::QuoteNeeded, 3, 9)]);
        assert_eq!(texts(&file), [["a", "b"]]);
    }

    #[test]
    fn a_file_without_lists_says_what_is_missing() {
        for (text, rule) in [
            ("", RuleId::WrongType),
            ("- [a, b]\n", RuleId::WrongType),
            ("about: x\n", RuleId::MissingField),
            ("synonyms: []\n", RuleId::EmptyValue),
            ("synonyms: [a, b]\n", RuleId::WrongType),
            ("synonyms: a\n", RuleId::WrongType),
            ("synonims: [[a, b]]\n", RuleId::UnknownField),
            ("synonyms: [[a, b]]\ncards: []\n", RuleId::UnknownField),
            ("synonyms: [[a, b]]\n---\nx: y\n", RuleId::TwoDocuments),
        ] {
            let diagnostics = match parse_synonyms("s", None, text) {
                Ok((_, diagnostics)) | Err(diagnostics) => diagnostics,
            };
            assert_eq!(diagnostics.first().map(|diagnostic| diagnostic.rule), Some(rule), "{text}{diagnostics:?}");
        }
        assert_eq!(parse_synonyms("s", None, b"synonyms: \xff").expect_err("bytes")[0].rule, RuleId::NotUtf8);
    }

    #[test]
    fn signs_that_could_do_harm_become_visible() {
        let (file, found) = read("  - [\"a\\e[2J\", \"b\\u202e\"]\n");
        assert_eq!((texts(&file), found), (vec![vec!["a\\u{1b}[2J", "b\\u{202e}"]], vec![]));
    }

    #[test]
    fn a_header_keeps_its_cards_whatever_is_wrong_with_its_synonyms() {
        let header = "synonyms:\n  - [NLP, n.l.p.]\n  - [a]\n";
        let card = "cards:\n  - {id: a, kind: flip, question: Q?, answer: A}\n";
        let deck = parse_deck("d", None, format!("title: T\n{header}{card}")).expect("a deck");
        assert_eq!(rules(&deck.diagnostics), [(RuleId::DuplicateSynonym, 3, 11), (RuleId::LoneSynonym, 4, 5)]);
        assert!(deck.diagnostics.iter().all(|diagnostic| diagnostic.asked_anyway));
        assert_eq!((deck.cards.len(), deck.synonyms.len()), (1, 1));
        let told = render(&deck.diagnostics[0]);
        assert!(told.ends_with("  = help: the other is on line 3: delete one\n"), "{told}");
    }

    #[test]
    fn the_others_of_every_list_count_as_an_answer() {
        let mut deck = deck("synonyms: [[NLP, natural language processing, language processing], [x, the y]]\n");
        let (file, _) = parse_synonyms("s", None, "synonyms: [[nlp, reading machines]]\n").expect("synonyms");
        deck.beside = vec![file.into()];
        let synonyms = Synonyms::of_deck(&deck);
        let of = |form: &str| synonyms.of(form).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(of("N.L.P."), ["natural language processing", "language processing", "reading machines"]);
        assert_eq!(of("Reading-Machines"), ["nlp"]);
        assert_eq!((of("y"), of("z"), of("")), (vec!["x".to_owned()], vec![], vec![]));
        assert_eq!(synonyms.groups.len(), 3);
    }

    #[test]
    fn articles_count_where_a_deck_is_not_english() {
        let deck = deck("language: de\nsynonyms: [[a b, c]]\n");
        assert_eq!(Synonyms::of_deck(&deck).of("b").next(), None);
        assert_eq!(Synonyms::default().of("b").next(), None);
    }
}
