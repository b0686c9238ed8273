import { create } from 'zustand'
import { csvLines } from '../../../engine/core/csv.ts'
import type { Basis } from '../../../engine/core/simulate/responses/response-schema.ts'
import { notify } from '../../components/notify.ts'
import { asCallError } from '../../document/save.ts'
import { full } from '../../i18n/numbers.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { basisOf } from '../../stores/run-basis.ts'
import { pageOf, type AskedNumber, type CountedPerson } from './people-store.ts'
import { peopleText } from './people-texts.ts'

/** How many people were read so far for a file; null while none is written. */
export const useExportStore = create<{ done: number | null }>()(() => ({ done: null }))

const AT_ONCE = 1000

/** Hands everybody behind a number over as a CSV file. */
export async function exportPeople(asked: AskedNumber): Promise<void> {
  if (useExportStore.getState().done !== null) return
  const people: CountedPerson[] = []
  useExportStore.setState({ done: 0 })
  try {
    for (let found = 1; people.length < found; useExportStore.setState({ done: people.length })) {
      const page = await pageOf(asked, { offset: people.length, limit: AT_ONCE })
      if (useExportStore.getState().done === null) return // stopped meanwhile
      people.push(...page.list)
      found = page.list.length === 0 ? 0 : page.found
    }
    const file = `${asked.run.document.id}-people.csv`
    handOver(peopleCsv(people, basisOf(asked.run)), file)
    notify(peopleText('exported', { people: full(people.length), file }))
  } catch (cause) {
    notify(fromEngine(asCallError(cause).message), 'error')
  } finally {
    useExportStore.setState({ done: null })
  }
}

export function stopExport(): void {
  useExportStore.setState({ done: null })
}

/** One line a person, instants in ISO 8601, UTC; the last column says what the counting rests on besides the data. */
export function peopleCsv(people: readonly CountedPerson[], basis: Basis | null): string {
  return csvLines([
    ['profileId', 'times', 'firstAt', 'lastAt', 'basis'],
    ...people.map(({ profileId, times, firstAt, lastAt }) => [profileId, times, new Date(firstAt).toISOString(), new Date(lastAt).toISOString(), basis ?? 'history']),
  ])
}

function handOver(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  const link = globalThis.document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
