import { fans, type Initializer, withDefaults } from './initializer'

/**
 * Normal numbers of mean 0 and variance `2 / (fanIn + fanOut)`: a compromise that keeps the size of
 * signals on the way forward and of gradients on the way back, for layers followed by tanh or
 * nothing. Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
 * networks" (2010), equation 12.
 */
export const xavierNormal: Initializer = (...values) => {
  const { generator, dtype } = withDefaults('xavierNormal', values)
  const [shape] = values
  const { fanIn, fanOut } = fans(shape)
  return generator.normal(shape, { std: Math.sqrt(2 / (fanIn + fanOut)), dtype })
}

/** As {@link xavierNormal}, but spread evenly, with the same variance (equation 16 there). */
export const xavierUniform: Initializer = (...values) => {
  const { generator, dtype } = withDefaults('xavierUniform', values)
  const [shape] = values
  const { fanIn, fanOut } = fans(shape)
  const limit = Math.sqrt(6 / (fanIn + fanOut))
  return generator.uniform(shape, { low: -limit, high: limit, dtype })
}
