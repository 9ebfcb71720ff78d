//! A mention: words of an article that name a place, an actor or a time, or that somebody is quoted with.

use crate::Article;
use crate::border::Border;
use crate::record::AttributionRecord;
use crate::report::{
    ActorKind, Attribution, Basis, Participant, Place, Precision, Relation, Time, TimePrecision, Via,
};
use serde::Serialize;
use vigie_text::{CodePoints, Span};

/// What sort of thing a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionKind {
    /// A place.
    Place,
    /// An actor.
    Actor,
    /// A time.
    Time,
    /// A quotation, direct or indirect.
    Quote,
}

impl MentionKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Place, Self::Actor, Self::Time, Self::Quote];

    /// The word that records carry.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Actor => "actor",
            Self::Time => "time",
            Self::Quote => "quote",
        }
    }

    /// The kind that a record's word stands for.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Words of an article and what they stand for.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Its words, in bytes.
    pub span: Span,
    /// What it names.
    pub what: What,
}

/// What a mention stands for. The spans of its parts are those of the mention.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A place in the world.
    Place(Place),
    /// Somebody.
    Actor(Participant),
    /// Days of the calendar.
    Time(Time),
    /// What somebody says.
    Quote {
        /// Who says it, inner to outer; empty where the article does not say.
        speaker: Vec<Attribution>,
        /// Whether the words are the speaker's own, in quotation marks.
        is_direct: bool,
    },
    /// Nothing, with the reason.
    Refused(MentionKind, String),
}

impl What {
    /// What sort of thing it is.
    #[must_use]
    pub fn kind(&self) -> MentionKind {
        match self {
            Self::Place(_) => MentionKind::Place,
            Self::Actor(_) => MentionKind::Actor,
            Self::Time(_) => MentionKind::Time,
            Self::Quote { .. } => MentionKind::Quote,
            Self::Refused(kind, _) => *kind,
        }
    }
}

/// One JSON line of `vigie mentions --format jsonl`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the fields are documented in docs/report-record.md and in `Mention`")]
pub struct MentionRecord {
    pub article: MentionedIn,
    pub kind: MentionKind,
    pub start: usize,
    pub end: usize,
    pub text: String,
    #[serde(flatten)]
    pub what: WhatRecord,
}

/// The article of a mention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MentionedIn {
    pub id: String,
}

/// What a mention stands for, as it is printed.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum WhatRecord {
    Place {
        geonames: Option<u32>,
        name: String,
        country: Option<String>,
        admin1: Option<String>,
        lat: Option<f64>,
        lon: Option<f64>,
        precision: Precision,
        relation: Relation,
        direction: Option<String>,
    },
    Actor {
        id: Option<String>,
        name: Option<String>,
        country: Option<String>,
        sectors: Vec<String>,
        #[serde(rename = "actor_kind")]
        kind: Option<ActorKind>,
        via: Via,
    },
    Time {
        from: Option<String>,
        to: Option<String>,
        precision: TimePrecision,
        basis: Basis,
    },
    Quote {
        speaker: Vec<AttributionRecord>,
        direct: bool,
    },
    Refused {
        refused: String,
    },
}

impl MentionRecord {
    /// The record of a mention in `article`, whose code points are `points`.
    #[must_use]
    pub fn new(mention: &Mention, article: &Article, points: &CodePoints<'_>) -> Self {
        let border = Border { text: &article.text, points };
        let (start, end, text) = border.span(mention.span);
        Self {
            article: MentionedIn { id: article.id.clone() },
            kind: mention.what.kind(),
            start,
            end,
            text,
            what: border.what(&mention.what),
        }
    }
}

impl Border<'_> {
    fn what(&self, what: &What) -> WhatRecord {
        match what.clone() {
            What::Place(p) => WhatRecord::Place {
                geonames: p.geonames,
                name: p.name,
                country: p.country,
                admin1: p.admin1,
                lat: p.lat,
                lon: p.lon,
                precision: p.precision,
                relation: p.relation,
                direction: p.direction,
            },
            What::Actor(p) => WhatRecord::Actor {
                id: p.id,
                name: p.name,
                country: p.country,
                sectors: p.sectors,
                kind: p.kind,
                via: p.via,
            },
            What::Time(t) => {
                WhatRecord::Time { from: t.start, to: t.end, precision: t.precision, basis: t.basis }
            }
            What::Quote { speaker, is_direct } => WhatRecord::Quote {
                speaker: speaker.iter().map(|a| self.attribution(a)).collect(),
                direct: is_direct,
            },
            What::Refused(_, reason) => WhatRecord::Refused { refused: reason },
        }
    }
}
