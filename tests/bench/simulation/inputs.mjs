import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readJourney } from '../../../engine/core/lint/read-journey.ts'

export const PASSO = fileURLToPath(new URL('../../../engine/templates/passo-dukkan/journey.json', import.meta.url))
export const HEAVY = fileURLToPath(new URL('../heavy.journey.json', import.meta.url))

/** `--events n` of this process, or a million. */
export function eventsWanted() {
  return Number(process.argv[process.argv.indexOf('--events') + 1]) || 1_000_000
}

export function journeyFrom(file) {
  const { document, diagnostics } = readJourney(readFileSync(file, 'utf8'))
  if (!document || diagnostics.some(({ severity }) => severity === 'error')) throw new Error(`${file}: ${JSON.stringify(diagnostics)}`)
  return document
}
