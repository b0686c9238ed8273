import { IconAlertTriangleFilled, IconArrowRampRight, IconChevronRight, IconCircleXFilled, IconCornerDownRight, IconFlagFilled, IconInfoCircleFilled, IconMessageCircle, type Icon } from '@tabler/icons-react'
import { memo, type CSSProperties, type ReactNode } from 'react'
import type { Severity } from '../../../engine/core/lint/diagnostics.ts'
import { kindOf, portsOf } from '../../../engine/core/model/steps/registry.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { edgeId, entryIdOf } from '../../document/node-ids.ts'
import { nameOfStep } from '../../document/names.ts'
import { summaryBesideName } from '../../document/summary-beside-name.ts'
import { openCommentsOn } from '../../document/notes.ts'
import { entryInWords } from '../../document/trigger-in-words.ts'
import { people, share } from '../../i18n/numbers.ts'
import { useEdgeNumbers, useStepNumbers } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { FamilyTile, iconOfStep, iconOfTrigger } from '../canvas/families.tsx'
import { useFoundNode } from '../find/find-store.ts'
import { useNodeDiagnostics } from '../problems/diagnostics-store.ts'
import { labelOfWay, nameOfItem } from './lines.ts'
import type { OutlineItem } from './outline-items.ts'
import { RenameField } from './rename-field.tsx'
import { outlineText as text } from './texts.ts'
import styles from './outline.module.css'

export interface RowProps {
  item: OutlineItem
  place: number
  of: number
  isOpen: boolean
  isActive: boolean
  isRenaming: boolean
}

/** One line of the outline; it draws anew when it, its step, its figures or its findings change. */
export const OutlineRow = memo(function OutlineRow(props: RowProps) {
  switch (props.item.kind) {
    case 'node':
      return entryIdOf(props.item.nodeId) === undefined ? <StepRow {...props} item={props.item} /> : <EntryRow {...props} item={props.item} />
    case 'way':
    case 'mention':
      return <WayRow {...props} item={props.item} />
    case 'stage':
    case 'apart':
      return <HeadingRow {...props} item={props.item} />
  }
})

type Of<K extends OutlineItem['kind']> = RowProps & { item: Extract<OutlineItem, { kind: K }> }

function StepRow(props: Of<'node'>) {
  const { nodeId } = props.item
  const step = useDocumentStore((state) => state.document.steps[nodeId])
  const stageName = useDocumentStore((state) => state.document.stages?.find(({ id }) => id === state.document.steps[nodeId]?.stage)?.name)
  if (!step) return null
  const [port, ...others] = portsOf(step)
  const remarks = [...(stageName === undefined ? [] : [text('stageIs', { name: stageName })]), ...(port !== undefined && others.length === 0 && port.target === undefined ? [text('ends')] : [])]
  return <NodeLine {...props} tile={<FamilyTile family={kindOf(step).family} icon={iconOfStep(step)} size={24} />} name={nameOfStep(step)} summary={summaryBesideName(step)} remarks={remarks} />
}

function EntryRow(props: Of<'node'>) {
  const entry = useDocumentStore((state) => state.document.entries.find(({ id }) => id === entryIdOf(props.item.nodeId)))
  const segments = useDocumentStore((state) => state.document.segments)
  if (!entry) return null
  return <NodeLine {...props} tile={<FamilyTile family="entry" icon={iconOfTrigger(entry.trigger)} size={24} />} name={text('entry')} summary={entryInWords(entry, segments)} remarks={[]} />
}

const MARKS: Record<Severity, Icon> = { error: IconCircleXFilled, warning: IconAlertTriangleFilled, info: IconInfoCircleFilled }

function NodeLine({ tile, name, summary, remarks, ...props }: Of<'node'> & { tile: ReactNode; name: string; summary: string; remarks: readonly string[] }) {
  const { nodeId } = props.item
  const diagnostics = useNodeDiagnostics(nodeId)
  const comments = useDocumentStore((state) => openCommentsOn(state.document, nodeId))
  const numbers = useStepNumbers(nodeId)
  const isSelected = useUiStore((state) => state.selection.nodeIds.includes(nodeId))
  const found = useFoundNode(nodeId)
  const worst = diagnostics[0]?.severity
  const Mark = worst && MARKS[worst]
  const heard = [
    ...remarks,
    ...(worst === undefined ? [] : [text('problems', { count: diagnostics.length })]),
    ...(comments === 0 ? [] : [text('comments', { count: comments })]),
    ...(numbers === undefined ? [] : [text('people', { people: people(numbers.entered), share: share(numbers.shareOfEntrants) })]),
  ]
  return (
    <Line {...props} heard={heard.join('. ')} testId={`outline-${nodeId}`} isSelected={isSelected} found={found}>
      {tile}
      <span className={styles.words}>
        {props.isRenaming ? <RenameField item={props.item} name={name} /> : <span className={styles.name}>{name}</span>}
        <span className={styles.summary}>
          {numbers !== undefined && <span className={`${styles.share} tabular`}>{share(numbers.shareOfEntrants)}</span>}
          {summary}
        </span>
      </span>
      {comments > 0 && (
        <span className={`${styles.badge} tabular`}>
          <IconMessageCircle size={15} stroke={1.8} />
          {comments}
        </span>
      )}
      {Mark && <Mark size={15} className={styles.mark} data-severity={worst} />}
    </Line>
  )
}

function WayRow(props: Of<'way' | 'mention'>) {
  const { item } = props
  const id = edgeId(item.nodeId, item.portId)
  const label = useDocumentStore((state) => (item.kind === 'way' ? labelOfWay(state.document, item.nodeId, item.portId) : ''))
  const target = useDocumentStore((state) => (item.to === undefined ? undefined : state.document.steps[item.to]))
  const numbers = useEdgeNumbers(id)
  const isSelected = useUiStore((state) => state.selection.edgeIds.includes(id))
  const where = target ? text('to', { name: nameOfStep(target) }) : item.kind === 'way' && item.ends ? text('to', { name: text('theEnd') }) : ''
  const Glyph = item.kind === 'way' ? IconArrowRampRight : IconCornerDownRight
  return (
    <Line {...props} heard={target ? text('elsewhere') : ''} testId={`outline-${item.kind === 'way' ? id : item.key}`} isSelected={isSelected}>
      <Glyph size={15} stroke={1.8} className={styles.glyph} />
      {props.isRenaming ? <RenameField item={item} name={label} /> : label !== '' && <span className={styles.way}>{label}</span>}
      {where !== '' && <span className={styles.where}>{where}</span>}
      {numbers !== undefined && <span className={`${styles.people} tabular`}>{people(numbers.people)}</span>}
    </Line>
  )
}

function HeadingRow(props: Of<'stage' | 'apart'>) {
  const name = useDocumentStore((state) => nameOfItem(props.item, state.document))
  const isStage = props.item.kind === 'stage'
  return (
    <Line {...props} heard={isStage ? text('stageHeading') : ''} testId={`outline-${props.item.key}`} isSelected={false}>
      {isStage && <IconFlagFilled size={12} className={styles.flag} />}
      {props.isRenaming ? <RenameField item={props.item} name={name} /> : <span className={styles.heading}>{name}</span>}
    </Line>
  )
}

interface LineProps extends RowProps {
  /** What is to be heard besides what is seen. */
  heard: string
  testId: string
  isSelected: boolean
  found?: 'found' | 'current' | undefined
  children: ReactNode
}

function Line({ item, place, of, isOpen, isActive, isRenaming, heard, testId, isSelected, found, children }: LineProps) {
  return (
    <div
      role="treeitem"
      // While its name is being written the field has the keys.
      tabIndex={isActive && !isRenaming ? 0 : -1}
      aria-level={item.level}
      aria-posinset={place}
      aria-setsize={of}
      aria-selected={isSelected}
      {...(item.hasChildren ? { 'aria-expanded': isOpen } : {})}
      className={styles.line}
      data-kind={item.kind}
      data-key={item.key}
      data-found={found}
      data-testid={testId}
      style={{ '--indent': `${indentOf(item.level)}px` } as CSSProperties} // as: React's type knows no custom properties
    >
      {item.hasChildren ? <IconChevronRight size={14} stroke={2.2} className={styles.chevron} data-open={isOpen || undefined} data-fold="" aria-hidden="true" /> : item.kind === 'node' || item.kind === 'way' || item.kind === 'mention' ? <span className={styles.noChevron} /> : null}
      {children}
      {heard !== '' && <span className="visually-hidden">. {heard}</span>}
    </div>
  )
}

/** Deep down each level takes less room, so that names stay readable in a narrow panel. */
function indentOf(level: number): number {
  return Math.min(level - 1, 3) * 10 + Math.max(0, Math.min(level - 4, 16)) * 4
}
