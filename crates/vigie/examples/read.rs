//! Reads JSON Lines articles from standard input and prints their reports, as a program that embeds vigie would.
//!
//! `cargo run --release -p vigie --example read < corpus/demo/dispatches.jsonl`

use std::io::{self, Read, Write};
use vigie::Vigie;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let vigie = Vigie::new()?;
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    let mut out = io::stdout().lock();
    for article in vigie_extract::articles(&bytes, Some("stdin.jsonl")) {
        for record in vigie.read(article?)?.records() {
            writeln!(out, "{}", serde_json::to_string(&record)?)?;
        }
    }
    Ok(())
}
