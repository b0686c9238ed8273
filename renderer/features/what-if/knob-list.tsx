import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { Tunable } from '../../../engine/core/what-if/tunable.ts'
import { locale } from '../../i18n/language.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { KnobRow } from './knob-row.tsx'
import { knobsOf } from './knob-words.ts'
import { whatIfText } from './texts.ts'
import { useWhatIfStore, type Base } from './what-if-store.ts'
import styles from './what-if.module.css'

/** Every number of the journey: those of the selected step first, then what is turned, the journey's, and what is assumed. */
export function KnobList({ base }: { base: Base }) {
  const query = useWhatIfStore((state) => state.query)
  const selected = useUiStore((state) => state.selection.nodeIds)
  const knobs = useMemo(() => knobsOf(base.document, base.assumptions.scenario, base.assumptions.assume), [base])
  const groups = useMemo(() => grouped(knobs, query, selected), [knobs, query, selected])
  const isEmpty = groups.every(({ list }) => list.length === 0)
  return (
    <div className={styles.knobs}>
      <TextInput
        size="xs"
        className={styles.search!}
        leftSection={<IconSearch size={15} stroke={1.8} aria-hidden="true" />}
        placeholder={whatIfText('search')}
        aria-label={whatIfText('searchLabel')}
        value={query}
        onChange={(event) => useWhatIfStore.setState({ query: event.currentTarget.value })}
        rightSection={query === '' ? null : <CloseButton size="sm" aria-label={whatIfText('clearSearch')} onClick={() => useWhatIfStore.setState({ query: '' })} />}
        data-testid="what-if-search"
      />
      <div className={styles.scroll}>
        {knobs.length === 0 && <p className={styles.quiet}>{whatIfText('noNumbers')}</p>}
        {knobs.length > 0 && isEmpty && <p className={styles.quiet}>{whatIfText('noneFound', { query })}</p>}
        {groups.map(({ title, list, isOne }) =>
          list.length === 0 ? null : (
            <section key={title} aria-label={whatIfText(title)} data-testid={`knobs-${title}`}>
              <h3 className={styles.group}>{isOne ? list[0]!.owner : whatIfText(title)}</h3>
              <ul className={styles.list}>
                {list.map((knob) => (
                  <KnobRow key={knob.id} knob={knob} showOwner={!isOne} />
                ))}
              </ul>
            </section>
          ),
        )}
      </div>
    </div>
  )
}

interface Group { title: 'selected' | 'turnedOnes' | 'journeyNumbers' | 'assumedNumbers'; list: readonly Tunable[]; isOne: boolean }

/** What is turned stands together only where the list is made anew: a row that jumped away under the pointer could not be dragged. */
function grouped(knobs: readonly Tunable[], query: string, selected: readonly string[]): Group[] {
  const words = query.trim().toLocaleLowerCase(locale()).split(/\s+/).filter((word) => word !== '')
  const found = knobs.filter((knob) => words.every((word) => knob.words.toLocaleLowerCase(locale()).includes(word)))
  const { turns } = useWhatIfStore.getState()
  const ofSelected = found.filter(({ nodeId }) => nodeId !== null && selected.includes(nodeId))
  const others = found.filter((knob) => !ofSelected.includes(knob))
  const turned = others.filter(({ id }) => Object.hasOwn(turns, id))
  const rest = others.filter((knob) => !turned.includes(knob))
  return [
    { title: 'selected', list: ofSelected, isOne: new Set(ofSelected.map(({ owner }) => owner)).size === 1 },
    { title: 'turnedOnes', list: turned, isOne: false },
    { title: 'journeyNumbers', list: rest.filter(({ root }) => root === 'journey'), isOne: false },
    { title: 'assumedNumbers', list: rest.filter(({ root }) => root === 'scenario'), isOne: false },
  ]
}
