import { useState } from 'react'
import type { TargetProblem } from '../../../engine/core/publish/problem.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { DialectsInPublish } from '../dialects/dialects-in-publish.tsx'
import { FitRow } from './fit-row.tsx'
import { NoJourney } from './no-journey.tsx'
import { PlaceHead } from './place-head.tsx'
import { countProblems } from './problem-groups.ts'
import { useHasJourney } from './publish-store.ts'
import { useFit, useTargetsStore, type TargetFacts } from './targets-store.ts'
import { publishText } from './texts.ts'
import { WithoutApi } from './without-api.tsx'
import styles from './publish.module.css'

/** Which platforms take the open journey, and what each would do without. */
export function WherePlace() {
  return useHasJourney() ? <Platforms /> : <NoJourney />
}

function Platforms() {
  const targets = useTargetsStore((state) => state.targets)
  const error = useTargetsStore((state) => state.error)
  const fitError = useTargetsStore((state) => state.fitError)
  const fit = useFit()
  const [opened, setOpened] = useState<string | null>(null)
  return (
    <>
      <PlaceHead title={publishText('whereTitle')} lead={publishText('whereBody')} />
      {error !== null && <ProblemNote error={error} />}
      {fitError !== null && <ProblemNote error={fitError} />}
      {fit === null && fitError === null && <p className={styles.quiet} role="status">{publishText('fitting')}</p>}
      {targets !== null && fit !== null && (
        <ul className={styles.list} data-testid="platforms">
          {inOrderOfFit(targets, fit.problems).map((target) => (
            <FitRow key={target.id} target={target} problems={fit.problems.get(target.id) ?? []} isOpen={opened === target.id} onToggle={() => setOpened(opened === target.id ? null : target.id)} />
          ))}
        </ul>
      )}
      <DialectsInPublish />
      <WithoutApi />
    </>
  )
}

/** Those that take most come first; the one a person writes themselves is last. */
function inOrderOfFit(targets: readonly TargetFacts[], problems: ReadonlyMap<string, readonly TargetProblem[]>): readonly TargetFacts[] {
  const weight = ({ id }: TargetFacts) => {
    const { error, loss } = countProblems(problems.get(id) ?? [])
    return (id === 'http' ? 1e9 : 0) + error * 1e6 + loss * 1e3
  }
  return targets.toSorted((a, b) => weight(a) - weight(b))
}
