import type { Subject } from '../harness/rounds.ts'
import { Child, type Command } from './child.ts'
import type {
  EpochRequest,
  EpochRun,
  FitRequest,
  FitRun,
  PrepareRequest,
  SubjectConditions,
} from './protocol.ts'

/** A process that has loaded its data and waits to be timed. */
export class SubjectProcess {
  private constructor(
    readonly name: string,
    readonly conditions: SubjectConditions,
    private readonly child: Child,
  ) {}

  /** Starts the process and has it load everything; throws `peer` where that fails. */
  static async start<Request extends PrepareRequest>(
    name: string,
    command: Command,
    request: Request,
  ): Promise<SubjectProcess> {
    const child = new Child(name, command)
    try {
      const { conditions } = await child.ask<{ conditions: SubjectConditions }>(request)
      return new SubjectProcess(name, conditions, child)
    } catch (error) {
      await child.close()
      throw error
    }
  }

  epoch(steps: number): Promise<EpochRun> {
    const request: EpochRequest = { request: 'epoch', steps }
    return this.child.ask<EpochRun>(request)
  }

  fit(request: FitRequest): Promise<FitRun> {
    return this.child.ask<FitRun>(request)
  }

  /** As something that the rounds can run, `steps` steps a time. */
  subject(steps: number): Subject<EpochRun> {
    return { name: this.name, run: () => this.epoch(steps) }
  }

  close(): Promise<void> {
    return this.child.close()
  }
}
