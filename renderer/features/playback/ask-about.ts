import { connection } from '../../bridge/connection.ts'
import { notify } from '../../components/notify.ts'
import { asCallError } from '../../document/save.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { askPerson, openOnePerson } from '../explain/ask-person.ts'

/** Shows the story of a person of the run, whom a row of its log names by number. */
export async function tellOf(profile: number): Promise<void> {
  const run = useRunStore.getState().latest
  if (run === null) return
  try {
    const [id] = await connection.call('runs.profileIds', { datasetId: run.summary.datasetId, profiles: [profile] })
    if (id === undefined || useRunStore.getState().latest !== run) return
    openOnePerson()
    await askPerson(id)
  } catch (cause) {
    notify(fromEngine(asCallError(cause).message), 'error')
  }
}
