import { annotation, nodeId } from './node-names.ts'
import { WAIT_S } from './shapes.ts'
import type { Writing } from './writing.ts'

/** What a node is called, for us and for people. */
export function names(stepId: string, part: string | null, copy: number, name: string | undefined, meta: readonly string[] = []): { client_node_id: string; annotation?: string } {
  return { client_node_id: nodeId({ stepId, part, copy }), ...said(annotation(name, meta)) }
}

/** Nothing, rather than a field that is undefined. */
export function said(text: string | undefined): { annotation?: string } {
  return text === undefined ? {} : { annotation: text }
}

/** Whole seconds within what OneSignal takes; what had to be changed is a loss. */
export function waitSeconds(problems: Writing['problems'], ms: number, path: readonly PropertyKey[]): number {
  const seconds = Math.round(ms / 1000)
  if (seconds < WAIT_S.shortest) problems.loss(20, path, 'OneSignal waits a minute at least; people would wait that long', 'Wait a minute or longer, or not at all.')
  else if (seconds > WAIT_S.longest) problems.loss(21, path, 'OneSignal waits a year at most; people would go on after that', 'Wait a year or less, or put two waits in a row.')
  else if (seconds * 1000 !== ms) problems.loss(25, path, 'OneSignal waits whole seconds; it is rounded', 'Choose a whole second.')
  return Math.min(Math.max(seconds, WAIT_S.shortest), WAIT_S.longest)
}

/** Whether there is one node of that message in the journey, whose reactions can be asked for. */
export function isMessage({ document }: Writing, stepId: string): boolean {
  const step = Object.hasOwn(document.steps, stepId) ? document.steps[stepId] : undefined
  return step?.kind === 'message' && ['push', 'email', 'sms'].includes(step.channel) && (step.variants?.length ?? 0) < 2
}
