//! The numbers of the plot's scale: round, and far enough apart to be read.

use super::Scale;

/// The numbers that have a line, from the least; `top` is the number at the upper edge.
pub fn plot_grid(scale: Scale, top: f64) -> Vec<f64> {
    let top = top.max(1.0);
    let mut numbers: Vec<f64> = match scale {
        Scale::Linear => {
            let step = nice_step(top / 4.0);
            (0..=8).map(|k| f64::from(k) * step).collect()
        }
        Scale::SquareRoot => [0.0, 0.04, 0.16, 0.36, 0.64, 1.0].map(|share| nice(share * top)).to_vec(),
        Scale::Log => std::iter::successors(Some(1.0), |n| Some(n * 10.0)).take(7).collect(),
    };
    numbers.retain(|n| *n <= top);
    numbers.dedup();
    numbers
}

/// 1, 2 or 5 times a power of ten, at least 1 and at least `n`.
fn nice_step(n: f64) -> f64 {
    let power = 10_f64.powf(n.max(1.0).log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|k| k * power).find(|step| *step >= n).unwrap_or(power * 10.0)
}

/// The number with one digit.
fn nice(n: f64) -> f64 {
    if n < 1.0 {
        return n.round();
    }
    let power = 10_f64.powf(n.log10().floor());
    (n / power).round() * power
}
