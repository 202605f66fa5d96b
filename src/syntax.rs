//! The syntax of a text: for each word the word it depends on, and as what.

use crate::tag::Tag;

/// As what a word depends on another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Relation {
    /// Who does what the verb says, or suffers it in the passive: `she said`.
    Subject,
    /// What the verb acts on, or says of its subject: `said nothing`, `is late`.
    Object,
    /// A clause that the verb reports or states, with a subject of its own: `said it rains`.
    Clause,
    /// A clause that borrows its subject: `promised to come`.
    Open,
    /// A clause beside the verb: `saying it rains`, `when it rains`.
    Adverbial,
    /// A clause beside a noun: `the man who came`.
    Relative,
    /// Who does what a verb in the passive says: `by her`.
    Agent,
    /// A preposition, on what it belongs to: `talks | with`.
    Preposition,
    /// What a preposition governs: `with | her`.
    Inner,
    /// What is coordinated: `came and | went`.
    Conjunct,
    /// Another name for a noun: `Ann Lee, the | mayor`.
    Apposition,
    /// An auxiliary, a negation or a conjunction that opens a clause: `has | gone`.
    Function,
    /// A mark of punctuation.
    Mark,
    /// All else: articles, adjectives, parts of names, adverbs.
    Modifier,
    /// On nothing: the head of its sentence.
    Root,
}

impl Relation {
    /// All relations that a transition gives, in the order of their numbers.
    pub const ALL: [Relation; 14] = [
        Relation::Subject,
        Relation::Object,
        Relation::Clause,
        Relation::Open,
        Relation::Adverbial,
        Relation::Relative,
        Relation::Agent,
        Relation::Preposition,
        Relation::Inner,
        Relation::Conjunct,
        Relation::Apposition,
        Relation::Function,
        Relation::Mark,
        Relation::Modifier,
    ];
}

/// No word.
pub const NONE: u32 = u32::MAX;

/// The syntax of a text, by token. No dependency leaves its sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Syntax {
    /// The token that each depends on; its own number for a root.
    pub head: Vec<u32>,
    /// As what.
    pub relation: Vec<Relation>,
    /// What depends on each.
    pub arguments: Vec<Arguments>,
}

/// What a word has by way of subject, object, clause and preposition; [`NONE`] where it has none. Of several the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arguments {
    /// Its subject, or its agent in the passive.
    pub subject: u32,
    /// Its object.
    pub object: u32,
    /// Its clause, with or without a subject of its own.
    pub clause: u32,
    /// Its preposition.
    pub preposition: u32,
}

impl Syntax {
    pub(crate) fn new(head: Vec<u32>, relation: Vec<Relation>) -> Self {
        let none = Arguments { subject: NONE, object: NONE, clause: NONE, preposition: NONE };
        let mut arguments = vec![none; head.len()];
        for (i, (&to, relation)) in head.iter().zip(&relation).enumerate() {
            let of = &mut arguments[to as usize];
            let slot = match relation {
                Relation::Subject | Relation::Agent => &mut of.subject,
                Relation::Object => &mut of.object,
                Relation::Clause | Relation::Open => &mut of.clause,
                Relation::Preposition => &mut of.preposition,
                _ => continue,
            };
            *slot = i as u32;
        }
        Syntax { head, relation, arguments }
    }

    /// Gives back a subject that a relative clause after it took from the verb above: “the mayor, whose brother runs the
    /// brewery, told”. Cost: linear.
    pub(crate) fn part_relative_clauses(&mut self, tags: &[Tag]) {
        for i in 0..self.head.len() {
            let inner = self.head[i] as usize;
            let (own, outer) = (self.arguments[inner].subject as usize, self.head[inner] as usize);
            let two = self.relation[i] == Relation::Subject && i < own && own < inner;
            let bare = inner < outer && tags[outer].is_finite() && self.arguments[outer].subject == NONE;
            if two && bare && tags[i + 1..=own].contains(&Tag::Wh) {
                self.head[i] = outer as u32;
                self.arguments[outer].subject = i as u32;
                self.head[inner] = i as u32;
                self.relation[inner] = Relation::Relative;
                self.arguments[outer].clause = NONE;
            }
        }
    }

    /// The word by which word `i` hangs on what stands before word `from`, perhaps itself: the last of its heads that stands
    /// there or after. At most twelve steps.
    pub fn top(&self, i: usize, from: usize) -> usize {
        let mut at = i;
        for _ in 0..12 {
            let head = self.head[at] as usize;
            if head < from || head == at {
                break;
            }
            at = head;
        }
        at
    }

    /// Who does what word `i` says: its subject, or that of the words it hangs on, so many steps up; at a relative clause
    /// the noun itself. At most four steps.
    pub fn subject(&self, i: usize) -> Option<(usize, u32)> {
        let mut at = i;
        for steps in 0..4 {
            match self.arguments[at].subject {
                NONE => {}
                subject => return Some((subject as usize, steps)),
            }
            let head = self.head[at] as usize;
            match self.relation[at] {
                Relation::Relative => return Some((head, steps + 1)),
                Relation::Open | Relation::Conjunct | Relation::Adverbial | Relation::Object => at = head,
                Relation::Inner if self.relation[head] == Relation::Preposition => at = self.head[head] as usize,
                _ => return None,
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_clause_keeps_its_own_subject_alone() {
        // mayor whose brother drinks told lies
        let tags = [Tag::Noun, Tag::Wh, Tag::Noun, Tag::Present, Tag::Past, Tag::Noun];
        use Relation::{Clause, Modifier, Object, Root, Subject};
        let mut syntax =
            Syntax::new(vec![3, 2, 3, 4, 4, 4], vec![Subject, Modifier, Subject, Clause, Root, Object]);
        syntax.part_relative_clauses(&tags);
        assert_eq!(syntax.head, [4, 2, 3, 0, 4, 4]);
        assert_eq!(syntax.relation[3], Relation::Relative);
        assert_eq!((syntax.subject(4), syntax.subject(3)), (Some((0, 0)), Some((2, 0))));
    }
}
