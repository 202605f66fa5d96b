//! Entities as the reader sees them: canonical names, aliases, roles; and the speakers among them.

use super::bodies;
use super::draft::{Draft, Workshop};
use super::role;
use super::{Entity, Resolution, Scene, Speaker};
use crate::mention::{EntityType, Mention, MentionKind};
use crate::name::{self, PersonName};
use crate::order;
use crate::span::{Span, cover};
use crate::speaker::{Credit, Credits, Rule, Who};
use crate::table::{Table, Words};

/// Turns drafts and credits into the resolution; mentions that refer to nothing are left out.
pub fn finish(scene: &Scene, workshop: Workshop, credits: Credits) -> (Vec<Mention>, Resolution) {
    let place = kept_places(&workshop.entity_of);
    let mut order = vec![None; workshop.drafts.len()];
    let mut entity_of = Vec::new();
    let mut drafts = Vec::new();
    for &draft in workshop.entity_of.iter().flatten() {
        let entity = *order[draft].get_or_insert(drafts.len());
        if entity == drafts.len() {
            drafts.push(draft);
        }
        entity_of.push(entity);
    }
    let entities = drafts.iter().map(|&d| entity(scene, &workshop, &workshop.drafts[d], &place)).collect();
    let kept = scene.mentions.iter().zip(&workshop.entity_of).filter(|m| m.1.is_some());
    let typed = |(mention, entity): (&Mention, &Option<usize>)| {
        let own = entity.filter(|_| mention.kind == MentionKind::Name).map(|e| workshop.drafts[e].entity_type);
        Mention { entity_type: own.unwrap_or(mention.entity_type), ..mention.clone() }
    };
    let mentions = kept.map(typed).collect();
    let mut resolution = Resolution { entities, entity_of, ..Resolution::default() };
    add_speakers(scene, &workshop, &order, credits, &mut resolution);
    (mentions, resolution)
}

/// For each mention, its index among those that are kept.
fn kept_places(entity_of: &[Option<usize>]) -> Vec<usize> {
    let mut next = 0;
    let count = |kept: &Option<usize>| {
        let place = next;
        next += kept.is_some() as usize;
        place
    };
    entity_of.iter().map(count).collect()
}

fn entity(scene: &Scene, workshop: &Workshop, draft: &Draft, place: &[usize]) -> Entity {
    let mut own: Vec<usize> = draft.mentions.clone();
    order::by_key(&mut own, |&m| m as u64);
    let long_forms = own.iter().filter_map(|&m| workshop.long_forms[m].as_ref());
    let mut forms = forms(scene, draft, &own);
    forms.extend(long_forms.map(|range| without_article(cover(scene.tokens, range).of(scene.text))));
    let mut seen = Words::default();
    forms.retain(|form| seen.add(form));
    let name = fullest(draft.entity_type, &forms);
    let aliases = forms.into_iter().filter(|f| *f != name).map(name::on_one_line).collect();
    let first = &scene.mentions[own[0]];
    Entity {
        entity_type: draft.entity_type,
        code: own.iter().find_map(|&m| bodies::country(&scene.mentions[m], scene.mentions[m].span.of(scene.text))),
        value: first.value.clone(),
        name: name::on_one_line(name),
        aliases,
        roles: if draft.named { roles(scene, draft) } else { Vec::new() },
        mentions: own.iter().map(|&m| place[m]).collect(),
    }
}

/// The forms under which an entity is named (described, if it has no name), in text order.
fn forms<'t>(scene: &Scene<'t>, draft: &Draft, own: &[usize]) -> Vec<&'t str> {
    let surface = |&m: &usize| {
        let mention = &scene.mentions[m];
        match mention.kind {
            MentionKind::Name if mention.entity_type == EntityType::Person => {
                Some(bare(mention.span.of(scene.text)))
            }
            MentionKind::Name => Some(without_article(mention.span.of(scene.text))),
            MentionKind::Nominal if !draft.named => {
                let words = role::descriptor(scene, &mention.tokens);
                Some(cover(scene.tokens, &words).of(scene.text))
            }
            MentionKind::Value => Some(mention.span.of(scene.text)),
            _ => None,
        }
    };
    let mut forms: Vec<_> = own.iter().filter_map(surface).collect();
    if forms.is_empty() {
        forms.extend(own.first().map(|&m| scene.mentions[m].span.of(scene.text)));
    }
    forms
}

/// A person's name without titles.
fn bare(surface: &str) -> &str {
    let surface = &surface[PersonName::parse(surface).bare];
    surface.strip_suffix("'s").or_else(|| surface.strip_suffix("’s")).unwrap_or(surface)
}

fn without_article(surface: &str) -> &str {
    let rest = surface.strip_prefix("the ").or_else(|| surface.strip_prefix("The "));
    rest.unwrap_or(surface)
}

/// The fullest form: of most words, then the longest, then the first.
fn fullest<'t>(entity_type: EntityType, forms: &[&'t str]) -> &'t str {
    if let [only] = forms {
        return only;
    }
    let words = |f: &str| match entity_type {
        EntityType::Person => PersonName::parse(f).words.len(),
        _ => name::content_words(f).len(),
    };
    let key = |f: &&&str| (words(f), f.len());
    // `max_by_key` takes the last of equals, so the search runs from the end.
    forms.iter().rev().max_by_key(key).copied().unwrap_or("")
}

/// The roles, each once, in text order; “Dr.” only where nothing else is known.
fn roles(scene: &Scene, draft: &Draft) -> Vec<String> {
    let mut sorted: Vec<_> = draft.roles.iter().collect();
    order::by_key(&mut sorted, |r| r.tokens.start as u64);
    let mut seen = Words::default();
    let surfaces = sorted.iter().map(|r| cover(scene.tokens, &r.tokens).of(scene.text));
    let mut roles: Vec<String> = surfaces.filter(|s| seen.add(s)).map(name::on_one_line).collect();
    let tells = |role: &String| !matches!(&**role, "Dr." | "Dr");
    if roles.iter().any(tells) {
        roles.retain(tells);
    }
    roles
}

/// Fills in the speakers and who said each attribution.
fn add_speakers(
    scene: &Scene,
    workshop: &Workshop,
    order: &[Option<usize>],
    credits: Credits,
    resolution: &mut Resolution,
) {
    let mut entities = vec![None; workshop.drafts.len()];
    let mut described = Table::<Option<usize>>::default();
    for credit in credits.of {
        let Some(credit) = credit else {
            resolution.speaker_of.push(None);
            resolution.speaker_confidence.push(1.0);
            resolution.speaker_evidence.push(None);
            continue;
        };
        let known = match &credit.who {
            Who::Described(words) => described.entry(&name::fold(words)),
            Who::Entity(draft) => &mut entities[*draft],
        };
        let speaker = *known.get_or_insert_with(|| {
            resolution.speakers.push(speaker(workshop, order, &resolution.entities, &credit));
            resolution.speakers.len() - 1
        });
        resolution.speaker_of.push(Some(speaker));
        resolution.speaker_confidence.push(credit.rule.confidence());
        let name = &resolution.speakers[speaker].name;
        resolution.speaker_evidence.push(Some((sentence(scene, &credit, name), credit.spans)));
    }
}

fn speaker(workshop: &Workshop, order: &[Option<usize>], entities: &[Entity], credit: &Credit) -> Speaker {
    match &credit.who {
        Who::Entity(draft) => {
            let entity = order[*draft];
            let name = entity.map_or_else(String::new, |e| entities[e].name.clone());
            let Draft { named, entity_type, .. } = workshop.drafts[*draft];
            // “Brunner campaign” is as good as a name; “Norwegian official” and “Oslo's watchdog” are not.
            let telling = name.contains(char::is_uppercase) && !name.contains(['\'', '’']);
            let named = named || entity_type != EntityType::Person && telling;
            Speaker { name, entity: entity.filter(|_| named), named }
        }
        Who::Described(words) => Speaker { name: name::on_one_line(words), entity: None, named: false },
    }
}

/// Why, for a person to read.
fn sentence(scene: &Scene, credit: &Credit, name: &str) -> String {
    let source = credit.spans.first().map_or("", |s: &Span| s.of(scene.text));
    match credit.rule {
        Rule::Name => format!("“{source}” names {name}"),
        Rule::Pronoun => format!("“{source}” stands for {name}, mentioned before"),
        Rule::Role => format!("“{source}” describes {name}"),
        Rule::Document => format!("“{source}” speaks for {name}"),
        Rule::Description => format!("“{source}” is never named"),
        Rule::Continued => format!("{name} goes on speaking"),
    }
}
