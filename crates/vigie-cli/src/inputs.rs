//! Files, folders and standard input, to articles one at a time.

use crate::messages::Messages;
use clap::Args;
use std::fs::{self, File};
use std::io::{self, BufReader, IsTerminal, Read, stdin};
use std::path::{Path, PathBuf};
use vigie_annotate::conllu::Parsed;
use vigie_extract::{Kind, MAX_PAGE};
use vigie_schema::Article;
use vigie_text::Language;
use walkdir::WalkDir;

/// What is known of articles that do not say it themselves.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Given {
    /// Day of publication of the articles that do not say theirs, such as 2016-11-21
    #[arg(long, value_name = "DATE", value_parser = crate::commands::day)]
    published: Option<String>,
    /// Language of the articles, fr or en, instead of the one that they say or that is recognised
    #[arg(long, value_name = "LANG", value_parser = crate::commands::language)]
    lang: Option<Language>,
    /// Outlet of the articles that do not say theirs
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
}

impl Given {
    /// Only a language.
    pub(crate) fn language(lang: Option<Language>) -> Self {
        Self { lang, ..Self::default() }
    }

    fn fill(&self, article: &mut Article) {
        // An id made from the content changes with it; one that came with the article does not.
        let is_own = article.id != article.id_from_content();
        article.published = article.published.take().or_else(|| self.published.clone());
        article.outlet = article.outlet.take().or_else(|| self.outlet.clone());
        if let Some(language) = self.lang {
            article.language = Some(language.code().to_owned());
        }
        if !is_own {
            article.id = article.id_from_content();
        }
    }

    /// What a page says of its language is often its template's: a text long enough shows it better, unless `--lang` says it.
    pub(crate) fn weigh(&self, article: &mut Article) {
        if self.lang.is_none()
            && article.language.is_some()
            && article.text.len() >= TELLING_TEXT
            && let Some(shown) = vigie_annotate::language(&article.text)
        {
            article.language = Some(shown.code().to_owned());
        }
    }

    /// The name under which a file is read: with `--published`, a day in the name says nothing more.
    fn name_of(&self, source: &Source) -> Option<String> {
        let Source::File { path, .. } = source else { return None };
        let name = path.file_name()?.to_string_lossy().into_owned();
        match (&self.published, path.extension()) {
            (Some(_), Some(ending)) => Some(format!("input.{}", ending.to_string_lossy())),
            (Some(_), None) => None,
            (None, _) => Some(name),
        }
    }
}

/// A text of that many bytes shows its language better than a page's own claim.
pub(crate) const TELLING_TEXT: usize = 400;

/// Where articles come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// Standard input.
    Stdin,
    /// A file.
    File {
        /// Its path, as given or as found in a folder.
        path: PathBuf,
        /// Its size in bytes.
        size: u64,
    },
}

impl Source {
    /// How messages call it.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdin => "standard input".to_owned(),
            Self::File { path, .. } => path.display().to_string(),
        }
    }

    fn size(&self) -> Option<u64> {
        match self {
            Self::Stdin => None,
            Self::File { size, .. } => Some(*size),
        }
    }

    fn open(&self) -> io::Result<Box<dyn Read>> {
        Ok(match self {
            Self::Stdin => Box::new(stdin().lock()),
            Self::File { path, .. } => Box::new(File::open(path)?),
        })
    }
}

/// What the files of a folder must hold to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Articles.
    Articles,
    /// CoNLL-U.
    Trees,
}

impl Wanted {
    fn is_in(self, path: &Path) -> bool {
        match self {
            Self::Articles => {
                path.file_name().is_some_and(|name| Kind::of_name(&name.to_string_lossy()).is_some())
            }
            Self::Trees => path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("conllu")),
        }
    }

    /// What is said of a folder that has none.
    fn none_in_folder(self) -> &'static str {
        match self {
            Self::Articles => "no article in this folder (.txt, .html, .jsonl, .json)",
            Self::Trees => "no CoNLL-U file in this folder (.conllu)",
        }
    }
}

/// The sources that the command line names, folders walked in the order of their names; what is no source has its message.
/// Without any name, standard input is read, unless it is a terminal where nobody types articles.
pub(crate) fn sources(
    paths: &[PathBuf],
    wanted: Wanted,
    messages: &mut Messages,
) -> anyhow::Result<Vec<Source>> {
    if paths.is_empty() {
        anyhow::ensure!(
            !stdin().is_terminal(),
            "nothing to read: give files, folders, or - for standard input"
        );
        return Ok(vec![Source::Stdin]);
    }
    let (found, wrong) = look_up(paths, wanted);
    for (input, why) in wrong {
        messages.failed(&input, why);
    }
    messages.expect(found.iter().map(Source::size).sum());
    Ok(found)
}

/// The sources, and the paths that are none with the reason.
fn look_up(paths: &[PathBuf], wanted: Wanted) -> (Vec<Source>, Vec<(String, String)>) {
    let (mut found, mut wrong) = (Vec::new(), Vec::new());
    for path in paths {
        let name = path.display().to_string();
        if name == "-" {
            found.push(Source::Stdin);
            continue;
        }
        match fs::metadata(path) {
            Err(e) => wrong.push((name, reason(&e))),
            Ok(metadata) if metadata.is_dir() => {
                let before = found.len();
                walk(path, wanted, &mut found, &mut wrong);
                if found.len() == before {
                    wrong.push((name, wanted.none_in_folder().to_owned()));
                }
            }
            Ok(metadata) => found.push(Source::File { path: path.clone(), size: metadata.len() }),
        }
    }
    (found, wrong)
}

fn walk(folder: &Path, wanted: Wanted, found: &mut Vec<Source>, wrong: &mut Vec<(String, String)>) {
    let is_hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
    let entries = WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
    for entry in entries {
        match entry {
            Err(e) => {
                let path = e.path().unwrap_or(folder).display().to_string();
                wrong.push((path, e.io_error().map_or_else(|| e.to_string(), reason)));
            }
            // A link to a file is followed; a link to a folder is not, for it may lead back.
            Ok(entry) if wanted.is_in(entry.path()) && entry.path().is_file() => {
                let size = fs::metadata(entry.path()).map_or(0, |m| m.len());
                found.push(Source::File { path: entry.into_path(), size });
            }
            Ok(_) => {}
        }
    }
}

/// What the system says, in a user's words.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}

/// Reads the articles of `sources` in order and hands them to `each`, with the name of their source. What cannot be read has its
/// message, and the reading goes on; it ends where `each` fails. JSON Lines are read a line at a time.
pub(crate) fn for_each(
    sources: &[Source],
    given: &Given,
    messages: &mut Messages,
    mut each: impl FnMut(&str, Article, &mut Messages) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut before = 0;
    for source in sources {
        let name = source.name();
        let mut take =
            |found: Result<Article, vigie_extract::Error>, bytes: u64, messages: &mut Messages| match found {
                Ok(mut article) => {
                    given.fill(&mut article);
                    messages.progress(before + bytes);
                    each(&name, article, messages)
                }
                Err(e) => {
                    messages.failed(&name, e);
                    Ok(())
                }
            };
        match open(source, given) {
            Err(e) => messages.failed(&name, reason(&e)),
            Ok(Opened::Whole(bytes, file_name)) => {
                let is_page = Kind::of(file_name.as_deref(), &bytes) == Kind::Html;
                for mut found in vigie_extract::articles(&bytes, file_name.as_deref()) {
                    if let (true, Ok(article)) = (is_page, &mut found) {
                        given.weigh(article);
                    }
                    take(found, bytes.len() as u64, messages)?;
                }
            }
            Ok(Opened::Lines(mut lines)) => {
                while let Some(found) = lines.next() {
                    take(found, lines.consumed(), messages)?;
                }
            }
        }
        before += source.size().unwrap_or(0);
    }
    Ok(())
}

enum Opened {
    Whole(Vec<u8>, Option<String>),
    Lines(vigie_extract::JsonLines<Box<dyn io::BufRead>>),
}

/// How many bytes are looked at to know what a source holds.
const HEAD: u64 = 1 << 16;

fn open(source: &Source, given: &Given) -> io::Result<Opened> {
    let mut reader = source.open()?;
    let mut bytes = Vec::new();
    (&mut reader).take(HEAD).read_to_end(&mut bytes)?;
    let name = given.name_of(source);
    let holds_words = !bytes.trim_ascii().is_empty();
    if holds_words && Kind::of(name.as_deref(), &bytes) == Kind::JsonLines {
        let whole = io::Cursor::new(bytes).chain(reader);
        return Ok(Opened::Lines(vigie_extract::JsonLines::new(Box::new(BufReader::with_capacity(
            1 << 16,
            whole,
        )))));
    }
    // One byte more than is allowed, so that what is too long is seen to be.
    reader.take(MAX_PAGE as u64 + 1 - bytes.len() as u64).read_to_end(&mut bytes)?;
    Ok(Opened::Whole(bytes, name))
}

/// The longest file of somebody else's trees that is read, in bytes.
const MAX_TREES: u64 = 1 << 30;

/// The documents of a CoNLL-U file.
pub(crate) fn trees(
    source: &Source,
    read: impl Fn(&str) -> Result<Vec<Parsed>, vigie_annotate::Error>,
) -> Result<Vec<Parsed>, String> {
    let mut bytes = Vec::new();
    let reader = source.open().map_err(|e| reason(&e))?;
    reader.take(MAX_TREES + 1).read_to_end(&mut bytes).map_err(|e| reason(&e))?;
    if bytes.len() as u64 > MAX_TREES {
        return Err("more than 1 GiB of CoNLL-U: give it in several files".to_owned());
    }
    let text = String::from_utf8(bytes).map_err(|_| "not CoNLL-U: it is not UTF-8".to_owned())?;
    let documents = read(&text).map_err(|e| e.to_string())?;
    if documents.iter().all(|d| d.document.sentences.is_empty()) {
        return Err("no sentence in it".to_owned());
    }
    Ok(documents)
}

/// The article of somebody else's trees.
pub(crate) fn article_of_trees(parsed: &Parsed, given: &Given) -> Article {
    let mut article = Article { text: parsed.text.clone(), ..Article::default() };
    article.id = article.id_from_content();
    given.fill(&mut article);
    if let Some(id) = &parsed.id {
        article.id.clone_from(id);
    }
    article
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_walked_in_order_and_hidden_files_are_not_read() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a.html", "sub/c.jsonl", ".hidden.txt", "picture.png", "sub/.git/d.txt"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let (found, wrong) =
            look_up(&[folder.path().to_owned(), "-".into(), "missing.txt".into()], Wanted::Articles);
        let names: Vec<String> =
            found.iter().map(|s| s.name().replace(&format!("{}/", folder.path().display()), "")).collect();
        assert_eq!(names, ["a.html", "b.txt", "sub/c.jsonl", "standard input"]);
        assert_eq!(wrong, [("missing.txt".to_owned(), "no such file or folder".to_owned())]);
    }

    #[test]
    fn what_is_given_fills_gaps_and_the_language_is_taken_over() {
        let given = Given {
            published: Some("2016-11-21".into()),
            lang: Some(Language::Fr),
            outlet: Some("X".into()),
        };
        let mut article = Article {
            id: "a1".into(),
            published: Some("2016-01-01".into()),
            language: Some("en".into()),
            ..Article::default()
        };
        given.fill(&mut article);
        assert_eq!(article.published.as_deref(), Some("2016-01-01"));
        assert_eq!((article.language.as_deref(), article.outlet.as_deref()), (Some("fr"), Some("X")));
        assert_eq!(article.id, "a1");
    }
}
