import { ActionIcon, Button, Menu, TextInput } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp, IconDots, IconRoute, IconTrash } from '@tabler/icons-react'
import { useMemo } from 'react'
import { isAlways } from '../../../engine/core/model/condition.ts'
import { Hint } from '../../components/hint.tsx'
import { keysOf } from '../../components/keys.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { Tabs } from '../../components/tabs.tsx'
import { useNow } from '../../components/use-now.ts'
import { ago, daySpan } from '../../i18n/dates.ts'
import { full, share } from '../../i18n/numbers.ts'
import { workInWords } from '../../i18n/work-in-words.ts'
import { useJobProgress } from '../../stores/job-store.ts'
import { useWorkspaceStore } from '../../stores/workspace-store.ts'
import { DatasetChip } from '../simulation/dataset-chip.tsx'
import { useAudience } from './audience-store.ts'
import { ConditionTab } from './condition-tab.tsx'
import { MovementTab } from './movement-tab.tsx'
import { OverlapTab } from './overlap-tab.tsx'
import { PeopleTab } from './people-tab.tsx'
import { deleteSegment, discardSegment, saveSegment } from './save-segment.ts'
import { contentOf, editSegment, isEdited, missingIn, redoSegment, undoSegment, useSegmentPageStore, type SegmentContent, type SegmentTab } from './segment-page-store.ts'
import { segmentText } from './texts.ts'
import { TimeTab } from './time-tab.tsx'
import styles from './segment-detail.module.css'

const TABS = ['condition', 'time', 'overlap', 'movement', 'people'] as const

/** One segment: its name, how many are in it on the chosen data, and everything there is to see of it. */
export function SegmentDetail({ id }: { id: string }) {
  const saved = useWorkspaceStore((state) => state.segments?.find((one) => one.id === id))
  const draft = useSegmentPageStore((state) => state.drafts[id])
  const problem = useSegmentPageStore((state) => (state.problem?.id === id ? state.problem.error : null))
  const tab = useSegmentPageStore((state) => state.tab)
  const edited = isEdited(draft, saved)
  const content = edited && draft !== undefined ? draft.content : saved && contentOf(saved)
  const stable = useStable(content)
  if (stable === undefined) return null
  const isBehind = edited && saved !== undefined && draft?.baseVersion !== null && draft !== undefined && draft.baseVersion < saved.version
  return (
    <>
      <header className={styles.head}>
        <div className={styles.words}>
          <TextInput
            className={styles.name!}
            classNames={{ input: styles.nameInput! }}
            aria-label={segmentText('name')}
            value={stable.name}
            data-testid="segment-name"
            onChange={(event) => editSegment(id, 'name', { name: event.currentTarget.value })}
          />
          <SavedState id={id} edited={edited} />
        </div>
        <Buttons id={id} content={stable} edited={edited} />
      </header>
      {isBehind && <p className={styles.behind}>{segmentText('behind', { version: saved.version })}</p>}
      {problem !== null && <ProblemNote error={problem} title={segmentText('notSaved')} testId="segment-problem" />}
      <Size content={stable} />
      <Tabs<SegmentTab> label={stable.name} value={tab} onChange={(next) => useSegmentPageStore.setState({ tab: next })} tabs={TABS.map((one) => ({ id: one, label: segmentText(`tab_${one}`) }))} />
      <div className={styles.body} role="tabpanel" aria-label={segmentText(`tab_${tab}`)}>
        {tab === 'condition' && <ConditionTab id={id} content={stable} saved={saved} />}
        {tab === 'time' && <TimeTab id={id} content={stable} />}
        {tab === 'overlap' && <OverlapTab id={id} content={stable} />}
        {tab === 'movement' && <MovementTab id={id} content={stable} />}
        {tab === 'people' && <PeopleTab content={stable} />}
      </div>
    </>
  )
}

/** The same content is the same object, so that a drawing alone measures nothing anew. */
function useStable(content: SegmentContent | undefined): SegmentContent | undefined {
  const text = JSON.stringify(content)
  return useMemo(() => (text === undefined ? undefined : (JSON.parse(text) as SegmentContent)), [text]) // as: what was just written
}

function SavedState({ id, edited }: { id: string; edited: boolean }) {
  const saved = useWorkspaceStore((state) => state.segments?.find((one) => one.id === id))
  const now = useNow()
  const words = saved === undefined ? segmentText('neverSaved') : edited ? segmentText('editedSince', { version: saved.version }) : segmentText('savedAs', { version: saved.version, when: ago(saved.savedAt, now) })
  return (
    <p className={`${styles.state} tabular`} data-testid="segment-state">
      {words}
    </p>
  )
}

function Buttons({ id, content, edited }: { id: string; content: SegmentContent; edited: boolean }) {
  const saved = useWorkspaceStore((state) => state.segments?.find((one) => one.id === id))
  const draft = useSegmentPageStore((state) => state.drafts[id])
  const saving = useSegmentPageStore((state) => state.saving)
  const missing = missingIn(content)
  const put = async () => {
    const segment = edited ? await saveSegment(id) : saved
    if (segment) useSegmentPageStore.setState({ putting: segment })
  }
  return (
    <div className={styles.buttons}>
      <Hint label={segmentText('undo')} keys={keysOf('mod+Z')}>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label={segmentText('undo')} disabled={(draft?.history.past.length ?? 0) === 0} onClick={() => undoSegment(id)} data-testid="segment-undo">
          <IconArrowBackUp size={18} stroke={1.8} />
        </ActionIcon>
      </Hint>
      <Hint label={segmentText('redo')} keys={keysOf('mod+Shift+Z')}>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label={segmentText('redo')} disabled={(draft?.history.future.length ?? 0) === 0} onClick={() => redoSegment(id)}>
          <IconArrowForwardUp size={18} stroke={1.8} />
        </ActionIcon>
      </Hint>
      <Button size="xs" h={32} variant="default" leftSection={<IconRoute size={16} stroke={1.8} />} disabled={missing !== undefined} onClick={() => void put()} data-testid="segment-put">
        {segmentText(edited ? 'saveAndPut' : 'put')}
      </Button>
      <Hint label={missing === undefined ? segmentText('saveHint') : segmentText(`missing_${missing}`)} keys={keysOf('mod+S')}>
        <Button size="xs" h={32} loading={saving} data-disabled={!edited || missing !== undefined} aria-disabled={!edited || missing !== undefined} onClick={() => void saveSegment(id)} data-testid="segment-save">
          {segmentText('save')}
        </Button>
      </Hint>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={32} aria-label={segmentText('more', { name: content.name })} data-testid="segment-menu">
            <IconDots size={18} stroke={1.8} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconArrowBackUp size={16} stroke={1.8} />} disabled={!edited} onClick={() => discardSegment(id)} data-testid="segment-discard">
            {segmentText(saved === undefined ? 'discardNew' : 'discard')}
          </Menu.Item>
          {saved !== undefined && (
            <Menu.Item leftSection={<IconTrash size={16} stroke={1.8} />} onClick={() => void deleteSegment(saved)} data-testid="segment-delete">
              {segmentText('delete')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

/** How many are in it at the end of the chosen data; it follows every edit. */
function Size({ content: { when } }: { content: SegmentContent }) {
  const audience = useAudience(useMemo(() => (isAlways(when) ? undefined : { condition: when }), [when]))
  const size = audience?.before
  const answer = audience?.answer
  const progress = useJobProgress(answer?.is === 'measuring' ? answer.jobId : undefined)
  return (
    <div className={styles.size}>
      <dl className={`${styles.facts} tabular`} aria-live="polite" data-old={answer !== undefined && answer.is !== 'there' ? true : undefined} data-testid="segment-size">
        <div>
          <dt>{segmentText('factPeople')}</dt>
          <dd>{size === undefined ? '–' : full(size.members)}</dd>
        </div>
        <div>
          <dt>{segmentText('factShare')}</dt>
          <dd>{size === undefined || size.share === null ? '–' : share(size.share)}</dd>
        </div>
        <div>
          <dt>{segmentText('factWhen')}</dt>
          <dd>{size === undefined ? '–' : daySpan(size.at, size.at)}</dd>
        </div>
      </dl>
      <div className={styles.data}>
        <DatasetChip />
        {answer?.is === 'measuring' && (
          <span className={`${styles.measuring} tabular`}>
            {progress === undefined ? segmentText('measuring') : workInWords(progress)}
            <Button variant="subtle" size="compact-sm" onClick={audience?.stop}>
              {segmentText('stop')}
            </Button>
          </span>
        )}
        {answer?.is === 'stopped' && (
          <Button variant="subtle" size="compact-sm" onClick={audience?.again}>
            {segmentText('measure')}
          </Button>
        )}
      </div>
      {answer?.is === 'refused' && <ProblemNote error={answer.error} />}
    </div>
  )
}
