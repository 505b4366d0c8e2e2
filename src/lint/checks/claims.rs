//! Whether a statement makes two claims, judged by what stands on either side of its `and`.

use crate::lint::small_words::SmallWords;
use crate::lint::words::{Phrase, Sense, Token, Word, WordList};

/// Why a statement makes two claims; `None` if it makes one.
pub(super) fn two(statement: &Phrase, tongue: &SmallWords) -> Option<&'static str> {
    let tokens = &statement.tokens;
    // `If x is 3 and y is 4, …`, `A number that is even and is prime …`: one point under two conditions.
    let opens = |token: &Token| tongue.conditions.contains(&token.raw);
    if statement.sense == Sense::Code || tokens.first().is_some_and(opens) {
        return None;
    }
    let is_and = |token: &Token| tongue.both.contains(&token.raw) && !token.code;
    let joints = tokens.iter().enumerate().filter(|(_, token)| is_and(token));
    let mut joints = joints.map(|(at, _)| tokens.split_at(at));
    // After a comma, a clause may say which one is meant.
    let is_free = |before: &[Token]| {
        let end = before.last().map_or(0, |token| token.end as usize);
        !before.iter().any(opens) && !statement.text[..end].contains(',')
    };
    if parts_by_comma(statement, tongue).any(|(before, after)| measures_twice(statement, before, after, tongue)) {
        return Some("it has two measures");
    }
    joints.find_map(|(before, rest)| {
        let after = rest.get(1..).unwrap_or_default();
        if (compares(before, tongue) && compares(after, tongue)) || more_and_more(statement, before, after, tongue) {
            Some("it compares twice")
        } else if measures_twice(statement, before, after, tongue) || has_two_counts(statement, before, after) {
            Some("it has two measures")
        } else if is_free(before)
            && after.first().is_some_and(|next| tongue.verbs.contains(&next.raw))
            && after.len() >= 3
        {
            Some("it says two things of one")
        } else {
            None
        }
    })
}

fn compares(part: &[Token], tongue: &SmallWords) -> bool {
    part.iter().skip(1).any(|token| tongue.than.contains(&token.raw))
}

/// `faster and dearer than`, `lasts longer and costs more than`; not `bigger and bigger`.
fn more_and_more(statement: &Phrase, before: &[Token], after: &[Token], tongue: &SmallWords) -> bool {
    let is_more = |token: &&Token| MORE.contains(&token.raw);
    let first = before.iter().rev().take(3).find(is_more);
    let second = after.iter().take(3).find(is_more);
    let against = |token: &Token| COMPARED.contains(&token.raw);
    let is_compared = compares(after, tongue) || statement.tokens.iter().any(against);
    let more = first.zip(second);
    is_compared && more.is_some_and(|(first, second)| first.raw != second.raw)
}

/// `has 206 bones and 32 teeth`; not `12 protons and 12 neutrons`, which are parts of it.
fn has_two_counts(statement: &Phrase, before: &[Token], after: &[Token]) -> bool {
    let count = |token: &Token| statement.word_at(token).parse::<u32>().ok().filter(|count| *count >= 10);
    let [.., owns, number, _] = before else { return false };
    let [other, ..] = after else { return false };
    let is_part = |token: &Token| PARTS.contains(&token.raw);
    let parts = before.iter().chain(after).any(is_part);
    HAVING.contains(&owns.raw) && count(number).is_some() && count(other).is_some() && after.len() >= 2 && !parts
}

static HAVING: WordList = WordList::of("has have had hat haben hatte a ont avait tiene tienen tenía");
/// Parts that a thing consists of.
static PARTS: WordList = WordList::of(
    "atom atoms proton protons neutron neutrons electron electrons quark quarks atome protonen neutronen elektronen \
         atomes électrons átomos protones neutrones electrones members mitglieder membres miembros",
);
static COMPARED: WordList =
    WordList::of("compared comparison vergleich verglichen gegenüber comparé comparée comparación comparado");
/// Comparatives.
static MORE: WordList = WordList::of(
    "more less fewer better worse faster slower larger bigger smaller higher lower longer shorter older younger heavier \
         lighter warmer colder hotter cooler cheaper dearer stronger weaker harder softer thicker thinner denser wider \
         narrower deeper shallower richer poorer earlier later nearer brighter darker louder quieter safer simpler easier \
         taller drier wetter \
         mehr weniger besser schlechter schneller langsamer größer kleiner höher niedriger länger kürzer älter jünger schwerer \
         leichter wärmer kälter heißer kühler billiger teurer stärker schwächer härter weicher dicker dünner dichter breiter \
         schmaler tiefer flacher reicher ärmer früher später näher heller dunkler lauter leiser sicherer wasserreicher \
         plus moins mieux pire meilleur meilleure más menos mejor peor mayor menor",
);

/// `1,642 m deep and 836 km long`; not `between 5 and 10 km`, nor `sides of 3 cm and 4 cm`.
fn measures_twice(statement: &Phrase, before: &[Token], after: &[Token], tongue: &SmallWords) -> bool {
    let is_number = |token: &Token| {
        statement.word_at(token).starts_with(|c: char| c.is_ascii_digit()) || tongue.number(token.raw).is_some()
    };
    let Some(first) = before.iter().rposition(is_number) else { return false };
    let Some(second) = after.iter().position(is_number) else { return false };
    // `Between 5 and 10 km`; and `In 1492`, which only says when.
    let opens_range = |token: &Token| RANGES.iter().any(|word| Word::of(word) == token.raw);
    let is_setting =
        first <= 2 && before.first().is_some_and(|token| SETTINGS.iter().any(|it| Word::of(it) == token.raw));
    if is_setting || before[first.saturating_sub(2)..first].iter().any(opens_range) {
        return false;
    }
    // In a pair, only a unit stands before the `and`: `3 cm and 4 cm`.
    let between = before.len() - first - 1;
    let goes_on = after.len() > second + 1;
    (between >= 2 && goes_on) || second >= 2 || (between == 1 && second == 1 && goes_on && !is_number(&after[0]))
}

/// Splits the statement at each comma that a new subject follows: `…, the Seine 780 km`.
fn parts_by_comma<'s>(
    statement: &'s Phrase,
    tongue: &'s SmallWords,
) -> impl Iterator<Item = (&'s [Token], &'s [Token])> {
    let tokens = &statement.tokens;
    let has_comma = statement.text.contains(", ");
    let opens = move |token: &Token| ARTICLES.iter().any(|word| Word::of(word) == token.raw);
    let leads = tokens.first().is_some_and(|first| tongue.joining.contains(&first.raw) && !opens(first));
    let ends = (0..tokens.len().saturating_sub(1)).filter(move |&at| has_comma && !leads && at >= 3);
    ends.filter_map(move |at| {
        let (before, after) = tokens.split_at(at + 1);
        let between = &statement.text[before[at].end as usize..after[0].start as usize];
        let joins = |token: &Token| tongue.both.contains(&token.raw);
        let starts = if joins(&after[0]) { after.get(1) } else { after.first() };
        (between.trim() == "," && starts.is_some_and(opens) && !before[0].code).then_some((before, after))
    })
}

/// Words that open a range with two ends.
const RANGES: &[&str] =
    &["between", "from", "zwischen", "von", "entre", "de", "desde", "tra", "fra", "dal", "tussen", "van"];
/// Words that open a statement with a time or a place.
const SETTINGS: &[&str] =
    &["in", "im", "at", "by", "on", "en", "au", "à", "nel", "em", "op", "bei", "um", "anno", "after", "nach"];
/// Words that open a subject.
const ARTICLES: &[&str] = &[
    "the", "a", "an", "his", "her", "its", "der", "die", "das", "ein", "eine", "le", "la", "les", "un", "une", "el",
    "los", "las", "il", "lo", "i", "o", "os", "as", "de", "het",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grading::Language;

    #[test]
    fn two_claims_are_told_by_what_their_and_joins() {
        for (language, statement, found) in [
            ("en", "Lake Baikal is 1,642 m deep and 836 km long.", true),
            ("en", "An elephant weighs about six tonnes and stands over three metres tall.", true),
            ("en", "The Nile is longer than the Rhine and deeper than the Seine.", true),
            ("en", "Penicillin was found by Fleming and was first used in a war.", true),
            ("en", "Bach was born in 1685 and died in 1750.", true),
            ("en", "The Loire is about 1,000 km long, the Seine 780 km.", true),
            ("en", "The Loire is about 1,000 km long while the Seine is 780 km long.", true),
            ("en", "Mont Blanc is 4,808 m high, whereas the Zugspitze reaches 2,962 m.", true),
            ("en", "The heart weighs 300 g and beats 100,000 times a day.", true),
            ("de", "Die Donau ist 2857 km lang, der Rhein 1233 km.", true),
            ("de", "Die Donau ist 2857 km lang, während der Rhein 1233 km misst.", true),
            ("fr", "La Loire mesure 1000 km, tandis que la Seine en fait 780.", true),
            ("es", "El Everest mide 8849 m, mientras que el K2 mide 8611 m.", true),
            ("it", "Il Po è lungo 652 km e il Tevere 405 km.", true),
            ("nl", "De Rijn is 1233 km lang en de Maas 925 km.", true),
            ("en", "In 1492 Columbus sailed west and reached land after 36 days.", false),
            ("en", "In 1971, the crew dropped a hammer and a feather on the Moon.", false),
            ("en", "At a pressure of 5 bar, the gas has a volume of 3 litres.", false),
            ("en", "Light takes 8 minutes and 20 seconds from the Sun to the Earth.", false),
            ("en", "A mile is about 1.6 km.", false),
            ("de", "Bei 20 °C und 1013 hPa ist Brom flüssig.", false),
            ("fr", "Un triangle de 3 cm et 4 cm de côté peut être rectangle.", false),
            ("en", "It holds between 5 litres and 10 litres of it.", false),
            ("en", "A triangle with sides of 3 cm and 4 cm has a long side of 5 cm.", false),
            ("en", "If x is 3 and y is 4, the sum is 7.", false),
            ("en", "A number that is even and is prime is 2.", false),
            ("en", "The treaty between Germany and the Allies was signed in 1919.", false),
            ("en", "`HEAD~1` and `HEAD^` name the same commit.", false),
            ("en", "Salt and water are neutral.", false),
            ("de", "Der Baikalsee ist 1642 m tief und 836 km lang.", true),
            ("de", "Der Nil ist länger als der Rhein und tiefer als die Seine.", true),
            ("de", "Blei und Zinn sind Metalle.", false),
            ("fr", "Le Nil est plus long que le Rhin et plus profond que la Seine.", true),
            ("es", "El Nilo es más largo que el Rin y más profundo que el Sena.", true),
            ("es", "El lago tiene 1642 m de profundidad y 836 km de largo.", true),
        ] {
            let tongue = Language::of_tag(language).and_then(SmallWords::of).unwrap();
            let statement = Phrase::of(&crate::deck::Text::new(statement), false);
            assert_eq!(two(&statement, tongue).is_some(), found, "{}", statement.text);
        }
    }
}
