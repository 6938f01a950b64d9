//! Functions of numbers that have the same bits on every platform.
//!
//! The standard library leaves `exp`, `ln`, `powf`, `sin` and the like to the C library of the
//! platform, and their last bit differs between those. So everything that may reach a result takes
//! them from here; `clippy.toml` forbids the methods. They come from the crate `libm`, which computes
//! them in Rust by nothing but additions, multiplications and divisions.
//!
//! Those, and `sqrt`, `floor`, `ceil`, `round`, `trunc`, `abs`, `%` and conversions, are exact by the
//! rules of floating point (IEEE 754): they are the same everywhere and stay methods. `mul_add` would be
//! exact too, but where a processor does not have it, it is left to the platform: it is forbidden.

/// e to the power `x`.
#[inline]
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// e to the power `x`, less 1, exact for small `x` too.
#[inline]
pub fn exp_m1(x: f64) -> f64 {
    libm::expm1(x)
}

/// The natural logarithm.
#[inline]
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// The natural logarithm of 1 + `x`, exact for small `x` too.
#[inline]
pub fn ln_1p(x: f64) -> f64 {
    libm::log1p(x)
}

/// The logarithm to base 10.
#[inline]
pub fn log10(x: f64) -> f64 {
    libm::log10(x)
}

/// `x` to a power.
#[inline]
pub fn powf(x: f64, power: f64) -> f64 {
    libm::pow(x, power)
}

/// `x` to a whole power, by squaring: powers of 2 and 3 are `x * x` and `x * (x * x)`.
#[inline]
pub const fn powi(x: f64, power: i32) -> f64 {
    let (mut square, mut left, mut product) = (x, power.unsigned_abs(), 1.0);
    loop {
        if left & 1 == 1 {
            product *= square;
        }
        left >>= 1;
        if left == 0 {
            return if power < 0 { 1.0 / product } else { product };
        }
        square *= square;
    }
}

/// The sine of an angle in radians.
#[inline]
pub fn sin(x: f64) -> f64 {
    libm::sin(x)
}

/// The cosine of an angle in radians.
#[inline]
pub fn cos(x: f64) -> f64 {
    libm::cos(x)
}

/// The angle in radians that has this sine.
#[inline]
pub fn asin(x: f64) -> f64 {
    libm::asin(x)
}

/// The angle in radians that has this cosine.
#[inline]
pub fn acos(x: f64) -> f64 {
    libm::acos(x)
}

/// The complementary error function.
#[inline]
pub fn erfc(x: f64) -> f64 {
    libm::erfc(x)
}

/// The natural logarithm of the gamma function.
#[inline]
pub fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sum of bits: whoever gets another one here gets other results.
    fn bits(function: impl Fn(f64) -> f64) -> u64 {
        let arguments = (1..2_000).map(|step| f64::from(step) / 2_003.0);
        let hash =
            |hash: u64, x: f64| (hash ^ function(x).to_bits()).wrapping_mul(0x0100_0000_01b3);
        arguments.fold(0xcbf2_9ce4_8422_2325, hash)
    }

    #[test]
    fn the_bits_are_those_of_every_other_platform() {
        let to_1_7 = |x| powf(x, 1.7);
        assert_eq!(bits(exp), 0xa7f0_4464_b425_d122);
        assert_eq!(bits(exp_m1), 0xdd7b_2862_08c4_3194);
        assert_eq!(bits(ln), 0xb5a5_f713_62b5_e325);
        assert_eq!(bits(ln_1p), 0x44ff_d22b_1436_f37a);
        assert_eq!(bits(log10), 0xbe9a_1b5b_6a47_1f8e);
        assert_eq!(bits(to_1_7), 0xc4e1_3c92_a603_a1b5);
        assert_eq!(bits(sin), 0x734a_bc06_713a_c3d9);
        assert_eq!(bits(cos), 0x28f6_69ff_d891_1919);
        assert_eq!(bits(asin), 0x17d9_2ff7_8e1d_8054);
        assert_eq!(bits(acos), 0x9a47_1d25_62af_85e3);
        assert_eq!(bits(erfc), 0xe39a_c5b9_96da_d15f);
        assert_eq!(bits(ln_gamma), 0x3c03_4219_71ee_eb4e);
    }

    #[test]
    fn whole_powers_are_products() {
        for x in [-1.7, 0.3, 12.5] {
            assert_eq!((powi(x, 0), powi(x, 1), powi(x, 2)), (1.0, x, x * x));
            assert_eq!((powi(x, 3), powi(x, 4)), (x * (x * x), (x * x) * (x * x)));
            assert_eq!(powi(x, -2), 1.0 / (x * x));
            assert!((powi(x, 7) / powf(x.abs(), 7.0) - x.signum()).abs() < 1e-14);
        }
    }
}
