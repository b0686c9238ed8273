import type { MethodOutput } from '../../api/contract.ts'
import type { Workspace } from '../storage/workspace.ts'

/** Whether the workspace can be changed, and what was put right in it. */
export function stateOf(workspace: Workspace): MethodOutput<'store.state'> {
  const { readOnly } = workspace
  return {
    readOnly: readOnly && { code: readOnly.code, message: readOnly.message, help: readOnly.help },
    restored: workspace.restored(),
  }
}
