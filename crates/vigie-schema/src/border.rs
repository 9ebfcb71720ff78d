//! From bytes inside to code points at the border: every part of a record, with its words.

use crate::record::{
    ActorRecord, AttributionRecord, CountRecord, FactualityRecord, PlaceRecord, SpanRecord, TimeRecord,
    WeaponRecord,
};
use crate::report;
use vigie_text::{CodePoints, Span};

/// From bytes to code points.
pub(crate) struct Border<'a> {
    pub text: &'a str,
    pub points: &'a CodePoints<'a>,
}

impl Border<'_> {
    pub fn span(&self, span: Span) -> (usize, usize, String) {
        (
            self.points.of_byte(span.start as usize),
            self.points.of_byte(span.end as usize),
            span.slice(self.text).to_owned(),
        )
    }

    pub fn maybe(&self, span: Option<Span>) -> SpanRecord {
        match span.map(|s| self.span(s)) {
            Some((start, end, text)) => SpanRecord { start: Some(start), end: Some(end), text: Some(text) },
            None => SpanRecord { start: None, end: None, text: None },
        }
    }

    pub fn participant(&self, p: &report::Participant) -> ActorRecord {
        let SpanRecord { start, end, text } = self.maybe(p.span);
        ActorRecord {
            start,
            end,
            text,
            id: p.id.clone(),
            name: p.name.clone(),
            country: p.country.clone(),
            sectors: p.sectors.clone(),
            kind: p.kind,
            via: p.via,
        }
    }

    pub fn place(&self, p: &report::Place) -> PlaceRecord {
        let SpanRecord { start, end, text } = self.maybe(p.span);
        PlaceRecord {
            start,
            end,
            text,
            geonames: p.geonames,
            name: p.name.clone(),
            country: p.country.clone(),
            admin1: p.admin1.clone(),
            lat: p.lat,
            lon: p.lon,
            precision: p.precision,
            relation: p.relation,
            direction: p.direction.clone(),
        }
    }

    pub fn time(&self, t: &report::Time) -> TimeRecord {
        let SpanRecord { start, end, text } = self.maybe(t.span);
        TimeRecord {
            start: t.start.clone(),
            end: t.end.clone(),
            precision: t.precision,
            basis: t.basis,
            text,
            text_start: start,
            text_end: end,
        }
    }

    pub fn weapon(&self, w: &report::Weapon) -> WeaponRecord {
        let (start, end, text) = self.span(w.span);
        WeaponRecord { kind: w.kind.clone(), start, end, text }
    }

    pub fn count(&self, c: &report::Count) -> CountRecord {
        let (start, end, text) = self.span(c.span);
        CountRecord {
            of: c.of.clone(),
            whom: c.whom.clone(),
            low: c.low,
            high: c.high,
            approximate: c.approximate,
            start,
            end,
            text,
        }
    }

    pub fn factuality(&self, f: &report::Factuality) -> FactualityRecord {
        let SpanRecord { start, end, text } = self.maybe(f.cue);
        FactualityRecord { status: f.status, cue: text, start, end }
    }

    pub fn attribution(&self, a: &report::Attribution) -> AttributionRecord {
        let SpanRecord { start, end, .. } = self.maybe(a.span);
        AttributionRecord {
            name: a.name.clone(),
            role: a.role.clone(),
            kind: a.kind,
            cue: a.cue.map(|s| s.slice(self.text).to_owned()),
            quoted: a.quoted,
            start,
            end,
        }
    }
}
