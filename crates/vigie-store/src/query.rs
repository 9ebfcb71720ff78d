//! Looking back.

use crate::{Error, ErrorKind, Store, fold::fold};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params_from_iter};
use vigie_schema::{Article, Record};

/// Which reports to show; what is `None` does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// A place, by any name that it has in the store: whoever says `Mossoul` finds `Mosul` too where one report ties them.
    pub place: Option<String>,
    /// An actor or recipient, likewise.
    pub actor: Option<String>,
    /// A PLOVER type or mode, or an action.
    pub r#type: Option<String>,
    /// First day, `YYYY-MM-DD`: reports that end before it are left out.
    pub since: Option<String>,
    /// Last day: reports that begin after it are left out.
    pub until: Option<String>,
    /// The reports of one article.
    pub article: Option<String>,
}

/// How much a store holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Articles.
    pub articles: u64,
    /// Articles that were not coded.
    pub not_read: u64,
    /// Reports.
    pub reports: u64,
}

impl Store {
    /// The reports that `filter` lets through, by day, then by outlet and place in the article. Those without any day come last.
    pub fn timeline(&self, filter: &Filter) -> Result<Vec<Record>, Error> {
        let (condition, values) = filter.condition();
        let query = format!(
            "SELECT r.id, r.record FROM reports r JOIN articles a ON a.id = r.article_id WHERE {condition}
             ORDER BY r.day IS NULL, r.day, a.outlet, a.id, r.position"
        );
        let rows = || -> rusqlite::Result<Vec<(String, String)>> {
            let mut statement = self.connection.prepare(&query)?;
            statement.query_map(params_from_iter(values), |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        };
        let rows = rows().map_err(|e| self.error(e))?;
        rows.into_iter().map(|(id, record)| self.record(&id, &record)).collect()
    }

    /// The reports of an article, in text order.
    pub fn reports_of(&self, article: &str) -> Result<Vec<Record>, Error> {
        let rows = || -> rusqlite::Result<Vec<(String, String)>> {
            let mut statement = self
                .connection
                .prepare_cached("SELECT id, record FROM reports WHERE article_id = ? ORDER BY position")?;
            statement.query_map([article], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        };
        let rows = rows().map_err(|e| self.error(e))?;
        rows.into_iter().map(|(id, record)| self.record(&id, &record)).collect()
    }

    /// The report with this id.
    pub fn report(&self, id: &str) -> Result<Option<Record>, Error> {
        let found: Option<String> = self
            .connection
            .query_row("SELECT record FROM reports WHERE id = ?", [id], |row| row.get(0))
            .optional()
            .map_err(|e| self.error(e))?;
        found.map(|record| self.record(id, &record)).transpose()
    }

    /// The article with this id.
    pub fn article(&self, id: &str) -> Result<Option<Article>, Error> {
        self.connection
            .query_row(
                "SELECT id, url, outlet, title, published, language, text, related FROM articles WHERE id = ?",
                [id],
                article,
            )
            .optional()
            .map_err(|e| self.error(e))
    }

    /// Why the article with this id was not coded, where it was not.
    pub fn not_read(&self, id: &str) -> Result<Option<String>, Error> {
        self.connection
            .query_row("SELECT not_read FROM articles WHERE id = ?", [id], |row| row.get(0))
            .optional()
            .map(Option::flatten)
            .map_err(|e| self.error(e))
    }

    /// How much there is.
    pub fn totals(&self) -> Result<Totals, Error> {
        self.connection
            .query_row(
                "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM articles WHERE not_read IS NOT NULL),
                        (SELECT count(*) FROM reports)",
                [],
                |row| {
                    let number = |n| row.get::<_, i64>(n).map(i64::unsigned_abs);
                    Ok(Totals { articles: number(0)?, not_read: number(1)?, reports: number(2)? })
                },
            )
            .map_err(|e| self.error(e))
    }

    fn record(&self, id: &str, json: &str) -> Result<Record, Error> {
        serde_json::from_str(json).map_err(|cause| self.error(ErrorKind::Record { id: id.to_owned(), cause }))
    }
}

fn article(row: &Row<'_>) -> rusqlite::Result<Article> {
    let related: String = row.get(7)?;
    Ok(Article {
        id: row.get(0)?,
        url: row.get(1)?,
        outlet: row.get(2)?,
        title: row.get(3)?,
        published: row.get(4)?,
        language: row.get(5)?,
        text: row.get(6)?,
        related: serde_json::from_str(&related).map_err(|e| {
            rusqlite::Error::FromSqlConversionFailure(7, rusqlite::types::Type::Text, Box::new(e))
        })?,
        spans: None,
    })
}

impl Filter {
    fn condition(&self) -> (String, Vec<Value>) {
        let mut conditions = vec!["1".to_owned()];
        let mut values: Vec<Value> = Vec::new();
        let mut say = |condition: &str, with: Vec<String>| {
            conditions.push(condition.to_owned());
            values.extend(with.into_iter().map(Value::from));
        };
        if let Some(place) = &self.place {
            let sought = sought(place);
            say(
                "r.id IN (SELECT report_id FROM places WHERE instr(folded, ?) OR geonames IN
                     (SELECT geonames FROM places WHERE instr(folded, ?)))",
                vec![sought.clone(), sought],
            );
        }
        if let Some(actor) = &self.actor {
            let sought = sought(actor);
            say(
                "r.id IN (SELECT report_id FROM participants WHERE instr(folded, ?) OR actor_id IN
                     (SELECT actor_id FROM participants WHERE instr(folded, ?)))",
                vec![sought.clone(), sought],
            );
        }
        if let Some(kind) = &self.r#type {
            let kind = kind.trim().to_lowercase();
            say(
                "(lower(r.type) = ? OR r.action = ? OR instr('; ' || r.modes || '; ', '; ' || ? || '; '))",
                vec![kind.clone(), kind.clone(), kind],
            );
        }
        if let Some(since) = &self.since {
            say("coalesce(r.date_end, r.date_start, r.day) >= ?", vec![since.clone()]);
        }
        if let Some(until) = &self.until {
            say("coalesce(r.date_start, r.date_end, r.day) <= ?", vec![until.clone()]);
        }
        if let Some(article) = &self.article {
            say("r.article_id = ?", vec![article.clone()]);
        }
        (conditions.join(" AND "), values)
    }
}

/// What is looked for in the folded forms: whole words, the last of which may go on where it is long enough not to begin
/// by chance (`djihadiste` finds `djihadistes`; `EI` does not find `eight`).
fn sought(name: &str) -> String {
    let folded = fold(name);
    let last = folded.rsplit(' ').next().map_or(0, |word| word.chars().count());
    if last >= 4 { format!(" {folded}") } else { format!(" {folded} ") }
}
