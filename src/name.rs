//! Names taken apart and compared: what a person's name is made of, and when two names can be one person's or
//! one organisation's.

use crate::lexicon::reference::{self, GenderWeight};
use crate::lexicon::{self, ShortWords};
use crate::table::Words;
use crate::token;
use std::sync::LazyLock;

/// `word` in lower case, without the accents of Latin letters, so that `Erdoğan` meets `Erdogan`.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.chars()
        .flat_map(char::to_lowercase)
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .map(unaccented)
        .collect()
}

/// A name or description as a reader writes it: on one line, a word broken over two lines in one piece.
pub fn on_one_line(surface: &str) -> String {
    let whole = token::unbroken(surface);
    whole.as_deref().unwrap_or(surface).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The plain letter under the accent of `c`, for the letters that news writes now with and now without.
fn unaccented(c: char) -> char {
    const PLAIN: [(char, &str); 14] = [
        ('a', "àáâãäåāăą"),
        ('c', "çćč"),
        ('d', "ďđ"),
        ('e', "èéêëēęěė"),
        ('g', "ğģ"),
        ('i', "ìíîïīıį"),
        ('l', "łľļ"),
        ('n', "ñńňņ"),
        ('o', "òóôõöøōő"),
        ('r', "řŕ"),
        ('s', "śšşș"),
        ('t', "ťţț"),
        ('u', "ùúûüūůűų"),
        ('y', "ýÿ"),
    ];
    match c {
        '’' => '\'',
        'ž' | 'ź' | 'ż' => 'z',
        _ => PLAIN.iter().find(|(_, accented)| accented.contains(c)).map_or(c, |p| p.0),
    }
}

/// What follows a person's name and is no part of it when names are compared.
const SUFFIXES: [&str; 18] = [
    "jr", "sr", "ii", "iii", "iv", "phd", "md", "esq", "qc", "kc", "obe", "mbe", "cbe", "mp", "msp", "mep", "rn",
    "jd",
];

/// Whether the words of a name (folded) end with what only follows a person's: “Olivia Stroud KC”.
pub fn has_suffix(words: &[String]) -> bool {
    words.last().is_some_and(|w| SUFFIXES.contains(&w.trim_end_matches('.')))
}

/// How well two names agree: the greater, the surer that both are one person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// A lone given name: `Hillary` and `Hillary Clinton`.
    Given,
    /// A lone surname, or an Asian family name: `Clinton`, `Ban` and `Ban Ki-moon`.
    Family,
    /// Given name and surname.
    Full,
}

/// A person's name without titles: its folded words, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonName {
    /// Folded, without full stops; never empty.
    pub words: Vec<String>,
    /// Bytes of the surface that titles and suffixes leave.
    pub bare: std::ops::Range<usize>,
    /// What titles and the given name say of gender.
    pub gender: GenderWeight,
    /// A title that only tells the gender or rank stood inside the surface.
    pub titled: bool,
}

impl PersonName {
    /// Takes `surface` apart. Cost: linear in it.
    pub fn parse(surface: &str) -> Self {
        let mut name = PersonName { words: Vec::new(), bare: 0..surface.len(), gender: 0.0, titled: false };
        let mut pieces: Vec<(usize, &str)> = pieces(surface).collect();
        while let [(_, first), (next, _), ..] = pieces[..]
            && let Some(title) = reference::title(first)
        {
            name.gender += title.gender;
            name.titled = true;
            name.bare.start = next;
            pieces.remove(0);
        }
        // “Democrat Anna Brunner”: a role that the tagger took in.
        if let [(_, first), (next, _), _, ..] = pieces[..]
            && reference::noun(&fold(first)).is_some_and(|n| n.kind == reference::NounKind::Person)
            && reference::given_name(&fold(first)).is_none()
        {
            name.bare.start = next;
            pieces.remove(0);
        }
        while let [.., (at, before), (_, last)] = pieces[..]
            && SUFFIXES.contains(&plain(last).as_str())
        {
            name.bare.end = at + before.trim_end_matches([',', '.']).len();
            pieces.pop();
        }
        name.words = pieces.iter().map(|p| plain(p.1)).filter(|w| !w.is_empty()).collect();
        name.gender += name.given_gender();
        name
    }

    /// The last word.
    pub fn last(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    /// Whether it is a surname or a given name alone, with or without particles: `van den Berg`.
    pub fn is_lone(&self) -> bool {
        self.words.split_last().is_none_or(|(_, before)| before.iter().all(|w| is_particle(w)))
    }

    /// The first word of several.
    pub fn given(&self) -> Option<&str> {
        (self.words.len() > 1).then(|| self.words[0].as_str())
    }

    /// What the given name says of gender; it may be borne by anybody.
    pub fn given_gender(&self) -> GenderWeight {
        self.given().and_then(reference::given_name).unwrap_or(0.0)
    }

    /// Whether, and how surely, `self` and `other` can name one person.
    pub fn agreement(&self, other: &PersonName) -> Option<Agreement> {
        let (short, long) = if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        if short.words.is_empty() {
            return None;
        }
        if short.words == long.words {
            return Some(if short.words.len() > 1 { Agreement::Full } else { Agreement::Family });
        }
        if long.words.ends_with(&short.words) {
            return Some(if short.words.len() > 1 { Agreement::Full } else { Agreement::Family });
        }
        // “Higuchi Ichiyo” is “Ichiyo Higuchi”.
        if let ([a, b], [c, d]) = (&self.words[..], &other.words[..])
            && (a, b) == (d, c)
        {
            return Some(Agreement::Full);
        }
        match &short.words[..] {
            [word] if *word == long.words[0] => Some(long.first_word_agreement()),
            [_] => None,
            [first, .., last] => {
                let family = last == long.last() || long.words.starts_with(&short.words);
                (family && are_one_given(first, &long.words[0])).then_some(Agreement::Full)
            }
            [] => None,
        }
    }

    /// How surely this name's first word alone names the person: surely where it is no known given name, as
    /// `Xi` of `Xi Jinping`.
    fn first_word_agreement(&self) -> Agreement {
        match reference::given_name(&self.words[0]) {
            Some(_) => Agreement::Given,
            None => Agreement::Family,
        }
    }
}

/// Whether two given names (folded) can be one: equal, an initial, or a short form.
fn are_one_given(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    a == b || short.len() == 1 && long.starts_with(short) || reference::are_nicknames(a, b)
}

/// The words of `surface` with their byte offsets.
fn pieces(surface: &str) -> impl Iterator<Item = (usize, &str)> {
    let at = move |word: &str| word.as_ptr() as usize - surface.as_ptr() as usize;
    surface.split_whitespace().map(move |word| (at(word), word))
}

/// Words between given name and surname, in lower case; those that are common English words (`do`, `ten`) are left out.
static PARTICLES: ShortWords<(), 34> = ShortWords::new(&[(
    "af al av bin bint da das de degli del della den der di dos du el ibn la le los las ter van vom von zu zum zur abu \
     ould lo dei het",
    (),
)]);

/// Whether `word`, as written, is a particle of names: `van`, `de`, `al`.
pub fn is_particle(word: &str) -> bool {
    PARTICLES.get(word).is_some() && word.bytes().all(|b| b.is_ascii_lowercase())
}

/// `word` folded, without the marks around it and the possessive.
fn plain(word: &str) -> String {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    let mut word = fold(word);
    word.retain(|c| c != '.');
    word.strip_prefix("al-").map(str::to_owned).unwrap_or(word)
}

/// Words that carry no name: they are left out when organisations are compared.
const LIGHT: [&str; 8] = ["the", "of", "and", "for", "in", "on", "de", "a"];

/// The folded words of an organisation's or a place's name, without the light ones.
pub fn content_words(surface: &str) -> Vec<String> {
    let split = |word: &'_ str| if word == "A/S" { ' ' } else { '/' };
    let words = surface.split_whitespace().flat_map(|w| w.split(['-', split(w)])).map(plain);
    words.filter(|w| !w.is_empty() && !LIGHT.contains(&w.as_str())).collect()
}

/// Words that end the names of newspapers and broadcasters.
const OUTLET_ENDINGS: [&str; 22] = [
    "broadcasting",
    "chronicle",
    "courier",
    "gazette",
    "guardian",
    "herald",
    "inquirer",
    "journal",
    "magazine",
    "mail",
    "mirror",
    "news",
    "observer",
    "post",
    "radio",
    "reporter",
    "standard",
    "telegraph",
    "television",
    "times",
    "tribune",
    "tv",
];

/// Whether the words of a body's name are those of a newspaper, a broadcaster or a news agency.
pub fn is_outlet(words: &[String]) -> bool {
    static AGENCIES: LazyLock<Words> =
        LazyLock::new(|| Words::of(lexicon::agencies().iter().map(|name| fold(name))));
    let ends = |last: &String| OUTLET_ENDINGS.contains(&last.as_str());
    words.last().is_some_and(ends) || AGENCIES.contains(&words.join(" "))
}

/// Legal forms that a company's name drops.
const LEGAL_FORMS: [&str; 24] = [
    "inc",
    "corp",
    "corporation",
    "co",
    "company",
    "ltd",
    "limited",
    "plc",
    "llc",
    "llp",
    "group",
    "ag",
    "holdings",
    "sa",
    "se",
    "nv",
    "bv",
    "ab",
    "asa",
    "oyj",
    "spa",
    "gmbh",
    "a/s",
    "bhd",
];

/// Whether the words of a name end with a company's legal form.
pub fn has_legal_form(words: &[String]) -> bool {
    words.last().is_some_and(|w| LEGAL_FORMS.contains(&w.as_str()))
}

/// Whether `short` is a shorter form of `long`: its end (`Foreign Ministry`), its start where that has a legal form
/// (`Halden` of `Halden Foods Inc.`), or a start of two words or more.
pub fn is_shortened(short: &[String], long: &[String]) -> bool {
    if short.is_empty() || short.len() >= long.len() {
        return false;
    }
    let starts = long.starts_with(short);
    long.ends_with(short) || starts && (short.len() > 1 || has_legal_form(long))
}

/// The initials of `surface`'s capitalised words: `WHO` for `World Health Organization`.
pub fn initials(surface: &str) -> String {
    let words = surface.split(|c: char| c.is_whitespace() || c == '-');
    words.filter_map(|w| w.chars().find(|c| c.is_alphanumeric())).filter(|c| c.is_uppercase()).collect()
}

/// `surface` read as an acronym: its capitals, if it has nothing else but stops (`U.N.`, `WHO`).
pub fn acronym(surface: &str) -> Option<String> {
    let letters: String = surface.chars().filter(|c| *c != '.').collect();
    let fits =
        (2..=8).contains(&letters.chars().count()) && letters.chars().all(|c| c.is_uppercase() || c.is_numeric());
    (fits && letters.chars().any(char::is_uppercase)).then_some(letters)
}

/// Whether the acronym `short` can stand for `long`: by its initials in any order, for many are of another language
/// (`CGO`, Gastronomic Center of Oaxaca), or by letters of it in order from its first initial (`AFCON`).
pub fn abbreviates(short: &str, long: &str) -> bool {
    let Some(short) = acronym(short) else { return false };
    let initials = initials(long);
    let sorted = |letters: &str| {
        let mut letters: Vec<char> = letters.chars().collect();
        letters.sort_unstable();
        letters
    };
    let mut letters = long.chars().flat_map(char::to_uppercase);
    let first = initials.chars().next().is_some_and(|first| short.starts_with(first));
    sorted(&short) == sorted(&initials) || first && short.chars().all(|c| letters.any(|l| l == c))
}

/// Whether `short`, one word with a capital inside, is made of letters of `long` in order from its first: `ColWeav` of
/// `College of Weavers`.
pub fn is_clipped(short: &str, long: &str) -> bool {
    let mut letters = long.chars().flat_map(char::to_lowercase);
    let inner = short.chars().skip(1).any(char::is_uppercase) && !short.contains(' ');
    let first = |name: &str| name.chars().next().map(char::to_lowercase).map(|mut c| c.next());
    inner
        && first(short) == first(long)
        && short.chars().flat_map(char::to_lowercase).all(|c| letters.any(|l| l == c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agreement(a: &str, b: &str) -> Option<Agreement> {
        PersonName::parse(a).agreement(&PersonName::parse(b))
    }

    #[test]
    fn acronyms_stand_for_names_with_their_letters() {
        for (short, long) in [("CGO", "Gastronomic Center of Oaxaca"), ("AFCON", "2023 Africa Cup of Nations")] {
            assert!(abbreviates(short, long), "{short}");
        }
        for (short, long) in [("BJP", "Vasant Muralee"), ("Up", "Union of Poets"), ("NOP", "Union of Poets")] {
            assert!(!abbreviates(short, long), "{short}");
        }
        assert!(is_clipped("ColWeav", "College of Weavers") && !is_clipped("College", "College of Weavers"));
    }

    #[test]
    fn variants_of_one_name_agree() {
        for variant in
            ["Walter J. Brunner", "Walt Brunner", "W. Brunner", "Mr. Walter Brunner", "Walter Brunner Jr."]
        {
            assert_eq!(agreement(variant, "Walter Brunner"), Some(Agreement::Full), "{variant}");
        }
        assert_eq!(agreement("Mr. Brunner", "Walter Brunner"), Some(Agreement::Family));
        assert_eq!(agreement("de Vries", "Anna de Vries"), Some(Agreement::Full));
        assert_eq!(agreement("Sayed", "Khalid al-Sayed"), Some(Agreement::Family));
        assert_eq!(agreement("Qu", "Qu Xiaoming"), Some(Agreement::Family));
        assert_eq!(agreement("Anna", "Anna de Vries"), Some(Agreement::Given));
        assert_eq!(agreement("Öztürk", "Ayla Ozturk"), Some(Agreement::Family));
        assert_eq!(agreement("Higuchi Ichiyo", "Ichiyo Higuchi"), Some(Agreement::Full));
    }

    #[test]
    fn names_of_two_people_do_not() {
        assert_eq!(agreement("Anna Brunner", "Walter Brunner"), None);
        assert_eq!(agreement("Walter Brunner", "Walter Kane"), None);
        assert_eq!(agreement("Kane", "Walter Brunner"), None);
    }

    #[test]
    fn titles_and_suffixes_are_no_part_of_the_name() {
        let name = PersonName::parse("Mrs. Anna-Lena Brunner, Jr.");
        assert_eq!(name.words, ["anna-lena", "brunner"]);
        assert_eq!(&"Mrs. Anna-Lena Brunner, Jr."[name.bare.clone()], "Anna-Lena Brunner");
        assert!(name.gender > 0.0 && name.titled);
    }

    #[test]
    fn organisations_shorten() {
        let words = |name| content_words(name);
        assert!(is_shortened(&words("Fisheries Ministry"), &words("the Norwegian Fisheries Ministry")));
        assert!(is_shortened(&words("Halden"), &words("Halden Corp.")));
        assert!(is_shortened(&words("Halden"), &words("Halden Foods Inc.")));
        assert!(!is_shortened(&words("North"), &words("North Sea Alliance")));
        assert_eq!(initials("World Union of Weavers"), "WUW");
        assert_eq!(acronym("W.U.W."), Some("WUW".to_owned()));
        assert_eq!(acronym("Weavers"), None);
    }
}
