//! [`Document`] to [`Analysis`]: the public output, exactly as `analysis.d.ts` states it, in UTF-16.

use crate::attribution::{Attribution, AttributionKind};
use crate::document::Document;
use crate::mention::{EntityType, MentionKind};
use crate::order;
use crate::quotation;
use crate::span::{self, TokenRange};
use crate::utf16::Utf16Index;
use crate::value::Value;
use serde::Serialize;

/// A half-open range of UTF-16 code units: `text.slice(start, end)` in JavaScript.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Utf16Span {
    /// First code unit.
    pub start: u32,
    /// One past the last code unit.
    pub end: u32,
}

/// A span that refers to an entity.
#[derive(Clone, Debug, Serialize)]
pub struct MentionView {
    /// First code unit.
    pub start: u32,
    /// One past the last code unit.
    pub end: u32,
    /// What sort of thing it refers to.
    pub r#type: EntityType,
    /// How it refers.
    pub kind: MentionKind,
    /// Index into the entities.
    pub entity: usize,
    /// 0..1, calibrated.
    pub confidence: f64,
}

/// What mentions refer to.
#[derive(Clone, Debug, Serialize)]
pub struct EntityView {
    /// What sort of thing.
    pub r#type: EntityType,
    /// The fullest form in the text.
    pub name: String,
    /// The other forms seen.
    pub aliases: Vec<String>,
    /// What the article calls it.
    pub roles: Vec<String>,
    /// Indices into the mentions.
    pub mentions: Vec<usize>,
    /// ISO 3166-1 alpha-2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'static str>,
    /// The normalised value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
}

/// Why an attribution was made.
#[derive(Clone, Debug, Serialize)]
pub struct EvidenceView {
    /// The rule, in words.
    pub rule: String,
    /// What it rests on.
    pub spans: Vec<Utf16Span>,
}

/// Somebody said something.
#[derive(Clone, Debug, Serialize)]
pub struct AttributionView {
    /// Direct, indirect or mixed.
    pub kind: AttributionKind,
    /// What is said, in order.
    pub content: Vec<Utf16Span>,
    /// The reporting expression.
    pub cue: Vec<Utf16Span>,
    /// The words that name the source.
    pub source: Vec<Utf16Span>,
    /// Index into the speakers; `None`: unknown, on purpose.
    pub speaker: Option<usize>,
    /// 0..1, calibrated: of those at 0.9, nine in ten have the right speaker.
    pub confidence: f64,
    /// How many words are said.
    pub words: Words,
    /// Why, for a person to read.
    pub evidence: Vec<EvidenceView>,
}

/// Words a speaker is quoted with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Words {
    /// Inside quotation marks, or in a transcript's turn.
    pub direct: u32,
    /// In the article's words.
    pub indirect: u32,
}

/// Somebody who says something.
#[derive(Clone, Debug, Serialize)]
pub struct SpeakerView {
    /// Canonical name, or a descriptor.
    pub name: String,
    /// Index into the entities.
    pub entity: Option<usize>,
    /// False for “a senior official”.
    pub named: bool,
    /// Indices into the attributions.
    pub attributions: Vec<usize>,
    /// How much is quoted.
    pub words: Words,
}

/// Where and when the report was filed.
#[derive(Clone, Debug, Serialize)]
pub struct DatelineView {
    /// The place.
    pub place: Option<Utf16Span>,
    /// The agency.
    pub agency: Option<Utf16Span>,
    /// ISO 8601.
    pub date: Option<String>,
}

/// Something the user should know.
#[derive(Clone, Debug, Serialize)]
pub struct WarningView {
    /// A stable code.
    pub code: &'static str,
    /// A sentence for a person.
    pub message: String,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Utf16Span>,
}

/// What found it.
#[derive(Clone, Debug, Serialize)]
pub struct Engine {
    /// Always `whosaid`.
    pub name: &'static str,
    /// The package's version.
    pub version: &'static str,
    /// The model's name and hash.
    pub model: String,
}

/// The public output. Offsets are UTF-16 code units.
#[derive(Clone, Debug, Serialize)]
pub struct Analysis {
    /// Version of this shape: 1.
    pub schema: u32,
    /// What found it.
    pub engine: Engine,
    /// Of the text, in UTF-16 code units.
    pub length: u32,
    /// Where and when the report was filed.
    pub dateline: Option<DatelineView>,
    /// Every span that refers to an entity, in text order.
    pub mentions: Vec<MentionView>,
    /// What they refer to.
    pub entities: Vec<EntityView>,
    /// Who said what, by the start of the content.
    pub attributions: Vec<AttributionView>,
    /// Who speaks, most words first.
    pub speakers: Vec<SpeakerView>,
    /// What the user should know.
    pub warnings: Vec<WarningView>,
}

/// Turns byte and token ranges of one document into UTF-16 spans.
struct Exit<'d> {
    document: &'d Document<'d>,
    index: Utf16Index,
}

impl Exit<'_> {
    fn span(&self, span: span::Span) -> Utf16Span {
        Utf16Span { start: self.index.of(span.start), end: self.index.of(span.end) }
    }

    fn spans(&self, ranges: &[TokenRange]) -> Vec<Utf16Span> {
        ranges.iter().map(|r| self.span(span::cover(&self.document.tokens, r))).collect()
    }
}

/// Gives the document's findings in the public shape. `model` names the model. Cost: linear.
pub fn view(document: &Document, model: String) -> Analysis {
    let exit = Exit { document, index: Utf16Index::new(document.text) };
    let words = words_said(document);
    let (speakers, rank) = speakers(document, &words);
    Analysis {
        schema: 1,
        engine: Engine { name: "whosaid", version: env!("CARGO_PKG_VERSION"), model },
        length: exit.index.of(document.text.len() as u32),
        dateline: document.dateline.as_ref().map(|d| DatelineView {
            place: d.place.map(|s| exit.span(s)),
            agency: d.agency.map(|s| exit.span(s)),
            date: d.date.clone(),
        }),
        mentions: mentions(&exit),
        entities: entities(document),
        attributions: attributions(&exit, &rank, &words),
        speakers,
        warnings: warnings(&exit),
    }
}

fn mentions(exit: &Exit) -> Vec<MentionView> {
    let entity_of = &exit.document.resolution.entity_of;
    let view = |(i, m): (usize, &crate::mention::Mention)| {
        let Utf16Span { start, end } = exit.span(m.span);
        let confidence = rounded(m.confidence);
        MentionView { start, end, r#type: m.entity_type, kind: m.kind, entity: entity_of[i], confidence }
    };
    exit.document.mentions.iter().enumerate().map(view).collect()
}

fn entities(document: &Document) -> Vec<EntityView> {
    let view = |e: &crate::coreference::Entity| EntityView {
        r#type: e.entity_type,
        name: e.name.clone(),
        aliases: e.aliases.clone(),
        roles: e.roles.clone(),
        mentions: e.mentions.clone(),
        code: e.code,
        value: e.value.clone(),
    };
    document.resolution.entities.iter().map(view).collect()
}

fn attributions(exit: &Exit, rank: &[usize], words: &[Words]) -> Vec<AttributionView> {
    let resolution = &exit.document.resolution;
    let view = |(i, a): (usize, &crate::attribution::Attribution)| {
        let mut evidence: Vec<_> = a
            .evidence
            .iter()
            .map(|e| EvidenceView { rule: e.rule.clone(), spans: exit.spans(&e.tokens) })
            .collect();
        if let Some((rule, spans)) = &resolution.speaker_evidence[i] {
            let spans = spans.iter().map(|&s| exit.span(s)).collect();
            evidence.push(EvidenceView { rule: rule.clone(), spans });
        }
        AttributionView {
            kind: a.kind,
            content: exit.spans(&a.content),
            cue: exit.spans(&a.cue),
            source: exit.spans(&a.source),
            speaker: resolution.speaker_of[i].map(|s| rank[s]),
            confidence: rounded(a.confidence * resolution.speaker_confidence[i]),
            words: words[i],
            evidence,
        }
    };
    exit.document.attributions.iter().enumerate().map(view).collect()
}

/// The speakers, most words first, and for each of the document's speakers its place in that order. `words` are
/// those of each attribution.
fn speakers(document: &Document, words: &[Words]) -> (Vec<SpeakerView>, Vec<usize>) {
    let resolution = &document.resolution;
    let view = |s: &crate::coreference::Speaker| SpeakerView {
        name: s.name.clone(),
        entity: s.entity,
        named: s.named,
        attributions: Vec::new(),
        words: Words::default(),
    };
    let mut speakers: Vec<_> = resolution.speakers.iter().map(view).collect();
    for (i, words) in words.iter().enumerate() {
        if let Some(speaker) = resolution.speaker_of[i] {
            speakers[speaker].attributions.push(i);
            speakers[speaker].words.direct += words.direct;
            speakers[speaker].words.indirect += words.indirect;
        }
    }
    let order = order::ascending(speakers.iter().map(|s| u64::from(!(s.words.direct + s.words.indirect))));
    let mut rank = vec![0; order.len()];
    for (place, &speaker) in order.iter().enumerate() {
        rank[speaker] = place;
    }
    let mut slots: Vec<_> = speakers.into_iter().map(Some).collect();
    (order.iter().filter_map(|&s| slots[s].take()).collect(), rank)
}

/// The words of each attribution.
fn words_said(document: &Document) -> Vec<Words> {
    let quoted = quotation::mask(&document.quotations, document.tokens.len());
    document.attributions.iter().map(|a| words_of(document, &quoted, a)).collect()
}

/// How many words of the content are given as they were said, and how many are not: those inside quotation marks
/// (`quoted`, by token), and all of a transcript's turn, which is direct without marks.
fn words_of(document: &Document, quoted: &[bool], attribution: &Attribution) -> Words {
    let mut words = Words::default();
    for at in attribution.content.iter().flat_map(|r| r.clone()).filter(|&at| document.tokens[at].is_wordlike()) {
        match quoted[at] {
            true => words.direct += 1,
            false => words.indirect += 1,
        }
    }
    let turn = attribution.kind == AttributionKind::Direct && words.direct <= words.indirect;
    if turn { Words { direct: words.direct + words.indirect, indirect: 0 } } else { words }
}

fn warnings(exit: &Exit) -> Vec<WarningView> {
    let view = |w: &crate::document::Warning| WarningView {
        code: w.code,
        message: w.message.clone(),
        span: w.span.map(|s| exit.span(s)),
    };
    exit.document.warnings.iter().map(view).collect()
}

/// Probabilities are given to three places: more would be false precision.
fn rounded(probability: f32) -> f64 {
    (probability.clamp(0.0, 1.0) as f64 * 1000.0).round() / 1000.0
}
