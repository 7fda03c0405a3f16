"""Random arrays, and how cases are written down."""

import numpy as np

FLOATS = ['float64', 'float32']
NUMBERS = [*FLOATS, 'int32', 'uint8']
ALL = [*NUMBERS, 'bool']
SPECIAL = [np.nan, np.inf, -np.inf, 0.0, -0.0, 1.0, -1.0, 0.5, 2.5, -1.5, 1e-8, 1e15]


class Draw:
    """What a case is made of, by chance."""

    def __init__(self, seed):
        self.rng = np.random.default_rng(seed)

    def chance(self, p):
        return bool(self.rng.random() < p)

    def pick(self, options):
        return options[self.rng.integers(len(options))]

    def whole(self, low, high):
        """A whole number from low to high, both included."""
        return int(self.rng.integers(low, high + 1))

    def shape(self, low=0, high=4, sizes=(1, 2, 3, 4, 5)):
        ndim = self.pick([d for d in (0, 1, 2, 2, 3, 3, 4, 4) if low <= d <= high])
        shape = [int(self.pick(sizes)) for _ in range(ndim)]
        if ndim and self.chance(0.06):
            shape[self.whole(0, ndim - 1)] = 0
        return shape

    def shapes(self, count, **options):
        """Shapes that broadcast with each other, and seldom ones that do not."""
        whole = self.shape(**options)
        found = []
        for _ in range(count):
            own = [1 if self.chance(0.25) else n for n in whole]
            found.append(own[self.whole(0, len(own)) if self.chance(0.3) else 0:])
        if whole and self.chance(0.04):
            found[-1] = [*found[-1][:-1], 7]
        return found

    def array(self, shape, dtype='float64', low=-4.0, high=4.0, special=False):
        if dtype == 'bool':
            return np.asarray(self.rng.random(shape) < 0.5)
        if dtype in FLOATS:
            x = self.rng.uniform(low, high, shape)
            if special:
                x = np.where(self.rng.random(shape) < 0.4, self.rng.choice(SPECIAL, shape), x)
            return np.asarray(x).astype(dtype)
        if dtype == 'uint8':
            return np.asarray(self.rng.integers(0, 256 if self.chance(0.5) else 5, shape), dtype)
        wide = 2**31 if special else 10
        return np.asarray(self.rng.integers(-wide, wide, shape), dtype)

    def axis(self, ndim):
        """An axis that counts from either end, and seldom one that there is not."""
        if self.chance(0.03):
            return self.pick([ndim, -ndim - 1])
        return self.whole(-ndim, ndim - 1)

    def axes(self, ndim):
        """An axis, several in any order, or None for all; seldom one twice."""
        kind = self.rng.random()
        if kind < 0.2 or ndim == 0:
            return None
        if kind < 0.6:
            return self.axis(ndim)
        chosen = self.rng.permutation(ndim)[: self.whole(0, ndim)]
        axes = [int(a) - (ndim if self.chance(0.5) else 0) for a in chosen]
        return [*axes, axes[0]] if axes and self.chance(0.03) else axes


def written(x):
    """An array as JSON: what JSON has no number for as a word."""
    x = np.asarray(x)
    def element(v):
        if isinstance(v, float):
            if np.isnan(v):
                return 'NaN'
            if np.isinf(v):
                return 'Infinity' if v > 0 else '-Infinity'
            if v == 0 and np.signbit(v):
                return '-0'
        return v
    dtype = {'int64': 'int32', 'intp': 'int32'}.get(x.dtype.name, x.dtype.name)
    return {'dtype': dtype, 'shape': list(x.shape), 'data': [element(v) for v in x.ravel().tolist()]}


def argument(x):
    if isinstance(x, (np.ndarray, np.generic)):
        return written(x)
    return [written(each) for each in x] if isinstance(x, list) else x


def case(op, args, options, compute):
    """One case; `compute` gives the result, an object or a list of results, or raises."""
    made = {'op': op, 'args': [argument(x) for x in args], 'options': options}
    try:
        with np.errstate(all='ignore'):
            result = compute()
    except (ValueError, IndexError, TypeError) as error:
        return {**made, 'error': str(error)[:80], 'kind': type(error).__name__}
    if isinstance(result, dict):
        return {**made, 'results': {name: written(x) for name, x in result.items()}}
    if isinstance(result, list):
        return {**made, 'results': [written(x) for x in result]}
    return {**made, 'result': written(result)}
