//! Spanish: inflectional endings, and words that differ only by an accent.

/// Endings of inflected forms. A difference between two of them is another form, not a typo.
///
/// The bare stem is not included: words end in a vowel, and leaving it out is a typo.
#[rustfmt::skip]
pub(super) const ENDINGS: &[&str] = &[
    // Nouns, adjectives, the present.
    "a", "o", "e", "as", "os", "es", "an", "en", "or", "ora", "ores", "ón", "ones", "al", "ales", "ad", "ades", "ol",
    "ola", "amos", "emos", "imos", "áis", "éis",
    // Infinitives and participles.
    "ar", "er", "ir", "ado", "ada", "ando", "ido", "ida", "iendo", "rme", "rse", "rte",
    // The past.
    "é", "ó", "ió", "aron", "aba", "aban", "ábamos", "ía", "ían", "íamos",
    // Future and subjunctive.
    "ara", "ará", "aran", "arán", "era", "erá", "irá", "ré", "rá", "rás", "rán",
];

/// Words that differ only by an accent.
#[rustfmt::skip]
pub(super) const ACCENT_WORDS: &[&str] = &[
    // Small words.
    "el", "él", "tu", "tú", "mi", "mí", "si", "sí", "se", "sé", "de", "dé", "te", "té", "mas", "más", "aun", "aún",
    "que", "qué", "como", "cómo", "cuando", "cuándo", "donde", "dónde", "quien", "quién", "quienes", "quiénes", "cual",
    "cuál", "cuanto", "cuánto", "cuanta", "cuánta", "cuantos", "cuántos", "adonde", "adónde",
    // Other words.
    "papa", "papá", "mama", "mamá", "sabana", "sábana", "perdida", "pérdida", "bebe", "bebé", "cortes", "cortés",
    "revolver", "revólver", "hacia", "hacía", "seria", "sería", "sabia", "sabía", "rio", "río", "rió", "animo", "ánimo",
    "domino", "dominó", "cascara", "cáscara", "celebre", "célebre", "limite", "límite", "practico", "práctico",
    "critica", "crítica", "fabrica", "fábrica", "ejercito", "ejército", "secretaria", "secretaría",
    // Tense and mood.
    "esta", "está", "estas", "estás", "este", "esté", "amo", "amó", "uso", "usó", "pago", "pagó", "pare", "paré",
    "pase", "pasé", "tome", "tomé", "jugo", "jugó", "hablo", "habló", "trabajo", "trabajó", "compro", "compró", "llego",
    "llegó", "canto", "cantó", "hable", "hablé", "compre", "compré", "llegue", "llegué", "ira", "irá", "sera", "será",
    "vera", "verá", "dejo", "dejó", "mire", "miré", "miro", "miró", "paso", "pasó",
];
