//! Which words name an action, and in which sense.

use crate::{
    arguments::{self, Arguments},
    explanation::{Explanation, Outcome, Refusal},
    factuality::Trigger,
    heat::{self, Heat},
    participants,
    story::Story,
    tree::Tree,
    weapons,
};
use smol_str::SmolStr;
use vigie_annotate::{Upos, Word};
use vigie_codebook::{Action, Argument, Class, Entry, Grammar, Sense};
use vigie_resolve::actors::Named;
use vigie_text::Span;

/// A word that names an action, with the sense chosen and its arguments.
#[derive(Clone, Debug)]
pub(crate) struct Candidate<'a> {
    pub sentence: usize,
    /// The trigger's head.
    pub word: usize,
    /// All words of the trigger, in text order.
    pub words: Vec<usize>,
    pub sense: &'a Sense,
    pub action: &'a Action,
    pub entry: &'a Entry,
    pub arguments: Arguments,
    pub is_noun: bool,
    /// Whether the expression holds its own object (`tenir la ville`): the verb alone is then the trigger.
    pub names_its_object: bool,
}

/// Up to so many words may stand inside an expression that is given whole (`reste pour partie aux mains`).
const GAP: usize = 3;

impl Candidate<'_> {
    pub fn span(&self, story: &Story<'_>) -> Span {
        let tree = &story.trees[self.sentence];
        let (first, last) = (self.words[0], self.words[self.words.len() - 1]);
        let breaks = |w: usize| tree.word(w).upos == Upos::Punct || story.is_date(self.sentence, w);
        let is_one_piece = last - first <= self.words.len() + GAP
            && !self.names_its_object
            && !(first..last).any(|w| !self.words.contains(&w) && breaks(w));
        if self.is_noun || !is_one_piece {
            return tree.word(self.word).span;
        }
        self.words.iter().fold(tree.word(self.word).span, |s, w| s.cover(tree.word(*w).span))
    }

    /// What its status is read from.
    pub fn trigger(&self) -> Trigger<'_> {
        Trigger {
            sentence: self.sentence,
            word: self.word,
            is_noun: self.is_noun,
            arguments: &self.arguments,
            action: Some(self.action),
        }
    }

    pub fn explain(&self, story: &Story<'_>, outcome: Outcome) -> Explanation {
        Explanation {
            sentence: self.sentence,
            trigger: self.span(story),
            entry: self.entry.text.clone(),
            origin: self.sense.origin.clone(),
            action: self.sense.action.clone(),
            outcome,
        }
    }
}

/// All triggers of the article, in text order, and the words that were refused.
pub(crate) fn candidates<'a>(story: &Story<'a>, heat: &Heat) -> (Vec<Candidate<'a>>, Vec<Explanation>) {
    let (mut found, mut refused) = (Vec::new(), Vec::new());
    for sentence in 0..story.trees.len() {
        if story.is_skipped(sentence) {
            continue;
        }
        let mut here = Vec::new();
        let weapons = weapons::named(story, sentence);
        for word in story.trees[sentence].words() {
            // `Forces de soutien rapide`: a word of a name names nobody's act.
            if is_inside_name(story, sentence, word) {
                continue;
            }
            // `voiture piégée` names a weapon, not the deed of rigging one.
            if weapons.iter().any(|n| n.first < n.last && (n.first..=n.last).contains(&word)) {
                continue;
            }
            match candidate(story, heat, sentence, word) {
                Some(Ok(c)) => here.push(c),
                Some(Err(why)) => refused.push(why),
                None => {}
            }
        }
        drop_inside_longer(&mut here);
        found.append(&mut here);
    }
    (found, refused)
}

fn is_inside_name(story: &Story<'_>, sentence: usize, word: usize) -> bool {
    story.name_at(sentence, word).is_some_and(|n| {
        (n.words.len() > 1 || story.word(sentence, word).upos == Upos::Propn)
            && (n.what.is_body() || n.what == Named::Other)
    })
}

/// A word inside a longer expression is no trigger of its own.
fn drop_inside_longer(here: &mut Vec<Candidate<'_>>) {
    let longer: Vec<(usize, Vec<usize>)> =
        here.iter().filter(|c| c.words.len() > 1).map(|c| (c.word, c.words.clone())).collect();
    here.retain(|c| {
        let holds = |head: usize, words: &[usize]| {
            head != c.word
                && words.contains(&c.word)
                && !(c.words.len() > words.len() && c.words.contains(&head))
        };
        !longer.iter().any(|(head, words)| holds(*head, words))
    });
}

fn candidate<'a>(
    story: &Story<'a>,
    heat: &Heat,
    sentence: usize,
    word: usize,
) -> Option<Result<Candidate<'a>, Explanation>> {
    let tree = &story.trees[sentence];
    let (entries, is_noun) = entries(story, tree, word)?;
    // `se laisser abattre` is found at its first verb.
    let is_in_fixed = |head: usize, is_noun| {
        story.cues().fixed.get(&tree.word(head).lemma).is_some_and(|fixed| {
            fixed.iter().any(|entry| {
                expression(tree, head, entry, is_noun, &story.cues().grammar)
                    .is_some_and(|words| words.contains(&word))
            })
        })
    };
    // `champ de bataille`, `ville morte` at their first noun.
    let governor = tree
        .head(word)
        .filter(|_| ["xcomp", "nmod", "amod", "compound"].iter().any(|r| tree.word(word).is(r)));
    if is_in_fixed(word, is_noun) || governor.is_some_and(|h| is_in_fixed(h, tree.word(h).upos == Upos::Noun))
    {
        return None;
    }
    let arguments = if is_noun {
        let mut of_noun = arguments::of_noun(story, sentence, word);
        // `les enseignants sont en grève`
        if let Some(subject) = tree.kid_by(word, "nsubj").filter(|_| tree.has(word, "cop")) {
            of_noun.args.push(arguments::Arg { function: Argument::Subject, word: subject });
        }
        of_noun
    } else {
        arguments::of_verb(story, sentence, word)
    };
    let mut refusal = None;
    for (entry, words) in readings(story, tree, word, entries, is_noun) {
        let sense = story.book().lexicon.sense(entry.sense);
        // The lexicon's actions are checked when it loads: none is missing.
        let Some(action) = story.codebook.action(&sense.action) else { continue };
        let mut arguments = arguments.clone();
        let others = || words.iter().copied().filter(|w| *w != word && !is_noun);
        // `reconnaître le régime` holds its object, `proclamer l'état d'urgence` does not, nor does a bare noun (`faire route`).
        let is_object = |w: usize| {
            let is_body =
                is_of(story, sentence, w, Class::Group) && !others().any(|o| tree.head(o) == Some(w));
            is_concrete(story, sentence, w) || (is_body && tree.word(w).upos == Upos::Noun)
        };
        let is_bare = |w: usize| tree.kids(w).next().is_none();
        // `des roquettes ont été tirées`: nor is the subject of a passive a part of it.
        let names_its_object = others().any(|w| tree.word(w).is("nsubj") || (is_object(w) && !is_bare(w)));
        for other in others().filter(|w| !is_object(*w)) {
            adopt_complements(tree, word, other, &mut arguments);
        }
        let candidate =
            Candidate { sentence, word, words, sense, action, entry, arguments, is_noun, names_its_object };
        match judge(story, heat, &candidate) {
            Ok(()) => return Some(Ok(candidate)),
            Err(why) => {
                refusal.get_or_insert_with(|| candidate.explain(story, Outcome::Refused(why)));
            }
        }
    }
    refusal.map(Err)
}

/// The lexicon's entries for a word, and whether it is read as a noun. Participles that the annotator takes for adjectives
/// or nouns are read as verbs.
fn entries<'a>(story: &Story<'a>, tree: &Tree<'_>, word: usize) -> Option<(&'a [Entry], bool)> {
    let lexicon = &story.book().lexicon;
    let w = tree.word(word);
    let some = |entries: &'a [Entry], is_noun| (!entries.is_empty()).then_some((entries, is_noun));
    match w.upos {
        Upos::Verb => some(lexicon.verbs(&w.lemma), false),
        // An annotator may leave a plural it has not seen as it is (`raids`).
        Upos::Noun | Upos::Propn => some(lexicon.nouns(&w.lemma), true)
            .or_else(|| some(lexicon.nouns(&w.form.to_lowercase()), true))
            .or_else(|| some(lexicon.nouns(w.lemma.strip_suffix('s')?), true)),

        Upos::Adj => verb_of_participle(story, w).and_then(|lemma| some(lexicon.verbs(&lemma), false)),
        _ => None,
    }
}

/// The verb whose past participle this adjective is, if the lexicon has it.
fn verb_of_participle(story: &Story<'_>, word: &Word) -> Option<SmolStr> {
    let grammar = &story.cues().grammar;
    let lemma = word.lemma.as_str();
    if let Some(verb) = grammar.participles.get(lemma) {
        return Some(verb.clone());
    }
    let is_known = |verb: &String| !story.book().lexicon.verbs(verb).is_empty();
    grammar
        .participle_endings
        .iter()
        .filter_map(|(ending, verb)| lemma.strip_suffix(ending.as_str()).map(|stem| format!("{stem}{verb}")))
        .find(is_known)
        .map(SmolStr::from)
}

/// The entries whose words are all there, with those words. Those of a causative (`faire sauter`, where the annotator takes
/// *faire* for an auxiliary) come before those of its verb alone.
fn readings<'a>(
    story: &Story<'a>,
    tree: &Tree<'_>,
    word: usize,
    entries: &'a [Entry],
    is_noun: bool,
) -> impl Iterator<Item = (&'a Entry, Vec<usize>)> {
    let grammar = &story.cues().grammar;
    let causative = tree.kids(word).find(|k| !is_noun && tree.word(*k).deprel == "aux:caus");
    let of_causative = causative.map_or(&[][..], |c| story.book().lexicon.verbs(tree.lemma(c)));
    let caused = of_causative.iter().filter_map(move |entry| {
        let rest = entry.others.strip_prefix(std::slice::from_ref(&tree.word(word).lemma))?;
        let mut words = expression_of(tree, word, entry.is_pronominal, rest, is_noun, grammar)?;
        words.extend(causative);
        words.sort_unstable();
        Some((entry, words))
    });
    let plain = entries.iter().filter_map(move |entry| {
        let words = expression(tree, word, entry, is_noun, grammar)?;
        Some((entry, words))
    });
    // Collected, for a closure that borrows the tree cannot outlive it.
    caused.chain(plain).collect::<Vec<_>>().into_iter()
}

/// The words of the entry's expression in the tree, if all are there.
fn expression(
    tree: &Tree<'_>,
    head: usize,
    entry: &Entry,
    is_noun: bool,
    grammar: &Grammar,
) -> Option<Vec<usize>> {
    expression_of(tree, head, entry.is_pronominal, &entry.others, is_noun, grammar)
}

fn expression_of(
    tree: &Tree<'_>,
    head: usize,
    is_pronominal: bool,
    others: &[SmolStr],
    is_noun: bool,
    grammar: &Grammar,
) -> Option<Vec<usize>> {
    if !others.iter().all(|other| tree.may_have(other)) {
        return None;
    }
    if is_pronominal && !arguments::is_pronominal(tree, head, grammar) {
        return None;
    }
    let mut words = vec![head];
    for other in others {
        let is_it = |w: &usize| tree.lemma(*w) == other || tree.word(*w).form.eq_ignore_ascii_case(other);
        let is_free = |w: &usize| !words.contains(w);
        let found = if is_noun {
            // `un feu nourri de critiques`: the complement may hang on the adjective or participle.
            let own = tree.kids(head).filter(|k| !tree.word(*k).is("acl") && !tree.word(*k).is("conj"));
            let epithets = tree.kids(head).filter(|k| tree.word(*k).is("amod") || tree.word(*k).is("acl"));
            own.chain(epithets.flat_map(|k| tree.kids(k))).filter(is_free).find(is_it)
        } else {
            tree.kids(head)
                .filter(|k| !tree.word(*k).is("nsubj") || arguments_are_passive(tree, head))
                // `Au cours d'une réunion, il a appelé à …`
                .filter(|k| *k > head || !tree.word(*k).is("obl") || tree.word(*k).upos == Upos::Pron)
                // `ont quitté leur foyer, d'après l'Organisation …`: a name beside the verb is no part of it.
                .filter(|k| !(tree.word(*k).is("obl") && tree.word(*k).form.starts_with(char::is_uppercase)))
                .filter(|k| {
                    !tree.word(*k).is("conj") && !tree.word(*k).is("parataxis") && !tree.word(*k).is("advcl")
                })
                .flat_map(|k| {
                    std::iter::once(k).chain(tree.kids(k).filter(move |g| !tree.word(*g).is("acl")))
                })
                .filter(is_free)
                .find(is_it)
        };
        let found =
            found.or_else(|| Some(head + 1).filter(|w| *w < tree.len()).filter(is_free).filter(is_it));
        words.push(found?);
    }
    words.sort_unstable();
    Some(words)
}

fn arguments_are_passive(tree: &Tree<'_>, verb: usize) -> bool {
    tree.kids(verb).any(|k| matches!(tree.word(k).deprel.as_str(), "nsubj:pass" | "aux:pass"))
}

/// Places, roads, buildings, people and things that can be held: arguments, even where an expression names them.
fn is_concrete(story: &Story<'_>, sentence: usize, word: usize) -> bool {
    const CONCRETE: [Class; 8] = [
        Class::Person,
        Class::Place,
        Class::Route,
        Class::Building,
        Class::Armed,
        Class::Civilian,
        Class::Vehicle,
        Class::Goods,
    ];
    story.word(sentence, word).upos == Upos::Noun && CONCRETE.iter().any(|c| is_of(story, sentence, word, *c))
}

/// The complements of the fixed noun of an expression are those of the expression (`prendre le contrôle de la ville`); the
/// noun itself is no argument.
fn adopt_complements(tree: &Tree<'_>, head: usize, other: usize, arguments: &mut Arguments) {
    arguments.args.retain(|a| a.word != other);
    if other == head {
        return;
    }
    // What an infinitive takes is that of the expression only if the expression has no object of its own: `promet d'aider
    // les réfugiés`, but `exhorte les députés à retirer leur confiance au gouvernement`.
    let is_clause = tree.word(other).upos == Upos::Verb;
    if is_clause && arguments.object().is_some() {
        return;
    }
    for kid in tree.kids(other) {
        let word = tree.word(kid);
        if is_clause && word.is("obj") && word.upos != Upos::Verb {
            arguments.args.push(arguments::Arg { function: Argument::Object, word: kid });
        }
        if word.is("nmod") || word.is("obl") {
            if let Some(case) = tree.case(kid) {
                let arg = arguments::Arg { function: Argument::Preposition(case.into()), word: kid };
                arguments.args.push(arg);
            }
        } else if word.is("acl") && word.feature("VerbForm") == Some("Inf") {
            arguments.args.push(arguments::Arg { function: Argument::Clause, word: kid });
        }
    }
}

/// Whether the sense holds here.
fn judge(story: &Story<'_>, heat: &Heat, candidate: &Candidate<'_>) -> Result<(), Refusal> {
    let sense = candidate.sense;
    let sentence = candidate.sentence;
    if is_bare_epithet_participle(story, candidate) {
        return Err(Refusal::Frame("agent".into()));
    }
    for (function, classes) in &sense.conditions {
        let mut fillers = fillers(candidate, function).peekable();
        let tree = &story.trees[sentence];
        let is_open = candidate.arguments.is_passive
            || (!tree.has(candidate.word, "nsubj")
                && heat.hot_of[sentence] > 0
                && !tree.word(candidate.word).is("root"));
        let may_be_silent = *function == Argument::Subject && is_open;
        if fillers.peek().is_none() && may_be_silent {
            continue;
        }
        if !fillers.any(|w| is_any(story, sentence, w, function, classes)) {
            return Err(Refusal::Frame(name(function)));
        }
    }
    for (function, classes) in &sense.exclusions {
        let excluded = fillers(candidate, function)
            .any(|w| classes.is_empty() || is_surely_any(story, sentence, w, function, classes));
        if excluded {
            return Err(Refusal::Frame(name(function)));
        }
    }
    if !sense.is_weak {
        return Ok(());
    }
    if has_armed_argument(story, candidate) {
        return Ok(());
    }
    let cold = heat.cold_of[sentence];
    if cold > 0 && cold >= heat.hot_of[sentence] {
        return Err(Refusal::OffTopic(topic(story, sentence)));
    }
    if heat.hot_of[sentence] > 0 || (heat.hot >= 2 && heat.hot > heat.cold) {
        return Ok(());
    }
    Err(Refusal::Weak)
}

/// Acts of which a bare participle beside a noun is a lasting trait (`les forces armées`, `un pays allié`): there, only a
/// participle with its agent tells an act.
const LASTING: [&str; 8] =
    ["AID", "SUPPORT", "COOPERATE", "AGREE", "CONSULT", "MOBILIZE", "REQUEST", "RETREAT"];

fn is_bare_epithet_participle(story: &Story<'_>, candidate: &Candidate<'_>) -> bool {
    let tree = &story.trees[candidate.sentence];
    let word = tree.word(candidate.word);
    let is_epithet = word.is("amod") || (word.is("acl") && candidate.arguments.is_passive);
    // `habitants sommés d'évacuer`: what is done to people, with its complement, is told as an act.
    let is_abstract = |w: usize| is_of(story, candidate.sentence, w, Class::Abstract);
    let has_patient = candidate.arguments.object().is_some_and(|w| !is_abstract(w));
    if candidate.words.len() > 1 && !word.is("amod") && has_patient {
        return false;
    }
    let lasts = story.codebook.action(&candidate.sense.action).is_some_and(|a| {
        a.event_type.is_none()
            || a.id == "defeat"
            || LASTING.iter().any(|t| a.is_type(t))
            || (word.upos == Upos::Adj && !a.is_type("ASSAULT"))
    });
    !candidate.is_noun && is_epithet && lasts && candidate.arguments.subject().is_none()
}

fn topic(story: &Story<'_>, sentence: usize) -> SmolStr {
    let tree = &story.trees[sentence];
    tree.words().find_map(|w| heat::topic_at(story, tree, w).cloned()).unwrap_or_default()
}

fn name(function: &Argument) -> String {
    match function {
        Argument::Subject => "subject".into(),
        Argument::Object => "object".into(),
        Argument::Clause => "clause".into(),
        Argument::Preposition(p) => format!("complement with `{p}`"),
    }
}

/// The arguments that play that function, those included that the sense says are the same (`s'emparer de`: `de` is the
/// object).
fn fillers<'c>(candidate: &'c Candidate<'_>, function: &'c Argument) -> impl Iterator<Item = usize> + 'c {
    let same = candidate.sense.roles.iter().filter_map(move |(from, role)| match role {
        vigie_codebook::Role::SameAs(to) if to == function => Some(from),
        _ => None,
    });
    let same: Vec<&Argument> = same.collect();
    candidate
        .arguments
        .args
        .iter()
        .filter(move |a| a.function == *function || same.contains(&&a.function))
        .map(|a| a.word)
}

fn is_any(story: &Story<'_>, sentence: usize, word: usize, function: &Argument, classes: &[Class]) -> bool {
    classes.is_empty()
        || is_surely_any(story, sentence, word, function, classes)
        || may_be_anyone(story, sentence, word)
            && classes
                .iter()
                .any(|c| matches!(c, Class::Person | Class::Group | Class::Armed | Class::Civilian))
}

/// A pronoun or a bare number (`plus de 220`, `une dizaine`) may stand for anyone; a capitalised name that nothing knows for
/// any person or group.
fn may_be_anyone(story: &Story<'_>, sentence: usize, word: usize) -> bool {
    let word = see_through(story, sentence, word);
    let w = story.word(sentence, word);
    matches!(w.upos, Upos::Pron | Upos::Num | Upos::Det | Upos::Adv)
        || story.cues().grammar.quantity_nouns.contains(w.lemma.as_str())
        || (w.upos == Upos::Propn
            && (w.feature("Number") == Some("Plur") || story.place_at(sentence, word).is_none()))
}

fn is_surely_any(
    story: &Story<'_>,
    sentence: usize,
    word: usize,
    function: &Argument,
    classes: &[Class],
) -> bool {
    let tree = &story.trees[sentence];
    if *function == Argument::Clause {
        return classes.contains(&Class::Clause);
    }
    let word = see_through(story, sentence, word);
    tree.conjuncts(word).into_iter().take(4).any(|w| classes.iter().any(|c| is_of(story, sentence, w, *c)))
}

/// From a relative pronoun to its antecedent, from a noun of quantity to what is counted.
pub(crate) fn see_through(story: &Story<'_>, sentence: usize, word: usize) -> usize {
    let tree = &story.trees[sentence];
    let grammar = &story.cues().grammar;
    let mut at = word;
    for _ in 0..4 {
        let w = tree.word(at);
        if w.upos == Upos::Pron
            && (grammar.relatives.contains(w.lemma.as_str()) || w.feature("PronType") == Some("Rel"))
        {
            match tree.antecedent(at) {
                Some(antecedent) if antecedent != at => {
                    at = nearer_antecedent(story, sentence, at, antecedent);
                }
                _ => return at,
            }
        } else if grammar.quantity_nouns.contains(w.lemma.as_str())
            || matches!(w.upos, Upos::Num | Upos::Adv | Upos::Sym)
            || w.form == "%"
            || (w.upos == Upos::Pron && w.feature("Person").is_none())
        {
            // `plus de 3 000 femmes`: the annotator hangs what an adverb counts on it as a complement.
            let is_complement = |k: &usize| tree.word(*k).is("nmod") || tree.word(*k).is("obl");
            let counted = tree
                .kids(at)
                .filter(is_complement)
                .find(|k| tree.case(*k).is_some_and(|c| grammar.genitive.contains(c)));
            match counted {
                Some(counted) => at = counted,
                None => return at,
            }
        } else {
            return at;
        }
    }
    at
}

/// `à la demande de Bangui, qui accuse …`: a relative clause that the annotator hangs on a noun that is nobody belongs to the one
/// right before it, if that is somebody.
fn nearer_antecedent(story: &Story<'_>, sentence: usize, pronoun: usize, antecedent: usize) -> usize {
    let tree = &story.trees[sentence];
    // A noun in front of the pronoun can be no part of its clause.
    let is_clause = |v: &usize| tree.word(*v).upos == Upos::Verb;
    let is_noun = |w: &usize| *w < pronoun && matches!(tree.word(*w).upos, Upos::Noun | Upos::Propn);
    if let Some(stray) = tree.head(pronoun).filter(is_clause).and_then(|v| tree.kids(v).rfind(is_noun)) {
        return stray;
    }
    let antecedent = agreeing(tree, pronoun, antecedent);
    let is_somebody = |w: usize| story.resolve(sentence, w).is_some() || story.name_at(sentence, w).is_some();
    if tree.word(antecedent).upos == Upos::Propn || is_somebody(antecedent) {
        return antecedent;
    }
    let before =
        (antecedent + 1..pronoun).rev().find(|w| matches!(tree.word(*w).upos, Upos::Noun | Upos::Propn));
    before.filter(|w| *w + 3 > pronoun && is_somebody(*w)).unwrap_or(antecedent)
}

/// `un convoi de véhicules, qui faisait route …`: of a noun and its genitive, the one of the verb's number.
fn agreeing(tree: &Tree<'_>, pronoun: usize, antecedent: usize) -> usize {
    let number = |w: usize| tree.word(w).feature("Number");
    let verb =
        tree.head(pronoun).filter(|_| tree.word(pronoun).is("nsubj")).and_then(|v| tree.finite_word(v));
    let Some(wanted) = verb.and_then(number) else { return antecedent };
    if number(antecedent).is_none_or(|n| n == wanted) || tree.has(antecedent, "conj") {
        return antecedent;
    }
    let up = std::iter::successors(Some(antecedent), |w| tree.head(*w).filter(|_| tree.word(*w).is("nmod")));
    up.skip(1)
        .find(|w| matches!(tree.word(*w).upos, Upos::Noun | Upos::Propn) && number(*w) == Some(wanted))
        .unwrap_or(antecedent)
}

/// Whether a word is of that class: by its noun, its name, its place or its clause.
pub(crate) fn is_of(story: &Story<'_>, sentence: usize, word: usize, class: Class) -> bool {
    let w = story.word(sentence, word);
    let classes = story.actors.classes(story.language, w);
    // `des hommes armés` are no civilians.
    let may_be_armed = matches!(class, Class::Armed | Class::Civilian) && classes.contains(Class::Person);
    if may_be_armed && is_armed_by_epithet(story, sentence, word) {
        return class == Class::Armed;
    }
    if classes.contains(class) {
        return true;
    }
    match class {
        Class::Place => {
            story.place_at(sentence, word).is_some_and(|(m, _)| m.head == word || m.words.contains(&word))
        }
        Class::State => story
            .name_at(sentence, word)
            .is_some_and(|n| n.identity.kind == Some(vigie_schema::ActorKind::State)),
        Class::Group => story
            .name_at(sentence, word)
            .is_some_and(|n| n.identity.kind.is_some_and(|k| k != vigie_schema::ActorKind::Person)),
        Class::Person => story.name_at(sentence, word).is_some_and(|n| {
            use vigie_schema::ActorKind::{People, Person};
            matches!(n.identity.kind, Some(People | Person))
        }),
        Class::Armed => story.name_at(sentence, word).is_some_and(|n| is_armed(&n.identity.sectors)),
        Class::Event => {
            w.upos == Upos::Noun && story.book().lexicon.nouns(&w.lemma).iter().any(|e| e.others.is_empty())
        }
        Class::Clause => w.upos == Upos::Verb,
        _ => false,
    }
}

fn is_armed_by_epithet(story: &Story<'_>, sentence: usize, word: usize) -> bool {
    let tree = &story.trees[sentence];
    tree.kids(word).any(|k| {
        let epithet = tree.word(k);
        (epithet.is("amod") || epithet.is("acl"))
            && story.actors.classes(story.language, epithet).contains(Class::Armed)
    })
}

fn is_armed(sectors: &[SmolStr]) -> bool {
    sectors.iter().any(|s| participants::fights(s))
}

/// Whether an armed actor, a state or a weapon is among the arguments.
fn has_armed_argument(story: &Story<'_>, candidate: &Candidate<'_>) -> bool {
    let tree = &story.trees[candidate.sentence];
    candidate.arguments.args.iter().any(|a| {
        let word = see_through(story, candidate.sentence, a.word);
        std::iter::once(word)
            .chain(tree.kids(word).filter(|k| {
                tree.word(*k).is("nmod") || tree.word(*k).is("amod") || tree.word(*k).is("appos")
            }))
            .any(|w| [Class::Armed, Class::Weapon].iter().any(|c| is_of(story, candidate.sentence, w, *c)))
    })
}
