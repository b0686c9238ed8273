import { Tooltip } from '@mantine/core'
import { Children, useRef, useState, type ReactNode } from 'react'
import type { PeopleOf } from '../../../engine/api/log-methods.ts'
import { showPeople } from './people-store.ts'
import { peopleText } from './people-texts.ts'
import styles from './number-button.module.css'

interface NumberButtonProps {
  of: PeopleOf
  /** Nobody cannot be shown: 0 is no button. */
  count: number
  /** What it says in words, as in "1,204 waiting". */
  what: string
  /** Told while it is pointed at or has the focus; what it says, if left out. */
  hint?: string
  children: ReactNode
  className?: string | undefined
  testId?: string
  /** False keeps it out of the way of Tab: on a canvas full of numbers only those of what is selected are stops. */
  isStop?: boolean
}

/** A number that shows who is behind it. */
export function NumberButton({ of, count, what, hint = what, children, className = '', testId, isStop = true }: NumberButtonProps) {
  const button = useRef<HTMLButtonElement>(null)
  // A tooltip for each of a thousand numbers would cost more than the numbers: there is one once it is wanted.
  const [isTold, setTold] = useState(false)
  const told = { onPointerEnter: () => setTold(true), onPointerLeave: () => setTold(false), onFocus: () => setTold(true), onBlur: () => setTold(false) }
  if (count === 0) {
    return (
      <span className={`${styles.none} ${className}`} data-testid={testId} title={hint}>
        {children}
      </span>
    )
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        // The canvas drags and pans from anything that does not say so.
        className={`nodrag nopan ${styles.number} ${className}`}
        tabIndex={isStop ? undefined : -1}
        aria-label={peopleText('showWho', { what: named(children, what) })}
        data-testid={testId}
        {...told}
        onClick={() => {
          setTold(false)
          void showPeople(of)
        }}
      >
        {children}
      </button>
      {isTold && <Tooltip opened target={button} label={<span className={styles.hint}>{hint}</span>} />}
    </>
  )
}

/** What is to be seen is part of the name, for who says it to press it: "20.0 k: 20,000 people". */
function named(children: ReactNode, what: string): string {
  const shown = Children.toArray(children).filter((child) => typeof child === 'string').join('').trim()
  return what.includes(shown) ? what : `${shown}: ${what}`
}
