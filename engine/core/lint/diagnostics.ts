/** How much a finding weighs: an error keeps a journey from running, a warning and a hint do not. */
export type Severity = 'error' | 'warning' | 'info'

/**
 * One finding about a journey document. `path` is a JSON path into the document, `stepId` the step it concerns (for the marker on
 * the node), `message` says what and where, `help` what to do. With `fix`, `applyFix` can do it.
 */
export interface Diagnostic {
  code: DiagnosticCode
  severity: Severity
  message: string
  help: string
  path: string
  stepId?: string
  fix?: Fix
}

/** What would do away with a finding: `label` for the button, `edits` in the order in which they are made. */
export interface Fix { label: string; edits: readonly Edit[] }

/**
 * One change: the value at `path` becomes `value`; without `value` it is taken away. `was` is what stood there when the fix was
 * thought out (absent: nothing), so that a document which has changed since is left alone.
 */
export interface Edit { path: readonly (string | number)[]; was?: unknown; value?: unknown }

/** Every code with what it is about; `catalogue.ts` says more about each, and the in-app help and the README list them from there. */
export const DIAGNOSTIC_CODES = {
  J001: 'not JSON',
  J002: 'not as the journey format says',
  J003: 'written by a newer version of the format',
  J004: 'an id is used twice',
  J010: 'a connection leads to a step that does not exist',
  J011: 'an unknown segment',
  J012: 'an unknown stage',
  J013: 'the weights of a split sum to 0',
  J014: 'a loop in which no time passes',
  J015: 'segments that refer to each other in a circle',
  J016: 'a condition that cannot be judged where it stands',
  J017: 'an unknown goal',
  J018: 'a schedule that cannot be read',
  J019: 'a journey that starts itself',
  J020: 'a step nobody can reach',
  J021: 'a wait that may never end',
  J022: 'a journey without entries',
  J023: 'a template that does not parse',
  J024: 'a way that ends where others go on',
  J025: 'a choice that makes no difference',
  J026: 'a check at the very instant of a message',
  J027: 'several entries on one trigger',
  J028: 'a segment that moves with its own journey',
  J029: 'a journey that is never open',
  J030: 'a branch nobody can take',
  J031: 'a condition that can never hold',
  J032: 'a filter that keeps nobody out',
  J040: 'a goal and an exit that do not agree',
  J041: 'a wait longer than the window of the goal',
  J042: 'opens or clicks counted without a message',
  J043: 'a holdout of nobody, or of everybody',
  J044: 're-entry settings that do not do what they seem to',
  J050: 'a cap below the messages of one path',
  J051: 'quiet hours that swallow a timed message',
  J052: 'a wait that releases everybody at once',
  J053: 'a template variable that may be empty',
  J060: 'an event the data do not have',
  J061: 'a property the data do not have',
  J062: 'an attribute the data do not have',
  J063: 'a consent nobody has given',
  J064: 'a template variable that nothing fills',
  J070: 'a journey that is not among those given',
  J071: 'several journeys on one trigger',
} as const
export type DiagnosticCode = keyof typeof DIAGNOSTIC_CODES

/** True if nothing keeps the journey from being saved as valid: no error among the findings. */
export function isClean(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.every(({ severity }) => severity !== 'error')
}
