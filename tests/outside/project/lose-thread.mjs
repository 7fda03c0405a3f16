/**
 * Computes on three threads, one of which `endThread` ends behind the back of the package.
 * @returns the error that tells of it, and after how many seconds it was thrown
 */
export async function loseThread({ nn, tensor }, endThread) {
  await tensor.useThreads({ threads: 3, cores: 3, patience: 0.5 })
  const generator = new tensor.Generator(1)
  const layer = new nn.Linear(256, 256, { generator })
  const step = tensor.capture((x) => tensor.sum(layer.call(x)))
  const x = generator.normal([64, 256])
  for (let i = 0; i < 5; i++) step(x)
  endThread()
  const start = performance.now()
  try {
    for (;;) {
      step(x)
      await new Promise((resolve) => setTimeout(resolve)) // a page ends workers in its event loop
    }
  } catch (error) {
    const { code, message } = error
    const named = error instanceof tensor.BackendError
    return { named, code, message, seconds: (performance.now() - start) / 1000 }
  }
}

/** A twin of `Class` that remembers what it made. */
export function remembering(Class) {
  const made = []
  const remember = new Proxy(Class, {
    construct: (target, args) => {
      const worker = Reflect.construct(target, args)
      made.push(worker)
      return worker
    },
  })
  return { made, remember }
}
