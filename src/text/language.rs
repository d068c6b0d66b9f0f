//! Whether a text is English, as a whole and block by block.
//!
//! Told by small words, of English and of other languages that are written in Latin letters, and by the script. A text
//! that shows nothing is English, and so is a block; what the page says of its language weighs as much as a few words.

use super::quotation::Quotation;
use super::token::{Token, TokenKind};
use crate::article::Article;
use crate::lexicon::names;
use crate::span::Span;

/// What language a text is in, as far as it shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Language {
    /// Whether the text as a whole is foreign: not English.
    pub foreign: bool,
    /// The blocks that are not English, in order. In them nothing is read but quotation marks.
    pub blocks: Vec<u32>,
}

/// What the page says of its language weighs as many small words.
const PRIOR: u32 = 3;
/// Fewest small words of other languages that make a text foreign, and a block of an English text.
const LEAST: u32 = 3;
const LEAST_OF_BLOCK: u32 = 4;
/// Fewest words in small letters of a text that is foreign for its want of English small words. Of a hundred words in
/// English running text at least ten are such, in lists of names fewer; in other languages hardly one.
const LEAST_WITHOUT: u32 = 40;

/// What speaks for English and what against it.
#[derive(Clone, Copy, Default)]
struct Evidence {
    english: u32,
    other: u32,
    /// Words in small letters.
    small: u32,
    /// Letters of Latin script and of others.
    latin: u32,
    script: u32,
}

impl Evidence {
    fn add(&mut self, more: Self) {
        self.english += more.english;
        self.other += more.other;
        self.small += more.small;
        self.latin += more.latin;
        self.script += more.script;
    }

    fn has_other_script(self) -> bool {
        self.script > self.latin
    }

    /// Whether the other languages have it, with `factor` times the small words of English.
    fn is_foreign(self, least: u32, factor: u32) -> bool {
        self.has_other_script() || self.other >= least && self.other > factor * self.english
    }
}

/// Reads the languages of an article's blocks off their tokens.
pub(super) fn read(article: &Article, tokens: &[Token], quotations: &[Quotation]) -> Language {
    let (mut whole, mut quoted_too) = (Evidence::default(), Evidence::default());
    let mut next = 0;
    let mut quotations = quotations.iter().filter(|q| q.level == 0).peekable();
    // A Spanish quotation makes no Spanish sentence: what stands outside of quotation marks counts.
    let blocks: Vec<Evidence> = article
        .blocks
        .iter()
        .map(|block| {
            let mut own = Evidence::default();
            while let Some(token) = tokens.get(next).filter(|t| t.span.start() < block.span.end()) {
                next += 1;
                if token.kind != TokenKind::Word {
                    continue;
                }
                let found = evidence(token.span.of(&article.text));
                quoted_too.add(found);
                while quotations
                    .next_if(|q| q.span.end() <= token.span.start())
                    .is_some()
                {}
                let quoted = quotations
                    .peek()
                    .is_some_and(|q: &&Quotation| q.span.start() <= token.span.start());
                if !quoted {
                    whole.add(found);
                    own.add(found);
                }
            }
            own
        })
        .collect();
    if whole.english + whole.other + whole.script == 0 {
        whole = quoted_too;
    }
    let given = article.metadata.language.as_deref().unwrap_or("").trim();
    if !given.is_empty() {
        // "en-GB", "en_US", "English"
        let english = given.get(..2).is_some_and(|tag| tag.eq_ignore_ascii_case("en"));
        let side = if english {
            &mut whole.english
        } else {
            &mut whole.other
        };
        *side += PRIOR;
    }
    let without = whole.small >= LEAST_WITHOUT && whole.english * 50 < whole.small;
    let foreign = whole.is_foreign(LEAST, 2) || without;
    let is_foreign = |block: &Evidence| {
        if foreign {
            let english = block.english >= LEAST_OF_BLOCK && block.english > 3 * block.other;
            !english || block.has_other_script()
        } else {
            block.is_foreign(LEAST_OF_BLOCK, 3)
        }
    };
    Language {
        foreign,
        blocks: (0..)
            .zip(&blocks)
            .filter(|(_, block)| is_foreign(block))
            .map(|(index, _)| index)
            .collect(),
    }
}

/// What one word says.
fn evidence(word: &str) -> Evidence {
    let mut found = Evidence::default();
    for c in word.chars().filter(|c| c.is_alphabetic()) {
        if is_of_other_script(c) {
            found.script += 1;
        } else {
            found.latin += 1;
        }
    }
    let small = word.starts_with(char::is_lowercase);
    found.small = u32::from(small && found.script == 0);
    let lower = word.to_lowercase();
    let english = names::function_word(word, &lower).is_some_and(|class| class != "day");
    let other = names::is_foreign(&lower);
    found.english = u32::from(english && !other);
    // In capitals it may be part of a name: "Las Vegas", "Die Welt".
    found.other = u32::from(other && !english && small);
    found
}

/// A letter that is not Latin: Greek and what follows it, but for further Latin letters and full-width ones.
fn is_of_other_script(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{1cff}' | '\u{1f00}'..='\u{1fff}' | '\u{2e80}'..='\u{a71f}' | '\u{a800}'..='\u{faff}')
        || c >= '\u{fb07}' && !matches!(c, '\u{ff21}'..='\u{ff5a}')
}

/// Whether a quotation in a foreign text is long enough to be somebody's words and no title: four words, or a good line
/// in a script that sets no spaces.
#[must_use]
pub fn is_said(text: &str, quotation: Span) -> bool {
    let words = quotation.of(text).split_whitespace();
    let letters = quotation.of(text).chars().filter(|c| *c >= '\u{2e80}').count();
    words.filter(|w| w.chars().any(char::is_alphabetic)).count() >= 4 || letters >= 12
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, Metadata};
    use crate::text::Document;

    fn foreign(text: &str, language: Option<&str>) -> (bool, Vec<u32>) {
        let metadata = Metadata {
            language: language.map(str::to_owned),
            ..Metadata::default()
        };
        let article = Article::from_plain_text_with(text, metadata);
        let language = Document::read(&article).language;
        (language.foreign, language.blocks)
    }

    #[test]
    fn other_languages_are_told_by_their_small_words() {
        for text in [
            "Die Brücke wird im Mai geschlossen, weil sie nach dem Winter nicht mehr sicher ist.",
            "Le pont sera fermé en mai, selon la maire, qui ne veut pas attendre les travaux.",
            "El puente se cerrará en mayo porque los pilares no son seguros, según la alcaldesa.",
            "Il ponte sarà chiuso a maggio perché non è più sicuro, ha detto la sindaca della città.",
            "A ponte será fechada em maio porque não é segura, segundo a prefeita da cidade.",
            "De brug gaat in mei dicht omdat het niet veilig is, zegt de burgemeester van de stad.",
            "Bron stängs i maj och det är inte säkert att den öppnas igen, säger hon till tidningen.",
            "Most zostanie zamknięty w maju, bo nie jest już bezpieczny, mówi się w mieście.",
        ] {
            assert_eq!(foreign(text, None), (true, vec![0]), "{text}");
        }
    }

    #[test]
    fn other_scripts_are_seen_at_once() {
        for text in [
            "Мост закроют в мае.",
            "Η γέφυρα θα κλείσει.",
            "橋は５月に閉鎖される。",
            "قالت رئيسة البلدية",
            "पुल बंद",
        ] {
            assert_eq!(foreign(text, None), (true, vec![0]), "{text}");
        }
        assert!(!foreign("The bridge (Мост) will close.", None).0);
        assert!(!foreign("ＴＨＥ bridge and the ﬁre.", None).0);
    }

    #[test]
    fn english_stays_english() {
        for text in [
            "Bridge to close",
            "",
            "Las Vegas, Los Angeles, La Paz, El Paso, San Juan, Des Moines",
            "Dutch painter Jan van der Berg sold a view of Den Haag to Le Monde for a film by De la Cruz.",
            "The paper wrote “la sécurité de nos enfants est en jeu pour des années” on its front page.",
            "BRIDGE TO CLOSE IN MAY, MAYOR SAYS",
        ] {
            assert_eq!(foreign(text, None), (false, vec![]), "{text}");
        }
    }

    #[test]
    fn a_block_can_be_foreign_by_itself() {
        let text = "Bridge to close\nThe bridge will close in May, and nobody knows for how long.\n\
                    La alcaldesa no quiso decir cuándo se abrirá el puente, y los vecinos no lo saben.\n\
                    She said so on Monday.";
        assert_eq!(foreign(text, None), (false, vec![2]));
        let german =
            "Die Brücke wird im Mai geschlossen, weil sie nicht mehr sicher ist und das Geld fehlt. ";
        let english = "This text is also there in English, as it was on the page of the town.";
        let text = format!("{}\nKein Zugang\n{english}", german.repeat(3));
        assert_eq!(foreign(&text, None), (true, vec![0, 1]));
    }

    #[test]
    fn what_the_page_says_decides_where_the_text_does_not() {
        assert!(foreign("Brücke gesperrt", Some("de-AT")).0);
        assert!(!foreign("Brücke gesperrt", Some("en-US")).0);
        assert!(
            !foreign(
                "The bridge will close, and that is all that is known.",
                Some("de")
            )
            .0
        );
        let german = "Die Brücke wird im Mai geschlossen, weil sie nach dem Winter nicht mehr sicher ist.";
        assert!(foreign(german, Some("en")).0);
    }

    #[test]
    fn a_language_that_no_list_knows_is_told_by_its_want_of_english() {
        let swahili = "daraja litafungwa mwezi wa tano kwa sababu si salama tena baada ya mvua kubwa ";
        assert!(foreign(&swahili.repeat(4), None).0);
        let names = "Palm Bay 70, Rockledge 44. Lake View 61, Mount Hope 58. ";
        assert!(!foreign(&names.repeat(10), None).0);
    }
}
