import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import {
  capture,
  copy,
  Generator,
  matmul,
  matrixTranspose,
  multiply,
  noGrad,
  setBackend,
  softmax,
  type Tensor,
} from '../../src'
import { KernelMemory } from '../../src/backend/wasm/memory/kernel-memory'
import { ResidentStorage } from '../../src/backend/wasm/memory/resident-storage'
import { singleThread } from '../../src/backend/wasm/threads/single-thread'
import type { ThreadPool } from '../../src/backend/wasm/threads/thread-pool'
import { wasmBackend } from '../support/wasm-backend'
import { drawGraph, graphFunction, type RandomGraph } from './random-graph'
import { staggeredPool } from './staggered-pool'

/** GRAPHS=5000 in the environment tries that many for each number of threads. */
const GRAPHS = Number(process.env.GRAPHS ?? 12)
/** Two are recorded, the others replayed. */
const TURNS = 4

const memory = new KernelMemory()
const residentStorage = new ResidentStorage(memory)

function onTeam<R>(pool: ThreadPool, body: () => R): R {
  setBackend(wasmBackend(residentStorage, () => pool))
  return body()
}

/** The bits of all results of each turn, whose arguments differ. */
function turns(graph: RandomGraph, compile: typeof capture): string[] {
  const parameter = copy(graph.parameter)
  parameter.requiresGrad = true
  const run = compile(graphFunction(graph, parameter))
  return Array.from({ length: TURNS }, (_, turn) => {
    const inputs = noGrad(() => graph.inputs.map((x) => (turn % 2 ? x : multiply(x, 1 + turn / 8))))
    return Object.entries(run(...inputs))
      .map(told)
      .join('\n')
  })
}

/** A tensor in a line that tells -0 from 0. */
function told([name, x]: [string, Tensor]): string {
  const numbers = [...x.toTypedArray()].map((value) => (Object.is(value, -0) ? '-0' : `${value}`))
  return `${name}: ${x.dtype} [${x.shape}] ${numbers}`
}

const eagerly = ((body) => body) as typeof capture

afterAll(() => setBackend('wasm'))

describe('graphs drawn at random', () => {
  it.each([1, 2, 3, 8])('replay on %i threads what runs eagerly, bit for bit', (threads) => {
    const lone = singleThread(memory)
    fc.assert(
      fc.property(fc.gen(), fc.nat(), (g, seed) => {
        const [graph, expected] = onTeam(lone, () => {
          const drawn = noGrad(() => drawGraph(g))
          return [drawn, turns(drawn, eagerly)]
        })
        const found = onTeam(staggeredPool(memory, threads, seed), () => turns(graph, capture))
        expect(found).toEqual(expected)
      }),
      { numRuns: GRAPHS },
    )
  })

  it('wait for all rows of a square matrix before its columns are read', () => {
    const generator = new Generator(1)
    const columns = (x: Tensor) => softmax(matmul(x, matrixTranspose(x)), { axis: 0 })
    const inputs = Array.from({ length: 10 }, () => generator.normal([70, 64]))
    const expected = onTeam(singleThread(memory), () =>
      inputs.map((x) => columns(x).toTypedArray()),
    )
    onTeam(staggeredPool(memory, 2, 1), () => {
      const replayed = capture(columns)
      expect(inputs.map((x) => replayed(x).toTypedArray())).toEqual(expected)
    })
  })
})
