//! The network: hashed rows and a word vector summed, quasi-recurrent layers, and heads for tags, scripts and trees.
//! `train/network.py` trains the same.
//!
//! What is multiplied is multiplied in whole numbers (see `kernel`); the rest adds, multiplies, divides and takes square
//! roots in a fixed order. So every processor gives the same result to the bit.

use crate::{
    Error, Upos, embed,
    kernel::{Fixed, Linear},
    model::{Dictionary, Rows, Sections},
    rows,
};
use std::{iter, ops::Range};

/// Distances between a word and its head are told apart up to this.
const DISTANCE: isize = 20;

struct Norm {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl Norm {
    fn read(sections: &Sections<'_>, name: &str, width: usize) -> Result<Self, Error> {
        let read = |part| sections.vector(&format!("{name}.{part}"));
        let norm = Self { weight: read("weight")?, bias: read("bias")? };
        if norm.weight.len() != width || norm.bias.len() != width {
            return Err(Error::Model { what: format!("{name} is not {width} wide") });
        }
        Ok(norm)
    }

    fn apply(&self, row: &mut [f32]) {
        rows::normalise(row, &self.weight, &self.bias);
    }
}

/// `x + norm([forwards; backwards])` of `c[t] = f c[t-1] + (1 - f) z`, where `z` and `f = gate(.)` are linear in the word
/// and its neighbours: a quasi-recurrent layer (Bradbury et al. 2017).
struct Recurrence {
    linear: Linear,
    norm: Norm,
}

impl Recurrence {
    /// `x` holds the sentences of `bounds` one after the other; a sentence's neighbours count as zero.
    fn apply(&self, x: &mut [f32], bounds: &[Range<usize>], scratch: &mut Scratch) {
        let width = self.norm.weight.len();
        scratch.fixed.set(x);
        scratch.windows.clear();
        for Range { start, end } in bounds.iter().cloned() {
            scratch.windows.extend((start..end).map(|t| {
                [t.checked_sub(1).filter(|t| *t >= start), Some(t), Some(t + 1).filter(|t| *t < end)]
            }));
        }
        self.linear.apply(&scratch.fixed, &scratch.windows, &mut scratch.out);
        let stride = self.linear.stride();
        for row in scratch.out.chunks_exact_mut(stride) {
            let (z, f) = row[..2 * width].split_at_mut(width);
            rows::gate(z, f);
        }
        let half = width / 2;
        let mut before = vec![0.0; half];
        let mut run = |words: &mut dyn Iterator<Item = usize>, half: Range<usize>| {
            before.fill(0.0);
            for t in words {
                let (c, f) = scratch.out[t * stride..][..2 * width].split_at_mut(width);
                let c = &mut c[half.clone()];
                rows::carry(c, &f[half.clone()], &before);
                before.copy_from_slice(c);
            }
        };
        for bound in bounds {
            run(&mut bound.clone(), 0..half);
            run(&mut bound.clone().rev(), half..width);
        }
        for (row, c) in iter::zip(x.chunks_exact_mut(width), scratch.out.chunks_exact_mut(stride)) {
            self.norm.apply(&mut c[..width]);
            for (v, c) in row.iter_mut().zip(c) {
                *v += *c;
            }
        }
    }
}

/// What layers write to on their way, kept so that it is asked for once.
struct Scratch {
    fixed: Fixed,
    windows: Vec<[Option<usize>; 3]>,
    out: Vec<f32>,
}

/// The trained network.
pub struct Encoder {
    table: Rows<'static>,
    /// Pretrained vectors, and which a form has.
    vectors: Rows<'static>,
    dictionary: Dictionary<'static>,
    treebank: Vec<f32>,
    input_norm: Norm,
    layers: Vec<Recurrence>,
    upos: Linear,
    feats: Linear,
    lemma: Linear,
    arc_dep: Linear,
    arc_head: Linear,
    arc: Linear,
    arc_root: Vec<f32>,
    arc_distance: Vec<f32>,
    label_dep: Linear,
    label_head: Linear,
    label_root: Vec<f32>,
    label: Linear,
    uposes: Vec<Upos>,
    pairs: Vec<(usize, usize)>,
}

/// The hidden states of a batch of sentences, and what the heads that look at single words say: matrices of one row a
/// word.
pub struct Encoded {
    x: Fixed,
    words: usize,
    query: Vec<f32>,
    head: Vec<f32>,
    label_dep: Vec<f32>,
    label_head: Vec<f32>,
}

/// Scores of the heads of one sentence's words: a row a word; column 0 is the root, the others are words plus one.
pub struct Arcs {
    scores: Vec<f32>,
    columns: usize,
}

impl Arcs {
    /// A row for each word; `columns` is one more than there are words.
    pub fn new(scores: Vec<f32>, columns: usize) -> Self {
        Self { scores, columns }
    }

    /// Number of words.
    pub fn words(&self) -> usize {
        self.columns - 1
    }

    /// The scores of every head for word `word`.
    pub fn row(&self, word: usize) -> &[f32] {
        &self.scores[word * self.columns..][..self.columns]
    }
}

fn relu(x: &mut [f32]) {
    for v in x {
        *v = v.max(0.0);
    }
}

/// Index of the greatest value; the first of equals.
pub fn best(scores: impl IntoIterator<Item = f32>) -> usize {
    let mut best = (0, f32::NEG_INFINITY);
    for (i, score) in scores.into_iter().enumerate() {
        if score > best.1 {
            best = (i, score);
        }
    }
    best.0
}

impl Encoder {
    pub fn read(sections: &Sections<'static>) -> Result<Self, Error> {
        let bad = |what: &str| Error::Model { what: what.into() };
        let table = sections.rows("table.weight")?;
        if table.len() != embed::TOTAL {
            return Err(bad("its embedding table is of another size than this program's hashes"));
        }
        let width = table.width();
        let (vectors, dictionary) = (sections.rows("vectors")?, sections.dictionary("dictionary")?);
        if vectors.width() != width || dictionary.highest() > vectors.len() {
            return Err(bad("its word vectors do not fit"));
        }
        let layers: usize = sections.meta("layers")?.parse().map_err(|_| bad("meta layers is no number"))?;
        let layers = (0..layers)
            .map(|i| {
                let layer = Recurrence {
                    linear: Linear::read(sections, &format!("layers.{i}.linear"), 3 * width)?,
                    norm: Norm::read(sections, &format!("layers.{i}.norm"), width)?,
                };
                let fits = layer.linear.outputs() == 2 * width;
                fits.then_some(layer).ok_or_else(|| bad("a layer does not give two numbers for one"))
            })
            .collect::<Result<_, Error>>()?;
        let arc_dep = Linear::read(sections, "arc_dep", width)?;
        let label_dep = Linear::read(sections, "label_dep", width)?;
        let uposes: Vec<Upos> = sections
            .lines("upos")?
            .into_iter()
            .map(|code| code.parse().map_err(|()| bad("section upos names an unknown part of speech")))
            .collect::<Result<_, _>>()?;
        let feats = Linear::read(sections, "feats", width)?;
        let encoder = Self {
            treebank: sections.vector("treebank")?,
            input_norm: Norm::read(sections, "input_norm", width)?,
            layers,
            upos: Linear::read(sections, "upos", width)?,
            pairs: sections.pairs(&uposes, feats.outputs())?,
            feats,
            lemma: Linear::read(sections, "lemma", width)?,
            arc_head: Linear::read(sections, "arc_head", width)?,
            arc: Linear::read(sections, "arc", arc_dep.outputs())?,
            arc_dep,
            arc_root: sections.vector("arc_root")?,
            arc_distance: sections.vector("arc_distance")?,
            label_head: Linear::read(sections, "label_head", width)?,
            label_root: sections.vector("label_root")?,
            label: Linear::read(sections, "label", label_dep.outputs())?,
            label_dep,
            table,
            vectors,
            dictionary,
            uposes,
        };
        let fits = encoder.upos.outputs() == encoder.uposes.len()
            && encoder.treebank.len() == width
            && [&encoder.arc_dep, &encoder.arc_head, &encoder.label_dep, &encoder.label_head]
                .iter()
                .all(|linear| linear.stride() == linear.outputs())
            && encoder.arc_head.outputs() == encoder.arc.outputs()
            && encoder.arc_root.len() == encoder.arc.outputs()
            && encoder.arc_distance.len() == 2 * DISTANCE.unsigned_abs() + 1
            && encoder.label_head.outputs() == encoder.label_dep.outputs()
            && encoder.label_root.len() == encoder.label_dep.outputs();
        fits.then_some(encoder).ok_or_else(|| bad("its parts do not fit each other"))
    }

    /// How many classes the features, lemma and relation heads have.
    pub fn classes(&self) -> [usize; 3] {
        [self.feats.outputs(), self.lemma.outputs(), self.label.outputs()]
    }

    /// What the network is given of a word.
    fn embed(&self, form: &str, row: &mut [f32]) {
        row.copy_from_slice(&self.treebank);
        for r in embed::rows(form) {
            self.table.add_to(r, row);
        }
        let plain = embed::plain(form);
        let vector = self.dictionary.get(&plain).or_else(|| self.dictionary.get(&plain.to_lowercase()));
        if let Some(vector) = vector {
            self.vectors.add_to(vector, row);
        }
        self.input_norm.apply(row);
    }

    /// Runs the network over sentences laid one after the other; `bounds` says where each lies in `forms`.
    pub fn encode<'a>(
        &self,
        forms: impl ExactSizeIterator<Item = &'a str>,
        bounds: &[Range<usize>],
    ) -> Encoded {
        let (width, words) = (self.table.width(), forms.len());
        let mut x = vec![0.0; words * width];
        for (row, form) in x.chunks_exact_mut(width).zip(forms) {
            self.embed(form, row);
        }
        let mut scratch = Scratch { fixed: Fixed::new(width), windows: Vec::new(), out: Vec::new() };
        for layer in &self.layers {
            layer.apply(&mut x, bounds, &mut scratch);
        }
        let mut hidden = scratch.fixed;
        hidden.set(&x);
        let apply = |linear: &Linear, to: &Fixed| {
            let mut out = Vec::new();
            linear.apply_to(to, 0..words, &mut out);
            out
        };
        let mut dep = apply(&self.arc_dep, &hidden);
        relu(&mut dep);
        let mut fixed = Fixed::new(self.arc_dep.outputs());
        fixed.set(&dep);
        let mut head = apply(&self.arc_head, &hidden);
        relu(&mut head);
        Encoded {
            query: apply(&self.arc, &fixed),
            head,
            label_dep: apply(&self.label_dep, &hidden),
            label_head: apply(&self.label_head, &hidden),
            x: hidden,
            words,
        }
    }

    /// For each word its part of speech and the index of its features: the best pair that the training data show.
    pub fn tags(&self, encoded: &Encoded) -> Vec<(Upos, usize)> {
        let (mut upos, mut feats) = (Vec::new(), Vec::new());
        self.upos.apply_to(&encoded.x, 0..encoded.words, &mut upos);
        self.feats.apply_to(&encoded.x, 0..encoded.words, &mut feats);
        iter::zip(upos.chunks_exact(self.upos.stride()), feats.chunks_exact(self.feats.stride()))
            .map(|(u, f)| {
                let (upos, feats) = self.pairs[best(self.pairs.iter().map(|(i, j)| u[*i] + f[*j]))];
                (self.uposes[upos], feats)
            })
            .collect()
    }

    /// The best edit script of each of `words`.
    pub fn scripts(&self, encoded: &Encoded, words: &[usize]) -> Vec<usize> {
        let mut scores = Vec::new();
        self.lemma.apply_to(&encoded.x, words.iter().copied(), &mut scores);
        let classes = self.lemma.outputs();
        scores.chunks_exact(self.lemma.stride()).map(|row| best(row[..classes].iter().copied())).collect()
    }

    /// Scores of each head for each word of one sentence.
    pub fn arcs(&self, encoded: &Encoded, Range { start, end }: Range<usize>) -> Arcs {
        let width = self.arc.stride();
        let heads = &encoded.head[start * width..end * width];
        let mut scores = Vec::with_capacity((end - start) * (end - start + 1));
        for (dep, query) in encoded.query[start * width..end * width].chunks_exact(width).enumerate() {
            rows::products(query, &self.arc_root, &mut scores);
            let first = scores.len();
            rows::products(query, heads, &mut scores);
            for (head, score) in scores[first..].iter_mut().enumerate() {
                let distance = head.cast_signed() - dep.cast_signed();
                *score += self.arc_distance[(distance.clamp(-DISTANCE, DISTANCE) + DISTANCE).unsigned_abs()];
            }
            scores[first + dep] = f32::NEG_INFINITY;
        }
        Arcs::new(scores, end - start + 1)
    }

    /// The best relation of each word of one sentence to its head.
    pub fn labels(
        &self,
        encoded: &Encoded,
        Range { start, end }: Range<usize>,
        heads: &[Option<usize>],
    ) -> Vec<usize> {
        let width = self.label_dep.stride();
        let mut hidden = encoded.label_dep[start * width..end * width].to_vec();
        for (row, head) in hidden.chunks_exact_mut(width).zip(heads) {
            let head =
                head.map_or(&self.label_root[..], |h| &encoded.label_head[(start + h) * width..][..width]);
            for (v, h) in row.iter_mut().zip(head) {
                *v = (*v + h).max(0.0);
            }
        }
        let mut fixed = Fixed::new(width);
        fixed.set(&hidden);
        let mut scores = Vec::new();
        self.label.apply_to(&fixed, 0..end - start, &mut scores);
        let classes = self.label.outputs();
        scores.chunks_exact(self.label.stride()).map(|row| best(row[..classes].iter().copied())).collect()
    }
}
