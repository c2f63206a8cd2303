"""What differs from run to run: where the code comes from, and what made the book."""

from __future__ import annotations

import subprocess

from audit import run
from helpers.project import ROOT


def test_the_commit_is_that_of_the_checkout_or_unknown(monkeypatch):
    gegeven = []

    def git(opdracht, **hoe):
        gegeven.append((opdracht, hoe))
        return subprocess.CompletedProcess([], 0, "abc123\n", "")

    monkeypatch.setattr(subprocess, "run", git)
    monkeypatch.setattr(run.shutil, "which", lambda _: "git")
    assert run.commit() == "abc123"
    # Its answer is kept, in text, and a refusal is no crash.
    assert gegeven == [(["git", "rev-parse", "HEAD"], {"capture_output": True, "check": False, "encoding": "utf-8"})]
    monkeypatch.setattr(run.shutil, "which", lambda _: None)
    assert run.commit() == "onbekend"


def test_a_folder_that_is_no_checkout_has_no_commit(tmp_path, monkeypatch):
    """Nor does a project that stands in the checkout of something else above it, as far as git is told to look."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert run.commit() == "onbekend"


def test_facts_of_a_run(monkeypatch):
    monkeypatch.chdir(ROOT)
    met, zonder = (run.this_run(quarto=quarto, modus="files", site="office") for quarto in (True, False))
    assert (met["weergave"], zonder["weergave"]) == ("quarto, pdf: pandoc en typst", "pandoc en typst")
    assert (met["ruwe_bestanden"], met["site"]) == ("files", "office")
    assert met["tijdstip"].endswith("+00:00")
