import { useEffect, useState } from 'react'
import type { Rendered } from '../../../engine/core/liquid/render-text.ts'
import type { LiquidScope } from '../../../engine/core/simulate/liquid.ts'
import type { RenderAnswer, RenderOrder } from './render-worker.ts'

/** A text that takes longer is stopped from outside: whatever it does, the window goes on. */
const MOST_MS = 500
const TOO_SLOW: Rendered = { problem: { what: 'it took longer than half a second', line: 0, column: 0 } }

export type Texts = Readonly<Record<string, string>>
export type RenderedTexts = Readonly<Record<string, Rendered>>

let worker: { port: Worker; ready: Promise<void> } | undefined
let orders = 0
let last: Promise<unknown> = Promise.resolve()

/** Renders texts for one person in a worker of their own; a text that hangs is told as such, and costs the others nothing but time. */
export function renderTexts(texts: Texts, scope: LiquidScope): Promise<RenderedTexts> {
  const result = last.then(() => renderAll(texts, scope))
  last = result.catch(() => undefined)
  return result
}

async function renderAll(texts: Texts, scope: LiquidScope): Promise<RenderedTexts> {
  const done: Record<string, Rendered> = {}
  let waiting = Object.entries(texts).filter(([key, template]) => {
    if (hasMarkup(template)) return true
    done[key] = { text: template }
    return false
  })
  while (waiting.length > 0) {
    await order(waiting, scope, (key, rendered) => (done[key] = rendered))
    waiting = waiting.filter(([key]) => done[key] === undefined)
    const hung = waiting[0]
    if (hung) done[hung[0]] = TOO_SLOW
    waiting = waiting.slice(1)
  }
  return done
}

function hasMarkup(text: string): boolean {
  return text.includes('{{') || text.includes('{%')
}

/** Resolves when all are answered, or when one has hung: then the worker is gone. */
async function order(texts: RenderOrder['texts'], scope: LiquidScope, onAnswer: (key: string, rendered: Rendered) => void): Promise<void> {
  worker ??= start()
  const { port, ready } = worker
  await ready
  const id = ++orders
  let left = texts.length
  await new Promise<void>((resolve) => {
    let timer: ReturnType<typeof setTimeout>
    const over = () => {
      clearTimeout(timer)
      port.removeEventListener('message', hear)
      resolve()
    }
    const hang = () => {
      port.terminate()
      worker = undefined
      over()
    }
    const hear = ({ data }: MessageEvent<RenderAnswer>) => {
      if ('ready' in data || data.id !== id) return
      onAnswer(data.key, data.rendered)
      clearTimeout(timer)
      if (--left === 0) over()
      else timer = setTimeout(hang, MOST_MS)
    }
    timer = setTimeout(hang, MOST_MS)
    port.addEventListener('message', hear)
    port.postMessage({ id, texts, scope } satisfies RenderOrder)
  })
}

function start(): NonNullable<typeof worker> {
  const port = new Worker(new URL('./render-worker.ts', import.meta.url), { type: 'module' })
  const ready = new Promise<void>((resolve) => {
    const hear = ({ data }: MessageEvent<RenderAnswer>) => {
      if (!('ready' in data)) return
      port.removeEventListener('message', hear)
      resolve()
    }
    port.addEventListener('message', hear)
  })
  return { port, ready }
}

/** The texts as that person reads them; what was shown before stays until the new is there. Undefined only at first. */
export function useRendered(texts: Texts, scope: LiquidScope): RenderedTexts | undefined {
  const isPlain = !Object.values(texts).some(hasMarkup)
  const wanted = JSON.stringify(isPlain ? null : [texts, scope])
  const [shown, setShown] = useState<RenderedTexts | undefined>()
  useEffect(() => {
    const order = JSON.parse(wanted) as [Texts, LiquidScope] | null // as: written above
    if (order === null) return
    let isOver = false
    // While one is being rendered others may be typed: only the newest is worth rendering.
    void last.then(async () => {
      if (isOver) return
      const rendered = await renderTexts(...order)
      if (!isOver) setShown(rendered)
    })
    return () => {
      isOver = true
    }
  }, [wanted])
  return isPlain ? Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, { text }])) : shown
}
