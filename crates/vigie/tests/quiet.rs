//! Reports where nothing happened: the sentences of `corpus/quiet` tell no event, read one by one and topic by topic.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops where something is not as it should be"
)]
#![allow(clippy::disallowed_methods, reason = "the sentences are files")]

use std::{fs, path::Path, sync::LazyLock};
use vigie::{Vigie, schema::Article};

/// The most reports per hundred sentences. When the sentences were written, 500 French ones gave 27 reports alone and 34 by
/// topic, 500 English ones 17 and 34; when this test was, 8 and 9, and 6 and 7.
const CEILING: usize = 2;

static VIGIE: LazyLock<Vigie> = LazyLock::new(|| Vigie::new().unwrap());

/// The sentences of a language by topic.
fn topics(language: &str) -> Vec<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/quiet");
    let text = fs::read_to_string(folder.join(format!("{language}.txt"))).unwrap();
    let mut topics = Vec::new();
    for line in text.lines().filter(|l| !l.is_empty()) {
        if line.starts_with('#') {
            topics.push(Vec::new());
        } else {
            topics.last_mut().unwrap().push(line.to_owned());
        }
    }
    topics
}

/// How many reports an article of that text gives; they are printed.
fn reports(text: &str, language: &str) -> usize {
    let article = Article {
        id: "ar_quiet".to_owned(),
        text: text.to_owned(),
        language: Some(language.to_owned()),
        published: Some("2025-03-12".to_owned()),
        ..Article::default()
    };
    let records = VIGIE.read(article).unwrap().records();
    for record in &records {
        println!("{} `{}` in: {text}", record.action, record.trigger.text);
    }
    records.len()
}

fn is_quiet(language: &str) {
    let topics = topics(language);
    let sentences = topics.iter().map(Vec::len).sum::<usize>();
    let alone: usize = topics.iter().flatten().map(|s| reports(s, language)).sum();
    let together: usize = topics.iter().map(|t| reports(&t.join(" "), language)).sum();
    println!("{language}: {sentences} sentences, {alone} reports alone, {together} by topic");
    assert!(sentences >= 500, "sentences are not to be taken out");
    assert!(alone * 100 <= CEILING * sentences, "{alone} reports of sentences alone");
    assert!(together * 100 <= CEILING * sentences, "{together} reports of topics");
}

#[test]
fn french_sentences_that_tell_nothing_give_hardly_a_report() {
    is_quiet("fr");
}

#[test]
fn english_sentences_that_tell_nothing_give_hardly_a_report() {
    is_quiet("en");
}
