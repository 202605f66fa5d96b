//! Roles: given a cue, which words are its source and which its content, by a trained tagger.

use crate::branch::Branches;
use crate::context::{Context, Quoted};
use crate::feature::{Features, mix2, mix3};
use crate::linear::Linear;
use crate::scores::{self, Scores, Screen};
use crate::span::TokenRange;
use crate::tagger::{self, Tagging};
use crate::token::TokenKind;

/// The labels of the model, in order: outside; first and further tokens of source; of content.
pub const LABELS: [&str; 5] = ["O", "B-source", "I-source", "B-content", "I-content"];

/// Source and content of a cue.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roles {
    /// The pieces of the source, usually one or none.
    pub source: Vec<TokenRange>,
    /// The pieces of the content.
    pub content: Vec<TokenRange>,
    /// Mean probability of the labels chosen for source and content, 0..1.
    pub confidence: f32,
    /// The least probability among the edges of source and content, 0..1.
    pub least: f32,
}

/// How far from its cue's sentence a source or content is looked for, in sentences and in tokens. In
/// PolNeAR 99 % of contents lie in the cue's paragraph.
const SENTENCES: usize = 4;
const TOKENS: usize = 160;

/// The tokens in which the roles of a cue are looked for: its paragraph, bounded.
fn window(context: &Context, cue: &TokenRange) -> TokenRange {
    let mut paragraph = context.paragraph(cue.start);
    // `She said:` announces the next paragraph.
    if paragraph.end < context.tokens.len() && context.word(paragraph.end - 1) == ":" {
        paragraph.end = context.paragraph(paragraph.end).end;
    }
    let sentence = context.layout.sentence_of[cue.start] as usize;
    let sentences = &context.layout.sentences;
    let start = sentences[sentence.saturating_sub(SENTENCES)].start;
    let end = sentences[(sentence + SENTENCES).min(sentences.len() - 1)].end;
    let reach = paragraph.start.max(start).max(cue.start.saturating_sub(TOKENS))
        ..paragraph.end.min(end).min(cue.end + TOKENS);
    without_plain_ends(context, cue, reach)
}

/// A window without the sentences at its ends, but for the cue's, in which nothing is quoted.
fn without_plain_ends(context: &Context, cue: &TokenRange, mut window: TokenRange) -> TokenRange {
    let quotes = |range: &TokenRange| range.clone().any(|i| context.quotation_of[i] > 0);
    let own = context.sentence(cue.start);
    while window.start < own.start {
        let first = window.start..context.sentence(window.start).end;
        if quotes(&first) {
            break;
        }
        window.start = first.end;
    }
    while window.end > own.end {
        let last = context.sentence(window.end - 1).start.max(window.start)..window.end;
        if quotes(&last) {
            break;
        }
        window.end = last.start;
    }
    window
}

/// The roles of one cue, with a content if it surely `reports` something. Cost: linear in the window.
pub fn find(context: &Context, cue: &TokenRange, reports: bool, model: &Linear, buffer: &mut Features) -> Roles {
    let window = Window::new(context, cue);
    let tagging = tagging(model, &mut scores::screened(model, &window, 0..1, buffer), reports);
    let mut roles = Roles { least: 1.0, ..Roles::default() };
    let (mut sum, mut n) = (0.0, 0);
    for (d, &label) in tagging.labels.iter().enumerate() {
        let i = window.tokens.start + d;
        let (pieces, others) = match label {
            1 | 2 => (&mut roles.source, 1),
            3 | 4 => (&mut roles.content, 3),
            _ => continue,
        };
        let probability = tagging.marginals.at(d)[label as usize];
        match pieces.last_mut().filter(|last| last.end == i && label != others) {
            Some(last) => last.end = i + 1,
            None => {
                roles.least = roles.least.min(probability);
                pieces.push(i..i + 1);
            }
        }
        sum += probability;
        n += 1;
    }
    roles.confidence = if n > 0 { sum / n as f32 } else { 0.0 };
    tidy(context, &mut roles.source);
    reach_comma(context, cue, &mut roles);
    tidy(context, &mut roles.content);
    roles.content.iter_mut().for_each(|piece| piece.start = without_comma(context, piece));
    whole_quotations(context, &mut roles.content);
    drop_strays(context, &mut roles.content);
    roles
}

/// Where a piece begins without the comma that parts it from what stands before it: “According to her, | it rains”.
fn without_comma(context: &Context, piece: &TokenRange) -> usize {
    let comma = piece.len() > 1 && context.word(piece.start) == ",";
    piece.start + comma as usize
}

/// The label of a content's first token.
const CONTENT: usize = 3;

/// The most probable labels; of a cue that `reports`, among those that have a content: without one, the likeliest first
/// token of a content is taken for it.
fn tagging(model: &Linear, scores: &mut Scores, reports: bool) -> Tagging {
    let mut tagging = tagger::tag(model, scores);
    if reports && !tagging.labels.contains(&(CONTENT as u8)) {
        let rows = tagging.marginals.iter().enumerate();
        if let Some((start, _)) = rows.max_by(|a, b| a.1[CONTENT].total_cmp(&b.1[CONTENT])) {
            scores.decide(start, CONTENT as u8);
            tagging.labels = tagger::viterbi(model, scores);
        }
    }
    tagging
}

/// After a sentence wholly quoted, further pieces of one content are quoted too: what is not was no part of it.
fn drop_strays(context: &Context, pieces: &mut Vec<TokenRange>) {
    let Some(first) = pieces.first().cloned() else { return };
    if context.quotation(first.start) == first && context.sentence(first.start).start == first.start {
        pieces.retain(|r| r.clone().any(|i| context.quotation_of[i] > 0));
    }
}

/// Moves the edges of pieces out of quotations: a piece that begins or ends with a quotation, or holds half of it, holds
/// all of it. A piece inside one stays: somebody quoted reports somebody else.
fn whole_quotations(context: &Context, pieces: &mut Vec<TokenRange>) {
    for piece in pieces.iter_mut() {
        for edge in [piece.start, piece.end - 1] {
            let quotation = context.quotation(edge);
            let held = piece.end.min(quotation.end).saturating_sub(piece.start.max(quotation.start));
            let begins = piece.start <= quotation.start || piece.end >= quotation.end;
            if !quotation.is_empty() && (begins || held * 2 >= quotation.len()) {
                *piece = piece.start.min(quotation.start)..piece.end.max(quotation.end);
            }
        }
    }
    join(pieces);
}

/// A content that opens its sentence and stands before its source runs up to the comma there: `Rents will rise
/// again, in a slower market, the bank said.`
fn reach_comma(context: &Context, cue: &TokenRange, roles: &mut Roles) {
    let after = roles.source.first().map_or(cue.start, |s| s.start.min(cue.start));
    let Some(content) = roles.content.iter_mut().rfind(|c| c.end <= after) else { return };
    let sentence = context.sentence(after);
    let comma = context.word(after.saturating_sub(1)) == ",";
    // Only a clause runs on; what stands in marks of its own ends with them.
    let clause = context.finite(content.start, content.end) > 0 && context.quoted[content.start] == Quoted::No;
    if comma && clause && content.start == sentence.start && content.end < after - 1 {
        content.end = after - 1;
    }
}

/// Moves the edges of pieces out of compounds (`early|-morning`) and joins pieces that then touch.
fn tidy(context: &Context, pieces: &mut Vec<TokenRange>) {
    for piece in pieces.iter_mut() {
        while piece.end < context.tokens.len() && is_inside_compound(context, piece.end) {
            piece.end += 1;
        }
        while piece.start > 0 && is_inside_compound(context, piece.start) {
            piece.start -= 1;
        }
    }
    join(pieces);
}

/// Joins pieces that touch or overlap.
fn join(pieces: &mut Vec<TokenRange>) {
    pieces.dedup_by(|next, piece| {
        let joins = next.start <= piece.end;
        if joins {
            piece.end = piece.end.max(next.end);
        }
        joins
    });
}

/// Whether tokens `i - 1` and `i` are parts of one hyphenated word.
fn is_inside_compound(context: &Context, i: usize) -> bool {
    let (before, after) = (&context.tokens[i - 1], &context.tokens[i]);
    let hyphen = |i: usize| matches!(context.word(i), "-" | "‐" | "‑" | "/");
    !after.spaced && (before.is_wordlike() && hyphen(i) || hyphen(i - 1) && after.is_wordlike())
        || after.kind == TokenKind::Clitic && !after.spaced && context.word(i).ends_with(['t', 'T'])
}

/// The cue as the features of other tokens see it.
struct Anchor {
    start: usize,
    end: usize,
    /// The word that carries it: its last verb, or its last token.
    head: u32,
    fine: u32,
    tag: u32,
    after: u32,
    before: u32,
    sentence: u32,
    /// Whether a quotation ends just before it and begins just after it.
    marks: u32,
    /// The outermost quotations nearest before and after, plus one; 0: none in the sentence next to it.
    nearest: (u32, u32),
}

impl Anchor {
    fn new(context: &Context, cue: &TokenRange, window: &TokenRange) -> Self {
        let head = cue.clone().rev().find(|&i| context.tags[i].is_verb()).unwrap_or(cue.end - 1);
        let word = |i: Option<usize>| i.filter(|i| window.contains(i)).map_or(1, |i| context.lexemes[i].lower);
        let before = (window.start.max(cue.start.saturating_sub(12))..cue.start)
            .rev()
            .find(|&i| context.quotation_of[i] > 0);
        let after = (cue.end..window.end.min(cue.end + 12)).find(|&i| context.quotation_of[i] > 0);
        let distance = |i: Option<usize>| match i {
            Some(i) if i < cue.start => (cue.start - i).min(9) as u32,
            Some(i) => (i - cue.end + 1).min(9) as u32,
            None => 0,
        };
        Anchor {
            start: cue.start,
            end: cue.end,
            head: context.lexemes[head].lower,
            fine: context.lexemes[head].fine as u32,
            tag: context.tags[head] as u32,
            after: word(Some(cue.end)),
            before: word(cue.start.checked_sub(1)),
            sentence: context.layout.sentence_of[cue.start],
            marks: distance(before).min(4) * 8 + distance(after).min(4),
            nearest: (before.map_or(0, |i| context.quotation_of[i]), after.map_or(0, |i| context.quotation_of[i])),
        }
    }

    /// How many sentences after the cue's (modulo 8) token `i` stands, three at most either way.
    #[inline(always)]
    fn sentences(&self, context: &Context, i: usize) -> u32 {
        (context.layout.sentence_of[i] as i32 - self.sentence as i32).clamp(-3, 3) as u32 & 7
    }

    /// On which side of the cue token `i` stands, and how far.
    #[inline(always)]
    fn place(&self, i: usize) -> (u32, u32) {
        match i {
            i if i < self.start => (0, (self.start - i) as u32),
            i if i < self.end => (1, 0),
            _ => (2, (i - self.end + 1) as u32),
        }
    }
}

/// The tokens near a cue, as the tagger sees them. Templates 200–289 are its own.
pub struct Window<'c, 'd> {
    context: &'c Context<'d>,
    /// The tokens in which the roles of the cue are looked for.
    pub tokens: TokenRange,
    anchor: Anchor,
    branches: Branches,
}

impl<'c, 'd> Window<'c, 'd> {
    /// The tokens near `cue`. Cost: linear in the window.
    pub fn new(context: &'c Context<'d>, cue: &TokenRange) -> Self {
        let tokens = window(context, cue);
        let (anchor, branches) = (Anchor::new(context, cue, &tokens), Branches::new(context, cue));
        Window { context, tokens, anchor, branches }
    }
}

impl scores::Sequence for Window<'_, '_> {
    const SCREEN: Screen = Screen::Open;

    fn positions(&self) -> TokenRange {
        self.tokens.clone()
    }

    fn around(&self, i: usize, out: &mut Features) {
        let Window { context, tokens, anchor, branches } = self;
        words(context, anchor, tokens, i, out);
        path(context, anchor, i, out);
        marks(context, anchor, i, out);
        if context.layout.sentence_of[i] == anchor.sentence {
            nearby(context, anchor, tokens, i, out);
            hangs(context, anchor, branches, i, out);
        }
    }
}

/// Distances in classes: exact near the cue, wider further off.
fn bucket(distance: u32) -> u32 {
    match distance {
        0..=6 => distance,
        7..=10 => 7,
        11..=20 => 8,
        21..=40 => 9,
        _ => 10,
    }
}

/// The words near the token and the side of the cue it stands on.
fn words(context: &Context, anchor: &Anchor, window: &TokenRange, i: usize, out: &mut Features) {
    let at = |d: isize| i.checked_add_signed(d).filter(|j| window.contains(j));
    let word = |d: isize| at(d).map_or(1, |j| context.lexemes[j].lower);
    let tag = |d: isize| at(d).map_or(99, |j| context.tags[j] as u32);
    let (side, _) = anchor.place(i);
    let l = &context.lexemes[i];
    out.push(mix2(200, side, l.lower));
    out.push(mix2(201, side, l.fine as u32));
    out.push(mix2(204, side, word(-1)));
    out.push(mix2(205, side, word(1)));
    out.push(mix3(207, side, tag(0), tag(1)));
}

/// What more is asked of the tokens in the cue's own sentence: most roles lie there.
fn nearby(context: &Context, anchor: &Anchor, window: &TokenRange, i: usize, out: &mut Features) {
    let at = |d: isize| i.checked_add_signed(d).filter(|j| window.contains(j));
    let tag = |d: isize| at(d).map_or(99, |j| context.tags[j] as u32);
    let (side, distance) = anchor.place(i);
    let near = bucket(distance);
    let here = side * 16 + near;
    let l = &context.lexemes[i];
    for (n, d) in [-2, -1, 0, 1, 2].into_iter().enumerate() {
        out.push(mix3(202, n as u32, side, tag(d)));
    }
    out.push(mix3(208, here, tag(-1), tag(0)));
    out.push(mix3(209, here, anchor.tag, tag(0)));
    out.push(mix3(212, here, l.lower, anchor.tag));
    out.push(mix3(214, here, anchor.head, tag(0)));
    out.push(mix3(215, here, anchor.fine, tag(0)));
    out.push(mix3(217, here, anchor.after, tag(0)));
    out.push(mix3(218, here, anchor.before, tag(0)));
    out.push(mix3(220, side, anchor.fine, l.coarse as u32 + 2));
}

/// What lies between the token and the cue.
fn path(context: &Context, anchor: &Anchor, i: usize, out: &mut Features) {
    let (side, _) = anchor.place(i);
    let (from, to) = if side == 0 { (i, anchor.start) } else { (anchor.end.min(i), i) };
    let commas = context.commas(from, to).min(3);
    let finite = context.finite(from, to).min(3);
    let edges = context.edges(from, to).min(4);
    let sentences = anchor.sentences(context, i);
    let tag = context.tags[i] as u32;
    let between = commas | finite << 2 | edges << 4 | sentences << 7 | side << 10;
    out.push(mix2(230, between, tag));
    out.push(mix3(233, side, finite | sentences << 4, anchor.tag));
    let sentence = context.sentence(i);
    let previous = if i > sentence.start { context.lexemes[i - 1].lower } else { 1 };
    out.push(mix3(240, side | commas << 4 | finite << 8 | sentences << 12, previous, tag));
}

/// Where the token hangs in the syntax of the cue's sentence, seen from the cue.
fn hangs(context: &Context, anchor: &Anchor, branches: &Branches, i: usize, out: &mut Features) {
    let here = branches.at(i);
    let after = branches.at(i + 1);
    let code = here.code();
    let (side, _) = anchor.place(i);
    let speaks = branches.speaks(here) as u32;
    let whole = code << 2 | here.depth;
    out.push(mix2(270, whole, side));
    out.push(mix3(271, code, side, branches.chain));
    out.push(mix3(276, code, after.code(), (here.root == after.root) as u32 | side << 1));
    out.push(mix3(279, code, context.named[i] as u32, speaks));
    out.push(mix3(283, speaks, branches.subject, here.depth));
}

/// Where the token stands among quotation marks, seen from the cue.
fn marks(context: &Context, anchor: &Anchor, i: usize, out: &mut Features) {
    let (side, distance) = anchor.place(i);
    let state = context.quoted[i] as u32;
    let mine = context.quotation_of[i];
    let which = match mine {
        0 => 0,
        m if m == anchor.nearest.0 => 1,
        m if m == anchor.nearest.1 => 2,
        _ => 3,
    };
    let sentences = anchor.sentences(context, i);
    let here = state | which << 3 | side << 6;
    out.push(mix2(250, here, sentences));
    out.push(mix3(252, here, anchor.marks, sentences));
    let before = if i > 0 { context.quoted[i - 1] } else { Quoted::No } as u32;
    out.push(mix3(255, here, before, (distance == 1) as u32));
    out.push(mix3(256, here, context.tags[i] as u32, before));
}
