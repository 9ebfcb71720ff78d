//! When: the dates of the trigger's clause, then of its sentence, then of the running episode, else the day of publication
//! as the latest it can be.

use crate::{
    arguments::phrase_of, participants::Found, predicate::Candidate, report::Draft, story::Story, tree::Tree,
};
use jiff::{ToSpan, civil::Date};
use vigie_annotate::Upos;
use vigie_codebook::PhraseSet;
use vigie_resolve::dates::{DateKind, DateMention};
use vigie_schema::{Basis, Participant, Status, Time, TimePrecision};
use vigie_text::Language;

/// A time as dates, before it is written down.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct When {
    pub start: Option<Date>,
    pub end: Option<Date>,
    pub precision: TimePrecision,
    pub basis: Basis,
    pub span: Option<vigie_text::Span>,
}

/// What the words say of the trigger's time, if anything.
pub(crate) fn said(story: &Story<'_>, candidate: &Candidate<'_>) -> Option<When> {
    let dates = || story.dates_of(candidate.sentence);
    if let Some(date) = dates().find(|d| d.is_of_following && is_followed_by(story, candidate, d)) {
        return Some(when(date));
    }
    if let Some(date) = dates().find(|d| is_a_time(d) && tells_what_was_then(story, candidate, d)) {
        return Some(named_day(date));
    }
    if let Some(when) = dates().find_map(|d| lasting(story, candidate, d)) {
        return Some(when);
    }
    let best = dates()
        .filter(|d| is_a_time(d) && may_date(story, candidate, d))
        .filter_map(|d| nearness(story, candidate, d).map(|n| (n, d)))
        .min_by_key(|(nearness, _)| *nearness);
    let within = || dates().find_map(|d| within(story, candidate, d));
    let beside = || dates().find(|d| is_a_time(d) && stands_beside(story, candidate, d)).map(when);
    best.map(|(_, date)| when(date)).or_else(beside).or_else(within)
}

/// `depuis vendredi, quand les rebelles ont attaqué`, `since Friday, when militants attacked`: the clause tells of that day.
fn tells_what_was_then(story: &Story<'_>, candidate: &Candidate<'_>, date: &DateMention) -> bool {
    let tree = &story.trees[candidate.sentence];
    let comma = date.words.end < tree.len() && tree.word(date.words.end).form == ",";
    let opener = date.words.end + usize::from(comma);
    if opener >= candidate.word || opener >= tree.len() || !reads_meanwhile(story, tree, opener) {
        return false;
    }
    let verb = tree.head(opener);
    verb == Some(candidate.word) || tree.ancestors(candidate.word).any(|w| Some(w) == verb)
}

/// `poursuivis pour la répression d'une manifestation, le 30 août à Goma`: a date that follows the noun without a verb between
/// is the noun's where the verb above has one of its own.
fn stands_beside(story: &Story<'_>, candidate: &Candidate<'_>, date: &DateMention) -> bool {
    const REACH: usize = 10;
    let tree = &story.trees[candidate.sentence];
    let between = candidate.word + 1..date.words.start;
    let is_plain =
        |w: usize| !matches!(tree.word(w).upos, Upos::Verb | Upos::Aux) && tree.word(w).form != ";";
    let is_second =
        || story.dates_of(candidate.sentence).any(|d| is_a_time(d) && d.words.start < candidate.word);
    candidate.is_noun
        && date.words.start > candidate.word
        && between.len() <= REACH
        && between.clone().all(is_plain)
        && is_second()
}

/// The day itself that a mention names, whatever it bounds.
fn named_day(date: &DateMention) -> When {
    let named = date.named.last().filter(|_| date.is_open);
    named.map_or_else(
        || when(date),
        |n| When { start: Some(n.start), end: Some(n.end), precision: n.precision, ..when(date) },
    )
}

/// `au terme de trois jours de combats`, `au troisième jour de combats`: so long up to the date of the sentence.
fn lasting(story: &Story<'_>, candidate: &Candidate<'_>, length: &DateMention) -> Option<When> {
    const LONGEST: i32 = 31;
    let tree = &story.trees[candidate.sentence];
    let days = length.length_days.filter(|&n| length.kind == DateKind::Duration && n <= LONGEST)?;
    let unit = tree.head(candidate.word)?;
    if !candidate.is_noun || !length.words.contains(&unit) || !tree.word(candidate.word).is("nmod") {
        return None;
    }
    let is_dated = |d: &&DateMention| is_a_time(d) || d.kind == DateKind::Hour && d.end.is_some();
    let date = story.dates_of(candidate.sentence).find(is_dated);
    let end = match date {
        Some(date) if date.is_open => date.named.first().map(|n| n.end),
        Some(date) => date.end,
        None => story.published,
    }?;
    let start = end.checked_sub(days.days()).ok()?;
    Some(When {
        start: Some(start),
        end: Some(end),
        precision: TimePrecision::Day,
        basis: Basis::Relative,
        span: Some(length.span),
    })
}

/// `27 personnes ont été tuées en 48 heures`: a length of time that ends with the day of publication.
fn within(story: &Story<'_>, candidate: &Candidate<'_>, date: &DateMention) -> Option<When> {
    let tree = &story.trees[candidate.sentence];
    let end = story.published?;
    let days = date.length_days.filter(|_| date.kind == DateKind::Duration && !candidate.action.is_said())?;
    let first = tree.word(date.words.start).form.to_lowercase();
    let opens = |word: &str| story.cues().aspect.within.contains(word);
    let is_within =
        opens(&first) || date.words.start > 0 && opens(&tree.word(date.words.start - 1).form.to_lowercase());
    if !is_within || nearness(story, candidate, date).is_none() {
        return None;
    }
    let start = end.checked_sub(days.days()).ok()?;
    Some(When {
        start: Some(start),
        end: Some(end),
        precision: date.precision,
        basis: Basis::Relative,
        span: Some(date.span),
    })
}

/// `au lendemain de l'assaut`, `une semaine après avoir brisé le siège`: the trigger is what the date counts from.
fn is_followed_by(story: &Story<'_>, candidate: &Candidate<'_>, date: &DateMention) -> bool {
    const REACH: usize = 10;
    let tree = &story.trees[candidate.sentence];
    let between = date.words.end..candidate.word;
    date.words.end <= candidate.word
        && between.len() <= REACH
        && !between.clone().any(|w| tree.is_finite(w) || tree.word(w).form == "," || tree.word(w).form == ";")
}

/// Whether a date of the sentence can be that of the trigger: not what lies ahead of a word given, not the end of a measure
/// (`fermé jusqu'à mercredi`), not how long a record has stood (`pour la première fois depuis 2022`).
fn may_date(story: &Story<'_>, candidate: &Candidate<'_>, date: &DateMention) -> bool {
    let is_ahead = |day: Option<Date>| day > story.published && story.published.is_some();
    let promises = ["AGREE", "REQUEST", "THREATEN", "CONCEDE", "REJECT"];
    let is_of_content = promises.iter().any(|t| candidate.action.is_type(t))
        && date.words.start > candidate.word
        && is_ahead(date.start);
    let is_measure = candidate.action.is_type("COERCE") || candidate.action.is_type("SANCTION");
    let is_end = date.start.is_none() && (is_measure || is_ahead(date.end));
    let is_record = date.is_open && stands_since(story, candidate.sentence, date);
    !(is_of_content || is_end || is_record)
}

/// Whether a record is what has stood since then (`la plus forte hausse depuis`, `for the first time since`).
fn stands_since(story: &Story<'_>, sentence: usize, date: &DateMention) -> bool {
    const REACH: usize = 6;
    let tree = &story.trees[sentence];
    let records = &story.cues().aspect.records;
    (date.words.start.saturating_sub(REACH)..date.words.start).any(|w| {
        let lower = tree.word(w).form.to_lowercase();
        records.starting_with(&lower).iter().any(|rest| tree.reads(w + 1, rest))
    })
}

fn is_a_time(date: &DateMention) -> bool {
    matches!(date.kind, DateKind::Point | DateKind::Span)
        && !date.is_dateline
        && (date.start.is_some() || date.end.is_some())
}

pub(crate) fn when(date: &DateMention) -> When {
    When {
        start: date.start,
        end: date.end,
        precision: date.precision,
        basis: date.basis,
        span: Some(date.span),
    }
}

/// How far a date is from the trigger in the tree; `None` where it belongs to another clause.
fn nearness(story: &Story<'_>, candidate: &Candidate<'_>, date: &DateMention) -> Option<usize> {
    let tree = &story.trees[candidate.sentence];
    let word = date.head.min(tree.len().saturating_sub(1));
    if date.is_of_following {
        return None;
    }
    let up: Vec<usize> = std::iter::once(candidate.word).chain(tree.ancestors(candidate.word)).collect();
    let path: Vec<usize> = std::iter::once(word)
        .chain(tree.ancestors(word))
        .skip_while(|w| date.words.contains(w) && *w != candidate.word)
        .collect();
    let (from_date, meeting) = path.iter().enumerate().find(|(_, w)| up.contains(w))?;
    let from_trigger = up.iter().position(|w| w == meeting)?;
    let mut clauses = path[..from_date].iter().filter(|w| opens_clause(tree, **w));
    let is_own = |c: &usize| {
        *meeting == candidate.word
            && (tells_of(story, tree, candidate, *c) || is_last_of_two(tree, candidate.word, *c))
            || date.precision == TimePrecision::Day && opens_sentence(tree, *c)
    };
    let opening = if path[..from_date].iter().any(|w| opens_sentence(tree, *w)) { OPENING } else { 0 };
    if clauses.next().is_some_and(|c| !is_own(c)) || clauses.next().is_some() {
        return None;
    }
    let mut cost = opening;
    for step in up[..from_trigger]
        .windows(2)
        .map(|w| (w[0], w[1]))
        .chain(up[..from_trigger].last().map(|l| (*l, *meeting)))
    {
        cost += crossing(story, tree, candidate, date, step)?;
    }
    // What hangs on the noun itself comes before what hangs on its verb.
    cost += if candidate.is_noun && *meeting != candidate.word { ABOVE } else { 0 };
    let distance = word.abs_diff(candidate.word);
    Some(cost + (from_date + from_trigger) * 4 + distance)
}

/// What a date that does not hang on the noun costs.
const ABOVE: usize = 40;

/// What the date of an opening participle costs: any other of the clause comes before it.
const OPENING: usize = 80;

/// `Réunis dimanche à Accra, les présidents ont décidé…`: a participle at the head of its sentence has the day of its verb.
fn opens_sentence(tree: &Tree<'_>, clause: usize) -> bool {
    const HEAD: usize = 2;
    let w = tree.word(clause);
    let is_participle = w.upos == Upos::Verb && w.feature("VerbForm").is_none_or(|form| form == "Part");
    clause <= HEAD && is_participle && (w.is("acl") || w.is("advcl")) && !tree.is_finite(clause)
}

/// `l'attentat commis lundi`, `les combats qui opposent depuis jeudi A à B`: the clause tells how the noun came about.
fn tells_of(story: &Story<'_>, tree: &Tree<'_>, candidate: &Candidate<'_>, clause: usize) -> bool {
    let cues = story.cues();
    let is = |set: &PhraseSet| phrase_of(tree, clause, set);
    let light = &cues.light_verbs;
    candidate.is_noun
        && tree.word(clause).is("acl")
        && tree.head(clause).is_some_and(|noun| is_head(tree, candidate.word, noun))
        && !is(&light.claims)
        && (is(&light.active) || !(is(&cues.attribution.say) || is(&cues.attribution.deny)))
        && (!tree.is_finite(clause) || is(&light.active) || is(&light.occur) || is(&light.opposes))
}

/// `a été enlevé puis tué mercredi`: two verbs side by side have one date.
fn is_last_of_two(tree: &Tree<'_>, first: usize, last: usize) -> bool {
    const SIDE_BY_SIDE: usize = 3;
    const APART: usize = 8;
    let tense = |w: usize| (tree.word(w).feature("Tense"), tree.word(w).feature("VerbForm"));
    let apart = last.saturating_sub(first);
    let shares = !tree.has(last, "nsubj") && tense(first) == tense(last);
    let near = last > first && (apart <= SIDE_BY_SIDE || apart <= APART && shares);
    tree.word(last).is("conj") && tree.head(last) == Some(first) && near
}

/// Whether the noun is the trigger or a bare part of its name (`l'attentat suicide commis`, `à la camionnette piégée`).
fn is_head(tree: &Tree<'_>, trigger: usize, noun: usize) -> bool {
    let parts = ["nmod", "amod", "appos", "flat", "compound"];
    noun == trigger || (tree.head(noun) == Some(trigger) && parts.iter().any(|p| tree.word(noun).is(p)))
}

fn opens_clause(tree: &Tree<'_>, word: usize) -> bool {
    let w = tree.word(word);
    let is_verb = matches!(w.upos, Upos::Verb | Upos::Aux) || tree.has(word, "cop");
    is_verb && ["acl", "advcl", "ccomp", "xcomp", "parataxis", "conj", "csubj"].iter().any(|r| w.is(r))
}

/// What it costs a date of the clause above to count for the one below; `None` where it does not. The date of a reporting
/// verb is that of the report, not of what is reported; an infinitive under an aspect verb, a coordinated verb without a subject
/// of its own and a gerund share the date of their governor.
fn crossing(
    story: &Story<'_>,
    tree: &Tree<'_>,
    candidate: &Candidate<'_>,
    date: &DateMention,
    (below, above): (usize, usize),
) -> Option<usize> {
    let says = |w: usize| {
        let say = &story.cues().attribution;
        tree.word(w).upos == Upos::Verb
            && w != candidate.word
            && (phrase_of(tree, w, &say.say) || phrase_of(tree, w, &say.deny))
    };
    let w = tree.word(below);
    let is_content = ["ccomp", "obj", "xcomp", "nmod", "obl"].iter().any(|r| w.is(r));
    if is_content && says(above) && candidate.arguments.carrier != Some(above) {
        // A measure is taken when it is announced.
        let measures = ["COERCE", "SANCTION", "AGREE", "CONCEDE"];
        let is_act = candidate.is_noun || w.feature("VerbForm") == Some("Inf") && !tree.has(below, "aux");
        let is_measure = is_act && measures.iter().any(|t| candidate.action.is_type(t));
        let is_denied = phrase_of(tree, above, &story.cues().attribution.deny);
        let follows = is_denied && above < candidate.word && candidate.word < date.words.start;
        return (is_measure || follows).then_some(10);
    }
    if !opens_clause(tree, below) {
        return Some(0);
    }
    let is_own = below == candidate.word;
    if w.is("conj") {
        let shares = !tree.has(below, "nsubj") && is_own || candidate.arguments.carrier == Some(below);
        return shares.then_some(20);
    }
    if w.is("xcomp") {
        return Some(10);
    }
    if w.is("advcl") {
        let is_gerund = w.feature("VerbForm") == Some("Part") && w.feature("Tense") != Some("Past");
        let is_bare = is_gerund || ["Ger", "Inf"].contains(&w.feature("VerbForm").unwrap_or_default());
        return (is_bare || is_meanwhile(story, tree, below)).then_some(20);
    }
    if w.deprel == "acl:relcl" {
        // *qui réclamaient* is of the time of the clause above, *qui réclame* is not.
        let is_then = w.feature("Tense") == Some("Imp");
        return (is_then || !(is_own && candidate.action.is_said())).then_some(60);
    }
    // `l'armée, appuyée par l'aviation, a repris mardi la ville`
    let is_aside = (above..below).any(|w| tree.word(w).form == ",");
    (w.is("acl") && is_own && is_aside && candidate.action.is_type("AID")).then_some(60)
}

/// `lorsque`, `tandis que`, `when`: at the time of the clause above.
fn is_meanwhile(story: &Story<'_>, tree: &Tree<'_>, clause: usize) -> bool {
    tree.kids(clause).filter(|k| *k < clause).any(|k| reads_meanwhile(story, tree, k))
}

fn reads_meanwhile(story: &Story<'_>, tree: &Tree<'_>, word: usize) -> bool {
    let lower = tree.word(word).form.to_lowercase().replace('’', "'");
    story.cues().aspect.meanwhile.starting_with(&lower).iter().any(|rest| tree.reads(word + 1, rest))
}

/// The date that the story is in, which carries over from one event of an episode to the next.
#[derive(Default)]
pub(crate) struct Episode {
    when: Option<When>,
    actors: Vec<Participant>,
    paragraph: usize,
    sentence: usize,
    /// The last sentence that the date was carried over to.
    held: Option<usize>,
}

impl Episode {
    /// The time of a draft: what its words say, else that of the episode it belongs to, else what its status leaves open.
    pub fn time(&mut self, story: &Story<'_>, draft: &Draft<'_>, paragraph: usize) -> When {
        let status = draft.factuality.status;
        let is_ahead = matches!(status, Status::Planned | Status::Conditional);
        self.follow(story, draft.candidate.sentence, paragraph);
        let said = draft.said.clone().filter(|w| !(is_ahead && w.is_past(story.published)));
        if let Some(when) = said {
            if when.is_short(story.published) && !draft.action.is_verbal() {
                self.when = Some(when.clone());
                self.actors = draft.roles.actors.iter().map(|f| f.participant.clone()).collect();
                (self.paragraph, self.sentence) = (paragraph, draft.candidate.sentence);
            }
            return when;
        }
        match &self.when {
            Some(when) if self.holds(story, draft, paragraph) => {
                self.held = Some(draft.candidate.sentence);
                When { span: None, ..when.clone() }
            }
            _ => unsaid(story.published, status),
        }
    }

    /// Takes the date that the sentence before opens with, if it stands in the same paragraph and tells of nothing coded
    /// (*Lundi, des milliers d'Afghans se sont rués sur le tarmac*).
    fn follow(&mut self, story: &Story<'_>, sentence: usize, paragraph: usize) {
        let Some(before) = sentence.checked_sub(1).filter(|&b| b > self.sentence || self.when.is_none())
        else {
            return;
        };
        if story.trees[sentence].sentence.opens_paragraph {
            return;
        }
        let leading = story.dates_of(before).find(|d| is_a_time(d) && d.words.start <= 1 && !d.is_open);
        if let Some(when) = leading.map(when).filter(|w| w.is_short(story.published)) {
            (self.when, self.paragraph, self.sentence) = (Some(when), paragraph, before);
            self.actors.clear();
        }
    }

    /// Whether the draft is of the same episode: told next to it and not of others, or a little later and of the same ones.
    fn holds(&self, story: &Story<'_>, draft: &Draft<'_>, paragraph: usize) -> bool {
        let status = draft.factuality.status;
        let is_told = matches!(status, Status::Actual | Status::Possible | Status::Denied)
            && !stands_apart(story, &draft.candidate)
            && !draft.action.is_said()
            && !draft.attribution.first().is_some_and(|s| s.quoted);
        let sentence = draft.candidate.sentence;
        let is_next = self.paragraph == paragraph && self.sentence + 1 >= sentence;
        let is_near = self.paragraph + 1 >= paragraph && self.sentence + 2 >= sentence;
        let actors = &draft.roles.actors;
        let are_same = actors.iter().any(|f| self.knows(story, f));
        let are_others = !self.actors.is_empty() && actors.iter().any(is_known) && !are_same;
        let goes_on = || goes_on(story, sentence, draft.candidate.word);
        let is_held = self.held == Some(sentence) && !are_others;
        is_told
            && (is_held
                || is_next && (!are_others || self.sentence == sentence || goes_on())
                || is_near && are_same)
    }

    /// Whether an actor is one of the episode: the same, or pointed at as known (`les assaillants`).
    fn knows(&self, story: &Story<'_>, found: &Found) -> bool {
        let is_same = |a: &Participant, b: &Participant| {
            a.name == b.name && a.country == b.country && (a.name.is_some() || a.sectors == b.sectors)
        };
        let is_open = !is_known(found) || self.actors.is_empty();
        let is_common = story.word(found.sentence, found.word).upos == Upos::Noun;
        let is_pointed_at = is_open && is_common && story.trees[found.sentence].is_definite(found.word);
        is_pointed_at || is_known(found) && self.actors.iter().any(|a| is_same(a, &found.participant))
    }
}

/// What is told beside the running episode: an act that others hold against somebody (`accusé de l'avoir armé`), and in
/// English a perfect (`the army has moved in troops`), which dates nothing.
fn stands_apart(story: &Story<'_>, candidate: &Candidate<'_>) -> bool {
    let tree = &story.trees[candidate.sentence];
    let auxiliary = |holds: &dyn Fn(&vigie_annotate::Word) -> bool| {
        tree.kids(candidate.word).any(|k| tree.word(k).is("aux") && holds(tree.word(k)))
    };
    match story.language {
        Language::Fr => auxiliary(&|w| w.lemma == "avoir" && w.feature("VerbForm") == Some("Inf")),
        Language::En => auxiliary(&|w| w.lemma == "have" && w.feature("Tense") == Some("Pres")),
    }
}

/// `quelques heures plus tard`, `aussitôt`: next in the same story.
fn goes_on(story: &Story<'_>, sentence: usize, word: usize) -> bool {
    let tree = &story.trees[sentence];
    let set = &story.cues().aspect.next;
    (0..word).any(|w| {
        let lower = tree.word(w).form.to_lowercase();
        set.starting_with(&lower).iter().any(|rest| tree.reads(w + 1, rest))
    })
}

fn is_known(found: &Found) -> bool {
    found.participant.name.is_some() || found.participant.country.is_some()
}

/// The time of an event of which the words say nothing: bounded by the day of publication.
pub(crate) fn unsaid(published: Option<Date>, status: Status) -> When {
    let Some(day) = published else {
        return When {
            start: None,
            end: None,
            precision: TimePrecision::Unknown,
            basis: Basis::Unknown,
            span: None,
        };
    };
    let (start, end) = match status {
        Status::Planned | Status::Conditional => (Some(day), None),
        Status::Generic => (None, None),
        _ => (None, Some(day)),
    };
    When { start, end, precision: TimePrecision::Unknown, basis: Basis::Publication, span: None }
}

impl When {
    fn is_past(&self, published: Option<Date>) -> bool {
        self.end.is_some() && published.is_some() && self.end <= published
    }

    /// A day or two, or days that the text gives one by one (*du 11 au 23 mai*): what is longer is a period, and not the
    /// moment that a story has reached.
    fn is_short(&self, published: Option<Date>) -> bool {
        let days =
            self.start.zip(self.end).and_then(|(start, end)| start.until(end).ok()).map(|s| s.get_days());
        let is_told_of =
            self.basis == Basis::Explicit && self.precision == TimePrecision::Day && self.end < published;
        let longest = if is_told_of { 31 } else { 2 };
        days.is_some_and(|days| days <= longest)
    }

    pub fn written(&self) -> Time {
        Time {
            start: self.start.map(|d| d.to_string()),
            end: self.end.map(|d| d.to_string()),
            precision: self.precision,
            basis: self.basis,
            span: self.span,
        }
    }
}
