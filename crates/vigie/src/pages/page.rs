//! A page of codebook tests: prose, and blocks of an article and what it reports.

use std::{fmt, str::FromStr};
use vigie_schema::{Article, Change, Relation, Status};

/// An article and the reports that it must give.
#[derive(Debug)]
pub struct Block {
    /// File name of its page.
    pub page: String,
    /// Its number on the page, from 1.
    pub number: usize,
    /// Its heading.
    pub title: String,
    /// Line of its heading, from 1.
    pub line: usize,
    /// The article.
    pub article: Article,
    /// What it must report, in text order.
    pub expected: Vec<Line>,
}

impl fmt::Display for Block {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: block {} ({})", self.page, self.line, self.number, self.title)
    }
}

/// One expected report.
#[derive(Debug)]
pub struct Line {
    /// Its line on the page, from 1.
    pub number: usize,
    /// As the page writes it.
    pub text: String,
    /// `None` for a state.
    pub event_type: Option<String>,
    /// `None` where any action of the type will do.
    pub action: Option<String>,
    /// The trigger's words.
    pub trigger: String,
    /// The slots that are tested.
    pub slots: Vec<Slot>,
}

/// A slot and the value that it must have; an empty list or `None` is the `-` of the page.
#[derive(Debug, PartialEq)]
pub enum Slot {
    /// Who did it.
    Actors(Vec<String>),
    /// Who underwent it.
    Recipients(Vec<String>),
    /// Where it happened.
    Place(Option<String>),
    /// How it lies to the place.
    Relation(Relation),
    /// The direction named with the place.
    Direction(Option<String>),
    /// When.
    Time(Days),
    /// How many.
    Counts(Vec<Count>),
    /// Whether it happened.
    Status(Status),
    /// What it did to the hold on its place.
    Territory(Change),
    /// PLOVER modes.
    Modes(Vec<String>),
    /// ACLED sub-event type.
    Acled(Option<String>),
    /// Who says so, innermost first.
    Sources(Vec<String>),
}

/// First and last day.
#[derive(Debug, Default, PartialEq)]
pub struct Days(pub Option<String>, pub Option<String>);

/// A number of something, between its bounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    /// What is counted.
    pub of: String,
    /// Lower bound, included.
    pub low: Option<u64>,
    /// Upper bound, included.
    pub high: Option<u64>,
}

/// What is between two fences, and the line where it starts.
struct Fence<'a> {
    line: usize,
    lines: Vec<&'a str>,
}

/// The blocks of a page. A page that cannot be read is told with its line.
pub fn blocks(page: &str, text: &str) -> Result<Vec<Block>, String> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut heading: Option<(usize, &str)> = None;
    let mut article: Option<Article> = None;
    let mut lines = text.lines().zip(1usize..);
    while let Some((line, at)) = lines.next() {
        let fail = |why: &str| Err(format!("{page}:{at}: {why}"));
        if let Some(title) = line.strip_prefix("## ") {
            if article.is_some() {
                return fail("the article before this heading has no `reports` fence");
            }
            heading = Some((at, title.trim()));
        }
        let Some(kind) = line.strip_prefix("```") else { continue };
        let fence = fence(at, &mut lines).map_err(|why| format!("{page}:{at}: {why}"))?;
        match (kind.trim(), article.take()) {
            ("article", None) => article = Some(article_of(&fence)),
            ("article", Some(_)) => {
                return fail("an `article` fence after another, with no `reports` between");
            }
            ("reports", None) => return fail("a `reports` fence with no article before it"),
            ("reports", Some(article)) => {
                let Some((line, title)) = heading.take() else {
                    return fail("a block with no heading of its own");
                };
                blocks.push(Block {
                    page: page.to_owned(),
                    number: blocks.len() + 1,
                    title: title.to_owned(),
                    line,
                    article,
                    expected: expected(&fence).map_err(|(at, why)| format!("{page}:{at}: {why}"))?,
                });
            }
            (kind, _) => return fail(&format!("a fence is `article` or `reports`, not `{kind}`")),
        }
    }
    match article {
        Some(_) => Err(format!("{page}: the last article has no `reports` fence")),
        None => Ok(blocks),
    }
}

fn fence<'a>(
    at: usize,
    lines: &mut impl Iterator<Item = (&'a str, usize)>,
) -> Result<Fence<'a>, &'static str> {
    let mut fence = Fence { line: at + 1, lines: Vec::new() };
    for (line, _) in lines {
        if line.trim_end() == "```" {
            return Ok(fence);
        }
        fence.lines.push(line);
    }
    Err("the fence is not closed")
}

/// Header lines, an empty line, the text; or the text alone.
fn article_of(fence: &Fence<'_>) -> Article {
    let mut article = Article::default();
    let mut text = fence.lines.as_slice();
    let headers = text.iter().take_while(|l| l.starts_with("published: ") || l.starts_with("lang: ")).count();
    if headers > 0 && text.get(headers).is_some_and(|l| l.trim().is_empty()) {
        for header in &text[..headers] {
            match header.split_once(": ") {
                Some(("published", day)) => article.published = Some(day.trim().to_owned()),
                Some((_, language)) => article.language = Some(language.trim().to_owned()),
                None => {}
            }
        }
        text = &text[headers + 1..];
    }
    article.text = text.join("\n");
    article.id = article.id_from_content();
    article
}

fn expected(fence: &Fence<'_>) -> Result<Vec<Line>, (usize, String)> {
    let lines: Vec<(usize, &str)> =
        (fence.line..).zip(fence.lines.iter().map(|l| l.trim())).filter(|(_, l)| !l.is_empty()).collect();
    match lines.as_slice() {
        [] => Err((fence.line, "no report here: write `none` if that is meant".to_owned())),
        [(_, "none")] => Ok(Vec::new()),
        lines => lines.iter().map(|(at, text)| line(*at, text).map_err(|why| (*at, why))).collect(),
    }
}

/// `TYPE action | trigger | key=value; key=value`
fn line(number: usize, text: &str) -> Result<Line, String> {
    let mut parts = text.split(" | ");
    let mut code = parts.next().unwrap_or_default().split_whitespace();
    let event_type = code.next().ok_or("no type")?;
    if !event_type.chars().all(|c| c.is_ascii_uppercase()) {
        return Err(format!("`{event_type}` is no PLOVER type"));
    }
    let action = code.next();
    let trigger =
        parts.next().ok_or("no trigger: a line is `TYPE action | trigger | key=value; key=value`")?;
    let slots = match parts.next() {
        None => Vec::new(),
        Some(slots) => slots.split(';').map(|slot| slot.trim().parse()).collect::<Result<_, _>>()?,
    };
    if code.next().is_some() || parts.next().is_some() {
        return Err("too many parts: a line is `TYPE action | trigger | key=value; key=value`".to_owned());
    }
    Ok(Line {
        number,
        text: text.to_owned(),
        event_type: (event_type != "STATE").then(|| event_type.to_owned()),
        action: action.map(str::to_owned),
        trigger: trigger.trim().to_owned(),
        slots,
    })
}

impl FromStr for Slot {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (key, value) = text.split_once('=').ok_or_else(|| format!("`{text}` is not `key=value`"))?;
        let value = value.trim();
        if value.is_empty() {
            return Err(format!("`{key}` has no value; an empty slot is `-`"));
        }
        let one = (value != "-").then(|| value.to_owned());
        let list = |joint: &str| match &one {
            None => Vec::new(),
            Some(value) => value.split(joint).map(|v| v.trim().to_owned()).collect(),
        };
        let unknown = || format!("`{value}` is no {key}");
        Ok(match key.trim() {
            "actors" => Self::Actors(list(" + ")),
            "recipients" => Self::Recipients(list(" + ")),
            "place" => Self::Place(one),
            "relation" => Self::Relation(Relation::from_code(value).ok_or_else(unknown)?),
            "direction" => Self::Direction(one),
            "time" => Self::Time(value.parse()?),
            "counts" => Self::Counts(list(" + ").iter().map(|c| c.parse()).collect::<Result<_, _>>()?),
            "status" => Self::Status(Status::from_code(value).ok_or_else(unknown)?),
            "territory" => Self::Territory(Change::from_code(value).ok_or_else(unknown)?),
            "modes" => Self::Modes(list(" + ")),
            "acled" => Self::Acled(one),
            "sources" => Self::Sources(list(" > ")),
            key => return Err(format!("`{key}` is no slot")),
        })
    }
}

impl FromStr for Days {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let day = |day: &str| match day {
            "" => Ok(None),
            day if day.len() == 10 && day.parse::<jiff::civil::Date>().is_ok() => Ok(Some(day.to_owned())),
            day => Err(format!("`{day}` is no day: write 2017-03-18")),
        };
        if text == "-" {
            return Ok(Self::default());
        }
        let (start, end) = text.split_once("..").unwrap_or((text, text));
        Ok(Self(day(start)?, day(end)?))
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0.as_deref(), self.1.as_deref()) {
            (None, None) => f.write_str("-"),
            (Some(start), Some(end)) if start == end => f.write_str(start),
            (start, end) => write!(f, "{}..{}", start.unwrap_or_default(), end.unwrap_or_default()),
        }
    }
}

impl FromStr for Count {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (of, number) =
            text.rsplit_once(' ').ok_or_else(|| format!("`{text}` is no count: write `killed 12`"))?;
        let bound = |n: &str| match n {
            "" | "?" => Ok(None),
            n => n.parse().map(Some).map_err(|_| format!("`{n}` is no number")),
        };
        let (low, high) = number.split_once("..").unwrap_or((number, number));
        Ok(Self { of: of.to_owned(), low: bound(low)?, high: bound(high)? })
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bound = |n: Option<u64>| n.map_or_else(String::new, |n| n.to_string());
        match (self.low, self.high) {
            (None, None) => write!(f, "{} ?", self.of),
            (Some(low), Some(high)) if low == high => write!(f, "{} {low}", self.of),
            (low, high) => write!(f, "{} {}..{}", self.of, bound(low), bound(high)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# A rule\n\nProse.\n\n## A block\n```article\npublished: 2017-03-20\nlang: fr\n\nUn mot.\nDeux.\n```\n\
                        ```reports\nASSAULT clash | mot | actors=A + IRQ/MIL; counts=killed 12..; time=..2017-03-20\nSTATE | Deux\n```\n\
                        ## None\n```article\nRien.\n```\n```reports\nnone\n```\n";

    #[test]
    fn a_page_gives_its_blocks_with_their_numbers_and_lines() {
        let blocks = blocks("p.md", PAGE).unwrap();
        let [first, second] = blocks.as_slice() else { panic!("{blocks:?}") };
        assert_eq!(first.to_string(), "p.md:5: block 1 (A block)");
        assert_eq!(first.article.text, "Un mot.\nDeux.");
        assert_eq!(first.article.published.as_deref(), Some("2017-03-20"));
        assert_eq!(first.article.language.as_deref(), Some("fr"));
        let [event, state] = first.expected.as_slice() else { panic!("{first:?}") };
        assert_eq!(
            (event.number, event.action.as_deref(), event.trigger.as_str()),
            (14, Some("clash"), "mot")
        );
        let count = Count { of: "killed".to_owned(), low: Some(12), high: None };
        assert_eq!(
            event.slots,
            [
                Slot::Actors(vec!["A".to_owned(), "IRQ/MIL".to_owned()]),
                Slot::Counts(vec![count]),
                Slot::Time(Days(None, Some("2017-03-20".to_owned()))),
            ]
        );
        assert_eq!((state.event_type.as_deref(), state.slots.len()), (None, 0));
        assert_eq!((second.article.text.as_str(), second.expected.len()), ("Rien.", 0));
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_line() {
        let told = |from: &str, to: &str| blocks("p.md", &PAGE.replace(from, to)).unwrap_err();
        assert_eq!(told("actors=A", "doers=A"), "p.md:14: `doers` is no slot");
        assert_eq!(told("12..", "twelve"), "p.md:14: `twelve` is no number");
        assert_eq!(told("..2017-03-20", "20 March"), "p.md:14: `20 March` is no day: write 2017-03-18");
        assert_eq!(told("none", ""), "p.md:22: no report here: write `none` if that is meant");
        assert_eq!(
            told("```reports\nnone", "```report\nnone"),
            "p.md:21: a fence is `article` or `reports`, not `report`"
        );
    }

    #[test]
    fn a_count_and_a_time_are_written_as_they_are_read() {
        for text in ["killed 12", "killed 12..", "killed 5..9", "killed ..20", "killed ?"] {
            assert_eq!(text.parse::<Count>().unwrap().to_string(), text);
        }
        for text in ["2017-03-18", "2017-03-18..2017-03-19", "..2017-03-20", "2017-03-20..", "-"] {
            assert_eq!(text.parse::<Days>().unwrap().to_string(), text);
        }
    }
}
