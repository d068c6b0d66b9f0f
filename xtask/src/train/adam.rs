//! Adam (Kingma and Ba 2015), with the gradient's length bounded.

use factnote::tagger::columns::COLUMNS;
use factnote_network::Parameters;

const BETA_1: f32 = 0.9;
const BETA_2: f32 = 0.999;
/// Longest gradient; a longer one is shortened.
const LONGEST: f32 = 5.0;

/// What Adam remembers of the gradients so far.
pub struct Adam {
    mean: Parameters,
    square: Parameters,
    steps: i32,
}

impl Adam {
    /// For parameters of the sizes of `like`.
    pub fn new(like: &Parameters) -> Self {
        let zeros = Parameters::zeros(&COLUMNS, like.vocabulary.clone());
        Self {
            mean: zeros.clone(),
            square: zeros,
            steps: 0,
        }
    }

    /// One step against `gradient`.
    pub fn step(&mut self, parameters: &mut Parameters, gradient: &Parameters, rate: f32) {
        self.steps += 1;
        let length = gradient
            .lists()
            .iter()
            .flat_map(|l| l.iter())
            .map(|g| g * g)
            .sum::<f32>()
            .sqrt();
        let shorten = if length > LONGEST { LONGEST / length } else { 1.0 };
        let correct_1 = 1.0 / (1.0 - BETA_1.powi(self.steps));
        let correct_2 = 1.0 / (1.0 - BETA_2.powi(self.steps));
        let lists = parameters
            .lists_mut()
            .into_iter()
            .zip(gradient.lists())
            .zip(self.mean.lists_mut().into_iter().zip(self.square.lists_mut()));
        for ((list, gradient), (mean, square)) in lists {
            for (((x, g), m), v) in list.iter_mut().zip(gradient).zip(mean).zip(square) {
                let g = g * shorten;
                *m = BETA_1 * *m + (1.0 - BETA_1) * g;
                *v = BETA_2 * *v + (1.0 - BETA_2) * g * g;
                *x -= rate * *m * correct_1 / ((*v * correct_2).sqrt() + 1e-8);
            }
        }
    }
}
