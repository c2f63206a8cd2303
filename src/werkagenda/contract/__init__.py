"""What a table holds, written down once, and reading and writing through it. Knows no source and no product."""
