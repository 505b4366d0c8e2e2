//! Portuguese.

use super::Lists;

pub(super) const LISTS: Lists = Lists {
    numbers: "dois/duas três quatro cinco seis sete oito nove dez onze doze",
    and: &["e", "ou", "bem como", "&"],
    both: "e enquanto mas",
    fillers: "o a os as um uma uns umas do da dos das de em no na nos nas por para com ao à e ou porque pois que quem \
             como quando onde este esta isto estes estas esse essa isso aquele é são era eram ser está estão foi tem \
             têm há não sim assim mesmo simplesmente muito também já claro óbvio evidente sabido verdade verdadeiro \
             falso falsa correto correta certo certa exato resposta respostas afirmação pergunta explicação opção \
             razão ver veja acima abaixo livro página capítulo aula bravo perfeito definição memória aprender lembrar \
             tudo todos todas outras outros erradas falsas acrescentar completar depois mais tarde segue falta \
             nenhuma nenhum sei sabe ideia lógico facto fato breve",
    reasons: "porquê explica explique descreve diferença diferem",
    asking: "quais que nomeia nomeie cita cite lista liste os as são estes estas indica indique",
    negations: "não nunca nenhum nenhuma falso falsa",
    rejections: "não falso isso",
    than: "que",
    conditions: "se quando onde que quem cujo entre",
    verbs: "é são era eram está estão tem têm foi pode",
    joining: "e ou mas de do da dos das a ao à em no na por para com",
    vague: "outro outra outros outras diferente contrário inverso realidade complicado complexo muito muitos mais \
             menos antes depois erro mito alguém algo então aconteceu coisas coisa parte quase tudo completamente \
             exatamente infelizmente foi tempo nada",
    other: "outro outra outros outras diferente",
    kinds: "ano anos data dia mês século lugar país cidade pessoa homem mulher razão nome modo coisa época momento",
    because: "porque pois",
    pointers: "ver veja cf p pp pág página páginas capítulo cap livro aula",
    persons: "eu me mim meu minha nós tu te você vocês seu sua",
    subjects: "ele ela eles elas",
};
