//! Quotation marks to quotations: nested, interrupted, running over paragraphs, unbalanced.

use crate::document::Warning;
use crate::order;
use crate::sentence::Layout;
use crate::span::TokenRange;
use crate::token::{Token, TokenKind};

/// A stretch of text between quotation marks, the marks included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The tokens it covers, marks included. Never crosses a paragraph.
    pub tokens: TokenRange,
    /// 0 for an outermost quotation, 1 for one inside it, and so on.
    pub depth: u8,
    /// The opening mark stands in the text (false: it goes on from the paragraph before).
    pub opened: bool,
    /// The closing mark stands in the text (false: the paragraph's or sentence's end closed it).
    pub closed: bool,
    /// Goes on from the quotation before it: that one was left open at its paragraph's end, and this
    /// one opens the next paragraph, with the mark repeated or not.
    pub continues: bool,
    /// It holds a name, a title or a word in doubt, which nobody says: see [`crate::naming`].
    pub names: bool,
}

impl Quotation {
    /// Whether somebody says it, and it stands in nothing that somebody says.
    pub fn is_outermost(&self) -> bool {
        self.depth == 0 && !self.names
    }
}

/// For each token, whether it stands in a quotation (its marks included) that somebody says.
pub fn mask(quotations: &[Quotation], tokens: usize) -> Vec<bool> {
    let mut mask = vec![false; tokens];
    quotations.iter().filter(|q| !q.names).for_each(|q| mask[q.tokens.clone()].fill(true));
    mask
}

/// Pairs of marks that belong together. Straight marks open and close alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// “ ”, and ” ” as in Swedish
    Curly,
    /// ‘ ’
    Single,
    /// "
    Straight,
    /// ' used as a quotation mark
    StraightSingle,
    /// „ “ or „ ”
    Low,
    /// « »
    Guillemets,
    /// ‹ ›
    SingleGuillemets,
    /// `` ''
    Typed,
}

/// What a mark may do where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Open,
    Close,
    /// Either: the state decides.
    Both,
}

/// Finds all quotations, by their start, outer before inner, and says which marks have no partner.
/// Each paragraph is read by itself, so one stray mark never loses the rest. Cost: linear in the tokens.
pub fn find(text: &str, tokens: &[Token], layout: &Layout) -> (Vec<Quotation>, Vec<Warning>) {
    let mut reader = Reader { text, tokens, out: Vec::new(), warnings: Vec::new() };
    let mut left_open = None;
    for paragraph in &layout.paragraphs {
        let opens = reader.role(paragraph.start, paragraph).map(|m| m.0);
        let stays = left_open.filter(|&style| opens == Some(style) || reader.closes_alone(style, paragraph));
        reader.resolve_left_open(left_open.is_some() && stays.is_none(), layout);
        left_open = reader.paragraph(paragraph, stays);
    }
    reader.resolve_left_open(left_open.is_some(), layout);
    order::by_key(&mut reader.out, |q| order::outer_first(&q.tokens));
    (reader.out, reader.warnings)
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    out: Vec<Quotation>,
    warnings: Vec<Warning>,
}

impl Reader<'_> {
    fn word(&self, i: usize) -> &str {
        self.tokens[i].of(self.text)
    }

    /// Reads one paragraph; `stays` is the style that the paragraph before left open. Returns the style
    /// that this one leaves open.
    fn paragraph(&mut self, paragraph: &TokenRange, stays: Option<Style>) -> Option<Style> {
        let mut open: Vec<(Style, usize)> = Vec::new();
        let mut continues = stays.is_some();
        if let Some(style) = stays.filter(|&s| self.role(paragraph.start, paragraph).is_none_or(|m| m.0 != s)) {
            open.push((style, paragraph.start));
        }
        let unmarked = !open.is_empty();
        for i in paragraph.clone() {
            let Some((style, role)) = self.role(i, paragraph) else { continue };
            let partner = open.iter().rposition(|o| closes(style, o.0));
            match (partner, role) {
                (Some(_), Role::Close) if self.may_be_apostrophe(i) && self.closes_later(style, i, paragraph) => {}
                (Some(at), Role::Close | Role::Both) => {
                    let start = open[at].1;
                    open.truncate(at);
                    let opened = !(unmarked && start == paragraph.start);
                    self.push(start..i + 1, open.len(), opened, true, continues && start == paragraph.start);
                }
                (None, Role::Close) if self.may_be_apostrophe(i) => {}
                (None, Role::Close) => self.warn(i, "closes a quotation that was never opened"),
                // The same mark again: the first was never closed, unless enough closing marks follow.
                (Some(at), Role::Open) if open.len() > 2 || !self.nests(open[at].0, i, paragraph) => {
                    let start = open[at].1;
                    open.truncate(at);
                    self.push(start..i, open.len(), true, false, continues && start == paragraph.start);
                    self.warn(start, "opens a quotation that is never closed");
                    open.push((style, i));
                }
                _ => open.push((style, i)),
            }
        }
        continues &= open.first().is_some_and(|o| o.1 == paragraph.start);
        let &(style, start) = open.iter().find(|o| o.0 != Style::StraightSingle)?;
        self.push(start..paragraph.end, 0, !unmarked || start != paragraph.start, false, continues);
        Some(style)
    }

    fn push(&mut self, tokens: TokenRange, depth: usize, opened: bool, closed: bool, continues: bool) {
        self.out.push(Quotation { tokens, depth: depth as u8, opened, closed, continues, names: false });
    }

    /// A quotation left open whose next paragraph does not go on: it ends with its sentence.
    fn resolve_left_open(&mut self, lost: bool, layout: &Layout) {
        if let Some(last) = self.out.last_mut().filter(|q| lost && !q.closed) {
            let start = last.tokens.start;
            let sentence = &layout.sentences[layout.sentence_of[start] as usize];
            last.tokens.end = sentence.end.min(last.tokens.end);
            let end = last.tokens.end;
            // What was found inside stays inside.
            self.out.retain(|q| q.tokens.start <= start || q.tokens.end <= end || q.depth == 0);
            self.warn(start, "opens a quotation that is never closed");
        }
    }

    fn warn(&mut self, token: usize, what: &str) {
        let span = self.tokens[token].span;
        let message = format!("The quotation mark {} {what}.", self.word(token));
        self.warnings.push(Warning { code: "unbalanced-quotation-mark", message, span: Some(span) });
    }

    /// What the token at `i` does as a quotation mark, if it is one.
    fn role(&self, i: usize, paragraph: &TokenRange) -> Option<(Style, Role)> {
        if self.tokens[i].kind != TokenKind::Punctuation {
            return None;
        }
        Some(match self.word(i) {
            "“" => (Style::Curly, if self.ends_word(i, paragraph) { Role::Both } else { Role::Open }),
            "”" => (Style::Curly, if self.starts_word(i, paragraph) { Role::Both } else { Role::Close }),
            "‘" => (Style::Single, Role::Open),
            "’" => (Style::Single, Role::Close),
            "„" => (Style::Low, Role::Open),
            "«" => (Style::Guillemets, Role::Open),
            "»" => (Style::Guillemets, Role::Close),
            "‹" => (Style::SingleGuillemets, Role::Open),
            "›" => (Style::SingleGuillemets, Role::Close),
            "``" => (Style::Typed, Role::Open),
            "''" => (Style::Typed, self.straight_role(i, paragraph)),
            "\"" => (Style::Straight, self.straight_role(i, paragraph)),
            "'" if self.opens_single(i, paragraph) => (Style::StraightSingle, Role::Open),
            "'" if !self.tokens[i].spaced => (Style::StraightSingle, Role::Close),
            _ => return None,
        })
    }

    /// A mark glued to the token before it alone closes; glued to the one after it alone opens.
    fn straight_role(&self, i: usize, paragraph: &TokenRange) -> Role {
        match (self.starts_word(i, paragraph), self.ends_word(i, paragraph)) {
            (true, false) => Role::Open,
            (false, true) => Role::Close,
            _ => Role::Both,
        }
    }

    /// White space or an opening mark before, none after.
    fn starts_word(&self, i: usize, paragraph: &TokenRange) -> bool {
        let free = i == paragraph.start
            || self.tokens[i].spaced
            || matches!(self.word(i - 1), "(" | "[" | "—" | "–" | "--" | "“" | "‘" | "\"" | "'" | "/");
        free && i + 1 < paragraph.end && !self.tokens[i + 1].spaced
    }

    /// White space or a closing mark after, none before.
    fn ends_word(&self, i: usize, paragraph: &TokenRange) -> bool {
        let free = i + 1 >= paragraph.end
            || self.tokens[i + 1].spaced
            || self.tokens[i + 1].kind == TokenKind::Punctuation
            || self.tokens[i + 1].kind == TokenKind::Clitic;
        free && i > paragraph.start && !self.tokens[i].spaced
    }

    /// Whether the straight ' at `i` opens a quotation: it starts a word that it does not shorten
    /// (`'em`, `'90s`).
    fn opens_single(&self, i: usize, paragraph: &TokenRange) -> bool {
        const SHORTENED: [&str; 7] = ["em", "til", "cause", "n", "tis", "twas", "round"];
        self.starts_word(i, paragraph)
            && self.tokens[i + 1].kind != TokenKind::Number
            && !SHORTENED.contains(&self.word(i + 1).to_lowercase().as_str())
    }

    /// Whether the single mark at `i` may only mark a possessor: `the players' bus`.
    fn may_be_apostrophe(&self, i: usize) -> bool {
        matches!(self.word(i), "'" | "’") && i > 0 && self.word(i - 1).ends_with('s') && !self.tokens[i].spaced
    }

    /// Whether the quotation that the mark at `i` could close is closed further on, after a mark of the sentence: `,'`.
    fn closes_later(&self, style: Style, i: usize, paragraph: &TokenRange) -> bool {
        let mut marks =
            (i + 1..paragraph.end.min(i + MAX_NESTED)).filter_map(|j| Some((j, self.role(j, paragraph)?)));
        let next = marks.find(|&(j, m)| closes(m.0, style) && !self.may_be_apostrophe(j));
        next.is_some_and(|(j, m)| m.1 == Role::Close && self.tokens[j - 1].kind == TokenKind::Punctuation)
    }

    /// Whether a mark of the style that opens at `i`, inside one of its own, has enough partners after it.
    fn nests(&self, style: Style, i: usize, paragraph: &TokenRange) -> bool {
        let mut depth = 2i32;
        for j in i + 1..paragraph.end.min(i + MAX_NESTED) {
            match self.role(j, paragraph) {
                Some((s, Role::Close)) if closes(s, style) => depth -= 1,
                Some((s, Role::Open)) if s == style => depth += 1,
                _ => {}
            }
            if depth == 0 {
                return true;
            }
        }
        false
    }

    /// Whether the first mark of the style in the paragraph closes: a quotation goes on without a mark.
    fn closes_alone(&self, style: Style, paragraph: &TokenRange) -> bool {
        let mut marks = paragraph.clone().take(MAX_NESTED).filter_map(|i| self.role(i, paragraph));
        marks.find(|m| closes(m.0, style)).is_some_and(|m| m.1 == Role::Close)
    }
}

/// How many tokens are searched for the partner of a mark: it bounds the work.
const MAX_NESTED: usize = 400;

/// Whether a mark of style `mark` can close a quotation opened in style `open`.
fn closes(mark: Style, open: Style) -> bool {
    mark == open
        || matches!((mark, open), (Style::Curly, Style::Low) | (Style::Straight, Style::Typed | Style::Curly))
        || matches!((mark, open), (Style::Single, Style::StraightSingle) | (Style::StraightSingle, Style::Single))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{sentence, span, token};

    /// The surfaces of the quotations, deeper ones indented by `>`.
    fn quotations(text: &str) -> Vec<String> {
        let tokens = token::tokenize(text);
        let layout = sentence::lay_out(text, &tokens);
        let show = |q: &Quotation| ">".repeat(q.depth as usize) + span::cover(&tokens, &q.tokens).of(text);
        find(text, &tokens, &layout).0.iter().map(show).collect()
    }

    #[test]
    fn marks_of_every_kind() {
        assert_eq!(quotations("“A b,” he said. “C.”"), ["“A b,”", "“C.”"]);
        assert_eq!(quotations("\"A b,\" he said. \"C.\""), ["\"A b,\"", "\"C.\""]);
        assert_eq!(quotations("He said ``so far'' and «là» and „hier“."), ["``so far''", "«là»", "„hier“"]);
        assert_eq!(quotations("‘We can’t,’ he said."), ["‘We can’t,’"]);
        assert_eq!(quotations("'We can't,' he said. 'No.'"), ["'We can't,'", "'No.'"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert!(quotations("The players' union and the '90s rock 'n' roll, it's James' house.").is_empty());
        assert!(quotations("The ’90s and the workers’ rights.").is_empty());
    }

    #[test]
    fn nested_quotations_lie_inside() {
        assert_eq!(quotations("“She said ‘no’ to me,” he said."), ["“She said ‘no’ to me,”", ">‘no’"]);
        assert_eq!(quotations("“It is “too loud” or so.”"), ["“It is “too loud” or so.”", ">“too loud”"]);
        assert_eq!(quotations("\"She said 'no' to me.\""), ["\"She said 'no' to me.\"", ">'no'"]);
    }

    #[test]
    fn a_quotation_runs_over_paragraphs() {
        let text = "“First part.\n\n“Second part,” he said.";
        let tokens = token::tokenize(text);
        let (found, warnings) = find(text, &tokens, &sentence::lay_out(text, &tokens));
        assert_eq!(found.len(), 2);
        assert!(!found[0].closed && found[1].continues && found[1].closed);
        assert!(warnings.is_empty());
    }

    #[test]
    fn a_stray_mark_never_loses_the_rest() {
        assert_eq!(quotations("He called it “odd. It was late.\n\nShe said, “Go.”"), ["“odd.", "“Go.”"]);
        assert_eq!(quotations("A 6\" pipe.\n\n\"Go,\" she said."), ["\"Go,\""]);
        assert_eq!(quotations("It was” late. “Go,” she said."), ["“Go,”"]);
        assert_eq!(quotations("“Go, she said. “Come.”"), ["“Go, she said.", "“Come.”"]);
    }
}
