//! What an analysis says, as rows.

use super::row::Row;
use whosaid::Analysis;
use whosaid::analysis::{AttributionView, EntityView, SpeakerView, Utf16Span};

/// Attributions, speakers, dateline, warnings, and the entities that have a code or a value.
pub fn rows(article: &str, analysis: &Analysis) -> Vec<Row> {
    let surfaces = Surfaces::new(article);
    let mut rows: Vec<Row> = analysis.attributions.iter().map(|a| attribution(&surfaces, analysis, a)).collect();
    rows.push(speakers(analysis));
    rows.extend(analysis.speakers.iter().map(|s| speaker(analysis, s)));
    rows.extend(dateline(&surfaces, analysis));
    rows.extend(analysis.warnings.iter().map(|w| Row::new(["warning", w.code])));
    rows.extend(analysis.entities.iter().filter(|e| value(e) != "-").map(entity));
    rows
}

pub fn speakers(analysis: &Analysis) -> Row {
    Row::new(["speakers", &list(analysis.speakers.iter().map(|s| s.name.as_str()))])
}

pub fn speaker(analysis: &Analysis, speaker: &SpeakerView) -> Row {
    let entity = speaker.entity.map(|e| &analysis.entities[e]);
    let of_type = entity.filter(|_| speaker.named).map_or("-".to_owned(), |e| kind(&e.r#type));
    let [roles, aliases] =
        entity.map_or([&[][..]; 2], |e| [&e.roles, &e.aliases]).map(|l| list(l.iter().map(String::as_str)));
    let words = format!("{} + {}", speaker.words.direct, speaker.words.indirect);
    Row::new(["speaker", &of_type, &speaker.name, &roles, &aliases, &words])
}

/// The article in the unit of the spans.
pub struct Surfaces(Vec<u16>);

impl Surfaces {
    pub fn new(article: &str) -> Self {
        Surfaces(article.encode_utf16().collect())
    }

    pub fn of(&self, span: Utf16Span) -> String {
        let units = &self.0[span.start as usize..span.end as usize];
        String::from_utf16(units).expect("no span splits a character")
    }

    fn all(&self, spans: &[Utf16Span]) -> String {
        let pieces: Vec<_> = spans.iter().map(|&s| self.of(s).replace('\n', " ")).collect();
        or_none(&pieces.join(" + ")).to_owned()
    }
}

pub fn attribution(surfaces: &Surfaces, analysis: &Analysis, attribution: &AttributionView) -> Row {
    let kind = format!("{:?}", attribution.kind).to_lowercase();
    let speaker = attribution.speaker.map_or("?", |s| &analysis.speakers[s].name);
    let (source, cue) = (surfaces.all(&attribution.source), surfaces.all(&attribution.cue));
    Row::new([&kind, &source, &cue, speaker, &surfaces.all(&attribution.content)])
}

pub fn dateline(surfaces: &Surfaces, analysis: &Analysis) -> Option<Row> {
    let dateline = analysis.dateline.as_ref()?;
    let span = |s: Option<Utf16Span>| s.map_or("-".to_owned(), |s| surfaces.of(s));
    let date = dateline.date.as_deref().unwrap_or("-");
    Some(Row::new(["dateline", &span(dateline.place), &span(dateline.agency), date]))
}

pub fn entity(entity: &EntityView) -> Row {
    Row::new(["entity", &kind(&entity.r#type), &entity.name, &value(entity)])
}

/// An enum's name as the JSON has it.
fn kind(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).expect("it is a string")
}

/// The code, the date, or the amount with its unit.
fn value(entity: &EntityView) -> String {
    let value = serde_json::to_value(&entity.value).expect("a value serialises");
    let fields = ["iso", "amount", "unit"].map(|f| value.get(f).map(|v| v.to_string().replace('"', "")));
    let mut parts: Vec<String> = entity.code.map(str::to_owned).into_iter().collect();
    parts.extend(fields.into_iter().flatten());
    or_none(&parts.join(" ")).to_owned()
}

fn or_none(text: &str) -> &str {
    if text.is_empty() { "-" } else { text }
}

fn list<'a>(items: impl Iterator<Item = &'a str>) -> String {
    or_none(&items.collect::<Vec<_>>().join(" ; ")).replace('\n', " ")
}
