"""Inflow and graduates: groups of programmes, suppressed counts, sums."""
