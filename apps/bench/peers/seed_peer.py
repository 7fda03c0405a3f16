"""The first program as one would write it: torchvision's data set and transforms, a DataLoader, NumPy float64."""

import time
from pathlib import Path

import numpy as np
import torchvision
from numpy_peer import DEVIATION, MEAN, NumpyPeer
from openblas import chosen_kernels
from protocol import Files, serve
from torch.utils.data import DataLoader
from torchvision import transforms
from torchvision.datasets import MNIST


class SeedPeer(NumpyPeer):
    def prepare(self, job):
        super().prepare({**job, "dtype": "float64", "tuned": False})
        write_idx_files(Files(np, job), Path(job["folder"]) / "MNIST" / "raw")
        steps = [transforms.ToTensor(), transforms.Normalize((MEAN,), (DEVIATION,))]
        self.dataset = MNIST(job["folder"], train=True, transform=transforms.Compose(steps))
        library = f"torchvision {torchvision.__version__}, numpy {np.__version__}"
        return {"library": library, "kernels": chosen_kernels()}

    def epoch(self, steps):
        self.layers = [(weight.copy(), bias.copy()) for weight, bias in self.initial]
        order = self.order[: steps * self.batch_size].tolist()
        losses = hits = 0
        start = time.perf_counter()
        for images, labels in DataLoader(self.dataset, self.batch_size, sampler=order):
            inputs = images.numpy().reshape(len(images), -1).astype(np.float64)
            loss, correct = self.plain_step(inputs, labels.numpy())
            losses += loss * len(inputs)
            hits += correct
        seconds = time.perf_counter() - start
        return {
            "seconds": seconds,
            "loss": float(losses / len(order)),
            "accuracy": hits / len(order),
            "lossAfter": self.loss_after(),
        }


def write_idx_files(files, folder):
    """The training images as torchvision expects them; it asks for test files too, but reads none."""
    folder.mkdir(parents=True, exist_ok=True)
    side = int(files.images.shape[1] ** 0.5)
    images = np.array([0x803, len(files.images), side, side], ">i4").tobytes()
    labels = np.array([0x801, len(files.labels)], ">i4").tobytes()
    (folder / "train-images-idx3-ubyte").write_bytes(images + files.images.tobytes())
    (folder / "train-labels-idx1-ubyte").write_bytes(labels + files.labels.astype(np.uint8).tobytes())
    for name in ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"):
        (folder / name).touch()


if __name__ == "__main__":
    serve(SeedPeer())
