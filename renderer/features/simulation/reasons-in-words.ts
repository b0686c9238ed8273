import { people } from '../../i18n/numbers.ts'
import { simulationText } from './texts.ts'

const REASONS = { consent: 'reasonConsent', cap: 'reasonCap', quietHours: 'reasonQuietHours', holdout: 'reasonHoldout' } as const

/** Why messages were not sent, most first: "312 without consent", "45 over a cap". */
export function reasonsInWords(suppressed: Readonly<Record<string, number>>): string[] {
  return Object.entries(suppressed)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => (reason in REASONS ? simulationText(REASONS[reason as keyof typeof REASONS], { people: people(count) }) : `${people(count)} ${reason}`)) // as: just checked
}
