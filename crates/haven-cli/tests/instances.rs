//! The published Flee instances run to the end, their files unchanged: here at a hundredth of the
//! people, so that the test stays short.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use common::{Scratch, instances};

#[test]
fn every_published_instance_runs_to_the_end() {
    let Some(instances) = instances() else {
        println!("skipped: no shared/instances here (set HAVEN_SHARED)");
        return;
    };
    let scratch = Scratch::new("instances");
    let mut count = 0;
    for entry in instances.read_dir().unwrap() {
        let path = entry.unwrap().path();
        if !path.join("simsetting.yml").is_file() {
            continue;
        }
        let name = path.file_name().unwrap().to_str().unwrap();
        let source = path.to_str().unwrap();
        let common = ["run", source, "--members", "2", "--seed", "1", "--quiet", "--out", name];
        let small = ["--set", "scale_divisor=100"];
        let text = scratch.succeed(&[&common[..], &small[..]].concat());
        assert!(text.contains("2 members"), "{name}: {text}");
        let out = String::from_utf8(scratch.read(&format!("{name}/out.csv"))).unwrap();
        assert!(out.starts_with("Day,Date,"), "{name}");
        count += 1;
    }
    assert!(count > 0, "no instance in {}", instances.display());
}
