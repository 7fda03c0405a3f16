"""Which kernels OpenBLAS chose for this processor, asked of the library that the process has loaded."""

import ctypes
from pathlib import Path

NAMES = [
    f"{prefix}openblas_get_corename{suffix}" for prefix in ("", "scipy_") for suffix in ("", "64_")
]


def chosen_kernels():
    """As in `OpenBLAS SkylakeX`; `own kernels` where no OpenBLAS is found (MKL, Accelerate, other systems)."""
    for path in loaded_libraries():
        library = ctypes.CDLL(path)
        for name in NAMES:
            if hasattr(library, name):
                ask = getattr(library, name)
                ask.restype = ctypes.c_char_p
                return f"OpenBLAS {ask().decode()}"
    return "own kernels"


def loaded_libraries():
    """Linux lists them; elsewhere there is nothing to ask."""
    try:
        lines = Path("/proc/self/maps").read_text().splitlines()
    except OSError:
        return set()
    return {line.split()[-1] for line in lines if "openblas" in line}
