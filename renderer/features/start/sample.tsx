import { Button } from '@mantine/core'
import { IconPlayerPlayFilled } from '@tabler/icons-react'
import type { Template } from '../../stores/workspace-store.ts'
import { ClaimFigureNote } from './claim-note.tsx'
import { createFromTemplate } from './create-from-template.ts'
import { FunnelArt } from './template-art.tsx'
import { Making } from './making.tsx'
import { startText } from './texts.ts'
import styles from './start-screen.module.css'

/** The first thing a newcomer sees: a journey that shows what all this is for. */
export function Sample({ template, onAbout }: { template: Template; onAbout(templateId: string): void }) {
  return (
    <section className={styles.hero} aria-label={startText('heroTitle')} data-testid="sample">
      <div className={styles.heroWords}>
        <h2 className={styles.heroTitle}>{startText('heroTitle')}</h2>
        <p className={styles.heroBody}>{startText('heroBody', { people: '20,000' })}</p>
        <Making templateId={template.id}>
          <div className={styles.heroWays}>
            <Button h={40} className={styles.heroButton!} leftSection={<IconPlayerPlayFilled size={14} />} onClick={() => void createFromTemplate(template.id)} data-testid="open-sample">
              {startText('heroButton')}
            </Button>
            <Button h={40} variant="subtle" color="gray" onClick={() => onAbout(template.id)} data-testid={`about-${template.id}`}>
              {startText('about')}
            </Button>
          </div>
        </Making>
        <p className={styles.heroCredit}>{template.data}</p>
      </div>
      <div className={styles.heroSide}>
        <div aria-hidden="true">
          <FunnelArt />
        </div>
        {template.claim !== null && (
          <div className={styles.heroClaim}>
            <ClaimFigureNote claim={template.claim} />
          </div>
        )}
      </div>
    </section>
  )
}
