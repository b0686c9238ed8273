import { BrowserWindow, dialog, type FileFilter, type MessageBoxOptions, type OpenDialogOptions, type SaveDialogOptions } from 'electron'
import { mainText } from './texts.ts'

const journeys = (): FileFilter => ({ name: mainText('journeys'), extensions: ['journey.json', 'journey', 'json'] })
/** The same content by the name that a double click opens on every system; Windows and macOS look at what follows the last dot. */
const journeysByDoubleClick = (): FileFilter => ({ name: mainText('journeysByDoubleClick'), extensions: ['journey'] })
const eventFiles = (): FileFilter => ({ name: mainText('events'), extensions: ['csv', 'tsv', 'txt', 'jsonl', 'ndjson', 'json', 'parquet', 'pq', 'gz', 'zst'] })
const WORKSPACE_ENDING = '.rehearsal-workspace'
const workspaces = (): FileFilter => ({ name: mainText('workspaces'), extensions: [WORKSPACE_ENDING.slice(1)] })
const everything = (): FileFilter => ({ name: mainText('allFiles'), extensions: ['*'] })

export async function chooseJourneyToOpen(): Promise<string | null> {
  const [path] = await open({ title: mainText('openJourney'), filters: [journeys(), everything()], properties: ['openFile'] })
  return path ?? null
}

export async function chooseEventFiles(): Promise<string[]> {
  return open({ title: mainText('chooseEvents'), filters: [eventFiles(), everything()], properties: ['openFile', 'multiSelections'] })
}

export async function chooseJourneyToSave(suggestedName: string): Promise<string | null> {
  const filePath = await save({ title: mainText('saveJourney'), defaultPath: journeyFileName(suggestedName), filters: [{ name: mainText('journeysToSave'), extensions: ['journey.json'] }, journeysByDoubleClick()] })
  if (filePath === null) return null
  return /\.(json|journey)$/i.test(filePath) ? filePath : `${filePath}.journey.json`
}

/** `title` of the dialog; the ending of the name says what kind of file it is. */
export async function chooseDataToSave(suggestedName: string, title = mainText('saveData')): Promise<string | null> {
  const name = acceptedName(suggestedName) || 'Events.csv'
  const ending = /\.([a-z]+)$/i.exec(name)?.[1] ?? 'csv'
  return save({ title, defaultPath: name, filters: [{ name: ending.toUpperCase(), extensions: [ending] }] })
}

export async function chooseFolder(): Promise<string | null> {
  const [path] = await open({ title: mainText('chooseFolder'), properties: ['openDirectory', 'createDirectory', 'promptToCreate'] })
  return path ?? null
}

export async function chooseWorkspaceFile(): Promise<string | null> {
  const [path] = await open({ title: mainText('chooseWorkspace'), filters: [workspaces(), everything()], properties: ['openFile'] })
  return path ?? null
}

export async function chooseWorkspaceFileToSave(suggestedName: string): Promise<string | null> {
  const filePath = await save({ title: mainText('exportWorkspace'), defaultPath: acceptedName(suggestedName) || 'Workspace.rehearsal-workspace', filters: [workspaces()] })
  if (filePath === null) return null
  return filePath.endsWith(WORKSPACE_ENDING) ? filePath : `${filePath}${WORKSPACE_ENDING}`
}

/** A file name that every system accepts, ending in ".journey.json". */
export function journeyFileName(name: string): string {
  const bare = acceptedName(name.replace(/\.(journey(\.json)?|json)$/i, ''))
  return `${bare || 'Journey'}.journey.json`
}

function acceptedName(name: string): string {
  return name
    .replace(/[<>:"/\\|?*]|\p{Cc}/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** `documentName` null: of a journey without a name. */
export async function askAboutUnsavedChanges(documentName: string | null): Promise<'save' | 'discard' | 'cancel'> {
  const options: MessageBoxOptions = {
    type: 'warning',
    message: documentName === null ? mainText('saveChangesUnnamed') : mainText('saveChanges', { name: documentName }),
    detail: mainText('saveChangesDetail'),
    buttons: [mainText('save'), mainText('dontSave'), mainText('cancel')],
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
