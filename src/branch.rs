//! A sentence's syntax seen from one of its cues: for each word whether it hangs on the cue or on a word that governs the
//! cue, how far up, and by what branch.

use crate::context::Context;
use crate::span::TokenRange;
use crate::syntax::{NONE, Relation, Syntax};

/// Where a word hangs.
#[derive(Clone, Copy)]
pub struct Branch {
    /// 0 under the cue, `n` under its `n`th governor, [`Branch::APART`] under none of them.
    pub up: u32,
    /// The word just below the cue or governor that it hangs on, perhaps itself.
    pub root: usize,
    /// Steps down from there, three at most: 0 for the branch's root.
    pub depth: u32,
    /// As what the branch hangs there.
    pub relation: u32,
}

impl Branch {
    /// Under no governor, or one too far up.
    const APART: u32 = 7;
    /// The relation of the cue's own words and its governors.
    const SELF: u32 = 15;

    /// Up and relation in one number.
    pub fn code(&self) -> u32 {
        self.up | self.relation << 3
    }
}

/// How many governors of a cue are looked at, itself counted.
const GOVERNORS: u32 = 6;

/// The branches of a cue's sentence.
pub struct Branches {
    sentence: TokenRange,
    of: Vec<Branch>,
    /// As what the cue and its first governor hang on theirs.
    pub chain: u32,
    /// The nearest governor that has a subject (0: the cue has); 7 for none.
    pub subject: u32,
}

impl Branches {
    /// The branches around a cue. Cost: linear in the sentence.
    pub fn new(context: &Context, cue: &TokenRange) -> Self {
        let syntax = context.syntax;
        let sentence = context.sentence(cue.start);
        let root = |&i: &usize| !cue.contains(&(syntax.head[i] as usize)) || syntax.head[i] as usize == i;
        let top = cue.clone().find(root).unwrap_or(cue.start);
        let governor = syntax.head[top] as usize;
        let chain = syntax.relation[top] as u32 | (syntax.relation[governor] as u32) << 4;
        let apart = Branch { up: Branch::APART, root: 0, depth: 0, relation: 0 };
        let of = vec![apart; sentence.len()];
        let mut branches = Branches { sentence, of, chain, subject: 7 };
        let mut known = branches.trunk(syntax, cue, top);
        branches.climb(syntax, &mut known);
        branches
    }

    /// Marks the cue and its governors. Returns which words of the sentence are known.
    fn trunk(&mut self, syntax: &Syntax, cue: &TokenRange, top: usize) -> Vec<bool> {
        let start = self.sentence.start;
        let mut known = vec![false; self.sentence.len()];
        let mut at = top;
        for up in 0..GOVERNORS {
            let here = if up == 0 { cue.start..cue.end.min(self.sentence.end) } else { at..at + 1 };
            for i in here {
                known[i - start] = true;
                self.of[i - start] = Branch { up, root: i, depth: 0, relation: Branch::SELF };
                if self.subject == 7 && syntax.arguments[i].subject != NONE {
                    self.subject = up;
                }
            }
            let head = syntax.head[at] as usize;
            if known[head - start] {
                break;
            }
            at = head;
        }
        known
    }

    /// Climbs from every word to a known one; each step is taken once.
    fn climb(&mut self, syntax: &Syntax, known: &mut [bool]) {
        let start = self.sentence.start;
        let mut climbed = Vec::new();
        for i in self.sentence.clone() {
            let mut at = i;
            while !known[at - start] {
                known[at - start] = true;
                climbed.push(at);
                at = syntax.head[at] as usize;
            }
            let mut below = self.of[at - start];
            while let Some(word) = climbed.pop() {
                below = match below.relation {
                    Branch::SELF => {
                        Branch { up: below.up, root: word, depth: 0, relation: syntax.relation[word] as u32 }
                    }
                    _ => Branch { depth: (below.depth + 1).min(3), ..below },
                };
                self.of[word - start] = below;
            }
        }
    }

    /// Where token `i` hangs; in another sentence, nowhere.
    pub fn at(&self, i: usize) -> Branch {
        match self.sentence.contains(&i) {
            true => self.of[i - self.sentence.start],
            false => Branch { up: Branch::APART, root: usize::MAX, depth: 0, relation: 1 },
        }
    }

    /// Whether a branch is the subject of the nearest governor that has one: who the cue's words belong to, as a rule.
    pub fn speaks(&self, branch: Branch) -> bool {
        branch.up == self.subject && branch.relation == Relation::Subject as u32
    }
}
