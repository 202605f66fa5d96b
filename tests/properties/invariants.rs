//! What analysis.d.ts promises, as a check. Fuzzing uses it too.

use whosaid::Analysis;
use whosaid::analysis::{Utf16Span, Words};
use whosaid::mention::MentionKind;

type Outcome = Result<(), String>;

/// An error says which promise is broken.
pub fn check(text: &str, analysis: &Analysis) -> Outcome {
    let units: Vec<u16> = text.encode_utf16().collect();
    require(analysis.length as usize == units.len(), || "the length is wrong".to_owned())?;
    for (what, span) in spans(analysis) {
        inside(&units, span).map_err(|broken| format!("{what} {span:?} {broken}"))?;
    }
    mentions(analysis)?;
    entities(analysis)?;
    attributions(analysis)?;
    speakers(analysis)
}

fn require(holds: bool, broken: impl FnOnce() -> String) -> Outcome {
    if holds { Ok(()) } else { Err(broken()) }
}

/// Every span of an analysis, and what it is.
fn spans(analysis: &Analysis) -> Vec<(&'static str, Utf16Span)> {
    let mut all: Vec<_> =
        analysis.mentions.iter().map(|m| ("a mention", Utf16Span { start: m.start, end: m.end })).collect();
    for attribution in &analysis.attributions {
        all.extend(attribution.content.iter().map(|&s| ("a content", s)));
        all.extend(attribution.cue.iter().map(|&s| ("a cue", s)));
        all.extend(attribution.source.iter().map(|&s| ("a source", s)));
        all.extend(attribution.evidence.iter().flat_map(|e| &e.spans).map(|&s| ("evidence", s)));
    }
    let dateline = analysis.dateline.iter().flat_map(|d| [d.place, d.agency]).flatten();
    all.extend(dateline.map(|s| ("a dateline", s)));
    all.extend(analysis.warnings.iter().filter_map(|w| w.span).map(|s| ("a warning", s)));
    all
}

fn inside(units: &[u16], span: Utf16Span) -> Outcome {
    require(span.start < span.end, || "is empty".to_owned())?;
    require(span.end as usize <= units.len(), || "ends outside the text".to_owned())?;
    let splits = |at: u32| units.get(at as usize).is_some_and(|u| (0xdc00..0xe000).contains(u));
    require(!splits(span.start) && !splits(span.end), || "splits a surrogate pair".to_owned())
}

fn mentions(analysis: &Analysis) -> Outcome {
    let ordered = analysis.mentions.is_sorted_by_key(|m| m.start);
    require(ordered, || "the mentions are not in text order".to_owned())?;
    let fixed = analysis.mentions.iter().filter(|m| matches!(m.kind, MentionKind::Name | MentionKind::Value));
    let mut end = 0;
    for mention in fixed {
        require(mention.start >= end, || format!("{mention:?} overlaps the one before"))?;
        end = mention.end;
    }
    for (i, mention) in analysis.mentions.iter().enumerate() {
        let entity = analysis.entities.get(mention.entity);
        let linked = entity.is_some_and(|e| e.mentions.contains(&i));
        require(linked, || format!("{mention:?} and its entity do not know each other"))?;
        probability(mention.confidence)?;
    }
    Ok(())
}

fn entities(analysis: &Analysis) -> Outcome {
    for (i, entity) in analysis.entities.iter().enumerate() {
        let own = entity.mentions.iter().all(|&m| analysis.mentions.get(m).is_some_and(|m| m.entity == i));
        require(own, || format!("{entity:?} has mentions of another"))?;
        require(entity.mentions.is_sorted(), || format!("{entity:?} has unordered mentions"))?;
        require(!entity.name.trim().is_empty(), || format!("{entity:?} has no name"))?;
    }
    Ok(())
}

fn attributions(analysis: &Analysis) -> Outcome {
    let start = |a: &whosaid::analysis::AttributionView| a.content.first().map(|s| s.start);
    require(analysis.attributions.is_sorted_by_key(start), || "the attributions are not in order".to_owned())?;
    for attribution in &analysis.attributions {
        require(!attribution.content.is_empty(), || "an attribution has no content".to_owned())?;
        let apart = attribution.content.windows(2).all(|w| w[0].end <= w[1].start);
        require(apart, || format!("{attribution:?} has unordered content"))?;
        let known = attribution.speaker.is_none_or(|s| s < analysis.speakers.len());
        require(known, || format!("{attribution:?} has no such speaker"))?;
        probability(attribution.confidence)?;
    }
    Ok(())
}

fn speakers(analysis: &Analysis) -> Outcome {
    let words = |s: &whosaid::analysis::SpeakerView| std::cmp::Reverse(s.words.direct + s.words.indirect);
    require(analysis.speakers.is_sorted_by_key(words), || "the speakers are not in order".to_owned())?;
    for (i, speaker) in analysis.speakers.iter().enumerate() {
        let all = analysis.attributions.iter().enumerate();
        let own: Vec<usize> = all.filter(|(_, a)| a.speaker == Some(i)).map(|(n, _)| n).collect();
        require(own == speaker.attributions, || format!("{speaker:?} should have {own:?}"))?;
        require(!own.is_empty(), || format!("{speaker:?} says nothing"))?;
        let sum = |which: fn(&Words) -> u32| own.iter().map(|&n| which(&analysis.attributions[n].words)).sum();
        let words = Words { direct: sum(|w| w.direct), indirect: sum(|w| w.indirect) };
        require(words == speaker.words, || format!("{speaker:?} should have {words:?}"))?;
        let known = speaker.entity.is_none_or(|e| e < analysis.entities.len());
        require(known, || format!("{speaker:?} has no such entity"))?;
    }
    Ok(())
}

fn probability(p: f64) -> Outcome {
    require((0.0..=1.0).contains(&p), || format!("{p} is no probability"))
}
