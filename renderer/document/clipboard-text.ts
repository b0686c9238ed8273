import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { fromEngine } from '../i18n/phrasebook.ts'
import { clipOf, parseClip, type Clip } from './clipboard.ts'
import { noteItems } from './layout.ts'
import { entryNodeId, noteNodeId } from './node-ids.ts'

/** What a text from the clipboard is: steps that were copied, a whole journey, a journey with something wrong, or none of ours. */
export type ClipboardText = { kind: 'clip'; clip: Clip } | { kind: 'journey'; document: JourneyDocument } | { kind: 'broken'; message: string } | { kind: 'foreign' }

/** Tells what was copied. Never throws: a clipboard holds anything. */
export async function readClipboardText(text: string): Promise<ClipboardText> {
  const clip = parseClip(text)
  if (clip) return { kind: 'clip', clip }
  if (!/^\s*\{/.test(text) || !/"format"\s*:\s*"journey(-steps)?"/.test(text)) return { kind: 'foreign' }
  const { readJourney } = await import('../../engine/core/lint/read-journey.ts')
  const { document, diagnostics } = readJourney(text)
  if (document) return { kind: 'journey', document }
  const [first] = diagnostics
  return { kind: 'broken', message: first === undefined ? '' : `${fromEngine(first.message)} (${first.path})` }
}

/** All of a journey as steps to be pasted into another one. */
export function clipOfAll(document: JourneyDocument): Clip {
  const notes = noteItems(document).flatMap((item) => (typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'string' && !('step' in item) ? [noteNodeId(item.id)] : []))
  return clipOf(document, [...document.entries.map(({ id }) => entryNodeId(id)), ...Object.keys(document.steps), ...notes])
}
