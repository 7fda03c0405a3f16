import type { StartedEvent } from './protocol'

/** Backend, threads, ranks and what else decides the speed: `wasm, 2 threads, turbo, 4 ranks`. */
export function computedBy({ backend, threads, turbo, ranks, parts }: StartedEvent): string {
  const words = [backend, counted(threads, 'thread')]
  if (turbo) words.push('turbo')
  if (ranks !== undefined) words.push(counted(ranks, 'rank'))
  if (parts !== undefined) words.push(counted(parts, 'part'))
  return words.join(', ')
}

function counted(count: number, word: string): string {
  return `${count} ${count === 1 ? word : `${word}s`}`
}
