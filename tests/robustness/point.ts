/** A point of long work: so much of a phase is done, as a share. */
export interface Point { phase: string; share: number }
export interface Progress { phase: string; done: number; total: number }

/** Whether work is there or beyond. */
export function isAt({ phase, done, total }: Progress, point: Point): boolean {
  return phase === point.phase && (total === 0 || done / total >= point.share)
}
