/**
 * `temporary_id` of an action: the id of its step; a step that takes several actions adds `~part` and, for the way back, what has no other place there.
 * Klaviyo forgets it once the flow is made; from then on it lives in `nodeIds`.
 */
export interface ActionName { readonly stepId: string; readonly part: string | null; readonly extra: readonly string[] }

export function actionId(stepId: string, part: string | null = null, extra: readonly string[] = []): string {
  return [stepId, ...(part === null ? [] : [part, ...extra])].map(escaped).join('~')
}

export function readActionId(text: string): ActionName {
  const [stepId = '', part, ...extra] = text.split('~').map(unescaped)
  return { stepId, part: part ?? null, extra }
}

function escaped(text: string): string {
  return text.replace(/[%~]/g, (unit) => `%${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function unescaped(text: string): string {
  return text.replace(/%([0-9a-f]{4})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
}
