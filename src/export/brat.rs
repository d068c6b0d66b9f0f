//! Brat standoff (<https://brat.nlplab.org/standoff.html>): the article's text and, apart from it, the annotations, for tools
//! of corpus linguistics.
//!
//! Offsets count Unicode characters. No fragment of an annotation holds a line break, which brat forbids.

use super::json::{self, Annotation, Attribution, Body, Record};
use super::offsets::Offsets;
use crate::article::Article;
use crate::span::Span;
use std::collections::HashMap;
use std::fmt::Write as _;

/// The two files of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standoff {
    /// The text (`.txt`).
    pub text: String,
    /// The annotations (`.ann`).
    pub annotations: String,
}

/// `record`, the record of `article`, in brat's form: `Content`, `Source`, `Cue`, `Claim`, `Figure` and `Hedge` are
/// stretches of text; `Says` leads from a source and `Introduces` from a cue to the content; `Form` and `Stance` are
/// attributes; a note has the first line of the card, the rule and the confidence.
#[must_use]
pub fn standoff(article: &Article, record: &Record<'_>) -> Standoff {
    let mut writer = Writer {
        article,
        offsets: Offsets::new(&article.text),
        out: String::new(),
        stretches: HashMap::new(),
        relations: 0,
        attributes: 0,
        notes: 0,
    };
    for annotation in &record.annotations {
        writer.write(annotation);
    }
    Standoff {
        text: article.text.clone(),
        annotations: writer.out,
    }
}

struct Writer<'a> {
    article: &'a Article,
    offsets: Offsets,
    out: String,
    /// Number of each stretch by its type and place: a source or cue that serves two statements is one stretch.
    stretches: HashMap<(&'static str, Vec<Span>), usize>,
    relations: usize,
    attributes: usize,
    notes: usize,
}

impl Writer<'_> {
    fn write(&mut self, annotation: &Annotation<'_>) {
        let kind = match annotation.body {
            Body::Attribution(_) => "Content",
            Body::Claim(_) => "Claim",
            Body::Figure(_) => "Figure",
            Body::Hedge(_) => "Hedge",
        };
        let Some(content) = self.stretch(kind, &annotation.content) else {
            return;
        };
        if let Body::Attribution(a) = &annotation.body {
            self.attribution(content, a);
        }
        self.notes += 1;
        let label: Vec<&str> = annotation.label.split_whitespace().collect();
        let _ = writeln!(
            self.out,
            "#{}\tAnnotatorNotes T{content}\t{}; {}, {} ({})",
            self.notes,
            label.join(" "),
            annotation.id,
            annotation.rule,
            annotation.confidence,
        );
    }

    fn attribution(&mut self, content: usize, a: &Attribution<'_>) {
        let cues = a.cue.iter().chain(&a.second_cue).map(|cue| &cue.span);
        let sources = a.source_span.iter().map(|span| ("Source", "Says", span));
        for (kind, relation, span) in sources.chain(cues.map(|span| ("Cue", "Introduces", span))) {
            if let Some(from) = self.stretch(kind, std::slice::from_ref(span)) {
                self.relations += 1;
                let _ = writeln!(
                    self.out,
                    "R{}\t{relation} Arg1:T{from} Arg2:T{content}",
                    self.relations
                );
            }
        }
        for (name, value) in [("Form", a.form), ("Stance", a.stance)] {
            self.attributes += 1;
            let _ = writeln!(self.out, "A{}\t{name} T{content} {value}", self.attributes);
        }
    }

    /// The number of the stretch of this type; none where no word is in it.
    fn stretch(&mut self, kind: &'static str, spans: &[json::Span<'_>]) -> Option<usize> {
        let spans = spans.iter().map(|s| Span::new(s.byte_start, s.byte_end));
        let fragments: Vec<Span> = spans.flat_map(|span| self.lines(span)).collect();
        if fragments.is_empty() {
            return None;
        }
        let number = self.stretches.len() + 1;
        let key = (kind, fragments.clone());
        if let Some(known) = self.stretches.get(&key) {
            return Some(*known);
        }
        self.stretches.insert(key, number);
        let places: Vec<String> = fragments
            .iter()
            .map(|span| {
                format!(
                    "{} {}",
                    self.offsets.characters(span.start()),
                    self.offsets.characters(span.end())
                )
            })
            .collect();
        let words: Vec<&str> = fragments.iter().map(|span| span.of(&self.article.text)).collect();
        let _ = writeln!(
            self.out,
            "T{number}\t{kind} {}\t{}",
            places.join(";"),
            words.join(" ")
        );
        Some(number)
    }

    /// The parts of `span` on each of its lines, without space around them.
    fn lines(&self, span: Span) -> Vec<Span> {
        let mut at = span.start();
        let mut found = Vec::new();
        for line in span.of(&self.article.text).split_inclusive(['\n', '\r']) {
            let length = |text: &str| u32::try_from(text.len()).unwrap_or(0);
            let start = at + length(line) - length(line.trim_start());
            at += length(line);
            let end = start + length(line.trim());
            if end > start {
                found.push(Span::new(start, end));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;
    use crate::{Options, analyze};

    /// Types and words of the stretches of text, cut out of the text by their offsets.
    fn cut(standoff: &Standoff) -> Vec<(String, String)> {
        let characters: Vec<char> = standoff.text.chars().collect();
        let lines = standoff.annotations.lines().filter(|line| line.starts_with('T'));
        lines
            .map(|line| {
                let mut columns = line.split('\t').skip(1);
                let (kind, places) = columns.next().unwrap().split_once(' ').unwrap();
                let pieces: Vec<String> = places
                    .split(';')
                    .map(|place| {
                        let (start, end) = place.split_once(' ').unwrap();
                        characters[start.parse().unwrap()..end.parse().unwrap()]
                            .iter()
                            .collect()
                    })
                    .collect();
                let words = pieces.join(" ");
                assert_eq!(columns.next().unwrap(), words);
                (kind.to_owned(), words)
            })
            .collect()
    }

    #[test]
    fn offsets_cut_the_right_words_behind_emoji() {
        let article = Article::from_plain_text(
            "🌊🌊 Harbour wall to be raised 👩‍👧\n“It is time,” Mayor Ann Lee said, “to act.”",
        );
        let analysis = analyze(&article, &Options::default());
        let standoff = standoff(&article, &Record::new(&article, &analysis));
        assert_eq!(standoff.text, article.text);
        let found = cut(&standoff);
        let holds = |kind: &str, words: &str| found.contains(&(kind.to_owned(), words.to_owned()));
        assert!(holds("Content", "“It is time,” “to act.”"), "{found:?}");
        assert!(holds("Source", "Mayor Ann Lee"), "{found:?}");
        assert!(holds("Cue", "said"), "{found:?}");
    }

    #[test]
    fn source_and_cue_lead_to_the_content() {
        let (article, mut analysis) = (sample::article(), sample::analysis());
        analysis.annotations[0].label = "One\ntwo".to_owned();
        let standoff = standoff(&article, &Record::new(&article, &analysis));
        let kinds: Vec<String> = cut(&standoff).into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, ["Content", "Source", "Cue", "Cue", "Hedge", "Figure"]);
        for line in [
            "R1\tSays Arg1:T2 Arg2:T1",
            "R2\tIntroduces Arg1:T3 Arg2:T1",
            "A1\tForm T1 indirect",
            "#1\tAnnotatorNotes T1\tOne two; A0, test (0.9)",
        ] {
            assert!(
                standoff.annotations.lines().any(|l| l == line),
                "{}",
                standoff.annotations
            );
        }
    }

    #[test]
    fn a_stretch_over_two_lines_is_in_two_pieces() {
        let (article, mut analysis) = (sample::article(), sample::analysis());
        analysis.annotations[0].content = vec![Span::new(8, 35)];
        let standoff = standoff(&article, &Record::new(&article, &analysis));
        assert_eq!(cut(&standoff)[0].1, "wall to be raised The wall");
    }
}
