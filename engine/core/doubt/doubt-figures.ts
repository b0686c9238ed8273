import { lower } from '../compile/lower.ts'
import type { JourneyDocument } from '../model/journey.ts'
import type { SimulationResult } from '../simulate/result.ts'

/** A figure of a run that is looked at: `goals:<id>`, `value:<id>`, `outcome:<id>`, `sent`, `suppressed`, `started` or `converted`. */
export interface DoubtFigure { id: string; kind: 'people' | 'conversions' | 'value' | 'outcome' | 'messages'; /** The goal or outcome it is about; null: the whole journey. */ of: string | null }

/** The figures of a journey, those that matter most first: goals, what they are worth, who converts, how it ends, messages. */
export function doubtFigures(document: JourneyDocument): DoubtFigure[] {
  const goals = document.goals ?? []
  const sends = Object.values(document.steps).some(({ kind }) => kind === 'message')
  return [
    ...goals.flatMap(({ id, value }): DoubtFigure[] => [{ id: `goal:${id}`, kind: 'conversions', of: id }, ...(value === undefined ? [] : [{ id: `value:${id}`, kind: 'value' as const, of: id }])]),
    ...(goals.length > 1 ? [{ id: 'converted', kind: 'people' as const, of: null }] : []),
    { id: 'started', kind: 'people', of: null },
    ...outcomesOf(document).map((outcome): DoubtFigure => ({ id: `outcome:${outcome}`, kind: 'outcome', of: outcome })),
    ...(sends ? [{ id: 'sent', kind: 'messages' as const, of: null }, { id: 'suppressed', kind: 'messages' as const, of: null }] : []),
  ]
}

/** Ways to end but by a goal, which has a figure of its own; without those that only other journeys bring about. */
function outcomesOf(document: JourneyDocument): string[] {
  const steps = Object.fromEntries(Object.entries(document.steps).map(([id, step]) => [id, step.kind === 'journey' ? { kind: 'delay' as const, for: 'PT0S' } : step]))
  const [program] = lower([{ ...document, steps }]).journeys
  return program!.outcomes.filter((outcome) => outcome !== 'parent' && !outcome.startsWith('goal:'))
}

/** Their values in a result, in the same order. */
export function figuresIn({ instances, goals, steps }: SimulationResult, figures: readonly DoubtFigure[]): number[] {
  const all = Object.values(steps)
  const own = <T>(from: Readonly<Record<string, T>>, name: string | null): T | undefined => (name !== null && Object.hasOwn(from, name) ? from[name] : undefined)
  return figures.map(({ id, kind, of }) => {
    switch (kind) {
      case 'conversions': return own(goals, of)?.conversions ?? 0
      case 'value': return own(goals, of)?.value ?? 0
      case 'outcome': return own(instances.outcomes, of) ?? 0
      case 'people': return id === 'converted' ? instances.converted : instances.started
      case 'messages': return id === 'sent' ? all.reduce((sum, { sent }) => sum + sent, 0) : all.reduce((sum, { suppressed }) => sum + Object.values(suppressed).reduce((one, count) => one + count, 0), 0)
    }
  })
}
