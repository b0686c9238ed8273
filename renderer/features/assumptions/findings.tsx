import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react'
import { useMemo } from 'react'
import { checkScenario, type ScenarioFinding } from '../../../engine/core/simulate/responses/check-responses.ts'
import type { Scenario } from '../../../engine/core/simulate/scenario.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { locale } from '../../i18n/language.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { changeAssumptions, useAssumptionsStore } from '../../stores/assumptions-store.ts'
import { useBesideStore } from '../../stores/beside-store.ts'
import { assumeText } from './texts.ts'
import styles from './assumptions.module.css'

/** A finding where it arose; `meant`: the name that would do instead, and how it is put there. */
export interface PlacedFinding extends ScenarioFinding { meant: { name: string; use(): void } | null }

/** What the checks say of the assumptions, held against the open journey and those that run beside it. */
export function useScenarioFindings(): PlacedFinding[] {
  const scenario = useAssumptionsStore((state) => state.scenario)
  const document = useDocumentStore((state) => state.document)
  const beside = useBesideStore((state) => state.documents)
  return useMemo(() => checkScenario(scenario, [document, ...beside]).map((finding) => ({ ...finding, meant: meantBy(finding) })), [scenario, document, beside])
}

/** Those of one place and of all places in it. */
export function findingsAt(findings: readonly PlacedFinding[], path: string): PlacedFinding[] {
  return findings.filter((one) => one.path === path || one.path.startsWith(`${path}.`) || one.path.startsWith(`${path}[`))
}

const MEANT = /^did you mean "(.+)"\?$/
const NAME_OF_ENTRY = /^\$\.responses\[(\d+)\]\.(journey|step|variant)$/
const EVENT_OF_EFFECT = /^\$\.responses\[(\d+)\]\.effects\[(\d+)\]\.event$/

function meantBy({ path, help }: ScenarioFinding): PlacedFinding['meant'] {
  const name = MEANT.exec(help)?.[1]
  if (name === undefined) return null
  const change = changeOf(path, name)
  return change === undefined ? null : { name, use: () => changeAssumptions(change) }
}

function changeOf(path: string, name: string): ((scenario: Scenario) => Scenario) | undefined {
  const [, entry, key] = NAME_OF_ENTRY.exec(path) ?? []
  if (entry !== undefined && key !== undefined) {
    return (scenario) => ({ ...scenario, responses: scenario.responses?.map((one, index) => (index === Number(entry) ? { ...one, [key]: name } : one)) })
  }
  const [, ofEntry, effect] = EVENT_OF_EFFECT.exec(path) ?? []
  if (ofEntry === undefined) return undefined
  return (scenario) => ({
    ...scenario,
    responses: scenario.responses?.map((one, index) => (index === Number(ofEntry) ? { ...one, effects: one.effects?.map((each, at) => (at === Number(effect) ? { ...each, event: name } : each)) } : one)),
  })
}

/** Findings as lines under what they are about: what is wrong, what to do, and the name that was most likely meant. */
export function FindingLines({ findings }: { findings: readonly PlacedFinding[] }) {
  if (findings.length === 0) return null
  return (
    <ul className={styles.findings}>
      {findings.map(({ severity, path, message, help, meant }) => (
        <li key={path} data-severity={severity} data-testid="assumption-finding">
          {severity === 'error' ? <IconCircleX size={16} stroke={1.9} aria-hidden="true" /> : <IconAlertTriangle size={16} stroke={1.9} aria-hidden="true" />}
          <span>
            {sentence(fromEngine(message))} {meant === null && sentence(fromEngine(help))}
            {meant !== null && (
              <button type="button" className={styles.meant} onClick={meant.use}>
                {assumeText('useName', { name: meant.name })}
              </button>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}

function sentence(words: string): string {
  return `${words.charAt(0).toLocaleUpperCase(locale())}${words.slice(1)}${/[.?!]$/.test(words) ? '' : '.'}`
}
