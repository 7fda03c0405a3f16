import { afterEach, describe, expect, it } from 'vitest'
import { csrMatmulScratch } from '../../src/backend/wasm/compiler/lower/csr-matmul'
import { matmulScratch } from '../../src/backend/wasm/compiler/lower/matmul-task'
import { epilogueCodes } from '../../src/backend/wasm/compiler/tasks/epilogue'
import { KernelMemory } from '../../src/backend/wasm/memory/kernel-memory'
import { ENTRY_BYTES } from './placed-csr'
import { start, stopAll } from './running-threads'
import { Stream } from './stream'
import { numbers } from './support'

afterEach(stopAll)

/** The share of `count` items of a thread. */
function share(count: number, thread: number, threads: number): [number, number] {
  return [Math.floor((count * thread) / threads), Math.floor((count * (thread + 1)) / threads)]
}

function placed(memory: KernelMemory, values: Float32Array): number {
  const address = memory.allocate(values.byteLength)
  memory.float32(address, values.length).set(values)
  return address
}

const [N, DEPTH, WIDTH, TURNS] = [33, 50, 70, 5]
const TURNS_OF_LONG = 500
const RANGE_OF_ONE = { rowBegin: 0, rowEnd: 1, columnBegin: 0, columnEnd: 1 }

/**
 * Each turn: Y = X W from lists (threads claim columns), W -= X^T Y from lists of columns (the same),
 * Z = Y W^T (rows). Returns all numbers at the end.
 */
async function turnsOn(count: number): Promise<Float32Array> {
  const memory = new KernelMemory()
  const threads = await start(memory, { threads: count })
  const ink = numbers('float32', N * DEPTH, 1).map((v) => (v < 0.3 ? 0 : 255 * v))
  const bytes = memory.allocate(N * DEPTH)
  memory.uint8(bytes, N * DEPTH).set(ink)
  const order = memory.allocate(4 * N)
  memory.int32(order, N).set(Array.from({ length: N }, (_, i) => N - 1 - i))
  const [w, y, z] = [
    numbers('float32', DEPTH * WIDTH, 2),
    new Float32Array(N * WIDTH),
    new Float32Array(N * DEPTH),
  ].map((a) => placed(memory, a))
  const [rowLists, columnLists] = [1, 2].map(() => memory.allocate(N * DEPTH * ENTRY_BYTES))
  const [rowRanges, columnRanges, rate] = [8 * N, 8 * DEPTH, 8].map((b) => memory.allocate(b))
  memory.float64(rate, 1)[0] = 1e-3
  const claims = [placed(memory, new Float32Array(200)), placed(memory, new Float32Array(200))]
  const streams = Array.from({ length: count }, (_, t) => {
    const scratch = memory.allocate(Math.max(csrMatmulScratch(DEPTH), matmulScratch(WIDTH, 4)))
    const [rowBegin, rowEnd] = share(N, t, count)
    const [itemBegin, itemEnd] = share(DEPTH, t, count)
    const claimed = {
      ...{ columnBegin: 0, columnEnd: WIDTH, rate, background: 0.25, bias: 0, scratch },
      ...{ thread: t, threads: count },
    }
    return new Stream()
      .call('toCsrU8', {
        source: bytes,
        sourceRow: DEPTH,
        rows: order,
        columns: DEPTH,
        background: 0,
        scale: 1 / 255,
        entries: rowLists,
        ranges: rowRanges,
        rowBegin,
        rowEnd,
      })
      .barrier()
      .call('csrToCsc', {
        rowEntries: rowLists,
        rowRanges,
        rowCount: N,
        entries: columnLists,
        capacity: N,
        ranges: columnRanges,
        columnBegin: itemBegin,
        columnEnd: itemEnd,
      })
      .times(TURNS, (s) =>
        s
          .barrier()
          .call('csrMatmulF32', {
            ...claimed,
            claims: claims[0],
            entries: rowLists,
            ranges: rowRanges,
            matrix: w,
            matrixRow: WIDTH,
            depth: DEPTH,
            out: y,
            outRow: WIDTH,
            epilogue: epilogueCodes.relu,
            rowBegin: 0,
            rowEnd: N,
          })
          .barrier()
          .call('csrMatmulF32', {
            ...claimed,
            claims: claims[1],
            entries: columnLists,
            ranges: columnRanges,
            matrix: y,
            matrixRow: WIDTH,
            depth: N,
            out: w,
            outRow: WIDTH,
            epilogue: epilogueCodes.descend,
            rowBegin: 0,
            rowEnd: DEPTH,
          })
          .barrier()
          .call('matmulF32', {
            a: y,
            aRow: WIDTH,
            aDepth: 1,
            b: w,
            bDepth: 1,
            bColumn: WIDTH,
            c: z,
            cRow: DEPTH,
            depth: WIDTH,
            rowBegin,
            rowEnd,
            columnBegin: 0,
            columnEnd: DEPTH,
            epilogue: epilogueCodes.store,
            extra: 0,
            extraRow: 0,
            scratch,
            wide: 0,
          }),
      )
      .place(memory)
  })
  threads.run(streams)
  return Float32Array.of(
    ...[w, y, z].flatMap((a, i) => [
      ...memory.float32(a, [DEPTH, N, N][i] * [WIDTH, WIDTH, DEPTH][i]),
    ]),
  )
}

describe('threads', () => {
  it('give the same bits on 1, 2, 3 and 8 of them', async () => {
    const expected = await turnsOn(1)
    expect(expected.some((v) => v !== 0 && Number.isFinite(v))).toBe(true)
    for (const count of [2, 3, 8]) expect(await turnsOn(count)).toEqual(expected)
  })

  it('meet at every barrier of a long program, and run again and again', async () => {
    const memory = new KernelMemory()
    const threads = await start(memory, { threads: 3 })
    const [zero, one] = [placed(memory, Float32Array.of(0)), placed(memory, Float32Array.of(1))]
    const slots = [1, 2, 3].map((value) => placed(memory, Float32Array.of(value)))
    const number = { aRow: 0, aStep: 0, bRow: 0, bStep: 0, outRow: 0, ...RANGE_OF_ONE }
    // Each turn every thread takes over its neighbour's number plus one.
    const streams = slots.map((slot, t) => {
      const carried = memory.allocate(4)
      return new Stream()
        .times(TURNS_OF_LONG, (s) =>
          s
            .call('binaryF32', { op: 0, ...number, a: slots[(t + 1) % 3], b: one, out: carried })
            .barrier()
            .call('binaryF32', { op: 0, ...number, a: carried, b: zero, out: slot })
            .barrier(),
        )
        .place(memory)
    })
    for (let run = 0; run < 10; run++) threads.run(streams)
    const turned = 10 * TURNS_OF_LONG
    expect(slots.map((slot) => memory.float32(slot, 1)[0])).toEqual(
      [1, 2, 3].map((_, t) => turned + ((t + turned) % 3) + 1),
    )
  })

  it('are no more than the cores, and one without shared memory, with a word about it', async () => {
    const some = await start(new KernelMemory(), { threads: 5, cores: 2 })
    expect([some.threads, some.notice]).toEqual([
      2,
      '5 threads were asked for, there are 2 cores: using 2',
    ])
    const one = await start(new KernelMemory({ shared: false }), { threads: 2 })
    expect([one.threads, one.notice]).toEqual([
      1,
      '2 threads need shared memory, which there is none of: using 1',
    ])
    expect((await start(new KernelMemory(), { threads: 2 })).notice).toBeNull()
  })

  it('work alone on memory that is not shared', async () => {
    const memory = new KernelMemory({ shared: false })
    const threads = await start(memory, { threads: 1 })
    const [three, four] = [placed(memory, Float32Array.of(3)), placed(memory, Float32Array.of(4))]
    const number = { aRow: 0, aStep: 0, bRow: 0, bStep: 0, outRow: 0, ...RANGE_OF_ONE }
    threads.run([
      new Stream()
        .call('binaryF32', { op: 0, ...number, a: three, b: four, out: four })
        .barrier()
        .place(memory),
    ])
    expect(memory.float32(four, 1)[0]).toBe(7)
  })
})
