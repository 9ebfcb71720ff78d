//! Who says so: reporting verbs before, around and after what they report, `selon`, quotations that run over sentences,
//! chains of sources. Each saying has a scope in the text; a trigger inside it is attributed to it.

use crate::{
    arguments::{grammatical_subject, is_passive},
    coreference::History,
    participants::is_thing,
    story::Story,
    tree::{Tree, straight},
};
use vigie_annotate::Upos;
use vigie_codebook::PhraseSet;
use vigie_resolve::actors::Identity;
use vigie_schema::{ActorKind, Attribution, SpeakerKind};
use vigie_text::Span;

/// How a reporting verb stands to what it reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stance {
    Says,
    Doubts,
    Denies,
}

/// One source saying something.
#[derive(Clone, Debug)]
pub(crate) struct Saying {
    pub sentence: usize,
    pub source: Attribution,
    /// The word that heads the source's noun phrase.
    pub speaker: usize,
    pub stance: Stance,
    /// The sentence that its words tell: its own, or one of its quotation.
    told: usize,
    /// What it says.
    scope: Vec<Span>,
    /// Its own words: verb and subject, or the phrase with its preposition.
    own: Span,
}

/// All sayings of an article.
#[derive(Debug, Default)]
pub(crate) struct Sayings {
    all: Vec<Saying>,
    /// Quotations, opening mark to closing mark.
    quotes: Vec<Span>,
}

pub(crate) fn sayings(story: &Story<'_>) -> Sayings {
    let mut sayings = Sayings { all: Vec::new(), quotes: quotes(story.text) };
    for sentence in 0..story.trees.len() {
        reporting_verbs(story, sentence, &mut sayings);
        prepositional(story, sentence, &mut sayings.all);
    }
    run_on_quotes(story, &mut sayings);
    let Sayings { all, quotes } = &mut sayings;
    for saying in all.iter_mut() {
        let is_quoted = |scope: &Span| quotes_in(quotes, *scope).iter().any(|q| !saying.own.contains(*q));
        saying.source.quoted = saying.scope.iter().any(is_quoted);
    }
    all.sort_by_key(|s| s.told);
    sayings
}

impl Sayings {
    /// Who says what the span tells, innermost first.
    pub fn of(&self, sentence: usize, span: Span) -> Vec<&Saying> {
        let found: Vec<&Saying> = self
            .told_in(sentence)
            .iter()
            .filter(|s| s.scope.iter().any(|scope| scope.contains(span)) && !s.own.overlaps(span))
            .collect();
        let depth =
            |s: &Saying| found.iter().filter(|o| s.scope.iter().any(|scope| scope.contains(o.own))).count();
        let depths: Vec<(usize, u32)> = found.iter().map(|s| (depth(s), s.own.start)).collect();
        let mut order: Vec<usize> = (0..found.len()).collect();
        order.sort_by_key(|i| depths[*i]);
        let mut chain: Vec<&Saying> = Vec::with_capacity(found.len());
        for saying in order.into_iter().map(|i| found[i]) {
            if !chain.iter().any(|s| s.source.name == saying.source.name) {
                chain.push(saying);
            }
        }
        chain
    }

    /// What is said of a sentence.
    fn told_in(&self, sentence: usize) -> &[Saying] {
        let first = self.all.partition_point(|s| s.told < sentence);
        let end = self.all.partition_point(|s| s.told <= sentence);
        &self.all[first..end]
    }

    /// Every stretch that is said: the words between marks, and what is told without them, by whether it stands in marks.
    pub fn told(&self, text: &str) -> Vec<(Span, bool)> {
        let direct = self.quotes.iter().filter_map(|q| Some((trimmed(text, *q, &QUOTATION_MARKS)?, true)));
        let indirect = self.all.iter().flat_map(|saying| {
            saying.scope.iter().filter_map(|scope| {
                let quoted: usize = quotes_in(&self.quotes, *scope).iter().map(|q| q.len()).sum();
                // Of `« … », a dit le ministre, rapporte l'agence` what the minister says is told by itself.
                let is_chain = self.told_in(saying.told).iter().any(|s| scope.contains(s.own));
                let told =
                    trimmed(text, *scope, &BREAKS).filter(|_| quoted * 2 < scope.len() && !is_chain)?;
                Some((told, false))
            })
        });
        let mut told: Vec<(Span, bool)> = direct.chain(indirect).collect();
        told.sort_by_key(|(span, _)| (span.start, span.end));
        told.dedup_by_key(|(span, _)| *span);
        told
    }

    /// Whether the words stand in quotation marks.
    pub fn is_quoted(&self, span: Span) -> bool {
        quotes_in(&self.quotes, span).iter().any(|q| mostly_inside(span, *q))
    }

    pub fn is_speaker(&self, sentence: usize, word: usize) -> bool {
        self.told_in(sentence).iter().any(|s| s.sentence == sentence && s.speaker == word)
    }

    /// Who `nous`/`we` is at a word: whom the speaker speaks for.
    pub fn we(&self, story: &Story<'_>, history: &History, sentence: usize, word: usize) -> Option<Identity> {
        let span = story.word(sentence, word).span;
        let saying = self.of(sentence, span).into_iter().next()?;
        speaks_for(story, history, saying)
    }
}

/// Quotations by their marks; within a paragraph a straight mark opens and closes in turn. An unclosed one ends with its
/// paragraph.
fn quotes(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (i, c) in text.char_indices() {
        match (open, c) {
            (Some((start, _)), '\n') => {
                found.push(Span::new(start, i));
                open = None;
            }
            (None, '«' | '“' | '"' | '„') => open = Some((i, c)),
            (Some((start, '«')), '»')
            | (Some((start, '"')), '"')
            | (Some((start, '“' | '„')), '”' | '“' | '"') => {
                found.push(Span::new(start, i + c.len_utf8()));
                open = None;
            }
            _ => {}
        }
    }
    if let Some((start, _)) = open {
        found.push(Span::new(start, text.len()));
    }
    found
}

const QUOTATION_MARKS: [char; 6] = ['«', '»', '“', '”', '"', '„'];
/// What may stand between what is told and who tells it.
const BREAKS: [char; 5] = [',', ':', ';', '.', '('];

/// The words of a stretch, without the spaces and marks around them; nothing where it has no word.
fn trimmed(text: &str, span: Span, marks: &[char]) -> Option<Span> {
    let words = span.slice(text);
    let start = words.find(char::is_alphanumeric)?;
    let end = words.trim_end_matches(|c: char| c.is_whitespace() || marks.contains(&c)).len();
    let at = span.start as usize;
    (start < end).then(|| Span::new(at + start, at + end))
}

/// The quotations that overlap a span.
fn quotes_in(quotes: &[Span], span: Span) -> &[Span] {
    let first = quotes.partition_point(|q| q.end <= span.start);
    let end = quotes.partition_point(|q| q.start < span.end);
    &quotes[first.min(end)..end]
}

fn stance(tree: &Tree<'_>, word: usize, story: &Story<'_>) -> Option<Stance> {
    let cues = &story.cues().attribution;
    // `a fait savoir`: the causative auxiliary stands first in the expression and hangs on the other verb.
    let causative = tree.kids(word).find(|k| tree.word(*k).deprel == "aux:caus");
    let is = |set: &PhraseSet| {
        crate::arguments::phrase_of(tree, word, set)
            || causative.is_some_and(|c| {
                set.starting_with(tree.lemma(c))
                    .iter()
                    .any(|rest| rest.len() == 1 && rest[0] == tree.lemma(word))
            })
    };
    if is(&cues.deny) {
        Some(Stance::Denies)
    } else if is(&cues.doubt) {
        Some(Stance::Doubts)
    } else if is(&cues.say) {
        Some(Stance::Says)
    } else {
        None
    }
}

fn reporting_verbs(story: &Story<'_>, sentence: usize, sayings: &mut Sayings) {
    let tree = &story.trees[sentence];
    for verb in tree.words() {
        if tree.word(verb).upos != Upos::Verb {
            continue;
        }
        let Some(stance) = stance(tree, verb, story) else { continue };
        let Some((subject, is_inverted)) = speaker_of(story, sentence, verb) else { continue };
        if !can_speak(story, sentence, subject) {
            continue;
        }
        // `a lancé une opération` reports nothing; `lance-t-il` does.
        if !is_inverted
            && !tree.has(verb, "ccomp")
            && crate::arguments::phrase_of(tree, verb, &story.cues().light_verbs.active)
        {
            continue;
        }
        let own = tree.span_below_shallow(verb, subject);
        let scope =
            if is_inverted { around(tree, own, verb, subject) } else { said_by(tree, verb, subject, own) };
        let scope = without_asides(tree, subject, own, scope);
        if scope.is_empty() {
            continue;
        }
        let mut source = match pronoun_source(story, sentence, subject, &sayings.all) {
            Some(source) => source,
            None => source(story, sentence, subject),
        };
        source.cue = Some(verb_span(tree, verb));
        hearer(story, sentence, (verb, subject), &scope, own, sayings);
        sayings.all.push(Saying { sentence, told: sentence, source, speaker: subject, stance, scope, own });
    }
}

/// Who speaks, and whether the verb follows what is said (`« … », a affirmé la porte-parole`).
fn speaker_of(story: &Story<'_>, sentence: usize, verb: usize) -> Option<(usize, bool)> {
    let tree = &story.trees[sentence];
    let grammar = &story.cues().grammar;
    let has_content = tree.has(verb, "ccomp");
    let first = first_of_chain(tree, verb);
    let follows_break = first > 0
        && tree.word(first - 1).upos == Upos::Punct
        && !matches!(tree.word(first - 1).form.as_str(), "-" | "—" | "(" | "«" | "“" | ":");
    // A relation that the annotator may have misjudged: after its content, a reporting verb comes before its subject.
    let has_subject = tree.kids_by(verb, "nsubj").any(|k| k < verb && tree.word(k).upos != Upos::Pron);
    let after = tree.kids(verb).filter(|_| !has_subject).find(|k| {
        *k > verb
            && *k <= verb + 5
            && ["nsubj", "obj", "dep", "appos"].iter().any(|r| tree.word(*k).is(r))
            && tree.case(*k).is_none()
    });
    if follows_break && !has_content && is_finite_say(tree, verb) {
        if let Some(subject) = after {
            return Some((subject, true));
        }
        let clitic = tree.kids_by(verb, "nsubj").find(|k| tree.word(*k).upos == Upos::Pron);
        if let Some(subject) = clitic {
            let is_parenthetical = subject > first || tree.word(verb).is("parataxis");
            return Some((subject, is_parenthetical));
        }
        if tree.word(verb).is("parataxis") {
            return tree.kid_by(verb, "nsubj").map(|s| (s, true));
        }
    }
    let says = stance(tree, verb, story) == Some(Stance::Says) && !has_content;
    if let Some(subject) = closes_sentence(story, sentence, verb).filter(|_| says) {
        return Some((subject, true));
    }
    if is_passive(tree, verb, grammar) {
        return tree
            .kids_by(verb, "obl")
            .find(|k| tree.case(*k).is_some_and(|c| grammar.agent.contains(c)))
            .map(|k| (k, false));
    }
    let subject = grammatical_subject(tree, verb, grammar)?;
    let subject = crate::predicate::see_through(story, sentence, subject);
    Some((subject, tree.word(verb).is("parataxis") && !has_content))
}

/// `Five people were killed, police said on Monday.`: who speaks stands between a comma and the verb that ends the sentence.
fn closes_sentence(story: &Story<'_>, sentence: usize, verb: usize) -> Option<usize> {
    const PHRASE: usize = 6;
    let tree = &story.trees[sentence];
    let subject = tree.kids_by(verb, "nsubj").take_while(|s| *s < verb).last()?;
    let mark = (subject.saturating_sub(PHRASE)..subject).rev().find(|w| tree.word(*w).upos == Upos::Punct)?;
    let ends = tree.sentence.words.get(verb + 1).is_none_or(|next| {
        matches!(next.upos, Upos::Punct | Upos::Adp)
            || next.is("iobj")
            || next.is("compound")
            || story.is_date(sentence, verb + 1)
    });
    let is_main = tree.word(verb).is("root") || tree.word(verb).is("parataxis");
    let is_finite = is_finite_say(tree, verb) || story.cues().grammar.past_is_participle;
    let has_verb_before = (0..mark).any(|w| tree.word(w).upos == Upos::Verb);
    let is_phrase = (mark + 1..subject)
        .all(|w| matches!(tree.word(w).upos, Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Adp));
    let is_it = tree.word(mark).form == "," && is_main && is_finite && is_phrase && ends && has_verb_before;
    is_it.then_some(subject)
}

/// `a-t-il ajouté`: the source that spoke last, if it did so in this sentence or the two before.
fn pronoun_source(
    story: &Story<'_>,
    sentence: usize,
    subject: usize,
    before: &[Saying],
) -> Option<Attribution> {
    if story.word(sentence, subject).upos != Upos::Pron {
        return None;
    }
    let last = before.iter().rev().take_while(|s| s.sentence + 2 >= sentence).find(|s| {
        story.word(s.sentence, s.speaker).upos != Upos::Pron
            && matches!(s.source.kind, SpeakerKind::Person | SpeakerKind::Unnamed | SpeakerKind::Organisation)
    })?;
    Some(Attribution { span: Some(story.word(sentence, subject).span), ..last.source.clone() })
}

/// The speaker after an inverted verb of saying (`« … », a averti le ministre`), whatever the annotator makes of the phrase.
pub(crate) fn speaker_after(story: &Story<'_>, sentence: usize, verb: usize) -> Option<usize> {
    let tree = &story.trees[sentence];
    stance(tree, verb, story)?;
    let (speaker, is_inverted) = speaker_of(story, sentence, verb)?;
    let is_after = is_inverted && speaker > verb && can_speak(story, sentence, speaker);
    is_after.then_some(speaker)
}

fn is_finite_say(tree: &Tree<'_>, verb: usize) -> bool {
    tree.is_finite(verb) || tree.kids_by(verb, "aux").next().is_some()
}

fn first_of_chain(tree: &Tree<'_>, verb: usize) -> usize {
    tree.kids(verb)
        .filter(|k| {
            *k < verb && (tree.word(*k).is("aux") || tree.word(*k).is("expl") || tree.word(*k).is("advmod"))
        })
        .min()
        .unwrap_or(verb)
}

/// Those who can speak: people, organisations, states, documents, anyone with a name, any pronoun.
fn can_speak(story: &Story<'_>, sentence: usize, word: usize) -> bool {
    let tree = &story.trees[sentence];
    let w = tree.word(word);
    let cues = &story.cues().attribution;
    if matches!(w.upos, Upos::Propn | Upos::Num | Upos::X) || story.name_at(sentence, word).is_some() {
        return true;
    }
    if w.upos == Upos::Pron {
        // `a-t-on appris`, `lequel`: nobody is named.
        let grammar = &story.cues().grammar;
        let is_someone = w.feature("Person").is_some() || w.feature("PronType") == Some("Prs");
        // `soupirait-elle`, which the annotator may take for an expletive
        return (!w.is("expl") || w.form.starts_with('-'))
            && is_someone
            && !grammar.impersonal.contains(w.lemma.as_str())
            && !grammar.pronouns_we.contains(w.lemma.as_str());
    }
    if w.upos != Upos::Noun {
        return false;
    }
    cues.unnamed_heads.contains(&w.lemma)
        || cues.document_heads.contains(&w.lemma)
        || cues.outlet_heads.contains(&w.lemma)
        || tree.kids_by(word, "flat").any(|k| tree.word(k).upos == Upos::Propn)
        || (!is_thing(story, sentence, word) && story.resolve(sentence, word).is_some())
}

impl Tree<'_> {
    /// Bytes of a reporting verb with its auxiliaries and its subject's noun phrase.
    fn span_below_shallow(&self, verb: usize, subject: usize) -> Span {
        let chain = verb_span(self, verb);
        if !self.is_below(subject, verb) {
            return chain;
        }
        chain.cover(self.noun_phrase(subject))
    }

    /// Bytes of a noun phrase without its relative and participle clauses.
    pub(crate) fn noun_phrase(&self, head: usize) -> Span {
        let mut span = self.word(head).span;
        for kid in self.kids(head) {
            let w = self.word(kid);
            let is_inside = ["det", "amod", "nmod", "flat", "compound", "appos", "nummod", "fixed", "case"]
                .iter()
                .any(|r| w.is(r));
            if is_inside {
                span = span.cover(self.noun_phrase(kid));
            }
        }
        span
    }
}

fn verb_span(tree: &Tree<'_>, verb: usize) -> Span {
    tree.kids(verb)
        .filter(|k| tree.word(*k).is("aux"))
        .fold(tree.word(verb).span, |s, k| s.cover(tree.word(k).span))
}

/// What a clause says: all that hangs on the verb but its subject and what is coordinated with it.
fn said_by(tree: &Tree<'_>, verb: usize, subject: usize, own: Span) -> Vec<Span> {
    let mut scope: Vec<Span> = tree
        .kids(verb)
        .filter(|k| {
            let w = tree.word(*k);
            *k != subject
                && (["ccomp", "obj", "parataxis", "csubj"].iter().any(|r| w.is(r))
                    // `affirme avoir repris`, not `continue de reprendre`.
                    || (w.is("xcomp") && (tree.has(*k, "aux") || tree.is_finite(*k)))
                    || (w.is("advcl") && tree.has(*k, "nsubj")))
        })
        .map(|k| tree.span_below(k))
        .filter(|s| !s.contains(own))
        .collect();
    // A passive or nominal use: what is announced is the subject.
    if scope.is_empty()
        && let Some(theme) = tree.kids_by(verb, "nsubj").find(|k| *k != subject)
    {
        scope.push(tree.span_below(theme));
    }
    scope
}

/// What stands around a parenthesis: the rest of the sentence.
fn around(tree: &Tree<'_>, own: Span, verb: usize, subject: usize) -> Vec<Span> {
    let whole = tree.sentence.span;
    let own = own.cover(if tree.is_below(subject, verb) { tree.noun_phrase(subject) } else { own });
    [Span::new(whole.start as usize, own.start as usize), Span::new(own.end as usize, whole.end as usize)]
        .into_iter()
        .filter(|s| !s.is_empty())
        .collect()
}

/// `a dit X à Reuters`: the outlet that was told is a second source.
fn hearer(
    story: &Story<'_>,
    sentence: usize,
    (verb, subject): (usize, usize),
    scope: &[Span],
    own: Span,
    sayings: &mut Sayings,
) {
    let tree = &story.trees[sentence];
    for kid in tree.kids(verb) {
        let w = tree.word(kid);
        let is_told = (w.is("obl") || w.is("nmod") || w.is("iobj") || w.is("obj")) && w.upos != Upos::Pron;
        let is_content = (w.is("obj") || w.is("nmod")) && scope.iter().any(|s| s.contains(w.span));
        if kid == subject || !is_told || is_content {
            continue;
        }
        // `a indiqué à l'agence un médecin`
        let common = || {
            let is_outlet = story.cues().attribution.outlet_heads.contains(&w.lemma);
            let is_told = tree.case(kid).is_some_and(|c| story.cues().grammar.addressee.contains(c));
            (is_outlet && is_told && tree.is_definite(kid))
                .then(|| (core_phrase(tree, kid), SpeakerKind::Outlet))
        };
        if let Some((outlet, kind)) = outlet_in(story, tree, kid).or_else(common) {
            let source = Attribution {
                name: outlet.slice(story.text).to_owned(),
                role: None,
                kind,
                cue: None,
                quoted: false,
                span: Some(outlet),
            };
            let scope = scope.iter().copied().chain([own]).collect();
            sayings.all.push(Saying {
                sentence,
                told: sentence,
                source,
                speaker: kid,
                stance: Stance::Says,
                scope,
                own: outlet,
            });
        }
    }
}

/// The known outlet that a noun phrase names (`le site de LCI`).
fn outlet_in(story: &Story<'_>, tree: &Tree<'_>, head: usize) -> Option<(Span, SpeakerKind)> {
    let phrase = tree.noun_phrase(head);
    let text = phrase.slice(story.text);
    let is_part = |c: char| c.is_alphanumeric() || c == '-';
    let mut before = None;
    let starts: Vec<usize> = text
        .char_indices()
        .filter_map(|(at, c)| (!before.replace(c).is_some_and(is_part)).then_some(at))
        .collect();
    // Most names begin as no word of the phrase does.
    let mut begins = [false; 256];
    for at in &starts {
        begins[usize::from(text.as_bytes()[*at])] = true;
    }
    let outlets = &story.cues().attribution.outlets;
    let names = outlets.iter().flat_map(|o| o.names.iter().map(move |n| (n.as_str(), &o.kind)));
    names
        .filter(|(name, _)| name.bytes().next().is_some_and(|first| begins[usize::from(first)]))
        .filter_map(|(name, kind)| {
            let is_here =
                |at: &&usize| text[**at..].strip_prefix(name).is_some_and(|rest| !rest.starts_with(is_part));
            starts.iter().find(is_here).map(|at| (*at, name.len(), kind))
        })
        .max_by_key(|(_, length, _)| *length)
        .map(|(at, length, kind)| {
            let start = phrase.start as usize + at;
            let kind = if kind == "agency" { SpeakerKind::Agency } else { SpeakerKind::Outlet };
            (Span::new(start, start + length), kind)
        })
        .or_else(|| unknown_outlet(story, tree, head))
}

/// An outlet that is not listed, by a word of its name (`Radio Semuliki`, `Levant Wire`).
fn unknown_outlet(story: &Story<'_>, tree: &Tree<'_>, head: usize) -> Option<(Span, SpeakerKind)> {
    if tree.word(head).upos != Upos::Propn {
        return None;
    }
    let is_part = |k: &usize| tree.word(*k).is("flat") || tree.word(*k).is("compound");
    let parts: Vec<usize> = std::iter::once(head).chain(tree.kids(head).filter(is_part)).collect();
    let words = &story.cues().attribution.outlet_words;
    let is_outlet = parts.len() > 1 && parts.iter().any(|w| words.contains(&tree.word(*w).form));
    let name = parts.iter().fold(tree.word(head).span, |span, w| span.cover(tree.word(*w).span));
    is_outlet.then_some((name, SpeakerKind::Outlet))
}

/// `selon X`, `according to X`: over the whole sentence.
fn prepositional(story: &Story<'_>, sentence: usize, all: &mut Vec<Saying>) {
    let tree = &story.trees[sentence];
    let set = &story.cues().attribution.prepositional;
    for w in tree.words() {
        let lower = straight(tree.word(w));
        let Some(rest) = set.starting_with(&lower).iter().find(|rest| follows(tree, w, rest)) else {
            continue;
        };
        let names_nobody = |rest: &Vec<smol_str::SmolStr>| follows(tree, w, rest);
        if story.cues().attribution.not_source.starting_with(&lower).iter().any(names_nobody) {
            continue;
        }
        let after = w + 1 + rest.len();
        let Some(head) = source_head(tree, w, after) else { continue };
        if !can_be_source(story, sentence, head) {
            continue;
        }
        let own = tree.word(w).span.cover(tree.noun_phrase(head));
        let whole = tree.sentence.span;
        let mut source = source(story, sentence, head);
        source.cue = Some(tree.word(w).span.cover(tree.word(after - 1).span));
        let scope = vec![
            Span::new(whole.start as usize, own.start as usize),
            Span::new(own.end as usize, whole.end as usize),
        ];
        let scope = without_asides(tree, head, own, scope);
        all.push(Saying {
            sentence,
            told: sentence,
            source,
            speaker: head,
            stance: Stance::Says,
            scope,
            own,
        });
    }
}

/// `selon le ministère, qui a condamné l'attaque`: what is told of the source is not told by it.
fn without_asides(tree: &Tree<'_>, speaker: usize, own: Span, scope: Vec<Span>) -> Vec<Span> {
    let around =
        [speaker].into_iter().chain(tree.kids_by(speaker, "flat")).chain(tree.kids_by(speaker, "appos"));
    around
        .flat_map(|w| tree.kids(w))
        .filter(|k| tree.word(*k).deprel == "acl:relcl")
        .map(|clause| tree.span_below(clause))
        // `X, qui a revendiqué l'attaque`, is what the source says.
        .filter(|aside| !aside.contains(own))
        .fold(scope, |scope, aside| scope.into_iter().flat_map(|s| cut(s, aside)).collect())
}

/// What is left of a span on either side of a hole in it.
fn cut(span: Span, hole: Span) -> impl Iterator<Item = Span> {
    let (before, after) = if span.overlaps(hole) {
        let before = Span::new(span.start as usize, hole.start.max(span.start) as usize);
        (before, Span::new(hole.end.min(span.end) as usize, span.end as usize))
    } else {
        (span, Span::new(span.end as usize, span.end as usize))
    };
    [before, after].into_iter().filter(|s| !s.is_empty())
}

fn follows(tree: &Tree<'_>, word: usize, rest: &[smol_str::SmolStr]) -> bool {
    rest.iter().enumerate().all(|(i, r)| {
        let at = word + 1 + i;
        at < tree.len() && (tree.word(at).form.to_lowercase() == r.as_str() || tree.lemma(at) == r)
    })
}

/// The noun that a source preposition introduces: its head in the tree, else the next noun.
fn source_head(tree: &Tree<'_>, preposition: usize, after: usize) -> Option<usize> {
    let by_tree = tree.head(preposition).filter(|h| *h > preposition && tree.word(preposition).is("case"));
    let is_nominal =
        |w: &usize| matches!(tree.word(*w).upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::X);
    by_tree.filter(is_nominal).or_else(|| (after..tree.len().min(after + 6)).find(is_nominal))
}

fn can_be_source(story: &Story<'_>, sentence: usize, head: usize) -> bool {
    let w = story.word(sentence, head);
    w.lemma.contains('.') || can_speak(story, sentence, head)
}

/// The source that a noun phrase names.
fn source(story: &Story<'_>, sentence: usize, head: usize) -> Attribution {
    let tree = &story.trees[sentence];
    let make = |name: Span, role: Option<Span>, kind| Attribution {
        name: bare_name(name.slice(story.text)).to_owned(),
        role: role.map(|r| r.slice(story.text).to_owned()),
        kind,
        cue: None,
        quoted: false,
        span: Some(name),
    };
    if let Some((outlet, kind)) = outlet_in(story, tree, head) {
        return make(outlet, None, kind);
    }
    // `selon un bilan de l'ONU`: the body speaks, its document is the means.
    let is_document = story.cues().attribution.document_heads.contains(&tree.word(head).lemma);
    let grammar = &story.cues().grammar;
    let is_by = |k: &usize, set: &rustc_hash::FxHashSet<smol_str::SmolStr>| {
        tree.case(*k).is_some_and(|c| set.contains(c)) && can_speak(story, sentence, *k)
    };
    let author = tree.kids_by(head, "nmod").find(|k| is_by(k, &grammar.genitive)).or_else(|| {
        // `selon un bilan établi par la police`
        tree.kids_by(head, "acl").flat_map(|k| tree.kids_by(k, "obl")).find(|k| is_by(k, &grammar.agent))
    });
    if let Some(author) = author.filter(|_| is_document) {
        return source(story, sentence, author);
    }
    if let Some(name) = person_name(story, sentence, head) {
        let role = (name != core_phrase(tree, head)).then(|| core_phrase(tree, head));
        return make(name, role, SpeakerKind::Person);
    }
    make(core_phrase(tree, head), None, kind_of(story, sentence, head))
}

/// A name without quotation marks and without the acronym that may follow it (`Observatoire … (OSDH)`).
fn bare_name(words: &str) -> &str {
    let words = words.trim_matches([' ', '"', ',', '«', '»', '\u{a0}']);
    // An inverted pronoun hangs on its verb: `dit-il`.
    let words = words.trim_start_matches("-t-").trim_start_matches('-');
    match words.find(" (") {
        Some(at) if at > 0 => words[..at].trim_end(),
        _ => words,
    }
}

fn kind_of(story: &Story<'_>, sentence: usize, head: usize) -> SpeakerKind {
    let cues = &story.cues().attribution;
    let lemma = &story.word(sentence, head).lemma;
    if cues.outlet_heads.contains(lemma) {
        return SpeakerKind::Outlet;
    }
    if cues.document_heads.contains(lemma) {
        return SpeakerKind::Document;
    }
    let kind = story.resolve(sentence, head).and_then(|r| r.identity.kind);
    match kind {
        Some(ActorKind::State | ActorKind::Group | ActorKind::Organisation) => SpeakerKind::Organisation,
        Some(ActorKind::Person) => SpeakerKind::Person,
        _ if cues.unnamed_heads.contains(lemma) => SpeakerKind::Unnamed,
        _ if story.word(sentence, head).upos == Upos::Propn => SpeakerKind::Organisation,
        _ => SpeakerKind::Unnamed,
    }
}

/// The name of a person in a noun phrase: its head, or a name set beside an office (`le général X`, `la porte-parole, X`).
fn person_name(story: &Story<'_>, sentence: usize, head: usize) -> Option<Span> {
    let tree = &story.trees[sentence];
    let is_person_here = |w: usize| {
        tree.word(w).upos == Upos::Propn
            && story.place_at(sentence, w).is_none()
            && story.name_at(sentence, w).is_none_or(|n| n.identity.kind == Some(ActorKind::Person))
    };
    if is_person_here(head) && !is_acronym(&tree.word(head).form) {
        return Some(flat_name(tree, head));
    }
    if tree.word(head).upos == Upos::Propn {
        return None;
    }
    let beside = |top: usize| {
        tree.kids(top).find(|k| {
            let w = tree.word(*k);
            (w.is("appos") || w.is("flat") || (w.is("nmod") && tree.case(*k).is_none())) && is_person_here(*k)
        })
    };
    let name = beside(head).or_else(|| {
        // `leur commandant, le général X`
        tree.kids_by(head, "appos").find_map(beside)
    });
    if let Some(name) = name {
        return Some(flat_name(tree, name));
    }
    // A name after the phrase that the tree hangs elsewhere: `la porte-parole de l'offensive, Jihan Cheikh Ahmad,`
    let end = tree.noun_phrase(head).end;
    let comma = tree.words().find(|w| tree.word(*w).span.start >= end)?;
    let is_title = story.cues().grammar.speaker_heads.contains(tree.lemma(head));
    if !is_title || tree.word(comma).form != "," {
        return None;
    }
    // Titles may stand between: `, le colonel américain X`.
    let name = (comma + 1..tree.len().min(comma + 5))
        .find(|w| !matches!(tree.word(*w).upos, Upos::Det | Upos::Noun | Upos::Adj))?;
    is_person_here(name).then(|| flat_name(tree, name))
}

fn is_acronym(form: &str) -> bool {
    form.chars().count() >= 2 && form.chars().all(|c| c.is_uppercase() || c == '.')
}

/// The words of a name: its flat parts and the names that follow at once.
fn flat_name(tree: &Tree<'_>, head: usize) -> Span {
    let mut span = tree.word(head).span;
    for kid in tree.kids(head) {
        if tree.word(kid).is("flat") || (tree.word(kid).upos == Upos::Propn && kid == head + 1) {
            span = span.cover(tree.word(kid).span);
        }
    }
    span
}

/// A noun phrase without determiner, apposition and clauses.
fn core_phrase(tree: &Tree<'_>, head: usize) -> Span {
    let mut span = tree.word(head).span;
    for kid in tree.kids(head) {
        let w = tree.word(kid);
        let is_core = w.is("amod") || w.is("flat") || w.is("compound") || w.is("fixed");
        if is_core {
            span = span.cover(core_phrase(tree, kid));
        } else if w.is("nmod") && kid > head {
            span = span.cover(tree.noun_phrase(kid));
        }
    }
    span
}

/// Whom a speaker speaks for.
fn speaks_for(story: &Story<'_>, history: &History, saying: &Saying) -> Option<Identity> {
    let tree = &story.trees[saying.sentence];
    let grammar = &story.cues().grammar;
    let resolve = |w: usize| story.resolve(saying.sentence, w);
    let heads: Vec<usize> = std::iter::once(saying.speaker)
        .chain(tree.kids_by(saying.speaker, "appos"))
        .chain(tree.head(saying.speaker).filter(|_| tree.word(saying.speaker).is("appos")))
        .collect();
    for head in heads {
        if !grammar.speaker_heads.contains(tree.lemma(head)) {
            continue;
        }
        let whom =
            tree.kids_by(head, "nmod").find(|k| tree.case(*k).is_some_and(|c| grammar.genitive.contains(c)));
        let Some(whom) = whom else { continue };
        let is_known = |i: &Identity| i.name.is_some() || i.country.is_some() || !i.sectors.is_empty();
        if let Some(found) = resolve(whom).filter(|f| is_known(&f.identity)) {
            if !found.is_bare_epithet || found.identity.name.is_some() {
                return Some(found.identity);
            }
            if let Some(mention) = history.epithet(story, saying.sentence, whom, &found.identity) {
                return Some(mention.identity.clone());
            }
        }
        let start = tree.sentence.span.start;
        return history.protagonist(saying.sentence, start).map(|m| m.identity.clone());
    }
    let found = resolve(saying.speaker)?;
    let is_nameless_person = found.identity.country.is_none() && found.identity.id.is_none();
    if is_nameless_person {
        return history.protagonist(saying.sentence, tree.sentence.span.start).map(|m| m.identity.clone());
    }
    Some(found.identity)
}

/// A sentence inside a quotation that names no speaker has the one of its quotation, or of the sentence beside it.
fn run_on_quotes(story: &Story<'_>, sayings: &mut Sayings) {
    // So far the sayings are in the order of their sentences.
    let mut last: Option<Saying> = None;
    let mut added: Vec<Saying> = Vec::new();
    for (sentence, tree) in story.trees.iter().enumerate() {
        let span = tree.sentence.span;
        let own = sayings.told_in(sentence);
        let quote = quotes_in(&sayings.quotes, span).iter().copied().find(|q| mostly_inside(span, *q));
        let inner = quote.map(|q| Span::new(span.start.max(q.start) as usize, span.end.min(q.end) as usize));
        let is_told = inner.is_none_or(|i| own.iter().any(|s| s.scope.iter().any(|x| x.overlaps(i))));
        if let (Some(quote), Some(inner), false) = (quote, inner, is_told) {
            let near = sentence.saturating_sub(QUOTE_REACH)..(sentence + QUOTE_REACH).min(story.trees.len());
            let same_quote =
                near.flat_map(|s| sayings.told_in(s)).find(|s| s.scope.iter().any(|x| x.overlaps(quote)));
            let previous = last
                .as_ref()
                .filter(|s| s.told + 2 >= sentence && !starts_paragraph_between(story, s.told, sentence));
            let follows = story.trees.get(sentence + 1).is_some_and(|t| !t.sentence.opens_paragraph);
            let next = sayings.told_in(sentence + 1).first().filter(|_| follows);
            if let Some(saying) = same_quote.or(previous).or(next) {
                let saying = Saying { told: sentence, scope: vec![inner], ..saying.clone() };
                last = Some(saying.clone());
                added.push(saying);
                continue;
            }
        }
        last = own.last().cloned().or(last);
    }
    sayings.all.extend(added);
}

/// How many sentences a quotation is followed over.
const QUOTE_REACH: usize = 8;

fn mostly_inside(sentence: Span, quote: Span) -> bool {
    let start = sentence.start.max(quote.start);
    let end = sentence.end.min(quote.end);
    end > start && (end - start) * 10 >= (sentence.end - sentence.start) * 9
}

fn starts_paragraph_between(story: &Story<'_>, from: usize, to: usize) -> bool {
    (from + 1..=to).any(|s| story.trees[s].sentence.opens_paragraph)
}
