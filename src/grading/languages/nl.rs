//! Dutch: endings that change a form, and words that an accent makes.

/// Endings of inflected forms; "" is the bare stem. A difference between two of them is another form, not a slip.
pub(super) const ENDINGS: &[&str] = &[
    "", "e", "en", "s", "t", "d", "te", "ten", "de", "den", "end", "ende", // persons, tenses, adjectives
    "er", "ere", "ers", "eren", "st", "ste", "sten", // comparison
    "je", "jes", "tje", "tjes", "el", "els", "in", "es", "et", "eld", "elen", "erd", "eer", "eert", // nouns
];

/// Forms that differ from another word by an accent alone. Dutch has few.
pub(super) const ACCENT_WORDS: &[&str] = &[
    "een", "één", "voor", "vóór", "he", "hé", "hè", "appel", "appèl", "loge", "logé", "coupe", "coupé", "rose", "rosé",
    "passe", "passé", "attache", "attaché",
];
