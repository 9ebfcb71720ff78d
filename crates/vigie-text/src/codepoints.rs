/// Bytes to code points and back, for one text. Building is linear in the text; a lookup reads at most 64 bytes.
#[derive(Clone, Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    /// Code points before every 64th byte.
    marks: Vec<u32>,
}

const STEP: usize = 64;

/// Whether the byte starts a character (is no UTF-8 continuation byte).
fn starts_character(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

impl<'a> CodePoints<'a> {
    /// Indexes `text`.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let mut count = 0u32;
        let marks = text
            .as_bytes()
            .chunks(STEP)
            .map(|chunk| {
                let before = count;
                count += chunk.iter().filter(|b| starts_character(**b)).count() as u32;
                before
            })
            .collect();
        Self { text, marks }
    }

    /// The code points before byte `byte`; offsets past the end count as the end.
    #[must_use]
    pub fn of_byte(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let mark = byte / STEP;
        let Some(before) = self.marks.get(mark).copied() else {
            let last = self.marks.len().saturating_sub(1);
            let tail = &self.text.as_bytes()[last * STEP..byte];
            return self.marks.last().copied().unwrap_or(0) as usize
                + tail.iter().filter(|b| starts_character(**b)).count();
        };
        let rest = &self.text.as_bytes()[mark * STEP..byte];
        before as usize + rest.iter().filter(|b| starts_character(**b)).count()
    }

    /// The byte at which code point `point` starts; `None` past the end of the text.
    #[must_use]
    pub fn to_byte(&self, point: usize) -> Option<usize> {
        let mark = self.marks.partition_point(|m| *m as usize <= point).saturating_sub(1);
        let mut left = point - self.marks.get(mark).copied().unwrap_or(0) as usize;
        for (i, byte) in self.text.as_bytes().iter().enumerate().skip(mark * STEP) {
            if starts_character(*byte) {
                if left == 0 {
                    return Some(i);
                }
                left -= 1;
            }
        }
        (left == 0).then_some(self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_count_characters_not_bytes() {
        let text = "é".repeat(100) + "a🚀b";
        let points = CodePoints::new(&text);
        for (n, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(points.of_byte(byte), n);
            assert_eq!(points.to_byte(n), Some(byte));
        }
        assert_eq!(points.of_byte(text.len()), 103);
        assert_eq!(points.to_byte(103), Some(text.len()));
        assert_eq!(points.to_byte(104), None);
    }

    #[test]
    fn an_empty_text_has_one_place() {
        let points = CodePoints::new("");
        assert_eq!((points.of_byte(0), points.of_byte(9), points.to_byte(0)), (0, 0, Some(0)));
    }
}
