import { Button, Select } from '@mantine/core'
import { IconTelescope } from '@tabler/icons-react'
import { useEffect } from 'react'
import { ProblemNote } from '../../../components/problem-note.tsx'
import { cut } from '../../../i18n/cut.ts'
import { EmptyNote } from '../empty-note.tsx'
import { useHistory } from '../history-store.ts'
import { ScopeChoice } from '../live-place.tsx'
import { momentInWords } from '../moment.ts'
import { PlaceHead } from '../place-head.tsx'
import { openPublish } from '../publish-store.ts'
import type { Publication } from '../watched-store.ts'
import { Compared } from './compared.tsx'
import { Expected } from './expected.tsx'
import { showPublication, useForecastStore } from './forecast-store.ts'
import { Reality } from './reality.tsx'
import { forecastText } from './texts.ts'

/** What was expected of a publication, beside what came of it. */
export function ForecastPlace() {
  const { entries, error, scope, canChoose } = useHistory()
  const chosenId = useForecastStore((state) => state.chosenId)
  const published = (entries ?? []).map(({ publication }) => publication).filter(({ state }) => state === 'applied')
  const shown = published.find(({ id }) => id === chosenId) ?? published[0]
  const shownId = shown?.id
  useEffect(() => {
    if (shownId !== undefined) void showPublication(shownId)
  }, [shownId])
  return (
    <>
      <PlaceHead title={forecastText('title')} lead={forecastText('lead')}>{canChoose && <ScopeChoice scope={scope} />}</PlaceHead>
      {error !== null && <ProblemNote error={error} />}
      {entries !== null && shown === undefined && (
        <EmptyNote Glyph={IconTelescope} title={forecastText('emptyTitle')} body={forecastText('emptyBody')} testId="forecast-empty">
          <Button onClick={() => openPublish('plan')}>{forecastText('toPlan')}</Button>
        </EmptyNote>
      )}
      {shown !== undefined && (
        <>
          <Select
            label={forecastText('publication')}
            maw={480}
            value={shown.id}
            allowDeselect={false}
            data={published.map((one) => ({ value: one.id, label: nameOf(one, scope === 'all') }))}
            onChange={(id) => useForecastStore.setState({ chosenId: id })}
            data-testid="forecast-publication"
          />
          <Expected publication={shown} />
          <Reality publication={shown} />
          <Compared publication={shown} />
        </>
      )}
    </>
  )
}

function nameOf({ connectionName, journeyName, startedAt }: Publication, isNamed: boolean): string {
  const words = forecastText('publicationOf', { connection: cut(connectionName, 60), when: momentInWords(startedAt) })
  return isNamed ? `${cut(journeyName, 60)} · ${words}` : words
}
