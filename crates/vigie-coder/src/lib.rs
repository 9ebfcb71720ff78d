//! Trees and resolved mentions to reports.
//!
//! [`code`] reads straight down: who speaks (`attribution`), which words name an action
//! (`predicate`), who does it to whom (`roles`, `sharing`), where, when, how many and with what, whether it
//! happened (`factuality`), which triggers only repeat another (`merge`), and whose the tolls are that are told apart (`tolls`).

mod arguments;
mod attribution;
mod confidence;
mod coreference;
mod counts;
mod explanation;
mod facts;
mod factuality;
mod heat;
mod mentions;
mod merge;
mod participants;
mod place;
mod predicate;
mod report;
mod roles;
mod sharing;
mod story;
mod time;
mod tolls;
mod tree;
mod verify;
mod weapons;

pub use confidence::Confidence;
pub use explanation::{Explanation, Outcome, Refusal};
pub use facts::{Facts, facts_at};
pub use mentions::{Quotation, Voices};
pub use place::written as place_record;
pub use story::{Sources, Story};

use vigie_schema::Report;

/// What an article reports, and why each trigger was or was not coded.
#[derive(Debug, Default)]
pub struct Coded {
    /// The reports, in text order.
    pub reports: Vec<Report>,
    /// One line for every word that the lexicon knows, in text order.
    pub explanations: Vec<Explanation>,
}

/// Codes one article.
#[must_use]
pub fn code(story: &Story<'_>) -> Coded {
    let heat = heat::of(story);
    let sayings = attribution::sayings(story);
    let history = coreference::History::of(story, &sayings);
    let (candidates, mut explanations) = predicate::candidates(story, &heat);
    let mut drafts: Vec<_> =
        candidates.into_iter().map(|c| report::draft(story, &history, &sayings, c)).collect();
    sharing::share(story, &mut drafts);
    let mut drafts = merge::merge(story, &heat, drafts, &mut explanations);
    tolls::attach(story, &mut drafts);
    let reports = report::finish(story, &heat, drafts, &mut explanations);
    explanations.sort_by_key(|e| (e.trigger.start, e.trigger.end));
    Coded { reports, explanations }
}
