import type { FileContent } from '../../engine/core/viewer/file-content.ts'
import { documentStore } from '../document/document-store.ts'
import { scenesOf } from '../document/presentation.ts'
import { useReportStore } from '../features/report/report-store.ts'
import { usePresentStore } from '../features/present/present-store.ts'
import { useRunStore, type FinishedRun } from '../stores/run-store.ts'
import { useUiStore } from '../stores/ui-store.ts'

/** The name the run of a page has in the stores. */
const RUN = 'page'

let content: FileContent | undefined

/** What the page holds; there from the start. */
export function contentOfPage(): FileContent {
  if (!content) throw new Error('the page was not opened')
  return content
}

/** Reads the content out of the page. Throws if it is not what `html.make` writes. */
export function readContent(): FileContent {
  const text = document.getElementById('content')?.textContent ?? ''
  const value = JSON.parse(text) as FileContent // as: the page was written as a whole by the engine, script and content together
  if (value.format !== 'rehearsal-page') throw new Error('this page holds no run')
  return value
}

/** Shows it: the journey is the open one, its run the one that is shown, and the report is there without being asked for. */
export function openContent(read: FileContent): void {
  content = read
  const { document, result, scenario, responses, pressure, notices, madeAt, report, choices } = read
  const summary = { id: RUN, journeyId: null, journeyName: document.name ?? document.id, datasetId: RUN, datasetName: '', startedAt: madeAt, engine: result.engine, documentDigest: '' }
  const run: FinishedRun = { summary, document, result, together: [], pressure, responses, scenario, notices }
  documentStore.getState().load({ journey: null, document })
  useUiStore.setState({ page: 'editor' })
  useRunStore.getState().show(run)
  useReportStore.setState({ reports: { [RUN]: { state: 'there', answer: report } }, order: [], off: [] })
  if (choices.present && scenesOf(document).length > 0) usePresentStore.setState({ isOn: true })
}
