import type { MethodOutput } from '../../api/contract.ts'
import { fileNameOf } from '../../core/file-name.ts'
import { writeError } from '../columns/file-errors.ts'
import { writeFileWhole } from '../write-file-whole.ts'
import { journeysBeside } from './beside.ts'
import type { Asked, ServiceContext } from './context.ts'
import type { DatasetService } from './datasets.ts'

/** A finished run as one web page. */
export class HtmlService {
  readonly #context: ServiceContext
  readonly #datasets: DatasetService

  constructor(context: ServiceContext, datasets: DatasetService) {
    this.#context = context
    this.#datasets = datasets
  }

  async make(asked: Asked<'html.make'>): Promise<MethodOutput<'html.make'>> {
    const { jobId, document, datasetId, from, until, seed, together = [], scenario, assume, sessionGapMs, dialect, path, language = 'en' } = asked
    const { texts = true, notes = false, comments = false, exactTimes = false, present = false } = asked
    const directory = this.#datasets.directoryOf(this.#datasets.get(datasetId))
    const documents = [document, ...journeysBeside(this.#context, document, together).map((one) => one.document)]
    return this.#context.jobs.run(jobId, async ({ signal, onProgress }) => {
      const [{ makePage, MOST_LOG_ROWS }, { simulate }] = await Promise.all([import('../html-page.ts'), import('./simulate.ts')])
      const options = { from, until, seed, scenario, assume, dialect, pressure: true, log: { most: MOST_LOG_ROWS } }
      const answer = await simulate({ documents, directory, sessionGapMs, options, engine: 'kernel', signal, onProgress })
      onProgress({ phase: 'page', done: 0, total: 1 })
      // What follows is one stretch of work: a cancel that came before it is heard first.
      await new Promise((resolve) => setImmediate(resolve))
      signal.throwIfAborted()
      const { text, film } = await makePage({ documents, answer, scenario, choices: { texts, notes, comments, exactTimes, present }, language, madeAt: this.#context.now() })
      signal.throwIfAborted()
      if (path !== undefined) write(path, text)
      onProgress({ phase: 'page', done: 1, total: 1 })
      return {
        fileName: `${fileNameOf(document.name ?? document.id, 'journey')}.html`, text: path === undefined ? text : null, bytes: Buffer.byteLength(text),
        unitMs: film.unitMs, walkers: film.walks.walkers, of: film.walks.of,
      }
    })
  }
}

function write(path: string, text: string): void {
  try {
    writeFileWhole(path, text)
  } catch (error) {
    throw writeError(error, path)
  }
}
