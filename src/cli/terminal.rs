//! An analysis as text for a terminal: the article with what is said marked by speaker, then a legend.

use std::io::IsTerminal;
use whosaid::Analysis;
use whosaid::analysis::{AttributionView, SpeakerView};
use whosaid::attribution::AttributionKind;

/// How to mark: with colours, or with brackets alone.
pub struct Style {
    color: bool,
}

/// Colours of the 256-colour palette that differ in lightness too and read on dark and on light.
const PALETTE: [u8; 8] = [32, 166, 35, 133, 172, 67, 161, 101];

impl Style {
    /// Colours if asked for, or else on a terminal without NO_COLOR.
    pub fn new(color: Option<bool>) -> Self {
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
        Style { color: color.unwrap_or(std::io::stdout().is_terminal() && !no_color) }
    }

    /// What comes before a stretch of the given speaker and kind.
    fn open(&self, speaker: Option<usize>, kind: AttributionKind) -> String {
        let who = speaker.map_or("?".to_owned(), |s| (s + 1).to_string());
        if !self.color {
            return format!("[{who}{} ", sign(kind));
        }
        let color = speaker.map_or(245, |s| PALETTE[s % PALETTE.len()]);
        let face = match kind {
            AttributionKind::Direct => "1;",
            AttributionKind::Indirect => "4;",
            AttributionKind::Mixed => "1;4;",
        };
        format!("\x1b[{face}38;5;{color}m{who}{}", sign(kind))
    }

    fn close(&self) -> &'static str {
        if self.color { "\x1b[0m" } else { "]" }
    }

    fn bold(&self, text: &str) -> String {
        if self.color { format!("\x1b[1m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// A sign for each kind, so that colour is never all.
fn sign(kind: AttributionKind) -> char {
    match kind {
        AttributionKind::Direct => '“',
        AttributionKind::Indirect => '~',
        AttributionKind::Mixed => '≈',
    }
}

/// The article with its attributions marked, and who speaks.
pub fn paint(text: &str, analysis: &Analysis, style: &Style, title: Option<String>) -> String {
    let mut out = title.map(|t| style.bold(&t) + "\n\n").unwrap_or_default();
    out.push_str(article(text, analysis, style).trim_end());
    out.push_str("\n\n");
    out.push_str(&legend(analysis, style));
    for warning in &analysis.warnings {
        out.push_str(&format!("note: {}\n", warning.message));
    }
    out
}

fn article(text: &str, analysis: &Analysis, style: &Style) -> String {
    let mut pieces: Vec<(u32, u32, &AttributionView)> = Vec::new();
    for attribution in &analysis.attributions {
        pieces.extend(attribution.content.iter().map(|s| (s.start, s.end, attribution)));
    }
    pieces.sort_by_key(|p| (p.0, p.1));
    let mut units = Units { text, byte: 0, unit: 0 };
    let mut out = String::with_capacity(text.len() * 2);
    let mut done = 0;
    for (start, end, attribution) in pieces {
        if start < done {
            continue;
        }
        out.push_str(units.up_to(start));
        out.push_str(&style.open(attribution.speaker, attribution.kind));
        out.push_str(units.up_to(end));
        out.push_str(style.close());
        done = end;
    }
    out.push_str(&text[units.byte..]);
    out
}

/// Walks a text by UTF-16 offsets that only grow.
struct Units<'t> {
    text: &'t str,
    byte: usize,
    unit: u32,
}

impl<'t> Units<'t> {
    fn up_to(&mut self, unit: u32) -> &'t str {
        let start = self.byte;
        while self.unit < unit {
            let Some(c) = self.text[self.byte..].chars().next() else { break };
            self.byte += c.len_utf8();
            self.unit += c.len_utf16() as u32;
        }
        &self.text[start..self.byte]
    }
}

fn legend(analysis: &Analysis, style: &Style) -> String {
    if analysis.speakers.is_empty() {
        return "Nobody is quoted.\n".to_owned();
    }
    let mut out = style.bold("Speakers") + "   (“ word for word   ~ in the article's words   ≈ both)\n";
    for (i, speaker) in analysis.speakers.iter().enumerate() {
        let color = PALETTE[i % PALETTE.len()];
        let name = match style.color {
            true => format!("\x1b[1;38;5;{color}m{}\x1b[0m", speaker.name),
            false => speaker.name.clone(),
        };
        out.push_str(&format!("{:>3} {name}{}\n", i + 1, details(analysis, speaker)));
    }
    out
}

fn details(analysis: &Analysis, speaker: &SpeakerView) -> String {
    let roles = speaker.entity.map_or(&[][..], |e| &analysis.entities[e].roles);
    let role = roles.first().map(|r| format!(", {r}")).unwrap_or_default();
    let named = if speaker.named { "" } else { " (not named)" };
    let n = speaker.attributions.len();
    let times = if n == 1 { "once".to_owned() } else { format!("{n} times") };
    let words = speaker.words;
    format!("{role}{named}: {times}, {} words quoted, {} reported", words.direct, words.indirect)
}
