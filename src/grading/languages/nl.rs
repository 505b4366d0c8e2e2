//! Dutch: endings that change a form, and words that an accent makes.

/// Endings of inflected forms; "" is the bare stem. A difference between two of them is another form, not a slip.
#[rustfmt::skip]
pub(super) const ENDINGS: &[&str] = &[
    // Persons, tenses, plurals.
    "", "e", "en", "s", "t", "d", "te", "ten", "de", "den", "end", "ende", "aan", "aat", "eer", "eert", "eren",
    // Adjectives and their comparison.
    "er", "ere", "ers", "st", "ste", "sten", "es", "aal", "ale", "aar", "are", "ief", "ieve", "oos", "oze",
    // Nouns.
    "je", "jes", "in", "eel", "elen",
];

/// Forms that differ from another word by an accent alone. Dutch has few.
#[rustfmt::skip]
pub(super) const ACCENT_WORDS: &[&str] = &[
    "een", "één", "voor", "vóór", "he", "hé", "hè", "appel", "appèl", "loge", "logé", "coupe", "coupé", "rose", "rosé",
    "passe", "passé", "attache", "attaché",
];
