//! Questions that ask the same in other words: with the same answer they are duplicates,
//! with different ones they mislead.

use super::pairs::DUPLICATE_PROMPT;
use super::pairs::{PairCard, Told};
use super::senses;
use crate::deck::{AnswerText, Kind, RuleId, Text};
use crate::grading::fold;
use crate::lint::features::CardFeatures;
use crate::lint::rule::Rule;
use crate::lint::similar::alike;
use crate::lint::wording::is_turned;
use crate::lint::words::{Word, WordList, WordMap, jaccard, shared, sorted};

pub(in crate::lint) static INTERFERENCE: Rule = Rule {
    limits: &[3],
    threshold: "no two questions have the same words of {0} or more, articles and the order of their parts aside, and different \
                answers; a **strong** word in both, or a `hint`, tells them apart",
    what: "two questions in the same words that want different answers",
    why: "Which answer is right then depends on how a question is worded. Similar cards are the main reason why things are mixed \
          up for good.",
    weak: "question: In a heap, how long does a look-up take?   ... How long does a look-up take in a heap?",
    better: "question: How long does a look-up take in a **binary** heap?   ... in a **binomial** heap?",
    source: "Wozniak, rule 11; Bjornstad; the Anki manual",
    ..Rule::grave(RuleId::Interference)
};

/// Two prompts may ask the same if they share this percentage of their words.
const PROMPTS: usize = 60;
/// Two answers count as one if they share this percentage of their words.
const ANSWERS: usize = 50;

/// At most this many cards that ask the same but have other answers are kept for comparison.
const MOST: usize = 8;

/// Words that only ask; if the answers are the same, they add nothing.
static ASKING: WordList = WordList::of(
    "who whom whose when where how why by name wer wen wem wessen wann wo wie warum wieso qui quand où comment pourquoi \
         combien quién cuándo dónde cómo cuánto cuántos cuántas chi quando dove come quem onde wanneer waar hoe",
);

pub(super) fn check(all: &[PairCard], twice: &WordMap<usize>, told: &mut Told) {
    let of =
        |wanted: fn(Kind) -> bool| all.iter().copied().filter(|(_, card)| wanted(card.kind)).collect::<Vec<PairCard>>();
    for cards in [of(Kind::is_open), of(Kind::is_picked), of(Kind::is_statement)] {
        among(&cards, twice, told);
    }
    of_one_sense(all, twice, told);
}

/// Reports cards with a common answer whose questions say the same in words of the same sense, whatever their kinds.
fn of_one_sense(all: &[PairCard], twice: &WordMap<usize>, told: &mut Told) {
    let mut earlier: WordMap<Vec<PairCard>> = WordMap::default();
    for &card in all {
        let (_, features) = card;
        if !(features.kind.is_open() || features.kind.is_picked()) || twice.contains_key(&features.asked) {
            continue;
        }
        let Some(sense) = senses::of(&features.wording) else { continue };
        let before = earlier.entry(sense).or_default();
        let same = before.iter().find(|(_, other)| {
            let both_picked = features.kind.is_picked() && other.kind.is_picked();
            // With the same words, one may ask to pick and the other to recall.
            let is_reworded = words_of(features) != words_of(other);
            !both_picked && is_reworded && features.signs == other.signs && share_form(features, other)
        });
        if let Some(&other) = same {
            let help = "delete one, or ask from another side";
            let what = |named| format!("{named} asks the same in other words");
            told.both(&DUPLICATE_PROMPT, features.prompt_field(), [other, card], what, help);
        } else if before.len() < MOST {
            before.push(card);
        }
    }
}

fn words_of(card: &CardFeatures) -> Vec<Word> {
    sorted(card.wording.iter().copied())
}

/// Compares the cards of a group of kinds.
fn among(cards: &[PairCard], twice: &WordMap<usize>, told: &mut Told) {
    let telling = |card: &CardFeatures| sorted(card.wording.iter().copied().filter(|word| !ASKING.contains(word)));
    let sets: Vec<Vec<Word>> = cards.iter().map(|(_, card)| telling(card)).collect();
    for (first, second, _) in alike(&sets, INTERFERENCE.limit(0), PROMPTS) {
        let pair @ [(_, one), (_, other)] = [cards[first], cards[second]];
        if one.signs != other.signs || twice.contains_key(&other.asked) {
            continue;
        }
        let field = other.prompt_field();
        let turned = is_turned(&one.wording, &other.wording);
        let one_says_more = holds(&sets[first], &sets[second]) || holds(&sets[second], &sets[first]);
        match sameness(one, other) {
            Sameness::OneAnswer if turned || (one_says_more && one.truth.is_none()) => {
                let help = "delete one, or ask from another side";
                told.both(
                    &DUPLICATE_PROMPT,
                    field,
                    pair,
                    |named| format!("{named} asks the same in other words"),
                    help,
                );
            }
            Sameness::Another if turned && !is_told_apart(one, other) => {
                let what = |named| format!("{named} asks in the same words, and its answer is another");
                let help = "say in both what tells them apart, or give one a `hint`";
                told.both(&INTERFERENCE, field, pair, what, help);
            }
            _ => {}
        }
    }
}

/// Whether one question says everything the other does.
fn holds(whole: &[Word], part: &[Word]) -> bool {
    shared(whole, part) == part.len()
}

/// How the answers of two cards relate.
enum Sameness {
    OneAnswer,
    Another,
    /// The same question, but with other choices.
    OtherChoices,
}

fn sameness(one: &CardFeatures, other: &CardFeatures) -> Sameness {
    if let (Some(one), Some(other)) = (&one.truth, &other.truth) {
        return if one.answer == other.answer { Sameness::OneAnswer } else { Sameness::Another };
    }
    let is_one = has_one_answer(one, other);
    if one.kind.is_picked() {
        let wrong = |card: &CardFeatures| -> Vec<Word> {
            sorted(card.choices.iter().filter(|choice| !choice.key).map(|choice| choice.print))
        };
        let share = shared(&wrong(one), &wrong(other)) > 0;
        return if is_one && share { Sameness::OneAnswer } else { Sameness::OtherChoices };
    }
    if is_one { Sameness::OneAnswer } else { Sameness::Another }
}

/// Whether some form of an answer is right for both cards, or their answers share most of their words.
fn has_one_answer(one: &CardFeatures, other: &CardFeatures) -> bool {
    share_form(one, other) || (!one.answer.is_empty() && jaccard(&one.answer, &other.answer) >= ANSWERS)
}

fn share_form(one: &CardFeatures, other: &CardFeatures) -> bool {
    let [first, second] = [one, other].map(forms);
    first.iter().any(|form| second.contains(form))
}

/// All that is right for a card with one answer, folded.
fn forms(card: &CardFeatures) -> Vec<String> {
    let answers = card.card.body.answers();
    let one = answers.first().filter(|_| card.kind.is_open() && answers.len() == 1 || card.is_single_choice());
    let form = |text: &Text| {
        let plain = text.plain();
        let folded = fold(&plain, true);
        if folded.is_empty() { plain } else { folded }
    };
    one.into_iter().flat_map(AnswerText::texts).map(|text| form(text.text)).collect()
}

/// Whether a hint or strong emphasis says which one is meant.
fn is_told_apart(one: &CardFeatures, other: &CardFeatures) -> bool {
    one.hinted || other.hinted || (one.strong && other.strong)
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::findings;

    fn found(language: &str, kind: &str, one: (&str, &str), other: (&str, &str)) -> Vec<RuleId> {
        let card = |id: &str, (question, answer): (&str, &str)| {
            let field = if kind == "true-false" { "statement" } else { "question" };
            format!("- id: {id}\n  kind: {kind}\n  {field}: \"{question}\"\n  answer: {answer}\n")
        };
        let cards = card("a", one) + &card("b", other);
        let found = findings(&format!("language: {language}\n"), &cards, None);
        let found = found.into_iter().map(|diagnostic| diagnostic.rule);
        found.filter(|rule| matches!(*rule, RuleId::DuplicatePrompt | RuleId::Interference)).collect()
    }

    #[test]
    fn one_question_in_two_wordings_is_told_at_both() {
        for (language, one, other) in [
            (
                "en",
                ("How long does it take to look up the minimum of a heap?", "O(1)\n  accept: [constant time]"),
                ("In a heap, how long does it take to look up the minimum?", "constant time"),
            ),
            ("en", ("Which organ produces bile?", "liver"), ("Where in the body is bile made?", "the liver")),
            (
                "en",
                ("Who wrote Dracula?", "Bram Stoker"),
                ("Which author composed Dracula?", "Stoker\n  accept: [Bram Stoker]"),
            ),
            (
                "de",
                ("Welches Metall ist bei Zimmertemperatur flüssig?", "Hg"),
                ("Wie heißt das Metall, das bei Raumtemperatur flüssig ist?", "Hg"),
            ),
            ("de", ("Welches Organ bildet die Galle?", "Leber"), ("Wo im Körper wird Galle produziert?", "Leber")),
            ("fr", ("Quel organe produit la bile ?", "le foie"), ("Où la bile est-elle fabriquée ?", "le foie")),
            ("es", ("¿Qué órgano produce la bilis?", "hígado"), ("¿Dónde se fabrica la bilis?", "hígado")),
            (
                "en",
                ("What is the capital of Australia, by law?", "Canberra"),
                ("By law, what's Australia's capital?", "Canberra"),
            ),
            ("en", ("Which organ makes the bile?", "the liver"), ("Which organ of the body makes bile?", "liver")),
            (
                "en",
                ("Who discovered the moons of Jupiter?", "Galileo"),
                ("The moons of Jupiter were discovered by whom?", "Galileo"),
            ),
            (
                "de",
                ("Welcher Fluss fließt durch Köln?", "der Rhein"),
                ("Durch Köln fließt welcher Fluss?", "der Rhein"),
            ),
            (
                "de",
                ("Wie heißt die Hauptstadt von Peru?", "Lima"),
                ("Wie lautet der Name der Hauptstadt von Peru?", "Lima"),
            ),
            (
                "fr",
                ("Quelle est la plus longue rivière d'Europe ?", "la Volga"),
                ("En Europe, quelle est la plus longue rivière ?", "la Volga"),
            ),
            (
                "es",
                ("¿Cuál es el río más largo de España?", "el Tajo"),
                ("¿Qué río es el más largo de España?", "el Tajo"),
            ),
        ] {
            assert_eq!(found(language, "typed", one, other), [RuleId::DuplicatePrompt; 2], "{}", one.0);
        }
        let one = ("In C, a char is a single byte.", "true");
        assert_eq!(
            found("en", "true-false", one, ("A char is a single byte in C.", "true")),
            [RuleId::DuplicatePrompt; 2]
        );
    }

    #[test]
    fn one_question_with_two_answers_misleads() {
        let one = ("In a heap, how long does one look for the minimum?", "O(1)");
        let other = ("How long does one look for the minimum in a heap?", "log n");
        assert_eq!(found("en", "typed", one, other), [RuleId::Interference; 2]);
        let hinted = (other.0, "log n\n  hint: The heap is binomial.");
        assert_eq!(found("en", "typed", one, hinted), []);
    }

    #[test]
    fn twins_that_a_word_tells_apart_are_left_alone() {
        for (language, one, other) in [
            (
                "en",
                ("Which library does it name for hospitals?", "PyTorch"),
                ("Which library does it name for companies?", "TensorFlow"),
            ),
            (
                "en",
                ("Which vessel leads from the heart to the lungs?", "artery"),
                ("Which vessel leads from the lungs to the heart?", "vein"),
            ),
            (
                "en",
                ("Which nerve carries signals to the brain?", "afferent"),
                ("Which nerve carries signals from the brain?", "efferent"),
            ),
            (
                "en",
                ("Which language is spoken in Austria?", "German"),
                ("Which language is spoken in Liechtenstein?", "German"),
            ),
            (
                "en",
                ("What is the currency of southern France?", "the euro"),
                ("What is the currency of southern Spain?", "the euro"),
            ),
            ("en", ("What does 2 + 3 make in base ten?", "'5'"), ("What does 2 * 3 make in base ten?", "'6'")),
            ("en", ("What does `f(1)` give back here?", "one"), ("What does `f(2)` give back here?", "one")),
            ("en", ("When was the city of Rome founded?", "753 BC"), ("Who founded the city of Rome?", "Romulus")),
            (
                "de",
                ("Welchen Fall verlangt das Wort trotz?", "den Genitiv"),
                ("Welchen Fall verlangt das Wort wegen?", "den Genitiv"),
            ),
            ("fr", ("Que veut dire « le livre » ici ?", "book"), ("Que veut dire « la livre » ici ?", "pound")),
            ("es", ("¿Qué significa «el capital» aquí?", "capital"), ("¿Qué significa «la capital» aquí?", "city")),
        ] {
            assert_eq!(found(language, "typed", one, other), [], "{}", one.0);
        }
        let one = ("In C, overflow of a signed integer is undefined.", "true");
        let other = ("In C, overflow of an unsigned integer is undefined.", "false\n  correction: It wraps around.");
        assert_eq!(found("en", "true-false", one, other), []);
    }

    #[test]
    fn a_definition_in_other_words_is_the_same() {
        let terms = |language: &str, one: &str, other: &str| {
            let card = |id: &str, definition: &str| {
                format!("- id: {id}\n  kind: term\n  term: {id}\n  definition: \"{definition}\"\n")
            };
            let cards = card("uno", one) + &card("due", other);
            let found = findings(&format!("language: {language}\n"), &cards, None);
            found.into_iter().filter(|diagnostic| diagnostic.rule == RuleId::DuplicatePrompt).count()
        };
        for (language, one, other) in [
            ("en", "a nerve that conducts towards the brain", "nerve which conducts towards the brain"),
            ("de", "Gedicht mit genau vierzehn Zeilen", "ein Gedicht mit genau vierzehn Zeilen"),
            ("fr", "véhicule à deux roues que l'on pousse", "un véhicule à deux roues que l’on pousse"),
            ("es", "mueble para dormir de noche", "un mueble para dormir de noche"),
        ] {
            assert_eq!(terms(language, one, other), 2, "{one}");
        }
        for (language, one, other) in [
            ("en", "nerve fibre that conducts to the brain", "nerve fibre that conducts from the brain"),
            ("en", "movement of a limb towards the midline", "movement of a limb away from the midline"),
            ("es", "hermano de la madre de uno", "hermana de la madre de uno"),
        ] {
            assert_eq!(terms(language, one, other), 0, "{one}");
        }
    }
}
