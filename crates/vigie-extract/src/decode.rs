//! Bytes to text: byte order mark, then UTF-8, then what the page declares, then a guess.

use crate::ErrorKind;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use std::borrow::Cow;

/// Formats that people hand in by mistake, by their first bytes.
const FORMATS: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old office document"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"\x28\xB5\x2F\xFD", "a Zstandard archive"),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"SQLite format 3\0", "an SQLite database (to look into a store, use `vigie show`)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7FELF", "a program"),
];

/// The text of `bytes`. `declared` is the character set that the page names, if it names one.
pub(crate) fn text<'a>(bytes: &'a [u8], declared: Option<&str>) -> Result<Cow<'a, str>, ErrorKind> {
    if let Some((_, what)) = FORMATS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(ErrorKind::Format(what));
    }
    let text = decoded(bytes, declared);
    if is_garbage(&text) { Err(ErrorKind::NotText) } else { Ok(text) }
}

fn decoded<'a>(bytes: &'a [u8], declared: Option<&str>) -> Cow<'a, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    if let Some(encoding) = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()))
        && encoding != UTF_8
    {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    if is_damaged_utf8(bytes) {
        return String::from_utf8_lossy(bytes);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny).decode_without_bom_handling(bytes).0
}

/// Whether the bytes are UTF-8 with some accidents (a text cut in mid-character, two files pasted together) and not text
/// in an older character set: in the latter, accented letters hardly ever make up valid UTF-8.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid > 0 && invalid <= valid
}

/// Fewer characters than this that no writer types are accidents, even in a text of a line or two.
const A_FEW: usize = 10;

/// Whether this is no text: characters that no writer types. The share is one in a hundred, so that a stray form feed or
/// escape in an old wire text is forgiven; random bytes have more than one in ten.
fn is_garbage(text: &str) -> bool {
    let (mut all, mut odd) = (0usize, 0usize);
    for c in text.chars() {
        all += 1;
        odd += usize::from(
            c == '\u{FFFD}'
                || (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}')),
        );
    }
    odd >= A_FEW && odd * 100 > all
}

/// The character set that a page declares in its first 4 KiB: `<meta charset=…>`, `<meta … content="…; charset=…">` or
/// `<?xml … encoding="…"?>`.
pub(crate) fn declared(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(4096)];
    // Declarations are ASCII in every character set that a page may be in.
    let head = WINDOWS_1252.decode_without_bom_handling(head).0.to_ascii_lowercase();
    let (at, cue) =
        ["charset=", "encoding="].iter().filter_map(|cue| head.find(cue).map(|at| (at, *cue))).min()?;
    let label: String = head[at + cue.len()..]
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
        .collect();
    (!label.is_empty()).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCE: &str = "L’armée a annoncé dimanche être entrée dans la cité assiégée ; « les combats ont cessé », \
                            a déclaré à l'aube le général Téwéré, blessé à la tête.";

    #[test]
    fn french_in_latin_1_reads_right() {
        let plain = SENTENCE.replace('’', "'");
        let (bytes, _, lossy) = WINDOWS_1252.encode(&plain);
        assert!(!lossy);
        assert_eq!(text(&bytes, None).unwrap(), plain);
    }

    #[test]
    fn french_in_windows_1252_keeps_its_curly_apostrophes() {
        let (bytes, _, _) = WINDOWS_1252.encode(SENTENCE);
        assert_eq!(text(&bytes, None).unwrap(), SENTENCE);
    }

    #[test]
    fn utf_16_with_a_mark_is_read() {
        let mut bytes = vec![0xFF, 0xFE];
        bytes.extend(SENTENCE.encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(text(&bytes, None).unwrap(), SENTENCE);
    }

    #[test]
    fn one_broken_character_does_not_change_the_others() {
        let mut bytes = SENTENCE.as_bytes().to_vec();
        bytes.extend(b" fin \xE9 de texte");
        let read = text(&bytes, None).unwrap();
        assert!(read.starts_with(SENTENCE) && read.contains('\u{FFFD}'));
    }

    #[test]
    fn a_short_text_with_some_bad_bytes_is_read() {
        for bad in [&b" \xE9 \xFF \xFE"[..], b"\0", b"\x1b\x01\x02"] {
            let mut bytes = "Trois blessés à Gao, a déclaré l’armée.".as_bytes().to_vec();
            bytes.extend(bad);
            assert!(
                text(&bytes, None).unwrap().starts_with("Trois blessés à Gao, a déclaré l’armée."),
                "{bad:?}"
            );
        }
    }

    #[test]
    fn random_bytes_are_not_text() {
        let mut state = 7u32;
        let bytes: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .take(100_000)
        .collect();
        assert!(matches!(text(&bytes, None), Err(ErrorKind::NotText)));
        assert!(matches!(text(&[0; 1000], None), Err(ErrorKind::NotText)));
    }

    #[test]
    fn a_known_format_is_named() {
        assert!(matches!(text(b"%PDF-1.7 ...", None), Err(ErrorKind::Format("a PDF document"))));
    }

    #[test]
    fn a_declared_character_set_is_found_in_the_head() {
        assert_eq!(declared(b"<meta charset='ISO-8859-1'>").as_deref(), Some("iso-8859-1"));
        assert_eq!(
            declared(b"<meta http-equiv=x content=\"text/html; charset=windows-1252\">").as_deref(),
            Some("windows-1252")
        );
        assert_eq!(declared(b"<p>rien</p>"), None);
    }
}
