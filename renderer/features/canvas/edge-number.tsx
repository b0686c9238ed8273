import type { ReactNode } from 'react'
import { entryIdOf } from '../../document/node-ids.ts'
import { full, share } from '../../i18n/numbers.ts'
import { peopleText } from '../people/people-texts.ts'
import { SvgNumber } from '../people/svg-number.tsx'

interface EdgeNumberProps { source: string; port: string; people: number; share: number; isSelected: boolean; children: ReactNode }

/** The number at a connection: pressed, it shows who went along it. A stop of the Tab key while the connection is selected. */
export function EdgeNumber({ source, port, people, share: part, isSelected, children }: EdgeNumberProps) {
  const entry = entryIdOf(source)
  return (
    <SvgNumber
      of={entry === undefined ? { kind: 'left', step: source, port } : { kind: 'admitted', entry }}
      count={people}
      what={peopleText('onTheWay', { people: full(people), share: share(part) })}
      testId={`people-${source}:${port}`}
      isStop={isSelected}
    >
      {children}
    </SvgNumber>
  )
}
