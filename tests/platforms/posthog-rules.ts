import { duplicates, loopWithoutTime, type Links } from './graph.ts'
import { list, number, text, thing, things, type Thing } from './thing.ts'

// What a workflow of PostHog needs beyond its schema. Sources: products/workflows/backend/api/graph_validation.py and hog_flow.py of PostHog/posthog, and
// products/workflows/skills/building-workflows/references/graph-schema.md. An unreached step is only warned about there, so it is let through here as well.

const DURATION = /^\d*\.?\d+[dhms]$/
/** More than this of a unit is silently cut off there, so that people wait for less than was asked. */
const CAPS: Readonly<Record<string, number>> = { s: 60, m: 60, h: 24, d: 30 }
const FIXED_TEMPLATES: Readonly<Record<string, string>> = { function_email: 'template-email', function_sms: 'template-twilio', function_push: 'template-native-push' }
const TRIGGER_TEMPLATES: Readonly<Record<string, string>> = { webhook: 'template-source-webhook', manual: 'template-source-webhook', tracking_pixel: 'template-source-webhook-pixel' }

/** What is wrong with the graph; PostHog says all of it at once under `graph`. */
export function graphErrors(flow: Thing): string[] {
  const actions = things(flow['actions'])
  const edges = things(flow['edges'])
  const byId = new Map(actions.map((action) => [text(action['id']), action]))
  const errors: string[] = []
  const twice = duplicates(actions.map((action) => text(action['id'])))
  if (twice.length > 0) errors.push(`action ids used twice: ${twice.join(', ')}`)
  const triggers = actions.filter((action) => action['type'] === 'trigger')
  if (triggers.length !== 1) errors.push(`one trigger is needed, and there are ${triggers.length}`)
  const branches = new Set<string>()
  const continues = new Set<string>()
  for (const edge of edges) {
    const [from, to] = [text(edge['from']), text(edge['to'])]
    if (!byId.has(from)) errors.push(`an edge comes from ${from}, which is not there`)
    if (!byId.has(to)) errors.push(`an edge goes to ${to}, which is not there`)
    const key = edge['type'] === 'branch' ? `${from}/${String(edge['index'])}` : from
    const seen = edge['type'] === 'branch' ? branches : continues
    if (seen.has(key)) errors.push(`two edges leave ${key}`)
    seen.add(key)
    if (edge['type'] !== 'branch') continue
    const source = byId.get(from)
    if (edge['index'] === undefined) errors.push(`a branch edge of ${from} has no index`)
    else if (source && !(number(edge['index']) >= 0 && number(edge['index']) < slots(source))) errors.push(`branch ${String(edge['index'])} of ${from} is out of range: there are ${slots(source)}`)
  }
  for (const action of actions) {
    const id = text(action['id'])
    if (action['type'] === 'wait_until_condition' && !branches.has(`${id}/0`)) errors.push(`${id} has no edge for when its condition holds`)
    if (action['type'] !== 'exit' && !edges.some((edge) => edge['from'] === id)) errors.push(`no next action after ${id}`)
  }
  const links: Links = new Map(actions.map((action) => [text(action['id']), edges.filter((edge) => edge['from'] === action['id']).map((edge) => text(edge['to']))]))
  const loop = loopWithoutTime(links, (id) => /^(delay|wait_until)/.test(text(byId.get(id)?.['type'])))
  if (loop !== null) errors.push(`${loop} comes back to itself without time passing`)
  return errors
}

/** What is wrong with single actions: the index of the action in `actions`, and what PostHog says about its `config`. */
export function configErrors(flow: Thing): { readonly index: number; readonly message: string }[] {
  return things(flow['actions']).flatMap((action, index) => messages(text(action['type']), thing(action['config'])).map((message) => ({ index, message })))
}

function slots(action: Thing): number {
  const config = thing(action['config'])
  if (action['type'] === 'conditional_branch') return list(config['conditions']).length
  if (action['type'] === 'random_cohort_branch') return list(config['cohorts']).length
  return action['type'] === 'wait_until_condition' ? 1 : 0
}

function messages(type: string, config: Thing): string[] {
  if (type === 'delay') {
    if ((config['delay_duration'] === undefined) === (config['delay_until'] === undefined)) return ['either delay_duration or delay_until is needed']
    return config['delay_duration'] === undefined ? [] : durationErrors('delay_duration', text(config['delay_duration']))
  }
  if (type === 'wait_until_condition') return durationErrors('max_wait_duration', text(config['max_wait_duration']))
  if (type === 'conditional_branch') {
    const conditions = things(config['conditions'])
    return [
      ...(conditions.length > 0 ? [] : ['conditions are missing']),
      ...(conditions.some((condition) => list(thing(condition['filters'])['events']).length > 0) ? ['Event filters are not allowed in conditionals'] : []),
    ]
  }
  if (type === 'random_cohort_branch') {
    const shares = things(config['cohorts']).map((cohort) => number(cohort['percentage']))
    const sum = shares.reduce((total, share) => total + share, 0)
    return shares.every((share) => share >= 0) && Math.abs(sum - 100) < 1e-6 ? [] : [`percentages come to ${sum}, not 100`]
  }
  if (type === 'trigger') return triggerErrors(config)
  if (type.startsWith('function')) return functionErrors(type, config)
  return []
}

function durationErrors(field: string, duration: string): string[] {
  if (!DURATION.test(duration)) return [`${field} must be a string matching ^\\d*\\.?\\d+[dhms]$`]
  const cap = CAPS[duration.slice(-1)] ?? 0
  return Number(duration.slice(0, -1)) <= cap ? [] : [`${field} ${duration} would be cut off at ${cap}${duration.slice(-1)}`]
}

function triggerErrors(config: Thing): string[] {
  const template = TRIGGER_TEMPLATES[text(config['type'])]
  if (template && config['template_id'] !== template) return [`template_id must be ${template}`]
  const filters = thing(config['filters'])
  if (config['type'] === 'event' && list(filters['events']).length + list(filters['actions']).length === 0) return ['the trigger names no event']
  if (config['type'] === 'batch' && list(filters['events']).length > 0) return ['a batch is of persons, not of events']
  return []
}

function functionErrors(type: string, config: Thing): string[] {
  const inputs = thing(config['inputs'])
  const needed: Readonly<Record<string, readonly string[]>> = { function_push: ['distinctId', 'channels', 'title'], function_email: ['email'] }
  const template = FIXED_TEMPLATES[type]
  return [
    ...(template && config['template_id'] !== undefined && config['template_id'] !== template ? [`template_id must be ${template}`] : []),
    ...(needed[type] ?? []).filter((key) => thing(inputs[key])['value'] === undefined).map((key) => `inputs.${key}: This field is required.`),
    ...(type === 'function' && config['template_id'] === 'template-webhook' && thing(inputs['url'])['value'] === undefined ? ['inputs.url: This field is required.'] : []),
  ]
}
