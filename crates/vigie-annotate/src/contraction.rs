//! Whether French *des* and *du* contract a preposition and an article (*de* + *les*), or are a determiner: a linear
//! classifier over the words around. `train/contractions.py` trains it.

use crate::{Error, embed::hash, lemma::Lemmatiser, model::Sections};

/// Decides between contraction and determiner.
pub struct Contractions {
    weights: Vec<f32>,
}

/// The last `n` characters.
fn tail(text: &str, n: usize) -> &str {
    let start = text.char_indices().rev().nth(n - 1).map_or(0, |(at, _)| at);
    &text[start..]
}

impl Contractions {
    pub fn read(sections: &Sections<'_>) -> Result<Self, Error> {
        Ok(Self { weights: sections.numbers("contraction")? })
    }

    /// Whether `low` contracts, given the two folded tokens before and after it, without quotation marks (empty beyond
    /// the sentence).
    pub fn contracts(
        &self,
        lemmatiser: &Lemmatiser,
        low: &str,
        [before2, before, after, after2]: [&str; 4],
    ) -> bool {
        if self.weights.is_empty() {
            return true;
        }
        let [b2, b, a] = [before2, before, after].map(|form| lemmatiser.class(form));
        let mut key = String::with_capacity(64);
        let mut weight = |parts: &[&str]| {
            key.clear();
            key.push_str(low);
            key.push(' ');
            for part in parts {
                key.push_str(part);
            }
            self.weights[hash(key.as_bytes(), 9) as usize % self.weights.len()]
        };
        let score = weight(&[])
            + weight(&["p:", before])
            + weight(&["pp:", before2, " ", before])
            + weight(&["n:", after])
            + weight(&["nn:", after, " ", after2])
            + weight(&["p3:", tail(before, 3)])
            + weight(&["p2:", tail(before, 2)])
            + weight(&["n3:", tail(after, 3)])
            + weight(&["n2:", tail(after, 2)])
            + weight(&["p3n2:", tail(before, 3), " ", tail(after, 2)])
            + weight(&["c:", &b])
            + weight(&["cc:", &b2, " ", &b])
            + weight(&["cn:", &b, " ", &a])
            + weight(&["cp:", &b, " ", before2])
            + weight(&["cx:", before, " ", &a]);
        score > 0.0
    }
}
