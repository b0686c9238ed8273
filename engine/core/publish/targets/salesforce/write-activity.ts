import { canonicalJson } from '../../../json.ts'
import type { JourneyDocument } from '../../../model/journey.ts'
import type { MessageStep } from '../../../model/steps/message.ts'
import { portsOf, type Step } from '../../../model/steps/registry.ts'
import { reference } from '../../resource.ts'
import { conditionInWords } from '../../../model/condition-in-words.ts'
import { writeCondition, type FilterScope } from './conditions.ts'
import type { JsonObject } from './json-shape.ts'
import { assetKeyFor, eventKeyFor, keyFor, shortName } from './names.ts'
import { percentagesOf } from './reduce-step.ts'
import { engagementOf, walkable } from './sayable.ts'
import type { SalesforceSettings } from './settings.ts'
import { toPersonalization } from './texts.ts'
import { windowsZoneOf } from './time-zones.ts'
import { hoursWithin, waitLengthOf } from './waits.ts'

/** What activities are written with: a document that Salesforce can say. */
export interface WriteScope { readonly document: JourneyDocument; readonly settings: SalesforceSettings; readonly filter: FilterScope }

/** Key of the contact schema that decisions and entry filters are written against: it is looked up, and its number filled in. */
export const SCHEMA_KEY = 'source/~schema'

export const REMAINDER = 'remainder_path'

export function templateKeyOf(stepId: string): string {
  return `template/${stepId}/-`
}

/** The outcome that each way out of a step is, in order. Ways that nobody takes are none. */
export function outcomeKeysOf(step: Step, scope: Pick<WriteScope, 'document'>): Map<string, string> {
  const ports = walkable(step)
  if (step.kind === 'branch') {
    const isEngagement = engagementOf(step, scope.document) !== undefined
    return new Map(ports.map(({ id }) => [id, id === 'else' ? (isEngagement ? 'no' : REMAINDER) : isEngagement ? 'yes' : keyFor(id, [REMAINDER])]))
  }
  if (step.kind === 'waitFor') return new Map(ports.map(({ id }) => [id, id === 'timeout' ? 'timeout' : 'event']))
  if (step.kind === 'split') return new Map(ports.map(({ id }) => [id, keyFor(id)]))
  return new Map(ports.map(({ id }) => [id, id]))
}

/** A step as an activity, without what only Rehearsal knows of it. `keyOf`: the activity of a step; undefined for what is none. */
export function writeActivity(id: string, step: Step, scope: WriteScope, keyOf: (stepId: string) => string | undefined): JsonObject {
  const shape = shapeOf(id, step, scope)
  const keys = outcomeKeysOf(step, scope)
  const outcomes = portsOf(step).flatMap(({ id: port, target }): JsonObject[] => {
    const key = keys.get(port)
    if (key === undefined) return []
    const next = target === undefined ? undefined : keyOf(target)
    return [{ key, ...(next === undefined ? {} : { next }), arguments: outcomeArguments(step, port, key), metaData: outcomeMetaData(step, port) }]
  })
  return {
    key: keyFor(id),
    name: shortName(step.name ?? ''),
    description: step.note ?? '',
    type: shape.type,
    outcomes,
    arguments: shape.arguments ?? {},
    configurationArguments: shape.configurationArguments,
    metaData: { isConfigured: true, ...shape.metaData },
  }
}

function outcomeArguments(step: Step, port: string, key: string): JsonObject {
  if (step.kind === 'split') return { percentage: percentagesOf(step).of[step.variants.findIndex((variant) => variant.id === port)]! }
  if (step.kind === 'branch' && (key === 'yes' || key === 'no')) return { when: key === 'yes' }
  return {}
}

function outcomeMetaData(step: Step, port: string): JsonObject {
  if (step.kind === 'split') return { label: shortName(step.variants.find(({ id }) => id === port)!.name ?? port) }
  if (step.kind !== 'branch') return {}
  const branch = step.branches.find(({ id }) => id === port)
  return branch ? { label: shortName(branch.id), criteriaDescription: shortName(conditionInWords(branch.when)) } : { label: 'Everyone else' }
}

interface Shape { readonly type: string; readonly configurationArguments: JsonObject; readonly arguments?: JsonObject; readonly metaData?: JsonObject }

function shapeOf(id: string, step: Step, scope: WriteScope): Shape {
  const { document, settings, filter } = scope
  switch (step.kind) {
    case 'message': return messageShape(id, step, settings)
    case 'delay': {
      if (step.for !== undefined) return { type: 'WAIT', configurationArguments: { ...waitLengthOf(step.for), specifiedTime: '', timeZone: '', description: '', waitForEventKey: '' }, metaData: { uiType: 'WAITBYDURATION' } }
      // The type is seen in journeys, its window in hours too; nothing documents them.
      if (step.bestTime) return { type: 'STOWAIT', configurationArguments: { params: { slidingWindowHours: hoursWithin(step.bestTime.within) } } }
      const { time = '00:00', date } = step.until!
      const timeZone = windowsZoneOf(document.timeZone ?? 'UTC') ?? 'UTC'
      // The next time of day after a minute: strictly after arrival, as a delay is.
      if (date === undefined) return { type: 'WAIT', configurationArguments: { waitDuration: 1, waitUnit: 'MINUTES', specifiedTime: time, timeZone }, metaData: { uiType: 'WAITBYDURATION' } }
      return { type: 'WAIT', configurationArguments: { specificDate: `${date}T${time}:00`, timeZone }, metaData: { uiType: 'WAITUNTILDATE' } }
    }
    case 'waitFor': {
      const [branch] = step.branches
      const event = branch && 'event' in branch ? branch.event : ''
      // The key of the event is documented; the two outcomes are a guess, which the mapping says of every such wait.
      return { type: 'WAIT', configurationArguments: { ...waitLengthOf(step.timeout?.after ?? 'P1D'), waitForEventKey: eventKeyFor(event) } }
    }
    case 'branch': {
      const engagement = engagementOf(step, document)
      if (engagement) {
        const emailKey = keyFor(engagement.stepId)
        return { type: 'ENGAGEMENTDECISION', configurationArguments: { engagementUrls: { urls: [] }, statsTypeId: engagement.statsTypeId, refActivityCustomerKey: emailKey }, metaData: { refActivityName: emailKey } }
      }
      const criteria = Object.fromEntries(
        step.branches.map(({ id: branch, when }) => {
          const written = writeCondition(when, filter)
          return [keyFor(branch, [REMAINDER]), 'xml' in written ? written.xml : '']
        }),
      )
      return { type: 'MULTICRITERIADECISION', configurationArguments: { criteria, schemaVersionId: reference(SCHEMA_KEY) } }
    }
    case 'split': return { type: 'RANDOMSPLIT', configurationArguments: {} }
    // Contact attributes by their whole names; the names of the members are a guess.
    case 'update': return {
      type: 'UPDATECONTACTDATA',
      arguments: { contactKey: '{{Contact.Key}}' },
      configurationArguments: { updateFields: Object.entries(step.set).map(([name, value]) => ({ field: attributeKey(name, filter), value: typeof value === 'string' ? boundText(value, filter) : String(value) })) },
    }
    case 'webhook': return {
      type: 'REST',
      arguments: { execute: { inArguments: [], outArguments: [], url: step.url, verb: (step.method ?? 'POST').toUpperCase(), body: step.body === undefined ? '' : typeof step.body === 'string' ? step.body : canonicalJson(step.body), header: '', format: 'json', useJwt: false, timeout: 10_000 } },
      configurationArguments: { applicationExtensionKey: settings.restExtension },
    }
    case 'journey':
    case 'exit': return { type: 'WAIT', configurationArguments: {} } // never written: they are no activities
  }
}

function messageShape(id: string, step: MessageStep, settings: SalesforceSettings): Shape {
  const asset = reference(templateKeyOf(id))
  if (step.channel === 'sms') {
    return {
      type: 'SMSSYNC',
      arguments: { contactKey: '{{Contact.Key}}', defaultSMSAddress: '{{Contact.Default.SMS}}', mobileNumber: '{{InteractionDefaults.MobileNumber}}', contactId: '{{Contact.Id}}' },
      configurationArguments: { applicationExtensionKey: 'jb-mobile-connect-send-sms-sync', assetId: asset, isOptIn: false, honorBlackoutWindowEnum: 0 },
    }
  }
  // The type and its extension follow the single send's documentation: a guess.
  if (step.channel === 'push') return { type: 'PUSHNOTIFICATIONACTIVITY', configurationArguments: { applicationExtensionKey: 'jb-mobile-push-activity', assetId: asset } }
  const { senderProfile, deliveryProfile, sendClassification } = settings
  return {
    type: 'EMAILV2',
    configurationArguments: {
      applicationExtensionKey: 'jb-email-activity',
      triggeredSend: {
        emailId: asset,
        emailSubject: textIn(step, 'title'),
        preHeader: textIn(step, 'preheader'),
        isTrackingClicks: true,
        isSendLogging: true,
        ...(senderProfile ? { senderProfileId: senderProfile } : {}),
        ...(deliveryProfile ? { deliveryProfileId: deliveryProfile } : {}),
        ...(sendClassification ? { sendClassificationId: sendClassification } : {}),
      },
    },
    metaData: { category: 'message' },
  }
}

/** The message of a step in Content Builder. */
export function writeAsset(id: string, step: MessageStep, document: JourneyDocument): JsonObject {
  const customerKey = assetKeyFor(document.id, id)
  const name = shortName(`${step.name ?? id} (${customerKey})`)
  const content = (field: string) => ({ content: textIn(step, field) })
  if (step.channel === 'email') return { name, customerKey, assetType: { id: 208, name: 'htmlemail' }, views: { subjectline: content('title'), preheader: content('preheader'), html: content('body') } }
  // Messages for phones are JSON assets; what a view of one holds is a guess.
  const view = step.channel === 'sms' ? { message: textIn(step, 'body') } : { title: textIn(step, 'title'), message: textIn(step, 'body') }
  return { name, customerKey, assetType: { id: 230, name: 'jsonmessage' }, views: { [step.channel]: view } }
}

function textIn({ template }: MessageStep, field: string): string {
  const text = template && Object.hasOwn(template, field) ? template[field] : undefined
  return typeof text === 'string' ? toPersonalization(text).text : ''
}

function attributeKey(name: string, { attributeSet }: FilterScope): string {
  return name.startsWith('Contact.') ? name : `Contact.Attribute.${attributeSet}.${name}`
}

/** Liquid holes as data binding. */
function boundText(text: string, { attributeSet, eventKey }: FilterScope): string {
  return text.replace(/\{\{\s*(profile|event)\.([A-Za-z_]\w*)\s*\}\}/g, (_, of: string, name: string) => (of === 'profile' ? `{{Contact.Attribute.${attributeSet}.${name}}}` : `{{Event.${eventKey}.${name}}}`))
}
