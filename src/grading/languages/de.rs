//! German: inflectional endings, and words that differ only by an umlaut.

/// Endings of inflected forms; "" is the bare stem. A difference between two of them is another form, not a typo.
#[rustfmt::skip]
pub(super) const ENDINGS: &[&str] = &[
    // Cases, persons, adjectives.
    "", "e", "en", "em", "er", "es", "s", "st", "t", "et", "est", "end", "ere", "eren", "ste", "sten",
    // The past.
    "te", "ten", "test", "tet", "ete", "eten",
    // Nouns, and stems in -er and -el.
    "ern", "eln", "el", "ert", "elt", "se", "in",
];

/// Words that differ only by an umlaut.
#[rustfmt::skip]
pub(super) const ACCENT_WORDS: &[&str] = &[
    // Plurals.
    "mutter", "mütter", "tochter", "töchter", "vater", "väter", "bruder", "brüder", "apfel", "äpfel", "garten",
    "gärten", "vogel", "vögel", "mantel", "mäntel", "nagel", "nägel", "hammer", "hämmer", "laden", "läden", "schaden",
    "schäden", "boden", "böden", "ofen", "öfen", "hafen", "häfen", "kloster", "klöster",
    // Subjunctive.
    "konnte", "könnte", "konnten", "könnten", "konntest", "könntest", "musste", "müsste", "mussten", "müssten",
    "durfte", "dürfte", "durften", "dürften", "mochte", "möchte", "mochten", "möchten", "hatte", "hätte", "hatten",
    "hätten", "hattest", "hättest", "wurde", "würde", "wurden", "würden", "wurdest", "würdest", "war", "wär", "ware",
    "wäre", "waren", "wären", "brachte", "brächte", "dachte", "dächte", "wusste", "wüsste",
    // Third person, and second person plural.
    "fahrt", "fährt", "fahrst", "fährst", "lauft", "läuft", "schlaft", "schläft", "tragt", "trägt", "halt", "hält",
    "fallt", "fällt", "lasst", "lässt", "wascht", "wäscht", "schlagt", "schlägt", "fangt", "fängt",
    // Other words.
    "schon", "schön", "drucken", "drücken", "zahlen", "zählen", "fordern", "fördern", "fuhren", "führen", "tauschen",
    "täuschen", "kuchen", "küchen", "schwul", "schwül",
];
