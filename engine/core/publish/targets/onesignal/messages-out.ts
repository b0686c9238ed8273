import type { JsonValue } from '../../../json.ts'
import type { MessageStep } from '../../../model/steps/message.ts'
import { marked } from '../../marker.ts'
import { emailHtml } from '../../email-html.ts'
import { reference } from '../../resource.ts'
import { names, said } from './node-parts.ts'
import { annotation, nodeId } from './node-names.ts'
import type { Id, OneSignalNode } from './shapes.ts'
import { toOneSignalWords } from './words.ts'
import { percentages } from './percentages.ts'
import type { Writing } from './writing.ts'

const MOST_WAYS = 25
const TEXTS: Readonly<Record<string, readonly string[]>> = { push: ['title', 'body', 'link', 'image'], webPush: ['title', 'body', 'link', 'image'], email: ['title', 'body', 'link'], sms: ['body'] }
const KINDS = { push: 'send_push', webPush: 'send_push', email: 'send_email', sms: 'send_sms' } as const

/** A message as nodes: one, or a split with one a text. */
export function messageNodes(writing: Writing, stepId: string, step: MessageStep, copy: number): OneSignalNode[] {
  const { problems, made } = writing
  const { channel, variants } = step
  if (channel === 'inApp') {
    const iam = made.get(`step/${stepId}`)
    if (iam === undefined) return []
    problems.note(17, ['steps', stepId, variants ? 'variants' : 'template'], 'What the in-app message says is what was made in OneSignal', 'The text here is only rehearsed.')
    return [{ kind: 'send_iam', ...names(stepId, null, copy, step.name), iam_id: iam }]
  }
  if (channel === 'whatsapp' || channel === 'widget') return []
  if (channel === 'webPush') problems.loss(15, ['steps', stepId, 'channel'], 'OneSignal sends a push to every device of a person, not to browsers only', 'Use push, or leave the step out.')
  const kind = KINDS[channel]
  if (!variants || variants.length < 2) {
    const only = variants?.[0]
    const path = only ? ['steps', stepId, 'variants', 0, 'template'] : ['steps', stepId, 'template']
    return [{ kind, ...names(stepId, null, copy, step.name), template_id: templateId(writing, stepId, only?.id ?? null, step, only ? (only.template ?? {}) : (step.template ?? {}), path) }]
  }
  const weights = percentages(variants.map(({ weight }) => weight))
  if (variants.length > MOST_WAYS || !weights) {
    problems.error(50, ['steps', stepId, 'variants'], variants.length > MOST_WAYS ? `OneSignal splits into up to ${MOST_WAYS} ways` : 'Nobody would get any of the texts: all weights are 0', 'Use fewer texts, and give one a weight.')
    return []
  }
  return [{
    kind: 'split_range', client_node_id: nodeId({ stepId, part: 'texts', copy }), ...said(annotation(step.name, variants.map(({ id }) => id))), randomize_on_entry: false,
    branches: variants.map(({ id, template }, index) => ({
      weight: weights[index]!,
      nodes: [{ kind, ...names(stepId, `text${index + 1}`, copy, step.name), template_id: templateId(writing, stepId, id, step, template ?? {}, ['steps', stepId, 'variants', index, 'template']) }],
    })),
  }]
}

function templateId(writing: Writing, stepId: string, variantId: string | null, step: MessageStep, template: Readonly<Record<string, JsonValue>>, path: readonly PropertyKey[]): Id {
  const { document, problems, resources, settings } = writing
  const key = `template/${stepId}/${variantId ?? '-'}`
  if (resources.has(key)) return reference(key)
  const known = TEXTS[step.channel] ?? []
  const texts = new Map<string, string>()
  for (const [field, value] of Object.entries(template)) {
    if (!known.includes(field) || typeof value !== 'string') {
      problems.loss(13, [...path, field], `OneSignal's ${step.channel} templates have no "${field}"`, 'Put it into the text, or add it to the template in the dashboard.')
      continue
    }
    const { text, strange, problem } = toOneSignalWords(value)
    if (problem !== null || strange.length > 0) problems.loss(14, [...path, field], problem === null ? `OneSignal cannot fill ${strange.join(', ')}` : `The placeholders of this text cannot be read: ${problem}`, 'Ask for attributes of the profile and properties of the event only.')
    texts.set(field, text)
  }
  const [title, body] = [texts.get('title'), texts.get('body')]
  if (!body || (step.channel === 'email' && !title)) {
    problems.error(12, [...path, !body ? 'body' : 'title'], `The message has no ${!body ? 'text' : 'subject'}, and OneSignal takes none without`, 'Write one.')
  }
  const name = marked(step.name || stepId, document.id, key)
  const common = { app_id: settings.appId, name }
  const image = texts.get('image')
  const link = texts.get('link')
  const bodies: JsonValue =
    step.channel === 'email' ? { ...common, isEmail: true, email_subject: title ?? '', email_body: emailHtml(body ?? '', link) }
    : step.channel === 'sms' ? { ...common, isSMS: true, contents: { en: body ?? '' } }
    : { ...common, contents: { en: body ?? '' }, ...(title === undefined ? {} : { headings: { en: title } }), ...(link === undefined ? {} : { url: link }), ...(image === undefined ? {} : { big_picture: image, ios_attachments: { image } }) }
  resources.set(key, { key, kind: 'template', name, body: bodies, needs: [], stepIds: [stepId] })
  return reference(key)
}
