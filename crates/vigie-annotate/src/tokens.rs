//! Text to surface tokens, by rules: one pass, bounded look-ahead, exact byte spans.

use crate::{conventions::Conventions, embed::fold};
use vigie_text::Span;

/// A token longer than this many bytes is cut: no word of a newspaper is, and the network's cost is per token.
const LONGEST: usize = 200;

/// A surface token: a span of the text, and where it divides into words if it holds two (`do|n't`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the text.
    pub span: Span,
    /// Byte (of the text) at which its second word starts.
    pub divided_at: Option<usize>,
}

impl Token {
    fn new(start: usize, end: usize) -> Self {
        Self { span: Span::new(start, end), divided_at: None }
    }

    /// The token's text.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        self.span.slice(text)
    }
}

/// Cuts the paragraph `text[start..end]` into tokens. Spans are in `text`.
pub fn tokens(conventions: &Conventions, text: &str, start: usize, end: usize) -> Vec<Token> {
    let mut scanner =
        Scanner { conventions, text: &text[..end], at: start, out: Vec::new(), single_quotes: 0 };
    scanner.paragraph();
    scanner.out
}

struct Scanner<'a> {
    conventions: &'a Conventions,
    text: &'a str,
    at: usize,
    out: Vec<Token>,
    /// Single quotation marks that are open.
    single_quotes: usize,
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '\u{2011}')
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_joined(c) || c == '°' || c == '_'
}

/// Marks, joiners and invisible characters that belong to the character before them.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{93c}'..='\u{94d}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{1f3fb}'..='\u{1f3ff}')
}

/// Whether a character starts a picture that joiners and skin tones may extend.
fn is_picture(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}')
}

impl Scanner<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self, skip: usize) -> Option<char> {
        self.rest().chars().nth(skip)
    }

    fn push(&mut self, end: usize) {
        self.out.push(Token::new(self.at, end));
        self.at = end;
    }

    fn paragraph(&mut self) {
        let mut opens_chunk = true;
        while let Some(c) = self.peek(0) {
            if c.is_whitespace() {
                self.at += c.len_utf8();
                opens_chunk = true;
                continue;
            }
            if !(opens_chunk && (self.address() || self.smiley())) {
                if c.is_ascii_digit() {
                    self.number();
                } else if is_letter(c) || c.is_numeric() {
                    self.word();
                } else if matches!(c, '#' | '@') && self.peek(1).is_some_and(is_letter) {
                    self.tag();
                } else if is_apostrophe(c) && self.peek(1).is_some_and(|n| n.is_ascii_digit()) {
                    // '90s
                    let start = self.at;
                    self.at += c.len_utf8();
                    self.number();
                    if let Some(token) =
                        self.out.iter_mut().rev().find(|t| t.span.start as usize == start + c.len_utf8())
                    {
                        token.span = Span::new(start, token.span.end as usize);
                    }
                } else {
                    self.mark(c);
                }
            }
            opens_chunk = false;
        }
    }

    /// End of the run of characters that `keep` holds, cut at the longest token.
    fn run(&self, from: usize, keep: impl Fn(char) -> bool) -> usize {
        let mut end = from;
        for c in self.text[from..].chars() {
            if !keep(c) || end + c.len_utf8() - self.at > LONGEST {
                break;
            }
            end += c.len_utf8();
        }
        end
    }

    /// A web or mail address, at the start of a chunk.
    fn address(&mut self) -> bool {
        let end = self
            .run(self.at, |c| !c.is_whitespace() && !matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”'));
        let chunk = self.text[self.at..end].trim_end_matches(|c: char| {
            matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '\'' | '’' | '…')
        });
        let low = |prefix: &str| chunk.get(..prefix.len()).is_some_and(|c| c.eq_ignore_ascii_case(prefix));
        let is_mail = || {
            chunk.split_once('@').is_some_and(|(name, host)| {
                !name.is_empty()
                    && host.contains('.')
                    && chunk
                        .chars()
                        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '@' | '.' | '-' | '_' | '+'))
            })
        };
        if low("http://") || low("https://") || low("www.") || is_mail() || is_domain(chunk) {
            self.push(self.at + chunk.len());
            return true;
        }
        false
    }

    fn smiley(&mut self) -> bool {
        const SMILEYS: [&str; 12] =
            [":-)", ";-)", ":-(", ":)", ";)", ":(", ":D", ";D", ":p", ":P", "<3", ":/"];
        let found = SMILEYS.into_iter().find(|s| {
            self.rest()
                .strip_prefix(s)
                .is_some_and(|rest| rest.chars().next().is_none_or(char::is_whitespace))
        });
        if let Some(smiley) = found {
            self.push(self.at + smiley.len());
        }
        found.is_some()
    }

    fn tag(&mut self) {
        self.push(self.run(self.at + 1, |c| is_letter(c) || c.is_numeric()));
    }

    fn number(&mut self) {
        let bytes = self.text.as_bytes();
        let mut end = self.run(self.at, |c| c.is_ascii_digit());
        if self.conventions.joins_digit_groups && end - self.at <= 3 {
            end = self.digit_groups(end);
        }
        let mut hyphens = Vec::new();
        while end + 1 < bytes.len() && end - self.at < LONGEST {
            let (mark, next) = (bytes[end], bytes[end + 1]);
            if !(matches!(mark, b'.' | b',' | b':' | b'/' | b'-') && next.is_ascii_digit()) {
                break;
            }
            if mark == b'-' {
                hyphens.push(end);
            }
            end = self.run(end + 1, |c| c.is_ascii_digit());
        }
        // 713-853-3989 and 11-20-2000 are one; 1999-2000 is two numbers where hyphens divide.
        if let (true, [hyphen]) = (self.conventions.splits_hyphens, &hyphens[..]) {
            self.push(*hyphen);
            return;
        }
        let letters = self.run(end, is_letter);
        if letters == end {
            let mut rest = self.text[end..].chars();
            let hyphen = rest.next().is_some_and(is_hyphen) && rest.next().is_some_and(is_letter);
            if hyphen && !self.conventions.splits_hyphens { self.word() } else { self.push(end) }
        } else if self.conventions.units.contains(fold(&self.text[end..letters]).as_ref()) {
            // 10km, and 22h30 in three.
            self.push(end);
            self.push(letters);
        } else if self.text[end..].starts_with('°') {
            self.push(end);
        } else {
            // 1er, 5th, 1980s, 115L, and 4-temps where hyphens join.
            self.word();
        }
    }

    /// `5 000` and `1 200 000`: groups of exactly three digits after one space. Returns their end.
    fn digit_groups(&self, mut end: usize) -> usize {
        loop {
            let mut rest = self.text[end..].chars();
            let Some(space @ (' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')) = rest.next() else { return end };
            let digits = rest.as_str().bytes().take_while(u8::is_ascii_digit).count();
            if digits != 3 || end - self.at > 20 {
                return end;
            }
            end += space.len_utf8() + 3;
        }
    }

    /// A word: letters and digits with what joins them inside, then cut as the language's treebanks do.
    fn word(&mut self) {
        let start = self.at;
        if let Some(end) = self.acronym() {
            self.push(end);
            return;
        }
        let mut end = start;
        loop {
            end = self.run(end, |c| is_letter(c) || c.is_numeric());
            if let Some(optional) = self.optional_ending(end).filter(|o| *o - start <= LONGEST) {
                end = optional;
                continue;
            }
            let mut rest = self.text[end..].chars();
            let (Some(mark), Some(next)) = (rest.next(), rest.next()) else { break };
            let joins = if is_apostrophe(mark) || is_hyphen(mark) {
                is_letter(next) || next.is_ascii_digit()
            } else {
                mark == '&' && next.is_uppercase() && self.text[..end].ends_with(char::is_uppercase)
            };
            if !joins || end + mark.len_utf8() + next.len_utf8() - start > LONGEST {
                break;
            }
            end += mark.len_utf8();
        }
        if end == start {
            // A lone character longer than any run: cannot be divided.
            end = start + self.peek(0).map_or(1, char::len_utf8);
        }
        if let Some(end) = self.abbreviation(end) {
            self.push(end);
        } else if self.conventions.splits_hyphens {
            self.divide_at_hyphens(end);
        } else {
            self.divide_elisions(end);
        }
    }

    /// The end of `(e)` or `(s)`, where it is glued to the word that ends at `end`.
    fn optional_ending(&self, end: usize) -> Option<usize> {
        let inside = self.text[end..].strip_prefix('(').filter(|_| end > self.at)?;
        let length = inside.bytes().take(8).position(|b| b == b')')?;
        let ending = fold(inside.get(..length)?);
        self.conventions.optional_endings.contains(ending.as_ref()).then_some(end + length + 2)
    }

    /// `U.S.`, `O.N.U.`, `J.-C.`: single letters, each with its full stop, at least two.
    fn acronym(&self) -> Option<usize> {
        let (mut end, mut letters) = (self.at, 0);
        let mut rest = self.rest().chars().peekable();
        while let Some(letter) = rest.next() {
            if !letter.is_alphabetic() || rest.peek() != Some(&'.') || letters > 12 {
                break;
            }
            rest.next();
            end += letter.len_utf8() + 1;
            letters += 1;
            if rest.peek() == Some(&'-') && rest.clone().nth(1).is_some_and(char::is_uppercase) {
                rest.next();
                end += 1;
            }
        }
        let ends_well = self.text[..end].ends_with('.') && !self.text[end..].starts_with(is_letter);
        (letters >= 2 && ends_well).then_some(end)
    }

    /// The end of the word with its full stop, where it is an abbreviation or a name's initial.
    fn abbreviation(&self, end: usize) -> Option<usize> {
        let after = self.text[end..].strip_prefix('.')?;
        if after.starts_with(|c: char| c == '.' || is_letter(c)) {
            return None;
        }
        let dotted = fold(&self.text[self.at..=end]);
        let word = &self.text[self.at..end];
        let is_initial = word.chars().all(char::is_uppercase)
            && word.chars().count() == 1
            && after.trim_start().starts_with(char::is_uppercase);
        (is_initial
            || self.conventions.abbreviations.contains(dotted.as_ref())
            || self.conventions.closing_abbreviations.contains(dotted.as_ref()))
        .then_some(end + 1)
    }

    /// French: *l'*, *qu'* before the word, *-t-il*, *-là* after it.
    fn divide_elisions(&mut self, end: usize) {
        let word = &self.text[self.at..end];
        if self.conventions.whole.contains(fold(word).as_ref()) {
            return self.push(end);
        }
        if let Some((apostrophe, mark)) = word.char_indices().find(|(_, c)| is_apostrophe(*c)) {
            let rest = apostrophe + mark.len_utf8();
            // N'Djamena, M'Bour: no elision stands before a consonant.
            let before_vowel = |c: char| {
                c.is_ascii_digit() || c.to_lowercase().any(|c| "aeiouyhœæàâäéèêëîïôöùûü".contains(c))
            };
            if self.conventions.elisions.contains(fold(&word[..apostrophe]).as_ref())
                && word[rest..].starts_with(before_vowel)
            {
                self.push(self.at + rest);
                return self.word();
            }
        }
        let word = &self.text[self.at..end];
        if word.contains(is_hyphen) {
            let low = fold(word);
            let enclitic = self
                .conventions
                .enclitics
                .iter()
                .filter(|e| low.ends_with(e.as_str()))
                .max_by_key(|e| e.len());
            if let Some(enclitic) = enclitic {
                let n = enclitic.chars().count();
                let cut = word.char_indices().rev().nth(n - 1).map_or(0, |(at, _)| at);
                if cut > 0 && !word[..cut].contains(is_hyphen) {
                    self.push(self.at + cut);
                }
            }
        }
        // *l'* before a quotation mark or a space.
        let elided = self.conventions.elisions.contains(fold(&self.text[self.at..end]).as_ref());
        let mark = self.text[end..].chars().next().filter(|c| is_apostrophe(*c));
        match mark {
            Some(mark) if elided => self.push(end + mark.len_utf8()),
            _ => self.push(end),
        }
    }

    /// English: hyphens are tokens of their own, except after a prefix.
    fn divide_at_hyphens(&mut self, end: usize) {
        while self.at < end {
            let word = &self.text[self.at..end];
            let hyphen = word.char_indices().find(|(at, c)| is_hyphen(*c) && *at > 0);
            let is_whole = self.conventions.whole.contains(fold(word).as_ref());
            let Some((at, mark)) = hyphen.filter(|_| !is_whole) else { return self.clitic(end) };
            if self.conventions.prefixes.contains(fold(&word[..at]).as_ref()) {
                let next = word[at + mark.len_utf8()..].char_indices().find(|(_, c)| is_hyphen(*c));
                let stop = next.map_or(end, |(n, _)| self.at + at + mark.len_utf8() + n);
                self.clitic(stop);
            } else {
                let stop = self.at + at;
                self.clitic(stop);
            }
            if self.at < end {
                let mark = self.text[self.at..].chars().next().map_or(1, char::len_utf8);
                self.push(self.at + mark);
            }
        }
    }

    /// English: *n't*, *'s* and their like are the second word of their token; so is the bare mark of *soldiers'*.
    fn clitic(&mut self, end: usize) {
        let word = &self.text[self.at..end];
        let low = fold(word);
        let mut token = Token::new(self.at, end);
        if !self.conventions.whole.contains(low.as_ref()) {
            let clitic =
                self.conventions.clitics.iter().find(|c| low.len() > c.len() && low.ends_with(c.as_str()));
            if let Some(clitic) = clitic {
                let n = clitic.chars().count();
                token.divided_at = word.char_indices().rev().nth(n - 1).map(|(at, _)| self.at + at);
            } else if let Some([_, second]) = self.conventions.contractions.get(low.as_ref()) {
                token.divided_at = Some(end - second.len()).filter(|at| word.is_char_boundary(at - self.at));
            } else if low.ends_with('s') && self.single_quotes == 0 && low.len() > 2 {
                let mut rest = self.text[end..].chars();
                let mark = rest.next().filter(|c| matches!(c, '\'' | '’'));
                if let Some(mark) = mark.filter(|_| rest.next().is_some_and(char::is_whitespace)) {
                    token = Token { span: Span::new(self.at, end + mark.len_utf8()), divided_at: Some(end) };
                }
            }
        }
        self.at = token.span.end as usize;
        self.out.push(token);
    }

    /// Punctuation, symbols, pictures and what is none of these.
    fn mark(&mut self, c: char) {
        let next = self.at + c.len_utf8();
        if is_apostrophe(c) {
            let opens = self.text[next..].starts_with(|n: char| !n.is_whitespace())
                && self.text[..self.at]
                    .chars()
                    .next_back()
                    .is_none_or(|p| p.is_whitespace() || !is_letter(p));
            self.single_quotes =
                if opens { self.single_quotes + 1 } else { self.single_quotes.saturating_sub(1) };
        }
        let end = match c {
            '.' | '!' | '?' => self.run(self.at, |n| matches!(n, '.' | '!' | '?')),
            '-' | '=' | '*' | '~' | '+' | '#' | '\'' | '`' | '<' | '>' => self.run(self.at, |n| n == c),
            _ if c.is_control() => self.run(self.at, |n| n.is_control() && !n.is_whitespace()),
            _ => self.picture(next),
        };
        self.push(end.max(next));
    }

    /// End of a character with its marks, and of the pictures that joiners tie to it (a family is one token).
    fn picture(&self, from: usize) -> usize {
        let mut end = self.run(from, is_joined);
        while self.text[..end].ends_with('\u{200d}') && end - self.at < LONGEST / 2 {
            match self.text[end..].chars().next() {
                Some(next) if is_picture(next) => end = self.run(end + next.len_utf8(), is_joined),
                _ => break,
            }
        }
        end
    }
}

/// `lci.fr`: letters and hyphens, a dot, and a known ending.
fn is_domain(chunk: &str) -> bool {
    const ENDINGS: [&str; 16] = [
        "com", "org", "net", "fr", "info", "eu", "be", "ch", "ca", "ml", "bf", "uk", "ru", "ua", "tv", "gov",
    ];
    chunk.rsplit_once('.').is_some_and(|(name, ending)| {
        ENDINGS.contains(&ending)
            && name.len() > 1
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.'))
            && name.starts_with(|c: char| c.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use vigie_text::Language;

    fn cut(language: Language, text: &str) -> String {
        let conventions = Conventions::shipped(language).unwrap();
        let mut out = Vec::new();
        for token in tokens(&conventions, text, 0, text.len()) {
            match token.divided_at {
                Some(at) => out.push(format!(
                    "{}+{}",
                    &text[token.span.start as usize..at],
                    &text[at..token.span.end as usize]
                )),
                None => out.push(token.of(text).to_owned()),
            }
        }
        out.join("|")
    }

    #[test]
    fn french_is_cut_as_its_treebanks_are() {
        for (text, expected) in [
            ("L’armée n'a pas riposté.", "L’|armée|n'|a|pas|riposté|."),
            ("Qu'a-t-il dit ? Est-ce vrai ?", "Qu'|a|-t-il|dit|?|Est|-ce|vrai|?"),
            ("aujourd'hui, c'est-à-dire lorsqu’on partait", "aujourd'hui|,|c'est-à-dire|lorsqu’|on|partait"),
            ("N'Djamena et Côte d'Ivoire", "N'Djamena|et|Côte|d'|Ivoire"),
            ("5 000 morts, 1 200,5 km et 3,5 %", "5 000|morts|,|1 200,5|km|et|3,5|%"),
            ("5\u{202f}000 à 22h30", "5\u{202f}000|à|22|h|30"),
            ("« Non ! », a dit M. Traoré (AFP).", "«|Non|!|»|,|a|dit|M.|Traoré|(|AFP|)|."),
            ("Bachar al-Assad à Deir ez-Zor", "Bachar|al-Assad|à|Deir|ez-Zor"),
            ("J.-C. Kaboré, l'O.N.U. et lci.fr…", "J.-C.|Kaboré|,|l'|O.N.U.|et|lci.fr|…"),
            ("PARIS (AFP) - Le 1er mai", "PARIS|(|AFP|)|-|Le|1er|mai"),
            ("l'« État islamique »", "l'|«|État|islamique|»"),
            ("le(s) élu(e)s du M23(RDC) VOIE(S)", "le(s)|élu(e)s|du|M23|(|RDC|)|VOIE(S)"),
            ("#Gaza @afp x@y.fr https://a.fr/b?c=d.", "#Gaza|@afp|x@y.fr|https://a.fr/b?c=d|."),
        ] {
            assert_eq!(cut(Language::Fr, text), expected);
        }
    }

    #[test]
    fn english_is_cut_as_its_treebank_is() {
        for (text, expected) in [
            ("They don't, can’t and cannot.", "They|do+n't|,|ca+n’t|and|can+not|."),
            ("Mali's army; the soldiers' camp", "Mali+'s|army|;|the|soldiers+'|camp"),
            (
                "a US-led, pro-Russian non-state 40-year-old",
                "a|US|-|led|,|pro-Russian|non-state|40|-|year|-|old",
            ),
            ("U.S. Gen. J. Smith, $5m at 5:30 a.m.", "U.S.|Gen.|J.|Smith|,|$|5|m|at|5:30|a.m."),
            ("al-Qaeda in the '90s -- 1,200 dead", "al|-|Qaeda|in|the|'90s|--|1,200|dead"),
            ("“We fight,” he said.", "“|We|fight|,|”|he|said|."),
        ] {
            assert_eq!(cut(Language::En, text), expected);
        }
    }
}
