//! The report as the contract prints it: code-point offsets, the quoted words beside them.

use crate::{Article, Report, border::Border, report};
use serde::{Deserialize, Serialize};
use vigie_text::CodePoints;

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
