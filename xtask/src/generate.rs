//! Made-up countries, written as Flee folders: nothing in them is real.

use crate::shell::Failure;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// A country to make up.
#[derive(Clone, Copy, Debug)]
pub struct Country {
    /// Settlements and camps.
    pub places: usize,
    /// Camps abroad, spread evenly among the settlements.
    pub camps: usize,
    /// Settlements that see conflict sooner or later, spread evenly.
    pub conflicts: usize,
    /// Roads; at least one fewer than places, so that all can be reached.
    pub links: usize,
    /// Days.
    pub days: usize,
    /// Displaced people in the counts of the last day.
    pub people: u64,
    /// Capacity of each camp over the people counted there at last. Above 1 it never binds if it is
    /// large; below 1 camps fill up half-way.
    pub room: f64,
}

impl Country {
    /// As large as published Syrian instances.
    pub fn like_syria(room: f64) -> Self {
        Self { places: 18, camps: 4, conflicts: 12, links: 32, days: 1095, people: 3_800_000, room }
    }

    /// As large as a continent.
    pub fn huge() -> Self {
        Self {
            places: 10_000,
            camps: 500,
            conflicts: 1_000,
            links: 40_000,
            days: 365,
            people: 50_000_000,
            room: 10.0,
        }
    }

    /// Places lie on a square grid.
    fn width(&self) -> usize {
        (self.places as f64).sqrt().ceil() as usize
    }

    fn settlements(&self) -> usize {
        self.places - self.camps
    }

    /// The first place is no camp: its country is the home country.
    fn is_camp(&self, place: usize) -> bool {
        place * self.camps % self.places >= self.settlements()
    }

    fn name(&self, place: usize) -> String {
        if self.is_camp(place) { format!("Camp{place}") } else { format!("Town{place}") }
    }

    /// Day on which conflict begins there, if it does: it spreads during the first half.
    fn conflict_from(&self, place: usize) -> Option<usize> {
        let number = place - place * self.camps / self.places;
        let sees_conflict = number * self.conflicts % self.settlements() < self.conflicts;
        (sees_conflict && !self.is_camp(place)).then(|| place * self.days / (2 * self.places))
    }

    /// People counted in the camp at the end. Camps differ by up to four times.
    fn counted_at_last(&self, camp: usize) -> f64 {
        let share = |place: usize| (1 + place * self.camps / self.places % 4) as f64;
        let camps = (0..self.places).filter(|place| self.is_camp(*place));
        self.people as f64 * share(camp) / camps.map(share).sum::<f64>()
    }

    /// Writes the folder. `divisor` is Flee's `hasten`: 1 is full scale.
    pub fn write(&self, folder: &Path, divisor: u64) -> Result<(), Failure> {
        let tables = folder.join("input_csv");
        let counts = folder.join("source_data");
        fs::create_dir_all(&tables)?;
        fs::create_dir_all(&counts)?;
        fs::write(tables.join("locations.csv"), self.locations()?)?;
        fs::write(tables.join("routes.csv"), self.routes()?)?;
        fs::write(tables.join("conflicts.csv"), self.conflicts()?)?;
        let closures = "#closure_type,name1,name2,closure_start,closure_end\n";
        fs::write(tables.join("closures.csv"), closures)?;
        let period = format!("StartDate,2001-01-01\nLength,{}\n", self.days);
        fs::write(tables.join("sim_period.csv"), &period)?;
        // The name that Flee 3.1 reads.
        fs::write(tables.join("conflict_period.csv"), &period)?;
        fs::write(folder.join("simsetting.yml"), settings(divisor))?;
        self.write_counts(&counts)
    }

    fn locations(&self) -> Result<String, Failure> {
        let mut text =
            "#name,region,country,latitude,longitude,location_type,conflict_date,population\n"
                .to_owned();
        for place in 0..self.places {
            let (row, column) = (place / self.width(), place % self.width());
            let (latitude, longitude) = (row as f64 * 0.01, column as f64 * 0.01);
            let name = self.name(place);
            let (country, kind, people) = if self.is_camp(place) {
                ("Abroad", "camp", self.counted_at_last(place) * self.room)
            } else {
                ("Home", "town", 5.0 * self.people as f64 / self.settlements() as f64)
            };
            writeln!(
                text,
                "{name},R{row},{country},{latitude:.2},{longitude:.2},{kind},,{people:.0}"
            )?;
        }
        Ok(text)
    }

    /// Roads along the grid, then across it with ever longer steps until there are enough.
    fn routes(&self) -> Result<String, Failure> {
        let mut text = "#name1,name2,distance,forced_redirection\n".to_owned();
        let chain = (1..self.places).map(|place| (place - 1, place));
        let width = self.width();
        let across = (0..).flat_map(move |step| {
            let jump = width + 3 * step;
            (0..self.places.saturating_sub(jump)).map(move |place| (place, place + jump))
        });
        for (number, (from, to)) in chain.chain(across).take(self.links).enumerate() {
            let km = 40 + 17 * number % 190;
            writeln!(text, "{},{},{km},0", self.name(from), self.name(to))?;
        }
        Ok(text)
    }

    fn conflicts(&self) -> Result<String, Failure> {
        let zones: Vec<(usize, usize)> =
            (0..self.places).filter_map(|p| Some((p, self.conflict_from(p)?))).collect();
        let mut text = "#Day".to_owned();
        for (place, _) in &zones {
            write!(text, ",{}", self.name(*place))?;
        }
        for day in 0..=self.days {
            write!(text, "\n{day}")?;
            for (_, from) in &zones {
                text += if day >= *from { ",1" } else { ",0" };
            }
        }
        Ok(text + "\n")
    }

    fn write_counts(&self, folder: &Path) -> Result<(), Failure> {
        fs::write(folder.join("refugees.csv"), self.series(self.people as f64)?)?;
        let mut layout = "total,refugees.csv\n".to_owned();
        for camp in (0..self.places).filter(|place| self.is_camp(*place)) {
            let name = self.name(camp);
            fs::write(
                folder.join(format!("{name}.csv")),
                self.series(self.counted_at_last(camp))?,
            )?;
            writeln!(layout, "{name},{name}.csv")?;
        }
        Ok(fs::write(folder.join("data_layout.csv"), layout)?)
    }

    /// Counts every thirty days and on the last: from one in twenty, rising fastest in the middle.
    fn series(&self, at_last: f64) -> Result<String, Failure> {
        let mut text = String::new();
        let start = jiff::civil::date(2001, 1, 1);
        let last = self.days - 1;
        for day in (0..last).step_by(30).chain([last]) {
            let part = day as f64 / last as f64;
            let risen = part * part * (3.0 - 2.0 * part);
            let date = start.checked_add(jiff::Span::new().days(i64::try_from(day)?))?;
            writeln!(text, "{date},{:.0}", at_last * (0.05 + 0.95 * risen))?;
        }
        Ok(text)
    }
}

fn settings(divisor: u64) -> String {
    format!(
        "log_levels:\n  agent: 0\n  link: 0\n  camp: 0\n  conflict: 0\n  init: 0\n\
         spawn_rules:\n  take_from_population: false\n  insert_day0: true\n\
         move_rules:\n  max_move_speed: 360.0\n  max_walk_speed: 35.0\n  foreign_weight: 1.0\n  \
         camp_weight: 1.0\n  conflict_weight: 0.25\n  conflict_movechance: 1.0\n  \
         camp_movechance: 0.001\n  default_movechance: 0.3\n  awareness_level: 1\n\
         optimisations:\n  hasten: {divisor}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::Country;

    #[test]
    fn the_country_like_syria_has_its_size() {
        let country = Country::like_syria(10.0);
        assert_eq!(country.locations().unwrap().lines().count(), 1 + 18);
        assert_eq!(country.routes().unwrap().lines().count(), 1 + 32);
        let conflicts = country.conflicts().unwrap();
        assert_eq!(conflicts.lines().count(), 1 + 1096);
        assert_eq!(conflicts.lines().last().map(|day| day.matches(",1").count()), Some(12));
        assert_eq!(country.locations().unwrap().matches(",camp,").count(), 4);
        let last = country.series(3_800_000.0).unwrap().lines().last().map(str::to_owned);
        assert_eq!(last.as_deref(), Some("2003-12-31,3800000"));
    }

    #[test]
    fn the_huge_country_has_no_link_twice() {
        let routes = Country::huge().routes().unwrap();
        let mut ends: Vec<&str> =
            routes.lines().map(|line| line.rsplitn(3, ',').nth(2).unwrap_or(line)).collect();
        assert_eq!(ends.len(), 1 + 40_000);
        ends.sort_unstable();
        ends.dedup();
        assert_eq!(ends.len(), 1 + 40_000);
    }
}
