//! Part of speech, relation and distance to the head, from Universal Dependencies: what the network may learn of a token besides its
//! label, so that its channels know where phrases end. The heads that learn it are thrown away.

use super::backward::NO_TARGET;
use super::corpus::{Sample, columns_of};
use factnote::Article;
use factnote::text::Document;
use factnote_network::Vocabulary;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The files, of which each may be missing, but not all.
const FILES: [&str; 2] = ["ewt-train.tsv", "gum-train.tsv"];
/// Sentences that make a paragraph: nothing says where one ended.
const PARAGRAPH: usize = 3;
/// Paragraphs that make an article.
const PARAGRAPHS: usize = 8;
/// Classes of the distance to the head.
pub const DISTANCES: usize = 13;

/// A token of a tree.
struct Leaf {
    form: String,
    tag: String,
    /// Number of its head's token, 0 for none.
    head: usize,
    relation: String,
}

/// A corpus of trees, as samples with three targets: part of speech, relation, distance to the head.
pub struct Syntax {
    /// The text.
    pub samples: Vec<Sample>,
    /// How many classes each target has.
    pub classes: [usize; 3],
}

/// Reads the corpus of trees in a folder.
///
/// # Errors
/// A sentence that says which file is missing, or which line has another form.
pub fn read(folder: &Path, vocabulary: &Vocabulary) -> Result<Syntax, String> {
    let mut sentences = Vec::new();
    for file in FILES {
        let path = folder.join(file);
        if path.exists() {
            let text =
                fs::read_to_string(&path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
            sentences.extend(parse(&text).map_err(|e| format!("{}: {e}", path.display()))?);
        }
    }
    if sentences.is_empty() {
        return Err(format!(
            "{} has none of {}: trees of Universal Dependencies, a token a line (form, lemma, UPOS, XPOS, head, relation)",
            folder.display(),
            FILES.join(", ")
        ));
    }
    let tags = names(&sentences, |leaf| &leaf.tag);
    let relations = names(&sentences, |leaf| &leaf.relation);
    let samples = sentences
        .chunks(PARAGRAPH * PARAGRAPHS)
        .map(|sentences| sample(sentences, &tags, &relations, vocabulary))
        .collect();
    Ok(Syntax {
        samples,
        classes: [tags.len(), relations.len(), DISTANCES],
    })
}

fn names(sentences: &[Vec<Leaf>], name: impl Fn(&Leaf) -> &String) -> Vec<String> {
    let names: BTreeSet<&String> = sentences.iter().flatten().map(name).collect();
    names.into_iter().cloned().collect()
}

fn parse(text: &str) -> Result<Vec<Vec<Leaf>>, String> {
    let mut sentences = vec![Vec::new()];
    for (number, line) in text.lines().enumerate() {
        if line.is_empty() {
            sentences.push(Vec::new());
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let leaf = match fields.as_slice() {
            [form, _, _, tag, head, relation] => head.parse().ok().map(|head| Leaf {
                form: (*form).to_owned(),
                tag: (*tag).to_owned(),
                head,
                relation: (*relation).to_owned(),
            }),
            _ => None,
        };
        let leaf = leaf.ok_or_else(|| {
            format!(
                "line {} is no form, lemma, UPOS, XPOS, head, relation",
                number + 1
            )
        })?;
        if let Some(sentence) = sentences.last_mut() {
            sentence.push(leaf);
        }
    }
    sentences.retain(|s| !s.is_empty());
    Ok(sentences)
}

/// Whether a space stands between two tokens; the files do not say.
fn spaced(before: &Leaf, after: &Leaf) -> bool {
    let opens = matches!(before.tag.as_str(), "``" | "-LRB-" | "$" | "HYPH") || before.form == "#";
    let closes = matches!(
        after.tag.as_str(),
        "," | "." | ":" | "''" | "-RRB-" | "POS" | "HYPH"
    ) && !matches!(after.form.as_str(), "-" | "--" | "–" | "—")
        || after.tag == "HYPH";
    let clitic = after.form == "%"
        || matches!(
            after.form.to_lowercase().as_str(),
            "n't"
                | "n’t"
                | "'s"
                | "’s"
                | "'re"
                | "’re"
                | "'ve"
                | "’ve"
                | "'ll"
                | "’ll"
                | "'d"
                | "’d"
                | "'m"
                | "’m"
        );
    !opens && !closes && !clitic
}

fn sample(sentences: &[Vec<Leaf>], tags: &[String], relations: &[String], vocabulary: &Vocabulary) -> Sample {
    // The text, and where each token of the trees stands in it.
    let mut text = String::new();
    let mut starts: Vec<(usize, usize, usize)> = Vec::new();
    for (s, sentence) in sentences.iter().enumerate() {
        if s > 0 {
            text.push(if s % PARAGRAPH == 0 { '\n' } else { ' ' });
        }
        for (i, leaf) in sentence.iter().enumerate() {
            if i > 0 && spaced(&sentence[i - 1], leaf) {
                text.push(' ');
            }
            starts.push((text.len(), s, i));
            text.push_str(&leaf.form);
        }
    }
    let article = Article::from_plain_text(&text);
    let document = Document::read(&article);
    let mut sample = columns_of(&document, vocabulary);
    let count = document.tokens.len();
    let mut targets = vec![vec![NO_TARGET; count]; 3];
    // Our token that begins where a token of the trees begins stands for it.
    let own: Vec<Option<usize>> = starts
        .iter()
        .map(|(at, _, _)| {
            let at = u32::try_from(*at).ok()?;
            document.tokens.binary_search_by_key(&at, |t| t.span.start()).ok()
        })
        .collect();
    let class = |names: &[String], name: &String| {
        let at = names.binary_search(name).ok();
        at.and_then(|at| u16::try_from(at).ok()).unwrap_or(NO_TARGET)
    };
    for (index, token) in own.iter().enumerate() {
        let Some(token) = *token else { continue };
        let (_, s, i) = starts[index];
        let leaf = &sentences[s][i];
        targets[0][token] = class(tags, &leaf.tag);
        targets[1][token] = class(relations, &leaf.relation);
        let head = match leaf.head {
            0 => Some(token),
            head => own.get(index + head - 1 - i).copied().flatten(),
        };
        if let Some(head) = head {
            targets[2][token] = distance(token, head);
        }
    }
    sample.targets = targets;
    sample
}

/// Class of the way from a token to its head: direction and six lengths; 0 for the root.
fn distance(token: usize, head: usize) -> u16 {
    let length = match token.abs_diff(head) {
        0 => return 0,
        1 => 1,
        2 => 2,
        3 => 3,
        4..=5 => 4,
        6..=9 => 5,
        _ => 6,
    };
    if head < token { length } else { length + 6 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREES: &str = "Ann\tAnn\tPROPN\tNNP\t3\tnsubj\nLee\tLee\tPROPN\tNNP\t1\tflat\nsaid\tsay\tVERB\tVBD\t0\troot\n\
        it\tit\tPRON\tPRP\t5\tnsubj\nrained\train\tVERB\tVBD\t3\tccomp\n.\t.\tPUNCT\t.\t3\tpunct\n\n";

    #[test]
    fn trees_are_laid_on_our_tokens() {
        let sentences = parse(TREES).unwrap();
        let tags = names(&sentences, |leaf| &leaf.tag);
        let relations = names(&sentences, |leaf| &leaf.relation);
        let vocabulary = Vocabulary { hashes: Vec::new() };
        let sample = sample(&sentences, &tags, &relations, &vocabulary);
        let tag = |token: usize| tags[usize::from(sample.targets[0][token])].as_str();
        assert_eq!([tag(0), tag(2), tag(3), tag(5)], ["NNP", "VBD", "PRP", "."]);
        let relation = |token: usize| relations[usize::from(sample.targets[1][token])].as_str();
        assert_eq!([relation(2), relation(4)], ["root", "ccomp"]);
        // Two to the right, one to the left, the root, two to the left.
        assert_eq!(sample.targets[2][..5], [8, 1, 0, 7, 2]);
    }

    #[test]
    fn a_line_of_another_form_is_named() {
        assert!(parse("Ann\tAnn\n").is_err_and(|e| e.contains("line 1")));
    }

    #[test]
    fn a_folder_without_trees_says_what_is_missing() {
        let vocabulary = Vocabulary { hashes: Vec::new() };
        let message = read(Path::new("/nowhere"), &vocabulary).err().unwrap();
        assert!(message.contains("ewt-train.tsv"), "{message}");
    }
}
