//! Runs the pages of sentences with their dates, `tests/dates/<language>.tsv`, with the shipped annotator.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test")]

use jiff::civil::{Date, date};
use vigie_annotate::Annotator;
use vigie_resolve::dates::{DateMention, dates};
use vigie_text::Language;

/// A Thursday.
const PUBLISHED: Date = date(2021, 6, 17);

const FRENCH: &str = include_str!("dates/fr.tsv");
const ENGLISH: &str = include_str!("dates/en.tsv");

fn days(mention: &DateMention) -> String {
    let end = |d: Option<Date>| d.map_or("?".to_owned(), |d| d.to_string());
    format!("{}..{}", end(mention.start), end(mention.end))
}

/// What is wrong with the reading of a line of a page, if anything.
fn wrong(line: &str, language: Language) -> Option<String> {
    let [class, text, words, expected] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
    let document = Annotator::shipped(language).unwrap().annotate(text);
    let found = dates(text, &document, language, Some(PUBLISHED));
    let read: Vec<_> = found.iter().map(|m| (m.span.slice(text), days(m))).collect();
    let is_right = match expected {
        "none" => found.is_empty(),
        "undated" => found.iter().all(|m| m.start.is_none() && m.end.is_none()),
        _ => {
            let start = text.rfind(words).unwrap();
            let touches =
                |m: &&DateMention| m.span.range().start < start + words.len() && start < m.span.range().end;
            found.iter().filter(touches).any(|m| days(m) == expected)
        }
    };
    (!is_right).then(|| format!("{class}: {text} — {words} {expected}, and not {read:?}"))
}

fn check(page: &str, language: Language) {
    let lines = page.lines().filter(|l| !l.starts_with('#'));
    let failed: Vec<_> = lines.filter_map(|l| wrong(l, language)).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn every_french_sentence_has_the_days_that_its_page_gives() {
    check(FRENCH, Language::Fr);
}

#[test]
fn every_english_sentence_has_the_days_that_its_page_gives() {
    check(ENGLISH, Language::En);
}
