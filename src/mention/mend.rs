//! Mends names by the rest of the article: a headline's verb taken into a name (`Anna Brunner Says`), a given name
//! left out (`Anna [Brunner]`), and one name under several types.

use super::{EntityType, Mention, MentionKind, bodies, told};
use crate::lexicon::reference::{self, NounKind};
use crate::name;
use crate::span::cover;
use crate::table::{Table, Words};
use crate::tag::Tag;
use crate::token::Token;

/// Mends the names of people among `named`, which stays in order and without overlap. Cost: linear.
pub fn mend(text: &str, tokens: &[Token], tags: &[Tag], named: Vec<Mention>) -> Vec<Mention> {
    let is_name = |m: &&Mention| !is_party_label(text, tokens, m) && !is_exclamation(text, tokens, &named, m);
    let mut named: Vec<Mention> = named.iter().filter(is_name).cloned().collect();
    let full = full_names(text, &named);
    let organizations = organizations(text, &named);
    let headline = headline(text);
    for i in 0..named.len() {
        cut_bracket(text, tokens, &mut named[i]);
        cut_office(text, tokens, &organizations, &mut named[i]);
        if let Some(entity_type) = told::entity_type(text, tokens, &named[i]) {
            named[i].entity_type = entity_type;
        }
        if named[i].kind == MentionKind::Name && named[i].entity_type == EntityType::Person {
            let floor = if i > 0 { named[i - 1].tokens.end } else { 0 };
            trim(text, tokens, &full, &mut named[i]);
            if (named[i].span.start as usize) < headline {
                trim_verb(text, tokens, &full, &mut named[i]);
            } else {
                extend(text, tokens, tags, floor, &mut named[i]);
            }
        }
    }
    bodies::settle(text, tokens, tags, agree(text, named))
}

/// The names of people that have two words, each as written.
fn full_names(text: &str, named: &[Mention]) -> Words {
    let person = |m: &&Mention| m.entity_type == EntityType::Person && m.tokens.len() == 2;
    Words::of(named.iter().filter(person).map(|m| m.span.of(text)))
}

/// The names of bodies, each as written.
fn organizations(text: &str, named: &[Mention]) -> Words {
    let body = |m: &&Mention| m.kind == MentionKind::Name && m.entity_type == EntityType::Organization;
    Words::of(named.iter().filter(body).map(|m| m.span.of(text)))
}

/// Cuts the first word of an office from a body that stands alone elsewhere: “White House [Press] Secretary Ann Lee”.
fn cut_office(text: &str, tokens: &[Token], organizations: &Words, mention: &mut Mention) {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.of(text));
    let office = word(mention.tokens.end);
    let person = office.starts_with(char::is_uppercase)
        && reference::noun(&name::fold(office)).is_some_and(|n| n.kind == NounKind::Person && !n.plural);
    if mention.entity_type != EntityType::Organization || mention.tokens.len() < 2 || !person {
        return;
    }
    let short = mention.tokens.start..mention.tokens.end - 1;
    let span = cover(tokens, &short);
    if organizations.contains(span.of(text)) {
        (mention.tokens, mention.span) = (short, span);
    }
}

/// Cuts what follows a full name that stands alone elsewhere.
fn trim(text: &str, tokens: &[Token], full: &Words, mention: &mut Mention) {
    if mention.tokens.len() == 3 {
        let short = mention.tokens.start..mention.tokens.end - 1;
        let span = cover(tokens, &short);
        if full.contains(span.of(text)) {
            (mention.tokens, mention.span) = (short, span);
        }
    }
}

/// Cuts what stands in a headline before a full name that is alone elsewhere: “Council [Slams Anna Brunner]”.
fn trim_verb(text: &str, tokens: &[Token], full: &Words, mention: &mut Mention) {
    let first = name::fold(tokens[mention.tokens.start].of(text));
    if mention.tokens.len() == 3 && reference::given_name(&first).is_none() {
        let short = mention.tokens.start + 1..mention.tokens.end;
        let span = cover(tokens, &short);
        if full.contains(span.of(text)) {
            (mention.tokens, mention.span) = (short, span);
        }
    }
}

/// Whether a “name” is a politician's party and state: the `R-Ky.` of “Anna Brunner, R-Ky.,”.
fn is_party_label(text: &str, tokens: &[Token], mention: &Mention) -> bool {
    let before = mention.tokens.start.checked_sub(1).map(|i| tokens[i].of(text));
    let label = matches!(mention.span.of(text).as_bytes(), [b'D' | b'I' | b'R', b'-', b'A'..=b'Z', ..]);
    mention.kind == MentionKind::Name && label && matches!(before, Some("," | "("))
}

/// Whether a “person” is the one word with which somebody's words begin, or all of them, and is named nowhere else:
/// “‘Shambles,’ said the manager”.
fn is_exclamation(text: &str, tokens: &[Token], named: &[Mention], mention: &Mention) -> bool {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.of(text));
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    let opens = start > 0
        && matches!(word(start - 1), "“" | "\"" | "‘" | "'")
        && matches!(word(end), "," | "." | "!" | "?" | "…");
    let one = end == start + 1 && mention.entity_type == EntityType::Person && mention.kind == MentionKind::Name;
    let known = || {
        let own = word(start);
        let again = named.iter().filter(|m| m.tokens.clone().any(|i| word(i) == own)).count();
        again > 1 || reference::given_name(&name::fold(own)).is_some()
    };
    opens && one && !known()
}

/// Cuts a bracket that opens in a name and does not close there: the dateline “HALDEN [(Meridian]) —”.
fn cut_bracket(text: &str, tokens: &[Token], mention: &mut Mention) {
    let word = |i: usize| tokens[i].of(text);
    let open = mention.tokens.clone().skip(1).find(|&i| word(i) == "(");
    let closed = mention.tokens.clone().any(|i| word(i) == ")");
    if let Some(open) = open.filter(|_| mention.kind == MentionKind::Name && !closed) {
        mention.tokens.end = open;
        mention.span = cover(tokens, &mention.tokens);
    }
}

/// Where the first line ends, if it is a headline with capitals (three words in four, and no full stop), where any word may
/// look like a given name; else 0.
fn headline(text: &str) -> usize {
    let line = text.lines().next().unwrap_or_default();
    let letters = |w: &&str| w.starts_with(char::is_alphabetic);
    let words = line.split_whitespace().filter(letters).count();
    let capitals = line.split_whitespace().filter(|w| w.starts_with(char::is_uppercase)).count();
    if words > 2 && capitals * 4 >= words * 3 && !line.ends_with('.') { line.len() } else { 0 }
}

/// Takes in the given name before a lone surname.
fn extend(text: &str, tokens: &[Token], tags: &[Tag], floor: usize, mention: &mut Mention) {
    let start = mention.tokens.start;
    if mention.tokens.len() != 1 || start <= floor || tags[start - 1] != Tag::Propn || !tokens[start].spaced {
        return;
    }
    let before = tokens[start - 1].of(text);
    let lower = before.chars().skip(1).all(char::is_lowercase) && before.len() > 2;
    if lower && reference::title(before).is_none() && reference::noun(&name::fold(before)).is_none() {
        mention.tokens.start -= 1;
        mention.span = cover(tokens, &mention.tokens);
    }
}

/// A lone name that ends a person's full name elsewhere, and is taken for a person at least as often as for
/// this, is a person's.
fn agree(text: &str, mut named: Vec<Mention>) -> Vec<Mention> {
    let mut votes = Table::<[usize; 2]>::default();
    let mut surnames = Words::default();
    for mention in named.iter().filter(|m| m.kind == MentionKind::Name) {
        let person = mention.entity_type == EntityType::Person;
        let surface = mention.span.of(text);
        if mention.tokens.len() == 1 {
            votes.entry(surface)[person as usize] += 1;
        } else if person && let Some(last) = surface.split_whitespace().last() {
            surnames.add(last);
        }
    }
    for mention in named.iter_mut().filter(|m| m.kind == MentionKind::Name && m.tokens.len() == 1) {
        let surface = mention.span.of(text);
        let [other, person] = votes.get(surface).copied().unwrap_or_default();
        if surnames.contains(surface) && person >= other.min(1) && 2 * person >= other {
            mention.entity_type = EntityType::Person;
        }
    }
    named
}
