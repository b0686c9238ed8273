import { scenarioSchema, type Scenario, type WebhookAnswer } from '../../../engine/core/simulate/scenario.ts'
import { delaySchema, type Delay, type Response } from '../../../engine/core/simulate/responses/response-schema.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'

export type Effect = NonNullable<Response['effects']>[number]
/** Which messages an entry names. */
export type Reach = Pick<Response, 'journey' | 'step' | 'variant' | 'channel'>

export const NO_ASSUMPTIONS: Scenario = { format: 'scenario', formatVersion: 1 }

/** True if a run with it is no other than one without. */
export function isEmptyScenario({ responses = [], webhooks = {} }: Scenario): boolean {
  return responses.length === 0 && Object.keys(webhooks).length === 0
}

/** As `*.scenario.json` files are written. */
export function textOfScenario(scenario: Scenario): string {
  return `${JSON.stringify(scenario, null, 2)}\n`
}

/** The first thing that is wrong with a scenario, in words; undefined: nothing. */
export function problemOfScenario(scenario: Scenario): string | undefined {
  return inWords(scenarioSchema.safeParse(scenario).error?.issues[0]?.message)
}

/** With one entry changed; `index` null: with a new one for `reach`. An entry without anything to say is taken out. */
export function withResponse(scenario: Scenario, index: number | null, reach: Reach, change: (response: Response) => Response): Scenario {
  const responses = scenario.responses ?? []
  const changed = change(index === null ? { ...reach, basis: 'assumed' } : responses[index]!)
  const next = index === null ? [...responses, changed] : responses.toSpliced(index, 1, changed)
  return withResponses(scenario, next.filter((one) => one !== changed || saysSomething(one)))
}

/** With an entry of its own for what another spoke of so far, and the same figures to begin with. */
export function withOwnResponse(scenario: Scenario, reach: Reach, like: Response | undefined): Scenario {
  const { journey: _journey, step: _step, variant: _variant, channel: _channel, ...figures } = like ?? { basis: 'assumed' as const, delivered: 1 }
  return withResponses(scenario, [...(scenario.responses ?? []), { ...reach, ...figures }])
}

export function withoutResponse(scenario: Scenario, index: number): Scenario {
  return withResponses(scenario, (scenario.responses ?? []).toSpliced(index, 1))
}

function withResponses({ responses: _before, mode, ...scenario }: Scenario, responses: readonly Response[]): Scenario {
  // A mode without responses means nothing and is remarked on.
  return { ...scenario, ...(responses.length === 0 ? {} : { ...(mode === undefined ? {} : { mode }), responses: [...responses] }) }
}

function saysSomething({ delivered, opened, effects, note }: Response): boolean {
  return delivered !== undefined || opened !== undefined || (effects ?? []).length > 0 || note !== undefined
}

const MEASURED = ['delivered', 'opened', 'clicked', 'openDelay', 'clickDelay'] as const
export type Measured = (typeof MEASURED)[number]

/** With a figure of its own; a learned figure changed by hand is an assumption. Nobody clicks what nobody opens. */
export function withFigure<K extends Measured>(response: Response, key: K, value: Response[K]): Response {
  const { [key]: _before, ...others } = response
  const rest = key === 'opened' && value === undefined ? without(others, ['clicked', 'openDelay', 'clickDelay']) : key === 'clicked' && value === undefined ? without(others, ['clickDelay']) : others
  return { ...(rest as Response), ...(value === undefined ? {} : { [key]: value }), basis: 'assumed' } // as: only optional parts were left out
}

function without<T extends object>(value: T, keys: readonly string[]): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key))) as Partial<T> // as: the same object with less in it
}

/** With its effects; none is left out of the text. */
export function withEffects({ effects: _before, ...response }: Response, effects: readonly Effect[]): Response {
  return effects.length === 0 ? response : { ...response, effects: [...effects] }
}

export function withNote({ note: _before, ...response }: Response, note: string | undefined): Response {
  return note === undefined ? response : { ...response, note }
}

/** With the answer of one webhook; undefined: it succeeds, as without one. */
export function withWebhook({ webhooks: before = {}, ...scenario }: Scenario, key: string, answer: WebhookAnswer | undefined): Scenario {
  const { [key]: _own, ...others } = before
  const webhooks = answer === undefined ? others : { ...before, [key]: answer }
  return Object.keys(webhooks).length === 0 ? scenario : { ...scenario, webhooks }
}

/** Learned entries take the place of those for the same messages. What these say of effects stays: effects are never learned. */
export function withLearned(scenario: Scenario, learned: readonly Response[]): Scenario {
  const before = scenario.responses ?? []
  const keyOf = ({ journey, step, variant, channel }: Reach) => JSON.stringify([journey ?? null, step ?? null, variant ?? null, channel ?? null])
  const keys = new Set(learned.map(keyOf))
  return withResponses(scenario, [
    ...learned.map((entry) => withEffects(entry, before.find((one) => keyOf(one) === keyOf(entry))?.effects ?? [])),
    ...before.filter((entry) => !keys.has(keyOf(entry))),
  ])
}

/** True if a figure of these entries is a range, so that low and high are another run than the middle. */
export function hasRanges(responses: readonly Response[]): boolean {
  return responses.some(({ delivered, opened, clicked, effects = [] }) => [delivered, opened, clicked, ...effects.map(({ share }) => share)].some((share) => typeof share === 'object'))
}

/** A delay as the fields show it. `atOnce` is no delay at all. */
export type DelayKind = 'atOnce' | 'about' | 'exactly'

export function kindOfDelay(delay: Delay | undefined): DelayKind {
  return delay === undefined ? 'atOnce' : typeof delay === 'string' ? 'exactly' : 'about'
}

/** Longer than the span before it, or refused: what is wrong, in words. */
export function problemOfDelay(delay: Delay): string | undefined {
  return inWords(delaySchema.safeParse(delay).error?.issues[0]?.message)
}

function inWords(problem: string | undefined): string | undefined {
  return problem === undefined ? undefined : fromEngine(problem)
}
