import { desktop } from '../../app/desktop.ts'
import { connection } from '../../bridge/connection.ts'
import { giveSameFigures } from '../../../engine/core/report/same-figures.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { documentStore } from '../../document/document-store.ts'
import { scenesOf, sceneItems, withSceneItems } from '../../document/presentation.ts'
import { asCallError } from '../../document/save.ts'
import { language } from '../../i18n/language.ts'
import { cancelJob, forgetJob } from '../../stores/job-store.ts'
import { questionOf } from '../../stores/run-question.ts'
import { useRunStore, type FinishedRun } from '../../stores/run-store.ts'
import { CANCELLED } from '../simulation/run.ts'
import { useHtmlStore } from './html-store.ts'

/** Asks what is to go along, of another run than the one on the canvas if one is given; scenes that were written open the page. */
export function openHtmlDialog(of: FinishedRun | null = null): void {
  const { document } = documentStore.getState()
  const present = scenesOf(of === null || of.document.id === document.id ? document : of.document).length > 0
  useHtmlStore.setState(({ choices }) => ({ isOpen: true, of, made: null, error: null, choices: { ...choices, present } }))
}

/** The journey of the page: as it is now if that gives the figures of the run, with its names and places; else as it ran, with the scenes of now. */
export function documentOfPage(run: FinishedRun): JourneyDocument {
  const { document } = documentStore.getState()
  if (document.id !== run.document.id) return run.document
  return giveSameFigures(run.document, document) ? document : withSceneItems(run.document, sceneItems(document))
}

/** Makes the page and saves it: the desktop app asks where, a browser downloads. */
export async function makePage(): Promise<void> {
  const run = useHtmlStore.getState().of ?? useRunStore.getState().latest
  if (run === null || useHtmlStore.getState().making !== null) return
  const document = documentOfPage(run)
  const shell = desktop()
  const path = shell === undefined ? undefined : await shell.chooseDataToSave(`${(document.name ?? '') === '' ? document.id : document.name}.html`)
  if (path === null) return
  const question = { ...questionOf(run), document }
  const { jobId } = question
  useHtmlStore.setState({ making: { jobId, cancelling: false }, error: null, made: null })
  try {
    const { text, ...made } = await connection.call('html.make', { ...question, ...useHtmlStore.getState().choices, ...(language() === 'tr' ? { language: 'tr' as const } : {}), ...(path === undefined ? {} : { path }) })
    if (text !== null) download(made.fileName, text)
    useHtmlStore.setState({ made: { ...made, path: path ?? null } })
  } catch (cause) {
    const error = asCallError(cause)
    if (error.code !== CANCELLED) useHtmlStore.setState({ error })
  } finally {
    useHtmlStore.setState({ making: null })
    forgetJob(jobId)
  }
}

export async function cancelPage(): Promise<void> {
  const { making } = useHtmlStore.getState()
  if (making === null || making.cancelling) return
  useHtmlStore.setState({ making: { ...making, cancelling: true } })
  await cancelJob(making.jobId)
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/html' }))
  const link = globalThis.document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
