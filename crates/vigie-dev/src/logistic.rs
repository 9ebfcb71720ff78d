//! Logistic regression on yes-or-no signs, with a quadratic pull of the weights to zero: Newton's method, which has one
//! answer and takes no random start.

/// Newton's steps: the sum of losses is convex and smooth, and a dozen steps change nothing after the tenth digit.
const STEPS: usize = 25;

/// The intercept and the weight of each of `signs` signs: `cases` are the signs that each case shows, and its outcome.
pub fn fit(cases: &[(Vec<usize>, bool)], signs: usize, ridge: f64) -> (f64, Vec<f64>) {
    let n = signs + 1;
    let mut weights = vec![0.0; n];
    for _ in 0..STEPS {
        let mut gradient = vec![0.0; n];
        let mut hessian = vec![vec![0.0; n]; n];
        // The intercept, the last, is not pulled.
        for i in 0..signs {
            gradient[i] = ridge * weights[i];
            hessian[i][i] = ridge;
        }
        for (shown, outcome) in cases {
            let shown: Vec<usize> = shown.iter().copied().chain([signs]).collect();
            let sum: f64 = shown.iter().map(|i| weights[*i]).sum();
            let likely = 1.0 / (1.0 + (-sum).exp());
            let error = likely - f64::from(u8::from(*outcome));
            for &i in &shown {
                gradient[i] += error;
                for &j in &shown {
                    hessian[i][j] += likely * (1.0 - likely);
                }
            }
        }
        for (weight, step) in weights.iter_mut().zip(solved(hessian, gradient)) {
            *weight -= step;
        }
    }
    let intercept = weights.pop().unwrap_or(0.0);
    (intercept, weights)
}

/// Solves `matrix · x = right` for a symmetric positive definite matrix, by elimination.
fn solved(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let n = right.len();
    for pivot in 0..n {
        let row = matrix[pivot].clone();
        for below in pivot + 1..n {
            let factor = matrix[below][pivot] / row[pivot];
            for (value, above) in matrix[below].iter_mut().zip(&row).skip(pivot) {
                *value -= factor * above;
            }
            right[below] -= factor * right[pivot];
        }
    }
    for i in (0..n).rev() {
        let known: f64 = (i + 1..n).map(|j| matrix[i][j] * right[j]).sum();
        right[i] = (right[i] - known) / matrix[i][i];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_three_times_in_four_gets_those_odds() {
        let case = |outcome| (vec![0], outcome);
        let other = |outcome| (vec![], outcome);
        let cases = [case(true), case(true), case(true), case(false), other(true), other(false)];
        let (intercept, weights) = fit(&cases, 1, 1e-9);
        assert!(intercept.abs() < 1e-6, "{intercept}");
        assert!((weights[0] - 3f64.ln()).abs() < 1e-6, "{weights:?}");
    }

    #[test]
    fn a_sign_that_no_case_shows_weighs_nothing() {
        let (_, weights) = fit(&[(vec![0], true), (vec![], false)], 2, 1.0);
        assert!(weights[1].abs() < 1e-12);
    }
}
