//! Mends names by the rest of the article: a headline's verb taken into a name (`Anna Brunner Says`), a given name
//! left out (`Anna [Brunner]`), and one name under several types.

use super::{EntityType, Mention, MentionKind};
use crate::country;
use crate::lexicon::reference::{self, NounKind};
use crate::name;
use crate::span::cover;
use crate::table::{Table, Words};
use crate::tag::Tag;
use crate::token::Token;

/// Mends the names of people among `named`, which stays in order and without overlap. Cost: linear.
pub fn mend(text: &str, tokens: &[Token], tags: &[Tag], mut named: Vec<Mention>) -> Vec<Mention> {
    named.retain(|m| !is_party_label(text, tokens, m));
    let full = full_names(text, &named);
    let bodies = bodies(text, &named);
    let headline = headline(text);
    for i in 0..named.len() {
        cut_bracket(text, tokens, &mut named[i]);
        cut_office(text, tokens, &bodies, &mut named[i]);
        let told = told_before(text, tokens, &named[i])
            .or_else(|| told_inside(text, &named[i]))
            .or_else(|| told_after(text, tokens, &named[i]))
            .or_else(|| is_people(text, tokens, &named[i]).then_some(EntityType::Norp));
        if let Some(entity_type) = told {
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
    companies(text, agree(text, named))
}

/// What the word before a name tells of its type: “the newspaper Nordlys”, “Mrs. Lund”, “the goalkeeper Per Moen”.
fn told_before(text: &str, tokens: &[Token], mention: &Mention) -> Option<EntityType> {
    let before = tokens[mention.tokens.start.checked_sub(1)?].of(text);
    if mention.kind != MentionKind::Name || !tokens[mention.tokens.start].spaced {
        return None;
    }
    if reference::title(before).is_some_and(|t| t.role.is_none() && t.gender != 0.0) {
        return Some(EntityType::Person);
    }
    let noun = reference::noun(before).filter(|n| before.starts_with(char::is_lowercase) && !n.plural);
    if mention.entity_type == EntityType::Misc && noun.is_some_and(|n| n.kind == NounKind::Person) {
        return Some(EntityType::Person);
    }
    let person = mention.entity_type == EntityType::Person;
    let body = noun.filter(|n| person && n.kind == NounKind::Organization);
    body.map(|_| EntityType::Organization)
}

/// What a name's own words tell of its type: “Cellist Maya Lindqvist” and “Maya Stroud KC” are people, “the DPRK” a place,
/// “Halden Plc” a company.
fn told_inside(text: &str, mention: &Mention) -> Option<EntityType> {
    let surface = mention.span.of(text);
    let capitals = surface.len() > 1 && surface.chars().all(|c| c.is_ascii_uppercase());
    if mention.kind == MentionKind::Name && capitals && country::code(surface).is_some() {
        return Some(EntityType::Location);
    }
    let words: Vec<String> = mention.span.of(text).split_whitespace().map(name::fold).collect();
    if words.len() > 1 && mention.kind == MentionKind::Name && name::has_legal_form(&words) {
        return Some(EntityType::Organization);
    }
    let [first, second, _, ..] = &words[..] else { return None };
    let role = reference::noun(first).is_some_and(|n| n.kind == NounKind::Person && !n.plural);
    let given = |word: &str| reference::given_name(word).is_some();
    let told = role && given(second) || given(first) && name::has_suffix(&words);
    (told && mention.kind == MentionKind::Name).then_some(EntityType::Person)
}

/// What stands in apposition after a name that was taken for a person's tells of its type: “Harbour Watch, a charity of divers,”.
fn told_after(text: &str, tokens: &[Token], mention: &Mention) -> Option<EntityType> {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.of(text));
    let at = mention.tokens.end;
    let opens = word(at) == "," && matches!(word(at + 1), "a" | "an");
    let unsure = matches!(mention.entity_type, EntityType::Person | EntityType::Misc);
    if !opens || !unsure || mention.kind != MentionKind::Name {
        return None;
    }
    let mut near = at + 2..tokens.len().min(at + 2 + MAX_MODIFIERS);
    let (head, noun) = near.find_map(|i| Some((i, reference::noun(word(i))?)))?;
    let ends = matches!(word(head + 1), "," | "." | "of" | "in" | "for" | "that" | "which" | "based");
    let body = noun.kind == NounKind::Organization && !noun.plural;
    (ends && body).then_some(EntityType::Organization)
}

/// Words that an apposition may have up to its head: “a small Norwegian charity”.
const MAX_MODIFIERS: usize = 4;

/// Whether a “place” is one of its people: “the Kenyan”.
fn is_people(text: &str, tokens: &[Token], mention: &Mention) -> bool {
    let before = mention.tokens.start.checked_sub(1).map_or("", |i| tokens[i].of(text));
    let place = mention.kind == MentionKind::Name && mention.entity_type == EntityType::Location;
    let surface = mention.span.of(text);
    place && before.eq_ignore_ascii_case("the") && !surface.ends_with('s') && country::is_of_country(surface)
}

/// The names of people that have two words, each as written.
fn full_names(text: &str, named: &[Mention]) -> Words {
    let person = |m: &&Mention| m.entity_type == EntityType::Person && m.tokens.len() == 2;
    Words::of(named.iter().filter(person).map(|m| m.span.of(text)))
}

/// The names of bodies, each as written.
fn bodies(text: &str, named: &[Mention]) -> Words {
    let body = |m: &&Mention| m.kind == MentionKind::Name && m.entity_type == EntityType::Organization;
    Words::of(named.iter().filter(body).map(|m| m.span.of(text)))
}

/// Cuts the first word of an office from a body that stands alone elsewhere: “White House [Press] Secretary Ann Lee”.
fn cut_office(text: &str, tokens: &[Token], bodies: &Words, mention: &mut Mention) {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.of(text));
    let office = word(mention.tokens.end);
    let person = office.starts_with(char::is_uppercase)
        && reference::noun(&name::fold(office)).is_some_and(|n| n.kind == NounKind::Person && !n.plural);
    if mention.entity_type != EntityType::Organization || mention.tokens.len() < 2 || !person {
        return;
    }
    let short = mention.tokens.start..mention.tokens.end - 1;
    let span = cover(tokens, &short);
    if bodies.contains(span.of(text)) {
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

/// What a company is called without its legal form is the company too: “Halden Foods” and “Halden” where “Halden Foods
/// Inc.” is named; so is the first word of a body that is called after nobody, “Castlegate” where “Castlegate Partners” is
/// named before. None is a person's name.
fn companies(text: &str, mut named: Vec<Mention>) -> Vec<Mention> {
    let words = |m: &Mention| name::content_words(m.span.of(text));
    let of_type = |t: EntityType| move |m: &&Mention| m.kind == MentionKind::Name && m.entity_type == t;
    let people = named.iter().filter(of_type(EntityType::Person)).filter(|m| m.tokens.len() > 1);
    let surnames = Words::of(people.filter_map(|m| words(m).pop()));
    let (mut short, mut firsts) = (Words::default(), Words::default());
    for long in
        named.iter().filter(of_type(EntityType::Organization)).map(words).filter(|w| name::has_legal_form(w))
    {
        if reference::given_name(&long[0]).is_none() {
            short.add(&long[0]);
            short.add(&long[..long.len() - 1].join(" "));
        }
    }
    for mention in named.iter_mut().filter(|m| m.kind == MentionKind::Name) {
        let own = words(mention);
        let surname = own.len() == 1 && surnames.contains(&own[0]);
        let first = mention.entity_type == EntityType::Person && own.len() == 1 && firsts.contains(&own[0]);
        if (first || short.contains(&own.join(" "))) && !surname {
            mention.entity_type = EntityType::Organization;
        }
        if mention.entity_type == EntityType::Organization && begins_short_form(&own) {
            firsts.add(&own[0]);
        }
    }
    named
}

/// Whether a body may be called by the first of its words: not by what it does, nor by whom it is called after (“Brunner
/// Foundation”), nor by where it is.
fn begins_short_form(words: &[String]) -> bool {
    let [first, .., last] = words else { return false };
    let known = reference::noun(first).is_some() || reference::given_name(first).is_some();
    !known && reference::noun(last).is_none_or(|n| n.kind != NounKind::Organization)
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
