//! Invented scenarios in which small groups arise: hamlets of a hundred or two, a group of two in a thousand, a
//! ford that hardly anybody takes.

use crate::common::{Scratch, counted_camps};
use std::fs;

/// Homes, by name; their areas are `Westmark` and `Eastmark`.
pub const HOMES: [&str; 4] = ["Orhan", "Pell", "Quay", "Ridge"];

/// What is assumed of how strong actors are, and become: it stands in no output.
pub const STRENGTHS: [&str; 6] =
    ["1234.567", "2345.589", "678.213", "987.731", "3.061723", "7.561919"];

const PLACES: &str = "\
id,name,kind,country,admin1,lat,lon,residents,capacity
orhan,Orhan,settlement,XAA,Westmark,41.00,20.00,24000,
pell,Pell,settlement,XAA,Westmark,41.15,20.10,4000,
quay,Quay,settlement,XAA,Eastmark,41.30,20.05,260,
ridge,Ridge,settlement,XAA,Eastmark,41.35,20.25,130,
pass,South Pass,crossing,XAB,Farmark,41.45,20.10,,
ford,Little Ford,crossing,XAB,Farmark,41.45,20.60,,
tents,Tents,camp,XAB,Farmark,41.55,20.10,,4000
barracks,Barracks,camp,XAB,Farmark,41.60,20.40,,9000
";
const LINKS: &str = "\
from,to,km
orhan,pell,20
pell,quay,22
pell,ridge,24
quay,pass,18
ridge,pass,19
ridge,ford,70
pass,tents,12
ford,barracks,30
pass,barracks,35
";

fn write(scratch: &Scratch, folder: &str, files: &[(&str, String)]) {
    fs::create_dir_all(scratch.0.join(folder)).unwrap();
    for (name, text) in files {
        fs::write(scratch.0.join(folder).join(name), text).unwrap();
    }
}

/// A crisis that begins in this year.
pub fn crisis(scratch: &Scratch, folder: &str, year: u32) {
    let settings = format!(
        "title = \"The marks\"\nstart = {year}-06-01\norigin = {year}-06-01\ndays = 42\n\
         movement = \"haven\"\nhome_country = \"XAA\"\n\n\
         [[axis]]\nid = \"advance\"\ntitle = \"Who advances?\"\n\n\
         [[axis.what_if]]\nid = \"army-advance\"\ntitle = \"The army advances\"\n\n\
         [[axis.what_if.campaigns]]\nid = \"to_orhan\"\nactor = \"army\"\nkind = \"advance\"\n\
         objectives = [\"orhan\", \"pell\"]\nfrom = {year}-06-05\n\n\
         [[axis]]\nid = \"gates\"\ntitle = \"Do gates stay open?\"\n\n\
         [[axis.what_if]]\nid = \"pass-shut\"\ntitle = \"The pass is shut\"\n\
         crossings = [{{ place = \"pass\", from = {year}-06-12, state = \"closed\" }}]\n\n\
         [claim]\ntext = \"Many will come.\"\nmeasure = \"crossed\"\nsubject = \"XAB\"\nlow = 1000\n\
         high = 9000\nsource = \"Gazette\"\n"
    );
    let control = format!(
        "valid_from,place,actor\n{year}-06-01,orhan,rebels\n{year}-06-01,pell,rebels\n\
         {year}-06-01,quay,rebels\n{year}-06-01,ridge,army\n"
    );
    let files = [
        ("places.csv", PLACES.to_owned()),
        ("links.csv", LINKS.to_owned()),
        ("scenario.toml", settings),
        ("control.csv", control),
        (
            "actors.csv",
            "id,name,hostile_to,strength_low,strength_high\narmy,Army,rebels,1234.567,2345.589\n\
             rebels,Rebels,army,678.213,987.731\n"
                .to_owned(),
        ),
        (
            "supply_sources.csv",
            "actor,place,rate\narmy,ridge,\"LU(3.061723, 7.561919)\"\n".to_owned(),
        ),
        ("groups.csv", "group,place,share\nmany,,0.998\nherders,,0.002\n".to_owned()),
        (
            "crossings.csv",
            "place,state,quota_per_day\npass,limited,900\nford,limited,60\n".to_owned(),
        ),
    ];
    write(scratch, folder, &files);
}

/// The same by Flee's rules.
pub fn simple(scratch: &Scratch, folder: &str) {
    let settings = "\
title = \"The marks\"\nstart = 2031-06-01\ndays = 42\nmovement = \"flee\"\n\
departures = { by = \"conflict\", mode = \"population_ratio\", rate_per_day = 0.008 }\n\
home_country = \"XAA\"\n";
    let events =
        "date,place,intensity\n2031-06-05,orhan,1\n2031-06-05,quay,1\n2031-06-05,ridge,1\n";
    let files = [
        ("places.csv", PLACES.to_owned()),
        ("links.csv", LINKS.to_owned()),
        ("scenario.toml", settings.to_owned()),
        ("events.csv", events.to_owned()),
        ("groups.csv", "group,place,share\nmany,,0.99\nherders,,0.01\n".to_owned()),
    ];
    write(scratch, folder, &files);
}

/// All of them, with a Flee folder that has counts.
pub fn all(scratch: &Scratch) {
    crisis(scratch, "young", 2031);
    crisis(scratch, "old", 2012);
    simple(scratch, "simple");
    counted_camps(scratch, "counted", "2030-01-01");
}
