import type { JourneyDocument } from '../model/journey.ts'
import { portsOf } from '../model/steps/registry.ts'
import type { ResponseFigures } from '../simulate/responses/response-figures.ts'
import type { SimulationResult } from '../simulate/result.ts'
import { cameIn } from './count-log.ts'
import type { Figure, FigureKind } from './forecast-schema.ts'

/** Figures of a whole run, as it was stored: of everybody who came in, however little time they had. `hits` are at most `of`. */
export function figuresOfRun(document: JourneyDocument, result: SimulationResult, responses: ResponseFigures | null): Figure[] {
  const people = result.instances.started
  const figure = (kind: FigureKind, stepId: string | null, part: string | null, times: number, of = people): Figure => ({ kind, stepId, part, hits: Math.min(times, of), times, of })
  const figures: Figure[] = [cameIn(people, result.until - result.from)]
  for (const [stepId, step] of Object.entries(document.steps)) {
    const counted = result.steps[stepId]
    if (!counted) continue
    figures.push(figure('entered', stepId, null, counted.entered))
    const ports = portsOf(step)
    if (ports.length > 1) for (const { id } of ports) figures.push(figure('left', stepId, id, counted.ports[id] ?? 0))
    if (step.kind !== 'message') continue
    figures.push(figure('sent', stepId, null, counted.sent), figure('heldBack', stepId, null, Object.values(counted.suppressed).reduce((sum, count) => sum + count, 0)))
    figures.push(...reactionsOf(responses, document.id, stepId).map(([kind, count, sent]) => figure(kind, stepId, null, count, sent)))
  }
  const goals = Object.entries(result.goals)
  for (const [id, { conversions }] of goals) figures.push(figure('goal', null, id, conversions))
  if (goals.length > 1) figures.push(figure('converted', null, null, result.instances.converted))
  return figures
}

/** What was drawn for a step, over its texts; nothing where nothing was assumed. */
function reactionsOf(responses: ResponseFigures | null, journeyId: string, stepId: string): [FigureKind, number, number][] {
  const rows = (responses?.messages ?? []).filter(({ journey, step, basis }) => journey === journeyId && step === stepId && basis !== null)
  if (rows.length === 0) return []
  const sum = (of: 'sent' | 'delivered' | 'opened' | 'clicked') => rows.reduce((total, row) => total + row[of], 0)
  return (['delivered', 'opened', 'clicked'] as const).map((kind) => [kind, sum(kind), sum('sent')])
}
