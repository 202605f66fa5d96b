//! Tags to syntax: for each word the word it depends on, and as what, by a small trained parser.
//!
//! Method: arc-eager transitions (Nivre, Computational Linguistics 2008), greedily, with features after Zhang and Nivre (ACL
//! 2011). One pass over a sentence: each word is shifted once and reduced once.

use crate::feature::{Features, Lexeme, mix, mix2, mix3};
use crate::linear::{self, Linear};
use crate::sentence::Layout;
use crate::syntax::{NONE, Relation, Syntax};
use crate::tag::Tag;
use std::ops::Range;

/// What the parser does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transition {
    /// Puts the next word on the stack.
    Shift,
    /// Takes the top of the stack away; it has its head.
    Reduce,
    /// The top of the stack depends on the next word, and is taken away.
    Left(Relation),
    /// The next word depends on the top of the stack, and is put on it.
    Right(Relation),
}

/// How many transitions there are: the labels of the model.
pub const TRANSITIONS: usize = 2 + 2 * Relation::ALL.len();

/// The room that their scores have.
const LANES: usize = linear::lanes(TRANSITIONS);

impl Transition {
    /// The labels of the model: to shift, to reduce, then from where those to the left and to the right begin.
    const SHIFT: usize = 0;
    const REDUCE: usize = 1;
    const LEFT: usize = 2;
    const RIGHT: usize = 2 + Relation::ALL.len();

    /// The label of the model.
    pub fn label(self) -> usize {
        match self {
            Transition::Shift => Self::SHIFT,
            Transition::Reduce => Self::REDUCE,
            Transition::Left(relation) => Self::LEFT + relation as usize,
            Transition::Right(relation) => Self::RIGHT + relation as usize,
        }
    }

    /// The transition of a label below [`TRANSITIONS`].
    pub fn of(label: usize) -> Self {
        match label {
            Self::SHIFT => Transition::Shift,
            Self::REDUCE => Transition::Reduce,
            l if l < Self::RIGHT => Transition::Left(Relation::ALL[l - Self::LEFT]),
            l => Transition::Right(Relation::ALL[l - Self::RIGHT]),
        }
    }
}

/// The syntax of every sentence. `quoted` says which tokens stand in quotation marks. Cost: linear in the tokens.
pub fn find(lexemes: &[Lexeme], tags: &[Tag], quoted: &[bool], layout: &Layout, model: &Linear) -> Syntax {
    let (mut head, mut relation) = (Vec::with_capacity(tags.len()), Vec::with_capacity(tags.len()));
    let mut buffer = Features::default();
    for range in &layout.sentences {
        let sentence = Sentence {
            lexemes: &lexemes[range.clone()],
            tags: &tags[range.clone()],
            quoted: &quoted[range.clone()],
        };
        let mut state = State::new(range.len());
        while !state.is_done() {
            state.apply(state.best(model, &sentence, &mut buffer));
        }
        let of = |(i, &h): (usize, &u32)| (range.start + if h == NONE { i } else { h as usize }) as u32;
        head.extend(state.head.iter().enumerate().map(of));
        relation.extend(&state.relation);
    }
    let mut syntax = Syntax::new(head, relation);
    syntax.part_relative_clauses(tags);
    syntax
}

/// What the parser sees of a sentence.
pub struct Sentence<'s> {
    /// Its words.
    pub lexemes: &'s [Lexeme],
    /// Their parts of speech.
    pub tags: &'s [Tag],
    /// Whether each stands in quotation marks.
    pub quoted: &'s [bool],
}

/// A parse under way; words are numbered from the sentence's first.
pub struct State {
    stack: Vec<u32>,
    next: u32,
    head: Vec<u32>,
    relation: Vec<Relation>,
    /// How many dependents each word has so far before and after it, and the outermost of each side.
    children: Vec<Children>,
}

#[derive(Clone, Copy)]
struct Children {
    before: u8,
    after: u8,
    first: u32,
    last: u32,
}

impl State {
    /// Nothing is parsed yet.
    pub fn new(words: usize) -> Self {
        State {
            stack: Vec::new(),
            next: 0,
            head: vec![NONE; words],
            relation: vec![Relation::Root; words],
            children: vec![Children { before: 0, after: 0, first: NONE, last: NONE }; words],
        }
    }

    /// Whether every word has been looked at; those without a head are roots.
    pub fn is_done(&self) -> bool {
        self.next as usize >= self.head.len()
    }

    /// The labels whose transitions cannot be made while a word is on the stack: only a word with a head can be taken away,
    /// only one without can be given one.
    #[inline(always)]
    fn barred(&self, top: u32) -> Range<usize> {
        match self.head[top as usize] {
            NONE => Transition::REDUCE..Transition::LEFT,
            _ => Transition::LEFT..Transition::RIGHT,
        }
    }

    /// The transition of the highest score among those that can be made. With nothing on the stack there is one.
    fn best(&self, model: &Linear, sentence: &Sentence, buffer: &mut Features) -> Transition {
        let Some(&top) = self.stack.last() else { return Transition::Shift };
        let mut scores = [0; LANES];
        self.features(sentence, buffer);
        model.add(buffer.take(), &mut scores);
        scores[self.barred(top)].fill(i32::MIN);
        scores[TRANSITIONS..].fill(i32::MIN);
        let most = scores.iter().copied().fold(i32::MIN, i32::max);
        Transition::of(scores.iter().position(|&score| score == most).unwrap_or(Transition::SHIFT))
    }

    /// The transition that leads to the given heads (own number for a root), as far as they cross nowhere.
    pub fn oracle(&self, head: &[u32], relation: &[Relation]) -> Transition {
        let Some(&top) = self.stack.last() else { return Transition::Shift };
        let (top, next) = (top as usize, self.next as usize);
        if self.head[top] == NONE && head[top] as usize == next {
            return Transition::Left(relation[top]);
        }
        if head[next] as usize == top {
            return Transition::Right(relation[next]);
        }
        let below = &self.stack[..self.stack.len() - 1];
        let needed = below
            .iter()
            .any(|&w| head[next] == w || head[w as usize] as usize == next && self.head[w as usize] == NONE);
        if self.head[top] != NONE && needed { Transition::Reduce } else { Transition::Shift }
    }

    /// Makes a transition that is allowed.
    pub fn apply(&mut self, transition: Transition) {
        match transition {
            Transition::Shift => self.push(),
            Transition::Reduce => drop(self.stack.pop()),
            Transition::Left(relation) => {
                if let Some(top) = self.stack.pop() {
                    self.attach(top, self.next, relation);
                }
            }
            Transition::Right(relation) => {
                if let Some(&top) = self.stack.last() {
                    self.attach(self.next, top, relation);
                }
                self.push();
            }
        }
    }

    fn push(&mut self) {
        self.stack.push(self.next);
        self.next += 1;
    }

    fn attach(&mut self, word: u32, head: u32, relation: Relation) {
        self.head[word as usize] = head;
        self.relation[word as usize] = relation;
        let children = &mut self.children[head as usize];
        if word < head {
            children.before = children.before.saturating_add(1);
            children.first = word;
        } else {
            children.after = children.after.saturating_add(1);
            children.last = word;
        }
    }

    /// The features of the state, as one position. Templates 1–50 are the parser's.
    pub fn features(&self, sentence: &Sentence, out: &mut Features) {
        let view = View { state: self, sentence };
        let from_top = |d: usize| self.stack.len().checked_sub(d + 1).map_or(NONE, |at| self.stack[at]);
        let (top, under, next) = (from_top(0), from_top(1), self.next);
        view.words(top, under, next, out);
        view.tags(top, under, next, out);
        view.structure(top, next, out);
    }
}

/// Reads words that may not be there.
struct View<'v, 's> {
    state: &'v State,
    sentence: &'v Sentence<'s>,
}

impl View<'_, '_> {
    #[inline(always)]
    fn word(&self, i: u32) -> u32 {
        self.sentence.lexemes.get(i as usize).map_or(1, |l| l.lower)
    }

    #[inline(always)]
    fn fine(&self, i: u32) -> u32 {
        self.sentence.lexemes.get(i as usize).map_or(1, |l| l.fine as u32 + 2)
    }

    #[inline(always)]
    fn tag(&self, i: u32) -> u32 {
        self.sentence.tags.get(i as usize).map_or(99, |&t| t as u32)
    }

    #[inline(always)]
    fn relation(&self, i: u32) -> u32 {
        self.state.relation.get(i as usize).map_or(99, |&r| r as u32)
    }

    #[inline(always)]
    fn children(&self, i: u32) -> Children {
        self.state.children.get(i as usize).copied().unwrap_or(Children {
            before: 9,
            after: 9,
            first: NONE,
            last: NONE,
        })
    }

    /// The words of the stack's top and of those to come.
    fn words(&self, top: u32, under: u32, next: u32, out: &mut Features) {
        let (t, n) = (self.tag(top), self.tag(next));
        out.push(mix2(1, self.word(top), t));
        out.push(mix2(2, self.fine(top), t));
        out.push(mix2(3, self.word(next), n));
        out.push(mix2(4, self.fine(next), n));
        out.push(mix(5, self.word(next + 1)));
        out.push(mix3(10, self.fine(top), t, n));
        out.push(mix3(13, self.word(under), t, n));
    }

    /// The tags near both.
    fn tags(&self, top: u32, under: u32, next: u32, out: &mut Features) {
        let (t, n, m) = (self.tag(top), self.tag(next), self.tag(next + 1));
        out.push(mix3(21, t, n, m));
        out.push(mix3(22, n, m, self.tag(next + 2)));
        out.push(mix3(23, self.tag(under), t, n));
    }

    /// What is built already, how far both are apart, and the quotation marks between them.
    fn structure(&self, top: u32, next: u32, out: &mut Features) {
        let (t, n) = (self.tag(top), self.tag(next));
        let head = self.state.head.get(top as usize).copied().unwrap_or(NONE);
        let (mine, theirs) = (self.children(top), self.children(next));
        let relation = self.relation(top);
        out.push(mix3(30, self.tag(head), t, n));
        out.push(mix3(32, relation, self.word(next), n));
        out.push(mix3(35, t << 8 | n, self.tag(mine.last), self.relation(mine.last)));
        out.push(mix3(36, t << 8 | n, self.tag(theirs.first), self.relation(theirs.first)));
        let distance = if top == NONE { 0 } else { (next - top).min(10) };
        let distance = if distance > 5 { 6 + (distance > 9) as u32 } else { distance };
        out.push(mix3(37, distance, t, n));
        out.push(mix3(39, distance, t, self.word(next)));
        let counts = (mine.before.min(3) as u32) << 2 | mine.after.min(3) as u32;
        out.push(mix3(41, counts, self.word(top), n));
        out.push(mix3(43, self.word(mine.last), t, n));
        let quoted = |i: u32| self.sentence.quoted.get(i as usize).map_or(2, |&q| q as u32);
        out.push(mix3(46, quoted(top) << 2 | quoted(next), relation, self.word(next)));
        out.push(mix3(47, self.relation(head), relation, n));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oracle_leads_to_the_heads_it_is_given() {
        // She said it rains .
        let head = [1, 1, 3, 1, 1];
        let relation = [Relation::Subject, Relation::Root, Relation::Subject, Relation::Clause, Relation::Mark];
        let mut state = State::new(head.len());
        while !state.is_done() {
            let transition = state.oracle(&head, &relation);
            match state.stack.last() {
                Some(&top) => assert!(!state.barred(top).contains(&transition.label())),
                None => assert_eq!(transition, Transition::Shift),
            }
            state.apply(transition);
        }
        assert_eq!(state.head, [1, NONE, 3, 1, 1]);
        assert_eq!(state.relation, relation);
    }

    #[test]
    fn labels_and_transitions_are_one_to_one() {
        for label in 0..TRANSITIONS {
            assert_eq!(Transition::of(label).label(), label);
        }
    }
}
