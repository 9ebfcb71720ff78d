//! What must hold of every record of every article, however odd.

use serde_json::Value;
use std::collections::BTreeSet;
use vigie::schema::{Article, Record};

/// Every offset slices back, by code points, to the words beside it; no text is empty; bounds are in order; ids are unique;
/// records come in text order.
pub fn check(article: &Article, records: &[Record]) {
    let text: Vec<char> = article.text.chars().collect();
    let mut ids = BTreeSet::new();
    let mut last = 0;
    for record in records {
        assert!(ids.insert(&record.id), "two records of {} have the id {}", article.id, record.id);
        assert_eq!(record.article.id, article.id);
        assert!(last <= record.trigger.start, "{} is out of text order", record.id);
        last = record.trigger.start;
        let (trigger, sentence) = (&record.trigger, &record.sentence);
        assert!(
            sentence.start <= trigger.start && trigger.start < trigger.end && trigger.end <= sentence.end,
            "the trigger of {} lies outside its sentence",
            record.id
        );
        assert!((0.0..=1.0).contains(&record.confidence), "{}: confidence {}", record.id, record.confidence);
        for count in &record.counts {
            assert!(
                count.low.zip(count.high).is_none_or(|(low, high)| low <= high),
                "{}: {count:?}",
                record.id
            );
        }
        assert!(
            record.time.start.as_ref().zip(record.time.end.as_ref()).is_none_or(|(start, end)| start <= end),
            "{}: {:?}",
            record.id,
            record.time
        );
        // Walking the JSON instead of the fields covers fields that are added later.
        walk(&text, &serde_json::to_value(record).unwrap(), &record.id);
    }
}

fn walk(text: &[char], value: &Value, path: &str) {
    match value {
        Value::String(s) => assert!(!s.is_empty(), "{path} is an empty string"),
        Value::Array(values) => values.iter().for_each(|v| walk(text, v, path)),
        Value::Object(fields) => {
            for (start, end) in [("start", "end"), ("text_start", "text_end")] {
                let number = |key| fields.get(key).and_then(Value::as_u64);
                let (Some(start), Some(end)) = (number(start), number(end)) else {
                    assert!(number(start).or(number(end)).is_none(), "{path}: half a span in {value}");
                    continue;
                };
                let slice = text.get(start as usize..end as usize);
                let slice: String =
                    slice.unwrap_or_else(|| panic!("{path}: no such span: {value}")).iter().collect();
                assert!(!slice.is_empty(), "{path}: an empty span: {value}");
                // In factuality the words of the span are its cue; in attribution the cue stands elsewhere.
                let words =
                    if fields.contains_key("status") { fields.get("cue") } else { fields.get("text") };
                if let Some(words) = words {
                    assert_eq!(words.as_str(), Some(slice.as_str()), "{path}: {value}");
                }
            }
            for (key, v) in fields {
                walk(text, v, &format!("{path}.{key}"));
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
