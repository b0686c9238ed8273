import { csvLines } from '../../../engine/core/csv.ts'
import { fileNameOf, saveFile } from '../../bridge/save-file.ts'
import { notify } from '../../components/notify.ts'
import { pictureOf, svgOf, type PictureWords } from '../simulation/chart-picture.ts'
import { reportText } from './texts.ts'

export type Rows = readonly (readonly (string | number)[])[]

/** Something of the window that can be taken elsewhere; its chart is looked up when it is asked for. */
export interface Portable {
  /** Of a saved file, without its ending. */
  name: string
  words?: PictureWords | undefined
  csv?: (() => string) | undefined
}

export async function copyCsv({ csv }: Portable): Promise<void> {
  if (csv) await said(navigator.clipboard.writeText(csv()))
}

export async function copyPicture({ words }: Portable, svg: SVGSVGElement | null): Promise<void> {
  if (svg) await said(navigator.clipboard.write([new ClipboardItem({ 'image/png': pictureOf(svg, words) })]))
}

export async function saveAs({ name, csv, words }: Portable, kind: 'png' | 'svg' | 'csv', svg: SVGSVGElement | null = null): Promise<void> {
  await saveWithNotice(`${name}.${kind}`, async () => {
    if (kind === 'csv') return csv === undefined ? undefined : csvFile(csv())
    if (svg === null) return undefined
    return kind === 'png' ? pictureOf(svg, words) : svgOf(svg, words)
  })
}

/** Text for a spreadsheet, which takes UTF-8 for what it is only with a mark in front. */
export function csvFile(text: string): Blob {
  return new Blob(['\u{FEFF}', text], { type: 'text/csv;charset=utf-8' })
}

export function csvOf(rows: Rows): string {
  return csvLines(rows)
}

/** Saves what is made, and says where it went or why not. */
export async function saveWithNotice(suggestedName: string, make: () => Promise<Blob | undefined>): Promise<void> {
  const name = fileNameOf(suggestedName)
  try {
    const content = await make()
    if (content === undefined) return
    const path = await saveFile(name, content)
    if (path === null) return
    notify(path === undefined ? reportText('savedDownload', { name }) : reportText('savedTo', { path }))
  } catch {
    notify(reportText('saveFailed', { name }), 'error')
  }
}

async function said(copying: Promise<void>): Promise<void> {
  try {
    await copying
    notify(reportText('copied'))
  } catch {
    notify(reportText('copyFailed'), 'error')
  }
}
