//! The way from chance to parameters: first what trees teach, then the labels.

use super::adam::Adam;
use super::backward::{self, Batch, Dropout};
use super::corpus::Sample;
use super::measure::measure;
use super::random::Random;
use super::shape;
use factnote_network::{Dense, Parameters, Vocabulary};
use std::thread;

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct Recipe {
    /// Where chance begins.
    pub seed: u64,
    /// Channels between the layers.
    pub channels: usize,
    /// How often the trees are read before the labels.
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
}

/// What is learned from.
#[derive(Default)]
pub struct Material<'a> {
    /// Labelled paragraphs.
    pub labelled: Vec<&'a Sample>,
    /// Trees.
    pub trees: Vec<&'a Sample>,
    /// Classes of the trees' targets.
    pub classes: Vec<usize>,
}

/// How much a token of the trees counts: three heads learn from it.
const TREES: f32 = 0.5;
/// Deviation of a head's first numbers.
const HEAD: f32 = 0.1;

/// What a batch teaches.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Labels,
    Trees,
}

/// The paragraphs of a batch to come.
type Plan<'a> = Vec<(&'a Sample, usize)>;

/// Learns parameters; after each epoch it says how they do on `watched`.
pub fn learn(
    recipe: &Recipe,
    vocabulary: &Vocabulary,
    material: &Material<'_>,
    watched: &[(&str, &[Sample])],
) -> Parameters {
    let mut random = Random::new(recipe.seed);
    let mut learner = Learner::new(recipe, vocabulary, &material.classes, &mut random);
    learner.stage(recipe, Kind::Trees, &material.trees, &[], &mut random);
    learner.stage(recipe, Kind::Labels, &material.labelled, watched, &mut random);
    learner.parameters
}

struct Gradient {
    parameters: Parameters,
    heads: Vec<Dense>,
}

struct Learner {
    parameters: Parameters,
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
        let heads: Vec<Dense> = classes
            .iter()
            .copied()
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
            parameters,
            heads,
        }
    }

    fn stage(
        &mut self,
        recipe: &Recipe,
        kind: Kind,
        samples: &[&Sample],
        watched: &[(&str, &[Sample])],
        random: &mut Random,
    ) {
        let (name, epochs, importance) = match kind {
            Kind::Trees => ("trees", recipe.warm_up, TREES),
            Kind::Labels => ("labels", recipe.epochs, 1.0),
        };
        if samples.is_empty() {
            return;
        }
        let mut memory = Adam::new(&self.parameters.lists());
        let mut done = 0usize;
        let mut all = 0usize;
        for epoch in 0..epochs {
            let plans = plans(recipe, samples, random);
            all = if epoch == 0 { plans.len() * epochs } else { all };
            let (mut loss, mut count) = (0.0f64, 0usize);
            for plan in &plans {
                #[expect(clippy::cast_precision_loss, reason = "progress as a share")]
                let share = (done as f32 / all.max(1) as f32).min(1.0);
                let rate = recipe.rate * (share * 100.0).min(1.0) * (1.0 - share);
                let batches = halves(kind, plan, self.heads.len());
                let (sum, tokens) = self.step(recipe, &batches, importance, rate, &mut memory, random);
                loss += f64::from(sum);
                count += tokens;
                done += 1;
            }
            #[expect(clippy::cast_precision_loss, reason = "a mean for people")]
            let mean = loss / count.max(1) as f64;
            let notes: Vec<String> = watched
                .iter()
                .map(|(name, samples)| format!("; {name} {}", measure(&self.parameters, samples)))
                .collect();
            println!(
                "{name}, epoch {}: loss {mean:.4} a token{}",
                epoch + 1,
                notes.concat()
            );
        }
        for (name, samples) in watched {
            if let Ok((_, packed)) = shape::packed(&self.parameters) {
                println!("packed: {name} {}", measure(&packed, samples));
            }
        }
    }

    /// One step; the loss, and of how many tokens.
    fn step(
        &mut self,
        recipe: &Recipe,
        batches: &[Batch; 2],
        importance: f32,
        rate: f32,
        memory: &mut Adam,
        random: &mut Random,
    ) -> (f32, usize) {
        let length: usize = batches.iter().map(Batch::len).sum();
        #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
        let weight = 20.0 / length as f32 * importance;
        let mut chances = [Random::new(random.bits()), Random::new(random.bits())];
        let (parameters, head_parameters) = (&self.parameters, &self.heads);
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

/// The paragraphs of each batch of an epoch.
fn plans<'a>(recipe: &Recipe, samples: &[&'a Sample], random: &mut Random) -> Vec<Plan<'a>> {
    let mut places: Plan<'a> = samples
        .iter()
        .flat_map(|s| (0..s.sequences.len()).map(move |i| (*s, i)))
        .collect();
    random.shuffle(&mut places);
    let mut plans = Vec::new();
    let mut plan = Plan::new();
    let mut size = 0;
    for (sample, index) in places {
        size += sample.sequences[index].len();
        plan.push((sample, index));
        if size >= recipe.batch {
            plans.push(std::mem::take(&mut plan));
            size = 0;
        }
    }
    // Two halves need two paragraphs.
    if plan.len() > 1 {
        plans.push(plan);
    }
    // The last one is smaller; it is not always the last step.
    random.shuffle(&mut plans);
    plans
}

/// A batch in two halves, which two threads can work on.
fn halves(kind: Kind, plan: &Plan<'_>, heads: usize) -> [Batch; 2] {
    [0, 1].map(|half| batch(kind, plan.iter().skip(half).step_by(2), heads))
}

fn batch<'p>(kind: Kind, paragraphs: impl Iterator<Item = &'p (&'p Sample, usize)>, heads: usize) -> Batch {
    let mut batch = Batch::default();
    if kind == Kind::Trees {
        batch.targets = vec![Vec::new(); heads];
    }
    for (sample, index) in paragraphs {
        let sequence = sample.sequences[*index].clone();
        let start = batch.len();
        batch.rows.extend_from_slice(sample.rows(&sequence));
        let end = batch.len();
        batch.sequences.push(start..end);
        match kind {
            Kind::Labels => batch.labels.extend_from_slice(&sample.labels[sequence]),
            Kind::Trees => {
                for (all, targets) in batch.targets.iter_mut().zip(&sample.targets) {
                    all.extend_from_slice(&targets[sequence.clone()]);
                }
            }
        }
    }
    batch
}
