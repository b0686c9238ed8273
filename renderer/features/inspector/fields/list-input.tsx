import { Select, type SelectProps } from '@mantine/core'
import { useState, type KeyboardEvent, type SyntheticEvent } from 'react'
import { bestFirst } from './best-first.ts'

/**
 * A list that can be searched by typing, which takes the place of what it shows. A click, an arrow key or the first letter opens it; passing
 * it with Tab does not, for it would lie on the fields below. What is typed selects the first that fits, to be taken with Enter.
 */
export function ListInput(props: SelectProps) {
  // Opened by an arrow key or a click it begins at what is chosen, which a letter may have ruled out.
  const [isTyping, setTyping] = useState(false)
  return (
    <Select
      {...props}
      filter={bestFirst}
      openOnFocus={false}
      selectFirstOptionOnChange
      selectFirstOptionOnDropdownOpen={isTyping}
      onFocus={selectAll}
      onClick={(event) => {
        setTyping(false)
        selectAll(event)
      }}
      onKeyDown={(event) => setTyping(isText(event))}
    />
  )
}

function isText(event: KeyboardEvent): boolean {
  return event.key === 'Backspace' || (event.key.length === 1 && (event.getModifierState('AltGraph') || !(event.ctrlKey || event.metaKey)))
}

function selectAll({ currentTarget }: SyntheticEvent<HTMLInputElement>): void {
  currentTarget.select()
}
