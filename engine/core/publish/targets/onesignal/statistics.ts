import type { JsonValue } from '../../../json.ts'
import { at, numberAt, textAt } from '../../json-at.ts'
import type { StepStatistics } from '../../target.ts'
import { readNodeId } from './node-names.ts'

/** What each count is called differs by channel; the names are not documented one by one, so these are looked for. */
const TOTALS: Readonly<Record<'sent' | 'delivered' | 'opened' | 'clicked', readonly string[]>> = {
  sent: ['sent', 'successful', 'messages_sent'],
  delivered: ['delivered', 'received', 'confirmed', 'confirmed_deliveries'],
  opened: ['opened', 'unique_opens', 'opens'],
  clicked: ['clicked', 'unique_clicks', 'clicks'],
}

/** By step: doubles are added up, and what a step's several nodes do with it. */
export function statisticsOf(stats: JsonValue, nodeIds: Readonly<Record<string, string>>): ReadonlyMap<string, StepStatistics> {
  const steps = new Map<string, StepStatistics>()
  const nodes = at(stats, 'nodes')
  if (typeof nodes !== 'object' || nodes === null || Array.isArray(nodes)) return steps
  for (const [id, node] of Object.entries(nodes)) {
    const client = nodeIds[id]
    if (client === undefined) continue
    const { stepId, part } = readNodeId(client)
    const isDoor = part === null || part === 'texts' || part === 'limit'
    const [waiting, completed, exited] = [numberAt(node, 'waiting'), numberAt(node, 'completed'), numberAt(node, 'exited_early')]
    const entered = isDoor && (waiting !== null || completed !== null) ? (waiting ?? 0) + (completed ?? 0) + (exited ?? 0) : null
    const isMessage = textAt(node, 'kind')?.startsWith('send_') === true
    const total = (names: readonly string[]) => (isMessage ? (names.map((name) => numberAt(node, 'message_stats', 'totals', name)).find((count) => count !== null) ?? null) : null)
    const known = steps.get(stepId) ?? { entered: null, sent: null, delivered: null, opened: null, clicked: null }
    steps.set(stepId, {
      entered: sum(known.entered, entered), sent: sum(known.sent, total(TOTALS.sent)), delivered: sum(known.delivered, total(TOTALS.delivered)),
      opened: sum(known.opened, total(TOTALS.opened)), clicked: sum(known.clicked, total(TOTALS.clicked)),
    })
  }
  return steps
}

function sum(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : a + b
}
