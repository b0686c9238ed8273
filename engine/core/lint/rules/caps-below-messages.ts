import { jsonPath } from '../../json.ts'
import { durationInWords, exactMs, msInWords } from '../../model/duration.ts'
import type { JourneyDocument, Policies } from '../../model/journey.ts'
import { channelInWords } from '../../model/steps/message.ts'
import type { Step } from '../../model/steps/registry.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { nameOf, named, reachableFrom, waysOf } from '../flow.ts'

type Cap = NonNullable<Policies['caps']>[number]
const DAY = 86_400_000
const CALENDAR_MS: Record<string, number> = { P1D: DAY, P1W: 7 * DAY, P1M: 31 * DAY }
/** Above it no journey of its own fills a cap. */
const LARGEST_CAP = 30

/** The reachable steps by number, with their ways out and back: layers of times are arrays, for there are many of them. */
interface Graph { ids: string[]; steps: Step[]; out: { to: number; ms: number }[][]; back: { from: number; ms: number }[][] }

/** Caps that the messages of one path through this very journey can fill, if everything on it goes as fast as it may. */
export function capsBelowMessages(document: JourneyDocument): Diagnostic[] {
  const caps = document.policies?.caps ?? []
  if (caps.length === 0) return []
  const graph = graphOf(document)
  return caps.flatMap((cap, index): Diagnostic[] => {
    const path = cap.count > LARGEST_CAP ? undefined : fullPath(graph, cap)
    if (!path) return []
    const { steps, ms } = path
    const last = steps.at(-1)!
    const what = `message${cap.count === 1 ? '' : 's'}${cap.channel === '*' ? '' : ` by ${channelInWords(cap.channel)}`}`
    const lost = typeof cap.onCap === 'object' ? 'is put off' : cap.onCap === 'exit' ? 'ends the journey instead' : 'is not sent'
    const names = named(steps.map((id) => nameOf(document, id)))
    return [
      {
        code: 'J050',
        severity: typeof cap.onCap === 'object' ? 'info' : 'warning',
        message:
          cap.count === 0
            ? `a cap allows no ${what} at all, so "${nameOf(document, last)}" ${lost}`
            : `a cap allows ${cap.count} ${what} within ${durationInWords(cap.within)}, but one path sends ${cap.count + 1} within ${msInWords(ms)}: ${names}. The last one ${lost}`,
        help: 'raise the cap, put more time between the messages, or exempt the one that must arrive',
        path: jsonPath(['policies', 'caps', index]),
        stepId: last,
      },
    ]
  })
}

function graphOf(document: JourneyDocument): Graph {
  const ids = [...reachableFrom(document, document.entries.map(({ next }) => next))]
  const numberOf = new Map(ids.map((id, number) => [id, number]))
  const steps = ids.map((id) => document.steps[id]!)
  const back: Graph['back'] = ids.map(() => [])
  const out = steps.map((step, from) =>
    waysOf(step).flatMap(({ target, leastMs: ms }) => {
      const to = target === undefined ? undefined : numberOf.get(target)
      if (to === undefined) return []
      back[to]!.push({ from, ms })
      return [{ to, ms }]
    }),
  )
  return { ids, steps, out, back }
}

/** The fastest path with one message more than the cap allows, if it fits into its window. */
function fullPath(graph: Graph, cap: Cap): { steps: string[]; ms: number } | undefined {
  const windowMs = cap.calendar === true ? CALENDAR_MS[cap.within]! : exactMs(cap.within)
  const counted = graph.steps.map((step) => step.kind === 'message' && (cap.channel === '*' || step.channel === cap.channel))
  // The last one must be one the cap stops: exempt messages fill caps, but are sent all the same.
  const stopped = graph.steps.map((step, number) => counted[number]! && !(step.kind === 'message' && step.exempt?.includes('caps')))
  // Layer k: for each step the least time from arrival there to the sending of the k-th message counted from there on.
  const layers: Float64Array[] = []
  for (;;) {
    const before = layers.at(-1)
    const times = leastTimes(graph, before ? counted : stopped, (number) => (before ? graph.out[number]!.reduce((least, { to }) => Math.min(least, before[to]!), Infinity) : 0))
    layers.push(times)
    // One message more takes no less time, so there is nothing to find once none is left in the window.
    const first = graph.ids.findIndex((_, number) => counted[number]! && times[number]! < windowMs)
    if (first < 0) return undefined
    if (layers.length > cap.count) return { steps: messagesFrom(graph, first, layers, counted, stopped).map((number) => graph.ids[number]!), ms: times[first]! }
  }
}

/** Least time from each step to one of the `ends`, with the time that one takes by itself; an end keeps its own. */
function leastTimes({ ids, back }: Graph, ends: readonly boolean[], ownTime: (number: number) => number): Float64Array {
  const times = new Float64Array(ids.length).fill(Infinity)
  const queue: number[] = []
  ends.forEach((isEnd, number) => {
    if (!isEnd) return
    times[number] = ownTime(number)
    if (times[number]! < Infinity) queue.push(number)
  })
  for (let head = 0; head < queue.length; head++) {
    const time = times[queue[head]!]!
    for (const { from, ms } of back[queue[head]!]!) {
      if (ends[from] || time + ms >= times[from]!) continue
      times[from] = time + ms
      queue.push(from)
    }
  }
  return times
}

/** The messages of that path, by always going the quickest way. A step is not gone through twice for one message, so that it ends. */
function messagesFrom({ out }: Graph, first: number, layers: readonly Float64Array[], counted: readonly boolean[], stopped: readonly boolean[]): number[] {
  const path: number[] = []
  let passed = new Set<number>()
  for (let at: number | undefined = first; at !== undefined; ) {
    passed.add(at)
    const left = layers.length - path.length
    if (left > 1 ? counted[at] : stopped[at]) {
      path.push(at)
      passed = new Set()
      if (left === 1) return path
    }
    const ahead = layers[layers.length - path.length - 1]!
    const quickest: { to: number; ms: number } | undefined = out[at]!.filter(({ to }) => ahead[to]! < Infinity && !passed.has(to)).sort((a, b) => a.ms + ahead[a.to]! - b.ms - ahead[b.to]!)[0]
    at = quickest?.to
  }
  return path
}
