import { Button } from '@mantine/core'
import type { TogetherView } from '../../../engine/core/together/together-view.ts'
import { full, people } from '../../i18n/numbers.ts'
import { closeTried } from './ask-together.ts'
import type { Swapped } from './together-store.ts'
import { togetherText } from './texts.ts'
import styles from './together.module.css'

/** What the run would have been with the two priorities exchanged, and the difference to how it was. */
export function SwappedView({ view, swapped }: { view: TogetherView; swapped: Swapped & { view: TogetherView } }) {
  const nameOf = (id: string) => view.journeys.find((one) => one.id === id)?.name ?? id
  const then = new Map(swapped.view.journeys.map((one) => [one.id, one]))
  return (
    <section className={styles.swapped} data-testid="swapped" aria-live="polite">
      <div className={styles.swappedHead}>
        <h3 className={styles.title}>{togetherText('swapped', { a: nameOf(swapped.first), b: nameOf(swapped.second) })}</h3>
        <Button size="compact-xs" variant="default" onClick={closeTried} data-testid="close-swapped">
          {togetherText('swapBack')}
        </Button>
      </div>
      <table className={`${styles.table} tabular`}>
        <thead>
          <tr>
            <th scope="col">{togetherText('journey')}</th>
            <th scope="col">{togetherText('sent')}</th>
            <th scope="col">{togetherText('heldBack')}</th>
            <th scope="col">{togetherText('converted')}</th>
          </tr>
        </thead>
        <tbody>
          {view.journeys.map((was) => {
            const now = then.get(was.id)!
            return (
              <tr key={was.id} data-testid={`swapped-${was.id}`}>
                <th scope="row">{was.name}</th>
                <td>{changed(was.sent, now.sent)}</td>
                <td>{changed(was.suppressed['cap'] ?? 0, now.suppressed['cap'] ?? 0)}</td>
                <td>{changed(was.converted, now.converted)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function changed(was: number, now: number): string {
  const difference = now === was ? togetherText('level') : `${now > was ? '+' : '−'}${full(Math.abs(now - was))}`
  return togetherText('change', { now: people(now), difference })
}
