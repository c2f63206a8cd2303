"""How a step runs: settings, the tail of a script, records of what it did, content tracking, levels of disclosure."""
