//! `vigie gazetteer find`.

use crate::Outcome;
use crate::messages::complain;
use crate::print::{FAINT, Printer, TITLE};
use anstyle::Style;
use clap::{Args, ValueEnum};
use serde_json::json;
use std::path::PathBuf;
use vigie_resolve::fold::fold;
use vigie_resolve::gazetteer::{Entry, Gazetteer};

/// Find the places of a name: as it stands, without its article, and in one country by other spellings
#[derive(Args)]
pub(crate) struct Arguments {
    /// Names, in any case and with or without accents; a number is a GeoNames id
    #[arg(required = true, value_name = "NAME")]
    names: Vec<String>,
    /// Only places of this country (`IRQ` or `IQ`), those included whose name has the same consonants
    #[arg(long, value_name = "CODE")]
    country: Option<String>,
    /// Gazetteers of your own, each laid over those before it
    #[arg(long, value_name = "FILE.vgz")]
    gazetteer: Vec<PathBuf>,
    /// How the places are printed
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading.
    Table,
    /// One JSON object a line.
    Jsonl,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let gazetteer = match Gazetteer::layered(&arguments.gazetteer) {
        Ok(gazetteer) => gazetteer,
        Err(error) => {
            complain(&error.to_string());
            return Ok(Outcome::SomeFailed);
        }
    };
    let country = match &arguments.country {
        None => None,
        Some(code) => Some(
            gazetteer
                .country_of(&code.to_uppercase())
                .ok_or_else(|| anyhow::anyhow!("`{code}` is no country's code; give one such as IRQ"))?,
        ),
    };
    let mut printer = Printer::new();
    for name in &arguments.names {
        let found = find(&gazetteer, name, country);
        match arguments.format {
            Format::Table => table(&mut printer, &gazetteer, name, &found)?,
            Format::Jsonl => {
                for (entry, by) in &found {
                    printer.raw(&json_line(&gazetteer, name, entry, by)?)?;
                }
            }
        }
    }
    printer.finish()?;
    Ok(Outcome::Done)
}

/// The places of a name, each with what led to it; the largest first among those found alike.
fn find(gazetteer: &Gazetteer, name: &str, country: Option<&str>) -> Vec<(Entry, &'static str)> {
    if let Ok(id) = name.parse() {
        return gazetteer.of_geonames(id).map(|e| (e, "id")).into_iter().collect();
    }
    let mut found: Vec<(Entry, &str)> = gazetteer.find(name).map(|e| (e, "name")).collect();
    if let Some(country) = country {
        found.retain(|(e, _)| e.country == Some(country));
        let same = |row: u32, found: &[(Entry, &str)]| found.iter().any(|(e, _)| e.row == row);
        let alike: Vec<Entry> =
            gazetteer.find_by_consonants(&fold(name), country).filter(|e| !same(e.row, &found)).collect();
        found.extend(alike.into_iter().map(|e| (e, "consonants")));
    }
    found.sort_by_key(|(e, by)| (*by != "name", !e.is_usual_name, std::cmp::Reverse(e.population), e.row));
    found
}

fn table(
    printer: &mut Printer,
    gazetteer: &Gazetteer,
    name: &str,
    found: &[(Entry, &str)],
) -> anyhow::Result<()> {
    printer.styled(&[(TITLE, name)])?;
    if found.is_empty() {
        printer.styled(&[(FAINT, "  no place has that name")])?;
    }
    for (e, by) in found {
        let within: Vec<&str> = [e.admin2, e.admin1, e.country].into_iter().flatten().collect();
        let people = if e.population > 0 { format!("  {} people", e.population) } else { String::new() };
        let id = e.geonames.map_or_else(|| "no GeoNames id".to_owned(), |id| format!("GeoNames {id}"));
        let how = if e.is_usual_name { (*by).to_owned() } else { format!("{by}, rare") };
        let file = if e.layer == 0 { String::new() } else { format!("  {}", gazetteer.layer_name(e.layer)) };
        printer.styled(&[
            (Style::new(), &format!("  {}", e.name)),
            (FAINT, &format!("  {}  ", e.kind.code())),
            (Style::new(), &within.join(", ")),
            (FAINT, &format!("  {:.4} {:.4}{people}  {id}  by {how}{file}", e.lat, e.lon)),
        ])?;
    }
    Ok(())
}

fn json_line(gazetteer: &Gazetteer, asked: &str, e: &Entry, by: &str) -> anyhow::Result<String> {
    let value = json!({
        "asked": asked, "name": e.name, "kind": e.kind.code(), "geonames": e.geonames, "country": e.country,
        "admin1": e.admin1, "admin2": e.admin2, "lat": round(e.lat), "lon": round(e.lon),
        "population": Some(e.population).filter(|n| *n > 0), "radius_km": Some(e.radius).filter(|r| *r > 0),
        "by": by, "usual": e.is_usual_name, "layer": gazetteer.layer_name(e.layer),
    });
    Ok(serde_json::to_string(&value)? + "\n")
}

/// A degree to the four places that the file keeps.
fn round(degrees: f64) -> f64 {
    (degrees * 1e4).round() / 1e4
}
