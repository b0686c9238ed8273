import { IconChevronRight } from '@tabler/icons-react'
import { Fragment, useEffect, useState } from 'react'
import type { CallError, DatasetCatalogue } from '../../../engine/api/contract.ts'
import { connection } from '../../bridge/connection.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { asCallError } from '../../document/save.ts'
import { daySpan } from '../../i18n/dates.ts'
import { people, share } from '../../i18n/numbers.ts'
import { dataText } from './texts.ts'
import styles from './data-page.module.css'

type EventFacts = DatasetCatalogue['events'][number]
type PropertyFacts = DatasetCatalogue['attributes'][number]
type Loaded = { is: 'reading' } | { is: 'there'; catalogue: DatasetCatalogue } | { is: 'refused'; error: CallError }

/** What happens in a dataset and what is known about it: event names with their properties, or the attributes of its people. */
export function CatalogueTables({ datasetId, side }: { datasetId: string; side: 'events' | 'people' }) {
  const loaded = useDatasetCatalogue(datasetId)
  if (loaded.is === 'reading') return <p className={styles.quiet}>{dataText('reading')}</p>
  if (loaded.is === 'refused') return <ProblemNote error={loaded.error} />
  if (side === 'events') return <EventTable events={loaded.catalogue.events} />
  const { attributes } = loaded.catalogue
  return attributes.length === 0 ? <p className={styles.quiet}>{dataText('noAttributes')}</p> : <PropertyTable properties={attributes} />
}

function useDatasetCatalogue(datasetId: string): Loaded {
  const [loaded, setLoaded] = useState<Loaded>({ is: 'reading' })
  useEffect(() => {
    let isCurrent = true
    connection.call('datasets.catalogue', { id: datasetId }).then(
      (catalogue) => isCurrent && setLoaded({ is: 'there', catalogue }),
      (cause: unknown) => isCurrent && setLoaded({ is: 'refused', error: asCallError(cause) }),
    )
    return () => {
      isCurrent = false
    }
  }, [datasetId])
  return loaded
}

function EventTable({ events }: { events: readonly EventFacts[] }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const most = Math.max(1, ...events.map(({ count }) => count))
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
          <th scope="col" aria-hidden="true" className={styles.barCell} />
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
              <td className={styles.barCell} aria-hidden="true">
                <span className={styles.bar}>
                  <span className={styles.fill} style={{ width: `${(100 * event.count) / most}%` }} />
                </span>
              </td>
              <td>{people(event.count)}</td>
              <td>{people(event.profiles)}</td>
              <td className={styles.muted}>{daySpan(event.first, event.last)}</td>
            </tr>
            {open.has(event.name) && (
              <tr className={styles.inner}>
                <td colSpan={5}>{event.properties.length === 0 ? <p className={styles.quiet}>{dataText('noProperties')}</p> : <PropertyTable properties={event.properties} />}</td>
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
            <td className={styles.words}>{property.types.join(', ')}</td>
            <td>{share(property.coverage)}</td>
            <td className={styles.words}>{valuesInWords(property)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function valuesInWords({ types, min, max, distinct, top }: PropertyFacts): string {
  const count = dataText('distinct', { count: distinct, amount: people(distinct) })
  if (types.includes('number') && min !== null && max !== null) return `${count}, ${dataText('range', { min, max })}`
  const few = top.slice(0, 4).map(({ value }) => value)
  return few.length === 0 ? count : `${few.join(', ')}${distinct > few.length ? ` … ${count}` : ''}`
}
