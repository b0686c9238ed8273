import { RehearsalError } from '../../../engine/core/errors.ts'
import { readScenario } from '../../../engine/core/simulate/read-scenario.ts'
import { askForFiles } from '../../bridge/files.ts'
import { notify } from '../../components/notify.ts'
import { notifyUndoable } from '../../components/notify-undoable.tsx'
import { documentStore } from '../../document/document-store.ts'
import { errorInWords } from '../../i18n/in-words.ts'
import { changeAssumptions, rememberAssumptions, useAssumptionsStore } from '../../stores/assumptions-store.ts'
import { NO_ASSUMPTIONS, textOfScenario } from './scenario-edits.ts'
import { assumeText } from './texts.ts'

/** Asks for a `*.scenario.json`, which takes the place of what was assumed so far. */
export async function openScenarioFile(): Promise<void> {
  const [file] = await askForFiles('.json', false)
  if (!file) return
  try {
    const scenario = readScenario(await file.text(), file.name)
    const takeBack = rememberAssumptions()
    changeAssumptions(() => scenario)
    notifyUndoable({ message: assumeText('replaced', { name: file.name }), undo: takeBack })
  } catch (cause) {
    if (!(cause instanceof RehearsalError)) throw cause
    notify(errorInWords(cause), 'error', assumeText('notRead', { name: file.name }))
  }
}

/** Hands the assumptions over as a file, named after the journey. */
export function saveScenarioFile(): void {
  const { scenario } = useAssumptionsStore.getState()
  const address = URL.createObjectURL(new Blob([textOfScenario(scenario)], { type: 'application/json' }))
  const link = globalThis.document.createElement('a')
  link.href = address
  link.download = `${documentStore.getState().document.id}.scenario.json`
  link.click()
  URL.revokeObjectURL(address)
}

export function takeAllAway(): void {
  const takeBack = rememberAssumptions()
  changeAssumptions(() => NO_ASSUMPTIONS)
  notifyUndoable({ message: assumeText('takenAll'), undo: takeBack })
}
