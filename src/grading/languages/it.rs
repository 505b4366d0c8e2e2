//! Italian: inflectional endings, and words that differ only by an accent.

/// Endings of inflected forms. A difference between two of them is another form, not a typo.
///
/// The bare stem is not included: words end in a vowel, and leaving it out is a typo.
#[rustfmt::skip]
pub(super) const ENDINGS: &[&str] = &[
    // Nouns, adjectives, the present.
    "o", "a", "i", "e", "io", "ia", "co", "ca", "ci", "chi", "che", "iamo", "ate", "ete", "ite", "ano", "ono", "isco",
    "isce",
    // Infinitives and participles.
    "are", "ere", "ire", "arsi", "ersi", "armi", "ato", "ata", "ati", "ito", "ita", "ando", "endo",
    // The past.
    "avo", "ava", "avano", "evo", "eva", "iva", "ò", "ai",
    // Future and conditional.
    "erò", "erà", "irò", "irà", "erai", "ei",
];

/// Words that differ only by an accent.
#[rustfmt::skip]
pub(super) const ACCENT_WORDS: &[&str] = &[
    // Small words.
    "e", "è", "si", "sì", "la", "là", "li", "lì", "da", "dà", "di", "dì", "se", "sé", "ne", "né", "te", "tè", "pero",
    "però",
    // Other words.
    "papa", "papà", "meta", "metà", "casino", "casinò", "unita", "unità", "onesta", "onestà", "abilita", "abilità",
    "capito", "capitò", "perdono", "perdonò", "faro", "farò", "terra", "terrà", "leggera", "leggerà", "sara", "sarà",
    // Tense.
    "amo", "amò", "ando", "andò", "arrivo", "arrivò", "ascolto", "ascoltò", "ballo", "ballò", "canto", "cantò",
    "compro", "comprò", "entro", "entrò", "gioco", "giocò", "giro", "girò", "guardo", "guardò", "lascio", "lasciò",
    "lavoro", "lavorò", "mangio", "mangiò", "parlo", "parlò", "passo", "passò", "penso", "pensò", "porto", "portò",
    "resto", "restò", "studio", "studiò", "torno", "tornò", "trovo", "trovò", "apri", "aprì", "capi", "capì", "dormi",
    "dormì", "fini", "finì", "mori", "morì", "offri", "offrì", "parti", "partì", "sali", "salì", "senti", "sentì",
    "usci", "uscì", "uni", "unì",
];
