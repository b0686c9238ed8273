import { duplicates, loopWithoutTime, type Links } from './graph.ts'
import type { Platform } from './platform.ts'
import { isThing, list, number, text, thing, things, type Thing } from './thing.ts'

// What a journey of Marketing Cloud Engagement has to be. Sources: developer.salesforce.com "Journey Specification", decision-split, random-split, engagement-split,
// postCreateInteraction, and the fixtures of mcdev (MIT). What is wrong with the structure is refused when it is written, what is wrong with the
// configuration when it is validated or published: which belongs where is a guess, since no official schema was found.

/** `errorDetail` in sentences; `key`: the activity it is about. */
export interface Fault { readonly key: string | null; readonly detail: string }

const TYPES = [
  'WAIT', 'STOWAIT', 'MULTICRITERIADECISION', 'RANDOMSPLIT', 'ENGAGEMENTDECISION', 'EMAILV2', 'SMSSYNC', 'PUSHNOTIFICATIONACTIVITY', 'INAPPSYNCACTIVITY', 'UPDATECONTACTDATA', 'UPDATECONTACTDATAV2', 'DATAEXTENSIONUPDATE', 'REST', 'RESTDECISION', 'INBOXACTIVITY',
]
const ENTRY_MODES = ['NotSet', 'OnceAndDone', 'SingleEntryAcrossAllVersions', 'MultipleEntries']
const WAIT_UNITS = ['MINUTES', 'HOURS', 'DAYS', 'WEEKS', 'MONTHS', 'YEARS']

/** Read in any writing: the fixtures and the pages do not agree on upper and lower case. */
export function typeOf(activity: Thing): string {
  return text(activity['type']).toUpperCase()
}

export function structureFaults(journey: Thing): Fault[] {
  const faults: Fault[] = []
  const say = (key: string | null, detail: string) => void faults.push({ key, detail })
  const activities = things(journey['activities'])
  const keys = activities.map((activity) => text(activity['key']))
  const known = new Set(keys)
  if (text(journey['key']) === '') say(null, 'key is required.')
  if (text(journey['name']) === '') say(null, 'name is required.')
  if (text(journey['name']).length > 128) say(null, 'name is longer than 128 characters.')
  if (journey['workflowApiVersion'] !== 0.5 && journey['workflowApiVersion'] !== 1) say(null, 'workflowApiVersion must be 0.5 or 1.0.')
  if (journey['entryMode'] !== undefined && !ENTRY_MODES.includes(text(journey['entryMode']))) say(null, `entryMode ${text(journey['entryMode'])} is not known.`)
  for (const key of duplicates(keys)) say(key, `Activity key ${key} is used twice.`)
  const ledTo = new Set<string>()
  for (const activity of activities) {
    const key = text(activity['key'])
    if (key === '') say(null, 'An activity has no key.')
    if (!TYPES.includes(typeOf(activity))) say(key, `Activity type ${text(activity['type'])} is not known.`)
    const outcomes = things(activity['outcomes'])
    for (const outcome of duplicates(outcomes.map((one) => text(one['key'])))) say(key, `Outcome key ${outcome} is used twice.`)
    for (const outcome of outcomes) {
      const next = outcome['next']
      if (next === undefined || next === null) continue
      ledTo.add(text(next))
      if (!known.has(text(next))) say(key, `Outcome leads to ${text(next)}, which is not an activity of this journey.`)
    }
  }
  const entries = keys.filter((key) => !ledTo.has(key))
  if (activities.length > 0 && entries.length !== 1) say(null, `One activity begins the journey; nothing leads to ${entries.length === 0 ? 'none' : entries.join(', ')}.`)
  const links: Links = new Map(activities.map((activity) => [text(activity['key']), things(activity['outcomes']).flatMap((outcome) => text(outcome['next'] ?? '') || [])]))
  const loop = loopWithoutTime(links, () => false)
  if (loop !== null) say(loop, `${loop} comes back to itself.`)
  return faults
}

export function configurationFaults(journey: Thing, platform: Platform): Fault[] {
  const faults: Fault[] = []
  const say = (key: string | null, detail: string) => void faults.push({ key, detail })
  const triggers = things(journey['triggers'])
  if (triggers.length !== 1) say(null, `A journey has one entry source, and this has ${triggers.length}.`)
  for (const trigger of triggers) {
    const eventKey = text(thing(trigger['metaData'])['eventDefinitionKey'])
    if (!platform.shelf('eventDefinition').all().some((event) => event['eventDefinitionKey'] === eventKey)) say(text(trigger['key']), `Event definition ${eventKey} does not exist.`)
  }
  if (journey['entryMode'] === undefined || journey['entryMode'] === 'NotSet') say(null, 'Choose an entry mode.')
  if (things(journey['activities']).length === 0) say(null, 'A journey needs an activity.')
  const keys = new Set(things(journey['activities']).map((activity) => text(activity['key'])))
  for (const activity of things(journey['activities'])) activityFaults(activity, keys, platform, say)
  return faults
}

function activityFaults(activity: Thing, keys: ReadonlySet<string>, platform: Platform, say: (key: string | null, detail: string) => void): void {
  const key = text(activity['key'])
  const configuration = thing(activity['configurationArguments'])
  const outcomes = things(activity['outcomes'])
  switch (typeOf(activity)) {
    case 'WAIT': {
      const isForTime = thing(activity['metaData'])['waitType'] === 'duration' || configuration['waitDuration'] !== undefined
      if (!isForTime) {
        if (!['waitEndDateAttributeExpression', 'waitEndDateAttributeDataBound', 'specifiedTime', 'specificDate', 'waitForEventKey'].some((field) => text(configuration[field]) !== '')) say(key, 'A wait needs a duration, a date or an event.')
      } else if (!(Number.isInteger(configuration['waitDuration']) && number(configuration['waitDuration']) > 0)) say(key, 'waitDuration must be a whole number greater than 0.')
      else if (!WAIT_UNITS.includes(text(configuration['waitUnit']))) say(key, `waitUnit ${text(configuration['waitUnit'])} is not known.`)
      return
    }
    case 'RANDOMSPLIT': {
      const shares = outcomes.map((outcome) => thing(outcome['arguments'])['percentage'])
      const sum = shares.reduce<number>((total, share) => total + number(share), 0)
      if (!shares.every((share) => Number.isInteger(share) && number(share) >= 1 && number(share) <= 99)) say(key, 'Percentages are whole numbers from 1 to 99.')
      else if (sum !== 100) say(key, `Percentages come to ${sum}, not 100.`)
      return
    }
    case 'MULTICRITERIADECISION': {
      const criteria = thing(configuration['criteria'])
      const paths = outcomes.map((outcome) => text(outcome['key']))
      if (!paths.includes('remainder_path')) say(key, 'A decision needs the outcome remainder_path.')
      for (const path of paths) if (path !== 'remainder_path' && !/^<FilterDefinition[\s>]/.test(text(criteria[path]))) say(key, `Outcome ${path} has no criteria.`)
      for (const path of Object.keys(criteria)) if (!paths.includes(path)) say(key, `Criteria ${path} have no outcome.`)
      if (!Number.isInteger(configuration['schemaVersionId'])) say(key, 'schemaVersionId is required.')
      return
    }
    case 'ENGAGEMENTDECISION': {
      const referred = text(configuration['refActivityCustomerKey'])
      if (!keys.has(referred)) say(key, `Engagement with ${referred} is asked, which is not an activity of this journey.`)
      if (outcomes.length !== 2) say(key, 'An engagement split has two outcomes.')
      return
    }
    case 'EMAILV2': {
      const send = thing(configuration['triggeredSend'])
      const emailId = send['emailId']
      if (emailId === undefined || emailId === null) return say(key, 'Choose an email.')
      if (!platform.shelf('asset').all().some((asset) => thing(asset['legacyData'])['legacyId'] === emailId)) say(key, `Email ${String(emailId)} does not exist.`)
      return
    }
    case 'REST':
      if (text(configuration['url'] ?? thing(thing(activity['arguments'])['execute'])['url']) === '' && text(configuration['applicationExtensionKey']) === '' && !isThing(thing(activity['arguments'])['execute'])) say(key, 'A custom activity needs its key or address.')
      return
    case 'UPDATECONTACTDATA':
    case 'UPDATECONTACTDATAV2':
    case 'DATAEXTENSIONUPDATE': {
      // Nothing tells where they stand: wherever they were seen.
      const data = [thing(activity['arguments'])['activityData'], configuration['activityData']].map(thing)
      const places = [configuration['updateFields'], configuration['fieldsToUpdate'], ...data.flatMap((one) => [one['updateContactFields'], one['updates']])]
      if (places.every((fields) => list(fields).length === 0)) say(key, 'Nothing is updated.')
      return
    }
    default:
  }
}
