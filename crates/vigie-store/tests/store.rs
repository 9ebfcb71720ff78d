//! A store as its users see it.

#![allow(clippy::disallowed_methods, reason = "a store is a file")]
#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use std::path::{Path, PathBuf};
use vigie_schema::{Article, Record};
use vigie_store::{Entry, ErrorKind, Filter, Known, Store};

/// A report as `vigie read --format jsonl` prints it.
fn record(
    article: &str,
    n: usize,
    day: Option<&str>,
    place: (u32, &str, &str),
    actor: (&str, &str, &str),
) -> Record {
    serde_json::from_value(serde_json::json!({
        "id": format!("rp_{article}_{n}_kill"),
        "article": {"id": article, "url": null, "outlet": "Le Fleuve", "title": null, "published": "2016-11-21",
                    "language": "fr"},
        "sentence": {"index": 0, "start": 0, "end": 9, "text": "Une phrase"},
        "trigger": {"start": 0, "end": 3, "text": "tué", "lemma": "tuer"},
        "action": "kill",
        "plover": {"type": "ASSAULT", "modes": ["firearms"], "contexts": ["military"]},
        "cameo": "190", "acled": null,
        "actors": [{"start": 0, "end": 3, "text": actor.2, "id": actor.0, "name": actor.1, "country": null,
                    "sectors": ["REB"], "kind": "group", "via": "name"}],
        "recipients": [],
        "places": [{"start": 0, "end": 3, "text": place.2, "geonames": place.0, "name": place.1, "country": "IRQ",
                    "admin1": "Nineveh", "lat": 36.3, "lon": 41.876_599_999_999_996, "precision": "populated-place",
                    "relation": "in", "direction": null}],
        "time": {"start": day, "end": day, "precision": "day", "basis": "explicit", "text": null,
                 "text_start": null, "text_end": null},
        "weapons": [], "counts": [],
        "territory": {"change": "none", "place": null, "by": [], "from": []},
        "factuality": {"status": "actual", "cue": null, "start": null, "end": null},
        "attribution": [], "confidence": 0.5,
        "coder": {"version": "0.1.0", "codebook": "2026.2", "model": "fr"}
    }))
    .unwrap()
}

const MOSUL: (u32, &str, &str) = (99072, "Mosul", "Mossoul");
const IS: (&str, &str, &str) = ("islamic-state", "Islamic State", "EI");

fn entry(id: &str, text: &str, records: Vec<Record>) -> Entry {
    Entry {
        article: Article { id: id.to_owned(), text: text.to_owned(), ..Article::default() },
        records,
        not_read: None,
        coder: "1".to_owned(),
        read_at: "2026-03-04T08:00:00Z".to_owned(),
    }
}

fn new_store(folder: &tempfile::TempDir) -> (PathBuf, Store) {
    let path = folder.path().join("news.vigie");
    let store = Store::open(&path).unwrap();
    (path, store)
}

#[test]
fn an_article_is_stored_once_and_found_again() {
    let folder = tempfile::tempdir().unwrap();
    let (path, mut store) = new_store(&folder);
    let one = entry("a", "un", vec![record("a", 0, Some("2016-11-20"), MOSUL, IS)]);
    assert_eq!(store.known(&one.article, "1").unwrap(), Known::New("a".to_owned()));
    store.put(std::slice::from_ref(&one)).unwrap();
    store.put(std::slice::from_ref(&one)).unwrap();
    drop(store);
    let store = Store::open_existing(&path).unwrap();
    assert_eq!(store.known(&one.article, "1").unwrap(), Known::Current("a".to_owned()));
    let totals = store.totals().unwrap();
    assert_eq!((totals.articles, totals.reports), (1, 1));
    assert_eq!(store.article("a").unwrap(), Some(one.article));
    assert_eq!(store.report("rp_a_0_kill").unwrap().as_ref(), one.records.first());
    assert_eq!(store.report("rp_b").unwrap(), None);
    assert_eq!(store.reports_of("a").unwrap(), one.records);
}

#[test]
fn another_coder_replaces_the_reports() {
    let folder = tempfile::tempdir().unwrap();
    let (_, mut store) = new_store(&folder);
    let records = (0..3).map(|n| record("a", n, None, MOSUL, IS)).collect();
    store.put(&[entry("a", "un", records)]).unwrap();
    let mut again = entry("a", "un", vec![record("a", 7, None, MOSUL, IS)]);
    again.coder = "2".to_owned();
    assert_eq!(store.known(&again.article, "2").unwrap(), Known::Outdated("a".to_owned()));
    store.put(&[again]).unwrap();
    let totals = store.totals().unwrap();
    assert_eq!((totals.articles, totals.reports), (1, 1));
}

#[test]
fn a_date_given_later_makes_the_article_be_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let (_, mut store) = new_store(&folder);
    let one = entry("a", "un", Vec::new());
    store.put(std::slice::from_ref(&one)).unwrap();
    let dated = Article { published: Some("2016-11-21".to_owned()), ..one.article };
    assert_eq!(store.known(&dated, "1").unwrap(), Known::Outdated("a".to_owned()));
}

#[test]
fn two_articles_with_one_id_both_find_their_place() {
    let folder = tempfile::tempdir().unwrap();
    let (_, mut store) = new_store(&folder);
    store.put(&[entry("1", "un", Vec::new())]).unwrap();
    let other = entry("1", "deux", Vec::new());
    let Known::New(id) = store.known(&other.article, "1").unwrap() else { panic!("it is new") };
    assert!(id.starts_with("1~") && id.len() == 10, "{id}");
}

#[test]
fn a_batch_is_put_in_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let (_, mut store) = new_store(&folder);
    let twice = record("a", 0, None, MOSUL, IS);
    let bad = entry("b", "deux", vec![twice.clone(), twice]);
    assert!(store.put(&[entry("a", "un", Vec::new()), bad]).is_err(), "two reports with one id");
    assert_eq!(store.totals().unwrap().articles, 0);
}

#[test]
fn the_timeline_is_in_order_and_can_be_filtered() {
    let folder = tempfile::tempdir().unwrap();
    let (_, mut store) = new_store(&folder);
    let sdf = ("syrian-democratic-forces", "Syrian Democratic Forces", "FDS");
    store
        .put(&[
            entry(
                "a",
                "un",
                vec![
                    record("a", 0, Some("2016-11-20"), MOSUL, IS),
                    record("a", 1, Some("2016-10-17"), (172_955, "Ar Raqqah", "Raqqa"), sdf),
                ],
            ),
            entry(
                "b",
                "deux",
                vec![record(
                    "b",
                    0,
                    None,
                    (99072, "Mosul", "Mosul"),
                    ("islamic-state", "Islamic State", "Daech"),
                )],
            ),
        ])
        .unwrap();
    let ids = |filter: Filter| -> Vec<String> {
        store
            .timeline(&filter)
            .unwrap()
            .into_iter()
            .map(|r| r.id.replace("rp_", "").replace("_kill", ""))
            .collect()
    };
    let some = |s: &str| Some(s.to_owned());
    assert_eq!(ids(Filter::default()), ["a_1", "a_0", "b_0"]);
    assert_eq!(
        ids(Filter { place: some("mossoul"), ..Filter::default() }),
        ["a_0", "b_0"],
        "by the place, not its name"
    );
    assert_eq!(ids(Filter { place: some("Raqqa"), ..Filter::default() }), ["a_1"]);
    assert_eq!(
        ids(Filter { actor: some("DAECH"), ..Filter::default() }),
        ["a_0", "b_0"],
        "by the actor, not its name"
    );
    assert_eq!(ids(Filter { actor: some("democratic"), ..Filter::default() }), ["a_1"]);
    assert_eq!(ids(Filter { actor: some("e"), ..Filter::default() }), Vec::<String>::new(), "whole words");
    assert_eq!(ids(Filter { since: some("2016-11-01"), ..Filter::default() }), ["a_0", "b_0"]);
    assert_eq!(ids(Filter { until: some("2016-11-20"), ..Filter::default() }), ["a_1", "a_0"]);
    assert_eq!(ids(Filter { r#type: some("assault"), ..Filter::default() }).len(), 3);
    assert_eq!(ids(Filter { r#type: some("firearms"), ..Filter::default() }).len(), 3);
    assert_eq!(ids(Filter { r#type: some("kill"), ..Filter::default() }).len(), 3);
    assert_eq!(ids(Filter { r#type: some("PROTEST"), ..Filter::default() }).len(), 0);
    assert_eq!(ids(Filter { article: some("b"), ..Filter::default() }), ["b_0"]);
    assert_eq!(ids(Filter { place: some("'; DROP TABLE reports; --"), ..Filter::default() }).len(), 0);
}

fn refusal(path: &Path) -> String {
    Store::open(path).unwrap_err().to_string()
}

#[test]
fn files_that_are_no_store_are_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("article.txt");
    let words = "Ceci n'est pas une base de données. ".repeat(100);
    std::fs::write(&text, &words).unwrap();
    assert!(
        refusal(&text).ends_with("article.txt: not a vigie store (it is no SQLite file)"),
        "{}",
        refusal(&text)
    );
    assert_eq!(std::fs::read_to_string(&text).unwrap(), words);

    let other = folder.path().join("other.db");
    rusqlite::Connection::open(&other)
        .unwrap()
        .execute_batch("CREATE TABLE t (x); PRAGMA user_version = 3")
        .unwrap();
    assert!(refusal(&other).ends_with("an SQLite file, but not a vigie store"), "{}", refusal(&other));

    let missing = folder.path().join("none.vigie");
    assert!(matches!(Store::open_existing(&missing).unwrap_err().kind(), ErrorKind::Missing));
    assert!(!missing.exists());
}

#[test]
fn a_store_of_a_newer_vigie_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (path, store) = new_store(&folder);
    drop(store);
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 999).unwrap();
    assert!(refusal(&path).contains("made by a newer vigie"), "{}", refusal(&path));
}

#[test]
fn one_can_look_while_another_writes() {
    let folder = tempfile::tempdir().unwrap();
    let (path, mut writer) = new_store(&folder);
    let reader = Store::open_existing(&path).unwrap();
    writer.put(&[entry("a", "un", Vec::new())]).unwrap();
    assert_eq!(reader.totals().unwrap().articles, 1);
}
