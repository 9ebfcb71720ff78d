//! Look-ups a second in the shipped gazetteer: of names that stand in it, of names that nobody bears, and by consonants.
//!
//!     cargo bench -p vigie-resolve

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark is an edge")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use vigie_resolve::{fold::fold, gazetteer::Gazetteer};

/// Names of towns from all over the file, folded.
fn names(gazetteer: &Gazetteer) -> Vec<String> {
    (0..gazetteer.len() as u32).step_by(97).map(|row| fold(gazetteer.entry(row).name)).collect()
}

fn look_up(criterion: &mut Criterion) {
    let gazetteer = Gazetteer::shipped().unwrap();
    let known = names(gazetteer);
    let unknown: Vec<String> = known.iter().map(|n| n.chars().rev().collect::<String>() + "x").collect();
    let mut group = criterion.benchmark_group("gazetteer");
    group.throughput(Throughput::Elements(known.len() as u64));
    let count = |names: &[String]| names.iter().map(|n| gazetteer.find_folded(n).count()).sum::<usize>();
    group.bench_function("find", |b| b.iter(|| count(black_box(&known))));
    group.bench_function("find_nobody", |b| b.iter(|| count(black_box(&unknown))));
    let known_of = |names: &[String]| names.iter().filter(|n| gazetteer.knows(n)).count();
    group.bench_function("knows", |b| b.iter(|| known_of(black_box(&known))));
    let alike = |names: &[String]| -> usize {
        names.iter().map(|n| gazetteer.find_by_consonants(n, "IRQ").count()).sum()
    };
    group.bench_function("find_by_consonants", |b| b.iter(|| alike(black_box(&known))));
    group.finish();
}

criterion_group!(benches, look_up);
criterion_main!(benches);
