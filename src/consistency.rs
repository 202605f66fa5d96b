//! One name, one type: a doubtful name takes the type that the document's other mentions of it have.

use foldhash::HashMap;

use crate::entity_tagger::{Name, TYPES};
use crate::feature::{Lexeme, mix2};
use crate::mention::EntityType;
use crate::name;
use crate::span::TokenRange;
use crate::token::Token;

/// How probable each of [`TYPES`] is.
pub type Odds = [f32; TYPES.len()];

/// What the document says of one name, by its words as written.
#[derive(Clone, Copy, Default)]
struct Evidence {
    odds: Odds,
    mentions: f32,
}

/// Gives every name the type that its own context and the other mentions of the same words make likeliest.
/// `odds` are those of the names, one by one. Cost: linear in the names.
///
/// `Kato` alone counts as a mention of `David Kato` too, so a surname met without context stays a person's; and an acronym
/// in brackets after its long form as a mention of that, and the other way round.
pub fn settle(text: &str, tokens: &[Token], lexemes: &[Lexeme], names: &mut [Name], odds: &[Odds]) {
    let mut document: HashMap<u32, Evidence> = HashMap::default();
    for (name, odds) in names.iter().zip(odds) {
        document.entry(words(lexemes, &name.tokens)).or_default().add(odds);
        if name.entity_type == EntityType::Person && name.tokens.len() > 1 {
            let surname = name.tokens.end - 1..name.tokens.end;
            document.entry(words(lexemes, &surname)).or_default().add(odds);
        }
    }
    for (i, pair) in names.windows(2).enumerate().filter(|(_, pair)| introduces(text, tokens, pair)) {
        document.entry(words(lexemes, &pair[1].tokens)).or_default().add(&odds[i]);
        document.entry(words(lexemes, &pair[0].tokens)).or_default().add(&odds[i + 1]);
    }
    for (name, odds) in names.iter_mut().zip(odds) {
        let others = document[&words(lexemes, &name.tokens)];
        if others.mentions > 1.0 && !matches!(name.entity_type, EntityType::Date | EntityType::Money) {
            others.judge(name, odds);
        }
    }
}

/// Whether the second of two names is the first's acronym, in brackets after it.
fn introduces(text: &str, tokens: &[Token], pair: &[Name]) -> bool {
    let [long, short] = pair else { return false };
    let word = |i: usize| tokens.get(i).map_or("", |t| t.of(text));
    let (open, close) = (long.tokens.end, short.tokens.end);
    let brackets = short.tokens.start == open + 1 && word(open) == "(" && word(close) == ")";
    brackets && name::abbreviates(short.span(text, tokens).of(text), long.span(text, tokens).of(text))
}

/// The words of a name as one number.
fn words(lexemes: &[Lexeme], tokens: &TokenRange) -> u32 {
    lexemes[tokens.clone()].iter().fold(0, |all, lexeme| mix2(0, all, lexeme.exact))
}

impl Evidence {
    fn add(&mut self, odds: &Odds) {
        self.odds.iter_mut().zip(odds).for_each(|(sum, o)| *sum += o);
        self.mentions += 1.0;
    }

    /// Decides on `name`, which is among the mentions. The others weigh by the root of their number, for they
    /// stand in like contexts and err alike; of the weights tried on worldwide/dev it did best.
    fn judge(&self, name: &mut Name, odds: &Odds) {
        let others = self.mentions - 1.0;
        let trust = others.sqrt();
        let joint = |t: usize| (odds[t] + trust * (self.odds[t] - odds[t]) / others) / (1.0 + trust);
        let best = (0..TYPES.len()).max_by(|&a, &b| joint(a).total_cmp(&joint(b))).unwrap_or(0);
        if TYPES[best] != name.entity_type && !matches!(TYPES[best], EntityType::Date | EntityType::Money) {
            name.entity_type = TYPES[best];
            name.confidence = joint(best);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clusters::WordClusters;
    use crate::feature;
    use crate::token;

    /// A name of one type, this sure of it; the rest of the odds goes to location.
    fn name(tokens: TokenRange, entity_type: EntityType, sure: f32) -> (Name, Odds) {
        let mut odds = [0.0; TYPES.len()];
        odds[2] = 1.0 - sure;
        odds[TYPES.iter().position(|&t| t == entity_type).expect("a type that is learnt")] += sure;
        (Name { tokens, entity_type, confidence: sure }, odds)
    }

    fn settled(text: &str, found: Vec<(Name, Odds)>) -> Vec<EntityType> {
        let tokens = token::tokenize(text);
        let lexemes = feature::lexemes(text, &tokens, &WordClusters::default());
        let (mut names, odds): (Vec<_>, Vec<_>) = found.into_iter().unzip();
        settle(text, &tokens, &lexemes, &mut names, &odds);
        names.iter().map(|n| n.entity_type).collect()
    }

    #[test]
    fn a_doubtful_surname_follows_the_full_name() {
        use EntityType::{Location, Person};
        let found = vec![name(0..2, Person, 0.9), name(3..4, Location, 0.6), name(5..6, Location, 0.6)];
        let text = "Ada Brook . Brook and Thames";
        // Brook's odds: location alone; the full name says person.
        assert_eq!(settled(text, found.clone()), [Person, Location, Location]);
        let mut doubtful = found;
        doubtful[1].1[0] = 0.4;
        doubtful[1].1[2] = 0.6;
        assert_eq!(settled(text, doubtful), [Person, Person, Location]);
    }

    #[test]
    fn an_acronym_follows_its_long_form() {
        use EntityType::{Organization, Person};
        let found = || vec![name(0..2, Organization, 0.9), name(3..4, Person, 0.6)];
        assert_eq!(settled("Popular Union (UP)", found()), [Organization; 2]);
        assert_eq!(settled("Popular Union (AB)", found()), [Organization, Person]);
    }

    #[test]
    fn dates_stay_dates() {
        use EntityType::{Date, Person};
        let found = vec![name(0..1, Person, 0.9), name(1..2, Person, 0.9), name(2..3, Date, 0.6)];
        assert_eq!(settled("May May May", found)[2], Date);
    }
}
