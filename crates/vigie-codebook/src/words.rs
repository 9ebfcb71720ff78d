//! Expressions of the lexicon cut into words as annotators cut text.

use smol_str::SmolStr;

/// The words of an expression: cut at white space and after an elision's apostrophe, which stays with the elided word.
pub(crate) fn words(expression: &str) -> Vec<SmolStr> {
    expression
        .split_whitespace()
        .flat_map(|w| match w.split_once('\'') {
            Some((elided, rest)) if !rest.is_empty() && elided.len() <= 2 => {
                vec![SmolStr::from(format!("{elided}'")), SmolStr::from(rest)]
            }
            _ => vec![SmolStr::from(w)],
        })
        .collect()
}

/// The words of a cue. A pronominal verb's `se` is dropped: cues hold in both uses.
pub(crate) fn cue(expression: &str) -> Vec<SmolStr> {
    let straight = expression.replace('’', "'");
    words(straight.strip_prefix("se ").or_else(|| straight.strip_prefix("s'")).unwrap_or(&straight))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_elided_word_keeps_its_apostrophe_and_a_cue_loses_its_se() {
        assert_eq!(words("faire l'objet de"), ["faire", "l'", "objet", "de"]);
        assert_eq!(cue("s’apprêter à"), ["apprêter", "à"]);
        assert_eq!(words("aujourd'hui"), ["aujourd'hui"]);
    }
}
