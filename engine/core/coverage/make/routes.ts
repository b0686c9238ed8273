import { NOWHERE, type JourneyProgram } from '../../compile/program.ts'

/** A way out of a step, by index. */
export interface Turn { step: number; port: number }

/** How far it is from each step of a journey to what is wanted, and how costly each way has proved to be. */
export class Routes {
  readonly #program: JourneyProgram
  readonly #ends: ReadonlySet<number>
  readonly #wanted: Turn | null
  readonly #costs = new Map<string, number>()
  #distances: Float64Array

  /** `ends`: steps at which what is wanted is to be had; `wanted`: by which way out of it, if by one. */
  constructor(program: JourneyProgram, ends: ReadonlySet<number>, wanted: Turn | null = null) {
    this.#program = program
    this.#ends = ends
    this.#wanted = wanted
    this.#distances = this.#measure()
  }

  /** Infinity: what is wanted cannot be had from there. */
  distance(step: number): number {
    return step < 0 ? Infinity : this.#distances[step]!
  }

  /** Ways out of the step that lead nearer, the nearest first. */
  turns(step: number): number[] {
    if (this.#wanted && this.#wanted.step === step) return [this.#wanted.port]
    const away = this.#program.steps[step]!.ports.map(({ target }, port) => ({ port, distance: this.#cost({ step, port }) + this.distance(target) }))
    return away.filter(({ distance }) => distance < Infinity).sort((a, b) => a.distance - b.distance).map(({ port }) => port)
  }

  /** It was tried and did not come off. */
  blame(turn: Turn): void {
    this.#costs.set(`${turn.step} ${turn.port}`, this.#cost(turn) + 0.25)
    this.#distances = this.#measure()
  }

  #cost({ step, port }: Turn): number {
    return this.#costs.get(`${step} ${port}`) ?? 1
  }

  #measure(): Float64Array {
    const { steps } = this.#program
    const distances = new Float64Array(steps.length).fill(Infinity)
    for (const end of this.#ends) distances[end] = 0
    for (let moved = true; moved; ) {
      moved = false
      steps.forEach(({ ports }, step) => {
        ports.forEach(({ target }, port) => {
          if (target === NOWHERE) return
          const through = this.#cost({ step, port }) + distances[target]!
          if (through >= distances[step]!) return
          distances[step] = through
          moved = true
        })
      })
    }
    return distances
  }
}

/** Steps somebody may stay at: messages too, where quiet hours or caps hold them until later. */
export function stepsThatHold({ steps, policies }: JourneyProgram): Set<number> {
  const parks = policies.quietHours?.hold === true || policies.caps.some(({ onCap }) => onCap.kind === 'retry')
  const holds = (kind: string) => kind === 'delay' || kind === 'waitFor' || kind === 'journey' || (kind === 'message' && parks)
  return new Set(steps.flatMap(({ operation }, step) => (holds(operation.kind) ? [step] : [])))
}
