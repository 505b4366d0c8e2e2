//! Whether two words are forms of one: singular and plural, the verb's -s, and -ed.
//!
//! By suffix and not by stem: a stemmer joins `human` and `humane`, `moral` and `morale`. Endings that also join
//! different words apply only to the words listed here.

use super::fold::fold;
use super::is_listed;
use super::spelling::are_listed_or_ruled;

/// Irregular plurals, and classical ones with restricted endings, singular first. They also match the end of a longer
/// word: `grandchildren`.
const IRREGULAR: &[(&str, &str)] = &[
    ("child", "children"),
    ("foot", "feet"),
    ("tooth", "teeth"),
    ("louse", "lice"),
    ("mouse", "mice"),
    ("woman", "women"),
    ("person", "people"),
    ("half", "halves"),
    ("life", "lives"),
    ("knife", "knives"),
    ("wife", "wives"),
    ("wolf", "wolves"),
    ("shelf", "shelves"),
    ("self", "selves"),
    ("calf", "calves"),
    ("loaf", "loaves"),
    ("thief", "thieves"),
    ("hoof", "hooves"),
    ("scarf", "scarves"),
    ("leaf", "leaves"),
    ("sheaf", "sheaves"),
    ("wharf", "wharves"),
    ("criterion", "criteria"),
    ("mitochondrion", "mitochondria"),
    ("phenomenon", "phenomena"),
    ("drion", "dria"),
    ("rion", "ria"),
    ("menon", "mena"),
    ("glion", "glia"),
    ("hedron", "hedra"),
    ("zoon", "zoa"),
    ("maton", "mata"),
    ("taxon", "taxa"),
    ("foramen", "foramina"),
    ("corpus", "corpora"),
];

/// Irregular plurals that match whole words only.
const IRREGULAR_WORDS: &[(&str, &str)] = &[
    ("man", "men"),
    ("goose", "geese"),
    ("die", "dice"),
    ("ox", "oxen"),
    ("go", "goes"),
    ("do", "does"),
    ("elf", "elves"),
    ("dwarf", "dwarves"),
    ("staff", "staves"),
    ("genus", "genera"),
    ("viscus", "viscera"),
    ("focus", "foci"),
    ("locus", "loci"),
    ("lumen", "lumina"),
    ("numen", "numina"),
    ("testis", "testes"),
    ("pelvis", "pelves"),
    ("naris", "nares"),
    ("octopus", "octopodes"),
    ("iris", "irides"),
    ("quiz", "quizzes"),
    ("gas", "gasses"),
    ("bus", "busses"),
    ("bus", "buses"),
    ("gas", "gases"),
    ("virtuoso", "virtuosi"),
    ("soprano", "soprani"),
    ("concerto", "concerti"),
    ("tempo", "tempi"),
    ("timpano", "timpani"),
    ("libretto", "libretti"),
    ("graffito", "graffiti"),
    ("maestro", "maestri"),
    ("paparazzo", "paparazzi"),
    ("dilettante", "dilettanti"),
    ("cherub", "cherubim"),
    ("seraph", "seraphim"),
    ("kibbutz", "kibbutzim"),
];

/// Classical endings of singular and plural, and the least number of letters before them.
const CLASSICAL: &[(&str, &str, usize)] = &[
    ("a", "ae", 3),
    ("ma", "mata", 2),
    ("us", "i", 4),
    ("um", "a", 2),
    ("sis", "ses", 2),
    ("xis", "xes", 1),
    ("itis", "itides", 2),
    ("ymis", "ymides", 2),
    ("ex", "ices", 3),
    ("ix", "ices", 3),
    ("yx", "yces", 2),
    ("nx", "nges", 2),
    ("eau", "eaux", 2),
    ("ieu", "ieux", 1),
    ("man", "men", 3),
];

/// Words without a classical plural: ammonia is not the plural of ammonium, nor taxes of taxis.
const NO_CLASSICAL: &str = "taxis actinium aluminium aluminum americium ammonium barium berkelium beryllium cadmium caesium \
    calcium californium cerium cesium chromium copernicium curium deuterium dubnium dysprosium einsteinium erbium \
    europium fermium flerovium francium gadolinium gallium germanium hafnium hassium helium holmium indium iridium \
    lanthanum lawrencium lithium livermorium lutetium magnesium meitnerium mendelevium molybdenum moscovium neodymium \
    neptunium nihonium niobium nobelium osmium palladium phosphonium platinum plutonium polonium potassium \
    praseodymium promethium protactinium radium rhenium rhodium roentgenium rubidium ruthenium rutherfordium samarium \
    scandium seaborgium selenium sodium strontium sulfonium tantalum technetium tellurium terbium thallium thorium \
    thulium titanium tritium uranium vanadium ytterbium yttrium zirconium";

/// Words that look like the plural of another.
const OTHER_PLURALS: &str = "alas always arms athens besides bias blues bowels clothes commons contents corps corpses customs \
    damages dolmen forces frances funds glasses goods grounds hers hindi indoors lens letters manners mars means \
    minutes morals mores news opera ours outdoors overseas pants paris premises proceeds remains rubens savings series \
    shambles shingles sometimes species spectacles spoils stamina themes theirs theses thus trivia wales whites works \
    yours \
    adams andrews barnes carlos collins cummings daniels davies dickens edwards evans georges giles hayes hughes \
    jacobs jones marcos matthews nicolas owens perkins peters phillips richards robbins roberts rodgers rogers simmons \
    stephens stevens walters williams \
    acoustics acrobatics aerobics aerodynamics aeronautics aesthetics analytics astrophysics athletics avionics \
    ballistics basics bioethics bioinformatics biomechanics biophysics civics cybernetics dramatics dynamics \
    econometrics economics electrodynamics electronics electrostatics epigenetics ergonomics ethics eugenics forensics \
    genetics genomics geophysics geopolitics geriatrics gymnastics heroics hydraulics hydrodynamics hysterics \
    informatics italics kinematics kinetics linguistics logistics macroeconomics mathematics mechanics metaphysics \
    microeconomics obstetrics optics orthodontics orthopaedics orthopedics paediatrics pediatrics pharmacokinetics \
    phonetics photonics physics pneumatics poetics politics pragmatics proteomics robotics semantics semiotics statics \
    systematics tectonics theatrics therapeutics thermodynamics";

/// Words that look like the -ed form of another.
const OTHER_PASTS: &str = "bounded conceited concerted crooked founded grounded regaled secreted severed stringed suited worsted wounded wretched";

/// Whether two different words are forms of one, even if one has another spelling: `licence`, `licenses`. Pass them
/// as written, because an acronym takes only a lower-case s: `GPTs`, but not `HTTPS`.
pub(in crate::grading) fn are_forms(a: &str, b: &str) -> bool {
    if let Some(same) = are_forms_of_acronym(a, b).or_else(|| are_forms_of_acronym(b, a)) {
        return same;
    }
    let (a, b) = (fold(a), fold(b));
    let (of_a, of_b) = (bases(&a), bases(&b));
    let pairs = of_a.iter().flat_map(|x| of_b.iter().map(move |y| (x, y)));
    // Each word is its own base: if both bases are the words themselves, they are spellings, not forms.
    a != b && pairs.filter(|&(x, y)| *x != a || *y != b).any(|(x, y)| x == y || are_listed_or_ruled(x, y))
}

/// Whether one word is the plural of the other, if an acronym or its plural is involved.
fn are_forms_of_acronym(one: &str, other: &str) -> Option<bool> {
    if is_acronym(one) {
        return Some(other.strip_suffix('s') == Some(one));
    }
    let acronym = one.strip_suffix('s').filter(|rest| is_acronym(rest))?;
    Some(acronym.eq_ignore_ascii_case(other) && (other == acronym || !is_acronym(other)))
}

/// Two to five capitals or digits.
fn is_acronym(word: &str) -> bool {
    let capitals = word.bytes().filter(u8::is_ascii_uppercase).count();
    (2..=5).contains(&word.len()) && capitals >= 2 && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

/// The word and all words that it may be a plural, an -s form or an -ed form of.
fn bases(word: &str) -> Vec<String> {
    let mut bases = vec![word.to_owned()];
    if !is_in(OTHER_PLURALS, word) {
        bases.extend(singulars(word));
    }
    if !is_in(OTHER_PASTS, word) {
        bases.extend(presents(word));
    }
    bases
}

fn is_in(words: &str, word: &str) -> bool {
    // Hardly any word is, and most of those that aren't are nowhere in the text.
    words.contains(word) && words.split_ascii_whitespace().any(|other| other == word)
}

fn singulars(word: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (singular, plural) in IRREGULAR_WORDS {
        if word == *plural {
            found.push((*singular).to_owned());
        }
    }
    for (singular, plural) in IRREGULAR {
        if let Some(stem) = word.strip_suffix(plural) {
            found.push(format!("{stem}{singular}"));
        }
    }
    for (singular, plural, least) in CLASSICAL {
        if let Some(stem) = word.strip_suffix(plural).filter(|stem| stem.len() >= *least) {
            let base = format!("{stem}{singular}");
            if !is_in(NO_CLASSICAL, &base) {
                found.push(base);
            }
        }
    }
    found.extend(with_s(word));
    found
}

/// Words that become this one with -s, -es or -ies.
fn with_s(word: &str) -> Vec<String> {
    let mut found = Vec::new();
    let Some(base) = word.strip_suffix('s') else { return found };
    // `atlas` is not the plural of `atla`.
    let safe = !base.ends_with(['a', 'i', 'o', 'u']) || is_listed(base);
    if base.len() >= 3 && !base.ends_with('s') && safe {
        found.push(base.to_owned());
    }
    let Some(base) = base.strip_suffix('e').filter(|base| base.len() >= 3) else { return found };
    if let Some(stem) = base.strip_suffix('i') {
        found.push(format!("{stem}y"));
    }
    if base.ends_with(['x', 'z', 'o']) || base.ends_with("ch") || base.ends_with("sh") || ends_in_s(base) {
        found.push(base.to_owned());
    }
    // Doubled: `focusses`.
    if let Some(stem) = base.strip_suffix('s').filter(|stem| stem.len() >= 4 && stem.ends_with("us")) {
        found.push(stem.to_owned());
    }
    found
}

/// Whether a word ends in an s that takes -es. `plea` doesn't, although `pleases` begins with `pleas`.
fn ends_in_s(base: &str) -> bool {
    let single = ["as", "is", "os", "us"].iter().any(|end| base.ends_with(end)) && !base.ends_with("eas");
    base.ends_with("ss") || base == "lens" || (single && base.len() >= 4 && is_listed(base))
}

/// Words that become this one with -ed, -d or -ied; both must have five letters or more and be in the list.
fn presents(word: &str) -> Vec<String> {
    let Some(stem) = word.strip_suffix("ed") else { return Vec::new() };
    let mut found = Vec::new();
    let mut letters = stem.chars().rev();
    let last = letters.next().filter(|&last| letters.next() == Some(last) && last != 'e');
    let single = last.filter(|&last| last != 's').map(|last| &stem[..stem.len() - last.len_utf8()]);
    // `grilled` comes from `grill` and `barred` from `bar`, not from `grille` and `barre`; but `finessed` from
    // `finesse`.
    if !(last.is_some() && is_listed(stem) || single.is_some_and(is_listed)) {
        found.push(format!("{stem}e"));
    }
    // `striped` comes from `stripe`, not from `strip`.
    if !is_short(stem) {
        found.push(stem.to_owned());
    }
    if let Some(stem) = stem.strip_suffix('i') {
        found.push(format!("{stem}y"));
    }
    found.extend(single.map(str::to_owned));
    found.retain(|base| base.len() >= 5 && is_listed(base));
    if is_listed(word) { found } else { Vec::new() }
}

/// Whether a word has one short vowel and then one consonant, which is doubled before -ed.
fn is_short(word: &str) -> bool {
    let is_vowel = |c: char| "aeiou".contains(c);
    let mut letters = word.chars().rev();
    letters.next().is_some_and(|c| c.is_alphabetic() && !is_vowel(c) && !"wxy".contains(c))
        && letters.next().is_some_and(is_vowel)
        && !letters.any(|c| is_vowel(c) || c == 'y')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word() {
        for (a, b) in [
            ("bias", "biases"),
            ("business", "businesses"),
            ("policy", "policies"),
            ("Virus", "viruses"),
            ("key", "keys"),
            ("hero", "heroes"),
            ("heros", "heroes"),
            ("box", "boxes"),
            ("church", "churches"),
            ("quiz", "quizzes"),
            ("lens", "lenses"),
            ("adipokine", "adipokines"),
            ("child", "children"),
            ("grandchild", "grandchildren"),
            ("dormouse", "dormice"),
            ("woman", "women"),
            ("craftsman", "craftsmen"),
            ("leaf", "leaves"),
            ("leafs", "leaves"),
            ("thief", "thieves"),
            ("analysis", "analyses"),
            ("axis", "axes"),
            ("axe", "axes"),
            ("alga", "algae"),
            ("stoma", "stomata"),
            ("carcinoma", "carcinomas"),
            ("stimulus", "stimuli"),
            ("bacterium", "bacteria"),
            ("criterion", "criteria"),
            ("mitochondrion", "mitochondria"),
            ("ganglion", "ganglia"),
            ("polyhedron", "polyhedra"),
            ("taxon", "taxa"),
            ("genus", "genera"),
            ("corpus", "corpora"),
            ("vertex", "vertices"),
            ("matrix", "matrices"),
            ("calyx", "calyces"),
            ("phalanx", "phalanges"),
            ("plateau", "plateaux"),
            ("arthritis", "arthritides"),
            ("vertices", "vertexes"),
            ("GPT", "GPTs"),
            ("gpt", "GPTs"),
            // The verb.
            ("inhibit", "inhibits"),
            ("passes", "pass"),
            ("connect", "connected"),
            ("connects", "connected"),
            ("increase", "increased"),
            ("apply", "applies"),
            ("supply", "supplied"),
            ("submit", "submitted"),
            ("stripe", "striped"),
            ("strip", "stripped"),
            ("finesse", "finessed"),
            ("agree", "agreed"),
            // A spelling in between.
            ("licence", "licenses"),
            ("tumour", "tumors"),
            ("tumours", "tumor"),
            ("organise", "organized"),
            ("fetuses", "foetus"),
        ] {
            assert!(are_forms(a, b), "{a} {b}");
            assert!(are_forms(b, a), "{b} {a}");
        }
    }

    #[test]
    fn other_words() {
        for (a, b) in [
            ("virus", "virus"),
            ("colour", "color"),
            ("arm", "arms"),
            ("custom", "customs"),
            ("glass", "glasses"),
            ("new", "news"),
            ("economic", "economics"),
            ("specie", "species"),
            ("corps", "corpses"),
            ("corp", "corps"),
            ("plea", "pleases"),
            ("pleas", "pleases"),
            ("cloth", "clothes"),
            ("clothe", "clothes"),
            ("basis", "base"),
            ("silicon", "silica"),
            ("sodium", "soda"),
            ("ammonium", "ammonia"),
            ("lithium", "lithia"),
            ("belief", "believes"),
            ("grief", "grieves"),
            ("plan", "planes"),
            ("them", "themes"),
            ("these", "theses"),
            ("opus", "opera"),
            ("dolman", "dolmen"),
            ("strip", "striped"),
            ("grille", "grilled"),
            ("taxi", "taxes"),
            ("taxis", "taxes"),
            ("employee", "employed"),
            ("stripped", "striped"),
            ("found", "founded"),
            ("secret", "secreted"),
            ("wound", "wounded"),
            ("market", "marketing"),
            ("human", "humane"),
            ("moral", "morale"),
            ("ilium", "ileum"),
            ("Andrew", "Andrews"),
            ("atla", "atlas"),
            ("HTTP", "HTTPS"),
            ("http", "HTTPS"),
            ("HTTP", "https"),
            ("CS", "CSS"),
            ("GPT", "gpts"),
            ("hypertension", "hypotension"),
        ] {
            assert!(!are_forms(a, b), "{a} {b}");
            assert!(!are_forms(b, a), "{b} {a}");
        }
    }
}
