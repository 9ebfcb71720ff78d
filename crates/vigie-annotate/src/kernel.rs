//! Linear layers in whole numbers: 8-bit weights, 16-bit fixed-point inputs, exact 32-bit sums. Sums of whole numbers do
//! not depend on their order, so every processor gives the same result to the bit, whatever its vectors' width.

use crate::{
    Error,
    model::Sections,
    rows::{ONE, fix, scale},
};

/// Outputs that one step of the kernels computes together: two vectors of AVX-512, four of AVX2.
const LANES: usize = 32;

/// Rows of numbers in fixed point, in pairs as the kernels take them.
pub struct Fixed {
    pairs: Vec<[i16; 2]>,
    /// Pairs in a row.
    width: usize,
}

impl Fixed {
    /// No rows yet, each of `width` numbers (an even number).
    pub fn new(width: usize) -> Self {
        Self { pairs: Vec::new(), width: width / 2 }
    }

    /// Takes the rows of `numbers` in place of those it has.
    pub fn set(&mut self, numbers: &[f32]) {
        self.pairs.resize(numbers.len() / 2, [0; 2]);
        fix(numbers, &mut self.pairs);
    }

    fn row(&self, row: usize) -> &[[i16; 2]] {
        &self.pairs[row * self.width..][..self.width]
    }
}

/// `W x + b`.
pub struct Linear {
    inputs: usize,
    outputs: usize,
    /// By block of [`LANES`] outputs, then by pair of inputs: the weights of each output for that pair.
    blocks: Vec<[[i16; 2]; LANES]>,
    /// By output: what a sum of whole numbers is multiplied with.
    scales: Vec<f32>,
    bias: Vec<f32>,
}

/// Largest number of inputs for which no sum can overflow: 127 x 32768 x 512 is below 2^31.
const MOST_INPUTS: usize = 512;

impl Linear {
    /// The sections `NAME.weight` (8-bit rows, one an output) and, if there is one, `NAME.bias`.
    pub fn read(sections: &Sections<'_>, name: &str, inputs: usize) -> Result<Self, Error> {
        let rows = sections.rows(&format!("{name}.weight"))?;
        let bias = sections.vector(&format!("{name}.bias")).unwrap_or_else(|_| vec![0.0; rows.len()]);
        if rows.width() != inputs
            || !inputs.is_multiple_of(2)
            || inputs > MOST_INPUTS
            || bias.len() != rows.len()
        {
            return Err(Error::Model { what: format!("{name} does not take {inputs} numbers") });
        }
        let pad = |mut numbers: Vec<f32>| {
            numbers.resize(numbers.len().next_multiple_of(LANES), 0.0);
            numbers
        };
        let mut blocks = vec![[[0; 2]; LANES]; inputs / 2 * rows.len().div_ceil(LANES)];
        for output in 0..rows.len() {
            let block = output / LANES * (inputs / 2);
            for (pair, weights) in rows.numbers(output).as_chunks::<2>().0.iter().enumerate() {
                blocks[block + pair][output % LANES] = weights.map(i16::from);
            }
        }
        let scales = (0..rows.len()).map(|output| rows.scale(output) / ONE).collect();
        Ok(Self { inputs, outputs: rows.len(), blocks, scales: pad(scales), bias: pad(bias) })
    }

    /// Numbers that it gives.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// Numbers from one row of the output to the next: the outputs and what fills them up.
    pub fn stride(&self) -> usize {
        self.bias.len()
    }

    /// One output row for each item of `rows`; an item names the rows of `x` that lie one after the other in the input,
    /// `None` for zeros.
    pub fn apply<const PARTS: usize>(&self, x: &Fixed, rows: &[[Option<usize>; PARTS]], out: &mut Vec<f32>) {
        debug_assert_eq!(2 * x.width * PARTS, self.inputs);
        let zeros = vec![[0; 2]; x.width];
        out.clear();
        out.resize(rows.len() * self.stride(), 0.0);
        let mut inputs: Vec<[&[[i16; 2]]; PARTS]> = Vec::with_capacity(rows.len());
        inputs.extend(rows.iter().map(|parts| parts.map(|part| part.map_or(&zeros[..], |row| x.row(row)))));
        let run = kernel::<PARTS>();
        for (block, weights) in self.blocks.chunks_exact(self.inputs / 2).enumerate() {
            let at = block * LANES;
            let (scales, bias) = (&self.scales[at..][..LANES], &self.bias[at..][..LANES]);
            let mut done = 0;
            for group in inputs.chunks(ROWS) {
                // A last group that is short repeats its last row.
                let last = group.len() - 1;
                let sums = run(weights, &std::array::from_fn(|i| group[i.min(last)]));
                for sums in &sums[..group.len()] {
                    let row = &mut out[done * self.bias.len() + at..][..LANES];
                    scale(sums, scales, bias, row);
                    done += 1;
                }
            }
        }
    }

    /// One output row for each row of `x` that `rows` names.
    pub fn apply_to(&self, x: &Fixed, rows: impl Iterator<Item = usize>, out: &mut Vec<f32>) {
        self.apply(x, &rows.map(|row| [Some(row)]).collect::<Vec<_>>(), out);
    }
}

/// Rows that the kernels take together, so that a weight is read once for all of them.
const ROWS: usize = 6;

type Input<'a, const PARTS: usize> = [[&'a [[i16; 2]]; PARTS]; ROWS];
type Sums = [[i32; LANES]; ROWS];
type Kernel<const PARTS: usize> = fn(&[[[i16; 2]; LANES]], &Input<'_, PARTS>) -> Sums;

/// The best kernel of this processor.
fn kernel<const PARTS: usize>() -> Kernel<PARTS> {
    #[cfg(target_arch = "x86_64")]
    {
        if is_x86_feature_detected!("avx512bw") {
            #[expect(unsafe_code, reason = "the processor has just been asked for what the function needs")]
            return |weights, rows| unsafe { x86::sums_512(weights, rows) };
        }
        if is_x86_feature_detected!("avx2") {
            #[expect(unsafe_code, reason = "the processor has just been asked for what the function needs")]
            return |weights, rows| unsafe { x86::sums_256(weights, rows) };
        }
    }
    sums
}

/// For any processor; compilers make it vectors where there are some.
fn sums<const PARTS: usize>(weights: &[[[i16; 2]; LANES]], rows: &Input<'_, PARTS>) -> Sums {
    let mut sums = [[0; LANES]; ROWS];
    for (row, sums) in rows.iter().zip(&mut sums) {
        for (weights, pair) in weights.iter().zip(row.iter().copied().flatten()) {
            let [a, b] = pair.map(i32::from);
            for (sum, [u, v]) in sums.iter_mut().zip(weights) {
                *sum += a * i32::from(*u) + b * i32::from(*v);
            }
        }
    }
    sums
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{Input, LANES, ROWS, Sums};
    use bytemuck::cast;
    use std::arch::x86_64::{
        __m256i, __m512i, _mm256_add_epi32, _mm256_madd_epi16, _mm256_set1_epi32, _mm256_setzero_si256,
        _mm512_add_epi32, _mm512_madd_epi16, _mm512_set1_epi32, _mm512_setzero_si512,
    };

    // Loops only: closures and the functions that take them would not be compiled for these vectors.

    #[target_feature(enable = "avx512f,avx512bw")]
    pub fn sums_512<const PARTS: usize>(weights: &[[[i16; 2]; LANES]], rows: &Input<'_, PARTS>) -> Sums {
        let mut sums = [[_mm512_setzero_si512(); 2]; ROWS];
        let pairs = weights.len() / PARTS;
        for (part, weights) in weights.chunks_exact(pairs).enumerate() {
            let mut parts: [&[[i16; 2]]; ROWS] = [&[]; ROWS];
            for (part_of_row, row) in parts.iter_mut().zip(rows) {
                *part_of_row = &row[part][..pairs];
            }
            for (k, weights) in weights.iter().enumerate() {
                let [u, v]: [__m512i; 2] = cast(*weights);
                for (row, [a, b]) in parts.iter().zip(&mut sums) {
                    let pair = _mm512_set1_epi32(cast(row[k]));
                    *a = _mm512_add_epi32(*a, _mm512_madd_epi16(pair, u));
                    *b = _mm512_add_epi32(*b, _mm512_madd_epi16(pair, v));
                }
            }
        }
        cast(sums)
    }

    /// Half of the lanes at a time: sixteen registers hold no more.
    #[target_feature(enable = "avx2")]
    pub fn sums_256<const PARTS: usize>(weights: &[[[i16; 2]; LANES]], rows: &Input<'_, PARTS>) -> Sums {
        let mut out = [[[0; LANES / 2]; 2]; ROWS];
        let pairs = weights.len() / PARTS;
        for half in 0..2 {
            let mut sums = [[_mm256_setzero_si256(); 2]; ROWS];
            for (part, weights) in weights.chunks_exact(pairs).enumerate() {
                let mut parts: [&[[i16; 2]]; ROWS] = [&[]; ROWS];
                for (part_of_row, row) in parts.iter_mut().zip(rows) {
                    *part_of_row = &row[part][..pairs];
                }
                for (k, weights) in weights.iter().enumerate() {
                    let halves: [[__m256i; 2]; 2] = cast(*weights);
                    let [u, v] = halves[half];
                    for (row, [a, b]) in parts.iter().zip(&mut sums) {
                        let pair = _mm256_set1_epi32(cast(row[k]));
                        *a = _mm256_add_epi32(*a, _mm256_madd_epi16(pair, u));
                        *b = _mm256_add_epi32(*b, _mm256_madd_epi16(pair, v));
                    }
                }
            }
            for (out, sums) in out.iter_mut().zip(sums) {
                out[half] = cast(sums);
            }
        }
        cast(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kernel_gives_the_same_sums() {
        // As large as they come: the sums reach the end of 32 bits.
        let number = |i: usize| ((((i * 40_503) >> 3) & 0xFFFF) as u16).cast_signed();
        for scale in [1_i16, i16::MAX] {
            let weights: Vec<[[i16; 2]; LANES]> = (0..240)
                .map(|k| std::array::from_fn(|o| [number(k * 7 + o) % 127, number(k + o * 11) % 127]))
                .collect();
            let parts: Vec<Vec<[i16; 2]>> = (0..ROWS * 3)
                .map(|r| (0..80).map(|k| [number(r * 31 + k).max(-scale).min(scale), scale]).collect())
                .collect();
            let rows: Input<'_, 3> =
                std::array::from_fn(|r| std::array::from_fn(|part| parts[r * 3 + part].as_slice()));
            let expected = sums(&weights, &rows);
            assert_eq!(kernel::<3>()(&weights, &rows), expected);
            #[cfg(target_arch = "x86_64")]
            if is_x86_feature_detected!("avx2") {
                #[expect(
                    unsafe_code,
                    reason = "the processor has just been asked for what the function needs"
                )]
                let sums = unsafe { x86::sums_256(&weights, &rows) };
                assert_eq!(sums, expected);
            }
        }
    }
}
