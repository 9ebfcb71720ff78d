//! Measures the resolver on toponyms whose points are known.
//!
//! `measure_places toponyms FILE.jsonl` reads articles with `text` and `toponyms` (`start`, `end`, `lat`, `lon`), resolves
//! exactly those and prints the share within 161 km, then what full reading finds; `measure_places forms FILE.tsv` reads
//! spellings (place, country, lat, lon, forms) and prints the share found within 25 km.
#![allow(clippy::disallowed_methods, reason = "a program is an edge")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for people")]

use anyhow::{Context, Result, bail};
use std::{env, fs, time::Instant};
use vigie_annotate::{Document, Sentence, Upos, Word};
use vigie_resolve::{
    fold::fold,
    gazetteer::{Entry, Gazetteer, kilometres},
    places::{Outcome, places, places_at},
};
use vigie_text::{CodePoints, Language, Span};

/// Sentences and words without a tagger: capitals are proper nouns, the rest is unknown.
fn rough(text: &str) -> Document {
    let mut doc = Document::default();
    let mut words: Vec<Word> = Vec::new();
    let mut opens = true;
    let mut flush = |words: &mut Vec<Word>, opens: bool| {
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            let span = first.span.cover(last.span);
            doc.sentences.push(Sentence {
                span,
                opens_paragraph: opens,
                words: std::mem::take(words),
                multiwords: Vec::new(),
            });
        }
    };
    let mut chars = text.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if c == '\n' {
            flush(&mut words, opens);
            opens = true;
            continue;
        }
        if c.is_whitespace() {
            continue;
        }
        let mut end = i + c.len_utf8();
        if c.is_alphanumeric() {
            while let Some((j, d)) = chars.peek().copied() {
                let inside = d.is_alphanumeric()
                    || d == '-'
                    || matches!(d, '\'' | '’')
                        && !text[j..].starts_with("’s")
                        && !text[j..].starts_with("'s");
                if !inside {
                    break;
                }
                end = j + d.len_utf8();
                chars.next();
            }
        }
        let form = &text[i..end];
        let short = form.split_once(['\'', '’']).filter(|(a, b)| a.chars().count() < 3 && !b.is_empty());
        let mut put = |span: Span| {
            let form = span.slice(text);
            let upos = match form.chars().next() {
                Some(c) if c.is_uppercase() => Upos::Propn,
                Some(c) if c.is_alphanumeric() => Upos::X,
                _ => Upos::Punct,
            };
            words.push(Word {
                span,
                form: form.into(),
                lemma: form.to_lowercase().into(),
                upos,
                feats: "".into(),
                head: (!words.is_empty()).then_some(0),
                deprel: "dep".into(),
                is_doubtful: false,
            });
        };
        if let Some((_, rest)) = short {
            put(Span::new(i, end - rest.len()));
            put(Span::new(end - rest.len(), end));
        } else {
            put(Span::new(i, end));
        }
        let stop = matches!(c, '.' | '!' | '?') && text[end..].chars().next().is_none_or(char::is_whitespace);
        let initial = words.len() > 1 && words[words.len() - 2].form.chars().count() <= 3;
        if stop && !(c == '.' && initial) {
            flush(&mut words, opens);
            opens = false;
        }
    }
    flush(&mut words, opens);
    doc
}

fn toponyms(file: &str, verbose: bool) -> Result<()> {
    let gazetteer = Gazetteer::shipped()?;
    let (mut all, mut right, mut answered, mut close) = (0, 0, 0, 0);
    let (mut found, mut found_right, mut proposed) = (0, 0, 0);
    let (mut seconds, mut words) = (0.0, 0);
    for line in fs::read_to_string(file)?.lines() {
        let article: serde_json::Value = serde_json::from_str(line)?;
        let text = article["text"].as_str().context("text")?;
        let language = if article["lang"] == "fr" { Language::Fr } else { Language::En };
        let points = CodePoints::new(text);
        let doc = rough(text);
        words += doc.sentences.iter().map(|s| s.words.len()).sum::<usize>();
        let mut gold: Vec<(Span, (f64, f64))> = Vec::new();
        for t in article["toponyms"].as_array().context("toponyms")? {
            let offset = |key: &str| t[key].as_u64().and_then(|n| points.to_byte(n as usize));
            if let (Some(start), Some(end), Some(lat), Some(lon)) =
                (offset("start"), offset("end"), t["lat"].as_f64(), t["lon"].as_f64())
            {
                gold.push((Span::new(start, end), (lat, lon)));
            }
        }
        let spans: Vec<Span> = gold.iter().map(|g| g.0).collect();
        for mention in places_at(text, &doc, language, gazetteer, &spans) {
            let Some((_, point)) = gold.iter().find(|g| g.0 == mention.span) else { continue };
            all += 1;
            match &mention.outcome {
                Outcome::Resolved(r) => {
                    answered += 1;
                    let off = kilometres((r.lat, r.lon), *point);
                    right += usize::from(off <= 161.0);
                    close += usize::from(off <= 25.0);
                    if off > 161.0 && verbose {
                        println!(
                            "{off:6.0} km  {} → {} {:?} {:?} {:.1?}",
                            mention.span.slice(text),
                            r.name,
                            r.country,
                            r.kind,
                            r.candidates
                        );
                    }
                }
                Outcome::Refused(why) => {
                    if verbose {
                        println!("no answer {} ({why})", mention.span.slice(text));
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
        for (span, point) in &gold {
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
                    let from = m.span.start.saturating_sub(30) as usize;
                    let from = (from..text.len()).find(|i| text.is_char_boundary(*i)).unwrap_or(0);
                    println!(
                        "extra {}  [{}]",
                        m.span.slice(text),
                        text[from..m.span.end as usize].replace('\n', " ")
                    );
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

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["toponyms", file] => toponyms(file, false),
        ["toponyms", file, "--verbose"] => toponyms(file, true),
        ["forms", file] => forms(file),
        _ => bail!("usage: measure_places toponyms FILE.jsonl [--verbose] | forms FILE.tsv"),
    }
}
