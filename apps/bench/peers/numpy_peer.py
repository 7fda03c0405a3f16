"""The seed's training written with NumPy: dense layers, gradients by hand, plain SGD."""

import time

import numpy as np
from openblas import chosen_kernels
from protocol import Files, serve

MEAN, DEVIATION = 0.1307, 0.3081
CHECKED_ROWS = 1024
EPSILON = 1e-8


class NumpyPeer:
    def prepare(self, job):
        files = Files(np, job)
        dtype = np.dtype(job["dtype"])
        self.images = (files.images.astype(dtype) / 255 - dtype.type(MEAN)) / dtype.type(DEVIATION)
        self.labels = files.labels
        self.order = files.order
        self.batch_size = job["batchSize"]
        self.rate = dtype.type(job["learningRate"])
        self.initial = [
            (weight.T.astype(dtype, order="C"), bias.astype(dtype)) for weight, bias in files.weights()
        ]
        self.scratch = [np.empty_like(weight) for weight, _ in self.initial]
        self.betas = job.get("optimizer", {}).get("betas")
        self.step = self.adam_step if self.betas else self.tuned_step if job["tuned"] else self.plain_step
        return {"library": f"numpy {np.__version__}", "kernels": chosen_kernels()}

    def epoch(self, steps):
        self.layers = [(weight.copy(), bias.copy()) for weight, bias in self.initial]
        self.moments = [[(np.zeros_like(p), np.zeros_like(p)) for p in pair] for pair in self.layers]
        self.updates = 0
        losses = hits = seen = 0
        start = time.perf_counter()
        for step in range(steps):
            rows = self.order[step * self.batch_size : (step + 1) * self.batch_size]
            loss, correct = self.step(self.images[rows], self.labels[rows])
            losses += loss * len(rows)
            hits += correct
            seen += len(rows)
        seconds = time.perf_counter() - start
        return {
            "seconds": seconds,
            "loss": float(losses / seen),
            "accuracy": hits / seen,
            "lossAfter": self.loss_after(),
        }

    def plain_step(self, inputs, labels):
        """Forward, loss and hits, backward, update, as one would write it first."""
        activations = self.forward(inputs)
        loss, correct, gradient = cross_entropy(activations[-1], labels)
        for index in reversed(range(len(self.layers))):
            weight, bias = self.layers[index]
            below = activations[index]
            weight_gradient = below.T @ gradient
            bias_gradient = gradient.sum(axis=0)
            if index > 0:
                gradient = (gradient @ weight.T) * (below > 0)
            weight -= self.rate * weight_gradient
            bias -= self.rate * bias_gradient
        return loss, correct

    def tuned_step(self, inputs, labels):
        """The same with the rate applied to the small factor and the large products in kept buffers."""
        activations = self.forward(inputs)
        loss, correct, gradient = cross_entropy(activations[-1], labels)
        for index in reversed(range(len(self.layers))):
            weight, bias = self.layers[index]
            below = activations[index]
            scaled = gradient * self.rate
            change = np.matmul(below.T, scaled, out=self.scratch[index])
            if index > 0:
                gradient = gradient @ weight.T
                gradient *= below > 0
            weight -= change
            bias -= scaled.sum(axis=0)
        return loss, correct

    def adam_step(self, inputs, labels):
        """The same with the update of Kingma and Ba (2015), algorithm 1."""
        activations = self.forward(inputs)
        loss, correct, gradient = cross_entropy(activations[-1], labels)
        self.updates += 1
        for index in reversed(range(len(self.layers))):
            weight, bias = self.layers[index]
            below = activations[index]
            gradients = np.matmul(below.T, gradient, out=self.scratch[index]), gradient.sum(axis=0)
            if index > 0:
                gradient = gradient @ weight.T
                gradient *= below > 0
            for parameter, change, moments in zip((weight, bias), gradients, self.moments[index]):
                self.adam(parameter, change, *moments)
        return loss, correct

    def adam(self, parameter, gradient, mean, square):
        """In place; `gradient` is used up."""
        first, second = self.betas
        mean *= first
        mean += (1 - first) * gradient
        gradient *= gradient
        square *= second
        square += (1 - second) * gradient
        deviation = np.sqrt(square)
        deviation /= np.sqrt(1 - second**self.updates)
        deviation += EPSILON
        parameter -= self.rate / (1 - first**self.updates) * (mean / deviation)

    def forward(self, inputs):
        activations = [inputs]
        for index, (weight, bias) in enumerate(self.layers):
            outputs = activations[-1] @ weight + bias
            last = index == len(self.layers) - 1
            activations.append(outputs if last else np.maximum(outputs, 0))
        return activations

    def loss_after(self):
        logits = self.forward(self.images[:CHECKED_ROWS])[-1]
        return float(cross_entropy(logits, self.labels[:CHECKED_ROWS])[0])


def cross_entropy(logits, labels):
    """Mean loss by log-sum-exp with the maximum subtracted, hits, and the gradient (softmax - onehot) / n."""
    count = len(labels)
    each = np.arange(count)
    shifted = logits - logits.max(axis=1, keepdims=True)
    exponentials = np.exp(shifted)
    sums = exponentials.sum(axis=1, keepdims=True)
    loss = (np.log(sums[:, 0]) - shifted[each, labels]).mean()
    correct = int((logits.argmax(axis=1) == labels).sum())
    gradient = exponentials / sums
    gradient[each, labels] -= 1
    gradient /= count
    return loss, correct, gradient


if __name__ == "__main__":
    serve(NumpyPeer())
