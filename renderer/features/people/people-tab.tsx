import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import { IconArrowBackUp, IconFileExport, IconInfoCircle, IconSearch } from '@tabler/icons-react'
import { useEffect, useMemo } from 'react'
import { Hint } from '../../components/hint.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { ProgressLine } from '../../components/progress-line.tsx'
import { instantInWords } from '../../i18n/dates.ts'
import { full } from '../../i18n/numbers.ts'
import { useJobProgress } from '../../stores/job-store.ts'
import { basisOf } from '../../stores/run-basis.ts'
import { useRunStale, type FinishedRun } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { BasisBadge } from '../assumptions/basis-badge.tsx'
import { exportPeople, stopExport, useExportStore } from './export-people.ts'
import { PeopleList } from './people-list.tsx'
import { askAgainOf, findPeople, showPeople, stopAskingPeople, tryAgain, usePeopleStore } from './people-store.ts'
import { backToNumber } from './walk-people.ts'
import { whomChoices } from './whom-choices.ts'
import { peopleInWords, whoInWords } from './who-in-words.ts'
import { peopleText } from './people-texts.ts'
import styles from './people.module.css'

/** Who is behind a number of the run: a list to search, to take elsewhere, and to ask each of what happened. */
export function PeopleTab({ run }: { run: FinishedRun }) {
  const asked = usePeopleStore((state) => state.asked)
  useEffect(() => askAgainOf(run), [run])
  const isOwn = asked?.run === run
  return (
    <div className={styles.tab} data-testid="people">
      <div className={styles.side}>
        <Title run={run} />
        <Whom run={run} />
        {isOwn && <Search />}
        {isOwn && <Export />}
        <Notes />
      </div>
      {isOwn ? <Found /> : <Purpose />}
    </div>
  )
}

function Title({ run }: { run: FinishedRun }) {
  const asked = usePeopleStore((state) => (state.asked?.run === run ? state.asked : null))
  const counted = usePeopleStore((state) => state.counted)
  if (asked === null) return null
  const basis = basisOf(run)
  return (
    <div className={styles.title}>
      <Hint label={peopleText('backHint')} keys="Esc">
        <ActionIcon variant="subtle" color="gray" size={28} aria-label={peopleText('backHint')} onClick={backToNumber} data-testid="people-back">
          <IconArrowBackUp size={17} stroke={1.9} />
        </ActionIcon>
      </Hint>
      <div role="status" data-testid="people-title">
        <h3 className={styles.words}>
          {counted === null ? peopleText('uncounted', { who: whoInWords(asked.of, run.document) }) : peopleInWords(asked.of, run.document, counted.people)}
          {counted !== null && counted.times > counted.people && <span className={styles.muted}> · {peopleText('times', { times: full(counted.times) })}</span>} {basis !== null && <BasisBadge basis={basis} />}
        </h3>
      </div>
    </div>
  )
}

/** Chooses another number: of the journey, or of the step that is selected. */
function Whom({ run }: { run: FinishedRun }) {
  const nodeId = useUiStore(({ selection: { nodeIds } }) => (nodeIds.length === 1 ? nodeIds[0] : undefined))
  const isAnother = usePeopleStore((state) => state.asked?.run === run)
  const groups = useMemo(() => whomChoices(run, nodeId), [run, nodeId])
  const data = groups.map(({ title, numbers }) => ({ group: title, items: numbers.map(({ of, words }) => ({ value: JSON.stringify(of), label: words })) }))
  return (
    <Select
      aria-label={peopleText('whom')}
      placeholder={peopleText(isAnother ? 'another' : 'choose')}
      data={data}
      // The title says whose number is shown.
      value={null}
      onChange={(chosen) => {
        const of = groups.flatMap(({ numbers }) => numbers).find((one) => JSON.stringify(one.of) === chosen)?.of
        if (of !== undefined) void showPeople(of)
      }}
      searchable
      nothingFoundMessage={peopleText('noFigures')}
      comboboxProps={{ width: 380, position: 'bottom-start' }}
      size="sm"
      data-testid="people-whom"
    />
  )
}

function Search() {
  const like = usePeopleStore((state) => state.like)
  const found = usePeopleStore((state) => state.found)
  const isAsking = usePeopleStore((state) => state.asking !== null)
  return (
    <TextInput
      size="sm"
      leftSection={<IconSearch size={15} stroke={1.9} />}
      aria-label={peopleText('search')}
      placeholder={peopleText('search')}
      value={like}
      onChange={(event) => void findPeople(event.currentTarget.value)}
      description={like === '' || isAsking ? undefined : peopleText('found', { count: found, people: full(found) })}
      inputWrapperOrder={['input', 'description']}
      spellCheck={false}
      autoComplete="off"
      data-testid="people-search"
    />
  )
}

function Export() {
  const asked = usePeopleStore((state) => state.asked)
  const people = usePeopleStore((state) => state.counted?.people ?? 0)
  const done = useExportStore((state) => state.done)
  if (asked === null) return null
  if (done !== null) {
    const words = peopleText('exporting', { done: full(done), total: full(people) })
    return (
      <div className={styles.busy} data-testid="people-exporting">
        <span className="tabular">{words}</span>
        <ProgressLine label={words} done={done} total={people} />
        <Button size="compact-sm" variant="default" onClick={stopExport}>
          {peopleText('stop')}
        </Button>
      </div>
    )
  }
  return (
    <Button className={styles.export!} size="compact-sm" variant="default" leftSection={<IconFileExport size={15} stroke={1.8} />} disabled={people === 0} onClick={() => void exportPeople(asked)} data-testid="people-export">
      {peopleText('exportIds')}
    </Button>
  )
}

function Notes() {
  const asked = usePeopleStore((state) => state.asked)
  const isStale = useRunStale()
  const notes = [...(isStale ? [peopleText('ofStale')] : []), ...(asked === null || asked.until === null ? [] : [peopleText('upTo', { instant: instantInWords(asked.until) })])]
  return notes.map((note) => (
    <p key={note} className={styles.note} role="note" data-testid="people-note">
      <IconInfoCircle size={15} stroke={1.9} aria-hidden="true" />
      {note}
    </p>
  ))
}

function Found() {
  const error = usePeopleStore((state) => state.error)
  const asking = usePeopleStore((state) => state.asking)
  const count = usePeopleStore((state) => state.list.length)
  const like = usePeopleStore((state) => state.like)
  const isCounted = usePeopleStore((state) => state.counted !== null)
  if (error !== null) {
    return (
      <div className={styles.aside}>
        <ProblemNote error={error} title={peopleText('failed')} testId="people-problem">
          <Button size="compact-sm" variant="default" onClick={() => void tryAgain()}>
            {peopleText('again')}
          </Button>
        </ProblemNote>
      </div>
    )
  }
  if (count > 0) return <PeopleList />
  if (asking !== null) return <Asking jobId={asking} />
  return <div className={styles.purpose}>{isCounted && <p className={styles.purposeBody}>{like === '' ? peopleText('nobodyHelp') : peopleText('nobodyFits', { like })}</p>}</div>
}

/** What is answered at once shows nothing of it. */
function Asking({ jobId }: { jobId: string }) {
  const { done = 0, total = 0 } = useJobProgress(jobId) ?? {}
  return (
    <div className={styles.asking} data-testid="people-asking">
      <span>{peopleText('asking')}</span>
      <ProgressLine label={peopleText('asking')} done={done} total={total} />
      <Button size="compact-sm" variant="default" onClick={stopAskingPeople}>
        {peopleText('stop')}
      </Button>
    </div>
  )
}

function Purpose() {
  return (
    <div className={styles.purpose} data-testid="people-empty">
      <h3 className={styles.purposeTitle}>{peopleText('emptyTitle')}</h3>
      <p className={styles.purposeBody}>{peopleText('emptyBody')}</p>
    </div>
  )
}
