//! Sentences a second of the demo articles, trees given: coding alone, with places, actors and days resolved beforehand, and
//! resolution and coding together.
//!
//!     cargo bench -p vigie

#![allow(clippy::disallowed_methods, clippy::unwrap_used, missing_docs, reason = "a benchmark is an edge")]

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use std::{fs, hint::black_box, path::Path};
use vigie::{Vigie, schema::Article};
use vigie_annotate::{Annotator, Document};
use vigie_text::Language;

/// An article, its trees and its language.
struct Parsed {
    article: Article,
    document: Document,
    language: Language,
}

/// The demo articles, in the order of the names of their files.
fn parsed() -> Vec<Parsed> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/demo");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    let of_file = |path: &std::path::PathBuf| {
        let bytes = fs::read(path).unwrap();
        vigie_extract::articles(&bytes, path.to_str()).into_iter().collect::<Result<Vec<_>, _>>().unwrap()
    };
    let articles = paths.iter().filter(|p| p.extension().is_some_and(|e| e != "toml")).flat_map(of_file);
    articles
        .map(|article| {
            let language =
                article.language.as_ref().map_or(Language::Fr, |code| code.parse().unwrap_or(Language::Fr));
            let document = Annotator::shipped(language).unwrap().annotate(&article.text);
            Parsed { article, document, language }
        })
        .collect()
}

fn code(criterion: &mut Criterion) {
    let vigie = Vigie::new().unwrap();
    let parsed = parsed();
    // Made anew for each round: a story remembers what it was asked.
    let stories =
        || parsed.iter().map(|p| vigie.story(&p.article, &p.document, p.language).0).collect::<Vec<_>>();
    let mut group = criterion.benchmark_group("sentences");
    group.throughput(Throughput::Elements(parsed.iter().map(|p| p.document.sentences.len() as u64).sum()));
    group.bench_function("code", |b| {
        b.iter_batched(
            stories,
            |stories| stories.iter().map(|s| vigie_coder::code(black_box(s)).reports.len()).sum::<usize>(),
            BatchSize::LargeInput,
        );
    });
    group.bench_function("resolve and code", |b| {
        b.iter_batched(
            || parsed.iter().map(|p| (p.article.clone(), p.document.clone())).collect::<Vec<_>>(),
            |given| {
                let read = |(article, document)| vigie.read_parsed(article, document).reports.len();
                given.into_iter().map(read).sum::<usize>()
            },
            BatchSize::LargeInput,
        );
    });
    group.finish();
}

criterion_group!(benches, code);
criterion_main!(benches);
