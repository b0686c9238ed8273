import type { JsonValue } from '../../engine/core/json.ts'
import { duplicates, loopWithoutTime, unreached, type Links } from './graph.ts'
import type { Platform } from './platform.ts'
import { isThing, list, number, text, thing, things, type Thing } from './thing.ts'

// What a flow of Klaviyo needs beyond its schema, which accepts each of these. Sources: developers.klaviyo.com flows_api_overview (one trigger, temporary ids, links)
// and the specification's descriptions. That metrics, templates, lists and segments named in a flow have to be there is a guess from how its window works.

export interface Pointed { readonly pointer: string; readonly detail: string }

const DEFINITION = '/data/attributes/definition'

/** `idOf`: what links name actions by: temporary ids when a flow is made, Klaviyo's own afterwards. */
export function flowErrors(definition: Thing, idOf: 'temporary_id' | 'id', platform: Platform): Pointed[] {
  const errors: Pointed[] = []
  const say = (pointer: string, detail: string) => void errors.push({ pointer: DEFINITION + pointer, detail })
  const actions = things(definition['actions'])
  const ids = actions.map((action) => text(action[idOf]))
  const known = new Set(ids)
  if (list(definition['triggers']).length !== 1) say('/triggers', 'A flow has exactly one trigger.')
  for (const id of duplicates(ids)) say('/actions', `${idOf} ${id} is used twice.`)
  for (const [index, action] of actions.entries()) {
    if (text(action[idOf]) === '') say(`/actions/${index}/${idOf}`, 'This field is required.')
    if (idOf === 'temporary_id' && typeof action['id'] === 'string') say(`/actions/${index}/id`, 'New actions have a temporary_id only.')
    for (const { pointer, to } of linksOf(action)) if (to !== null && !known.has(to)) say(`/actions/${index}${pointer}`, `${to} is no action of this flow.`)
    actionErrors(action, `/actions/${index}`, platform, say)
  }
  const entry = text(definition['entry_action_id'])
  if (!known.has(entry)) say('/entry_action_id', `${entry} is no action of this flow.`)
  else {
    const links: Links = new Map(actions.map((action) => [text(action[idOf]), linksOf(action).flatMap(({ to }) => to ?? [])]))
    for (const id of unreached(links, entry)) say('/actions', `Nobody comes to ${id}.`)
    const loop = loopWithoutTime(links, () => false)
    if (loop !== null) say('/actions', `${loop} comes back to itself.`)
  }
  for (const [index, trigger] of things(definition['triggers']).entries()) triggerErrors(trigger, `/triggers/${index}`, platform, say)
  referenceErrors(definition, '', platform, say)
  return errors
}

/** Where an action leads, by every link it has. */
export function linksOf(action: Thing): { readonly pointer: string; readonly to: string | null }[] {
  const own = Object.entries(thing(action['links'])).map(([name, to]) => ({ pointer: `/links/${name}`, to: typeof to === 'string' ? to : null }))
  const branches = things(thing(action['data'])['branches']).flatMap((branch, index) => {
    const to = thing(branch['links'])['next']
    return [{ pointer: `/data/branches/${index}/links/next`, to: typeof to === 'string' ? to : null }]
  })
  return [...own, ...branches]
}

type Say = (pointer: string, detail: string) => void

function actionErrors(action: Thing, pointer: string, platform: Platform, say: Say): void {
  const data = thing(action['data'])
  const message = thing(data['message'])
  const type = text(action['type'])
  if (type === 'time-delay' && !(number(data['value']) > 0)) say(`${pointer}/data/value`, 'Ensure this value is greater than 0.')
  if (type === 'multi-branch-split') {
    const branches = things(data['branches'])
    if (branches.filter((branch) => branch['is_else'] === true).length !== 1) say(`${pointer}/data/branches`, 'Exactly one branch is for everybody else.')
    for (const id of duplicates(branches.map((branch) => text(branch['branch_id'])))) say(`${pointer}/data/branches`, `branch_id ${id} is used twice.`)
  }
  if ((type === 'conditional-split' || type === 'trigger-split') && !isThing(data[type === 'conditional-split' ? 'profile_filter' : 'trigger_filter'])) say(`${pointer}/data`, 'A split needs a filter.')
  const templateId = message['template_id']
  if (typeof templateId === 'string' && !platform.shelf('template').get(templateId)) say(`${pointer}/data/message/template_id`, `Template ${templateId} does not exist.`)
  if (type === 'send-webhook' && text(message['url']) === '') say(`${pointer}/data/message/url`, 'This field is required.')
  if (type === 'list-update' && !platform.shelf('list').get(text(data['list_id']))) say(`${pointer}/data/list_id`, `List ${text(data['list_id'])} does not exist.`)
}

function triggerErrors(trigger: Thing, pointer: string, platform: Platform, say: Say): void {
  const type = text(trigger['type'])
  if (!['metric', 'list', 'segment'].includes(type)) return
  if (!platform.shelf(type).get(text(trigger['id']))) say(`${pointer}/id`, `${type} ${text(trigger['id'])} does not exist.`)
}

/** Conditions at whatever depth. */
function referenceErrors(value: JsonValue, pointer: string, platform: Platform, say: Say): void {
  if (Array.isArray(value)) return value.forEach((member, index) => referenceErrors(member, `${pointer}/${index}`, platform, say))
  if (!isThing(value)) return
  const metric = value['metric_id']
  if (typeof metric === 'string' && !platform.shelf('metric').get(metric)) say(`${pointer}/metric_id`, `Metric ${metric} does not exist.`)
  for (const [index, id] of list(value['group_ids']).entries()) {
    if (!platform.shelf('segment').get(text(id)) && !platform.shelf('list').get(text(id))) say(`${pointer}/group_ids/${index}`, `No list or segment ${text(id)}.`)
  }
  if (value['type'] === 'profile-sample' && !(number(value['percentage']) > 0 && number(value['percentage']) < 100)) say(`${pointer}/percentage`, 'Ensure this value is between 1 and 99.')
  for (const [key, member] of Object.entries(value)) referenceErrors(member, `${pointer}/${key}`, platform, say)
}

