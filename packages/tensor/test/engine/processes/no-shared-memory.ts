// A page that is not cross-origin isolated has no SharedArrayBuffer: one thread, and no failure.
Reflect.deleteProperty(globalThis, 'SharedArrayBuffer')
const { add, capture, currentBackend, ones, sum, tensor, threadsInUse, useThreads } = await import(
  '../../../src'
)
const { train } = await import('../classifier')

const before = threadsInUse()
const { threads, notice } = await useThreads({ threads: 2, cores: 2 })
const kept = tensor([1, 2, 3])
const shift = capture((x) => add(kept, x))
for (let i = 0; i < 3; i++) shift(ones([3]))
const plain = train((step) => step)
const captured = train(capture)
// Grows the memory by some megabytes, again and again.
const large = [1, 2, 3, 4].map((i) => add(ones([1_000_000]), i))
console.log(
  JSON.stringify({
    backend: currentBackend().name,
    threads: [before, threads],
    notice,
    same: String(plain) === String(captured),
    large: large.map((x) => sum(x).item()),
    kept: [kept.toArray(), shift(ones([3])).toArray()],
  }),
)

export {}
