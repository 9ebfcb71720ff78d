//! What a block expects against what the coder gave.

use super::page::{Block, Count, Days, Line, Slot};
use std::ops::Range;
use vigie_schema::{ActorRecord, PlaceRecord, Record};

/// Words that are no part of a name.
const ARTICLES: [&str; 10] = ["les ", "le ", "la ", "l'", "une ", "un ", "des ", "the ", "an ", "a "];

/// One thing that is not as the block says.
#[derive(Clone, Debug)]
pub struct Difference<'a> {
    /// The expected report; `None` where none was expected.
    pub line: Option<&'a Line>,
    /// What is wrong with it.
    pub what: String,
}

/// What differs; empty where the block passes.
#[must_use]
pub fn differences<'a>(block: &'a Block, records: &[Record]) -> Vec<Difference<'a>> {
    let text: Vec<char> = fold(&block.article.text);
    let mut told = Vec::new();
    let mut left: Vec<usize> = (0..records.len()).collect();
    let mut last = 0;
    for line in &block.expected {
        let mut tell = |what| told.push(Difference { line: Some(line), what });
        let found = left.iter().position(|i| fold(&records[*i].trigger.text) == fold(&line.trigger));
        let Some(found) = found else {
            tell("missing".to_owned());
            continue;
        };
        let i = left.remove(found);
        if i < last {
            tell("out of text order".to_owned());
        }
        last = last.max(i);
        Comparison { text: &text, record: &records[i] }.line(line).into_iter().for_each(tell);
    }
    told.extend(left.into_iter().map(|i| {
        let r = &records[i];
        let event_type = r.plover.r#type.as_deref().unwrap_or("STATE");
        Difference {
            line: None,
            what: format!("one too many: {event_type} {} | {}", r.action, r.trigger.text),
        }
    }));
    told
}

/// One expected line against the record with its trigger.
struct Comparison<'a> {
    /// The article, folded.
    text: &'a [char],
    record: &'a Record,
}

impl Comparison<'_> {
    fn line(&self, line: &Line) -> Vec<String> {
        let mut wrong = Vec::new();
        let mut check = |slot: &str, expected: String, obtained: String, is_right: bool| {
            if !is_right {
                wrong.push(format!("{slot}: expected {expected}, obtained {obtained}"));
            }
        };
        let r = self.record;
        check(
            "type",
            shown(line.event_type.as_ref()),
            shown(r.plover.r#type.as_ref()),
            line.event_type == r.plover.r#type,
        );
        if let Some(action) = &line.action {
            check("action", action.clone(), r.action.clone(), *action == r.action);
        }
        let place = r.places.first();
        for slot in &line.slots {
            match slot {
                Slot::Actors(e) => {
                    check("actors", joined(e, " + "), people(&r.actors), self.participants(e, &r.actors));
                }
                Slot::Recipients(e) => {
                    check(
                        "recipients",
                        joined(e, " + "),
                        people(&r.recipients),
                        self.participants(e, &r.recipients),
                    );
                }
                Slot::Place(e) => {
                    let is_right = match (e, place) {
                        (None, None) => true,
                        (Some(words), Some(place)) => self.is_place(words, place),
                        _ => false,
                    };
                    check("place", shown(e.as_ref()), place.map_or_else(none, spot), is_right);
                }
                Slot::Relation(e) => {
                    check(
                        "relation",
                        e.to_string(),
                        shown(place.map(|p| p.relation)),
                        place.is_some_and(|p| p.relation == *e),
                    );
                }
                Slot::Direction(e) => {
                    let direction = place.and_then(|p| p.direction.clone());
                    check("direction", shown(e.as_ref()), shown(direction.as_ref()), *e == direction);
                }
                Slot::Time(e) => {
                    let days = Days(r.time.start.clone(), r.time.end.clone());
                    check("time", e.to_string(), days.to_string(), *e == days);
                }
                Slot::Counts(e) => {
                    let counts: Vec<Count> = r
                        .counts
                        .iter()
                        .map(|c| Count { of: c.of.clone(), low: c.low, high: c.high })
                        .collect();
                    let is_right = same(e, &counts, |a, b| a == b);
                    check("counts", joined(e, " + "), joined(&counts, " + "), is_right);
                }
                Slot::Status(e) => {
                    check(
                        "status",
                        e.to_string(),
                        r.factuality.status.to_string(),
                        *e == r.factuality.status,
                    );
                }
                Slot::Territory(e) => {
                    check(
                        "territory",
                        e.to_string(),
                        r.territory.change.to_string(),
                        *e == r.territory.change,
                    );
                }
                Slot::Modes(e) => {
                    let is_right = same(e, &r.plover.modes, |a, b| a == b);
                    check("modes", joined(e, " + "), joined(&r.plover.modes, " + "), is_right);
                }
                Slot::Acled(e) => {
                    let acled = r.acled.as_ref().map(|a| a.sub_event_type.clone());
                    check("acled", shown(e.as_ref()), shown(acled.as_ref()), *e == acled);
                }
                Slot::Sources(e) => {
                    let sources: Vec<&str> = r.attribution.iter().map(|a| a.name.as_str()).collect();
                    let is_right =
                        e.len() == sources.len() && e.iter().zip(&sources).all(|(a, b)| is_name(a, b));
                    check("sources", joined(e, " > "), joined(&sources, " > "), is_right);
                }
            }
        }
        wrong
    }

    fn participants(&self, expected: &[String], obtained: &[ActorRecord]) -> bool {
        same(expected, obtained, |words, participant| self.is_participant(words, participant))
    }

    /// A code `COUNTRY/SECTOR`, a canonical name, or words of the article.
    fn is_participant(&self, words: &str, p: &ActorRecord) -> bool {
        if let Some((country, sector)) = words.split_once('/') {
            let is_country = match country {
                "-" => p.country.is_none(),
                country => p.country.as_deref() == Some(country),
            };
            return is_country && p.sectors.iter().any(|s| s == sector);
        }
        p.name.as_deref().is_some_and(|name| is_name(words, name))
            || shares_words(self.text, words, p.start, p.end)
    }

    fn is_place(&self, words: &str, p: &PlaceRecord) -> bool {
        is_name(words, &p.name) || shares_words(self.text, words, p.start, p.end)
    }
}

/// Whether `words` stand in the folded text within the span, or the span within them.
fn shares_words(text: &[char], words: &str, start: Option<usize>, end: Option<usize>) -> bool {
    let (Some(start), Some(end)) = (start, end) else { return false };
    let Some(span) = text.get(start..end) else { return false };
    let start = start + span.len() - bare(span).len();
    let words = fold(words);
    let holds = |a: &Range<usize>, b: &Range<usize>| a.start <= b.start && b.end <= a.end;
    let span = start..end;
    occurrences(text, bare(&words)).any(|at| holds(&span, &at) || holds(&at, &span))
}

/// Where `words` stand whole in the text.
fn occurrences<'a>(text: &'a [char], words: &'a [char]) -> impl Iterator<Item = Range<usize>> + 'a {
    let is_edge = move |at: Option<usize>| at.and_then(|i| text.get(i)).is_none_or(|c| !c.is_alphanumeric());
    text.windows(words.len().max(1)).enumerate().filter(move |(_, window)| *window == words).filter_map(
        move |(start, _)| {
            let end = start + words.len();
            (is_edge(start.checked_sub(1)) && is_edge(Some(end))).then_some(start..end)
        },
    )
}

/// One lower-case character for each character, so that offsets stay; apostrophes straight.
fn fold(text: &str) -> Vec<char> {
    text.chars().map(|c| if c == '’' { '\'' } else { c.to_lowercase().next().unwrap_or(c) }).collect()
}

/// Folded words without the article in front.
fn bare(words: &[char]) -> &[char] {
    let article = ARTICLES.iter().map(|a| a.chars().collect::<Vec<_>>()).find(|a| words.starts_with(a));
    &words[article.map_or(0, |a| a.len())..]
}

fn is_name(expected: &str, obtained: &str) -> bool {
    bare(&fold(expected)) == bare(&fold(obtained))
}

/// Whether each expected value has an obtained one of its own, and none is left, in any order.
fn same<E, O>(expected: &[E], obtained: &[O], is: impl Fn(&E, &O) -> bool) -> bool {
    fn pairs<E, O>(expected: &[E], left: &[&O], is: &impl Fn(&E, &O) -> bool) -> bool {
        let Some((first, rest)) = expected.split_first() else { return left.is_empty() };
        (0..left.len()).filter(|i| is(first, left[*i])).any(|i| {
            let mut left = left.to_vec();
            left.remove(i);
            pairs(rest, &left, is)
        })
    }
    expected.len() == obtained.len() && pairs(expected, &obtained.iter().collect::<Vec<_>>(), &is)
}

fn none() -> String {
    "-".to_owned()
}

fn shown(value: Option<impl ToString>) -> String {
    value.map_or_else(none, |v| v.to_string())
}

fn joined(values: &[impl ToString], joint: &str) -> String {
    match values {
        [] => none(),
        values => values.iter().map(ToString::to_string).collect::<Vec<_>>().join(joint),
    }
}

/// `words [name, COUNTRY/SECTOR]`, as far as known.
fn people(participants: &[ActorRecord]) -> String {
    let one = |p: &ActorRecord| {
        let code = format!("{}/{}", p.country.as_deref().unwrap_or("-"), p.sectors.join("+"));
        let name = p.name.as_ref().map(|n| format!("{n}, ")).unwrap_or_default();
        format!("{} [{name}{code}]", p.text.as_deref().unwrap_or("?"))
    };
    joined(&participants.iter().map(one).collect::<Vec<_>>(), " + ")
}

fn spot(place: &PlaceRecord) -> String {
    format!("{} [{}]", place.text.as_deref().unwrap_or("?"), place.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_with_another_article_case_or_apostrophe() {
        assert!(
            is_name("L'armée", "armée") && is_name("armée", "l’Armée") && is_name("the rebels", "Rebels")
        );
        assert!(!is_name("armée", "armées") && !is_name("Lens", "ens"));
    }

    #[test]
    fn lists_are_the_same_in_any_order_but_not_with_a_value_more() {
        let is = |a: &i32, b: &i32| a == b || *a == 0;
        assert!(same(&[0, 2], &[2, 1], is), "the value that fits both leaves the other its own");
        assert!(!same(&[1], &[1, 1], is) && !same(&[1, 1], &[1], is) && same(&[], &[], is));
    }

    #[test]
    fn words_fit_a_span_that_holds_them_and_one_that_they_hold() {
        let text = fold("Les soldats maliens ont quitté la ville. Des villes.");
        assert!(shares_words(&text, "soldats", Some(0), Some(19)), "the span holds the words");
        assert!(shares_words(&text, "les soldats maliens", Some(0), Some(11)), "the words hold the span");
        assert!(!shares_words(&text, "ville", Some(0), Some(19)), "the words stand elsewhere");
        assert!(!shares_words(&text, "ville", Some(44), Some(50)), "a part of a word is no word");
        assert!(!shares_words(&text, "soldats", None, None), "no words carry it");
    }
}
