import type { Output } from '../sinks/sink'
import { watchCrashes } from './crashes'
import { openSink } from './open-sink'
import { failureOutcome, type Outcome } from './outcome'
import type { Request } from './request'
import { watchSignals } from './signals'
import { train } from './train'

/** Does what the command line asks for. What a command needs is loaded when it is asked for. */
export async function perform(request: Request, output: Output, workerUrl: URL): Promise<Outcome> {
  if (request.kind === 'print') {
    output.out(request.text)
    return { exitCode: 0 }
  }
  if (request.kind === 'train')
    return await train(request, workerUrl, (send) => openSink(request, output, send))
  return await attended(task(request, output, workerUrl), output)
}

type Task = Exclude<Request, { kind: 'print' | 'train' }>

async function task(request: Task, output: Output, workerUrl: URL): Promise<Outcome> {
  switch (request.kind) {
    case 'predict':
      return await (await import('../tasks/predict')).predict(request, output)
    case 'evaluate':
      return await (await import('../tasks/evaluate')).evaluate(request, output)
    case 'export':
      return (await import('../tasks/export')).exportFiles(request, output)
    case 'runs':
      return await (await import('../tasks/runs')).runs(request, output)
    case 'sweep':
      return await (await import('../tasks/sweep')).sweep(request, output, workerUrl)
    case 'bench':
      return await (await import('../tasks/bench')).bench(request, output)
  }
}

/** Waits for a task, or until a signal comes, its reader goes away, or something is thrown. */
async function attended(task: Promise<Outcome>, output: Output): Promise<Outcome> {
  const signals = watchSignals()
  const crashes = watchCrashes()
  const stopped = signals.received.then(({ exitCode, signal }) => ({
    exitCode,
    message: `ended by ${signal}`,
    isCutOff: true,
  }))
  const unread = output.closed.then(() => ({ exitCode: 0, isCutOff: true }))
  try {
    return await Promise.race([task, stopped, unread, crashes.crashed])
  } catch (error) {
    return failureOutcome(error)
  } finally {
    signals.release()
    crashes.release()
  }
}
