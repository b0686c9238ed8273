import type { JobProgress } from '../stores/job-store.ts'
import { bytesInWords } from './dates.ts'
import { defineTexts } from './define-texts.ts'
import { people } from './numbers.ts'

const text = defineTexts('work', {
  starting: 'Starting …',
  of: '{{what}} {{done}} of {{total}}',
  soFar: '{{what}} {{done}}',
  checking: 'Checking the file',
  reading: 'Reading',
  sorting: 'Sorting events',
  writing: 'Storing events',
  generating: 'Inventing people',
  profiles: 'People',
})

const PHASES = ['checking', 'reading', 'sorting', 'writing', 'generating', 'profiles'] as const
const isKnown = (phase: string): phase is (typeof PHASES)[number] => (PHASES as readonly string[]).includes(phase) // as: looked up among other texts

/** Work in progress as a person reads it: "Reading 3.4 MB of 12 MB". */
export function workInWords(progress: JobProgress | undefined): string {
  if (progress === undefined) return text('starting')
  const { phase, done, total } = progress
  const what = isKnown(phase) ? text(phase) : phase
  if (phase === 'sorting' || phase === 'writing') return total > 0 ? `${what} ${Math.floor((100 * done) / total)} %` : what
  // Files are read in bytes, people counted.
  const amount = phase === 'reading' || phase === 'checking' ? bytesInWords : people
  return total > 0 ? text('of', { what, done: amount(done), total: amount(total) }) : text('soFar', { what, done: amount(done) })
}
