import { nearest } from '../lint/nearest.ts'
import { listsOf, eventOf } from './compile.ts'
import { delayOf, isAscending, spreadOf } from './distribution.ts'
import type { Delay, PopulationDocument, Returns, Spread, Start, Track, ValueSource, WayOn } from './spec.ts'

export interface SpecProblem { path: PropertyKey[]; message: string; help: string }

/** Names of events are one byte in the columns that are written. */
const MOST_EVENT_NAMES = 250

/** What the schema cannot see: names nobody defined, shares over 1, distributions that do not ascend. In the order of the document. */
export function checkPopulation(spec: PopulationDocument): SpecProblem[] {
  const problems: SpecProblem[] = []
  const report = (path: PropertyKey[], message: string, help: string) => problems.push({ path, message, help })
  const states = Object.keys(spec.states)
  const delays = Object.keys(spec.delays ?? {})
  const catalogues = Object.keys(spec.catalogues ?? {})
  const lists = listsOf(spec)
  const attributes = [...(spec.zones ? ['timeZone'] : []), ...Object.keys(spec.attributes ?? {})]
  const kinds = Object.keys(spec.kinds ?? {})
  const known = (path: PropertyKey[], what: string, given: string, names: readonly string[]): boolean => {
    if (names.includes(given)) return true
    const meant = nearest(given, names)
    report(path, `there is no ${what} "${given}"`, meant === undefined ? `the population has ${names.length === 0 ? `no ${what}` : names.slice(0, 8).join(', ')}` : `did you mean "${meant}"?`)
    return false
  }
  const fieldsOf = (catalogue: string) => [...new Set((spec.catalogues?.[catalogue] ?? []).flatMap(([, values]) => Object.keys(values)))]
  const someWeight = (path: PropertyKey[], weights: readonly number[]) => {
    if (!weights.some((one) => one > 0)) report(path, 'all weights are 0', 'give at least one of them a weight above 0')
  }
  const checkDelay = (path: PropertyKey[], delay: Delay | undefined) => {
    if (delay === undefined) return
    if (typeof delay === 'string' && !delay.startsWith('P') && !known(path, 'delay', delay, delays)) return
    if (!isAscending(delayOf(delay, spec.delays))) report(path, 'the spans do not ascend, or their shares do not run from 0 to 1', 'write them from the shortest to the longest; of quantiles the first share is 0 and the last 1')
  }
  const checkSpread = (path: PropertyKey[], spread: Spread | undefined) => {
    if (spread !== undefined && !isAscending(spreadOf(spread))) report(path, 'the numbers do not ascend, or their shares do not run from 0 to 1', 'write them from the least to the greatest; of quantiles the first share is 0 and the last 1')
  }
  const checkOpen = (path: PropertyKey[], { to, when = {}, needs = [] }: Pick<Start, 'to' | 'when' | 'needs'>) => {
    known([...path, 'to'], 'state', to, states)
    for (const attribute of Object.keys(when)) known([...path, 'when', attribute], 'attribute', attribute, attributes)
    needs.forEach((need, index) => known([...path, 'needs', index], 'kept list', need.replace(/^!/, ''), lists.map(({ name }) => name)))
  }
  const checkWays = (path: PropertyKey[], ways: readonly WayOn[]) => {
    ways.forEach((way, index) => {
      checkOpen([...path, index], way)
      checkDelay([...path, index, 'after'], way.after)
    })
    const sum = ways.reduce((total, { share }) => total + share, 0)
    if (sum > 1 + 1e-9) report(path, `the shares add up to ${Number(sum.toFixed(6))}`, 'shares are of all times the state is left: together 1 at most; what is left over ends the session')
  }
  const checkSource = (path: PropertyKey[], source: ValueSource, earlier: readonly string[], ofAttribute: boolean): void => {
    if (typeof source !== 'object') return
    if (ofAttribute && !('values' in source || 'number' in source || 'attribute' in source || 'by' in source)) {
      report(path, 'an attribute has no event to take this from', 'use a value, {values}, {number}, {attribute} or {by, cases}')
      return
    }
    if ('values' in source) someWeight([...path, 'values'], source.values.map(([, weight]) => weight))
    else if ('number' in source) checkSpread([...path, 'number'], source.number)
    else if ('item' in source) {
      if (known([...path, 'item'], 'catalogue', source.item, catalogues)) known([...path, 'field'], 'field', source.field, fieldsOf(source.item))
    } else if ('kept' in source) {
      if ([source.field, source.sum, source.count].filter((one) => one !== undefined).length !== 1) report(path, 'kept needs one of field, sum and count', 'say what of the list is meant, such as {"kept": "cart", "sum": "price"}')
      const list = lists.find(({ name }) => name === source.kept)
      if (!known([...path, 'kept'], 'kept list', source.kept, lists.map(({ name }) => name)) || !list) return
      const member = source.field === undefined ? 'sum' : 'field'
      const field = source.field ?? source.sum
      if (field !== undefined) known([...path, member], 'field', field, fieldsOf(list.catalogue))
    } else if ('attribute' in source) known([...path, 'attribute'], ofAttribute ? 'attribute before this one' : 'attribute', source.attribute, earlier)
    else if ('by' in source) {
      if (source.by !== 'kind') known([...path, 'by'], ofAttribute ? 'attribute before this one' : 'attribute', source.by, [...earlier, 'kind'])
      else for (const kind of Object.keys(source.cases)) known([...path, 'cases', kind], 'kind', kind, kinds)
      for (const [value, one] of Object.entries(source.cases)) checkSource([...path, 'cases', value], one, earlier, ofAttribute)
      if (source.else !== undefined) checkSource([...path, 'else'], source.else, earlier, ofAttribute)
    }
  }
  const checkReturns = (path: PropertyKey[], returns: Returns | undefined) => {
    returns?.starts?.forEach((start, index) => checkOpen([...path, 'starts', index], start))
    if (returns?.starts) someWeight([...path, 'starts'], returns.starts.map(({ weight }) => weight))
    checkDelay([...path, 'between'], returns?.between)
  }
  const checkTrack = (path: PropertyKey[], track: Track, whole: Track) => {
    for (const key of ['starts', 'first'] as const) {
      track[key]?.forEach((start, index) => checkOpen([...path, key, index], start))
      if (track[key]) someWeight([...path, key], track[key].map(({ weight }) => weight))
    }
    checkDelay([...path, 'begins'], track.begins)
    checkDelay([...path, 'between'], track.between)
    checkDelay([...path, 'lapses', 'for'], track.lapses?.for)
    checkSpread([...path, 'pace'], track.pace)
    if ((whole.least ?? 0) > (whole.most ?? Infinity)) report(path, `at least ${whole.least} sessions are more than at most ${whole.most}`, 'swap them')
    if (track.rhythm) checkRhythm([...path, 'rhythm'], track.rhythm)
    track.broadcasts?.forEach(({ to, items = {} }, index) => {
      known([...path, 'broadcasts', index, 'to'], 'state', to, states)
      for (const [catalogue, item] of Object.entries(items)) {
        const place = [...path, 'broadcasts', index, 'items', catalogue]
        if (!known(place, 'catalogue', catalogue, catalogues)) continue
        const size = spec.catalogues![catalogue]!.length
        if (item >= size) report(place, `"${catalogue}" has no item ${item}`, `its items are counted from 0 to ${size - 1}`)
      }
    })
    if (whole.broadcasts === undefined && whole.starts === undefined) report(path, 'the track has neither starts nor broadcasts', 'say with which states its sessions start, or what is broadcast')
    if (whole.broadcasts !== undefined && (whole.starts ?? whole.between) !== undefined) report(path, 'a track is made of sessions or of broadcasts, not both', 'make two tracks of it')
  }
  const checkRhythm = (path: PropertyKey[], rhythm: NonNullable<Track['rhythm']>) => {
    if (rhythm.hours) someWeight([...path, 'hours'], rhythm.hours)
    if (rhythm.weekdays) someWeight([...path, 'weekdays'], rhythm.weekdays)
  }
  const checkArrivals = (path: PropertyKey[], arrivals: PopulationDocument['arrivals']) => {
    checkSpread([...path, 'after'], arrivals?.after)
    if (arrivals?.after !== undefined && arrivals.growth !== undefined) report(path, 'arrivals have growth or after, not both', 'leave one of them out')
  }

  if (spec.zones) someWeight(['zones'], spec.zones.map(([, weight]) => weight))
  if (spec.rhythm) checkRhythm(['rhythm'], spec.rhythm)
  checkArrivals(['arrivals'], spec.arrivals)
  for (const [name, delay] of Object.entries(spec.delays ?? {})) {
    if (typeof delay === 'string' && !delay.startsWith('P')) report(['delays', name], 'a delay cannot be the name of another one', 'write its spans')
    else checkDelay(['delays', name], delay)
  }
  for (const [name, items] of Object.entries(spec.catalogues ?? {})) someWeight(['catalogues', name], items.map(([weight]) => weight))
  attributes.forEach((name, index) => {
    const source = spec.attributes?.[name]
    if (source !== undefined) checkSource(['attributes', name], source, attributes.slice(0, index), true)
  })
  for (const [name, source] of Object.entries(spec.everyEvent ?? {})) checkSource(['everyEvent', name], source, attributes, false)
  for (const [id, state] of Object.entries(spec.states)) {
    const path = ['states', id]
    for (const [name, source] of Object.entries(state.properties ?? {})) checkSource([...path, 'properties', name], source, attributes, false)
    if (state.pick && known([...path, 'pick', 'catalogue'], 'catalogue', state.pick.catalogue, catalogues) && state.pick.like !== undefined) {
      known([...path, 'pick', 'like'], 'field', state.pick.like, fieldsOf(state.pick.catalogue))
    }
    if (state.pick?.weights) {
      const size = spec.catalogues?.[state.pick.catalogue]?.length ?? 0
      if (state.pick.weights.length !== size) report([...path, 'pick', 'weights'], `${state.pick.weights.length} weights for ${size} items`, 'give one weight an item, in the order of the catalogue')
      else if (state.pick.like !== undefined) report([...path, 'pick', 'weights'], 'a pick has like or weights, not both', 'leave one of them out')
      someWeight([...path, 'pick', 'weights'], state.pick.weights)
    }
    for (const [list, catalogue] of Object.entries(state.keep ?? {})) {
      if (!known([...path, 'keep', list], 'catalogue', catalogue, catalogues)) continue
      const other = lists.find(({ name }) => name === list)?.catalogue
      if (other !== catalogue) report([...path, 'keep', list], `the list "${list}" holds items of "${other}" elsewhere`, 'keep items of another catalogue under another name')
    }
    state.clear?.forEach((list, index) => known([...path, 'clear', index], 'kept list', list, lists.map(({ name }) => name)))
    checkWays([...path, 'next'], state.next ?? [])
    checkReturns([...path, 'returns'], state.returns)
  }
  const events = new Set(states.map((id) => eventOf(spec, id)))
  if (events.size > MOST_EVENT_NAMES) report(['states'], `${events.size} names of events are too many`, `a population has at most ${MOST_EVENT_NAMES}`)
  if (Object.keys(spec.tracks).length === 0) report(['tracks'], 'there is no track', 'say when people do something: {"visits": {"starts": […], "between": …}}')
  for (const [id, track] of Object.entries(spec.tracks)) checkTrack(['tracks', id], track, track)
  for (const [kind, one] of Object.entries(spec.kinds ?? {})) {
    checkArrivals(['kinds', kind, 'arrivals'], one.arrivals)
    for (const [id, track] of Object.entries(one.tracks ?? {})) {
      const path = ['kinds', kind, 'tracks', id]
      if (known(path, 'track', id, Object.keys(spec.tracks))) checkTrack(path, track, { ...spec.tracks[id]!, ...track })
    }
    for (const [id, { next, returns }] of Object.entries(one.states ?? {})) {
      const path = ['kinds', kind, 'states', id]
      if (!known(path, 'state', id, states)) continue
      checkWays([...path, 'next'], next ?? [])
      checkReturns([...path, 'returns'], returns)
    }
  }
  if (spec.kinds) someWeight(['kinds'], Object.values(spec.kinds).map(({ share }) => share))
  return problems
}
