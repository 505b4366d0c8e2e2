//! Cards that depend on something they don't show: another card, a picture, a page, a lesson.

use std::ops::Range;

use super::DeckContext;
use super::absent::{CARDS, PLACES, UNNAMED, UNNAMED_BOOKS};
use super::pronoun;
use super::speech::Speech;
use super::{deictic, lesson};
use crate::deck::RuleId;
use crate::lint::card_texts::CardTexts;
use crate::lint::finding::Findings;
use crate::lint::rule::Rule;
use crate::lint::signs::Signs;
use crate::lint::words::{Phrase, Word, WordList};

pub(in crate::lint) static REFERS_ELSEWHERE: Rule = Rule {
    threshold: "no words for another card, a picture, a page or a lesson; no pronoun without what it stands for",
    what: "a card that leans on what isn't there",
    why: "Cards are shuffled and stand alone: the previous question, the picture, the page, whoever was spoken of just before \
          are gone when this one comes.",
    weak: "question: In which year did he write it?",
    better: "question: In which year did Andrej Karpathy write nanoGPT?",
    source: "Haladyna, Downing, Rodriguez 2002, guideline 4; NBME",
    ..Rule::grave(RuleId::RefersElsewhere)
};

const QUOTING: Signs = Signs::of("_:=/<", &['…', '→']);

/// Words right after a picture, a text or a page that say which one it is.
static OF_WHAT: WordList = WordList::of(
    "of by about from for called titled that which who whose where when a an i ii iii iv des der im vom von du de del",
);

static OF_WHOM: WordList =
    WordList::of("of by from for called titled who whose de du des del della di do da von vom van");

/// Words that are numbered in books only.
static PAGES: WordList = WordList::of(
    "p pp page pages s seite seiten página pág págs pagina pag pagine bladzijde blz fig figure abb abbildung figura tab \
         tabelle",
);
/// Words that are numbered in books and elsewhere.
static PARTS: WordList = WordList::of(
    "chapter section lesson unit exercise slide lecture table module diagram question card appendix example worksheet \
         handout paragraph photo picture step schritt étape paso kapitel lektion aufgabe übung folie beispiel arbeitsblatt bild absatz schaubild \
         chapitre leçon exercice tableau exemple document diapositive schéma capítulo lección ejercicio tabla unidad ejemplo \
         imagen diapositiva esquema",
);
static GERMAN_PARTS: WordList =
    WordList::of("schritt kapitel lektion aufgabe übung folie beispiel arbeitsblatt bild absatz schaubild");
static NEAR: WordList = WordList::of(
    "in on from see to per by at of solve von dient the im in aus auf siehe laut dans sur voir du en ver de the and à la l le el las der does do did",
);
static GERMAN: WordList = WordList::of("auf siehe vgl laut von und");
/// Pictures, and verbs of questions about things in them: `does the arrow in the picture point at`.
static SEEN: WordList = WordList::of(
    "picture photo photograph drawing illustration screenshot slide sketch cartoon scan video clip diagram",
);
static ACTING: WordList = WordList::of(
    "belong point points show shows represent stand depict indicate come live do does is are was were made used called",
);
static LEARNT: WordList =
    WordList::of("saw seen discussed learned learnt covered studied mentioned met read heard talked did had looked");
static HAVE: WordList = WordList::of("have had just already all");
static INVERTED: WordList = WordList::of("have had has do did can could should would must if that");
static LABELLED: WordList = WordList::of("labelled labeled");
static MARKED: WordList = WordList::of("marked labelled labeled numbered called");

pub(super) fn check(reading: &CardTexts, context: &DeckContext, out: &mut Findings) {
    let gaps = reading.pieces.iter().filter_map(|piece| piece.hint.as_ref());
    let prompt = std::iter::once((&reading.prompt, reading.prompt_field(), 0));
    let hints = reading.hints.iter().enumerate().map(|(at, hint)| (hint, "hint", at));
    let answers = reading.answers.iter().enumerate().map(|(at, answer)| (answer, reading.answer_field(), at));
    let of_gaps = gaps.map(|hint| (hint, "text", 0));
    for (text, field, at) in prompt.chain(hints).chain(answers).chain(of_gaps) {
        let is_answer = !matches!(field, "hint") && field != reading.prompt_field();
        let Some((words, to)) = leaning(reading, context, text, is_answer) else { continue };
        let what = format!("\"{words}\" leans on {to}");
        out.add(&REFERS_ELSEWHERE, reading.card.place_of(field, at), what).help("name the thing itself");
        return;
    }
    if let Some(word) = pronoun::pointing(reading) {
        let what = format!("\"{word}\" stands for something that the card doesn't name");
        let place = reading.card.place_of(reading.prompt_field(), 0);
        out.add(&REFERS_ELSEWHERE, place, what).help("name the person or thing in its place");
    }
}

/// How many words of a text are searched for a name.
const FAR: usize = 60;
const ANOTHER: &str = "another card, and cards are shuffled";
const ABSENT: &str = "something that isn't on the card";

/// The words of a text that depend on something else, and what that is.
fn leaning<'r>(
    reading: &CardTexts,
    context: &DeckContext,
    text: &'r Phrase,
    is_answer: bool,
) -> Option<(&'r str, &'static str)> {
    let speech = Speech::of(text);
    // A question of several lines has something above or below to refer to.
    let shows = shows_block(reading);
    let is_bare = || !shows && !is_quoting(&speech) && context.outline.is_none();
    for at in 0..speech.len() {
        if speech.word(at).is_none() {
            continue;
        }
        if let Some(words) = CARDS.at(&speech, at) {
            return Some((speech.span(words), ANOTHER));
        }
        // `in the picture` may well be an answer.
        if is_answer {
            continue;
        }
        let place = PLACES.at(&speech, at).filter(|words| !shows && !tells_more(&speech, words));
        let unnamed = UNNAMED.at(&speech, at).filter(|words| {
            !shows && context.outline.is_none() && !is_named(&speech, words.clone()) && !speech.text().contains("__")
        });
        let book = UNNAMED_BOOKS.at(&speech, at).filter(|words| {
            !shows && context.outline.is_none() && !tells_more(&speech, words) && !speaks_of_names(&speech)
        });
        let found = place
            .or(unnamed)
            .or(book)
            .or_else(|| numbered(&speech, at, context))
            .or_else(|| learnt(&speech, at))
            .or_else(|| lesson::shared(&speech, at))
            .or_else(|| deictic::pointing(&speech, at).filter(|_| is_bare()));
        if let Some(words) = found {
            return Some((speech.span(words), ABSENT));
        }
    }
    None
}

/// Whether a question shows something to refer to: several lines, as in a program or a poem, or marked words.
fn shows_block(reading: &CardTexts) -> bool {
    reading.card.body.question().is_some_and(|question| question.source().trim().contains(['\n', '*']))
}

/// Whether the text goes on to say which one: `the last question of the Turing test`, `the teacher said of Plato`.
fn tells_more(speech: &Speech, words: &Range<usize>) -> bool {
    let last = words.end - 1;
    let of_romance =
        speech.written(words.end).starts_with(['d', 'D']) && speech.written(words.end).contains(['\'', '’']);
    !speech.pauses(last)
        && (of_romance
            || speech.is(words.end, &OF_WHOM)
            || is_name_behind(speech, words.end)
            || speech.is_quoted(words.end))
}

/// Whether a word is the name of what stands before it. After a German adjective it may be any noun:
/// `das markierte Wort`.
fn is_name_behind(speech: &Speech, at: usize) -> bool {
    static GERMAN: WordList = WordList::of("der die das den dem ein einem");
    let adjective = speech.written(at - 1).starts_with(char::is_lowercase) && speech.is(at.saturating_sub(2), &GERMAN);
    speech.is_name(at) && !adjective
}

/// Whether the text says what a picture or a text shows or is about, or has mentioned it before.
fn is_named(speech: &Speech, words: Range<usize>) -> bool {
    let last = words.end - 1;
    if !speech.pauses(last) {
        let follows = speech.word(words.end);
        let goes_on = ["above", "below", "here", "shown", "ray", "marked", "with"];
        let on_page = speech.is(words.end, &NEAR) && speech.is(words.end + 1, &PAGES);
        let acts = speech.is(last, &SEEN) && speech.is(words.end, &ACTING);
        let goes_on = on_page || acts || goes_on.into_iter().any(|word| follows == Some(Word::of(word)));
        if !goes_on || speech.is_name(words.end + 1) || speech.is_name(words.end) || speech.is_quoted(words.end) {
            return true;
        }
    }
    // `the last week` is fine, `last week` is not.
    let the = words.start.checked_sub(1).and_then(|at| speech.word(at)) == Some(Word::of("the"));
    if the && speech.word(words.start) == Some(Word::of("last")) {
        return true;
    }
    let noun = speech.token(last).map(|token| token.stem);
    (words.start.saturating_sub(FAR)..words.start)
        .any(|at| speech.token(at).map(|token| token.stem) == noun || speech.is_quoted(at))
}

/// Whether a text quotes or shows something to refer to.
fn is_quoting(speech: &Speech) -> bool {
    QUOTING.are_in(speech.text())
        || (0..speech.len()).any(|at| speech.is_quoted(at) || speech.token(at).is_some_and(|token| token.code))
}

/// Whether anything in a text may be a name or a title.
fn speaks_of_names(speech: &Speech) -> bool {
    (0..speech.len().min(FAR)).any(|at| speech.is_name(at) || speech.is_quoted(at))
}

/// `p. 84`, `in chapter 3`, `labelled B`.
fn numbered(speech: &Speech, at: usize, context: &DeckContext) -> Option<Range<usize>> {
    let next = speech.written(at + 1);
    speech.word(at + 1)?;
    let joined = matches!(speech.between(at), " " | ". " | "." | "\u{a0}" | " (");
    // `3b` is a number too.
    let is_number = next.starts_with(|c: char| c.is_ascii_digit()) && next.len() <= 4;
    let named = || {
        // German capitalises every noun.
        let names = || (0..speech.len().min(FAR)).any(|at| speech.is_name(at) && !speech.is(at, &PARTS));
        speech.is(at + 2, &OF_WHAT) || speech.is_name(at + 2) || (!speech.is(at, &GERMAN_PARTS) && names())
    };
    let before = at.checked_sub(1);
    let titled = before.is_none() && speech.between(at + 1).starts_with([':', ')']);
    let near = titled || before.is_some_and(|before| speech.is(before, &NEAR));
    // A lone `s` means a page only after a word like `auf`.
    let lone = speech.written(at) == "s" || speech.written(at) == "S";
    let page = speech.is(at, &PAGES)
        && (!lone || before.is_some_and(|before| speech.is(before, &GERMAN)))
        && before.and_then(|at| speech.word(at)) != Some(Word::of("a"));
    let part = speech.is(at, &PARTS) && near && is_number && context.outline.is_none() && !named();
    let letter = next.chars().count() == 1 && (is_number || next.chars().all(char::is_uppercase));
    let labelled = speech.is(at, &LABELLED) || speech.pauses(at + 1);
    let marked = speech.is(at, &MARKED) && letter && next != "I" && labelled;
    ((joined && is_number && (page || part)) || (marked && speech.between(at) == " ")).then_some(at..at + 2)
}

/// `as we saw`, `we have discussed`, but not `what have we learned`.
fn learnt(speech: &Speech, at: usize) -> Option<Range<usize>> {
    if speech.word(at)? != Word::of("we") || at.checked_sub(1).is_some_and(|before| speech.is(before, &INVERTED)) {
        return None;
    }
    let verb = (at + 1..at + 4).find(|&verb| !speech.is(verb, &HAVE))?;
    let as_we = at.checked_sub(1).and_then(|before| speech.word(before)) == Some(Word::of("as"));
    let end = speech.pauses(verb)
        || ["in", "last", "about", "earlier", "before", "at", "today", "yesterday"]
            .iter()
            .any(|word| speech.word(verb + 1) == Some(Word::of(word)));
    (speech.is(verb, &LEARNT) && (as_we || end)).then_some(at..verb + 1)
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::{count, count_in, findings, flip};

    fn card(question: &str) -> String {
        flip(question, "x")
    }

    #[test]
    fn a_card_stands_by_itself() {
        for question in [
            "Who wrote the project of the previous question?",
            "What follows from the card before?",
            "Which bone is marked with the red arrow in the X-ray?",
            "What is shown in the picture above?",
            "Which muscle is highlighted?",
            "Which bone is labelled B?",
            "What does the diagram show?",
            "Which country is coloured in green on the map?",
            "Which gas is it, see figure 3?",
            "According to the table on p. 84, which metal melts first?",
            "Which metal is named on page 12?",
            "What is the main idea of the text in chapter 3?",
            "Why, as we saw last week, is the winter mild?",
            "Which three causes have been discussed in last week's lecture?",
            "Which law did the teacher say? It was mentioned earlier.",
            "What are the two forms that we discussed in class?",
            "Which river is named in the text?",
            "Which acid is formed in the reaction above?",
            "Which organ is coloured blue?",
            "What does the arrow point to?",
            "What did the professor stress about enzymes?",
            "What does the passage say about slavery?",
            "What is the main character's flaw?",
            "Question 3b: why?",
            "Which objection did we discuss in the seminar?",
            "Name the part labelled C in the diagram of a flower.",
            "Which muscle does the red arrow point at?",
            "Which chamber of the heart is the blue arrow in?",
            "What was the topic of Monday's lecture?",
            "Which formula is written on the board?",
            "Which poem is on the handout?",
            "Which example is in our notes?",
            "Who speaks first in the dialogue?",
            "What do you see?",
        ] {
            assert_eq!(count(RuleId::RefersElsewhere, &card(question)), 1, "{question}");
        }
    }

    #[test]
    fn what_is_named_may_be_meant() {
        for question in [
            "Which person ruled before the previous king?",
            "Which animal is shown on the flag of Wales?",
            "Who is the girl in the painting by Vermeer with a pearl?",
            "Which law is known as Chapter 11 in the US?",
            "What happens in chapter 3 of Genesis?",
            "Which event marked a turning point of the war?",
            "What have we learned from the Moon?",
            "When was the last time Brazil won the World Cup?",
            "Which colour has Greenland on the map of the Vikings?",
            "What did Bohr say in the last lecture of his life?",
            "Which protein is called p53?",
            "How many vertices has a graph if each edge in the graph is a loop?",
            "How is “see above” written in German?",
            "What did the author of the Sermons stress?",
            "In Emma, where does the story begin?",
            "Which number follows 84 in the periodic table?",
            "With what do you see?",
            "Which side of the board has the white king?",
            "What does an arrow stand for in a reaction?",
            "What is written on the Rosetta Stone?",
            "Which muscle works most in the exercise called plank?",
            "Who first spoke of an arrow of time?",
        ] {
            assert_eq!(count(RuleId::RefersElsewhere, &card(question)), 0, "{question}");
        }
        let block = "- id: a\n  kind: flip\n  question: |-\n    What does the code above print?\n    ```\n    f()\n    ```\n  answer: x";
        assert_eq!(count(RuleId::RefersElsewhere, block), 0);
    }

    #[test]
    fn hints_lean_on_nothing_either() {
        let hinted = format!("{}\n  hint: [A town, See above]", card("Where does the Rhine end?"));
        let found = findings("", &hinted, None);
        let found = found.iter().find(|diagnostic| diagnostic.rule == RuleId::RefersElsewhere).unwrap();
        assert_eq!((found.place.line, found.place.column), (7, 20));
    }

    #[test]
    fn some_other_languages_are_known() {
        for (language, question) in [
            ("de", "Welcher Knochen ist in der Abbildung markiert?"),
            ("de", "Was bedeutet das Wort auf Seite 12?"),
            ("de", "Welche Ursachen haben wir letzte Woche besprochen?"),
            ("de", "Was besagt der graue Kasten auf S. 84 unten?"),
            ("de", "Worauf zeigt der Pfeil?"),
            ("de", "Welcher Muskel ist mit dem roten Pfeil gekennzeichnet?"),
            ("de", "Was steht an der Tafel?"),
            ("de", "Welche drei Gründe nennt der Verfasser im Text?"),
            ("de", "Was kritisiert der Autor?"),
            ("de", "Welche Formel steht auf dem Arbeitsblatt?"),
            ("de", "Wie lautet das Ergebnis in Aufgabe 3?"),
            ("de", "Welches Satzglied ist das unterstrichene Wort?"),
            ("de", "Was hat die Lehrerin zu den Vulkanen gesagt?"),
            ("fr", "Quel os la flèche rouge indique-t-elle ?"),
            ("fr", "Que désigne la flèche ?"),
            ("fr", "Quel est le thème principal à la page 12 ?"),
            ("fr", "Quelle idée est exprimée dans le texte ?"),
            ("fr", "De quoi le narrateur a-t-il honte ?"),
            ("fr", "Quel animal est représenté ci-contre ?"),
            ("fr", "Quelle est la nature du mot souligné ?"),
            ("es", "¿Qué hueso señala la flecha?"),
            ("es", "¿Qué personaje habla primero en el texto?"),
            ("es", "¿Cuál es la idea principal de la página 30?"),
            ("es", "¿Qué fórmula está en la pizarra?"),
            ("fr", "Quel os est nommé ci-dessus ?"),
            ("fr", "Quel animal voit-on sur l'image ?"),
            ("es", "¿Qué hueso se ve en la imagen?"),
            ("it", "Che cosa si vede nella foto?"),
        ] {
            assert!(count_in(language, RuleId::RefersElsewhere, &card(question)) > 0, "{question}");
        }
        for (language, question) in [
            ("de", "Auf der Seite welcher Macht kämpfte Italien 1917?"),
            ("de", "Was war die längste Schlacht in der Geschichte?"),
            ("de", "Womit sieht man?"),
            ("de", "Welches Tier ist auf dem Wappen von Berlin zu sehen?"),
            ("de", "Wie lautet Artikel 1 des Grundgesetzes?"),
            ("de", "Welchen Kurs nahm Kolumbus?"),
            ("fr", "Quelle est la hauteur de la flèche de Notre-Dame ?"),
            ("fr", "Quel élément vient en premier dans le tableau périodique ?"),
            ("fr", "Quelle guerre est en cours à la fin du roman de Stendhal ?"),
            ("fr", "Avec quel organe entend-on ?"),
            ("es", "¿Por qué el mar se ve azul?"),
            ("es", "¿Quién es el narrador de Pedro Páramo?"),
            ("es", "¿Qué planeta aparece en la bandera de Brasil?"),
        ] {
            assert_eq!(count_in(language, RuleId::RefersElsewhere, &card(question)), 0, "{question}");
        }
    }
}
