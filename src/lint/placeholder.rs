//! Placeholders: texts that stand in for one still to be written.

use super::words::{Word, WordList, WordSet};

/// Names of fields and parts of a card, as placeholders have them.
static NAMES: WordList = WordList::of(
    "question answer questions answers explanation definition term statement correction distractor option choice text \
         card hint gap title placeholder template prompt response front back word \
         frage antwort fragen antworten erklärung begründung definition begriff aussage korrektur option text karte \
         vorderseite rückseite platzhalter beispiel beispielfrage beispielantwort fragetext antworttext \
         réponse explication terme énoncé texte carte recto verso exemple \
         pregunta respuesta explicación definición término enunciado texto tarjeta anverso reverso ejemplo",
);

/// Other words that placeholders use with these names.
static AROUND: WordList = WordList::of(
    "a an the your my some this that here is goes go will be insert enter type write add put replace change fill in me \
         with new example sample test dummy right wrong correct first second third one two three of for to what is \
         please todo tbd fixme xxx x y z a b c d foo bar \
         der die das den ein eine deine dein ihre ihr hier steht kommt einfügen einsetzen eingeben schreiben ersetzen neue \
         richtige falsche erste zweite dritte bitte \
         la le les un une votre ta ton ici insérer écrire écrivez écris ajouter remplacer nouvelle bonne mauvaise \
         el los una tu su aquí escribe escriba inserta insertar añade reemplaza nueva correcta incorrecta",
);

/// Words that only fill a field if they are alone in it.
static NONSENSE: WordList =
    WordList::of("foo bar baz foobar asdf asdfg asdfasdf qwerty qwertz blah bla blabla xxx xxxx tbd fixme lorem");

/// Whether a text is a placeholder, whatever its field.
pub(super) fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    let last = |sign: &u8| matches!(sign, b'?' | b'.' | b'!');
    let last = text.as_bytes().iter().rposition(last).map_or("", |at| text[at + 1..].trim());
    opens_with_mark(text)
        || opens_with_mark(last)
        || (text.bytes().any(|b| matches!(b, b'(' | b'[' | b'<')) && (has_marked_note(text) || has_empty_field(text)))
        || is_instruction(text)
        || is_told_of_topic(text)
        || text.get(..LOREM.len()).is_some_and(|first| first.eq_ignore_ascii_case(LOREM))
}

/// A text that says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Placeholder {
    /// Nothing but punctuation.
    Signs,
    /// Text that only fills a field: `foo`, `n/a`.
    Nonsense,
    /// The name of a field; in a list of vocabulary it may be intended.
    Name,
}

/// Why a text says nothing at all; `None` if it says something.
pub(super) fn nothing(text: &str) -> Option<Placeholder> {
    let text = text.trim();
    if !text.is_empty() && text.chars().all(|c| SIGNS.contains(c) || c.is_whitespace()) {
        return Some(Placeholder::Signs);
    }
    if NOTHING.contains(&text.to_lowercase().as_str()) {
        return Some(Placeholder::Nonsense);
    }
    let mut words = words(text);
    let (Some(word), None) = (words.next(), words.next()) else { return None };
    let word = Word::of(&word.to_lowercase());
    if NONSENSE.contains(&word) {
        return Some(Placeholder::Nonsense);
    }
    NAMES.contains(&word).then_some(Placeholder::Name)
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

const LOREM: &str = "lorem ipsum dolor";
/// Characters that authors type when no text came to mind.
const SIGNS: &str = "-–—_.…?!*/\\~#=:";
const NOTHING: &[&str] = &["n/a", "n.a.", "k.a.", "idk", "tba"];
/// Marks of unfinished places, in capitals only: `todo` is a Spanish word.
const MARKS: &[&str] = &["TODO", "FIXME", "TBD", "XXX", "TBA", "WIP"];

/// `TODO add an explanation`, `[TODO]`, `FIXME: …`; not a sentence about such marks.
fn opens_with_mark(text: &str) -> bool {
    let inside = text.trim_start_matches(['[', '(', '<', '{', '*', '#', ' ']);
    MARKS.iter().any(|mark| {
        inside.strip_prefix(mark).is_some_and(|rest| {
            let is_bracketed = inside.len() < text.len();
            let note = rest.trim_start_matches([']', ')', '>', '}', '*', ':', '.', '-', '!', ' ', '…']);
            let is_alone = note.is_empty();
            let ends = !rest.starts_with(|c: char| c.is_alphanumeric() || "_-/'’(!".contains(c));
            // `TODO comments are …` is about them.
            ends && (is_alone || is_bracketed || rest.starts_with(':') || is_order(note))
        })
    })
}

/// Whether a note tells somebody what to do: `add an explanation`, `explain later`, `check this`.
fn is_order(note: &str) -> bool {
    static ORDERS: WordList = WordList::of(
        "add write explain check fix find look fill complete finish describe ask insert put replace translate verify \
             why what how where who when reason explanation source later this the a an here something needs missing \
             ergänzen erklären prüfen nachschlagen schreiben hinzufügen begründung erklärung einfügen noch hier \
             ajouter expliquer vérifier compléter écrire explication à \
             añadir explicar completar escribir revisar explicación",
    );
    words(note).next().is_none_or(|word| ORDERS.contains(&Word::of(&word.to_lowercase())))
}

/// A note in brackets within or after a text: `What is …? (TODO)`, `(write your question here)`.
fn has_marked_note(text: &str) -> bool {
    text.split(['(', '[', '<']).skip(1).any(|rest| {
        let Some((inside, _)) = rest.split_once([')', ']', '>']) else { return false };
        let inside = inside.trim();
        MARKS.contains(&inside.trim_end_matches([':', '.'])) || is_instruction(inside)
    })
}

/// `[wrong answer 3]`, `<insert picture>`, `[Bild einfügen]`: a field of a template, in square or angle brackets.
fn has_empty_field(text: &str) -> bool {
    const LONGEST: usize = 5;
    // `a[index]` and `[text](address)` have brackets too.
    let mut from = 0;
    while let Some(at) = text[from..].find(['[', '<']).map(|at| from + at) {
        from = at + 1;
        let stands_alone = at == 0 || text[..at].ends_with([' ', '\n', '\u{a0}']);
        let closing = if text[at..].starts_with('[') { ']' } else { '>' };
        let Some(end) = text[from..].find(closing).map(|end| from + end) else { return false };
        let behind = text[end + 1..].chars().next();
        let (inside, is_free) = (&text[from..end], behind.is_none_or(|c| c.is_whitespace() || "?.,;:!".contains(c)));
        // An HTML tag is one word, and attributes have punctuation.
        let is_tag = closing == '>' && !inside.contains(' ');
        let plain = inside.chars().all(|c| c.is_alphanumeric() || " '’-#".contains(c));
        let count = words(inside).count();
        if !stands_alone || !is_free || is_tag || !plain || count > LONGEST {
            continue;
        }
        let fits = |list: &WordSet| words(inside).any(|word| list.contains(&Word::of(&word.to_lowercase())));
        let known = words(inside).all(|word| {
            let lower = Word::of(&word.to_lowercase());
            let lists: [&WordSet; 4] = [&NAMES, &AROUND, &TOLD, &FIELDS];
            lists.iter().any(|list| list.contains(&lower)) || word.bytes().all(|b| b.is_ascii_digit())
        });
        if known && (fits(&NAMES) || fits(&FIELDS)) && (count > 1 || fits(&FIELDS)) {
            return true;
        }
    }
    false
}

/// Other fields of templates, and words used with them.
static FIELDS: WordList = WordList::of(
    "hint image picture photo mnemonic diagram audio source optional missing distractor choice option answer question term \
         more wrong false incorrect hinweis bild foto eselsbrücke quelle ergänzen noch mehr antwort frage begriff \
         indice l'image photo source mauvaise fausse incorrecte image réponse compléter \
         pista imagen foto fuente respuesta falta",
);

/// `your question here`, `Question 1`, `insert text`, `Antwort A`: the name of a field and what to do with it.
fn is_instruction(text: &str) -> bool {
    const LONGEST: usize = 8;
    let (mut count, mut named, mut told) = (0, 0, false);
    // For nearly all texts this ends at the first word.
    for word in words(text) {
        let lower = Word::of(&word.to_lowercase());
        let is_name = NAMES.contains(&lower);
        let is_told = TOLD.contains(&lower);
        let fits = is_name || is_told || AROUND.contains(&lower) || word.bytes().all(|b| b.is_ascii_digit());
        count += 1;
        named += usize::from(is_name);
        told |= is_told;
        if !fits || count > LONGEST {
            return false;
        }
    }
    let is_numbered = || {
        let mut words = words(text);
        words.next().is_some_and(|first| NAMES.contains(&Word::of(&first.to_lowercase())))
            && words.next().is_some_and(is_label)
    };
    count >= 2 && named > 0 && (told || (count == 2 && is_numbered()))
}

/// `Your question about page faults goes here`: an instruction that names a topic.
fn is_told_of_topic(text: &str) -> bool {
    const LONGEST: usize = 14;
    if text.len() > 120 || text.bytes().any(|b| matches!(b, b'?' | b'_' | b'`' | b'"')) {
        return false;
    }
    let first = words(text).next().map(str::to_lowercase).unwrap_or_default();
    let last = words(text).next_back().map(str::to_lowercase).unwrap_or_default();
    let is_here = |word: &str| matches!(word, "here" | "hier" | "ici" | "aquí" | "qui" | "aqui");
    let goes = |word: &str| {
        matches!(word, "goes" | "comes" | "belongs" | "kommt" | "steht" | "gehört" | "va" | "vient" | "viene")
    };
    let yours = matches!(first.as_str(), "your" | "deine" | "dein" | "ihre" | "votre" | "ta" | "tu" | "la");
    let order = (TOLD.contains(&Word::of(&first)) && !is_here(&first)) || ORDERS_TO_WRITE.contains(&first.as_str());
    let to_do = matches!(last.as_str(), "einfügen" | "einsetzen" | "eintragen" | "eingeben" | "hinschreiben");
    if !(is_here(&first) || is_here(&last) || yours || order || to_do) || text.contains(['…', '“', '„', '«']) {
        return false;
    }
    let all: Vec<String> = words(text).take(LONGEST + 1).map(str::to_lowercase).collect();
    let named = all.iter().any(|word| NAMES.contains(&Word::of(word)) && word != "word" && word != "text");
    let here = all.iter().any(|word| is_here(word));
    let goes_here =
        all.windows(2).any(|two| (goes(&two[0]) && is_here(&two[1])) || (goes(&two[1]) && is_here(&two[0])));
    let is_told = goes_here || (here && order) || to_do;
    all.len() <= LONGEST && named && is_told
}

const ORDERS_TO_WRITE: &[&str] = &[
    "write",
    "put",
    "add",
    "type",
    "fill",
    "schreibe",
    "schreib",
    "schreiben",
    "écrire",
    "écris",
    "mettre",
    "mettez",
    "ajouter",
    "ajoutez",
    "insérez",
    "escribir",
    "pon",
    "añade",
    "scrivi",
    "inserisci",
];

/// Words that address only the author: `your`, `here`, `insert`.
static TOLD: WordList = WordList::of(
    "your here insert enter replace goes placeholder sample dummy example deine dein hier einfügen einsetzen eingeben \
         votre ici insérer remplacer tu su aquí inserta insertar reemplaza escribe escriba écrivez écris",
);

/// A label that numbers something: `1`, `A`.
fn is_label(word: &str) -> bool {
    word.len() <= 2
        && (word.bytes().all(|b| b.is_ascii_digit()) || matches!(word.as_bytes(), [b'A'..=b'H' | b'X'..=b'Z']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_a_place_is_known() {
        for text in [
            "TODO add an explanation",
            "TODO",
            "TBD.",
            "[TODO]",
            "FIXME: this is wrong",
            "What is … ? (write your question here)",
            "What is it? [TODO]",
            "What is it? TODO check this",
            "your answer",
            "Your question here",
            "Question 1",
            "Option A",
            "Insert text here",
            "Antwort 2",
            "Hier steht die Frage",
            "Votre réponse ici",
            "Escribe aquí tu pregunta",
            "Lorem ipsum dolor sit amet",
            "<your answer>",
            "Your question about page faults goes here",
            "The question on Ohm's law goes here.",
            "Write a question about the heart here",
            "Insert the definition of osmosis here",
            "Hier kommt die Frage zu den Vulkanen",
            "Hier die Frage nach der Hauptstadt einfügen",
            "Écrire ici la question sur la Révolution",
            "Ici vient la réponse sur les volcans",
            "Escribe aquí la pregunta sobre el corazón",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in [
            "What does TBD stand for?",
            "TODO comments are found by `grep`.",
            "Todo el mundo lo sabe.",
            "The answer to life",
            "What is the answer?",
            "Vitamin A",
            "Which question did Pilate ask?",
            "la réponse",
            "What is an example of a noble gas?",
            "Lorem ipsum",
            "Article 5",
            "What goes here?",
            "Your answer to a summons has to come within a month.",
            "Here the question of guilt is left open by the court.",
            "Write the word for house.",
            "Hier steht die Wiege der Demokratie.",
            "Put the words in order.",
            "Add the missing term.",
            "La question juive en France",
            "Ici repose Voltaire.",
            "Type the answer.",
        ] {
            assert!(!is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn what_says_nothing_is_empty() {
        for text in ["-", "...", "???", "…", "foo", "Antwort", "n/a", "xxx", "answer"] {
            assert!(nothing(text).is_some(), "{text}");
        }
        for text in ["Oslo", "-1", "", "it is", "C"] {
            assert_eq!(nothing(text), None, "{text}");
        }
    }
}
