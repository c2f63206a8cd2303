"""Steps as copies of one warm process, instead of each a Python that starts and imports anew (Linux).

Importing is most of the processor time of a small step. So one process imports the packages once and copies itself per
step (`fork`): a copy starts in milliseconds, with memory of its own. It runs the very file that Snakemake would have
started. Where that can't be (Windows, a step that asks for threads of its own),
Snakemake starts the step as it always does. `tests/workflow/test_warm.py` pins what this leans on.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import subprocess
import sys
import traceback
import warnings
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, NoReturn

import werkagenda
from werkagenda.contract.yaml_file import read_yaml
from werkagenda.errors import InputError
from werkagenda.run.lineage import packages

if TYPE_CHECKING:
    from collections.abc import Iterator

# What most steps import. A copy has none of the threads that an import starts: those of pyarrow and polars belong to
# their allocators, which do without, and to what polars puts on disk when memory is short, which it is not told to do.
# The threads that polars works with start with its first work, and so in the copy.
PRELOAD = (
    "jinja2",
    "jsonschema",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "matplotlib.figure",
    "pandas",
    "polars",
    "polars_readstat",
    "psutil",
    "pyarrow.dataset",
    "pyarrow.parquet",
    "pyreadstat",
    "snakemake.io",
    "snakemake.iocontainers",
    "snakemake.logging",
)
# The room of the workflow's own process, and what of it a step begins with.
_RUN, _STEP = "werkagenda.run.", "werkagenda.run.step"
# Who asks for one figure waits for it: its modules go before those of the other rooms.
_EERST = "werkagenda.figures."
# May be missing (`config/ra`): steps do without.
_OPTIONAL = frozenset({"polars_readstat"})
# What most steps read of: parsed beforehand, and known by its content (`read_yaml`).
_READ = ("resources", "report")
# The same as Snakemake sets for a step of one thread.
_EEN_DRAAD = dict.fromkeys(
    (
        "OMP_NUM_THREADS",
        "GOTO_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
        "VECLIB_MAXIMUM_THREADS",
        "NUMEXPR_NUM_THREADS",
    ),
    "1",
)
_TIJDELIJK = ("TMPDIR", "TMP", "TEMPDIR", "TEMP")
_GROOTSTE_BERICHT = 1 << 16


class WarmProcess:
    """The warm process as the workflow sees it: it runs scripts for several threads at once.

    `peak` is the most memory that a step used, in MB.
    """

    def __init__(self) -> None:
        """Start nothing yet: a run with nothing to do has no use for it."""
        self.peak = 0.0
        self._deur: socket.socket | None = None
        self._slot = Lock()

    def use(self) -> None:
        """Let Snakemake run its Python scripts in copies of the warm process, where that can be."""
        if sys.platform != "linux":
            return
        from snakemake.script import PythonScript  # noqa: PLC0415 - the warm process itself does without

        if self._deur is None:
            self.start()
        gewoon = PythonScript.execute_script

        def execute_script(script: Any, fname: Any, edit: bool = False) -> None:  # noqa: ANN401, FBT001, FBT002
            elders = (script.container_img, script.conda_env, script.env_modules, script.shadow_dir)
            code = None
            if script.threads == 1 and not any(elders):
                tijdelijk = script.resources.get("tmpdir")
                env = dict.fromkeys(_TIJDELIJK, tijdelijk) if tijdelijk else {}
                code = self.run(os.fspath(fname), env, script.bench_record)
            if code is None:
                gewoon(script, fname, edit)
            elif code:
                raise subprocess.CalledProcessError(code, f"{sys.executable} {fname}")

        PythonScript.execute_script = execute_script

    def start(self) -> None:
        """Start the warm process; its imports go on beside the workflow's own work. It ends with this process."""
        if sys.platform != "linux":
            return
        self._deur, andere = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with andere:
            opdracht = [sys.executable, "-m", __name__, str(andere.fileno())]
            self._proces = subprocess.Popen(  # noqa: S603 - our own command
                opdracht, pass_fds=[andere.fileno()], env=os.environ | _EEN_DRAAD
            )
        # It would end by itself, but not before it has imported all.
        atexit.register(self._proces.kill)

    def run(self, script: str, env: dict[str, str], bench: Any = None) -> int | None:  # noqa: ANN401 - Snakemake's own
        """Run a Python file to its end and return its exit code (-9: ended by signal 9); None when it was not started.

        `env` is set in its environment; `bench` is Snakemake's record of a step's time and memory, or None.
        """
        if self._deur is None:
            return None
        # The copy waits at the gate until its time and memory are looked at: else it may be gone before.
        poort, open_poort = os.pipe()
        lezen, schrijven = os.pipe()
        with os.fdopen(lezen, "rb") as antwoord, os.fdopen(open_poort, "wb", 0) as start:
            try:
                with self._slot:
                    socket.send_fds(self._deur, [json.dumps([script, env]).encode()], [schrijven, poort])
            except OSError:
                # The warm process was ended: from now on steps start as they always did.
                return None
            finally:
                os.close(schrijven)
                os.close(poort)
            if not (kind := antwoord.readline()):
                return None
            with _measured(int(kind), bench):
                start.close()
                einde = antwoord.readline()
        # Without an answer the warm process was ended while the step ran: nobody knows how that went.
        code, piek = json.loads(einde) if einde else (-signal.SIGKILL, 0.0)
        self.peak = max(self.peak, piek)
        return int(code)


def _measured(pid: int, bench: Any) -> AbstractContextManager[Any]:  # noqa: ANN401 - Snakemake's own
    if bench is None:
        return nullcontext()
    from snakemake.benchmark import benchmarked  # noqa: PLC0415 - only for a step with a benchmark

    context: AbstractContextManager[Any] = benchmarked(pid, bench)
    return context


def _copy(script: str, env: dict[str, str]) -> NoReturn:
    """Run a script as `python script` would, in a process that has just been copied."""
    code = 1
    try:
        os.environ.update(env)
        sys.argv[:] = [script]
        sys.path[0] = os.path.dirname(script)  # noqa: PTH120 - as Python itself
        try:
            runpy.run_path(script, run_name="__main__")
            code = 0
        except SystemExit as einde:
            # As Python itself: no code is success, words are said and are a failure.
            code = einde.code if isinstance(einde.code, int) else int(einde.code is not None)
            if isinstance(einde.code, str):
                sys.stderr.write(f"{einde.code}\n")
        except BaseException:  # noqa: BLE001 - a process of its own: this is its end
            traceback.print_exc()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _say(antwoord: int, wat: str) -> None:
    # Whoever asked may be gone.
    with suppress(OSError):
        os.write(antwoord, f"{wat}\n".encode())


def _answer_for_ended(antwoorden: dict[int, int]) -> None:
    """Say of every copy that has ended how it went; `antwoorden` has where to say so, by process."""
    while antwoorden:
        pid, staat, gebruik = os.wait4(-1, os.WNOHANG)
        if not pid:
            return
        antwoord = antwoorden.pop(pid)
        _say(antwoord, json.dumps([os.waitstatus_to_exitcode(staat), gebruik.ru_maxrss / 1024]))
        os.close(antwoord)


def _own_modules() -> list[str]:
    """Return the modules that steps use: all but those that belong to the workflow's own process."""
    alle = (module.name for module in pkgutil.walk_packages(werkagenda.__path__, "werkagenda."))
    eigen = [naam for naam in alle if naam == _STEP or not naam.startswith(_RUN)]
    return sorted(eigen, key=lambda naam: not naam.startswith(_EERST))


def _prepare() -> Iterator[None]:
    """Import and read beforehand what steps would each import and read, in pieces: a step need not wait for the last.

    First what takes every step long, then what some use.
    """
    for naam in PRELOAD:
        with suppress(ImportError) if naam in _OPTIONAL else nullcontext():
            importlib.import_module(naam)
    importlib.import_module(_STEP)
    # Each step's record names them.
    packages()
    yield
    for naam in _own_modules():
        # The step that needs it says what is wrong with it; those that do not, go on.
        with suppress(Exception):
            # A module whose steps all read the same says so by this name: nothing below a room knows its modules.
            getattr(importlib.import_module(naam), "read_beforehand", bool)()
        yield
    for map_ in _READ:
        for pad in sorted(Path(map_).rglob("*.yaml")):
            with suppress(InputError):
                read_yaml(pad, bron=map_)
            yield


def serve(deur: socket.socket) -> None:
    """Import, and copy this process for every script that is asked for, until the other side of the door is gone."""
    # Ctrl-C goes to the copies too, and they end; the workflow ends this process by closing the door.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # All that is made here stays: to look for what can go is for the copies, and not among what they were given.
    gc.disable()
    voorbereiden = _prepare()
    antwoorden: dict[int, int] = {}
    # Which thread a signal reaches is up to the system, and who waits at a door hears nothing of it: so the end of a
    # copy comes in as a byte, and is dealt with here, one after the other.
    signal.signal(signal.SIGCHLD, lambda *_: None)
    einde, wekker = os.pipe()
    for kant in (einde, wekker):
        os.set_blocking(kant, False)
    signal.set_wakeup_fd(wekker, warn_on_full_buffer=False)

    klaar: bool | None = next(voorbereiden)
    while True:
        # Who waits at the door goes first.
        gereed, _, _ = select.select([deur.fileno(), einde], [], [], None if klaar else 0)
        if not gereed:
            klaar = next(voorbereiden, True)
            continue
        if einde in gereed:
            os.read(einde, _GROOTSTE_BERICHT)
            _answer_for_ended(antwoorden)
        if deur.fileno() not in gereed:
            continue
        bericht, paar, _, _ = socket.recv_fds(deur, _GROOTSTE_BERICHT, 2)
        if not bericht:
            return
        antwoord, poort = paar
        with warnings.catch_warnings():
            # Python 3.12 warns of threads: the one there is belongs to the allocator of Arrow, which expects copies.
            warnings.simplefilter("ignore", DeprecationWarning)
            gc.freeze()
            pid = os.fork()
        if not pid:
            gc.enable()
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            deur.close()
            for andere in (*antwoorden.values(), antwoord, einde, wekker):
                os.close(andere)
            os.read(poort, 1)
            os.close(poort)
            _copy(*json.loads(bericht))
        os.close(poort)
        antwoorden[pid] = antwoord
        _say(antwoord, str(pid))


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as door:
        serve(door)
