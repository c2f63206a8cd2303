"""Linear programs over one set of unknowns, of which the costs change from one to the next.

The attack and the suppression ask the same equations hundreds of times, each time for another cell. HiGHS then goes on
from the table it found last, by the simplex method (Huangfu and Hall, 2018), which takes a tenth of what a program
from nothing does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import highspy
import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    import numpy.typing as npt

    Getallen = npt.NDArray[np.float64]


class Answer(NamedTuple):
    """What was found.

    Attributes:
        waarden: of each unknown its value, whole where it has to be.
        prijzen: of each equation what one more on its right side would cost; zeros for a program in whole numbers.
        beste: whether nothing cheaper exists.

    """

    waarden: Getallen
    prijzen: Getallen
    beste: bool


class Program:
    """Unknowns within bounds, of which sums are within bounds too."""

    def __init__(  # noqa: PLR0913 - what a program is
        self,
        som: sparse.sparray,
        laag: Getallen,
        hoog: Getallen,
        *,
        minst: Getallen | float = 0.0,
        meest: Getallen | float = 0.0,
        geheel: npt.NDArray[np.bool_] | None = None,
        knopen: int | None = None,
        ruimte: float | None = None,
    ) -> None:
        """Hand the unknowns and their sums to the solver.

        Args:
            som: sums x unknowns.
            laag: least value per unknown.
            hoog: greatest value per unknown.
            minst: least value per sum; nothing unless given, and
            meest: greatest value per sum likewise, so that each is an equation.
            geheel: per unknown whether it is a whole number.
            knopen: tables that a program in whole numbers looks at, at most.
            ruimte: how much dearer than the cheapest its answer may be, as a part of it; the solver's own unless given.

        Raises:
            ValueError: the solver does not take it, such as a bound that is no number.

        """
        model = highspy.HighsLp()
        model.num_row_, model.num_col_ = som.shape
        model.col_cost_ = np.zeros(len(laag))
        model.col_lower_, model.col_upper_ = laag, hoog
        model.row_lower_, model.row_upper_ = (np.broadcast_to(kant, som.shape[0]).copy() for kant in (minst, meest))
        rijen = sparse.csr_array(som)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_, model.a_matrix_.index_ = rijen.indptr.astype(np.int32), rijen.indices.astype(np.int32)
        model.a_matrix_.value_ = rijen.data
        self._geheel = geheel
        if geheel is not None:
            soort = {True: highspy.HighsVarType.kInteger, False: highspy.HighsVarType.kContinuous}
            model.integrality_ = [soort[een] for een in geheel.tolist()]
        self._oplosser = highspy.Highs()
        # One thread: the steps are what runs side by side, and the answer is the same on each machine.
        keuzes: dict[str, bool | int | float | str] = {"output_flag": False, "threads": 1, "parallel": "off"}
        keuzes |= {} if knopen is None else {"mip_max_nodes": knopen}
        keuzes |= {} if ruimte is None else {"mip_rel_gap": ruimte}
        for naam, waarde in keuzes.items():
            self._oplosser.setOptionValue(naam, waarde)
        if self._oplosser.passModel(model) == highspy.HighsStatus.kError:
            raise ValueError("the solver does not take this program")
        self._kolommen = np.arange(len(laag), dtype=np.int32)

    def cheapest(self, kosten: Getallen) -> Answer | None:
        """Return the values of least total cost that the solver found; nothing where it found none."""
        self._oplosser.changeColsCost(len(kosten), self._kolommen, kosten)
        self._oplosser.run()
        if self._oplosser.getInfo().primal_solution_status != int(highspy.SolutionStatus.kSolutionStatusFeasible):
            return None
        gevonden = self._oplosser.getSolution()
        waarden = np.array(gevonden.col_value)
        beste = self._oplosser.getModelStatus() == highspy.HighsModelStatus.kOptimal
        if self._geheel is None:
            return Answer(waarden, np.array(gevonden.row_dual), beste)
        return Answer(np.where(self._geheel, waarden.round(), waarden), np.zeros(self._oplosser.getNumRow()), beste)
