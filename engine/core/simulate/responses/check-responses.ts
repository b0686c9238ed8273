import { eventNames } from '../../lint/names-of.ts'
import { nearest } from '../../lint/nearest.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import type { Channel } from '../../model/steps/message.ts'
import { unheardWebhooks } from '../read-scenario.ts'
import type { Scenario } from '../scenario.ts'
import { findResponse, isFor, type MessagePlace } from './find-response.ts'
import type { Response, Share } from './response-schema.ts'

/** What a scenario says that cannot be meant so. `error`: it names what no journey has; `warning`: it changes nothing. `path` is a JSON path. */
export interface ScenarioFinding { severity: 'error' | 'warning'; path: string; message: string; help: string }

/** A message of the journeys as entries speak of it. */
type Place = MessagePlace & { channel: Channel }

/** Holds a scenario against the journeys it is to be run with. What their documents do not have is named with what was most likely meant. */
export function checkScenario(scenario: Scenario, documents: readonly JourneyDocument[]): ScenarioFinding[] {
  const { responses = [] } = scenario
  const places = messagesOf(documents)
  const webhooks = documents.flatMap(({ steps }) => Object.entries(steps).flatMap(([id, { kind }]) => (kind === 'webhook' ? [id] : [])))
  return [
    ...unheardWebhooks(scenario, documents).map((key) => misnamed(`$.webhooks[${JSON.stringify(key)}]`, 'webhook step', key, webhooks)),
    ...responses.flatMap((entry, index) => {
      const wrong = misspelt(entry, `$.responses[${index}]`, documents, places)
      return wrong.length > 0 ? wrong : [...unheard(entry, `$.responses[${index}]`, responses, places), ...effectsWithout(entry, `$.responses[${index}].effects`, documents)]
    }),
    ...(responses.length === 0 && scenario.mode !== undefined
      ? [warning('$.mode', `"mode" is "${scenario.mode}", but the scenario has no responses`, 'give "responses", or leave "mode" out')]
      : []),
  ]
}

function messagesOf(documents: readonly JourneyDocument[]): Place[] {
  return documents.flatMap(({ id: journey, steps }) =>
    Object.entries(steps).flatMap(([step, one]) => {
      if (one.kind !== 'message') return []
      return (one.variants?.map(({ id }) => id) ?? [undefined]).map((variant) => ({ journey, step, variant, channel: one.channel }))
    }),
  )
}

/** The first of an entry's names that no journey has: what follows it can only be wrong, too. */
function misspelt({ journey, step, variant, channel }: Response, path: string, documents: readonly JourneyDocument[], places: readonly Place[]): ScenarioFinding[] {
  if (journey !== undefined && !documents.some(({ id }) => id === journey)) return [misnamed(`${path}.journey`, 'journey', journey, documents.map(({ id }) => id))]
  const inJourney = places.filter((place) => journey === undefined || place.journey === journey)
  const where = journey === undefined ? '' : ` of the journey "${journey}"`
  if (step !== undefined && !inJourney.some((place) => place.step === step)) {
    const kind = documents.find(({ id, steps }) => (journey === undefined || id === journey) && Object.hasOwn(steps, step))?.steps[step]?.kind
    if (kind !== undefined) return [{ severity: 'error', path: `${path}.step`, message: `the step "${step}" is no message, but a ${kind}`, help: 'people respond to messages: name one' }]
    return [misnamed(`${path}.step`, `message step${where}`, step, inJourney.map((place) => place.step))]
  }
  const inStep = inJourney.filter((place) => step === undefined || place.step === step)
  if (variant !== undefined && !inStep.some((place) => place.variant === variant)) {
    return [misnamed(`${path}.variant`, `variant of the step "${step}"`, variant, inStep.flatMap((place) => place.variant ?? []))]
  }
  if (channel !== undefined && !inStep.some((place) => place.channel === channel)) {
    const used = [...new Set(inStep.map((place) => place.channel))].join(', ')
    return [{ severity: 'error', path: `${path}.channel`, message: `no message here goes by ${channel}`, help: used === '' ? 'the journeys send no message' : `the channels of these messages are ${used}` }]
  }
  return []
}

/** More specific entries may leave nothing for one. */
function unheard(entry: Response, path: string, responses: readonly Response[], places: readonly Place[]): ScenarioFinding[] {
  const fitting = places.filter((place) => isFor(entry, place))
  if (fitting.length === 0) return [warning(path, 'no message fits all that the entry names', 'leave one of its names out')]
  if (fitting.some((place) => findResponse(responses, place) === entry)) return []
  return [warning(path, 'the entry is for no message: more specific ones speak of all it fits', 'leave it out')]
}

function effectsWithout(entry: Response, path: string, documents: readonly JourneyDocument[]): ScenarioFinding[] {
  const heard = [...new Set(documents.flatMap((document) => eventNames(document).map(({ name }) => name)))]
  const highest = (share: Share | undefined, otherwise: number) => (share === undefined ? otherwise : typeof share === 'number' ? share : share.high)
  const reach = { sent: 1, delivered: highest(entry.delivered, 1), opened: highest(entry.opened, 0), clicked: highest(entry.clicked, 0) }
  const isReached = { sent: true, delivered: reach.delivered > 0, opened: reach.delivered * reach.opened > 0, clicked: reach.delivered * reach.opened * reach.clicked > 0 }
  return (entry.effects ?? []).flatMap(({ event, after, share }, index) => {
    const at = `${path}[${index}]`
    if (!isReached[after]) return [warning(`${at}.after`, `nothing comes of it: nobody is assumed to have ${after} the message`, `give the shares that lead to "${after}"`)]
    if (highest(share, 0) === 0) return [warning(`${at}.share`, 'a share of 0 never comes', 'give a share above 0, or leave the effect out')]
    if (event === '$set' || heard.includes(event) || heard.includes('*')) return []
    const meant = nearest(event, heard)
    return [warning(`${at}.event`, `no journey reacts to "${event}"`, meant === undefined ? 'name an event of an entry, a wait, a goal, an exit or a condition' : `did you mean "${meant}"?`)]
  })
}

function misnamed(path: string, what: string, name: string, known: readonly string[]): ScenarioFinding {
  const all = [...new Set(known)]
  const meant = nearest(name, all)
  const listed = all.slice(0, 8).map((one) => `"${one}"`).join(', ')
  const help = meant !== undefined ? `did you mean "${meant}"?` : all.length === 0 ? `there is no ${what}` : `there is ${listed}${all.length > 8 ? ', …' : ''}`
  return { severity: 'error', path, message: `no ${what} is called "${name}"`, help }
}

function warning(path: string, message: string, help: string): ScenarioFinding {
  return { severity: 'warning', path, message, help }
}
