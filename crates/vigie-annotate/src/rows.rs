//! What is done to rows of numbers outside the matrix products. Each function is compiled for several vector widths and the
//! processor's is taken when the program runs. None changes the order of its additions with the width, and no product
//! is fused with a sum, so the result is the same to the bit everywhere.

use multiversion::multiversion;

/// Sums are taken in this many strands, so that they can be vectors and still have one order.
const STRANDS: usize = 16;

/// `row + scale * numbers`.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2"))]
pub fn add_scaled(row: &mut [f32], numbers: &[i8], scale: f32) {
    for (total, number) in row.iter_mut().zip(numbers) {
        *total += scale * f32::from(*number);
    }
}

/// Brings a row to mean 0 and variance 1, then to the learned scale.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2"))]
pub fn normalise(row: &mut [f32], weight: &[f32], bias: &[f32]) {
    let n = row.len() as f32;
    let mut strands = [0.0; STRANDS];
    for chunk in row.chunks(STRANDS) {
        for (strand, v) in strands.iter_mut().zip(chunk) {
            *strand += v;
        }
    }
    let mean = strands.iter().sum::<f32>() / n;
    let mut strands = [0.0; STRANDS];
    for chunk in row.chunks(STRANDS) {
        for (strand, v) in strands.iter_mut().zip(chunk) {
            *strand += (v - mean) * (v - mean);
        }
    }
    let scale = 1.0 / (strands.iter().sum::<f32>() / n + 1e-5).sqrt();
    for ((v, w), b) in row.iter_mut().zip(weight).zip(bias) {
        *v = (*v - mean) * scale * w + b;
    }
}

/// The product of `query` with every row of `matrix`, which are as long as it.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2"))]
pub fn products(query: &[f32], matrix: &[f32], out: &mut Vec<f32>) {
    for row in matrix.chunks_exact(query.len()) {
        let mut strands = [0.0; STRANDS];
        for (a, b) in query.chunks(STRANDS).zip(row.chunks(STRANDS)) {
            for ((strand, a), b) in strands.iter_mut().zip(a).zip(b) {
                *strand += a * b;
            }
        }
        out.push(strands.iter().sum());
    }
}

/// Makes `f` gates by a sigmoid without exponential, and `z` what they let in: `(1 - f) z`.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2"))]
pub fn gate(z: &mut [f32], f: &mut [f32]) {
    for (z, f) in z.iter_mut().zip(f) {
        *f = 0.5 + 0.5 * *f / (1.0 + *f * *f).sqrt();
        *z *= 1.0 - *f;
    }
}

/// `c + f * before`.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2"))]
pub fn carry(c: &mut [f32], f: &[f32], before: &[f32]) {
    for ((c, f), before) in c.iter_mut().zip(f).zip(before) {
        *c += f * before;
    }
}

/// `scale * sums + bias`, number by number.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2"))]
pub fn scale(sums: &[i32], scales: &[f32], bias: &[f32], out: &mut [f32]) {
    for (((y, sum), scale), b) in out.iter_mut().zip(sums).zip(scales).zip(bias) {
        *y = *sum as f32 * scale + b;
    }
}

/// What 1 is in fixed point. Hidden states stay within 32 of zero; what is beyond is cut.
pub const ONE: f32 = 1024.0;

/// Rounds to fixed point: to the nearest, ties to even.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2"))]
pub fn fix(numbers: &[f32], out: &mut [[i16; 2]]) {
    // From here on to its double a float counts in ones, so that its last bits are the whole number that was added.
    const SHIFT: f32 = 12_582_912.0;
    let limit = f32::from(i16::MAX);
    for (pair, numbers) in out.iter_mut().zip(numbers.as_chunks::<2>().0) {
        *pair = numbers.map(|number| {
            let shifted = (number * ONE).clamp(-limit, limit) + SHIFT;
            shifted.to_bits().wrapping_sub(SHIFT.to_bits()) as i16
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixed_point_rounds_and_saturates() {
        let mut out = [[0; 2]; 3];
        fix(&[0.0, 1.0, -0.5, 0.000_49, 100.0, -100.0], &mut out);
        assert_eq!(out, [[0, 1024], [-512, 1], [i16::MAX, -i16::MAX]]);
    }

    #[test]
    fn a_row_is_normalised() {
        let mut row = [1.0, 3.0];
        normalise(&mut row, &[1.0, 2.0], &[0.0, 0.5]);
        assert!((row[0] + 1.0).abs() < 1e-4 && (row[1] - 2.5).abs() < 1e-4, "{row:?}");
    }

    #[test]
    fn products_are_of_every_row() {
        let mut out = Vec::new();
        products(&[1.0, 2.0], &[3.0, 4.0, 5.0, 6.0], &mut out);
        assert_eq!(out, [11.0, 17.0]);
    }
}
