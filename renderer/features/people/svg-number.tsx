import type { KeyboardEvent, ReactNode } from 'react'
import type { PeopleOf } from '../../../engine/api/log-methods.ts'
import { showPeople } from './people-store.ts'
import { peopleText } from './people-texts.ts'
import styles from './svg-number.module.css'

interface SvgNumberProps { of: PeopleOf; count: number; what: string; testId: string; isStop: boolean; children: ReactNode }

/** A number in a picture, where a button of HTML has no place: pressed, it shows who is behind it. The same as `NumberButton` in all else. */
export function SvgNumber({ of, count, what, testId, isStop, children }: SvgNumberProps) {
  if (count === 0) return <g className={styles.none}>{children}</g>
  const show = () => void showPeople(of)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    event.stopPropagation()
    show()
  }
  return (
    <g
      role="button"
      tabIndex={isStop ? 0 : -1}
      className={`nodrag nopan ${styles.number}`}
      data-testid={testId}
      onClick={(event) => {
        event.stopPropagation()
        show()
      }}
      onKeyDown={onKeyDown}
    >
      <title>{peopleText('showWho', { what })}</title>
      {children}
    </g>
  )
}
