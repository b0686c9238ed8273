import {
  IconArrowRight, IconArrowsSplit, IconBan, IconBellOff, IconChevronRight, IconCircleCheck, IconClockPause, IconDoorExit, IconFlag, IconFocusCentered, IconHourglass, IconLock, IconLogin2, IconPencil, IconSend,
  IconWebhook, type Icon,
} from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { Explanation } from '../../../engine/api/contract.ts'
import { Hint } from '../../components/hint.tsx'
import { useDocumentStore } from '../../document/document-store.ts'
import { entryIdOf } from '../../document/node-ids.ts'
import { msInWords } from '../../i18n/in-words.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { usePersonStore } from '../../stores/person-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { fitNodes } from '../canvas/flow-handle.ts'
import { storyMoments, type Pass, type StoryEntry, type StoryMoment } from './story.ts'
import { closed, type ToldLine } from './told-lines.ts'
import { Reasons, Told } from './told.tsx'
import { explainText } from './texts.ts'
import styles from './timeline.module.css'

interface TimelineProps {
  explanation: Explanation
  /** The journey on the canvas, by its own id. */
  journeyId: string
  pass: Pass | null
  /** What did not happen before: it is marked. */
  fresh?: ReadonlySet<StoryEntry['happened']>
  /** Keeps the last that happened in sight. */
  followsEnd?: boolean
}

/** What happened, instant by instant; the arrow keys move along it, right and left open and close the reasons. */
export function Timeline({ explanation, journeyId, pass, fresh, followsEnd = false }: TimelineProps) {
  const moments = useMemo(() => storyMoments(explanation, pass), [explanation, pass])
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const withReasons = useMemo(() => moments.flatMap(({ entries }) => entries.filter(hasReasons).map(({ key }) => key)), [moments])
  const areAllOpen = withReasons.length > 0 && withReasons.every((key) => open.has(key))
  const toggle = (key: string) => setOpen((before) => (before.has(key) ? new Set([...before].filter((one) => one !== key)) : new Set([...before, key])))
  const { id } = explanation.profile
  const list = useRef<HTMLDivElement>(null)
  const selected = useUiStore(({ selection: { nodeIds } }) => (nodeIds.length === 1 ? nodeIds[0] : undefined))
  // A step that is selected elsewhere is looked for here.
  useEffect(() => {
    if (selected !== undefined && !list.current?.contains(globalThis.document.activeElement)) list.current?.querySelector('[data-selected]')?.scrollIntoView({ block: 'center' })
  }, [selected, moments])
  useEffect(() => {
    if (followsEnd && list.current) list.current.scrollTop = list.current.scrollHeight
  }, [followsEnd, moments])
  if (moments.length === 0) {
    return (
      <div className={styles.timeline}>
        <p className={styles.nothing} role="status">{explainText('nothing')}</p>
      </div>
    )
  }
  return (
    <div className={`${styles.timeline} tabular`} data-testid="person-timeline" ref={list} onKeyDown={moveFocus}>
      <div className={styles.head}>
        <h3 className={styles.title}>{explainText('person', { id })}</h3>
        <WholeWay />
        {withReasons.length > 0 && (
          <button type="button" className={styles.all} aria-pressed={areAllOpen} onClick={() => setOpen(new Set(areAllOpen ? [] : withReasons))} data-testid="open-reasons">
            {explainText(areAllOpen ? 'closeAll' : 'openAll')}
          </button>
        )}
      </div>
      <ol className={styles.moments} aria-label={explainText('timeline')}>
        {moments.map((moment, index) => (
          <li key={`${moment.at} ${moment.zone}`} className={styles.moment}>
            <When moment={moment} showsZone={moment.zone !== moments[index - 1]?.zone} />
            <ol className={styles.entries}>
              {moment.entries.map((entry, place) => (
                <Entry
                  key={entry.key}
                  entry={entry}
                  journeyId={journeyId}
                  isFresh={fresh?.has(entry.happened) === true}
                  whose={explanation.journeys.length > 1 && entry.happened.journey !== moment.entries[place - 1]?.happened.journey ? nameOf(explanation, entry) : null}
                  isOpen={open.has(entry.key)}
                  onToggle={toggle}
                />
              ))}
            </ol>
          </li>
        ))}
      </ol>
    </div>
  )
}

/** Brings what is lit into view. */
function WholeWay() {
  const lit = usePersonStore((state) => state.lit)
  if (lit === null) return null
  return (
    <Hint label={explainText('wholeWayHint')}>
      <button type="button" className={styles.all} onClick={() => fitNodes(Object.keys(lit.visits))} data-testid="whole-way">
        {explainText('wholeWay')}
      </button>
    </Hint>
  )
}

function When({ moment: { day, clock, zone, sinceMs }, showsZone }: { moment: StoryMoment; showsZone: boolean }) {
  return (
    <div className={styles.when}>
      <span className={styles.day}>{day}</span>
      <span className={styles.clock}>{clock}</span>
      {showsZone && <span className={styles.aside}>{zone}</span>}
      {sinceMs !== null && sinceMs > 0 && <span className={styles.aside}>{explainText('later', { span: msInWords(sinceMs) })}</span>}
    </div>
  )
}

interface EntryProps {
  entry: StoryEntry
  journeyId: string
  isFresh: boolean
  /** The journey it is told of, where there are several and it is another than that of the entry before. */
  whose: string | null
  isOpen: boolean
  onToggle(key: string): void
}

function Entry({ entry, journeyId, isFresh, whose, isOpen, onToggle }: EntryProps) {
  const { key, happened, sentences, misses, nodeId, again } = entry
  const Glyph = ICONS[iconOf(entry)]
  const selected = useUiStore(({ selection: { nodeIds } }) => nodeIds.length === 1 && nodeIds[0] === nodeId)
  const isOwn = happened.journey === journeyId
  const isThere = useDocumentStore(({ document }) => nodeId !== null && (nodeId in document.steps || document.entries.some(({ id }) => id === entryIdOf(nodeId))))
  const canGo = isOwn && isThere
  const what = closed(fromEngine(sentences[0]!.text))
  return (
    <li className={styles.entry} data-what={happened.what} data-status={happened.what === 'message' ? happened.status : undefined} data-selected={(canGo && selected) || undefined} data-fresh={isFresh || undefined} data-testid="happening">
      <span className={styles.icon} aria-hidden="true">
        <Glyph size={15} stroke={1.9} />
      </span>
      <div className={styles.told}>
        {whose !== null && <div className={styles.whose}>{whose}</div>}
        {sentences.map((sentence, index) => (
          <div key={index}>
            <div className={styles.row}>
              {canGo ? (
                <button type="button" className={styles.sentence} data-sentence={key} title={explainText('goTo')} onClick={() => useUiStore.getState().reveal(nodeId!)}>
                  <Told text={sentence.text} isClosed={!isOpen} />
                </button>
              ) : (
                <p className={styles.sentence} data-sentence={key} tabIndex={-1} title={isOwn && nodeId !== null ? explainText('gone') : undefined}>
                  <Told text={sentence.text} isClosed={!isOpen} />
                </p>
              )}
              {index === 0 && isFresh && <span className={styles.fresh}>{explainText('fresh')}</span>}
              {index === 0 && hasReasons(entry) && (
                <button type="button" className={styles.why} aria-expanded={isOpen} aria-label={explainText('whyOf', { what })} data-why={key} onClick={() => onToggle(key)}>
                  {explainText('why')}
                  <IconChevronRight size={14} stroke={2} aria-hidden="true" />
                </button>
              )}
            </div>
            {isOpen && sentence.below.length > 0 && (
              <div className={styles.reasons} data-testid="reasons">
                <Reasons lines={sentence.below} />
              </div>
            )}
          </div>
        ))}
        {misses.map(({ line, isNear }, index) => (isNear ? <NearMiss key={index} line={line} /> : <p key={index} className={styles.again}><Told text={line.text} /></p>))}
        {again !== null && <p className={styles.again}>{explainText('sameAgain', { count: again.times, until: again.until })}</p>}
      </div>
    </li>
  )
}

function NearMiss({ line }: { line: ToldLine }) {
  return (
    <div className={styles.miss} data-testid="near-miss">
      <IconFocusCentered size={15} stroke={1.9} aria-hidden="true" />
      <div>
        <span className={styles.nearly}>{explainText('nearly')}</span> <Told text={line.text} />
        {line.below.length > 0 && <Reasons lines={line.below} />}
      </div>
    </div>
  )
}

function hasReasons({ sentences }: StoryEntry): boolean {
  return sentences.some(({ below }) => below.length > 0)
}

function nameOf({ journeys }: Explanation, { happened }: StoryEntry): string {
  return journeys.find(({ id }) => id === happened.journey)?.name ?? happened.journey
}

const ICONS = {
  start: IconLogin2, refused: IconLock, wait: IconHourglass, way: IconArrowRight, split: IconArrowsSplit, update: IconPencil, webhook: IconWebhook,
  sent: IconSend, parked: IconClockPause, suppressed: IconBellOff, ended: IconBan, goal: IconFlag, end: IconCircleCheck, exit: IconDoorExit,
} satisfies Record<string, Icon>

function iconOf({ happened }: StoryEntry): keyof typeof ICONS {
  switch (happened.what) {
    case 'arrive':
    case 'waiting': return 'wait'
    case 'leave': {
      const { kind } = happened.step
      return kind === 'split' || kind === 'update' || kind === 'webhook' ? kind : 'way'
    }
    case 'message': return happened.status
    case 'end': return happened.exit ? 'exit' : 'end'
    default: return happened.what
  }
}

/** Up and down go from sentence to sentence; right opens the reasons of the one that has the focus, left closes them. */
function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey || !event.key.startsWith('Arrow') || !(event.target instanceof HTMLElement)) return
  // Elsewhere the arrow keys move what is selected, and a step is selected from here.
  event.preventDefault()
  const key = event.target.dataset['sentence'] ?? event.target.dataset['why']
  if (key === undefined) return
  if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
    const why = event.currentTarget.querySelector<HTMLElement>(`[data-why="${CSS.escape(key)}"]`)
    if (why && (why.getAttribute('aria-expanded') === 'true') === (event.key === 'ArrowLeft')) why.click()
    return
  }
  const sentences = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-sentence]')]
  const place = sentences.findIndex(({ dataset }) => dataset['sentence'] === key)
  sentences[place + (event.key === 'ArrowDown' ? 1 : -1)]?.focus()
}
