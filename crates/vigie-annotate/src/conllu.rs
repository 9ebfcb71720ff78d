//! CoNLL-U, the exchange format of treebanks and annotators: a writer, and a reader of anybody's files.

use crate::{Document, Error, MultiWord, Sentence, Upos, Word, sentences::LONGEST};
use smol_str::SmolStr;
use std::fmt::{self, Write};
use vigie_text::Span;

/// A document of a CoNLL-U file: its text, rebuilt, and the annotation of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The value of `# newdoc id`, where there is one.
    pub id: Option<String>,
    /// The text that the spans are in: sentences by a space, paragraphs by a line break.
    pub text: String,
    /// Its sentences.
    pub document: Document,
}

/// Writes a document as CoNLL-U. `text` is the text that it was made from.
///
/// Sentences are numbered from 1; one that opens a paragraph is preceded by `# newpar`. White space other than a single
/// space becomes a single space in `# text`, as the format asks.
pub fn write(document: &Document, text: &str, out: &mut impl Write) -> fmt::Result {
    for (n, sentence) in document.sentences.iter().enumerate() {
        if sentence.opens_paragraph {
            writeln!(out, "# newpar")?;
        }
        writeln!(out, "# sent_id = {}", n + 1)?;
        write!(out, "# text = ")?;
        let next = document.sentences.get(n + 1);
        let tokens = surface(sentence);
        for (i, (_, span)) in tokens.iter().enumerate() {
            out.write_str(span.slice(text))?;
            let gap = tokens.get(i + 1).is_some_and(|(_, following)| following.start > span.end);
            out.write_str(if gap { " " } else { "" })?;
        }
        writeln!(out)?;
        for (i, (range, span)) in tokens.iter().enumerate() {
            let following = tokens.get(i + 1).map(|(_, s)| *s).or(next.map(|s| s.span));
            let is_glued = following.is_some_and(|f| f.start == span.end);
            let is_multi = range.len() > 1;
            if is_multi {
                let (first, last) = (range.start + 1, range.end);
                writeln!(
                    out,
                    "{first}-{last}\t{}\t_\t_\t_\t_\t_\t_\t_\t{}",
                    span.slice(text),
                    misc(is_glued, false)
                )?;
            }
            for at in range.clone() {
                let w = &sentence.words[at];
                writeln!(
                    out,
                    "{}\t{}\t{}\t{}\t_\t{}\t{}\t{}\t_\t{}",
                    at + 1,
                    or_blank(&w.form),
                    or_blank(&w.lemma),
                    w.upos,
                    or_blank(&w.feats),
                    w.head.map_or(0, |h| h + 1),
                    or_blank(&w.deprel),
                    misc(is_glued && !is_multi, w.is_doubtful),
                )?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

/// What the last column says of a token that the next one follows without a space.
const GLUED: &str = "SpaceAfter=No";

/// What the last column says of a word of which another head was nearly as likely.
const DOUBTFUL: &str = "Doubtful=Yes";

fn misc(is_glued: bool, is_doubtful: bool) -> &'static str {
    match (is_glued, is_doubtful) {
        (false, false) => "_",
        (true, false) => GLUED,
        (false, true) => DOUBTFUL,
        (true, true) => "Doubtful=Yes|SpaceAfter=No",
    }
}

fn or_blank(value: &str) -> &str {
    if value.is_empty() { "_" } else { value }
}

/// The surface tokens of a sentence: the words of each, and its span.
fn surface(sentence: &Sentence) -> Vec<(std::ops::Range<usize>, Span)> {
    let mut multiwords = sentence.multiwords.iter().peekable();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(word) = sentence.words.get(at) {
        let (end, span) = match multiwords.next_if(|m| m.first == at) {
            Some(m) => (m.last + 1, m.span),
            None => (at + 1, word.span),
        };
        out.push((at..end, span));
        at = end;
    }
    out
}

/// Reads CoNLL-U, whoever wrote it. Documents part at `# newdoc`; empty nodes, enhanced graphs and the language's own
/// tags are passed over. A sentence of more than 400 words, contractions counted as one (or of more than 800, each counted),
/// is refused: trees that deep cost too much, and vigie's own are not longer. The text is rebuilt from forms and
/// `SpaceAfter=No`, and spans are made for it.
pub fn read(source: &str) -> Result<Vec<Parsed>, Error> {
    read_up_to(source, LONGEST)
}

/// As [`read`], for sentences of up to `longest` tokens.
pub fn read_up_to(source: &str, longest: usize) -> Result<Vec<Parsed>, Error> {
    let mut reader = Reader { longest, ..Reader::default() };
    let mut count = 0;
    for (n, line) in source.lines().enumerate() {
        count = n + 1;
        reader.line(count, line.strip_prefix('\u{feff}').unwrap_or(line))?;
    }
    reader.close_sentence(count + 1)?;
    reader.close_document();
    Ok(reader.done)
}

#[derive(Default)]
struct Reader {
    /// Tokens that a sentence may have.
    longest: usize,
    done: Vec<Parsed>,
    open: Parsed,
    sentence: Sentence,
    /// Heads as written, from 1 and 0 for the root, and the line of each word.
    heads: Vec<(usize, usize)>,
    /// The multi-word token that is open: how many of its words are still to come.
    pending: usize,
    opens_paragraph: bool,
    space_before: bool,
}

fn broken<T>(line: usize, what: impl Into<String>) -> Result<T, Error> {
    Err(Error::Conllu { line, what: what.into() })
}

impl Reader {
    fn line(&mut self, n: usize, line: &str) -> Result<(), Error> {
        if line.trim().is_empty() {
            return self.close_sentence(n);
        }
        if let Some(comment) = line.strip_prefix('#') {
            if self.sentence.words.is_empty() {
                self.comment(comment.trim());
            }
            return Ok(());
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, form, lemma, upos, _, feats, head, deprel, _, misc] = columns[..] else {
            return broken(n, format!("a word has 10 columns parted by tabs, this line {}", columns.len()));
        };
        if id.contains('.') {
            return Ok(());
        }
        if form.is_empty() {
            return broken(n, "the form is empty");
        }
        let at = self.sentence.words.len();
        let space_after = !misc.split('|').any(|m| m == GLUED);
        if let Some((first, last)) = id.split_once('-') {
            let (Ok(first), Ok(last)) = (first.parse::<usize>(), last.parse::<usize>()) else {
                return broken(n, format!("`{id}` is no range of words"));
            };
            if first != at + 1 || last < first || self.pending > 0 {
                return broken(n, format!("the range {id} does not start at the next word, {}", at + 1));
            }
            let span = self.append(form, space_after);
            self.sentence.multiwords.push(MultiWord { first: at, last: last - 1, span });
            self.pending = last + 1 - first;
            return Ok(());
        }
        if id.parse() != Ok(at + 1) {
            return broken(n, format!("word number {} was expected, not `{id}`", at + 1));
        }
        let Ok(head) = head.parse::<usize>() else {
            return broken(n, format!("the head `{head}` is no number: the file has no tree here"));
        };
        let span = match self.sentence.multiwords.last() {
            Some(multi) if self.pending > 0 => {
                self.pending -= 1;
                multi.span
            }
            _ => self.append(form, space_after),
        };
        self.heads.push((head, n));
        self.sentence.words.push(Word {
            span,
            form: form.into(),
            lemma: if lemma == "_" { form.into() } else { lemma.into() },
            upos: match upos {
                "_" => Upos::X,
                _ => upos
                    .parse()
                    .or_else(|()| broken(n, format!("`{upos}` is no universal part of speech")))?,
            },
            feats: sorted(feats),
            head: None,
            deprel: if deprel == "_" { SmolStr::new_static("dep") } else { deprel.into() },
            is_doubtful: misc.split('|').any(|m| m == DOUBTFUL),
        });
        Ok(())
    }

    fn comment(&mut self, comment: &str) {
        if let Some(rest) = comment.strip_prefix("newdoc") {
            self.close_document();
            self.open.id = rest.split_once('=').map(|(_, id)| id.trim().to_owned());
            self.opens_paragraph = true;
        } else if comment.starts_with("newpar") {
            self.opens_paragraph = true;
        }
    }

    /// Puts a token at the end of the text.
    fn append(&mut self, form: &str, space_after: bool) -> Span {
        let text = &mut self.open.text;
        let starts_sentence = self.sentence.words.is_empty() && self.sentence.multiwords.is_empty();
        if !text.is_empty() {
            if starts_sentence && self.opens_paragraph {
                text.push('\n');
            } else if self.space_before {
                text.push(' ');
            }
        }
        let start = text.len();
        text.push_str(form);
        self.space_before = space_after;
        let span = Span::new(start, text.len());
        self.sentence.span = if starts_sentence { span } else { self.sentence.span.cover(span) };
        span
    }

    fn close_sentence(&mut self, n: usize) -> Result<(), Error> {
        if self.sentence.words.is_empty() {
            return Ok(());
        }
        if self.pending > 0 {
            return broken(n, "the sentence ends inside a multi-word token");
        }
        let mut sentence = std::mem::take(&mut self.sentence);
        let heads = std::mem::take(&mut self.heads);
        let first_line = heads.first().map_or(n, |(_, line)| *line);
        let words = sentence.words.len();
        let limit = if surface(&sentence).len() > self.longest { self.longest } else { 2 * self.longest };
        if words > limit {
            return broken(
                first_line,
                format!("the sentence has {words} words; a sentence of at most {limit} is read"),
            );
        }
        for (word, (head, line)) in sentence.words.iter_mut().zip(&heads) {
            if *head > heads.len() {
                return broken(
                    *line,
                    format!("the head {head} is beyond the sentence's {} words", heads.len()),
                );
            }
            word.head = head.checked_sub(1);
        }
        let roots = heads.iter().filter(|(head, _)| *head == 0).count();
        if roots != 1 {
            return broken(first_line, format!("the sentence has {roots} roots; a tree has one"));
        }
        if let Some(start) = in_cycle(&sentence) {
            return broken(heads[start].1, "the heads run in a circle");
        }
        sentence.opens_paragraph = self.opens_paragraph || self.open.document.sentences.is_empty();
        self.opens_paragraph = false;
        self.open.document.sentences.push(sentence);
        Ok(())
    }

    fn close_document(&mut self) {
        let open = std::mem::take(&mut self.open);
        self.space_before = false;
        if !open.document.sentences.is_empty() {
            self.done.push(open);
        }
    }
}

/// A word from which the root cannot be reached.
fn in_cycle(sentence: &Sentence) -> Option<usize> {
    let mut seen = vec![0; sentence.words.len()];
    for start in 0..sentence.words.len() {
        let mut at = Some(start);
        while let Some(word) = at.filter(|w| seen[*w] == 0) {
            seen[word] = start + 1;
            at = sentence.words[word].head;
        }
        if at.is_some_and(|w| seen[w] == start + 1) {
            return Some(start);
        }
    }
    None
}

/// Features in the order that the format asks for: by name, without regard to case.
fn sorted(feats: &str) -> SmolStr {
    if feats == "_" {
        return SmolStr::default();
    }
    let mut pairs: Vec<&str> = feats.split('|').filter(|f| !f.is_empty()).collect();
    pairs.sort_by_key(|pair| pair.split('=').next().unwrap_or_default().to_lowercase());
    pairs.join("|").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "# newdoc id = a1\n# sent_id = 1\n# text = Ils tirent aux murs.\n\
        1\tIls\til\tPRON\t_\tPerson=3|Number=Plur\t2\tnsubj\t_\tstart_char=0\n\
        2\ttirent\ttirer\tVERB\t_\t_\t0\troot\t_\t_\n3-4\taux\t_\t_\t_\t_\t_\t_\t_\t_\n\
        3\tà\tà\tADP\t_\t_\t5\tcase\t_\t_\n4\tles\tle\tDET\t_\t_\t5\tdet\t_\t_\n\
        4.1\t_\t_\t_\t_\t_\t_\t_\t2:obl\t_\n\
        5\tmurs\tmur\tNOUN\t_\t_\t2\tobl\t_\tSpaceAfter=No\n6\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n";

    #[test]
    fn anybodys_file_gives_text_and_spans() {
        let parsed = read(SAMPLE).unwrap().remove(0);
        assert_eq!((parsed.id.as_deref(), parsed.text.as_str()), (Some("a1"), "Ils tirent aux murs."));
        let sentence = &parsed.document.sentences[0];
        assert_eq!(sentence.words[0].feats, "Number=Plur|Person=3");
        assert_eq!(sentence.words[3].span.slice(&parsed.text), "aux");
        assert_eq!(sentence.words[4].span.slice(&parsed.text), "murs");
        assert_eq!(sentence.root(), 1);
    }

    #[test]
    fn what_is_written_is_read_back_the_same() {
        let parsed = read(SAMPLE).unwrap().remove(0);
        let mut out = String::new();
        write(&parsed.document, &parsed.text, &mut out).unwrap();
        let again = read(&out).unwrap().remove(0);
        assert_eq!((&again.text, &again.document), (&parsed.text, &parsed.document));
    }

    #[test]
    fn a_sentence_longer_than_vigies_own_is_refused() {
        let chain = |words: usize| {
            let line = |n: usize| {
                format!("{}\ta\ta\tX\t_\t_\t{n}\t{}\t_\t_\n", n + 1, if n == 0 { "root" } else { "dep" })
            };
            format!("# sent_id = 1\n{}\n", (0..words).map(line).collect::<String>())
        };
        assert!(read(&chain(400)).is_ok());
        let said = read(&chain(401)).unwrap_err().to_string();
        assert!(said.starts_with("CoNLL-U line 2: the sentence has 401 words"), "{said}");
        assert!(said.contains("at most 400"), "{said}");
    }

    #[test]
    fn a_broken_file_says_where_it_breaks() {
        for (source, line, what) in [
            ("1\ta\n", 1, "10 columns"),
            ("1\ta\ta\tX\t_\t_\t1\tdep\t_\t_\n", 1, "0 roots"),
            ("1\ta\ta\tX\t_\t_\t7\tdep\t_\t_\n", 1, "beyond"),
            ("1\ta\ta\tX\t_\t_\t_\tdep\t_\t_\n", 1, "no tree"),
            ("2\ta\ta\tX\t_\t_\t0\troot\t_\t_\n", 1, "expected"),
            ("1\ta\ta\tFOO\t_\t_\t0\troot\t_\t_\n", 1, "part of speech"),
            ("1-3\ta\t_\t_\t_\t_\t_\t_\t_\t_\n1\ta\ta\tX\t_\t_\t0\troot\t_\t_\n", 3, "inside"),
            (
                "1\ta\ta\tX\t_\t_\t0\troot\t_\t_\n2\tb\tb\tX\t_\t_\t3\tdep\t_\t_\n3\tc\tc\tX\t_\t_\t2\tdep\t_\t_\n",
                2,
                "circle",
            ),
        ] {
            let Err(Error::Conllu { line: at, what: said }) = read(source) else {
                panic!("{source} was read")
            };
            assert_eq!(at, line, "{said}");
            assert!(said.contains(what), "{said}");
        }
    }
}
