#!/usr/bin/env python3
"""How often a slip counts as right and another word as wrong, on lists of words that others have made.

    python3 tests/long/verdicts.py [--quick] [--show N] [--lists FOLDER]

Needs Python, Cargo, and `apt-get` of Debian or Ubuntu. The lists go into a temporary folder and are gone at the end, or
into FOLDER, which is used again: codespell, wordfreq and lemminflect by pip into a virtual environment, SCOWL as the
package `scowl`. Nothing of them is copied into the project. Prints a table; exits 1 where a bound is missed.
"""

import argparse
import gzip
import random
import site
import subprocess
import sys
import sysconfig
import tempfile
import venv
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SEED = 20_260_101

# Edits are forgiven from so many letters on: the limits of the rules.
ONE_EDIT_FROM, TWO_EDITS_FROM = 5, 9

SLIPS = 20_000
PAIRS = 2_000
SLIPS_OF_A_WORD = 6

ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"]

# What one learns of a language in its first two years: nouns with their articles, verbs, adjectives, phrases.
VOCABULARY = {
    "de": """die Brücke; der Bahnhof; das Fenster; die Küche; der Schlüssel; das Frühstück; die Straße; der Kühlschrank;
        das Geschenk; die Wohnung; der Flughafen; das Krankenhaus; die Bibliothek; der Nachbar; das Gemüse; die Zeitung;
        der Schmetterling; das Wörterbuch; die Umwelt; der Regenschirm; die Gesundheit; die Schwester; der Löffel;
        das Flugzeug; die Rechnung; frühstücken; arbeiten; vergessen; schwimmen; verstehen; einkaufen; beginnen;
        unterrichten; erklären; aufstehen; übersetzen; schwierig; gemütlich; freundlich; dunkel; langsam; zufrieden;
        ungefähr; vielleicht; manchmal; gestern; natürlich; guten Morgen; auf Wiedersehen; herzlichen Glückwunsch""",
    "fr": """la maison; le château; la fenêtre; le fromage; la voiture; le médecin; la bibliothèque; le parapluie;
        l'ordinateur; l'école; le vêtement; la chaussure; le légume; la semaine; le printemps; l'automne; le travail;
        la connaissance; le boulanger; la gare routière; le petit déjeuner; la lumière; l'oiseau; la montagne;
        le mouchoir; travailler; apprendre; comprendre; choisir; répondre; s'habiller; nettoyer; oublier; voyager;
        attendre; heureux; difficile; ennuyeux; intéressant; tranquille; beaucoup; aujourd'hui; toujours; quelquefois;
        maintenant; pourquoi; merci beaucoup; bonne chance; à bientôt; s'il vous plaît""",
    "es": """la ventana; el desayuno; la cuchara; el periódico; la biblioteca; el ayuntamiento; la playa; el zapato;
        la mantequilla; el pájaro; la lluvia; el invierno; la primavera; el jardín; la habitación; el paraguas;
        la enfermera; el camarero; la cabeza; el corazón; la cocina; el bolígrafo; la manzana; el vestido; la carretera;
        escribir; aprender; desayunar; comprender; levantarse; trabajar; conducir; recordar; olvidar; escuchar;
        cansado; divertido; peligroso; tranquilo; inteligente; siempre; mientras; después; entonces; temprano;
        buenos días; muchas gracias; hasta mañana; por supuesto; de repente""",
    "it": """la finestra; il formaggio; la stazione; lo specchio; la colazione; il giornale; la biblioteca; l'ombrello;
        il cucchiaio; la forchetta; il coltello; la chiave; il vestito; la primavera; l'autunno; lo zaino; il ghiaccio;
        la strada; la montagna; l'uccello; il ginocchio; la farfalla; il medico; l'infermiera; la valigia; lavorare;
        imparare; scrivere; capire; dimenticare; svegliarsi; viaggiare; rispondere; scegliere; ascoltare; stanco;
        difficile; tranquillo; divertente; pericoloso; sempre; mentre; qualche volta; adesso; domani; abbastanza;
        buongiorno; grazie mille; arrivederci; in bocca al lupo""",
    "pt": """a janela; o comboio; a cozinha; o pequeno-almoço; a biblioteca; o guarda-chuva; a chave; o sapato; a praia;
        o pássaro; a chuva; o inverno; a primavera; o jardim; a cabeça; o coração; a manteiga; o garfo; a colher;
        o vestido; a estrada; o enfermeiro; a maçã; o queijo; a borboleta; escrever; aprender; trabalhar; esquecer;
        compreender; levantar-se; conduzir; lembrar; escutar; viajar; cansado; divertido; perigoso; tranquilo;
        inteligente; sempre; enquanto; depois; cedinho; amanhã; bastante; bom dia; muito obrigado; até logo;
        de repente""",
    "nl": """het ontbijt; de sleutel; het raam; de keuken; de fiets; het vliegtuig; de winkel; het ziekenhuis; de vlinder;
        de paraplu; het station; de straat; de bibliotheek; het cadeau; de groente; het mes en de vork; de schoen;
        het voorjaar; de herfst; de verpleegster; het hoofd; de schouder; de appel; het potlood; de vergadering; werken;
        schrijven; vergeten; begrijpen; luisteren; zwemmen; beginnen; uitleggen; opstaan; vertalen; moeilijk; gezellig;
        vriendelijk; langzaam; tevreden; ongeveer; misschien; gisteren; natuurlijk; meestal; altijd; goedemorgen;
        tot ziens; alsjeblieft; hartelijk gefeliciteerd""",
}


def main():
    options = read_options()
    with tempfile.TemporaryDirectory(prefix="oss-quiz-verdicts-") as temporary:
        folder = Path(options.lists or temporary)
        install(folder)
        measures = [
            misspellings(),
            slips(),
            real_pairs(folder),
            technical_pairs(options.technical),
            *(vocabulary(code) for code in VOCABULARY),
        ]
        missed = [report(measure, options) for measure in measures].count(False)
    if not options.quick:
        print(f"\n{missed} of {len(measures)} bounds missed" if missed else "\nAll bounds are kept.")
    return 1 if missed else 0


def read_options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a tenth of all pairs, and no bounds")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N of the pairs that fail")
    parser.add_argument("--lists", metavar="FOLDER", help="keep the lists here, and use them again")
    parser.add_argument("--technical", default=ROOT / "tests/data/technical-pairs.tsv", metavar="FILE", type=Path)
    return parser.parse_args()


def install(folder):
    """Fetches the lists, where the folder hasn't got them yet."""
    packages, scowl = folder / "venv", folder / "scowl"
    if not packages.exists():
        venv.create(packages, with_pip=True)
        pip = [packages / "bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "codespell==2.4.3", "wordfreq==3.1.1", "lemminflect==0.2.3"], check=True)
    if not scowl.exists():
        subprocess.run(["apt-get", "download", "--quiet", "scowl"], cwd=folder, check=True, capture_output=True)
        [package] = folder.glob("scowl_*.deb")
        subprocess.run(["dpkg-deb", "-x", package, scowl], check=True)
    site.addsitedir(sysconfig.get_path("purelib", vars={"base": packages, "platbase": packages}))


class Measure:
    """Pairs of one language, and the share of them that must be right, at least or at most."""

    def __init__(self, name, pairs, at_least=None, at_most=None, language="en", notes=()):
        self.name, self.pairs, self.language, self.notes = name, pairs, language, notes
        self.at_least, self.at_most = at_least, at_most

    def holds(self, share):
        return share >= self.at_least if self.at_most is None else share <= self.at_most

    def bound(self):
        return f">= {self.at_least} %" if self.at_most is None else f"<= {self.at_most} %"


def report(measure, options):
    """Prints what the rules make of the pairs; whether the bound is kept."""
    pairs = measure.pairs[::10] if options.quick else measure.pairs
    verdicts = grade(measure.language, pairs)
    rights = sum(verdict == "right" for verdict, _ in verdicts)
    share = 100 * rights / len(pairs)
    # A tenth may miss a bound by chance.
    kept = options.quick or measure.holds(share)
    print(f"\n{measure.name}: {len(pairs)} pairs")
    for note in measure.notes:
        print(f"  left out: {note}")
    print(f"  right  {share:6.2f} %   {rights:6}   {measure.bound()}{'' if kept else '   MISSED'}")
    for (verdict, finding), count in sorted(Counter(verdicts).items(), key=lambda item: (item[0][0], -item[1])):
        print(f"    {verdict}, {finding:14} {100 * count / len(pairs):6.2f} %   {count:6}")
    fails = "wrong" if measure.at_most is None else "right"
    failing = [(pair, finding) for pair, (verdict, finding) in zip(pairs, verdicts) if verdict == fails]
    for (answer, typed), finding in random.Random(SEED).sample(failing, min(options.show, len(failing))):
        print(f"      {answer} <- {typed}   {finding}")
    sys.stdout.flush()
    return kept


def grade(language, pairs):
    """What the program finds of each pair: right or wrong, and why."""
    lines = "".join(f"{language}\t{answer}\t{typed}\n" for answer, typed in pairs)
    command = ["cargo", "run", "--quiet", "--example", "grade_pairs"]
    run = subprocess.run(command, cwd=ROOT, input=lines, text=True, encoding="utf-8", stdout=subprocess.PIPE, check=True)
    verdicts = [tuple(line.split("\t")) for line in run.stdout.splitlines()]
    assert len(verdicts) == len(pairs), "a line for each pair"
    return verdicts


def misspellings():
    """The main list of codespell: one wrong word, one right one."""
    import codespell_lib

    entries = []
    lines = (Path(codespell_lib.__file__).parent / "data/dictionary.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        wrong, _, right = line.partition("->")
        # "a, b," are two corrections, "a, why" is one that is disabled and why.
        right, comma, rest = right.partition(",")
        entries.append((wrong.strip(), right.strip(), comma != "" and rest.strip() == "", comma != "", rest))
    correct = {right for _, right, *_ in entries}
    top = set(frequent(50_000))
    pairs, out = [], Counter()
    for wrong, right, _, has_more, rest in entries:
        is_disabled = has_more and rest.strip() and not rest.rstrip().endswith(",")
        if has_more and not is_disabled:
            out["two corrections or more"] += 1
        elif not (plain(wrong) and plain(right)):
            out["phrases, capitals, signs"] += 1
        elif not within_limits(right, wrong):
            out["beyond the limits of a slip"] += 1
        elif wrong in correct:
            out["right words elsewhere in the list"] += 1
        elif is_disabled and wrong in top:
            out["disabled by codespell and frequent words"] += 1
        else:
            pairs.append((right, wrong))
    return Measure("misspellings of codespell", pairs, at_least=99.5, notes=counted(out))


def slips():
    """Slips of the keyboard in frequent words, one each."""
    words = [word for word in frequent(100_000) if plain(word) and len(word) >= ONE_EDIT_FROM][:SLIPS]
    assert len(words) == SLIPS
    dice = random.Random(SEED)
    return Measure("simulated slips", [(word, slip(word, dice)) for word in words], at_least=98)


def real_pairs(folder):
    """Frequent words that are one edit apart, and no forms or spellings of one word."""
    from lemminflect import getAllLemmas

    top = set(frequent(50_000))
    regions, british = scowl(folder), british_and_american()
    words = sorted(word for word in set().union(*regions.values()) if word in top and len(word) >= ONE_EDIT_FROM)
    lemmas = {word: {word}.union(*getAllLemmas(word).values()) for word in words}
    found, out = [], Counter()
    for one, other in neighbours(words):
        if not (within_limits(one, other) and within_limits(other, one)):
            out["another first letter"] += 1
        elif lemmas[one] & lemmas[other]:
            out["forms of one word by the lemmatiser"] += 1
        elif is_form(one, other) or is_form(other, one):
            out["-s and -ed that it doesn't know"] += 1
        elif is_spelling(one, other, regions, british):
            out["spellings of one word"] += 1
        else:
            found.append((one, other))
    dice = random.Random(SEED)
    sample = dice.sample(sorted(found), PAIRS)
    pairs = [pair if dice.random() < 0.5 else pair[::-1] for pair in sample]
    return Measure(f"real words, one edit apart (of {len(found)})", pairs, at_most=1, notes=counted(out))


def technical_pairs(path):
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    return Measure("technical pairs", [(row[0], row[1]) for row in rows], at_most=3)


def vocabulary(code):
    """Slips in what a deck for learners of a language would ask for, in its words of five letters or more."""
    dice = random.Random(SEED)
    answers = [" ".join(answer.split()) for answer in VOCABULARY[code].split(";")]
    pairs = [(answer, slip_in_phrase(answer, dice)) for answer in answers for _ in range(SLIPS_OF_A_WORD)]
    return Measure(f"vocabulary, {code}", pairs, at_least=90, language=code)


def frequent(count):
    from wordfreq import top_n_list

    return top_n_list("en", count)


def scowl(folder, size=80):
    """The plain words of SCOWL up to a size, by where they are spelt so; rare variants aside."""
    regions = {region: set() for region in ("english", "american", "british", "british_z", "canadian", "australian")}
    for region, words in regions.items():
        for path in (folder / "scowl/usr/share/dict/scowl").glob(f"{region}-words.*"):
            if int(path.suffix[1:]) <= size:
                words.update(filter(plain, path.read_text(encoding="iso-8859-1").splitlines()))
    return regions


def british_and_american():
    """The pairs that codespell has."""
    import codespell_lib

    pairs = set()
    for path in (Path(codespell_lib.__file__).parent / "data").glob("dictionary_en*_to_en*.txt"):
        for line in path.read_text(encoding="utf-8").splitlines():
            british, _, american = line.partition("->")
            pairs.update((british, word.strip()) for word in american.split(","))
    return pairs


def is_spelling(one, other, regions, pairs):
    """Whether two words are one, spelt as here and as there: no place has both, and neither is spelt so everywhere."""
    here, there = ({name for name, words in regions.items() if word in words} for word in (one, other))
    return (one, other) in pairs or (other, one) in pairs or not (here & there or "english" in here | there)


def is_form(word, other):
    """Whether words may be base, plural and past of one, by their letters alone: the lemmatiser lacks many nouns."""
    is_plural = word == other + "s" and other[-1] != "s" or word[-3:] == "man" and other == word[:-2] + "en"
    is_past = word[-2:] == "ed" and other in (word[:-1], word[:-2], word[:-1] + "s")
    return is_plural or is_past


def neighbours(words):
    """All pairs one edit apart: letters more, fewer, other, or two neighbours exchanged."""
    known = set(words)
    by_gap = {}
    for word in words:
        for at in range(len(word)):
            by_gap.setdefault((at, word[:at] + word[at + 1 :]), []).append(word)
    pairs = set()
    for (_, rest), same in by_gap.items():
        pairs.update((one, other) for one in same for other in same if one < other)
        if rest in known:
            pairs.update(tuple(sorted((rest, longer))) for longer in same)
    for word in words:
        for at in range(len(word) - 1):
            swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            if word < swapped and swapped in known:
                pairs.add((word, swapped))
    return sorted(pairs)


def within_limits(answer, typed):
    """Whether so few edits lie between two words that a slip may be forgiven, with the first letter kept."""
    if answer[0] != typed[0] and answer[:2] != typed[1::-1]:
        return False
    forgiven = (len(answer) >= ONE_EDIT_FROM) + (len(answer) >= TWO_EDITS_FROM)
    return 0 < distance(answer, typed) <= forgiven


def distance(one, other):
    """Optimal string alignment."""
    rows = [[i + j if i * j == 0 else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            differ = one[i - 1] != other[j - 1]
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + differ)
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


def slip_in_phrase(phrase, dice):
    """A slip in one of the longer words of a phrase; l' and hyphens part words."""
    marked = phrase.replace("'", " ").replace("-", " ")
    longer = [word for word in marked.split() if len(word) >= ONE_EDIT_FROM] or [max(marked.split(), key=len)]
    word = dice.choice(longer)
    at = marked.index(word)
    return phrase[:at] + slip(word, dice) + phrase[at + len(word) :]


def slip(word, dice):
    """The word as quick fingers may type it: one of four kinds of slip, each as likely; its first letter is right."""
    kind = dice.choice([swaps, omissions, doublings, neighbour_keys])
    return dice.choice([typed for typed in kind(word) if typed != word] or omissions(word))


def swaps(word):
    return [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, len(word) - 1)]


def omissions(word):
    return [word[:at] + word[at + 1 :] for at in range(1, len(word))]


def doublings(word):
    return [word[:at] + word[at] + word[at:] for at in range(1, len(word))]


def neighbour_keys(word):
    return [word[:at] + key + word[at + 1 :] for at in range(1, len(word)) for key in beside(word[at])]


def beside(letter):
    """The keys beside the letter's key; none for a letter that has no key of its own."""
    for y, row in enumerate(ROWS):
        if (x := row.find(letter)) >= 0:
            # Each row stands half a key to the right of the one above.
            spots = [(x - 1, y), (x + 1, y), (x, y - 1), (x + 1, y - 1), (x - 1, y + 1), (x, y + 1)]
            return [ROWS[j][i] for i, j in spots if 0 <= j < len(ROWS) and 0 <= i < len(ROWS[j])]
    return []


def plain(word):
    return word.isascii() and word.isalpha() and word.islower()


def counted(left_out):
    return [f"{count:6} {why}" for why, count in left_out.most_common()]


if __name__ == "__main__":
    sys.exit(main())
