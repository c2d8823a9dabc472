"""A model whose answer is known: five parameters, of which `a` and `b` are planted at 0.3 and 2 (log scale, 1 to 4), and
three do nothing. Its patterns are smooth functions of them, with noise between replicates."""

import hashlib

import numpy as np

from calibration.space import Parameter, Space

PLANTED = {"g.a": 0.3, "g.b": 2.0}
SPACE = Space((Parameter("g.a", 0, 1), Parameter("g.b", 1, 4, True), *(Parameter(f"g.idle{i}", 0, 1) for i in range(3))), {}, {}, 0.25)
NOISE = 0.01


def level(values):
    a, b = values["g.a"], np.log2(values["g.b"])
    return {
        "sum": a + 0.5 * b,
        "product": a * (1 + b),
        "curved": a**2 - 0.3 * np.sin(3 * b),
        "hopeless": 5 + 0.1 * a,  # no point comes near its band
    }


def result(values, replicates=2, extra=()):
    """As `weefsel patterns --format json` gives it."""
    seed = int.from_bytes(hashlib.sha256(repr(sorted(values.items())).encode()).digest()[:4], "little")
    rng = np.random.default_rng(seed)
    truth = level({**PLANTED})
    truth["hopeless"] = 0.0
    rows = []
    for name, mean in {**level(values), **dict(extra)}.items():
        answers = (mean + NOISE * rng.normal(size=replicates)).tolist()
        middle = truth.get(name, mean)
        rows.append({"name": name, "what": name, "kind": "fit", "unit": "1", "target": middle, "low": middle - 0.06, "high": middle + 0.06,
                     "mean": float(np.mean(answers)), "values": answers})
    rows.append({"name": "mark", "what": "mark", "kind": "anchor", "unit": "1", "target": 0.05, "low": None, "high": None, "mean": 1.0, "values": [1.0, 1.0]})
    return {"patterns": rows}
