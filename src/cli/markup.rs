//! An article with its attributions marked, and the legend of its speakers. The marks carry the meaning;
//! colours only repeat it.

use super::wrap::{Style, Wrapper};
use std::io::{self, Write};
use whosaid::Analysis;
use whosaid::analysis::{AttributionView, SpeakerView, Utf16Span};
use whosaid::attribution::AttributionKind;

/// SGR foregrounds that read on dark and light grounds alike; after the last the first comes again, and the
/// speakers' numbers still tell them apart.
const PALETTE: [u8; 6] = [36, 35, 33, 32, 34, 31];

/// A marked stretch of the text.
struct Mark {
    span: Utf16Span,
    open: String,
    close: String,
    style: Style,
}

/// Writes the marked article and its legend.
pub fn write<W: Write>(text: &str, analysis: &Analysis, out: &mut Wrapper<W>) -> io::Result<()> {
    article(text, &marks(analysis), out)?;
    legend(analysis, out)?;
    for warning in &analysis.warnings {
        paragraph(&format!("Note: {}", warning.message), 6, out)?;
    }
    Ok(())
}

/// The marks by their start, outer before inner.
fn marks(analysis: &Analysis) -> Vec<Mark> {
    let mut marks: Vec<Mark> = analysis.attributions.iter().flat_map(marks_of).collect();
    marks.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    marks
}

fn marks_of(attribution: &AttributionView) -> Vec<Mark> {
    let (open, close) = brackets(attribution.kind);
    let number = number(attribution.speaker);
    let plain = style(attribution.speaker);
    let content = attribution.content.iter().map(|&span| Mark {
        span,
        // A no-break space: the bracket stays with its words.
        open: format!("{open}{number}\u{a0}"),
        close: close.to_owned(),
        style: plain,
    });
    let source = attribution.source.iter().map(|&span| Mark {
        span,
        open: String::new(),
        close: format!("({number})"),
        style: Style { bold: true, ..plain },
    });
    let cue = attribution.cue.iter().map(|&span| Mark {
        span,
        open: String::new(),
        close: String::new(),
        style: Style { italic: true, ..plain },
    });
    content.chain(source).chain(cue).collect()
}

fn brackets(kind: AttributionKind) -> (&'static str, &'static str) {
    match kind {
        AttributionKind::Direct => ("[", "]"),
        AttributionKind::Indirect => ("{", "}"),
        AttributionKind::Mixed => ("<", ">"),
    }
}

fn number(speaker: Option<usize>) -> String {
    speaker.map_or("?".to_owned(), |s| (s + 1).to_string())
}

fn style(speaker: Option<usize>) -> Style {
    Style { colour: speaker.map_or(0, |s| PALETTE[s % PALETTE.len()]), ..Style::default() }
}

/// Walks text and marks side by side; an inner mark's style wins.
fn article<W: Write>(text: &str, marks: &[Mark], out: &mut Wrapper<W>) -> io::Result<()> {
    let (mut open, mut waiting) = (Vec::<&Mark>::new(), marks.iter().peekable());
    let mut at = 0;
    out.indent = 0;
    for c in text.trim_end().chars() {
        close(&mut open, at, out)?;
        while let Some(mark) = waiting.next_if(|m| m.span.start <= at) {
            out.text(&mark.open, mark.style)?;
            open.push(mark);
        }
        match c {
            '\n' => out.newline()?,
            c => out.text(c.encode_utf8(&mut [0; 4]), open.last().map(|m| m.style).unwrap_or_default())?,
        }
        at += c.len_utf16() as u32;
    }
    close(&mut open, u32::MAX, out)?;
    out.newline()
}

/// Closes the marks that end at `at` or before, the innermost first.
fn close<W: Write>(open: &mut Vec<&Mark>, at: u32, out: &mut Wrapper<W>) -> io::Result<()> {
    for mark in open.iter().rev().filter(|m| m.span.end <= at) {
        out.text(&mark.close, mark.style)?;
    }
    open.retain(|m| m.span.end > at);
    Ok(())
}

fn legend<W: Write>(analysis: &Analysis, out: &mut Wrapper<W>) -> io::Result<()> {
    out.newline()?;
    if analysis.attributions.is_empty() {
        return paragraph("Nobody is quoted.", 0, out);
    }
    // No-break spaces keep the columns of the key apart.
    let key =
        "Speakers\u{a0}\u{a0} [word for word]\u{a0}\u{a0} {in other words}\u{a0}\u{a0} <partly word for word>";
    out.text(key, Style { bold: true, ..Style::default() })?;
    out.newline()?;
    for (i, speaker) in analysis.speakers.iter().enumerate() {
        entry(&number(Some(i)), &name(analysis, speaker), &counts(speaker), style(Some(i)), out)?;
    }
    let unknown = analysis.attributions.iter().filter(|a| a.speaker.is_none()).count();
    if unknown > 0 {
        entry("?", "unknown", &plural(unknown, "attribution"), style(None), out)?;
    }
    Ok(())
}

/// `3  Name, role: counts`
fn entry<W: Write>(number: &str, name: &str, counts: &str, style: Style, out: &mut Wrapper<W>) -> io::Result<()> {
    out.indent = 5;
    out.text(&format!("{number:\u{a0}>3}\u{a0}\u{a0}{name}"), Style { bold: true, ..style })?;
    out.text(": ", style)?;
    out.text(counts, Style::default())?;
    out.newline()
}

fn name(analysis: &Analysis, speaker: &SpeakerView) -> String {
    let role = speaker.entity.and_then(|e| analysis.entities[e].roles.first());
    let mut name = speaker.name.clone();
    if let Some(role) = role {
        name += &format!(", {role}");
    }
    if !speaker.named {
        name += " (not named)";
    }
    name
}

fn counts(speaker: &SpeakerView) -> String {
    let attributions = plural(speaker.attributions.len(), "attribution");
    let words = speaker.words;
    format!("{attributions}, {} quoted, {} reported", plural(words.direct as usize, "word"), words.indirect)
}

fn plural(n: usize, thing: &str) -> String {
    format!("{n} {thing}{}", if n == 1 { "" } else { "s" })
}

fn paragraph<W: Write>(text: &str, indent: usize, out: &mut Wrapper<W>) -> io::Result<()> {
    out.indent = indent;
    out.text(text, Style::default())?;
    out.newline()
}

#[cfg(test)]
mod tests {
    use super::*;
    use whosaid::analysis::Words;

    fn span(start: u32, end: u32) -> Utf16Span {
        Utf16Span { start, end }
    }

    fn marked(text: &str, attributions: &[AttributionView]) -> String {
        let mut marks: Vec<Mark> = attributions.iter().flat_map(marks_of).collect();
        marks.sort_by_key(|m| m.span.start);
        let mut out = Vec::new();
        article(text, &marks, &mut Wrapper::new(&mut out, 80, false)).expect("memory");
        String::from_utf8(out).expect("text")
    }

    fn attribution(kind: AttributionKind, content: Utf16Span, source: Vec<Utf16Span>) -> AttributionView {
        AttributionView {
            kind,
            content: vec![content],
            cue: Vec::new(),
            source,
            speaker: Some(0),
            confidence: 1.0,
            words: Words::default(),
            evidence: Vec::new(),
        }
    }

    #[test]
    fn kinds_differ_without_colours() {
        let direct = attribution(AttributionKind::Direct, span(0, 4), vec![span(10, 13)]);
        assert_eq!(marked("“Ab” said Ann.", &[direct]), "[1 “Ab”] said Ann(1).\n");
        let indirect = attribution(AttributionKind::Indirect, span(9, 14), vec![]);
        assert_eq!(marked("Ann said it is.", &[indirect]), "Ann said {1 it is}.\n");
    }

    #[test]
    fn offsets_count_utf16_units() {
        let direct = attribution(AttributionKind::Mixed, span(3, 5), vec![]);
        assert_eq!(marked("🙂 Ab c", &[direct]), "🙂 <1 Ab> c\n");
    }
}
