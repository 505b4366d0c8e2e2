//! Dutch.

use super::Lists;

pub(super) const LISTS: Lists = Lists {
    numbers: "twee/beide drie vier vijf zes zeven acht negen tien elf twaalf",
    and: &["en", "of", "alsook", "&"],
    both: "en terwijl maar",
    fillers: "de het een dit dat deze die en of zo als omdat want dus er ze zij hij wij we je jij u ik men is zijn was \
             waren wordt worden heeft hebben had kan moet in op aan te van voor met bij uit om door naar daar hier \
             gewoon echt heel ook ja nee niet precies nu eenmaal natuurlijk duidelijk bekend waar onwaar juist goed \
             fout klopt antwoord antwoorden uitspraak vraag uitleg optie reden zie boven onder boek hoofdstuk \
             bladzijde les klas definitie leren onthouden alle wat welke wie waarom hoe wanneer andere anderen volgt \
             nog komt later meer ontbreekt geen idee weet iedereen logisch aanvullen toevoegen",
    reasons: "waarom leg verklaar beschrijf verschil verschillen",
    asking: "welke wat noem noemt geef de het zijn deze die lijst som heten",
    negations: "niet geen nooit nee fout onwaar",
    rejections: "nee fout dat",
    than: "dan",
    conditions: "als wanneer indien waar wie wiens tussen zowel",
    verbs: "is zijn was waren heeft hebben had kan wordt werd",
    joining: "en of maar van in op aan te bij met voor uit naar door om",
    vague: "ander andere anders helemaal helaas tegendeel omgekeerd werkelijkheid ingewikkeld ingewikkelder veel \
             meer minder eerder later fout vergissing mythe iemand iets ergens toen gebeurde gebeurden dingen ding \
             deels bijna alles eigenlijk tijd lang ver geval zeker",
    other: "ander andere anders",
    kinds: "jaar jaren tijd datum dag maand eeuw plaats land stad persoon mens man vrouw reden naam manier ding",
    because: "want omdat",
    pointers: "zie vgl p blz bladzijde hoofdstuk boek les",
    persons: "ik mij me mijn jij je jou jouw wij we ons onze u uw",
    subjects: "hij zij ze het er",
};
