//! Reports as they are printed, one article after the other.

use crate::columns::{COLUMNS, called};
use crate::commands::Format;
use crate::print::{BAD, FAINT, GOOD, Printer, TITLE, WORDS, clean};
use anstyle::Style;
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use std::io;
use vigie_schema::{ActorRecord, ArticleRecord, CountRecord, Record};

/// Prints reports in one format.
pub(crate) struct Reports {
    format: Format,
    is_first: bool,
}

/// The columns of the table and the share of the width that each takes, in hundredths; the first has the width of a day
/// and a sign.
const HEADINGS: [(&str, usize); 6] =
    [("when", 0), ("where", 17), ("what", 22), ("who → whom", 33), ("how many", 12), ("who says", 16)];
const DAY: usize = 11;

impl Reports {
    pub(crate) fn new(format: Format) -> Self {
        Self { format, is_first: true }
    }

    /// Prints the reports of one article.
    pub(crate) fn print(&mut self, printer: &mut Printer, records: &[Record]) -> anyhow::Result<()> {
        match self.format {
            Format::Jsonl => {
                for record in records {
                    printer.raw(&json_line(record)?)?;
                }
            }
            Format::Csv => printer.raw(&csv_rows(records, self.is_first)?)?,
            Format::Table => self.table(printer, records)?,
        }
        self.is_first = false;
        printer.settle()?;
        Ok(())
    }

    /// Prints what stands even where there was no report: the header of CSV.
    pub(crate) fn finish(&mut self, printer: &mut Printer) -> anyhow::Result<()> {
        if self.is_first && self.format == Format::Csv {
            printer.raw(&csv_rows(&[], true)?)?;
            self.is_first = false;
        }
        Ok(())
    }

    fn table(&self, printer: &mut Printer, records: &[Record]) -> io::Result<()> {
        let Some(first) = records.first() else { return Ok(()) };
        if self.is_first {
            for line in table(printer.width(), [HEADINGS.map(|(name, _)| name.to_owned())]) {
                printer.styled(&[(FAINT, &line)])?;
            }
        }
        printer.styled(&[(FAINT, &"─".repeat(printer.width()))])?;
        heading(printer, &first.article)?;
        for line in table(printer.width(), records.iter().map(row)) {
            printer.line(&line)?;
        }
        Ok(())
    }
}

/// The outlet, the day and the title of an article, on a line.
pub(crate) fn heading(printer: &mut Printer, article: &ArticleRecord) -> io::Result<()> {
    let said: Vec<&str> =
        [&article.outlet, &article.published].into_iter().flatten().map(String::as_str).collect();
    let before = if said.is_empty() { String::new() } else { format!("{}  ", said.join(", ")) };
    let title = article.title.as_ref().or(article.url.as_ref()).unwrap_or(&article.id);
    printer.styled(&[(FAINT, &before), (TITLE, title)])
}

fn table<const N: usize>(width: usize, rows: impl IntoIterator<Item = [String; N]>) -> Vec<String> {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width as u16);
    for cells in rows {
        // A line break in a cell is ours: an article's own are gone before it is made.
        table.add_row(
            cells
                .iter()
                .map(|cell| cell.lines().map(clean).collect::<Vec<_>>().join("\n"))
                .collect::<Vec<_>>(),
        );
    }
    // Fixed widths, so that the tables of all articles stand in line.
    let gaps = HEADINGS.len();
    let rest = width.saturating_sub(DAY + gaps);
    table.set_constraints(HEADINGS.map(|(_, share)| {
        let own = if share == 0 { DAY } else { (rest * share / 100).max(6) };
        ColumnConstraint::Absolute(Width::Fixed(own as u16 + 1))
    }));
    for column in table.column_iter_mut() {
        column.set_padding((0, 1));
    }
    table.lines().map(|line| line.trim_end().to_owned()).collect()
}

fn row(r: &Record) -> [String; 6] {
    // A line break where the column would break it anyway.
    [days(r).replace('–', "\n–"), place(r), what(r), whom(r), counts(r), sources(r)]
}

/// The day or days of a report.
fn days(r: &Record) -> String {
    match (&r.time.start, &r.time.end) {
        (Some(start), Some(end)) if start == end => start.clone(),
        (Some(start), Some(end)) => format!("{start}–{end}"),
        (Some(start), None) => format!("≥{start}"),
        (None, Some(end)) => format!("≤{end}"),
        (None, None) => "?".to_owned(),
    }
}

fn place(r: &Record) -> String {
    let Some(place) = r.places.first() else { return String::new() };
    let relation = match place.relation {
        vigie_schema::Relation::In => String::new(),
        relation => format!("{} ", relation.code().replace('-', " ")),
    };
    let country = place.country.as_ref().map(|c| format!(" ({c})")).unwrap_or_default();
    format!("{relation}{}{country}", place.name)
}

fn what(r: &Record) -> String {
    format!("{}\n“{}”", kind(r), clean(&r.trigger.text))
}

/// Type, modes and, where it did not simply happen, the status.
fn kind(r: &Record) -> String {
    let kind = r.plover.r#type.as_deref().unwrap_or("state");
    let modes: String = r.plover.modes.iter().flat_map(|mode| ["/", mode]).collect();
    let change = match r.territory.change {
        vigie_schema::Change::None => String::new(),
        change => format!(" +{change}"),
    };
    let status = match r.factuality.status {
        vigie_schema::Status::Actual => String::new(),
        status => format!(" ({status})"),
    };
    format!("{kind}{modes}{change}{status}")
}

fn whom(r: &Record) -> String {
    let names = |all: &[ActorRecord]| all.iter().map(called).collect::<Vec<_>>().join(", ");
    let (actors, recipients) = (names(&r.actors), names(&r.recipients));
    match (actors.is_empty(), recipients.is_empty()) {
        (true, true) => String::new(),
        (false, true) => actors,
        (true, false) => format!("→ {recipients}"),
        (false, false) => format!("{actors} → {recipients}"),
    }
}

pub(crate) fn number(c: &CountRecord) -> String {
    let number = match (c.low, c.high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low}–{high}"),
        (Some(low), None) => format!("{low} or more"),
        (None, Some(high)) => format!("up to {high}"),
        (None, None) => "?".to_owned(),
    };
    if c.approximate && (c.low, c.high) != (None, None) { format!("~{number}") } else { number }
}

fn counts(r: &Record) -> String {
    r.counts.iter().map(|c| format!("{} {}", number(c), c.of)).collect::<Vec<_>>().join(", ")
}

fn sources(r: &Record) -> String {
    r.attribution.iter().map(|a| a.name.clone()).collect::<Vec<_>>().join(" < ")
}

/// A report on two lines or three: what was coded, and the words that it was coded from.
pub(crate) fn entry(printer: &mut Printer, r: &Record, with_day: bool, with_id: bool) -> io::Result<()> {
    let day = if with_day { format!("{}  ", days(r)) } else { String::new() };
    let is_certain =
        matches!(r.factuality.status, vigie_schema::Status::Actual | vigie_schema::Status::Ongoing);
    let [place, whom, counts] =
        [place(r), whom(r), counts(r)].map(|part| if part.is_empty() { part } else { format!("  {part}") });
    printer.styled(&[
        (FAINT, &format!("  {day}")),
        (if is_certain { GOOD } else { BAD }, &kind(r)),
        (TITLE, &place),
        (Style::new(), &whom),
        (Style::new(), &counts),
    ])?;
    let room = printer.width().saturating_sub(8);
    let words = around_trigger(r, room);
    printer.styled(&[(FAINT, "    « "), (WORDS, &words), (FAINT, " »")])?;
    let mut origin = Vec::new();
    if !r.attribution.is_empty() {
        origin.push(format!("says {}", sources(r)));
    }
    if with_id {
        let outlet = r.article.outlet.as_deref().unwrap_or("?");
        origin.push(outlet.to_owned());
        origin.extend(r.article.published.clone());
        origin.push(r.id.clone());
    }
    if !origin.is_empty() {
        printer.styled(&[(FAINT, &format!("    {}", origin.join("  ")))])?;
    }
    Ok(())
}

/// The sentence, or where it is longer than `room` the part around its trigger.
fn around_trigger(r: &Record, room: usize) -> String {
    let letters: Vec<char> = r.sentence.text.chars().collect();
    if letters.len() <= room {
        return r.sentence.text.clone();
    }
    let at = r.trigger.start.saturating_sub(r.sentence.start).min(letters.len());
    let room = room.saturating_sub(2).max(20);
    let start = at.saturating_sub(room / 2).min(letters.len() - room.min(letters.len()));
    let end = (start + room).min(letters.len());
    // Whole words only.
    let start =
        if start == 0 { 0 } else { (start..at).find(|i| letters[*i] == ' ').map_or(start, |i| i + 1) };
    let end =
        if end == letters.len() { end } else { (at..end).rev().find(|i| letters[*i] == ' ').unwrap_or(end) };
    let words: String = letters[start..end].iter().collect();
    let open = if start > 0 { "…" } else { "" };
    let close = if end < letters.len() { "…" } else { "" };
    format!("{open}{words}{close}")
}

fn json_line(record: &Record) -> anyhow::Result<String> {
    let mut line = serde_json::to_string(record)?;
    line.push('\n');
    Ok(line)
}

fn csv_rows(records: &[Record], with_header: bool) -> anyhow::Result<String> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    if with_header {
        writer.write_record(COLUMNS.iter().map(|(name, _)| name))?;
    }
    for record in records {
        writer.write_record(COLUMNS.iter().map(|(_, value)| value(record)))?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn a_table_keeps_to_its_width() {
        let long =
            "un très long contenu qui ne tient pas sur une ligne, avec despasdutoutcoupablesmots".to_owned();
        for width in [60, 80, 120, 200] {
            let lines = table(width, [[(); 6].map(|()| long.clone())]);
            assert!(lines.len() > 1 && lines.iter().all(|l| l.width() <= width), "{width}: {lines:#?}");
        }
    }
}
