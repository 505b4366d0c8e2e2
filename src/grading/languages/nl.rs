//! Dutch: inflectional endings, and words that differ only by an accent.

/// Endings of inflected forms; "" is the bare stem. A difference between two of them is another form, not a typo.
#[rustfmt::skip]
pub(super) const ENDINGS: &[&str] = &[
    // Persons, tenses, plurals.
    "", "e", "en", "s", "t", "d", "te", "ten", "de", "den", "end", "ende", "aan", "aat", "eer", "eert", "eren",
    // Adjectives and their comparison.
    "er", "ere", "ers", "st", "ste", "sten", "es", "aal", "ale", "aar", "are", "ief", "ieve", "oos", "oze",
    // Nouns.
    "je", "jes", "in", "eel", "elen",
];

/// Words that differ only by an accent, of which Dutch has few.
#[rustfmt::skip]
pub(super) const ACCENT_WORDS: &[&str] = &[
    "een", "één", "voor", "vóór", "he", "hé", "hè", "appel", "appèl", "loge", "logé", "coupe", "coupé", "rose", "rosé",
    "passe", "passé", "attache", "attaché",
];
