import { type MessageStep } from '../../engine/core/model/steps/message.ts'
import type { Step } from '../../engine/core/model/steps/registry.ts'
import type { UpdateStep } from '../../engine/core/model/steps/update.ts'
import { channelInWords, durationInWords, kindInWords, summaryOf } from '../i18n/in-words.ts'
import { defineTexts } from '../i18n/define-texts.ts'
import { nameFromContent } from './suggested-name.ts'

export const text = defineTexts('besideName', { atMost: 'At most {{span}}', noLimit: 'However long it takes', inTexts: '{{channel}} in {{count}} texts', begins: '{{kind}}: {{line}}' })

/** What stands below the name of a step: its summary; below a name that is itself what the step does, only what that leaves out. */
export function summaryBesideName(step: Step): string {
  const isNamed = step.name !== undefined && step.name !== ''
  if (isNamed || nameFromContent(step) === undefined) return summaryOf(step)
  switch (step.kind) {
    case 'waitFor':
      return step.timeout ? text('atMost', { span: durationInWords(step.timeout.after) }) : text('noLimit')
    case 'delay': {
      const { weekday, date, time } = step.until ?? {}
      // The name has the time; the day, or how far away the best time may be, is new.
      return step.bestTime !== undefined || weekday !== undefined || (date !== undefined && time !== undefined) ? summaryOf(step) : kindInWords(step)
    }
    case 'message':
      return messageBesideTitle(step)
    case 'update':
      return valuesOf(step)
    case 'exit':
      return kindInWords(step)
    case 'branch':
    case 'split':
    case 'webhook':
    case 'journey':
      return summaryOf(step)
  }
}

/** The channel, and how the text begins where the name is the title. */
function messageBesideTitle({ channel, template, variants }: MessageStep): string {
  const words = channelInWords(channel)
  const { title, body } = template ?? variants?.[0]?.template ?? {}
  const kind = variants && variants.length > 1 ? text('inTexts', { channel: words, count: variants.length }) : words
  const hasTitle = typeof title === 'string' && title.trim() !== ''
  const [line = ''] = hasTitle && typeof body === 'string' ? body.trim().split('\n', 1) : []
  return line === '' ? kind : text('begins', { kind, line })
}

/** What is set to what; the name has only the attributes. */
function valuesOf({ set }: UpdateStep): string {
  return Object.entries(set).map(([name, value]) => `${name} = ${typeof value === 'string' ? value : JSON.stringify(value)}`).join(', ')
}
