import {
  add,
  Generator,
  matmul,
  mean,
  multiply,
  square,
  std,
  subtract,
  type Tensor,
  tensor,
  valueAndGrad,
  zeros,
} from '@handwritten/tensor'

/** Targets 1.5 a - 2 b + 0.5 c + 4 with a little noise, from columns of very different sizes. */
const generator = new Generator(3)
const scales = tensor([1, 10, 100], { dtype: 'float64' })
const inputs = multiply(generator.normal([200, 3], { dtype: 'float64' }), scales)
const slopes = tensor([1.5, -2, 0.5], { dtype: 'float64' })
const noise = generator.normal([200], { std: 0.01, dtype: 'float64' })
const targets = add(add(matmul(inputs, slopes), 4), noise)

const center = mean(inputs, { axis: 0 })
const spread = std(inputs, { axis: 0 })
const standard = subtract(inputs, center).divide(spread)

type Weights = Tensor<'float64', [3]>
const loss = (weights: Weights, bias: Tensor<'float64', []>) =>
  mean(square(subtract(add(matmul(standard, weights), bias), targets)))
const byWeights = valueAndGrad(loss)
const byBias = valueAndGrad(loss, { argument: 1 })

let weights: Weights = zeros([3], { dtype: 'float64' })
let bias = tensor(0, { dtype: 'float64' })
for (let step = 0; step < 300; step++) {
  const [w, b] = [byWeights(weights, bias), byBias(weights, bias)]
  weights = subtract(weights, multiply(0.1, w.gradient))
  bias = subtract(bias, multiply(0.1, b.gradient))
}
const found = weights.divide(spread)
const intercept = subtract(bias, matmul(found, center)).item()
console.log(
  JSON.stringify({ slopes: found.toArray(), intercept, loss: loss(weights, bias).item() }),
)
