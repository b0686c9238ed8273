import { durationOfMs, exactMs } from '../model/duration.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { channelInWords } from '../model/steps/message.ts'
import type { Assume, Delay, Response, Share } from '../simulate/responses/response-schema.ts'
import type { Scenario } from '../simulate/scenario.ts'
import { knob, setAt, shareKnob, spanKnob, type Path, type Place } from './places.ts'
import type { Knob } from './tunable.ts'

/** Every share and delay that is assumed, entry by entry. */
export function scenarioKnobs(document: JourneyDocument, scenario: Scenario | undefined, assume: Assume): Knob[] {
  if (!scenario) return []
  return [
    ...(scenario.responses ?? []).flatMap((response, index) => responseKnobs(document, response, index, assume)),
    ...Object.entries(scenario.webhooks ?? {}).flatMap(([key, { errorShare }]) => {
      if (errorShare === undefined) return []
      const stepId = key.startsWith(`${document.id}/`) ? key.slice(document.id.length + 1) : key
      const step = Object.hasOwn(document.steps, stepId) ? document.steps[stepId] : undefined
      return [shareKnob({ root: 'scenario', owner: step?.name ?? key, nodeId: step ? stepId : null, label: 'calls that fail', path: ['webhooks', key, 'errorShare'] }, errorShare)]
    }),
  ]
}

function responseKnobs(document: JourneyDocument, response: Response, index: number, assume: Assume): Knob[] {
  const { nodeId, owner } = spokenOf(document, response)
  const base: Path = ['responses', index]
  const at = (label: string, ...keys: (string | number)[]): Place => ({ root: 'scenario', owner, nodeId, label, path: [...base, ...keys] })
  const shares = (label: string, share: Share | undefined, ...keys: (string | number)[]) => (share === undefined ? [] : [assumedShare(at(label, ...keys), share, response, base, assume)])
  const delays = (label: string, delay: Delay | undefined, ...keys: (string | number)[]) => (delay === undefined ? [] : assumedDelay(at(label, ...keys), delay, response, base))
  return [
    ...shares('delivered', response.delivered, 'delivered'),
    ...shares('opened', response.opened, 'opened'),
    ...shares('clicked', response.clicked, 'clicked'),
    ...delays('time to open', response.openDelay, 'openDelay'),
    ...delays('time to click', response.clickDelay, 'clickDelay'),
    ...(response.effects ?? []).flatMap((effect, place) => [
      ...shares(`${effect.event} because of it`, effect.share, 'effects', place, 'share'),
      ...delays(`time to ${effect.event}`, effect.delay, 'effects', place, 'delay'),
    ]),
  ]
}

/** Which messages an entry is about, as people say it, and the card if it is one. */
function spokenOf(document: JourneyDocument, { journey, step, variant, channel }: Response): { owner: string; nodeId: string | null } {
  const isHere = journey === undefined || journey === document.id
  const own = step !== undefined && isHere && Object.hasOwn(document.steps, step) ? document.steps[step] : undefined
  const name = own?.name ?? step ?? (channel === undefined ? 'Every message' : `Every ${channelInWords(channel)}`)
  return { owner: `${isHere ? '' : `${journey}: `}${name}${variant === undefined ? '' : ` (${variant})`}`, nodeId: own ? step! : null }
}

/** What was changed by hand is an assumption, whatever it was before. */
function assumed(base: Path, changed: unknown): unknown {
  return setAt(changed, [...base, 'basis'], () => 'assumed')
}

function assumedShare(place: Place, share: Share, { basis }: Response, base: Path, assume: Assume): Knob {
  const ends = typeof share === 'number' ? null : share
  const value = typeof share === 'number' ? share : assume === 'middle' ? (share.low + share.high) / 2 : share[assume]
  const plain = shareKnob(place, value)
  return { ...plain, assumed: ends, basis, write: (root, turned) => assumed(base, plain.write(root, turned)) }
}

/** A delay is turned by its median; its other quantiles keep their proportion to it. */
function assumedDelay(place: Place, delay: Delay, { basis }: Response, base: Path): Knob[] {
  const median = exactMs(typeof delay === 'string' ? delay : delay.median)
  return spanKnob(place, durationOfMs(median), { canBeNone: true }).map(({ write: _plain, ...rest }) =>
    knob(place, { ...rest, basis }, (root, ms) => assumed(base, setAt(root, place.path, () => scaled(delay, median, ms)))),
  )
}

function scaled(delay: Delay, median: number, ms: number): Delay {
  if (typeof delay === 'string') return durationOfMs(ms)
  // From nothing to something there is no proportion: the others then are at least as long.
  const turned = (text: string) => durationOfMs(median === 0 ? Math.max(ms, exactMs(text)) : Math.round((exactMs(text) * ms) / median))
  return {
    median: durationOfMs(ms),
    ...(delay.p90 === undefined ? {} : { p90: turned(delay.p90) }),
    ...(delay.longest === undefined ? {} : { longest: turned(delay.longest) }),
  }
}
