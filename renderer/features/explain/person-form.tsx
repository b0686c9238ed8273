import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconArrowRight, IconArrowsShuffle, IconHandFinger, IconMapPin, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { Hint } from '../../components/hint.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { ProgressLine } from '../../components/progress-line.tsx'
import { full } from '../../i18n/numbers.ts'
import { usePersonStore } from '../../stores/person-store.ts'
import { useRunStore, type FinishedRun } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { nameOfStep } from '../simulation/name-of-step.ts'
import { buildByHand, tryOutPerson } from '../by-hand/begin.ts'
import { askPerson, askSomebody, stopAsking } from './ask-person.ts'
import { SomebodyWho } from './somebody-who.tsx'
import { PersonIds } from './person-ids-row.tsx'
import { explainText } from './texts.ts'
import styles from './one-person.module.css'

/** Whom to tell of: an id that is typed, somebody by chance, or somebody who came to the step that is selected. */
export function PersonForm({ run }: { run: FinishedRun }) {
  const shown = usePersonStore((state) => state.story?.explanation.profile.id ?? state.problem?.id ?? '')
  const asking = usePersonStore((state) => state.asking)
  const story = usePersonStore((state) => state.story?.run === run)
  // What is typed stands until somebody else is shown.
  const [draft, setDraft] = useState({ of: shown, text: shown })
  const typed = draft.of === shown ? draft.text : shown
  const id = typed.trim()
  return (
    <div className={styles.form}>
      <form
        className={styles.idForm}
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          // An id may begin or end with a space: what was typed is asked for, if that is all there is to it.
          if (id !== '') void askPerson(typed === id ? id : typed)
        }}
      >
        <TextInput
          className={styles.idField!}
          aria-label={explainText('id')}
          placeholder={explainText('idHint')}
          value={typed}
          onChange={(event) => setDraft({ of: shown, text: event.currentTarget.value })}
          spellCheck={false}
          autoComplete="off"
          data-testid="person-id"
        />
        <ActionIcon type="submit" variant="default" size={32} disabled={id === ''} aria-label={explainText('show')} data-testid="person-show">
          <IconArrowRight size={16} stroke={2} />
        </ActionIcon>
      </form>
      <div className={styles.ways}>
        <Button size="compact-sm" variant="subtle" leftSection={<IconArrowsShuffle size={14} stroke={1.9} />} disabled={asking !== null} onClick={() => void askSomebody(null)} data-testid="person-other">
          {explainText(shown === '' ? 'somebody' : 'other')}
        </Button>
        <SomebodyAtSelection run={run} />
        <SomebodyWho run={run} />
        {story && (
          <Hint label={explainText('tryOutHint')}>
            <Button size="compact-sm" variant="subtle" leftSection={<IconPencil size={14} stroke={1.9} />} onClick={() => void tryOutPerson()} data-testid="try-out">
              {explainText('tryOut')}
            </Button>
          </Hint>
        )}
        <Hint label={explainText('byHandHint')}>
          <Button size="compact-sm" variant="subtle" leftSection={<IconHandFinger size={14} stroke={1.9} />} onClick={buildByHand} data-testid="by-hand-here">
            {explainText('byHand')}
          </Button>
        </Hint>
      </div>
      <Asked />
      <Problem />
      <FoundNobody run={run} />
    </div>
  )
}

/** Offers an example of who came to the selected step. */
function SomebodyAtSelection({ run }: { run: FinishedRun }) {
  const nodeId = useUiStore(({ selection: { nodeIds } }) => (nodeIds.length === 1 ? nodeIds[0] : undefined))
  const isAsking = usePersonStore((state) => state.asking !== null)
  const entered = useRunStore((state) => (nodeId === undefined ? undefined : state.figures.steps[nodeId]?.entered))
  // A step that was not there when the journey ran has no figures, and nobody came to it.
  if (nodeId === undefined || entered === undefined) return null
  const label = explainText('at', { step: nameOfNode(run, nodeId) })
  return (
    <Hint label={entered === 0 ? explainText('atNobody') : explainText('atHint', { count: full(entered) })}>
      <Button className={styles.at!} size="compact-sm" variant="subtle" leftSection={<IconMapPin size={14} stroke={1.9} />} disabled={isAsking || entered === 0} onClick={() => void askSomebody(nodeId)} data-testid="person-at">
        {label}
      </Button>
    </Hint>
  )
}

/** That the engine is at work, how far a search is, and a way to stop it. What is answered at once shows nothing. */
function Asked() {
  const asking = usePersonStore((state) => state.asking)
  if (asking === null) return null
  const { id } = asking
  const words = id === null ? explainText('askingAny') : explainText('asking', { id })
  return (
    <div className={styles.asking} data-testid="person-asking">
      <span className={`${styles.askingWords} tabular`}>{words}</span>
      <ProgressLine label={words} done={0} total={0} />
      <Button size="compact-sm" variant="default" onClick={stopAsking} data-testid="person-stop">
        {explainText('cancel')}
      </Button>
    </div>
  )
}

function Problem() {
  const problem = usePersonStore((state) => state.problem)
  if (problem === null) return null
  const { id, error, like } = problem
  if (like.length > 0 && id !== null) {
    return (
      <div className={styles.unknown} role="alert" data-testid="person-unknown">
        <p className={styles.unknownTitle}>{explainText('unknown', { id })}</p>
        <div className={styles.ids}>
          <span className={styles.muted}>{explainText('unknownHelp')}</span>
          <PersonIds ids={like} />
        </div>
      </div>
    )
  }
  return (
    <ProblemNote error={error} title={explainText('failed')} testId="person-problem">
      <Button size="compact-sm" variant="default" onClick={() => void (id === null ? askSomebody(null) : askPerson(id))}>
        {explainText('again')}
      </Button>
    </ProblemNote>
  )
}

function FoundNobody({ run }: { run: FinishedRun }) {
  const found = usePersonStore((state) => state.foundNobody)
  if (found === null) return null
  return (
    <p className={styles.note} role="status" data-testid="person-nobody">
      {found.nodeId === null ? explainText('nobodyElse') : explainText('foundNobody', { step: nameOfNode(run, found.nodeId) })}
    </p>
  )
}

function nameOfNode({ document }: FinishedRun, nodeId: string): string {
  return nodeId in document.steps ? nameOfStep(document, nodeId) : explainText('entry')
}
