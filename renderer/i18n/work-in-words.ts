import type { JobProgress } from '../stores/job-store.ts'
import { bytesInWords } from './dates.ts'
import { defineTexts } from './define-texts.ts'
import { people, percent } from './numbers.ts'

export const text = defineTexts('work', {
  starting: 'Starting …',
  of: '{{what}} {{done}} of {{total}}',
  soFar: '{{what}} {{done}}',
  checking: 'Checking the file',
  reading: 'Reading',
  sorting: 'Sorting events',
  writing: 'Storing events',
  generating: 'Inventing people',
  profiles: 'People',
  copying: 'Copying',
  packing: 'Packing',
  unpacking: 'Unpacking',
})

const PHASES = ['checking', 'reading', 'sorting', 'writing', 'generating', 'profiles', 'copying', 'packing', 'unpacking'] as const
/** Phases of which the share is told, not the amount. */
const IN_SHARES: readonly string[] = ['sorting', 'writing', 'copying', 'packing', 'unpacking'] satisfies readonly (typeof PHASES)[number][]
const isKnown = (phase: string): phase is (typeof PHASES)[number] => (PHASES as readonly string[]).includes(phase) // as: looked up among other texts

/** Work in progress as a person reads it: "Reading 3.4 MB of 12 MB". */
export function workInWords(progress: JobProgress | undefined): string {
  if (progress === undefined) return text('starting')
  const { phase, done, total } = progress
  const what = isKnown(phase) ? text(phase) : phase
  if (IN_SHARES.includes(phase)) return total > 0 ? `${what} ${percent(Math.floor((100 * done) / total))}` : what
  // Files are read in bytes, people counted.
  const amount = phase === 'reading' || phase === 'checking' ? bytesInWords : people
  return total > 0 ? text('of', { what, done: amount(done), total: amount(total) }) : text('soFar', { what, done: amount(done) })
}
