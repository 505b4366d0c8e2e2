//! How cards refer to what isn't on them: another card, a picture, a page, a lesson.

use std::sync::LazyLock;

use super::speech::Phrases;

/// References to another card.
pub(super) static CARDS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(&[
        "previous|preceding|last|next|other|earlier|same question|card|flashcard|item",
        "previous|preceding answer",
        "same project",
        "question|card|answer above|below|before",
        "vorige|vorigen|vorherige|vorherigen|letzte|letzten|nächste|nächsten frage|karte",
        "question|carte|réponse précédente|suivante",
        "pregunta|tarjeta|respuesta anterior|siguiente",
        "domanda|carta|risposta precedente",
        "pergunta|carta|resposta anterior",
        "vorige vraag|kaart",
    ])
});

/// References to a place in a text, to a picture or to a lesson, wherever the words stand.
pub(super) static PLACES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(&[
        "mentioned|named|described|discussed|explained|listed|stated|defined|introduced|cited|noted above|below|earlier|previously",
        "mentioned|discussed|explained|stated before",
        "shown|given|depicted|pictured|seen|printed|reproduced above|below",
        "shown|pictured|depicted|seen here",
        "see|as above",
        "see below|overleaf",
        "above|below picture|image|figure|diagram|text|passage|example|code|statement|map|graph|chart|photo",
        "picture|image|figure|diagram|drawing|text|passage|example|code|statement|sentence|map|graph|chart|photo|photograph \
         above|below",
        "table|list|reaction|equation|formula|expression|function|snippet|query|paragraph|poem|quotation|quote|definition|data|\
         circuit|structure|molecule|problem|case|scenario above|below",
        "the above function|program|algorithm|loop|class|method|query|procedure|routine|script|command|equation|formula|reaction|\
         expression|sequence|table|list|sentence|paragraph|poem|circuit|structure|molecule|data|scenario|case|problem|theorem|\
         argument|proof|recurrence|declaration|snippet|code|graph|picture|quotation",
        "the|this algorithm|function|program|loop|procedure|script|command|theorem|proof|sequence above|below",
        "the given|attached|accompanying|depicted|pictured|illustrated code|program|snippet|query|table|graph|figure|picture|\
         diagram|text|passage|sentence|circuit|image|map|photo|poem",
        "on the left|right|top|bottom of the|this picture|photo|image|figure|drawing|diagram|slide|page|map",
        "at the top|bottom|left|right of the|this picture|photo|image|figure|drawing|diagram|slide|page|map",
        "tip|end|head of the arrow",
        "of the two|three|four|five|six graphs|pictures|diagrams|figures|images|photos|drawings|sketches|sentences",
        "label the part|parts|diagram|structures|bones|picture|organs|drawing|figure",
        "our|my first|second|last|next|other example|topic|text|experiment|case|lesson|session",
        "example|experiment|exercise|problem|text|poem|case|story|song from class|school|monday|tuesday|wednesday|thursday|friday|\
         yesterday",
        "did we discuss|cover|learn|study|read|see|hear",
        "did we talk|look|go about|at|over|through",
        "did the|our|your professor|teacher|lecturer|instructor|speaker stress|say|mention|emphasise|emphasize|explain|recommend",
        "the aforementioned|aforesaid|abovementioned",
        "above mentioned",
        "marked|labelled|labeled|highlighted|indicated|shown|pointed with|by the|a|an red|black|blue|green|yellow|white|~ \
         arrow|circle|cross|star|asterisk|dot|letter",
        "arrow points|pointing|indicates|shows|marks",
        "the arrow point|show|indicate|mark",
        "the|this|that highlighted|circled|underlined|labelled|labeled",
        "the|this|that shaded|marked|coloured|colored|numbered area|region|part|portion|section|spot|structure|bone|word",
        "as we|you saw|learned|learnt|discussed|read|heard",
        "we've|you've just|already|~ seen|discussed|learned|learnt|covered|studied|read|heard",
        "we talked|spoke about",
        "we looked at",
        "we went through|over",
        "in|from last|this|today's|yesterday's week's|~ lesson|lecture|class|seminar|session",
        "last|previous|today's|yesterday's|next week's|~ lesson|lecture|class|seminar|session|homework|reading",
        "previous|preceding chapter|section|unit|page|slide|paragraph|lesson|module",
        "teacher|professor|lecturer|instructor said|says|told|mentioned|explained|gave|showed",
        "our|your|my|the|this textbook|handout|worksheet|workbook|coursebook|syllabus says|said|lists|names|gives",
        "auf|in diesem|dem bild|foto|röntgenbild|schaubild|diagramm",
        "in|auf der|dieser abbildung|zeichnung|grafik|skizze",
        "im bild|diagramm|schaubild",
        "auf der|dieser karikatur|röntgenaufnahme|skizze|aufnahme|grafik|illustration",
        "der|die|das|dem|den|im algorithmus|programm|code|funktion|gleichung|formel|beispiel|text|bild|diagramm|schleife oben|unten",
        "das|dem|der|die gezeigte|gezeigten|gegebene|gegebenen|dargestellte|dargestellten bild|programm|code|abbildung|diagramm|\
         text|beispiel|programmstück|abfrage",
        "spitze|ende des pfeils",
        "siehe|vgl oben|unten|abbildung|abb|seite|bild|s",
        "wie oben|vorhin",
        "oben|unten genannt|genannte|genannten|gezeigt|gezeigte|gezeigten|abgebildet|erwähnt|erwähnte|erwähnten|beschrieben",
        "obige|obigen|obiger|obiges",
        "roten|rote|roter|schwarzen|schwarze|blauen|blaue pfeil",
        "letzte|letzten|letzter|vorige|vorigen|voriger|vergangene|vergangenen woche|stunde|vorlesung|lektion|unterrichtsstunde|sitzung",
        "laut|nach dem|der|~ tabelle|lehrbuch|skript|abbildung|vorlesung|text|schaubild",
        "wie wir gesehen|gelernt|besprochen|gehört|wissen",
        "wir letzte|letztes|gestern|zuletzt",
        "wir gesehen|gelernt|besprochen haben",
        "ci dessus|dessous",
        "sur|dans l'image|cette la|~ image|photo|figure",
        "sur|dans la|cette|le|ce image|photo|figure|schéma|dessin|diagramme",
        "sur l'image",
        "selon|d'après le|la tableau|texte|cours|schéma|figure|manuel|photo",
        "semaine|leçon dernière|précédente",
        "dernier|précédent cours|chapitre",
        "nous l'avons|avons vu|appris|étudié",
        "flèche rouge|noire|bleue|verte",
        "en la|esta imagen|foto|figura|ilustración|lámina",
        "en el|este dibujo|diagrama|gráfico",
        "según la|el tabla|texto|figura|libro|gráfico|cuadro",
        "clase|lección|página|semana anterior|pasada",
        "como vimos",
        "hemos visto",
        "más arriba",
        "flecha roja|negra|azul|verde",
        "le|du|au|dans polycopié|poly|fascicule",
        "l'exemple|l'exercice|figure|schéma|document|extrait|tableau|définition|formule|énoncé|l'énoncé \
         du polycopié|poly|cours|manuel|fascicule|professeur|prof|chapitre|livre|td|tp",
        "de la fotocopia|diapositiva",
        "ejemplo|ejercicio|figura|tabla|definición|esquema del|de la|los manual|libro|cuaderno|apuntes|fotocopia|profesor|profesora|\
         capítulo|tema|clase",
        "en los apuntes",
        "beispiel|aufgabe|abbildung|tabelle|definition|versuch des|der|vom skripts|lehrbuchs|schulbuchs|arbeitsblatts|arbeitsblattes|\
         vorlesung|lehrers|lehrerin|kapitels|dozenten",
        "beispiel|aufgabe|abbildung|tabelle|definition|versuch aus|in|im|auf dem|der|unserem|~ skript|lehrbuch|schulbuch|vorlesung|\
         unterricht|arbeitsblatt|kapitel|heft",
        "example|exercise|figure|definition|table|experiment of|in|on|from the|our|my handout|worksheet|lecture|textbook|notes|slides|\
         workbook|booklet|coursebook|notebook",
        "handout's|worksheet's|textbook's|lecturer's|teacher's|professor's example|exercise|figure|definition|table|experiment",
        "nella|nella|sulla figura|foto|fotografia|mappa",
        "nell'immagine",
        "settimana|lezione scorsa",
        "freccia rossa|nera|blu",
        "na imagem|foto|figura",
        "semana|aula passada",
        "seta vermelha|preta",
        "the one|man|woman|person|figure|boy|girl|picture|image|graph|curve|diagram|instrument|building|structure|animal|plant|column|\
         object|device|statue|triangle|molecule|painting|cell|vessel on the left|right",
        "see the|this figure|picture|diagram|table|map|image|photo|text|graph",
        "indicated|marked|labelled|labeled by|with the letter a|b|c|d|e|f|g|h|x",
        "the red|black|blue|green|yellow|white|orange arrow|arrows",
        "monday's|tuesday's|wednesday's|thursday's|friday's|saturday's|sunday's|morning's lecture|lesson|class|seminar|tutorial|\
         session|lab",
        "in|from|during|to|of|by our|your|my notes|notebook|handout|lecture|worksheet|homework|textbook|excursion",
        "wrote|written|drawn on the board",
        "on the blackboard|whiteboard|handout|worksheet",
        "the|this handout|worksheet says|say|shows|show|lists|list|gives|give|mentions|mention",
        "auf dem|diesem|unserem arbeitsblatt|foto|bild|handout|plakat|röntgenbild",
        "auf der|dieser|unserer folie|karte|abbildung|zeichnung",
        "an der tafel",
        "im|in unserem|~ heft|lehrbuch|skript|schulbuch|unterricht",
        "im|in dem text|artikel|ausschnitt|auszug|beispiel|gedicht|video genannt|genannte|genannten|erwähnt|beschrieben|gezeigt|\
         vorkommt|verwendet",
        "im folgenden|obigen|vorliegenden|nebenstehenden text|bild|satz|beispiel|gedicht|ausschnitt|diagramm",
        "der|die|das|den|dem abgebildete|abgebildeten|markierte|markierten|unterstrichene|unterstrichenen|\
         eingekreiste|eingekreisten|nebenstehende|nebenstehenden|vorliegende|vorliegenden",
        "der|den|dem|ein|einem grüne|grünen|grüner|gelbe|gelben|weiße|weißen|rote|roten|blaue|blauen pfeil",
        "zeigt|deutet|weist|markiert|bezeichnet der|dieser pfeil",
        "der|dem|einem pfeil zeigt|deutet|markiert|markierte|markierten|gekennzeichnet|gekennzeichnete|bezeichnet",
        "unser|unserem lehrbuch|skript|versuch",
        "hat|nannte|erwähnte|erklärte der|die|unser|unsere lehrer|lehrerin|professor|professorin|dozent|dozentin",
        "vertritt|meint|kritisiert|behauptet|schildert|beschreibt|fordert der|die autor|autorin|verfasser|verfasserin|erzähler|\
         erzählerin|dichter",
        "mit a|b|c|d|e|f|g|x|1|2|3|4|5|6 beschriftet|markiert|gekennzeichnet",
        "sagt|behauptet|erzählt|berichtet der|dieser text|artikel|ausschnitt|erzähler",
        "wie|~ bereits|schon|~ oben|vorhin|vorher|zuvor erwähnt|gesagt|besprochen|genannt|gesehen",
        "la flèche",
        "marqué|marquée|indiqué|indiquée|désigné|désignée par|avec la lettre a|b|c|d|e|f|x",
        "dit|raconte|affirme|explique le|ce texte|document|passage|narrateur",
        "ci contre|joint|jointe|après",
        "indique|montre|désigne|représente la|cette|ce|le photo|figure|illustration|courbe|image|carte|schéma|document|tableau|graphique|dessin",
        "au tableau noir",
        "sur la|cette radiographie|courbe|affiche|caricature|gravure|illustration|coupe",
        "programme|algorithme|l'algorithme|code|l'exemple|texte|schéma précédent",
        "fonction|réaction|équation|phrase|figure précédente",
        "programme|algorithme|code|schéma donné|illustré|représenté",
        "dans l'extrait|l'exemple|l'exercice|l'article|l'image",
        "dans notre cours|livre|manuel",
        "a dit|expliqué|montré le|la|notre prof|professeur|professeure|maître|maîtresse",
        "dit|pense|veut|dénonce|critique|décrit|défend l'auteur|l'autrice|l'auteure",
        "le|la|du|au mot|phrase|verbe|os|muscle|partie souligné|soulignée|entouré|entourée|surligné|surlignée|fléché|fléchée",
        "la semaine dernière|passée",
        "dernière fois",
        "la flecha",
        "marcado|marcada|señalado|señalada|indicado|indicada con|por la letra a|b|c|d|e|f|x",
        "dice|cuenta|explica|afirma el|este texto|fragmento|narrador",
        "señala|indica|muestra la|el flecha|foto|imagen|figura|mapa|gráfico|esquema",
        "en la pizarra|diapositiva",
        "de|en nuestro manual|curso",
        "dijo|explicó|mencionó el|la|nuestro|nuestra profesor|profesora|maestro|maestra",
        "el siguiente texto|fragmento|ejemplo|gráfico|mapa",
        "la siguiente imagen|figura|tabla|oración",
        "imagen|figura|texto|tabla|ejemplo|algoritmo|programa|código|función|ecuación|fórmula de arriba|abajo",
        "programa|algoritmo|código|texto|ejemplo|fragmento|esquema anterior",
        "en la|esta radiografía|gráfica|caricatura|diapositiva|fotografía",
        "marcado|marcada|señalado|señalada|indicado|indicada con una|la flecha",
        "la freccia",
        "alla lavagna",
        "qui sopra|sotto",
        "abbiamo visto|letto|studiato|ascoltato",
        "na lousa|tabela",
        "de pijl",
        "in de les|tekst",
        "hierboven|hieronder",
        "op de afbeelding|foto|tekening",
        "vorige week|les",
    ])
});

/// References to pictures and texts, which are fine if the card says what these show or are about.
pub(super) static UNNAMED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(&[
        "in|on|from|by the|this|that picture|photo|photograph|image|figure|diagram|drawing|illustration|screenshot|slide|video|\
         clip|x|scan|graph|chart|map|passage|excerpt|extract|text|recording|painting|sketch|cartoon|caption|legend",
        "according to the|this|that|our|your text|passage|article|lecture|lecturer|video|reading|author|teacher|professor|book|\
         textbook|table|figure|diagram|chart|graph|map|chapter|notes|slide|slides|excerpt|paragraph|caption|script",
        "per the table|figure|text|slide|notes",
        "the picture|photo|photograph|image|figure|diagram|drawing|illustration|graph|chart|map|cartoon|table \
         show|shows|depict|depicts|represent|represents|illustrate|illustrates",
        "is|are|was shown|pictured|depicted|illustrated|highlighted|circled|underlined|labelled|labeled",
        "highlighted|marked|shown|coloured|colored|circled|shaded|underlined in red|blue|green|yellow|black|bold|grey|gray|orange",
        "in class",
        "is|are|was coloured|colored|shaded|marked red|blue|green|yellow|black|white|grey|gray|orange",
        "with|by the asterisk|arrow|label",
        "the|a red|black|blue|green|yellow|white arrow",
        "in the lecture|lesson|seminar|course|tutorial|lab|workshop",
        "the last|final chapter|section|page|slide|paragraph|lesson",
        "of the|this text|passage|excerpt|extract|article|poem|picture|diagram|photo",
        "the other one|ones",
        "in|from the example|snippet|listing|worksheet|handout|slides|podcast|documentary|audio|dialogue",
        "you see|hear here",
        "as mentioned|explained|stated|noted|discussed|said|shown",
        "im|in|aus|auf dem|diesem|~ text|artikel|video|ausschnitt|auszug|kasten|beispiel|gedicht|schema",
        "in der|dieser tabelle|aufnahme|aufgabe|übung",
        "was|wen|~ sieht|hört man hier",
        "dans|sur|selon le|la|ce|cet|cette|~ texte|passage|document|tableau|poème|extrait|vidéo|carte|graphique|enregistrement|\
         chanson|fiche|diapositive|exercice",
        "en classe",
        "voit|entend on ici",
        "en el|este texto|video|vídeo|ejemplo|poema|mapa|fragmento|pasaje|esquema|ejercicio|cuaderno",
        "en clase",
        "se ve|oye aquí",
        "nel testo|disegno|brano|video|grafico|dialogo",
        "in classe",
        "no texto|desenho|mapa|vídeo|gráfico|exemplo",
        "em aula",
        "last week|lesson|time",
        "the painting|triangle|circuit|structure|molecule|plant|animal|building|object|device|instrument|coin|flag|cell|bone|muscle|\
         organ|curve|graph|tree|circle|shape shown|pictured|depicted",
        "de la|esta|una foto|imagen|fotografía|radiografía|lámina",
    ])
});

/// References to the contents of a book or to its author, in a question that names neither.
pub(super) static UNNAMED_BOOKS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(&[
        "does|did|do|is|was the passage|text|excerpt|author|authors|narrator|article|story|poem|experiment|study|protagonist",
        "the main character|character's|figure",
        "le|du narrateur|protagoniste",
        "la narratrice",
        "le personnage principal",
        "el|del narrador|protagonista",
        "il narratore|protagonista",
        "the protagonist's|narrator's|author's",
    ])
});
