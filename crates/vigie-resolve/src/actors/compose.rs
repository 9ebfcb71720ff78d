//! A noun phrase read as an actor: by the name in it, by what its head passes on from its owner, by its head and modifiers, or
//! as an epithet of an actor named elsewhere.

use super::{
    ActorMention, Context, Entry, Identity, Named, Resolved, is_armed,
    lexis::{Lexis, Passing, Reading, Said},
    phrase::{Phrase, is_capital, is_nominal, name_end, name_start, owner, phrase},
    table::Table,
};
use smol_str::SmolStr;
use vigie_annotate::{Document, Sentence, Upos};
use vigie_codebook::{
    Class,
    heads::{ClassSet, CountryRule},
};
use vigie_schema::{ActorKind, Via};
use vigie_text::{Language, Span};

/// How many sentences back a surname is followed to the full name: beyond any news article, short of a book.
const MEMORY_OF_SENTENCES: usize = 120;
/// How many names before (and after) an epithet are weighed.
const MEMORY_OF_MENTIONS: usize = 300;

/// One article with its mentions.
pub(super) struct Reader<'a> {
    pub table: &'a Table,
    pub lexis: &'a Lexis,
    pub text: &'a str,
    pub document: &'a Document,
    pub mentions: &'a [ActorMention],
    pub context: &'a Context,
}

/// `chef des combattants du groupe X` is as deep as phrases are followed.
const DEPTH: usize = 4;
/// An epithet that fits several actors stands for the one that is named this many times as often as any other.
const DOMINANCE: usize = 3;
/// How many words an office may stand away from the name of who holds it.
const OFFICE_REACH: usize = 12;

/// How many adjectives a noun may have side by side (`les armées A, B et C`).
const REACH_OF_CONJUNCTS: usize = 4;

const MIL: &str = "MIL";

/// What the levels of a phrase say beside its head.
#[derive(Default)]
struct Found<'a> {
    country: Option<SmolStr>,
    /// Words of nationality beside the head.
    people_words: Vec<usize>,
    /// The country that it leans to.
    leans_to: Option<SmolStr>,
    named: Option<&'a ActorMention>,
    owner: Option<Resolved>,
    /// Words of a name that the table does not hold.
    name: Option<std::ops::Range<usize>>,
    end: usize,
}

impl<'a> Reader<'a> {
    pub fn resolve(&self, sentence: usize, head: usize, depth: usize) -> Option<Resolved> {
        let tree = self.document.sentences.get(sentence)?;
        let word = tree.words.get(head)?;
        if depth > DEPTH || matches!(word.upos, Upos::Punct | Upos::Adp | Upos::Cconj | Upos::Sconj) {
            return None;
        }
        if let Some(mention) = self.mention_at(sentence, head) {
            return Some(match mention.what {
                Named::Nationality(_) => self.people(tree, head, mention),
                _ => self.named(mention),
            });
        }
        if (self.lexis.is_quantity(word) || matches!(word.upos, Upos::Num | Upos::Pron | Upos::Det))
            && let Some(&owner) = phrase(tree, head, self.lexis.language).owners.first()
        {
            return self.resolve(sentence, owner, depth + 1);
        }
        if let Some(of) = self.apposed_to(sentence, head) {
            return Some(Resolved { span: word.span, via: Via::Coreference, ..self.named(of) });
        }
        let composed = self.compose(sentence, head, depth);
        if composed.as_ref().is_some_and(|r| r.identity != Identity::default())
            || !(is_capital(word) && matches!(word.upos, Upos::Propn | Upos::X))
        {
            return composed;
        }
        self.person(sentence, head, depth).or(composed)
    }

    pub fn mention_at(&self, sentence: usize, word: usize) -> Option<&'a ActorMention> {
        let from = self.mentions.partition_point(|m| m.sentence < sentence);
        self.mentions[from..].iter().take_while(|m| m.sentence == sentence).find(|m| m.words.contains(&word))
    }

    fn entry(&self, what: Named) -> Option<&'a Entry> {
        what.index().and_then(|i| self.table.entries.get(i))
    }

    fn named(&self, mention: &ActorMention) -> Resolved {
        let class = self.entry(mention.what).map(Entry::classes).unwrap_or_default();
        let class = match mention.what {
            Named::Unlisted(_) if is_armed(&mention.identity.sectors) => {
                ClassSet::of(&[Class::Group, Class::Armed])
            }
            Named::Unlisted(_) => ClassSet::of(&[Class::Group]),
            Named::Metonym(_) => class.union(ClassSet::of(&[Class::Group, Class::State, Class::Place])),
            _ => class,
        };
        Resolved {
            identity: mention.identity.clone(),
            span: mention.span,
            via: Via::Name,
            class,
            is_bare_epithet: false,
            country_rule: CountryRule::Modifier,
        }
    }

    /// `frappes russes`: the state; `les Russes`: its people.
    fn people(&self, tree: &Sentence, head: usize, mention: &ActorMention) -> Resolved {
        let word = &tree.words[head];
        let is_adjective = word.is("amod") || word.upos == Upos::Adj && !is_capital(word);
        let mut identity = mention.identity.clone();
        if let Some(reading) = described(tree, head).and_then(|noun| self.lexis.said(tree, noun))
            && let (Said::Head(i), _) = reading
            && is_adjective
        {
            // `les armées congolaise et ougandaise`: two armies in one noun.
            let noun = self.lexis.head(i);
            if !noun.sectors.is_empty() {
                identity.sectors.clone_from(&noun.sectors);
            }
            identity.kind = Some(noun.kind);
            return Resolved {
                identity,
                span: mention.span,
                via: Via::Composition,
                class: noun.classes,
                is_bare_epithet: false,
                country_rule: CountryRule::Modifier,
            };
        }
        let class = if is_adjective {
            identity.kind =
                Some(if identity.country.is_some() { ActorKind::State } else { ActorKind::People });
            ClassSet::of(&[Class::Group, Class::State])
        } else {
            identity.sectors = vec!["CVL".into()];
            ClassSet::of(&[Class::Person, Class::Group, Class::Civilian])
        };
        if identity.country.is_none() && is_adjective {
            identity.sectors.clear();
        }
        let country_rule = if identity.country.is_none() && !is_adjective {
            CountryRule::None
        } else {
            CountryRule::Modifier
        };
        Resolved {
            identity,
            span: mention.span,
            via: Via::Composition,
            class,
            is_bare_epithet: false,
            country_rule,
        }
    }

    fn compose(&self, sentence: usize, head: usize, depth: usize) -> Option<Resolved> {
        let tree = self.document.sentences.get(sentence)?;
        let word = &tree.words[head];
        let said = self.lexis.said(tree, head);
        let taken = said.as_ref().map_or(&[][..], |(_, taken)| taken.as_slice());
        let passing = self.lexis.passing(word);
        let read = phrase(tree, head, self.lexis.language);
        let (mut reading, is_known, changed_by) = self.reading(tree, head, said.as_ref(), &read);
        if !is_known && passing == Passing::default() {
            return None;
        }
        let found = self.look_around(sentence, head, &read, taken, depth);
        let own =
            own_span(tree, head, taken, changed_by.into_iter().chain(found.people_words.iter().copied()));
        if passing.arms && reading.sectors.is_empty() && found.country.is_some() {
            reading.sectors = vec![MIL.into()];
            reading.classes = reading.classes.with(Class::Armed);
            reading.kind.get_or_insert(ActorKind::Organisation);
        }
        reading.classes = reading.classes.union(self.lexis.classes(word));

        if let Some(mention) = found.named {
            if matches!(mention.what, Named::Person(_))
                && reading.kind == Some(ActorKind::People)
                && is_person(tree, head)
            {
                return Some(Resolved { span: own.cover(mention.span), ..self.named(mention) });
            }
            if let Some(passed) = pass(&reading, passing, &self.named(mention), own, found.country.as_ref()) {
                return Some(passed);
            }
        }
        // `l'alliance de combattants kurdes et arabes` is told by what it is made of, and still is the one named before.
        let joins = found.owner.as_ref().is_some_and(|o| o.identity.id.is_none())
            && tree.words[head].feature("Number") != Some("Plur");
        if joins
            && let Some(tags) = self
                .lexis
                .epithet(tree, head)
                .filter(|tags| tags.iter().any(|t| t == "alliance" || t == "coalition"))
            && let Some(of) = self.epithet(sentence, head, tags, found.country.as_ref())
        {
            return Some(self.stand_in(of, own, reading.classes));
        }
        if let Some(owner) = &found.owner
            && !(found.country.is_some()
                && owner.identity.country.is_none()
                && passing.office
                && !reading.sectors.is_empty())
            && let Some(mut passed) = pass(&reading, passing, owner, own, found.country.as_ref())
        {
            if let Some(name) = found.name.clone().filter(|_| reading.kind == Some(ActorKind::People)) {
                self.name_person(&mut passed, tree, name);
            }
            return Some(passed);
        }
        if !is_known && reading.sectors.is_empty() {
            return None;
        }
        let is_bare = found.name.is_none() && found.owner.is_none() && found.named.is_none();
        // `groupes djihadistes` are several, and `rebelles proturcs` are told by whom they lean to.
        let is_one =
            reading.kind == Some(ActorKind::People) || tree.words[head].feature("Number") != Some("Plur");
        if is_bare
            && is_one
            && found.leans_to.is_none()
            && let Some(tags) = self.lexis.epithet(tree, head)
            && let Some(of) = self.epithet(sentence, head, tags, found.country.as_ref())
        {
            return Some(self.stand_in(of, own, reading.classes));
        }
        Some(self.own(tree, head, reading, &found, own, is_bare))
    }

    fn stand_in(&self, of: &ActorMention, own: Span, classes: ClassSet) -> Resolved {
        let named = self.named(of);
        Resolved {
            span: own,
            via: Via::Coreference,
            class: named.class.union(classes),
            is_bare_epithet: true,
            ..named
        }
    }

    /// What head and modifiers alone say, whether they say anything, and the modifier that changed what the head says.
    pub fn reading(
        &self,
        tree: &Sentence,
        head: usize,
        said: Option<&(Said, Vec<usize>)>,
        read: &Phrase,
    ) -> (Reading, bool, Option<usize>) {
        let mut reading = Reading::default();
        let mut known = None;
        match said {
            Some((Said::Head(i), _)) => {
                let head = self.lexis.head(*i);
                reading = Reading {
                    sectors: head.sectors.clone(),
                    classes: head.classes,
                    country: head.country,
                    kind: Some(head.kind),
                    state: None,
                };
                known = Some(head);
            }
            Some((Said::Alias(i), _)) => {
                let alias = self.lexis.alias(*i);
                reading = Reading {
                    sectors: alias.sectors.clone(),
                    classes: ClassSet::of(&[Class::Group, Class::State]),
                    country: CountryRule::Modifier,
                    kind: Some(ActorKind::State),
                    state: Some(alias.country.clone()),
                };
            }
            None => {}
        }
        let mut is_known = said.is_some();
        let mut changed_by = None;
        // A phrase that the lexicon holds whole has said what its modifiers mean.
        if said.is_none_or(|(_, taken)| taken.is_empty()) {
            let rule = read
                .modifiers
                .iter()
                .find_map(|&m| Some((m, self.lexis.modifier(&tree.words[m], &tree.words[head], known)?)));
            if let Some((m, rule)) = rule {
                changed_by = Some(m);
                if !rule.sectors.is_empty() {
                    reading.sectors.clone_from(&rule.sectors);
                    is_known = true;
                }
                reading.classes = reading.classes.union(rule.classes);
                reading.country = rule.country;
                reading.kind.get_or_insert(ActorKind::Organisation);
            }
        }
        (reading, is_known, changed_by)
    }

    /// Names, nationalities and owners in the phrase, level by level: what stands behind a word that is no actor
    /// (`ministre des Affaires étrangères turc`) belongs to the head.
    fn look_around(
        &self,
        sentence: usize,
        head: usize,
        read: &Phrase,
        taken: &[usize],
        depth: usize,
    ) -> Found<'a> {
        let tree = &self.document.sentences[sentence];
        let mut found = Found { end: read.end, ..Found::default() };
        let mut level = read.clone();
        for step in 0..=DEPTH {
            for &m in &level.modifiers {
                let Some(mention) = self.mention_at(sentence, m).filter(|_| found.named.is_none()) else {
                    continue;
                };
                match mention.what {
                    Named::Group(_) | Named::Organisation(_) | Named::Unlisted(_) | Named::Person(_) => {
                        found.named = Some(mention);
                    }
                    _ => {
                        if let Some(entry) = self.entry(mention.what).filter(|e| e.leaning) {
                            found.leans_to.clone_from(&entry.country);
                        }
                        if found.country.is_none() {
                            found.country.clone_from(&mention.identity.country);
                        }
                        if step == 0 {
                            found.people_words.push(m);
                        }
                    }
                }
            }
            if let Some(beside) = level.beside.filter(|_| found.named.is_none() && found.name.is_none()) {
                match self.mention_at(sentence, beside) {
                    Some(mention) if mention.what.is_body() || matches!(mention.what, Named::Person(_)) => {
                        found.named = Some(mention);
                    }
                    Some(mention) if found.country.is_none() => {
                        found.country.clone_from(&mention.identity.country);
                    }
                    None if is_capital(&tree.words[beside]) => {
                        found.name = Some(beside..name_end(tree, beside));
                    }
                    _ => {}
                }
            }
            found.end = level.end.max(found.end);
            let Some(&owner) = level.owners.first() else { break };
            if owner < head {
                // An English possessor stands in front: `Iraq's army`.
                found.owner = self.resolve(sentence, owner, depth + 1);
                break;
            }
            if !taken.contains(&owner) {
                found.owner = self.resolve(sentence, owner, depth + 1);
                if found.owner.is_some() {
                    found.end = found.end.max(phrase(tree, owner, self.lexis.language).end);
                    break;
                }
            }
            level = phrase(tree, owner, self.lexis.language);
        }
        if found.named.is_none() && found.name.is_none() && found.owner.is_none() {
            self.look_behind_tie(sentence, head, depth, &mut found);
        }
        if found.named.is_none() && found.name.is_none() {
            self.look_behind_comma(sentence, head, &mut found);
        }
        found
    }

    /// `combattants affiliés à X`, `a spokesman for the army`: whose they are by another preposition than the genitive.
    fn look_behind_tie(&self, sentence: usize, head: usize, depth: usize, found: &mut Found<'a>) {
        let tree = &self.document.sentences[sentence];
        let words = &tree.words;
        let at = found.end;
        let Some(word) = words.get(at).filter(|w| w.upos == Upos::Adp) else { return };
        let is_tied = at > head + 1 && self.lexis.ties(&words[at - 1]);
        let is_office = self.lexis.passing(&words[head]).office && self.lexis.is_office_for(word);
        if !is_tied && !is_office {
            return;
        }
        if let Some(owner) = owner(tree, at, self.lexis.language) {
            found.owner = self.resolve(sentence, owner, depth + 1);
            found.end = phrase(tree, owner, self.lexis.language).end;
        }
    }

    /// `le chef du Hamas, Ismaïl Haniyeh, …`: the name between commas is the holder's.
    fn look_behind_comma(&self, sentence: usize, head: usize, found: &mut Found<'a>) {
        let words = &self.document.sentences[sentence].words;
        let at = found.end + 1;
        let is_comma = |i: usize| words.get(i).is_some_and(|w| w.form == ",");
        if !is_comma(found.end)
            || words[head].feature("Number") == Some("Plur")
            || !words.get(at).is_some_and(|w| is_capital(w) && matches!(w.upos, Upos::Propn | Upos::X))
        {
            return;
        }
        let end = name_end(&self.document.sentences[sentence], at);
        match self.mention_at(sentence, at) {
            Some(mention) if matches!(mention.what, Named::Person(_)) => found.named = Some(mention),
            None if end - at >= 2 && (is_comma(end) || words.get(end).is_none_or(|w| w.form == ".")) => {
                found.name = Some(at..end);
            }
            _ => {}
        }
    }

    /// `Le FPZ, un groupe rebelle, a …`: the group between whose name and its verb the words stand, whatever the tree makes of
    /// them.
    fn apposed_to(&self, sentence: usize, head: usize) -> Option<&'a ActorMention> {
        let tree = &self.document.sentences[sentence];
        let words = &tree.words;
        let is = |at: usize, form: &str| words.get(at).is_some_and(|w| w.form == form);
        let is_before = |i: &usize| matches!(words[*i].upos, Upos::Det | Upos::Adj | Upos::Noun);
        let start = (head.saturating_sub(REACH_OF_CONJUNCTS)..head).rev().take_while(is_before).last()?;
        let comma = start.checked_sub(1).filter(|&i| i > 0 && is(i, ","))?;
        let last = if is(comma - 1, ")") { comma.checked_sub(2)? } else { comma - 1 };
        let of = self.mention_at(sentence, last)?;
        let is_group = matches!(of.what, Named::Group(_) | Named::Unlisted(_));
        if !is_group || words[head].upos != Upos::Noun || is_definite(tree, head) {
            return None;
        }
        let Some((Said::Head(i), _)) = self.lexis.said(tree, head) else { return None };
        let is_body = self.lexis.head(i).kind == ActorKind::Organisation && is_person(tree, head);
        let end = phrase(tree, head, self.lexis.language).end;
        (is_body && is(end, ",")).then_some(of)
    }

    /// The actor that head and modifiers make by themselves.
    fn own(
        &self,
        tree: &Sentence,
        head: usize,
        reading: Reading,
        found: &Found<'_>,
        own: Span,
        is_bare: bool,
    ) -> Resolved {
        let has_country = found.country.is_some();
        let owner_country = || {
            found
                .owner
                .as_ref()
                .filter(|o| is_government(&o.identity))
                .and_then(|o| o.identity.country.clone())
        };
        let told = reading.state.clone().or_else(|| found.country.clone()).or_else(owner_country);
        let is_told = told.is_some();
        // `douze pays`, `les chefs d'état-major de douze pays`
        let is_state = reading.classes.contains(Class::State) && reading.classes.contains(Class::Place);
        let is_of_several_states = is_state && is_counted(tree, head)
            || found.owner.as_ref().is_some_and(|o| {
                o.identity.kind.is_some()
                    && o.class.contains(Class::Place)
                    && is_government(&o.identity)
                    && o.identity.country.is_none()
            });
        let country = told.or_else(|| {
            let is_own = |c: &&SmolStr| Some(*c) != found.leans_to.as_ref();
            (reading.country == CountryRule::Article && !is_of_several_states)
                .then(|| self.context.countries.iter().find(is_own).cloned())
                .flatten()
        });
        let is_empty = reading.sectors.is_empty() && !has_country;
        let mut resolved = Resolved {
            identity: Identity {
                id: None,
                name: None,
                country,
                sectors: reading.sectors,
                kind: reading.kind,
            },
            span: own,
            via: if is_empty { Via::Unresolved } else { Via::Composition },
            class: reading.classes,
            is_bare_epithet: is_bare && !has_country && reading.country != CountryRule::None,
            country_rule: if is_told || is_of_several_states {
                CountryRule::Modifier
            } else {
                reading.country
            },
        };
        let is_building = resolved.class.contains(Class::Building);
        if let Some(name) = found.name.clone() {
            if reading.kind == Some(ActorKind::People) {
                self.name_person(&mut resolved, tree, name);
            } else if is_proper(tree, &name) && !is_building {
                let name = cover(tree, &name);
                resolved.span = resolved.span.cover(name);
                resolved.identity.name = Some(name.slice(self.text).into());
            }
        }
        resolved
    }

    fn name_person(&self, resolved: &mut Resolved, tree: &Sentence, name: std::ops::Range<usize>) {
        if !is_proper(tree, &name) {
            return;
        }
        let name = cover(tree, &name);
        resolved.span = resolved.span.cover(name);
        resolved.identity.id = None;
        resolved.identity.name = Some(name.slice(self.text).into());
        resolved.identity.kind = Some(ActorKind::Person);
        resolved.class = resolved.class.with(Class::Person);
        resolved.via = Via::Name;
        resolved.is_bare_epithet = false;
    }

    /// A person whom the table does not hold: who that is, is said by an office beside the name, here or where the full name
    /// was first given.
    fn person(&self, sentence: usize, head: usize, depth: usize) -> Option<Resolved> {
        let tree = &self.document.sentences[sentence];
        let words = &tree.words;
        let end = name_end(tree, head);
        let run = name_start(tree, head);
        let (mut start, mut office) = (run, None);
        // English titles are capitalised and stand in front: `Turkish Foreign Minister Mevlut Cavusoglu`.
        for (i, word) in words.iter().enumerate().take(head).skip(run) {
            let is_title = self.lexis.said(tree, i).is_some() || self.lexis.passing(word).office;
            if is_title || self.mention_at(sentence, i).is_some() {
                office = is_title.then_some(i).or(office);
                start = i + 1;
            }
        }
        let office = office
            .or_else(|| self.office_before(sentence, start))
            .or_else(|| self.office_behind_comma(sentence, end))
            .or_else(|| self.office_in_front_of_comma(sentence, start, end));
        let name = start..end;
        if let Some(office) = office
            && let Some(mut resolved) = self.compose(sentence, office, depth + 1)
        {
            self.name_person(&mut resolved, tree, name);
            return Some(resolved);
        }
        if end - start == 1 {
            return self.earlier(sentence, head, depth);
        }
        let is_name = words[start..end].iter().any(|w| w.is("flat"));
        is_name.then(|| Resolved {
            identity: Identity {
                name: Some(cover(tree, &name).slice(self.text).into()),
                kind: Some(ActorKind::Person),
                ..Identity::default()
            },
            span: cover(tree, &name),
            via: Via::Name,
            class: ClassSet::of(&[Class::Person]),
            is_bare_epithet: false,
            country_rule: CountryRule::Modifier,
        })
    }

    fn is_office(&self, tree: &Sentence, word: usize) -> bool {
        let people = matches!(self.lexis.said(tree, word), Some((Said::Head(i), _)) if self.lexis.head(i).kind == ActorKind::People);
        people && is_nominal(&tree.words[word]) && is_person(tree, word)
    }

    fn office_before(&self, sentence: usize, name: usize) -> Option<usize> {
        let tree = &self.document.sentences[sentence];
        (name.saturating_sub(OFFICE_REACH)..name)
            .rev()
            .take_while(|&i| {
                matches!(
                    tree.words[i].upos,
                    Upos::Noun | Upos::Propn | Upos::Adj | Upos::Adp | Upos::Det | Upos::Adv
                ) && !(self.lexis.language == Language::En && tree.words[i].upos == Upos::Det)
            })
            .find(|&i| self.is_office(tree, i))
            .filter(|&i| {
                phrase(tree, i, self.lexis.language).end >= name || self.lexis.language == Language::Fr
            })
    }

    /// `X, ministre turc des Affaires étrangères`.
    fn office_behind_comma(&self, sentence: usize, end: usize) -> Option<usize> {
        let tree = &self.document.sentences[sentence];
        if tree.words.get(end).is_none_or(|w| w.form != ",") {
            return None;
        }
        let mut last = None;
        for i in end + 1..tree.words.len().min(end + 8) {
            let word = &tree.words[i];
            if self.is_office(tree, i) {
                last = Some(i);
                if self.lexis.language == Language::Fr {
                    break;
                }
            } else if !matches!(
                word.upos,
                Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Adv | Upos::Part
            ) {
                break;
            }
        }
        last
    }

    /// `le porte-parole du M23, X, …`.
    fn office_in_front_of_comma(&self, sentence: usize, start: usize, end: usize) -> Option<usize> {
        let tree = &self.document.sentences[sentence];
        let comma = start.checked_sub(1).filter(|&i| tree.words[i].form == "," && end - start >= 2)?;
        if tree.words.get(end).is_some_and(|w| w.form != "," && w.form != ".") {
            return None;
        }
        (comma.saturating_sub(OFFICE_REACH)..comma)
            .rev()
            .take_while(|&i| {
                matches!(
                    tree.words[i].upos,
                    Upos::Noun | Upos::Propn | Upos::Adj | Upos::Adp | Upos::Det | Upos::Num | Upos::X
                )
            })
            .filter(|&i| self.is_office(tree, i))
            .last()
    }

    /// A surname alone: the person of that surname whose full name an earlier sentence gives.
    fn earlier(&self, sentence: usize, head: usize, depth: usize) -> Option<Resolved> {
        let form = &self.document.sentences[sentence].words[head].form;
        for before in (0..sentence).rev().take(MEMORY_OF_SENTENCES) {
            let tree = &self.document.sentences[before];
            for (i, word) in tree.words.iter().enumerate() {
                let is_last = word.form == *form && name_end(tree, i) == i + 1 && name_start(tree, i) < i;
                if is_last && self.mention_at(before, i).is_none() {
                    let mut resolved = self.person(before, i, depth + 1)?;
                    resolved.span = self.document.sentences[sentence].words[head].span;
                    return Some(resolved);
                }
            }
        }
        None
    }

    /// The one actor of the article that an epithet can stand for.
    fn epithet(
        &self,
        sentence: usize,
        head: usize,
        tags: &[SmolStr],
        country: Option<&SmolStr>,
    ) -> Option<&'a ActorMention> {
        let tree = &self.document.sentences[sentence];
        // Sectors are broad: only `le groupe`, `les assaillants` point back, not `un groupe`.
        let is_broad = tags.iter().any(|t| t.chars().all(char::is_uppercase));
        if is_broad && !is_definite(tree, head) {
            return None;
        }
        let fits = |m: &&ActorMention| {
            let is_unlisted = matches!(m.what, Named::Unlisted(_));
            if is_unlisted {
                return tags.iter().any(|t| m.identity.sectors.contains(t));
            }
            m.what.is_body()
                && self.entry(m.what).is_some_and(|e| {
                    e.is_any(tags)
                        && !e.sectors.iter().any(|s| s == "JRN")
                        && (country.is_none() || e.country.is_none() || e.country.as_ref() == country)
                })
        };
        let at = tree.words[head].span.start;
        let end = self.mentions.partition_point(|m| m.span.start < at);
        let window = &self.mentions[end.saturating_sub(MEMORY_OF_MENTIONS)..];
        let window = &window[..window.len().min(2 * MEMORY_OF_MENTIONS)];
        let before: Vec<&ActorMention> =
            window.iter().filter(fits).take_while(|m| m.span.start < at).collect();
        if is_broad && tree.words[head].feature("Number") != Some("Plur") {
            return before.last().copied();
        }
        // Who attacked is often named only by the claim at the end.
        if before.is_empty() && (is_broad || tags.iter().any(|t| t == "jihadist")) {
            let all: Vec<&ActorMention> = window.iter().filter(fits).collect();
            return one_of(&all);
        }
        // Rebels of one article may be many groups: only where no other fights do they stand for the one that is named.
        let is_rebel = tags.iter().any(|t| t == "rebel");
        let rivals = window.iter().filter(|m| {
            self.entry(m.what)
                .is_some_and(|e| e.kind == ActorKind::Group && e.sectors.iter().any(|s| s == "REB"))
        });
        one_of(&before).filter(|one| !is_rebel || rivals.into_iter().all(|m| m.what == one.what))
    }
}

/// The noun that an adjective describes, itself or as the second of two.
fn described(tree: &Sentence, adjective: usize) -> Option<usize> {
    let mut at = adjective;
    for _ in 0..REACH_OF_CONJUNCTS {
        let word = &tree.words[at];
        let up = word.head?;
        if word.is("amod") && is_nominal(&tree.words[up]) {
            return Some(up);
        }
        if !word.is("conj") {
            return None;
        }
        at = up;
    }
    None
}

/// The actor that these mentions name, if it is one, or one far more than any other.
fn one_of<'a>(mentions: &[&'a ActorMention]) -> Option<&'a ActorMention> {
    let mut counts: Vec<(&ActorMention, usize)> = Vec::new();
    for &mention in mentions {
        match counts.iter_mut().find(|(m, _)| m.what == mention.what) {
            Some((_, count)) => *count += 1,
            None => counts.push((mention, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    match counts.as_slice() {
        [(only, _)] => Some(only),
        [(first, most), (_, next), ..] if *most >= DOMINANCE * next => Some(first),
        _ => None,
    }
}

fn is_government(identity: &Identity) -> bool {
    identity.kind == Some(ActorKind::State)
        || identity.id.is_none()
            && identity.kind == Some(ActorKind::Organisation)
            && identity.sectors.iter().any(|s| s == "GOV")
}

/// What a head takes over from its owner; `None` where it takes nothing.
fn pass(
    reading: &Reading,
    passing: Passing,
    owner: &Resolved,
    own: Span,
    country: Option<&SmolStr>,
) -> Option<Resolved> {
    let of = &owner.identity;
    let is_private = reading.country == CountryRule::None;
    let weak = reading.sectors.is_empty()
        || reading.sectors.iter().all(|s| matches!(s.as_str(), "CVL" | "REB" | "UNK" | "UAF" | "LAB"));
    let own = own.cover(owner.span);
    let made = |country: Option<SmolStr>, sectors: Vec<SmolStr>| Resolved {
        identity: Identity { id: None, name: None, country, sectors, kind: reading.kind },
        span: own,
        via: Via::Composition,
        class: reading.classes,
        is_bare_epithet: false,
        country_rule: CountryRule::Modifier,
    };
    let whole = || Resolved {
        span: own,
        class: owner.class.union(reading.classes),
        is_bare_epithet: false,
        ..owner.clone()
    };
    let country = || of.country.clone().or_else(|| country.cloned());
    if of.kind == Some(ActorKind::Person) {
        if passing.name && weak {
            return Some(whole());
        }
        let fights = of.sectors.iter().any(|s| matches!(s.as_str(), "REB" | "PRM" | "CRM"));
        let sectors =
            if fights || reading.sectors.is_empty() { of.sectors.clone() } else { reading.sectors.clone() };
        return (passing.name || passing.office || passing.arms).then(|| made(country(), sectors));
    }
    if is_government(of) {
        let sectors = match reading.sectors.as_slice() {
            [] if passing.arms => vec![MIL.into()],
            [] => of.sectors.clone(),
            [sector] if of.kind != Some(ActorKind::State) && passing.name && sector == "REB" => {
                vec![MIL.into()]
            }
            [sector] if of.kind != Some(ActorKind::State) && passing.name && sector == "CVL" => {
                of.sectors.clone()
            }
            own => own.to_vec(),
        };
        return (!sectors.is_empty()).then(|| made(country(), sectors));
    }
    if of.id.is_some() || of.name.is_some() {
        return match () {
            () if passing.name || passing.arms || passing.office => Some(whole()),
            () => None,
        };
    }
    if of.sectors.is_empty() {
        return None;
    }
    match () {
        () if passing.arms && reading.sectors.is_empty() => Some(made(country(), of.sectors.clone())),
        () if passing.name && weak => {
            let mut passed = made(country(), of.sectors.clone());
            passed.class = passed.class.union(owner.class);
            Some(passed)
        }
        () if passing.name && !is_private => Some(made(country(), reading.sectors.clone())),
        () if passing.office && of.kind == Some(ActorKind::Organisation) => {
            Some(made(country(), of.sectors.clone()))
        }
        () => None,
    }
}

/// The head with the words that the lexicon takes together with it, and the modifiers that tell who it is.
fn own_span(tree: &Sentence, head: usize, taken: &[usize], modifiers: impl Iterator<Item = usize>) -> Span {
    let words = taken.iter().copied().chain(modifiers);
    words.fold(tree.words[head].span, |span, i| span.cover(tree.words[i].span))
}

fn cover(tree: &Sentence, words: &std::ops::Range<usize>) -> Span {
    tree.words[words.clone()].iter().map(|w| w.span).reduce(Span::cover).unwrap_or_default()
}

/// Whether a run of capitalised words holds a proper noun, and is not a noun that only starts with a capital.
fn is_proper(tree: &Sentence, name: &std::ops::Range<usize>) -> bool {
    tree.words[name.clone()].iter().any(|w| matches!(w.upos, Upos::Propn | Upos::X))
}

/// Whether the head is in the singular, as who bears a name is.
fn is_person(tree: &Sentence, head: usize) -> bool {
    tree.words[head].feature("Number") != Some("Plur")
}

/// Whether the noun is one of several that are counted.
fn is_counted(tree: &Sentence, head: usize) -> bool {
    let is_plural = tree.words[head].feature("Number") == Some("Plur");
    is_plural
        && (head.saturating_sub(3)..head)
            .any(|i| tree.words[i].is("nummod") && tree.words[i].head == Some(head))
}

/// Whether the noun phrase points to what is known: a definite article, a demonstrative or a possessive.
fn is_definite(tree: &Sentence, head: usize) -> bool {
    let Some(at) = (0..head)
        .rev()
        .take(4)
        .take_while(|&i| {
            matches!(tree.words[i].upos, Upos::Adj | Upos::Num | Upos::Det | Upos::Noun | Upos::Adv)
        })
        .find(|&i| tree.words[i].upos == Upos::Det)
    else {
        return false;
    };
    let det = &tree.words[at];
    if !(det.feature("Definite") == Some("Def")
        || det.feature("PronType") == Some("Dem")
        || det.feature("Poss") == Some("Yes")
        || matches!(det.lemma.as_str(), "le" | "ce" | "the" | "this" | "that"))
    {
        return false;
    }
    // *des* is *de les* only behind what it belongs to; elsewhere it is the plural of *un*.
    let is_des = at > 0 && tree.words[at - 1].span == det.span && det.feature("Number") == Some("Plur");
    !is_des || at > 1 && is_nominal(&tree.words[at - 2])
}
