import { jsonPath } from '../json.ts'
import type { TargetProblem } from './problem.ts'

/** What a mapping found that the platform cannot take, as it goes through a journey: one of a code and path, however often it is met. */
export class ProblemList {
  readonly #prefix: string
  readonly #found = new Map<string, TargetProblem>()

  constructor(prefix: string) {
    this.#prefix = prefix
  }

  add(severity: TargetProblem['severity'], number: number, path: readonly PropertyKey[], message: string, help: string): void {
    const code = `${this.#prefix}${String(number).padStart(2, '0')}`
    const where = jsonPath(path)
    const stepId = path[0] === 'steps' && typeof path[1] === 'string' ? path[1] : null
    if (!this.#found.has(`${code} ${where}`)) this.#found.set(`${code} ${where}`, { code, severity, path: where, stepId, message, help })
  }

  error(number: number, path: readonly PropertyKey[], message: string, help: string): void {
    this.add('error', number, path, message, help)
  }

  loss(number: number, path: readonly PropertyKey[], message: string, help: string): void {
    this.add('loss', number, path, message, help)
  }

  note(number: number, path: readonly PropertyKey[], message: string, help: string): void {
    this.add('note', number, path, message, help)
  }

  get hasErrors(): boolean {
    return this.all.some(({ severity }) => severity === 'error')
  }

  get all(): TargetProblem[] {
    return [...this.#found.values()]
  }
}
