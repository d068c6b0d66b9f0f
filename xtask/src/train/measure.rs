//! How well parameters do: stretches of labels, and finished statements.

use super::backward;
use super::corpus::{GoldArticle, Sample, columns_of};
use factnote::attribution::{Statement, find_tagged};
use factnote::export::offsets::Offsets;
use factnote::tagger::columns::COLUMNS;
use factnote::tagger::{Label, ROLES, Tags, best, roles, scores};
use factnote::text::Document;
use factnote::{Article, Span};
use factnote_network::Parameters;
use factnote_network::crf;
use serde_json::{Value, json};
use std::collections::HashSet;

/// F1 of exact stretches, role by role, their mean, and the loss a token in thousandths.
pub fn measure(parameters: &Parameters, samples: &[Sample]) -> String {
    let mut counts = [[0usize; 3]; ROLES];
    let (mut loss, mut tokens) = (0.0f64, 0usize);
    for sample in samples {
        for sequence in &sample.sequences {
            let emissions = backward::emissions(parameters, sample.rows(sequence));
            let gold = &sample.labels[sequence.clone()];
            loss += f64::from(loss_of(parameters, &emissions, gold));
            tokens += gold.len();
            let found = stretches(&best(&scores(&parameters.crf), &emissions));
            let gold = stretches(gold);
            for (role, count) in counts.iter_mut().enumerate() {
                let of = |set: &HashSet<(usize, usize, usize)>| set.iter().filter(|s| s.0 == role).count();
                count[0] += found.intersection(&gold).filter(|s| s.0 == role).count();
                count[1] += of(&found);
                count[2] += of(&gold);
            }
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a percentage for people")]
    let [source, cue, content] =
        counts.map(|[both, found, gold]| 200.0 * both as f64 / (found + gold).max(1) as f64);
    #[expect(clippy::cast_precision_loss, reason = "a mean for people")]
    let loss = 1000.0 * loss / tokens.max(1) as f64;
    format!(
        "{source:.1} {cue:.1} {content:.1} mean {:.2} loss {loss:.1}",
        (source + cue + content) / 3.0
    )
}

fn loss_of(parameters: &Parameters, emissions: &[f32], labels: &[Label]) -> f32 {
    let mut unused = parameters.crf.clone();
    super::crf::loss(
        &parameters.crf,
        emissions,
        labels,
        1.0,
        &mut vec![0.0; emissions.len()],
        &mut unused,
    )
}

/// Role, first token and the token behind the last one of each stretch.
fn stretches(labels: &[Label]) -> HashSet<(usize, usize, usize)> {
    let mut found = HashSet::new();
    let mut at = 0;
    while at < labels.len() {
        let mut end = at + 1;
        if let Some(role) = labels[at].role() {
            while labels.get(end).is_some_and(|l| l.continues()) {
                end += 1;
            }
            found.insert((role.index(), at, end));
        }
        at = end;
    }
    found
}

/// The statements that parameters of any size find in an article, as the benchmark's scorer reads them.
pub fn statements(gold: &GoldArticle, parameters: &Parameters) -> String {
    let article = Article::from_plain_text(&gold.text);
    let document = Document::read(&article);
    let tags = tags(&columns_of(&document, &parameters.vocabulary), parameters);
    line(gold, &find_tagged(&document, &tags))
}

/// What `factnote::tagger::tag` gives, for parameters of any size.
pub fn tags(sample: &Sample, parameters: &Parameters) -> Tags {
    let count = sample.rows.len() / COLUMNS.len();
    let mut tags = Tags {
        labels: vec![Label::Outside; count],
        posterior: vec![[0.0; ROLES]; count],
    };
    for sequence in &sample.sequences {
        let rows = sample.rows(sequence);
        // As `columns::has_words`: the second column is of words alone.
        if sequence.len() <= 2 || rows.chunks_exact(COLUMNS.len()).all(|row| row[1] == 0) {
            continue;
        }
        let emissions = backward::emissions(parameters, rows);
        tags.labels[sequence.clone()].copy_from_slice(&best(&scores(&parameters.crf), &emissions));
        tags.posterior[sequence.clone()]
            .copy_from_slice(&roles(&crf::marginals(&scores(&parameters.crf), &emissions)));
    }
    tags
}

/// The statements that an article's gold labels are joined to.
pub fn joined(gold: &GoldArticle) -> String {
    let article = Article::from_plain_text(&gold.text);
    let document = Document::read(&article);
    let labels = super::corpus::gold_labels(gold, &document);
    let posterior = labels
        .iter()
        .map(|l| std::array::from_fn(|r| f32::from(u8::from(l.role().is_some_and(|role| role.index() == r)))))
        .collect();
    line(gold, &find_tagged(&document, &Tags { labels, posterior }))
}

/// Statements as the benchmark's scorer reads them.
fn line(gold: &GoldArticle, statements: &[Statement]) -> String {
    let offsets = Offsets::new(&gold.text);
    let pairs = |spans: &[Span]| -> Vec<[u32; 2]> {
        spans
            .iter()
            .map(|s| [offsets.characters(s.start()), offsets.characters(s.end())])
            .collect()
    };
    let found: Vec<Value> = statements
        .iter()
        .map(|s| {
            json!({
                "source": pairs(s.extent.mention.as_slice()),
                "cue": pairs(s.extent.cue.as_slice()),
                "content": pairs(&s.extent.content),
                "confidence": s.confidence,
                "found_by": s.found_by,
            })
        })
        .collect();
    json!({"id": gold.id, "attributions": found}).to_string()
}
