//! French: inflectional endings, and words that differ only by an accent.

/// Endings of inflected forms; "" is the bare stem. A difference between two of them is another form, not a typo.
#[rustfmt::skip]
pub(super) const ENDINGS: &[&str] = &[
    // Nouns and adjectives.
    "", "e", "es", "s", "x", "al", "ale", "als", "aux", "el", "els", "elle", "elles", "en", "enne", "if", "ifs", "ive",
    "ives", "eux", "euse",
    // The present.
    "ons", "ez", "ent", "ens", "t", "is", "it",
    // Infinitives and participles.
    "er", "ir", "ant", "é", "ée", "és", "ées", "i", "ie", "u",
    // Past, future, conditional.
    "a", "ai", "ais", "ait", "aient", "ions", "iez", "rais", "rait",
];

/// Words that differ only by an accent.
#[rustfmt::skip]
pub(super) const ACCENT_WORDS: &[&str] = &[
    // Small words and nouns.
    "a", "à", "ou", "où", "la", "là", "du", "dû", "sur", "sûr", "mur", "mûr", "des", "dès", "mais", "maïs", "notre",
    "nôtre", "votre", "vôtre", "cote", "côte", "côté", "foret", "forêt", "pate", "pâte", "pâté", "peche", "pêche",
    "péché", "pêcher", "pécher", "tache", "tâche", "tacher", "tâcher", "jeune", "jeûne", "marche", "marché", "interne",
    "interné", "retraite", "retraité", "sale", "salé", "sucre", "sucré", "age", "âge", "âgé", "cru", "crû",
    // Participle and present.
    "aime", "aimé", "arrive", "arrivé", "chante", "chanté", "cherche", "cherché", "commence", "commencé", "danse",
    "dansé", "demande", "demandé", "donne", "donné", "entre", "entré", "ferme", "fermé", "gagne", "gagné", "habite",
    "habité", "invite", "invité", "joue", "joué", "laisse", "laissé", "lave", "lavé", "mange", "mangé", "monte",
    "monté", "montre", "montré", "parle", "parlé", "passe", "passé", "pense", "pensé", "porte", "porté", "regarde",
    "regardé", "reste", "resté", "tombe", "tombé", "trouve", "trouvé", "visite", "visité", "élève", "élevé", "règle",
    "réglé", "préfère", "préféré", "répète", "répété", "rencontre", "rencontré", "travaille", "travaillé",
];
