import { Button } from '@mantine/core'
import { openDialects } from './dialects.ts'
import { dialectText } from './texts.ts'
import { DialectsPanel } from './dialects-panel.tsx'
import styles from './dialects.module.css'

/** Where a platform is chosen: how each would run the journey, before it is. */
export function DialectsInPublish() {
  return (
    <section className={styles.inPublish} data-testid="dialects-in-publish">
      <div>
        <h3 className={styles.inPublishTitle}>{dialectText('inPublish')}</h3>
        <p className={styles.quiet}>{dialectText('inPublishBody')}</p>
      </div>
      <Button size="xs" h={32} variant="default" onClick={() => openDialects()} data-testid="publish-dialects">{dialectText('inPublishOpen')}</Button>
      <DialectsPanel />
    </section>
  )
}
