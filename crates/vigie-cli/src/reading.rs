//! One run over many articles: each is read, printed, stored and counted, and none stops the others.

use crate::inputs::reason;
use crate::messages::{Messages, complain};
use crate::print::clean;
use crate::{Outcome, is_broken_pipe};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Write, stderr};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};
use vigie::{Evidence, Mentioned, NotRead, Reading, Vigie};
use vigie_annotate::Document;
use vigie_schema::{Article, Record};
use vigie_store::{Entry, Known, Store};
use vigie_text::Language;

thread_local! {
    /// Whether an article is being read: a mistake of ours is then caught, and told as the article's message.
    static IS_READING: Cell<bool> = const { Cell::new(false) };
}

/// Says in one line, in place of a trace, that vigie made a mistake that ends it.
pub(crate) fn tell_of_mistakes() {
    std::panic::set_hook(Box::new(|panic| {
        if !IS_READING.get() {
            complain(&format!("a mistake in vigie, please report it: {panic}"));
        }
    }));
}

/// Reads, stores and counts articles.
pub(crate) struct Run {
    pub(crate) vigie: Vigie,
    keeper: Option<Keeper>,
    started: Instant,
    tally: Tally,
}

#[derive(Default)]
struct Tally {
    read: u64,
    known: u64,
    reports: u64,
    not_read: BTreeMap<String, u64>,
}

impl Run {
    /// Gets ready; opens the store, where there is to be one.
    pub(crate) fn new(store: Option<&Path>, vigie: Vigie) -> anyhow::Result<Self> {
        let started = Instant::now();
        let keeper = store.map(|path| Keeper::open(path, vigie.edition())).transpose()?;
        Ok(Self { vigie, keeper, started, tally: Tally::default() })
    }

    /// Reads an article, by its own trees or by somebody else's, and hands its reports to `print`. An article that the store
    /// holds already is taken from there.
    pub(crate) fn article(
        &mut self,
        input: &str,
        mut article: Article,
        trees: Option<Document>,
        messages: &mut Messages,
        print: impl FnOnce(&[Record]) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        if let Some(keeper) = &mut self.keeper {
            match keeper.known(&article)? {
                Known::Current(id) => {
                    let records = keeper.store.reports_of(&id)?;
                    self.tally.known += 1;
                    self.tally.reports += records.len() as u64;
                    if let Some(why) = keeper.store.not_read(&id)? {
                        messages.failed(input, &why);
                        *self.tally.not_read.entry(why).or_default() += 1;
                    }
                    return self.print(print, &records, messages);
                }
                Known::New(id) | Known::Outdated(id) => article.id = id,
            }
        }
        let id = article.id.clone();
        let reading = match self.read(article, trees) {
            Ok(reading) => reading,
            Err(why) => {
                messages.failed(input, format!("article `{id}` could not be read: {why}"));
                *self.tally.not_read.entry("failed".to_owned()).or_default() += 1;
                return Ok(());
            }
        };
        let records = reading.records();
        let why = reading.not_read.as_ref().map(reason_of);
        if let Some(why) = &why {
            messages.failed(input, why);
            *self.tally.not_read.entry(why.clone()).or_default() += 1;
        } else {
            self.tally.read += 1;
        }
        self.tally.reports += records.len() as u64;
        if let Some(keeper) = &mut self.keeper {
            keeper.keep(reading.article, records.clone(), why)?;
        }
        self.print(print, &records, messages)
    }

    fn print(
        &self,
        print: impl FnOnce(&[Record]) -> anyhow::Result<()>,
        records: &[Record],
        messages: &Messages,
    ) -> anyhow::Result<()> {
        if records.is_empty() {
            return Ok(());
        }
        match messages.aside(|| print(records)) {
            // Nobody reads the output any more (`| head`): the store is still to be filled.
            Err(e) if self.keeper.is_some() && is_broken_pipe(&e) => Ok(()),
            other => other,
        }
    }

    /// Reads one article; a mistake of ours in it comes back as its reason.
    pub(crate) fn read(&self, article: Article, trees: Option<Document>) -> Result<Reading, String> {
        guarded(|| match trees {
            Some(trees) => Ok(self.vigie.read_parsed(article, trees)),
            None => self.vigie.read(article),
        })
    }

    /// Reads one article and tells what decided each place, actor and time, with the same care.
    pub(crate) fn explain(&self, article: Article) -> Result<(Reading, Vec<Evidence>), String> {
        guarded(|| self.vigie.explain(article))
    }

    /// Finds what one article mentions, with the same care.
    pub(crate) fn mentions(&self, article: Article) -> Result<Mentioned, String> {
        guarded(|| self.vigie.mentions(article))
    }

    /// Stores what is left and prints the closing table.
    pub(crate) fn finish(mut self, messages: &mut Messages) -> anyhow::Result<Outcome> {
        if let Some(keeper) = &mut self.keeper {
            keeper.flush()?;
        }
        messages.finish();
        // Where standard error is closed there is nobody to tell.
        let _ = self.close(messages);
        Ok(if messages.failures() == 0 { Outcome::Done } else { Outcome::SomeFailed })
    }

    fn close(&self, messages: &Messages) -> std::io::Result<()> {
        let seconds = self.started.elapsed().as_secs_f64();
        let Tally { read, known, reports, not_read } = &self.tally;
        let refused: u64 = not_read.values().sum();
        let failed = messages.failures() - refused.min(messages.failures());
        let rate = (read + known) as f64 / seconds.max(0.001);
        let mut table: Vec<(&str, String)> =
            vec![("articles read", read.to_string()), ("not read", refused.to_string())];
        if self.keeper.is_some() {
            table.push(("in the store already", known.to_string()));
        }
        table.extend([
            ("inputs failed", failed.to_string()),
            ("reports", reports.to_string()),
            ("seconds", format!("{seconds:.2}")),
            ("articles/s", format!("{rate:.0}")),
        ]);
        let mut err = stderr().lock();
        let mut lines = [String::new(), String::new()];
        for (name, value) in &table {
            let width = name.len().max(value.len());
            // Writing to a `String` cannot fail.
            let _ = write!(lines[0], "  {name:>width$}");
            let _ = write!(lines[1], "  {value:>width$}");
        }
        writeln!(err, "{}\n{}", lines[0], lines[1])?;
        for (why, times) in not_read {
            writeln!(err, "  not read: {times} × {}", clean(why))?;
        }
        Ok(())
    }
}

/// Runs a reading; a mistake of ours in it comes back as its reason.
fn guarded<T>(read: impl FnOnce() -> Result<T, vigie::Error>) -> Result<T, String> {
    IS_READING.set(true);
    let read = catch_unwind(AssertUnwindSafe(read));
    IS_READING.set(false);
    match read {
        Ok(Ok(reading)) => Ok(reading),
        Ok(Err(e)) => Err(e.to_string()),
        Err(panic) => {
            let what = panic
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| panic.downcast_ref::<&str>().copied())
                .unwrap_or("no reason given");
            Err(format!("a mistake in vigie, please report it ({what})"))
        }
    }
}

/// Why an article was not coded, in a user's words.
pub(crate) fn reason_of(why: &NotRead) -> String {
    match why {
        NotRead::Empty => "no words in it".to_owned(),
        NotRead::Language(Some(code)) => {
            format!(
                "in a language that vigie does not read ({code}); it reads fr and en, and --lang says which"
            )
        }
        NotRead::Language(None) => {
            "its language was not recognised; say it with --lang fr or --lang en".to_owned()
        }
        _ => "not read".to_owned(),
    }
}

/// Puts articles into a store, many at a time: a transaction costs a hundred times what an article does.
struct Keeper {
    store: Store,
    coder: String,
    pending: Vec<Entry>,
    since: Instant,
}

/// A batch is put in when it has this many articles, or is this old.
const BATCH: usize = 200;
const AGE: Duration = Duration::from_secs(1);

impl Keeper {
    fn open(path: &Path, edition: &str) -> anyhow::Result<Self> {
        if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty())
            && let Err(e) = std::fs::metadata(folder)
        {
            anyhow::bail!("{}: {} (the folder for the store)", folder.display(), reason(&e));
        }
        let store = Store::open(path)?;
        Ok(Self { store, coder: coder(edition)?, pending: Vec::new(), since: Instant::now() })
    }

    fn known(&mut self, article: &Article) -> anyhow::Result<Known> {
        // The store does not see what is pending.
        let hash = article.content_hash();
        if self.pending.iter().any(|e| e.article.id == article.id || e.article.content_hash() == hash) {
            self.flush()?;
        }
        Ok(self.store.known(article, &self.coder)?)
    }

    fn keep(
        &mut self,
        article: Article,
        records: Vec<Record>,
        not_read: Option<String>,
    ) -> anyhow::Result<()> {
        let now = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        self.pending.push(Entry { article, records, not_read, coder: self.coder.clone(), read_at: now });
        if self.pending.len() >= BATCH || self.since.elapsed() >= AGE {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> anyhow::Result<()> {
        if !self.pending.is_empty() {
            self.store.put(&self.pending)?;
            self.pending.clear();
        }
        self.since = Instant::now();
        Ok(())
    }
}

impl Drop for Keeper {
    /// A run that ends by an error keeps what it has read.
    fn drop(&mut self) {
        let _ = self.flush();
    }
}

/// Everything that decides how an article is coded: program, codebook, models.
fn coder(edition: &str) -> anyhow::Result<String> {
    let mut coder = format!("{} {edition}", env!("CARGO_PKG_VERSION"));
    for language in Language::ALL {
        coder.push(' ');
        coder.push_str(vigie_annotate::Annotator::shipped(language)?.model_name());
    }
    Ok(coder)
}
