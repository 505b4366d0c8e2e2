//! Leftovers of test papers and of other programs' cards: numbers, points, labels, tags.

/// Words for a task on a test paper.
const TASKS: &[&str] = &[
    "aufg",
    "aufgabe",
    "frage",
    "übung",
    "nr",
    "question",
    "q",
    "ex",
    "exercise",
    "task",
    "problem",
    "item",
    "exercice",
    "exo",
    "ejercicio",
    "ej",
    "pregunta",
    "esercizio",
    "domanda",
    "opgave",
    "vraag",
];
/// Words for the sides of a card in other programs.
const SIDES: &[&str] = &[
    "q",
    "front",
    "back",
    "question",
    "answer",
    "frage",
    "antwort",
    "vorderseite",
    "rückseite",
    "recto",
    "verso",
    "réponse",
    "pregunta",
    "respuesta",
    "anverso",
    "reverso",
    "domanda",
    "risposta",
];
const POINTS: &[&str] = &[
    "pt", "pts", "pkt", "punkt", "punkte", "point", "points", "mark", "marks", "punto", "puntos", "ptos", "punti",
    "pontos", "punten",
];
/// Words that begin a numbered question; the number in `2. Weltkrieg` isn't that of a task.
const ASKING: &[&str] = &[
    "who",
    "what",
    "which",
    "when",
    "where",
    "why",
    "how",
    "name",
    "explain",
    "describe",
    "define",
    "give",
    "list",
    "state",
    "wer",
    "was",
    "welche",
    "welcher",
    "welches",
    "wann",
    "wo",
    "warum",
    "wie",
    "nenne",
    "nennen",
    "erkläre",
    "beschreibe",
    "qui",
    "que",
    "quel",
    "quelle",
    "quels",
    "quelles",
    "quand",
    "où",
    "pourquoi",
    "comment",
    "citez",
    "expliquez",
    "nommez",
    "qué",
    "cuál",
    "cuáles",
    "quién",
    "cuándo",
    "dónde",
    "cómo",
    "explica",
    "nombra",
];

/// The first piece of a text that belongs to the test paper or program it comes from.
pub(super) fn paper(text: &str) -> Option<&str> {
    let text = text.trim();
    task(text).or_else(|| number(text)).or_else(|| side(text)).or_else(|| points(text)).or_else(|| tags(text))
}

/// The length in bytes of a text's first word, if it is one of `words` in any case.
fn opens(text: &str, words: &[&str]) -> Option<usize> {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let first = text[..end].to_lowercase();
    words.contains(&first.as_str()).then_some(end)
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// `Aufg. 3 b)`, `Question 7:`, `Q12.`
fn task(text: &str) -> Option<&str> {
    let word = opens(text, TASKS)?;
    let rest = text[word..].trim_start_matches(['.', ' ', '\u{a0}']);
    let count = digits(rest);
    let behind = rest[count..].trim_start();
    let letter = behind.starts_with(|c: char| c.is_ascii_alphabetic()) && behind[1..].starts_with([')', '.', ':']);
    let mark = if letter { &behind[1..] } else { behind };
    let more = mark.get(1..)?;
    let is_task = (1..=3).contains(&count) && mark.starts_with([')', '.', ':']) && more.starts_with(' ');
    is_task.then(|| &text[..text.len() - more.len()])
}

/// `3) What`, `b) Who`, `1. Who`.
fn number(text: &str) -> Option<&str> {
    let open = text.strip_prefix('(').unwrap_or(text);
    let count = digits(open);
    let letter = usize::from(open.starts_with(|c: char| matches!(c, 'a'..='h' | 'A'..='H')));
    let end = if count > 0 { count } else { letter };
    let (mark, rest) = (open.get(end..end + 1)?, open.get(end + 1..)?);
    let next = rest.trim_start().trim_start_matches('¿');
    let is_sentence = next.starts_with(char::is_uppercase) && next.chars().nth(1).is_some_and(char::is_lowercase);
    let asks = opens(next, ASKING).is_some();
    let is_number = (1..=3).contains(&end) && rest.starts_with(' ') && is_sentence;
    let is_task = match mark {
        ")" => asks || text.trim_end().ends_with('?'),
        "." => count > 0 && asks && open.len() == text.len(),
        _ => false,
    };
    (is_number && is_task).then(|| text[..text.len() - rest.len()].trim_end())
}

/// `Q: What is …`, `Answer: Oslo`.
fn side(text: &str) -> Option<&str> {
    let word = opens(text, SIDES)?;
    let rest = text[word..].trim_start();
    (rest.starts_with(": ") && rest.len() > 3).then(|| &text[..=text.len() - rest.len()])
}

/// `(2 P.)`, `[3 marks]`, at either end of a text.
fn points(text: &str) -> Option<&str> {
    text.match_indices(['(', '[']).find_map(|(at, _)| {
        let inside = &text[at + 1..];
        // No number of points is longer.
        let (close, _) = inside.char_indices().take(24).find(|(_, c)| matches!(c, ')' | ']'))?;
        let (piece, behind) = inside.split_at(close);
        let count = digits(piece);
        let unit = piece[count..].trim().trim_end_matches('.');
        let is_unit = POINTS.contains(&unit.to_lowercase().as_str()) || (unit == "P" && piece.contains([' ', '.']));
        let at_end = || behind[1..].chars().all(|c| c.is_whitespace() || "_.…?".contains(c));
        ((1..=2).contains(&count) && is_unit && (at == 0 || at_end())).then(|| &text[at..at + close + 2])
    })
}

/// `?;;art::19e`, `…? :: Oslo`, `…? #history`, a tab.
fn tags(text: &str) -> Option<&str> {
    if let Some(piece) = ["- [ ] ", "- [x] ", "[ ] ", "[x] "].into_iter().find(|piece| text.starts_with(piece)) {
        return Some(piece.trim_end());
    }
    if let Some(at) = text.find(";;").or_else(|| text.find(" :: ")).or_else(|| text.find("?::")) {
        return Some(&text[at..]);
    }
    if let Some(at) = text.find('\t') {
        return Some(text[at..].trim());
    }
    let at = ["? #", ". #", "! #"].into_iter().find_map(|sign| text.find(sign))? + 2;
    let tag = &text[at + 1..];
    let is_tag = tag.chars().take_while(|c| c.is_alphabetic()).count() >= 3;
    is_tag.then(|| &text[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_a_paper_or_program_is_found() {
        for text in [
            "Aufg. 3 b) Wie heißt die Hauptstadt von Estland? (2 P.) _____",
            "Question 7: Who wrote Emma?",
            "Q12. Who wrote Emma?",
            "Frage 4) Wer malte Guernica?",
            "Exercice 2 : Quel est le pluriel ?",
            "3) What is osmosis?",
            "b) Who was the first to reach the pole?",
            "(c) Which metal is liquid?",
            "1. Which metal is liquid?",
            "2. ¿Quién pintó el Guernica?",
            "Which metal is liquid? (2 points)",
            "Name a noble gas. [1 mark]",
            "Quel gaz est noble ? (3 pts)",
            "Nenne ein Edelgas. (1 Punkt)",
            "Q: Which metal is liquid?",
            "Antwort: Quecksilber",
            "Qui a peint ce tableau ?;;art::19e;recto",
            "Which metal is liquid? :: mercury",
            "Which metal is liquid? #chemistry #metals",
            "Which metal is liquid?\tmercury",
            "- [ ] Which metal is liquid?",
        ] {
            assert!(paper(text).is_some(), "{text}");
        }
    }

    #[test]
    fn numbers_that_belong_to_the_matter_are_left() {
        for text in [
            "2. Weltkrieg: Wann begann er?",
            "19. Jahrhundert",
            "1. FC Köln",
            "3) e4 e5",
            "Question marks end what?",
            "Question 3 of the Turing test",
            "Problem 10 of Hilbert asks what?",
            "How many points is a try worth (5 points until 1992) today?",
            "What is the filling of [2p]?",
            "What is f(2)?",
            "A. Lincoln led which side?",
            "a) and b) are equal",
            "Which note is C #?",
            "Is it `a::b`?",
            "std::vector is what?",
            "Which movement is #MeToo?",
            "Nr. 5 lebt",
            "Which answer: yes or no?",
            "Answers: where are they?",
            "At what time: 10:30?",
        ] {
            assert_eq!(paper(text), None, "{text}");
        }
    }
}
