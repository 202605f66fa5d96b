//! Documents that speak: “a Gallup poll”, “the poll”, and the headline's “Poll” are one.

use super::{Credit, Who};
use crate::coreference::Scene;
use crate::lexicon::reference;
use crate::name;
use crate::span::TokenRange;
use crate::table::Table;
use crate::tag::Tag;

/// A source that is a document, as it is written.
pub struct Description {
    /// Its head noun, folded.
    noun: String,
    /// The folded words that tell it from others of its kind: names and numbers.
    names: Vec<String>,
    /// It stands in the article's opening, where things are announced before they are named.
    opening: bool,
}

/// Sentences of the opening: the headline and the first two.
const OPENING: u32 = 3;

impl Description {
    /// Reads the document whose head noun stands at `head` and whose words are `range`.
    pub fn new(scene: &Scene, range: &TokenRange, head: usize) -> Self {
        let new = |i: usize| matches!(&*name::fold(scene.word(i)), "new" | "latest" | "recent");
        let telling = |&i: &usize| i != head && matches!(scene.tags[i], Tag::Propn | Tag::Num) && !new(i);
        Description {
            noun: name::fold(scene.word(head)),
            names: range.clone().filter(telling).map(|i| name::fold(scene.word(i))).collect(),
            opening: scene.layout.sentence_of[head] < OPENING,
        }
    }

    /// The same, told of by another noun.
    pub fn called(self, noun: &str) -> Self {
        Description { noun: noun.to_owned(), ..self }
    }

    /// Whether it has a name of its own: “the Gallup poll”.
    pub fn is_named(&self) -> bool {
        !self.names.is_empty()
    }

    /// Whether it can be a `known` document: one without names can be any; one with names shares those of the
    /// shorter.
    fn agrees(&self, known: &Description) -> bool {
        let within = |a: &[String], b: &[String]| !a.is_empty() && a.iter().all(|name| b.contains(name));
        self.names.is_empty() || within(&self.names, &known.names) || within(&known.names, &self.names)
    }

    /// Whether the nouns are one, or stand for each other as `study` and `survey`.
    fn is_akin(&self, other: &Description) -> bool {
        let class = |d: &Description| reference::noun(&d.noun).map(|n| (n.kind, n.classes));
        self.noun == other.noun || class(self) == class(other)
    }
}

/// Documents kept in mind: the latest.
const MAX_KEPT: usize = 12;

/// The documents credited so far.
#[derive(Default)]
pub struct Documents {
    known: Vec<(Description, Who)>,
    /// For each noun that the opening announced: the attributions that await its name.
    announced: Table<Vec<usize>>,
}

impl Documents {
    /// The document that `description` means, the latest first; one with its very noun rather than another.
    pub fn find(&self, description: &Description) -> Option<&Who> {
        let fits = |known: &&(Description, Who)| description.agrees(&known.0);
        let same = self.known.iter().rev().filter(fits).find(|k| k.0.noun == description.noun);
        let akin = || self.known.iter().rev().filter(fits).find(|k| k.0.is_akin(description));
        same.or_else(|| akin().filter(|_| description.names.is_empty())).map(|k| &k.1)
    }

    /// Takes in that attribution `index` was credited to the document, and credits to it what the opening
    /// announced.
    pub fn add(&mut self, index: usize, description: Description, who: &Who, credits: &mut [Option<Credit>]) {
        let named = !description.names.is_empty();
        if named {
            for announced in std::mem::take(self.announced.entry(&description.noun)) {
                if let Some(credit) = &mut credits[announced] {
                    credit.who = who.clone();
                }
            }
        } else if description.opening {
            self.announced.entry(&description.noun).push(index);
        }
        if self.known.len() == MAX_KEPT {
            self.known.remove(0);
        }
        self.known.push((description, who.clone()));
    }
}
