import { renderText, type Rendered } from '../../../engine/core/liquid/render-text.ts'
import type { LiquidScope } from '../../../engine/core/simulate/liquid.ts'

/** Texts to render, by key, one after the other; each answer goes out by itself, so that who asks sees which one hangs. */
export interface RenderOrder { id: number; texts: readonly (readonly [key: string, template: string])[]; scope: LiquidScope }
export type RenderAnswer = { ready: true } | { id: number; key: string; rendered: Rendered }

globalThis.addEventListener('message', ({ data }: MessageEvent<RenderOrder>) => {
  for (const [key, template] of data.texts) answer({ id: data.id, key, rendered: renderText(template, data.scope) })
})
answer({ ready: true })

function answer(message: RenderAnswer): void {
  globalThis.postMessage(message)
}
