import { Textarea } from '@mantine/core'
import { useMemo } from 'react'
import type { SegmentSummary } from '../../../engine/api/contract.ts'
import { isAlways } from '../../../engine/core/model/condition.ts'
import { useWorkspaceStore } from '../../stores/workspace-store.ts'
import { ConditionField } from '../inspector/condition/condition-field.tsx'
import { ConditionScopeContext, type ConditionScope } from '../inspector/condition/condition-scope.ts'
import { useInWords } from './in-words.ts'
import { editSegment, type SegmentContent } from './segment-page-store.ts'
import { SegmentSides } from './segment-sides.tsx'
import { segmentText } from './texts.ts'
import styles from './condition-tab.module.css'

const PLACE = { kind: 'segment' } as const

/** Who belongs to the segment; beside it what the checks say, where it is used, and its versions. */
export function ConditionTab({ id, content, saved }: { id: string; content: SegmentContent; saved: SegmentSummary | undefined }) {
  const { when, description } = content
  const inWords = useInWords(when)
  return (
    <div className={styles.columns}>
      <div className={styles.builder}>
        <section className={styles.card} aria-label={segmentText('belongs')}>
          <h2 className={styles.heading}>{segmentText('belongs')}</h2>
          {isAlways(when) ? <p className={styles.begin}>{segmentText('begin')}</p> : <p className={styles.inWords} data-testid="segment-words">{inWords}</p>}
          <ConditionScopeContext value={useLibraryScope(id)}>
            <ConditionField
              value={when}
              place={PLACE}
              sizes="parts"
              onChange={(next) => {
                editSegment(id, 'condition', { when: next ?? {} })
                return undefined
              }}
            />
          </ConditionScopeContext>
        </section>
        <Textarea
          label={segmentText('description')}
          placeholder={segmentText('descriptionPlaceholder')}
          value={description}
          minRows={2}
          data-testid="segment-description"
          onChange={(event) => editSegment(id, 'description', { description: event.currentTarget.value })}
        />
      </div>
      <SegmentSides id={id} saved={saved} />
    </div>
  )
}

/** A segment may refer to all others of the library, not to itself nor to what refers to it. */
function useLibraryScope(id: string): ConditionScope {
  const library = useWorkspaceStore((state) => state.segments)
  return useMemo(() => {
    const all = library ?? []
    const barred = new Set([id])
    for (let before = 0; before < barred.size; ) {
      before = barred.size
      for (const one of all) if (one.uses.some((used) => barred.has(used))) barred.add(one.id)
    }
    return { segments: Object.fromEntries(all.filter((one) => !barred.has(one.id)).map(({ id: key, name, when }) => [key, { name, when }])), events: [] }
  }, [library, id])
}
