"""The notebook is kept without outputs, and runs from its question to its answer. Takes a minute on one core."""

import os
from pathlib import Path

import matplotlib.image
import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[3]
NOTEBOOK = ROOT / "analysis" / "first_study.ipynb"
PROGRAM = Path(os.environ.get("WEEFSEL", ROOT / "build" / "release" / "weefsel"))
FIGURES = {"futures.png", "twins.png", "shares.png", "shares_of_difference.png"}


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_the_stored_notebook_has_no_outputs_and_is_small():
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    assert all(not cell.outputs and cell.execution_count is None for cell in code_cells(notebook)), "clear its outputs"
    assert NOTEBOOK.stat().st_size < 40_000


@pytest.mark.skipif(not PROGRAM.with_name("weefsel-study").exists(), reason="weefsel-study is not built (build/release, or WEEFSEL)")
def test_it_runs_from_question_to_answer(tmp_path, monkeypatch):
    out = tmp_path / "out"
    monkeypatch.setenv("WEEFSEL_NOTEBOOK_OUT", str(out))
    monkeypatch.setenv("WEEFSEL", str(PROGRAM))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))  # nothing in the home folder
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    monkeypatch.setenv("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(notebook, timeout=900, kernel_name="python3", resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    for cell in code_cells(notebook):
        assert cell.execution_count is not None
        assert not [output for output in cell.outputs if output.output_type == "error"]
    shown = [output for cell in code_cells(notebook) for output in cell.outputs if "image/png" in output.get("data", {})]
    assert len(shown) == len(FIGURES)
    assert {path.name for path in out.glob("*.png")} == FIGURES
    for name in FIGURES:
        assert matplotlib.image.imread(out / name).std() > 0.01, f"{name} is blank"
