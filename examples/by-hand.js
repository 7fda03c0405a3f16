// The network as it was first written down, with arrays alone: no layers, no tape, no optimizer.
// node by-hand.js [steps]
import { DataLoader, loadMnist } from '@handwritten/mnist-data'
import * as t from '@handwritten/tensor'

const steps = Number(process.argv[2] ?? 938)
const rate = 0.01
const generator = new t.Generator(1)
const { train } = await loadMnist()
const batches = new DataLoader(train, { batchSize: 64, shuffle: true, seed: 1, sparse: false })

const he = (fanIn, fanOut) => generator.normal([fanIn, fanOut], { std: Math.sqrt(2 / fanIn) }) // W ~ N(0, 2 / fanIn)
const W1 = he(784, 256)
const W2 = he(256, 64)
const W3 = he(64, 10)
const [b1, b2, b3] = [256, 64, 10].map((size) => t.zeros([size])) // b = 0

const descend = (p, g) => t.copyInto(p, t.subtract(p, t.multiply(rate, g)))
const rows = { axis: 0 }

let step = 0
for (const { inputs: X, labels } of batches) {
  const N = labels.size
  const Y = t.oneHot(labels, 10) //                                    one row a sample
  // forward
  const Z1 = t.add(t.matmul(X, W1), b1) //                             Z1 = X W1 + b1
  const A1 = t.maximum(Z1, 0) //                                       A1 = max(Z1, 0)
  const Z2 = t.add(t.matmul(A1, W2), b2) //                            Z2 = A1 W2 + b2
  const A2 = t.maximum(Z2, 0) //                                       A2 = max(Z2, 0)
  const Z3 = t.add(t.matmul(A2, W3), b3) //                            Z3 = A2 W3 + b3
  const M = t.max(Z3, { axis: 1, keepdims: true }) //                  m = max of each row
  const S = t.subtract(Z3, M) //                                       s = z - m
  const E = t.sum(t.exp(S), { axis: 1, keepdims: true }) //            sum of exp(s)
  const logP = t.subtract(S, t.log(E)) //                              log p = s - log sum exp(s)
  const loss = t.divide(t.negative(t.sum(t.multiply(Y, logP))), N) //  L = -1/N sum y log p
  // backward, by the chain rule from the loss to the first weights
  const dZ3 = t.divide(t.subtract(t.exp(logP), Y), N) //               dL/dZ3 = (p - y) / N
  const dA2 = t.matmul(dZ3, W3.T) //                                   dL/dA2 = dZ3 W3^T
  const dZ2 = t.multiply(dA2, t.greater(Z2, 0)) //                     dL/dZ2 = dA2 where Z2 > 0
  const dA1 = t.matmul(dZ2, W2.T) //                                   dL/dA1 = dZ2 W2^T
  const dZ1 = t.multiply(dA1, t.greater(Z1, 0)) //                     dL/dZ1 = dA1 where Z1 > 0
  // descent
  descend(W3, t.matmul(A2.T, dZ3)) //                                  dL/dW3 = A2^T dZ3
  descend(b3, t.sum(dZ3, rows)) //                                     dL/db3 = sum of dZ3 over rows
  descend(W2, t.matmul(A1.T, dZ2)) //                                  dL/dW2 = A1^T dZ2
  descend(b2, t.sum(dZ2, rows)) //                                     dL/db2 = sum of dZ2 over rows
  descend(W1, t.matmul(X.T, dZ1)) //                                   dL/dW1 = X^T dZ1
  descend(b1, t.sum(dZ1, rows)) //                                     dL/db1 = sum of dZ1 over rows

  step += 1
  if (step % 50 === 0) console.log(`step ${step}: loss ${loss.item().toFixed(4)}`)
  if (step === steps) break
}
