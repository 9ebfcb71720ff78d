//! Toponyms a second: the words of the place names are given, with the sentences they stand in; the places are asked for.
//!
//!     cargo bench -p vigie-resolve --bench places

#![allow(clippy::disallowed_methods, clippy::unwrap_used, missing_docs, reason = "a benchmark is an edge")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::{fs, hint::black_box, path::Path};
use vigie_annotate::{Annotator, Document};
use vigie_resolve::{
    gazetteer::Gazetteer,
    places::{places, places_at},
};
use vigie_text::{Language, Span};

/// An article of the demo, annotated, with the spans of its place names.
struct Tagged {
    text: String,
    document: Document,
    language: Language,
    spans: Vec<Span>,
}

fn tagged(gazetteer: &Gazetteer) -> Vec<Tagged> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/gold/demo.jsonl");
    fs::read_to_string(file)
        .unwrap()
        .lines()
        .map(|line| {
            let article: serde_json::Value = serde_json::from_str(line).unwrap();
            let text = article["text"].as_str().unwrap().to_owned();
            let language = if article["lang"] == "en" { Language::En } else { Language::Fr };
            let document = Annotator::shipped(language).unwrap().annotate(&text);
            let found = places(&text, &document, language, gazetteer);
            let spans = found.iter().filter(|m| !m.is_anaphoric).map(|m| m.span).collect();
            Tagged { text, document, language, spans }
        })
        .collect()
}

fn toponyms(criterion: &mut Criterion) {
    let gazetteer = Gazetteer::shipped().unwrap();
    let tagged = tagged(gazetteer);
    let mut group = criterion.benchmark_group("toponyms");
    group.throughput(Throughput::Elements(tagged.iter().map(|t| t.spans.len() as u64).sum()));
    group.bench_function("given", |b| {
        b.iter(|| {
            let resolve = |t: &Tagged| places_at(&t.text, &t.document, t.language, gazetteer, &t.spans).len();
            black_box(&tagged).iter().map(resolve).sum::<usize>()
        });
    });
    group.bench_function("found", |b| {
        b.iter(|| {
            let read = |t: &Tagged| places(&t.text, &t.document, t.language, gazetteer).len();
            black_box(&tagged).iter().map(read).sum::<usize>()
        });
    });
    group.finish();
}

criterion_group!(benches, toponyms);
criterion_main!(benches);
