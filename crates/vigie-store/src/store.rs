//! The file and what is put into it.

use crate::migrations::{check, migrate};
use crate::{Error, ErrorKind, fold::fold};
use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, TransactionBehavior, params};
use std::path::{Path, PathBuf};
use std::time::Duration;
use vigie_schema::{ActorRecord, Article, CountRecord, Record};

/// An open store.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    path: PathBuf,
}

/// An article as it was read, to be put into a store.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The article.
    pub article: Article,
    /// Its reports, in text order.
    pub records: Vec<Record>,
    /// Why it was not coded, where it was not.
    pub not_read: Option<String>,
    /// Version of what coded it: where it differs, the article is read again and its reports are replaced.
    pub coder: String,
    /// When it was read, in UTC (`2026-03-04T08:00:00Z`).
    pub read_at: String,
}

/// What a store knows of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// Nothing. It is to be put in under this id: its own, unless another article has that.
    New(String),
    /// It is there under this id, but coded by another version or with other dates: it is to be read again.
    Outdated(String),
    /// It is there under this id as this version codes it.
    Current(String),
}

impl Store {
    /// Opens the store at `path`, or makes one where there is no file. Older formats are brought to the newest.
    pub fn open(path: &Path) -> Result<Self, Error> {
        Self::open_with(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE, migrate)
    }

    /// Opens a store that exists, to look into it.
    pub fn open_existing(path: &Path) -> Result<Self, Error> {
        if !path.exists() {
            return Err(Error::new(path, ErrorKind::Missing));
        }
        Self::open_with(path, OpenFlags::SQLITE_OPEN_READ_WRITE, |connection| {
            if check(connection)? == 0 { Err(ErrorKind::NotStore) } else { migrate(connection) }
        })
    }

    fn open_with(
        path: &Path,
        flags: OpenFlags,
        prepare: impl FnOnce(&mut Connection) -> Result<(), ErrorKind>,
    ) -> Result<Self, Error> {
        let open = || -> Result<Connection, ErrorKind> {
            let mut connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
            // Another `vigie read` may be writing: a batch takes far less than this.
            connection.busy_timeout(Duration::from_secs(30))?;
            check(&connection)?;
            // A write-ahead log lets `vigie show` read while `vigie read` writes. With it, `normal` never breaks the file: a power
            // cut may lose the last batch, which the next run reads again; a killed process loses nothing that was committed.
            connection.pragma_update(None, "journal_mode", "WAL")?;
            connection.pragma_update(None, "synchronous", "NORMAL")?;
            connection.pragma_update(None, "foreign_keys", true)?;
            prepare(&mut connection)?;
            Ok(connection)
        };
        let connection = open().map_err(|kind| Error::new(path, kind))?;
        Ok(Self { connection, path: path.to_owned() })
    }

    pub(crate) fn error(&self, kind: impl Into<ErrorKind>) -> Error {
        Error::new(&self.path, kind.into())
    }

    /// What is known of `article`, coded by `coder`. Articles are the same where their content is
    /// ([`Article::content_hash`]), whatever their ids; two articles that came with one id both find their place.
    pub fn known(&self, article: &Article, coder: &str) -> Result<Known, Error> {
        self.look_up(article, coder).map_err(|e| self.error(e))
    }

    fn look_up(&self, article: &Article, coder: &str) -> rusqlite::Result<Known> {
        let hash = article.content_hash();
        let mut by_hash = self
            .connection
            .prepare_cached("SELECT id, coder, published, language FROM articles WHERE hash = ?")?;
        let row = by_hash
            .query_row([&hash], |row| {
                Ok((
                    row.get::<_, String>(0)?,
                    row.get::<_, String>(1)?,
                    row.get::<_, Option<String>>(2)?,
                    row.get::<_, Option<String>>(3)?,
                ))
            })
            .optional()?;
        if let Some((id, stored_coder, published, language)) = row {
            let says_more =
                |given: &Option<String>, stored: &Option<String>| given.is_some() && given != stored;
            let is_current = stored_coder == coder
                && !says_more(&article.published, &published)
                && !says_more(&article.language, &language);
            return Ok(if is_current { Known::Current(id) } else { Known::Outdated(id) });
        }
        let mut by_id = self.connection.prepare_cached("SELECT 1 FROM articles WHERE id = ?")?;
        let is_taken = by_id.exists([&article.id])?;
        Ok(Known::New(if is_taken { format!("{}~{}", article.id, &hash[..8]) } else { article.id.clone() }))
    }

    /// Puts articles with their reports in, in one transaction: all of them or, if the process dies, none. An article whose
    /// content is there already takes the place of the older reading, under its id.
    pub fn put(&mut self, entries: &[Entry]) -> Result<(), Error> {
        let put = |connection: &mut Connection| -> rusqlite::Result<()> {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            for entry in entries {
                put_entry(&transaction, entry)?;
            }
            transaction.commit()
        };
        put(&mut self.connection).map_err(|e| self.error(e))
    }
}

fn put_entry(transaction: &Transaction<'_>, entry: &Entry) -> rusqlite::Result<()> {
    let article = &entry.article;
    let hash = article.content_hash();
    // Reports, participants and places go with it, by their references.
    transaction.prepare_cached("DELETE FROM articles WHERE hash = ?")?.execute([&hash])?;
    transaction
        .prepare_cached(
            "INSERT INTO articles (id, hash, url, outlet, title, published, language, text, related, not_read, coder, read_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            article.id,
            hash,
            article.url,
            article.outlet,
            article.title,
            article.published,
            article.language,
            article.text,
            json(&article.related)?,
            entry.not_read,
            entry.coder,
            entry.read_at,
        ])?;
    for (position, record) in entry.records.iter().enumerate() {
        put_record(transaction, &article.id, position, record)?;
    }
    Ok(())
}

fn put_record(
    transaction: &Transaction<'_>,
    article: &str,
    position: usize,
    r: &Record,
) -> rusqlite::Result<()> {
    let place = r.places.first();
    let day = r.time.start.as_ref().or(r.time.end.as_ref()).or(r.article.published.as_ref());
    transaction
        .prepare_cached(
            "INSERT INTO reports (id, article_id, position, type, modes, contexts, action, status, date_start, date_end, date_basis,
                day, place, country, lat, lon, geonames, actors, recipients, weapons, counts, territory, sources, sentence, trigger,
                confidence, record)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            r.id,
            article,
            position as u32,
            r.plover.r#type,
            list(r.plover.modes.iter().cloned()),
            list(r.plover.contexts.iter().cloned()),
            r.action,
            r.factuality.status.code(),
            r.time.start,
            r.time.end,
            r.time.basis.code(),
            day,
            place.map(|p| &p.name),
            place.and_then(|p| p.country.as_ref()),
            place.and_then(|p| p.lat),
            place.and_then(|p| p.lon),
            place.and_then(|p| p.geonames),
            list(r.actors.iter().map(called)),
            list(r.recipients.iter().map(called)),
            list(r.weapons.iter().map(|w| w.kind.clone())),
            list(r.counts.iter().map(counted)),
            r.territory.change.code(),
            list(r.attribution.iter().map(|a| a.name.clone())),
            r.sentence.text,
            r.trigger.text,
            f64::from(r.confidence),
            json(r)?,
        ])?;
    let mut participant = transaction.prepare_cached(
        "INSERT INTO participants (report_id, role, position, actor_id, name, text, folded) VALUES (?, ?, ?, ?, ?, ?, ?)",
    )?;
    for (role, all) in [("actor", &r.actors), ("recipient", &r.recipients)] {
        for (n, p) in all.iter().enumerate() {
            let folded = fold_all([&p.id, &p.name, &p.text, &p.country]);
            participant.execute(params![r.id, role, n as u32, p.id, p.name, p.text, folded])?;
        }
    }
    let mut put_place = transaction.prepare_cached(
        "INSERT INTO places (report_id, position, geonames, name, text, country, relation, folded) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    for (n, p) in r.places.iter().enumerate() {
        // Not the province: in many countries it is named like its chief town, which is what people look for.
        let folded = fold_all([&Some(p.name.clone()), &p.text, &p.country]);
        put_place.execute(params![
            r.id,
            n as u32,
            p.geonames,
            p.name,
            p.text,
            p.country,
            p.relation.code(),
            folded
        ])?;
    }
    Ok(())
}

/// Forms to search in, a line each, so that words of two forms never join.
fn fold_all<const N: usize>(forms: [&Option<String>; N]) -> String {
    forms.into_iter().flatten().map(|form| format!(" {} ", fold(form))).collect::<Vec<_>>().join("\n")
}

/// What a participant is called: its name, or its words.
fn called(p: &ActorRecord) -> String {
    p.name.as_ref().or(p.text.as_ref()).or(p.id.as_ref()).cloned().unwrap_or_default()
}

fn counted(c: &CountRecord) -> String {
    let number = match (c.low, c.high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low}–{high}"),
        (Some(low), None) => format!("≥{low}"),
        (None, Some(high)) => format!("≤{high}"),
        (None, None) => "?".to_owned(),
    };
    format!("{} {number}", c.of)
}

fn list(all: impl Iterator<Item = String>) -> Option<String> {
    let joined = all.filter(|one| !one.is_empty()).collect::<Vec<_>>().join("; ");
    (!joined.is_empty()).then_some(joined)
}

fn json<T: serde::Serialize + ?Sized>(value: &T) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|e| rusqlite::Error::ToSqlConversionFailure(Box::new(e)))
}
