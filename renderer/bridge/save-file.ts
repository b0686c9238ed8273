import { desktop } from '../app/desktop.ts'

/**
 * Hands a file to the person: the desktop app asks where it goes and answers its path, null if they cancel; a browser puts it with its downloads and
 * answers undefined. Rejects if it could not be written.
 */
export async function saveFile(suggestedName: string, content: Blob): Promise<string | null | undefined> {
  const shell = desktop()
  if (shell) return shell.saveFile(suggestedName, new Uint8Array(await content.arrayBuffer()))
  const address = URL.createObjectURL(content)
  const link = globalThis.document.createElement('a')
  link.href = address
  link.download = suggestedName
  link.click()
  URL.revokeObjectURL(address)
  return undefined
}

/** A name that no system refuses, from what a person called something. */
export function fileNameOf(...parts: readonly string[]): string {
  return parts
    .join(' ')
    .replace(/[<>:"/\\|?*]|\p{Cc}/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 120)
}
