//! The records that every part of vigie speaks: the article that comes in, the report that goes out.
//!
//! [`Article`] and [`Report`] hold byte offsets. [`Record`] is the same report as the contract prints it, with code-point
//! offsets; [`Record::new`] is the one conversion. [`Mention`] and [`MentionRecord`] are the same for the words that name a place,
//! an actor, a time or that are quoted.

mod article;
mod border;
mod mention;
mod precision;
mod record;
mod report;

pub use article::{Article, GivenSpan, Related};
pub use mention::{Mention, MentionKind, MentionRecord, What};
pub use record::{
    AcledRecord, ActorRecord, ArticleRecord, AttributionRecord, CoderRecord, CountRecord, FactualityRecord,
    PlaceRecord, PloverRecord, Record, SentenceRecord, SpanRecord, TerritoryRecord, TimeRecord,
    TriggerRecord, WeaponRecord,
};
pub use report::{
    Action, ActorKind, Attribution, Basis, Change, Count, Factuality, Participant, Place, Precision,
    Relation, Report, SpeakerKind, Status, Territory, Time, TimePrecision, Via, Weapon,
};
