"""The seed's training with PyTorch, eager: nn.Sequential, cross_entropy, torch.optim.SGD."""

import time

import numpy as np
import torch
from openblas import chosen_kernels
from protocol import Files, serve
from torch import nn

MEAN, DEVIATION = 0.1307, 0.3081
CHECKED_ROWS = 1024


class TorchPeer:
    def prepare(self, job):
        files = self.files = Files(np, job)
        self.images = normalized(files.images)
        self.labels = torch.from_numpy(files.labels).long()
        self.order = torch.from_numpy(files.order).long()
        self.batch_size = job["batchSize"]
        self.rate = job["learningRate"]
        layers = job.get("layers")
        self.model = convolutional(layers) if layers else network(job["sizes"], job.get("activation", "relu"))
        sizes = [parameter.numel() for parameter in self.model.parameters()]
        parts = torch.from_numpy(files.flat).split(sizes)
        self.initial = [part.view_as(p) for part, p in zip(parts, self.model.parameters())]
        self.betas = job.get("optimizer", {}).get("betas")
        self.momentum = job.get("optimizer", {}).get("momentum", 0)
        return {"library": f"torch {torch.__version__}", "kernels": chosen_kernels()}

    def epoch(self, steps):
        with torch.no_grad():
            for parameter, initial in zip(self.model.parameters(), self.initial):
                parameter.copy_(initial)
        optimizer = self.optimizer()
        losses = torch.zeros(())
        hits = torch.zeros((), dtype=torch.long)
        seen = 0
        start = time.perf_counter()
        for step in range(steps):
            rows = self.order[step * self.batch_size : (step + 1) * self.batch_size]
            labels = self.labels[rows]
            optimizer.zero_grad()
            logits = self.model(self.images[rows])
            loss = nn.functional.cross_entropy(logits, labels)
            loss.backward()
            optimizer.step()
            losses += loss.detach() * len(rows)
            hits += (logits.detach().argmax(dim=1) == labels).sum()
            seen += len(rows)
        seconds = time.perf_counter() - start
        return {
            "seconds": seconds,
            "loss": losses.item() / seen,
            "accuracy": hits.item() / seen,
            "lossAfter": self.loss_after(),
        }

    def optimizer(self):
        if self.betas:
            return torch.optim.Adam(self.model.parameters(), lr=self.rate, betas=self.betas)
        return torch.optim.SGD(self.model.parameters(), lr=self.rate, momentum=self.momentum)

    def fit(self, recipe, seed):
        """A whole run of a recipe with SGD, from normalizing to the last step; evaluation is not timed."""
        torch.manual_seed(seed)
        model = network(recipe["sizes"])
        for layer in model[::2]:
            nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
            nn.init.zeros_(layer.bias)
        steps = -(-len(self.labels) // recipe["batchSize"])
        optimizer, schedule = rule(model, recipe, steps * recipe["epochs"])
        criterion = nn.CrossEntropyLoss(label_smoothing=recipe["labelSmoothing"])
        start = time.perf_counter()
        images = normalized(self.files.images)
        seconds = time.perf_counter() - start
        epochs = []
        for _ in range(recipe["epochs"]):
            start = time.perf_counter()
            for rows in torch.randperm(len(images)).split(recipe["batchSize"]):
                optimizer.zero_grad()
                criterion(model(images[rows]), self.labels[rows]).backward()
                optimizer.step()
                schedule.step()
            seconds += time.perf_counter() - start
            epochs.append({"testAccuracy": self.test_accuracy(model), "trainSeconds": seconds})
        return {"seconds": seconds, "epochs": epochs}

    def test_accuracy(self, model):
        images, labels = self.files.test
        pixels = np.fromfile(images, np.uint8).reshape(-1, self.files.sizes[0])
        with torch.no_grad():
            found = model(normalized(pixels)).argmax(dim=1).numpy()
        return float((found == np.fromfile(labels, np.dtype("<i4"))).mean())

    def loss_after(self):
        with torch.no_grad():
            logits = self.model(self.images[:CHECKED_ROWS])
            return nn.functional.cross_entropy(logits, self.labels[:CHECKED_ROWS]).item()


def normalized(pixels):
    return (torch.from_numpy(pixels).float() / 255 - MEAN) / DEVIATION


def rule(model, recipe, steps):
    """SGD with momentum under one cycle of learning rates."""
    rate, settings, cycle = recipe["learningRate"], recipe["optimizer"], recipe["schedule"]
    optimizer = torch.optim.SGD(
        model.parameters(), lr=rate, momentum=settings["momentum"], nesterov=settings["nesterov"]
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer,
        rate,
        total_steps=steps + 1,
        pct_start=cycle["rise"],
        anneal_strategy="cos" if cycle["curve"] == "cosine" else "linear",
        cycle_momentum=False,
    )
    return optimizer, schedule


def network(sizes, activation="relu"):
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        layers += [nn.Linear(inputs, outputs), nn.GELU() if activation == "gelu" else nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def convolutional(layers):
    """The layers of a recipe, for rows of 784 pixels."""
    made = [nn.Unflatten(1, (1, 28, 28))]
    for layer in layers:
        kind = layer["type"]
        shape = nn.Sequential(*made)(torch.zeros(1, 784)).shape
        if kind == "Conv2d":
            padding = layer.get("padding", 0)
            made.append(nn.Conv2d(shape[1], layer["outChannels"], layer["kernelSize"], padding=padding))
        elif kind == "Linear":
            made.append(nn.Linear(shape[1], layer["outFeatures"]))
        elif kind == "MaxPool2d":
            made.append(nn.MaxPool2d(layer["kernelSize"]))
        else:
            made.append({"ReLU": nn.ReLU, "Flatten": nn.Flatten}[kind]())
    return nn.Sequential(*made)


if __name__ == "__main__":
    serve(TorchPeer())
