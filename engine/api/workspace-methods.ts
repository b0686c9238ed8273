import * as z from 'zod'
import { empty, id, instant, jobId, method } from './method.ts'

/** What lies in a workspace folder. */
export const WORKSPACE_PARTS = ['database', 'datasets', 'exports', 'backups', 'uploads', 'logs', 'other'] as const

const partSchema = z.strictObject({ what: z.enum(WORKSPACE_PARTS), files: z.int(), bytes: z.number() })

/** What a file of a whole workspace says of itself. */
const fileSchema = z.strictObject({
  path: z.string(),
  name: z.string(),
  madeAt: instant,
  madeBy: z.string(),
  journeys: z.int(),
  runs: z.int(),
  datasets: z.array(z.strictObject({ name: z.string(), events: z.number(), bytes: z.number() })),
  /** As it lies on the disk, and unpacked. */
  bytes: z.number(),
  unpackedBytes: z.number(),
})

/** The workspace as a folder: where it is, moving it, and all of it as one file. */
export const workspaceMethods = {
  'workspace.info': method(
    empty,
    z.strictObject({
      directory: z.string(),
      /** Null if a move is followed at the next start; else what names the folder, which a person has to change then. */
      namedBy: z.enum(['variable', 'option']).nullable(),
      parts: z.array(partSchema),
      datasets: z.array(z.strictObject({ id, name: z.string(), bytes: z.number() })),
      counts: z.strictObject({ journeys: z.int(), versions: z.int(), runs: z.int(), drafts: z.int(), connections: z.int() }),
      /** Room left on its disk. */
      freeBytes: z.number(),
      /** Where it was before it was moved, while that folder is still there. */
      previous: z.strictObject({ directory: z.string(), bytes: z.number(), movedAt: instant }).nullable(),
    }),
  ),
  /**
   * Copies the workspace into the folder `to`, which is empty or not there yet, holds every copied file against its original, and uses it from the next start
   * on. The old folder is left as it is. After it, this engine refuses work (E_MOVED): it has to be started again. Throws E_MOVE_INSIDE, E_MOVE_NOT_EMPTY,
   * E_MOVE_WORKSPACE (there is a workspace already), E_DISK_FULL, E_READ_ONLY, E_MOVE_BUSY, E_COPY_DAMAGED.
   */
  'workspace.move': method(z.strictObject({ jobId, to: id }), z.strictObject({ directory: z.string(), isUsed: z.boolean() })),
  /** Uses the workspace in the folder `to` from the next start on; `make`: an empty one is made where the folder is empty. Throws E_NO_WORKSPACE, E_STORE_NEWER, E_STORE_DAMAGED, E_WORKSPACE_NAMED. */
  'workspace.use': method(z.strictObject({ to: id, make: z.boolean().optional() }), z.strictObject({ directory: z.string() })),
  /** Deletes the folder a workspace was moved from. Refused with E_PREVIOUS_CHANGED if something was written there since. */
  'workspace.deletePrevious': method(z.strictObject({ directory: id }), empty),
  /** Writes a whole copy of the database to the folder `backups`, while it is in use. */
  'workspace.backup': method(z.strictObject({ jobId }), z.strictObject({ path: z.string(), bytes: z.number() })),
  /**
   * Writes everything into one file (`*.rehearsal-workspace`): journeys with all versions, drafts, runs, segments, connections without their secrets, publications,
   * and the datasets named. Without `path` it goes to the folder `exports`.
   */
  'workspace.export': method(z.strictObject({ jobId, path: id.optional(), datasets: z.union([z.literal('all'), z.array(id)]) }), fileSchema),
  /** What a file of a workspace says of itself, without unpacking it. Throws E_WORKSPACE_FILE, E_WORKSPACE_FILE_NEWER. */
  'workspace.fileInfo': method(z.strictObject({ path: id }), fileSchema),
  /**
   * Unpacks such a file into `to`, empty or not there yet; without it, into a new folder beside this workspace. Nothing of this workspace is touched. Every name, size and
   * digest is checked, and so is the database, before the folder counts as a workspace.
   */
  'workspace.import': method(z.strictObject({ jobId, path: id, to: id.optional() }), z.strictObject({ directory: z.string(), file: fileSchema })),
} as const
