//! Portuguese: inflectional endings, and words that differ only by an accent.

/// Endings of inflected forms. A difference between two of them is another form, not a typo.
///
/// The bare stem is not included: words end in a vowel, and leaving it out is a typo.
#[rustfmt::skip]
pub(super) const ENDINGS: &[&str] = &[
    // Nouns, adjectives, the present.
    "a", "o", "e", "as", "os", "es", "am", "em", "ens", "ão", "ões", "mã", "mão", "al", "ais", "el", "eis", "or", "ora",
    "ores", "amos", "emos", "imos",
    // Infinitives and participles.
    "ar", "er", "ir", "ado", "ada", "ando", "ido", "endo", "indo",
    // The past.
    "ei", "i", "eu", "iu", "ou", "ámos", "aram", "eram", "iram", "ava", "avam", "ávamos", "ia", "íamos",
    // The future.
    "ará", "erá", "irá",
];

/// Words that differ only by an accent.
#[rustfmt::skip]
pub(super) const ACCENT_WORDS: &[&str] = &[
    // Small words.
    "a", "à", "as", "às", "e", "é", "da", "dá", "de", "dê", "por", "pôr", "nos", "nós", "vos", "vós", "mas", "más",
    "que", "quê", "porque", "porquê", "ate", "até", "ai", "aí", "so", "só", "la", "lá", "lã",
    // Other words.
    "avó", "avô", "avós", "avôs", "pais", "país", "coco", "cocô", "bebe", "bebê", "bebé", "sabia", "sabiá", "sábia",
    "fabrica", "fábrica", "maca", "maça", "maçã", "seria", "séria", "duvida", "dúvida", "divida", "dívida", "copia",
    "cópia", "critica", "crítica", "publica", "pública", "pratica", "prática", "analise", "análise", "cara", "cará",
    "amem", "amém", "forma", "fôrma", "secretaria", "secretária",
    // Tense, person, mood.
    "esta", "está", "estas", "estás", "pode", "pôde", "tem", "têm", "vem", "vêm", "contem", "contém", "contêm",
    "mantem", "mantém", "mantêm", "sai", "saí", "cai", "caí", "caia", "caía", "saia", "saía", "sera", "será", "vera",
    "verá", "ira", "irá", "falara", "falará", "cantara", "cantará", "amara", "amará", "falamos", "falámos",
];
