//! Names that other programs have for the fields of cards; those for kinds are in `kinds/`.

use crate::deck::Kind;

/// Foreign names (lower case, no hyphens) and ours; the first of ours that the mapping allows is meant.
const FIELDS: &[(&[&str], &[&str])] = &[
    (&["front", "q", "prompt", "ask", "stem", "query", "question"], &["question", "term", "statement", "text"]),
    (
        &["back", "a", "response", "reply", "solution", "correct", "correctanswer", "right", "rightanswer", "answer"],
        &["answer", "definition", "steps"],
    ),
    (&["correctanswers", "rightanswers", "solutions", "answers"], &["answers", "answer", "steps"]),
    (&["options", "choices", "alternatives", "answeroptions"], &["distractors", "accept"]),
    (
        &["wrong", "incorrect", "wronganswers", "incorrectanswers", "wrongchoices", "falseanswers", "lures", "foils"],
        &["distractors"],
    ),
    (&["aliases", "variants", "accepted", "acceptable", "alsoaccept", "otheranswers"], &["accept"]),
    (&["explanation", "explain", "rationale", "reason", "feedback", "why", "reasoning"], &["because"]),
    (&["notes"], &["cards", "because"]),
    (&["extra", "backextra", "note", "comment", "comments", "info", "remark", "details"], &["because", "about"]),
    (&["hints", "tip", "tips", "clue", "clues"], &["hint"]),
    (&["type", "cardtype", "questiontype", "notetype", "model"], &["kind"]),
    (&["tag", "label", "labels", "keyword", "keywords", "category", "categories", "topics"], &["tags"]),
    (&["word", "vocab", "vocabulary", "expression", "phrase", "term"], &["term", "question"]),
    (&["meaning", "translation", "def", "gloss", "definition"], &["definition", "answer"]),
    (&["sentence", "cloze", "passage"], &["text", "statement"]),
    (&["statement", "assertion", "fact"], &["statement", "claim", "question"]),
    (&["items", "order", "sequence", "sorted", "ordering", "list"], &["cards", "steps"]),
    (&["questions", "flashcards", "entries", "quiz", "card"], &["cards"]),
    (&["name", "deck", "deckname", "subject", "topic", "heading"], &["title", "slug", "id"]),
    (&["description", "desc", "summary", "abstract"], &["about", "definition"]),
    (&["lang", "locale", "languages"], &["language"]),
    (&["license", "rights"], &["licence"]),
    (&["authors", "creator", "by"], &["author"]),
    (&["uid", "uuid", "guid", "cardid", "identifier", "key"], &["id"]),
    (&["oldid", "previousid", "formerly"], &["was"]),
    (&["prerequisites", "requires", "dependson"], &["after"]),
    (&["suspend", "disabled", "inactive"], &["suspended"]),
    (&["casesensitive", "strict"], &["exact"]),
    (&["margin"], &["tolerance"]),
];

fn folded(word: &str) -> String {
    word.to_lowercase().chars().filter(|c| !matches!(c, '-' | '_' | ' ' | '(' | ')')).collect()
}

/// Our names for a field that another program calls `word`, the likeliest first.
pub(crate) fn fields(word: &str) -> &'static [&'static str] {
    let word = folded(word);
    FIELDS.iter().find(|(names, _)| names.contains(&word.as_str())).map_or(&[], |(_, ours)| ours)
}

/// The kind that another program calls `word`, or our own name with other case and hyphens.
pub(crate) fn kind(word: &str) -> Option<Kind> {
    let word = folded(word);
    let own = Kind::ALL.into_iter().find(|kind| folded(kind.word()) == word);
    own.or_else(|| Kind::ALL.into_iter().find(|kind| kind.info().other_names.contains(&word.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_stands_once_and_as_it_is_compared() {
        let names: Vec<&str> = FIELDS.iter().flat_map(|(names, _)| names.iter().copied()).collect();
        let kinds: Vec<&str> = Kind::ALL.iter().flat_map(|kind| kind.info().other_names).copied().collect();
        for mut all in [names, kinds] {
            assert!(all.iter().all(|name| folded(name) == **name), "{all:?}");
            let count = all.len();
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), count);
        }
    }

    #[test]
    fn hyphens_and_capitals_do_not_count() {
        assert_eq!(fields("Correct_Answer"), ["answer", "definition", "steps"]);
        assert_eq!((kind("Multiple-Choice"), kind("truefalse")), (Some(Kind::Choice), Some(Kind::TrueFalse)));
        assert_eq!((fields("wombat").len(), kind("wombat")), (0, None));
    }
}
