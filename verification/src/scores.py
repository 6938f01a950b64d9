"""Scores of forecasts by scoringrules, numpy and scipy, for comparison with ours.

Reads lines `counted,member,member,...`; a first line holds skills of conflicts. Writes for each
line the numbers in the order of `scores.rs`.
"""

import sys

import numpy as np
import scipy.stats
import scoringrules

LEVELS = (0.5, 0.8, 0.95)


def log_score(counted, members):
    logs = np.log1p(members)
    spread = logs.std(ddof=1)
    robust = (np.quantile(logs, 0.75) - np.quantile(logs, 0.25)) / 1.34
    if robust > 0:
        spread = min(spread, robust)
    bandwidth = max(0.9 * spread * len(logs) ** -0.2, 0.02)
    kernel = scipy.stats.logistic(loc=logs, scale=bandwidth * np.sqrt(3) / np.pi)
    high = np.log1p(counted + 0.5)
    if counted == 0:
        return -np.log(np.mean(kernel.cdf(high)))
    low = np.log1p(counted - 0.5)
    # Either tail from its own end: a difference of two numbers near 1 has no digits left.
    below, above = kernel.cdf(high) - kernel.cdf(low), kernel.sf(low) - kernel.sf(high)
    return -np.log(np.mean(np.where(low > logs, above, below)))


def interval_scores(counted, members):
    """The median's distance and each central interval, weighed as Bracher et al. (2021) do.

    scoringrules 0.10.0 has a weighted interval score, but it adds half of the median itself
    instead of half of its distance.
    """
    total = 0.5 * abs(counted - np.quantile(members, 0.5))
    for level in LEVELS:
        alpha = 1 - level
        low, high = np.quantile(members, [alpha / 2, 1 - alpha / 2])
        total += alpha / 2 * scoringrules.interval_score(counted, low, high, alpha)
    return total / (len(LEVELS) + 0.5)


def scores(counted, members):
    yield scoringrules.crps_ensemble(counted, members, estimator="nrg")
    yield scoringrules.crps_ensemble(counted, members, estimator="fair")
    yield interval_scores(counted, members)
    yield log_score(counted, members)
    for level in LEVELS:
        yield from np.quantile(members, [0.5 - level / 2, 0.5 + level / 2])


def across(skills):
    yield np.mean(skills)
    error = scipy.stats.sem(skills)
    yield from scipy.stats.t.interval(0.95, len(skills) - 1, loc=np.mean(skills), scale=error)


first, *lines = (np.array([float(cell) for cell in line.split(",")]) for line in sys.stdin)
print(",".join(repr(float(number)) for number in across(first)))
for line in lines:
    print(",".join(repr(float(number)) for number in scores(line[0], line[1:])))
