import { documentStore } from '../../document/document-store.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { useReportStore } from './report-store.ts'

/** Shows the report of the run on the canvas; without one, where reports come from. */
export function openReport(): void {
  if (useRunStore.getState().latest !== null) useReportStore.setState({ chosen: null })
  useUiStore.getState().showPage('report')
}

/** The same, and prints it or writes it as PDF. */
export async function printOpenReport(): Promise<void> {
  const { page } = useUiStore.getState()
  if (page !== 'report') openReport()
  const run = useReportStore.getState().chosen ?? useRunStore.getState().latest
  if (run === null) return
  const [{ printReport }, { askReport }] = await Promise.all([import('./print-report.ts'), import('./ask-report.ts'), import('./ReportPage.tsx')])
  // Once it is on the screen, with what has to be counted for it.
  await askReport(run)
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  await printReport(run)
}

/** Saves the whole canvas as a picture. Drawing it is read only when it is wanted. */
export async function exportPicture(kind: 'png' | 'svg'): Promise<void> {
  if (documentStore.getState().document.entries.length === 0 && Object.keys(documentStore.getState().document.steps).length === 0) return
  await (await import('./journey-as-picture.tsx')).saveOpenJourneyPicture(kind)
}
