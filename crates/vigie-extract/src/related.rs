//! Links and dossiers that an article offers beside its story: `À lire aussi`, `Notre dossier`, `Read more`.

use crate::blocks::Block;
use serde::Deserialize;
use std::sync::LazyLock;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use vigie_schema::Related;
use vigie_text::Span;

/// The longest line (in characters) that can be a link to another article.
const LONGEST_LINK: usize = 200;
/// The most links that a box holds: past that, it is the page's menu.
const MOST_LINKS: usize = 12;

/// The words of one language's `related.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    headings: Vec<String>,
    openings: Vec<String>,
}

struct Cues {
    headings: Vec<String>,
    openings: Vec<String>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let mut cues = Cues { headings: Vec::new(), openings: Vec::new() };
    for file in
        [include_str!("../../../lexicon/fr/related.toml"), include_str!("../../../lexicon/en/related.toml")]
    {
        #[expect(clippy::expect_used, reason = "the file is compiled in, and a test reads it")]
        let words: Words = toml::from_str(file).expect("lexicon/*/related.toml is valid");
        cues.headings.extend(words.headings.iter().map(|w| fold(w)));
        cues.openings.extend(words.openings.iter().map(|w| fold(w)));
    }
    // The longest first: `à lire aussi sur le même sujet` before `à lire`.
    cues.headings.sort_by_key(|w| std::cmp::Reverse(w.len()));
    cues
});

/// What a line has to do with other articles.
enum Cue {
    /// It is a heading over links.
    Heading,
    /// It holds a link; its words start at this byte.
    Link(usize),
}

/// The related dossiers that stand in a plain text, a line each, with their places.
pub(crate) fn in_text(text: &str) -> Vec<Related> {
    let mut found: Vec<Related> = Vec::new();
    let mut left = 0usize;
    let mut is_first = false;
    let mut at = 0usize;
    for line in text.split('\n') {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len() + 1;
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let is_cue = match cue(line, None) {
            Some(Cue::Heading) => {
                (left, is_first) = (MOST_LINKS, true);
                true
            }
            Some(Cue::Link(_)) => {
                (left, is_first) = (MOST_LINKS, false);
                true
            }
            None if left > 0 && looks_like_title(line, is_first) => {
                left -= 1;
                is_first = false;
                true
            }
            None => {
                left = 0;
                false
            }
        };
        if is_cue {
            found.push(Related {
                text: line.to_owned(),
                span: Some(Span::new(start, start + line.len())),
                url: None,
            });
        }
    }
    found
}

/// The related dossiers among the blocks of a page, and the indices of the blocks that carry them (headings included).
pub(crate) fn in_blocks(blocks: &[Block]) -> (Vec<Related>, Vec<usize>) {
    let (mut found, mut indices) = (Vec::new(), Vec::new());
    let mut i = 0;
    while i < blocks.len() {
        let block = &blocks[i];
        match cue(&block.text, Some(block)) {
            Some(Cue::Heading) => {
                indices.push(i);
                let mut is_first = true;
                while let Some(next) = blocks.get(i + 1) {
                    let is_title = next.is_link() && next.text.chars().count() <= LONGEST_LINK
                        || is_first && looks_like_title(&next.text, false);
                    if !is_title || block.is_link() || cue(&next.text, Some(next)).is_some() {
                        break;
                    }
                    i += 1;
                    indices.push(i);
                    found.push(Related { text: next.text.clone(), span: None, url: next.url.clone() });
                    is_first = false;
                    if indices.len() > MOST_LINKS {
                        break;
                    }
                }
            }
            Some(Cue::Link(from)) => {
                indices.push(i);
                found.push(Related {
                    text: block.text[from..].to_owned(),
                    span: None,
                    url: block.url.clone(),
                });
            }
            None => {}
        }
        i += 1;
    }
    (found, indices)
}

fn cue(line: &str, block: Option<&Block>) -> Option<Cue> {
    if line.chars().count() > LONGEST_LINK + 50 {
        return None;
    }
    let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let folded = fold(bare);
    for heading in &CUES.headings {
        let Some(rest) = folded.strip_prefix(heading.as_str()) else { continue };
        if rest.is_empty() {
            return Some(Cue::Heading);
        }
        if rest.starts_with(|c: char| c != ' ') {
            continue;
        }
        // The cue and a title on one line.
        let (cue_end, title) = after(bare, heading)?;
        let from = line.len() - title.len();
        let is_parted =
            bare[cue_end..].trim_start().starts_with([':', '>', '|', '–', '—', '-', '»', '•', '→', '►']);
        let is_shouted =
            bare[..cue_end].chars().all(|c| !c.is_lowercase()) && title.chars().any(char::is_lowercase);
        let is_linked = block.is_some_and(|b| b.links.iter().any(|link| link == title));
        if title.is_empty() {
            return Some(Cue::Heading);
        }
        if is_parted || is_shouted || is_linked {
            return Some(Cue::Link(from));
        }
    }
    CUES.openings
        .iter()
        .any(|opening| {
            folded.strip_prefix(opening.as_str()).is_some_and(|r| r.is_empty() || r.starts_with(' '))
        })
        .then_some(Cue::Link(line.len() - bare.len()))
}

/// The byte of `line` where the words of `heading` end, and the title that follows.
fn after<'a>(line: &'a str, heading: &str) -> Option<(usize, &'a str)> {
    let end =
        line.char_indices().map(|(at, c)| at + c.len_utf8()).find(|end| fold(&line[..*end]) == heading)?;
    // A combining mark may follow its letter.
    let end =
        end + line[end..].chars().take_while(|c| is_combining_mark(*c)).map(char::len_utf8).sum::<usize>();
    Some((
        end,
        line[end..].trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '«' | '"' | '“')),
    ))
}

/// Whether a line under a heading is a title: short, and not a sentence with its full stop. The first one is a link even
/// with a full stop, for a heading has at least one.
fn looks_like_title(line: &str, is_first: bool) -> bool {
    let length = line.chars().count();
    let stops = line.trim_end_matches(['»', '"', '”', ' ', '\u{a0}']).ends_with(['.', ',', ';']);
    length <= LONGEST_LINK && (is_first || !stops)
}

/// Lower case without accents; runs of anything but letters and digits are one space.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            folded.push(c);
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::{Scope, blocks};

    fn lines(text: &str) -> Vec<String> {
        in_text(text)
            .into_iter()
            .map(|r| {
                assert_eq!(r.span.unwrap().slice(text), r.text);
                r.text
            })
            .collect()
    }

    #[test]
    fn a_heading_and_the_dossier_under_it_are_related() {
        let text =
            "L'armée avance vers la ville.\nA LIRE AUSSI\nNotre dossier sur la Syrie et sur les frappes.";
        assert_eq!(lines(text), ["A LIRE AUSSI", "Notre dossier sur la Syrie et sur les frappes."]);
    }

    #[test]
    fn the_story_goes_on_after_a_box() {
        let text = "Premier paragraphe.\n\n>> Lire aussi :\nAlep, cinq ans après\n\nLes combats ont repris mardi.\n\nFin.";
        assert_eq!(lines(text), [">> Lire aussi :", "Alep, cinq ans après"]);
    }

    #[test]
    fn a_cue_and_its_title_may_share_a_line() {
        assert_eq!(
            lines("x\nÀ lire aussi : Kobané, la ville détruite\ny."),
            ["À lire aussi : Kobané, la ville détruite"]
        );
        assert_eq!(
            lines("x\nREAD MORE Kobani, the city in ruins\ny."),
            ["READ MORE Kobani, the city in ruins"]
        );
    }

    #[test]
    fn a_sentence_that_begins_like_a_cue_is_no_cue() {
        for sentence in [
            "Lire aussi les journaux étrangers était interdit dans la ville.",
            "Related claims by the army could not be verified.",
            "Voir aussi loin demandait du courage, a dit le général.",
            "Watch towers were destroyed in the attack.",
        ] {
            assert!(lines(sentence).is_empty(), "{sentence}");
        }
    }

    #[test]
    fn boxes_of_a_page_give_their_links() {
        let html = "<p>Texte de l'article, assez long.</p><h3>À lire aussi</h3><ul><li><a href='/a'>Alep</a></li>\
                    <li><a href='/b'>Homs, la suite</a></li></ul><p>Suite du texte de l'article.</p>\
                    <p><b>Lire aussi</b> <a href='/c'>Le dossier</a></p>";
        let blocks = blocks(html, Scope::Everything);
        let (found, indices) = in_blocks(&blocks);
        let urls: Vec<_> = found.iter().map(|r| (r.text.as_str(), r.url.as_deref().unwrap())).collect();
        assert_eq!(urls, [("Alep", "/a"), ("Homs, la suite", "/b"), ("Le dossier", "/c")]);
        assert_eq!(indices, [1, 2, 3, 5]);
    }

    #[test]
    fn the_lexicon_is_readable() {
        assert!(CUES.headings.len() > 100 && CUES.openings.len() > 20);
    }
}
