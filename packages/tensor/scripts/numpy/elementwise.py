"""Cases of operations that work element by element."""

import numpy as np
from arrays import ALL, FLOATS, NUMBERS, case

PAIRS = {
    'add': np.add, 'subtract': np.subtract, 'multiply': np.multiply, 'divide': np.divide,
    'floorDivide': np.floor_divide, 'remainder': np.remainder, 'pow': np.power,
    'maximum': np.maximum, 'minimum': np.minimum, 'atan2': np.arctan2,
    'equal': np.equal, 'notEqual': np.not_equal, 'less': np.less, 'lessEqual': np.less_equal,
    'greater': np.greater, 'greaterEqual': np.greater_equal,
    'logicalAnd': np.logical_and, 'logicalOr': np.logical_or, 'logicalXor': np.logical_xor,
}  # fmt: skip

SINGLES = {
    'exp': np.exp, 'expm1': np.expm1, 'log': np.log, 'log1p': np.log1p, 'log2': np.log2,
    'log10': np.log10, 'sqrt': np.sqrt, 'sin': np.sin, 'cos': np.cos, 'tan': np.tan,
    'asin': np.arcsin, 'acos': np.arccos, 'atan': np.arctan, 'sinh': np.sinh, 'cosh': np.cosh,
    'tanh': np.tanh, 'asinh': np.arcsinh, 'acosh': np.arccosh, 'atanh': np.arctanh,
}  # fmt: skip

KEEPING = {'abs': np.abs, 'negative': np.negative, 'sign': np.sign, 'square': np.square}
ROUNDING = {'floor': np.floor, 'ceil': np.ceil, 'round': np.round, 'trunc': np.trunc}
TESTS = {'isnan': np.isnan, 'isfinite': np.isfinite, 'isinf': np.isinf, 'logicalNot': np.logical_not}


def pair(draw, op):
    a, b = draw.shapes(2)
    dtypes = [draw.pick(ALL), draw.pick(ALL)]
    special = draw.chance(0.4)
    if op == 'pow':
        x, y = draw.array(a, dtypes[0], 0, 3), draw.array(b, dtypes[1], -3, 3)
        if y.dtype.kind == 'i':
            y = np.abs(y)
    else:
        x, y = (draw.array(s, d, special=special) for s, d in zip((a, b), dtypes))
    if op in ('divide', 'atan2'):
        # NumPy has halves for quotients of bytes; here every integer is divided as float64.
        dtype = np.promote_types(x.dtype, y.dtype)
        dtype = dtype if dtype.kind == 'f' else np.float64
        return case(op, [x, y], {}, lambda: PAIRS[op](x.astype(dtype), y.astype(dtype)))
    numbers = {'floorDivide', 'remainder', 'pow'}
    if op in numbers and x.dtype == y.dtype == bool:
        return case(op, [x, y], {}, lambda: PAIRS[op](x.astype('int32'), y.astype('int32')))
    # A 0-d array has no say in NumPy's dtype, but here it is an array like others.
    dtype = np.promote_types(x.dtype, y.dtype)
    return case(op, [x, y], {}, lambda: PAIRS[op](x.astype(dtype), y.astype(dtype)))


def beside_number(draw, op):
    x = draw.array(draw.shape(), draw.pick(NUMBERS))
    number = draw.whole(0, 200) if x.dtype.kind in 'iu' else draw.pick([2, -1.5, 0.25])
    if op in ('divide', 'atan2') and x.dtype.kind in 'iu':
        return case(op, [x, number], {}, lambda: PAIRS[op](x.astype('float64'), float(number)))
    if op == 'pow':
        number = draw.whole(0, 3)
    typed = np.asarray(number).astype(x.dtype)
    if draw.chance(0.5) and op != 'pow':
        return case(op, [number, x], {}, lambda: PAIRS[op](np.full(x.shape, typed), x))
    return case(op, [x, number], {}, lambda: PAIRS[op](x, np.full(x.shape, typed)))


def single(draw, op, function):
    x = draw.array(draw.shape(), draw.pick([*FLOATS, *FLOATS, *ALL]), special=draw.chance(0.4))
    wide = x if x.dtype.kind == 'f' else x.astype('float64')
    return case(op, [x], {}, lambda: function(wide))


def keeping(draw, op, function):
    x = draw.array(draw.shape(), draw.pick(NUMBERS), special=draw.chance(0.4))
    return case(op, [x], {}, lambda: function(x))


def rounding(draw, op, function):
    x = draw.array(draw.shape(), draw.pick(NUMBERS), special=draw.chance(0.5))
    return case(op, [x], {}, lambda: function(x).astype(x.dtype))


def test(draw, op, function):
    x = draw.array(draw.shape(), draw.pick(ALL), special=True)
    return case(op, [x], {}, lambda: function(x))


def where(draw):
    c, a, b = draw.shapes(3)
    condition = draw.array(c, draw.pick(['bool', 'bool', 'int32', 'float64']))
    x, y = draw.array(a, draw.pick(ALL)), draw.array(b, draw.pick(ALL))
    dtype = np.promote_types(x.dtype, y.dtype)
    return case('where', [condition, x, y], {}, lambda: np.where(condition, x.astype(dtype), y.astype(dtype)))


def clip(draw):
    x = draw.array(draw.shape(), draw.pick(NUMBERS), special=draw.chance(0.3))
    whole = x.dtype.kind in 'iu'
    bounds = sorted([draw.whole(0, 9) if whole else round(draw.rng.uniform(-4, 4), 3) for _ in range(2)])
    if draw.chance(0.1):
        bounds.reverse()
    options = dict(zip(('min', 'max'), bounds))
    if draw.chance(0.4):
        options.pop(draw.pick(['min', 'max']))
    return case('clip', [x], options, lambda: np.clip(x, options.get('min'), options.get('max')).astype(x.dtype))


def astype(draw):
    dtype, other = draw.pick(ALL), draw.pick(ALL)
    low = 0 if other == 'uint8' else -100
    x = draw.array(draw.shape(), dtype, low, 100, special=dtype in FLOATS and other in [*FLOATS, 'bool'])
    return case('astype', [x], {'dtype': other}, lambda: x.astype(other))


def makers():
    """Per operation, a function that draws a case of it."""
    found = {}
    for op in PAIRS:
        found[op] = lambda d, op=op: pair(d, op) if d.chance(0.8) or op.startswith('logical') else beside_number(d, op)
    for family, maker in ((SINGLES, single), (KEEPING, keeping), (ROUNDING, rounding), (TESTS, test)):
        for op, function in family.items():
            found[op] = lambda d, op=op, maker=maker, function=function: maker(d, op, function)
    return {**found, 'where': where, 'clip': clip, 'astype': astype}
