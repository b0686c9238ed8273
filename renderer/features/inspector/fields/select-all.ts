import type { SyntheticEvent } from 'react'

/** A list that is searched by typing takes what is typed in the place of what it shows. */
export const SELECT_ALL = { onFocus: selectAll, onClick: selectAll }

function selectAll({ currentTarget }: SyntheticEvent<HTMLInputElement>): void {
  currentTarget.select()
}
