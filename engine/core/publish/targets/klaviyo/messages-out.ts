import type { JsonValue } from '../../../json.ts'
import type { MessageStep } from '../../../model/steps/message.ts'
import { marked } from '../../marker.ts'
import { toWords } from '../../placeholders.ts'
import { emailHtml } from '../../email-html.ts'
import { reference } from '../../resource.ts'
import { KLAVIYO_WORDS } from './words.ts'
import type { Writing } from './writing.ts'

const TEXTS: Readonly<Record<string, readonly string[]>> = { push: ['title', 'body', 'link', 'image'], email: ['title', 'body', 'link'], sms: ['body'] }
export const ACTION_TYPES: Readonly<Record<string, string>> = { push: 'send-mobile-push', email: 'send-email', sms: 'send-sms' }

/** The data of a sending action. Smart sending is off: it would leave messages out that were rehearsed. */
export function messageData(writing: Writing, stepId: string, variantId: string | null, step: MessageStep, template: Readonly<Record<string, JsonValue>>, path: readonly PropertyKey[]): JsonValue {
  const { document, problems, resources, settings } = writing
  const known = TEXTS[step.channel] ?? []
  const texts = new Map<string, string>()
  for (const [field, value] of Object.entries(template)) {
    if (!known.includes(field) || typeof value !== 'string') {
      problems.loss(13, [...path, field], `Klaviyo's ${step.channel} messages have no "${field}"`, 'Put it into the text, or add it in Klaviyo.')
      continue
    }
    const { text, isWhole } = toWords(value, KLAVIYO_WORDS)
    if (!isWhole) problems.loss(14, [...path, field], 'Klaviyo will not fill all placeholders of this text: its templates are not Liquid', 'Only {{ profile.… }} and {{ event.… }}, with a default or without, are put into its words. Write the rest in Klaviyo.')
    texts.set(field, text)
  }
  const [title, body] = [texts.get('title'), texts.get('body')]
  if (!body || (step.channel === 'email' && !title)) problems.error(12, [...path, !body ? 'body' : 'title'], `The message has no ${!body ? 'text' : 'subject'}, and Klaviyo sends none without`, 'Write one.')
  const name = step.name || stepId
  const common = { name, smart_sending_enabled: false }
  if (step.channel === 'sms') return { status: 'draft', message: { ...common, body: body ?? '', transactional: false } }
  if (step.channel === 'push') {
    const [link, image] = [texts.get('link'), texts.get('image')]
    const isWeb = link !== undefined && /^https?:/.test(link)
    return {
      status: 'draft',
      message: {
        ...common, ...(title === undefined ? {} : { title }), body: body ?? '', push_type: 'standard', on_open: link === undefined ? 'home' : isWeb ? 'open_url' : 'link',
        ...(link === undefined ? {} : isWeb ? { web_url: link } : { ios_link: link, android_link: link }), ...(image === undefined ? {} : { dynamic_image: image }),
      },
    }
  }
  const key = `template/${stepId}/${variantId ?? '-'}`
  const called = marked(name, document.id, key)
  resources.set(key, { key, kind: 'template', name: called, body: { data: { type: 'template', attributes: { name: called, editor_type: 'CODE', html: emailHtml(body ?? '', texts.get('link')) } } }, needs: [], stepIds: [stepId] })
  return {
    status: 'draft',
    message: { ...common, from_email: settings.fromEmail?.trim() || null, from_label: settings.fromLabel?.trim() || null, subject_line: title ?? '', preview_text: '', template_id: { ...reference(key) }, transactional: false },
  }
}
