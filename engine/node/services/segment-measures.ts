import type { Audience, SegmentMovement, SegmentOverlap, SegmentsOverTime } from '../../api/segment-methods.ts'
import { columnsNeeded } from '../../core/compile/columns-needed.ts'
import type { RunProgram } from '../../core/compile/program.ts'
import type { Period } from '../../core/model/calendar.ts'
import { profileCountOf, textAt, type EventDataset } from '../../core/model/dataset.ts'
import { movementOf, overlapOf, sizeAt, sizesOverTime } from '../../core/segments/figures.ts'
import { MembershipWalk } from '../../core/segments/membership-walk.ts'
import { periodPoints } from '../../core/segments/periods.ts'
import { segmentProgram, type AskedSegment, type NamedConditions } from '../../core/segments/segment-program.ts'
import type { Job } from './jobs.ts'

/** Conditions to be measured on a dataset, side by side; `named` are those they may refer to. */
export interface MeasureRequest {
  asked: readonly AskedSegment[]
  named: NamedConditions
  timeZone?: string | undefined
  /** Opens the dataset with these columns. */
  open: (columns: { properties: string[]; attributes: string[] }) => Promise<EventDataset>
  job: Job
}

export interface PeriodsAsked { by?: Period | undefined; from?: number | undefined; until?: number | undefined }

/** Members whose ids are told if nothing is said. */
const SAMPLE = 10
/** Rows between two looks at the caller's other work: mostly some milliseconds, under 100 ms for calendar windows day by day. */
const BLOCK_ROWS = 20_000

/** How many the first condition holds for. Throws what `segmentProgram` does, CANCELLED through the job's signal. */
export async function measureAudience(request: MeasureRequest, { at, sample = SAMPLE }: { at?: number | undefined; sample?: number | undefined }): Promise<Audience> {
  const { program, dataset } = await prepared(request)
  const instant = at ?? dataset.lastAt
  const walk = await walked(new MembershipWalk(program, dataset, [instant], sample), dataset, request.job)
  return { at: instant, ...sizeAt(walk.tally, 0), sample: walk.sample.map((profile) => textAt(dataset.profileIds, profile)) }
}

/** Sizes at the end of each period. */
export async function measureOverTime(request: MeasureRequest, periods: PeriodsAsked): Promise<SegmentsOverTime> {
  const { tally, points, by } = await walkedPeriods(request, periods)
  return sizesOverTime(tally, points, by, namesOf(request))
}

/** Who was where at the end of each period, and where at the end of the next. */
export async function measureMovement(request: MeasureRequest, periods: PeriodsAsked): Promise<SegmentMovement> {
  const { tally, points, by } = await walkedPeriods(request, periods)
  return movementOf(tally, points, by, namesOf(request))
}

export async function measureOverlap(request: MeasureRequest, at?: number): Promise<SegmentOverlap> {
  const { program, dataset } = await prepared(request)
  const instant = at ?? dataset.lastAt
  const { tally } = await walked(new MembershipWalk(program, dataset, [instant]), dataset, request.job)
  return overlapOf(tally, instant, namesOf(request))
}

async function walkedPeriods(request: MeasureRequest, { by = 'week', from, until }: PeriodsAsked) {
  const { program, dataset } = await prepared(request)
  const points = periodPoints({ from: from ?? dataset.firstAt, until: until ?? dataset.lastAt }, by, request.timeZone)
  const { tally } = await walked(new MembershipWalk(program, dataset, points.map(({ at }) => at)), dataset, request.job)
  return { tally, points, by }
}

async function prepared({ asked, named, timeZone, open }: MeasureRequest): Promise<{ program: RunProgram; dataset: EventDataset }> {
  const program = segmentProgram(asked, named, timeZone)
  const { properties, attributes } = columnsNeeded(program)
  return { program, dataset: await open({ properties, attributes }) }
}

/** Walks through all profiles, block by block, with a breath in between in which a cancel is heard. */
async function walked(walk: MembershipWalk, dataset: EventDataset, { signal, onProgress }: Job): Promise<MembershipWalk> {
  const { offsets } = dataset
  const total = profileCountOf(dataset)
  for (let first = 0; first < total; ) {
    let end = first + 1
    while (end < total && offsets[end + 1]! - offsets[first]! + (end - first) < BLOCK_ROWS) end++
    walk.run(first, end)
    first = end
    onProgress({ phase: 'profiles', done: end, total })
    await new Promise((resolve) => setImmediate(resolve))
    signal.throwIfAborted()
  }
  return walk
}

function namesOf({ asked }: MeasureRequest): string[] {
  return asked.map(({ name }) => name)
}
