//! `cargo dev confidence`: fits the weights of `codebook/confidence.toml` on the development gold, and tells how far they may
//! be trusted by trying them on articles that they were not fitted on.

use crate::{
    gate, logistic,
    reliability::Reliability,
    score::{Judged, judge},
};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use smol_str::SmolStr;
use std::{collections::BTreeMap, fmt::Write, fs, process::ExitCode};
use vigie::{
    Vigie,
    codebook::{Codebook, Sign, Weights},
};
use vigie_coder::Outcome;

const FILE: &str = "codebook/confidence.toml";

/// How hard weights are pulled to zero: as if each were drawn around it with a standard deviation of 1.
const RIDGE: f64 = 1.0;

/// How many parts the articles are cut into for cross-validation.
const FOLDS: usize = 10;

/// A type has actors, or recipients, *usually* where more than half of its annotated events have.
const USUAL: f64 = 0.5;

/// What the types of events that are states are called.
const STATE: &str = "STATE";

/// One report of an annotated article: what it shows and what is right of it.
struct Case {
    article: usize,
    signs: Vec<Sign>,
    judged: Judged,
}

/// Fits the weights, prints both tables, and with `write` puts the weights into the codebook.
#[expect(clippy::print_stdout, reason = "the figures are the output of this command")]
pub fn run(write: bool) -> Result<ExitCode> {
    let lines: Vec<String> = gate::confidence_gold()?;
    if lines.is_empty() {
        bail!("no development gold is here: the confidence cannot be fitted");
    }
    let usual = ["actors", "recipients"].map(|side| usual(&lines, side));
    let mut codebook = Codebook::shipped()?;
    let [actors, recipients] = usual.clone();
    codebook.confidence = Weights::new(0.0, Vec::new(), actors, recipients);
    let vigie = Vigie::with_codebook(codebook)?;
    let mut cases = Vec::new();
    for (article, line) in lines.iter().enumerate() {
        collect(&vigie, line, article, &mut cases)?;
    }
    let weights = fitted(cases.iter(), &usual);
    println!("{}", reliability(&cases, |_| &weights).table("tried on the articles that it was fitted on"));
    let by_fold: Vec<Weights> =
        (0..FOLDS).map(|fold| fitted(cases.iter().filter(|c| c.article % FOLDS != fold), &usual)).collect();
    let title = format!("tried on articles that it was not fitted on ({FOLDS} folds)");
    println!("{}", reliability(&cases, |c| &by_fold[c.article % FOLDS]).table(&title));
    if write {
        let text = written(&weights, &usual, &cases, lines.len());
        fs::write(gate::root().join(FILE), text).with_context(|| format!("cannot write {FILE}"))?;
        println!("{FILE} is written: it is taken in when the program is built again");
    }
    Ok(ExitCode::SUCCESS)
}

/// The types of which more than half of the annotated events have somebody on that side.
fn usual(lines: &[String], side: &str) -> Vec<SmolStr> {
    let mut by_type: BTreeMap<SmolStr, [usize; 2]> = BTreeMap::new();
    for article in lines.iter().filter_map(|l| serde_json::from_str::<Value>(l).ok()) {
        for event in article["events"].as_array().into_iter().flatten() {
            if let Some(participants) = event[side].as_array() {
                let of = by_type.entry(event["type"].as_str().unwrap_or(STATE).into()).or_default();
                of[0] += usize::from(!participants.is_empty());
                of[1] += 1;
            }
        }
    }
    let is_usual = |of: &[usize; 2]| of[0] as f64 > USUAL * of[1] as f64;
    by_type.into_iter().filter(|(_, of)| is_usual(of)).map(|(event_type, _)| event_type).collect()
}

/// Reads an annotated article and adds a case for each of its reports.
fn collect(vigie: &Vigie, line: &str, article: usize, cases: &mut Vec<Case>) -> Result<()> {
    let annotated: Value = serde_json::from_str(line)?;
    let gold = annotated["events"].as_array().map_or(&[][..], Vec::as_slice);
    for given in vigie_extract::articles(line.as_bytes(), Some("gold.jsonl")) {
        let reading = vigie.read(given?)?;
        let records: Vec<Value> =
            reading.records().iter().map(serde_json::to_value).collect::<Result<_, _>>()?;
        for (report, judged) in reading.reports.iter().zip(judge(gold, &records)) {
            let told = reading.explanations.iter().find_map(|e| match &e.outcome {
                Outcome::Coded(confidence) if e.trigger == report.trigger => Some(confidence),
                _ => None,
            });
            let confidence = told.context("a report without an explanation")?;
            let signs = confidence.signs.iter().map(|(sign, _)| *sign).collect();
            cases.push(Case { article, signs, judged });
        }
    }
    Ok(())
}

fn fitted<'c>(cases: impl Iterator<Item = &'c Case>, usual: &[Vec<SmolStr>; 2]) -> Weights {
    let shown = |c: &Case| c.signs.iter().map(|s| *s as usize).collect();
    let cases: Vec<(Vec<usize>, bool)> = cases.map(|c| (shown(c), c.judged.is_right)).collect();
    let (intercept, weights) = logistic::fit(&cases, Sign::ALL.len(), RIDGE);
    let rounded = |w: f64| (w * 100.0).round() / 100.0;
    let [actors, recipients] = usual.clone();
    Weights::new(rounded(intercept), weights.into_iter().map(rounded).collect(), actors, recipients)
}

fn reliability<'w>(cases: &[Case], weights: impl Fn(&Case) -> &'w Weights) -> Reliability {
    let mut reliability = Reliability::default();
    for case in cases {
        reliability.add(weights(case).confidence(&case.signs), case.judged);
    }
    reliability
}

/// The file, with how often each sign was shown.
fn written(weights: &Weights, usual: &[Vec<SmolStr>; 2], cases: &[Case], articles: usize) -> String {
    let list = |types: &[SmolStr]| types.iter().map(|t| format!("\"{t}\"")).collect::<Vec<_>>().join(", ");
    let right = cases.iter().filter(|c| c.judged.is_right).count();
    let mut text = format!(
        "# How likely a report is to have the right type, actors and recipients: the log-odds that each of its signs adds to the
# intercept (crates/vigie-codebook/src/confidence.rs says what each sign is). Written by `cargo dev confidence --fit`, which
# prints how well the result holds on articles that it was not fitted on.
#
# Fitted by logistic regression (L2, ridge {RIDGE}) on the development gold, French and English: {} reports of {articles} articles,
# of which {right} right. After each weight, how many reports show the sign.

intercept = {:.2}

# Types of which more than half of the annotated events have actors, and recipients.
[usual]
actors = [{}]
recipients = [{}]

[weights]
",
        cases.len(),
        weights.intercept,
        list(&usual[0]),
        list(&usual[1]),
    );
    for sign in Sign::ALL {
        let shown = cases.iter().filter(|c| c.signs.contains(sign)).count();
        let _ = writeln!(text, "{} = {:.2} # {shown}", sign.code(), weights.of(*sign));
    }
    text
}
