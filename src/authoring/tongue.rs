//! The small words that lints of answers and explanations know in several languages.
//!
//! Where a language has none of these lists, what they serve is left alone.

use std::sync::LazyLock;

use super::lexicon;
use super::words::{Word, WordSet, set_of};
use crate::grading::Language;

/// The words of a language.
#[derive(Debug)]
pub(super) struct Tongue {
    /// The numbers from two on, each as its forms.
    numbers: Vec<WordSet>,
    /// What joins the last part of a list to the others.
    pub(super) and: &'static [&'static str],
    /// What joins two claims.
    pub(super) both: WordSet,
    /// What explains nothing: little words, praise, words for what the card itself is.
    pub(super) fillers: WordSet,
    /// What asks for a reason or a comparison.
    pub(super) reasons: WordSet,
    /// What stands right before the number of things that are asked for.
    pub(super) asking: WordSet,
    /// What turns a sentence round.
    pub(super) negations: WordSet,
    /// What a sentence opens with that only rejects another.
    pub(super) rejections: WordSet,
    /// What compares two things: `than`.
    pub(super) than: WordSet,
    /// What opens a clause that only says under which condition.
    pub(super) conditions: WordSet,
    /// What a second claim about the same thing opens with: `is`, `has`.
    pub(super) verbs: WordSet,
}

impl Tongue {
    /// The words of a language, where they are known.
    pub(super) fn of(language: Language) -> Option<&'static Self> {
        match language.code() {
            "en" => Some(&EN),
            "de" => Some(&DE),
            "fr" => Some(&FR),
            "es" => Some(&ES),
            _ => None,
        }
    }

    /// The number that a word says, from two to twelve.
    pub(super) fn number(&self, word: Word) -> Option<usize> {
        self.numbers.iter().position(|forms| forms.contains(&word)).map(|at| at + 2)
    }
}

/// `deux trois/3` as the sets of forms of each number.
fn numbers(words: &str) -> Vec<WordSet> {
    words.split_whitespace().map(|forms| forms.split('/').map(Word::of).collect()).collect()
}

static EN: LazyLock<Tongue> = LazyLock::new(|| Tongue {
    numbers: numbers("two three four five six seven eight nine ten eleven twelve"),
    and: &["and", "or", "&"],
    both: set_of("and"),
    fillers: set_of(
        "a an the and or so as because since for of in on at to by with from this that that's these those it it's its \
         they they're he she we you i is are was were be been being am isn't aren't has have had do does did can will \
         would must should there here just simply really very indeed also too then thus hence all what which who why \
         how when where ok yes yep no not of course true false correct correctly right wrong incorrect answer answers \
         option choice statement question explanation reason see above below obvious obviously clear clearly evident \
         known know well fact way say says said exactly absolutely definitely certainly good great job done bravo \
         congratulations nice perfect excellent super definition self explanatory explains speaks itself remember learn \
         memorise memorize heart needed need nothing add simple easy everyone everybody like stated mentioned given \
         lecture script book notes textbook chapter page slide slides wikipedia google look up follows is's case",
    ),
    reasons: set_of("why explain describe difference differ differs compare"),
    asking: set_of("which what name list give state mention the are these those following write recall cite enumerate"),
    negations: set_of(lexicon::NEGATIONS),
    rejections: set_of("no false wrong incorrect not it's that's"),
    than: set_of("than"),
    conditions: set_of("if when where whenever that which who whose with while unless between both"),
    verbs: set_of("is are was were has have had can does did will isn't aren't wasn't weren't can't doesn't didn't"),
});

static DE: LazyLock<Tongue> = LazyLock::new(|| Tongue {
    numbers: numbers("zwei/beiden drei/dreien vier fünf sechs sieben acht neun zehn elf zwölf"),
    and: &["und", "oder", "sowie", "&"],
    both: set_of("und"),
    fillers: set_of(
        "der die das des dem den ein eine einer eines einem einen und oder so als weil da denn dies diese dieser dieses \
         es er sie wir ihr du ich man ist sind war waren sein bin hat haben hatte hatten wird werden kann muss soll in \
         im an am auf zu zum zur von vom mit für bei aus um dort hier einfach wirklich sehr auch ja nein nicht genau \
         eben halt nun mal natürlich klar selbstverständlich offensichtlich bekannt wahr falsch richtig korrekt stimmt \
         antwort aussage frage lösung begründung erklärung option grund siehe oben unten gut super toll prima bravo \
         perfekt gemacht definition selbsterklärend versteht sich selbst merken lernen auswendig alle was welche wer \
         warum wie wann wo also deshalb daher darum steht buch skript vorlesung seite folie kapitel wissen weiß jeder",
    ),
    reasons: set_of("warum weshalb wieso wozu erkläre erklären beschreibe unterschied unterscheiden unterscheidet"),
    asking: set_of(
        "welche welches welcher welchen was nenne nennen nennt nenn die den der sind diese liste aufzähle zähle gib \
         heißen lauten",
    ),
    negations: set_of("nicht kein keine keiner keines keinem keinen nie niemals nein falsch"),
    rejections: set_of("nein falsch stimmt das"),
    than: set_of("als"),
    conditions: set_of("wenn falls sofern wo dessen deren zwischen sowohl"),
    verbs: set_of("ist sind war waren hat haben hatte kann wird wurde"),
});

static FR: LazyLock<Tongue> = LazyLock::new(|| Tongue {
    numbers: numbers("deux trois quatre cinq six sept huit neuf dix onze douze"),
    and: &["et", "ou", "ainsi que", "&"],
    both: set_of("et"),
    fillers: set_of(
        "le la les l un une des du de d et ou donc car parce que qu puisque ce cet cette ces c'est c il elle ils elles \
         on nous vous je tu est sont était étaient être a ont avait avaient en dans sur à au aux par pour avec là ici \
         simplement vraiment très aussi oui non pas bien sûr évident évidemment clair connu vrai faux exact exactement \
         correct correcte juste bonne réponse affirmation question explication option raison voir ci-dessus dessus \
         dessous ci bravo parfait super définition retenir apprendre cœur tout ainsi comme quoi qui pourquoi livre page \
         cours chapitre l'on s'agit n'est d'accord",
    ),
    reasons: set_of("pourquoi explique expliquez décris décrivez différence diffèrent"),
    asking: set_of(
        "quels quelles quel quelle nomme nommez cite citez les sont ces donne donnez énumère énumérez liste listez",
    ),
    negations: set_of("pas ne jamais non aucun aucune n'est faux fausse"),
    rejections: set_of("non faux c'est"),
    than: set_of("que"),
    conditions: set_of("si quand lorsque qui que où dont entre"),
    verbs: set_of("est sont était étaient a ont avait peut fut"),
});

static ES: LazyLock<Tongue> = LazyLock::new(|| Tongue {
    numbers: numbers("dos tres cuatro cinco seis siete ocho nueve diez once doce"),
    and: &["y", "e", "o", "u", "así como", "&"],
    both: set_of("y e"),
    fillers: set_of(
        "el la los las lo un una unos unas de del y o e u así porque pues ya que como este esta esto estos estas ese esa \
         eso es son era eran ser está están hay ha han había en a al por para con su sus se le les él ella ellos yo tú \
         allí aquí simplemente realmente muy también sí no claro obvio evidente sabido verdad verdadero falso correcto \
         correcta cierto cierta exacto exactamente respuesta afirmación pregunta explicación opción razón ver véase \
         arriba abajo bien bravo perfecto hecho definición memoria aprender recordar todo todos qué quién cómo libro \
         página capítulo clase",
    ),
    reasons: set_of("porqué explica explique describe diferencia diferencian"),
    asking: set_of("cuáles qué nombra nombre cita cite los las son estos estas enumera enumere menciona indica di"),
    negations: set_of("no nunca jamás ningún ninguna ninguno falso falsa tampoco"),
    rejections: set_of("no falso eso"),
    than: set_of("que"),
    conditions: set_of("si cuando donde que quien cuyo entre"),
    verbs: set_of("es son era eran está están tiene tienen fue ha han puede"),
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_known_in_four_languages() {
        for (code, word, number) in
            [("en", "three", 3), ("de", "zwölf", 12), ("fr", "quatre", 4), ("es", "dos", 2), ("de", "beiden", 2)]
        {
            let tongue = Language::of_tag(code).and_then(Tongue::of);
            assert_eq!(tongue.and_then(|tongue| tongue.number(Word::of(word))), Some(number), "{word}");
        }
        assert!(Language::of_tag("fi").and_then(Tongue::of).is_none());
    }
}
