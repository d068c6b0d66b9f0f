//! CoNLL columns (one token a line, a blank line behind a sentence, tabs between columns, as in the shared tasks of CoNLL): how the
//! text is cut and labelled before statements are made of it. For those who train, measure, or wonder.

use super::offsets::Offsets;
use crate::article::Article;
use crate::attribution::hints;
use crate::tagger::{Label, ROLES, Role, Tags, built_in, tag};
use crate::text::{Document, TokenKind};
use std::fmt::Write as _;

/// The names of the columns, as the first line has them behind `# columns =`.
pub const COLUMNS: &str = "ID\tFORM\tSTART\tEND\tKIND\tRULES\tLABEL\tSOURCE\tCUE\tCONTENT";

/// The tokens of `article`. `ID` counts within the sentence; `START` and `END` count Unicode characters of the article's text;
/// `RULES` is what the rules say and `LABEL` what the tagger makes of it (`O`, `B-source`, `I-source`, and so on); the last three
/// are how likely the tagger holds each role, in hundredths. What is not read (another language) is `O` throughout.
#[must_use]
pub fn conll(article: &Article) -> String {
    let document = Document::read(article);
    let hints = hints(&document);
    let tags = tag(&document, &hints, built_in());
    let offsets = Offsets::new(&article.text);
    let mut out = format!("# columns = {COLUMNS}\n");
    for (number, sentence) in document.sentences.iter().enumerate() {
        // Writing into a text cannot fail.
        let _ = writeln!(
            out,
            "# sentence = {}, paragraph = {}",
            number + 1,
            sentence.block + 1
        );
        for (id, token) in sentence.tokens().enumerate() {
            let Some(found) = document.tokens.get(token) else {
                continue;
            };
            let hint = hints.get(token).map_or(Label::Outside, |hint| hint.label);
            let label = tags.labels.get(token).copied().unwrap_or_default();
            let _ = write!(
                out,
                "{}\t{}\t{}\t{}\t{}\t{}\t{}",
                id + 1,
                document.word(token),
                offsets.characters(found.span.start()),
                offsets.characters(found.span.end()),
                kind(found.kind),
                name(hint),
                name(label),
            );
            for share in hundredths(&tags, token) {
                let _ = write!(out, "\t{share}");
            }
            out.push('\n');
        }
        out.push('\n');
    }
    out
}

/// How likely each role is, as whole numbers: those of floating point would cost the browser eight kilobytes.
fn hundredths(tags: &Tags, token: usize) -> [u8; ROLES] {
    let posterior = tags.posterior.get(token).copied().unwrap_or_default();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to 100
    posterior.map(|share| (share * 100.0).round().clamp(0.0, 100.0) as u8)
}

fn kind(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::Word => "word",
        TokenKind::Number => "number",
        TokenKind::Clitic => "clitic",
        TokenKind::Quote => "quote",
        TokenKind::Punctuation => "punctuation",
        TokenKind::Symbol => "symbol",
    }
}

fn name(label: Label) -> &'static str {
    match (label.role(), label.continues()) {
        (None, _) => "O",
        (Some(Role::Source), false) => "B-source",
        (Some(Role::Source), true) => "I-source",
        (Some(Role::Cue), false) => "B-cue",
        (Some(Role::Cue), true) => "I-cue",
        (Some(Role::Content), false) => "B-content",
        (Some(Role::Content), true) => "I-content",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Form, place, kind and label of each token.
    fn read(text: &str) -> Vec<Vec<String>> {
        let columns = conll(&Article::from_plain_text(text));
        columns
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with("# "))
            .map(|line| line.split('\t').map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn each_token_has_its_place_its_label_and_how_likely_that_is() {
        let text = "The bridge will close in May, Mayor Ann Lee said on Monday. It is “old”.";
        let rows = read(text);
        let labelled = |label: &str| -> Vec<&str> {
            let rows = rows.iter().filter(|row| row[6].ends_with(label));
            rows.map(|row| row[1].as_str()).collect()
        };
        assert_eq!(labelled("source"), ["Mayor", "Ann", "Lee"]);
        assert_eq!(labelled("cue"), ["said"]);
        assert_eq!(
            labelled("content"),
            ["The", "bridge", "will", "close", "in", "May"]
        );
        let characters: Vec<char> = text.chars().collect();
        for row in &rows {
            let place = row[2].parse().unwrap()..row[3].parse().unwrap();
            assert_eq!(characters[place].iter().collect::<String>(), row[1]);
            let shares: Vec<u8> = row[7..].iter().map(|share| share.parse().unwrap()).collect();
            assert_eq!(shares.len(), ROLES);
        }
        let said = rows.iter().find(|row| row[1] == "said").unwrap();
        assert_eq!(said[5], "B-cue");
        assert!(said[8].parse::<u8>().unwrap() > 50, "{said:?}");
        // The second sentence counts anew.
        assert_eq!(rows.iter().filter(|row| row[0] == "1").count(), 2);
    }

    #[test]
    fn another_language_and_an_empty_text_are_no_errors() {
        assert!(read("").is_empty());
        let rows = read("Die Brücke schließt im Mai, sagte die Bürgermeisterin am Montag den Leuten.");
        assert!(rows.len() > 8 && rows.iter().all(|row| row[6] == "O"), "{rows:?}");
    }
}
