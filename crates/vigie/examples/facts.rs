//! Reads JSON Lines articles that each carry `spans` (`start`, `end`, code points), and prints what the article says of the words
//! there: whether they happened, whether they are denied, who says so, and what vigie makes of them as triggers.
//!
//! `benchmarks/timebank.py` measures with it.

use serde_json::{Value, json};
use std::io::{self, Read, Write};
use vigie::Vigie;
use vigie_text::{CodePoints, Span};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let vigie = Vigie::new()?;
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    let text = String::from_utf8(bytes)?;
    let mut out = io::stdout().lock();
    let rows = text.lines().filter(|l| !l.trim().is_empty());
    for (row, article) in rows.zip(vigie_extract::articles(text.as_bytes(), Some("stdin.jsonl"))) {
        let (row, article): (Value, _) = (serde_json::from_str(row)?, article?);
        let spans = spans(&row, &article.text);
        let facts = vigie.facts_at(&article, &spans)?;
        let id = row["id"].clone();
        let reading = vigie.read(article)?;
        for (n, (span, facts)) in spans.iter().zip(facts).enumerate() {
            let Some(facts) = facts else { continue };
            let trigger = reading.explanations.iter().find(|e| e.trigger.overlaps(*span));
            let line = json!({
                "id": id, "span": n,
                "status": facts.factuality.status,
                "negated": facts.is_negated,
                "sources": facts.attribution.iter().map(|a| a.name.as_str()).collect::<Vec<_>>(),
                "cues": facts.attribution.iter().map(|a| a.cue.map(|c| c.slice(&reading.article.text))).collect::<Vec<_>>(),
                "known": trigger.is_some(),
                "coded": reading.reports.iter().any(|r| r.trigger.overlaps(*span)),
            });
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

/// The spans of a row, as bytes.
fn spans(row: &Value, text: &str) -> Vec<Span> {
    let points = CodePoints::new(text);
    let byte = |v: &Value| {
        let point = v.as_u64().and_then(|n| usize::try_from(n).ok());
        point.and_then(|p| points.to_byte(p)).unwrap_or(text.len())
    };
    let listed = row["spans"].as_array().into_iter().flatten();
    listed.map(|s| Span::new(byte(&s["start"]), byte(&s["end"]))).collect()
}
