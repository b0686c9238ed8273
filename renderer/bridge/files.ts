import type { CallError } from '../../engine/api/contract.ts'
import { desktop } from '../app/desktop.ts'
import { useConnectionState } from './connection-state.ts'

/** What the engine can read events and attributes from. */
export const DATA_FILES = '.csv,.csv.gz,.tsv,.txt,.jsonl,.jsonl.gz,.ndjson,.json,.json.gz,.parquet,.pq,.gz,.zst'
export const JOURNEY_FILES = '.json,.journey'

/** `done` of `total` bytes. */
export type UploadProgress = (done: number, total: number) => void

/** True for a file that holds a journey rather than events, by its name. */
export function isJourneyFile(name: string): boolean {
  return /\.journey(\.json)?$/i.test(name)
}

/** Asks for event files; each as a path the engine can open. In a browser the files are handed to the engine first. */
export async function chooseDataFiles(options: { multiple: boolean; onProgress?: UploadProgress }): Promise<string[]> {
  const shell = desktop()
  if (shell) return options.multiple ? shell.chooseEventFiles() : (await shell.chooseEventFiles()).slice(0, 1)
  const files = await askForFiles(DATA_FILES, options.multiple)
  return pathsOf(files, options.onProgress)
}

/** Where a new file goes: a path in the desktop app, null if the person cancels; undefined in a browser, where the engine has a folder for it. */
export async function chooseWhereToSave(suggestedName: string): Promise<string | null | undefined> {
  return desktop()?.chooseDataToSave(suggestedName)
}

/** Asks for one file through the browser's own dialog; empty when the person cancels. */
export function askForFiles(accept: string, multiple: boolean): Promise<File[]> {
  return new Promise((resolve) => {
    const field = globalThis.document.createElement('input')
    field.type = 'file'
    field.accept = accept
    field.multiple = multiple
    field.addEventListener('change', () => resolve([...(field.files ?? [])]), { once: true })
    field.addEventListener('cancel', () => resolve([]), { once: true })
    field.click()
  })
}

/** Paths the engine can open for files that were chosen or dropped. Rejects with a `CallError`. */
export async function pathsOf(files: readonly File[], onProgress?: UploadProgress): Promise<string[]> {
  const shell = desktop()
  const paths: string[] = []
  for (const file of files) paths.push((shell?.pathOfFile(file) ?? '') || (await upload(file, onProgress)))
  return paths
}

// fetch cannot tell how far an upload is.
function upload(file: File, onProgress?: UploadProgress): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', `./upload?name=${encodeURIComponent(file.name)}`)
    request.responseType = 'json'
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress?.(loaded, total))
    request.addEventListener('load', () => {
      const answer = request.response as { path?: string; code?: string; message?: string; help?: string } | null // as: the upload door answers a path or a CallError
      if (request.status < 300 && typeof answer?.path === 'string') resolve(answer.path)
      else {
        if (answer?.code === 'E_WORKSPACE_GONE') useConnectionState.setState({ isStoreGone: true })
        reject(refused(file, answer ?? {}))
      }
    })
    request.addEventListener('error', () => reject(refused(file, {})))
    request.send(file)
  })
}

function refused(file: File, { code, message, help }: Partial<CallError>): CallError {
  return {
    code: code ?? 'E_UPLOAD',
    message: message ?? `"${file.name}" could not be handed to the engine.`,
    help: help ?? 'Check that Rehearsal still runs and that the disk has room, then try again.',
  }
}
