"""Rounds a trained network to whole numbers and writes the model's file."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
from network import DILATIONS, TABLES, Array, Integers, Parameters, Pass
from numpy.typing import NDArray

_LIMIT = 127
_KEPT = 99.9
"""The percentile of an activation that 127 stands for; rarer ones are cut off."""

Arrays = dict[str, NDArray[np.generic]]


def quantised(parameters: Parameters, features: Integers, vectors: Array) -> Arrays:
    """Return the parameters in 8 bits, with input scales as ``features`` make them.

    A word's vector and its own row become one row; the engine knows nothing of vectors.
    """
    done = Pass(parameters, features, vectors)
    inputs = {"in": done.wide[0], "mark": done.hidden, "case": done.hidden}
    for layer in range(len(DILATIONS)):
        inputs[f"{layer}.wide"] = done.wide[layer + 1]
        inputs[f"{layer}.deep"] = done.deep[layer]
    arrays = Arrays()
    words = vectors @ parameters["vector"]
    words[: len(parameters["own"])] += parameters["own"]
    for name, table in {"word": words, **{name: parameters[name] for name in TABLES[:2]}}.items():
        scale = np.float32(np.percentile(np.abs(table), 99.99) / _LIMIT)
        arrays[name] = _whole(table / scale)
        arrays[f"{name}.scale"] = np.array(scale, np.float32)
    for name, given in inputs.items():
        step = np.float32(np.percentile(np.abs(given), _KEPT) / _LIMIT)
        weights = parameters[name]
        scale = np.maximum(np.abs(weights).max(0), np.float32(1e-6)) / np.float32(_LIMIT)
        arrays[name] = _whole(weights / scale)
        arrays[f"{name}.step"] = np.array(step, np.float32)
        arrays[f"{name}.scale"] = (scale * step).astype(np.float32)
        arrays[f"{name}.bias"] = parameters[f"{name}.bias"]
    return arrays


def _whole(values: Array) -> NDArray[np.int8]:
    return np.clip(np.rint(values), -_LIMIT, _LIMIT).astype(np.int8)


def text(lines: list[str]) -> NDArray[np.uint8]:
    """Return lines as an array of bytes."""
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def write(arrays: Arrays, path: Path) -> None:
    """Write the arrays as an ``.npz`` file; equal arrays give equal bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(arrays):
            content = io.BytesIO()
            np.lib.format.write_array(content, np.asanyarray(arrays[name]), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy")
            archive.writestr(entry, content.getvalue(), zipfile.ZIP_DEFLATED, 9)
