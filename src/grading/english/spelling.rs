//! Two spellings of one word: British and American, and others.

use super::filter::WordFilter;
use super::fold::fold;

/// The pairs of `VarCon`, each as `color`, a tab and `colour`, in alphabetical order.
static SPELLINGS: WordFilter<'static> = match WordFilter::read(include_bytes!("spellings.bin")) {
    Some(spellings) => spellings,
    None => panic!("spellings.bin is no filter"),
};

/// Pairs that the rules below join although they are two words.
const OTHERS: [(&str, &str); 4] =
    [("daemon", "demon"), ("daemons", "demons"), ("michael", "michel"), ("rachael", "rachel")];

/// Whether two different words are spellings of one.
pub(in crate::grading) fn are_spellings(a: &str, b: &str) -> bool {
    are_listed_or_ruled(&fold(a), &fold(b))
}

pub(super) fn are_listed_or_ruled(a: &str, b: &str) -> bool {
    let (a, b) = if a < b { (a, b) } else { (b, a) };
    a != b
        && !OTHERS.contains(&(a, b))
        && ((look_alike(a, b) && SPELLINGS.has(&[a, "\t", b])) || plain(a).is_some_and(|a| Some(a) == plain(b)))
}

/// Whether two words can be spellings of one at all. The filter also has one in 65,536 of other pairs, so words with
/// little in common are not looked up.
fn look_alike(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let shorter = a.len().min(b.len());
    let first = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let last = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    a.len().abs_diff(b.len()) <= 3 && (first + last.min(shorter - first)) * 3 >= shorter
}

/// A word of six letters or more in American spelling, by rules, for words that are not in the list.
fn plain(word: &str) -> Option<String> {
    if word.len() < 6 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let word = word.strip_prefix("oe").map_or_else(|| word.to_owned(), |rest| format!("e{rest}"));
    let word = word.replace("rrhoe", "rrhe").replace("pnoe", "pne").replace("sulph", "sulf");
    // At the end it makes a plural, at the start `aero-`.
    let (first, rest) = word.split_at(1);
    let (inside, end) = rest.split_at(rest.len() - 2);
    let inside = if end == "ae" { inside.replace("ae", "e") + end } else { rest.replace("ae", "e") };
    let word = format!("{first}{inside}");
    for ending in ["e", "es", "ed", "er", "ers", "ing", "ation", "ations"] {
        if let Some(stem) = word.strip_suffix(ending).and_then(|word| word.strip_suffix("is")) {
            return Some(format!("{stem}iz{ending}"));
        }
    }
    Some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word() {
        for (a, b) in [
            ("colour", "color"),
            ("Centre", "center"),
            ("licence", "license"),
            ("organisation", "organization"),
            ("haemoglobin", "hemoglobin"),
            ("grey", "gray"),
            ("aluminium", "aluminum"),
            ("programme", "program"),
            ("storey", "story"),
            ("cheque", "check"),
            ("metre", "meter"),
            ("tyre", "tire"),
            ("catalogue", "catalog"),
            ("sulphur", "sulfur"),
            ("towards", "toward"),
            ("Œdema", "edema"),
            // By rule.
            ("tokenisation", "tokenization"),
            ("tokenisers", "tokenizers"),
            ("lipaemias", "lipemias"),
            ("disulphide", "disulfide"),
            ("tachypnoeic", "tachypneic"),
            ("oestrogenise", "estrogenize"),
        ] {
            assert!(are_spellings(a, b) && are_spellings(b, a), "{a} {b}");
        }
    }

    #[test]
    fn two_words() {
        for (a, b) in [
            ("prise", "prize"),
            ("bark", "barque"),
            ("groin", "groyne"),
            ("Chile", "chili"),
            ("caster", "castor"),
            ("daemon", "demon"),
            ("Rachael", "Rachel"),
            ("Michael", "Michel"),
            ("matte", "mat"),
            ("loath", "loathe"),
            ("hypertension", "hypotension"),
            ("larvae", "larve"),
            ("colour", "colour"),
            ("principal", "principle"),
            ("silicon", "silicone"),
            ("complement", "compliment"),
            ("stationary", "stationery"),
            ("discreet", "discrete"),
            ("ensure", "insure"),
            ("mucus", "mucous"),
            ("ileum", "ilium"),
        ] {
            assert!(!are_spellings(a, b) && !are_spellings(b, a), "{a} {b}");
        }
    }
}
