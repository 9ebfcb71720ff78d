//! Which language a text is in: one that vigie reads, another, or none that can be told.

use vigie_text::Language;
use whatlang::{Detector, Lang, Script};

/// What a text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// A language that vigie reads.
    Read(Language),
    /// Another, by its ISO 639-3 code.
    Other(&'static str),
    /// Too little text to tell, or no words at all.
    Unknown,
}

/// The language of `text` where it is one that vigie reads.
#[must_use]
pub fn language(text: &str) -> Option<Language> {
    match tongue(text) {
        Tongue::Read(language) => Some(language),
        Tongue::Other(_) | Tongue::Unknown => None,
    }
}

/// Small frequent words by which seven neighbours in the Latin alphabet are told apart even in a headline. A word that
/// two of them share counts for both.
const SMALL_WORDS: [(Lang, &str); 8] = [
    (
        Lang::Fra,
        "le la les l' un une des du de d' et est en au aux dans sur pour par avec qui que qu' ne pas se s' ce cette ces son \
         sa ses leur été ont fait après plus entre contre sans selon à où il elle ils mort morts tués chez vers deux trois",
    ),
    (
        Lang::Eng,
        "the of and to in on for by with from at as is are was were be been has have had after over near says said kills \
         killed dead an that this it its not his their who between against under than into amid two three",
    ),
    (
        Lang::Spa,
        "el la los las un una de del y en al por para con que se su sus es son fue ha han no más tras sobre entre como \
         desde hasta muertos este esta pero lo",
    ),
    (
        Lang::Por,
        "o a os as um uma de do da dos das e em no na nos nas ao à por para com que se seu sua é são foi não mais após \
         sobre entre como mortos mas pelo pela",
    ),
    (
        Lang::Ita,
        "il lo la i gli le un una di del della dei delle e è in nel nella al alla per con che si non più dopo su sul sono \
         ha hanno da dal dalla tra come morti anche",
    ),
    (
        Lang::Deu,
        "der die das den dem des ein eine einen und in im an am auf für von vom zu zum zur mit bei nach über aus ist sind \
         war hat haben nicht sich wird tote als auch bis gegen",
    ),
    (
        Lang::Nld,
        "de het een van en in op voor met bij na over uit is zijn was heeft hebben niet zich wordt door aan te tot naar om \
         ook als doden tegen dat die",
    ),
    (Lang::Tur, "ve bir bu için ile da de olarak sonra çok kadar oldu olan gibi göre ölü daha ne"),
];

/// What `text` is written in. Reads at most its first 1,500 characters: an article is in one language.
#[must_use]
pub fn tongue(text: &str) -> Tongue {
    let text = text.char_indices().nth(1500).map_or(text, |(end, _)| &text[..end]);
    let Some(guess) = Detector::new().detect(text) else { return Tongue::Unknown };
    if guess.script() != Script::Latin {
        return Tongue::Other(guess.lang().code());
    }
    let counts = small_words(text);
    let (words, total) = (counts.iter().map(|(_, n)| *n).max().unwrap_or(0), text.split_whitespace().count());
    // In running text a fifth of the words are small ones. Without them it is another language, or a list of names.
    if words * 12 < total {
        return if guess.is_reliable() { told(guess.lang()) } else { Tongue::Unknown };
    }
    let best = counts.iter().filter(|(_, n)| *n == words).map(|(lang, _)| *lang);
    match best.collect::<Vec<_>>()[..] {
        [lang] => told(lang),
        // A tie: letters decide.
        ref tied => {
            told(Detector::with_allowlist(tied.to_vec()).detect_lang(text).unwrap_or_else(|| guess.lang()))
        }
    }
}

fn told(lang: Lang) -> Tongue {
    match lang {
        Lang::Fra => Tongue::Read(Language::Fr),
        Lang::Eng => Tongue::Read(Language::En),
        other => Tongue::Other(other.code()),
    }
}

/// How many words of `text` are small words of each language.
fn small_words(text: &str) -> [(Lang, usize); SMALL_WORDS.len()] {
    let low = text.to_lowercase().replace(['’', '\''], "' ");
    let mut counts = SMALL_WORDS.map(|(lang, _)| (lang, 0));
    for word in low.split(|c: char| !(c.is_alphanumeric() || c == '\'')).filter(|w| !w.is_empty()) {
        for ((_, list), (_, count)) in SMALL_WORDS.iter().zip(&mut counts) {
            *count += usize::from(list.split_ascii_whitespace().any(|w| w == word));
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_of_a_few_words_are_told_apart() {
        for (text, expected) in [
            ("Mali : douze civils tués dans une attaque", Tongue::Read(Language::Fr)),
            ("Attaque à Djibo : l’armée riposte", Tongue::Read(Language::Fr)),
            ("Nouveaux bombardements sur Gaza", Tongue::Read(Language::Fr)),
            ("Twelve killed in attack on village in Mali", Tongue::Read(Language::En)),
            ("Gunmen kill dozens near Djibo", Tongue::Read(Language::En)),
            ("Doce muertos en un ataque en el norte de Malí", Tongue::Other("spa")),
            ("Angriff auf ein Dorf im Norden von Mali", Tongue::Other("deu")),
            ("Attacco a un villaggio nel nord del Mali", Tongue::Other("ita")),
            ("Ataque a uma aldeia no norte do Mali", Tongue::Other("por")),
            ("Aanval op een dorp in het noorden van Mali", Tongue::Other("nld")),
            ("مقتل اثني عشر مدنيا في هجوم", Tongue::Other("ara")),
            ("Двенадцать человек погибли при нападении", Tongue::Other("rus")),
        ] {
            assert_eq!(tongue(text), expected, "{text}");
        }
    }

    #[test]
    fn what_has_no_words_is_in_no_language() {
        for text in ["", "   ", "12 345", "!!! ???", "🚀"] {
            assert_eq!(language(text), None, "{text}");
        }
    }
}
