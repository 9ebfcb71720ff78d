//! The report as the contract prints it: code-point offsets, the quoted words beside them.

use crate::{Article, Report, report};
use serde::{Deserialize, Serialize};
use vigie_text::{CodePoints, Span};

/// One JSON line of `vigie read --format jsonl`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are documented in docs/report-record.md and in `Report`")]
pub struct Record {
    pub id: String,
    pub article: ArticleRecord,
    pub sentence: SentenceRecord,
    pub trigger: TriggerRecord,
    pub action: String,
    pub plover: PloverRecord,
    pub cameo: Option<String>,
    pub acled: Option<AcledRecord>,
    pub actors: Vec<ActorRecord>,
    pub recipients: Vec<ActorRecord>,
    pub places: Vec<PlaceRecord>,
    pub time: TimeRecord,
    pub weapons: Vec<WeaponRecord>,
    pub counts: Vec<CountRecord>,
    pub territory: TerritoryRecord,
    pub factuality: FactualityRecord,
    pub attribution: Vec<AttributionRecord>,
    pub confidence: f32,
    pub coder: CoderRecord,
}

macro_rules! record {
    ($(#[$doc:meta])* $name:ident { $($field:ident : $type:ty),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[expect(missing_docs, reason = "the fields are documented in docs/report-record.md and in `Report`")]
        pub struct $name { $(pub $field: $type),+ }
    };
}

record! {
    /// Words of the article and where they stand, in code points; all `null` where no words carry the slot.
    SpanRecord { start: Option<usize>, end: Option<usize>, text: Option<String> }
}
record! {
    /// The article of a report.
    ArticleRecord {
        id: String, url: Option<String>, outlet: Option<String>, title: Option<String>, published: Option<String>,
        language: Option<String>,
    }
}
record! {
    /// The sentence of a report.
    SentenceRecord { index: usize, start: usize, end: usize, text: String }
}
record! {
    /// The trigger of a report.
    TriggerRecord { start: usize, end: usize, text: String, lemma: String }
}
record! {
    /// PLOVER's words.
    PloverRecord { r#type: Option<String>, modes: Vec<String>, contexts: Vec<String> }
}
record! {
    /// ACLED's words.
    AcledRecord { event_type: String, sub_event_type: String }
}
record! {
    /// A participant.
    ActorRecord {
        start: Option<usize>, end: Option<usize>, text: Option<String>, id: Option<String>, name: Option<String>,
        country: Option<String>, sectors: Vec<String>, kind: Option<report::ActorKind>, via: report::Via,
    }
}
record! {
    /// A place.
    PlaceRecord {
        start: Option<usize>, end: Option<usize>, text: Option<String>, geonames: Option<u32>, name: String,
        country: Option<String>, admin1: Option<String>, lat: Option<f64>, lon: Option<f64>,
        precision: report::Precision, relation: report::Relation, direction: Option<String>,
    }
}
record! {
    /// A time.
    TimeRecord {
        start: Option<String>, end: Option<String>, precision: report::TimePrecision, basis: report::Basis,
        text: Option<String>, text_start: Option<usize>, text_end: Option<usize>,
    }
}
record! {
    /// A weapon.
    WeaponRecord { kind: String, start: usize, end: usize, text: String }
}
record! {
    /// A count.
    CountRecord {
        of: String, whom: Option<String>, low: Option<u64>, high: Option<u64>, approximate: bool, start: usize,
        end: usize, text: String,
    }
}
record! {
    /// A change of hold.
    TerritoryRecord { change: report::Change, place: Option<String>, by: Vec<String>, from: Vec<String> }
}
record! {
    /// A status and the words that decide it.
    FactualityRecord { status: report::Status, cue: Option<String>, start: Option<usize>, end: Option<usize> }
}
record! {
    /// A source.
    AttributionRecord {
        name: String, role: Option<String>, kind: report::SpeakerKind, cue: Option<String>, quoted: bool,
        start: Option<usize>, end: Option<usize>,
    }
}
record! {
    /// What coded it.
    CoderRecord { version: String, codebook: String, model: String }
}

impl Record {
    /// The record of `report`, an account that `article` gives. The id is the article's id and the trigger's place, so that
    /// the same article and coder version give the same id.
    #[must_use]
    pub fn new(report: &Report, article: &Article, points: &CodePoints<'_>, coder: &CoderRecord) -> Self {
        let border = Border { text: &article.text, points };
        let trigger = border.span(report.trigger);
        let sentence = border.span(report.sentence_span);
        Self {
            id: format!("rp_{}_{}_{}_{}", article.id, trigger.0, trigger.1, report.action.id),
            article: ArticleRecord {
                id: article.id.clone(),
                url: article.url.clone(),
                outlet: article.outlet.clone(),
                title: article.title.clone(),
                published: article.published.clone(),
                language: article.language.clone(),
            },
            sentence: SentenceRecord {
                index: report.sentence,
                start: sentence.0,
                end: sentence.1,
                text: sentence.2,
            },
            trigger: TriggerRecord {
                start: trigger.0,
                end: trigger.1,
                text: trigger.2,
                lemma: report.lemma.clone(),
            },
            action: report.action.id.clone(),
            plover: PloverRecord {
                r#type: report.action.event_type.clone(),
                modes: report.action.modes.clone(),
                contexts: report.action.contexts.clone(),
            },
            cameo: report.action.cameo.clone(),
            acled: report
                .action
                .acled
                .clone()
                .map(|(event_type, sub_event_type)| AcledRecord { event_type, sub_event_type }),
            actors: report.actors.iter().map(|p| border.participant(p)).collect(),
            recipients: report.recipients.iter().map(|p| border.participant(p)).collect(),
            places: report.places.iter().map(|p| border.place(p)).collect(),
            time: border.time(&report.time),
            weapons: report.weapons.iter().map(|w| border.weapon(w)).collect(),
            counts: report.counts.iter().map(|c| border.count(c)).collect(),
            territory: TerritoryRecord {
                change: report.territory.change,
                place: report.territory.place.clone(),
                by: report.territory.by.clone(),
                from: report.territory.from.clone(),
            },
            factuality: border.factuality(&report.factuality),
            attribution: report.attribution.iter().map(|a| border.attribution(a)).collect(),
            confidence: report.confidence,
            coder: coder.clone(),
        }
    }
}

/// From bytes to code points.
struct Border<'a> {
    text: &'a str,
    points: &'a CodePoints<'a>,
}

impl Border<'_> {
    fn span(&self, span: Span) -> (usize, usize, String) {
        (
            self.points.of_byte(span.start as usize),
            self.points.of_byte(span.end as usize),
            span.slice(self.text).to_owned(),
        )
    }

    fn maybe(&self, span: Option<Span>) -> SpanRecord {
        match span.map(|s| self.span(s)) {
            Some((start, end, text)) => SpanRecord { start: Some(start), end: Some(end), text: Some(text) },
            None => SpanRecord { start: None, end: None, text: None },
        }
    }

    fn participant(&self, p: &report::Participant) -> ActorRecord {
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

    fn place(&self, p: &report::Place) -> PlaceRecord {
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

    fn time(&self, t: &report::Time) -> TimeRecord {
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

    fn weapon(&self, w: &report::Weapon) -> WeaponRecord {
        let (start, end, text) = self.span(w.span);
        WeaponRecord { kind: w.kind.clone(), start, end, text }
    }

    fn count(&self, c: &report::Count) -> CountRecord {
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

    fn factuality(&self, f: &report::Factuality) -> FactualityRecord {
        let SpanRecord { start, end, text } = self.maybe(f.cue);
        FactualityRecord { status: f.status, cue: text, start, end }
    }

    fn attribution(&self, a: &report::Attribution) -> AttributionRecord {
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
