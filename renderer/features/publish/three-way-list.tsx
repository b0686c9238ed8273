import { IconArrowsLeftRight, IconEqual, IconUser, IconUsers, type Icon } from '@tabler/icons-react'
import type { ThreeWayChange } from '../../../engine/core/publish/plan.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { nameOfStep } from '../../document/names.ts'
import { cut } from '../../i18n/cut.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { planText } from './plan-texts.ts'
import { toStep } from './to-step.ts'
import styles from './three-way.module.css'

const BY = {
  us: { label: 'byUs', Glyph: IconUser },
  them: { label: 'byThem', Glyph: IconUsers },
  both: { label: 'byBoth', Glyph: IconArrowsLeftRight },
  bothAlike: { label: 'byBothAlike', Glyph: IconEqual },
} as const satisfies Record<ThreeWayChange['by'], { label: Parameters<typeof planText>[0]; Glyph: Icon }>

/** What changed since the last publication, by whom, in the words of the diff. */
export function ThreeWayList({ changes, journeyId }: { changes: readonly ThreeWayChange[]; journeyId: string }) {
  return (
    <ul className={styles.list} data-testid="three-way">
      {changes.map((change) => {
        const { label, Glyph } = BY[change.by]
        return (
          <li key={change.key} className={styles.change} data-by={change.by} data-testid={`changed-${change.key}`}>
            <span className={styles.by}>
              <Glyph size={16} stroke={1.9} aria-hidden="true" />
              {planText(label)}
            </span>
            <ChangeName change={change} journeyId={journeyId} />
            <span className={styles.words}>
              {change.by !== 'them' && change.ours.map((words) => <span key={`o${words}`}>{change.by === 'both' ? planText('ours', { words: cut(fromEngine(words)) }) : cut(fromEngine(words))}</span>)}
              {change.by !== 'us' && change.by !== 'bothAlike' && change.theirs.map((words) => <span key={`t${words}`}>{change.by === 'both' ? planText('theirs', { words: cut(fromEngine(words)) }) : cut(fromEngine(words))}</span>)}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** By the name it has here, which many platforms have no place for; it leads to the step if its journey is open. */
function ChangeName({ change: { key, name }, journeyId }: { change: ThreeWayChange; journeyId: string }) {
  const [, part, stepId = ''] = /^(step|connection):(.+?)(?::[^:]*)?$/.exec(key) ?? []
  const step = useDocumentStore(({ document }) => (document.id === journeyId && Object.hasOwn(document.steps, stepId) ? document.steps[stepId] : undefined))
  if (step === undefined) return <span className={styles.name}>{cut(fromEngine(name))}</span>
  return (
    <button type="button" className={styles.link} onClick={() => toStep(stepId)}>
      {part === 'step' ? nameOfStep(step) : cut(fromEngine(name))}
    </button>
  )
}
