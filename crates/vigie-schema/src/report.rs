//! A report: what one article says of one event (or state), with byte offsets.

use serde::{Deserialize, Serialize};
use vigie_text::Span;

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $code)] $variant),+ }

        impl $name {
            /// Every value, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word that records carry.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The value that a record's word stands for.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }
    };
}

codes! {
    /// What a participant is.
    ActorKind {
        /// A state.
        State = "state",
        /// A named armed group, party, movement or alliance.
        Group = "group",
        /// An institution: an army, a ministry, a court, an international body.
        Organisation = "organisation",
        /// A named person.
        Person = "person",
        /// People told by what they are (`trois civils`).
        People = "people",
    }
}
codes! {
    /// How a mention was tied to its actor.
    Via {
        /// The words name the actor.
        Name = "name",
        /// Built from the head noun and its modifiers.
        Composition = "composition",
        /// A pronoun, possessive or epithet that stands for an actor of the article.
        Coreference = "coreference",
        /// Known only from who is speaking.
        Speaker = "speaker",
        /// The words were kept and no identity was found.
        Unresolved = "unresolved",
    }
}
codes! {
    /// How exactly a place is known.
    Precision {
        /// A building, bridge, camp or crossing.
        Point = "point",
        /// A town or village.
        PopulatedPlace = "populated-place",
        /// A district of a town, or a vague area around it.
        District = "district",
        /// A second-level unit.
        Admin2 = "admin2",
        /// A first-level unit.
        Admin1 = "admin1",
        /// A region of no administrative rank (`Donbass`).
        Region = "region",
        /// A country.
        Country = "country",
    }
}
codes! {
    /// How the event lies to the place named.
    Relation {
        /// Inside it.
        In = "in",
        /// Beside it.
        Near = "near",
        /// On the way to it.
        Toward = "toward",
        /// Launched from it.
        From = "from",
        /// North of it.
        NorthOf = "north-of",
        /// South of it.
        SouthOf = "south-of",
        /// East of it.
        EastOf = "east-of",
        /// West of it.
        WestOf = "west-of",
        /// Between it and another place.
        Between = "between",
    }
}
codes! {
    /// How exactly a time is known.
    TimePrecision {
        /// A part of one day.
        PartOfDay = "part-of-day",
        /// A day.
        Day = "day",
        /// A week.
        Week = "week",
        /// A month.
        Month = "month",
        /// A year.
        Year = "year",
        /// Not known.
        Unknown = "unknown",
    }
}
codes! {
    /// What a time is known from.
    Basis {
        /// The words give the date.
        Explicit = "explicit",
        /// The words give it relative to the day of publication or to another date of the article.
        Relative = "relative",
        /// Nothing is said: the day of publication bounds it.
        Publication = "publication",
        /// Nothing is said and the day of publication is not known.
        Unknown = "unknown",
    }
}
codes! {
    /// What happens to the hold on a place.
    Change {
        /// The actor takes it.
        Gain = "gain",
        /// The actor loses or leaves it.
        Loss = "loss",
        /// The actor moves toward or on it.
        Advance = "advance",
        /// The actor enters it.
        Enter = "enter",
        /// The actor clears it of an enemy.
        Clear = "clear",
        /// The actor encircles it.
        Encircle = "encircle",
        /// The actor besieges it.
        Besiege = "besiege",
        /// The actor cuts a road to it.
        CutRoute = "cut-route",
        /// It is fought over.
        Contest = "contest",
        /// The actor holds it.
        Hold = "hold",
        /// Nothing.
        None = "none",
    }
}
codes! {
    /// Whether it happened.
    Status {
        /// It happened.
        Actual = "actual",
        /// It is happening.
        Ongoing = "ongoing",
        /// It is aimed at, imminent, ordered or announced.
        Planned = "planned",
        /// It may have happened.
        Possible = "possible",
        /// It happens if something else does.
        Conditional = "conditional",
        /// It did not happen, or was foiled.
        Negated = "negated",
        /// An actor denies it.
        Denied = "denied",
        /// It happens as a habit; no one instance is meant.
        Generic = "generic",
        /// It is background of over a year before.
        Historical = "historical",
    }
}
codes! {
    /// What a source is.
    SpeakerKind {
        /// A person.
        Person = "person",
        /// An organisation or a state.
        Organisation = "organisation",
        /// A newspaper, broadcaster or site.
        Outlet = "outlet",
        /// A news agency.
        Agency = "agency",
        /// A report, statement or video.
        Document = "document",
        /// A source without a name.
        Unnamed = "unnamed",
    }
}

/// One coded event or state of one article.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Index of its sentence in the article.
    pub sentence: usize,
    /// The sentence's bytes.
    pub sentence_span: Span,
    /// The trigger's bytes: the word or words that name the action.
    pub trigger: Span,
    /// The trigger's lemma.
    pub lemma: String,
    /// What was done, in vigie's own actions and in PLOVER's, CAMEO's and ACLED's.
    pub action: Action,
    /// Who did it.
    pub actors: Vec<Participant>,
    /// Who underwent it.
    pub recipients: Vec<Participant>,
    /// Where; the first is where it happened.
    pub places: Vec<Place>,
    /// When.
    pub time: Time,
    /// With what.
    pub weapons: Vec<Weapon>,
    /// How many.
    pub counts: Vec<Count>,
    /// What it did to the hold on a place.
    pub territory: Territory,
    /// Whether it happened.
    pub factuality: Factuality,
    /// Who says so, innermost first.
    pub attribution: Vec<Attribution>,
    /// From 0 to 1: how sure the coder is of the trigger and its sense.
    pub confidence: f32,
}

/// The action in every school's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Action {
    /// vigie's action.
    pub id: String,
    /// PLOVER event type; `None` for a state.
    pub event_type: Option<String>,
    /// PLOVER modes.
    pub modes: Vec<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// ACLED event type and sub-event type.
    pub acled: Option<(String, String)>,
}

/// Who did it or underwent it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// Its words; `None` where no words carry it.
    pub span: Option<Span>,
    /// Key of the actor table, where it is known.
    pub id: Option<String>,
    /// Canonical name, where it is known.
    pub name: Option<String>,
    /// ISO 3166 alpha-3 code of the country that it belongs to.
    pub country: Option<String>,
    /// PLOVER sectors.
    pub sectors: Vec<String>,
    /// What it is.
    pub kind: Option<ActorKind>,
    /// How it was found.
    pub via: Via,
}

/// Where.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Its words in the text; `None` where the place is carried over from the article's focus.
    pub span: Option<Span>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// GeoNames name.
    pub name: String,
    /// ISO 3166 alpha-3 code.
    pub country: Option<String>,
    /// Name of the first-level unit.
    pub admin1: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// How exactly it is known.
    pub precision: Precision,
    /// How the event lies to it.
    pub relation: Relation,
    /// Compass direction (`N`, `NE`…), where one is named.
    pub direction: Option<String>,
}

/// When: a closed interval of days, open where an end is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// First day, `YYYY-MM-DD`.
    pub start: Option<String>,
    /// Last day.
    pub end: Option<String>,
    /// How exactly it is known.
    pub precision: TimePrecision,
    /// What it is known from.
    pub basis: Basis,
    /// The words that say so.
    pub span: Option<Span>,
}

/// With what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weapon {
    /// Kind of weapon.
    pub kind: String,
    /// Its words.
    pub span: Span,
}

/// How many of what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// What is counted: `killed`, `wounded`, `displaced`…
    pub of: String,
    /// Whom.
    pub whom: Option<String>,
    /// Lowest number.
    pub low: Option<u64>,
    /// Highest number.
    pub high: Option<u64>,
    /// Whether the figure is round.
    pub approximate: bool,
    /// Its words.
    pub span: Span,
}

/// What happens to the hold on a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Territory {
    /// The change.
    pub change: Change,
    /// The place's name.
    pub place: Option<String>,
    /// Who gains or holds: names or words.
    pub by: Vec<String>,
    /// Who loses.
    pub from: Vec<String>,
}

/// Whether it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factuality {
    /// The status.
    pub status: Status,
    /// The words that decide it.
    pub cue: Option<Span>,
}

/// Who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The source's name, or the words that stand for it.
    pub name: String,
    /// Its role (`porte-parole de l'offensive`).
    pub role: Option<String>,
    /// What it is.
    pub kind: SpeakerKind,
    /// The reporting words.
    pub cue: Option<Span>,
    /// Whether its own words are quoted.
    pub quoted: bool,
    /// The source's words.
    pub span: Option<Span>,
}
