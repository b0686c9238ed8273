import * as z from 'zod'

const noticesSchema = z.array(z.object({ name: z.string(), version: z.string(), licence: z.string(), text: z.string(), homepage: z.string().nullish() }))

/** A package that is part of the app, and the terms it is used under. */
export type Notice = z.output<typeof noticesSchema>[number]

/** The notices that are built into the app; null where they were not made, as in a build for development. */
export async function readNotices(): Promise<readonly Notice[] | null> {
  try {
    const answer = await fetch(new URL('notices/notices.json', globalThis.document.baseURI))
    if (!answer.ok) return null
    const read = noticesSchema.safeParse(await answer.json())
    return read.success ? read.data : null
  } catch {
    // No such file beside the window.
    return null
  }
}

/** Those whose name, licence or address has every word that was typed. */
export function noticesFor(notices: readonly Notice[], query: string): readonly Notice[] {
  const words = query.trim().toLowerCase().split(/\s+/)
  return notices.filter(({ name, licence, homepage }) => words.every((word) => `${name} ${licence} ${homepage ?? ''}`.toLowerCase().includes(word)))
}
