//! Headings, announcements and statements in place of a question, in several languages.

use super::DeckContext;
use super::ask::ASKS_NOTHING;
use super::speech::Speech;
use crate::lint::card_texts::CardTexts;
use crate::lint::signs::Signs;
use crate::lint::words::{Word, WordSet, lists};

const ASKING: Signs = Signs::of("?;:_=$\n", &['¿', '？', '…', '→']);

lists! {
    // An answer that opens with one of these is a full sentence.
    SUBJECTS = "it they he she es sie er il elle ils elles ella ellos él ellas";
    TELLING_DE = "nenne nennen nennt nenn zähle zählen zählt erkläre erklären erklärt beschreibe beschreiben beschreibt begründe \
                  begründen erläutere erläutern definiere definieren vergleiche vergleichen unterscheide unterscheiden fasse \
                  charakterisiere skizziere beweise beweisen zeige zeigen zeigt formuliere formulieren schildere gib geben gebt \
                  stelle stellen ordne ordnen ordnet übersetze übersetzen bestimme bestimmen berechne berechnen ergänze ergänzen \
                  vervollständige benenne benennen diskutiere bewerte beurteile interpretiere analysiere untersuche überlege deute \
                  sag sage sagen schreibe schreiben setze setzen setzt bilde bilden finde finden wandle forme konjugiere dekliniere \
                  löse lösen rechne lies wähle wählen bringe bringen bringt leite leiten kreuze trage führe suche korrigiere \
                  verbessere wiederhole ersetze streiche unterstreiche markiere verbinde sortiere rate male zeichne";
    TELLING_FR = "explique décris donne nomme cite compare définis complète traduis conjugue dis écris calcule trouve énumère indique \
                  mets place choisis résume démontre montre distingue précise justifie corrige remplace classe range associe relie";
    TELLING_ES = "explica explique describe describa nombra nombre di diga da dé cita cite compara compare define defina completa \
                  complete traduce traduzca conjuga conjugue escribe escriba calcula calcule encuentra encuentre enumera enumere \
                  menciona mencione indica indique señala señale resume resuma ordena ordene pon ponga elige elija distingue demuestra";
    TELLING_IT = "spiega descrivi nomina cita confronta definisci completa traduci coniuga scrivi calcola trova elenca indica metti \
                  riassumi scegli ordina distingui dimostra fai";
    // These open a statement.
    STATING_DE = "es der die das ein eine viele manche einige";
    STATING_FR = "il le la les un une certains";
    STATING_ES = "hay el la los las un una muchos existen";
    ARTICLES = "the der die das le la les el los las il";
    STATING_EN = "there the a an many some most";
}

/// A language's words for telling the learner to do something, and those that open its statements.
fn words_of(code: &str) -> Option<(&'static WordSet, &'static WordSet)> {
    match code {
        "de" => Some((&TELLING_DE, &STATING_DE)),
        "fr" => Some((&TELLING_FR, &STATING_FR)),
        "es" => Some((&TELLING_ES, &STATING_ES)),
        "it" => Some((&TELLING_IT, &STATING_FR)),
        _ => None,
    }
}

/// Whether a sentence tells the learner what to do.
fn tells(speech: &Speech, at: usize, code: &str, telling: &WordSet) -> bool {
    let word = speech.written(at).to_lowercase();
    let by_form = match code {
        // `Citez`, `Compléter`.
        "fr" => ["ez", "er", "ir", "re"].iter().any(|end| word.ends_with(end)),
        "es" => ["ar", "er", "ir"].iter().any(|end| word.ends_with(end)),
        "it" => ["are", "ere", "ire"].iter().any(|end| word.ends_with(end)),
        _ => false,
    };
    by_form || speech.is(at, telling)
}

/// What is wrong with a question that is really a heading or a statement.
pub(super) fn instead_of_question(reading: &CardTexts, speech: &Speech, context: &DeckContext) -> Option<&'static str> {
    let languages = reading.card.judging.languages;
    let text = reading.prompt.text.trim();
    let open = text.trim_end_matches(['.', '…', ' ']);
    let trails = text.ends_with('…') || text.ends_with("...");
    let is_asked = ASKING.are_in(open) || reading.prompt.has_code();
    let quotes = (0..speech.len()).any(|at| speech.is_quoted(at));
    let answer = reading.answers.first()?;
    let explained = reading.kind.is_recalled() && answer.word_count() >= ASKS_NOTHING.limit(1);
    let opens_sentence = answer.tokens.first().is_some_and(|token| token.capital && SUBJECTS.contains(&token.raw));
    // `The heart?`
    let name = text.ends_with('?') && (2..=3).contains(&speech.len()) && speech.is(0, &ARTICLES);
    if name && !quotes && explained && opens_sentence && languages.question == languages.answer {
        return Some("a topic alone is no question");
    }
    if is_asked || quotes || !context.mostly_questions || languages.question != languages.answer || speech.len() == 0 {
        return None;
    }
    if trails {
        // An answer completes `The capital of Peru is …`; a full sentence completes nothing.
        return (explained && opens_sentence && speech.len() <= 5).then_some("a topic alone is no question");
    }
    let code = languages.question.code();
    let mut sentences = (0..speech.len()).filter(|&at| at == 0 || speech.ends_sentence(at - 1));
    if code == "en" {
        let told = sentences.clone().any(|at| speech.word(at).is_some_and(super::ask::tells_to));
        let states = sentences.next_back().is_some_and(|at| speech.is(at, &STATING_EN)) && has_verb(speech);
        return (reading.kind.is_picked() && text.ends_with('.') && states && !told)
            .then_some("a statement is no question");
    }
    let (telling, stating) = words_of(code)?;
    if sentences.clone().any(|at| tells(speech, at, code, telling)) {
        return None;
    }
    let states =
        text.ends_with('.') && sentences.next_back().is_some_and(|at| speech.is(at, stating)) && speech.len() >= 4;
    if (reading.kind.is_picked() || reading.kind.is_typed()) && states {
        return Some("a statement is no question");
    }
    explained.then_some("a topic alone is no question")
}

fn has_verb(speech: &Speech) -> bool {
    let verbs = ["is", "are", "was", "were", "has", "have", "can"].map(Word::of);
    (0..speech.len()).any(|at| speech.word(at).is_some_and(|word| verbs.contains(&word)))
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::count_in;

    fn count(language: &str, kind: &str, question: &str, answer: &str) -> usize {
        let asked = match language {
            "de" => "Welches Ding hat die Nummer",
            "fr" => "Quelle chose a le numéro",
            "es" => "¿Qué cosa tiene el número",
            _ => "Which thing has number",
        };
        let others = (0..4).fold(String::new(), |all, nth| {
            all + &format!("- id: q{nth}\n  kind: flip\n  question: {asked} {nth}?\n  answer: x\n")
        });
        let wrong = if kind == "choice" { "\n  distractors: [y, z]" } else { "" };
        let card = format!("- id: a\n  kind: {kind}\n  question: \"{question}\"\n  answer: \"{answer}\"{wrong}");
        count_in(language, RuleId::AsksNothing, &(others + &card))
    }

    #[test]
    fn a_heading_is_no_question() {
        for (language, question, answer) in [
            ("de", "Verben der Bewegung und ihr Perfekt", "Sie bilden es in der Regel mit „sein“."),
            ("de", "Die Ursachen des Bauernkriegs", "Abgaben und Frondienste drückten die Bauern immer mehr."),
            ("de", "Nun zur Photosynthese.", "Pflanzen machen aus Licht, Wasser und Luft Zucker."),
            ("de", "Der Investiturstreit", "Kaiser und Papst stritten darum, wer Bischöfe einsetzt."),
            ("fr", "La gamme pentatonique…", "Elle a cinq notes et se joue sur les touches noires."),
            ("fr", "Les causes de la Révolution", "Le pain était cher et le Trésor royal vide."),
            ("fr", "Passons aux volcans.", "Ils naissent là où le magma perce la croûte."),
            ("es", "La fotosíntesis", "Las plantas convierten la luz y el agua en azúcar."),
            ("es", "Las causas de la guerra civil", "El ejército se alzó contra la República en julio."),
            ("en", "The pentatonic scale…", "It has five notes and is played on the black keys."),
        ] {
            assert_eq!(count(language, "flip", question, answer), 1, "{question}");
        }
        for (language, question) in [
            ("de", "Es gibt viele Holzblasinstrumente im Orchester."),
            ("fr", "Il y a beaucoup d'instruments à vent."),
            ("es", "Hay muchos instrumentos de viento."),
            ("en", "There are many woodwind instruments in an orchestra."),
        ] {
            assert_eq!(count(language, "choice", question, "x"), 1, "{question}");
        }
    }

    #[test]
    fn what_asks_in_another_way_is_left_alone() {
        for (language, kind, question, answer) in [
            (
                "de",
                "flip",
                "Nenne die Ursachen des Bauernkriegs.",
                "Abgaben und Frondienste drückten die Bauern immer mehr.",
            ),
            (
                "de",
                "flip",
                "Ein Kind fällt in den Brunnen. Begründe, wer haftet.",
                "Der Eigentümer, denn er hat ihn nicht gesichert.",
            ),
            ("de", "typed", "Lateinischer Name des Schlüsselbeins", "clavicula"),
            ("de", "flip", "Die Hauptstadt von Peru", "Lima"),
            ("fr", "flip", "Citez les causes de la Révolution.", "Le pain était cher et le Trésor royal vide."),
            ("fr", "flip", "Comparer la mitose et la méiose.", "La première donne deux cellules, la seconde quatre."),
            ("fr", "typed", "Le participe passé du verbe pouvoir", "pu"),
            ("fr", "flip", "Un pays sans accès à la mer est…", "enclavé entre ses voisins, sans port à lui"),
            ("es", "flip", "Explica por qué el mar es salado.", "Los ríos llevan sales de las rocas hasta él."),
            ("es", "typed", "La capital de Perú", "Lima"),
            ("en", "flip", "The capital of Peru is …", "Lima, which lies on the coast of the Pacific"),
            ("en", "choice", "Normal potassium in serum, in adults", "4 mmol/L"),
            ("en", "choice", "A man sells a horse. Name his duty.", "to hand it over"),
        ] {
            assert_eq!(count(language, kind, question, answer), 0, "{question}");
        }
    }
}
