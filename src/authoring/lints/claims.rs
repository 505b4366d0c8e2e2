//! Whether a statement claims two things, told by what stands on both sides of its `and`.

use crate::authoring::tongue::Tongue;
use crate::authoring::words::{Phrase, Sense, Token, Word};

/// Why a statement is two, if it is.
pub(super) fn two(statement: &Phrase, tongue: &Tongue) -> Option<&'static str> {
    let tokens = &statement.tokens;
    // `If x is 3 and y is 4, …`, `A number that is even and is prime …`: one point under two conditions.
    let opens = |token: &Token| tongue.conditions.contains(&token.raw);
    if statement.sense == Sense::Code || tokens.first().is_some_and(opens) {
        return None;
    }
    let is_and = |token: &Token| tongue.both.contains(&token.raw) && !token.code;
    let joints = tokens.iter().enumerate().filter(|(_, token)| is_and(token));
    let mut joints = joints.map(|(at, _)| tokens.split_at(at));
    // A comma may open a clause that says which one is meant.
    let is_free = |before: &[Token]| {
        let end = before.last().map_or(0, |token| token.end as usize);
        !before.iter().any(opens) && !statement.text[..end].contains(',')
    };
    joints.find_map(|(before, rest)| {
        let after = rest.get(1..).unwrap_or_default();
        if compares(before, tongue) && compares(after, tongue) {
            Some("it compares twice")
        } else if measures_twice(statement, before, after, tongue) {
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

fn compares(part: &[Token], tongue: &Tongue) -> bool {
    part.iter().skip(1).any(|token| tongue.than.contains(&token.raw))
}

/// `1,642 m deep and 836 km long`; not `between 5 and 10 km`, nor `sides of 3 cm and 4 cm`.
fn measures_twice(statement: &Phrase, before: &[Token], after: &[Token], tongue: &Tongue) -> bool {
    let is_number = |token: &Token| {
        statement.word_at(token).starts_with(|c: char| c.is_ascii_digit()) || tongue.number(token.raw).is_some()
    };
    let Some(first) = before.iter().rposition(is_number) else { return false };
    let Some(second) = after.iter().position(is_number) else { return false };
    let is_range = before[first.saturating_sub(3)..first]
        .iter()
        .any(|token| RANGES.iter().any(|word| Word::of(word) == token.raw));
    // A unit alone stands before the `and` of a pair: `3 cm and 4 cm`.
    let between = before.len() - first - 1;
    !is_range && ((between >= 2 && after.len() > second + 1) || second >= 2)
}

/// What opens a range that has two ends.
const RANGES: &[&str] = &["between", "from", "zwischen", "von", "entre", "de", "desde"];

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
            let tongue = Language::of_tag(language).and_then(Tongue::of).unwrap();
            let statement = Phrase::of(&crate::deck::Text::new(statement), false);
            assert_eq!(two(&statement, tongue).is_some(), found, "{}", statement.text);
        }
    }
}
