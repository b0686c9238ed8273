import { Button } from '@mantine/core'
import { IconCompass, IconPlayerPlayFilled } from '@tabler/icons-react'
import { full } from '../../i18n/numbers.ts'
import { startOrResumeTour } from '../tour/start-tour.ts'
import { tourText } from '../tour/texts.ts'
import { useTourStore } from '../tour/tour-store.ts'
import { createFromTemplate, SAMPLE_ID, useCreateStore } from './create-from-template.ts'
import { FunnelArt } from './template-art.tsx'
import { Making } from './making.tsx'
import { startText } from './texts.ts'
import styles from './sample.module.css'

/** The people of the sample. */
const MEMBERS = 20_000

/** The first thing a newcomer sees: what this is, in a sentence, and a journey that shows it. */
export function Sample({ onAbout }: { onAbout(templateId: string): void }) {
  const isBusy = useCreateStore((state) => state.making !== null)
  const isLeft = useTourStore((state) => state.status === 'left')
  return (
    <section className={styles.hero} aria-labelledby="hero-title" data-testid="sample">
      <div className={styles.words}>
        <h1 className={styles.title} id="hero-title">{startText('heroTitle')}</h1>
        <p className={styles.what}>{startText('what')}</p>
        <Making templateId={SAMPLE_ID}>
          <div className={styles.ways}>
            <Button h={44} className={styles.open!} leftSection={<IconPlayerPlayFilled size={15} />} onClick={() => void createFromTemplate(SAMPLE_ID)} data-testid="open-sample">
              {startText('heroButton')}
            </Button>
            {/* One that was left is offered below, with where it stands. */}
            {!isLeft && (
              <Button h={44} variant="default" disabled={isBusy} leftSection={<IconCompass size={18} stroke={1.7} />} onClick={() => void startOrResumeTour()} data-testid="start-tour">
                {tourText('take')}
              </Button>
            )}
          </div>
        </Making>
        <p className={styles.body}>
          {startText('heroBody', { people: full(MEMBERS) })}{' '}
          <button type="button" className={styles.about} onClick={() => onAbout(SAMPLE_ID)} data-testid={`about-${SAMPLE_ID}`}>
            {startText('about')}
          </button>
        </p>
      </div>
      <div className={styles.art} aria-hidden="true">
        <FunnelArt />
      </div>
    </section>
  )
}
