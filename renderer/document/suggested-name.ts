import { COMPLETED } from '../../engine/core/model/steps/exit.ts'
import type { MessageStep } from '../../engine/core/model/steps/message.ts'
import type { Step } from '../../engine/core/model/steps/registry.ts'
import { durationInWords, kindInWords } from '../i18n/in-words.ts'
import { capital } from '../i18n/capital.ts'
import { defineTexts } from '../i18n/define-texts.ts'
import { locale } from '../i18n/language.ts'

export const text = defineTexts('suggestedName', {
  waitFor: 'Wait for {{what}}', delayFor: 'Wait {{span}}', delayUntil: 'Wait until {{time}}', delayBest: 'Wait for the best time', question: '{{what}}?', setTo: 'Set {{what}}', call: 'Call {{host}}',
})

const list = new Intl.ListFormat(locale(), { type: 'disjunction' })
/** Ids that ways are born with say nothing. */
const BORN_HOST = 'example.com'
const BORN_WITH = /^(yes|way|branch)(-\d+)?$/

/** What a step without a name is called: what it does, as far as it says so yet, else its kind. It changes with the step until a person names it. */
export function suggestedName(step: Step): string {
  return nameFromContent(step) ?? kindInWords(step)
}

/** The same where the step says enough; undefined where only its kind is known. */
export function nameFromContent(step: Step): string | undefined {
  switch (step.kind) {
    case 'waitFor': {
      const awaited = step.branches.map((branch) => ('event' in branch ? branch.event : branch.segment))
      // The event a wait is born with is none.
      return awaited.length === 0 || awaited.join() === 'event' ? undefined : text('waitFor', { what: list.format(awaited) })
    }
    case 'delay':
      if (step.for !== undefined) return text('delayFor', { span: durationInWords(step.for) })
      return step.until ? text('delayUntil', { time: step.until.time ?? step.until.date ?? '' }) : text('delayBest')
    case 'message':
      return firstWords(step)
    case 'branch': {
      const named = step.branches.map(({ id }) => id).filter((id) => !BORN_WITH.test(id))
      return named.length === 0 ? undefined : text('question', { what: capital(list.format(named)) })
    }
    case 'update': {
      const attributes = Object.keys(step.set)
      return attributes.length === 0 ? undefined : text('setTo', { what: attributes.join(', ') })
    }
    case 'webhook': {
      const host = /^https?:\/\/([^/?#]+)/.exec(step.url)?.[1]
      return host === undefined || host === BORN_HOST ? undefined : text('call', { host })
    }
    case 'exit':
      return step.outcome === undefined || step.outcome === COMPLETED ? undefined : capital(step.outcome)
    case 'split':
    case 'journey':
      return undefined
  }
}

const MOST = 48

/** A message is called by its title, or by how its text begins. */
function firstWords({ template, variants }: MessageStep): string | undefined {
  const { title, body } = template ?? variants?.[0]?.template ?? {}
  const said = [title, body].find((part): part is string => typeof part === 'string' && part.trim() !== '')?.trim()
  if (said === undefined) return undefined
  const line = said.split('\n', 1)[0] ?? said
  return line.length <= MOST ? line : `${line.slice(0, MOST - 1).trimEnd()}…`
}
