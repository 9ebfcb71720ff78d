//! `vigie show`.

use super::Format;
use crate::columns::called;
use crate::print::{FAINT, GOOD, Printer, TITLE, WORDS};
use crate::table::{Reports, entry, heading, number};
use crate::underline::{Line, Mark, underline};
use crate::{Outcome, messages};
use anstyle::Style;
use clap::Args;
use std::path::PathBuf;
use vigie_schema::{ActorRecord, Record};
use vigie_store::{Filter, Store};

/// Look back at the reports of a store: a timeline, or one report with its words
#[derive(Args)]
pub(crate) struct Arguments {
    /// The store, as made by `vigie read --store`
    store: PathBuf,
    /// Only reports at this place, under any of its names
    #[arg(long)]
    place: Option<String>,
    /// Only reports with this actor or recipient, under any of its names
    #[arg(long)]
    actor: Option<String>,
    /// Only this PLOVER type or mode, or this action
    #[arg(long)]
    r#type: Option<String>,
    /// Only what happened on this day or later, such as 2016-11-21
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    since: Option<String>,
    /// Only what happened on this day or before
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    until: Option<String>,
    /// This report alone: its sentence with the words of each slot underlined
    #[arg(long, value_name = "ID")]
    report: Option<String>,
    /// How the reports are printed
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let store = Store::open_existing(&arguments.store)?;
    let mut printer = Printer::new();
    let records = if let Some(id) = &arguments.report {
        let Some(record) = store.report(id)? else {
            messages::complain(&format!("{}: no report `{id}` in it", arguments.store.display()));
            return Ok(Outcome::SomeFailed);
        };
        vec![record]
    } else {
        store.timeline(&Filter {
            place: arguments.place.clone(),
            actor: arguments.actor.clone(),
            r#type: arguments.r#type.clone(),
            since: arguments.since.clone(),
            until: arguments.until.clone(),
            article: None,
        })?
    };
    match (arguments.format, &arguments.report) {
        (Format::Table, Some(_)) => records.iter().try_for_each(|record| report(&mut printer, record))?,
        (Format::Table, None) => timeline(&mut printer, &records)?,
        (format, _) => {
            let mut reports = Reports::new(format);
            reports.print(&mut printer, &records)?;
            reports.finish(&mut printer)?;
        }
    }
    printer.finish()?;
    Ok(Outcome::Done)
}

fn timeline(printer: &mut Printer, records: &[Record]) -> anyhow::Result<()> {
    if records.is_empty() {
        printer.line("no report")?;
    }
    let mut before = None;
    for record in records {
        let day = record
            .time
            .start
            .as_ref()
            .or(record.time.end.as_ref())
            .or(record.article.published.as_ref())
            .map_or("no date", String::as_str);
        if before != Some(day) {
            printer.styled(&[(TITLE, day)])?;
            before = Some(day);
        }
        entry(printer, record, false, true)?;
    }
    Ok(())
}

fn report(printer: &mut Printer, record: &Record) -> anyhow::Result<()> {
    heading(printer, &record.article)?;
    printer.line("")?;
    for line in underline(&record.sentence.text, &marks(record), printer.width()) {
        match line {
            Line::Words(words) => printer.styled(&[(WORDS, &words)])?,
            Line::Carets(carets) => printer.styled(&[(GOOD, &carets)])?,
        }
    }
    printer.line("")?;
    for (slot, value, words) in values(record) {
        let words = words.map(|w| format!("  « {w} »")).unwrap_or_default();
        printer.styled(&[(FAINT, &format!("{slot:>12}  ")), (Style::new(), &value), (WORDS, &words)])?;
    }
    Ok(())
}

/// The slots whose words stand in the sentence, counted from its start.
fn marks(r: &Record) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut mark = |start: Option<usize>, end: Option<usize>, label: &str| {
        if let (Some(start), Some(end)) = (start, end)
            && start >= r.sentence.start
            && end <= r.sentence.end
        {
            let label = label.to_owned();
            marks.push(Mark { start: start - r.sentence.start, end: end - r.sentence.start, label });
        }
    };
    mark(Some(r.trigger.start), Some(r.trigger.end), &r.action);
    for a in &r.actors {
        mark(a.start, a.end, "actor");
    }
    for a in &r.recipients {
        mark(a.start, a.end, "recipient");
    }
    for p in &r.places {
        mark(p.start, p.end, "place");
    }
    mark(r.time.text_start, r.time.text_end, "time");
    for w in &r.weapons {
        mark(Some(w.start), Some(w.end), "weapon");
    }
    for c in &r.counts {
        mark(Some(c.start), Some(c.end), "count");
    }
    mark(r.factuality.start, r.factuality.end, "status");
    for a in &r.attribution {
        mark(a.start, a.end, "source");
    }
    marks
}

/// Each slot, its value, and its words.
fn values(r: &Record) -> Vec<(&'static str, String, Option<String>)> {
    let some = |all: &[Option<&str>]| all.iter().flatten().copied().collect::<Vec<_>>().join(", ");
    let mut values = vec![
        ("report", r.id.clone(), None),
        ("action", format!("{} ({})", r.action, r.trigger.lemma), Some(r.trigger.text.clone())),
        (
            "type",
            {
                let kind = r.plover.r#type.as_deref().unwrap_or("none: a state");
                let more = r
                    .plover
                    .modes
                    .iter()
                    .chain(&r.plover.contexts)
                    .map(String::as_str)
                    .collect::<Vec<_>>()
                    .join(", ");
                if more.is_empty() { kind.to_owned() } else { format!("{kind}  {more}") }
            },
            None,
        ),
    ];
    if let Some(acled) = &r.acled {
        values.push(("acled", format!("{}, {}", acled.event_type, acled.sub_event_type), None));
    }
    let participant = |a: &ActorRecord| {
        let sectors = a.sectors.join(" ");
        let kind = a.kind.map(vigie_schema::ActorKind::code);
        let more = some(&[
            a.id.as_deref(),
            a.country.as_deref(),
            kind,
            Some(&sectors).filter(|s| !s.is_empty()).map(String::as_str),
        ]);
        format!("{}  [{more}]  by {}", called(a), a.via)
    };
    values.extend(r.actors.iter().map(|a| ("actor", participant(a), a.text.clone())));
    values.extend(r.recipients.iter().map(|a| ("recipient", participant(a), a.text.clone())));
    for p in &r.places {
        let at = p.lat.zip(p.lon).map(|(lat, lon)| format!("{lat:.3} {lon:.3}"));
        let more =
            some(&[p.admin1.as_deref(), p.country.as_deref(), at.as_deref(), Some(p.precision.code())]);
        values.push(("place", format!("{} {}  [{more}]", p.relation, p.name), p.text.clone()));
    }
    let open = |day: &Option<String>| day.clone().unwrap_or_else(|| "?".to_owned());
    let (start, end) = (open(&r.time.start), open(&r.time.end));
    let days = if start == end { start } else { format!("{start} to {end}") };
    values.push(("time", format!("{days}  [{}, {}]", r.time.precision, r.time.basis), r.time.text.clone()));
    values.extend(r.weapons.iter().map(|w| ("weapon", w.kind.clone(), Some(w.text.clone()))));
    for c in &r.counts {
        let whom = c.whom.as_ref().map(|w| format!(" of {w}")).unwrap_or_default();
        values.push(("count", format!("{} {}{whom}", number(c), c.of), Some(c.text.clone())));
    }
    if r.territory.change != vigie_schema::Change::None {
        let place = r.territory.place.as_deref().unwrap_or("?");
        let by = r.territory.by.join(", ");
        let from = r.territory.from.join(", ");
        let mut value = format!("{} of {place}", r.territory.change);
        if !by.is_empty() {
            value = format!("{value} by {by}");
        }
        if !from.is_empty() {
            value = format!("{value} from {from}");
        }
        values.push(("territory", value, None));
    }
    values.push(("status", r.factuality.status.to_string(), r.factuality.cue.clone()));
    for a in &r.attribution {
        let role = a.role.as_ref().map(|role| format!(", {role}")).unwrap_or_default();
        let quoted = if a.quoted { ", quoted" } else { "" };
        values.push(("source", format!("{}{role}  [{}{quoted}]", a.name, a.kind), a.cue.clone()));
    }
    values.push(("confidence", format!("{:.2}", r.confidence), None));
    let coder = &r.coder;
    values.push((
        "coder",
        format!("vigie {}, codebook {}, model {}", coder.version, coder.codebook, coder.model),
        None,
    ));
    values
}
