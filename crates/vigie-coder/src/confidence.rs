//! How likely a report is to be right: the signs that it shows, weighed by `codebook/confidence.toml`. Each sign can be
//! seen in the text and told to a reader; the weights are measured on annotated articles, not thought out.

use crate::{heat::Heat, participants::Found, report::Draft, story::Story};
use vigie_annotate::Word;
use vigie_codebook::{Role, Side, Sign};
use vigie_schema::{Status, Via};

/// How likely a report is to have the right type, actors and recipients, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Confidence {
    /// 0 to 1, of two decimals.
    pub value: f32,
    /// What the report shows, with the log-odds that each sign adds.
    pub signs: Vec<(Sign, f64)>,
}

pub(crate) fn confidence(story: &Story<'_>, heat: &Heat, draft: &Draft<'_>) -> Confidence {
    let signs: Vec<Sign> =
        Sign::ALL.iter().copied().filter(|sign| shows(*sign, story, heat, draft)).collect();
    let weights = &story.codebook.confidence;
    let value = weights.confidence(&signs);
    Confidence { value, signs: signs.into_iter().map(|sign| (sign, weights.of(sign))).collect() }
}

/// A sentence of more words is hard to read right.
const LONG: usize = 30;

fn shows(sign: Sign, story: &Story<'_>, heat: &Heat, draft: &Draft<'_>) -> bool {
    let c = &draft.candidate;
    let tree = &story.trees[c.sentence];
    let word = tree.word(c.word);
    match sign {
        Sign::WeakSense => c.sense.is_weak,
        Sign::SeveralWords => !c.entry.others.is_empty(),
        Sign::BareNoun => c.is_noun && c.arguments.carrier.is_none(),
        Sign::NounSubject => c.is_noun && word.is("nsubj"),
        Sign::NoArguments => c.arguments.args.is_empty(),
        Sign::DoubtfulTree => word.is_doubtful,
        Sign::ToldBefore => is_told_before(story, c.sentence, word),
        Sign::NotActual => draft.factuality.status != Status::Actual,
        Sign::Generic => draft.factuality.status == Status::Generic,
        Sign::PlaceTold => !draft.places.is_empty(),
        Sign::Long => tree.len() > LONG,
        Sign::Cold => heat.cold_of[c.sentence] > 0,
        _ => shows_of_participants(sign, story, draft),
    }
}

fn shows_of_participants(sign: Sign, story: &Story<'_>, draft: &Draft<'_>) -> bool {
    let (actors, recipients) = (&draft.roles.actors, &draft.roles.recipients);
    let is_usual = |side| story.codebook.confidence.is_usual(draft.action, side);
    let sentence = draft.candidate.sentence;
    match sign {
        Sign::ActorNamed => any(actors, &[Via::Name]),
        Sign::ActorCoreferent => any(actors, &[Via::Coreference, Via::Speaker]),
        Sign::ActorUnknown => is_somebody_unknown(actors),
        Sign::ActorMissing => actors.is_empty() && is_usual(Side::Actors),
        Sign::ActorNobody => {
            actors.is_empty() && draft.roles.filled.iter().any(|(role, _)| *role == Role::Actor)
        }
        Sign::NoRecipient => recipients.is_empty(),
        Sign::RecipientCoreferent => any(recipients, &[Via::Coreference, Via::Speaker]),
        Sign::RecipientUnknown => is_somebody_unknown(recipients),
        Sign::RecipientUnusual => !recipients.is_empty() && !is_usual(Side::Recipients),
        Sign::RecipientsSeveral => recipients.len() > 1,
        Sign::ComplementUnread => {
            let is_somebody = |word: usize| story.resolve(sentence, word).is_some();
            draft.roles.filled.iter().any(|(role, word)| *role == Role::None && is_somebody(*word))
        }
        Sign::CountryOpen => actors.iter().chain(recipients).any(|f| f.is_country_open),
        _ => false,
    }
}

fn any(found: &[Found], via: &[Via]) -> bool {
    found.iter().any(|f| via.contains(&f.participant.via))
}

fn is_somebody_unknown(found: &[Found]) -> bool {
    found
        .iter()
        .map(|f| &f.participant)
        .any(|p| p.name.is_none() && p.country.is_none() && p.sectors.is_empty())
}

fn is_told_before(story: &Story<'_>, sentence: usize, word: &Word) -> bool {
    let is_it = |other: &Word| other.lemma == word.lemma && other.upos == word.upos;
    story.trees[..sentence].iter().any(|tree| tree.sentence.words.iter().any(is_it))
}
