import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { MethodOutput } from '../../api/contract.ts'
import { WORKSPACE_PARTS } from '../../api/workspace-methods.ts'
import { RehearsalError } from '../../core/errors.ts'
import { fileNameOf } from '../../core/file-name.ts'
import { writeError } from '../columns/file-errors.ts'
import { partialOf, whileNoted } from '../partial-files.ts'
import { fingerprintOfFile } from '../storage/database-copy.ts'
import { exportWorkspace } from '../workspace/export-workspace.ts'
import { bytesBelow, DATABASE_FILE, freeBytesAt, walk } from '../workspace/folder.ts'
import { importWorkspace, manifestOf } from '../workspace/import-workspace.ts'
import { unpackedBytes, type Manifest } from '../workspace/manifest.ts'
import { copyWorkspace } from '../workspace/move-workspace.ts'
import { namedBy, readPointer, writePointer, type Pointer } from '../workspace/pointer.ts'
import { useWorkspace } from '../workspace/use-workspace.ts'
import type { LogFile } from '../log/log-file.ts'
import { notFound, type Asked, type ServiceContext } from './context.ts'
import type { DatasetService } from './datasets.ts'

type Part = (typeof WORKSPACE_PARTS)[number]

const FOLDERS: readonly string[] = ['datasets', 'exports', 'backups', 'uploads', 'logs'] satisfies readonly Part[]

/** The workspace as a folder and as a file. */
export class WorkspaceService {
  readonly #context: ServiceContext
  readonly #log: LogFile
  readonly #datasets: DatasetService

  constructor(context: ServiceContext, datasets: DatasetService, log: LogFile) {
    this.#context = context
    this.#datasets = datasets
    this.#log = log
  }

  info(): MethodOutput<'workspace.info'> {
    const { directory, retention } = this.#context.workspace
    const parts = new Map<Part, { files: number; bytes: number }>(WORKSPACE_PARTS.map((what) => [what, { files: 0, bytes: 0 }]))
    for (const { path, bytes } of walk(directory, directory)) {
      const part = parts.get(partOf(path))!
      part.files += 1
      part.bytes += bytes
    }
    const previous = namedBy(directory) === null ? readPointer()?.previous : undefined
    const isThere = previous !== undefined && previous !== null && existsSync(join(previous.directory, DATABASE_FILE))
    return {
      directory,
      namedBy: namedBy(directory),
      parts: [...parts].map(([what, part]) => ({ what, ...part })),
      datasets: this.#datasets.list().map(({ id, name, bytes }) => ({ id, name, bytes })),
      counts: retention.counts(),
      freeBytes: freeBytesAt(directory),
      previous: isThere ? { directory: previous.directory, movedAt: previous.movedAt, bytes: bytesBelow(previous.directory) } : null,
    }
  }

  async move({ jobId, to: given }: Asked<'workspace.move'>): Promise<MethodOutput<'workspace.move'>> {
    const { workspace, jobs, now } = this.#context
    const to = resolve(given)
    const isUsed = namedBy(workspace.directory) === null
    await jobs.run(jobId, (job) =>
      copyWorkspace(workspace, to, job, () => {
        if (!isUsed) return
        writePointer({ directory: to, previous: { directory: workspace.directory, movedAt: now(), fingerprint: workspace.fingerprint() } })
        this.#context.movedTo = to
      }),
    )
    this.#log.write('workspace-moved', { isUsed })
    return { directory: to, isUsed }
  }

  use({ to, make }: Asked<'workspace.use'>): MethodOutput<'workspace.use'> {
    const directory = useWorkspace(to, make)
    this.#context.movedTo = directory
    return { directory }
  }

  deletePrevious({ directory }: Asked<'workspace.deletePrevious'>): Record<string, never> {
    const pointer = readPointer()
    const previous = pointer?.previous
    if (pointer === undefined || previous === null || previous === undefined || previous.directory !== directory) {
      throw new RehearsalError('E_NOT_FOUND', `No workspace was moved from ${directory}.`, 'Look at the settings of the workspace again.')
    }
    refuseChanged(previous)
    try {
      rmSync(directory, { recursive: true, force: true, maxRetries: 3 })
    } catch (error) {
      throw writeError(error, directory)
    }
    writePointer({ ...pointer, previous: null })
    return {}
  }

  async backup({ jobId }: Asked<'workspace.backup'>): Promise<MethodOutput<'workspace.backup'>> {
    const { workspace, jobs, now } = this.#context
    const path = join(workspace.directory, 'backups', `rehearsal-${new Date(now()).toISOString().slice(0, 19).replaceAll(':', '-')}.sqlite`)
    return jobs.run(jobId, async ({ signal, onProgress }) => {
      const partial = partialOf(path)
      try {
        mkdirSync(dirname(path), { recursive: true })
        await workspace.copyDatabase(partial, signal, (share) => onProgress({ phase: 'copying', done: share, total: 1 }))
        renameSync(partial, path)
      } catch (error) {
        throw writeError(error, path)
      }
      return { path, bytes: statSync(path).size }
    })
  }

  async export({ jobId, path, datasets }: Asked<'workspace.export'>): Promise<MethodOutput<'workspace.export'>> {
    const { workspace, jobs, now } = this.#context
    const known = new Set(workspace.datasets.list().map(({ id }) => id))
    const kept = datasets === 'all' ? known : new Set(datasets)
    for (const id of kept) if (!known.has(id)) throw notFound('dataset', id)
    const out = path === undefined ? this.#exportPath() : resolve(path)
    return jobs.run(jobId, async (job) => {
      const manifest = await whileNoted(workspace.directory, dirname(out), () => exportWorkspace(workspace, kept, out, now(), job))
      return told(out, manifest)
    })
  }

  async fileInfo({ path }: Asked<'workspace.fileInfo'>): Promise<MethodOutput<'workspace.fileInfo'>> {
    return told(resolve(path), await manifestOf(resolve(path)))
  }

  async import({ jobId, path, to }: Asked<'workspace.import'>): Promise<MethodOutput<'workspace.import'>> {
    const from = resolve(path)
    return this.#context.jobs.run(jobId, async (job) => {
      const directory = to === undefined ? this.#folderBeside((await manifestOf(from)).name) : resolve(to)
      const manifest = await importWorkspace(from, directory, job)
      return { directory, file: told(from, manifest) }
    })
  }

  #exportPath(): string {
    const folder = join(this.#context.workspace.directory, 'exports')
    try {
      mkdirSync(folder, { recursive: true })
    } catch (error) {
      throw writeError(error, folder)
    }
    const day = new Date(this.#context.now()).toISOString().slice(0, 10)
    return free((number) => join(folder, `Workspace ${day}${number}.rehearsal-workspace`))
  }

  #folderBeside(name: string): string {
    const beside = dirname(this.#context.workspace.directory)
    return free((number) => join(beside, `${fileNameOf(name, 'Workspace')}${number}`))
  }
}

/** The first of "x", "x 2", "x 3" that is not there yet. */
function free(path: (number: string) => string): string {
  for (let number = 1; ; number++) {
    const one = path(number === 1 ? '' : ` ${number}`)
    if (!existsSync(one)) return one
  }
}

function partOf(path: string): Part {
  const [first = ''] = path.split('/')
  if (first.startsWith(DATABASE_FILE)) return 'database'
  return FOLDERS.includes(first) ? (first as Part) : 'other' // as: just looked up among parts
}

/** Also while another process has it open: what was written there after the move would be lost. */
function refuseChanged({ directory, fingerprint }: NonNullable<Pointer['previous']>): void {
  const file = join(directory, DATABASE_FILE)
  if (!existsSync(file) || fingerprintOfFile(file) === fingerprint) return
  throw new RehearsalError('E_PREVIOUS_CHANGED', `Something was written to ${directory} after the workspace was moved.`, 'Look into it first: open it with "rehearse serve --workspace <folder>". Delete the folder by hand once nothing in it is needed.')
}

function told(path: string, manifest: Manifest): MethodOutput<'workspace.fileInfo'> {
  const { name, madeAt, madeBy, journeys, runs, datasets } = manifest
  return { path, name, madeAt, madeBy, journeys, runs, datasets: datasets.map(({ folder: _folder, ...one }) => one), bytes: statSync(path).size, unpackedBytes: unpackedBytes(manifest) }
}
