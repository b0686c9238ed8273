import type { JsonValue } from '../../engine/core/json.ts'
import { duplicates } from './graph.ts'
import type { Platform } from './platform.ts'
import { isThing, list, number, text, thing, things, type Thing } from './thing.ts'

// What a OneSignal journey may look like, written down from the prose of documentation.onesignal.com/reference/{create-journey,update-journey,update-journey-node}
// and the field notes of its public client (ranges, counts, which field goes with which kind). Its schema and code stay there: their licence is for its own service.

/** Where in what was sent, `nodes[1].branches[0].weight`, and what. */
export interface Wrong { readonly path: string; readonly message: string }

const MINUTE = 60
const YEAR = 31_556_952
const COMMON = ['id', 'kind', 'client_node_id', 'annotation']
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  wait: ['duration_seconds'],
  time_window: ['relative_to', 'windows', 'time_zone', 'use_user_time_zone'],
  send_push: ['template_id'],
  send_email: ['template_id'],
  send_sms: ['template_id'],
  send_iam: ['iam_id', 'user_ttl_seconds'],
  send_webhook: ['webhook_id'],
  tag: ['assignments'],
  split_range: ['branches', 'randomize_on_entry'],
  yes_no: ['branches'],
  wait_until: ['branches', 'expiration'],
}
const CHANNELS: Readonly<Record<string, string>> = { send_push: 'push', send_email: 'email', send_sms: 'sms' }
const TOP = ['name', 'description', 'audience', 'early_exit', 'reentry_rules', 'schedule', 'nodes']

/** Every node, at whatever depth, and where it stands. */
export function nodesOf(journey: Thing): { readonly node: Thing; readonly path: string }[] {
  const walk = (nodes: JsonValue | undefined, path: string): { node: Thing; path: string }[] =>
    things(nodes).flatMap((node, index) => {
      const here = `${path}[${index}]`
      return [{ node, path: here }, ...things(node['branches']).flatMap((branch, at) => walk(branch['nodes'], `${here}.branches[${at}].nodes`))]
    })
  return walk(journey['nodes'], 'nodes')
}

/** `before`: the journey that is there; null: it is to be made. `given`: only what was sent. `after`: what there would be. */
export function journeyErrors(given: Thing, after: Thing, before: Thing | null, platform: Platform): Wrong[] {
  const wrong: Wrong[] = []
  const say = (path: string, message: string) => void wrong.push({ path, message })
  const allowed = before === null ? TOP : [...TOP, 'state', 'concurrency_key']
  for (const key of Object.keys(given)) if (!allowed.includes(key)) say(key, 'is not a writable field')
  if (text(after['name']) === '') say('name', 'is required')
  if (text(after['name']).length > 300) say('name', 'is longer than 300 characters')
  if (text(after['description'] ?? '').length > 1024) say('description', 'is longer than 1024 characters')
  audienceErrors(after['audience'], platform, say)
  const rules = thing(thing(after['early_exit'])['rules'])
  if (isThing(rules['on_event']) && text(rules['on_event']['name']) === '') say('early_exit.rules.on_event.name', 'is required')
  segmentErrors(thing(rules['on_segment']), 'early_exit.rules.on_segment', platform, say)
  const reentry = thing(after['reentry_rules'])['duration_seconds']
  if (reentry !== undefined && reentry !== null && !(Number.isInteger(reentry) && number(reentry) >= 600)) say('reentry_rules.duration_seconds', 'must be at least 600')
  scheduleErrors(thing(given['schedule']), say)
  const all = nodesOf(after)
  for (const id of duplicates(all.map(({ node }) => text(node['client_node_id'])).filter((id) => id !== ''))) say('nodes', `client_node_id ${id} is used twice`)
  for (const id of duplicates(all.map(({ node }) => text(node['id'])).filter((id) => id !== ''))) say('nodes', `id ${id} is used twice`)
  const known = new Map((before ? nodesOf(before) : []).map(({ node }) => [text(node['id']), node]))
  for (const { node, path } of all) {
    nodeErrors(node, path, after, platform, say)
    const id = node['id']
    if (id === undefined) continue
    if (before === null) say(`${path}.id`, 'is given by the server and rejected on create')
    else if (!known.has(text(id))) say(`${path}.id`, 'is no node of this journey')
    else if (known.get(text(id))?.['kind'] !== node['kind']) say(`${path}.kind`, 'cannot be changed for a node')
  }
  if (before && ['active', 'processing'].includes(text(before['state']))) lockedErrors(after, before, say)
  return wrong
}

type Say = (path: string, message: string) => void

function audienceErrors(value: JsonValue | undefined, platform: Platform, say: Say): void {
  if (value === undefined || value === null) return
  const audience = thing(value)
  if (audience['kind'] === 'segment') {
    segmentErrors(audience, 'audience', platform, say)
    if (list(audience['included_segment_ids']).length === 0) say('audience.included_segment_ids', 'is required')
  } else if (audience['kind'] === 'event_trigger') eventErrors(audience, 'audience', say)
  else say('audience.kind', 'must be segment or event_trigger')
}

function segmentErrors(where: Thing, path: string, platform: Platform, say: Say): void {
  for (const field of ['included_segment_ids', 'excluded_segment_ids']) {
    for (const [index, id] of list(where[field]).entries()) if (!platform.shelf('segment').get(text(id))) say(`${path}.${field}[${index}]`, `segment ${text(id)} does not exist`)
  }
}

function eventErrors(where: Thing, path: string, say: Say): void {
  const name = text(where['name'])
  if (name === '' || name.length > 255) say(`${path}.name`, 'must have 1 to 255 characters')
  const groups = list(where['attributes'])
  if (groups.length > 1) say(`${path}.attributes`, 'more than one group of conditions')
  for (const [index, attribute] of things(groups[0]).entries()) {
    const here = `${path}.attributes[0][${index}]`
    if (text(attribute['key']) === '') say(`${here}.key`, 'is required')
    const needsValue = !['exists', 'not_exists'].includes(text(attribute['operator']))
    if (needsValue && typeof attribute['value'] !== 'string') say(`${here}.value`, 'must be a string')
  }
}

function scheduleErrors(schedule: Thing, say: Say): void {
  const startMs = Date.parse(text(schedule['start_at']))
  const stopMs = Date.parse(text(schedule['stop_at']))
  if (schedule['start_at'] !== undefined && schedule['start_at'] !== null && !(startMs >= Date.now() + 5 * 60_000)) say('schedule.start_at', 'must be at least 5 minutes in the future')
  if (schedule['stop_at'] !== undefined && schedule['stop_at'] !== null && !(stopMs > Math.max(Date.now(), Number.isNaN(startMs) ? 0 : startMs))) say('schedule.stop_at', 'must be in the future and later than start_at')
}

function nodeErrors(node: Thing, path: string, journey: Thing, platform: Platform, say: Say): void {
  const kind = text(node['kind'])
  const fields = FIELDS[kind]
  if (!fields) return say(`${path}.kind`, `${kind} is no kind of node`)
  for (const key of Object.keys(node)) if (!COMMON.includes(key) && !fields.includes(key)) say(`${path}.${key}`, `does not go with ${kind}`)
  if (text(node['annotation'] ?? '').length > 255) say(`${path}.annotation`, 'is longer than 255 characters')
  const branches = things(node['branches'])
  const channel = CHANNELS[kind]
  if (kind === 'wait') durationErrors(node['duration_seconds'], `${path}.duration_seconds`, say)
  else if (kind === 'time_window') windowErrors(node, path, say)
  else if (channel !== undefined) {
    const template = platform.shelf('template').get(text(node['template_id']))
    if (!template) say(`${path}.template_id`, `template ${text(node['template_id'])} does not exist`)
    else if (template['channel'] !== channel) say(`${path}.template_id`, `is a template for ${text(template['channel'])}`)
  } else if (kind === 'send_iam') existsErrors('iam', 'iam_id', node, path, platform, say)
  else if (kind === 'send_webhook') existsErrors('webhook', 'webhook_id', node, path, platform, say)
  else if (kind === 'tag') tagErrors(node, path, say)
  else if (kind === 'split_range') {
    if (branches.length < 2 || branches.length > 25) say(`${path}.branches`, 'must be 2 to 25')
    const sum = branches.reduce((total, branch) => total + number(branch['weight']), 0)
    if (!(Math.abs(sum - 100) < 1e-6) || branches.some((branch) => !(number(branch['weight']) >= 0))) say(`${path}.branches`, `weights come to ${sum}, not 100`)
  } else if (kind === 'yes_no') {
    if (branches.length !== 2) say(`${path}.branches`, 'must be exactly 2')
    if (branches[0]) conditionErrors(branches[0]['condition'], `${path}.branches[0].condition`, journey, platform, say)
    if (branches[1]?.['condition']) say(`${path}.branches[1].condition`, 'the second branch is for everybody else')
  } else if (kind === 'wait_until') {
    if (branches.length < 1 || branches.length > 25) say(`${path}.branches`, 'must be 1 to 25')
    for (const [index, branch] of branches.entries()) conditionErrors(branch['condition'], `${path}.branches[${index}].condition`, journey, platform, say)
    if (branches.filter((branch) => thing(branch['condition'])['kind'] === 'on_notification_action').length > 1) say(`${path}.branches`, 'only one message event is supported')
    if (isThing(node['expiration'])) durationErrors(node['expiration']['duration_seconds'], `${path}.expiration.duration_seconds`, say)
  }
}

function durationErrors(value: JsonValue | undefined, path: string, say: Say): void {
  if (!(Number.isInteger(value) && number(value) >= MINUTE && number(value) <= YEAR)) say(path, `must be ${MINUTE} to ${YEAR}`)
}

function windowErrors(node: Thing, path: string, say: Say): void {
  const windows = things(node['windows'])
  if (node['relative_to'] === 'last_active_time') {
    if (windows.length > 0) say(`${path}.windows`, 'must be left out')
    return
  }
  if (node['relative_to'] !== 'schedule_in_timezone') say(`${path}.relative_to`, 'must be schedule_in_timezone or last_active_time')
  if (windows.length === 0) say(`${path}.windows`, 'is required')
  for (const [index, window] of windows.entries()) {
    for (const edge of ['start', 'end']) {
      const { hour, minute = 0 } = thing(window[edge])
      if (!(number(hour) >= 0 && number(hour) <= 24 && number(minute) >= 0 && number(minute) < 60)) say(`${path}.windows[${index}].${edge}`, 'is no time of day')
    }
    const day = window['day_of_week']
    if (day !== undefined && !(Number.isInteger(day) && number(day) >= 1 && number(day) <= 7)) say(`${path}.windows[${index}].day_of_week`, 'must be 1 to 7')
  }
}

function tagErrors(node: Thing, path: string, say: Say): void {
  const assignments = Object.entries(thing(node['assignments']))
  if (assignments.length === 0) say(`${path}.assignments`, 'is required')
  for (const [key, value] of assignments) {
    if (key.length > 255) say(`${path}.assignments`, 'a key is longer than 255 characters')
    if (typeof value !== 'string' || value.length > 1024) say(`${path}.assignments.${key}`, 'must be text of up to 1024 characters')
  }
}

function existsErrors(kind: string, field: string, node: Thing, path: string, platform: Platform, say: Say): void {
  if (!platform.shelf(kind).get(text(node[field]))) say(`${path}.${field}`, `${text(node[field])} does not exist`)
}

function conditionErrors(value: JsonValue | undefined, path: string, journey: Thing, platform: Platform, say: Say): void {
  const condition = thing(value)
  if (condition['kind'] === 'segment_membership') {
    segmentErrors(condition, path, platform, say)
    if (list(condition['included_segment_ids']).length + list(condition['excluded_segment_ids']).length === 0) say(path, 'names no segment')
  } else if (condition['kind'] === 'event_trigger') {
    eventErrors(condition, path, say)
    if (condition['entry_event_match_attributes'] !== undefined && thing(journey['audience'])['kind'] !== 'event_trigger') say(`${path}.entry_event_match_attributes`, 'is for journeys that an event begins')
  } else if (condition['kind'] === 'on_notification_action') {
    const [field, id] = condition['sending_node_id'] === undefined ? (['client_node_id', text(condition['client_node_id'])] as const) : (['sending_node_id', text(condition['sending_node_id'])] as const)
    const sender = nodesOf(journey).find(({ node }) => node[field === 'sending_node_id' ? 'id' : 'client_node_id'] === id)
    if (!sender || !text(sender.node['kind']).startsWith('send_')) say(`${path}.${field}`, `${id} is no node that sends`)
    if (text(condition['action']) === '') say(`${path}.action`, 'is required')
  } else say(`${path}.kind`, 'must be segment_membership, event_trigger or on_notification_action')
}

/** With people under way, split branches and an audience of future additions stay as they are. */
function lockedErrors(after: Thing, before: Thing, say: Say): void {
  const now = new Map(nodesOf(after).map(({ node }) => [text(node['id']), node]))
  for (const { node, path } of nodesOf(before)) {
    const kept = now.get(text(node['id']))
    if (node['kind'] === 'split_range' && kept && things(kept['branches']).length !== things(node['branches']).length) say(`${path}.branches`, 'split branches are locked once the journey is live')
  }
  const audience = thing(before['audience'])
  if (audience['future_additions_only'] === true && JSON.stringify(after['audience']) !== JSON.stringify(audience)) say('audience', 'is locked once the journey is live')
}
