//! The network: hashed rows summed, residual maxout convolutions, and heads for tags, scripts and trees.
//! `train/network.py` trains the same. About half a million multiplications a word.

use crate::{
    Error, Upos, embed,
    model::{Rows, Sections},
};
use ndarray::{Array1, Array2, ArrayView2, Axis, Zip, concatenate, s};
use std::ops::Range;

/// Distances between a word and its head are told apart up to this.
const DISTANCE: isize = 20;

struct Linear {
    /// Transposed: inputs x outputs.
    weight: Array2<f32>,
    bias: Array1<f32>,
}

impl Linear {
    fn read(sections: &Sections<'_>, name: &str, inputs: usize) -> Result<Self, Error> {
        let weight = sections.matrix(&format!("{name}.weight"))?.reversed_axes();
        let bias = sections.vector(&format!("{name}.bias")).unwrap_or_else(|_| Array1::zeros(weight.ncols()));
        if weight.nrows() != inputs || bias.len() != weight.ncols() {
            return Err(Error::Model { what: format!("{name} does not take {inputs} numbers") });
        }
        Ok(Self { weight, bias })
    }

    fn outputs(&self) -> usize {
        self.bias.len()
    }

    fn apply(&self, x: &ArrayView2<'_, f32>) -> Array2<f32> {
        let mut y = x.dot(&self.weight);
        for mut row in y.rows_mut() {
            row += &self.bias;
        }
        y
    }
}

struct Norm {
    weight: Array1<f32>,
    bias: Array1<f32>,
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

    /// Brings a row to mean 0 and variance 1, then to the learned scale.
    fn apply(&self, row: &mut [f32]) {
        let n = row.len() as f32;
        let mean = row.iter().sum::<f32>() / n;
        let variance = row.iter().map(|v| (v - mean) * (v - mean)).sum::<f32>() / n;
        let scale = 1.0 / (variance + 1e-5).sqrt();
        for ((v, w), b) in row.iter_mut().zip(&self.weight).zip(&self.bias) {
            *v = (*v - mean) * scale * w + b;
        }
    }
}

struct Convolution {
    dilation: usize,
    linear: Linear,
    norm: Norm,
}

impl Convolution {
    /// `x` holds the sentences of `bounds` one after the other; a sentence's neighbours count as zero.
    fn apply(&self, x: &mut Array2<f32>, bounds: &[Range<usize>]) {
        let (d, width) = (self.dilation, x.ncols());
        let mut window = Array2::<f32>::zeros((x.nrows(), 3 * width));
        for Range { start, end } in bounds.iter().cloned() {
            window.slice_mut(s![start..end, width..2 * width]).assign(&x.slice(s![start..end, ..]));
            if end - start > d {
                window.slice_mut(s![start + d..end, ..width]).assign(&x.slice(s![start..end - d, ..]));
                window.slice_mut(s![start..end - d, 2 * width..]).assign(&x.slice(s![start + d..end, ..]));
            }
        }
        let pieces = self.linear.apply(&window.view());
        let mut best = vec![0.0; width];
        for (mut row, pieces) in x.rows_mut().into_iter().zip(pieces.rows()) {
            for (j, out) in best.iter_mut().enumerate() {
                *out = pieces[j].max(pieces[j + width]);
            }
            self.norm.apply(&mut best);
            for (v, b) in row.iter_mut().zip(&best) {
                *v += b;
            }
        }
    }
}

/// The trained network.
pub struct Encoder {
    table: Rows,
    treebank: Array1<f32>,
    input_norm: Norm,
    layers: Vec<Convolution>,
    upos: Linear,
    feats: Linear,
    lemma: Linear,
    arc_dep: Linear,
    arc_head: Linear,
    arc: Linear,
    arc_root: Array1<f32>,
    arc_distance: Array1<f32>,
    label_dep: Linear,
    label_head: Linear,
    label_root: Array1<f32>,
    label: Linear,
    uposes: Vec<Upos>,
    pairs: Vec<(usize, usize)>,
}

/// The hidden states of a batch of sentences, and what the heads that look at single words say.
pub struct Encoded {
    x: Array2<f32>,
    query: Array2<f32>,
    head: Array2<f32>,
    label_dep: Array2<f32>,
    label_head: Array2<f32>,
}

fn relu(mut x: Array2<f32>) -> Array2<f32> {
    x.mapv_inplace(|v| v.max(0.0));
    x
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
    pub fn read(sections: &Sections<'_>) -> Result<Self, Error> {
        let bad = |what: &str| Error::Model { what: what.into() };
        let table = sections.rows("table.weight")?;
        if table.len() != embed::TOTAL {
            return Err(bad("its embedding table is of another size than this program's hashes"));
        }
        let width = table.width();
        let bank: usize =
            sections.meta("treebank")?.parse().map_err(|_| bad("meta treebank is no number"))?;
        let treebanks = sections.matrix("treebank.weight")?;
        if bank >= treebanks.nrows() || treebanks.ncols() != width {
            return Err(bad("meta treebank names none"));
        }
        let layers = sections
            .meta("layers")?
            .split(' ')
            .enumerate()
            .map(|(i, kind)| {
                let dilation = kind.strip_prefix('c').and_then(|d| d.parse().ok());
                let layer = Convolution {
                    dilation: dilation.ok_or_else(|| bad("meta layers names an unknown kind"))?,
                    linear: Linear::read(sections, &format!("layers.{i}.linear"), 3 * width)?,
                    norm: Norm::read(sections, &format!("layers.{i}.norm"), width)?,
                };
                let fits = layer.linear.outputs() == 2 * width;
                fits.then_some(layer).ok_or_else(|| bad("a layer is not maxout of two"))
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
            treebank: treebanks.row(bank).to_owned(),
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
            uposes,
        };
        let fits = encoder.upos.outputs() == encoder.uposes.len()
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

    /// Runs the network over sentences laid one after the other; `bounds` says where each lies in `forms`.
    pub fn encode<'a>(
        &self,
        forms: impl ExactSizeIterator<Item = &'a str>,
        bounds: &[Range<usize>],
    ) -> Encoded {
        let width = self.table.width();
        let mut x = Array2::<f32>::zeros((forms.len(), width));
        let mut sum = vec![0.0; width];
        for (mut row, form) in x.rows_mut().into_iter().zip(forms) {
            sum.fill(0.0);
            for r in embed::rows(form) {
                self.table.add_to(r, &mut sum);
            }
            for (v, t) in sum.iter_mut().zip(&self.treebank) {
                *v += t;
            }
            self.input_norm.apply(&mut sum);
            for (v, s) in row.iter_mut().zip(&sum) {
                *v = *s;
            }
        }
        for layer in &self.layers {
            layer.apply(&mut x, bounds);
        }
        let dep = relu(self.arc_dep.apply(&x.view()));
        Encoded {
            query: self.arc.apply(&dep.view()),
            head: relu(self.arc_head.apply(&x.view())),
            label_dep: self.label_dep.apply(&x.view()),
            label_head: self.label_head.apply(&x.view()),
            x,
        }
    }

    /// For each word its part of speech and the index of its features: the best pair that the training data show.
    pub fn tags(&self, encoded: &Encoded) -> Vec<(Upos, usize)> {
        let (upos, feats) = (self.upos.apply(&encoded.x.view()), self.feats.apply(&encoded.x.view()));
        upos.rows()
            .into_iter()
            .zip(feats.rows())
            .map(|(u, f)| {
                let (upos, feats) = self.pairs[best(self.pairs.iter().map(|(i, j)| u[*i] + f[*j]))];
                (self.uposes[upos], feats)
            })
            .collect()
    }

    /// The best edit script of each of `words`.
    pub fn scripts(&self, encoded: &Encoded, words: &[usize]) -> Vec<usize> {
        if words.is_empty() {
            return Vec::new();
        }
        let scores = self.lemma.apply(&encoded.x.select(Axis(0), words).view());
        scores.rows().into_iter().map(|row| best(row.iter().copied())).collect()
    }

    /// Scores of each head (column; 0 is the root, the others are words plus one) for each word of one sentence.
    pub fn arcs(&self, encoded: &Encoded, Range { start, end }: Range<usize>) -> Array2<f32> {
        let query = encoded.query.slice(s![start..end, ..]);
        let root = query.dot(&self.arc_root).insert_axis(Axis(1));
        let mut scores = query.dot(&encoded.head.slice(s![start..end, ..]).t());
        for ((dep, head), score) in scores.indexed_iter_mut() {
            let distance = head.cast_signed() - dep.cast_signed();
            *score += self.arc_distance[(distance.clamp(-DISTANCE, DISTANCE) + DISTANCE).unsigned_abs()];
        }
        scores.diag_mut().fill(f32::NEG_INFINITY);
        // Both have as many rows as the sentence has words.
        concatenate(Axis(1), &[root.view(), scores.view()]).unwrap_or(scores)
    }

    /// The best relation of each word of one sentence to its head.
    pub fn labels(
        &self,
        encoded: &Encoded,
        Range { start, end }: Range<usize>,
        heads: &[Option<usize>],
    ) -> Vec<usize> {
        let mut hidden = encoded.label_dep.slice(s![start..end, ..]).to_owned();
        for (mut row, head) in hidden.rows_mut().into_iter().zip(heads) {
            let head = head.map_or_else(|| self.label_root.view(), |h| encoded.label_head.row(start + h));
            Zip::from(&mut row).and(&head).for_each(|v, h| *v = (*v + h).max(0.0));
        }
        let scores = self.label.apply(&hidden.view());
        scores.rows().into_iter().map(|row| best(row.iter().copied())).collect()
    }
}
