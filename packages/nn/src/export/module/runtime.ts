/**
 * What a module may need to compute, as source text. Each function takes and returns the numbers of all
 * samples one after the other; `Floats` is the type of the arrays.
 */
export const RUNTIME = {
  decode: `function decode(text) {
  const letters = atob(text)
  const bytes = new Uint8Array(letters.length)
  for (let i = 0; i < bytes.length; i++) bytes[i] = letters.charCodeAt(i)
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
  scale: `// y = x factors[f] + shifts[f] for the feature f of each element; \`repeats\` elements of one lie side by side.
function scale(x, repeats, factors, shifts) {
  return x.map((v, at) => {
    const f = Math.floor(at / repeats) % factors.length
    return v * factors[f] + shifts[f]
  })
}`,
  convolve: `// y[o, i, j] = bias[o] + sum of weight[o, c, a, b] x[c, i s + a d - p, j s + b d - p], for each picture
function convolve(x, [channels, height, width], [outputs, rows, columns], weight, bias, [kh, kw], s, p, d, groups) {
  const y = new Floats((x.length / channels / height / width) * outputs * rows * columns)
  const inputs = channels / groups
  for (let at = 0; at < y.length; at++) {
    const j = at % columns
    const i = Math.floor(at / columns) % rows
    const o = Math.floor(at / columns / rows) % outputs
    const n = Math.floor(at / columns / rows / outputs)
    const first = n * channels + Math.floor((o * groups) / outputs) * inputs
    let sum = bias[o]
    for (let c = 0; c < inputs; c++) {
      for (let a = 0; a < kh; a++) {
        const u = i * s[0] + a * d[0] - p[0]
        if (u < 0 || u >= height) continue
        for (let b = 0; b < kw; b++) {
          const v = j * s[1] + b * d[1] - p[1]
          if (v < 0 || v >= width) continue
          sum += weight[((o * inputs + c) * kh + a) * kw + b] * x[((first + c) * height + u) * width + v]
        }
      }
    }
    y[at] = sum
  }
  return y
}`,
  spread: `// The transpose of a convolution: each x[c, i, j] adds weight[c, o, a, b] x to y[o, i s + a d - p, j s + b d - p].
function spread(x, [channels, height, width], [outputs, rows, columns], weight, bias, [kh, kw], s, p, d, groups) {
  const size = outputs * rows * columns
  const y = new Float64Array((x.length / channels / height / width) * size)
  const targets = outputs / groups
  y.forEach((_, at) => {
    y[at] = bias[Math.floor(at / columns / rows) % outputs]
  })
  for (let at = 0; at < x.length; at++) {
    const j = at % width
    const i = Math.floor(at / width) % height
    const c = Math.floor(at / width / height) % channels
    const first = Math.floor(at / width / height / channels) * outputs + Math.floor((c * groups) / channels) * targets
    for (let o = 0; o < targets; o++) {
      for (let a = 0; a < kh; a++) {
        const u = i * s[0] + a * d[0] - p[0]
        if (u < 0 || u >= rows) continue
        for (let b = 0; b < kw; b++) {
          const v = j * s[1] + b * d[1] - p[1]
          if (v < 0 || v >= columns) continue
          y[((first + o) * rows + u) * columns + v] += weight[((c * targets + o) * kh + a) * kw + b] * x[at]
        }
      }
    }
  }
  return Floats.from(y)
}`,
  pool: `// The maximum of each window of k with step s; or its mean, with padding p counted ('mean') or not ('inside').
function pool(x, [channels, height, width], [, rows, columns], k, s, p, kind) {
  return windowsOf(x, [height, width], [rows, columns], (i, axis, size) => {
    const start = i * s[axis] - p[axis]
    const end = Math.min(start + k[axis], size + p[axis])
    const [from, to] = [Math.max(start, 0), Math.min(end, size)]
    return [from, to, kind === 'mean' ? end - start : to - from]
  }, kind === 'max')
}`,
  divide: `// The mean of each of rows x columns windows that divide the pictures.
function divide(x, [, height, width], counts) {
  return windowsOf(x, [height, width], counts, (i, axis, size) => {
    const [from, to] = [Math.floor((i * size) / counts[axis]), Math.ceil(((i + 1) * size) / counts[axis])]
    return [from, to, to - from]
  }, false)
}`,
  windowsOf: `// The maximum or the mean of windows; window(i, axis, size) gives where one begins and ends, and its divisor.
function windowsOf(x, [height, width], [rows, columns], window, isMax) {
  const y = new Floats((x.length / height / width) * rows * columns)
  for (let at = 0; at < y.length; at++) {
    const [top, bottom, down] = window(Math.floor(at / columns) % rows, 0, height)
    const [left, right, across] = window(at % columns, 1, width)
    const plane = Math.floor(at / columns / rows) * height * width
    let value = isMax ? -Infinity : 0
    for (let u = top; u < bottom; u++) {
      for (let v = left; v < right; v++) {
        const element = x[plane + u * width + v]
        value = isMax ? Math.max(value, element) : value + element
      }
    }
    y[at] = isMax ? value : value / (down * across)
  }
  return y
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
