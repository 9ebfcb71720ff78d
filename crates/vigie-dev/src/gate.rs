//! The gate: the reading's figures on every gold set, held to floors that are pinned with a digest of the gold. A higher
//! figure may be pinned; a lower one takes an explicit flag.

use crate::{
    reliability::Reliability,
    resolved::{self, Measure},
    score::{Score, f1, judge},
};
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};
use vigie::Vigie;

/// One event more or less moves F1 on the smallest set (23 events) by about 0.02 and on the largest (685) by 0.0007. The
/// annotator multiplies with the instructions of the processor at hand, so that a near-tie may fall otherwise on another
/// machine: this absorbs two or three events of the larger sets, and the rounding of the file.
const EPSILON: f64 = 0.004;
const FLOORS: &str = "corpus/gold/floors.toml";

#[derive(Serialize, Deserialize)]
struct Floors {
    confidence: Confidence,
    set: Vec<Set>,
}

/// What is asked of the confidence given to the reports of these sets. Promises, not figures: `--update` leaves them as they
/// are.
#[derive(Serialize, Deserialize)]
struct Confidence {
    /// The sets that the weights are fitted on.
    sets: Vec<String>,
    /// Of the reports that are given 0.9 or more, the share that has the right type, actors and recipients.
    right: f64,
    /// Fewer such reports are too few to be held to that.
    least: usize,
    /// How far confidence and share may lie apart, on average over the bins.
    gap: f64,
}

#[derive(Serialize, Deserialize)]
struct Set {
    name: String,
    /// Gold file, from the project's root.
    gold: PathBuf,
    /// What it measures.
    #[serde(default)]
    measure: Measure,
    /// SHA-256 of the gold file that the floors were measured on.
    digest: String,
    floors: BTreeMap<String, f64>,
}

/// Runs the gate. Fails if a figure is below its floor or a gold file is not the one that was pinned.
#[expect(clippy::print_stdout, reason = "the figures are the output of this command")]
pub fn run(update: bool, allow_regression: bool, types: bool) -> Result<ExitCode> {
    let root = root();
    let mut floors = floors()?;
    let vigie = Vigie::new()?;
    let mut failures = Vec::new();
    let mut reliability = BTreeMap::new();
    for set in &mut floors.set {
        let Ok(gold) = fs::read(root.join(&set.gold)) else {
            println!("{:<10} not here ({}): not scored", set.name, set.gold.display());
            continue;
        };
        let digest = hexadecimal(&Sha256::digest(&gold));
        if digest != set.digest && !update {
            failures.push(format!("{}: the gold is not the one that the floors were pinned on", set.name));
        }
        let gold = std::str::from_utf8(&gold)?;
        let figures = if set.measure == Measure::Events {
            let (score, reliable) = score(&vigie, gold)?;
            print(&set.name, &score, types);
            reliability.insert(set.name.clone(), reliable);
            score.figures()
        } else {
            let figures = resolved::figures(set.measure, &vigie, gold)?;
            let told: Vec<String> =
                figures.iter().map(|(name, value)| format!("{name} {value:.4}")).collect();
            println!("{:<10} {}", set.name, told.join("  "));
            figures
        };
        let below: Vec<&String> = set
            .floors
            .keys()
            .filter(|k| figures.get(*k).copied().unwrap_or(0.0) + EPSILON < set.floors[*k])
            .collect();
        if update {
            if !below.is_empty() && !allow_regression {
                bail!("{}: {below:?} would be pinned lower; --allow-regression does that", set.name);
            }
            set.digest = digest;
            set.floors = figures.into_iter().map(|(k, v)| (k, (v * 1000.0).floor() / 1000.0)).collect();
        } else {
            failures.extend(below.into_iter().map(|k| {
                format!(
                    "{}: {k} is {:.4}, below its floor of {:.4}",
                    set.name,
                    figures.get(k).copied().unwrap_or(0.0),
                    set.floors[k]
                )
            }));
        }
    }
    failures.extend(confidence(&floors.confidence, &reliability));
    if update {
        fs::write(root.join(FLOORS), format!("{HEADER}\n{}", toml::to_string(&floors)?))?;
    }
    for failure in &failures {
        println!("{failure}");
    }
    Ok(if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The project's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn floors() -> Result<Floors> {
    let text = fs::read_to_string(root().join(FLOORS)).with_context(|| format!("cannot read {FLOORS}"))?;
    Ok(toml::from_str(&text)?)
}

/// The annotated articles that the confidence is fitted on, one a line; none where the gold is not here.
pub fn confidence_gold() -> Result<Vec<String>> {
    let floors = floors()?;
    let sets = floors.set.iter().filter(|s| floors.confidence.sets.contains(&s.name));
    let texts = sets.filter_map(|s| fs::read_to_string(root().join(&s.gold)).ok());
    let lines = texts.flat_map(|t| t.lines().map(str::to_owned).collect::<Vec<_>>());
    Ok(lines.filter(|l| !l.trim().is_empty()).collect())
}

/// Prints the reliability of the sets that the confidence was not fitted on, then of those that it was, and holds the latter
/// to their promises.
#[expect(clippy::print_stdout, reason = "the figures are the output of this command")]
fn confidence(floors: &Confidence, reliability: &BTreeMap<String, Reliability>) -> Vec<String> {
    let mut fitted = Reliability::default();
    for (name, set) in reliability {
        if floors.sets.contains(name) {
            fitted.join(set);
        } else {
            print!("{}", set.table(&format!("{name}, not fitted on")));
        }
    }
    if !floors.sets.iter().all(|s| reliability.contains_key(s)) {
        return Vec::new();
    }
    print!("{}", fitted.table(&format!("{}, fitted on", floors.sets.join(" and "))));
    let ((reports, right), gap) = (fitted.sure(), fitted.gap());
    let mut failures = Vec::new();
    if reports < floors.least {
        println!("  {reports} reports have 0.9 or more: too few to hold their share to {}", floors.right);
    } else if right < floors.right {
        failures.push(format!(
            "of {reports} reports of confidence 0.9 or more {right:.4} are right, below {}",
            floors.right
        ));
    }
    if gap > floors.gap {
        let advice = "fit it again: cargo dev confidence --fit";
        failures.push(format!("confidence is off by {gap:.4} on average, above {}: {advice}", floors.gap));
    }
    failures
}

const HEADER: &str = "# Floors of `cargo dev gate`: F1 (type, trigger, actors, recipients, modes, counts, all-fields) and accuracy on matched
# events (place, status, time, territory, acled, sources) of event sets; shares and F1 of sets of toponyms, spellings, days and
# TIMEX3 expressions; each with the digest of the gold that they were measured on. First what
# is asked of the confidence; CONTRIBUTING.md explains it.
# Written by `cargo dev gate --update`; a floor is lowered only with --allow-regression.
";

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

/// Reads every article of a gold file and scores the records.
fn score(vigie: &Vigie, gold: &str) -> Result<(Score, Reliability)> {
    let (mut score, mut reliability) = (Score::default(), Reliability::default());
    for line in gold.lines().filter(|l| !l.trim().is_empty()) {
        let annotated: Value = serde_json::from_str(line)?;
        for article in vigie_extract::articles(line.as_bytes(), Some("gold.jsonl")) {
            let records = vigie.read(article?)?.records();
            let predicted: Vec<Value> = records.iter().map(serde_json::to_value).collect::<Result<_, _>>()?;
            let events = annotated["events"].as_array().map_or(&[][..], Vec::as_slice);
            score.article(events, &predicted);
            for (record, judged) in records.iter().zip(judge(events, &predicted)) {
                reliability.add(record.confidence, judged);
            }
        }
    }
    Ok((score, reliability))
}

#[expect(clippy::print_stdout, reason = "the figures are the output of this command")]
fn print(name: &str, score: &Score, types: bool) {
    println!("{name}");
    if types {
        for (event_type, v) in &score.types {
            let (p, r, f) = f1(*v);
            println!("  {event_type:<12} P {p:.3} R {r:.3} F1 {f:.3}  gold {} predicted {}", v[1], v[2]);
        }
    }
    for (slot, v) in &score.tally {
        let (p, r, f) = f1(*v);
        println!("  {slot:<12} P {p:.3} R {r:.3} F1 {f:.3}  gold {} predicted {}", v[1], v[2]);
    }
    for (slot, [right, all]) in &score.accuracy {
        println!("  {slot:<12} accuracy {:.3}  of {all}", *right as f64 / (*all).max(1) as f64);
    }
}
