//! Symbols and names of units.

use super::signs::superscript;

/// The symbol of a unit in any spelling: `kilometres` is km, `ug` and `mcg` are µg, `m²` is m2.
pub(super) fn sign(unit: &str) -> String {
    let unit = unit.trim();
    // p.m. is pm.
    let unit = &unit.replace('.', "");
    let lower = unit.to_lowercase();
    if let Some(sign) = named(&lower) {
        return sign;
    }
    let per = lower.replace(" per ", "/");
    if let Some((of, per)) = per.split_once('/').filter(|_| lower.contains(" per ")) {
        return format!("{}/{}", sign(of), sign(per));
    }
    let plain: String = unit
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            'μ' | 'µ' => 'µ',
            'Ω' | '\u{2126}' => 'Ω',
            'º' | '˚' => '°',
            '⁄' | '∕' => '/',
            '−' | '–' => '-',
            c => superscript(c).unwrap_or(c),
        })
        .collect();
    let plain = match plain.as_str() {
        "°c" => "°C".to_owned(),
        "°f" => "°F".to_owned(),
        _ => plain,
    };
    micro(&plain).replace('^', "")
}

/// `mcg` and `ug` are micrograms; the same holds for millionths of other units.
fn micro(plain: &str) -> String {
    for base in ["g", "l", "L", "m", "s", "mol", "M", "V", "A", "W", "F", "H", "T", "Sv", "Gy"] {
        for (prefix, end) in [("u", base), ("mc", base)] {
            if let Some(rest) = plain.strip_prefix(prefix).and_then(|rest| rest.strip_prefix(end))
                && (rest.is_empty() || rest.starts_with(|c: char| !c.is_alphanumeric()))
                && !(prefix == "mc" && end != "g" && end != "l" && end != "L" && end != "mol")
            {
                return format!("µ{end}{rest}");
            }
        }
    }
    plain.to_owned()
}

/// The symbol of a unit, by its name in lower case.
fn named(name: &str) -> Option<String> {
    const WHOLE: [(&str, &[&str]); 28] = [
        ("am", &["am"]),
        ("pm", &["pm"]),
        ("rpm", &["rpm"]),
        ("BC", &["bc", "bce"]),
        ("AD", &["ad", "ce"]),
        ("m2", &["square metre", "square metres", "square meter", "square meters", "sqm"]),
        ("m3", &["cubic metre", "cubic metres", "cubic meter", "cubic meters"]),
        ("kWh", &["kilowatt hour", "kilowatt hours"]),
        ("mi/h", &["mph"]),
        (
            "%",
            &[
                "percent",
                "per cent",
                "pct",
                "prozent",
                "pour cent",
                "por ciento",
                "per cento",
                "procent",
                "por cento",
                "percentage",
            ],
        ),
        ("‰", &["per mille", "permille", "promille"]),
        (
            "°C",
            &[
                "degree celsius",
                "degrees celsius",
                "celsius",
                "degrees c",
                "degree c",
                "deg c",
                "grad celsius",
                "centigrade",
            ],
        ),
        ("°F", &["degree fahrenheit", "degrees fahrenheit", "fahrenheit", "degrees f", "deg f", "grad fahrenheit"]),
        ("°", &["degree", "degrees", "deg", "grad", "degré", "degrés", "grado", "grados"]),
        ("min", &["minute", "minutes", "mins", "minuten", "minuto", "minutos"]),
        ("h", &["hour", "hours", "hr", "hrs", "stunde", "stunden", "heure", "heures", "hora", "horas"]),
        ("s", &["sec", "secs", "sekunde", "sekunden", "seconde", "secondes", "segundo", "segundos"]),
        ("d", &["day", "days", "tag", "tage", "jour", "jours", "día", "días"]),
        ("yr", &["year", "years", "yrs", "jahr", "jahre", "an", "ans", "année", "années", "año", "años"]),
        ("mi", &["mile", "miles"]),
        ("ft", &["foot", "feet"]),
        ("in", &["inch", "inches"]),
        ("lb", &["pound", "pounds", "lbs"]),
        ("oz", &["ounce", "ounces"]),
        ("t", &["tonne", "tonnes"]),
        ("km/h", &["kph", "kmh"]),
        ("$", &["dollar", "dollars", "usd", "us$"]),
        ("€", &["euro", "euros", "eur"]),
    ];
    const PREFIXES: [(&str, &str); 12] = [
        ("", ""),
        ("kilo", "k"),
        ("mega", "M"),
        ("giga", "G"),
        ("tera", "T"),
        ("milli", "m"),
        ("micro", "µ"),
        ("nano", "n"),
        ("pico", "p"),
        ("centi", "c"),
        ("deci", "d"),
        ("hecto", "h"),
    ];
    const BASES: [(&str, &[&str]); 17] = [
        ("m", &["metre", "metres", "meter", "meters", "mètre", "mètres", "metro", "metros"]),
        ("g", &["gram", "grams", "gramme", "grammes", "gramm", "gramo", "gramos"]),
        ("s", &["second", "seconds"]),
        ("L", &["litre", "litres", "liter", "liters", "litro", "litros"]),
        ("W", &["watt", "watts"]),
        ("V", &["volt", "volts"]),
        ("A", &["ampere", "amperes", "amp", "amps"]),
        ("Ω", &["ohm", "ohms"]),
        ("J", &["joule", "joules"]),
        ("Hz", &["hertz"]),
        ("Pa", &["pascal", "pascals"]),
        ("N", &["newton", "newtons"]),
        ("cal", &["calorie", "calories"]),
        ("B", &["byte", "bytes"]),
        ("bit", &["bit", "bits"]),
        ("mol", &["mole", "moles", "mol"]),
        ("K", &["kelvin", "kelvins"]),
    ];
    if let Some((sign, _)) = WHOLE.iter().find(|(_, names)| names.contains(&name)) {
        return Some((*sign).to_owned());
    }
    PREFIXES.iter().find_map(|(prefix, short)| {
        let base = name.strip_prefix(prefix)?;
        let (sign, _) = BASES.iter().find(|(_, names)| names.contains(&base))?;
        Some(format!("{short}{sign}"))
    })
}

/// Whether the typed unit is that of the answer. Case doesn't matter if all was typed in lower case, unless `M`
/// became `m`; otherwise it does, except for k and l.
pub(super) fn are_same(typed: &str, answer: &str) -> bool {
    let (typed, answer) = (sign(typed), sign(answer));
    let eased = |unit: &str| unit.replace('K', "k").replace('L', "l");
    if eased(&typed) == eased(&answer) {
        return true;
    }
    let is_small = !typed.chars().any(char::is_uppercase);
    is_small && !answer.contains('M') && typed == answer.to_lowercase()
}

/// Whether a question names a unit, by symbol or by name.
pub(super) fn are_named(question: &str, unit: &str) -> bool {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric() && !"%°‰$€£".contains(c)).to_owned();
    let words: Vec<String> = question.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect();
    let wanted = sign(unit);
    let alone = words.iter().any(|word| are_same(unit, word) || sign(word) == wanted);
    alone || [2, 3].into_iter().any(|count| words.windows(count).any(|some| sign(&some.join(" ")) == wanted))
}

/// Whether a text is the symbol of a unit, in which no typo is forgiven.
pub(super) fn is_sign(unit: &str) -> bool {
    let letters = unit.chars().filter(|c| c.is_alphabetic()).count();
    letters < 4 || unit.contains(['/', '%', '°', 'µ', '²', '³']) || named(&unit.to_lowercase()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_unit_in_many_ways() {
        for (typed, answer) in [
            ("ug", "µg"),
            ("mcg", "µg"),
            ("μg", "µg"),
            ("percent", "%"),
            ("kilometres", "km"),
            ("Km", "km"),
            ("kb", "kB"),
            ("mmol/l", "mmol/L"),
            ("m2", "m²"),
            ("m^2", "m²"),
            ("degrees Celsius", "°C"),
            ("kilometres per hour", "km/h"),
            ("hz", "Hz"),
            ("mL", "ml"),
            ("PM", "p.m."),
            ("B.C.", "BC"),
        ] {
            assert!(are_same(typed, answer), "{typed} for {answer}: {} {}", sign(typed), sign(answer));
        }
        for (typed, answer) in
            [("mw", "MW"), ("MG", "mg"), ("m", "km"), ("g", "kg"), ("mg", "µg"), ("Gb", "GB"), ("", "m")]
        {
            assert!(!are_same(typed, answer), "{typed} for {answer}");
        }
    }

    #[test]
    fn a_question_names_a_unit_by_sign_or_name() {
        for (question, unit) in [
            ("What is the limit in mmol/L?", "mmol/L"),
            ("How many kilometres is it?", "km"),
            ("How many µg (micrograms) are given?", "µg"),
            ("How many degrees Celsius is it?", "°C"),
            ("Which share, in percent?", "%"),
        ] {
            assert!(are_named(question, unit), "{question}");
        }
        assert!(!are_named("How much is given?", "mg"));
    }
}
