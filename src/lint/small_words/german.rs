//! German.

use super::Lists;

pub(super) const LISTS: Lists = Lists {
    numbers: "zwei/beiden/beide drei/dreien vier fünf sechs sieben acht neun zehn elf zwölf",
    and: &["und", "oder", "sowie", "&"],
    both: "und während wohingegen aber",
    fillers: "der die das des dem den ein eine einer eines einem einen und oder so als weil da denn dies diese dieser \
             dieses es er sie wir ihr du ich man ist sind war waren sein bin hat haben hatte hatten wird werden kann \
             muss soll in im an am auf zu zum zur von vom mit für bei aus um dort hier einfach wirklich sehr auch ja \
             nein nicht genau eben halt nun mal natürlich klar selbstverständlich offensichtlich bekannt wahr falsch \
             richtig korrekt stimmt antwort antworten aussage aussagen frage lösung begründung erklärung option \
             optionen grund siehe oben unten gut super toll prima bravo perfekt gemacht definition selbsterklärend \
             versteht sich selbst merken lernen auswendig alle was welche wer warum wie wann wo also deshalb daher \
             darum steht buch lehrbuch schulbuch heft skript vorlesung seite folie kapitel wissen weiß jeder folgt \
             folgen noch kommt ergänzt ergänzen ergänzung nachtragen nachgetragen nachgereicht fehlt keine kein \
             keinen ahnung unterricht besprochen gelernt anderen andere allen allem doch logisch logischerweise offen \
             später mehr allgemein per vgl s o u v z b lt laut mir uns euch erklärt erläuterung bitte todo schule \
             lehrer gesagt gibt bald irgendwann schreiben hinzufügen einfügen",
    reasons: "warum weshalb wieso wozu erkläre erklären beschreibe unterschied unterscheiden unterscheidet",
    asking: "welche welches welcher welchen was nenne nennen nennt nenn sind diese liste aufzähle zähle \
             gib heißen lauten",
    negations: "nicht kein keine keiner keines keinem keinen nie niemals nein falsch",
    rejections: "nein falsch stimmt das",
    than: "als",
    conditions: "wenn falls sofern wo dessen deren zwischen sowohl",
    verbs: "ist sind war waren hat haben hatte kann wird wurde",
    joining: "und oder in im an am auf von vom bei beim zu zum zur mit für aus nach durch um",
    vague: "ganz völlig total leider anders andere anderes anderen anderer damals geschah geschahen vieles viel \
             viele mehr weniger gegenteil fall umgekehrt irrtum fehler mythos märchen legende unsinn quatsch früher \
             später eher fast teilweise teils halb wirklichkeit wahrheit tatsächlich eigentlich kompliziert \
             komplizierter einfach trifft zu zutreffend unwahr alles etwas jemand woanders anderswo weit lange zeit \
             gar überhaupt verbreiteter verbreitet ungenau unrichtig nö gewesen passiert passierte worden",
    other: "jemand ander andere anderen anderer anderes anderem anders woanders anderswo",
    kinds: "anderes anderer anders jahr jahren jahre zeit datum tag monat jahrhundert ort orten land stadt person mensch mann frau grund \
             name weg art",
    because: "denn weil da",
    pointers: "siehe vgl vergleiche s seite kapitel kap folie buch heft skript lektion abschnitt",
    persons: "ich mich mir mein meine meinen meiner meinem wir unser unsere uns du dich dir dein deine deinen euch",
    subjects: "er sie es man",
};
