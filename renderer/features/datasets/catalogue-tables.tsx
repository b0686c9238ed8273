import { IconChevronRight } from '@tabler/icons-react'
import { Fragment, useState } from 'react'
import type { DatasetCatalogue } from '../../../engine/api/contract.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { daySpan } from '../../i18n/dates.ts'
import { locale } from '../../i18n/language.ts'
import { people, share } from '../../i18n/numbers.ts'
import { RateChart } from '../explore/rate-chart.tsx'
import { SessionsPanel } from '../explore/sessions-panel.tsx'
import { Sparkline } from '../explore/sparkline.tsx'
import { useDatasetCatalogue } from './dataset-catalogue.ts'
import { dataText } from './texts.ts'
import styles from './data-page.module.css'

type PropertyFacts = DatasetCatalogue['attributes'][number]

/** Values of somebody's data, which may be years or ids: every digit, none set apart. */
const exactly = new Intl.NumberFormat(locale(), { useGrouping: false, maximumFractionDigits: 20 })

/** What happens in a dataset and what is known about it: event names over time with their properties, or the sessions and attributes of its people. */
export function CatalogueTables({ datasetId, side }: { datasetId: string; side: 'events' | 'people' }) {
  const loaded = useDatasetCatalogue(datasetId)
  if (loaded.is === 'reading') return <p className={styles.quiet}>{dataText('reading')}</p>
  if (loaded.is === 'refused') return <ProblemNote error={loaded.error} />
  const { catalogue } = loaded
  if (side === 'events') return <EventTable catalogue={catalogue} />
  return (
    <>
      <section aria-label={dataText('attributesTitle')}>
        <h3 className={styles.section}>{dataText('attributesTitle')}</h3>
        {catalogue.attributes.length === 0 ? <p className={styles.quiet}>{dataText('noAttributes')}</p> : <PropertyTable properties={catalogue.attributes} />}
      </section>
      <SessionsPanel datasetId={datasetId} usual={catalogue.sessions} />
    </>
  )
}

const RATE_TITLES = { day: 'byDay', week: 'byWeek', month: 'byMonth', year: 'byYear' } as const

function EventTable({ catalogue: { events, rate } }: { catalogue: DatasetCatalogue }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const toggle = (name: string) => {
    const next = new Set(open)
    if (!next.delete(name)) next.add(name)
    setOpen(next)
  }
  return (
    <table className={`${styles.table} tabular`} data-testid="catalogue">
      <thead>
        <tr>
          <th scope="col">{dataText('colEvent')}</th>
          <th scope="col" className={styles.rateCell}>{dataText(RATE_TITLES[rate.unit])}</th>
          <th scope="col">{dataText('colCount')}</th>
          <th scope="col">{dataText('colPeople')}</th>
          <th scope="col">{dataText('colSpan')}</th>
        </tr>
      </thead>
      <tbody>
        {[...events].sort((a, b) => b.count - a.count).map((event) => (
          <Fragment key={event.name}>
            <tr data-testid={`event-${event.name}`}>
              <td>
                <button type="button" className={styles.disclose} aria-expanded={open.has(event.name)} aria-label={dataText('showProperties', { name: event.name })} onClick={() => toggle(event.name)}>
                  <IconChevronRight size={15} stroke={2} aria-hidden="true" />
                  {event.name}
                </button>
              </td>
              <td className={styles.rateCell}>
                <Sparkline name={event.name} counts={event.rate} rate={rate} />
              </td>
              <td>{people(event.count)}</td>
              <td>{people(event.profiles)}</td>
              <td className={styles.muted}>{daySpan(event.first, event.last)}</td>
            </tr>
            {open.has(event.name) && (
              <tr className={styles.inner}>
                <td colSpan={5}>
                  <RateChart name={event.name} counts={event.rate} rate={rate} />
                  {event.properties.length === 0 ? <p className={styles.quiet}>{dataText('noProperties')}</p> : <PropertyTable properties={event.properties} />}
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}

function PropertyTable({ properties }: { properties: readonly PropertyFacts[] }) {
  return (
    <table className={`${styles.table} tabular`}>
      <thead>
        <tr>
          <th scope="col">{dataText('colProperty')}</th>
          <th scope="col" className={styles.words}>{dataText('colType')}</th>
          <th scope="col">{dataText('colFilled')}</th>
          <th scope="col" className={styles.words}>{dataText('colValues')}</th>
        </tr>
      </thead>
      <tbody>
        {properties.map((property) => (
          <tr key={property.name}>
            <td>{property.name}</td>
            <td className={styles.words}>{property.types.map((type) => dataText(`type_${type}`)).join(', ')}</td>
            <td>{share(property.coverage)}</td>
            <td className={styles.words}>{valuesInWords(property)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** How many different values, where numbers lie, and which come most with how often. */
function valuesInWords({ types, min, max, distinct, top }: PropertyFacts): string {
  const count = dataText('distinct', { count: distinct, amount: people(distinct) })
  if (types.includes('number') && min !== null && max !== null) return `${count}, ${dataText('range', { min: exactly.format(min), max: exactly.format(max) })}`
  const few = top.slice(0, 4).map(({ value, count: times }) => `${value} (${people(times)})`)
  return few.length === 0 ? count : `${few.join(', ')}${distinct > few.length ? ` … ${count}` : ''}`
}
