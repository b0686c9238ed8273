import { readText } from '../../../liquid/read-text.ts'

/** A text as Salesforce fills it in. `isWhole`: nothing in it means something else there. */
export interface SalesforceText { readonly text: string; readonly isWhole: boolean }

const HOLE = /\{\{\s*(profile|event)\.([A-Za-z_]\w*)\s*\}\}/g
const STRING = /%%([A-Za-z_]\w*)%%/g
const LOOK_UP = /%%=AttributeValue\("([A-Za-z_]\w*)"\)=%%/g

/**
 * Turns Liquid into personalization strings: `{{ profile.x }}` is `%%x%%`, `{{ event.x }}` is `%%=AttributeValue("x")=%%`. Everything else of
 * Liquid has no counterpart that could be written without running it, and stays as it is written.
 */
export function toPersonalization(text: string): SalesforceText {
  const hasOwnMarks = text.includes('%%')
  const changed = text.replace(HOLE, (_, of: string, name: string) => (of === 'profile' ? `%%${name}%%` : `%%=AttributeValue("${name}")=%%`))
  const read = readText(changed)
  return { text: changed, isWhole: !hasOwnMarks && !read.problem && read.variables.length === 0 && !/\{%|\{\{/.test(changed) }
}

/** The way back; strings and AMPscript that are not of these two kinds stay as they are. */
export function fromPersonalization(text: string): SalesforceText {
  const changed = text.replace(LOOK_UP, (_, name: string) => `{{ event.${name} }}`).replace(STRING, (_, name: string) => `{{ profile.${name} }}`)
  return { text: changed, isWhole: !changed.includes('%%') }
}
