//! Spanish.

use super::Lists;

pub(super) const LISTS: Lists = Lists {
    numbers: "dos tres cuatro cinco seis siete ocho nueve diez once doce",
    and: &["y", "e", "o", "u", "así como", "&"],
    both: "y e mientras pero",
    fillers: "el la los las lo un una unos unas de del y o e u así porque pues ya que como este esta esto estos estas \
             ese esa eso es son era eran ser está están hay ha han había en a al por para con su sus se le les él \
             ella ellos yo tú allí aquí simplemente realmente muy también sí no claro obvio evidente sabido verdad \
             verdadero falso correcto correcta cierto cierta exacto exactamente respuesta respuestas afirmación \
             pregunta explicación opción opciones razón ver véase arriba abajo bien bravo perfecto hecho definición \
             memoria aprender recordar todo todos qué quién cómo libro página capítulo clase pendiente completar \
             añadirá añadir agregar tarde luego más sé sabe ni idea manual vimos mundo otras otros otra otro demás \
             falsas falsos incorrecta incorrectas incorrecto sin ninguna ninguno lógico lógica lógicamente memorizar \
             memorizarlo sigue seguirá falta pronto explicar escribir escuela lección profesor aprendimos aprendido \
             dado",
    reasons: "porqué explica explique describe diferencia diferencian",
    asking: "cuáles qué nombra nombre cita cite los las son estos estas enumera enumere menciona indica di",
    negations: "no nunca jamás ningún ninguna ninguno falso falsa tampoco incorrecto incorrecta",
    rejections: "no falso eso",
    than: "que",
    conditions: "si cuando donde que quien cuyo entre",
    verbs: "es son era eran está están tiene tienen fue ha han puede",
    joining: "y e o u pero de del a al en por para con",
    vague: "otro otra otros otras distinto distinta diferente contrario revés inverso realidad complicado complejo \
             mucho muchas muchos más menos antes después error mito bulo equivocación alguien algo entonces pasó \
             pasaron ocurrió cosas cosa parte medio casi todo completo totalmente exacto desgraciadamente \
             lamentablemente fue fueron ello cierta verdad tiempo lejos tan sencillo simple así",
    other: "alguien otro otra otros otras distinto distinta diferente",
    kinds: "más año años fecha día mes siglo lugar país ciudad persona hombre mujer razón nombre manera cosa época \
             momento",
    because: "porque pues ya",
    pointers: "ver véase vea cf p pp pág página páginas capítulo cap sección libro manual lección",
    persons: "yo me mi mí mis conmigo nosotros tú te ti tus tu usted ustedes nos nuestro nuestra",
    subjects: "él ella ellos ellas",
};
