//! Who a pronoun, a possessive, an epithet or a *nous* stands for, within the article.

use crate::{attribution::Sayings, participants::fights, story::Story, tree::lower};
use vigie_annotate::{Upos, Word};
use vigie_codebook::Class;
use vigie_resolve::actors::Identity;
use vigie_schema::{ActorKind, Via};
use vigie_text::{Language, Span};

/// An actor that the article has named or told, and how.
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each asked for alone")]
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    pub sentence: usize,
    pub word: usize,
    /// The first word of the coordination that it stands in, itself where it stands alone.
    coordination: usize,
    start: u32,
    /// Its words.
    pub span: Span,
    pub identity: Identity,
    is_plural: bool,
    /// Whether others follow it in a coordination, for all of which a plural may stand.
    is_coordinated: bool,
    /// Whether it is a body without a name or country of its own, which no epithet stands for.
    is_bare: bool,
    gender: Option<&'static str>,
    pub is_subject: bool,
    pub is_armed: bool,
    /// Whether the mention has a name or a country, not only a sector.
    is_known: bool,
}

impl Mention {
    /// Whether a possessive of one owner, or of several, may stand for it.
    pub fn may_be_owner(&self, is_plural: bool) -> bool {
        self.is_known && self.has_number(is_plural)
    }

    /// Whether a personal pronoun may stand for it by number and gender, and by being a person or not.
    pub fn agrees(&self, story: &Story<'_>, pronoun: &Word) -> bool {
        let plural = story.cues().grammar.pronouns_plural.contains(&*lower(pronoun)) || is_plural(pronoun);
        let is_person = matches!(self.identity.kind, Some(ActorKind::Person | ActorKind::People));
        let told = gender(pronoun);
        let fits_kind = story.language == Language::Fr || plural || is_person == told.is_some();
        let fits_gender = self.gender.is_none() || told.is_none() || self.gender == told;
        self.is_known && self.has_number(plural) && fits_kind && fits_gender
    }

    fn has_number(&self, is_plural: bool) -> bool {
        self.is_plural == is_plural || (is_plural && (self.is_coordinated || is_collective(&self.identity)))
    }
}

/// Every actor mention of an article, in text order.
pub(crate) struct History {
    mentions: Vec<Mention>,
}

/// How many sentences back a pronoun is followed.
const REACH: usize = 3;
/// How many sentences back an epithet (`le groupe`) is followed.
const EPITHET_REACH: usize = 12;

fn gender(word: &Word) -> Option<&'static str> {
    match word.feature("Gender") {
        Some("Masc") => Some("Masc"),
        Some("Fem") => Some("Fem"),
        _ => None,
    }
}

fn is_plural(word: &Word) -> bool {
    word.feature("Number") == Some("Plur")
}

impl History {
    pub fn of(story: &Story<'_>, sayings: &Sayings) -> Self {
        let mut mentions = Vec::new();
        for (sentence, tree) in story.trees.iter().enumerate() {
            for w in tree.words() {
                let word = tree.word(w);

                if !matches!(word.upos, Upos::Noun | Upos::Propn)
                    || !is_phrase_head(word)
                    || story.is_dateline(sentence, w)
                {
                    continue;
                }
                let Some(found) = story.resolve(sentence, w) else {
                    continue;
                };
                // `les assaillants` stand for others; `l'armée` is one that a pronoun may take up.
                let is_body =
                    found.identity.country.is_some() && found.identity.sectors.iter().any(|s| is_of_state(s));
                if found.is_bare_epithet
                    && found.identity.id.is_none()
                    && found.identity.name.is_none()
                    && !is_body
                {
                    continue;
                }
                let is_speaker = sayings.is_speaker(sentence, w);
                mentions.push(Mention {
                    sentence,
                    word: w,
                    coordination: tree.first_conjunct(w),
                    start: word.span.start,
                    span: found.span,
                    is_plural: is_plural(word),
                    is_coordinated: tree.has(w, "conj"),
                    is_bare: found.is_bare_epithet && found.via != Via::Coreference,
                    gender: gender(word),
                    is_subject: word.is("nsubj") && !is_speaker,
                    is_armed: found.class.contains(Class::Armed) || is_armed(&found.identity),
                    is_known: found.identity.id.is_some()
                        || found.identity.name.is_some()
                        || found.identity.country.is_some(),
                    identity: found.identity,
                });
            }
        }
        Self { mentions }
    }

    /// The mention that a word heads.
    pub fn at(&self, sentence: usize, word: usize) -> Option<&Mention> {
        let from = self.mentions.partition_point(|m| (m.sentence, m.word) < (sentence, word));
        self.mentions.get(from).filter(|m| (m.sentence, m.word) == (sentence, word))
    }

    /// Mentions before byte `start` of sentence `sentence`, nearest first, at most `reach` sentences back.
    fn before(&self, sentence: usize, start: u32, reach: usize) -> impl Iterator<Item = &Mention> {
        let end = self.mentions.partition_point(|m| m.start < start);
        self.mentions[..end].iter().rev().take_while(move |m| m.sentence + reach >= sentence)
    }

    /// Who a third-person pronoun or possessive stands for, of those who may be it.
    pub fn pronoun(
        &self,
        story: &Story<'_>,
        sentence: usize,
        word: usize,
        may_be: &dyn Fn(&Mention) -> bool,
    ) -> Option<&Mention> {
        let w = story.word(sentence, word);
        let grammar = &story.cues().grammar;
        let lower = w.form.to_lowercase();
        let is_possessive = w.upos == Upos::Det || w.feature("Poss") == Some("Yes");
        let plural = if is_possessive {
            grammar.possessives_plural.contains(lower.as_str())
        } else {
            grammar.pronouns_plural.contains(lower.as_str()) || is_plural(w)
        };
        let gender = if is_possessive { None } else { gender(w) };
        let subject = story.trees[sentence].first_conjunct(word);
        let fits = |m: &&Mention| {
            m.has_number(plural)
                && !(m.gender.is_some()
                    && gender.is_some()
                    && m.gender != gender
                    && !is_collective(&m.identity))
                && (m.sentence, m.word) != (sentence, subject)
                && may_be(m)
        };
        let near: Vec<&Mention> = self.before(sentence, w.span.start, REACH).filter(fits).collect();
        if is_possessive {
            return near.into_iter().find(|m| m.is_known);
        }
        // `elles` are the women that were told of rather than authorities of which nothing says their gender.
        let is_feminine = |m: &&&Mention| {
            gender == Some("Fem") && m.is_subject && m.gender == gender && m.is_plural == plural
        };
        near.iter()
            .find(is_feminine)
            .or_else(|| near.iter().find(|m| m.is_subject && m.is_known))
            .or(near.first())
            .copied()
    }

    /// The two actors that were last named side by side. Of the two sides of a conflict one fights at least; where none are named
    /// so, they are the last two who do.
    pub fn pair(&self, sentence: usize, start: u32, are_sides: bool) -> Option<[&Mention; 2]> {
        let near: Vec<&Mention> =
            self.before(sentence, start, EPITHET_REACH).filter(|m| m.is_known).collect();
        let beside = near.windows(2).find_map(|w| {
            let (second, first) = (w[0], w[1]);
            let side_by_side = first.sentence == second.sentence
                && first.coordination == second.coordination
                && first.identity != second.identity
                && (!are_sides || first.is_armed || second.is_armed);
            side_by_side.then_some([first, second])
        });
        let fighters = || {
            let mut armed = near.iter().filter(|m| m.is_armed);
            let last = armed.next()?;
            let other = armed.find(|m| m.identity != last.identity)?;
            Some([*other, *last])
        };
        beside.or_else(|| fighters().filter(|_| are_sides))
    }

    /// Who an epithet (`le groupe`, `les assaillants`) stands for: the last actor of that class.
    pub fn epithet(
        &self,
        story: &Story<'_>,
        sentence: usize,
        word: usize,
        own: &Identity,
    ) -> Option<&Mention> {
        let w = story.word(sentence, word);
        // `les milices` are not the army.
        let is_irregular = !own.sectors.is_empty() && own.sectors.iter().all(|s| fights_for_no_state(s));
        let shares = |m: &Mention| {
            own.sectors.is_empty() || own.sectors.iter().any(|s| m.identity.sectors.contains(s))
        };
        let fits = |m: &Mention| {
            if is_irregular { m.identity.sectors.iter().any(|s| fights_for_no_state(s)) } else { shares(m) }
        };
        let classes = story.actors.classes(story.language, w);
        let wants_armed = classes.contains(Class::Armed);
        let wants_group = classes.contains(Class::Group);
        self.before(sentence, w.span.start, EPITHET_REACH).find(|m| {
            m.is_known
                && !m.is_bare
                && fits(m)
                && if wants_armed { m.is_armed } else { wants_group && is_collective(&m.identity) }
                && m.identity.kind != Some(ActorKind::State)
        })
    }

    /// The armed actor that the story followed last before this sentence.
    pub fn protagonist(&self, sentence: usize, start: u32) -> Option<&Mention> {
        self.before(sentence, start, EPITHET_REACH).find(|m| m.is_armed && m.is_subject && m.is_known)
    }
}

fn is_phrase_head(word: &Word) -> bool {
    ["nsubj", "obj", "iobj", "obl", "nmod", "appos", "conj", "root"].iter().any(|r| word.is(r))
}

fn is_armed(identity: &Identity) -> bool {
    identity.sectors.iter().any(|s| fights(s))
}

fn is_of_state(sector: &str) -> bool {
    matches!(sector, "MIL" | "COP" | "GOV")
}

fn fights_for_no_state(sector: &str) -> bool {
    fights(sector) && !matches!(sector, "MIL" | "COP")
}

fn is_collective(identity: &Identity) -> bool {
    matches!(identity.kind, Some(ActorKind::Group | ActorKind::Organisation | ActorKind::State))
}
