//! Pairs of spellings of one word: VarCon up to size 80, less what joins two words.

use std::collections::BTreeSet;

use varcon::{Cluster, Entry, Tag, VARCON};

use crate::fold::fold;

/// Two words, whatever VarCon says: one is a spelling of the other in a sense that nobody has in mind. With an ending
/// of up to three letters too.
const OTHER_WORDS: &[(&str, &str)] = &[
    ("arse", "ass"),
    ("bark", "barque"),
    ("bootie", "booty"),
    ("casino", "cassino"),
    ("caster", "castor"),
    ("cere", "cree"),
    ("chile", "chili"),
    ("chile", "chilli"),
    ("chiles", "chilies"),
    ("chiles", "chillies"),
    ("daemon", "demon"),
    ("employe", "employee"),
    ("enolic", "oenolic"),
    ("aerogenic", "erogenic"),
    ("gerenuk", "greenuk"),
    ("griffin", "griffon"),
    ("groin", "groyn"),
    ("groin", "groyne"),
    ("homey", "homie"),
    ("loath", "loathe"),
    ("loathe", "loth"),
    ("mac", "mack"),
    ("marabou", "marabout"),
    ("mat", "matt"),
    ("mat", "matte"),
    ("mats", "mattes"),
    ("microgram", "nanogramme"),
    ("micrograms", "nanogrammes"),
    ("nanogrammes", "nanograms"),
    ("pris", "priz"),
    ("sake", "saki"),
    ("shat", "shit"),
    ("so", "sol"),
    ("sols", "sos"),
    ("thereness", "threeness"),
    ("welch", "welsh"),
    ("yak", "yaks"),
    ("yak", "yock"),
    ("yak", "yuck"),
    ("yak", "yuk"),
    ("yaks", "yocks"),
    ("yaks", "yucks"),
    ("yaks", "yuks"),
];

/// VarCon applied its rules to all words of the dictionary, and nobody has looked at what came out of most. What may be
/// trusted there of -our/-or and -re/-er are these words and what is made of them.
const OUR_RE: &[&str] = &[
    "armour",
    "behaviour",
    "candour",
    "clamour",
    "colour",
    "endeavour",
    "favour",
    "fervour",
    "flavour",
    "glamour",
    "harbour",
    "honour",
    "humour",
    "labour",
    "neighbour",
    "odour",
    "parlour",
    "rigour",
    "rumour",
    "savour",
    "succour",
    "tumour",
    "valour",
    "vapour",
    "vigour",
    "calibre",
    "centre",
    "fibre",
    "litre",
    "lustre",
    "meagre",
    "metre",
    "mitre",
    "sabre",
    "sceptre",
    "sepulchre",
    "theatre",
];

/// All pairs, folded, the first one first in the alphabet.
pub fn pairs() -> BTreeSet<(String, String)> {
    let mut pairs = BTreeSet::new();
    for cluster in VARCON.iter().filter(|cluster| cluster.level <= 80) {
        for entry in cluster.entries.iter().filter(|entry| !entry.archaic) {
            pairs.extend(pairs_of(cluster, entry));
        }
    }
    pairs
}

fn pairs_of(cluster: &Cluster, entry: &Entry) -> Vec<(String, String)> {
    let spelt: Vec<String> = entry
        .variants
        .iter()
        .filter(|variant| !variant.types.iter().all(|kind| kind.tag == Some(Tag::Improper)))
        .map(|variant| fold(variant.word))
        // Some accents were lost on the way into the crate.
        .filter(|word| word.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
        .collect();
    let mut pairs = Vec::new();
    for (n, one) in spelt.iter().enumerate() {
        for other in &spelt[n + 1..] {
            let (a, b) = if one < other { (one, other) } else { (other, one) };
            if a != b && !are_other_words(a, b) && (cluster.verified || is_trusted(a, b)) {
                pairs.push((a.clone(), b.clone()));
            }
        }
    }
    pairs
}

fn are_other_words(a: &str, b: &str) -> bool {
    OTHER_WORDS.iter().any(|&(one, other)| {
        let endings = a.strip_prefix(one).zip(b.strip_prefix(other));
        endings.is_some_and(|(ending, same)| ending == same && ending.len() <= 3)
    })
}

/// Whether a pair that a rule made may be taken without a look.
fn is_trusted(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let made_by = |from: &str, to: &str| long.replace(from, to) == short.replace(from, to);
    // Plurals and verbs of other words: larvae/larve, vetoed/veted.
    let by_ending = ["ae", "aes", "aed", "oes", "oed", "oe"]
        .iter()
        .any(|end| long.strip_suffix(end).is_some_and(|stem| short == format!("{stem}{}", &end[1..])));
    if by_ending {
        return false;
    }
    if made_by("ae", "e") || made_by("oe", "e") {
        return short.len() >= 5;
    }
    if made_by("our", "or") || [(a, b), (b, a)].iter().any(|(re, er)| is_swapped(re, er)) {
        return OUR_RE.iter().any(|word| a.contains(word) || b.contains(word));
    }
    true
}

/// Whether the words differ by -re- in the one where the other has -er-, once.
fn is_swapped(re: &str, er: &str) -> bool {
    re.match_indices("re").any(|(at, _)| er == format!("{}er{}", &re[..at], &re[at + 2..]))
}
