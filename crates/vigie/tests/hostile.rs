//! Texts that no newspaper prints: whatever comes, vigie reads it without stopping and its spans slice back.

#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]
#![allow(clippy::disallowed_methods, reason = "the demo articles are files")]

mod spans;

use proptest::{prelude::*, sample::select};
use std::{fs, path::Path, sync::LazyLock};
use vigie::{NotRead, Reading, Vigie, schema::Article};

static VIGIE: LazyLock<Vigie> = LazyLock::new(|| Vigie::new().unwrap());

/// Words of two demo files, in French and English.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/demo");
    let words = |file| {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        text.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    [words("2017-03-28-barrage-de-tabqa.txt"), words("2017-07-10-mosul-victory.txt")].concat()
});

/// What breaks readers of text: marks that join, hide, turn or stand for a broken character.
const ODD: [&str; 24] = [
    "\u{200b}",
    "\u{200d}",
    "\u{2060}",
    "\u{feff}",
    "\u{ad}",
    "\u{301}",
    "\u{202e}",
    "\u{202c}",
    "\u{2066}",
    "\u{fffd}",
    "\u{fffd}\u{fffd}",
    "\u{1f1fa}\u{1f1e6}",
    "👩\u{200d}🚒",
    "قصفت الطائرات حلب",
    "שלום",
    "\u{0}",
    "\r\n",
    "\u{2028}",
    "\u{85}",
    "ﬁ",
    "İ",
    "ß",
    "\u{a0}",
    "\u{10ffff}",
];

/// Reads the text in both languages and as whatever it seems to be.
fn read(text: &str) {
    for language in [Some("fr"), Some("en"), None] {
        checked(text, language);
    }
}

fn checked(text: &str, language: Option<&str>) -> Reading {
    let article = Article {
        id: "ar_hostile".to_owned(),
        text: text.to_owned(),
        language: language.map(str::to_owned),
        published: Some("2017-03-20".to_owned()),
        ..Article::default()
    };
    let reading = VIGIE.read(article).unwrap();
    assert_eq!(reading.article.text, text, "the text is the one given");
    spans::check(&reading.article, &reading.records());
    for sentence in &reading.document.sentences {
        assert!(text.get(sentence.span.range()).is_some(), "a sentence cuts a character");
    }
    reading
}

fn words(least: usize, most: usize) -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(select(WORDS.as_slice()), least..most)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        read(&text);
    }

    #[test]
    fn any_printable_text_is_read(text in r"(\PC|[ \n.]){0,300}") {
        read(&text);
    }

    #[test]
    fn any_bytes_are_read_as_an_article_or_refused(
        bytes in prop::collection::vec(any::<u8>(), 0..600),
        name in select(vec![None, Some("a.txt"), Some("a.html"), Some("a.json"), Some("a.jsonl")]),
    ) {
        read(&String::from_utf8_lossy(&bytes));
        for article in vigie_extract::articles(&bytes, name).into_iter().flatten() {
            checked(&article.text, Some("fr"));
        }
    }

    #[test]
    fn shuffled_words_of_articles_are_read(words in words(0, 200)) {
        read(&words.join(" "));
    }

    #[test]
    fn words_among_odd_characters_are_read(
        pieces in prop::collection::vec((select(WORDS.as_slice()), select(ODD.as_slice()), any::<bool>()), 0..80),
    ) {
        let text: String = pieces.iter().map(|(word, odd, is_apart)| match is_apart {
            true => format!("{word} {odd} "),
            false => format!("{odd}{word}"),
        }).collect();
        read(&text);
    }

    #[test]
    fn words_among_quotes_and_brackets_are_read(
        pieces in prop::collection::vec(
            (select(WORDS.as_slice()), select(vec!["«", "»", "“", "”", "\"", "(", ")", "[", "]", "—", "- ", "'", "’", ":"])),
            0..120,
        ),
    ) {
        let words: Vec<String> = pieces.iter().map(|(word, mark)| format!("{mark}{word}")).collect();
        read(&words.join(" "));
    }

    #[test]
    fn an_article_cut_anywhere_is_read(words in words(30, 60), at in any::<prop::sample::Index>()) {
        let text = words.join(" ");
        let ends: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
        read(&text[..ends[at.index(ends.len())]]);
    }
}

#[test]
fn a_sentence_of_five_thousand_words_is_read() {
    let words: Vec<&str> = WORDS.iter().cycle().take(5000).map(|w| w.trim_matches(['.', '!', '?'])).collect();
    checked(&words.join(" "), Some("fr"));
}

#[test]
fn a_word_of_a_hundred_thousand_letters_is_read() {
    checked(&"é".repeat(100_000), Some("fr"));
    checked(&format!("The army {} the town.", "attacked".repeat(10_000)), Some("en"));
}

#[test]
fn a_thousand_nested_quotes_and_brackets_are_read() {
    let said =
        "« (\u{201c}Le général a dit : ".repeat(1000) + "Nous avons pris Raqqa" + &"\u{201d}) »".repeat(1000);
    checked(&said, Some("fr"));
    checked(&"“".repeat(3000), Some("en"));
}

#[test]
fn a_thousand_coordinated_victims_are_read() {
    checked(&format!("Rebels killed {} and a judge in Goma.", "two soldiers, ".repeat(1000)), Some("en"));
}

#[test]
fn what_has_no_words_is_refused_and_not_an_error() {
    for text in ["", " \n\t", "...!!!???", "—«»()[]", "\u{200b}\u{fffd}\u{202e}", "💥💥💥"] {
        for language in [Some("fr"), None] {
            assert_eq!(checked(text, language).not_read, Some(NotRead::Empty), "{text:?}");
        }
    }
}

#[test]
fn what_is_in_another_language_is_refused_and_not_an_error() {
    let reading = checked("قصفت الطائرات الحربية حلب صباح اليوم وقتلت عشرة مدنيين.", None);
    assert!(matches!(reading.not_read, Some(NotRead::Language(_))), "{:?}", reading.not_read);
    assert_eq!(checked("Un mot.", Some("xx")).not_read, Some(NotRead::Language(Some("xx".to_owned()))));
}

#[test]
fn a_day_of_publication_that_is_none_is_no_error() {
    for day in ["", "yesterday", "2017-02-30", "99999-01-01"] {
        let article = Article {
            id: "ar_hostile".to_owned(),
            text: "Des rebelles ont attaqué Goma lundi.".to_owned(),
            published: Some(day.to_owned()),
            ..Article::default()
        };
        VIGIE.read(article).unwrap();
    }
}
