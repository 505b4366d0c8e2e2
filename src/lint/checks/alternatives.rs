//! Several answers written into one: `grey/gray`, `grey or gray`, `enamel (or tooth enamel)`.

use std::cell::LazyCell;

use crate::grading::{Language, sides};
use crate::lint::words::{Phrase, Word, WordList};

/// The alternatives in an answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Offered {
    pub(super) sides: Vec<String>,
    /// Whether grading accepts each of them by itself.
    pub(super) each_right: bool,
}

/// Word pairs that form one answer when joined by a slash or `or`.
const TOGETHER: &[&str] = &[
    "and or",
    "either or",
    "read write",
    "input output",
    "client server",
    "on off",
    "yes no",
    "true false",
    "he she",
    "she he",
    "his her",
    "him her",
    "pass fail",
    "start stop",
    "push pull",
    "key value",
    "cost benefit",
    "signal noise",
    "left right",
    "win lose",
    "fight flight",
    "trial error",
    "love hate",
    "nature nurture",
    "request response",
    "copy paste",
    "mind body",
    "drag drop",
    "price earnings",
    "supply demand",
    "owner operator",
    "trick treat",
    "more less",
    "sink swim",
    "now never",
    "all nothing",
    "double nothing",
    "once twice",
    "life death",
    "dead alive",
    "hit miss",
    "make break",
    "do die",
    "rain shine",
    "feast famine",
    "one two",
    "two three",
    "three four",
    "und oder",
    "früher später",
    "jetzt nie",
    "alles nichts",
    "tôt tard",
    "tarde temprano",
    "prima poi",
    "cedo tarde",
    "alles niets",
    "vroeg laat",
];

/// Units after a slash: `per second`.
static PER: WordList = WordList::of(
    "second minute hour day week month year mole mol litre liter metre meter kilogram person capita stunde sekunde tag jahr",
);
/// Prompt words that ask for something written with slashes, such as a path.
static PATHS: WordList = WordList::of(
    "path paths directory directories folder folders file files branch url uri endpoint repository package module image mime \
         media import namespace topic route pfad verzeichnis ordner datei fichier dossier archivo carpeta unit units abbreviation",
);
static MEDIA: WordList = WordList::of("text image audio video application multipart font model");
/// Words that make `or` part of the answer: `less than or equal`, `whether or not`.
static COMPARING: WordList =
    WordList::of("than equal less more whether not either if to be gleich als ob entweder plus moins más menos o");

/// Prompt words that ask for a saying or a title, which may contain `or`: `Live free or die`.
static SAYINGS: WordList = WordList::of(
    "motto mottoes slogan proverb saying novel film movie play album song book line quotation quote phrase idiom \
         wahlspruch sprichwort roman lied zitat devise proverbe lema refrán",
);

/// The alternatives in a typed answer; `None` if it has only one.
pub(super) fn offered(text: &str, prompt: impl FnOnce() -> Phrase, language: Language) -> Option<Offered> {
    let text = text.trim();
    let spaced = sides(text);
    if !spaced.is_empty() {
        return Some(Offered { sides: spaced, each_right: true });
    }
    let prompt = LazyCell::new(prompt);
    let sides = slashed(text)
        .or_else(|| with_symbol(text))
        .filter(|_| !prompt.tokens.iter().any(|token| token.code || PATHS.contains(&token.raw)));
    // A quoted phrase to translate, like a saying, may itself contain `or`.
    let is_saying = || prompt.text.contains(['"', '“', '„', '«', '‘']) || prompt.find(&SAYINGS).is_some();
    let joined = || joined(text, language).filter(|_| !is_saying());
    let sides = sides.or_else(|| bracketed(text, language)).or_else(|| named_too(text)).or_else(joined)?;
    Some(Offered { sides, each_right: false })
}

fn words_of(text: &str) -> Vec<Word> {
    text.split_whitespace().map(|word| Word::of(&word.to_lowercase())).collect()
}

/// Whether the sides form one answer.
fn go_together(sides: &[String]) -> bool {
    let joined = sides.join(" ").to_lowercase();
    TOGETHER.contains(&joined.as_str())
}

/// `potassium/K`, `Sauerstoff / O2`: a word and its symbol; not `pH/H`.
fn with_symbol(text: &str) -> Option<Vec<String>> {
    let (word, symbol) = text.split_once('/')?;
    let (word, symbol) = (word.trim(), symbol.trim());
    let is_word = word.chars().count() >= 4
        && word.chars().all(char::is_alphabetic)
        && word.chars().skip(1).all(char::is_lowercase)
        && !PER.contains(&Word::of(&word.to_lowercase()));
    let begins = |c: char| symbol.starts_with(c) && c.is_ascii_uppercase();
    let letters = |c: char| c.is_ascii_alphanumeric() || ('₀'..='₉').contains(&c) || "⁺⁻²³".contains(c);
    let is_symbol = (1..=4).contains(&symbol.chars().count())
        && symbol.chars().all(letters)
        && symbol.chars().next().is_some_and(begins)
        && symbol.chars().filter(char::is_ascii_uppercase).count() <= 2;
    (is_word && is_symbol).then(|| vec![word.to_owned(), symbol.to_owned()])
}

/// `antonym/opposite`, not `TCP/IP`, `km/h`, `src/main.rs`.
fn slashed(text: &str) -> Option<Vec<String>> {
    if text.contains(|c: char| c.is_numeric() || ".:~_\\<>=@#$%&*+".contains(c)) || text.contains("//") {
        return None;
    }
    let sides: Vec<String> = text.split(['/', '|']).map(|side| side.trim().to_owned()).collect();
    let is_word = |side: &String| {
        let letters = side.chars().filter(|c| c.is_alphabetic()).count();
        letters >= 3 && side.chars().skip(1).any(char::is_lowercase)
            || (letters >= 2 && side.chars().all(|c| c > '\u{24f}'))
    };
    let last = sides.last()?;
    let per = words_of(last).first().is_some_and(|word| PER.contains(word));
    let media = words_of(sides.first()?).first().is_some_and(|word| MEDIA.contains(word));
    (sides.len() > 1 && sides.iter().all(is_word) && !per && !media && !go_together(&sides)).then_some(sides)
}

const fn or_of(language: &str) -> &'static [&'static str] {
    match language.as_bytes() {
        b"en" => &[" or "],
        b"de" => &[" oder ", " bzw. "],
        b"fr" | b"pt" => &[" ou "],
        b"es" => &[" o ", " u "],
        b"it" => &[" o ", " oppure "],
        b"nl" => &[" of "],
        _ => &[],
    }
}

/// `mandible, also called lower jaw`, `mandible aka lower jaw`.
fn named_too(text: &str) -> Option<Vec<String>> {
    const TOO: &[&str] = &[
        ", also called ",
        ", also known as ",
        ", also ",
        ", sometimes ",
        ", aka ",
        " aka ",
        " a.k.a. ",
        ", alias ",
        ", auch ",
        ", genannt ",
        ", aussi ",
        ", también ",
        ", anche ",
        ", também ",
        ", ook ",
    ];
    let (one, other) = TOO.iter().find_map(|too| text.split_once(too))?;
    let is_name = |side: &str| {
        let letters = side.chars().filter(|c| c.is_alphabetic()).count();
        letters >= 3
            && (1..=3).contains(&side.split_whitespace().count())
            && side.chars().all(|c| c.is_alphabetic() || " -'’".contains(c))
    };
    (is_name(one) && is_name(other)).then(|| vec![one.trim().to_owned(), other.trim().to_owned()])
}

/// `grey or gray`, `either grey or gray`, `8 or eight`.
fn joined(text: &str, language: Language) -> Option<Vec<String>> {
    const EITHER: &[&str] = &["either ", "entweder ", "soit "];
    let text = EITHER.iter().find_map(|either| text.strip_prefix(either)).unwrap_or(text);
    let or = or_of(language.code()).iter().find(|or| text.contains(**or))?;
    let parts = text.split(or).flat_map(|part| part.split(','));
    let sides: Vec<String> = parts.map(|side| side.trim().to_owned()).filter(|side| !side.is_empty()).collect();
    let short = |side: &String| (1..=3).contains(&side.split_whitespace().count()) && side.chars().count() >= 2;
    let compares = words_of(text).iter().any(|word| COMPARING.contains(word) && *word != Word::of(or.trim()));
    let is_number = |side: &String| side.chars().all(|c| c.is_ascii_digit());
    let is_word = |side: &String| side.chars().all(char::is_alphabetic);
    if let [one, other] = sides.as_slice()
        && ((is_number(one) && is_word(other)) || (is_word(one) && is_number(other)))
    {
        return Some(sides);
    }
    let is_open = text.contains(|c: char| c.is_numeric() || "()[]{};:!?".contains(c));
    (sides.len() >= 2 && sides.iter().all(short) && !compares && !is_open && !go_together(&sides)).then_some(sides)
}

/// `enamel (or tooth enamel)`, `(the) cat`.
fn bracketed(text: &str, language: Language) -> Option<Vec<String>> {
    const ALSO: &[&str] = &["also", "aka", "a.k.a.", "sometimes", "auch", "aussi", "también"];
    if let Some((outside, inside)) = text.strip_suffix([')', ']']).and_then(|text| text.split_once(['(', '['])) {
        let (word, other) = inside.trim().split_once(' ')?;
        let word = word.trim_end_matches([':', ',']);
        let is_or = word == "=" || or_of(language.code()).iter().any(|or| or.trim() == word) || ALSO.contains(&word);
        let sides = vec![outside.trim().to_owned(), other.trim().to_owned()];
        return (is_or && sides.iter().all(|side| !side.is_empty())).then_some(sides);
    }
    let (article, rest) = text.strip_prefix('(')?.split_once(") ")?;
    let needless = language.is_english() && matches!(article, "the" | "a" | "an" | "The" | "A" | "An");
    (needless && !rest.contains(['(', ')'])).then(|| vec![rest.to_owned()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sides_of(text: &str, prompt: &str, language: &str) -> Vec<String> {
        let found = offered(text, || Phrase::new(prompt.to_owned()), Language::of_tag(language).unwrap());
        found.map(|offered| offered.sides).unwrap_or_default()
    }

    #[test]
    fn what_an_answer_offers() {
        for (text, language, sides) in [
            ("antonym/opposite", "en", &["antonym", "opposite"][..]),
            ("Burma/Myanmar", "en", &["Burma", "Myanmar"]),
            ("bill/invoice/check", "en", &["bill", "invoice", "check"]),
            ("potassium/K", "en", &["potassium", "K"]),
            ("oxygen/O2", "en", &["oxygen", "O2"]),
            ("colour / color", "en", &["colour", "color"]),
            ("grey or gray", "en", &["grey", "gray"]),
            ("brook, creek or rill", "en", &["brook", "creek", "rill"]),
            ("brook|creek", "en", &["brook", "creek"]),
            ("the iris [or: rainbow skin]", "en", &["the iris", "rainbow skin"]),
            ("either grey or gray", "en", &["grey", "gray"]),
            ("8 or eight", "en", &["8", "eight"]),
            ("mandible, also called lower jaw", "en", &["mandible", "lower jaw"]),
            ("mandible aka jawbone", "en", &["mandible", "jawbone"]),
            ("mandible (= lower jaw)", "en", &["mandible", "lower jaw"]),
            ("entweder Samstag oder Sonnabend", "de", &["Samstag", "Sonnabend"]),
            ("Samstag, auch Sonnabend", "de", &["Samstag", "Sonnabend"]),
            ("Samstag oder Sonnabend", "de", &["Samstag", "Sonnabend"]),
            ("enamel (or tooth enamel)", "en", &["enamel", "tooth enamel"]),
            ("the lift (also: elevator)", "en", &["the lift", "elevator"]),
            ("(the) cat", "en", &["cat"]),
            ("猫咪/猫猫", "zh", &["猫咪", "猫猫"]),
        ] {
            assert_eq!(sides_of(text, "Which is it?", language), sides, "{text}");
        }
    }

    #[test]
    fn what_is_one_answer() {
        for (text, prompt) in [
            ("TCP/IP", "Which protocols?"),
            ("and/or", "Which word?"),
            ("km/h", "Which unit?"),
            ("I/O", "Short for input and output?"),
            ("input/output", "What is I/O?"),
            ("miles/hour", "How is speed measured?"),
            ("etc/nginx/conf", "Which directory holds it?"),
            ("origin/main", "Which branch is it?"),
            ("text/html", "Which type?"),
            ("12/24/2020", "When?"),
            ("serum/DNA1", "What is it?"),
            ("second/A", "What is it?"),
            ("HIV/AIDS", "Which illness?"),
            ("greater than or equal to", "What does ≥ mean?"),
            ("trick or treat", "What do children say?"),
            ("1 or 2", "How many?"),
            ("Paris (France)", "Where?"),
            ("(to be) high", "What is being up?"),
            ("to be or not to be", "That is the question?"),
            ("wet or dry", "What is „nass oder trocken“ in English?"),
            ("force = mass × acceleration", "What is Newton's second law?"),
            ("force = mass times acceleration", "What is Newton's second law?"),
        ] {
            assert_eq!(sides_of(text, prompt, "en"), Vec::<String>::new(), "{text}");
        }
    }
}
