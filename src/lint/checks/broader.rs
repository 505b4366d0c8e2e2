//! Kinds within wider kinds: whoever says that a beaver is a rodent also says that it is a mammal.

use std::sync::LazyLock;

use super::speech::{Phrases, Speech};
use crate::lint::words::{Phrase, Word, WordSet, set_of};

/// Wider kinds and some of their narrower ones, singular and plural, by language.
const KINDS: &[(&str, &str)] = &[
    (
        "vertebrate vertebrates",
        "mammal mammals fish fishes bird birds reptile reptiles amphibian amphibians rodent rodents marsupial marsupials primate \
         primates snake snakes",
    ),
    (
        "mammal mammals",
        "rodent rodents marsupial marsupials primate primates cetacean cetaceans ruminant ruminants carnivoran carnivorans \
         monotreme monotremes ungulate ungulates ape apes",
    ),
    (
        "arthropod arthropods",
        "insect insects arachnid arachnids crustacean crustaceans spider spiders beetle beetles butterfly butterflies",
    ),
    (
        "invertebrate invertebrates",
        "insect insects arachnid arachnids crustacean crustaceans mollusc molluscs mollusk mollusks worm worms cephalopod \
         cephalopods jellyfish arthropod arthropods",
    ),
    ("insect insects", "beetle beetles butterfly butterflies moth moths bee bees wasp wasps ant ants fly flies"),
    ("mollusc molluscs mollusk mollusks", "cephalopod cephalopods snail snails bivalve bivalves gastropod gastropods"),
    ("reptile reptiles", "snake snakes lizard lizards turtle turtles crocodile crocodiles"),
    (
        "plant plants",
        "tree trees shrub shrubs herb herbs fern ferns moss mosses conifer conifers grass grasses legume legumes",
    ),
    ("tree trees", "conifer conifers"),
    ("fruit fruits", "berry berries drupe drupes pome pomes nut nuts"),
    ("woodwind woodwinds", "flute flutes oboe oboes clarinet clarinets bassoon bassoons reed double-reed single-reed"),
    ("wind winds", "woodwind woodwinds brass"),
    ("element elements", "metal metals halogen halogens metalloid metalloids nonmetal nonmetals"),
    ("hydrocarbon hydrocarbons", "alkane alkanes alkene alkenes alkyne alkynes"),
    ("protein proteins", "enzyme enzymes antibody antibodies immunoglobulin immunoglobulins collagen keratin"),
    (
        "carbohydrate carbohydrates",
        "monosaccharide monosaccharides disaccharide disaccharides polysaccharide polysaccharides",
    ),
    ("analgesic analgesics painkiller painkillers", "nsaid nsaids opioid opioids opiate opiates"),
    (
        "antibiotic antibiotics",
        "penicillin penicillins macrolide macrolides tetracycline tetracyclines cephalosporin cephalosporins",
    ),
    ("poem poems", "sonnet sonnets ballad ballads ode odes elegy elegies limerick limericks haiku"),
    ("drama dramas play plays", "tragedy tragedies comedy comedies"),
    ("stringed", "bowed plucked"),
    ("planet planets", "gas ice terrestrial"),
    ("natural", "prime"),
    ("integer integers", "prime"),
    ("rational", "prime natural integer whole"),
    ("real", "prime natural integer whole rational irrational"),
    (
        "wirbeltier wirbeltiere wirbeltieren",
        "säugetier säugetiere säugetieren fisch fische fischen vogel vögel vögeln reptil reptilien \
     amphibie amphibien nagetier nagetiere lurch lurche kriechtier kriechtiere",
    ),
    (
        "säugetier säugetiere säugetieren säuger",
        "nagetier nagetiere nagetieren beuteltier beuteltiere primat primaten raubtier raubtiere \
     wiederkäuer huftier huftiere affe affen wal wale",
    ),
    (
        "gliederfüßer gliederfüßern gliedertier gliedertiere",
        "insekt insekten spinne spinnen spinnentier spinnentiere krebs krebse \
     krebstier krebstiere käfer",
    ),
    ("wirbellose wirbellosen", "insekt insekten spinne spinnen weichtier weichtiere wurm würmer gliederfüßer"),
    ("insekt insekten", "käfer schmetterling schmetterlinge biene bienen ameise ameisen"),
    ("weichtier weichtiere weichtieren", "schnecke schnecken muschel muscheln kopffüßer tintenfisch tintenfische"),
    (
        "blasinstrument blasinstrumente",
        "holzblasinstrument holzblasinstrumente blechblasinstrument blechblasinstrumente",
    ),
    ("saiteninstrument saiteninstrumente", "streichinstrument streichinstrumente zupfinstrument zupfinstrumente"),
    ("pflanze pflanzen", "baum bäume strauch sträucher farn farne moos moose gras gräser nadelbaum nadelbäume"),
    ("baum bäume", "nadelbaum nadelbäume laubbaum laubbäume"),
    ("gedicht gedichte", "sonett sonette ballade balladen ode oden elegie elegien"),
    (
        "vertébré vertébrés",
        "mammifère mammifères poisson poissons oiseau oiseaux reptile reptiles amphibien amphibiens rongeur rongeurs",
    ),
    (
        "mammifère mammifères",
        "rongeur rongeurs marsupial marsupiaux primate primates cétacé cétacés ruminant ruminants félin félins",
    ),
    ("arthropode arthropodes", "insecte insectes arachnide arachnides crustacé crustacés araignée araignées"),
    (
        "invertébré invertébrés",
        "insecte insectes arachnide arachnides crustacé crustacés mollusque mollusques ver vers",
    ),
    ("insecte insectes", "coléoptère coléoptères papillon papillons abeille abeilles fourmi fourmis"),
    ("poème poèmes", "sonnet sonnets ballade ballades ode odes élégie élégies"),
    (
        "vertebrado vertebrados",
        "mamífero mamíferos pez peces ave aves reptil reptiles anfibio anfibios roedor roedores",
    ),
    (
        "mamífero mamíferos",
        "roedor roedores marsupial marsupiales primate primates cetáceo cetáceos rumiante rumiantes felino felinos",
    ),
    ("artrópodo artrópodos", "insecto insectos arácnido arácnidos crustáceo crustáceos araña arañas"),
    (
        "invertebrado invertebrados",
        "insecto insectos arácnido arácnidos crustáceo crustáceos molusco moluscos gusano gusanos",
    ),
    ("insecto insectos", "escarabajo escarabajos mariposa mariposas abeja abejas hormiga hormigas"),
    ("poema poemas", "soneto sonetos balada baladas oda odas elegía elegías"),
];

static PAIRS: LazyLock<Vec<(WordSet, WordSet)>> =
    LazyLock::new(|| KINDS.iter().map(|(wide, narrow)| (set_of(wide), set_of(narrow))).collect());

/// Prompts that ask which kind a thing is. `Which animals suckle their young?` asks which kind has a property.
static ASKS_FOR_KIND: Phrases = Phrases::of(&[
    "what|which sort|kind|type|class|group|family|category of animal|animals|plant|plants|instrument|instruments|number|\
         creature|being|thing|substance|molecule|compound|drug|tree|poem|work|fruit|planet is|are|does|do|was",
    "what|which sort|kind|type|class|group|category is|are|does|do",
    "belong|belongs to",
    "what is|are|was a|an|the",
    "was für ein|eine|einen",
    "zu welcher|welchem|welchen",
    "gehört|gehören",
    "à quel|quelle",
    "quelle|quel sorte|genre|type|espèce|d'animal|d'animaux",
    "qu'est ce",
    "a qué",
    "qué clase|tipo",
    "qué es|son",
]);

/// Whether the right choice is a kind of the wrong one, where the question asks for the kind of something.
pub(super) fn is_of(prompt: &Phrase, right: &Phrase, wrong: &Phrase) -> bool {
    let Some([narrow, wide]) = both([right, wrong].map(matter)) else { return false };
    let holds = |(wider, narrower): &(WordSet, WordSet)| {
        wide.iter().any(|word| wider.contains(word)) && narrow.iter().any(|word| narrower.contains(word))
    };
    // The wide one may not add anything to tell them apart: `a four-legged mammal`.
    wide.len() <= 2 && PAIRS.iter().any(holds) && ASKS_FOR_KIND.find(&Speech::of(prompt)).is_some()
}

fn both(pair: [Option<Vec<Word>>; 2]) -> Option<[Vec<Word>; 2]> {
    let [one, other] = pair;
    Some([one?, other?])
}

/// The content words of a kind's name; `None` if there are too many.
fn matter(text: &Phrase) -> Option<Vec<Word>> {
    const MOST: usize = 3;
    let words: Vec<Word> = text.tokens.iter().filter(|token| !token.stop).map(|token| token.raw).collect();
    ((1..=MOST).contains(&words.len())).then_some(words)
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::has_of_choice;

    fn found(language: &str, question: &str, answer: &str, wrong: &str) -> bool {
        has_of_choice(RuleId::OverlappingChoices, language, (question, answer, wrong))
    }

    #[test]
    fn a_kind_holds_what_is_of_it() {
        for (language, question, answer, wrong) in [
            ("en", "To which class do bats belong?", "Mammals", "Vertebrates, Birds"),
            ("en", "What kind of animal is a salmon?", "a fish", "a vertebrate, a bird"),
            ("en", "What sort of animal is the spider?", "an arachnid", "an arthropod, an insect"),
            ("en", "What sort of number is 7?", "a prime number", "a natural number, a fraction"),
            ("en", "What kind of animal is a squid?", "a cephalopod", "a mollusc, a fish"),
            ("de", "Zu welcher Tiergruppe gehört der Wal?", "Säugetiere", "Wirbeltiere, Fische"),
            ("de", "Was für ein Tier ist der Biber?", "ein Nagetier", "ein Säugetier, ein Reptil"),
            ("fr", "À quel groupe appartient la baleine ?", "les mammifères", "les vertébrés, les poissons"),
            ("fr", "Quelle sorte d'animal est le castor ?", "un rongeur", "un mammifère, un reptile"),
            ("es", "¿A qué grupo pertenece la ballena?", "los mamíferos", "los vertebrados, los peces"),
            ("es", "¿Qué clase de animal es el castor?", "un roedor", "un mamífero, un reptil"),
        ] {
            assert!(found(language, question, answer, wrong), "{question}");
        }
        for (language, question, answer, wrong) in [
            ("en", "What kind of animal is a bat?", "a mammal", "a bird, a rodent"),
            ("en", "Which animals suckle their young?", "mammals", "vertebrates, birds"),
            ("en", "Which instrument opens the work?", "bassoon", "woodwind, brass"),
            ("en", "To which class do frogs belong?", "amphibians", "reptiles, mammals"),
            ("en", "What is a group of lions called?", "pride", "herd, pack"),
            ("en", "What sort of number is 1/2?", "a rational number", "a natural number, a prime number"),
            ("de", "Was für ein Tier ist der Wal?", "ein Säugetier", "ein Fisch, ein Nagetier"),
            ("de", "Welche Tiere haben Haare?", "Säugetiere", "Wirbeltiere, Fische"),
            ("fr", "Quels animaux allaitent leurs petits ?", "les mammifères", "les vertébrés, les poissons"),
            ("es", "¿Qué animales tienen plumas?", "las aves", "los vertebrados, los peces"),
        ] {
            assert!(!found(language, question, answer, wrong), "{question}");
        }
    }
}
