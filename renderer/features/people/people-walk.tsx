import { ActionIcon, Button } from '@mantine/core'
import { IconArrowBackUp, IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { Hint } from '../../components/hint.tsx'
import { full } from '../../i18n/numbers.ts'
import { basisOf } from '../../stores/run-basis.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { BasisBadge } from '../assumptions/basis-badge.tsx'
import { usePeopleStore } from './people-store.ts'
import { peopleInWords } from './who-in-words.ts'
import { backToList, walkPeople } from './walk-people.ts'
import { peopleText } from './people-texts.ts'
import styles from './people.module.css'

/** Above a story that was chosen from the people behind a number: whose number, and the ways to the next, the one before, and back. */
export function PeopleWalk({ run }: { run: FinishedRun }) {
  const asked = usePeopleStore((state) => (state.asked?.run === run && state.isWalking ? state.asked : null))
  const counted = usePeopleStore((state) => state.counted)
  const at = usePeopleStore((state) => state.at)
  const found = usePeopleStore((state) => state.found)
  if (asked === null || counted === null) return null
  const basis = basisOf(run)
  const go = (by: 1 | -1, label: string, keys: string, icon: React.ReactElement, isThere: boolean) => (
    <Hint label={label} keys={keys} position="top">
      <ActionIcon variant="subtle" color="gray" size={26} aria-label={label} disabled={!isThere} onClick={() => void walkPeople(by)} data-testid={by === 1 ? 'person-next' : 'person-previous'}>
        {icon}
      </ActionIcon>
    </Hint>
  )
  return (
    <div className={styles.walk} role="group" aria-label={peopleText('walk')} data-testid="people-walk">
      <Hint label={peopleText('backToList')} position="top">
        <Button size="compact-sm" variant="subtle" color="gray" leftSection={<IconArrowBackUp size={15} stroke={1.9} />} onClick={backToList} data-testid="back-to-list">
          {peopleText('back')}
        </Button>
      </Hint>
      <span className={styles.walkWords}>{peopleInWords(asked.of, run.document, counted.people)}</span>
      {basis !== null && <BasisBadge basis={basis} isSmall />}
      <span className={`${styles.place} tabular`} data-testid="people-place">{peopleText('place', { place: full(at + 1), of: full(found) })}</span>
      {go(-1, peopleText('previous'), ',', <IconChevronUp size={16} stroke={2} />, at > 0)}
      {go(1, peopleText('next'), '.', <IconChevronDown size={16} stroke={2} />, at + 1 < found)}
    </div>
  )
}
