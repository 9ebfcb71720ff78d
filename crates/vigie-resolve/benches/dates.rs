//! Bytes a second in which dates are looked for, trees given: the plain texts of the demo articles.
//!
//!     cargo bench -p vigie-resolve --bench dates

#![allow(clippy::disallowed_methods, clippy::unwrap_used, missing_docs, reason = "a benchmark is an edge")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jiff::civil::date;
use std::{fs, hint::black_box, path::Path};
use vigie_annotate::{Annotator, Document};
use vigie_resolve::dates::dates;
use vigie_text::Language;

/// The texts of the demo folder with their trees.
fn parsed() -> Vec<(String, Document, Language)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/demo");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    paths
        .iter()
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .map(|path| {
            let text = fs::read_to_string(path).unwrap();
            let language = match vigie_annotate::tongue(&text) {
                vigie_annotate::Tongue::Read(language) => language,
                _ => Language::Fr,
            };
            let document = Annotator::shipped(language).unwrap().annotate(&text);
            (text, document, language)
        })
        .collect()
}

fn read(criterion: &mut Criterion) {
    let parsed = parsed();
    let mut group = criterion.benchmark_group("dates");
    group.throughput(Throughput::Bytes(parsed.iter().map(|(text, ..)| text.len() as u64).sum()));
    group.bench_function("read", |b| {
        b.iter(|| {
            let of = |(text, document, language): &(String, Document, Language)| {
                dates(black_box(text), document, *language, Some(date(2021, 6, 17))).len()
            };
            parsed.iter().map(of).sum::<usize>()
        });
    });
    group.finish();
}

criterion_group!(benches, read);
criterion_main!(benches);
