import { BrowserWindow, type WebContents } from 'electron'
import { randomUUID } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { PageWords } from '../../engine/api/desktop.ts'
import { chooseDataToSave } from './dialogs.ts'
import { mainText } from './texts.ts'

// What a window made (a picture, a table, a report) goes where the person says; no path comes from the page.

export async function saveFile(suggestedName: string, content: Uint8Array): Promise<string | null> {
  const path = await chooseDataToSave(suggestedName, mainText('saveFile'))
  if (path === null) return null
  await writeWhole(path, content)
  return path
}

/** The page as it prints, with the words and page numbers in the margins. */
export async function savePdf(contents: WebContents, suggestedName: string, { header, page, of }: PageWords): Promise<string | null> {
  const path = await chooseDataToSave(suggestedName, mainText('savePdf'))
  if (path === null) return null
  const pdf = await onWhite(contents, () => contents.printToPDF({
    pageSize: 'A4',
    printBackground: true,
    displayHeaderFooter: true,
    headerTemplate: margin(`<span>${escaped(header)}</span>`),
    footerTemplate: margin(`<span></span><span>${escaped(page)} <span class="pageNumber"></span> ${escaped(of)} <span class="totalPages"></span></span>`),
    margins: MARGINS,
  }))
  await writeWhole(path, pdf)
  return path
}

/** The ground of the window, dark in the dark, is drawn behind the page and would be printed in its margins. */
async function onWhite<T>(contents: WebContents, print: () => Promise<T>): Promise<T> {
  const window = BrowserWindow.fromWebContents(contents)
  const ground = window?.getBackgroundColor()
  window?.setBackgroundColor('#ffffff')
  try {
    return await print()
  } finally {
    if (ground !== undefined) window?.setBackgroundColor(ground)
  }
}

/** Inches. */
const MARGINS = { top: 0.75, bottom: 0.75, left: 0.6, right: 0.6 }

/** Chromium draws the margins in a page of their own, which has no styles and scales what it is given. */
function margin(content: string): string {
  return `<div style="display:flex;justify-content:space-between;width:100%;padding:0 0.6in;font:8px sans-serif;color:#464d5a;white-space:nowrap;overflow:hidden">${content}</div>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

async function writeWhole(path: string, content: Uint8Array): Promise<void> {
  const partial = join(dirname(path), `.${basename(path)}.${randomUUID().slice(0, 8)}.partial`)
  try {
    await writeFile(partial, content)
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
}
