"""Memory as what steps share, worked out by hand."""

import pytest

from werkagenda.run.scheduling import machine_memory, memory


@pytest.mark.parametrize(
    ("total", "env", "mb"),
    [
        (16000, {}, 14400),
        # All of a node, as SLURM says it, is no number.
        (16000, {"SLURM_MEM_PER_NODE": "0"}, 14400),
        (16000, {"SLURM_MEM_PER_NODE": "6000"}, 5400),
        (16000, {"SLURM_MEM_PER_NODE": "64000"}, 14400),
    ],
)
def test_nine_tenths_of_the_machine_or_of_what_slurm_gave(total, env, mb):
    assert memory(total, env) == mb


def test_this_machine_has_some():
    assert machine_memory() > 500
