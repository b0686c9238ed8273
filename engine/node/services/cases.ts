import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { StoredCase } from '../../api/case-methods.ts'
import type { MethodOutput } from '../../api/contract.ts'
import type { CaseFile } from '../../core/cases/case-format.ts'
import { documentsForCase, readCase } from '../../core/cases/read-case.ts'
import { journeyFileOf, textOfCase, UNNAMED, withWhatHappens } from '../../core/cases/write-case.ts'
import { missingJourneys } from '../../core/compile/referenced-journeys.ts'
import { RehearsalError } from '../../core/errors.ts'
import { fileNameOf } from '../../core/file-name.ts'
import type { JourneyDocument } from '../../core/model/journey.ts'
import { writeError } from '../columns/file-errors.ts'
import { writeFileWhole } from '../write-file-whole.ts'
import { journeysBeside } from './beside.ts'
import { notFound, type Asked, type ServiceContext } from './context.ts'

type CaseRuns = MethodOutput<'cases.run'>

/** Test cases of journeys: kept in the workspace, run on a document, written as files. */
export class CaseService {
  readonly #context: ServiceContext

  constructor(context: ServiceContext) {
    this.#context = context
  }

  save({ id, journeyId, name, text }: Asked<'cases.save'>): MethodOutput<'cases.save'> {
    const { newId, now } = this.#context
    const content = { name, text: textOfCase({ ...readCase(text, name), name }), savedAt: now() }
    if (id === undefined) {
      const added = newId()
      this.#cases.add({ id: added, journeyId, ...content })
      return { id: added }
    }
    this.#get(id)
    this.#cases.change({ id, ...content })
    return { id }
  }

  delete({ id }: Asked<'cases.delete'>): Record<string, never> {
    if (!this.#cases.delete(id, this.#context.now())) throw notFound('case', id)
    return {}
  }

  restore({ id }: Asked<'cases.restore'>): Record<string, never> {
    if (!this.#cases.restore(id)) throw new RehearsalError('E_NOT_FOUND', `There is no deleted case ${JSON.stringify(id)} here.`, 'It may have been restored already; look at the list of cases again.')
    return {}
  }

  async run({ document, ids }: Asked<'cases.run'>): Promise<CaseRuns> {
    const chosen = ids === undefined ? this.#cases.list(document.id) : ids.map((id) => this.#get(id))
    const { runCase } = await import('../../core/cases/run-case.ts')
    const runs: CaseRuns = []
    for (const { id, name, text } of chosen) {
      try {
        const file = readCase(text, name)
        runs.push({ id, result: runCase(file, await this.#documents(file, document), { mayNameOthers: true }), problem: null })
      } catch (error) {
        if (!(error instanceof RehearsalError)) throw error
        runs.push({ id, result: null, problem: { code: error.code, message: error.message, help: error.help } })
      }
    }
    return runs
  }

  async expectNow({ id, document }: Asked<'cases.expectNow'>): Promise<MethodOutput<'cases.expectNow'>> {
    const { name, text } = this.#get(id)
    const file = readCase(text, name)
    const { explainCase } = await import('../../core/cases/run-case.ts')
    return { text: textOfCase(withWhatHappens(file, explainCase(file, await this.#documents(file, document)))) }
  }

  /** A case of the folder finds its journey beside it; journeys that its steps go through are written into it. */
  export({ document, directory }: Asked<'cases.export'>): MethodOutput<'cases.export'> {
    const folder = directory ?? this.#newFolder(`${document.name ?? document.id} cases`)
    const own = journeyFileOf(document)
    const used = new Set<string>()
    const files = [{ name: own, text: `${JSON.stringify(document, null, 2)}\n` }]
    for (const { name, text } of this.#cases.list(document.id)) {
      const file = readCase(text, name)
      const beside = documentsForCase(file, document).filter(({ id }) => id !== document.id)
      const children = missingJourneys([document, ...beside]).length > 0 ? journeysBeside(this.#context, document, []).map((one) => one.document) : []
      const others = [...beside, ...children.filter(({ id }) => !beside.some((one) => one.id === id))]
      files.push({ name: freeName(fileNameOf(name, UNNAMED), used), text: textOfCase({ ...file, given: { ...file.given, journey: others.length === 0 ? own : [own, ...others] } }) })
    }
    try {
      mkdirSync(folder, { recursive: true })
      for (const { name, text } of files) writeFileWhole(join(folder, name), text)
    } catch (error) {
      throw writeError(error, folder)
    }
    return { directory: folder, files: files.map(({ name }) => name) }
  }

  /** The journeys of a case; those that steps go through and that it does not hold come from the workspace. */
  async #documents(file: CaseFile, document: JourneyDocument): Promise<JourneyDocument[]> {
    const { runnable } = await import('./simulate.ts')
    const documents = documentsOf(this.#context, file, document)
    runnable(documents)
    return documents
  }

  #newFolder(name: string): string {
    const folder = join(this.#context.workspace.directory, 'exports')
    for (let number = 1; ; number++) {
      const path = join(folder, `${fileNameOf(name, UNNAMED)}${number === 1 ? '' : ` ${number}`}`)
      if (!existsSync(path)) return path
    }
  }

  #get(id: string): StoredCase {
    const found = this.#cases.get(id)
    if (!found) throw notFound('case', id)
    return found
  }

  get #cases() {
    return this.#context.workspace.cases
  }
}

/** The journeys a case runs with the document at hand; those that its steps go through and that it does not hold come from the workspace. */
export function documentsOf(context: ServiceContext, file: CaseFile, document: JourneyDocument): JourneyDocument[] {
  const named = documentsForCase(file, document)
  const beside = missingJourneys(named).length > 0 ? journeysBeside(context, document, []).map((one) => one.document) : []
  return [...named, ...beside.filter(({ id }) => !named.some((one) => one.id === id))]
}

function freeName(name: string, used: Set<string>): string {
  for (let number = 1; ; number++) {
    const free = `${name}${number === 1 ? '' : ` ${number}`}.case.json`
    if (used.has(free.toLowerCase())) continue
    used.add(free.toLowerCase())
    return free
  }
}
