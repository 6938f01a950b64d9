//! Logarithms of factorials.

use crate::math;

/// ln k! by table up to 9, above by Stirling's series (error below 1e-10).
pub(super) fn ln_factorial(k: f64) -> f64 {
    (k + 0.5) * math::ln(k + 1.0) - (k + 1.0) + 0.918_938_533_204_672_8 + stirling_tail(k)
}

/// ln k! − [(k+½)·ln(k+1) − (k+1) + ½·ln 2π] (Hörmann 1993, section 4.1).
pub(super) fn stirling_tail(k: f64) -> f64 {
    const TABLE: [f64; 10] = [
        0.081_061_466_795_327_8,
        0.041_340_695_955_409_3,
        0.027_677_925_684_998_3,
        0.020_790_672_103_765_1,
        0.016_644_691_189_821_2,
        0.013_876_128_823_070_7,
        0.011_896_709_945_891_8,
        0.010_411_265_261_972_1,
        0.009_255_462_182_712_73,
        0.008_330_563_433_362_87,
    ];
    if k < 10.0 {
        return TABLE[k as usize];
    }
    let inverse = 1.0 / (k + 1.0);
    let square = inverse * inverse;
    (1.0 / 12.0 - (1.0 / 360.0 - 1.0 / 1260.0 * square) * square) * inverse
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ln_factorial_agrees_with_the_product() {
        let mut sum: f64 = 0.0;
        for k in 1..60 {
            sum += math::ln(f64::from(k));
            assert!((ln_factorial(f64::from(k)) - sum).abs() < 1e-9, "{k}");
        }
    }
}
