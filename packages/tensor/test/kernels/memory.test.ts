import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Heap } from '../../src/backend/wasm/memory/heap'
import { KernelMemory } from '../../src/backend/wasm/memory/kernel-memory'
import { compiledModule } from '../../src/backend/wasm/modules/kernel-module'
import { BackendError } from '../../src/core/errors'
import { interpreter } from '../../src/generated/interpreter'
import { compiledKernels } from '../../src/generated/kernels'

describe('the heap of kernel memory', () => {
  it('never gives out memory twice, aligns it, and takes all of it back', () => {
    const steps = fc.array(fc.record({ bytes: fc.nat(500), release: fc.nat() }), { maxLength: 60 })
    fc.assert(
      fc.property(steps, (list) => {
        let end = 0
        const heap = new Heap(100, (wanted) => {
          end = wanted
        })
        const live: { address: number; bytes: number }[] = []
        for (const { bytes, release } of list) {
          if (release % 3 === 0 && live.length > 0) {
            heap.release(live.splice(release % live.length, 1)[0].address)
            continue
          }
          const address = heap.allocate(bytes)
          expect(address % 64).toBe(0)
          expect(address).toBeGreaterThanOrEqual(100)
          expect(address + bytes).toBeLessThanOrEqual(end)
          for (const other of live) {
            const apart = address + bytes <= other.address || other.address + other.bytes <= address
            expect(apart || bytes === 0 || other.bytes === 0).toBe(true)
          }
          live.push({ address, bytes })
        }
        for (const { address } of live) heap.release(address)
        expect(heap.allocate(Math.max(0, end - 128))).toBe(128)
      }),
    )
  })

  it('refuses to take back what it did not give', () => {
    expect(() => new Heap(0, () => undefined).release(64)).toThrow(BackendError)
  })
})

describe('kernel memory', () => {
  it.each([true, false])('grows when more is asked for (shared: %s)', (shared) => {
    const memory = new KernelMemory({ shared, initialBytes: 65_536 })
    const before = memory.allocate(8)
    memory.float64(before, 1)[0] = 7
    const block = memory.allocate(3_000_000)
    memory.uint8(block, 3_000_000).fill(1)
    expect(memory.float64(before, 1)[0]).toBe(7)
    expect(memory.memory.buffer instanceof SharedArrayBuffer).toBe(shared)
  })

  it.each([true, false])(
    'is all that the modules import, but for the function table and functions of the host (shared: %s)',
    (shared) => {
      const modules = new Set(Object.values(compiledKernels).map(({ module }) => module))
      for (const module of [interpreter, ...modules]) {
        const imports = WebAssembly.Module.imports(compiledModule(module, { shared, fused: false }))
        const names = imports.map(({ module, name, kind }) => `${kind} ${module}.${name}`)
        expect(names).toContain('memory env.memory')
        const allowed = ['memory env.memory', 'table env.table']
        if (module === interpreter) allowed.push('function env.link', 'function performance.now')
        for (const [i, { module: from, name }] of imports.entries()) {
          if (from === 'Math') expect(Math[name as keyof Math]).toBeTypeOf('function')
          else expect(allowed).toContain(names[i])
        }
      }
    },
  )

  it('says so when it cannot grow', () => {
    const memory = new KernelMemory({ initialBytes: 65_536, maximumBytes: 65_536 })
    expect(() => memory.allocate(100_000)).toThrow(/found a memory of 65536 bytes that cannot grow/)
  })
})
