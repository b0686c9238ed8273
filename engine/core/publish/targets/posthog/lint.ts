import { msOf } from './durations.ts'
import { branchConfig, cohortConfig, delayConfig, filtersSchema, flowBody, triggerConfig, waitConfig, type Action, type Edge } from './payload.ts'

/** Something that PostHog's schema lets through and that breaks a workflow, its editor, or what was meant. `actionId` null: it is the workflow's own. */
export interface GraphProblem { readonly number: number; readonly actionId: string | null; readonly message: string; readonly help: string }

/** Rules of products/workflows/backend/api/graph_validation.py and references/graph-schema.md, and what these only warn of. */
export function graphProblems(body: unknown): GraphProblem[] {
  const parsed = flowBody.safeParse(body)
  if (!parsed.success) return [{ number: 71, actionId: null, message: 'it is no workflow of PostHog', help: parsed.error.issues[0]?.message ?? '' }]
  const { actions, edges } = parsed.data
  const problems: GraphProblem[] = []
  const add = (number: number, actionId: string | null, message: string, help: string) => problems.push({ number, actionId, message, help })
  const ids = actions.map(({ id }) => id)
  const byId = new Map(actions.map((action) => [action.id, action]))
  for (const id of twice(ids)) add(72, id, `two actions are called "${id}"`, 'Give one of them another id.')
  const triggers = actions.filter(({ type }) => type === 'trigger')
  if (triggers.length !== 1) add(73, null, `a workflow has one trigger, and this one has ${triggers.length}`, 'Keep one.')
  const outOf = new Map<string, Edge[]>()
  for (const edge of edges) outOf.set(edge.from, [...(outOf.get(edge.from) ?? []), edge])
  const seen = new Set<string>()
  for (const edge of edges) edgeProblems(edge, byId, seen, add)
  for (const action of actions) {
    const out = outOf.get(action.id) ?? []
    if (action.type !== 'exit' && out.length === 0) add(77, action.id, 'nothing follows on it, so that it fails', 'Lead it to a step or to the end.')
    if (action.type === 'wait_until_condition' && !out.some(({ type, index }) => type === 'branch' && index === 0)) add(78, action.id, 'it has no way for when what it waits for happens', 'Add it.')
    if ((action.type === 'wait_until_condition' || action.type === 'conditional_branch') && !out.some(({ type }) => type === 'continue')) add(79, action.id, 'it has no way for everybody else', 'Add it.')
    configProblems(action, add)
  }
  const [trigger] = triggers
  if (trigger) {
    const reached = reachedFrom(trigger.id, outOf)
    for (const id of ids) if (!reached.has(id)) add(80, id, 'nobody comes to it', 'Lead a way to it, or take it out.')
    const looping = timelessLoop(actions, outOf)
    if (looping !== null) add(81, looping, 'it comes back to itself without time passing', 'Put a delay into the loop.')
  }
  return problems
}

/** Each id that is there more than once. */
function twice(ids: readonly string[]): Set<string> {
  const seen = new Set<string>()
  return new Set(ids.filter((id) => seen.size === seen.add(id).size))
}

type Add = (number: number, actionId: string | null, message: string, help: string) => void

function edgeProblems({ from, to, type, index }: Edge, byId: ReadonlyMap<string, Action>, seen: Set<string>, add: Add): void {
  const source = byId.get(from)
  if (!source) return add(74, null, `a way comes from "${from}", which is not there`, 'Take it out.')
  if (!byId.has(to)) add(74, from, `a way leads to "${to}", which is not there`, 'Lead it to a step, or to the end.')
  const key = `${type} ${String(index)} ${from}`
  if (seen.has(type === 'branch' ? key : from)) add(75, from, 'two ways leave it by the same door', 'Keep one of them.')
  seen.add(type === 'branch' ? key : from)
  if (type !== 'branch') return
  const doors = doorsOf(source)
  if (typeof index !== 'number' || index < 0 || index >= doors) add(76, from, `a way leaves it by door ${String(index)}, and it has ${doors}`, 'Let each condition have its way.')
}

function doorsOf({ type, config }: Action): number {
  if (type === 'conditional_branch') return branchConfig.safeParse(config).data?.conditions.length ?? 0
  if (type === 'random_cohort_branch') return cohortConfig.safeParse(config).data?.cohorts.length ?? 0
  return type === 'wait_until_condition' ? 1 : 0
}

const CAPS: Readonly<Record<string, number>> = { s: 60, m: 60, h: 24, d: 30 }

function durationProblems(id: string, duration: string, add: Add): void {
  if (msOf(duration) === undefined) add(82, id, `"${duration}" is no length of time there`, 'Write a number and s, m, h or d: 1.5h.')
  else if (Number(duration.slice(0, -1)) > CAPS[duration.slice(-1)]!) add(83, id, `${duration} would be cut to ${CAPS[duration.slice(-1)]}${duration.slice(-1)} without a word`, 'Use the next larger unit; 30 days are the most.')
}

function configProblems({ id, type, config }: Action, add: Add): void {
  if (type === 'delay') {
    const { delay_duration, delay_until } = delayConfig.safeParse(config).data ?? {}
    if ((typeof delay_duration === 'string') === (delay_until !== undefined && delay_until !== null)) add(84, id, 'it waits for a length of time or for a date: one of the two', 'Keep one.')
    if (typeof delay_duration === 'string') durationProblems(id, delay_duration, add)
  }
  if (type === 'wait_until_condition') {
    const wait = waitConfig.safeParse(config).data
    if (!wait) return add(84, id, 'it does not say how long it waits', 'Add max_wait_duration.')
    durationProblems(id, wait.max_wait_duration, add)
    const asks = (wait.condition?.filters?.properties?.length ?? 0) + (wait.events ?? []).filter(({ filters }) => (filters?.events?.length ?? 0) + (filters?.actions?.length ?? 0) > 0).length
    if (asks === 0) add(85, id, 'it waits for nothing', 'Say for what.')
  }
  if (type === 'conditional_branch') {
    const conditions = branchConfig.safeParse(config).data?.conditions ?? []
    if (conditions.length === 0) add(86, id, 'it asks nothing', 'Add a condition.')
    for (const { filters } of conditions) {
      if (!filtersSchema.safeParse(filters).success) add(86, id, 'a condition is not in "filters", so that it never holds', 'Put it there.')
      else if ((filters?.events?.length ?? 0) > 0) add(87, id, 'a branch there cannot ask for events', 'Wait for them instead.')
    }
  }
  if (type === 'random_cohort_branch') {
    const cohorts = cohortConfig.safeParse(config).data?.cohorts ?? []
    const sum = cohorts.reduce((total, { percentage }) => total + percentage, 0)
    if (cohorts.some(({ percentage }) => !(percentage >= 0 && percentage <= 100))) add(88, id, 'a share is not between 0 and 100 %', 'Correct the shares.')
    else if (Math.abs(sum - 100) > 1e-6) add(88, id, `its shares come to ${sum} %, not 100`, 'Correct the shares.')
  }
  if (type === 'trigger') {
    const trigger = triggerConfig.safeParse(config).data
    if (trigger?.type === 'event' && (trigger.filters?.events?.length ?? 0) + (trigger.filters?.actions?.length ?? 0) === 0) add(89, id, 'the trigger names no event', 'Name it.')
  }
}

function reachedFrom(start: string, outOf: ReadonlyMap<string, readonly Edge[]>): Set<string> {
  const reached = new Set<string>()
  const toVisit = [start]
  for (let id = toVisit.pop(); id !== undefined; id = toVisit.pop()) {
    if (reached.has(id)) continue
    reached.add(id)
    for (const { to } of outOf.get(id) ?? []) toVisit.push(to)
  }
  return reached
}

/** An action from which a way leads back to it along actions at which no time passes; null if there is none. */
function timelessLoop(actions: readonly Action[], outOf: ReadonlyMap<string, readonly Edge[]>): string | null {
  const instant = new Set(actions.filter(({ type }) => !/^(delay|wait_until)/.test(type)).map(({ id }) => id))
  const left = new Map([...instant].map((id) => [id, new Set((outOf.get(id) ?? []).filter(({ to }) => instant.has(to)).map(({ to }) => to))]))
  // What leads nowhere, and what nothing leads to, is taken out until nothing is left but loops and what lies between two of them.
  for (let changed = true; changed; ) {
    const led = new Set([...left.values()].flatMap((targets) => [...targets]))
    const gone = [...left].filter(([id, targets]) => targets.size === 0 || !led.has(id)).map(([id]) => id)
    changed = gone.length > 0
    for (const id of gone) left.delete(id)
    for (const targets of left.values()) for (const id of gone) targets.delete(id)
  }
  return left.keys().next().value ?? null
}
