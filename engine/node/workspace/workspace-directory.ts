import { chosenWorkspace } from './pointer.ts'

/** Where journeys, datasets and runs are stored: REHEARSAL_WORKSPACE, else what a person chose, else a folder of the user's data directory. Throws E_WORKSPACE_GONE. */
export function workspaceDirectory(): string {
  return process.env['REHEARSAL_WORKSPACE'] || chosenWorkspace()
}
