//! An HTML page to an article.

use crate::blocks::{Block, Scope, blocks};
use crate::markup::{Token, attribute, tame, tokens};
use crate::{ErrorKind, published, related};
use dom_smoothie::{Config, Readability};
use serde_json::Value;
use std::panic::{AssertUnwindSafe, catch_unwind};
use vigie_schema::{Article, Related};

/// The most related links that are kept of a page.
const MOST_RELATED: usize = 30;

/// Reads a page. Its `id` is left empty.
pub(crate) fn article(html: &str) -> Result<Article, ErrorKind> {
    let said = Said::of(html);
    let page = blocks(html, Scope::Everything);
    let mut body = main_blocks(html);
    let title = said.title();
    if let (Some(title), Some(first)) = (&title, body.first())
        && same(&first.text, title)
    {
        body.remove(0);
    }
    body.retain(|block| !block.is_dateline());
    let (in_body, indices) = related::in_blocks(&body);
    let mut position = 0;
    body.retain(|_| {
        position += 1;
        indices.binary_search(&(position - 1)).is_err()
    });
    let text = body.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n");
    if text.is_empty() {
        return Err(ErrorKind::NoArticle);
    }
    let mut related: Vec<Related> = Vec::new();
    for link in in_body.into_iter().chain(related::in_blocks(&page).0) {
        if related.len() < MOST_RELATED && !related.iter().any(|r| r.text == link.text) {
            related.push(link);
        }
    }
    // What the tree's author took for the story may hold a box whose heading was left outside.
    let (text, related) = without_related_lines(text, related);
    Ok(Article {
        id: String::new(),
        published: said.published(),
        language: said.language.clone(),
        url: said.url.clone(),
        outlet: said.outlet.clone(),
        title,
        text,
        related,
        spans: None,
    })
}

fn without_related_lines(text: String, related: Vec<Related>) -> (String, Vec<Related>) {
    if !text.lines().any(|line| related.iter().any(|r| r.url.is_some() && r.text == line)) {
        return (text, related);
    }
    let kept: Vec<&str> =
        text.lines().filter(|line| !related.iter().any(|r| r.url.is_some() && r.text == *line)).collect();
    if kept.is_empty() { (text, related) } else { (kept.join("\n"), related) }
}

/// The blocks of the story itself. The tree is built only from a page that is safe to build it from; where it is not, or no
/// story is found in it, the blocks outside menus and side columns are taken.
fn main_blocks(html: &str) -> Vec<Block> {
    if let Some(tamed) = tame(html) {
        // Readability's own limit of 500 characters is for web pages at large: news in brief is shorter, and what falls
        // below is tried again with looser rules, which let menus in.
        let config = Config { char_threshold: 200, disable_json_ld: true, ..Config::default() };
        // A mistake in the parser costs its reading of the page, not the run.
        let parsed = catch_unwind(AssertUnwindSafe(|| {
            Readability::new(tamed.as_ref(), None, Some(config)).and_then(|mut page| page.parse())
        }));
        if let Ok(Ok(article)) = parsed {
            let found = blocks(&article.content, Scope::Body);
            if !found.is_empty() {
                return found;
            }
        }
    }
    let body = blocks(html, Scope::Body);
    if body.is_empty() { blocks(html, Scope::Everything) } else { body }
}

/// What a page says of itself, in its head and in its data for machines.
#[derive(Default)]
struct Said {
    /// Titles: as shared, as in the data, the first heading, the window's.
    shared_title: Option<String>,
    headline: Option<String>,
    heading: Option<String>,
    window_title: Option<String>,
    outlet: Option<String>,
    /// Days by how far they can be trusted: metadata, data, `<time>`.
    declared_day: Option<String>,
    data_day: Option<String>,
    time_day: Option<String>,
    url: Option<String>,
    language: Option<String>,
}

/// Names of `<meta>` elements that give the time of publication.
const DAY_NAMES: [&str; 16] = [
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
];

impl Said {
    fn of(html: &str) -> Self {
        let mut said = Self::default();
        let mut raw_of = "";
        let mut heading: Option<String> = None;
        for token in tokens(html) {
            match token {
                Token::Start { name, attributes } => {
                    raw_of = match &*name {
                        "title" => "title",
                        "script"
                            if attribute(attributes, "type")
                                .is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json")) =>
                        {
                            "data"
                        }
                        _ => "",
                    };
                    match &*name {
                        "html" => {
                            fill(
                                &mut said.language,
                                attribute(attributes, "lang").and_then(|l| language(&l)),
                            );
                        }
                        "meta" => said.meta(attributes),
                        "link"
                            if attribute(attributes, "rel")
                                .is_some_and(|r| r.eq_ignore_ascii_case("canonical")) =>
                        {
                            fill(&mut said.url, attribute(attributes, "href").and_then(|u| words(&u)));
                        }
                        "time" => {
                            let stamp = attribute(attributes, "datetime");
                            fill(&mut said.time_day, stamp.and_then(|s| published::day(&s)));
                        }
                        "h1" if said.heading.is_none() => heading = Some(String::new()),
                        _ => {}
                    }
                }
                Token::End { name } if name == "h1" => {
                    fill(&mut said.heading, heading.take().and_then(|h| words(&h)));
                }
                Token::Text(text) => {
                    if let Some(heading) = &mut heading {
                        heading.push_str(&html_escape::decode_html_entities(text));
                        heading.push(' ');
                    }
                }
                Token::Raw(text) if raw_of == "title" => {
                    fill(&mut said.window_title, words(&html_escape::decode_html_entities(text)));
                }
                Token::Raw(text) if raw_of == "data" => {
                    if let Ok(value) = serde_json::from_str::<Value>(text.trim()) {
                        said.data(&value);
                    }
                }
                Token::End { .. } | Token::Raw(_) => {}
            }
        }
        said
    }

    fn meta(&mut self, attributes: &str) {
        let Some(content) = attribute(attributes, "content").and_then(|c| words(&c)) else { return };
        let Some(name) = ["property", "name", "itemprop", "http-equiv"]
            .iter()
            .find_map(|key| attribute(attributes, key))
            .map(|name| name.trim().to_ascii_lowercase())
        else {
            return;
        };
        match name.as_str() {
            "og:title" => fill(&mut self.shared_title, Some(content)),
            "twitter:title" | "dc.title" => fill(&mut self.headline, Some(content)),
            "og:site_name" => fill(&mut self.outlet, Some(content)),
            "og:url" => fill(&mut self.url, Some(content)),
            "og:locale" | "content-language" => fill(&mut self.language, language(&content)),
            name if DAY_NAMES.contains(&name) => fill(&mut self.declared_day, published::day(&content)),
            _ => {}
        }
    }

    /// Data for machines (JSON-LD): one object, a list, or a graph of them.
    fn data(&mut self, value: &Value) {
        match value {
            Value::Array(all) => all.iter().for_each(|one| self.data(one)),
            Value::Object(object) => {
                if let Some(graph) = object.get("@graph") {
                    self.data(graph);
                }
                let text = |key: &str| object.get(key).and_then(Value::as_str).and_then(words);
                let day =
                    text("datePublished").or_else(|| text("dateCreated")).and_then(|d| published::day(&d));
                if day.is_none() && !object.contains_key("headline") {
                    return;
                }
                fill(&mut self.data_day, day);
                fill(
                    &mut self.headline,
                    text("headline").map(|h| html_escape::decode_html_entities(&h).into_owned()),
                );
                fill(&mut self.language, text("inLanguage").and_then(|l| language(&l)));
                let publisher = object.get("publisher").map(|p| p.get(0).unwrap_or(p));
                fill(
                    &mut self.outlet,
                    publisher.and_then(|p| p.get("name")).and_then(Value::as_str).and_then(words),
                );
            }
            _ => {}
        }
    }

    fn published(&self) -> Option<String> {
        self.declared_day
            .clone()
            .or_else(|| self.data_day.clone())
            .or_else(|| self.time_day.clone())
            .or_else(|| self.url.as_deref().and_then(published::day_of_address))
    }

    fn title(&self) -> Option<String> {
        let window = self.window_title.as_deref().map(|title| without_outlet(title, self.outlet.as_deref()));
        let shared = self.shared_title.as_deref().map(|title| without_outlet(title, self.outlet.as_deref()));
        // A first heading that the window's title repeats is the article's; another may be the outlet's name.
        let heading = self.heading.as_deref().filter(|h| window.is_none_or(|w| w.contains(*h) || same(h, w)));
        shared
            .or(heading)
            .or(self.headline.as_deref())
            .or(window)
            .or(self.heading.as_deref())
            .map(str::to_owned)
    }
}

/// A title without the name of its outlet at the end (`Raqqa libérée - Le Quotidien`).
fn without_outlet<'a>(title: &'a str, outlet: Option<&str>) -> &'a str {
    [" | ", " - ", " – ", " — ", " · ", " :: "]
        .iter()
        .filter_map(|mark| title.rsplit_once(mark))
        .find(|(before, after)| match outlet {
            Some(outlet) => same(after, outlet),
            None => after.split_whitespace().count() <= 3 && before.split_whitespace().count() >= 4,
        })
        .map_or(title, |(before, _)| before.trim())
}

/// The primary code of a language tag (`fr-FR` → `fr`).
pub(crate) fn language(tag: &str) -> Option<String> {
    let code = tag.trim().split(['-', '_', ',']).next()?.to_ascii_lowercase();
    ((2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase())).then_some(code)
}

/// White space folded; `None` where nothing is left.
fn words(text: &str) -> Option<String> {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!folded.is_empty()).then_some(folded)
}

fn same(a: &str, b: &str) -> bool {
    let letters =
        |s: &str| s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    letters(a) == letters(b)
}

fn fill(slot: &mut Option<String>, value: Option<String>) {
    if slot.is_none() {
        *slot = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARAGRAPH: &str = "Les forces gouvernementales ont repris dimanche le contrôle de la localité, après trois \
        jours de combats avec les rebelles, a indiqué un porte-parole de l'armée, joint par téléphone depuis la capitale.";

    fn page() -> String {
        format!(
            r#"<!DOCTYPE html><html lang="fr-FR"><head><meta charset="utf-8">
            <title>L'armée reprend la localité - Le Courrier du fleuve</title>
            <meta property="og:site_name" content="Le Courrier du fleuve">
            <meta property="og:title" content="L&#039;armée reprend la localité">
            <link rel="canonical" href="https://example.org/2019/03/04/armee.html">
            <script type="application/ld+json">{{"@type":"NewsArticle","headline":"x","datePublished":"2019-03-03T22:00:00Z"}}</script>
            </head><body><nav><ul><li><a href="/">Accueil</a></li><li><a href="/monde">Monde</a></li></ul></nav>
            <div class="content"><article><h1>L'armée reprend la localité</h1><time datetime="2019-03-05">5 mars</time>
            <p>{PARAGRAPH}</p><p>{PARAGRAPH} Deux soldats ont été tués.</p>
            <div class="box"><h3>À lire aussi</h3><ul><li><a href="/dossier">Notre dossier sur le fleuve</a></li></ul></div>
            <p>{PARAGRAPH} Les habitants avaient fui.</p></article></div>
            <aside><h2>À lire aussi</h2><ul><li><a href="/autre">Un autre article</a></li></ul></aside>
            <footer>© 2019 - Mentions légales</footer></body></html>"#
        )
    }

    #[test]
    fn the_story_is_kept_and_what_surrounds_it_is_not() {
        let article = article(&page()).unwrap();
        let lines: Vec<_> = article.text.lines().collect();
        assert_eq!(lines.len(), 3, "{lines:#?}");
        assert_eq!(lines[0], PARAGRAPH);
        for outside in ["Accueil", "lire aussi", "dossier", "Mentions", "autre article"] {
            assert!(!article.text.contains(outside), "{outside}");
        }
    }

    #[test]
    fn the_page_says_its_title_outlet_day_language_and_address() {
        let article = article(&page()).unwrap();
        assert_eq!(article.title.as_deref(), Some("L'armée reprend la localité"));
        assert_eq!(article.outlet.as_deref(), Some("Le Courrier du fleuve"));
        assert_eq!(article.published.as_deref(), Some("2019-03-03"));
        assert_eq!(article.language.as_deref(), Some("fr"));
        assert_eq!(article.url.as_deref(), Some("https://example.org/2019/03/04/armee.html"));
    }

    #[test]
    fn boxes_of_links_are_kept_as_related() {
        let article = article(&page()).unwrap();
        let related: Vec<_> = article.related.iter().map(|r| (r.text.as_str(), r.url.as_deref())).collect();
        assert_eq!(
            related,
            [("Notre dossier sur le fleuve", Some("/dossier")), ("Un autre article", Some("/autre"))]
        );
    }

    #[test]
    fn a_short_fragment_is_read() {
        assert_eq!(article("<p>Deux soldats tués à Gao.</p>").unwrap().text, "Deux soldats tués à Gao.");
        assert!(matches!(article("<html><body></body></html>"), Err(ErrorKind::NoArticle)));
    }

    #[test]
    fn hostile_pages_end_soon_and_keep_their_words() {
        let story = format!("<p>{PARAGRAPH}</p>").repeat(4);
        let attributes = " a=x".repeat(100_000);
        for (name, html) in [
            ("100,000 nested div", format!("{}{story}{}", "<div>".repeat(100_000), "</div>".repeat(100_000))),
            ("20,000 nested div", format!("{}{story}", "<div>".repeat(20_000))),
            ("20,000 nested a", format!("{}{story}", "<a href=x>".repeat(20_000))),
            ("5,000 nested tables", format!("{}{story}", "<table><tr><td>".repeat(5_000))),
            ("20,000 nested b", format!("{}{story}", "<b>".repeat(20_000))),
            ("20,000 nested lists", format!("{}{story}", "<ul><li>".repeat(20_000))),
            ("100,000 attributes", format!("<div{attributes}>{story}</div>")),
            ("100,000 paragraphs", format!("{story}{}", "<p>x".repeat(100_000))),
            ("2,000,000 entities", format!("<p>{}</p>{story}", "&amp;".repeat(2_000_000))),
            ("50,000 siblings", format!("{story}{}", "<div>x</div>".repeat(50_000))),
            ("an unclosed comment", format!("{story}<!-- {}", "<p>".repeat(10_000))),
            ("an unclosed tag", format!("{story}<p {}", "a=\"".repeat(10_000))),
        ] {
            let article = article(&html).unwrap_or_else(|e| panic!("{name}: {e}"));
            assert!(article.text.contains("Les forces gouvernementales"), "{name}");
        }
    }
}
