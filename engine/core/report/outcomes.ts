import type { SimulationResult } from '../simulate/result.ts'

/** How instances came out of a journey. */
export type OutcomeKind = 'goal' | 'exit' | 'named' | 'active'

export interface OutcomeRow {
  /** As the result names it: `goal:<id>`, `exit:<id>`, an exit step's own word, or `active` for those still inside at the end. */
  outcome: string
  kind: OutcomeKind
  /** The outcome without its prefix. */
  name: string
  people: number
  shareOfStarted: number
}

/** Every way an instance can have ended, and who is still inside, by falling count; people add up to all that started. */
export function outcomes(result: SimulationResult): OutcomeRow[] {
  const { started, active, outcomes: counts } = result.instances
  const row = (outcome: string, kind: OutcomeKind, name: string, people: number): OutcomeRow => ({
    outcome,
    kind,
    name,
    people,
    shareOfStarted: started === 0 ? 0 : people / started,
  })
  const ended = Object.entries(counts).map(([outcome, people]) => {
    const kind = outcome.startsWith('goal:') ? 'goal' : outcome.startsWith('exit:') ? 'exit' : 'named'
    return row(outcome, kind, kind === 'named' ? outcome : outcome.slice(outcome.indexOf(':') + 1), people)
  })
  const rows = active > 0 ? [...ended, row('active', 'active', 'active', active)] : ended
  return rows.sort((a, b) => b.people - a.people || (a.outcome < b.outcome ? -1 : 1))
}
