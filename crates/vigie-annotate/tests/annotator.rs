//! What must hold for any text, and that the program runs the network as the trainer does.

#![allow(clippy::disallowed_methods, reason = "what the trainer expects is in files")]
#![allow(clippy::unwrap_used, reason = "clippy does not see that the functions here are tests too")]

use proptest::prelude::*;
use std::{fmt::Write, fs, path::Path};
use vigie_annotate::{Annotator, Document, Upos, conllu};
use vigie_text::Language;

fn annotator(language: Language) -> &'static Annotator {
    Annotator::shipped(language).unwrap()
}

/// Sentences in order with only white space between, words inside them, one tree each.
fn check(text: &str, document: &Document) {
    let mut at = 0;
    for sentence in &document.sentences {
        let range = sentence.span.range();
        assert!(text[at..range.start].chars().all(char::is_whitespace), "text is lost before {range:?}");
        assert!(!sentence.words.is_empty());
        at = range.start;
        for word in &sentence.words {
            let span = word.span.range();
            assert!(!text[span.clone()].is_empty() && span.end <= range.end);
            assert!(span.end <= at || text[at.min(span.start)..span.start].chars().all(char::is_whitespace));
            at = at.max(span.end);
        }
        assert_eq!(at, range.end);
        assert_eq!(sentence.words.iter().filter(|w| w.head.is_none()).count(), 1);
        assert!(sentence.words.iter().all(|w| w.head.is_none() == (w.deprel == "root")));
        for start in 0..sentence.words.len() {
            let mut up = Some(start);
            for _ in 0..=sentence.words.len() {
                up = up.and_then(|w| sentence.words[w].head);
            }
            assert_eq!(up, None, "a cycle");
        }
    }
    assert!(text[at..].chars().all(char::is_whitespace), "text is lost at the end");
}

fn round_trip(text: &str, document: &Document) {
    let mut written = String::new();
    conllu::write(document, text, &mut written).unwrap();
    let parsed = conllu::read(&written).unwrap();
    let Some(parsed) = parsed.first() else { return assert!(document.sentences.is_empty()) };
    let mut again = String::new();
    conllu::write(&parsed.document, &parsed.text, &mut again).unwrap();
    assert_eq!(written, again);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_text_is_tiled_by_sentences_that_are_trees(text in "\\PC{0,60}|[a-zA-Z'’.!?«»\" \n\u{0}-]{0,120}") {
        for language in Language::ALL {
            let document = annotator(language).annotate(&text);
            check(&text, &document);
            round_trip(&text, &document);
        }
    }
}

#[test]
fn the_network_says_what_the_trainer_says() {
    for language in Language::ALL {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/expected/{language}.tsv"));
        let expected = fs::read_to_string(path).unwrap();
        for block in expected.split("\n\n").filter(|b| !b.trim().is_empty()) {
            let rows: Vec<Vec<&str>> = block.lines().map(|l| l.split('\t').collect()).collect();
            let mut source = String::new();
            for (i, row) in rows.iter().enumerate() {
                writeln!(source, "{}\t{}\t_\t_\t_\t_\t{i}\t_\t_\t_", i + 1, row[0]).unwrap();
            }
            let document = annotator(language).analyse(conllu::read(&source).unwrap().remove(0).document);
            // The trainer takes the best head of each word; where those are no tree the program must differ.
            let heads: Vec<usize> = rows.iter().map(|row| row[4].parse().unwrap()).collect();
            let is_tree = heads.iter().filter(|h| **h == 0).count() == 1
                && (1..=heads.len()).all(|word| {
                    (0..=heads.len()).fold(word, |at, _| if at == 0 { 0 } else { heads[at - 1] }) == 0
                });
            for (word, row) in document.sentences[0].words.iter().zip(&rows) {
                let head =
                    if is_tree { word.head.map_or(0, |h| h + 1).to_string() } else { row[4].to_owned() };
                let deprel = if is_tree { word.deprel.as_str() } else { row[5] };
                let feats = if row[2] == "_" { "" } else { row[2] };
                assert_eq!(
                    (word.upos.code(), word.feats.as_str()),
                    (row[1], feats),
                    "{} in {block}",
                    word.form
                );
                assert_eq!((head.as_str(), deprel), (row[4], row[5]), "{} in {block}", word.form);
            }
        }
    }
}

#[test]
fn verbs_of_conflict_have_their_lemma_in_every_form() {
    let text = "Les rebelles assiégeaient la ville. Ils tuèrent des civils. Les soldats reprirent le village. \
                Des hommes ont enlevé deux otages. Les avions bombardent la ville.";
    let document = annotator(Language::Fr).annotate(text);
    let verbs: Vec<&str> = document
        .sentences
        .iter()
        .flat_map(|s| &s.words)
        .filter(|w| w.upos == Upos::Verb)
        .map(|w| w.lemma.as_str())
        .collect();
    assert_eq!(verbs, ["assiéger", "tuer", "reprendre", "enlever", "bombarder"]);
}

#[test]
fn a_list_s_mark_is_punctuation_and_an_address_is_its_own_lemma() {
    let text = "• Trois soldats ont été tués.\nVoir https://exemple.org/a pour la suite.";
    let document = annotator(Language::Fr).annotate(text);
    let words: Vec<_> = document.sentences.iter().flat_map(|s| &s.words).collect();
    assert_eq!((words[0].upos, words[0].is("punct")), (Upos::Punct, true));
    assert!(words.iter().any(|w| w.lemma == "https://exemple.org/a"), "{words:?}");
}

#[test]
fn strange_text_is_cut_and_not_refused() {
    let long = "x".repeat(300_000);
    let marks = "«".repeat(3000);
    let zeros = "\0\u{1}\u{200b}a\u{301}\0".repeat(50);
    for text in [
        &long,
        &marks,
        &zeros,
        "",
        "\n \r\n",
        "🚀👨‍👩‍👧‍👦 !",
        "'90s '",
        "d'",
        "l'’'",
        "a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.",
    ] {
        for language in Language::ALL {
            check(text, &annotator(language).annotate(text));
        }
    }
}

/// A generator of the xorshift family: the same lines every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }

    /// Any character: half of the time of Latin text, else of any script, picture, mark or control.
    fn character(&mut self) -> char {
        let code = match self.below(4) {
            0 => self.below(0x80),
            1 => self.below(0x250),
            2 => self.below(0x3100),
            _ => self.below(0x11_0000),
        };
        char::from_u32(code as u32).unwrap_or('\u{fffd}')
    }
}

/// `n` lines of random characters, and as many of real text whose bytes were shuffled in short stretches.
fn hostile_lines(n: usize) -> impl Iterator<Item = String> {
    let demo =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/demo/2016-10-21-bartella-reprise.txt");
    let real = fs::read(demo).unwrap();
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    (0..2 * n).map(move |i| {
        if i % 2 == 0 {
            return (0..chance.below(80)).map(|_| chance.character()).collect();
        }
        let start = chance.below(real.len() - 120);
        let mut bytes = real[start..start + 120].to_vec();
        let stretch = 2 + chance.below(40);
        for part in bytes.chunks_mut(stretch) {
            for at in (1..part.len()).rev() {
                part.swap(at, chance.below(at + 1));
            }
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

fn survives(lines: usize) {
    for (i, line) in hostile_lines(lines).enumerate() {
        let language = Language::ALL[i / 2 % Language::ALL.len()];
        check(&line, &annotator(language).annotate(&line));
    }
}

#[test]
fn hostile_lines_are_annotated() {
    survives(1000);
}

#[test]
#[ignore = "a minute"]
fn two_hundred_thousand_hostile_lines_are_annotated() {
    survives(100_000);
}

#[test]
fn a_sentence_of_two_thousand_words_costs_no_more_a_word() {
    let sentence = "les soldats qui gardaient le pont de la ville ont vu des hommes armés ".repeat(150);
    let document = annotator(Language::Fr).annotate(&sentence);
    check(&sentence, &document);
    assert!(document.sentences.iter().all(|s| s.words.len() <= 800));
}
