import { useEffect, useMemo, useState } from 'react'
import { connection } from '../../bridge/connection.ts'
import { usePlaybackStore } from '../../stores/playback-store.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { tellOf } from './ask-about.ts'
import { happeningIn } from './happening.ts'
import { nowPlaying } from './player.ts'
import { playbackText } from './texts.ts'
import styles from './playback-bar.module.css'

/** After a step: who did what at this instant, and the way to that person's story. */
export function Happening({ run }: { run: FinishedRun }) {
  const stepped = usePlaybackStore((state) => state.stepped)
  const told = useMemo(() => {
    const playing = nowPlaying()
    return stepped === null || playing?.run !== run ? undefined : happeningIn(playing, stepped.from, stepped.until)
  }, [stepped, run])
  const id = useProfileId(run.summary.datasetId, told?.profile)
  if (!told) return null
  return (
    <p className={styles.happening} role="status" data-testid="playback-happening">
      <span className={styles.happeningWords} title={told.what}>
        <strong>{id ?? playbackText('someone')}</strong> {told.what}
        {told.others > 0 && <span className={styles.others}> {playbackText('moreHappened', { count: told.others })}</span>}
      </span>
      <button type="button" className={styles.why} data-testid="playback-why" onClick={() => void tellOf(told.profile)}>
        {playbackText('whyThis')}
      </button>
    </p>
  )
}

/** Who that is; undefined until it is known. */
function useProfileId(datasetId: string, profile: number | undefined): string | undefined {
  const [known, setKnown] = useState<{ profile: number; id: string }>()
  useEffect(() => {
    if (profile === undefined) return
    let isWanted = true
    // Without a name the line still says what happened; asking why tells what is wrong.
    connection.call('runs.profileIds', { datasetId, profiles: [profile] }).then(([id]) => isWanted && id !== undefined && setKnown({ profile, id })).catch(() => undefined)
    return () => {
      isWanted = false
    }
  }, [datasetId, profile])
  return known?.profile === profile ? known?.id : undefined
}
