import { DAY_MS } from '../../model/calendar.ts'
import { profileCountOf, type EventDataset } from '../../model/dataset.ts'
import type { PrivacyFinding } from './report.ts'

/** Sequences shorter than this say nothing about a person. */
const LEAST_EVENTS = 5

type Sequences = (dataset: EventDataset, visit: (sequence: string) => void) => void

/** The kinds of sequences looked for, from the coarsest to the finest. */
const KINDS: { what: string; sequences: Sequences }[] = [
  {
    what: `A sequence is the names of all events of one profile, in order, of profiles with ${LEAST_EVENTS} events or more; found: some profile of the source half has exactly the same.`,
    sequences: (dataset, visit) => {
      for (let profile = 0; profile < profileCountOf(dataset); profile++) {
        const [first, end] = [dataset.offsets[profile]!, dataset.offsets[profile + 1]!]
        if (end - first < LEAST_EVENTS) continue
        let text = ''
        for (let row = first; row < end; row++) text += `${dataset.names[dataset.nameCodes[row]!]}\n`
        visit(text)
      }
    },
  },
  {
    what: `A sequence is ${LEAST_EVENTS} events of one profile that follow each other: their names and the whole days (24 h) between them; found: it stands anywhere in the source half.`,
    sequences: (dataset, visit) => runs(dataset, visit, (row, before) => `${dataset.names[dataset.nameCodes[row]!]} ${before < 0 ? '' : Math.floor((dataset.at[row]! - dataset.at[before]!) / DAY_MS)}\n`),
  },
  {
    what: `A sequence is ${LEAST_EVENTS} events of one profile that follow each other: their names and their exact instants; found: it stands anywhere in the source half.`,
    sequences: (dataset, visit) => runs(dataset, visit, (row) => `${dataset.names[dataset.nameCodes[row]!]} ${dataset.at[row]}\n`),
  },
]

/**
 * How much of what is generated also stands in the half of the source that was learned from, beside how much of the other half does, which nobody
 * learned from: where the two are alike, nothing was copied.
 */
export function privacyFindings(source: EventDataset, synthetic: EventDataset, heldOut: EventDataset): PrivacyFinding[] {
  return KINDS.map(({ what, sequences }) => {
    const known = new Set<string>()
    sequences(source, (sequence) => known.add(sequence))
    const found = (dataset: EventDataset) => {
      let all = 0
      let hits = 0
      sequences(dataset, (sequence) => {
        all++
        if (known.has(sequence)) hits++
      })
      return { sequences: all, found: hits, share: all === 0 ? null : hits / all }
    }
    return { what, synthetic: found(synthetic), heldOut: found(heldOut) }
  })
}

function runs(dataset: EventDataset, visit: (sequence: string) => void, textOf: (row: number, before: number) => string): void {
  for (let profile = 0; profile < profileCountOf(dataset); profile++) {
    for (let first = dataset.offsets[profile]!; first + LEAST_EVENTS <= dataset.offsets[profile + 1]!; first++) {
      let text = ''
      for (let row = first; row < first + LEAST_EVENTS; row++) text += textOf(row, row === first ? -1 : row - 1)
      visit(text)
    }
  }
}
