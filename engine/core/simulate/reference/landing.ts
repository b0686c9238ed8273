/**
 * What becomes of an instance whose journey is taken over by another version. Numbers are of the newer program, but `from`, `port` and `outcome`, which are
 * of the whole that is counted. `stays`: in that step, as if it had come there when it came to the old one; `moves`: it comes to that step now.
 */
export type Landing =
  | { kind: 'stays'; step: number; dueAt: number }
  | { kind: 'moves'; from: number; port: number; step: number }
  | { kind: 'lost'; from: number; outcome: number }

/** Tells a machine made by `toResumingMachine` to stand in the step, without coming to it. */
export function resumeType(step: number): string {
  return `journey.resume ${step}`
}

/** Tells it to come to the step. */
export function arriveType(step: number): string {
  return `journey.arrive ${step}`
}
