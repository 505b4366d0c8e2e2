//! Proposes ids from prompts: the words that tell one card from another.

use crate::deck::{cloze, slug_words};

/// The longest proposed id.
const LONGEST: usize = 40;

/// Words of question frames, which say nothing about the subject.
const FRAME: &[&str] = &[
    "a", "about", "an", "and", "are", "as", "at", "be", "by", "called", "can", "did", "do", "does", "for", "from",
    "had", "has", "have", "how", "in", "is", "it", "its", "many", "mean", "means", "much", "name", "named", "of", "on",
    "or", "that", "the", "their", "them", "these", "this", "those", "to", "was", "were", "what", "when", "where",
    "which", "who", "whom", "whose", "why", "with", "you", "your",
];

/// An unused id for a card with this prompt, made of its significant words; numbered if it is taken.
#[must_use]
pub fn named_after(prompt: &str, taken: &dyn Fn(&str) -> bool) -> String {
    // The braces and numbers of gaps are not part of the text.
    let prompt = cloze::parse(prompt).map_or_else(|_| prompt.to_owned(), |pieces| cloze::filled(&pieces).plain());
    let words = slug_words(&prompt);
    let mut telling: Vec<&str> = words.iter().map(String::as_str).filter(|word| !FRAME.contains(word)).collect();
    if telling.is_empty() {
        telling = words.iter().map(String::as_str).collect();
    }
    let first = joined(&telling);
    let first = if first.is_empty() { "card".to_owned() } else { first };
    let more = (2_u32..).map(|number| format!("{first}-{number}"));
    std::iter::once(first.clone()).chain(more).find(|id| !taken(id)).unwrap_or(first)
}

/// As many words as fit; if the first is too long, its beginning.
fn joined(words: &[&str]) -> String {
    let mut id = String::new();
    for word in words {
        let joint = usize::from(!id.is_empty());
        let room = LONGEST.saturating_sub(id.chars().count() + joint);
        if id.is_empty() {
            id.extend(word.chars().take(room));
        } else if word.chars().count() <= room {
            id.push('-');
            id.push_str(word);
        } else {
            break;
        }
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_keeps_the_words_that_matter() {
        for (prompt, id) in [
            ("What is the capital of Chile?", "capital-chile"),
            ("What is the compiler of Rust called?", "compiler-rust"),
            ("{{c1::Masakhane}} gathers {{c2::volunteers::who}}.", "masakhane-gathers-volunteers"),
            ("What's *open* about it?", "whats-open"),
            ("Who is it?", "who-is-it"),
            ("What does this print?\n```\nx\n```", "print-x"),
            ("猫は何ですか。", "猫は何ですか"),
            ("?!", "card"),
            (
                "In a distributed database, which property gives way first when partitions occur?",
                "distributed-database-property-gives-way",
            ),
        ] {
            assert_eq!(named_after(prompt, &|_| false), id, "{prompt}");
        }
        let long = "x".repeat(90);
        assert_eq!(named_after(&long, &|_| false), "x".repeat(40));
    }

    #[test]
    fn what_is_taken_is_numbered() {
        assert_eq!(named_after("Bank", &|id| ["bank", "bank-2"].contains(&id)), "bank-3");
    }
}
