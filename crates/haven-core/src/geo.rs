//! Distances on the earth.

use crate::math;

/// Radius of the sphere that stands for the earth, km.
const RADIUS_KM: f64 = 6_371.0;

/// Great-circle distance, km, between (latitude, longitude) pairs in degrees (haversine).
pub fn great_circle_km(from: [f64; 2], to: [f64; 2]) -> f64 {
    let half_chord = |x: f64, y: f64| math::powi(math::sin((x - y).to_radians() / 2.0), 2);
    let shrink = math::cos(from[0].to_radians()) * math::cos(to[0].to_radians());
    let square = half_chord(from[0], to[0]) + shrink * half_chord(from[1], to[1]);
    2.0 * RADIUS_KM * math::asin(square.sqrt().min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_great_circle_is_right_to_a_per_mille() {
        // Bamako to Gao, 948.2 km on the sphere.
        let km = great_circle_km([12.6392, -8.0029], [16.2717, -0.0447]);
        assert!((km - 948.0).abs() < 2.0, "{km}");
    }
}
