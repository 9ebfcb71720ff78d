//! The reliability table: of the reports that were given so much confidence, how many are right.

use crate::score::Judged;
use std::fmt::Write;

/// Where bins begin, with what they are called.
const BINS: [(f32, &str); 6] = [
    (0.0, "below 0.3"),
    (0.3, "0.3 to 0.5"),
    (0.5, "0.5 to 0.7"),
    (0.7, "0.7 to 0.8"),
    (0.8, "0.8 to 0.9"),
    (0.9, "0.9 and above"),
];

/// Reports by the confidence that they were given.
#[derive(Clone, Debug, Default)]
pub struct Reliability {
    /// By bin: reports, of the right type, right type and roles.
    bins: [[usize; 3]; BINS.len()],
    /// Sum of the confidences, by bin.
    given: [f64; BINS.len()],
}

impl Reliability {
    pub fn add(&mut self, confidence: f32, judged: Judged) {
        let bin = BINS.iter().rposition(|(from, _)| confidence >= *from).unwrap_or(0);
        let counts = [true, judged.type_is_right, judged.is_right];
        for (sum, is) in self.bins[bin].iter_mut().zip(counts) {
            *sum += usize::from(is);
        }
        self.given[bin] += f64::from(confidence);
    }

    pub fn join(&mut self, other: &Self) {
        for (bin, theirs) in self.bins.iter_mut().zip(other.bins) {
            for (sum, n) in bin.iter_mut().zip(theirs) {
                *sum += n;
            }
        }
        for (sum, theirs) in self.given.iter_mut().zip(other.given) {
            *sum += theirs;
        }
    }

    /// Of the reports that reach 0.9: how many there are, and the share that is right.
    pub fn sure(&self) -> (usize, f64) {
        let [n, _, right] = self.bins[BINS.len() - 1];
        (n, share(right, n))
    }

    /// How far the mean confidence of a bin lies from its share of right reports, on average over the reports.
    pub fn gap(&self) -> f64 {
        let all: usize = self.bins.iter().map(|[n, ..]| n).sum();
        let gaps =
            self.bins.iter().zip(self.given).map(|([_, _, right], given)| (given - *right as f64).abs());
        gaps.sum::<f64>() / all.max(1) as f64
    }

    /// The table, with a line for all.
    pub fn table(&self, title: &str) -> String {
        let mut table = format!(
            "confidence: {title}\n  given            reports   mean   right type   right type and roles\n"
        );
        let all = self.bins.iter().fold([0; 3], |sum, bin| [0, 1, 2].map(|i| sum[i] + bin[i]));
        let names = BINS.iter().map(|(_, name)| *name).chain(["all"]);
        let given = self.given.iter().copied().chain([self.given.iter().sum()]);
        for ((name, [n, typed, right]), given) in names.zip(self.bins.into_iter().chain([all])).zip(given) {
            let (mean, typed, right) = (given / n.max(1) as f64, share(typed, n), share(right, n));
            let _ = writeln!(table, "  {name:<15} {n:>8}   {mean:.2}   {typed:>10.3}   {right:>20.3}");
        }
        let _ = writeln!(table, "  mean confidence and share of right lie apart by {:.3}", self.gap());
        table
    }
}

fn share(part: usize, of: usize) -> f64 {
    part as f64 / of.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_confidence_on_the_border_is_in_the_higher_bin() {
        let mut reliability = Reliability::default();
        let judged = Judged { type_is_right: true, is_right: true };
        reliability.add(0.9, judged);
        reliability.add(0.89, Judged::default());
        assert_eq!(reliability.sure(), (1, 1.0));
        assert!((reliability.gap() - 0.495).abs() < 1e-6, "{}", reliability.gap());
    }
}
