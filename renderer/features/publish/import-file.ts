import { connection as engine } from '../../bridge/connection.ts'
import { askForFiles } from '../../bridge/files.ts'
import { ask } from './asked.ts'
import { useImportStore } from './import-store.ts'
import type { TargetFacts } from './targets-store.ts'

/** Asks for a file with a journey as that platform's API gives it, and shows what can be said of it here. */
export async function chooseTargetFile(target: TargetFacts['id']): Promise<void> {
  const [file] = await askForFiles('.json', false)
  if (file === undefined) return
  useImportStore.setState({ from: null, isOpen: true, listed: null, brought: null })
  await ask(
    async () => engine.call('targets.import', { target, name: file.name, text: await file.text() }),
    (brought) => useImportStore.setState({ brought }),
  )
}
