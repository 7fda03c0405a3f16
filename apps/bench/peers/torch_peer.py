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
        files = Files(np, job)
        self.images = (torch.from_numpy(files.images).float() / 255 - MEAN) / DEVIATION
        self.labels = torch.from_numpy(files.labels).long()
        self.order = torch.from_numpy(files.order).long()
        self.batch_size = job["batchSize"]
        self.rate = job["learningRate"]
        self.initial = [torch.from_numpy(array) for pair in files.weights() for array in pair]
        self.model = network(job["sizes"])
        return {"library": f"torch {torch.__version__}", "kernels": chosen_kernels()}

    def epoch(self, steps):
        with torch.no_grad():
            for parameter, initial in zip(self.model.parameters(), self.initial):
                parameter.copy_(initial)
        optimizer = torch.optim.SGD(self.model.parameters(), lr=self.rate)
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

    def loss_after(self):
        with torch.no_grad():
            logits = self.model(self.images[:CHECKED_ROWS])
            return nn.functional.cross_entropy(logits, self.labels[:CHECKED_ROWS]).item()


def network(sizes):
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        layers += [nn.Linear(inputs, outputs), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


if __name__ == "__main__":
    serve(TorchPeer())
