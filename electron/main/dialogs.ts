import { BrowserWindow, dialog, type FileFilter, type MessageBoxOptions, type OpenDialogOptions, type SaveDialogOptions } from 'electron'

const journeys: FileFilter = { name: 'Journeys', extensions: ['journey.json', 'json'] }
const eventFiles: FileFilter = { name: 'Events', extensions: ['csv', 'tsv', 'txt', 'jsonl', 'ndjson', 'json', 'parquet', 'pq', 'gz', 'zst'] }
const everything: FileFilter = { name: 'All files', extensions: ['*'] }

export async function chooseJourneyToOpen(): Promise<string | null> {
  const [path] = await open({ title: 'Open a journey', filters: [journeys, everything], properties: ['openFile'] })
  return path ?? null
}

export async function chooseEventFiles(): Promise<string[]> {
  return open({ title: 'Choose events', filters: [eventFiles, everything], properties: ['openFile', 'multiSelections'] })
}

export async function chooseJourneyToSave(suggestedName: string): Promise<string | null> {
  const filePath = await save({ title: 'Save the journey', defaultPath: journeyFileName(suggestedName), filters: [journeys] })
  if (filePath === null) return null
  return filePath.endsWith('.json') ? filePath : `${filePath}.journey.json`
}

/** `title` of the dialog; the ending of the name says what kind of file it is. */
export async function chooseDataToSave(suggestedName: string, title = 'Save data'): Promise<string | null> {
  const name = acceptedName(suggestedName) || 'Events.csv'
  const ending = /\.([a-z]+)$/i.exec(name)?.[1] ?? 'csv'
  return save({ title, defaultPath: name, filters: [{ name: ending.toUpperCase(), extensions: [ending] }] })
}

/** A file name that every system accepts, ending in ".journey.json". */
export function journeyFileName(name: string): string {
  const bare = acceptedName(name.replace(/(\.journey)?\.json$/i, ''))
  return `${bare || 'Journey'}.journey.json`
}

function acceptedName(name: string): string {
  return name
    .replace(/[<>:"/\\|?*]|\p{Cc}/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

export async function askAboutUnsavedChanges(documentName: string): Promise<'save' | 'discard' | 'cancel'> {
  const options: MessageBoxOptions = {
    type: 'warning',
    message: `Save the changes to “${documentName}”?`,
    detail: 'They are lost if you do not save them.',
    buttons: ['Save', 'Don’t save', 'Cancel'],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  }
  const window = parentWindow()
  const { response } = await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options))
  return (['save', 'discard', 'cancel'] as const)[response] ?? 'cancel'
}

async function open(options: OpenDialogOptions): Promise<string[]> {
  const window = parentWindow()
  const { canceled, filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options))
  return canceled ? [] : filePaths
}

async function save(options: SaveDialogOptions): Promise<string | null> {
  const window = parentWindow()
  const { canceled, filePath } = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options))
  return canceled || !filePath ? null : filePath
}

// The app has one window at most, and on macOS it may have none.
function parentWindow(): BrowserWindow | undefined {
  return BrowserWindow.getAllWindows()[0]
}
