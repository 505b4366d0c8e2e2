//! Words of one sense in questions: `produces` and `makes`, `Raumtemperatur` and `Zimmertemperatur`. Words that
//! matter little when the answers are the same are left out.

use std::sync::LazyLock;

use crate::lint::stem::stem;
use crate::lint::words::{Word, WordMap, WordSet, sorted};

/// A question with fewer words says too little.
const TELLING: usize = 2;

/// Words that may stand for each other.
const SENSES: &[&str] = &[
    "make makes made produce produces produced manufacture manufactured secrete secretes secreted bildet bilden gebildet \
     produziert produzieren hergestellt erzeugt erzeugen produit produite produisent fabrique fabriqué fabriquée sécrète \
     produce producen fabrica fabrican segrega secreta",
    "write writes wrote written author writer compose composed schrieb geschrieben verfasste verfasst autor schriftsteller \
     schriftstellerin écrit écrite écrivit auteur écrivain escribió escrito escrita escritor escritora autora",
    "invent invents invented inventor erfand erfunden erfinder inventé inventée inventa inventeur inventó inventado inventada",
    "discover discovered discoverer entdeckte entdeckt entdecker découvert découverte découvrit découvreur descubrió \
     descubierto descubierta descubridor",
    "paint painted painter malte gemalt maler peint peinte peignit peintre pintó pintado pintada pintor",
    "found founded founder establish established gründete gegründet gründer fondé fondée fonda fondateur fundó fundada \
     fundado fundador",
    "begin begins began begun start starts started begann beginnt commença commence commencé débuta débuté empezó comenzó",
    "end ends ended finish finished endete endet",
    "die died death starb gestorben tod mort morte mourut murió muerte",
    "lie lies located situated find liegt befindet trouve situe situé située encuentra sitúa situado situada ubicado ubicada",
    "large larger largest big bigger biggest",
    "raumtemperatur zimmertemperatur",
    "abbreviation acronym abkürzung kürzel",
];

/// Words that only ask, or say what sort of thing the answer is.
static ASIDE: LazyLock<WordSet> = LazyLock::new(|| {
    let words = with_roots(
        "who whom whose when where by name wer wen wem wessen wann wo wie qui quand où quién cuándo dónde \
         organ organs body human being organe körper menschlichen corps humain órgano cuerpo humano \
         person man woman people year place country city town jahr ort land stadt année lieu pays ville año lugar país ciudad \
         element metal gas substance stoff nom nombre called term heißt lautet begriff \
         in at on by of bei am im dans à en de por par von vom durch wird wurde werden elle il est-elle est-il a ont has \
         ha han se fue es",
    );
    words.collect()
});

static SENSE_OF: LazyLock<WordMap<usize>> = LazyLock::new(|| {
    let mut all = WordMap::default();
    for (sense, words) in SENSES.iter().enumerate() {
        all.extend(with_roots(words).map(|word| (word, sense)));
    }
    all
});

/// Words as written, and as the stems that are compared.
fn with_roots(words: &str) -> impl Iterator<Item = Word> {
    words.split_whitespace().flat_map(|word| {
        let mut root = word.to_owned();
        stem(&mut root);
        [Word::of(word), Word::of(&root)]
    })
}

/// One value for what a question says, whatever its words and their order; `None` if it says too little.
pub(super) fn of(wording: &[Word]) -> Option<Word> {
    let told = sorted(
        wording
            .iter()
            .filter(|word| !ASIDE.contains(word))
            .map(|word| SENSE_OF.get(word).map_or(*word, |&sense| Word::of(SENSES[sense]))),
    );
    (told.len() >= TELLING).then(|| Word::of_set(&told))
}
