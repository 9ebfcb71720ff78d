//! `codebook/confidence.toml`: how much each sign of a report says for or against its being right. Written by
//! `cargo dev confidence --fit`.

use crate::{Action, Error, ErrorKind, files::Source};
use serde::Deserialize;
use smol_str::SmolStr;
use std::collections::BTreeMap;

macro_rules! signs {
    ($($(#[$doc:meta])* $name:ident = $code:literal),+ $(,)?) => {
        /// Something that a finished report shows, and that makes it more or less likely to be right.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Sign { $($(#[$doc])* $name),+ }

        impl Sign {
            /// Every sign.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The word that the file writes.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }
        }
    };
}

signs! {
    /// The words alone prove nothing; what is around them does.
    WeakSense = "weak-sense",
    /// The entry has several words.
    SeveralWords = "several-words",
    /// The trigger is a noun that no verb carries.
    BareNoun = "bare-noun",
    /// The trigger is a noun and the subject of its verb.
    NounSubject = "noun-subject",
    /// Nothing in the clause takes part in the act.
    NoArguments = "no-arguments",
    /// What the trigger hangs on is doubtful.
    DoubtfulTree = "doubtful-tree",
    /// The same word stands in an earlier sentence of the article.
    ToldBefore = "told-before",
    /// It is not said to have happened.
    NotActual = "not-actual",
    /// It is told as a habit.
    Generic = "generic",
    /// The sentence's own words say where.
    PlaceTold = "place-told",
    /// The sentence has over 30 words.
    Long = "long-sentence",
    /// The sentence has words of sport, business and the like.
    Cold = "cold",
    /// An actor is known by name.
    ActorNamed = "actor-named",
    /// An actor is whom a pronoun or the like stands for.
    ActorCoreferent = "actor-coreferent",
    /// Of an actor neither name nor country nor sector is known.
    ActorUnknown = "actor-unknown",
    /// There is no actor where acts of this type usually have one.
    ActorMissing = "actor-missing",
    /// There is no actor, though an argument does the act: it names nobody.
    ActorNobody = "actor-nobody",
    /// There is no recipient.
    NoRecipient = "no-recipient",
    /// A recipient is whom a pronoun or the like stands for.
    RecipientCoreferent = "recipient-coreferent",
    /// Of a recipient neither name nor country nor sector is known.
    RecipientUnknown = "recipient-unknown",
    /// There is a recipient where acts of this type usually have none.
    RecipientUnusual = "recipient-unusual",
    /// There are several recipients.
    RecipientsSeveral = "recipients-several",
    /// A complement that has no part in the act stands for somebody.
    ComplementUnread = "complement-unread",
    /// A participant's country was only taken to be that of the place or the article.
    CountryOpen = "country-open",
}

impl Sign {
    /// The sign of that code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|s| s.code() == code)
    }
}

/// What an act has to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Those who do it.
    Actors,
    /// Those who undergo it.
    Recipients,
}

/// Log-odds by which signs make a report likely to be right.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weights {
    /// Log-odds of a report without any sign.
    pub intercept: f64,
    /// By sign, in the order of [`Sign::ALL`]; 0 for one that the file does not have.
    by_sign: Vec<f64>,
    /// Types of which most acts have actors, and recipients.
    usual: [Vec<SmolStr>; 2],
}

impl Weights {
    /// The intercept, weights in the order of [`Sign::ALL`], and the types of which most acts have actors, and recipients; `STATE` for
    /// states.
    #[must_use]
    pub fn new(intercept: f64, by_sign: Vec<f64>, actors: Vec<SmolStr>, recipients: Vec<SmolStr>) -> Self {
        Self { intercept, by_sign, usual: [actors, recipients] }
    }

    /// How much a sign adds.
    #[must_use]
    pub fn of(&self, sign: Sign) -> f64 {
        self.by_sign.get(sign as usize).copied().unwrap_or(0.0)
    }

    /// Whether most acts of the action's type have somebody on that side.
    #[must_use]
    pub fn is_usual(&self, action: &Action, side: Side) -> bool {
        let event_type = action.event_type.as_deref().unwrap_or(crate::actions::STATE);
        self.usual[side as usize].iter().any(|t| t == event_type)
    }

    /// How likely a report with these signs is to be right: 0 to 1, of two decimals.
    #[must_use]
    pub fn confidence(&self, signs: &[Sign]) -> f32 {
        let sum = self.intercept + signs.iter().map(|s| self.of(*s)).sum::<f64>();
        let likely = 1.0 / (1.0 + (-sum).exp());
        ((likely * 100.0).round() / 100.0) as f32
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    intercept: f64,
    usual: Usual,
    weights: BTreeMap<String, f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Usual {
    actors: Vec<SmolStr>,
    recipients: Vec<SmolStr>,
}

pub(crate) fn load(source: &Source) -> Result<Weights, Error> {
    let file: File = source.parse()?;
    let mut weights = vec![0.0; Sign::ALL.len()];
    for (code, weight) in &file.weights {
        let unknown = || ErrorKind::unknown("sign", code, Sign::ALL.iter().map(|s| s.code()));
        weights[Sign::from_code(code).ok_or_else(|| source.error(unknown()))? as usize] = *weight;
    }
    Ok(Weights::new(file.intercept, weights, file.usual.actors, file.usual.recipients))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(text: &'static str) -> Result<Weights, Error> {
        load(&Source { name: "confidence.toml".into(), text })
    }

    #[test]
    fn signs_add_up_to_a_likelihood_of_two_decimals() {
        let text = "intercept = 0.0\nusual = { actors = [], recipients = [] }\n[weights]\nweak-sense = -1.0\ntold-before = 1.0";
        let weights = weights(text).unwrap();
        let is = |signs: &[Sign], wanted: f32| (weights.confidence(signs) - wanted).abs() < 1e-6;
        assert!(is(&[], 0.5));
        assert!(is(&[Sign::ToldBefore], 0.73));
        assert!(is(&[Sign::ToldBefore, Sign::WeakSense, Sign::Cold], 0.5));
    }

    #[test]
    fn a_sign_that_nobody_looks_for_is_refused_with_the_nearest_known_one() {
        let text = "intercept = 0.0\nusual = { actors = [], recipients = [] }\n[weights]\nweak-sens = 1.0";
        assert!(weights(text).unwrap_err().to_string().contains("did you mean `weak-sense`"));
    }
}
