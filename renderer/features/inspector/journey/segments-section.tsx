import { isAlways } from '../../../../engine/core/model/condition.ts'
import { freeId } from '../../../../engine/core/model/ids.ts'
import type { Segment } from '../../../../engine/core/model/journey.ts'
import { notify } from '../../../components/notify.ts'
import { withField } from '../../../document/commands/journey.ts'
import { documentStore } from '../../../document/document-store.ts'
import { CopyNote, DriftBadge, IntoLibrary } from '../../segments/copy-note.tsx'
import { useDrift } from '../../segments/drift.ts'
import { FromLibrary } from '../../segments/from-library.tsx'
import { segmentText } from '../../segments/texts.ts'
import { ConditionField } from '../condition/condition-field.tsx'
import { useEventNames } from '../condition/catalogue-names.ts'
import { useFoldStore } from '../fields/fold-store.ts'
import { AddButton, FoldedItem, FoldedSection, Item, Remark } from '../fields/section.tsx'
import { TextField } from '../fields/text-field.tsx'
import { inspectorText } from '../texts.ts'
import { journeyEdit } from '../use-step-edit.ts'
import { conditionInWords } from '../../../i18n/in-words.ts'
import { segmentPart } from '../../../document/edited-part.ts'

/** Named conditions that steps, entries and exits refer to; copies of the library's among them. */
export function SegmentsSection({ segments }: { segments: Readonly<Record<string, Segment>> }) {
  const [event] = useEventNames()
  const drift = useDrift()
  const set = (what: 'ofSegment' | 'nameOfSegment', id: string, segment: Segment) => journeyEdit(segmentPart(what, segment.name ?? id), (document) => ({ ...document, segments: { ...document.segments, [id]: segment } }))
  const remove = (id: string) => {
    const { [id]: removed, ...rest } = segments
    const without = withField(documentStore.getState().document, 'segments', Object.keys(rest).length === 0 ? undefined : rest)
    if (usesSegment(without, id)) return notify(inspectorText('segmentInUse', { name: removed?.name ?? id }))
    journeyEdit('segments', () => without)
  }
  const add = () => {
    const id = freeId('segment', (taken) => taken in segments)
    useFoldStore.getState().unfold(foldOf(id))
    set('ofSegment', id, { name: id.replace('segment', 'Segment').replace('-', ' '), when: { did: event ?? 'signup', within: 'P7D' } })
  }
  const names = Object.entries(segments).map(([id, { name }]) => name ?? id)
  const behind = Object.values(drift).filter(({ status, copyId }) => status !== 'same' && copyId in segments).length
  return (
    <FoldedSection id="segments" title={inspectorText('segments')} summary={behind > 0 ? segmentText('behindSummary', { count: behind }) : names.length === 0 ? inspectorText('none') : names.join(', ')} help={inspectorText('segmentsHelp')}>
      {Object.entries(segments).map(([id, segment]) => (
        <FoldedItem key={id} id={foldOf(id)} title={segment.name ?? id} summary={conditionInWords(segment.when)} badge={<DriftBadge drift={drift[id]} />}>
          <Item
            testId={`segment-${id}`}
            removeLabel={inspectorText('remove', { what: segment.name ?? id })}
            onRemove={() => remove(id)}
            first={<TextField label={inspectorText('name')} value={segment.name ?? id} onChange={(name) => set('nameOfSegment', id, withField(segment, 'name', name))} />}
          >
            {drift[id] && <CopyNote drift={drift[id]} />}
            <Remark>{inspectorText('segmentWhen')}</Remark>
            <ConditionField value={isEmpty(segment.when) ? undefined : segment.when} sizes="all" place={{ kind: 'segment' }} onChange={(when) => set('ofSegment', id, { ...segment, when: isAlways(when) ? { all: [] } : when })} />
            {drift[id] === undefined && <IntoLibrary segmentId={id} segment={segment} />}
          </Item>
        </FoldedItem>
      ))}
      <div>
        <AddButton label={inspectorText('addSegment')} testId="add-segment" onClick={add} />
        <FromLibrary drift={drift} />
      </div>
    </FoldedSection>
  )
}

/** A segment everybody is in, as one is whose only condition was taken away. */
function isEmpty(when: Segment['when']): boolean {
  return 'all' in when && when.all.length === 0
}

function foldOf(segmentId: string): string {
  return `segment-${segmentId}`
}

/** True if anything in the document names the segment: a condition, a trigger, a wait or an exit. */
function usesSegment(value: unknown, id: string): boolean {
  if (Array.isArray(value)) return value.some((item) => usesSegment(item, id))
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, member]) => (key === 'segment' && member === id) || usesSegment(member, id))
}
