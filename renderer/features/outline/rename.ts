import type { Step } from '../../../engine/core/model/steps/registry.ts'
import { withField } from '../../document/commands/journey.ts'
import { renameStage } from '../../document/commands/stages.ts'
import { documentStore } from '../../document/document-store.ts'
import { entryIdOf } from '../../document/node-ids.ts'
import { stepEdit } from '../inspector/use-step-edit.ts'
import type { OutlineItem } from './outline-items.ts'
import { outlineText as text } from './texts.ts'

/** True if the line has a name of its own to write: steps, stages, groups of a split, ways of a branch. */
export function canRename(item: OutlineItem): boolean {
  if (item.kind === 'stage') return true
  if (item.kind === 'node') return entryIdOf(item.nodeId) === undefined
  if (item.kind !== 'way') return false
  const step = documentStore.getState().document.steps[item.nodeId]
  return step?.kind === 'split' || (step?.kind === 'branch' && item.portId !== 'else')
}

/** The name as it stands in the document; empty where only the kind is shown. */
export function nameToEdit(item: OutlineItem): string {
  const { document } = documentStore.getState()
  if (item.kind === 'stage') return document.stages?.find(({ id }) => id === item.stageId)?.name ?? ''
  if (item.kind === 'apart' || item.kind === 'mention') return ''
  const step = document.steps[item.nodeId]
  if (item.kind === 'node') return step?.name ?? ''
  return step?.kind === 'split' ? (step.variants.find(({ id }) => id === item.portId)?.name ?? '') : item.portId
}

/** Gives the line that name, as one undo step; answers why it was refused. */
export function rename(item: OutlineItem, name: string): string | undefined {
  if (name === nameToEdit(item)) return undefined
  const given = name === '' ? undefined : name
  documentStore.getState().seal()
  switch (item.kind) {
    case 'stage':
      documentStore.getState().apply(renameStage(item.stageId, name))
      return undefined
    case 'node':
      return stepEdit<Step>(item.nodeId)('name', (step) => withField(step, 'name', given))
    case 'way':
      return renameWay(item.nodeId, item.portId, name)
    case 'mention':
    case 'apart':
      return undefined
  }
}

function renameWay(nodeId: string, portId: string, name: string): string | undefined {
  const step = documentStore.getState().document.steps[nodeId]
  if (step?.kind === 'branch' && step.branches.some(({ id }) => id === name)) return text('taken')
  return stepEdit<Step>(nodeId)('nameOfAWay', (current) => {
    if (current.kind === 'split') return { ...current, variants: current.variants.map((variant) => (variant.id === portId ? withField(variant, 'name', name === '' ? undefined : name) : variant)) }
    if (current.kind === 'branch') return { ...current, branches: current.branches.map((way) => (way.id === portId ? { ...way, id: name } : way)) }
    return current
  })
}
