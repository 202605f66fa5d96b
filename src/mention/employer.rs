//! Bodies that the tagger missed but that the words before them give away: “a spokeswoman for Northline Rail”.

use super::{EntityType, Mention, MentionKind};
use crate::lexicon::reference;
use crate::nominal;
use crate::span::TokenRange;
use crate::tag::Tag;
use crate::token::Token;

/// A judgment: a spokesperson speaks for a body, seldom for one person.
const CONFIDENCE: f32 = 0.8;

/// Below this a place's name is no surer than the words before it.
const UNSURE: f32 = 0.6;

/// Adds to `named`, which stays in order and without overlap, the names that stand after `spokeswoman for`; those that
/// were taken for places, without much assurance, become bodies. Cost: linear.
pub fn add(text: &str, tokens: &[Token], tags: &[Tag], named: &mut Vec<Mention>) {
    let mut missed = Vec::new();
    for range in (0..tokens.len()).filter_map(|at| body_after(text, tokens, tags, at)) {
        let next = named.partition_point(|m| m.tokens.end <= range.start);
        match named.get_mut(next) {
            Some(known) if known.tokens.start < range.end => {
                if known.entity_type == EntityType::Location && known.confidence < UNSURE {
                    known.entity_type = EntityType::Organization;
                }
            }
            _ => {
                missed.push(super::mention(tokens, range, MentionKind::Name, EntityType::Organization, CONFIDENCE))
            }
        }
    }
    named.extend(missed);
    super::put_in_order(named);
}

/// The run of proper nouns for which the spokesperson at token `at` speaks.
fn body_after(text: &str, tokens: &[Token], tags: &[Tag], at: usize) -> Option<TokenRange> {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.of(text));
    if !matches!(word(at + 1), "for" | "of") {
        return None;
    }
    let spokesperson = reference::noun("spokesperson")?.classes;
    nominal::noun_at(text, tokens, at).filter(|n| n.classes == spokesperson)?;
    let start = at + 2 + word(at + 2).eq_ignore_ascii_case("the") as usize;
    let end = (start..tokens.len()).find(|&i| tags[i] != Tag::Propn || !tokens[i].is_wordlike())?;
    (start < end).then_some(start..end)
}
