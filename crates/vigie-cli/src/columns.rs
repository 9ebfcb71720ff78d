//! The columns of CSV: one row a report. docs/columns.md explains them.

use vigie_schema::{ActorRecord, Record};

/// How a cell is filled.
type Column = fn(&Record) -> String;

/// The columns in their order, with how each is filled.
pub(crate) const COLUMNS: &[(&str, Column)] = &[
    ("report_id", |r| r.id.clone()),
    ("article_id", |r| r.article.id.clone()),
    ("outlet", |r| some(r.article.outlet.as_ref())),
    ("title", |r| some(r.article.title.as_ref())),
    ("url", |r| some(r.article.url.as_ref())),
    ("published", |r| some(r.article.published.as_ref())),
    ("language", |r| some(r.article.language.as_ref())),
    ("event_type", |r| some(r.plover.r#type.as_ref())),
    ("modes", |r| list(r.plover.modes.iter().cloned())),
    ("contexts", |r| list(r.plover.contexts.iter().cloned())),
    ("action", |r| r.action.clone()),
    ("cameo", |r| some(r.cameo.as_ref())),
    ("acled_event_type", |r| some(r.acled.as_ref().map(|a| &a.event_type))),
    ("acled_sub_event_type", |r| some(r.acled.as_ref().map(|a| &a.sub_event_type))),
    ("status", |r| r.factuality.status.to_string()),
    ("status_cue", |r| some(r.factuality.cue.as_ref())),
    ("date_start", |r| some(r.time.start.as_ref())),
    ("date_end", |r| some(r.time.end.as_ref())),
    ("date_precision", |r| r.time.precision.to_string()),
    ("date_basis", |r| r.time.basis.to_string()),
    ("date_text", |r| some(r.time.text.as_ref())),
    ("actors", |r| list(r.actors.iter().map(called))),
    ("actor_ids", |r| list(r.actors.iter().map(|a| some(a.id.as_ref())))),
    ("actor_countries", |r| list(r.actors.iter().map(|a| some(a.country.as_ref())))),
    ("actor_sectors", |r| list(r.actors.iter().map(|a| a.sectors.join(" ")))),
    ("actor_texts", |r| list(r.actors.iter().map(|a| some(a.text.as_ref())))),
    ("recipients", |r| list(r.recipients.iter().map(called))),
    ("recipient_ids", |r| list(r.recipients.iter().map(|a| some(a.id.as_ref())))),
    ("recipient_countries", |r| list(r.recipients.iter().map(|a| some(a.country.as_ref())))),
    ("recipient_sectors", |r| list(r.recipients.iter().map(|a| a.sectors.join(" ")))),
    ("recipient_texts", |r| list(r.recipients.iter().map(|a| some(a.text.as_ref())))),
    ("place", |r| some(r.places.first().map(|p| &p.name))),
    ("place_text", |r| some(r.places.first().and_then(|p| p.text.as_ref()))),
    ("place_relation", |r| some(r.places.first().map(|p| p.relation.code()))),
    ("place_precision", |r| some(r.places.first().map(|p| p.precision.code()))),
    ("geo_precision", |r| some(r.places.first().map(|p| p.precision.acled(p.relation)))),
    ("where_prec", |r| some(r.places.first().map(|p| p.precision.ucdp(p.relation)))),
    ("country", |r| some(r.places.first().and_then(|p| p.country.as_ref()))),
    ("admin1", |r| some(r.places.first().and_then(|p| p.admin1.as_ref()))),
    ("latitude", |r| some(r.places.first().and_then(|p| p.lat))),
    ("longitude", |r| some(r.places.first().and_then(|p| p.lon))),
    ("geonames", |r| some(r.places.first().and_then(|p| p.geonames))),
    ("other_places", |r| list(r.places.iter().skip(1).map(|p| p.name.clone()))),
    ("weapons", |r| list(r.weapons.iter().map(|w| w.kind.clone()))),
    ("weapon_texts", |r| list(r.weapons.iter().map(|w| w.text.clone()))),
    ("counts_of", |r| list(r.counts.iter().map(|c| c.of.clone()))),
    ("counts_whom", |r| list(r.counts.iter().map(|c| some(c.whom.as_ref())))),
    ("counts_low", |r| list(r.counts.iter().map(|c| some(c.low)))),
    ("counts_high", |r| list(r.counts.iter().map(|c| some(c.high)))),
    ("counts_approximate", |r| list(r.counts.iter().map(|c| c.approximate.to_string()))),
    ("counts_texts", |r| list(r.counts.iter().map(|c| c.text.clone()))),
    ("territory_change", |r| r.territory.change.to_string()),
    ("territory_place", |r| some(r.territory.place.as_ref())),
    ("territory_by", |r| list(r.territory.by.iter().cloned())),
    ("territory_from", |r| list(r.territory.from.iter().cloned())),
    ("sources", |r| list(r.attribution.iter().map(|a| a.name.clone()))),
    ("source_roles", |r| list(r.attribution.iter().map(|a| some(a.role.as_ref())))),
    ("source_kinds", |r| list(r.attribution.iter().map(|a| a.kind.to_string()))),
    ("source_cues", |r| list(r.attribution.iter().map(|a| some(a.cue.as_ref())))),
    ("source_quoted", |r| list(r.attribution.iter().map(|a| a.quoted.to_string()))),
    ("trigger", |r| r.trigger.text.clone()),
    ("trigger_lemma", |r| r.trigger.lemma.clone()),
    ("trigger_start", |r| r.trigger.start.to_string()),
    ("trigger_end", |r| r.trigger.end.to_string()),
    ("sentence_index", |r| r.sentence.index.to_string()),
    ("sentence_start", |r| r.sentence.start.to_string()),
    ("sentence_end", |r| r.sentence.end.to_string()),
    ("sentence", |r| r.sentence.text.clone()),
    ("confidence", |r| r.confidence.to_string()),
    ("coder_version", |r| r.coder.version.clone()),
    ("codebook", |r| r.coder.codebook.clone()),
    ("model", |r| r.coder.model.clone()),
];

/// What a participant is called: its name, or the words that stand for it.
pub(crate) fn called(p: &ActorRecord) -> String {
    p.name.as_ref().or(p.text.as_ref()).or(p.id.as_ref()).cloned().unwrap_or_default()
}

fn some<T: ToString>(value: Option<T>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

/// A list in one cell. Items keep their places, so that the third id belongs to the third actor; a list of nothing but
/// unknowns is an empty cell.
fn list(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.map(|item| item.replace("; ", ", ")).collect();
    if items.iter().all(String::is_empty) { String::new() } else { items.join("; ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_column_has_a_name_of_its_own_and_is_explained() {
        let names: BTreeSet<_> = COLUMNS.iter().map(|(name, _)| name).collect();
        assert_eq!(names.len(), COLUMNS.len());
        let explained = include_str!("../../../docs/columns.md");
        for (name, _) in COLUMNS {
            assert!(explained.contains(&format!("| `{name}` |")), "docs/columns.md explains `{name}`");
        }
    }

    #[test]
    fn a_list_keeps_the_places_of_its_items() {
        let items = ["a", "", "b; c"].map(str::to_owned);
        assert_eq!(list(items.into_iter()), "a; ; b, c");
        assert_eq!(list([String::new(), String::new()].into_iter()), "");
    }
}
