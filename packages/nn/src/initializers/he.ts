import { fans, type Initializer, withDefaults } from './initializer'

/**
 * Normal numbers of mean 0 and variance `2 / fanIn`. A ReLU halves the mean square of what it is
 * given, and the 2 makes up for it, so that signals neither grow nor fade from layer to layer. He et
 * al., "Delving deep into rectifiers" (2015), equation 10.
 */
export const heNormal: Initializer = (...values) => {
  const { generator, dtype } = withDefaults('heNormal', values)
  const [shape] = values
  return generator.normal(shape, { std: Math.sqrt(2 / fans(shape).fanIn), dtype })
}

/** As {@link heNormal}, but spread evenly from `-sqrt(6 / fanIn) to +sqrt(6 / fanIn)`, which has the same variance. */
export const heUniform: Initializer = (...values) => {
  const { generator, dtype } = withDefaults('heUniform', values)
  const [shape] = values
  const limit = Math.sqrt(6 / fans(shape).fanIn)
  return generator.uniform(shape, { low: -limit, high: limit, dtype })
}
