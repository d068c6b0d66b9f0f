//! Functions of floats that are the same on every target: from additions, multiplications and divisions alone, whose results
//! IEEE 754 fixes to the bit. Those of the standard library are the platform's own and differ.

/// 1.5 * 2^23: added to a float it rounds it to the nearest whole number, which then stands in the last bits.
pub const ROUND: f32 = 12_582_912.0;

/// e to the power of `x`, to about seven digits; 0 far below and for what is no number, large far above. Without branches, so that
/// loops over it become vectors.
#[inline]
#[must_use]
pub fn exp(x: f32) -> f32 {
    const LOG2_E: f32 = core::f32::consts::LOG2_E;
    // ln 2 in two parts, so that the difference below keeps its digits.
    const LN_2_HIGH: f32 = 0.693_359_4;
    const LN_2_LOW: f32 = -0.000_212_194_44;
    const LEAST: f32 = -87.0;
    const MOST: f32 = 88.0;
    let bounded = if x > LEAST { x } else { LEAST };
    let bounded = if bounded < MOST { bounded } else { MOST };
    let shifted = bounded * LOG2_E + ROUND;
    let whole = shifted - ROUND;
    let rest = bounded - whole * LN_2_HIGH - whole * LN_2_LOW;
    let series = 1.0
        + rest
            * (1.0
                + rest
                    * (0.5
                        + rest
                            * (0.166_666_67
                                + rest * (0.041_666_67 + rest * (0.008_333_334 + rest * 0.001_388_889)))));
    // The whole number, -126 to 127, as the exponent of a float.
    let power = shifted.to_bits().wrapping_sub(ROUND.to_bits()).wrapping_add(127) << 23;
    if x > LEAST {
        series * f32::from_bits(power)
    } else {
        0.0
    }
}

/// The logistic function.
#[inline]
#[must_use]
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// The hyperbolic tangent.
#[inline]
#[must_use]
pub fn tanh(x: f32) -> f32 {
    2.0 / (1.0 + exp(-2.0 * x)) - 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_to_the_real_functions() {
        for i in -800..800i16 {
            let x = f32::from(i) * 0.05;
            assert!((exp(x) / x.exp() - 1.0).abs() < 2e-6, "exp {x}");
            assert!((tanh(x) - x.tanh()).abs() < 1e-6, "tanh {x}");
            assert!(
                (sigmoid(x) - 1.0 / (1.0 + (-x).exp())).abs() < 1e-6,
                "sigmoid {x}"
            );
        }
    }

    #[test]
    fn far_out_and_not_a_number() {
        assert!(exp(-1000.0) == 0.0 && exp(f32::NAN) == 0.0);
        assert!(exp(1000.0).is_finite());
        assert!(tanh(1000.0) == 1.0 && tanh(-1000.0) == -1.0);
    }
}
