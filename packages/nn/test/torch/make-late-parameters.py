"""
Makes the values of parameters that join a run late, as PyTorch 1.13 computes them in float64.

    python3 make-late-parameters.py > late-parameters.json

Three parameters of one optimizer; in each step some of them have a gradient, the others none.
"""
import json

import torch

torch.set_default_dtype(torch.float64)

STARTS = [[1.0, -2.0], [0.5], [[3.0, 0.25]]]
# Which of the parameters have a gradient in each step.
STEPS = [[0], [0], [0, 2], [1, 2], [0, 1, 2], [1], [2], [0, 1, 2]]

OPTIMIZERS = {
    "SGD": lambda p: torch.optim.SGD(p, lr=0.1),
    "SGD, momentum and dampening": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, dampening=0.5, weight_decay=0.1),
    "SGD, nesterov": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True),
    "Adam": lambda p: torch.optim.Adam(p, lr=0.1),
    "Adam, AMSGrad and decay": lambda p: torch.optim.Adam(p, lr=0.1, betas=(0.8, 0.95), weight_decay=0.1, amsgrad=True),
    "AdamW": lambda p: torch.optim.AdamW(p, lr=0.1, weight_decay=0.1),
    "NAdam": lambda p: torch.optim.NAdam(p, lr=0.1, momentum_decay=0.02),
    "Adagrad, lrDecay": lambda p: torch.optim.Adagrad(p, lr=0.1, lr_decay=0.2, initial_accumulator_value=0.3),
    "RMSprop, centered": lambda p: torch.optim.RMSprop(p, lr=0.1, alpha=0.9, momentum=0.5, centered=True),
}


def gradient(shape, step, place):
    size = torch.tensor(shape).prod().item()
    return torch.tensor([0.5 * (place + 1) - 0.3 * (step % 3) + 0.1 * i for i in range(size)]).reshape(shape)


cases = []
for name, make in OPTIMIZERS.items():
    parameters = [torch.tensor(start, requires_grad=True) for start in STARTS]
    optimizer = make(parameters)
    schedule = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=0.9)
    steps = []
    for number, learning in enumerate(STEPS):
        for place, parameter in enumerate(parameters):
            parameter.grad = gradient(parameter.shape, number, place) if place in learning else None
        steps.append([None if p.grad is None else p.grad.tolist() for p in parameters])
        optimizer.step()
        schedule.step()
    cases.append({"name": name, "gradients": steps, "after": [p.tolist() for p in parameters]})

print(json.dumps({"made_with": f"torch {torch.__version__}, make-late-parameters.py", "starts": STARTS, "cases": cases}))
