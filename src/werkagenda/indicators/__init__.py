"""The registry of indicators, the e-file, progress and typology."""
