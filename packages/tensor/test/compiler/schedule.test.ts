import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { schedule } from '../../src/backend/wasm/compiler/schedule'
import type { ThreadStage } from '../../src/backend/wasm/compiler/tasks/stage'
import { type Access, ALL, type Block, type Task } from '../../src/backend/wasm/compiler/tasks/task'

const blocks: Block[] = Array.from({ length: 4 }, () => ({ bytes: 64, storage: null }))

function task(reads: Access[], writes: Access[]): Task {
  return { reads, writes, instructions: () => [] }
}

function stepsOf(tasks: Task[]): Task[][] {
  return (schedule(tasks) as ThreadStage[]).flatMap(({ steps }) => steps.map((s) => [...s.tasks]))
}

const access = fc.record({
  block: fc.constantFrom(...blocks),
  share: fc.constantFrom(ALL, 'rows', 'columns', 'first'),
})

function conflict(a: Task, b: Task): boolean {
  const hits = (x: readonly Access[], y: readonly Access[]) =>
    x.some((p) => y.some((q) => p.block === q.block && (p.share !== q.share || p.share === ALL)))
  return hits(a.writes, b.reads) || hits(a.reads, b.writes) || hits(a.writes, b.writes)
}

function touch(a: Task, b: Task): boolean {
  const meet = (x: readonly Access[], y: readonly Access[]) =>
    x.some((p) => y.some((q) => p.block === q.block))
  return meet(a.writes, b.reads) || meet(a.reads, b.writes) || meet(a.writes, b.writes)
}

describe('schedule', () => {
  it('keeps the order of tasks that depend on each other, across barriers unless they share alike', () => {
    const tasks = fc.array(
      fc.record({
        reads: fc.array(access, { maxLength: 3 }),
        writes: fc.array(access, { maxLength: 2 }),
      }),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(tasks, (made) => {
        const list = made.map(({ reads, writes }) => task(reads, writes))
        const steps = stepsOf(list)
        const stepOf = (t: Task) => steps.findIndex((step) => step.includes(t))
        expect(steps.flat().length).toBe(list.length)
        list.forEach((later, j) => {
          for (const earlier of list.slice(0, j)) {
            if (conflict(earlier, later)) expect(stepOf(earlier)).toBeLessThan(stepOf(later))
            if (!touch(earlier, later)) continue
            const [a, b] = [stepOf(earlier), stepOf(later)]
            expect(a).toBeLessThanOrEqual(b)
            if (a === b) expect(steps[a].indexOf(earlier)).toBeLessThan(steps[b].indexOf(later))
          }
        })
      }),
    )
  })

  it('lets a task that depends on nothing join the first step', () => {
    const [a, b, c] = blocks
    const tasks = [
      task([], [{ block: a, share: ALL }]),
      task([{ block: a, share: ALL }], [{ block: b, share: ALL }]),
      task([], [{ block: c, share: ALL }]),
    ]
    expect(stepsOf(tasks)).toEqual([[tasks[0], tasks[2]], [tasks[1]]])
  })

  it('lets the host run between steps, in its place', () => {
    const [a] = blocks
    const host = { reads: [], writes: [], run: () => {} }
    const tasks = [task([], [{ block: a, share: ALL }]), host, task([], [])]
    expect(schedule(tasks).map((stage) => ('host' in stage ? 'host' : stage.steps.length))).toEqual(
      [1, 'host', 1],
    )
  })
})
