//! From the noun phrases of an argument to the participants that they stand for.

use crate::{
    arguments::grammatical_subject,
    attribution::Sayings,
    coreference::{History, Mention},
    predicate::{is_of, see_through},
    story::Story,
    tree::lower,
};
use smol_str::SmolStr;
use vigie_annotate::{Upos, Word};
use vigie_codebook::{Action, Class};
use vigie_resolve::actors::{CountryRule, Identity, Resolved};
use vigie_schema::{ActorKind, Participant, Precision, Via};
use vigie_text::Span;

/// A participant and the word that heads its noun phrase.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// The sentence that tells of it: another one's where a later sentence takes it over.
    pub sentence: usize,
    pub word: usize,
    pub participant: Participant,
    /// Whether its country was only taken to be the one that the article is about.
    pub is_country_open: bool,
}

/// What participants are found with.
#[derive(Clone, Copy)]
pub(crate) struct Finder<'s, 'a> {
    pub story: &'s Story<'a>,
    pub history: &'s History,
    pub sayings: &'s Sayings,
    /// Whom no pronoun stands for here: who does an act does not undergo it.
    pub others_than: &'s [Found],
    /// Whether no possessive does either: armies fire on the positions of others, and close their own borders.
    pub is_hostile: bool,
}

impl<'s, 'a> Finder<'s, 'a> {
    /// The same for who undergoes an act that these do.
    pub fn but<'n>(self, found: &'n [Found], action: &Action) -> Finder<'n, 'a>
    where
        's: 'n,
    {
        Finder { others_than: found, is_hostile: action.is_type("ASSAULT"), ..self }
    }

    /// Whom a third-person pronoun or possessive stands for.
    fn antecedent(&self, sentence: usize, word: usize) -> Option<&'s Mention> {
        let may_be_own = !self.is_hostile && is_possessive(self.story.word(sentence, word));
        let is_other = |m: &Mention| {
            may_be_own || !self.others_than.iter().any(|f| is_identity(&f.participant, &m.identity))
        };
        let is_possessive = is_possessive(self.story.word(sentence, word));
        let near = if is_possessive {
            self.ahead(sentence, word).or_else(|| self.opponent(sentence, word))
        } else {
            self.reporter(sentence, word)
        };
        if let Some(near) = near.filter(|m| is_other(m)) {
            return Some(near);
        }
        self.history.pronoun(self.story, sentence, word, &is_other)
    }

    /// `L'Ukraine a saisi la Cour et accusé son voisin`: strangers are those of whoever acts in the clause.
    fn opponent(&self, sentence: usize, word: usize) -> Option<&'s Mention> {
        let tree = &self.story.trees[sentence];
        let stranger = tree.head(word).filter(|h| self.is_stranger(sentence, *h))?;
        let verb = tree.ancestors(stranger).find(|w| tree.word(*w).upos == Upos::Verb)?;
        let subject = grammatical_subject(tree, verb, &self.story.cues().grammar).filter(|s| *s < word)?;
        self.history.at(sentence, subject)
    }

    /// `L'armée a dit qu'elle avait …`: a subject in what is said is the one who says it, if it may be.
    fn reporter(&self, sentence: usize, word: usize) -> Option<&'s Mention> {
        let story = self.story;
        let tree = &story.trees[sentence];
        let pronoun = tree.word(word);
        let clause = tree.head(word).filter(|_| pronoun.is("nsubj"))?;
        let said = tree.first_conjunct(clause);
        let verb = tree.head(said).filter(|_| tree.word(said).is("ccomp"))?;
        let subject = grammatical_subject(tree, verb, &story.cues().grammar).filter(|s| *s < word)?;
        self.history.at(sentence, subject).filter(|m| m.agrees(story, pronoun))
    }

    /// `Au troisième jour de son offensive, l'armée a …`: a possessive in what stands before the subject of its clause is the
    /// subject's.
    fn ahead(&self, sentence: usize, word: usize) -> Option<&'s Mention> {
        let story = self.story;
        let tree = &story.trees[sentence];
        let path: Vec<usize> = std::iter::once(word).chain(tree.ancestors(word)).collect();
        let root = tree.sentence.root();
        let opening = path.iter().rev().nth(1).filter(|top| **top < root && tree.word(**top).is("obl"))?;
        let subject = grammatical_subject(tree, root, &story.cues().grammar)?;
        let is_plural = story.cues().grammar.possessives_plural.contains(lower(tree.word(word)).as_ref());
        self.history
            .at(sentence, subject)
            .filter(|m| subject > word && !tree.is_below(subject, *opening) && m.may_be_owner(is_plural))
    }

    /// Everyone that the argument headed by `word` stands for: each member of a coordination, seen through numbers and
    /// relative pronouns.
    pub fn all(&self, sentence: usize, word: usize) -> Vec<Found> {
        let tree = &self.story.trees[sentence];
        let top = see_through(self.story, sentence, word);
        let mut found: Vec<Found> = Vec::new();
        for part in tree.conjuncts(top) {
            let part = see_through(self.story, sentence, part);
            if tree.word(part).upos == Upos::Verb {
                continue;
            }
            if part != top && self.is_counted_with(sentence, top, part, &mut found) {
                continue;
            }
            if let Some(two) = self.pair(sentence, part) {
                found.extend(two);
                continue;
            }
            if let Some(several) = self.by_nationality(sentence, part) {
                found.extend(several);
                continue;
            }
            if let Some(several) = self.of_several(sentence, part) {
                found.extend(several);
                continue;
            }
            let is_empty = |p: &Participant| p.name.is_none() && p.country.is_none() && p.sectors.is_empty();
            let is_stray = |p: &Participant| tree.word(part).upos == Upos::Adj && is_empty(p);
            if let Some(participant) = self.one(sentence, part).filter(|p| !is_stray(p)) {
                let is_new = !found.iter().any(|f| same(&f.participant, &participant));
                if is_new {
                    let is_country_open = self.is_country_open(sentence, part, &participant);
                    found.push(Found { sentence, word: part, participant, is_country_open });
                }
            }
        }
        found
    }

    /// `plus de 3 000 femmes et enfants`: of people under one number, one participant.
    fn is_counted_with(&self, sentence: usize, first: usize, word: usize, found: &mut [Found]) -> bool {
        let story = self.story;
        let tree = &story.trees[sentence];
        let is_civilian =
            |w: usize| is_of(story, sentence, w, Class::Civilian) && !is_of(story, sentence, w, Class::Armed);
        let is_bare = !tree.has(word, "det") && !tree.has(word, "nummod") && tree.case(word).is_none();
        let is_numbered = tree.has(first, "nummod");
        let Some(last) =
            found.last_mut().filter(|_| is_bare && is_numbered && is_civilian(first) && is_civilian(word))
        else {
            return false;
        };
        last.participant.span = last.participant.span.map(|s| s.cover(tree.word(word).span));
        true
    }

    /// `les deux pays`, `les deux camps`: the two that were last named side by side.
    fn pair(&self, sentence: usize, word: usize) -> Option<[Found; 2]> {
        let tree = &self.story.trees[sentence];
        let grammar = &self.story.cues().grammar;
        let is_pair = grammar.pair_heads.contains(tree.lemma(word))
            && tree.kids(word).any(|k| k < word && grammar.pair_numerals.contains(tree.lemma(k)))
            && tree.kids(word).all(|k| k < word || tree.word(k).is("punct") || tree.word(k).is("acl"));
        if !is_pair {
            return None;
        }
        let are_sides = grammar.side_heads.contains(tree.lemma(word));
        let own = self.story.resolve(sentence, word).map(|r| r.identity).unwrap_or_default();
        let span = Some(tree.word(word).span);
        let found = |identity: &Identity| {
            let participant = participant(identity, span, Via::Coreference);
            Found { sentence, word, participant, is_country_open: false }
        };
        let is_body_of_state = own.kind == Some(ActorKind::Organisation) && !own.sectors.is_empty();
        let Some(two) = self.history.pair(sentence, tree.word(word).span.start, are_sides) else {
            // The two countries that the article is about.
            let countries = &self.story.context.countries;
            let is_of_states = own.kind == Some(ActorKind::State) || is_body_of_state;
            let [first, second] = countries.get(..2).filter(|_| is_of_states)? else { return None };
            let of = |country: &SmolStr| found(&Identity { country: Some(country.clone()), ..own.clone() });
            return Some([of(first), of(second)]);
        };
        Some(two.map(|mention| {
            let mut identity = mention.identity.clone();
            // `les deux armées` are those of the two states, `les deux présidents` the persons themselves.
            if is_body_of_state && identity.kind == Some(ActorKind::State) {
                identity = Identity { country: identity.country, ..own.clone() };
            }
            found(&identity)
        }))
    }

    /// `les armées congolaise et ougandaise`: one for each of several nationalities side by side.
    fn by_nationality(&self, sentence: usize, word: usize) -> Option<Vec<Found>> {
        let tree = &self.story.trees[sentence];
        if let Some(several) = self.by_nationality_in_front(sentence, word) {
            return Some(several);
        }
        let adjective = tree.kids_by(word, "amod").find(|k| *k > word && tree.has(*k, "conj"))?;
        let found: Vec<Found> = tree
            .conjuncts(adjective)
            .into_iter()
            .filter_map(|a| {
                self.story.name_at(sentence, a).filter(|n| n.identity.country.is_some())?;
                let resolved = self.story.resolve(sentence, a)?;
                let participant = participant(&resolved.identity, Some(resolved.span), resolved.via);
                Some(Found { sentence, word, participant, is_country_open: false })
            })
            .collect();
        (found.len() > 1).then_some(found)
    }

    /// `U.S. and British warplanes`: one for each of several states or nationalities before the noun.
    fn by_nationality_in_front(&self, sentence: usize, word: usize) -> Option<Vec<Found>> {
        let story = self.story;
        let tree = &story.trees[sentence];
        let is_first = |k: &usize| {
            *k < word && tree.has(*k, "conj") && (tree.word(*k).is("amod") || tree.word(*k).is("compound"))
        };
        let first = tree.kids(word).find(is_first)?;
        let body = story.resolve(sentence, word)?.identity;
        if body.name.is_some() || body.sectors.is_empty() {
            return None;
        }
        let found: Vec<Found> = tree
            .conjuncts(first)
            .into_iter()
            .filter_map(|a| {
                let name = story.name_at(sentence, a)?;
                let country = Some(name.identity.country.clone()?);
                let identity = Identity { country, ..body.clone() };
                let participant = participant(&identity, Some(name.span), Via::Composition);
                Some(Found { sentence, word, participant, is_country_open: false })
            })
            .collect();
        (found.len() > 1).then_some(found)
    }

    /// `les ambassades de France, de Belgique et du Rwanda`: a body for each of its owners.
    fn of_several(&self, sentence: usize, word: usize) -> Option<Vec<Found>> {
        let story = self.story;
        let tree = &story.trees[sentence];
        let owner = tree.kids_by(word, "nmod").find(|k| *k > word && tree.has(*k, "conj"))?;
        let body = story.resolve(sentence, word)?;
        let is_body = body.identity.name.is_none() && body.identity.kind == Some(ActorKind::Organisation);
        if !is_body || tree.word(word).feature("Number") != Some("Plur") {
            return None;
        }
        let found: Vec<Found> = tree
            .conjuncts(owner)
            .into_iter()
            .filter_map(|o| {
                let state = self
                    .state(sentence, o)
                    .or_else(|| self.nationality(sentence, o).map(|f| f.participant))?;
                let country = state.country?;
                let span = state.span.map(|s| if o == owner { s.cover(tree.word(word).span) } else { s });
                let identity = Identity { country: Some(country.into()), ..body.identity.clone() };
                let participant = participant(&identity, span, Via::Composition);
                Some(Found { sentence, word, participant, is_country_open: false })
            })
            .collect();
        (found.len() > 1).then_some(found)
    }

    /// As [`Self::all`], and where the words name a thing, its owner (`des positions de l'armée`).
    pub fn all_or_owners(&self, sentence: usize, word: usize) -> Vec<Found> {
        let found = self.all(sentence, word);
        if !found.is_empty() {
            return found;
        }
        self.owners(sentence, see_through(self.story, sentence, word))
    }

    /// Those whom a thing belongs to.
    pub fn owners(&self, sentence: usize, top: usize) -> Vec<Found> {
        let tree = &self.story.trees[sentence];
        let grammar = &self.story.cues().grammar;
        let is_owner = |k: &usize| {
            let w = tree.word(*k);
            (w.is("nmod") || w.is("appos") || w.is("parataxis") || w.is("dep"))
                && tree.case(*k).is_none_or(|c| grammar.genitive.contains(c))
                || w.is("amod")
                || w.is("compound")
                || is_possessive(w)
        };
        tree.conjuncts(top)
            .into_iter()
            .flat_map(|t| tree.kids(t).filter(is_owner).collect::<Vec<_>>())
            .flat_map(|k| self.owner(sentence, k))
            .collect()
    }

    fn owner(&self, sentence: usize, word: usize) -> Vec<Found> {
        if is_possessive(self.story.word(sentence, word)) {
            return self.all(sentence, word);
        }
        if self.story.word(sentence, word).upos == Upos::Adj {
            return self
                .nationality(sentence, word)
                .filter(|f| f.participant.country.is_some())
                .into_iter()
                .collect();
        }
        self.all(sentence, word).into_iter().filter(|f| is_owner_like(&f.participant)).collect()
    }

    /// The state or people that an adjective names (`frappes russes`).
    pub fn nationality(&self, sentence: usize, word: usize) -> Option<Found> {
        let name = self.story.name_at(sentence, word)?;
        Some(Found {
            sentence,
            word,
            participant: participant(&name.identity, Some(name.span), Via::Name),
            is_country_open: false,
        })
    }

    fn is_country_open(&self, sentence: usize, word: usize, participant: &Participant) -> bool {
        participant.via == Via::Composition
            && participant.country.is_some()
            && self.story.resolve(sentence, word).is_some_and(|r| r.country_rule == CountryRule::Article)
    }

    /// The one participant that a word heads.
    pub fn one(&self, sentence: usize, word: usize) -> Option<Participant> {
        let story = self.story;
        if story.is_dateline(sentence, word) || story.is_date(sentence, word) {
            return None;
        }
        if crate::counts::is_toll_noun(story, sentence, word) {
            return None;
        }
        let w = story.word(sentence, word);
        match w.upos {
            Upos::Pron | Upos::Det => self.pronoun(sentence, word),
            Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num | Upos::X | Upos::Sym => {
                self.noun(sentence, word)
            }
            _ => None,
        }
    }

    fn noun(&self, sentence: usize, word: usize) -> Option<Participant> {
        let story = self.story;
        let found = story.resolve(sentence, word);
        let Some(found) = found else { return self.state(sentence, word) };
        let is_known = found.identity.name.is_some() || found.identity.id.is_some();
        if !is_known && let Some(named) = self.apposed(sentence, word) {
            return Some(participant(&named.identity, Some(found.span.cover(named.span)), Via::Name));
        }
        if !is_known && self.is_stranger(sentence, word) {
            return self.neighbour(sentence, word, &found);
        }
        if !is_known && let Some(owner) = self.owner_by_possessive(sentence, word, &found.identity) {
            return Some(participant(&owner, Some(found.span), Via::Coreference));
        }
        let is_of_state = found.identity.sectors.iter().any(|s| matches!(s.as_str(), "MIL" | "GOV" | "COP"));
        if found.is_bare_epithet
            && !is_known
            && !is_of_state
            && story.trees[sentence].is_definite(word)
            && let Some(mention) = self.history.epithet(story, sentence, word, &found.identity)
        {
            return Some(participant(&mention.identity, Some(found.span), Via::Coreference));
        }
        Some(participant(&found.identity, Some(found.span), found.via))
    }

    /// `des hommes armés, des combattants présumés de Boko Haram`: the group that an apposition names.
    fn apposed(&self, sentence: usize, word: usize) -> Option<Resolved> {
        let tree = &self.story.trees[sentence];
        let beside = tree.kids_by(word, "appos").find(|k| *k > word)?;
        let named = self.story.resolve(sentence, beside)?;
        let is_group = matches!(named.identity.kind, Some(ActorKind::Group | ActorKind::Organisation));
        (is_group && named.identity.name.is_some()).then_some(named)
    }

    /// `ses alliés`: others than the one whose they are.
    fn is_stranger(&self, sentence: usize, word: usize) -> bool {
        let tree = &self.story.trees[sentence];
        self.story.cues().grammar.strangers.contains(tree.lemma(word)) && tree.is_possessed(word)
    }

    /// `son voisin`: of the two countries that the article is about, the other one.
    fn neighbour(&self, sentence: usize, word: usize, found: &Resolved) -> Option<Participant> {
        let story = self.story;
        let tree = &story.trees[sentence];
        if !story.cues().grammar.neighbours.contains(tree.lemma(word)) {
            return None;
        }
        let possessive = tree.kids(word).find(|k| is_possessive(tree.word(*k)))?;
        let own = self.antecedent(sentence, possessive)?.identity.country.clone()?;
        let [first, second] = story.context.countries.get(..2)? else { return None };
        let other = if own == *first { second } else { first };
        let is_of_the_two = own == *first || own == *second;
        let identity =
            Identity { country: Some(other.clone()).filter(|_| is_of_the_two), ..found.identity.clone() };
        Some(participant(&identity, Some(found.span), Via::Coreference))
    }

    /// `ses combattants`, `leur porte-parole`: of whom.
    fn owner_by_possessive(&self, sentence: usize, word: usize, own: &Identity) -> Option<Identity> {
        let story = self.story;
        let tree = &story.trees[sentence];
        let possessive = tree.kids(word).find(|k| is_possessive(tree.word(*k)))?;
        let owner = self.antecedent(sentence, possessive)?;
        let is_member =
            own.sectors.iter().any(|s| matches!(s.as_str(), "MIL" | "REB" | "PRM" | "COP" | "UAF"));
        let mut identity = owner.identity.clone();
        let is_of_state = owner.identity.kind == Some(ActorKind::State)
            || owner.identity.name.is_none() && owner.identity.sectors.iter().any(|s| s == "GOV");
        // `l'armée et ses supplétifs`
        let is_irregular = own.sectors.iter().any(|s| matches!(s.as_str(), "REB" | "PRM"))
            && owner.identity.sectors.iter().any(|s| s == "MIL");
        if is_member && is_irregular {
            return None;
        }
        // `le président a ordonné à ses généraux`
        let is_of_chief = owner.identity.kind == Some(ActorKind::Person)
            && !owner.identity.sectors.iter().any(|s| matches!(s.as_str(), "REB" | "PRM" | "CRM"));
        if is_member && (is_of_state || is_of_chief) {
            identity = Identity { country: owner.identity.country.clone(), ..own.clone() };
        } else if !is_member {
            identity = own.clone();
            identity.country.clone_from(&owner.identity.country);
            // `ses hommes` are fighters where their chief is one.
            let is_vague = identity.sectors.iter().all(|s| matches!(s.as_str(), "CVL" | "UNK"));
            let is_of_fighter =
                owner.identity.sectors.iter().any(|s| fights(s)) && is_part(story, sentence, word);
            if is_of_fighter && is_vague && owner.identity.kind != Some(ActorKind::Person) {
                return Some(owner.identity.clone());
            }
            if identity.sectors.is_empty() || (is_of_fighter && is_vague) {
                identity.sectors.clone_from(&owner.identity.sectors);
            }
        }
        Some(identity)
    }

    fn pronoun(&self, sentence: usize, word: usize) -> Option<Participant> {
        let story = self.story;
        let w = story.word(sentence, word);
        let grammar = &story.cues().grammar;
        let lower = w.form.to_lowercase();
        let span = Some(w.span);
        // `celui de Nablous`, `ce` and the like point at things as often as at people.
        if w.feature("PronType").is_some_and(|t| t.contains("Dem") || t.contains("Int") || t.contains("Ind"))
        {
            return None;
        }
        if grammar.pronouns_we.contains(lower.as_str())
            || (w.feature("Person") == Some("1") && w.feature("Number") == Some("Plur"))
        {
            let speaker = self.sayings.we(story, self.history, sentence, word);
            return Some(match speaker {
                Some(identity) => participant(&identity, span, Via::Coreference),
                None => unresolved(span),
            });
        }
        let stands_back = grammar.pronouns_singular.contains(lower.as_str())
            || grammar.pronouns_plural.contains(lower.as_str())
            || grammar.possessives_singular.contains(lower.as_str())
            || grammar.possessives_plural.contains(lower.as_str())
            || w.feature("Person") == Some("3");
        if !stands_back || grammar.adverbial_pronouns.contains(lower.as_str()) {
            return None;
        }
        match self.antecedent(sentence, word) {
            Some(mention) => {
                // A body without a name is told by the words that stand for it, not by `it`.
                let is_nameless_body = mention.identity.name.is_none()
                    && mention.identity.kind == Some(ActorKind::Organisation)
                    && w.is("nsubj");
                let span = if is_nameless_body { Some(mention.span) } else { span };
                Some(participant(&mention.identity, span, Via::Coreference))
            }
            None => (w.upos == Upos::Pron && !w.is("expl")).then(|| unresolved(span)),
        }
    }

    /// A country named as a place stands for its government.
    fn state(&self, sentence: usize, word: usize) -> Option<Participant> {
        let (mention, place) = self.story.place_at(sentence, word)?;
        if place.precision != Precision::Country || mention.is_anaphoric {
            return None;
        }
        Some(Participant {
            span: Some(mention.span),
            id: None,
            name: None,
            country: place.country.map(str::to_owned),
            sectors: vec!["GOV".to_owned()],
            kind: Some(ActorKind::State),
            via: Via::Name,
        })
    }
}

/// Whether the noun is one for those who belong to a group, whoever they are (`hommes`, `éléments`).
fn is_part(story: &Story<'_>, sentence: usize, word: usize) -> bool {
    story.cues().grammar.part_nouns.contains(story.trees[sentence].lemma(word))
}

fn is_possessive(word: &Word) -> bool {
    word.feature("Poss") == Some("Yes") || word.deprel == "nmod:poss" && word.upos == Upos::Pron
}

/// Whether a PLOVER sector is one of people under arms.
pub(crate) fn fights(sector: &str) -> bool {
    matches!(sector, "MIL" | "REB" | "PRM" | "COP" | "UAF" | "CRM")
}

/// Owners of things are states, organisations and armed groups.
fn is_owner_like(p: &Participant) -> bool {
    p.kind.is_some_and(|k| k != ActorKind::People)
        || p.sectors
            .iter()
            .any(|s| matches!(s.as_str(), "MIL" | "REB" | "PRM" | "COP" | "GOV" | "IGO" | "NGO"))
}

pub(crate) fn same(a: &Participant, b: &Participant) -> bool {
    let is_same_unnamed = || {
        a.name.is_none()
            && b.name.is_none()
            && (a.via == Via::Coreference || b.via == Via::Coreference)
            && a.country.is_some()
            && a.country == b.country
            && a.sectors == b.sectors
    };
    let is_same_words = a.span == b.span && a.name == b.name && a.country == b.country;
    is_same_words || (a.name.is_some() && a.name == b.name) || is_same_unnamed()
}

/// Whether the participant is who the identity says: by name, else by what is composed.
fn is_identity(p: &Participant, identity: &Identity) -> bool {
    match (&p.name, &identity.name) {
        (Some(a), Some(b)) => a == b.as_str(),
        (None, None) => {
            p.country.as_deref() == identity.country.as_deref()
                && p.sectors.iter().eq(identity.sectors.iter().map(SmolStr::as_str))
        }
        _ => false,
    }
}

pub(crate) fn unresolved(span: Option<Span>) -> Participant {
    Participant {
        span,
        id: None,
        name: None,
        country: None,
        sectors: Vec::new(),
        kind: None,
        via: Via::Unresolved,
    }
}

pub(crate) fn participant(identity: &Identity, span: Option<Span>, via: Via) -> Participant {
    Participant {
        span,
        id: identity.id.as_ref().map(ToString::to_string),
        name: identity.name.as_ref().map(ToString::to_string),
        country: identity.country.as_ref().map(ToString::to_string),
        sectors: identity.sectors.iter().map(ToString::to_string).collect(),
        kind: identity.kind,
        via,
    }
}

/// Whether the class of the word behind an argument is a thing that nobody is.
pub(crate) fn is_thing(story: &Story<'_>, sentence: usize, word: usize) -> bool {
    let classes = story.actors.classes(story.language, story.word(sentence, word));
    [Class::Vehicle, Class::Weapon, Class::Goods, Class::Route, Class::Money, Class::Abstract, Class::Event]
        .iter()
        .any(|c| classes.contains(*c))
}
