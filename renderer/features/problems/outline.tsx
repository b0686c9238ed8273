import type { Icon } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { kindOf, summaryOf } from '../../../engine/core/model/steps/registry.ts'
import type { StepFamily } from '../../../engine/core/model/steps/step-kind.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { connectionsOf } from '../../document/connections.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { entryIdOf, entryNodeId } from '../../document/node-ids.ts'
import { nameOfStep } from '../../document/names.ts'
import { entryInWords } from '../../document/trigger-in-words.ts'
import { defineTexts } from '../../i18n/define-texts.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { FamilyTile, iconOfStep, iconOfTrigger } from '../canvas/families.tsx'
import styles from './problems.module.css'

const text = defineTexts('outline', { label: 'Steps in the order people meet them', empty: 'Nothing here yet', emptyBody: 'Steps you put on the canvas are listed here.', entry: 'Entry' })

interface Line { nodeId: string; stage: string | undefined; name: string; summary: string; family: StepFamily; icon: Icon }

/** The journey as a list, for reading and for the keyboard: arrows move, Enter brings the step to the middle. */
export function Outline() {
  const document = useDocumentStore((state) => state.document)
  const selected = useUiStore((state) => state.selection.nodeIds)
  const reveal = useUiStore((state) => state.reveal)
  const lines = linesOf(document)
  if (lines.length === 0) {
    return (
      <div className={styles.empty}>
        <strong>{text('empty')}</strong>
        <span>{text('emptyBody')}</span>
      </div>
    )
  }
  const stageNames = new Map(document.stages?.map(({ id, name }) => [id, name ?? id]))
  return (
    <div className={styles.tree} role="tree" aria-label={text('label')} onKeyDown={moveFocus}>
      {lines.map((line, index) => (
        <div key={line.nodeId} role="none">
          {line.stage !== undefined && line.stage !== lines[index - 1]?.stage && <div className={styles.stage}>{stageNames.get(line.stage) ?? line.stage}</div>}
          <button
            type="button"
            role="treeitem"
            aria-selected={selected.includes(line.nodeId)}
            tabIndex={index === 0 ? 0 : -1}
            className={styles.node}
            data-testid={`outline-${line.nodeId}`}
            onClick={() => reveal(line.nodeId)}
          >
            <FamilyTile family={line.family} icon={line.icon} size={26} />
            <span className={styles.words}>
              <span className={styles.name}>{line.name}</span>
              <span className={styles.summary}>{line.summary}</span>
            </span>
          </button>
        </div>
      ))}
    </div>
  )
}

function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="treeitem"]')]
  const at = items.indexOf(event.target as HTMLElement) // as: only items have the focus
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key]
  if (to === undefined || !items[to]) return
  event.preventDefault()
  items[to].focus()
}

/** Entries first, then steps stage by stage, within a stage as they are reached from the entries. */
function linesOf(document: JourneyDocument): Line[] {
  const next = new Map<string, string[]>()
  for (const { from, to } of connectionsOf(document)) next.set(from, [...(next.get(from) ?? []), to])
  const order: string[] = document.entries.map(({ id }) => entryNodeId(id))
  const seen = new Set(order)
  for (let index = 0; index < order.length; index++) {
    for (const to of next.get(order[index]!) ?? []) {
      if (seen.has(to)) continue
      seen.add(to)
      order.push(to)
    }
  }
  order.push(...Object.keys(document.steps).filter((id) => !seen.has(id)))
  const rank = new Map(document.stages?.map(({ id }, index) => [id, index]))
  const lines = order.flatMap((nodeId): Line[] => {
    const entryId = entryIdOf(nodeId)
    if (entryId !== undefined) {
      const entry = document.entries.find(({ id }) => id === entryId)
      return entry ? [{ nodeId, stage: document.steps[entry.next]?.stage, name: text('entry'), summary: entryInWords(entry, document.segments), family: 'entry', icon: iconOfTrigger(entry.trigger) }] : []
    }
    const step = document.steps[nodeId]
    return step ? [{ nodeId, stage: step.stage, name: nameOfStep(step), summary: summaryOf(step), family: kindOf(step).family, icon: iconOfStep(step) }] : []
  })
  if (rank.size === 0) return lines
  const place = ({ stage }: Line) => (stage === undefined ? rank.size : (rank.get(stage) ?? rank.size))
  return lines.sort((a, b) => place(a) - place(b))
}
