//! The gender of a noun, judged by its ending: good enough to see that an article fits only one choice.

/// Noun endings, whole words among them; the longest match counts.
struct Endings {
    masculine: &'static str,
    feminine: &'static str,
    neuter: &'static str,
}

const DE: Endings = Endings {
    masculine: "er ismus ling or eur ist ant ent loge graph stoff mann baum berg fluss wald tag stein stern kopf fuß zahn \
                knochen muskel körper apparat kompass motor magen darm arm finger nerv hals rücken mund herd ofen hahn topf \
                stuhl tisch schrank schlüssel löffel hammer bohrer zirkel wagen regen schnee wind sturm hund vogel fisch käse \
                name hase löwe affe junge buchstabe gedanke kran zug bus ball stift hut meißel spiegel filter computer",
    feminine: "ung heit keit schaft ion tät ik tur enz anz ie ei age uhr e kraft nacht wand hand stadt frau arbeit zeit welt \
               luft macht bank form zahl art mutter tochter schwester butter leber feder mauer nummer ziffer dauer oper kammer \
               faser ader schulter wimper milz haut brust faust nuss kuh gans maus axt zange säge gabel schaufel nadel kugel \
               regel formel zwiebel kartoffel insel amsel trommel orgel gitarre antwort geige",
    neuter: "chen lein um ment meter skop gerät haus buch land tier kind wort bild spiel glas rad öl gas salz metall organ \
             system gefäß gelenk herz auge ohr werk zeug thema klima wasser fenster messer zimmer wetter feuer ufer fieber \
             pflaster opfer leder silber kupfer pulver gitter kloster theater orchester alter futter lager muster ruder labor \
             tor chlor ende gebäude getreide gemüse gebirge insulin protein hämoglobin benzin pferd schaf huhn boot schiff \
             flugzeug auto fahrrad klavier cello horn fagott saxofon lineal seil brot fleisch bein knie gehirn hirn blut eis \
             eisen gold blei zink talent parlament lot",
};

const FR: Endings = Endings {
    masculine: "ment age eau isme oir scope mètre phone graphe teur ier ard ail euil oin ème ège musée lycée trophée été comité \
                côté traité pâté cœur foie rein os sang bras nez pied œil violon piano hautbois cor tuba génie incendie silence \
                lac fleuve mont couteau marteau crayon bâton poumon estomac muscle nerf cerveau dos four fer or cuivre plomb \
                violoncelle compas vent soleil baromètre",
    feminine: "tion sion aison té ette elle esse euse trice ence ance ure ie ée ade ude ine ille enne thèque ose aine ière image \
               page plage cage rage nage peau main mer mort dent fin faim nuit fleur couleur chaleur peur valeur longueur \
               hauteur vitesse flûte harpe guitare lyre montre règle balance pompe lampe scie crème forêt lune terre étoile \
               rate cuisse jambe tête langue bouche rivière montagne ville loupe pince",
    neuter: "",
};

const ES: Endings = Endings {
    masculine: "o or aje problema sistema tema clima idioma poema programa mapa día planeta cometa diafragma plasma volcán \
                violín tambor corazón pulmón riñón pez mar sol árbol papel metal hospital martillo",
    feminine: "a ción sión dad tad tud umbre mano foto moto radio flor sal piel luz nariz voz red sangre leche nube torre",
    neuter: "",
};

const IT: Endings = Endings {
    masculine: "o ore ale problema sistema tema clima poema programma mare sole cuore fiume monte",
    feminine: "a zione sione tà tù ione mano foto moto radio trice pelle luce nave torre",
    neuter: "",
};

const PT: Endings = Endings {
    masculine: "o or problema sistema tema clima idioma poema programa mapa dia planeta",
    feminine: "a ção são dade gem tude foto moto mão",
    neuter: "",
};

/// Words with the ending of one gender and the article of another: `el agua`.
const LIKE_THE_OTHER: [&str; 9] = ["agua", "águila", "alma", "arma", "aula", "hacha", "hambre", "ala", "área"];

/// The determiners of a language, each list with the genders it goes with.
fn determiners(code: &str) -> Option<(&'static Endings, &'static [(&'static str, &'static str)])> {
    Some(match code {
        "de" => (
            &DE,
            &[
                ("ein einem dem zum im am vom beim keinem diesem", "mn"),
                ("eine einer zur keine", "f"),
                ("einen keinen", "m"),
                ("das ins ans", "n"),
            ],
        ),
        "fr" => (&FR, &[("un le du au ce", "m"), ("une la cette", "f")]),
        "es" => (&ES, &[("un el del al este", "m"), ("una la esta", "f")]),
        "it" => (&IT, &[("un il lo uno del al nel", "m"), ("una la della alla nella", "f")]),
        "pt" => (&PT, &[("um o do ao no", "m"), ("uma a da à na", "f")]),
        _ => return None,
    })
}

/// Whether a noun can follow a determiner; `None` if either is unknown.
pub(super) fn fits(code: &str, determiner: &str, noun: &str) -> Option<bool> {
    let (endings, determiners) = determiners(code)?;
    let has = |list: &str| list.split(' ').any(|word| word == determiner);
    let genders = determiners.iter().find(|(list, _)| has(list)).map(|(_, genders)| *genders)?;
    gender(endings, &noun.to_lowercase()).map(|gender| genders.contains(gender))
}

fn gender(endings: &Endings, noun: &str) -> Option<char> {
    let longest = |list: &'static str| {
        list.split_whitespace().filter(|ending| noun.ends_with(ending)).map(str::len).max().unwrap_or(0)
    };
    let all = [(endings.masculine, 'm'), (endings.feminine, 'f'), (endings.neuter, 'n')];
    let (length, gender) =
        all.map(|(list, gender)| (longest(list), gender)).into_iter().max_by_key(|(length, _)| *length)?;
    (length > 0 && !LIKE_THE_OTHER.contains(&noun)).then_some(gender)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_tell_the_gender() {
        for (code, determiner, noun, expected) in [
            ("de", "einem", "Thermometer", Some(true)),
            ("de", "einem", "Stoppuhr", Some(false)),
            ("de", "einen", "Hammer", Some(true)),
            ("de", "das", "Leber", Some(false)),
            ("de", "eine", "Leber", Some(true)),
            ("de", "ein", "Xyz", None),
            ("fr", "une", "balance", Some(true)),
            ("fr", "un", "thermomètre", Some(true)),
            ("fr", "un", "image", Some(false)),
            ("es", "un", "termómetro", Some(true)),
            ("es", "una", "problema", Some(false)),
            ("es", "el", "agua", None),
            ("it", "una", "stazione", Some(true)),
            ("pt", "um", "viagem", Some(false)),
            ("fi", "un", "talo", None),
        ] {
            assert_eq!(fits(code, determiner, noun), expected, "{determiner} {noun}");
        }
    }
}
