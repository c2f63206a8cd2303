"""The zip that leaves the secure environment, out and in."""
