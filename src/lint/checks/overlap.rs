//! Choices of which one is right whenever the other is: amounts that share a number, a choice that contains the
//! other or is a kind of it, a repetition.

use super::amount::Amount;
use crate::lint::words::{Phrase, Token, Word, WordList, WordSet, lists};

lists! {
    // These ask for a range itself: each range is an answer of its own, even if it overlaps others.
    RANGES = "when range ranges interval target reference period window zone band span spectrum wavelengths wavelength \
              frequencies values scale score result ratio bereich normalbereich referenzbereich normwert normwerte \
              zeitraum wann spanne intervall skala ergebnis verhältnis frequenzen wellenlängen quand plage \
              intervalle gamme fourchette norme valeurs période spectre résultat rapport échelle fréquences cuándo \
              rango intervalo margen valores periodo período espectro resultado escala frecuencias quando gamma intervallo \
              wanneer bereik";
    // These ask for what is found in most.
    NORMAL = "normal normale normaler normales normaux";
    // These ask for the end of a range: only one of `over 18` and `over 16` is right.
    LIMITS = "need needs needed require requires required must minimum maximum least most count counts considered defined \
              called limit threshold allowed may permitted from above below exceed means mean mindestens höchstens gilt gelten \
              braucht brauchen nötig muss müssen darf dürfen grenze grenzwert definiert spricht heißt nennt ab faut minimal \
              maximal partir considère considéré définit seuil doit limite parle necesita necesitan mínimo máximo considera \
              define umbral debe deben límite serve servono minimo massimo";
    // These happen on a day.
    EVENTS = "completed finished founded patented signed born discovered invented abolished published opened crowned launched \
              assassinated executed died introduced adopted unveiled premiered \
              vollendet fertiggestellt gegründet patentiert unterzeichnet geboren entdeckt erfunden abgeschafft veröffentlicht \
              eröffnet gekrönt uraufgeführt ermordet starb eingeführt \
              achevé achevée terminé terminée fondé fondée breveté signé signée né née découvert découverte inventé inventée aboli \
              abolie publié publiée inauguré inaugurée couronné mort morte mourut \
              acabó terminó fundó firmó nació descubrió inventó abolió publicó inauguró coronó murió";
    PERIODS = "last lasted reign reigned rule ruled live lived war wars era epoch long dauerte regierte herrschte krieg \
               epoche dura régna guerre époque duró reinó guerra época";
    ANDS = "and or plus und oder sowie et ou y o e u ed en of";
    // These join the items of a list.
    JOINTS = "and or plus und oder sowie et ou y o e u";
    // These make the order of a list matter.
    ORDERS = "order respectively sequence first then before reihenfolge beziehungsweise jeweils zuerst ordre respectivement \
              orden respectivamente ordine";
    // Little words that change nothing.
    ARTICLES = "a an the der die das den dem des ein eine einen einem einer eines le la les l' un une el los las unos unas il lo \
                gli uno una o os as um uma de het een";
    // These only add detail to what stands before them.
    MORE_OF_IT = "with when if while until whenever but too even slightly greatly sharply strongly rapidly mit wenn avec si con \
                  cuando";
    // These turn what follows into something else.
    TURNING = "non anti half semi quasi pseudo ex former mezzo mock false fake dwarf near sub infra inter proto vice deputy step \
               grand great artificial imaginary would less least more most too";
}

/// Whether two amounts share a number, and the question asks for a number.
pub(super) fn is_one_number(prompt: &Phrase, one: &Amount, other: &Amount) -> bool {
    let years = one.is_of_years() || other.is_of_years();
    let asks_for = |list: &WordSet| prompt.find(list).is_some();
    // For something done on a day or in a year, one period is right, and so is any other with that year in it.
    let is_event = one.is_range() && other.is_range() && asks_for(&EVENTS) && !asks_for(&PERIODS);
    if years && is_event {
        return one.meets(other);
    }
    let is_meant = years || asks_for(&RANGES) || (one.goes_on_with(other) && asks_for(&LIMITS));
    // `Which heart rate is normal?` asks for one range; two that overlap are both half right. What is called
    // normal was defined, though.
    let is_half = asks_for(&NORMAL) && !asks_for(&RANGES) && !asks_for(&LIMITS) && one.crosses(other);
    let is_meant = is_meant || asks_for(&NORMAL);
    one.meets(other) && (!is_meant || (is_half && !years))
}

/// Whether two choices say the same: letter for letter, except for the first capital, a stop at the end, a leading
/// article and the order of a list. Any other letter, sign or comma may be the point, as in grammar, logic and code.
pub(super) fn is_same(prompt: &Phrase, one: &Phrase, other: &Phrase) -> bool {
    // In a word or two, case and signs may be the point: `its` and `it's`, `MaxSize` and `maxSize`.
    if one.tokens.len() < 3 && other.tokens.len() < 3 {
        return false;
    }
    let (mut first, mut second) = (listed(one), listed(other));
    let one_article = |(one, other): (&ChoicePart, &ChoicePart)| {
        one.article.is_none() || other.article.is_none() || one.article == other.article
    };
    let is_same = |first: &[ChoicePart], second: &[ChoicePart]| {
        first.iter().map(|item| &item.text).eq(second.iter().map(|item| &item.text))
            && first.iter().zip(second).all(one_article)
    };
    if first.iter().chain(&second).any(|item| item.text.is_empty()) || first.len() != second.len() {
        return false;
    }
    if is_same(&first, &second) {
        return first.iter().map(|item| &item.joint).eq(second.iter().map(|item| &item.joint));
    }
    // If a question joins two things itself or mentions an order, its answer may have to follow that order.
    let joint = first.last().map_or("", |item| &item.joint).to_owned();
    let is_one_list = |list: &[ChoicePart]| list.iter().skip(1).all(|item| item.joint == joint);
    let is_ordered = prompt.find(&ANDS).is_some() || prompt.find(&ORDERS).is_some();
    if is_ordered || !is_one_list(&first) || !is_one_list(&second) {
        return false;
    }
    first.sort_unstable_by(|one, other| one.text.cmp(&other.text));
    second.sort_unstable_by(|one, other| one.text.cmp(&other.text));
    is_same(&first, &second)
}

/// An item of a list.
#[derive(Default)]
struct ChoicePart {
    /// The word that joins it to the item before.
    joint: String,
    article: Option<Word>,
    text: String,
}

/// Splits a text at words like `and`, without its first capital and the stop at its end.
fn listed(text: &Phrase) -> Vec<ChoicePart> {
    let mut items = vec![ChoicePart::default()];
    let mut from = 0;
    let mut is_first = true;
    for token in &text.tokens {
        let (start, end) = (token.start as usize, token.end as usize);
        let Some(item) = items.last_mut() else { break };
        if JOINTS.contains(&token.raw) && !text.is_capitals(token) {
            item.text.push_str(text.text[from..start].trim());
            items.push(ChoicePart { joint: text.word_at(token).to_owned(), ..ChoicePart::default() });
            (from, is_first) = (end, true);
            continue;
        }
        if is_first {
            is_first = false;
            if ARTICLES.contains(&token.raw) && text.text[from..start].trim().is_empty() {
                (item.article, from) = (Some(token.raw), end);
            }
        }
    }
    if let Some(item) = items.last_mut() {
        item.text.push_str(text.text[from..].trim().trim_end_matches('.'));
    }
    // After an article, a capital belongs to the word itself.
    if let Some(item) = items.first_mut().filter(|item| item.article.is_none()) {
        let mut letters = item.text.chars();
        item.text = letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect());
    }
    items
}

fn is_joint(token: &Token) -> bool {
    ANDS.contains(&token.raw) || ARTICLES.contains(&token.raw)
}

/// Whether a choice is the other one plus something, or a kind of the other.
pub(super) fn is_compound(whole: &Phrase, part: &Phrase, english: bool) -> bool {
    let run: Vec<Word> =
        part.tokens.iter().skip_while(|token| ARTICLES.contains(&token.raw)).map(|token| token.stem).collect();
    let has_matter = part.tokens.iter().any(|token| !token.stop && !is_joint(token));
    let Some(start) = whole.position_of(&run).filter(|_| has_matter && whole.tokens.len() > run.len()) else {
        return false;
    };
    let end = start + run.len();
    let before = start.checked_sub(1).and_then(|at| whole.tokens.get(at));
    let behind = whole.tokens.get(end);
    // A `non-metal` is not a metal.
    let is_joined = |left: Option<&Token>, right: Option<&Token>| match (left, right) {
        (Some(left), Some(right)) => {
            whole.text[left.end as usize..right.start as usize].contains(['-', '\u{2011}', '/', '\''])
        }
        _ => false,
    };
    if is_joined(before, whole.tokens.get(start))
        || is_joined(end.checked_sub(1).and_then(|at| whole.tokens.get(at)), behind)
    {
        return false;
    }
    // In capitals, `OR` names a gate.
    let in_list = |token: Option<&Token>, list: &WordSet| {
        token.is_some_and(|token| list.contains(&token.raw) && !whole.is_capitals(token))
    };
    let is_kind = english
        && behind.is_none()
        && before.is_some_and(|token| !token.stop && !token.code && !TURNING.contains(&token.raw));
    let more = in_list(behind, &MORE_OF_IT) || (in_list(behind, &ARTICLES) && in_list(whole.tokens.get(end + 1), &LOT));
    in_list(before, &ANDS) || in_list(behind, &ANDS) || more || is_kind
}

static LOT: WordList = WordList::of("lot little bit");

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::{choice, has_of_choice, sourced};

    fn found(language: &str, question: &str, answer: &str, wrong: &str) -> bool {
        has_of_choice(RuleId::OverlappingChoices, language, (question, answer, wrong))
    }

    #[test]
    fn amounts_that_overlap_are_found() {
        for (language, question, answer, wrong) in [
            ("en", "How many hours a day?", "14 to 17", "15 to 16, 6 to 8"),
            ("en", "How fast does it beat?", "60–100 a minute", "40–70 a minute, 90–120 a minute"),
            ("en", "Which resting heart rate is normal?", "60–100", "30–50, 90–120"),
            ("en", "How long did the empire last?", "more than 500 years", "more than 300 years, under 300 years"),
            ("en", "How many bones has the hand?", "'27'", "between 20 and 30, '12'"),
            ("en", "What share of the air is oxygen?", "about 21 %", "20 to 25 %, 40 %, 78 %"),
            ("en", "How tall do giraffes get?", "up to 6 m", "5 m, at least 8 m"),
            ("en", "How old do tortoises get?", "100 years or more", "150 years, 20 years"),
            ("de", "Mit welchem Alter beginnt sie?", "mit 14 Jahren", "zwischen 12 und 16 Jahren, mit 18 Jahren"),
            ("de", "Wie viele Einwohner hat der Ort?", "mehr als 5000", "mehr als 3000, weniger als 1000"),
            ("de", "Wie lange dauert die Reise?", "3 bis 5 Tage", "4 bis 8 Tage, 10 bis 12 Tage"),
            ("fr", "Combien de temps cela dure-t-il ?", "de 5 à 10 jours", "de 8 à 12 jours, un mois"),
            ("fr", "Combien d'habitants compte la ville ?", "plus de 20 000", "plus de 10 000, moins de 5 000"),
            ("es", "¿Cuántos días dura?", "entre 5 y 10", "entre 8 y 12, 20"),
            ("es", "¿Cuántos años vive?", "más de 20 años", "25 años, menos de 10 años"),
        ] {
            assert!(found(language, question, answer, wrong), "{question} {answer}, {wrong}");
        }
    }

    #[test]
    fn amounts_that_exclude_each_other_are_left_alone() {
        for (language, question, answer, wrong) in [
            ("en", "How many hours a day?", "14 to 17", "17 to 20, 6 to 8"),
            ("en", "When was the war?", "1914–1918", "1914–1917, 1916–1920"),
            ("en", "What is the normal range?", "2-3", "2-4, 5-6"),
            ("en", "Normal serum potassium?", "3.5–5.0 mmol/L", "1.5–3.0 mmol/L, 5.5–7.0 mmol/L"),
            ("en", "Which concentration is the target?", "0.5–0.9 ng/mL", "5–9 ng/mL, 1 mg"),
            ("en", "Which BMI is called normal?", "18.5–24.9", "17–22, 25–30"),
            ("en", "What is the normal range?", "60–100", "50–90, 30–40"),
            ("en", "Which BMI counts as obesity?", "30 or more", "25 or more, 35 or more"),
            ("en", "How old must one be to vote?", "at least 18", "at least 16, at least 21"),
            ("en", "How many legs has it?", "'2'", "'1', '0', more than 2"),
            ("en", "How large is it?", "5 mg", "2–10 g, 20 g"),
            ("en", "What was the result of the final?", "1–2", "1–3, 2–4"),
            ("en", "In which years was he king?", "800–814", "900–950, 700–750"),
            ("de", "Ab wann gilt man als volljährig?", "ab 18 Jahren", "ab 16 Jahren, ab 21 Jahren"),
            ("fr", "Quelle est la plage de valeurs ?", "de 5 à 10", "de 8 à 12, de 1 à 3"),
            ("es", "¿Cuántos votos se necesitan?", "más de 50", "más de 66, menos de 50"),
        ] {
            assert!(!found(language, question, answer, wrong), "{question} {answer}, {wrong}");
        }
    }

    #[test]
    fn choices_that_say_part_of_another_are_found() {
        for (language, answer, wrong) in [
            ("en", "hospitals", "researchers, hospitals and researchers"),
            ("en", "red", "dark red or blue, green"),
            ("en", "increases", "increases a lot, falls"),
            ("en", "All of Africa", "All of Africa and the islands, Europe"),
            ("en", "a large red fox", "A large red fox, a wolf"),
            ("en", "salt and sugar", "sugar and salt, water"),
            ("en", "it stops", "it stops when pressed, it runs on"),
            ("en", "The valves of the heart", "valves of the heart., its walls"),
            ("en", "mineral", "silicate mineral, metal"),
            ("de", "Stürme", "Stürme und Erosion, Dürre"),
            ("fr", "l'insuline", "l'insuline et le glucagon, la bile"),
            ("es", "la tormenta", "la tormenta y la sequía, el viento"),
        ] {
            assert!(found(language, "What is it?", answer, wrong), "{answer}, {wrong}");
        }
    }

    #[test]
    fn choices_that_exclude_each_other_are_left_alone() {
        for (language, answer, wrong) in [
            ("en", "researchers", "insurers, hospitals"),
            ("en", "MaxSize", "maxSize, max_size"),
            ("en", "C++", "C, Zig"),
            ("en", "West Virginia", "Virginia, Kentucky"),
            ("en", "\"`i32 as i64`\"", "\"`i64 as i32`\", \"`f64 as f32`\""),
            ("en", "\"red, white, blue\"", "\"red, blue, white\", \"blue, white, red\""),
            ("en", "\"-4\"", "\"-3\", \"4\""),
            ("en", "metal", "non-metal, metalloid"),
            ("en", "carbon", "carbon dioxide, carbon monoxide"),
            ("en", "E flat", "E, D, D sharp"),
            ("en", "it is allowed", "it is not allowed, it depends"),
            ("en", "insulin rises and glucagon falls", "insulin falls and glucagon rises, both fall"),
            ("en", "from the heart to the lungs", "from the lungs to the heart, from the heart to the head"),
            ("en", "it goes into the cell", "it goes out of the cell, it stays"),
            ("en", "it's", "its, it"),
            ("en", "the boys' room", "the boy's room, the boys room"),
            ("en", "the French language", "the french language, the French Language"),
            ("en", "\"My aunt, who sings, is old.\"", "My aunt who sings is old."),
            ("en", "He is a cook.", "He is cook., He is the cook."),
            ("en", "mothers-in-law", "mother-in-laws, mothers-in-laws"),
            ("en", "black and white films", "black or white films, grey films"),
            ("en", "the king of the city", "the city of the king, the city"),
            ("en", "P → Q; Q; so P", "P → Q; ¬Q; so ¬P"),
            ("en", "mezzo forte", "forte, piano"),
            ("en", "necessary", "sufficient, necessary and sufficient, neither"),
            ("de", "Der Hund beißt den Mann.", "Der Hund beißt der Mann."),
            ("de", "im Allgemeinen gut", "im allgemeinen gut"),
            ("fr", "la tour Eiffel", "le tour Eiffel"),
            ("fr", "Elle a vendu la maison.", "Elle a vendue la maison."),
            ("fr", "les livres que j'ai lus", "les livres que j'ai lu"),
            ("fr", "en", "y, lui"),
            ("fr", "ou", "et, où"),
            ("es", "plata u oro", "plata o oro, plata y oro"),
            ("en", "the left side of the body", "the right side of the body, the whole body"),
            ("de", "Kohlenstoff", "Kohlenstoffdioxid, Wasser"),
            ("fr", "la veine", "la veine cave, l'aorte"),
            ("es", "rojo", "rojo oscuro, verde"),
        ] {
            assert!(!found(language, "What is it?", answer, wrong), "{answer}, {wrong}");
        }
        for question in ["Which metals are the ring and the stone?", "In which order do they come?"] {
            assert!(!found("en", question, "tin and lead", "lead and tin, iron and tin"), "{question}");
        }
        let names = choice("Which is it?", "Hugging Face", "Hugging Face Transformers, GitHub");
        assert_eq!(sourced(RuleId::OverlappingChoices, &names), 0);
    }
}
