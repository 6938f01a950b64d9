"""Plays a Flee folder with the installed `flee` package (3.1), for comparing costs.

Usage: python flee_runner.py FOLDER

The package has no command of its own. This does what a Flee user's script does with its public
interface, without output but for one line at the end: people in the simulation and in its camps.
"""

import os
import sys

from flee import InputGeography, flee, spawning
from flee.datamanager import handle_refugee_data, read_period
from flee.SimulationSettings import SimulationSettings


def build(folder: str):
    """Reads the folder: the simulated system, its geography, its counts, its camps, its days."""
    tables = os.path.join(folder, "input_csv")
    SimulationSettings.ReadFromYML(os.path.join(folder, "simsetting.yml"))
    SimulationSettings.ConflictInputFile = os.path.join(tables, "conflicts.csv")
    start, days = read_period.read_conflict_period(os.path.join(tables, "conflict_period.csv"))

    geography = InputGeography.InputGeography()
    geography.ReadConflictInputCSV(SimulationSettings.ConflictInputFile)
    geography.ReadLocationsFromCSV(os.path.join(tables, "locations.csv"))
    geography.ReadLinksFromCSV(os.path.join(tables, "routes.csv"))
    geography.ReadClosuresFromCSV(os.path.join(tables, "closures.csv"))

    ecosystem = flee.Ecosystem()
    ecosystem, locations = geography.StoreInputGeographyInEcosystem(ecosystem)
    counts = handle_refugee_data.RefugeeTable(
        data_directory=os.path.join(folder, "source_data"),
        data_layout="data_layout.csv",
        start_date=start,
        csvformat="generic",
        population_scaledown_factor=int(SimulationSettings.optimisations["PopulationScaleDownFactor"]),
    )
    camps = [locations[name] for name in ecosystem.get_camp_names()]
    return ecosystem, geography, counts, camps, days


def main() -> None:
    ecosystem, geography, counts, camps, days = build(sys.argv[1])
    for camp in camps:
        spawning.add_initial_refugees(ecosystem, counts, camp)
    for day in range(days):
        geography.AddNewConflictZones(ecosystem, day)
        spawning.spawn_daily_displaced(ecosystem, day, counts)
        spawning.refresh_spawn_weights(ecosystem)
        ecosystem.enact_border_closures(day)
        ecosystem.evolve()
    print(ecosystem.numAgents(), sum(camp.numAgents for camp in camps))


if __name__ == "__main__":
    main()
