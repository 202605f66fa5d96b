//! An analysis as numbers and one text, of which JavaScript makes the objects (`unpack.ts` reads what is written here): made
//! from here, field by field, they took an eighth of the time of a short article.

use crate::analysis::{
    Analysis, AttributionView, EntityView, EvidenceView, MentionView, SpeakerView, Utf16Span, Words,
};
use crate::value::Value;

/// What is found, one thing after the other, as `unpack.ts` tells. Lists begin with their length; of a text the length in
/// UTF-16 code units stands here, itself in the other piece; an index that may be missing is one more; an enumeration is
/// its variant's number; a probability is in thousandths.
#[derive(Default)]
pub struct Packed {
    /// The numbers.
    pub numbers: Vec<u32>,
    /// The texts, without anything between them.
    pub text: String,
}

impl Packed {
    /// Packs the lists of an analysis. Cost: linear.
    pub fn of(analysis: &Analysis) -> Self {
        let mut packed = Packed::default();
        packed.list(&analysis.mentions, Packed::mention);
        packed.list(&analysis.entities, Packed::entity);
        packed.list(&analysis.attributions, Packed::attribution);
        packed.list(&analysis.speakers, Packed::speaker);
        packed
    }

    fn list<T>(&mut self, list: &[T], item: impl Fn(&mut Self, &T)) {
        self.number(list.len());
        list.iter().for_each(|one| item(self, one));
    }

    fn number(&mut self, number: usize) {
        self.numbers.push(number as u32);
    }

    fn index(&mut self, index: &usize) {
        self.number(*index);
    }

    fn maybe(&mut self, index: Option<usize>) {
        self.number(index.map_or(0, |index| index + 1));
    }

    fn probability(&mut self, probability: f64) {
        self.number((probability * 1000.0).round() as usize);
    }

    fn text(&mut self, text: &str) {
        self.number(text.encode_utf16().count());
        self.text.push_str(text);
    }

    fn texts(&mut self, texts: &[String]) {
        self.list(texts, |packed, text| packed.text(text));
    }

    fn span(&mut self, span: &Utf16Span) {
        self.numbers.extend([span.start, span.end]);
    }

    fn words(&mut self, words: Words) {
        self.numbers.extend([words.direct, words.indirect]);
    }

    fn mention(&mut self, mention: &MentionView) {
        self.numbers.extend([mention.start, mention.end, mention.r#type as u32, mention.kind as u32]);
        self.number(mention.entity);
        self.probability(mention.confidence);
    }

    /// What is empty has no code, or no value.
    fn entity(&mut self, entity: &EntityView) {
        self.number(entity.r#type as usize);
        self.text(&entity.name);
        self.texts(&entity.aliases);
        self.texts(&entity.roles);
        self.list(&entity.mentions, Packed::index);
        self.text(entity.code.unwrap_or_default());
        self.number(entity.value.is_some() as usize);
        entity.value.iter().for_each(|value| self.value(value));
    }

    /// The amount is a text: with all its places, and short.
    fn value(&mut self, value: &Value) {
        self.text(value.iso.as_deref().unwrap_or_default());
        self.text(&value.amount.map_or_else(String::new, |amount| amount.to_string()));
        self.text(value.unit.as_deref().unwrap_or_default());
    }

    fn attribution(&mut self, attribution: &AttributionView) {
        self.number(attribution.kind as usize);
        for spans in [&attribution.content, &attribution.cue, &attribution.source] {
            self.list(spans, Packed::span);
        }
        self.maybe(attribution.speaker);
        self.probability(attribution.confidence);
        self.words(attribution.words);
        self.list(&attribution.evidence, Packed::evidence);
    }

    fn evidence(&mut self, evidence: &EvidenceView) {
        self.text(&evidence.rule);
        self.list(&evidence.spans, Packed::span);
    }

    fn speaker(&mut self, speaker: &SpeakerView) {
        self.text(&speaker.name);
        self.maybe(speaker.entity);
        self.number(speaker.named as usize);
        self.list(&speaker.attributions, Packed::index);
        self.words(speaker.words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Analyzer;

    #[test]
    fn lengths_are_in_utf16_and_every_number_counts() {
        let mut packed = Packed::default();
        packed.text("né😀");
        packed.texts(&["a".to_owned(), String::new()]);
        packed.maybe(None);
        packed.maybe(Some(0));
        packed.probability(0.12);
        assert_eq!((packed.numbers, packed.text.as_str()), (vec![4, 2, 1, 0, 0, 1, 120], "né😀a"));
    }

    #[test]
    fn nothing_found_is_four_empty_lists() {
        let packed = Packed::of(&Analyzer::english().analyze(""));
        assert_eq!((packed.numbers, packed.text.as_str()), (vec![0; 4], ""));
    }
}
