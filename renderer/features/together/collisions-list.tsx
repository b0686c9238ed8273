import type { TogetherView } from '../../../engine/core/together/together-view.ts'
import { daySpan, instantInWords } from '../../i18n/dates.ts'
import { full } from '../../i18n/numbers.ts'
import { PersonButton } from './person-button.tsx'
import { togetherText } from './texts.ts'
import styles from './together.module.css'

/** Pairs of journeys that wrote to one person in one hour: how often, when, and to whom. */
export function CollisionsList({ view: { collisions, journeys } }: { view: TogetherView }) {
  const nameOf = (id: string) => journeys.find((one) => one.id === id)?.name ?? id
  if (collisions.length === 0) return <p className={styles.quiet}>{togetherText('noCollisions')}</p>
  return (
    <ul className={styles.collisions} data-testid="collisions">
      {collisions.map(({ journeys: [a, b], hours, people, first, last, examples }) => (
        <li key={`${a} ${b}`}>
          <span className={styles.collisionTitle}>{togetherText('collision', { count: hours, hours: full(hours), a: nameOf(a), b: nameOf(b), people: togetherText('collisionPeople', { count: people, people: full(people) }) })}</span>
          <span className={styles.when}>{togetherText('collisionSpan', { from: daySpan(first, first), to: daySpan(last, last) })}</span>
          <span className={styles.examples}>
            {examples.slice(0, 3).map(({ profileId, hour }) => (
              <PersonButton key={profileId} id={profileId} label={togetherText('collisionExample', { id: profileId, when: instantInWords(hour) })} hint={togetherText('story', { id: profileId })} />
            ))}
          </span>
        </li>
      ))}
    </ul>
  )
}
