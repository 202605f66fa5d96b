//! Numbers as newspapers write them: `1,00,000`, `3.5bn`, `two and a half million`, `twenty-five`.

use crate::lexicon::ShortWords;

/// A pattern for a number in digits; [`parse`] decides whether its groups make sense.
pub const DIGITS: &str = r"[0-9](?:[0-9.,\u{a0}\u{202f}]*[0-9])?";

/// A pattern for a word that multiplies the number before it, spaced or not.
pub const SCALE: &str = r"(?:hundred|thousand|[mbtr]+illion|lakhs?|crores?|cr|mln|mn|mil|bln|bn|tn|trn|[MmBbKk])";

/// A pattern for a number in words, without the scales above a hundred.
pub const WORD: &str = r"(?i-u:one|two|three|four(?:teen)?|five|six(?:teen)?|seven(?:teen)?|eight(?:een)?|nine(?:teen)?|ten|eleven|twelve|thirteen|fifteen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)";

/// Words below a hundred with their values.
static WORDS: ShortWords<u32, 27> = ShortWords::new(&[
    ("eight", 8),
    ("eighteen", 18),
    ("eighty", 80),
    ("eleven", 11),
    ("fifteen", 15),
    ("fifty", 50),
    ("five", 5),
    ("forty", 40),
    ("four", 4),
    ("fourteen", 14),
    ("nine", 9),
    ("nineteen", 19),
    ("ninety", 90),
    ("one", 1),
    ("seven", 7),
    ("seventeen", 17),
    ("seventy", 70),
    ("six", 6),
    ("sixteen", 16),
    ("sixty", 60),
    ("ten", 10),
    ("thirteen", 13),
    ("thirty", 30),
    ("three", 3),
    ("twelve", 12),
    ("twenty", 20),
    ("two", 2),
]);

/// The value of one word below a hundred: `Seven` → 7.
pub fn word(word: &str) -> Option<u32> {
    WORDS.get(word)
}

/// Whether a word multiplies the number before it.
pub fn is_scale(word: &str) -> bool {
    exponent(word).is_some()
}

/// The power of ten that a scale multiplies by: `bn` → 9.
fn exponent(scale: &str) -> Option<i32> {
    Some(match scale.to_ascii_lowercase().trim_end_matches('s') {
        "hundred" => 2,
        "thousand" | "k" => 3,
        "lakh" => 5,
        "million" | "m" | "mn" | "mln" | "mil" => 6,
        "crore" | "cr" => 7,
        "billion" | "b" | "bn" | "bln" => 9,
        "trillion" | "tn" | "trn" => 12,
        _ => return None,
    })
}

/// The value of a number and its scales: (`4.2`, ` billion`), (`two`, ` lakh crore`), (`1,500`, ``).
///
/// `None` where the digits can be read in two ways: `1,5`, `1.234.567`; or are more than a float holds.
pub fn parse(number: &str, scales: &str) -> Option<f64> {
    let (digits, mut power) = if number.starts_with(|c: char| c.is_ascii_digit()) {
        plain(number)?
    } else {
        // `twenty-five` is the sum of its words.
        (number.split(['-', ' ']).map(word).sum::<Option<u32>>()?.into(), 0)
    };
    for scale in scales.split([' ', '-', '\u{a0}']).filter(|s| !s.is_empty()) {
        power += exponent(scale)?;
    }
    decimal(digits, power)
}

/// `digits` times ten to the `power`, rounded as the literal would be: whole numbers up to 2⁵³ and powers of ten up
/// to 10²² are exact, so that only one operation rounds.
fn decimal(digits: u64, power: i32) -> Option<f64> {
    if digits > 1 << 53 || power.abs() > 22 {
        return None;
    }
    let ten = (0..power.abs()).fold(1.0, |ten, _| ten * 10.0);
    Some(if power < 0 { digits as f64 / ten } else { digits as f64 * ten })
}

/// The digits without their separators of thousands, and the power of ten of the last: `1,00,000.5` → (1000005, -1).
fn plain(number: &str) -> Option<(u64, i32)> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let mut groups = whole.split([',', '\u{a0}', '\u{202f}']);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let grouped = match rest.split_last() {
        None => true,
        // Pairs above the last three digits: the Indian way.
        Some((last, pairs)) => {
            first.len() <= 3 && last.len() == 3 && pairs.iter().all(|p| matches!(p.len(), 2 | 3))
        }
    };
    if !grouped || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let digits = format!("{first}{}{fraction}", rest.concat());
    let significant = digits.trim_end_matches('0');
    let power = (digits.len() - significant.len()) as i32 - fraction.len() as i32;
    // No digit is left of a zero.
    Some((if significant.is_empty() { 0 } else { significant.parse().ok()? }, power))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_below_a_hundred_are_found() {
        assert_eq!(word("Seventeen"), Some(17));
        assert_eq!(word("weight"), None);
        assert_eq!(word("extraordinary"), None);
    }

    #[test]
    fn digits_and_scales_multiply_exactly() {
        assert_eq!(parse("2.98", " billion"), Some(2_980_000_000.0));
        assert_eq!(parse("330.7", "mn"), Some(330_700_000.0));
        assert_eq!(parse("500", " crore"), Some(5e9));
        assert_eq!(parse("1.5", " lakh crore"), Some(1.5e12));
        assert_eq!(parse("61", ""), Some(61.0));
        assert_eq!(parse("0.00", ""), Some(0.0));
        assert_eq!(parse("1,000,000,000,000,000,000", ""), Some(1e18));
        assert_eq!(parse("0.0299", " billion"), Some(29_900_000.0));
    }

    #[test]
    fn what_a_float_cannot_hold_has_no_value() {
        assert_eq!(parse("12345678901234567890123", ""), None);
        assert_eq!(parse("9007199254740993", ""), None);
        assert_eq!(parse("1", " trillion trillion"), None);
    }

    #[test]
    fn decimals_are_rounded_as_their_literals() {
        for digits in (0..1 << 53).step_by((1 << 53) / 999) {
            for power in -22..=22 {
                assert_eq!(decimal(digits, power), format!("{digits}e{power}").parse().ok(), "{digits}e{power}");
            }
        }
    }

    #[test]
    fn groups_of_thousands_are_read_and_doubtful_ones_refused() {
        assert_eq!(parse("1,234,567.5", ""), Some(1_234_567.5));
        assert_eq!(parse("1,00,000", ""), Some(100_000.0));
        assert_eq!(parse("75\u{a0}000", ""), Some(75_000.0));
        for doubtful in ["1,5", "1.234.567", "12,34", "1234,567"] {
            assert_eq!(parse(doubtful, ""), None, "{doubtful}");
        }
    }

    #[test]
    fn words_have_values() {
        assert_eq!(parse("twenty-five", " million"), Some(25e6));
        assert_eq!(parse("Five", ""), Some(5.0));
    }
}
