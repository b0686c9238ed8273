/** How much a finding weighs: an error keeps a journey from running, a warning and a hint do not. */
export type Severity = 'error' | 'warning' | 'info'

/**
 * One finding about a journey document. `path` is a JSON path into the document, `stepId` the step it concerns (for the marker on
 * the node), `message` says what and where, `help` what to do.
 */
export interface Diagnostic {
  code: DiagnosticCode
  severity: Severity
  message: string
  help: string
  path: string
  stepId?: string
}

/** Every code with what it is about; the in-app help and the README list them from here. */
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
  J020: 'a step nobody can reach',
  J021: 'a wait that may never end',
  J022: 'a journey without entries',
  J023: 'a template that does not parse',
  J090: 'cannot be simulated yet',
} as const
export type DiagnosticCode = keyof typeof DIAGNOSTIC_CODES

/** True if nothing keeps the journey from being saved as valid: no error among the findings. */
export function isClean(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.every(({ severity }) => severity !== 'error')
}
