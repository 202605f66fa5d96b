//! Why attributions are missed or made up: every difference from the annotation gets one cause.

use std::collections::{BTreeMap, BTreeSet};

/// The words of an attribution's roles.
#[derive(Clone, Default)]
pub struct Roles {
    /// The words of the source.
    pub source: BTreeSet<usize>,
    /// The words of the cue.
    pub cue: BTreeSet<usize>,
    /// The words of the content.
    pub content: BTreeSet<usize>,
}

/// Causes with how often each was met and some examples.
#[derive(Default)]
pub struct Causes(BTreeMap<String, (usize, Vec<String>)>);

/// Examples kept of each cause.
const EXAMPLES: usize = 3;

impl Causes {
    /// Counts a cause; `example` is asked for while there are few.
    pub fn add(&mut self, cause: String, example: impl FnOnce() -> String) {
        let (count, examples) = self.0.entry(cause).or_default();
        *count += 1;
        if examples.len() < EXAMPLES {
            examples.push(example());
        }
    }

    /// Prints all causes, the commonest first.
    pub fn print(&self) {
        let mut rows: Vec<_> = self.0.iter().collect();
        rows.sort_by_key(|(name, (count, _))| (std::cmp::Reverse(*count), *name));
        for (name, (count, examples)) in rows {
            println!("{count:6}  {name}");
            examples.iter().for_each(|e| println!("          {e}"));
        }
    }
}

/// Why an annotated attribution of this kind was paired with no prediction.
pub fn missed(kind: &str, gold: &Roles, predicted: &[Roles]) -> String {
    let shares = |a: &BTreeSet<usize>, b: &BTreeSet<usize>| a.intersection(b).next().is_some();
    match predicted.iter().find(|p| shares(&p.cue, &gold.cue)) {
        Some(p) if !shares(&p.content, &gold.content) => format!("{kind}: cue found, content elsewhere"),
        Some(p) if p.content.len() < gold.content.len() => format!("{kind}: cue found, content too short"),
        Some(_) => format!("{kind}: cue found, content too long"),
        None if predicted.iter().any(|p| shares(&p.content, &gold.cue)) => {
            format!("{kind}: cue taken for part of what another says")
        }
        None if predicted.iter().any(|p| shares(&p.content, &gold.content)) => {
            format!("{kind}: cue not found, its words given to another")
        }
        None => format!("{kind}: cue not found, its words given to nobody"),
    }
}

/// Why a prediction of this kind was paired with no annotation.
pub fn made_up(kind: &str, predicted: &Roles, gold: &[Roles]) -> String {
    let shares = |g: &&Roles| g.content.intersection(&predicted.content).next().is_some();
    match gold.iter().find(shares) {
        Some(g) if g.cue.intersection(&predicted.cue).next().is_some() => {
            format!("{kind}, made up: another content for an annotated cue")
        }
        Some(_) => format!("{kind}, made up: another cue for annotated words"),
        None => format!("{kind}, made up: nobody annotated these words"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(cue: usize, content: std::ops::Range<usize>) -> Roles {
        Roles { source: BTreeSet::new(), cue: BTreeSet::from([cue]), content: content.collect() }
    }

    #[test]
    fn each_difference_has_its_cause() {
        let gold = roles(2, 3..9);
        assert_eq!(missed("direct", &gold, &[roles(2, 3..5)]), "direct: cue found, content too short");
        assert_eq!(missed("direct", &gold, &[roles(1, 2..20)]), "direct: cue taken for part of what another says");
        assert_eq!(missed("direct", &gold, &[]), "direct: cue not found, its words given to nobody");
        assert_eq!(made_up("mixed", &roles(20, 21..30), &[gold]), "mixed, made up: nobody annotated these words");
    }
}
