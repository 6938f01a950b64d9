"""Analyses model outputs with SALib: one JSON document in, one out (see sensitivity.rs)."""

import json
import sys
from importlib.metadata import version

import numpy as np
from SALib.analyze import morris, sobol

given = json.load(sys.stdin)
inputs = given["inputs"]
problem = {
    "num_vars": inputs,
    "names": [f"x{number}" for number in range(inputs)],
    "bounds": [[0.0, 1.0]] * inputs,
}
shares = sobol.analyze(
    problem, np.array(given["sobol_outputs"]), calc_second_order=False, num_resamples=2
)
effects = morris.analyze(
    problem,
    np.array(given["morris_points"]),
    np.array(given["morris_outputs"]),
    num_levels=given["morris_levels"],
    num_resamples=2,
)
json.dump(
    {
        "version": version("SALib"),
        "first": list(map(float, shares["S1"])),
        "total": list(map(float, shares["ST"])),
        "mu": list(map(float, effects["mu"])),
        "mu_star": list(map(float, effects["mu_star"])),
        "sigma": list(map(float, effects["sigma"])),
    },
    sys.stdout,
)
