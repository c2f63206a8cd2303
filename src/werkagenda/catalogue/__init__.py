"""What a machine reads of the monitor: its tables described, from contracts and texts; never a row of a person."""
