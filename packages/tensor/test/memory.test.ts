import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { multiply, noGrad, sum, type Tensor, tensor } from '../src/index'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Whether something that `make` made and let go of is gone after a collection. */
async function isCollected(make: () => WeakRef<Tensor>): Promise<boolean> {
  const made = make()
  await new Promise((resolve) => setTimeout(resolve))
  collect()
  return made.deref() === undefined
}

const leaf = () => tensor([1, 2, 3], { requiresGrad: true })

describe('memory', () => {
  it('of a graph is free after backward, though the result is kept', async () => {
    let loss: Tensor | undefined
    const made = await isCollected(() => {
      const inner = multiply(leaf(), 2)
      loss = sum(multiply(inner, inner))
      loss.backward()
      return new WeakRef(inner)
    })
    expect(made).toBe(true)
    expect(loss?.item()).toBe(56)
  })

  it('of a graph is held until then', async () => {
    let loss: Tensor | undefined
    const made = await isCollected(() => {
      const inner = multiply(leaf(), 2)
      loss = sum(multiply(inner, inner))
      return new WeakRef(inner)
    })
    expect(made).toBe(false)
    expect(loss?.item()).toBe(56)
  })

  it('under noGrad is not held at all', async () => {
    let result: Tensor | undefined
    const made = await isCollected(() => {
      const x = leaf()
      return noGrad(() => {
        const inner = multiply(x, 2)
        result = sum(multiply(inner, inner))
        return new WeakRef(inner)
      })
    })
    expect(made).toBe(true)
    expect(result?.item()).toBe(56)
  })
})
