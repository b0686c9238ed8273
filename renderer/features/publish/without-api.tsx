import { Button } from '@mantine/core'
import { IconFileExport } from '@tabler/icons-react'
import { makeHandOver } from './hand-over.ts'
import { WITHOUT_API } from './hand-over-platforms.ts'
import { platformName, publishText } from './texts.ts'
import styles from './publish.module.css'

/** Platforms nothing can be published to, and what can be done instead. */
export function WithoutApi() {
  return (
    <section className={styles.section} aria-label={publishText('withoutApi')} data-testid="without-api">
      <h3 className={styles.sectionName}>{publishText('withoutApi')}</h3>
      <p className={styles.sectionBody}>{publishText('withoutApiBody')}</p>
      <div className={styles.ways}>
        {WITHOUT_API.map((id) => (
          <Button key={id} size="xs" h={32} variant="default" leftSection={<IconFileExport size={16} stroke={1.8} />} aria-label={publishText('makePackFor', { platform: platformName(id) })} onClick={() => void makeHandOver(id)} data-testid={`pack-${id}`}>
            {platformName(id)}
          </Button>
        ))}
      </div>
    </section>
  )
}
