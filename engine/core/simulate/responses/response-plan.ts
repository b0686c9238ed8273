import type { JourneyProgram, RunProgram } from '../../compile/program.ts'
import type { JsonValue } from '../../json.ts'
import type { Channel } from '../../model/steps/message.ts'
import type { Scenario } from '../scenario.ts'
import { findResponse } from './find-response.ts'
import { quantilesOf, type Quantiles } from './quantiles.ts'
import { STAGES, type Assume, type Basis, type Response, type Share, type Stage } from './response-schema.ts'

type Properties = Readonly<Record<string, JsonValue>>

/** An effect as a run takes it. A delay that is a number is always that long (ms). */
export interface PlannedEffect { event: string; after: Stage; share: number; delay: Quantiles | number; properties: Properties }

/** What a run assumes of the messages of one place: shares as numbers, ranges taken at the end that was asked for. */
export interface PlannedResponse {
  basis: Basis
  note: string | null
  delivered: number
  opened: number
  clicked: number
  openDelay: Quantiles | number
  clickDelay: Quantiles | number
  effects: readonly PlannedEffect[]
}

/** A message step, or one of its variants, and where its counts stand: sent, delivered, opened, clicked, then its effects. */
export interface ResponsePlace {
  journeyId: string
  stepId: string
  variantId: string | null
  channel: Channel
  /** Null: nothing is assumed of it, so nobody reacts. */
  response: PlannedResponse | null
  /** What `$delivered`, `$opened` and `$clicked` carry. */
  properties: Properties
  base: number
}

/** The response model of a run, resolved for its journeys. */
export interface ResponsePlan {
  mode: 'backtest' | 'whatIf'
  assume: Assume
  places: readonly ResponsePlace[]
  /** By journey and step: the number of its first place; variants follow in order. -1 for what is no message. */
  firstPlaces: readonly Int32Array[]
  /** How many counts there are. */
  counts: number
}

/** What a run is asked to assume. */
export interface Assumptions { scenario?: Scenario | undefined; assume?: Assume | undefined }

/** The response model that a run is asked to take; null if there is none. */
export function responsePlan({ journeys }: RunProgram, { scenario, assume = 'middle' }: Assumptions): ResponsePlan | null {
  const responses = scenario?.responses ?? []
  if (responses.length === 0) return null
  const places: ResponsePlace[] = []
  let counts = 0
  const firstPlaces = journeys.map((journey) => {
    const first = new Int32Array(journey.steps.length).fill(-1)
    for (const [step, { operation }] of journey.steps.entries()) {
      if (operation.kind !== 'message') continue
      first[step] = places.length
      for (const variantId of operation.deal?.variantIds ?? [null]) {
        const place = placeOf(journey, step, variantId, operation.channel, responses, assume, counts)
        counts += STAGES.length + (place.response?.effects.length ?? 0)
        places.push(place)
      }
    }
    return first
  })
  return { mode: scenario?.mode ?? 'whatIf', assume, places, firstPlaces, counts }
}

function placeOf({ journeyId, steps }: JourneyProgram, step: number, variantId: string | null, channel: Channel, responses: readonly Response[], assume: Assume, base: number): ResponsePlace {
  const stepId = steps[step]!.id
  const found = findResponse(responses, { journey: journeyId, step: stepId, variant: variantId ?? undefined, channel })
  const properties = bare({ stepId, channel, journeyId, ...(variantId === null ? {} : { variant: variantId }) })
  return { journeyId, stepId, variantId, channel, response: found ? planned(found, assume) : null, properties, base }
}

function planned(response: Response, assume: Assume): PlannedResponse {
  const { basis, note = null, delivered = 1, opened = 0, clicked = 0, openDelay, clickDelay, effects = [] } = response
  return {
    basis,
    note,
    delivered: shareTaken(delivered, assume),
    opened: shareTaken(opened, assume),
    clicked: shareTaken(clicked, assume),
    openDelay: quantilesOf(openDelay),
    clickDelay: quantilesOf(clickDelay),
    effects: effects.map(({ event, after, share, delay, properties = {} }) => ({
      event, after, share: shareTaken(share, assume), delay: quantilesOf(delay), properties: bare(properties as Properties), // as: z.json() is JSON
    })),
  }
}

/** Without a prototype: a property may be called anything, and one called `constructor` is there only if it was given. */
function bare(properties: Properties): Properties {
  return Object.assign(Object.create(null) as Record<string, JsonValue>, properties)
}

function shareTaken(share: Share, assume: Assume): number {
  if (typeof share === 'number') return share
  return assume === 'middle' ? (share.low + share.high) / 2 : share[assume]
}
