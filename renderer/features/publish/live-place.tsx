import { Button, SegmentedControl } from '@mantine/core'
import { IconBroadcast } from '@tabler/icons-react'
import { useEffect } from 'react'
import { ProblemNote } from '../../components/problem-note.tsx'
import { ActionDialog } from './action-dialog.tsx'
import { check, useChecksStore } from './drift.ts'
import { EmptyNote } from './empty-note.tsx'
import { newestOf, useHistory, useHistoryStore, type Scope } from './history-store.ts'
import { liveText } from './live-texts.ts'
import { PlaceHead } from './place-head.tsx'
import { PublishedCard } from './published-card.tsx'
import { openPublish } from './publish-store.ts'

/** What is at the platforms now, and what a person may do to it. */
export function LivePlace() {
  const { entries, error, scope, canChoose } = useHistory()
  const published = entries === null ? [] : newestOf(entries)
  useFirstLook(published.filter(({ publication: { state, platformId } }) => state === 'applied' && platformId !== null).map(({ publication }) => publication.id))
  return (
    <>
      <PlaceHead title={liveText('title')} lead={liveText('lead')}>{canChoose && <ScopeChoice scope={scope} />}</PlaceHead>
      {error !== null && <ProblemNote error={error} />}
      {entries !== null && published.length === 0 && (
        <EmptyNote Glyph={IconBroadcast} title={liveText('emptyTitle')} body={liveText('emptyBody')} testId="nothing-live">
          <Button onClick={() => openPublish('plan')} data-testid="live-to-plan">{liveText('toPlan')}</Button>
          <Button variant="default" onClick={() => openPublish('where')}>{liveText('toWhere')}</Button>
        </EmptyNote>
      )}
      {published.map(({ publication }) => (
        <PublishedCard key={publication.id} publication={publication} isNamed={scope === 'all'} />
      ))}
      <ActionDialog />
    </>
  )
}

export function ScopeChoice({ scope }: { scope: Scope }) {
  return (
    <SegmentedControl
      size="xs"
      aria-label={liveText('show')}
      value={scope}
      onChange={(value) => useHistoryStore.setState({ scope: value, entries: null })}
      data={[{ value: 'this' as const, label: liveText('thisJourney') }, { value: 'all' as const, label: liveText('allJourneys') }]}
      data-testid="publish-scope"
    />
  )
}

/** What was not looked at yet in this window is looked at when it is shown. */
function useFirstLook(ids: readonly string[]): void {
  const key = ids.join(' ')
  useEffect(() => {
    const known = useChecksStore.getState().checks
    for (const id of key.split(' ')) if (id !== '' && known[id] === undefined) void check(id)
  }, [key])
}
