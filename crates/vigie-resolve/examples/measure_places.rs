//! Measures the resolver on toponyms whose points are known.
//!
//! `measure_places toponyms FILE.jsonl` reads articles with `text` and `toponyms` (`start`, `end`, `lat`, `lon`), resolves
//! exactly those and prints the share within 161 km, then what full reading finds; `measure_places forms FILE.tsv` reads
//! spellings (place, country, lat, lon, forms) and prints the share found within 25 km; `measure_places read fr|en TEXT` prints
//! the places of a text and what spoke for each.
#![allow(clippy::disallowed_methods, reason = "a program is an edge")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for people")]

use anyhow::{Context, Result, bail};
use std::{env, fs, time::Instant};
use vigie_annotate::Annotator;
use vigie_resolve::{
    fold::fold,
    gazetteer::{Entry, Gazetteer, kilometres},
    places::{Outcome, places, places_at},
};
use vigie_text::{CodePoints, Language, Span};

/// The words of a span in brackets, with what stands around them.
fn around(text: &str, span: Span) -> String {
    let (start, end) = (span.start as usize, span.end as usize);
    let from = (start.saturating_sub(45)..=start).find(|i| text.is_char_boundary(*i)).unwrap_or(start);
    let to = (end..text.len().min(end + 45)).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(end);
    format!("{}[{}]{}", &text[from..start], &text[start..end], &text[end..to]).replace('\n', " / ")
}

fn toponyms(file: &str, verbose: bool) -> Result<()> {
    let gazetteer = Gazetteer::shipped()?;
    let (mut all, mut right, mut answered, mut close) = (0, 0, 0, 0);
    let (mut found, mut found_right, mut proposed) = (0, 0, 0);
    let (mut seconds, mut given_seconds, mut words) = (0.0, 0.0, 0);
    for line in fs::read_to_string(file)?.lines() {
        let article: serde_json::Value = serde_json::from_str(line)?;
        let text = article["text"].as_str().context("text")?;
        let language = if article["lang"] == "fr" { Language::Fr } else { Language::En };
        let points = CodePoints::new(text);
        let doc = Annotator::shipped(language)?.annotate(text);
        words += doc.sentences.iter().map(|s| s.words.len()).sum::<usize>();
        let mut gold: Vec<(Span, (f64, f64), Option<u64>)> = Vec::new();
        for t in article["toponyms"].as_array().context("toponyms")? {
            let offset = |key: &str| t[key].as_u64().and_then(|n| points.to_byte(n as usize));
            if let (Some(start), Some(end), Some(lat), Some(lon)) =
                (offset("start"), offset("end"), t["lat"].as_f64(), t["lon"].as_f64())
            {
                gold.push((Span::new(start, end), (lat, lon), t["geonameid"].as_u64()));
            }
        }
        let spans: Vec<Span> = gold.iter().map(|g| g.0).collect();
        // Once before the clock runs: what is measured is a warm gazetteer.
        let _ = places_at(text, &doc, language, gazetteer, &spans);
        let start = Instant::now();
        let resolved = places_at(text, &doc, language, gazetteer, &spans);
        given_seconds += start.elapsed().as_secs_f64();
        for mention in resolved {
            let Some((_, point, id)) = gold.iter().find(|g| g.0 == mention.span) else { continue };
            all += 1;
            match &mention.outcome {
                Outcome::Resolved(r) => {
                    answered += 1;
                    let is_same = id.is_some() && r.geonames.map(u64::from) == *id;
                    let off = if is_same { 0.0 } else { kilometres((r.lat, r.lon), *point) };
                    right += usize::from(off <= 161.0);
                    close += usize::from(off <= 25.0);
                    if off > 161.0 && verbose {
                        println!(
                            "{off:6.0} km  {} → {} {:?} {:?} {:.1?}",
                            around(text, mention.span),
                            r.name,
                            r.country,
                            r.kind,
                            r.evidence.iter().map(|e| e.signs.sum()).collect::<Vec<_>>()
                        );
                    }
                }
                Outcome::Refused(why) => {
                    if verbose {
                        println!("no answer {} ({why})", around(text, mention.span));
                    }
                }
            }
        }
        let start = Instant::now();
        let read = places(text, &doc, language, gazetteer);
        seconds += start.elapsed().as_secs_f64();
        let read: Vec<_> =
            read.iter().filter(|m| !m.is_anaphoric && matches!(m.outcome, Outcome::Resolved(_))).collect();
        proposed += read.len();
        found += gold.len();
        for (span, point, _) in &gold {
            let hit = read.iter().find(|m| m.span.overlaps(*span));
            match hit.map(|m| &m.outcome) {
                Some(Outcome::Resolved(r)) if kilometres((r.lat, r.lon), *point) <= 161.0 => found_right += 1,
                None if verbose => println!("missed {}", span.slice(text)),
                _ => {}
            }
        }
        if verbose {
            for m in &read {
                if !gold.iter().any(|g| g.0.overlaps(m.span)) {
                    println!("extra {}", around(text, m.span));
                }
            }
        }
    }
    let share = |n: usize, of: usize| 100.0 * n as f64 / of.max(1) as f64;
    println!(
        "given toponyms: {all}, answered {:.1} %, within 161 km {:.1} %, within 25 km {:.1} %",
        share(answered, all),
        share(right, all),
        share(close, all)
    );
    let (p, r) = (share(found_right, proposed), share(found_right, found));
    println!(
        "reading: precision {p:.1}, recall {r:.1}, F1 {:.1} (gold marks only some of the places)",
        2.0 * p * r / (p + r)
    );
    println!("{:.0} given toponyms a second", all as f64 / given_seconds);
    println!("{:.3} ms per 500 words", seconds * 1e3 / words as f64 * 500.0);
    Ok(())
}

fn forms(file: &str) -> Result<()> {
    let gazetteer = Gazetteer::shipped()?;
    let (mut all, mut top, mut with_country) = (0, 0, 0);
    for line in fs::read_to_string(file)?.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [_, country, lat, lon, forms] = cells[..] else { bail!("{line}") };
        let point = (lat.parse::<f64>()?, lon.parse::<f64>()?);
        let near = |e: &Entry| kilometres((e.lat, e.lon), point) <= 25.0;
        for form in forms.split('|') {
            all += 1;
            let by_people =
                gazetteer.find(form).max_by_key(|e| (e.kind.is_town() && e.is_usual_name, e.population));
            let is_top = by_people.as_ref().is_some_and(near);
            top += usize::from(is_top);
            let mut home: Vec<Entry> = gazetteer.find(form).filter(|e| e.country == Some(country)).collect();
            if home.is_empty() {
                home = gazetteer.find_by_consonants(&fold(form), country).collect();
            }
            let best = home.iter().max_by_key(|e| (e.kind.is_town(), e.is_usual_name, e.population));
            let is_home = best.is_some_and(near);
            with_country += usize::from(is_home);
            if !is_top || !is_home {
                println!(
                    "{form} ({country}): by people {:?}, in its country {:?}",
                    by_people.map(|e| (e.name, e.country)),
                    best.map(|e| e.name)
                );
            }
        }
    }
    println!("{all} forms: {top} by the name alone, {with_country} with the country known");
    let names: Vec<&str> =
        vec!["Mossoul", "Deir ez-Zor", "Falloudja", "Nulle Part", "Port-au-Prince", "Ménaka"];
    let start = Instant::now();
    let mut count = 0;
    for _ in 0..100_000 {
        for name in &names {
            count += gazetteer.find(name).count();
        }
    }
    println!("{:.0} look-ups a second ({count} places)", 600_000.0 / start.elapsed().as_secs_f64());
    Ok(())
}

/// Prints the places of a text, with what spoke for each.
fn read(language: &str, text: &str) -> Result<()> {
    let language: Language = language.parse().map_err(|_| anyhow::anyhow!("fr or en"))?;
    let doc = Annotator::shipped(language)?.annotate(text);
    for m in places(text, &doc, language, Gazetteer::shipped()?) {
        println!("{}  {} {}", m.span.slice(text), m.relation.code(), m.direction.unwrap_or_default());
        match &m.outcome {
            Outcome::Refused(why) => println!("    refused: {why}"),
            Outcome::Resolved(r) => {
                println!("    {} {:?} {} {:.2} {:.2}", r.name, r.country, r.precision.code(), r.lat, r.lon);
                for evidence in &r.evidence {
                    println!("    {evidence}");
                }
            }
        }
    }
    Ok(())
}

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["toponyms", file] => toponyms(file, false),
        ["toponyms", file, "--verbose"] => toponyms(file, true),
        ["forms", file] => forms(file),
        ["read", language, text] => read(language, text),
        _ => {
            bail!("usage: measure_places toponyms FILE.jsonl [--verbose] | forms FILE.tsv | read fr|en TEXT")
        }
    }
}
