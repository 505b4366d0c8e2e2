//! Gaps whose hint is really the second half of a name: `{{std::vector}}`.

use crate::deck::cloze::{self, ClozePiece};
use crate::deck::{RuleId, Text};
use crate::grading::is_english_word;
use crate::lint::card_texts::CardTexts;
use crate::lint::code::{has_signs_of_code, is_about_code};
use crate::lint::finding::Findings;
use crate::lint::rule::Rule;
use crate::lint::words::{Word, WordList, WordSet};

pub(in crate::lint) static COLONS_IN_GAP: Rule = Rule {
    threshold: "the hint of a gap is no part of a name with `::` in it",
    what: "a name that its colons cut in two",
    why: "`::` parts a gap from its hint, so `{{std::vector}}` asks for \"std\" and shows \"vector\".",
    weak: "text: In C++ an array that grows is a {{c1::std::vector}} of a type.",
    better: "text: In C++ an array that grows is a {{c1::std\\:\\:vector}} of a type.",
    source: "ours; Anki's cloze deletions",
    ..Rule::grave(RuleId::ColonsInGap)
};

/// Namespaces that aren't English words.
static SPACES: WordList = WordList::of("absl boost crate eigen fs io std tokio");

/// CSS pseudo-elements, which follow the colons of a selector.
static PSEUDO: WordList = WordList::of(
    "after backdrop before cue file-selector-button first-letter first-line marker part placeholder selection slotted",
);

/// HTML elements, without those that are prefixes of words (`pre`).
static ELEMENTS: WordList = WordList::of(
    "a blockquote body button dialog div dl dt fieldset footer h1 h2 h3 h4 h5 h6 header html img input label legend li \
         main nav ol p section span table td textarea th tr ul video",
);

/// Functions that many types have.
static MAKERS: WordList = WordList::of("default from into new");

pub(super) fn check(reading: &CardTexts, out: &mut Findings) {
    let pieces = reading.card.body.pieces();
    for piece in pieces {
        let ClozePiece::Gap { number, written, text, hint: Some(hint), .. } = piece else { continue };
        if !is_name(pieces, *number, text, hint) {
            continue;
        }
        let (text, hint) = (text.source(), hint.source());
        let what =
            format!("`::` parts the name \"{text}::{hint}\": \"{text}\" is asked, \"{hint}\" is shown as its hint");
        let number = if *written { format!("c{number}::") } else { String::new() };
        // Restores the spaces of `double :: Int -> Int`.
        let space = if hint.contains(' ') { " " } else { "" };
        let gap = format!("{{{{{number}{text}{space}\\:\\:{space}{hint}}}}}");
        let help = format!("{gap}   (in double quotes each backslash stands twice)");
        out.add(&COLONS_IN_GAP, reading.card.place_of("text", 0), what).help(help);
    }
}

/// Whether some gap holds half of a name.
pub(super) fn has_name(pieces: &[ClozePiece]) -> bool {
    pieces.iter().any(|piece| match piece {
        ClozePiece::Gap { number, text, hint: Some(hint), .. } => is_name(pieces, *number, text, hint),
        _ => false,
    })
}

/// Whether a gap and its hint are the halves of a name. A hint describes its gap in a word or two, so it counts as
/// part of a name only if it doesn't read like that, or if the gap can hardly be anything but code.
fn is_name(pieces: &[ClozePiece], number: u16, text: &Text, hint: &Text) -> bool {
    let (name, part) = (text.source(), hint.source());
    if !is_part(name) {
        return false;
    }
    if has_type_signs(part) {
        return true;
    }
    if !is_part(part) {
        return false;
    }
    let listed = |list: &WordSet, word: &str| list.contains(&Word::of(word));
    let is_selector = listed(&ELEMENTS, name) || name.starts_with(['.', '#', '*']);
    if (listed(&SPACES, name) && is_lower(part)) || (is_selector && listed(&PSEUDO, part)) {
        return true;
    }
    if !is_about_code(&cloze::asked(pieces, number, "____")) {
        return false;
    }
    let is_type = name.starts_with(|c: char| c.is_ascii_uppercase());
    let is_capital = part.starts_with(|c: char| c.is_ascii_uppercase());
    if is_type && (is_capital || listed(&MAKERS, part)) {
        return true;
    }
    !is_capital && !is_english_word(part)
}

/// Whether a text could be part of a name: letters, digits and `_`, after the signs that selectors begin with.
fn is_part(text: &str) -> bool {
    let name = text.trim_start_matches(['.', '#', '*', '&', '\'', '"']);
    let of_name = |c: char| c.is_ascii_alphanumeric() || "_-'\"()<>[]?!".contains(c);
    text.starts_with('*')
        || (name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_') && name.chars().all(of_name))
}

fn is_lower(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// `Int -> Int`, `open()`, `read_to_string`, `Vec<u8>`: hints don't look like this.
fn has_type_signs(hint: &str) -> bool {
    (is_part(hint) && has_signs_of_code(hint))
        || (hint.contains("->") && hint.starts_with(|c: char| c.is_ascii_alphabetic() || c == '('))
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::{cloze, count, help};

    #[test]
    fn a_name_with_colons_is_no_gap_with_a_hint() {
        for text in [
            "In C++ the array that grows by itself is declared as {{c1::std::vector}} of a type.",
            "An array that grows by itself is declared as {{std::vector}} of a type.",
            "In Ruby a page is asked for by calling the class {{c1::Net::HTTP}} with an address.",
            "In Haskell the type of a function that doubles a number is {{double :: Int -> Int}} above its body.",
            "In a style sheet what is put in front of each paragraph is chosen with {{p::before}}.",
            "What stands behind each element of this class is {{.note::after}} by name.",
            "In Rust an empty list is made by calling {{c1::Vec::new}} without anything.",
            "In Rust the words of a file are read by {{c1::fs::read_to_string}} at once.",
            "In Rust channels with many senders are called {{thread::mpsc}} in short.",
            "In Rails a table is a class of the sort `{{ActiveRecord::Base}}` and no other.",
            "With a `cast` a text becomes a number by {{x::int4}} and no other.",
        ] {
            assert_eq!(count(RuleId::ColonsInGap, &cloze(text)), 1, "{text}");
        }
        let gap = cloze("In C++ an array that grows by itself is a {{c2::std::vector}} of a type.");
        assert!(help(RuleId::ColonsInGap, &gap).starts_with(r"{{c2::std\:\:vector}} "));
        let haskell = cloze("In Haskell the type of doubling is {{double :: Int -> Int}} above its body.");
        assert!(help(RuleId::ColonsInGap, &haskell).starts_with(r"{{double \:\: Int -> Int}} "));
        let mended = gap.replace("d::v", r"d\:\:v");
        assert_eq!(count(RuleId::ColonsInGap, &mended), 0);
    }

    #[test]
    fn a_hint_is_left_alone() {
        for text in [
            "The capital of Australia is {{c1::Canberra::city}} and no other.",
            "Of Africa the essay names {{Masakhane::a project}} as one that translates.",
            "The capital of France is {{Paris::France}} and no other.",
            "The capital of Germany is {{Berlin::Hauptstadt}} and no other.",
            "Beginnings of words that mean earlier are {{pre::before}} and others in Latin.",
            "Beginnings of words that mean later are {{post::after}} and others in Latin.",
            "A page is fetched by {{HTTP::protocol}} and shown by a browser.",
            "A disease that is caught in bed is a {{STD::abbreviation}} in short.",
            "In Python tensors are made by {{PyTorch::library}} for companies.",
            "In Rust a list that grows is a {{Vec::type}} of something.",
            "In `x.is_empty()` what is called is {{is_empty::method}} of a list.",
            "In Rust what is thrown away is {{drop::function}} of the prelude.",
            "What counts the bytes of a list is {{len::x.len()}} and no other.",
            "The folder of a user is {{home::$HOME}} for short and no other.",
            "The reaction gives {{water::H2O}} and heat to the room.",
            "The year of the wall is {{1989::four digits}} in Berlin.",
            "In music the tone above is {{C::note}} of the scale.",
        ] {
            assert_eq!(count(RuleId::ColonsInGap, &cloze(text)), 0, "{text}");
        }
    }
}
