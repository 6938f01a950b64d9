//! What a command costs, and the two systems' commands.

use crate::shell::{self, Failure};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The release of Flee on the Python package index that is compared with.
pub const FLEE: &str = "flee==3.1";

/// Seconds after which a command is given up.
const PATIENCE_SECONDS: &str = "600";

/// What a finished command used.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// CPU seconds, user and system.
    pub cpu_seconds: f64,
    /// Seconds on the clock.
    pub wall_seconds: f64,
    /// Largest resident memory, megabytes (10⁶ bytes).
    pub peak_megabytes: f64,
}

/// Both systems, ready to run.
pub struct Systems {
    haven: PathBuf,
    python: PathBuf,
    /// Where generated folders and results go.
    pub scratch: PathBuf,
}

impl Systems {
    /// Builds Haven and, the first time, installs Flee in a virtual environment of its own.
    pub fn prepare() -> Result<Self, Failure> {
        shell::run(shell::cargo().args(["build", "--release", "--quiet", "-p", "haven-cli"]))?;
        let target = target_folder()?;
        let environment = target.join("flee-3.1");
        let python = environment.join("bin").join("python");
        if !shell::succeeds(Command::new(&python).args(["-c", "import flee"])) {
            eprintln!("installing {FLEE} in {}", environment.display());
            shell::run(shell::program("python3").args(["-m", "venv"]).arg(&environment))?;
            let pip = ["-m", "pip", "install", "--quiet", FLEE];
            shell::run(Command::new(&python).args(pip))?;
        }
        let scratch = target.join("bench");
        std::fs::create_dir_all(&scratch)?;
        Ok(Self { haven: target.join("release").join("haven"), python, scratch })
    }

    /// Plays a folder once with Flee.
    pub fn flee(&self, folder: &Path) -> Result<Cost, Failure> {
        let runner = shell::root().join("benches").join("flee_runner.py");
        self.measure(&[&self.python, &runner, folder])
    }

    /// Plays members 0..`members` of a folder with Haven, outputs as by default.
    pub fn haven(&self, folder: &Path, members: u32, threads: u32) -> Result<Cost, Failure> {
        let (members, threads) = (members.to_string(), threads.to_string());
        let out = self.scratch.join("haven-out");
        if out.exists() {
            std::fs::remove_dir_all(&out)?;
        }
        let mut words = self.haven_command(folder);
        let options = ["--members", &members, "--threads", &threads, "--out"];
        words.extend(options.map(PathBuf::from));
        words.push(out);
        self.measure(&words.iter().map(PathBuf::as_path).collect::<Vec<_>>())
    }

    /// The command that plays a folder with Haven, without options.
    pub fn haven_command(&self, folder: &Path) -> Vec<PathBuf> {
        vec![self.haven.clone(), "run".into(), folder.into(), "--seed".into(), "1".into()]
    }

    fn measure(&self, words: &[&Path]) -> Result<Cost, Failure> {
        let script = shell::root().join("benches").join("measure.py");
        let printed = shell::output(
            Command::new(&self.python).arg(script).arg(PATIENCE_SECONDS).args(words),
        )?;
        let line: serde_json::Value = serde_json::from_str(printed.trim())?;
        let number = |key: &str| line[key].as_f64().ok_or_else(|| format!("no {key} in {printed}"));
        Ok(Cost {
            cpu_seconds: number("cpu_s")?,
            wall_seconds: number("wall_s")?,
            peak_megabytes: number("peak_kb")? * 1024.0 / 1e6,
        })
    }
}

/// Draws that split a cohort in one member, and nanoseconds for each, as `verification` prints them.
pub fn splits(folder: &Path) -> Result<(String, String), Failure> {
    let what = ["run", "--release", "--quiet", "-p", "verification", "--", "splits"];
    let table = shell::output(shell::cargo().args(what).arg(folder))?;
    let row = table.trim().lines().last().unwrap_or_default();
    let cells: Vec<&str> = row.split('|').map(str::trim).collect();
    match cells.as_slice() {
        [_, _, splits, _, nanoseconds, _] => Ok((splits.to_string(), nanoseconds.to_string())),
        _ => Err(format!("`verification splits` printed another table: {table}").into()),
    }
}

/// Cargo's target folder: the one that this program was built in.
pub fn target_folder() -> Result<PathBuf, Failure> {
    let program = std::env::current_exe()?;
    let folder = program.parent().and_then(Path::parent).map(Path::to_owned);
    folder.ok_or_else(|| "this program lies in no target folder".into())
}
