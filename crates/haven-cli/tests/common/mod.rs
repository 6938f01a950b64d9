//! Runs the program as a user does, in a folder of the test's own.

#![allow(dead_code, reason = "each test that includes this file uses a part of it")]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// An empty folder, removed with everything in it when dropped.
pub struct Scratch(pub PathBuf);

impl Scratch {
    /// A folder for the test with this name.
    pub fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("haven-cli-{test}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// The program with these arguments, to be run in this folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_haven"));
        command.args(arguments).current_dir(&self.0).env_remove("COLUMNS");
        command
    }

    /// Runs the program with these arguments to its end.
    pub fn haven(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs the program, which has to succeed, and gives its standard output.
    pub fn succeed(&self, arguments: &[&str]) -> String {
        let output = self.haven(arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {errors}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// A file of the folder.
    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.0.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Names in the folder, hidden ones included.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A Flee folder: one town in conflict, two camps that are counted every ten days.
pub fn counted_camps(scratch: &Scratch, name: &str, start: &str) {
    let root = scratch.0.join(name);
    let days = 130;
    let conflict: String = (0..=days).map(|day| format!("{day},1\n")).collect();
    let months = ["01", "02", "03", "04", "05"];
    let counts = |per_day: i64| -> String {
        let days = months.iter().flat_map(|month| ["01", "11", "21"].map(|day| (month, day)));
        let row = |(k, (month, day)): (i64, (&&str, &str))| {
            format!("2030-{month}-{day},{}\n", 100 + 10 * k * per_day)
        };
        (0..).zip(days).map(row).collect()
    };
    let files = [
        ("input_csv/locations.csv", "#name,region,country,lat,lon,location_type,conflict_date,population\nTown,R,Here,0,0,conflict_zone,0,50000\nNorth,R,There,1,0,camp,,9000\nSouth,R,There,-1,0,camp,,9000\n".to_owned()),
        ("input_csv/routes.csv", "#name1,name2,distance,forced_redirection\nTown,North,90,0\nTown,South,120,0\n".to_owned()),
        ("input_csv/closures.csv", "#closure_type,name1,name2,closure_start,closure_end\n".to_owned()),
        ("input_csv/conflicts.csv", format!("#Day,Town\n{conflict}")),
        ("input_csv/sim_period.csv", format!("StartDate,{start}\nLength,{days}\n")),
        ("source_data/data_layout.csv", "total,refugees.csv\nNorth,north.csv\nSouth,south.csv\n".to_owned()),
        ("source_data/refugees.csv", counts(30)),
        ("source_data/north.csv", counts(20)),
        ("source_data/south.csv", counts(10)),
        ("simsetting.yml", "spawn_rules:\n  take_from_population: false\n".to_owned()),
    ];
    for (file, text) in files {
        let path = root.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// The published instances, where they are: in `$HAVEN_SHARED/instances`, or in `shared/instances`
/// beside the checkout.
pub fn instances() -> Option<PathBuf> {
    let beside = || Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"));
    let shared = std::env::var_os("HAVEN_SHARED").map(PathBuf::from).or_else(beside)?;
    Some(shared.join("instances")).filter(|path| path.is_dir())
}
