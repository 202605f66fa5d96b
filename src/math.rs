//! Arithmetic that gives the same bits natively and in WebAssembly, where the platform's own may differ.

/// e to the power of `x`, by range reduction and a polynomial (relative error below 1e-6).
///
/// The standard library calls the platform's function, whose last bits differ between platforms; here the
/// same model must give the same bytes everywhere, in training as in analysis.
pub fn exp(x: f32) -> f32 {
    let x = x.clamp(-87.0, 87.0) as f64 * std::f64::consts::LOG2_E;
    let whole = x.floor();
    let part = (x - whole) * std::f64::consts::LN_2;
    // Taylor's series to the seventh power: part is below ln 2, so the rest is below 2e-6.
    let series = [1.0 / 5040.0, 1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0];
    let mantissa = series.iter().fold(0.0, |sum, c| sum * part + c);
    (mantissa * f64::from_bits(((whole as i64 + 1023) as u64) << 52)) as f32
}

/// Scales a row to sum to one; its sum is returned.
pub fn normalise(row: &mut [f32]) -> f32 {
    let sum: f32 = row.iter().sum();
    row.iter_mut().for_each(|x| *x /= sum);
    sum
}

/// The logistic function: log-odds to probability.
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_agrees_with_the_platform() {
        for i in -800..800 {
            let x = i as f32 / 10.0;
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-5, "{x}");
        }
        assert_eq!(sigmoid(0.0), 0.5);
    }
}
