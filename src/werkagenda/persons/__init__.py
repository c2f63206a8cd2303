"""Tables with a row per person: cohorts, background, jobs, attrition. What it makes stays under `results/persoon`."""
