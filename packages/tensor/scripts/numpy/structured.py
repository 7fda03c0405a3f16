"""Cases of reductions, views, joins, searches and products."""

import numpy as np
from arrays import ALL, FLOATS, NUMBERS, case

REDUCTIONS = {
    'sum': np.sum, 'prod': np.prod, 'mean': np.mean, 'max': np.max, 'min': np.min,
    'any': np.any, 'all': np.all, 'var': np.var, 'std': np.std, 'logSumExp': None,
}  # fmt: skip


def log_sum_exp(x, axis, keepdims=False):
    if any(n == 0 for n in x.shape):
        return np.log(np.sum(np.exp(x), axis=axis, keepdims=keepdims))
    top = np.max(x, axis=axis, keepdims=True)
    top = np.where(np.isfinite(top), top, 0)
    total = np.log(np.sum(np.exp(x - top), axis=axis, keepdims=True)) + top
    return total if keepdims else np.squeeze(total, axis=axis if axis is not None else tuple(range(x.ndim)))


def reduction(draw, op):
    x = draw.array(draw.shape(), draw.pick(ALL), special=draw.chance(0.15))
    axes = draw.axes(x.ndim)
    options = {} if axes is None else {'axis': axes}
    if draw.chance(0.5):
        options['keepdims'] = draw.chance(0.5)
    how = {'axis': tuple(axes) if isinstance(axes, list) else axes, 'keepdims': options.get('keepdims', False)}
    wide = x if x.dtype.kind == 'f' else x.astype('float64')
    if op in ('sum', 'prod'):
        how['dtype'] = x.dtype if x.dtype.kind == 'f' else np.int32
        return case(op, [x], options, lambda: REDUCTIONS[op](x, **how))
    if op in ('var', 'std'):
        options['correction'] = draw.pick([0, 1, 1, 0.5, 3])
        return case(op, [x], options, lambda: REDUCTIONS[op](wide, ddof=options['correction'], **how))
    if op == 'logSumExp':
        return case(op, [x], options, lambda: log_sum_exp(wide, how['axis'], how['keepdims']).astype(wide.dtype))
    if op == 'mean':
        return case(op, [x], options, lambda: np.mean(wide, **how))
    return case(op, [x], options, lambda: REDUCTIONS[op](x, **how))


def search(draw, op):
    x = draw.array(draw.shape(low=1), draw.pick(ALL), special=draw.chance(0.3))
    axis = None if draw.chance(0.3) else draw.axis(x.ndim)
    options = {} if axis is None else {'axis': axis}
    if draw.chance(0.4):
        options['keepdims'] = draw.chance(0.7)
    function = {'argmax': np.argmax, 'argmin': np.argmin}[op]
    return case(op, [x], options, lambda: function(x, axis=axis, keepdims=options.get('keepdims', False)))


def along(draw, op):
    x = draw.array(draw.shape(low=1), draw.pick(FLOATS if 'oft' in op else NUMBERS), special=draw.chance(0.2))
    if op == 'cumulativeSum' and draw.chance(0.2):
        return case(op, [x], {}, lambda: np.cumsum(x, dtype=x.dtype if x.dtype.kind == 'f' else np.int32))
    axis = draw.axis(x.ndim)
    def compute():
        if op == 'cumulativeSum':
            return np.cumsum(x, axis, dtype=x.dtype if x.dtype.kind == 'f' else np.int32)
        if op == 'sort':
            return np.sort(x, axis, kind='stable')
        if op == 'argsort':
            return np.argsort(x, axis, kind='stable')
        if x.size == 0:
            return np.take(x, range(x.shape[axis]), axis)
        top = np.max(x, axis, keepdims=True)
        powers = np.exp(x - top)
        total = np.sum(powers, axis, keepdims=True)
        return powers / total if op == 'softmax' else x - top - np.log(total)
    return case(op, [x], {'axis': axis}, compute)


# Operations that need so many axes.
LEAST = {'roll': 1, 'slice': 1, 'diagonal': 2, 'tril': 2, 'triu': 2}


def view(draw, op):
    x = draw.array(draw.shape(low=LEAST.get(op, 0)), draw.pick(ALL))
    n = x.ndim
    if op == 'reshape':
        factors = list(x.shape)
        draw.rng.shuffle(factors)
        shape = [int(v) for v in draw.pick([factors, [x.size], [1, x.size, 1], [-1], [*factors, 1], [-1, *factors[1:]], [-1, -1], [x.size + 1], [5, -1]])]
        return case(op, [x], {'shape': shape}, lambda: x.reshape(shape))
    if op == 'permuteDims':
        axes = [int(a) - (n if draw.chance(0.4) else 0) for a in draw.rng.permutation(n)]
        if axes and draw.chance(0.06):
            axes[0] = draw.pick([n, axes[-1], -n - 1])
        return case(op, [x], {'axes': axes}, lambda: np.transpose(x, axes))
    if op == 'matrixTranspose':
        return case(op, [x], {}, lambda: np.swapaxes(x, -1, -2))
    if op == 'expandDims':
        axis = draw.axis(n + 1)
        return case(op, [x], {'axis': axis}, lambda: np.expand_dims(x, axis))
    if op == 'squeeze':
        axes = draw.axes(n)
        options = {} if axes is None else {'axis': axes}
        return case(op, [x], options, lambda: np.squeeze(x, tuple(axes) if isinstance(axes, list) else axes))
    if op == 'flip':
        axes = draw.axes(n)
        options = {} if axes is None else {'axis': axes}
        return case(op, [x], options, lambda: np.flip(x, tuple(axes) if isinstance(axes, list) else axes))
    if op == 'broadcastTo':
        own = [1 if draw.chance(0.4) else v for v in x.shape]
        y = draw.array(own[draw.whole(0, n):], x.dtype.name)
        shape = list(x.shape) if draw.chance(0.9) else draw.shape()
        return case(op, [y], {'shape': shape}, lambda: np.broadcast_to(y, shape))
    if op == 'roll':
        axes = draw.axes(n)
        count = len(axes) if isinstance(axes, list) else 1
        shifts = [draw.whole(-7, 7) for _ in range(count)]
        shift = shifts if isinstance(axes, list) else shifts[0]
        options = {'shift': shift} if axes is None else {'shift': shift, 'axis': axes}
        return case(op, [x], options, lambda: np.roll(x, shift, tuple(axes) if isinstance(axes, list) else axes))
    if op == 'diagonal':
        pair = [draw.axis(n), draw.axis(n)]
        return case(op, [x], {'axes': pair}, lambda: np.diagonal(x, 0, *pair))
    if op in ('tril', 'triu'):
        k = draw.whole(-4, 4)
        return case(op, [x], {'k': k}, lambda: getattr(np, op)(x, k))
    if op == 'pad':
        width = [[draw.whole(0, 2), draw.whole(0, 2)] for _ in range(n)]
        value = draw.pick([0, 1, 3])
        return case(op, [x], {'width': width, 'value': value}, lambda: np.pad(x, width, constant_values=value) if n else x)
    return cut(draw, x)


def cut(draw, x):
    def part(size):
        if draw.chance(0.25):
            return draw.whole(-size - 1, size) if draw.chance(0.1) or size == 0 else draw.whole(-size, size - 1)
        bound = lambda: None if draw.chance(0.3) else draw.whole(-size - 2, size + 2)
        step = draw.pick([None, 1, 1, 2, 3, -1, -1, -2, -3, 0 if draw.chance(0.05) else 1])
        return draw.pick([[bound(), bound(), step], [bound(), bound()], [bound()]])
    spec = [part(n) for n in x.shape[: draw.whole(0, x.ndim)]]
    if draw.chance(0.02):
        spec = [0] * (x.ndim + 1)
    index = tuple(p if isinstance(p, int) else slice(*(p if len(p) > 1 else [p[0], None])) for p in spec)
    return case('slice', [x], {'spec': spec}, lambda: x[index])


def join(draw, op):
    shape = draw.shape(low=0 if op == 'stack' else 1)
    n = len(shape) + (1 if op == 'stack' else 0)
    axis = draw.axis(n)
    shapes = [list(shape) for _ in range(draw.whole(1, 4))]
    if op == 'concat' and -n <= axis < n:
        for own in shapes:
            own[axis] = draw.whole(0, 4)
    if draw.chance(0.06) and shape:
        shapes[-1][draw.whole(0, len(shape) - 1)] += 1
    xs = [draw.array(s, draw.pick(ALL)) for s in shapes]
    dtype = np.result_type(*[np.empty(1, x.dtype) for x in xs])
    function = np.concatenate if op == 'concat' else np.stack
    return case(op, [xs], {'axis': axis}, lambda: function([x.astype(dtype) for x in xs], axis))


def pick(draw, op):
    x = draw.array(draw.shape(low=1), draw.pick(ALL))
    axis = draw.axis(x.ndim)
    size = x.shape[axis] if -x.ndim <= axis < x.ndim else 1
    bad = draw.chance(0.05)
    def places(shape):
        if size == 0:
            return np.zeros([0 if v == shape[-1] else v for v in shape], 'int32') if 0 in shape else np.zeros(shape, 'int32')
        found = draw.rng.integers(-size, size, shape).astype('int32')
        if bad and found.size:
            found.flat[0] = draw.pick([size, -size - 1])
        return found
    if op == 'take':
        indices = places([draw.whole(0 if size else 0, 5 if size else 0)])
        return case(op, [x, indices], {'axis': axis}, lambda: np.take(x, indices, axis))
    shape = list(x.shape)
    if -x.ndim <= axis < x.ndim:
        shape[axis] = draw.whole(0, 4) if size else 0
    indices = places(shape)
    return case(op, [x, indices], {'axis': axis}, lambda: np.take_along_axis(x, indices.astype('int64'), axis))


def matmul(draw):
    m, k, n = (draw.pick([1, 2, 3, 4, 7, 9, 0 if draw.chance(0.2) else 5]) for _ in range(3))
    front = draw.shapes(2, high=2, sizes=(1, 2, 3))
    a, b = [*front[0], m, k], [*front[1], k + (1 if draw.chance(0.04) else 0), n]
    if draw.chance(0.15):
        a = a[-1:]
    if draw.chance(0.15):
        b = b[-2:-1]
    if draw.chance(0.02):
        a = []
    dtypes = draw.pick(ALL), draw.pick(ALL)
    x, y = (draw.array(s, d, -2, 2) for s, d in zip((a, b), dtypes))
    dtype = np.promote_types(x.dtype, y.dtype)
    if dtype == 'float32':
        x, y = (v % 4 if v.dtype == 'uint8' else v for v in (x, y))
    # In float64, so that it is our rounding alone that is measured.
    wide = np.float64 if dtype.kind == 'f' else dtype
    return case('matmul', [x, y], {}, lambda: np.matmul(x.astype(wide), y.astype(wide)).astype(dtype))


def tensordot(draw):
    x = draw.array(draw.shape(high=3, sizes=(2, 3)), draw.pick(FLOATS))
    y = draw.array(draw.shape(high=3, sizes=(2, 3)), x.dtype.name)
    count = draw.whole(0, min(x.ndim, y.ndim))
    if draw.chance(0.4):
        if draw.chance(0.7):
            y = draw.array([*x.shape[x.ndim - count:], *draw.shape(high=1)], x.dtype.name)
        return case('tensordot', [x, y], {'axes': count}, lambda: np.tensordot(x, y, count))
    axes = [[int(a) for a in draw.rng.permutation(v.ndim)[:count]] for v in (x, y)]
    if draw.chance(0.5):
        axes[0] = [a - x.ndim for a in axes[0]]
    return case('tensordot', [x, y], {'axes': axes}, lambda: np.tensordot(x, y, axes))


def outer(draw):
    x, y = draw.array([draw.whole(0, 5)], draw.pick(NUMBERS)), draw.array([draw.whole(0, 5)], draw.pick(NUMBERS))
    return case('outer', [x, y], {}, lambda: np.outer(x, y))


def ranges(draw, op):
    if op == 'arange':
        o = {'start': draw.pick([0, 2, -3, 0.5]), 'stop': draw.pick([0, 5, 9, -7, 2.25]), 'step': draw.pick([1, 2, 0.5, -1, -0.75, 3])}
        return case(op, [], o, lambda: np.arange(o['start'], o['stop'], o['step'], dtype='float64'))
    if op == 'linspace':
        o = {'start': draw.pick([0, -1, 2.5]), 'stop': draw.pick([0, 1, -3.5]), 'num': draw.whole(0, 9)}
        return case(op, [], o, lambda: np.linspace(o['start'], o['stop'], o['num']))
    o = {'rows': draw.whole(0, 5), 'columns': draw.whole(0, 5), 'k': draw.whole(-6, 6)}
    return case(op, [], o, lambda: np.eye(o['rows'], o['columns'], o['k']))


def one_hot(draw):
    depth = draw.whole(1, 6)
    labels = draw.rng.integers(0, depth, draw.shape()).astype('int32')
    if labels.size and draw.chance(0.06):
        labels.flat[0] = draw.pick([depth, -1])
    def compute():
        if labels.size and (labels.min() < 0 or labels.max() >= depth):
            raise IndexError('class out of range')
        return np.eye(depth)[labels] if labels.size else np.zeros([*labels.shape, depth])
    return case('oneHot', [labels], {'depth': depth}, compute)


def makers():
    """Per operation, a function that draws a case of it."""
    found = {}
    for ops, maker in (
        (REDUCTIONS, reduction), (('argmax', 'argmin'), search),
        (('cumulativeSum', 'sort', 'argsort', 'softmax', 'logSoftmax'), along),
        (('reshape', 'permuteDims', 'matrixTranspose', 'expandDims', 'squeeze', 'flip', 'broadcastTo', 'roll', 'diagonal', 'tril', 'triu', 'pad', 'slice'), view),
        (('concat', 'stack'), join), (('take', 'takeAlongAxis'), pick), (('arange', 'linspace', 'eye'), ranges),
    ):  # fmt: skip
        for op in ops:
            found[op] = lambda d, op=op, maker=maker: maker(d, op)
    return {**found, 'matmul': matmul, 'tensordot': tensordot, 'outer': outer, 'oneHot': one_hot}
