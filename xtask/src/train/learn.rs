//! The way from chance to parameters: first what text and trees teach, then the labels.

use super::adam::Adam;
use super::backward::{self, Batch, Dropout, NO_TARGET};
use super::corpus::Sample;
use super::measure::measure;
use super::random::Random;
use super::shape;
use factnote::tagger::columns::COLUMNS;
use factnote::tagger::parameters::{Dense, Parameters, Vocabulary};
use std::thread;

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct Recipe {
    /// Where chance begins.
    pub seed: u64,
    /// Channels between the layers.
    pub channels: usize,
    /// How often the trees and the masked text are read before the labels.
    pub warm_up: usize,
    /// How often the labels are read.
    pub epochs: usize,
    /// First learning rate; it falls to nothing in a straight line.
    pub rate: f32,
    /// What is left out.
    pub dropout: Dropout,
    /// Tokens in a batch.
    pub batch: usize,
    /// Threads, 1 or 2.
    pub threads: usize,
    /// How much of the mean of the parameters so far stays with each step.
    pub average: f32,
    /// Share of the way from which on the network learns with parameters rounded as the file rounds them.
    pub rounded_from: f32,
    /// How much a token of the trees counts beside a label.
    pub syntax: f32,
    /// How much an unlabelled token with teachers' labels counts beside a labelled one.
    pub unlabelled: f32,
}

/// What is learned from.
#[derive(Default)]
pub struct Material<'a> {
    /// Labelled paragraphs.
    pub labelled: Vec<&'a Sample>,
    /// Paragraphs with labels of teachers.
    pub taught: Vec<&'a Sample>,
    /// Trees.
    pub trees: Vec<&'a Sample>,
    /// Classes of the trees' targets.
    pub classes: Vec<usize>,
    /// Text of which masked words are guessed.
    pub text: Vec<&'a Sample>,
}

/// After how many steps the parameters are rounded anew.
const ROUND_EVERY: usize = 8;
/// Share of the words that are masked.
const MASKED: f32 = 0.15;
/// Most tokens of the text that are read each time: there may be more of it than of all else.
const TEXT: usize = 600_000;
/// Columns that say which word it is: word, suffix, prefix, stem, verb, class.
const TELLING: [usize; 6] = [0, 1, 2, 3, 13, 14];
/// Deviation of a head's first numbers.
const HEAD: f32 = 0.1;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Labels,
    Taught,
    Trees,
    Masked,
}

/// A batch to come: its kind and its paragraphs.
struct Plan<'a> {
    kind: Kind,
    paragraphs: Vec<(&'a Sample, usize)>,
}

/// Learns parameters; after each epoch it says how they do on `watched`.
pub fn learn(
    recipe: &Recipe,
    vocabulary: &Vocabulary,
    material: &Material<'_>,
    watched: &[(&str, &[Sample])],
) -> Parameters {
    let mut random = Random::new(recipe.seed);
    let mut learner = Learner::new(recipe, vocabulary, &material.classes, &mut random);
    if recipe.warm_up > 0 && !(material.trees.is_empty() && material.text.is_empty()) {
        let groups = [(Kind::Trees, &material.trees), (Kind::Masked, &material.text)];
        learner.stage(recipe, recipe.warm_up, &groups, &[], &mut random);
    }
    let groups = [
        (Kind::Labels, &material.labelled),
        (Kind::Taught, &material.taught),
        (Kind::Trees, &material.trees),
    ];
    let groups = if recipe.syntax > 0.0 { &groups[..] } else { &groups[..2] };
    learner.stage(recipe, recipe.epochs, groups, watched, &mut random);
    learner.mean
}

struct Gradient {
    parameters: Parameters,
    heads: Vec<Dense>,
}

struct Learner {
    parameters: Parameters,
    /// A slowly following mean of the parameters, which is better than they are at any step.
    mean: Parameters,
    /// The parameters as the file would give them back, once learning goes by these.
    rounded: Option<Parameters>,
    heads: Vec<Dense>,
    head_memories: Vec<Adam>,
    halves: [Gradient; 2],
}

fn lists(dense: &Dense) -> [&Vec<f32>; 2] {
    [&dense.matrix, &dense.bias]
}

impl Learner {
    fn new(recipe: &Recipe, vocabulary: &Vocabulary, classes: &[usize], random: &mut Random) -> Self {
        let parameters = shape::beginning(vocabulary.clone(), recipe.channels, random);
        // The last head guesses masked words.
        let heads: Vec<Dense> = classes
            .iter()
            .copied()
            .chain([vocabulary.hashes.len() + 1])
            .map(|classes| {
                let mut head = shape::dense(recipe.channels, classes);
                shape::fill(&mut head.matrix, HEAD, random);
                head
            })
            .collect();
        let zeros = || Gradient {
            parameters: shape::zeros(vocabulary.clone(), recipe.channels),
            heads: heads
                .iter()
                .map(|h| shape::dense(recipe.channels, h.bias.len()))
                .collect(),
        };
        Self {
            head_memories: heads.iter().map(|h| Adam::new(&lists(h))).collect(),
            halves: [zeros(), zeros()],
            mean: parameters.clone(),
            rounded: None,
            parameters,
            heads,
        }
    }

    fn stage(
        &mut self,
        recipe: &Recipe,
        epochs: usize,
        groups: &[(Kind, &Vec<&Sample>)],
        watched: &[(&str, &[Sample])],
        random: &mut Random,
    ) {
        let mut memory = Adam::new(&self.parameters.lists());
        let mut done = 0usize;
        let mut all = 0usize;
        let mut steps = 0i16;
        let learns_labels = groups.iter().any(|g| g.0 == Kind::Labels);
        for epoch in 0..epochs {
            let plans = plans(recipe, groups, random);
            all = if epoch == 0 { plans.len() * epochs } else { all };
            let (mut loss, mut count) = (0.0f64, 0usize);
            for plan in &plans {
                #[expect(clippy::cast_precision_loss, reason = "progress as a share")]
                let share = (done as f32 / all.max(1) as f32).min(1.0);
                let rate = recipe.rate * (share * 100.0).min(1.0) * (1.0 - share);
                // The gradient where the rounded parameters stand moves those that are not: what cannot be told apart in 4 bits is
                // learned around.
                let rounds = learns_labels && share >= recipe.rounded_from;
                if rounds && (self.rounded.is_none() || done.is_multiple_of(ROUND_EVERY)) {
                    self.rounded = shape::packed(&self.parameters).ok().map(|p| p.1);
                }
                // Trees fade out while labels are learned: at the end the channels are the labels' own.
                let weight = match plan.kind {
                    Kind::Labels | Kind::Masked => 1.0,
                    Kind::Taught => recipe.unlabelled,
                    Kind::Trees if learns_labels => recipe.syntax * (1.0 - share),
                    Kind::Trees => 0.5,
                };
                let (sum, tokens) = self.step(recipe, plan, weight, rate, &mut memory, random);
                // Young means follow quickly.
                steps = steps.saturating_add(1);
                let keep = recipe.average.min(f32::from(steps) / f32::from(steps.saturating_add(10)));
                for (mean, now) in self.mean.lists_mut().into_iter().zip(self.parameters.lists()) {
                    for (m, x) in mean.iter_mut().zip(now) {
                        *m += (x - *m) * (1.0 - keep);
                    }
                }
                if plan.kind == Kind::Labels || plan.kind == Kind::Masked {
                    loss += f64::from(sum);
                    count += tokens;
                }
                done += 1;
            }
            #[expect(clippy::cast_precision_loss, reason = "a mean for people")]
            let mean = loss / count.max(1) as f64;
            let notes: Vec<String> = watched
                .iter()
                .map(|(name, samples)| format!("; {name} {}", measure(&self.mean, samples)))
                .collect();
            println!("epoch {}: loss {mean:.4} a token{}", epoch + 1, notes.concat());
        }
        for (name, samples) in watched {
            for (which, parameters) in [("mean", &self.mean), ("last step", &self.parameters)] {
                if let Ok((_, packed)) = shape::packed(parameters) {
                    println!("{which}, packed: {name} {}", measure(&packed, samples));
                }
            }
        }
    }

    /// One step; the loss, and of how many tokens.
    fn step(
        &mut self,
        recipe: &Recipe,
        plan: &Plan<'_>,
        importance: f32,
        rate: f32,
        memory: &mut Adam,
        random: &mut Random,
    ) -> (f32, usize) {
        let heads = self.heads.len();
        let batches = [0, 1].map(|half| {
            let paragraphs = plan.paragraphs.iter().skip(half).step_by(2);
            batch(plan.kind, paragraphs, heads, random)
        });
        let length: usize = batches.iter().map(Batch::len).sum();
        #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
        let weight = 20.0 / length as f32 * importance;
        let mut chances = [Random::new(random.bits()), Random::new(random.bits())];
        let (parameters, head_parameters) = (self.rounded.as_ref().unwrap_or(&self.parameters), &self.heads);
        let work = |batch: &Batch, chance: &mut Random, half: &mut Gradient| {
            for list in half.parameters.lists_mut() {
                list.fill(0.0);
            }
            for (head, targets) in half.heads.iter_mut().zip(&batch.targets) {
                if !targets.is_empty() {
                    head.matrix.fill(0.0);
                    head.bias.fill(0.0);
                }
            }
            backward::gradient(
                parameters,
                head_parameters,
                batch,
                recipe.dropout,
                chance,
                weight,
                &mut half.parameters,
                &mut half.heads,
            )
        };
        let [first, second] = &mut self.halves;
        let [chance_1, chance_2] = &mut chances;
        let loss = if recipe.threads > 1 {
            thread::scope(|scope| {
                let other = scope.spawn(|| work(&batches[1], chance_2, second));
                let own = work(&batches[0], chance_1, first);
                own + other.join().unwrap_or(f32::NAN)
            })
        } else {
            work(&batches[0], chance_1, first) + work(&batches[1], chance_2, second)
        };
        let sums = first.parameters.lists_mut().into_iter();
        for (sum, other) in sums.zip(second.parameters.lists()) {
            add(sum, other);
        }
        memory.step(self.parameters.lists_mut(), &first.parameters.lists(), rate);
        for (i, targets) in batches[0].targets.iter().enumerate() {
            if !targets.is_empty() {
                add(&mut first.heads[i].matrix, &second.heads[i].matrix);
                add(&mut first.heads[i].bias, &second.heads[i].bias);
                let head = &mut self.heads[i];
                let head = vec![&mut head.matrix, &mut head.bias];
                self.head_memories[i].step(head, &lists(&first.heads[i]), rate);
            }
        }
        (loss / weight, length)
    }
}

fn add(sum: &mut [f32], other: &[f32]) {
    for (s, o) in sum.iter_mut().zip(other) {
        *s += o;
    }
}

/// The batches of an epoch, those of all groups mixed.
fn plans<'a>(recipe: &Recipe, groups: &[(Kind, &Vec<&'a Sample>)], random: &mut Random) -> Vec<Plan<'a>> {
    let mut plans = Vec::new();
    for (kind, samples) in groups {
        let mut places: Vec<(&'a Sample, usize)> = samples
            .iter()
            .flat_map(|s| (0..s.sequences.len()).map(move |i| (*s, i)))
            .collect();
        random.shuffle(&mut places);
        let (mut size, mut total) = (0, 0);
        let mut paragraphs = Vec::new();
        for (sample, index) in places {
            total += sample.sequences[index].len();
            if *kind == Kind::Masked && total > TEXT {
                break;
            }
            size += sample.sequences[index].len();
            paragraphs.push((sample, index));
            if size >= recipe.batch {
                plans.push(Plan {
                    kind: *kind,
                    paragraphs: std::mem::take(&mut paragraphs),
                });
                size = 0;
            }
        }
        // Two halves need two paragraphs.
        if paragraphs.len() > 1 {
            plans.push(Plan {
                kind: *kind,
                paragraphs,
            });
        }
    }
    random.shuffle(&mut plans);
    plans
}

fn batch<'p>(
    kind: Kind,
    paragraphs: impl Iterator<Item = &'p (&'p Sample, usize)>,
    heads: usize,
    random: &mut Random,
) -> Batch {
    let mut batch = Batch::default();
    if matches!(kind, Kind::Trees | Kind::Masked) {
        batch.targets = vec![Vec::new(); heads];
    }
    for (sample, index) in paragraphs {
        let sequence = sample.sequences[*index].clone();
        let start = batch.len();
        batch.rows.extend_from_slice(sample.rows(&sequence));
        let end = batch.len();
        batch.sequences.push(start..end);
        match kind {
            Kind::Labels | Kind::Taught => {
                batch.labels.extend_from_slice(&sample.labels[sequence.clone()]);
                let soft = sample.soft.get(sequence).unwrap_or(&[]);
                batch.soft.extend_from_slice(soft);
            }
            Kind::Trees => {
                for (all, targets) in batch.targets.iter_mut().zip(&sample.targets) {
                    all.extend_from_slice(&targets[sequence.clone()]);
                }
            }
            Kind::Masked => {
                if let Some(targets) = batch.targets.last_mut() {
                    mask(&mut batch.rows[start * COLUMNS.len()..], targets, random);
                }
            }
        }
    }
    batch
}

/// Hides some of the known words, and notes which they were.
fn mask(rows: &mut [u16], targets: &mut Vec<u16>, random: &mut Random) {
    for row in rows.chunks_exact_mut(COLUMNS.len()) {
        if row[0] > 0 && random.unit() < MASKED {
            targets.push(row[0]);
            for column in TELLING {
                row[column] = 0;
            }
        } else {
            targets.push(NO_TARGET);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_masked_is_asked_and_no_longer_told() {
        let row: Vec<u16> = (1..=18).collect();
        let mut rows = row.repeat(200);
        let mut targets = Vec::new();
        mask(&mut rows, &mut targets, &mut Random::new(1));
        let asked = targets.iter().filter(|t| **t != NO_TARGET).count();
        assert!((10..60).contains(&asked), "{asked} of 200");
        for (now, target) in rows.chunks_exact(COLUMNS.len()).zip(&targets) {
            if *target == NO_TARGET {
                assert_eq!(now, row);
            } else {
                assert_eq!(*target, 1);
                assert!(TELLING.iter().all(|c| now[*c] == 0));
                assert_eq!(now[4], 5);
            }
        }
    }
}
