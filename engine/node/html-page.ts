import { createHash, randomInt } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { deflateRaw } from 'node:zlib'
import { countersOf } from '../core/playback/counters.ts'
import { RehearsalError } from '../core/errors.ts'
import type { JourneyDocument } from '../core/model/journey.ts'
import { ceiled, contentOf, floored, type FileChoices } from '../core/viewer/file-content.ts'
import { filmOf, type Film } from '../core/viewer/film.ts'
import { filmBytes, filmHead } from '../core/viewer/film-bytes.ts'
import { pageOf, safeScript, type PageLanguage } from '../core/viewer/page.ts'
import { runReport } from '../core/report/run-report.ts'
import type { Scenario } from '../core/simulate/scenario.ts'
import { lower } from '../core/compile/lower.ts'
import type { SimulateAnswer } from './services/simulate.ts'
import { resourcesDirectory } from './paths.ts'
import { VERSION } from './version.ts'

/** Rows of a log that a page can be made of: some 300 MB while it is made. */
export const MOST_LOG_ROWS = 12_000_000
/** What a page tells of a run, so that it stays small: a row takes a byte or so. */
const MOST_TICKS = 600_000
const MOST_MOVES = 2_000_000

export interface PageRequest {
  /** The journey first, then those beside it, as they ran. */
  documents: readonly JourneyDocument[]
  answer: SimulateAnswer
  scenario: Scenario | undefined
  choices: FileChoices
  /** What it speaks. */
  language: PageLanguage
  /** Epoch ms. */
  madeAt: number
}

/** The page of a run whose log was written (`options.log`), as text. Throws E_LOG_SIZE, and E_RESOURCE_MISSING where the viewer was not built. */
export async function makePage({ documents, answer, scenario, choices, language, madeAt }: PageRequest): Promise<{ text: string; film: Film }> {
  const { log, results, pressure, responses, notices } = answer
  const [document, ...beside] = documents
  const [result] = results
  if (log === null || document === undefined || result === undefined) throw new Error('a page is made of a run with its log')
  if (log.rows > log.at.length) {
    throw new RehearsalError('E_LOG_SIZE', `This run counts ${log.rows.toLocaleString('en')} moves, more than a page can be made of.`, 'Rehearse a shorter span, or a sample of the people.')
  }
  const unitMs = choices.exactTimes ? 1 : 60_000
  const counters = countersOf(lower(documents, result.dialect?.id))
  const film = filmOf(log, counters, {
    from: floored(result.from, unitMs), until: ceiled(result.until, unitMs), unitMs, mostTicks: MOST_TICKS, mostMoves: MOST_MOVES, key: randomInt(2 ** 32),
  })
  const content = contentOf({
    document, result, scenario: scenario ?? null, responses, pressure, notices, choices, madeAt, madeBy: VERSION,
    beside: beside.map(({ name, id }) => name ?? id),
    report: runReport({ document, log, counters, until: result.until }),
    film: filmHead(film),
  })
  const deflated = await promisify(deflateRaw)(filmBytes(film), { level: 9 })
  return { film, text: pageOf({ ...viewerParts(), ...(language === 'en' ? {} : { words: wordsIn(language) }), language, title: document.name ?? document.id, content, film: deflated.toString('base64') }) }
}

let parts: ReturnType<typeof readParts> | undefined

/** The built viewer, read once. */
function viewerParts() {
  return (parts ??= readParts())
}

function readParts() {
  const script = readPart('viewer.js')
  const style = readPart('viewer.css')
  return { script, style, scriptHash: hashOf(safeScript(script)), styleHash: hashOf(style) }
}

/** What the built viewer says in another language than its own. */
function wordsIn(language: PageLanguage): unknown {
  return JSON.parse(readPart(`${language}.json`))
}

/** From where it was built to; run from source, that is in `dist`. */
function readPart(name: string): string {
  const built = join(resourcesDirectory(), 'node', 'viewer', name)
  const path = existsSync(built) ? built : join(resourcesDirectory(), 'dist', 'node', 'viewer', name)
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new RehearsalError('E_RESOURCE_MISSING', `A part of the web page is missing: ${path}.`, 'The installation is incomplete: build or install Rehearsal again.', { cause })
  }
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
