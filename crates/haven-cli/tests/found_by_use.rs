//! Faults that were found by using the program, each tried as its finder did.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use common::Scratch;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// A small invented crisis, with every table.
fn valley() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bad/crisis/good");
    root.canonicalize().unwrap().to_string_lossy().into_owned()
}

fn json(scratch: &Scratch, arguments: &[&str]) -> Value {
    let text = scratch.succeed(&[arguments, &["--json", "--quiet"]].concat());
    serde_json::from_str(&text).unwrap()
}

const SMALL: [&str; 4] = ["--members", "4", "--seed", "3"];
const HALF: &str = "[[what_if]]\naxis = \"gates\"\nid = \"half\"\nquota_factor = 0.5\n";

#[test]
fn half_a_quota_is_the_same_in_a_file_and_on_the_command_line() {
    let (scratch, valley) = (Scratch::new("found-quota"), valley());
    fs::write(scratch.0.join("half.toml"), HALF).unwrap();
    let run = |more: &[&str], out: &str| {
        let arguments = [&["run", valley.as_str()], &SMALL[..], more, &["--out", out]].concat();
        let document = json(&scratch, &arguments);
        document["headline"]["crossed"]["mean"].as_f64().unwrap()
    };
    let usual = run(&[], "a");
    let half = run(&["--what-if-file", "half.toml", "--what-if", "half"], "b");
    assert_eq!(half, run(&["--set", "quota=×0.5"], "c"));
    assert!(half < 0.8 * usual, "{half} {usual}");
}

#[test]
fn warnings_about_a_file_of_what_ifs_are_told_and_check_reads_it() {
    let (scratch, valley) = (Scratch::new("found-check"), valley());
    let file = "[[what_if]]\naxis = \"advance\"\nid = \"in-vain\"\ncampaigns = [{ id = \"x\", \
        actor = \"raiders\", kind = \"advance\", objectives = [\"tarn\"], from = 2030-03-15 }]\n\
        crossings = [{ place = \"grey_bridge\", from = 2030-03-15, state = \"open\", quota_per_day = 0.5 }]\n";
    fs::write(scratch.0.join("mine.toml"), file).unwrap();
    let checked = scratch.succeed(&["check", &valley, "--what-if-file", "mine.toml"]);
    for part in ["mine.toml:", "[already-held]", "[low-quota]", "2 warnings"] {
        assert!(checked.contains(part), "no `{part}` in\n{checked}");
    }
    let run = ["run", &valley, "--what-if-file", "mine.toml", "--what-if", "in-vain"];
    let output = scratch.haven(&[&run[..], &SMALL, &["--out", "a"]].concat());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("2 warnings") && said.contains("--what-if-file mine.toml"), "{said}");
    let flee = scratch.haven(&["check", "first-steps", "--what-if-file", "mine.toml"]);
    assert_eq!(flee.status.code(), Some(2));
}

#[test]
fn what_can_be_accepted_is_advised_where_it_is_accepted_alone() {
    let (scratch, valley) = (Scratch::new("found-accept"), valley());
    let late = "[[what_if]]\naxis = \"gates\"\nid = \"late\"\ncrossings = [{ place = \"*\", \
                country = \"XAB\", from = 2040-03-20, state = \"closed\" }]\n";
    fs::write(scratch.0.join("late.toml"), late).unwrap();
    let run = ["run", &valley, "--what-if-file", "late.toml", "--what-if", "late", "--quiet"];
    let said = |arguments: &[&str]| {
        let output = scratch.haven(arguments);
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (ended, told) = said(&[&run[..], &SMALL].concat());
    assert_eq!(ended, Some(2), "{told}");
    assert!(told.contains("`--accept after-the-end` runs it all the same"), "{told}");
    let accepted = said(&[&run[..], &SMALL, &["--accept", "after-the-end", "--out", "a"]].concat());
    assert_eq!(accepted, (Some(0), String::new()));
    fs::write(scratch.0.join("twice.csv"), "stayers,stayers\n0.1,0.2\n").unwrap();
    let (ended, told) = said(&["run", &valley, "--parameters", "twice.csv", "--quiet"]);
    assert_eq!(ended, Some(2), "{told}");
    assert!(told.contains("twice.csv:1:9") && !told.contains("--accept"), "{told}");
}

#[test]
fn places_and_actors_are_listed() {
    let (scratch, valley) = (Scratch::new("found-places"), valley());
    let text = scratch.succeed(&["places", &valley]);
    for part in ["grey_bridge", "Grey Bridge", "crossing", "limited, 350 (215–485) a day"] {
        assert!(text.contains(part), "no `{part}` in\n{text}");
    }
    let actors = scratch.succeed(&["actors", &valley, "--json"]);
    let document: Value = serde_json::from_str(&actors).unwrap();
    assert_eq!(document["actors"][0]["part_of"], "union");
    assert!(!actors.contains("strength"), "{actors}");
}

#[test]
fn a_place_is_asked_for_by_any_of_its_names() {
    let scratch = Scratch::new("found-place");
    let common = ["explain", "aleppo-2014", "--days", "40", "--what-if", "both-advance"];
    let counted = |place: &str| {
        let document = json(&scratch, &[&common[..], &SMALL, &["--place", place]].concat());
        let people = document["arrivals"][0]["people"]["mean"].as_f64().unwrap();
        (document["counted"].as_str().unwrap().to_owned(), people)
    };
    let kilis = counted("Kilis");
    assert_eq!(kilis, counted("kilis"));
    assert!(kilis.0.starts_with("at Kilis") && kilis.1 > 0.0, "{kilis:?}");
    let gate = counted("oncupinar");
    assert_eq!(gate.0, "through Oncupinar crossing");
    let turkey = counted("Turkey");
    assert!(kilis.1 < turkey.1 && gate.1 < turkey.1);
    let refused = |place: &str| {
        let output = scratch.haven(&[&common[..], &SMALL, &["--place", place]].concat());
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(refused("Killis").to_lowercase().contains("did you mean `kilis`"));
    assert!(refused("Azaz").contains("inside the country"));
}

#[test]
fn nothing_is_said_of_strength_not_even_as_a_condition() {
    let scratch = Scratch::new("found-strength");
    let common = ["explain", "aleppo-2014", "--days", "30", "--what-if", "both-advance"];
    let reach = ["--reach", "20000..40000", "--place", "Turkey", "--members", "20", "--seed", "3"];
    let text = scratch.succeed(&[&common[..], &reach, &["--json", "--quiet"]].concat());
    assert!(text.contains("\"shifts\"") && text.contains("\"needed\""));
    assert!(!text.contains("strength: ") && !text.contains("supplies of "), "{text}");
}

#[test]
fn terminal_and_page_prepare_for_the_same_and_it_can_be_chosen() {
    let scratch = Scratch::new("found-prepare");
    let common = ["compare", "aleppo-2014", "--days", "40", "--members", "3", "--seed", "3"];
    for (more, title, out) in [
        (&[][..], "Both advance", "a"),
        (&["--prepare-for", "both-advance+gates-shut"], "Both advance, gates shut", "b"),
    ] {
        let arguments = [&common[..], more, &["--no-attempts", "--quiet", "--out", out]].concat();
        let text = scratch.succeed(&arguments);
        assert!(text.contains(&format!("To prepare for in Turkey with \"{title}\":")), "{text}");
        let page = String::from_utf8(scratch.read(&format!("{out}/report.html"))).unwrap();
        assert!(page.contains(&format!("{title}: people to receive in Turkey.")));
        let more = "More come with \"Both advance, the fence is opened\"";
        let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(plain.contains(more) && page.contains("--prepare-for both-advance+fence-opened"));
    }
}

#[test]
fn things_are_not_hidden_like_people_and_a_limit_is_told_as_it_was_given() {
    let (scratch, valley) = (Scratch::new("found-things"), valley());
    let arguments = ["compare", &valley, "--exceed", "10", "--quiet", "--out", "a"];
    let text = scratch.succeed(&[&arguments[..], &SMALL].concat());
    let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(plain.contains("by more than 10 people"), "{text}");
    let page = String::from_utf8(scratch.read("a/report.html")).unwrap();
    assert!(page.contains("by more than 10 people"));
    assert!(!text.contains("latrines at first: <25") && !text.contains("+<25"));
}

#[test]
fn every_text_fits_the_terminal() {
    let (scratch, valley) = (Scratch::new("found-width"), valley());
    let aleppo = ["--days", "20", "--members", "3", "--seed", "3", "--quiet"];
    let what_ifs = ["--what-if", "both-advance", "--what-if", "both-advance+fence-opened"];
    let commands: Vec<Vec<&str>> = vec![
        [&["compare", "aleppo-2014", "--force", "--out", "c"], &aleppo[..], &what_ifs].concat(),
        [&["explain", "aleppo-2014"], &aleppo[..], &what_ifs].concat(),
        [&["explain", "aleppo-2014", "--reach", "1000..900000"], &aleppo[..], &what_ifs].concat(),
        [&["run", &valley, "--quiet", "--force", "--out", "r"], &SMALL[..]].concat(),
        [
            &["run", "first-steps", "--quiet", "--track", "origin", "--force", "--out", "f"],
            &SMALL[..],
        ]
        .concat(),
        vec!["places", &valley],
        vec!["places", "aleppo-2014"],
        vec!["actors", "aleppo-2014"],
    ];
    for width in [80, 120, 160] {
        for command in &commands {
            let output =
                scratch.command(command).env("COLUMNS", width.to_string()).output().unwrap();
            let text = String::from_utf8(output.stdout).unwrap();
            assert!(output.status.success() && !text.is_empty(), "{command:?}");
            let long = text.lines().find(|line| line.chars().count() > width);
            assert!(long.is_none(), "{width}: {command:?}: {long:?}");
        }
    }
}

#[test]
fn hastened_folders_are_told_in_people() {
    let scratch = Scratch::new("found-hasten");
    let good = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bad/good");
    let good = good.canonicalize().unwrap().to_string_lossy().into_owned();
    let run = |more: &[&str], out: &str| {
        let arguments = [&["run", good.as_str()], &SMALL[..], more, &["--out", out]].concat();
        let document = json(&scratch, &arguments);
        let summary = String::from_utf8(scratch.read(&format!("{out}/summary.csv"))).unwrap();
        let last = summary.lines().rfind(|row| row.contains(",total,stock,")).unwrap().to_owned();
        let stored: f64 = last.split(',').nth(4).unwrap().parse().unwrap();
        let total = &document["total"];
        assert_eq!(stored, total["stock_people"]["mean"].as_f64().unwrap());
        (total["stock_people"]["mean"].as_f64().unwrap(), total["counted_people"].as_f64().unwrap())
    };
    let (usual, counted) = run(&[], "a");
    let (hastened, also_counted) = run(&["--set", "scale_divisor=10"], "b");
    assert!((hastened / usual - 1.0).abs() < 0.2, "{hastened} {usual}");
    assert!((also_counted - counted).abs() < 10.0, "{also_counted} {counted}");
    let arguments = ["run", &good, "--set", "scale_divisor=10", "--quiet", "--force", "--out", "c"];
    let text = scratch.succeed(&[&arguments[..], &SMALL].concat());
    assert!(text.contains("In people, in steps of 10"), "{text}");
}
