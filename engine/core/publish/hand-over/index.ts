import type { JourneyDocument } from '../../model/journey.ts'
import { ABILITIES } from '../capabilities.ts'
import { fileNameOf } from '../../file-name.ts'
import { journeyTitle } from '../journey-title.ts'
import type { TargetProblem } from '../problem.ts'
import type { TargetId } from '../target.ts'
import { targetOf } from '../targets/index.ts'
import { packContents } from './contents.ts'
import { packPage } from './page.ts'
import { packTables } from './tables.ts'
import { HAND_OVER_WORDS, PLAIN_WORDS, type HandOverOnly, type PlatformWords } from './words.ts'

export interface PackFile { readonly fileName: string; readonly mediaType: string; readonly text: string }

/**
 * A pack from which a colleague rebuilds a journey by hand: a page to read and print, and its tables for a spreadsheet. `atEpochMs`: the day it was
 * written, UTC.
 */
export function handOver(document: JourneyDocument, platform: HandOverOnly | TargetId, { atEpochMs }: { atEpochMs: number }): { files: readonly PackFile[]; problems: readonly TargetProblem[] } {
  const words = wordsOf(platform)
  const contents = packContents(document, words)
  const stem = `${fileNameOf(journeyTitle(document), 'journey')}.${platform}`
  const page = packPage(contents, words, { hasApi: !isHandOverOnly(platform), day: new Date(atEpochMs).toISOString().slice(0, 10) })
  return {
    files: [
      { fileName: `${stem}.html`, mediaType: 'text/html', text: page },
      ...packTables(contents).map(({ name, text }) => ({ fileName: `${stem}.${name}.csv`, mediaType: 'text/csv', text })),
    ],
    problems: contents.problems,
  }
}

function isHandOverOnly(platform: HandOverOnly | TargetId): platform is HandOverOnly {
  return Object.hasOwn(HAND_OVER_WORDS, platform)
}

function wordsOf(platform: HandOverOnly | TargetId): PlatformWords {
  if (isHandOverOnly(platform)) return HAND_OVER_WORDS[platform]
  const { name, capabilities } = targetOf(platform)
  const limits = ABILITIES.flatMap((ability) => {
    const { can, inWords, isUndocumented = false } = capabilities.abilities[ability]
    return can === 'yes' ? [] : [[ability, { can: isUndocumented ? ('unknown' as const) : can, inWords }] as const]
  })
  return { ...PLAIN_WORDS, name, limits: Object.fromEntries(limits), source: 'Words and limits are those of its target in Rehearsal.' }
}
