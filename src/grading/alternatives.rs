//! Brackets and slashes in an answer: the other texts that it offers.

/// The most texts that an answer can offer.
pub(crate) const MAX_ALTERNATIVES: usize = 32;

/// The texts an answer stands for: itself, then those that its brackets and slashes offer.
///
/// `X (y)` is X, and y alone if one is the initials of the other; `(to be) high` is high; `virus(es)` is both; `a /
/// b` is either, if the slash has spaces around it, no digit is near, and each side has three letters or more.
pub(super) fn of_answer(text: &str) -> Vec<String> {
    let text = narrow(text);
    let text = text.trim();
    let mut all = vec![text.to_owned()];
    let mut next = 0;
    while next < all.len() && all.len() < MAX_ALTERNATIVES {
        let text = all[next].clone();
        for offered in sides(&text).into_iter().chain(bracketed(&text)) {
            if all.len() < MAX_ALTERNATIVES && !all.contains(&offered) {
                all.push(offered);
            }
        }
        next += 1;
    }
    all
}

/// The texts a typed answer stands for: itself, and itself without a bracket that repeats it (`long name (LN)`).
pub(super) fn of_typed(text: &str) -> Vec<String> {
    let text = text.trim();
    let mut all = vec![text.to_owned()];
    if let Some((outside, inside)) = ending_bracket(text)
        && (are_initials(inside, outside) || are_initials(outside, inside))
    {
        all.extend([outside.to_owned(), inside.to_owned()]);
    }
    all
}

/// Normalizes full-width brackets, which follow their word without a space.
fn narrow(text: &str) -> String {
    text.replace('\u{ff08}', " (").replace('\u{ff09}', ")")
}

/// The answers that a text's slashes offer; empty if the slashes are part of one answer.
#[must_use]
pub fn sides(text: &str) -> Vec<String> {
    let sides: Vec<&str> = text.split(" / ").map(str::trim).collect();
    let letters = |side: &&str| side.chars().filter(|c| c.is_alphabetic()).count();
    let fits =
        sides.len() > 1 && !text.contains(|c: char| c.is_numeric()) && sides.iter().all(|side| letters(side) >= 3);
    if fits { sides.into_iter().map(str::to_owned).collect() } else { Vec::new() }
}

fn bracketed(text: &str) -> Vec<String> {
    if let Some((outside, inside)) = ending_bracket(text) {
        let mut all = vec![outside.to_owned()];
        if are_initials(inside, outside) || are_initials(outside, inside) {
            all.push(inside.to_owned());
        }
        return all;
    }
    if let Some((_, after)) = text.strip_prefix('(').and_then(|rest| rest.split_once(") "))
        && !after.trim().is_empty()
        && !after.contains(['(', ')'])
    {
        return vec![after.trim().to_owned()];
    }
    endings(text)
}

/// A bracket at the end, after a space: the text before it and the text inside.
fn ending_bracket(text: &str) -> Option<(&str, &str)> {
    let (outside, inside) = text.strip_suffix(')')?.rsplit_once(" (")?;
    let (outside, inside) = (outside.trim(), inside.trim());
    let fits =
        !outside.is_empty() && !inside.is_empty() && !outside.contains(['(', ')']) && !inside.contains(['(', ')']);
    fits.then_some((outside, inside))
}

/// `virus(es)`: the word without and with the ending. Only endings of words count, so `sin(x)` is not one.
fn endings(text: &str) -> Vec<String> {
    const ENDINGS: [&str; 17] =
        ["s", "es", "e", "n", "en", "er", "r", "in", "innen", "ed", "d", "ies", "a", "o", "os", "as", "x"];
    let Some((before, rest)) = text.split_once('(') else { return Vec::new() };
    let Some((ending, after)) = rest.split_once(')') else { return Vec::new() };
    let stem = before.chars().rev().take_while(|c| c.is_alphabetic()).count();
    let ends_word = after.chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '(');
    // Letters within a word: colo(u)r.
    let is_within =
        after.starts_with(char::is_alphabetic) && ending.len() <= 3 && ending.chars().all(char::is_alphabetic);
    let is_ending =
        ENDINGS.contains(&ending) && !matches!((ending, before), ("x", "sin" | "cos" | "tan" | "exp" | "log"));
    if stem < 3 || !(is_within || (ends_word && is_ending)) || after.contains(['(', ')']) {
        return Vec::new();
    }
    vec![format!("{before}{after}"), format!("{before}{ending}{after}")]
}

/// Whether a short text is the initials of a long one: NLP, natural language processing. Small words may be skipped.
fn are_initials(written: &str, long: &str) -> bool {
    let short: Vec<char> = written.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if are_letters_of(written, long) {
        return true;
    }
    // Plural initials: GPTs.
    let short = match short.as_slice() {
        [initials @ .., 's'] if initials.len() >= 2 && !is_spelled(&short, long) => initials.to_vec(),
        _ => short,
    };
    short.len() >= 2 && is_spelled(&short, long)
}

/// Whether capitals are letters of a long word: ATP, adenosine triphosphate; ECG, electrocardiogram.
fn are_letters_of(short: &str, long: &str) -> bool {
    let capitals = (2..=5).contains(&short.chars().count()) && short.chars().all(char::is_uppercase);
    let mut letters = long.chars().flat_map(char::to_uppercase);
    let begins = long.chars().flat_map(char::to_uppercase).next() == short.chars().next();
    capitals && begins && long.chars().count() > 2 * short.len() && short.chars().all(|c| letters.any(|of| of == c))
}

fn is_spelled(short: &[char], long: &str) -> bool {
    let words: Vec<&str> = long.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty()).collect();
    if words.len() < 2 {
        return false;
    }
    let first = |word: &&str| word.chars().flat_map(char::to_lowercase).next();
    let is_small =
        |word: &&&str| matches!(word.to_lowercase().as_str(), "of" | "the" | "and" | "for" | "in" | "on" | "to" | "a");
    let all: Vec<char> = words.iter().filter_map(first).collect();
    let big: Vec<char> = words.iter().filter(|word| !is_small(word)).filter_map(first).collect();
    all == short || big == short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_and_slashes_offer_other_texts() {
        for (answer, offered) in [
            ("natural language processing (NLP)", &["natural language processing", "NLP"][..]),
            ("NLP (natural language processing)", &["NLP", "natural language processing"]),
            ("Paris (France)", &["Paris"]),
            ("adenosine triphosphate (ATP)", &["adenosine triphosphate", "ATP"]),
            ("electrocardiogram (ECG)", &["electrocardiogram", "ECG"]),
            ("calcium (Ca)", &["calcium"]),
            ("Berlin (GER)", &["Berlin"]),
            ("(to be) high", &["high"]),
            ("virus(es)", &["virus", "viruses"]),
            ("colo(u)r", &["color", "colour"]),
            ("猫（動物）", &["猫"]),
            ("colour / color", &["colour", "color"]),
            ("graphics processing units (GPUs)", &["graphics processing units", "GPUs"]),
            ("and/or", &[]),
            ("TCP/IP", &[]),
            ("TCP / IP", &[]),
            ("f(x)", &[]),
            ("sin(x)", &[]),
            ("print()", &[]),
            ("1 / 2", &[]),
            ("O(log n)", &[]),
        ] {
            assert_eq!(of_answer(answer)[1..], *offered, "{answer}");
        }
    }

    #[test]
    fn a_typed_bracket_may_say_the_same_again() {
        assert_eq!(of_typed("natural language processing (NLP)").len(), 3);
        assert_eq!(of_typed("United States of America (USA)").len(), 3);
        assert_eq!(of_typed("Paris (Texas)").len(), 1);
    }
}
