//! Every place, actor, time and quotation of an article, or those at the spans that another tagger has found.

use crate::{Error, NotRead, Vigie, pipeline::language};
use jiff::civil::Date;
use vigie_annotate::{Annotator, Document};
use vigie_coder::{Quotation, Story, Voices};
use vigie_resolve::{
    dates::{DateKind, DateMention, NamedDate},
    places::{self, Home, Outcome, PlaceMention, Refusal, Setting},
};
use vigie_schema::{Article, GivenSpan, Mention, MentionKind, MentionRecord, Time, What};
use vigie_text::{CodePoints, Language, Span};

/// The mentions of an article.
pub struct Mentioned {
    /// The article.
    pub article: Article,
    /// Its mentions in text order; of given spans, in the order in which they were given.
    pub mentions: Vec<Mention>,
    /// What is wrong with spans that were given.
    pub wrong: Vec<String>,
    /// Why it was not read, where it was not.
    pub not_read: Option<NotRead>,
}

impl Mentioned {
    /// The mentions as the contract prints them.
    #[must_use]
    pub fn records(&self) -> Vec<MentionRecord> {
        let points = CodePoints::new(&self.article.text);
        self.mentions.iter().map(|m| MentionRecord::new(m, &self.article, &points)).collect()
    }
}

impl Vigie {
    /// Finds and resolves what an article mentions; where it comes with spans, exactly these.
    pub fn mentions(&self, article: Article) -> Result<Mentioned, Error> {
        let language = match language(&article) {
            Ok(language) => language,
            Err(why) => {
                let not_read = Some(why);
                return Ok(Mentioned { article, mentions: Vec::new(), wrong: Vec::new(), not_read });
            }
        };
        let document = Annotator::shipped(language)?.annotate(&article.text);
        let (story, places) = self.story(&article, &document, language);
        let (mentions, wrong) = match &article.spans {
            None => (all(&story, &places), Vec::new()),
            Some(given) => {
                let (wanted, wrong) = checked(given, &article.text);
                let home = self.home(&article);
                (self.at(&story, &document, language, home.as_ref(), &wanted), wrong)
            }
        };
        drop(story);
        Ok(Mentioned { article, mentions, wrong, not_read: None })
    }

    fn at(
        &self,
        story: &Story<'_>,
        document: &Document,
        language: Language,
        home: Option<&Home>,
        wanted: &[(MentionKind, Span)],
    ) -> Vec<Mention> {
        let voices = Voices::of(story);
        let spans: Vec<Span> =
            wanted.iter().filter(|(kind, _)| *kind == MentionKind::Place).map(|(_, span)| *span).collect();
        let setting = Setting { language, gazetteer: self.gazetteer, home };
        let places = places::places_at_in(story.text, document, &setting, &spans);
        let what = |kind: MentionKind, span: Span| {
            let refused = |reason: &str| What::Refused(kind, reason.to_owned());
            match kind {
                MentionKind::Place => places
                    .iter()
                    .find(|p| p.span == span)
                    .map_or_else(|| refused(&Refusal::Unknown.to_string()), place),
                MentionKind::Actor => voices
                    .actor_at(span)
                    .map_or_else(|| refused("nobody that the words stand for is known"), What::Actor),
                MentionKind::Time => time_at(&story.dates, span).map_or_else(
                    || refused("no day of the calendar that the words stand for"),
                    |d| What::Time(time(d)),
                ),
                MentionKind::Quote => voices
                    .quotation_at(span)
                    .map_or_else(|| refused("no word stands there"), |q| quote(q).what),
            }
        };
        wanted.iter().map(|(kind, span)| Mention { span: *span, what: what(*kind, *span) }).collect()
    }
}

/// Everything that the article mentions.
pub(crate) fn all(story: &Story<'_>, places: &[PlaceMention]) -> Vec<Mention> {
    let voices = Voices::of(story);
    let actors = voices.actors();
    // A state or a capital that acts is somebody, and no place.
    let acts = |p: &&PlaceMention| actors.iter().any(|a| a.span == Some(p.span));
    let mut mentions: Vec<Mention> =
        places.iter().filter(|p| !acts(p)).map(|p| Mention { span: p.span, what: place(p) }).collect();
    mentions.extend(story.dates.iter().filter(|d| is_calendar(d)).flat_map(times));
    let actors = actors.into_iter().filter_map(|p| Some(Mention { span: p.span?, what: What::Actor(p) }));
    mentions.extend(actors);
    mentions.extend(voices.quotations().into_iter().map(quote));
    mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end), m.what.kind()));
    mentions
}

fn place(mention: &PlaceMention) -> What {
    match &mention.outcome {
        Outcome::Resolved(resolved) => What::Place(vigie_coder::place_record(mention, resolved)),
        Outcome::Refused(why) => What::Refused(MentionKind::Place, why.to_string()),
    }
}

/// Whether an expression of time names days: a mere length of time and a habit name none.
fn is_calendar(date: &DateMention) -> bool {
    let is_placed = matches!(date.kind, DateKind::Point | DateKind::Hour | DateKind::Span);
    is_placed && (date.start.is_some() || date.end.is_some())
}

/// What is printed of an expression of time: a plain date without the words that lead up to it; a stretch over all of its
/// words, which begin with its first end, and the date that closes it; of two days side by side, each.
fn times(date: &DateMention) -> Vec<Mention> {
    let one = |named: &NamedDate| Mention {
        span: named.span,
        what: What::Time(Time {
            start: Some(named.start.to_string()),
            end: Some(named.end.to_string()),
            precision: named.precision,
            span: Some(named.span),
            ..time(date)
        }),
    };
    let whole = || Mention { span: date.span, what: What::Time(time(date)) };
    match date.named.as_slice() {
        [plain] if !date.is_open => vec![one(plain)],
        [first, last] if date.is_list && last.start > later(first.end) => vec![one(first), one(last)],
        [_, last] => vec![whole(), one(last)],
        _ => vec![whole()],
    }
}

/// The day after.
fn later(day: Date) -> Date {
    day.tomorrow().unwrap_or(day)
}

/// The expression of time that a span shares the most with.
fn time_at(dates: &[DateMention], span: Span) -> Option<&DateMention> {
    let shared = |d: &&DateMention| d.span.end.min(span.end).saturating_sub(d.span.start.max(span.start));
    dates.iter().filter(|d| shared(d) > 0 && is_calendar(d)).max_by_key(shared)
}

fn time(date: &DateMention) -> Time {
    Time {
        start: date.start.map(|d| d.to_string()),
        end: date.end.map(|d| d.to_string()),
        precision: date.precision,
        basis: date.basis,
        span: Some(date.span),
    }
}

fn quote(quotation: Quotation) -> Mention {
    let Quotation { span, speaker, is_direct } = quotation;
    Mention { span, what: What::Quote { speaker, is_direct } }
}

/// The spans that can be resolved, and what is wrong with the others.
fn checked(given: &[GivenSpan], text: &str) -> (Vec<(MentionKind, Span)>, Vec<String>) {
    let points = CodePoints::new(text);
    let (mut wanted, mut wrong) = (Vec::new(), Vec::new());
    for (number, span) in (1..).zip(given) {
        match check(span, text, &points) {
            Ok(span) => wanted.push(span),
            Err(why) => wrong.push(format!("span {number}: {why}")),
        }
    }
    (wanted, wrong)
}

/// The bytes and the kind of a span that was given, or what is wrong with it.
fn check(given: &GivenSpan, text: &str, points: &CodePoints<'_>) -> Result<(MentionKind, Span), String> {
    let (Some(start), Some(end), Some(kind)) = (given.start, given.end, &given.kind) else {
        return Err("give `start` and `end` in code points and a `kind`".to_owned());
    };
    let kind = MentionKind::from_code(kind)
        .ok_or_else(|| format!("`kind` is place, actor, time or quote, and not {kind:?}"))?;
    let byte = |point| points.to_byte(point).filter(|byte| *byte <= text.len());
    match (byte(start), byte(end)) {
        (Some(from), Some(to)) if from < to => Ok((kind, Span::new(from, to))),
        _ => Err(format!("{start} to {end} are no words of the text")),
    }
}
