//! Adam (Kingma and Ba 2015), with the gradient's length bounded.

const BETA_1: f32 = 0.9;
const BETA_2: f32 = 0.999;
/// Longest gradient; a longer one is shortened.
const LONGEST: f32 = 5.0;

/// What Adam remembers of the gradients so far.
pub struct Adam {
    mean: Vec<Vec<f32>>,
    square: Vec<Vec<f32>>,
    steps: i32,
}

impl Adam {
    /// For lists of numbers as long as these.
    pub fn new(lists: &[&Vec<f32>]) -> Self {
        let zeros: Vec<Vec<f32>> = lists.iter().map(|l| vec![0.0; l.len()]).collect();
        Self {
            mean: zeros.clone(),
            square: zeros,
            steps: 0,
        }
    }

    /// One step against `gradient`.
    pub fn step(&mut self, lists: Vec<&mut Vec<f32>>, gradient: &[&Vec<f32>], rate: f32) {
        self.steps += 1;
        let length = gradient
            .iter()
            .map(|list| list.iter().map(|g| g * g).sum::<f32>())
            .sum::<f32>()
            .sqrt();
        let shorten = if length > LONGEST { LONGEST / length } else { 1.0 };
        let correct_1 = 1.0 / (1.0 - BETA_1.powi(self.steps));
        let correct_2 = 1.0 / (1.0 - BETA_2.powi(self.steps));
        let lists = lists
            .into_iter()
            .zip(gradient)
            .zip(self.mean.iter_mut().zip(&mut self.square));
        for ((list, gradient), (mean, square)) in lists {
            for (((x, g), m), v) in list.iter_mut().zip(*gradient).zip(mean).zip(square) {
                let g = g * shorten;
                *m = BETA_1 * *m + (1.0 - BETA_1) * g;
                *v = BETA_2 * *v + (1.0 - BETA_2) * g * g;
                *x -= rate * *m * correct_1 / ((*v * correct_2).sqrt() + 1e-8);
            }
        }
    }
}
