//! The scorer of mentions: given toponyms and spellings against their points, expressions of time against their days.

use crate::score::f1;
use anyhow::{Context, Result, anyhow};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use vigie::Vigie;
use vigie_resolve::gazetteer::kilometres;
use vigie_schema::{Article, GivenSpan, Mention, Place, Time, What};
use vigie_text::CodePoints;

/// What a gold file measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Measure {
    /// Events, slot by slot.
    #[default]
    Events,
    /// JSON Lines of articles with `toponyms` and their points, which are given: the share resolved within 161 km.
    Toponyms,
    /// A table of press spellings with points: the share resolved within 25 km, in a sentence that names the country and in
    /// one that does not.
    Spellings,
    /// JSON Lines of sentences with an expression of time and its days: the share read rightly.
    Days,
    /// JSON Lines of articles with TIMEX3 annotations: F1 of overlapping spans, and of spans with the right days.
    Timexes,
}

/// The figures of a gold file, by name.
pub fn figures(measure: Measure, vigie: &Vigie, gold: &str) -> Result<BTreeMap<String, f64>> {
    let figures = match measure {
        Measure::Events => return Err(anyhow!("events are scored slot by slot")),
        Measure::Toponyms => toponyms(vigie, gold)?,
        Measure::Spellings => spellings(vigie, gold)?,
        Measure::Days => days(vigie, gold)?,
        Measure::Timexes => timexes(vigie, gold)?,
    };
    Ok(figures.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// Toponyms are right within a hundred miles, as the field has it.
const HUNDRED_MILES: f64 = 161.0;
/// A spelling is right where it gives the town and not its neighbour.
const TOWN: f64 = 25.0;

type Figures = Vec<(&'static str, f64)>;

fn toponyms(vigie: &Vigie, gold: &str) -> Result<Figures> {
    let (mut right, mut all) = (0, 0);
    for row in rows(gold) {
        let row = row?;
        let toponyms = list(&row["toponyms"]);
        let spans = toponyms.iter().map(given_place).collect();
        let mentions = vigie.mentions(Article { spans: Some(spans), ..article(&row) })?.mentions;
        for (toponym, mention) in toponyms.iter().zip(&mentions) {
            let Some(point) = point(&toponym["lat"], &toponym["lon"]) else { continue };
            all += 1;
            right += usize::from(place(mention).is_some_and(|p| {
                let is_same =
                    p.geonames.is_some() && p.geonames.map(u64::from) == toponym["geonameid"].as_u64();
                is_same || distance(p, point) <= HUNDRED_MILES
            }));
        }
    }
    Ok(vec![("acc@161km", share(right, all))])
}

fn given_place(toponym: &Value) -> GivenSpan {
    let offset = |name: &str| toponym[name].as_u64().and_then(|n| usize::try_from(n).ok());
    GivenSpan { start: offset("start"), end: offset("end"), kind: Some("place".to_owned()) }
}

fn spellings(vigie: &Vigie, gold: &str) -> Result<Figures> {
    let (mut told, mut bare, mut all) = (0, 0, 0);
    for line in gold.lines().skip(1).filter(|l| !l.is_empty()) {
        let [_, country, lat, lon, forms] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(anyhow!("not five columns: {line}"));
        };
        let point = (lat.parse()?, lon.parse()?);
        let state = vigie.gazetteer().country(country).with_context(|| format!("no country {country}"))?;
        for form in forms.split('|') {
            all += 1;
            told += usize::from(is_found(vigie, form, Some(state.name), point)?);
            bare += usize::from(is_found(vigie, form, None, point)?);
        }
    }
    Ok(vec![("with-country", share(told, all)), ("without", share(bare, all))])
}

/// Whether a spelling in a sentence of its own leads to its town.
fn is_found(vigie: &Vigie, form: &str, country: Option<&str>, point: (f64, f64)) -> Result<bool> {
    let before = "Fighting broke out on Monday in ";
    let text = match country {
        Some(country) => format!("{before}{form}, a town of {country}."),
        None => format!("{before}{form}."),
    };
    let start = before.chars().count();
    let span = GivenSpan {
        start: Some(start),
        end: Some(start + form.chars().count()),
        kind: Some("place".to_owned()),
    };
    let language = Some("en".to_owned());
    let article = Article { text, language, spans: Some(vec![span]), ..Article::default() };
    let found = vigie.mentions(article)?.mentions;
    Ok(found.first().and_then(place).is_some_and(|p| distance(p, point) <= TOWN))
}

fn days(vigie: &Vigie, gold: &str) -> Result<Figures> {
    let (mut right, mut all) = (0, 0);
    for row in rows(gold) {
        let row = row?;
        let mentions = vigie.mentions(article(&row))?.mentions;
        let points = CodePoints::new(row["text"].as_str().unwrap_or_default());
        let here = offsets(&row, "start", "end");
        let read: Vec<[Value; 2]> = times(&mentions)
            .filter(|(m, _)| overlap(here, span(m, &points)))
            .map(|(_, time)| interval_of(time))
            .collect();
        let wanted: Vec<[Value; 2]> = std::iter::once([row["from"].clone(), row["to"].clone()])
            .chain(list(&row["accept"]).iter().map(|pair| [pair[0].clone(), pair[1].clone()]))
            .map(|ends| ends.map(|end| if end == "open" { Value::Null } else { end }))
            .collect();
        let is_trap = row["type"] == "none";
        if !is_trap && row["from"].is_null() {
            continue;
        }
        all += 1;
        right += usize::from(if is_trap { read.is_empty() } else { read.iter().any(|r| wanted.contains(r)) });
    }
    Ok(vec![("right", share(right, all))])
}

fn timexes(vigie: &Vigie, gold: &str) -> Result<Figures> {
    let [mut spans, mut strict, mut values] = [[0; 3]; 3];
    for row in rows(gold) {
        let row = row?;
        let mentions = vigie.mentions(article(&row))?.mentions;
        let points = CodePoints::new(row["text"].as_str().unwrap_or_default());
        let mut left: Vec<_> = times(&mentions).map(|(m, t)| (span(m, &points), interval_of(t))).collect();
        let is_date = |t: &&Value| t["type"] == "DATE" || t["type"] == "TIME";
        for v in [&mut spans, &mut strict, &mut values] {
            v[2] += left.len();
        }
        for timex in list(&row["gold"]["timexes"]).iter().filter(is_date) {
            let here = offsets(timex, "begin", "end");
            let wanted = interval(timex["value"].as_str().unwrap_or_default());
            spans[1] += 1;
            strict[1] += 1;
            // A value that names no interval of days is no figure of the values, on either side.
            values[usize::from(wanted.is_none()) + 1] = match wanted {
                Some(_) => values[1] + 1,
                None => values[2].saturating_sub(1),
            };
            let Some(at) = left.iter().position(|(s, _)| overlap(*s, here)) else { continue };
            let (found, read) = left.remove(at);
            spans[0] += 1;
            strict[0] += usize::from(found == here);
            values[0] += usize::from(wanted.is_some_and(|w| w == read));
        }
    }
    Ok(vec![("relaxed", f1(spans).2), ("strict", f1(strict).2), ("value", f1(values).2)])
}

/// First and last day of a TIMEX3 value, where it names a day, a month or a year.
fn interval(value: &str) -> Option<[Value; 2]> {
    let day = value.split('T').next()?;
    let numbers: Vec<i16> = day.split('-').map(|n| n.parse().ok()).collect::<Option<_>>()?;
    let is_dated = day.split('-').map(str::len).eq([4, 2, 2].into_iter().take(numbers.len()));
    let date = |year, month: i16, day: i16| Date::new(year, month as i8, day as i8).ok().filter(|_| is_dated);
    let (from, to) = match numbers[..] {
        [year] => (date(year, 1, 1)?, date(year, 12, 31)?),
        [year, month] => {
            let first = date(year, month, 1)?;
            (first, first.last_of_month())
        }
        [year, month, day] => (date(year, month, day)?, date(year, month, day)?),
        _ => return None,
    };
    Some([from.to_string().into(), to.to_string().into()])
}

fn rows(gold: &str) -> impl Iterator<Item = Result<Value>> {
    gold.lines().filter(|l| !l.trim().is_empty()).map(|l| Ok(serde_json::from_str(l)?))
}

fn article(row: &Value) -> Article {
    let text = |name: &str| row[name].as_str().map(str::to_owned);
    let is_day = |d: &String| d.parse::<Date>().is_ok();
    Article {
        text: text("text").unwrap_or_default(),
        language: text("lang"),
        published: text("date").or_else(|| text("dct")).filter(is_day),
        ..Article::default()
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn times(mentions: &[Mention]) -> impl Iterator<Item = (&Mention, &Time)> {
    mentions.iter().filter_map(|m| match &m.what {
        What::Time(time) => Some((m, time)),
        _ => None,
    })
}

fn place(mention: &Mention) -> Option<&Place> {
    match &mention.what {
        What::Place(place) => Some(place),
        _ => None,
    }
}

fn interval_of(time: &Time) -> [Value; 2] {
    [&time.start, &time.end].map(|day| day.clone().map_or(Value::Null, Value::from))
}

fn span(mention: &Mention, points: &CodePoints<'_>) -> [u64; 2] {
    [mention.span.start, mention.span.end].map(|byte| points.of_byte(byte as usize) as u64)
}

fn offsets(value: &Value, start: &str, end: &str) -> [u64; 2] {
    [start, end].map(|name| value[name].as_u64().unwrap_or_default())
}

fn overlap(a: [u64; 2], b: [u64; 2]) -> bool {
    a[0] < b[1] && b[0] < a[1]
}

fn point(lat: &Value, lon: &Value) -> Option<(f64, f64)> {
    Some((lat.as_f64()?, lon.as_f64()?))
}

fn distance(place: &Place, point: (f64, f64)) -> f64 {
    place.lat.zip(place.lon).map_or(f64::INFINITY, |here| kilometres(here, point))
}

fn share(right: usize, all: usize) -> f64 {
    right as f64 / all.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timex_value_names_a_day_a_month_or_a_year_or_no_interval() {
        let days =
            |value: &str| interval(value).map(|d| d.map(|x| x.as_str().unwrap_or_default().to_owned()));
        let pair = |a: &str, b: &str| Some([a.to_owned(), b.to_owned()]);
        assert_eq!(days("1999-05-18"), pair("1999-05-18", "1999-05-18"));
        assert_eq!(days("1999-05-18T08:00"), pair("1999-05-18", "1999-05-18"));
        assert_eq!(days("2016-02"), pair("2016-02-01", "2016-02-29"));
        assert_eq!(days("2016"), pair("2016-01-01", "2016-12-31"));
        for none in ["PAST_REF", "1999-W20", "199", "XXXX-05-18", "P3D", "1999-13", ""] {
            assert_eq!(days(none), None, "{none}");
        }
    }
}
