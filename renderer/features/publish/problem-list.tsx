import { IconAlertTriangle, IconChevronRight, IconNote, IconOctagonMinus } from '@tabler/icons-react'
import { useState } from 'react'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { partsOf } from '../../../engine/core/publish/kept-here.ts'
import type { TargetProblem } from '../../../engine/core/publish/problem.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { nameOfStep } from '../../document/names.ts'
import { entryNodeId } from '../../document/node-ids.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { problemGroups } from './problem-groups.ts'
import { publishText } from './texts.ts'
import { toStep } from './to-step.ts'
import styles from './problem-list.module.css'
import shared from './publish.module.css'

const SEVERITIES = [
  { severity: 'error', head: 'errorsHead', Glyph: IconOctagonMinus },
  { severity: 'loss', head: 'lossesHead', Glyph: IconAlertTriangle },
  { severity: 'note', head: 'notesHead', Glyph: IconNote },
] as const

interface ProblemListProps { problems: readonly TargetProblem[]; of?: JourneyDocument; areNotesFolded?: boolean; notesHead?: 'notesHead' | 'packNotesHead' }

/** What a platform cannot take, the gravest first; each line leads to its step on the canvas, where it is a step of the open journey. Notes may be folded: nothing that runs depends on them. */
export function ProblemList({ problems, of, areNotesFolded = false, notesHead = 'notesHead' }: ProblemListProps) {
  const open = useDocumentStore((state) => state.document)
  const document = of ?? open
  const [isOpen, setIsOpen] = useState(!areNotesFolded)
  return (
    <div className={styles.groups} data-testid="target-problems">
      {SEVERITIES.map(({ severity, head: usual, Glyph }) => {
        const head = severity === 'note' ? notesHead : usual
        const own = problems.filter((problem) => problem.severity === severity)
        if (own.length === 0) return null
        if (severity === 'note' && !isOpen) {
          return (
            <button key={severity} type="button" className={shared.disclose} aria-expanded={false} onClick={() => setIsOpen(true)} data-testid="show-notes">
              <IconChevronRight size={16} stroke={2} aria-hidden="true" />
              {publishText('notesOnly', { count: problemGroups(own).length })}
            </button>
          )
        }
        return (
          <section key={severity} aria-label={publishText(head)}>
            <h4 className={styles.head} data-severity={severity}>
              <Glyph size={16} stroke={1.9} aria-hidden="true" />
              {publishText(head)}
            </h4>
            <ul className={styles.list}>
              {problemGroups(own).map(({ problem, places }) => (
                <li key={`${problem.code}-${problem.path}`} className={styles.item} data-testid={`problem-${problem.code}`}>
                  <span className={styles.places}>
                    {nodesOf(places, document).map((nodeId) => nodeId !== null && (
                      <StepLink key={nodeId} nodeId={nodeId} document={document} isOpen={document.id === open.id} />
                    ))}
                    {placesBeside(places, document).map((name) => <span key={name} className={styles.where}>{name}</span>)}
                  </span>
                  <span className={styles.words}>
                    <span className={styles.message}>{fromEngine(problem.message)}</span>
                    {problem.help !== '' && <span className={styles.help}>{fromEngine(problem.help)}</span>}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

/** What a step or an entry is called, leading to it on the canvas if its journey is the open one. */
export function StepLink({ nodeId, document, isOpen }: { nodeId: string | null; document: JourneyDocument; isOpen: boolean }) {
  const isThere = useDocumentStore((state) => nodeId !== null && (Object.hasOwn(state.document.steps, nodeId) || state.document.entries.some(({ id }) => entryNodeId(id) === nodeId)))
  if (nodeId === null) return <span className={styles.where}>{publishText('whole')}</span>
  const step = Object.hasOwn(document.steps, nodeId) ? document.steps[nodeId] : undefined
  const name = step === undefined ? publishText('entry') : nameOfStep(step)
  if (!isOpen || !isThere) return <span className={styles.where}>{name}</span>
  return (
    <button type="button" className={styles.step} aria-label={publishText('toStep', { name })} title={publishText('toStep', { name })} onClick={() => toStep(nodeId)} data-testid={`to-step-${nodeId}`}>
      {name}
    </button>
  )
}

function nodesOf(places: readonly TargetProblem[], document: JourneyDocument): readonly (string | null)[] {
  return [...new Set(places.map((problem) => nodeOf(problem, document)))]
}

/** What the places are called that lie on no card: a segment of the journey by its name, else the journey. */
function placesBeside(places: readonly TargetProblem[], document: JourneyDocument): readonly string[] {
  const beside = places.filter((problem) => nodeOf(problem, document) === null)
  return [...new Set(beside.map(({ path }) => segmentOf(path, document) ?? publishText('whole')))]
}

function segmentOf(path: string, document: JourneyDocument): string | undefined {
  const [owner, id] = partsOf(path)
  if (owner !== 'segments' || typeof id !== 'string') return undefined
  const segment = Object.hasOwn(document.segments ?? {}, id) ? document.segments?.[id] : undefined
  return publishText('segment', { name: segment?.name ?? id })
}

/** The card a problem is about: its step, or the entry its path lies in. */
function nodeOf({ stepId, path }: TargetProblem, document: JourneyDocument): string | null {
  if (stepId !== null && Object.hasOwn(document.steps, stepId)) return stepId
  const at = /^\$\.entries\[(\d+)\]/.exec(path)?.[1]
  const entry = at === undefined ? undefined : document.entries[Number(at)]
  return entry === undefined ? null : entryNodeId(entry.id)
}
