"""
Makes cases of layers, losses, optimizers and schedules as PyTorch 1.13 computes them in float64, in
the form that cases.test.ts reads. Arguments go by the names of @handwritten/nn.

    python3 make-cases.py SEED CASES > cases.json

CASES is how many are drawn of each kind; the kept sample is `make-cases.py 1 2`.
"""
import json
import math
import random
import sys

import torch
from torch import nn

torch.set_default_dtype(torch.float64)
seed, count = int(sys.argv[1]), int(sys.argv[2])
torch.manual_seed(seed)
random.seed(seed)


def pick(*values):
    return random.choice(values)


def size(least=1, most=5):
    return random.randint(least, most)


def pair(least, most):
    """One number for both axes, or one for each: what is told, and the two."""
    if random.random() < 0.5:
        value = random.randint(least, most)
        return value, (value, value)
    both = (random.randint(least, most), random.randint(least, most))
    return list(both), both


def values(*shape, scale=None):
    """Normal numbers; at times whole ones, so that there are zeros and ties; of several sizes."""
    x = torch.randn(*shape) * (scale or pick(0.1, 1, 1, 3))
    return torch.round(x) if random.random() < 0.2 else x


# Layers: [name, arguments, PyTorch's module, input].


def linear():
    out, into, bias = size(), size(), pick(True, False)
    lead = pick((size(),), (size(),), (size(1, 3), size(1, 3)))
    return "Linear", {"in": into, "out": out, "bias": bias}, nn.Linear(into, out, bias), values(*lead, into)


def activation(name, args, module, **options):
    shape = pick((size(),), (size(), size()), (size(1, 3), size(1, 3), size(1, 3)))
    return name, args, module, values(*shape, **{"scale": pick(0.01, 1, 3, 30), **options})


def leaky_relu():
    slope = pick(0.01, 0.2, 0.5)
    return activation("LeakyReLU", {"negativeSlope": slope}, nn.LeakyReLU(slope))


def elu():
    alpha = pick(1.0, 0.3, 2.0)
    return activation("ELU", {"alpha": alpha}, nn.ELU(alpha))


def gelu():
    approximate = pick("none", "tanh")
    return activation("GELU", {"approximate": approximate}, nn.GELU(approximate))


def softplus():
    # PyTorch gives x itself where beta x > 20, which is right to 2e-9 only; that region is left out.
    beta = pick(1.0, 0.5, 2.0)
    return activation("Softplus", {"beta": beta}, nn.Softplus(beta), scale=pick(0.1, 1, 2))


def softmax(name, make):
    shape = pick((size(),), (size(), size()), (size(1, 3), size(1, 3), size(1, 3)))
    axis = random.randint(-len(shape), len(shape) - 1)
    return name, {"axis": axis}, make(dim=axis), values(*shape)


def layer_norm():
    shape = [size(2, 5)] if random.random() < 0.6 else [size(1, 3), size(2, 3)]
    affine, epsilon = pick(True, False), pick(1e-5, 1e-3, 0.1)
    module = nn.LayerNorm(shape, eps=epsilon, elementwise_affine=affine)
    return "LayerNorm", {"shape": shape, "affine": affine, "epsilon": epsilon}, module, values(size(), *shape)


def batch_norm():
    features, affine = size(1, 4), pick(True, False)
    epsilon, momentum = pick(1e-5, 1e-3), pick(0.1, 0.3, 1.0)
    module = nn.BatchNorm1d(features, eps=epsilon, momentum=momentum, affine=affine)
    shape = (size(2, 5), features) if random.random() < 0.6 else (size(1, 3), features, size(2, 4))
    args = {"features": features, "affine": affine, "epsilon": epsilon, "momentum": momentum}
    return "BatchNorm1d", args, module, values(*shape)


def picture(channels, reach):
    """A picture into which a window of `reach` fits, padding left aside."""
    return values(size(1, 2), channels, reach[0] + size(0, 3), reach[1] + size(0, 3))


def conv2d():
    groups = pick(1, 1, 2, 3)
    into, out, bias = groups * size(1, 3), groups * size(1, 3), pick(True, False)
    kernel, k = pair(1, 3)
    stride, s = pair(1, 3)
    padding, p = pair(0, 2)
    dilation, d = pair(1, 2)
    args = {"in": into, "out": out, "bias": bias, "kernel": kernel, "dilation": dilation, "groups": groups}
    reach = [b * (a - 1) + 1 for a, b in zip(k, d)]
    if random.random() < 0.3:
        module = nn.Conv2d(into, out, k, padding="same", dilation=d, bias=bias, groups=groups)
        return "Conv2d", {**args, "paddingMode": "same"}, module, picture(into, reach)
    args |= {"stride": stride, "padding": padding}
    module = nn.Conv2d(into, out, k, stride=s, padding=p, dilation=d, bias=bias, groups=groups)
    return "Conv2d", args, module, picture(into, reach)


def conv_transpose2d():
    groups = pick(1, 1, 2, 3)
    into, out, bias = groups * size(1, 3), groups * size(1, 3), pick(True, False)
    kernel, k = pair(1, 3)
    stride, s = pair(1, 3)
    dilation, d = pair(1, 2)
    reach = [b * (a - 1) + 1 for a, b in zip(k, d)]
    p = [random.randint(0, (r - 1) // 2) for r in reach]
    extra = [random.randint(0, max(a, b) - 1) for a, b in zip(s, d)]
    args = {"in": into, "out": out, "bias": bias, "kernel": kernel, "stride": stride, "padding": p}
    args |= {"dilation": dilation, "groups": groups, "outputPadding": extra}
    options = {"stride": s, "padding": p, "output_padding": extra, "dilation": d}
    module = nn.ConvTranspose2d(into, out, k, groups=groups, bias=bias, **options)
    return "ConvTranspose2d", args, module, picture(into, [1, 1])


def batch_norm2d():
    features, affine = size(1, 4), pick(True, False)
    epsilon, momentum = pick(1e-5, 1e-3), pick(0.1, 0.3, 1.0)
    module = nn.BatchNorm2d(features, eps=epsilon, momentum=momentum, affine=affine)
    args = {"features": features, "affine": affine, "epsilon": epsilon, "momentum": momentum}
    return "BatchNorm2d", args, module, values(size(1, 3), features, size(2, 4), size(1, 3))


def group_norm():
    groups = size(1, 3)
    channels, affine, epsilon = groups * size(1, 3), pick(True, False), pick(1e-5, 1e-3)
    module = nn.GroupNorm(groups, channels, eps=epsilon, affine=affine)
    args = {"groups": groups, "channels": channels, "affine": affine, "epsilon": epsilon}
    return "GroupNorm", args, module, values(size(1, 3), channels, size(2, 4), size(1, 3))


def adaptive_avg_pool():
    told, both = pair(1, 4)
    return "AdaptiveAvgPool2d", {"size": told}, nn.AdaptiveAvgPool2d(both), picture(size(1, 2), [1, 1])


def pool(name, make):
    kernel, k = pair(1, 3)
    stride, s = pair(1, 3)
    # At most half of the kernel, as PyTorch asks for.
    p = (random.randint(0, k[0] // 2), random.randint(0, k[1] // 2))
    args = {"kernel": kernel, "stride": stride, "padding": list(p), "ceilMode": pick(True, False)}
    options = {"stride": s, "padding": p, "ceil_mode": args["ceilMode"]}
    if make is nn.AvgPool2d:
        args["countIncludePad"] = options["count_include_pad"] = pick(True, False)
    return name, args, make(k, **options), picture(size(1, 2), k)


def sequential():
    a, b, c = size(), size(), size()
    module = nn.Sequential(nn.Linear(a, b), nn.Tanh(), nn.Sequential(nn.Linear(b, c), nn.Sigmoid()))
    return "Sequential", {"sizes": [a, b, c]}, module, values(size(), a)


LAYERS = [
    linear,
    lambda: activation("ReLU", {}, nn.ReLU()),
    leaky_relu,
    elu,
    lambda: activation("SELU", {}, nn.SELU()),
    gelu,
    lambda: activation("SiLU", {}, nn.SiLU()),
    lambda: activation("Sigmoid", {}, nn.Sigmoid()),
    lambda: activation("Tanh", {}, nn.Tanh()),
    softplus,
    lambda: softmax("Softmax", nn.Softmax),
    lambda: softmax("LogSoftmax", nn.LogSoftmax),
    layer_norm,
    batch_norm,
    lambda: ("Flatten", {}, nn.Flatten(), values(size(1, 3), size(1, 3), size(1, 3))),
    conv2d,
    conv_transpose2d,
    batch_norm2d,
    group_norm,
    adaptive_avg_pool,
    lambda: pool("MaxPool2d", nn.MaxPool2d),
    lambda: pool("AvgPool2d", nn.AvgPool2d),
    sequential,
]


def state_of(module):
    return {name: value.tolist() for name, value in module.state_dict().items()}


def layer_case(make):
    name, args, module, x = make()
    for parameter in module.parameters():
        parameter.data = torch.randn_like(parameter)
    for name_of, buffer in module.named_buffers():
        if name_of == "running_mean":
            buffer.copy_(torch.randn_like(buffer))
        if name_of == "running_var":
            buffer.copy_(torch.rand_like(buffer) + 0.5)
    training = pick(True, False)
    module.train(training)
    before = state_of(module)
    x.requires_grad_(True)
    y = module(x)
    grad_y = torch.randn_like(y)
    y.backward(grad_y)
    return {
        "name": name,
        "args": args,
        "training": training,
        "x": x.tolist(),
        "y": y.tolist(),
        "grad_y": grad_y.tolist(),
        "grad_x": x.grad.tolist(),
        "state": before,
        "state_after": state_of(module),
        "gradients": {n: p.grad.tolist() for n, p in module.named_parameters()},
    }


# Losses: [name, arguments, PyTorch's loss, input, target].


def cross_entropy():
    n, classes = size(), size(2, 6)
    args = {"reduction": pick("mean", "sum", "none"), "labelSmoothing": pick(0, 0, 0.1, 0.3)}
    weight = torch.rand(classes) + 0.1 if random.random() < 0.5 else None
    if weight is not None:
        args["weight"] = weight.tolist()
    x = values(n, classes, scale=pick(0.1, 1, 5, 1000))
    labels = torch.randint(classes, (n,))
    target = labels if random.random() < 0.6 else torch.softmax(torch.randn(n, classes), 1)
    loss = nn.CrossEntropyLoss(weight, reduction=args["reduction"], label_smoothing=args["labelSmoothing"])
    return "CrossEntropyLoss", args, loss, x, target


def nll():
    n, classes = size(), size(2, 6)
    args = {"reduction": pick("mean", "sum", "none")}
    weight = torch.rand(classes) + 0.1 if random.random() < 0.5 else None
    if weight is not None:
        args["weight"] = weight.tolist()
    x = torch.log_softmax(values(n, classes), 1)
    return "NLLLoss", args, nn.NLLLoss(weight, reduction=args["reduction"]), x, torch.randint(classes, (n,))


def elementwise(name, make, target=None, **options):
    shape = pick((size(),), (size(), size()), (size(1, 3), size(1, 3), size(1, 3)))
    reduction = pick("mean", "sum", "none")
    t = target(*shape) if target else values(*shape)
    return name, {"reduction": reduction, **options}, make(reduction), values(*shape), t


def smooth_l1():
    beta = pick(1.0, 0.3, 2.0)
    return elementwise("SmoothL1Loss", lambda r: nn.SmoothL1Loss(reduction=r, beta=beta), beta=beta)


def kl_divergence():
    n, classes = size(), size(2, 6)
    reduction = pick("batchMean", "mean", "sum", "none")
    target = torch.softmax(torch.randn(n, classes), 1)
    if random.random() < 0.3:
        target[0, 0] = 0
    x = torch.log_softmax(values(n, classes), 1)
    return "KLDivLoss", {"reduction": reduction}, nn.KLDivLoss(reduction=reduction.lower()), x, target


LOSSES = [
    cross_entropy,
    cross_entropy,
    nll,
    lambda: elementwise("MSELoss", lambda r: nn.MSELoss(reduction=r)),
    lambda: elementwise("L1Loss", lambda r: nn.L1Loss(reduction=r)),
    smooth_l1,
    lambda: elementwise(
        "BCEWithLogitsLoss", lambda r: nn.BCEWithLogitsLoss(reduction=r), lambda *s: torch.rand(*s)
    ),
    kl_divergence,
]


def loss_case(make):
    name, args, loss, x, target = make()
    x = x.detach().clone().requires_grad_(True)
    value = loss(x, target)
    grad_value = torch.randn_like(value)
    value.backward(grad_value)
    return {
        "name": name,
        "args": args,
        "input": x.tolist(),
        "target": target.tolist(),
        "labels": not target.is_floating_point(),
        "value": value.tolist(),
        "grad_value": grad_value.tolist(),
        "grad_input": x.grad.tolist(),
    }


# Optimizers: [name, arguments, a function of parameters or groups].


def sgd():
    momentum = pick(0, 0.5, 0.9)
    nesterov = momentum > 0 and pick(True, False)
    dampening = 0 if nesterov else pick(0, 0, 0.5)
    decay, lr = pick(0, 0.01, 0.1), pick(0.01, 0.1, 0.5)
    args = {"lr": lr, "momentum": momentum, "nesterov": nesterov, "dampening": dampening, "weightDecay": decay}
    return "SGD", args, lambda p: torch.optim.SGD(
        p, lr=lr, momentum=momentum, nesterov=nesterov, dampening=dampening, weight_decay=decay
    )


def adam(name, make):
    lr, betas, epsilon = pick(0.001, 0.01, 0.1), pick((0.9, 0.999), (0.8, 0.95), (0, 0.9)), pick(1e-8, 1e-4)
    decay, amsgrad = pick(0, 0.01, 0.1), pick(True, False)
    args = {"lr": lr, "betas": betas, "epsilon": epsilon, "weightDecay": decay, "amsgrad": amsgrad}
    return name, args, lambda p: make(p, lr=lr, betas=betas, eps=epsilon, weight_decay=decay, amsgrad=amsgrad)


def rms_prop():
    lr, alpha, epsilon, decay = pick(0.001, 0.01), pick(0.99, 0.9), pick(1e-8, 1e-4), pick(0, 0.1)
    momentum, centered = pick(0, 0.9), pick(True, False)
    args = {"lr": lr, "alpha": alpha, "epsilon": epsilon, "weightDecay": decay, "momentum": momentum, "centered": centered}
    return "RMSprop", args, lambda p: torch.optim.RMSprop(
        p, lr=lr, alpha=alpha, eps=epsilon, weight_decay=decay, momentum=momentum, centered=centered
    )


def adagrad():
    lr, lr_decay, decay, initial, epsilon = pick(0.01, 0.1), pick(0, 0.2), pick(0, 0.1), pick(0, 0.3), pick(1e-10, 1e-4)
    args = {"lr": lr, "lrDecay": lr_decay, "weightDecay": decay, "initialSum": initial, "epsilon": epsilon}
    return "Adagrad", args, lambda p: torch.optim.Adagrad(
        p, lr=lr, lr_decay=lr_decay, weight_decay=decay, initial_accumulator_value=initial, eps=epsilon
    )


def nadam():
    lr, betas, epsilon = pick(0.002, 0.01), pick((0.9, 0.999), (0.8, 0.95)), pick(1e-8, 1e-4)
    decay, momentum_decay = pick(0, 0.1), pick(0.004, 0.02)
    args = {"lr": lr, "betas": betas, "epsilon": epsilon, "weightDecay": decay, "momentumDecay": momentum_decay}
    return "NAdam", args, lambda p: torch.optim.NAdam(
        p, lr=lr, betas=betas, eps=epsilon, weight_decay=decay, momentum_decay=momentum_decay
    )


OPTIMIZERS = [
    sgd,
    sgd,
    lambda: adam("Adam", torch.optim.Adam),
    lambda: adam("AdamW", torch.optim.AdamW),
    rms_prop,
    adagrad,
    nadam,
]


def optimizer_case(make):
    name, args, build = make()
    a, b = torch.randn(size(1, 4), requires_grad=True), torch.randn(size(1, 3), size(1, 3), requires_grad=True)
    # At times the second parameter has a group of its own, with its own rate and decay.
    group = {"lr": args["lr"] * 0.5, "weightDecay": 0.05} if random.random() < 0.4 else None
    optimizer = build(
        [{"params": [a]}, {"params": [b], "lr": group["lr"], "weight_decay": group["weightDecay"]}] if group else [a, b]
    )
    clip = pick(None, None, {"norm": 0.5}, {"value": 0.3})
    case = {"name": name, "args": args, "group": group, "clip": clip, "start": [a.tolist(), b.tolist()], "steps": []}
    for _ in range(6):
        a.grad, b.grad = values(*a.shape), values(*b.shape)
        step = {"gradients": [a.grad.tolist(), b.grad.tolist()]}
        if clip and "norm" in clip:
            nn.utils.clip_grad_norm_([a, b], clip["norm"])
        if clip and "value" in clip:
            nn.utils.clip_grad_value_([a, b], clip["value"])
        optimizer.step()
        case["steps"].append({**step, "after": [a.tolist(), b.tolist()]})
    return case


# Schedules: [name, arguments, a function of the optimizer].

S = torch.optim.lr_scheduler


def step_schedule():
    args = {"stepSize": size(1, 7), "gamma": pick(0.1, 0.5, 0.9)}
    return "stepSchedule", args, lambda o: S.StepLR(o, args["stepSize"], args["gamma"])


def multi_step():
    args = {"milestones": sorted(random.randint(1, 20) for _ in range(size(1, 4))), "gamma": pick(0.1, 0.5)}
    return "multiStepSchedule", args, lambda o: S.MultiStepLR(o, args["milestones"], args["gamma"])


def exponential():
    args = {"gamma": pick(0.5, 0.9, 0.99)}
    return "exponentialSchedule", args, lambda o: S.ExponentialLR(o, args["gamma"])


def cosine():
    args = {"period": random.randint(1, 30), "minimum": pick(0, 0.001, 0.05)}
    return "cosineSchedule", args, lambda o: S.CosineAnnealingLR(o, args["period"], args["minimum"])


def linear_schedule():
    args = {"start": pick(0.1, 1 / 3, 1), "end": pick(1, 0, 0.5), "steps": random.randint(1, 30)}
    return "linearSchedule", args, lambda o: S.LinearLR(o, args["start"], args["end"], args["steps"])


def one_cycle():
    args = {
        "steps": random.randint(25, 60),
        "rise": pick(0.3, 0.1, 0.5),
        "startDivisor": pick(25, 10),
        "endDivisor": pick(1e4, 100),
        "curve": pick("cosine", "linear"),
    }
    return "oneCycleSchedule", args, lambda o: S.OneCycleLR(
        o,
        max_lr=o.param_groups[0]["lr"],
        total_steps=args["steps"],
        pct_start=args["rise"],
        div_factor=args["startDivisor"],
        final_div_factor=args["endDivisor"],
        anneal_strategy={"cosine": "cos"}.get(args["curve"], args["curve"]),
        cycle_momentum=False,
    )


SCHEDULES = [step_schedule, multi_step, exponential, cosine, linear_schedule, one_cycle]


def schedule_case(make):
    name, args, build = make()
    rate = pick(0.1, 0.5, 0.003)
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=rate)
    schedule = build(optimizer)
    rates = []
    for _ in range(24):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()
    return {"name": name, "args": args, "rate": rate, "rates": rates}


def cases(case, makers):
    return [case(make) for make in makers for _ in range(count)]


made = {
    "made_with": f"torch {torch.__version__}, make-cases.py {seed} {count}",
    "layers": cases(layer_case, LAYERS),
    "losses": cases(loss_case, LOSSES),
    "optimizers": cases(optimizer_case, OPTIMIZERS),
    "schedules": cases(schedule_case, SCHEDULES),
}


def finite(value):
    """JSON has no NaN; a case that holds one would prove nothing."""
    if isinstance(value, dict):
        return all(finite(v) for v in value.values())
    if isinstance(value, (list, tuple)):
        return all(finite(v) for v in value)
    return not isinstance(value, float) or math.isfinite(value)


for kind in ("layers", "losses", "optimizers", "schedules"):
    made[kind] = [case for case in made[kind] if finite(case)]
json.dump(made, sys.stdout, separators=(",", ":"))
print()
