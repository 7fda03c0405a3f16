// A layer of one's own, with something to learn in it, and an operation of one's own with its gradient.
import { CrossEntropyLoss, Linear, Module, Sequential, SGD } from '@handwritten/nn'
import * as t from '@handwritten/tensor'

/** sin(x), whose gradient is cos(x); `t.sin` exists, but this is how one would write it. */
const sine = t.defineOperation({
  name: 'sine',
  forward: ([x]) => t.sin(x),
  gradients: ([x]) => [(g) => t.multiply(g, t.cos(x))],
})

/** x + sin(a x)^2 / a, a learned for each feature: the activation "Snake" of Ziyin and others, 2020. */
class Snake extends Module {
  constructor(features) {
    super()
    this.a = t.ones([features])
    this.a.requiresGrad = true // so it is learned: layers find such tensors in their fields
  }

  forward(x) {
    return t.add(x, t.divide(t.square(sine(t.multiply(this.a, x))), this.a))
  }
}

// Is the gradient right? Against differences of values, in float64:
const generator = new t.Generator(3)
const point = generator.normal([4, 5], { dtype: 'float64' })
t.gradCheck((x) => t.sum(new Snake(5).call(x)), [point])

// Two arms of a spiral, which no straight line parts.
const angle = generator.uniform([400], { low: 1, high: 9 })
const arm = t.remainder(t.arange(400), 2)
const turned = t.add(angle, t.multiply(arm, Math.PI))
const inputs = t.stack([t.multiply(angle, t.cos(turned)), t.multiply(angle, t.sin(turned))], {
  axis: 1,
})
const labels = t.astype(arm, 'int32')

const model = new Sequential(
  new Linear(2, 32, { generator }),
  new Snake(32),
  new Linear(32, 32, { generator }),
  new Snake(32),
  new Linear(32, 2, { generator }),
)
const optimizer = new SGD(model.parameters(), { lr: 0.02, momentum: 0.9 })
const criterion = new CrossEntropyLoss()
const step = t.capture(() => {
  optimizer.zeroGrad()
  const loss = criterion.forward(model.call(inputs), labels)
  loss.backward()
  optimizer.step()
  return loss
})
for (let i = 1; i <= 400; i++) {
  const loss = step().item()
  if (i % 100 === 0) console.log(`step ${i}: loss ${loss.toFixed(4)}`)
}
const right = t.mean(t.equal(t.argmax(model.call(inputs), { axis: 1 }), labels))
console.log(`${(100 * right.item()).toFixed(1)}% right`)
