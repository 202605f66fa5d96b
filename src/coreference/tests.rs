//! Who is who, on texts of our own, one for each kind of reference. Through the whole analysis: the taggers' part
//! is in the texts' being plain.

use crate::{Analyzer, Document};

/// The canonical name of what the mention `surface`, at its `nth` place in the text, refers to.
fn referent(document: &Document, surface: &str, nth: usize) -> String {
    let (at, _) = document.text.match_indices(surface).nth(nth).expect("the text has it");
    let end = at + surface.len();
    let is = |m: &&crate::mention::Mention| m.span.start as usize >= at && m.span.end as usize == end;
    let index = document.mentions.iter().position(|m| is(&m));
    index.map_or("-".to_owned(), |m| document.resolution.entities[document.resolution.entity_of[m]].name.clone())
}

/// Analyses `text` and checks mentions, each a surface, its place among equals, and its referent's name.
fn check(text: &str, expected: &[(&str, usize, &str)]) {
    let document = Analyzer::english().document(text);
    for &(surface, nth, name) in expected {
        assert_eq!(referent(&document, surface, nth), name, "“{surface}” no. {nth} in: {text}");
    }
}

/// The speaker of every attribution, with its source.
fn speakers(text: &str) -> Vec<(String, String)> {
    let document = Analyzer::english().document(text);
    let resolution = &document.resolution;
    let source = |a: &crate::attribution::Attribution| {
        a.source.first().map_or("", |r| crate::span::cover(&document.tokens, r).of(text)).to_owned()
    };
    let speaker =
        |i: usize| resolution.speaker_of[i].map_or("-".to_owned(), |s| resolution.speakers[s].name.clone());
    document.attributions.iter().enumerate().map(|(i, a)| (source(a), speaker(i))).collect()
}

/// Checks who is behind each of these sources.
fn check_speakers(text: &str, expected: &[(&str, &str)]) {
    let found = speakers(text);
    for (source, name) in expected {
        let credited: Vec<_> = found.iter().filter(|f| f.0 == *source).map(|f| f.1.as_str()).collect();
        assert!(
            !credited.is_empty() && credited.iter().all(|c| c == name),
            "“{source}”: {credited:?} in {found:?}"
        );
    }
}

const MINISTRY: &str = "OSLO, March 3 - Norwegian Fisheries Minister Ingrid Solberg said on Monday that the cod quota \
would be cut by a fifth.\n\n\"The stocks have not recovered,\" the top Norwegian official said. \"I would rather close \
the fishery than lose it.\"\n\nThe Norwegian Fisheries Ministry announced the measure on its website. \"We have \
listened to the scientists,\" the ministry said in a statement.\n\n\"The cut is temporary,\" the statement added.\n";

#[test]
fn a_minister_by_role_and_in_the_first_person() {
    check(MINISTRY, &[("the top Norwegian official", 0, "Ingrid Solberg"), ("I", 1, "Ingrid Solberg")]);
}

#[test]
fn a_ministry_and_its_statement_are_one_speaker() {
    check_speakers(
        MINISTRY,
        &[
            ("the top Norwegian official", "Ingrid Solberg"),
            ("the ministry", "Norwegian Fisheries Ministry"),
            ("the statement", "Norwegian Fisheries Ministry"),
        ],
    );
}

const TWO_KANES: &str = "Mayor Walter Kane and his sister, the lawyer Helen Kane, disagreed on Tuesday.\n\n\"The harbour \
must be sold,\" Mr. Kane told the council. Mrs. Kane shook her head. \"My brother is wrong,\" she said.\n\nKane said he \
would not resign. He added that Mrs. Kane had been misled.\n";

#[test]
fn two_people_with_one_surname_stay_two() {
    check(
        TWO_KANES,
        &[
            ("Mr. Kane", 0, "Walter Kane"),
            ("Mrs. Kane", 0, "Helen Kane"),
            ("she", 0, "Helen Kane"),
            ("He", 1, "Walter Kane"),
            ("Mrs. Kane", 1, "Helen Kane"),
        ],
    );
}

#[test]
fn asian_names_lead_with_the_family() {
    let text = "South Korean Prime Minister Ahn Tae-jun met Chinese Premier Liu Wenbo on Thursday. Ahn said the talks \
                were friendly. \"There are difficulties,\" Mr. Liu said. The Chinese premier said he would return.";
    check(text, &[("Ahn", 1, "Ahn Tae-jun"), ("Liu", 1, "Liu Wenbo"), ("The Chinese premier", 0, "Liu Wenbo")]);
}

#[test]
fn acronyms_are_spelled_out() {
    let text = "The World Cocoa Council (WCC) said prices would rise. The WCC warned that farmers were leaving. \"We \
                see no relief,\" the council said.";
    check_speakers(text, &[("The WCC", "World Cocoa Council"), ("the council", "World Cocoa Council")]);
}

#[test]
fn spokespeople_speak_as_themselves() {
    let text = "The Fjord Fishers Association threatened to sue. \"They feel betrayed,\" said Kari Lund, a \
                spokeswoman for the association. She said a complaint would follow.";
    check_speakers(text, &[("She", "Kari Lund")]);
    let document = Analyzer::english().document(text);
    let lund = document.resolution.entities.iter().find(|e| e.name == "Kari Lund").expect("she is found");
    assert_eq!(lund.roles, ["spokeswoman for the association"]);
}

#[test]
fn we_and_you_are_whose_voice_it_is() {
    check(MINISTRY, &[("We", 0, "Norwegian Fisheries Ministry")]);
    let turns = "ANNA LUND: Did you see the fire?\n\nOMAR REYES: We all did. You would have, too.\n\n\
                 ANNA LUND: What did you do?\n\nOMAR REYES: Ran.";
    check(turns, &[("you", 0, "OMAR REYES"), ("You", 0, "ANNA LUND"), ("you", 1, "OMAR REYES")]);
}

#[test]
fn the_unnamed_are_never_named() {
    let text = "\"It was a mistake,\" a senior official said. Critics said the plan came too late.";
    let document = Analyzer::english().document(text);
    let speakers = &document.resolution.speakers;
    let unnamed = |name: &str| speakers.iter().any(|s| s.name == name && !s.named && s.entity.is_none());
    assert!(unnamed("senior official") && unnamed("Critics"), "{speakers:?}");
}

#[test]
fn he_inside_a_quotation_is_not_the_speaker() {
    let text = "The coach Lars Haug praised the goalkeeper Per Moen on Sunday. \"He saved us,\" Haug said.";
    check(text, &[("He", 0, "Per Moen")]);
}

#[test]
fn a_pronoun_without_antecedent_is_left_out() {
    let text = "\"It will rain,\" he said.";
    let document = Analyzer::english().document(text);
    assert!(document.mentions.iter().all(|m| m.span.of(text) != "he"));
    assert!(document.resolution.speaker_of.iter().all(Option::is_none));
}

#[test]
fn every_mention_has_an_entity_that_lists_it() {
    for text in ["", "he", "The the (A) of,", MINISTRY, TWO_KANES, "I, I \"I\" who's Mr. Mrs. Kane's"] {
        let document = Analyzer::english().document(text);
        let resolution = &document.resolution;
        assert_eq!(resolution.entity_of.len(), document.mentions.len());
        for (mention, &entity) in resolution.entity_of.iter().enumerate() {
            assert!(resolution.entities[entity].mentions.contains(&mention));
        }
    }
}

#[test]
fn a_role_over_two_lines_is_told_on_one() {
    let text = "Anna Brunner, the mayor\nof Halden, said on Monday that the bridge would close. Brunner said it was old.\n";
    let document = Analyzer::english().document(text);
    let brunner = document.resolution.entities.iter().find(|e| e.name == "Anna Brunner").expect("she is named");
    assert_eq!(brunner.roles, ["mayor of Halden"]);
}
