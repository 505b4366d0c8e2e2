//! Italian.

use super::Lists;

pub(super) const LISTS: Lists = Lists {
    numbers: "due tre quattro cinque sei sette otto nove dieci undici dodici",
    and: &["e", "ed", "o", "oppure", "nonché", "&"],
    both: "e ed mentre ma",
    fillers: "il lo la i gli le l un uno una del dello della dei degli delle di da in con su per tra fra a al alla e \
             ed o perché poiché che chi cosa come quando dove questo questa questi queste quello quella è sono era \
             erano essere ha hanno aveva si ci non sì no così semplicemente molto anche già certo ovvio ovviamente \
             evidente chiaro noto vero vera falso falsa giusto giusta corretto corretta esatto risposta risposte \
             affermazione domanda spiegazione opzione motivo vedi vedere sopra sotto libro pagina capitolo lezione \
             classe bravo perfetto definizione memoria imparare ricordare tutto tutti tutte altre altri sbagliate \
             sbagliato aggiungere completare dopo più tardi segue manca nessuna nessuno so sa idea logico fatto",
    reasons: "perché spiega spiegare descrivi differenza differiscono",
    asking: "quali quale nomina nominate cita elenca elencate gli i le sono questi queste indica indicate",
    negations: "non no mai nessun nessuna falso falsa",
    rejections: "no falso non",
    than: "che",
    conditions: "se quando dove che chi cui tra fra",
    verbs: "è sono era erano ha hanno aveva può fu",
    joining: "e ed o ma di del della dei delle a al alla in nel nella per con su da",
    vague: "altro altra altri altre diverso diversa contrario inverso realtà complicato complesso molto molti più \
             meno prima dopo errore mito qualcuno qualcosa allora successe successo cose cosa parte quasi tutto \
             completamente esattamente purtroppo fu stato vero tempo affatto",
    other: "altro altra altri altre diverso diversa",
    kinds: "anno anni data giorno mese secolo luogo paese città persona uomo donna motivo nome modo cosa epoca \
             momento",
    because: "perché poiché siccome",
    pointers: "vedi cfr p pp pag pagina pagine capitolo cap libro lezione",
    persons: "io mi me mio mia noi tu ti te tuo tua voi ci",
    subjects: "lui lei loro",
};
