//! Words a second: segmentation alone, analysis of given words, and both, of the demo articles.
//!
//!     cargo bench -p vigie-annotate

#![allow(clippy::disallowed_methods, clippy::unwrap_used, missing_docs, reason = "a benchmark is an edge")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::{fs, hint::black_box, path::Path};
use vigie_annotate::Annotator;
use vigie_text::Language;

/// The plain articles of the demo corpus, in the order of their names.
fn text() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/demo");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    let texts = paths.iter().filter(|p| p.extension().is_some_and(|e| e == "txt"));
    texts.map(|p| fs::read_to_string(p).unwrap()).collect::<Vec<_>>().join("\n")
}

fn annotate(criterion: &mut Criterion) {
    let annotator = Annotator::shipped(Language::Fr).unwrap();
    let text = text();
    let words = annotator.segment(&text);
    let mut group = criterion.benchmark_group("annotate");
    group.throughput(Throughput::Elements(words.sentences.iter().map(|s| s.words.len() as u64).sum()));
    group.bench_function("segment", |b| b.iter(|| annotator.segment(black_box(&text))));
    group.bench_function("analyse", |b| {
        b.iter_batched(|| words.clone(), |words| annotator.analyse(words), criterion::BatchSize::LargeInput);
    });
    group.bench_function("annotate", |b| b.iter(|| annotator.annotate(black_box(&text))));
    group.finish();
}

criterion_group!(benches, annotate);
criterion_main!(benches);
