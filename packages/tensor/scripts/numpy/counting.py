"""Cases of operations that count, and of sums by labelled axes."""

import numpy as np
from arrays import NUMBERS, case


def bincount(draw):
    x = draw.rng.integers(0, 7, draw.whole(0, 9)).astype(draw.pick(['int32', 'uint8']))
    if x.dtype == 'int32' and x.size and draw.chance(0.06):
        x[0] = -1
    options = {'bins': int(x.max(initial=0)) + 1 + draw.whole(0, 2)} if draw.chance(0.3) else {}
    return case('bincount', [x], options, lambda: np.bincount(x, minlength=options.get('bins', 0)))


def unique(draw):
    x = np.round(draw.array(draw.shape(), draw.pick(NUMBERS)))
    def compute():
        names = ('values', 'indices', 'inverse', 'counts')
        found = dict(zip(names, np.unique(x, return_index=True, return_inverse=True, return_counts=True)))
        return {**found, 'inverse': found['inverse'].reshape(x.shape)}
    return case('unique', [x], {}, compute)


def top_k(draw):
    x = np.round(draw.array(draw.shape(low=1), draw.pick(NUMBERS)))
    axis = draw.whole(-x.ndim, x.ndim - 1)
    k = draw.whole(0, x.shape[axis] + (1 if draw.chance(0.05) else 0))
    def compute():
        if k > x.shape[axis]:
            raise ValueError('k is larger than the axis')
        order = np.argsort(-x.astype('float64'), axis, kind='stable')
        indices = np.take(order, range(k), axis)
        return {'values': np.take_along_axis(x, indices, axis), 'indices': indices}
    return case('topK', [x], {'k': k, 'axis': axis}, compute)


def nonzero(draw):
    x = draw.array(draw.shape(), draw.pick([*NUMBERS, 'bool']), -1, 1)
    x = np.round(x) if x.dtype.kind == 'f' else x
    return case('nonzero', [x], {}, lambda: np.argwhere(x))


def meshgrid(draw):
    xs = [draw.array([draw.whole(0, 4)], draw.pick(NUMBERS)) for _ in range(draw.whole(1, 3))]
    indexing = draw.pick(['xy', 'ij'])
    return case('meshgrid', [xs], {'indexing': indexing}, lambda: np.meshgrid(*xs, indexing=indexing))


def sliding_windows(draw):
    x = draw.array(draw.shape(low=1, sizes=(3, 4, 5)), draw.pick(NUMBERS))
    count = draw.whole(1, x.ndim)
    size = [draw.whole(1, max(1, n)) for n in x.shape[x.ndim - count:]]
    axes = tuple(range(x.ndim - count, x.ndim))
    return case('slidingWindows', [x], {'size': size}, lambda: np.lib.stride_tricks.sliding_window_view(x, size, axes))


def einsum(draw):
    sizes = {label: draw.whole(1, 3) for label in 'abcd'}
    hidden = draw.shape(high=2, sizes=(2, 3)) if draw.chance(0.35) else None
    terms, xs = [], []
    for _ in range(draw.whole(1, 3)):
        labels = [draw.pick('abcd') for _ in range(draw.whole(0 if hidden is not None else 1, 3))]
        shape = [sizes[label] for label in labels]
        if hidden is not None:
            at = draw.whole(0, len(labels))
            front = [1 if draw.chance(0.3) else n for n in hidden[draw.whole(0, len(hidden)):]]
            labels.insert(at, '...')
            shape[at:at] = front
        terms.append(''.join(labels))
        xs.append(draw.array(shape, 'float64', -2, 2))
    equation = ','.join(terms)
    if draw.chance(0.75):
        used = sorted({label for term in terms for label in term if label != '.'})
        out = [str(label) for label in draw.rng.permutation(used)[: draw.whole(0, len(used))]]
        if hidden is not None:
            out.insert(draw.whole(0, len(out)), '...')
        equation += '->' + ''.join(out)
    if draw.chance(0.1):
        equation = equation.replace(',', ' , ')
    return case('einsum', [xs], {'equation': equation}, lambda: np.einsum(equation, *xs))


def makers():
    """Per operation, a function that draws a case of it."""
    return {
        'bincount': bincount, 'unique': unique, 'topK': top_k, 'nonzero': nonzero,
        'meshgrid': meshgrid, 'slidingWindows': sliding_windows, 'einsum': einsum,
    }  # fmt: skip
