import { lower } from '../compile/lower.ts'
import type { Predicate, RunProgram } from '../compile/program.ts'
import { RehearsalError } from '../errors.ts'
import type { Diagnostic } from '../lint/diagnostics.ts'
import type { DatasetFacts } from '../lint/lint-context.ts'
import { lintJourney } from '../lint/lint-journey.ts'
import { nearest } from '../lint/nearest.ts'
import { jsonPath } from '../json.ts'
import type { Condition } from '../model/condition.ts'
import { freeId } from '../model/ids.ts'
import { FORMAT_VERSION, type JourneyDocument } from '../model/journey.ts'
import { referencesOf } from './references.ts'

/** Named conditions by their ids: of a journey, of the library, or of both. */
export type NamedConditions = Readonly<Record<string, { name?: string | undefined; when: Condition }>>

export interface AskedSegment { name: string; condition: Condition }

/**
 * The asked conditions as segments of a program, so that they mean what they mean in a run. `named` are the segments they may refer to;
 * `timeZone` is that of profiles without one. Throws E_SEGMENT for a reference to nobody, else the first error of the checks.
 */
export function segmentProgram(asked: readonly AskedSegment[], named: NamedConditions, timeZone = 'UTC'): RunProgram {
  const segments: NonNullable<JourneyDocument['segments']> = {}
  for (const { name, condition } of asked) Object.assign(segments, reached(condition, named, `"${name}"`))
  const ids = asked.map(({ name, condition }) => {
    const id = freeId(name, (taken) => Object.hasOwn(segments, taken) || taken === '__proto__')
    segments[id] = { name, when: condition }
    return id
  })
  const document = documentOf(segments, ids, timeZone)
  const error = lintJourney(document).find(({ severity }) => severity === 'error')
  if (error) throw new RehearsalError(error.code, `${error.message} (${error.path})`, error.help)
  return lower([document])
}

/** The segments asked for, in their order. */
export function segmentsOf(program: RunProgram): Predicate[] {
  return program.journeys[0]!.entries.flatMap(({ trigger }) => (trigger.kind === 'segment' ? [trigger.segment] : []))
}

/** What the checks say of one segment; paths lead into it. Throws E_SEGMENT for a reference to nobody. */
export function lintSegment(id: string, segment: { name: string; when: Condition }, named: NamedConditions, dataset?: DatasetFacts): Diagnostic[] {
  const others = { ...named, [id]: segment }
  const document = documentOf({ ...reached(segment.when, others, `"${segment.name}"`), [id]: segment }, [])
  const own = jsonPath(['segments', id])
  return lintJourney(document, dataset ? { dataset } : {}).flatMap(({ fix: _fix, ...finding }) =>
    finding.path.startsWith(`${own}.`) ? [{ ...finding, path: `$${finding.path.slice(own.length)}` }] : [],
  )
}

/** The segments a condition refers to, and those they refer to. */
function reached(condition: Condition, named: NamedConditions, asker: string): NonNullable<JourneyDocument['segments']> {
  const found: NonNullable<JourneyDocument['segments']> = {}
  const visit = (from: Condition, whose: string) => {
    for (const id of referencesOf(from)) {
      if (Object.hasOwn(found, id)) continue
      if (!Object.hasOwn(named, id)) throw unknownSegment(id, whose, Object.keys(named))
      const { name, when } = named[id]!
      found[id] = { ...(name === undefined ? {} : { name }), when }
      visit(when, `the segment "${name ?? id}"`)
    }
  }
  visit(condition, asker)
  return found
}

function unknownSegment(id: string, whose: string, known: readonly string[]): RehearsalError {
  const near = nearest(id, known)
  return new RehearsalError(
    'E_SEGMENT',
    `${whose} refers to the segment "${id}", which does not exist`,
    near === undefined ? 'save a segment with this id in the library first, or remove the reference' : `did you mean "${near}"? Otherwise save a segment with this id first`,
  )
}

function documentOf(segments: NonNullable<JourneyDocument['segments']>, asked: readonly string[], timeZone = 'UTC'): JourneyDocument {
  return {
    format: 'journey',
    formatVersion: FORMAT_VERSION,
    id: 'segments',
    timeZone,
    segments,
    entries: asked.map((segment, index) => ({ id: `asked-${index}`, trigger: { kind: 'segment', segment, change: 'enter' }, next: 'end' })),
    steps: { end: { kind: 'exit' } },
  }
}
