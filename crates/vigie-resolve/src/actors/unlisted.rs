//! Groups that an article names and the table does not hold: by a name of the make that groups have (`Front populaire de X`), or
//! beside a noun that says what they are (`la milice X`, `a group calling itself X`). The letters that abbreviate a name stand
//! for the same group in the whole article.

use super::{
    ActorMention, Identity, Named,
    compose::Reader,
    find::head,
    lexis::Said,
    phrase::{is_capital, is_mark, is_nominal, name_end, phrase},
};
use crate::{
    fold::fold,
    places::{Outcome, PlaceMention},
};
use smol_str::SmolStr;
use std::ops::Range;
use vigie_annotate::{Sentence, Upos, Word};
use vigie_codebook::heads::CountryRule;
use vigie_schema::ActorKind;
use vigie_text::{Language, Span};

/// A name in a sentence.
struct Coined {
    sentence: usize,
    /// With the noun that tells what it is.
    words: Range<usize>,
    name: Range<usize>,
    /// The word that the name hangs on, where it is of the make that groups have.
    on: Option<usize>,
    sectors: Vec<SmolStr>,
    country: CountryRule,
}

/// A group of the article.
struct Group {
    name: SmolStr,
    acronym: Option<SmolStr>,
    /// The word that its name hangs on, which by itself may stand for it (`le Front`).
    on: Option<SmolStr>,
    identity: Identity,
}

/// A sentence, words in it, and the number of the group that they stand for.
type Spoken = (usize, Range<usize>, usize);

/// How far behind its head a name's letters in parentheses may stand.
const REACH: usize = 16;

/// The mentions of `reader` and those of the groups that only the article tells of, in text order; no two overlap.
pub(super) fn add(reader: &Reader<'_>, places: &[PlaceMention]) -> Vec<ActorMention> {
    let finder = Finder { reader, places };
    let coined = finder.coined();
    if coined.is_empty() {
        return reader.mentions.to_vec();
    }
    let mut groups = finder.groups(&coined);
    let again = finder.again(&coined, &mut groups);
    let first = coined.iter().filter_map(|c| Some((c.sentence, c.words.clone(), finder.group(c, &groups)?)));
    let all = first.chain(again);
    let mut new: Vec<ActorMention> =
        all.map(|(sentence, words, group)| finder.mention(sentence, words, group, &groups)).collect();
    new.sort_by_key(|m| m.span.start);
    new.dedup_by(|later, first| later.span.overlaps(first.span));
    let is_free = |m: &&ActorMention| {
        let next = new.partition_point(|n| n.span.end <= m.span.start);
        new.get(next).is_none_or(|n| !n.span.overlaps(m.span))
    };
    let mut all: Vec<ActorMention> = reader.mentions.iter().filter(is_free).cloned().collect();
    all.append(&mut new);
    all.sort_by_key(|m| m.span.start);
    all
}

struct Finder<'r, 'a> {
    reader: &'r Reader<'a>,
    places: &'r [PlaceMention],
}

impl Finder<'_, '_> {
    fn coined(&self) -> Vec<Coined> {
        let mut coined = Vec::new();
        for (sentence, tree) in self.reader.document.sentences.iter().enumerate() {
            let mut at = 0;
            while at < tree.words.len() {
                let found = self.at(sentence, at);
                at = found.as_ref().map_or(at + 1, |c| c.words.end);
                coined.extend(found);
            }
        }
        coined
    }

    fn at(&self, sentence: usize, at: usize) -> Option<Coined> {
        let word = &self.tree(sentence).words[at];
        if is_capital(word) {
            return self.by_make(sentence, at).or_else(|| self.in_front_of_noun(sentence, at));
        }
        (word.upos == Upos::Noun).then(|| self.beside_noun(sentence, at)).flatten()
    }

    /// `Front populaire de libération de X`, `the X People's Army`.
    fn by_make(&self, sentence: usize, at: usize) -> Option<Coined> {
        let tree = self.tree(sentence);
        let (on, mut end) = match self.reader.lexis.language {
            Language::Fr => (at, self.french_end(sentence, at)?),
            Language::En => self.english_run(sentence, at)?,
        };
        let letters = letters(tree, at, end);
        if let Some(open) = letters {
            end = open;
        }
        let name = at..end;
        if name.len() < 2 || self.holds_another(sentence, &name) || is_shouted(&tree.words[on]) {
            return None;
        }
        let list = self.naming(sentence, on, &name, letters.is_some())?;
        // `Forces de l'ordre` with a capital at the start of a sentence says nothing.
        if at == 0 && self.reader.lexis.language == Language::Fr && letters.is_none() {
            return None;
        }
        let naming = self.reader.lexis.naming(list);
        let told = self.told_before(sentence, at).or_else(|| self.told_behind(sentence, end));
        let sectors = told.unwrap_or_else(|| naming.sectors.clone());
        Some(Coined { sentence, words: name.clone(), name, on: Some(on), sectors, country: naming.country })
    }

    /// The list by which the name is one of a group: by a cause that it tells, by its letters, or by whose it is
    /// (`Army of the Two Rivers`). Bodies of a state are none (`Forces armées de X`).
    fn naming(&self, sentence: usize, on: usize, name: &Range<usize>, has_letters: bool) -> Option<usize> {
        let lexis = self.reader.lexis;
        let tree = self.tree(sentence);
        let lists = lexis.namings(&tree.words[on]);
        let others = || name.clone().filter(|i| *i != on);
        let cause = lists.iter().find(|l| others().any(|i| lexis.causes(&tree.words[i]).contains(l)));
        if let Some(list) = cause {
            return Some(*list);
        }
        if let Some((Said::Head(i), taken)) = lexis.said(tree, on)
            && !taken.is_empty()
            && !lexis.head(i).sectors.is_empty()
        {
            return None;
        }
        let open = lists.iter().find(|l| lexis.naming(**l).causes.is_empty());
        let is_open =
            has_letters && self.country_in(sentence, name).is_none() || self.is_of_own(sentence, on, name);
        open.copied().filter(|_| is_open)
    }

    /// Whether what the name belongs to is neither a state nor a place, nor a people.
    fn is_of_own(&self, sentence: usize, on: usize, name: &Range<usize>) -> bool {
        let tree = self.tree(sentence);
        let rest = on + 1..name.end;
        let opens = tree.words.get(on + 1).is_some_and(|w| w.upos == Upos::Adp) && rest.len() >= 3;
        opens
            && tree.words.get(on + 2).is_some_and(|w| w.upos == Upos::Det)
            && rest.clone().all(|i| {
                let word = &tree.words[i];
                !is_capital(word)
                    || self.reader.mention_at(sentence, i).is_none() && !self.is_place(word.span)
            })
            && rest.filter(|i| is_capital(&tree.words[*i])).count() >= 2
    }

    /// `la milice X`, `le groupe armé « X »`, `the militant group X`, `the X militia`, `a group calling itself the X`.
    fn beside_noun(&self, sentence: usize, on: usize) -> Option<Coined> {
        let tree = self.tree(sentence);
        let words = &tree.words;
        let mut at = on + 1;
        while words.get(at).is_some_and(|w| {
            !is_capital(w)
                && (w.upos == Upos::Adj || w.feature("VerbForm") == Some("Part"))
                && self.reader.lexis.calling(tree, at).is_none()
        }) && at < on + 4
        {
            at += 1;
        }
        let called = self.reader.lexis.calling(tree, at);
        let mut from = called.unwrap_or(at);
        while words.get(from).is_some_and(|w| is_mark(w) || called.is_some() && w.upos == Upos::Det) {
            from += 1;
        }
        let (sectors, country) = self.group_of(sentence, on, called.is_some())?;
        if let Some(end) = self.end_of_members(sentence, on, &sectors) {
            return Some(Coined { sentence, words: on..end, name: on..end, on: None, sectors, country });
        }
        words
            .get(from)
            .filter(|w| is_capital(w) && (is_nominal(w) || matches!(w.upos, Upos::X | Upos::Adj)))?;
        if let Some(made) = called.and_then(|_| self.by_make(sentence, from)) {
            let sectors = if is_armed(&sectors) { sectors } else { made.sectors };
            return Some(Coined { words: on..made.words.end, sectors, ..made });
        }
        let name = from..self.loose_end(sentence, from);
        let is_free = self.is_free(sentence, name.clone());
        is_free.then_some(Coined { sentence, words: on..name.end, name, on: None, sectors, country })
    }

    /// One past `gang des Vipères`: bands go by what their members call themselves, rebellions by their people.
    fn end_of_members(&self, sentence: usize, on: usize, sectors: &[SmolStr]) -> Option<usize> {
        let tree = self.tree(sentence);
        let [of, the, name] = tree.words.get(on + 1..on + 4)? else { return None };
        let is_band = sectors.iter().all(|s| matches!(s.as_str(), "CRM" | "PRM"));
        let is_plural = of.lemma == "de" && the.upos == Upos::Det && the.feature("Number") == Some("Plur");
        let end = name_end(tree, on + 3);
        let is_name = is_capital(name) && is_name_word(name) && self.is_free(sentence, on + 3..end);
        (is_band && is_plural && is_name).then_some(end)
    }

    /// `the Red Hand militia`: one word, or an adjective, is as often whose it is.
    fn in_front_of_noun(&self, sentence: usize, at: usize) -> Option<Coined> {
        let words = &self.tree(sentence).words;
        let is_part = |i: usize| is_capital(&words[i]) && is_name_word(&words[i]);
        if self.reader.lexis.language != Language::En || at > 0 && is_part(at - 1) {
            return None;
        }
        let end = (at..words.len()).find(|&i| !is_part(i))?;
        let is_long =
            end > at && is_nominal(&words[end - 1]) && (end - at >= 2 || words[at].form.contains('-'));
        if !is_long || !self.is_free(sentence, at..end) {
            return None;
        }
        let on = (end..words.len().min(end + 3))
            .take_while(|&i| matches!(words[i].upos, Upos::Adj | Upos::Noun))
            .filter(|&i| words[i].upos == Upos::Noun)
            .last()?;
        let (sectors, country) = self.group_of(sentence, on, false)?;
        Some(Coined { sentence, words: at..on + 1, name: at..end, on: None, sectors, country })
    }

    /// Whether the words name nobody and no place that is known.
    fn is_free(&self, sentence: usize, mut words: Range<usize>) -> bool {
        let tree = self.tree(sentence);
        words.all(|i| self.reader.mention_at(sentence, i).is_none() && !self.is_place(tree.words[i].span))
    }

    /// What the noun says of a group that a name stands beside; `None` where it is none, or, unless the group is said to be called
    /// so, none that fights.
    fn group_of(&self, sentence: usize, on: usize, is_called: bool) -> Option<(Vec<SmolStr>, CountryRule)> {
        let tree = self.tree(sentence);
        let lexis = self.reader.lexis;
        let said = lexis.said(tree, on);
        let (reading, is_known, _) =
            self.reader.reading(tree, on, said.as_ref(), &phrase(tree, on, lexis.language));
        let is_group = is_known && reading.kind == Some(ActorKind::Organisation);
        let is_one = tree.words[on].feature("Number") != Some("Plur");
        let is_open = is_called && reading.sectors.is_empty();
        (is_group && is_one && (is_open || is_armed(&reading.sectors)))
            .then_some((reading.sectors, reading.country))
    }

    /// `le groupe rebelle Front populaire de X`.
    fn told_before(&self, sentence: usize, at: usize) -> Option<Vec<SmolStr>> {
        let words = &self.tree(sentence).words;
        let on = (at.saturating_sub(3)..at)
            .rev()
            .take_while(|&i| !is_capital(&words[i]) && matches!(words[i].upos, Upos::Noun | Upos::Adj))
            .find(|&i| words[i].upos == Upos::Noun)?;
        self.group_of(sentence, on, false).map(|(sectors, _)| sectors)
    }

    /// `le Front populaire de X (FPX), un groupe armé`.
    fn told_behind(&self, sentence: usize, end: usize) -> Option<Vec<SmolStr>> {
        let words = &self.tree(sentence).words;
        let is = |at: usize, form: &str| words.get(at).is_some_and(|w| w.form == form);
        let comma = if is(end, "(") && is(end + 2, ")") { end + 3 } else { end };
        if !is(comma, ",") {
            return None;
        }
        let on = (comma + 1..words.len().min(comma + 5))
            .take_while(|&i| matches!(words[i].upos, Upos::Det | Upos::Adj | Upos::Noun | Upos::Adv))
            .filter(|&i| words[i].upos == Upos::Noun)
            .find_map(|i| self.group_of(sentence, i, false));
        on.map(|(sectors, _)| sectors)
    }

    /// One past a French name: its adjectives, and what stands behind *de*, *pour* and *et* as long as names go on so.
    fn french_end(&self, sentence: usize, on: usize) -> Option<usize> {
        let tree = self.tree(sentence);
        let words = &tree.words;
        let lists = self.reader.lexis.namings(&words[on]);
        if lists.is_empty() || !is_nominal(&words[on]) {
            return None;
        }
        let is_cause = |i: usize| !self.reader.lexis.causes(&words[i]).is_empty();
        let mut end = on + 1;
        let mut is_for = false;
        while let Some(word) = words.get(end) {
            if is_capital(word) && is_name_word(word) {
                end = name_end(tree, end);
                continue;
            }
            if word.upos == Upos::Adj || word.upos == Upos::Verb && word.feature("VerbForm") == Some("Part") {
                end += 1;
                continue;
            }
            let is_link = matches!(word.lemma.as_str(), "de" | "pour" | "et");
            is_for |= word.lemma == "pour";
            let next = (end + 1..words.len()).find(|&i| words[i].upos != Upos::Det);
            let goes_on = next.is_some_and(|i| {
                let is_name = is_capital(&words[i]) && is_name_word(&words[i]) && word.lemma != "et";
                let is_aim = is_for && words[i].upos == Upos::Noun;
                is_name || is_aim || is_cause(i)
            });
            match next.filter(|_| is_link && goes_on) {
                Some(next) => end = next + 1,
                None => break,
            }
            if is_capital(&words[end - 1]) {
                end = name_end(tree, end - 1);
            }
        }
        Some(end)
    }

    /// The word that an English name hangs on, and one past the name.
    fn english_run(&self, sentence: usize, at: usize) -> Option<(usize, usize)> {
        let words = &self.tree(sentence).words;
        // `Members of the Front`: only the start of the sentence makes a name of it.
        let is_opening = at == 0
            && words.get(1).is_some_and(|w| w.upos == Upos::Adp)
            && self.reader.lexis.namings(&words[at]).is_empty();
        if words[at].upos == Upos::Det || is_opening {
            return None;
        }
        let is_part = |i: usize| {
            words.get(i).is_some_and(|w| is_capital(w) && (is_name_word(w) || w.upos == Upos::Num))
        };
        let mut end = at;
        let mut is_for = false;
        loop {
            if is_part(end) {
                end += 1;
                continue;
            }
            let Some(word) = words.get(end).filter(|_| end > at) else { break };
            is_for |= word.form == "for";
            let is_link = matches!(word.form.as_str(), "of" | "for" | "in" | "'s" | "’s" | "'" | "’" | "-")
                || word.form == "and" && is_for;
            let next = if words.get(end + 1).is_some_and(|w| w.form == "the") { end + 2 } else { end + 1 };
            if !is_link || !is_part(next) {
                break;
            }
            end = next + 1;
        }
        let is_head = |i: &usize| {
            !self.reader.lexis.namings(&words[*i]).is_empty()
                && words.get(i + 1).is_none_or(|w| *i + 1 == end || w.upos == Upos::Adp)
        };
        let on = (at..end).find(is_head).filter(|_| end - at >= 2)?;
        Some((on, end))
    }

    /// One past a name of any make: in quotation marks what they hold, else the words with a capital, and what an article
    /// behind *de* goes on with (`Lumière du Nord`).
    fn loose_end(&self, sentence: usize, from: usize) -> usize {
        let tree = self.tree(sentence);
        let words = &tree.words;
        if from > 0 && is_mark(&words[from - 1]) {
            let close =
                (from..words.len().min(from + REACH)).find(|&i| is_mark(&words[i]) && words[i].form != "-");
            if let Some(close) = close {
                return close;
            }
        }
        let mut end = name_end(tree, from);
        let is_of = |i: usize| words.get(i).is_some_and(|w| matches!(w.lemma.as_str(), "de" | "of"));
        while is_of(end)
            && words.get(end + 1).is_some_and(|w| w.upos == Upos::Det || words[end].form == "of")
            && let Some(next) = (end + 1..words.len()).find(|&i| words[i].upos != Upos::Det)
            && is_capital(&words[next])
            && self.reader.mention_at(sentence, next).is_none()
            && !self.is_place(words[next].span)
        {
            end = name_end(tree, next);
        }
        end
    }

    /// Whether the table or its own words say that a part of it is somebody else.
    fn holds_another(&self, sentence: usize, name: &Range<usize>) -> bool {
        // `the Zarwa People's Liberation Army` is another one than that of China, and `le Front populaire de Zarwa` than Tunisia's.
        let words = &self.tree(sentence).words;
        let is_new = |part: Range<usize>| {
            let mut capitals = part.filter(|i| is_capital(&words[*i])).peekable();
            capitals.peek().is_some() && capitals.all(|i| i > 0 && self.is_free(sentence, i..i + 1))
        };
        let is_part_of_new = |m: &ActorMention| {
            let rest =
                if m.words.end == name.end { name.start..m.words.start } else { m.words.end..name.end };
            m.words.len() > 1 && is_new(rest)
        };
        let is_other = |m: &ActorMention| {
            m.what.is_body() && !is_part_of_new(m) || matches!(m.what, Named::Person(_) | Named::Other)
        };
        name.clone().any(|i| self.reader.mention_at(sentence, i).is_some_and(is_other))
    }

    fn country_in(&self, sentence: usize, name: &Range<usize>) -> Option<SmolStr> {
        let mut mentions = name.clone().filter_map(|i| self.reader.mention_at(sentence, i));
        mentions.find_map(|m| m.identity.country.clone().filter(|_| !m.what.is_body()))
    }

    /// The groups of the article: a name that only shortens one is the same.
    fn groups(&self, coined: &[Coined]) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for one in coined {
            let name = self.name(one);
            let words = &self.tree(one.sentence).words;
            let acronym = acronym_at(words, one.name.end).map(SmolStr::from);
            let known =
                groups.iter_mut().find(|g| g.is_called(&name) || acronym.is_some() && g.acronym == acronym);
            let Some(group) = known else {
                let on = one.on.map(|on| words[on].form.clone());
                groups.push(Group { identity: self.identity(one, &name), name, acronym, on });
                continue;
            };
            group.acronym = group.acronym.take().or(acronym);
            if group.identity.sectors.is_empty() {
                group.identity.sectors.clone_from(&one.sectors);
            }
            if name.len() > group.name.len() {
                group.identity.name = Some(name.clone());
                group.name = name;
            }
        }
        groups
    }

    fn identity(&self, one: &Coined, name: &SmolStr) -> Identity {
        let of_article =
            || self.country_around(one.sentence).or_else(|| self.reader.context.countries.first().cloned());
        let country = self.country_in(one.sentence, &one.words);
        Identity {
            id: None,
            name: Some(name.clone()),
            country: country.or_else(|| (one.country == CountryRule::Article).then(of_article).flatten()),
            sectors: one.sectors.clone(),
            kind: Some(ActorKind::Group),
        }
    }

    /// The country of the sentence's first place: an article about two countries tells of groups of both.
    fn country_around(&self, sentence: usize) -> Option<SmolStr> {
        let here = self.places.iter().filter(|p| p.sentence == sentence);
        let mut countries = here.filter_map(|p| match &p.outcome {
            Outcome::Resolved(place) => place.country,
            Outcome::Refused(_) => None,
        });
        countries.find(|c| self.reader.context.countries.iter().any(|of| of == c)).map(SmolStr::from)
    }

    fn is_place(&self, span: Span) -> bool {
        self.places.iter().any(|p| p.span.contains(span))
    }

    fn group(&self, one: &Coined, groups: &[Group]) -> Option<usize> {
        let name = self.name(one);
        groups.iter().position(|g| g.is_called(&name))
    }

    /// Where the letters, the name or its head alone stand for a group elsewhere; what is said of the group there holds for it.
    fn again(&self, coined: &[Coined], groups: &mut [Group]) -> Vec<Spoken> {
        let mut again = Vec::new();
        for (sentence, tree) in self.reader.document.sentences.iter().enumerate() {
            for at in 0..tree.words.len() {
                if !is_capital(&tree.words[at]) {
                    continue;
                }
                let found =
                    groups.iter().enumerate().find_map(|(i, g)| Some((i, self.end_of(tree, at, g, groups)?)));
                let Some((group, end)) = found else { continue };
                if coined.iter().any(|c| c.sentence == sentence && c.words.contains(&at)) {
                    continue;
                }
                if groups[group].identity.sectors.is_empty() {
                    groups[group].identity.sectors = self.told_behind(sentence, end).unwrap_or_default();
                }
                again.push((sentence, at..end, group));
            }
        }
        again
    }

    /// One past the words from `at` on that stand for the group.
    fn end_of(&self, tree: &Sentence, at: usize, group: &Group, groups: &[Group]) -> Option<usize> {
        let word = &tree.words[at];
        if group.acronym.as_ref().is_some_and(|letters| *letters == word.form) {
            return Some(at + 1);
        }
        if self.reader.text[word.span.start as usize..].starts_with(group.name.as_str()) {
            let end = word.span.start + u32::try_from(group.name.len()).unwrap_or(u32::MAX);
            return (at..tree.words.len()).find(|&i| tree.words[i].span.end == end).map(|i| i + 1);
        }
        let is_head = group.on.as_ref().is_some_and(|on| *on == word.form)
            && groups.iter().filter(|g| g.on == group.on).count() == 1;
        let is_alone = at > 0
            && tree.words[at - 1].upos == Upos::Det
            && tree
                .words
                .get(at + 1)
                .is_some_and(|w| matches!(w.upos, Upos::Verb | Upos::Aux | Upos::Punct | Upos::Pron));
        (is_head && is_alone).then_some(at + 1)
    }

    fn mention(&self, sentence: usize, words: Range<usize>, group: usize, groups: &[Group]) -> ActorMention {
        let tree = self.tree(sentence);
        let (head, span) = (head(tree, &words), cover(tree, &words));
        let identity = groups[group].identity.clone();
        ActorMention { sentence, words, head, span, what: Named::Unlisted(group), identity }
    }

    fn name(&self, one: &Coined) -> SmolStr {
        cover(self.tree(one.sentence), &one.name).slice(self.reader.text).into()
    }

    fn tree(&self, sentence: usize) -> &Sentence {
        &self.reader.document.sentences[sentence]
    }
}

impl Group {
    fn is_called(&self, name: &str) -> bool {
        let (long, short) = if name.len() > self.name.len() {
            (name, self.name.as_str())
        } else {
            (self.name.as_str(), name)
        };
        long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    }
}

fn cover(tree: &Sentence, words: &Range<usize>) -> Span {
    tree.words[words.clone()].iter().map(|w| w.span).reduce(Span::cover).unwrap_or_default()
}

fn is_name_word(word: &Word) -> bool {
    matches!(word.upos, Upos::Propn | Upos::X | Upos::Noun | Upos::Adj)
}

fn is_armed(sectors: &[SmolStr]) -> bool {
    sectors.iter().any(|s| matches!(s.as_str(), "REB" | "PRM" | "CRM" | "UAF"))
}

/// `FRONT POPULAIRE`: capitals of a headline tell nothing.
fn is_shouted(word: &Word) -> bool {
    word.form.chars().count() > 1 && word.form.chars().all(char::is_uppercase)
}

/// Where the letters open that stand for the name behind it, if they do.
fn letters(tree: &Sentence, at: usize, end: usize) -> Option<usize> {
    let words = &tree.words;
    let open = (end..words.len().min(at + REACH))
        .take_while(|&i| {
            matches!(
                words[i].upos,
                Upos::Adj | Upos::Adp | Upos::Det | Upos::Noun | Upos::Propn | Upos::Cconj | Upos::X
            ) || words[i].form == "("
        })
        .find(|&i| words[i].form == "(")?;
    let acronym = acronym_at(words, open)?;
    (open == end || abbreviates(acronym, &words[at..open])).then_some(open)
}

/// The letters between the parentheses that open at `open`.
fn acronym_at(words: &[Word], open: usize) -> Option<&str> {
    let [first, letters, last] = words.get(open..open + 3)? else { return None };
    let is_acronym = letters.form.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '-')
        && letters.form.chars().filter(|c| c.is_uppercase()).count() >= 2;
    (first.form == "(" && last.form == ")" && is_acronym).then_some(letters.form.as_str())
}

/// Whether every letter begins a word, in the order of the words, and the first one the first: before it another name may stand
/// (`the Hamza Brigades and the Northern Lions Front (NLF)`).
fn abbreviates(letters: &str, words: &[Word]) -> bool {
    let letters = fold(letters);
    let is_first = words.first().is_some_and(|w| letters.chars().next() == fold(&w.form).chars().next());
    let mut words = words.iter();
    is_first
        && letters.chars().filter(|c| c.is_alphabetic()).all(|c| words.any(|w| fold(&w.form).starts_with(c)))
}
