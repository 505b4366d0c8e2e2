//! Whether two words are forms of the same word, judged by their letters alone: `neuron` and
//! `neurons`, `Fluss` and `Flüsse`.

use unicode_normalization::UnicodeNormalization;

/// Lower case, without accents.
pub(super) fn folded(word: &str) -> String {
    let is_accent = |c: char| ('\u{300}'..='\u{36f}').contains(&c);
    word.nfd().filter(|&c| !is_accent(c)).flat_map(char::to_lowercase).collect()
}

/// Whether two folded words belong to one family: `verabschiedet` and `Verabschiedung`, `gerade` and `ungerade`.
pub(super) fn are_akin(one: &str, other: &str) -> bool {
    const FAMILY: usize = 5;
    const PART: usize = 4;
    let begin_alike = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count() >= FAMILY;
    let is_part = |part: &str, whole: &str| part.chars().count() >= PART && whole.contains(part);
    begin_alike || is_part(one, other) || is_part(other, one)
}

/// A folded word without the elided article of French and Italian: `évaporation` for `l'évaporation`.
pub(super) fn bare(word: &str) -> String {
    const ELIDED: usize = 2;
    let folded = folded(word);
    match folded.split_once(['\'', '’']) {
        Some((article, rest)) if article.len() <= ELIDED && rest.chars().count() > ELIDED => rest.to_owned(),
        _ => folded,
    }
}

/// Endings that turn a word into another thing: an element into its salt, a river into a country.
const OTHER_THINGS: &[&str] = &[
    "ate", "ates", "ide", "ides", "ite", "ites", "ane", "anes", "ine", "yl", "ol", "ase", "at", "id", "it", "ia",
    "ien", "land", "burg", "stoff",
];

/// Endings that form verbs, nouns and adjectives from one another.
const ENDINGS: &[&str] = &[
    "", "e", "s", "t", "es", "en", "er", "et", "te", "ed", "ing", "ion", "ions", "ation", "ations", "ization",
    "isation", "ive", "al", "ic", "tic", "cy", "is", "ism", "ist", "ists", "isms", "ity", "ment", "or", "ors", "ers",
    "ise", "ises", "ised", "ize", "izes", "ized", "izing", "ising", "ys", "yse", "ts", "ze", "zes", "ate", "ated",
    "ates", "ating", "y", "ous", "ung", "ungen", "end", "ende", "enden", "isch", "ische", "ieren", "iert", "tion",
    "tions", "ateur", "ent", "ant", "ees", "ee", "cion", "ciones", "ar", "ado", "ando", "zione", "zioni", "are", "cao",
    "coes", "que", "iste", "isme",
];

/// Whether two words begin alike and differ only in their endings.
pub(super) fn are_forms(one: &str, other: &str) -> bool {
    let length = |word: &str| word.chars().count();
    let (short, long) = if length(one) <= length(other) { (one, other) } else { (other, one) };
    if one == other || [one, other].iter().any(|word| word.contains(|c: char| c.is_numeric())) {
        return false;
    }
    let common = short.chars().zip(long.chars()).take_while(|(a, b)| a == b).count();
    let rest = |word: &str| word.chars().skip(common).collect::<String>();
    let (end, goes_on) = (rest(short), rest(long));
    if end.is_empty() {
        // The longer the word, the longer its ending may be.
        let most = if common >= 6 { 4 } else { 2 };
        return common >= 4 && length(&goes_on) <= most && !OTHER_THINGS.contains(&&*goes_on);
    }
    if of_process(one, other) || of_process(other, one) {
        return true;
    }
    let is_ending = |end: &str| ENDINGS.contains(&end);
    let inflects = length(&end) <= 1 && length(&goes_on) <= 2 && common * 5 >= length(long) * 4;
    common >= 6 && (inflects || (is_ending(&end) && is_ending(&goes_on)))
}

/// A process and its adjective: `osmosis` and `osmotic`, `Symbiose` and `symbiotisch`.
fn of_process(noun: &str, adjective: &str) -> bool {
    const ROOT: usize = 4;
    let root = ["sis", "se"].iter().find_map(|end| noun.strip_suffix(end)).filter(|root| root.chars().count() >= ROOT);
    let rest = root.and_then(|root| adjective.strip_prefix(root));
    rest.is_some_and(|rest| ["tic", "tical", "tisch", "tique", "tico", "tica"].iter().any(|end| rest.starts_with(end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_begin_alike() {
        for (one, other, are) in [
            ("neuron", "neurons", true),
            ("Fluss", "Flüsse", true),
            ("neurone", "neuroni", true),
            ("célula", "células", true),
            ("osmosis", "osmotic", true),
            ("symbiose", "symbiotisches", true),
            ("mitose", "mitotique", true),
            ("simbiosis", "simbiotica", true),
            ("basis", "basic", false),
            ("prime", "primary", false),
            ("nitrate", "nitrite", false),
            ("chloride", "chlorine", false),
            ("Slovenia", "Slovakia", false),
            ("1914", "1918", false),
            ("methane", "methanol", false),
            ("depolarizes", "depolarization", true),
            ("photosynthesize", "photosynthesis", true),
            ("democracy", "democratic", true),
            ("catalysts", "catalyse", true),
            ("Verdunstung", "verdunstet", true),
            ("évaporation", "évapore", true),
            ("carbon", "carbonate", false),
            ("Niger", "Nigeria", false),
            ("phosphate", "phosphatase", false),
            ("electron", "electric", false),
            ("nitrate", "nitrites", false),
            ("Wasser", "Wasserstoff", false),
            ("hydrogen", "hydrate", false),
            ("anode", "anions", false),
        ] {
            assert_eq!(are_forms(&folded(one), &folded(other)), are, "{one} {other}");
        }
    }
}
