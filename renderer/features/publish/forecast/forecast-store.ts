import { create } from 'zustand'
import type { MethodOutput } from '../../../../engine/api/contract.ts'
import { connection as engine } from '../../../bridge/connection.ts'
import { useAssumptionsStore } from '../../../stores/assumptions-store.ts'
import { ask, type Asked } from '../asked.ts'

export type Kept = MethodOutput<'forecast.of'>
export type Comparison = MethodOutput<'forecast.compare'>
export type ComparedRow = Comparison['rows'][number]
export type Learned = MethodOutput<'forecast.learn'>
export type Source = 'platform' | 'events'
type Actual = { kind: 'statistics' } | { kind: 'dataset'; datasetId: string; isWhole?: boolean }

interface ForecastState {
  /** Null while nobody chose: then the newest. */
  chosenId: string | null
  source: Source
  /** Of the publication that is shown. */
  kept: Asked<Kept> | null
  making: Asked<Kept> | null
  reading: Asked<Kept> | null
  comparison: Asked<Comparison> | null
  /** What the comparison was, or is being, made with. */
  actual: Actual | null
  learned: Asked<Learned> | null
}

const NOTHING = { kept: null, making: null, reading: null, comparison: null, actual: null, learned: null }

/** What of forecasts is on the screen. */
export const useForecastStore = create<ForecastState>()(() => ({ chosenId: null, source: 'platform', ...NOTHING }))

/** Which publication the answers belong to; those of another come too late. */
let shownId = ''

/** Shows what is known of a publication; what was read of it before is compared at once. */
export async function showPublication(publicationId: string): Promise<void> {
  if (shownId === publicationId && useForecastStore.getState().kept !== null) return
  shownId = publicationId
  useForecastStore.setState(NOTHING)
  const kept = await asked('kept', publicationId, () => engine.call('forecast.of', { publicationId }))
  if (kept && kept.forecast !== null && kept.readAt !== null && useForecastStore.getState().source === 'platform') await compare(publicationId, { kind: 'statistics' })
}

/** Rehearses it as it was published; what had been compared is compared anew. */
export async function rehearseNow(publicationId: string, datasetId: string): Promise<void> {
  const { scenario } = useAssumptionsStore.getState()
  const hasResponses = (scenario.responses ?? []).length > 0
  const kept = await asked('making', publicationId, (jobId) => engine.call('forecast.make', { jobId, publicationId, datasetId, ...(hasResponses ? { scenario, assume: 'middle' as const } : {}) }))
  if (kept === undefined) return
  useForecastStore.setState({ kept: { state: 'there', answer: kept }, making: null })
  const { actual, source } = useForecastStore.getState()
  if (actual !== null) await compare(publicationId, actual)
  else if (source === 'platform' && kept.readAt !== null) await compare(publicationId, { kind: 'statistics' })
}

/** Reads what the platform counted, and compares. */
export async function readStatistics(publicationId: string): Promise<void> {
  const kept = await asked('reading', publicationId, (jobId) => engine.call('forecast.read', { jobId, publicationId }))
  if (kept === undefined) return
  useForecastStore.setState({ kept: { state: 'there', answer: kept } })
  if (kept.forecast !== null) await compare(publicationId, { kind: 'statistics' })
}

export async function compare(publicationId: string, actual: Actual): Promise<void> {
  useForecastStore.setState({ actual, learned: null })
  await asked('comparison', publicationId, (jobId) => engine.call('forecast.compare', { jobId, publicationId, actual }))
}

/** Works out response rates, and what they change in the assumptions of the open journey. */
export async function learn(publicationId: string, before: Parameters<typeof engine.call<'forecast.learn'>>[1]['before']): Promise<void> {
  const { actual } = useForecastStore.getState()
  if (actual !== null) await asked('learned', publicationId, (jobId) => engine.call('forecast.learn', { jobId, publicationId, actual, before }))
}

export function chooseSource(source: Source): void {
  useForecastStore.setState({ source, comparison: null, actual: null, learned: null })
  const { kept } = useForecastStore.getState()
  if (source === 'platform' && kept?.state === 'there' && kept.answer.readAt !== null && kept.answer.forecast !== null) void compare(shownId, { kind: 'statistics' })
}

function asked<K extends 'kept' | 'making' | 'reading' | 'comparison' | 'learned', T>(key: K, publicationId: string, work: (jobId: string) => Promise<T>): Promise<T | undefined> {
  return ask(work, (state) => {
    if (shownId === publicationId) useForecastStore.setState({ [key]: state })
  }).then((answer) => (shownId === publicationId ? answer : undefined))
}
