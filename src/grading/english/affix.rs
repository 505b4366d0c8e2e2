//! Affixes that change the meaning, for words that no list has: `-blast` for `-clast` is not a typo.
//!
//! Left out because of false alarms: per/pre, pro, -ance/-ence, -able/-ible, -ant/-ent, -er/-or, -ol/-al. Not needed,
//! because a first letter is never edited: a-, un-, de-, im-, in-, ex-.

use super::fold::fold;

/// At the start of a word. In a group of more than two, each is a different word from each other.
const PREFIXES: &[&[&str]] = &[
    &["hyper", "hypo"],
    &["macro", "micro"],
    &["inter", "intra"],
    &["endo", "exo"],
    &["ab", "ad"],
    &["ante", "anti"],
    &["ecto", "endo", "ento"],
    &["hexa", "hepta"],
    &["para", "peri"],
    &["supra", "super"],
    &["deca", "deci"],
];

/// At the end of a word, before one of `ENDINGS`.
const SUFFIXES: &[&[&str]] = &[
    &["ane", "ene", "yne"],
    &["anol", "anal", "anone"],
    &["ose", "ase"],
    &["blast", "clast"],
    &["itis", "osis"],
    &["phagia", "phasia", "plasia"],
    &["tope", "tone"],
    &["gram", "graph"],
    &["tomy", "stomy"],
    &["emia", "uria"],
];

/// Anywhere after the first letters.
const INFIXES: &[&[&str]] = &[&["phil", "phob"]];

const ENDINGS: [&str; 4] = ["", "s", "ic", "y"];

/// Salts, only on stems of salts: elsewhere `definate` would be another word than `definite`.
const SALTS: &[&str] = &["ide", "ite", "ate"];
const STEMS: [&str; 12] =
    ["antimon", "arsen", "brom", "chlor", "ferr", "fluor", "iod", "nitr", "phosph", "selen", "sulf", "tellur"];

/// Whether two words differ only by affixes of one group.
pub(in crate::grading) fn turns_meaning(a: &str, b: &str) -> bool {
    let (a, b) = (plain(a), plain(b));
    a != b && (by_prefix(&a, &b) || by_suffix(&a, &b) || by_infix(&a, &b) || by_salt(&a, &b))
}

fn plain(word: &str) -> String {
    fold(word).replace("aemia", "emia").replace("sulph", "sulf")
}

fn pairs<'a>(groups: &'a [&'a [&'a str]]) -> impl Iterator<Item = (&'a str, &'a str)> {
    groups.iter().flat_map(|group| group.iter().flat_map(|one| group.iter().map(move |other| (*one, *other))))
}

fn by_prefix(a: &str, b: &str) -> bool {
    pairs(PREFIXES).any(|(one, other)| match (a.strip_prefix(one), b.strip_prefix(other)) {
        (Some(rest), Some(same)) => rest == same && rest.len() >= 3,
        _ => false,
    })
}

fn by_suffix(a: &str, b: &str) -> bool {
    ENDINGS.iter().any(|ending| match (a.strip_suffix(ending), b.strip_suffix(ending)) {
        (Some(a), Some(b)) => pairs(SUFFIXES).any(|(one, other)| same_stem(a, one, b, other, 2)),
        _ => false,
    })
}

fn by_infix(a: &str, b: &str) -> bool {
    pairs(INFIXES).any(|(one, other)| {
        a.match_indices(one).any(|(at, _)| at >= 2 && b == format!("{}{other}{}", &a[..at], &a[at + one.len()..]))
    })
}

fn by_salt(a: &str, b: &str) -> bool {
    let (a, b) = (a.strip_suffix('s').unwrap_or(a), b.strip_suffix('s').unwrap_or(b));
    pairs(&[SALTS]).any(|(one, other)| {
        same_stem(a, one, b, other, 3) && STEMS.iter().any(|stem| a.ends_with(&format!("{stem}{one}")))
    })
}

/// Whether two words have the same stem, of at least `least` letters, before their endings.
fn same_stem(a: &str, a_end: &str, b: &str, b_end: &str, least: usize) -> bool {
    match (a.strip_suffix(a_end), b.strip_suffix(b_end)) {
        (Some(stem), Some(same)) => stem == same && stem.len() >= least,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turned_meaning() {
        for (a, b) in [
            ("hypernatremia", "hyponatremia"),
            ("hypernatraemia", "hyponatremia"),
            ("macrosegment", "microsegment"),
            ("interlobular", "intralobular"),
            ("endocuticle", "exocuticle"),
            ("abfraction", "adfraction"),
            ("ectophyte", "entophyte"),
            ("endophyte", "entophyte"),
            ("decaquark", "deciquark"),
            ("cyclohexane", "cyclohexene"),
            ("hexyne", "hexene"),
            ("pentanol", "pentanal"),
            ("maltotriose", "maltotriase"),
            ("osteoblast", "osteoclast"),
            ("odontoblasts", "odontoclasts"),
            ("bursitis", "bursosis"),
            ("dysphagia", "dysphasia"),
            ("hydrophilic", "hydrophobic"),
            ("isotope", "isotone"),
            ("myogram", "myograph"),
            ("colotomy", "colostomy"),
            ("lipemia", "lipuria"),
            ("thiosulphate", "thiosulfite"),
            ("perchlorates", "perchlorites"),
        ] {
            assert!(turns_meaning(a, b) && turns_meaning(b, a), "{a} {b}");
        }
    }

    #[test]
    fn a_slip() {
        for (a, b) in [
            ("definite", "definate"),
            ("separate", "seperate"),
            ("accommodate", "acommodate"),
            ("perform", "preform"),
            ("hypertension", "hypertnesion"),
            ("independent", "independant"),
            ("hydrophilic", "hydrophillic"),
            ("osteoblast", "osteoblast"),
            ("ultimate", "ultimite"),
        ] {
            assert!(!turns_meaning(a, b) && !turns_meaning(b, a), "{a} {b}");
        }
    }
}
