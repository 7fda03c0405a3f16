/**
 * What a module may need to compute, as source text. Each function takes and returns the numbers of all
 * samples one after the other; `Floats` is the type of the arrays.
 */
export const RUNTIME = {
  decode: `function decode(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
  return new Floats(bytes.buffer)
}`,
  linear: `// y[o] = sum of x[i] weight[o, i], plus bias[o]
function linear(x, inputs, outputs, weight, bias) {
  const y = new Floats((x.length / inputs) * outputs)
  for (let at = 0; at < y.length; at++) {
    const output = at % outputs
    const row = ((at - output) / outputs) * inputs
    let sum = bias[output]
    for (let i = 0; i < inputs; i++) sum += x[row + i] * weight[output * inputs + i]
    y[at] = sum
  }
  return y
}`,
  scale: `// y[f] = x[f] scale[f] + shift[f]
function scale(x, factors, shifts) {
  return x.map((v, at) => v * factors[at % factors.length] + shifts[at % factors.length])
}`,
  standardize: `// Every sample to mean 0 and variance 1.
function standardize(x, size, epsilon) {
  return bySample(x, size, (sample) => {
    const mean = sample.reduce((sum, v) => sum + v, 0) / size
    const variance = sample.reduce((sum, v) => sum + (v - mean) ** 2, 0) / size
    return sample.map((v) => (v - mean) / Math.sqrt(variance + epsilon))
  })
}`,
  logSoftmax: `// x - log(sum of e^x), the largest taken out so that nothing overflows.
function logSoftmax(x, size) {
  return bySample(x, size, (sample) => {
    const largest = sample.reduce((a, b) => Math.max(a, b))
    const total = sample.reduce((sum, v) => sum + Math.exp(v - largest), 0)
    return sample.map((v) => v - largest - Math.log(total))
  })
}`,
  bySample: `function bySample(x, size, change) {
  const y = new Floats(x.length)
  for (let at = 0; at < x.length; at += size) y.set(change(x.subarray(at, at + size)), at)
  return y
}`,
  sigmoid: `function sigmoid(v) {
  return 1 / (1 + Math.exp(-v))
}`,
  softplus: `// log(1 + e^v) without overflow
function softplus(v) {
  return Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v)))
}`,
  erf: `// 2 / sqrt(pi) e^(-v^2) times the sum of 2^n v^(2n+1) / (1 3 5 ... (2n+1)), whose terms have one sign.
function erf(v) {
  if (Math.abs(v) > 6) return Math.sign(v)
  let term = v
  let sum = v
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * v * v) / (2 * n + 1)
    sum += term
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-v * v) * sum
}`,
} as const

/** The name of one of the functions. */
export type RuntimeName = keyof typeof RUNTIME
