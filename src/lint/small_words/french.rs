//! French.

use super::Lists;

pub(super) const LISTS: Lists = Lists {
    numbers: "deux trois quatre cinq six sept huit neuf dix onze douze",
    and: &["et", "ou", "ainsi que", "&"],
    both: "et tandis alors mais",
    fillers: "ça cela le la les l un une des du de d et ou donc car parce que qu puisque ce cet cette ces c'est c il elle ils \
             elles on nous vous je tu est sont était étaient être a ont avait avaient en dans sur à au aux par pour \
             avec là ici simplement vraiment très aussi oui non pas bien sûr évident évidemment clair connu vrai faux \
             exact exactement correct correcte juste bonne réponse réponses affirmation l'affirmation question \
             explication l'explication option options raison voir ci-dessus dessus dessous ci bravo parfait super \
             définition retenir apprendre l'apprendre cœur tout toute tous ainsi comme quoi qui pourquoi livre page \
             cours chapitre l'on s'agit n'est d'accord d'explication venir compléter rédiger ajouter tard plus sais \
             sait savoir aucune aucun idée manuel vu vue classe monde autres l'autre fausse fausses logique faut joué \
             faire suit suivre bientôt manque expliquer l'école école leçon professeur appris c'était qu'il qu'elle \
             ne n'y y s'y trouve encore",
    reasons: "pourquoi explique expliquez décris décrivez différence diffèrent",
    asking: "quels quelles quel quelle nomme nommez cite citez les sont ces donne donnez énumère énumérez liste \
             listez",
    negations: "pas ne jamais non aucun aucune n'est faux fausse",
    rejections: "non faux c'est",
    than: "que",
    conditions: "si quand lorsque qui que où dont entre",
    verbs: "est sont était étaient a ont avait peut fut",
    joining: "et ou mais de du des d à au aux en dans par pour avec sur",
    vague: "tout fait exact exacte autre autres autrement ailleurs différent différente contraire inverse réalité \
             compliqué complexe cela ça plutôt plus moins tôt tard beaucoup erreur mythe légende idée reçue inexact \
             inexacte malheureusement hélas quelqu'un quelque chose passé passa alors partiellement partie presque \
             moitié vérité effet fois longtemps bien loin c'était n'était l'inverse l'erreur pas du point",
    other: "quelqu'un autre autres autrement ailleurs différent différente",
    kinds: "d'autre année an date jour mois siècle lieu endroit pays ville personne homme femme raison nom façon chose \
             époque moment",
    because: "car parce puisque comme",
    pointers: "voir cf p pp page pages chapitre chap section cours livre manuel leçon",
    persons: "je j'ai j'avais j'étais j'aime moi mon ma mes me nous notre nos tu toi ton ta tes te vous votre vos",
    subjects: "elle elles ils on il",
};
