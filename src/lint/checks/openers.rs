//! Choices set apart by how they begin: a phrase among sentences, a thing among places, a purpose among things.

use std::sync::LazyLock;

use crate::lint::words::{Phrase, Word, WordList, WordSet, set_of};

/// The kind of word that a choice begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FirstWord {
    /// `in the heart`
    Preposition,
    /// `to cut wood`, `de pincer les cordes`
    Purpose,
    /// `it swells`
    Person,
    /// `because it is cold`
    Reason,
    /// `the heart`
    Article,
    /// `cutting wood`, `couper du bois`, `Holz schneiden`
    Doing,
    Other,
}

/// How all choices but one begin, and the openings that are clearly odd among them.
const APART: [(FirstWord, &[FirstWord]); 6] = [
    (FirstWord::Preposition, &[FirstWord::Article, FirstWord::Person]),
    (FirstWord::Purpose, &[FirstWord::Article, FirstWord::Person]),
    (FirstWord::Person, &[FirstWord::Purpose]),
    (FirstWord::Reason, &[FirstWord::Article, FirstWord::Purpose]),
    (FirstWord::Article, &[FirstWord::Person, FirstWord::Reason, FirstWord::Purpose, FirstWord::Preposition]),
    (FirstWord::Doing, &[FirstWord::Article, FirstWord::Person]),
];

/// The little words of a language.
struct Small {
    articles: WordSet,
    prepositions: WordSet,
    persons: WordSet,
    reasons: WordSet,
}

static EN: LazyLock<Small> = LazyLock::new(|| Small {
    articles: set_of("a an the"),
    prepositions: set_of(
        "in on at by with from for to into onto through over under between behind before after above below during within \
         without inside outside near around across along against among towards toward upon of as beside via since",
    ),
    persons: set_of("it they he she we you there"),
    reasons: set_of("because if"),
});

static DE: LazyLock<Small> = LazyLock::new(|| Small {
    articles: set_of("der die das den dem ein eine einen einem einer"),
    prepositions: set_of(
        "in im ins an am auf aus bei beim mit nach von vom zu zum zur durch für gegen ohne um über unter vor hinter neben \
         zwischen während wegen seit bis",
    ),
    persons: set_of("es sie er man wir"),
    reasons: set_of("weil damit wenn dass"),
});

static FR: LazyLock<Small> = LazyLock::new(|| Small {
    articles: set_of("le la les un une des du"),
    prepositions: set_of(
        "à au aux en dans sur sous par pour avec sans chez vers contre entre après avant pendant depuis de d",
    ),
    persons: set_of("il elle ils elles on"),
    reasons: set_of("parce puisque si car"),
});

static ES: LazyLock<Small> = LazyLock::new(|| Small {
    articles: set_of("el la los las un una unos unas"),
    prepositions: set_of("a al ante bajo con contra de del desde durante en entre hacia hasta para por sin sobre tras"),
    persons: set_of("él ella ellos ellas"),
    reasons: set_of("porque si"),
});

/// These fit in among any choices: `the whole year`, `the other way round`.
static ALL_THE_SAME: WordList = WordList::of(
    "same other whole entire next first last both only either neither ganze ganzen gleiche gleichen andere anderen erste \
         letzte beide même mêmes tout toute toutes tous autre autres premier première dernier dernière deux mismo misma todo \
         toda todos todas otro otra primer primera último última",
);

/// Prompt words for works, whose titles may begin with anything.
static WORKS: WordList = WordList::of(
    "novel novels book books film films movie movies play plays song songs work works poem poems opera operas album title \
         titles wrote painting paintings roman romane buch bücher filme werk werke novelle lied lieder stück oper gedicht titel \
         schrieb gemälde romans livre livres œuvre chanson pièce poème opéra titre écrit tableau novela novelas libro libros \
         película obra canción poema título escribió cuadro cuento",
);

/// Says which word a single choice begins with, unlike all others: `To digest proteins` among nouns, `a new bow`
/// among things to do.
pub(super) fn odd_opening(prompt: &Phrase, all: &[&Phrase], code: &str) -> Option<String> {
    let small = match code {
        "en" => &EN,
        "de" => &DE,
        "fr" => &FR,
        "es" => &ES,
        _ => return None,
    };
    if all.len() < 3 {
        return None;
    }
    let openers: Vec<FirstWord> = all.iter().map(|text| opener(text, code, small)).collect();
    let (at, most) = (0..all.len()).find_map(|at| {
        let mut others = openers.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, opener)| *opener);
        let first = others.next()?;
        (first != openers[at] && others.all(|opener| opener == first)).then_some((at, first))
    })?;
    let (odd, text) = (openers[at], all[at]);
    let rest = || all.iter().enumerate().filter(move |(other, _)| *other != at).map(|(_, text)| *text);
    let of_words = |text: &Phrase| text.word_count() > 1;
    let apart = APART.iter().any(|(first, odds)| *first == most && odds.contains(&odd));
    // `To digest proteins` among choices like `Production of bile`, none of them a single word.
    let purpose = most == FirstWord::Other && odd == FirstWord::Purpose && rest().all(of_words);
    // `in the liver` among `kidney`, `spleen`, if the question asks where, or for a thing.
    let place = most == FirstWord::Other
        && odd == FirstWord::Preposition
        && (prompt.tokens.first().is_some_and(|first| WHERE.contains(&first.raw))
            || asks_for_thing(prompt, text, small))
        && rest().all(|other| is_thing(other, code));
    let is_doing = most != FirstWord::Doing || rest().filter(|text| of_words(text)).count() * 2 >= rest().count();
    let is_meant = prompt.find(&WORKS).is_some() || text.find(&ALL_THE_SAME).is_some() || is_title(text);
    if !(apart || purpose || place) || !is_doing || is_meant || !of_words(text) {
        return None;
    }
    text.first().map(|word| format!("one begins with \"{word}\""))
}

/// `Which organ stores it?` asks for a thing, and one choice says `in the liver`.
fn asks_for_thing(prompt: &Phrase, odd: &Phrase, small: &Small) -> bool {
    let [which, noun, ..] = prompt.tokens.as_slice() else { return false };
    let has_article = odd.tokens.get(1).is_some_and(|next| small.articles.contains(&next.raw));
    let is_joined = odd.tokens.first().is_some_and(|first| JOINED.contains(&first.raw));
    WHICH.contains(&which.raw)
        && !noun.stop
        && !SAYINGS.contains(&noun.raw)
        && !prompt.text.contains(['_', '"', '“', '„', '«', '…'])
        && (has_article || is_joined)
}

static WHICH: WordList = WordList::of("which what welches welcher welche welchen quel quelle quels quelles qué");
/// Prepositions with an article in them.
static JOINED: WordList = WordList::of("im am ins beim vom zum zur au aux al del");
/// Prompt nouns whose answers may begin with anything: words, and ways of doing something.
static SAYINGS: WordList = WordList::of(
    "word words phrase expression term preposition adverb adverbial form ending translation time way method position place \
         direction means wort ausdruck wendung angabe form übersetzung zeit weise art methode stellung richtung präposition \
         mot expression locution forme traduction moment manière façon méthode position préposition direction complément \
         palabra expresión locución forma traducción momento manera modo método posición preposición dirección complemento",
);
static WHERE: WordList = WordList::of("where wo où dónde");
/// Places without a preposition.
static ADVERBS: WordList = WordList::of(
    "everywhere nowhere anywhere somewhere underground outside inside indoors outdoors abroad upstream downstream upstairs \
         downstairs overseas home north south east west northward southward überall nirgends draußen drinnen daheim oben unten \
         links rechts partout ailleurs dehors dedans ensemble fuera dentro arriba abajo cerca lejos",
);

/// Whether a choice names a thing, as far as its words show.
fn is_thing(text: &Phrase, code: &str) -> bool {
    let all = || text.tokens.iter();
    let is_noun = code != "de" || text.tokens.last().is_some_and(|last| last.capital);
    is_noun && text.tokens.len() <= 3 && all().all(|token| !token.stop && !ADVERBS.contains(&token.raw))
}

fn opener(text: &Phrase, code: &str, small: &Small) -> FirstWord {
    let Some(first) = text.tokens.first() else { return FirstWord::Other };
    let is = |list: &WordSet| list.contains(&first.raw);
    let word = text.word_at(first).to_lowercase();
    let next = text.tokens.get(1).map(|token| (token, text.word_at(token).to_lowercase()));
    if code == "de" && ends_doing(text) {
        return FirstWord::Doing;
    }
    // `l'eau`, `d'eau`
    if let (true, Some((elided, rest))) = (code == "fr", word.split_once(['\'', '\u{2019}'])) {
        return match elided {
            "l" => FirstWord::Article,
            "d" if is_infinitive(rest, code) => FirstWord::Purpose,
            "d" | "jusqu" => FirstWord::Preposition,
            "c" | "qu" | "s" => FirstWord::Person,
            _ => FirstWord::Other,
        };
    }
    if let Some((next, written)) = &next {
        // French for "some": `de l'eau`, `de la farine`.
        if code == "fr" && word == "de" && (written == "la" || written.starts_with("l'") || written.starts_with("l’"))
        {
            return FirstWord::Article;
        }
        let english = word == "to" && !next.capital && !next.stop;
        let german = code == "de" && word == "um" && text.tokens.iter().any(|token| token.raw == Word::of("zu"));
        let romance = matches!(word.as_str(), "de" | "à" | "pour" | "para" | "a") && is_infinitive(written, code);
        if (code == "en" && english) || german || romance {
            return FirstWord::Purpose;
        }
    }
    if is(&small.articles) {
        FirstWord::Article
    } else if is(&small.prepositions) {
        FirstWord::Preposition
    } else if is(&small.persons) {
        FirstWord::Person
    } else if is(&small.reasons) {
        FirstWord::Reason
    } else if next.as_ref().is_some_and(|(next, _)| next.capital) {
        // A name.
        FirstWord::Other
    } else if is_infinitive(&word, code) || (code == "en" && word.len() > 5 && word.ends_with("ing")) {
        FirstWord::Doing
    } else {
        FirstWord::Other
    }
}

fn is_infinitive(word: &str, code: &str) -> bool {
    let ends = |endings: &[&str]| word.len() > 4 && endings.iter().any(|ending| word.ends_with(ending));
    match code {
        "fr" => ends(&["er", "ir", "re"]),
        "es" => ends(&["ar", "er", "ir", "arse", "erse", "irse"]),
        _ => false,
    }
}

/// `die Saiten zupfen` ends in a verb: nouns are capitalised.
fn ends_doing(text: &Phrase) -> bool {
    let Some(last) = text.tokens.last().filter(|token| text.tokens.len() > 1 && !token.capital) else { return false };
    let word = text.word_at(last);
    word.len() > 4 && ["en", "ern", "eln"].iter().any(|ending| word.ends_with(ending))
}

/// A title: `On the Origin of Species`.
fn is_title(text: &Phrase) -> bool {
    text.content().next().is_some() && text.content().all(|token| token.capital)
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::has_of_choice;

    fn found(language: &str, question: &str, answer: &str, wrong: &str) -> bool {
        has_of_choice(RuleId::MixedChoices, language, (question, answer, wrong))
    }

    #[test]
    fn one_choice_of_another_form_is_found() {
        for (language, answer, wrong) in [
            ("en", "Filtration of blood", "Production of bile, Storage of sugar, To digest proteins"),
            ("en", "in the heart", "the lung, the liver"),
            ("en", "in the chloroplasts", "in the nucleus, they store water, in the cell wall"),
            ("en", "by shivering", "by sweating, by panting, a fever"),
            ("en", "to cut wood", "to drill holes, to drive nails, a strong glue"),
            ("en", "because ice is light", "because salt melts it, the deep sea"),
            ("en", "plucking the strings", "playing louder, slowing down, a new bow"),
            ("de", "im Zellkern", "im Plasma, sie speichern Wasser"),
            ("de", "um Holz zu schneiden", "um Löcher zu bohren, der Leim"),
            ("de", "die Saiten zupfen", "lauter spielen, langsamer werden, ein neuer Bogen"),
            ("fr", "de pincer les cordes", "de jouer plus fort, de ralentir, un archet neuf"),
            ("fr", "pincer les cordes", "jouer plus fort, ralentir un peu, un archet neuf"),
            ("fr", "dans le foie", "dans la rate, le rein droit"),
            ("es", "pulsar las cuerdas", "tocar más fuerte, bajar el ritmo, un arco nuevo"),
            ("es", "en el corazón", "en el hígado, los pulmones sanos"),
        ] {
            assert!(found(language, "What?", answer, wrong), "{answer}, {wrong}");
        }
    }

    #[test]
    fn choices_that_may_begin_as_they_do_are_left_alone() {
        for (language, question, answer, wrong) in [
            ("en", "How?", "By boat", "By train, On foot"),
            ("en", "How many?", "over 20", "10 to 20, 5 to 10"),
            ("en", "Where?", "home", "at school, work"),
            ("en", "Which tournament?", "Wimbledon", "the Australian Open, the French Open, the US Open"),
            ("en", "What happens?", "It does not compile", "It prints `hi`, It panics"),
            ("en", "What happens?", "It swells", "It shrinks, The wall bursts"),
            ("en", "When?", "in spring", "in autumn, the whole year"),
            ("en", "Which way?", "to the left", "to the right, the other way round"),
            ("en", "Who wrote it?", "To Kill a Mockingbird", "The Great Gatsby, The Bell Jar"),
            ("en", "Which novel is it?", "In cold blood", "The great gatsby, The bell jar"),
            ("en", "Which sport?", "rowing", "sailing, fencing, the high jump"),
            ("de", "Welcher Roman ist es?", "Im Westen nichts Neues", "Die Blechtrommel, Der Zauberberg"),
            ("de", "Wann?", "am Montag", "am Dienstag, jeden Tag"),
            ("fr", "Que faut-il ?", "de la farine", "du sucre, de l'eau, un œuf"),
            ("fr", "Quel fruit ?", "la poire", "la pomme, l'orange"),
            ("es", "¿Qué mar?", "el mar Rojo", "el mar Negro, Gibraltar"),
            ("fi", "Missä?", "in der Stadt", "a car, the car"),
        ] {
            assert!(!found(language, question, answer, wrong), "{answer}, {wrong}");
        }
    }
}
