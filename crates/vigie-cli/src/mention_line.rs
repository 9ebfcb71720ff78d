//! A mention on a line, for people.

use crate::print::{BAD, FAINT, GOOD, Printer, WORDS, clean};
use anstyle::Style;
use std::io;
use vigie_schema::{Attribution, Mention, Participant, Place, Time, What};

/// The kind of a mention, its words and what they stand for, on a line.
pub(crate) fn print(printer: &mut Printer, mention: &Mention, text: &str, margin: &str) -> io::Result<()> {
    let kind = format!("{margin}{:<6}", mention.what.kind().code());
    let words = format!("« {} »", clean(mention.span.slice(text)));
    let (style, told) = match &mention.what {
        What::Place(place) => (GOOD, told_place(place)),
        What::Actor(actor) => (GOOD, told_actor(actor)),
        What::Time(time) => (GOOD, told_time(time)),
        What::Quote { speaker, is_direct } => (GOOD, told_quote(speaker, *is_direct)),
        What::Refused(_, reason) => (BAD, format!("refused: {reason}")),
    };
    printer.styled(&[(FAINT, &kind), (WORDS, &words), (Style::new(), "  "), (style, &told)])
}

fn told_place(p: &Place) -> String {
    let admin1 = p.admin1.as_ref().filter(|unit| **unit != p.name);
    let within: Vec<&str> = admin1.into_iter().chain(&p.country).map(String::as_str).collect();
    let within = if within.is_empty() { String::new() } else { format!(", {}", within.join(", ")) };
    let point = p.lat.zip(p.lon).map(|(lat, lon)| format!("  {lat:.2} {lon:.2}")).unwrap_or_default();
    let id = p.geonames.map(|id| format!("  geonames {id}")).unwrap_or_default();
    let relation = match p.relation {
        vigie_schema::Relation::In => String::new(),
        relation => format!("{} ", relation.code().replace('-', " ")),
    };
    format!("{relation}{}{within}  {}{point}{id}", p.name, p.precision)
}

fn told_actor(a: &Participant) -> String {
    let name = a.name.clone().unwrap_or_default();
    let codes: Vec<&str> = a.country.iter().chain(&a.sectors).map(String::as_str).collect();
    [name, codes.join(" ")].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join("  ")
}

fn told_time(t: &Time) -> String {
    let day = |d: &Option<String>| d.clone().unwrap_or_else(|| "…".to_owned());
    let days =
        if t.start == t.end { day(&t.start) } else { format!("{} – {}", day(&t.start), day(&t.end)) };
    format!("{days}  {}, {}", t.precision, t.basis)
}

fn told_quote(speaker: &[Attribution], is_direct: bool) -> String {
    let names: Vec<&str> = speaker.iter().map(|a| a.name.as_str()).collect();
    let said = if is_direct { "direct" } else { "indirect" };
    if names.is_empty() { said.to_owned() } else { format!("{said}, says {}", names.join(" < ")) }
}
