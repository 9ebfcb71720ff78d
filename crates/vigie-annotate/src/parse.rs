//! From the score of every arc to one tree: the best head of each word where those make a tree already (most
//! sentences), and the maximum spanning tree with one root (Chu and Liu 1965, Edmonds 1967) where they do not.

use crate::encoder::{Arcs, best};

/// The head of each word. Exactly one word is a root and there is no cycle.
pub fn tree(scores: &Arcs) -> Vec<Option<usize>> {
    let n = scores.words();
    if n == 0 {
        return Vec::new();
    }
    let greedy: Vec<usize> = (0..n).map(|word| best(scores.row(word).iter().copied())).collect();
    let roots = greedy.iter().filter(|h| **h == 0).count();
    let heads = if roots == 1 && cycle(&greedy).is_none() {
        greedy
    } else {
        // The root is the word that gains most by being it; then every other word hangs below it.
        let gain = |d: usize| {
            let row = scores.row(d);
            row[0] - row.iter().skip(1).copied().fold(f32::MIN, f32::max)
        };
        let root = best((0..n).map(gain));
        let weight = |d: usize, h: usize| match (d == root, h == 0) {
            (true, true) => 0.0,
            (true, false) | (false, true) => f64::NEG_INFINITY,
            (false, false) => f64::from(scores.row(d)[h]),
        };
        let matrix = (0..=n)
            .map(|d| (0..=n).map(|h| if d == 0 { f64::NEG_INFINITY } else { weight(d - 1, h) }).collect())
            .collect();
        spanning(matrix)[1..].to_vec()
    };
    heads.into_iter().map(|h| h.checked_sub(1)).collect()
}

/// By so much the score of a word's head is above that of every other one, or the word is doubtful: the head then has less than
/// about nine tenths of the likelihood.
const MARGIN: f32 = 2.2;

/// Whether another head of each word was nearly as likely as the one that it got.
pub fn doubts(scores: &Arcs, heads: &[Option<usize>]) -> Vec<bool> {
    let is_doubtful = |(word, head): (usize, &Option<usize>)| {
        let (row, own) = (scores.row(word), head.map_or(0, |h| h + 1));
        row.iter().enumerate().any(|(h, score)| h != own && score + MARGIN > row[own])
    };
    heads.iter().enumerate().map(is_doubtful).collect()
}

/// The nodes of one cycle among `heads` (node `d` + 1 hangs on `heads[d]`; 0 is the root).
fn cycle(heads: &[usize]) -> Option<Vec<usize>> {
    // 0: not seen; otherwise the walk that saw it.
    let mut seen = vec![0; heads.len() + 1];
    for start in 1..=heads.len() {
        let mut at = start;
        while at != 0 && seen[at] == 0 {
            seen[at] = start;
            at = heads[at - 1];
        }
        if at != 0 && seen[at] == start {
            let mut nodes = vec![at];
            let mut next = heads[at - 1];
            while next != at {
                nodes.push(next);
                next = heads[next - 1];
            }
            return Some(nodes);
        }
    }
    None
}

/// What undoing a contraction needs: the cycle's nodes and their heads, and for every outside node which member stood for
/// the cycle as its head and which member the arc from it would enter.
struct Contraction {
    nodes: Vec<usize>,
    heads: Vec<usize>,
    member_as_head: Vec<usize>,
    member_entered: Vec<usize>,
}

/// Heads of the maximum spanning tree from node 0, `weight[d][h]` being the weight of `h` over `d`. Head of 0 is 0.
/// Cycles are contracted one at a time, each time to a smaller graph, so at most n times n² steps.
fn spanning(mut weight: Vec<Vec<f64>>) -> Vec<usize> {
    let n = weight.len();
    for (d, row) in weight.iter_mut().enumerate() {
        row[d] = f64::NEG_INFINITY;
    }
    let mut alive = vec![true; n];
    let mut undo: Vec<Contraction> = Vec::new();
    let mut heads = loop {
        let mut heads = vec![0; n];
        for d in (1..n).filter(|d| alive[*d]) {
            let mut top = (0, f64::NEG_INFINITY);
            for h in (0..n).filter(|h| alive[*h] && *h != d) {
                if weight[d][h] > top.1 {
                    top = (h, weight[d][h]);
                }
            }
            heads[d] = top.0;
        }
        let Some(nodes) = cycle(&heads[1..]) else { break heads };
        // The first node of the cycle stands for all of it from now on.
        let keeper = nodes[0];
        let mut member_as_head = vec![keeper; n];
        let mut member_entered = vec![keeper; n];
        let inside = |x: usize| nodes.contains(&x);
        let outside: Vec<usize> = (0..n).filter(|x| alive[*x] && !inside(*x)).collect();
        for &x in &outside {
            let mut out = (keeper, f64::NEG_INFINITY);
            let mut into = (keeper, f64::NEG_INFINITY);
            for &c in &nodes {
                if weight[x][c] > out.1 {
                    out = (c, weight[x][c]);
                }
                let gain = weight[c][x] - weight[c][heads[c]];
                if gain > into.1 {
                    into = (c, gain);
                }
            }
            member_as_head[x] = out.0;
            member_entered[x] = into.0;
            weight[x][keeper] = out.1;
            weight[keeper][x] = into.1;
        }
        for c in &nodes[1..] {
            alive[*c] = false;
        }
        undo.push(Contraction { nodes, heads, member_as_head, member_entered });
    };
    while let Some(c) = undo.pop() {
        let keeper = c.nodes[0];
        let entering = heads[keeper];
        let entered = c.member_entered[entering];
        for (x, head) in heads.iter_mut().enumerate() {
            if *head == keeper && !c.nodes.contains(&x) {
                *head = c.member_as_head[x];
            }
        }
        for &node in &c.nodes {
            heads[node] = if node == entered { entering } else { c.heads[node] };
        }
    }
    heads
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is_tree(heads: &[Option<usize>]) -> bool {
        heads.iter().filter(|h| h.is_none()).count() == 1
            && (0..heads.len()).all(|start| {
                let mut at = Some(start);
                for _ in 0..=heads.len() {
                    at = at.and_then(|a| heads[a]);
                }
                at.is_none()
            })
    }

    #[test]
    fn a_cycle_is_broken_where_it_costs_least() {
        // Words 1 and 2 prefer each other; the root prefers word 1 slightly less badly.
        let scores = vec![0.0, f32::NEG_INFINITY, 9.0, -5.0, 10.0, f32::NEG_INFINITY];
        assert_eq!(tree(&Arcs::new(scores, 3)), [None, Some(0)]);
    }

    /// Scores of `n` words, of whole numbers.
    fn arcs(n: usize, seed: impl Fn(usize, usize) -> i8) -> Vec<Vec<f32>> {
        let score = |d: usize, h: usize| if h == d + 1 { f32::NEG_INFINITY } else { f32::from(seed(d, h)) };
        (0..n).map(|d| (0..=n).map(|h| score(d, h)).collect()).collect()
    }

    proptest! {
        #[test]
        fn any_scores_give_one_tree(n in 1usize..24, seed in prop::collection::vec(-5i8..5, 24 * 25)) {
            let scores = arcs(n, |d, h| seed[d * 25 + h]);
            prop_assert!(is_tree(&tree(&Arcs::new(scores.concat(), n + 1))));
        }

        #[test]
        fn small_trees_are_the_best_ones(seed in prop::collection::vec(-50i8..50, 16)) {
            let n = 3;
            let mut scores = arcs(n, |d, h| seed[d * 4 + h]);
            // Make word 0 the root, so that only the spanning tree is compared.
            scores[0][0] = 1000.0;
            let total = |heads: &[Option<usize>]| -> f32 {
                heads.iter().enumerate().map(|(d, h)| scores[d][h.map_or(0, |h| h + 1)]).sum()
            };
            let mut most = f32::NEG_INFINITY;
            for a in 0..n {
                for b in 0..n {
                    let heads = [None, Some(a), Some(b)];
                    if is_tree(&heads) {
                        most = most.max(total(&heads));
                    }
                }
            }
            prop_assert!((total(&tree(&Arcs::new(scores.concat(), n + 1))) - most).abs() < 1e-3);
        }
    }
}
