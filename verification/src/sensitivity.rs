//! Agreement with `SALib`: the same designs and outputs, analysed by both.

use crate::{Failure, Section};
use haven_core::math;
use haven_study::sensitivity::{Analysis, Findings, Method, Plan, Repeats, STEP, Study};
use serde::Deserialize;
use serde_json::json;
use std::f64::consts::PI;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

/// The variable that names a Python with `SALib`.
const PYTHON: &str = "HAVEN_PYTHON";
/// Analyses with `SALib`: JSON in, JSON out.
const SCRIPT: &str = include_str!("salib.py");
/// Rows of Sobol's matrices, and trajectories.
const ROWS: (u32, u32) = (512, 40);
/// Largest difference of an index or an effect.
const BOUND: f64 = 1e-6;
/// Levels that `SALib` is told of, and the step that it takes them to have, by which it divides.
const LEVELS: (u32, f64) = (4, 2.0 / 3.0);

/// A function of uniform inputs.
struct Function {
    name: &'static str,
    inputs: usize,
    value: fn(&[f64]) -> f64,
}

const FUNCTIONS: [Function; 3] = [
    Function { name: "Ishigami, a = 7, b = 0.1", inputs: 3, value: ishigami },
    Function { name: "Sobol's g, a = 0, 1, 4.5, 9, 99, 99", inputs: 6, value: g },
    Function { name: "linear, on a base of 1,000", inputs: 4, value: linear },
];

fn ishigami(u: &[f64]) -> f64 {
    let x = |input: usize| PI * (2.0 * u[input] - 1.0);
    math::sin(x(0))
        + 7.0 * math::powi(math::sin(x(1)), 2)
        + 0.1 * math::powi(x(2), 4) * math::sin(x(0))
}

fn g(u: &[f64]) -> f64 {
    let factors = u.iter().zip([0.0, 1.0, 4.5, 9.0, 99.0, 99.0]);
    factors.map(|(u, a)| ((4.0 * u - 2.0).abs() + a) / (1.0 + a)).product()
}

fn linear(u: &[f64]) -> f64 {
    1_000.0 + u.iter().zip([3.0, -2.0, 1.0, 0.0]).map(|(u, slope)| slope * u).sum::<f64>()
}

/// What `SALib` says.
#[derive(Deserialize)]
struct Theirs {
    version: String,
    first: Vec<f64>,
    total: Vec<f64>,
    mu: Vec<f64>,
    mu_star: Vec<f64>,
    sigma: Vec<f64>,
}

/// A design played: its points, the function there, and what we say.
struct Ours {
    points: Vec<Vec<f64>>,
    outputs: Vec<f64>,
    analysis: Analysis,
}

/// Compares every function and writes the section of the report.
///
/// # Errors
/// If Python cannot be run, or has no `SALib`.
pub fn section() -> Result<Section, Failure> {
    let Some(python) = std::env::var_os(PYTHON) else {
        let markdown =
            format!("Skipped: agreement with SALib ({PYTHON} names no Python with SALib).");
        eprintln!("{markdown}");
        return Ok(Section { markdown, holds: true });
    };
    let mut rows = String::new();
    let (mut holds, mut version) = (true, String::new());
    for function in &FUNCTIONS {
        let sobol = played(function, Method::Sobol, ROWS.0)?;
        let morris = played(function, Method::Morris, ROWS.1)?;
        let theirs = ask(&python, function, &sobol, &morris)?;
        let [shares, effects] = differences(&sobol.analysis, &morris.analysis, &theirs);
        let agrees = shares <= BOUND && effects <= BOUND;
        let verdict = if agrees { "holds" } else { "fails" };
        writeln!(rows, "| {} | {shares:.1e} | {effects:.1e} | {verdict} |", function.name)?;
        holds &= agrees;
        version = theirs.version;
    }
    let (rows_sobol, trajectories) = ROWS;
    let markdown = format!(
        "Our designs ({rows_sobol} rows of Sobol's matrices, {trajectories} trajectories) and what a function \
         gives there, analysed by us and by SALib {version}: the largest difference of any first-order or \
         total index, and of any μ, μ* or σ (SALib's, times {:.4}, because it takes the step to be {:.4} and \
         ours is {STEP}). Bound: {BOUND:e}.\n\n\
         | function | indices | effects | |\n| --- | --: | --: | --- |\n{rows}",
        LEVELS.1 / STEP,
        LEVELS.1,
    );
    Ok(Section { markdown, holds })
}

fn played(function: &Function, method: Method, rows: u32) -> Result<Ours, Failure> {
    let inputs = (0..function.inputs).map(|input| format!("x{input}")).collect();
    let repeats = Repeats { rows: 0, members: 0 };
    let mut study = Study::new(Plan { method, inputs, rows, seed: 1, repeats }, 1_000);
    let (mut points, mut outputs) = (Vec::new(), Vec::new());
    while let Some(batch) = study.next_batch() {
        let values: Vec<f64> =
            batch.points.iter().map(|point| (function.value)(&point.uniforms)).collect();
        points.extend(batch.points.iter().map(|point| point.uniforms.clone()));
        outputs.extend_from_slice(&values);
        study.absorb(&batch, values.into_iter().map(|value| Some(vec![value])).collect());
    }
    let analysis = study.analyse(0).ok_or("the study has no rows")?;
    Ok(Ours { points, outputs, analysis })
}

/// Has `SALib` analyse both designs.
fn ask(
    python: &std::ffi::OsStr,
    function: &Function,
    sobol: &Ours,
    morris: &Ours,
) -> Result<Theirs, Failure> {
    let given = json!({
        "inputs": function.inputs,
        "sobol_outputs": sobol.outputs,
        "morris_points": morris.points,
        "morris_outputs": morris.outputs,
        "morris_levels": LEVELS.0,
    });
    let mut child = Command::new(python)
        .args(["-c", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{PYTHON} ({}) cannot be run: {error}", python.display()))?;
    // Dropped at the end of the statement, which closes the pipe.
    child.stdin.take().ok_or("Python takes no input")?.write_all(given.to_string().as_bytes())?;
    let output = child.wait_with_output()?;
    if !output.status.success() {
        let advice = "is SALib there? `python -m pip install SALib`";
        return Err(format!("{PYTHON} failed ({}); {advice}", output.status).into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The largest difference of indices, and of effects.
fn differences(sobol: &Analysis, morris: &Analysis, theirs: &Theirs) -> [f64; 2] {
    let largest = |ours: &[f64], theirs: &[f64], scale: f64| {
        let pairs = ours.iter().zip(theirs);
        pairs.map(|(ours, theirs)| (ours - scale * theirs).abs()).fold(0.0, f64::max)
    };
    let (mut shares, mut effects) = (f64::INFINITY, f64::INFINITY);
    if let Findings::Sobol(all) = &sobol.findings {
        let first: Vec<f64> = all.iter().map(|found| found.first.value).collect();
        let total: Vec<f64> = all.iter().map(|found| found.total.value).collect();
        shares = largest(&first, &theirs.first, 1.0).max(largest(&total, &theirs.total, 1.0));
    }
    if let Findings::Morris(all) = &morris.findings {
        let scale = LEVELS.1 / STEP;
        let of = |ours: &[f64], theirs: &[f64]| largest(ours, theirs, scale);
        let mu: Vec<f64> = all.iter().map(|found| found.mu.value).collect();
        let mu_star: Vec<f64> = all.iter().map(|found| found.mu_star.value).collect();
        let sigma: Vec<f64> = all.iter().map(|found| found.sigma.value).collect();
        let three = [of(&mu, &theirs.mu), of(&mu_star, &theirs.mu_star), of(&sigma, &theirs.sigma)];
        effects = three.into_iter().fold(0.0, f64::max);
    }
    [shares, effects]
}
