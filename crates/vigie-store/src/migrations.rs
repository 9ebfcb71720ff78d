//! The format of a store, step by step. A step that was released is never changed: a new one is added.

use crate::ErrorKind;
use rusqlite::{Connection, TransactionBehavior};

/// Marks the file as a store (`PRAGMA application_id`): the letters `vigi`.
const APPLICATION_ID: i64 = 0x7669_6769;

/// Step *n* takes a store of format *n* to format *n* + 1.
const STEPS: &[&str] = &[
    // 1: articles and their reports.
    "
    CREATE TABLE articles (
        id         TEXT PRIMARY KEY,
        hash       TEXT NOT NULL UNIQUE,     -- SHA-256 of text, title and outlet
        url        TEXT,
        outlet     TEXT,
        title      TEXT,
        published  TEXT,                     -- YYYY-MM-DD
        language   TEXT,                     -- ISO 639-1
        text       TEXT NOT NULL,
        related    TEXT NOT NULL,            -- JSON list of text, span (bytes), url
        not_read   TEXT,                     -- why it was not coded
        coder      TEXT NOT NULL,            -- version of what coded it
        read_at    TEXT NOT NULL             -- UTC
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE reports (
        id           TEXT PRIMARY KEY,
        article_id   TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        position     INTEGER NOT NULL,       -- order in the article, from 0
        type         TEXT,                   -- PLOVER event type
        modes        TEXT,                   -- lists are joined with '; '
        contexts     TEXT,
        action       TEXT NOT NULL,
        status       TEXT NOT NULL,
        date_start   TEXT,                   -- YYYY-MM-DD
        date_end     TEXT,
        date_basis   TEXT NOT NULL,
        day          TEXT,                   -- date_start, or date_end, or the day of publication
        place        TEXT,
        country      TEXT,                   -- ISO 3166 alpha-3
        lat          REAL,
        lon          REAL,
        geonames     INTEGER,
        actors       TEXT,
        recipients   TEXT,
        weapons      TEXT,
        counts       TEXT,
        territory    TEXT,
        sources      TEXT,
        sentence     TEXT NOT NULL,
        trigger      TEXT NOT NULL,
        confidence   REAL NOT NULL,
        record       TEXT NOT NULL           -- the whole report, as `vigie read --format jsonl` prints it
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX reports_by_article ON reports (article_id, position);
    CREATE INDEX reports_by_day ON reports (day);

    -- Who is named in a report: actors, then recipients.
    CREATE TABLE participants (
        report_id  TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
        role       TEXT NOT NULL,            -- actor or recipient
        position   INTEGER NOT NULL,
        actor_id   TEXT,
        name       TEXT,
        text       TEXT,
        folded     TEXT NOT NULL,            -- id, name and text without accents and capitals, to search in
        PRIMARY KEY (report_id, role, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX participants_by_actor ON participants (actor_id);

    -- Where a report is: the first place is where it happened.
    CREATE TABLE places (
        report_id  TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
        position   INTEGER NOT NULL,
        geonames   INTEGER,
        name       TEXT NOT NULL,
        text       TEXT,
        country    TEXT,
        relation   TEXT NOT NULL,
        folded     TEXT NOT NULL,
        PRIMARY KEY (report_id, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX places_by_geonames ON places (geonames);
    ",
];

/// The newest format.
#[expect(clippy::cast_possible_wrap, reason = "there are a handful of steps")]
pub(crate) const NEWEST: i64 = STEPS.len() as i64;

/// Brings the file to the newest format. Each step is one transaction with its number, so that a process killed in
/// between leaves a store of an older format and not a broken one.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), ErrorKind> {
    migrate_to(connection, NEWEST)
}

fn migrate_to(connection: &mut Connection, newest: i64) -> Result<(), ErrorKind> {
    if check(connection)? >= newest {
        return Ok(());
    }
    loop {
        // Two processes may open a new store at once: the version is read again under the lock.
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let version = check(&transaction)?;
        if version >= newest {
            return Ok(());
        }
        let step = usize::try_from(version).ok().and_then(|n| STEPS.get(n));
        let Some(step) = step else { return Err(ErrorKind::NotStore) };
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", version + 1)?;
        transaction.commit()?;
    }
}

/// The format of the file; 0 for an empty one. Refuses files of other programs and of a newer vigie.
pub(crate) fn check(connection: &Connection) -> Result<i64, ErrorKind> {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let version = number("user_version")?;
    let application = number("application_id")?;
    if application == APPLICATION_ID {
        return if version > NEWEST {
            Err(ErrorKind::Newer { found: version, known: NEWEST })
        } else {
            Ok(version)
        };
    }
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application == 0 && version == 0 && tables == 0 { Ok(0) } else { Err(ErrorKind::NotStore) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_older_format_is_brought_to_the_newest() {
        for start in 0..NEWEST {
            let mut connection = Connection::open_in_memory().unwrap();
            migrate_to(&mut connection, start).unwrap();
            migrate(&mut connection).unwrap();
            assert_eq!(check(&connection).unwrap(), NEWEST);
        }
    }

    #[test]
    fn migrating_twice_changes_nothing() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        migrate(&mut connection).unwrap();
        assert_eq!(check(&connection).unwrap(), NEWEST);
    }
}
