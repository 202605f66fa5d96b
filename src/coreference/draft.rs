//! Entities under construction: what their mentions have told so far.

use super::role::Role;
use crate::lexicon::reference::{self, GenderWeight, NounKind};
use crate::mention::EntityType;
use crate::name::PersonName;
use crate::span::TokenRange;

/// An entity while its mentions are being gathered.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What sort of thing it is.
    pub entity_type: EntityType,
    /// The fullest name, for a named person.
    pub person: Option<PersonName>,
    /// The content words of the fullest name, for other named entities and for nominal bodies.
    pub words: Vec<String>,
    /// It has a name.
    pub named: bool,
    /// It is several people, or nobody in particular: `we`, `you`, `they`. No “he” stands for it.
    pub several: bool,
    /// It was first told of as somebody's: “her office”.
    pub owned: bool,
    /// Bits of the classes of the nouns before an organisation's name: “the journal Insect Minds”.
    pub kinds: u32,
    /// What titles and roles say of gender.
    pub known_gender: GenderWeight,
    /// What the given name says of gender: a weight, for anybody may bear it.
    pub given_gender: GenderWeight,
    /// What pronouns say of gender: they may have been misread.
    pub learnt_gender: GenderWeight,
    /// What the article calls it.
    pub roles: Vec<Role>,
    /// Mentions, as indices, in the order they were resolved.
    pub mentions: Vec<usize>,
}

/// So many roles of one entity are looked at: no article has more.
const MOST_ROLES: usize = 32;

impl Draft {
    /// An entity without mentions.
    pub fn new(entity_type: EntityType) -> Self {
        Draft {
            entity_type,
            person: None,
            words: Vec::new(),
            named: false,
            several: false,
            owned: false,
            kinds: 0,
            known_gender: 0.0,
            given_gender: 0.0,
            learnt_gender: 0.0,
            roles: Vec::new(),
            mentions: Vec::new(),
        }
    }

    /// Bits of the classes of the nouns before and in a body's name.
    pub fn classes(&self) -> u32 {
        let body = |w: &String| reference::noun(w).filter(|n| n.kind == NounKind::Organization);
        self.words.iter().filter_map(body).fold(self.kinds, |all, noun| all | noun.classes)
    }

    /// The last of its roles: in a text without end somebody may be given one on every page.
    pub fn latest_roles(&self) -> &[Role] {
        &self.roles[self.roles.len().saturating_sub(MOST_ROLES)..]
    }

    /// All that is known of gender.
    pub fn gender(&self) -> GenderWeight {
        self.known_gender + self.given_gender + self.learnt_gender
    }

    /// Whether the given name alone speaks against `gender`: no title, role or pronoun does.
    pub fn may_be_overruled(&self, gender: GenderWeight) -> bool {
        self.given_gender * gender < 0.0 && (self.known_gender + self.learnt_gender) * gender >= 0.0
    }

    /// Takes in that a pronoun of `gender`, a clear weight, was read as this entity: a given name that says otherwise misleads.
    pub fn learn(&mut self, gender: GenderWeight) {
        if self.contradicts(gender) && self.may_be_overruled(gender) {
            self.given_gender = 0.0;
        }
        self.learnt_gender = (self.learnt_gender + LEARNT * gender.signum()).clamp(-MAX_LEARNT, MAX_LEARNT);
    }

    /// Whether `gender` speaks clearly against what is known.
    pub fn contradicts(&self, gender: GenderWeight) -> bool {
        self.gender() * gender < 0.0 && self.gender().abs().min(gender.abs()) >= CLEAR
    }
}

/// Log-odds from which gender is evidence against (about 9 to 1).
const CLEAR: GenderWeight = 2.0;

/// What one pronoun tells, and what all of them may: less than is clear.
const LEARNT: GenderWeight = 0.6;
const MAX_LEARNT: GenderWeight = 1.8;

/// All entities under construction, and which mention is whose.
pub struct Workshop {
    /// The entities.
    pub drafts: Vec<Draft>,
    /// For each mention, its entity, once it has one.
    pub entity_of: Vec<Option<usize>>,
    /// For each mention, the long form of the acronym that it is.
    pub long_forms: Vec<Option<TokenRange>>,
    /// For each token of a long form, the acronym's mention.
    long_form_at: Vec<Option<usize>>,
    /// For each named mention without an entity, the roles that stand around it.
    pub roles_of: Vec<Vec<Role>>,
}

impl Workshop {
    /// No entities yet, for so many mentions among so many tokens.
    pub fn new(mentions: usize, tokens: usize) -> Self {
        Workshop {
            drafts: Vec::new(),
            entity_of: vec![None; mentions],
            long_forms: vec![None; mentions],
            long_form_at: vec![None; tokens],
            roles_of: vec![Vec::new(); mentions],
        }
    }

    /// Adds an entity and gives its index.
    pub fn create(&mut self, draft: Draft) -> usize {
        self.drafts.push(draft);
        self.drafts.len() - 1
    }

    /// Says that `mention` refers to `entity`.
    pub fn assign(&mut self, mention: usize, entity: usize) {
        self.entity_of[mention] = Some(entity);
        let draft = &mut self.drafts[entity];
        draft.mentions.push(mention);
        draft.roles.extend(std::mem::take(&mut self.roles_of[mention]));
    }

    /// Says what the acronym `mention` stands for.
    pub fn spell_out(&mut self, mention: usize, long_form: Option<TokenRange>) {
        if let Some(range) = long_form {
            self.long_form_at[range.clone()].fill(Some(mention));
            self.long_forms[mention] = Some(range);
        }
    }

    /// The mention of the acronym whose long form covers token `at`.
    pub fn spelled_out_at(&self, at: usize) -> Option<usize> {
        self.long_form_at[at]
    }

    /// The named person or body whose name ends with `word` (folded); only for the rare name without a mention.
    pub fn by_last_word(&self, word: &str) -> Option<usize> {
        let last = |d: &Draft| {
            d.person.as_ref().map_or(d.words.last().map(String::as_str), |p| Some(p.last())) == Some(word)
        };
        self.drafts.iter().take(MAX_SEARCHED).position(|d| d.named && last(d))
    }
}

/// Entities searched one by one: it bounds the work in a giant text.
const MAX_SEARCHED: usize = 200;
