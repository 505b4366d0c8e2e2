//! Choices that would be both right and wrong: distractors that a list of synonyms counts as the answer.

use std::collections::HashMap;
use std::path::PathBuf;

use super::file_source::FileOf;
use crate::deck::text::one_line;
use crate::deck::{Card, Deck, Diagnostic, Role, RuleId, Synonym, SynonymsFile, Text, compared};

const RULE: RuleId = RuleId::SynonymIsDistractor;

/// A distractor and an answer of one card that count as the same.
#[derive(Debug)]
pub(super) struct Clash<'d> {
    card: &'d Card,
    /// The index of the distractor.
    at: usize,
    answer: String,
    synonym: &'d Synonym,
    /// The file of the list; `None` if the list is in the deck's header.
    file: Option<&'d SynonymsFile>,
}

/// All clashes in a deck.
pub(super) fn clashes(deck: &Deck) -> Vec<Clash<'_>> {
    let english = deck.is_english();
    let lists: Vec<(Option<&SynonymsFile>, &[Synonym])> = deck.synonym_lists().collect();
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, (_, list)) in lists.iter().enumerate() {
        for synonym in *list {
            places.entry(compared(&synonym.text, english)).or_default().push(at);
        }
    }
    // Most decks have no synonyms; then no card needs a look.
    let cards = deck.cards.iter().filter(|_| !places.is_empty());
    let mut clashes = Vec::new();
    for card in cards {
        let answers = card.body.texts_of(Role::Answer);
        let answers: Vec<(String, String)> =
            answers.map(|answer| (compared(&answer.plain(), english), short(answer))).collect();
        for (at, distractor) in card.body.texts_of(Role::Distractor).enumerate() {
            let wrong = compared(&distractor.plain(), english);
            for &place in places.get(&wrong).into_iter().flatten() {
                let (file, list) = lists[place];
                let entry = |form: &str| list.iter().find(|synonym| compared(&synonym.text, english) == form);
                let right = answers.iter().find(|(form, _)| entry(form).is_some());
                if let (Some(synonym), Some((_, answer))) = (entry(&wrong), right) {
                    clashes.push(Clash { card, at, answer: answer.clone(), synonym, file });
                }
            }
        }
    }
    clashes
}

impl Clash<'_> {
    /// The file of the list, unless it is the deck's.
    pub(super) fn file(&self) -> Option<FileOf> {
        self.file.map(FileOf::synonyms)
    }

    /// The clash as a diagnostic at the distractor.
    pub(super) fn at_distractor(&self, deck: PathBuf) -> Diagnostic {
        let Self { card, at, answer, synonym, .. } = self;
        let of_file = self.file().map(|file| format!(" of {}", file.path.display())).unwrap_or_default();
        let what = format!("this wrong choice counts as the answer `{answer}` by a list of synonyms");
        let line = synonym.place.line;
        let help = format!("the list is on line {line}{of_file}: take one of the two out of it, or change the choice");
        Diagnostic {
            place: card.place_of("distractors", *at),
            asked_anyway: true,
            ..Diagnostic::of_file(deck, RULE, what, Some(help))
        }
    }

    /// The clash as a diagnostic at the synonym, in the file of synonyms.
    pub(super) fn at_synonym(&self, file: PathBuf) -> Diagnostic {
        let Self { card, at, answer, synonym, .. } = self;
        let what = format!("this counts as `{answer}`, and on the card `{}` that is right and this is wrong", card.id);
        let line = card.place_of("distractors", *at).line;
        let help = format!("take one of the two out of the list, or change the choice on line {line} of that deck");
        Diagnostic { place: synonym.place, asked_anyway: true, ..Diagnostic::of_file(file, RULE, what, Some(help)) }
    }
}

/// A text on one line of at most 64 characters, for messages.
fn short(text: &Text) -> String {
    one_line(&text.plain()).chars().take(64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{parse_deck, parse_synonyms};
    use crate::lint::fixture::findings;
    use std::sync::Arc;

    const CARD: &str = "- id: a\n  kind: choice\n  question: What reads texts?\n  answer: \"`NLP`\"\n  distractors: [a hammer, Natural-language processing]\n";

    fn clashes_with(header: &str, card: &str) -> Vec<(u32, u32)> {
        let found = findings(header, card, None);
        let found = found.iter().filter(|diagnostic| diagnostic.rule == RULE);
        found.map(|diagnostic| (diagnostic.place.line, diagnostic.place.column)).collect()
    }

    #[test]
    fn a_distractor_that_counts_as_the_answer_is_an_error() {
        let header = "synonyms: [[NLP, natural language processing]]\n";
        assert_eq!(clashes_with(header, CARD), [(8, 29)]);
        for card in [CARD.replace("kind: choice", "kind: flip"), CARD.replace("`NLP`", "CV")] {
            assert_eq!(clashes_with(header, &card), []);
        }
        assert_eq!(clashes_with("synonyms: [[NLP, x], [natural language processing, y]]\n", CARD), []);
        let many = CARD.replace("answer: \"`NLP`\"", "answers: [CV, NLP]");
        assert_eq!(clashes_with(header, &many).len(), 1);
    }

    #[test]
    fn a_list_of_the_folder_is_named_where_it_stands() {
        let card = CARD.replace('\n', "\n  ");
        let mut deck = parse_deck("d", None, format!("title: T\ncards:\n  {card}")).expect("a deck");
        let text = "synonyms:\n  - [a, b]\n  - [NLP, natural language processing]\n";
        let (file, diagnostics) = parse_synonyms("s", None, text).expect("synonyms");
        assert!(diagnostics.is_empty());
        deck.beside = vec![Arc::new(file)];
        let [clash] = &clashes(&deck)[..] else { panic!("one clash") };
        let told = clash.at_distractor("d.yaml".into());
        assert!(told.help.expect("help").starts_with("the list is on line 3 of s.synonyms.yaml: "));
        let told = clash.at_synonym("s.synonyms.yaml".into());
        assert_eq!((told.place.line, told.place.column), (3, 11));
        assert!(told.what.contains("`d/a`"), "{}", told.what);
    }
}
