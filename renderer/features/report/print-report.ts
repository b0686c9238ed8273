import { desktop } from '../../app/desktop.ts'
import { fileNameOf } from '../../bridge/save-file.ts'
import { notify } from '../../components/notify.ts'
import { daySpan } from '../../i18n/dates.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { reportText } from './texts.ts'

/** Writes the report as PDF in the desktop app; in a browser, whose dialog has "Save as PDF", prints it. */
export async function printReport(run: FinishedRun): Promise<void> {
  const shell = desktop()
  if (!shell) return globalThis.window.print()
  const name = fileNameOf(`${run.document.name ?? run.document.id} - ${reportText('title')}.pdf`)
  try {
    const path = await shell.savePdf(name, { header: headLine(run), page: reportText('page'), of: reportText('pageOf') })
    if (path !== null) notify(reportText('savedTo', { path }))
  } catch {
    notify(reportText('saveFailed', { name }), 'error')
  }
}

function headLine({ document, summary, result }: FinishedRun): string {
  return reportText('headLine', { name: document.name ?? document.id, data: summary.datasetName, span: daySpan(result.from, result.until) })
}

/**
 * While the report is on the screen: paper is light, whatever the theme, and in a browser each page gets its name and number from the page itself.
 * Answers how to stop that.
 */
export function preparePrinting(run: FinishedRun): () => void {
  let restore: (() => void) | undefined
  const before = () => (restore ??= inLight())
  const after = () => {
    restore?.()
    restore = undefined
  }
  globalThis.addEventListener('beforeprint', before)
  globalThis.addEventListener('afterprint', after)
  const margins = desktop() === undefined ? pageMargins(headLine(run)) : undefined
  return () => {
    globalThis.removeEventListener('beforeprint', before)
    globalThis.removeEventListener('afterprint', after)
    after()
    margins?.()
  }
}

/** The light theme at once, without what is chosen being changed; answers how to go back. */
function inLight(): () => void {
  const root = globalThis.document.documentElement
  const scheme = root.getAttribute('data-mantine-color-scheme')
  const contrast = root.getAttribute('data-contrast')
  root.setAttribute('data-mantine-color-scheme', 'light')
  root.removeAttribute('data-contrast')
  return () => {
    if (scheme !== null) root.setAttribute('data-mantine-color-scheme', scheme)
    if (contrast !== null) root.setAttribute('data-contrast', contrast)
  }
}

/** Words and numbers in the margins of the pages; a sheet of rules, since the words are those of the run. */
function pageMargins(header: string): () => void {
  const sheet = new CSSStyleSheet()
  const font = 'font: 10px sans-serif; color: #464d5a'
  sheet.replaceSync(`@page { size: A4; margin: 19mm 15mm;
    @top-left { content: ${quoted(header)}; ${font} }
    @bottom-right { content: ${quoted(`${reportText('page')} `)} counter(page) ${quoted(` ${reportText('pageOf')} `)} counter(pages); ${font} } }`)
  const { document } = globalThis
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet)
  }
}

/** As a string of CSS, in which nothing of a name can end it. */
function quoted(text: string): string {
  return `"${text.replace(/["\\]|\p{Cc}/gu, (character) => `\\${character.codePointAt(0)!.toString(16)} `)}"`
}
