"""JSON lines between the bench and one peer: a request a line on stdin, a reply a line on stdout.

A peer is an object with `prepare(job) -> conditions` and `epoch(steps) -> run`, which trains from the
initial weights again each time. Only the training steps are inside a run's `seconds`; imports, loading
and checking are not.
"""

import json
import resource
import sys
from pathlib import Path


def serve(peer):
    for line in sys.stdin:
        request = json.loads(line)
        try:
            reply = answer(peer, request)
        except Exception as error:
            reply = {"error": f"{type(error).__name__}: {error}"}
        sys.stdout.write(json.dumps(reply) + "\n")
        sys.stdout.flush()


def answer(peer, request):
    if request["request"] == "prepare":
        return {"conditions": peer.prepare(request)}
    if request["request"] == "fit":
        return peer.fit(request["recipe"], request["seed"])
    run = peer.epoch(request["steps"])
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    memory = kilobytes * (1 if sys.platform == "darwin" else 1024)
    return {**run, "peakMemory": memory}


class Files:
    """The raw little-endian files that the bench wrote for every peer alike."""

    def __init__(self, numpy, job):
        folder = Path(job["folder"])
        self.images = numpy.fromfile(folder / "images.u8", numpy.uint8).reshape(-1, job["sizes"][0])
        self.labels = numpy.fromfile(folder / "labels.i32", numpy.dtype("<i4"))
        self.order = numpy.fromfile(folder / "order.i32", numpy.dtype("<i4"))
        self.test = folder / "test-images.u8", folder / "test-labels.i32"
        self.flat = numpy.fromfile(folder / "weights.f32", numpy.dtype("<f4"))
        self.sizes = job["sizes"]

    def weights(self):
        """Pairs of weight [out, in] and bias [out], in the order of the layers."""
        start = 0
        for inputs, outputs in zip(self.sizes, self.sizes[1:]):
            weight = self.flat[start : start + inputs * outputs].reshape(outputs, inputs)
            start += inputs * outputs
            yield weight, self.flat[start : start + outputs]
            start += outputs
