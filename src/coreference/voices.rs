//! Who “I”, “we” and “you” are: that depends on who speaks. Inside a quotation and in a transcript's turn, wherever words are
//! given as they were said, that is their speaker; elsewhere it is the author, who is nobody else.

use super::Scene;
use super::draft::{Draft, Workshop};
use super::surroundings::Surroundings;
use crate::attribution::AttributionKind;
use crate::lexicon::reference::Pronoun;
use crate::mention::EntityType;

/// Assigns every “I” to its voice, a body's “we” to the body, the “you” of a dialogue to the other of the two, and makes
/// one entity of all the “we” and one of all the “you” in one voice. `speakers` says for each token whose words it is
/// part of. Cost: linear.
pub fn gather(scene: &Scene, surroundings: &Surroundings, workshop: &mut Workshop, speakers: &[Option<usize>]) {
    let verbatim = verbatim(scene, surroundings);
    let pair = dialogue(scene, surroundings, speakers);
    let mut author = None;
    // For each voice, the author's first, its `we` and its `you`.
    let mut groups: Vec<[Vec<usize>; 2]> = vec![<[Vec<usize>; 2]>::default(); workshop.drafts.len() + 1];
    for (mention, facts) in surroundings.facts.iter().enumerate() {
        let Some(pronoun @ (Pronoun::I | Pronoun::We | Pronoun::You)) = facts.pronoun else { continue };
        let at = scene.mentions[mention].tokens.start;
        let speaker = speakers[at].filter(|_| verbatim[at]);
        let is = |entity_type| speaker.filter(|&e| workshop.drafts[e].entity_type == entity_type);
        if let (Pronoun::We, Some(body)) = (pronoun, is(EntityType::Organization)) {
            workshop.assign(mention, body);
            continue;
        }
        let voice = is(EntityType::Person);
        if verbatim[at] && voice.is_none() {
            continue;
        }
        match (pronoun, voice) {
            (Pronoun::I, Some(speaker)) => workshop.assign(mention, speaker),
            (Pronoun::I, None) => {
                let author = *author.get_or_insert_with(|| workshop.create(Draft::new(EntityType::Person)));
                workshop.assign(mention, author);
            }
            (Pronoun::You, Some(speaker)) if pair.is_some_and(|p| p.contains(&speaker)) => {
                let other = pair.and_then(|p| p.into_iter().find(|&e| e != speaker));
                other.into_iter().for_each(|e| workshop.assign(mention, e));
            }
            _ => groups[voice.map_or(0, |e| e + 1)][(pronoun == Pronoun::You) as usize].push(mention),
        }
    }
    groups.into_iter().flatten().for_each(|mentions| unite(workshop, mentions));
}

/// One entity of several mentions; one alone refers to nothing that an article tells of.
fn unite(workshop: &mut Workshop, mentions: Vec<usize>) {
    if mentions.len() > 1 {
        let entity = workshop.create(Draft { several: true, ..Draft::new(EntityType::Person) });
        mentions.into_iter().for_each(|m| workshop.assign(m, entity));
    }
}

/// For each token, whether it is given as it was said.
fn verbatim(scene: &Scene, surroundings: &Surroundings) -> Vec<bool> {
    let mut verbatim = surroundings.quoted.clone();
    let direct = scene.attributions.iter().filter(|a| a.kind == AttributionKind::Direct);
    direct.flat_map(|a| a.content.iter()).for_each(|r| verbatim[r.clone()].fill(true));
    verbatim
}

/// The two who speak in turns, where nobody else does.
fn dialogue(scene: &Scene, surroundings: &Surroundings, speakers: &[Option<usize>]) -> Option<[usize; 2]> {
    let turns = scene.attributions.iter().filter(|a| a.kind == AttributionKind::Direct);
    let starts = turns.map(|a| a.content[0].start).filter(|&at| !surroundings.quoted[at]);
    let mut found: Vec<usize> = Vec::new();
    for speaker in starts.filter_map(|at| speakers[at]) {
        if !found.contains(&speaker) {
            found.push(speaker);
        }
        if found.len() > 2 {
            return None;
        }
    }
    found.try_into().ok()
}
