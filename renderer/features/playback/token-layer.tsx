import { useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { usePlaybackStore } from '../../stores/playback-store.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { useCanvasStore } from '../canvas/canvas-store.ts'
import { onThemeChange, sized } from '../canvas/draw-picture.ts'
import { tellOf } from './ask-about.ts'
import { listenToPlayer, nowPlaying, speedNow, type Playing } from './player.ts'
import { logOf } from './read-log.ts'
import { playbackText } from './texts.ts'
import { peopleADot, TokenFlow } from './token-flow.ts'
import { coloursOf, TokenPainter, type Colours, type Target, type View } from './token-painter.ts'
import styles from './token-layer.module.css'

/** People in motion over the journey, while a run is played or an instant of it is shown. */
export function TokenLayer() {
  const isShown = usePlaybackStore((state) => state.at !== null)
  return isShown ? <Tokens /> : null
}

function Tokens() {
  const store = useStoreApi()
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const { domNode } = store.getState()
    if (!canvas.current || !domNode) return
    const layer = new Layer(canvas.current, domNode, () => {
      const { transform: [x, y, zoom], width, height } = store.getState()
      return { x, y, zoom, width, height }
    })
    const stops = [store.subscribe((state, before) => {
      if (state.transform !== before.transform || state.width !== before.width || state.height !== before.height) layer.ask()
    }), layer.start()]
    return () => stops.forEach((stop) => stop())
  }, [store])
  return <canvas ref={canvas} className={styles.tokens} data-testid="tokens" role="img" aria-label={playbackText('peopleMoving')} />
}

/** Longest time of the person at the window that one frame stands for, ms. */
const LONGEST_FRAME = 100

class Layer {
  readonly #canvas: HTMLCanvasElement
  readonly #root: HTMLElement
  readonly #view: () => View
  readonly #painter = new TokenPainter()
  readonly #still = globalThis.matchMedia('(prefers-reduced-motion: reduce)')
  #flow: TokenFlow | undefined
  #playing: Playing | undefined
  #context: CanvasRenderingContext2D | undefined
  #size = ''
  #colours: Colours | undefined
  #waiting: ReadonlyMap<string, number> = new Map()
  #figures: unknown
  #asked = 0
  #drawnAt = 0
  /** After a step the people it moved walk, although time stands. */
  #isWalking = false

  constructor(canvas: HTMLCanvasElement, root: HTMLElement, view: () => View) {
    this.#canvas = canvas
    this.#root = root
    this.#view = view
  }

  start(): () => void {
    const stops = [
      listenToPlayer({
        passed: (playing, from, until, byStep) => {
          const flow = this.#flowOf(playing)
          if (byStep) flow.clear()
          flow.perDot = byStep ? 1 : this.#perDot(playing)
          if (usePlaybackStore.getState().peopleADot !== flow.perDot) usePlaybackStore.setState({ peopleADot: flow.perDot })
          flow.pass(from, until)
          this.#isWalking = byStep
          this.ask()
        },
        jumped: () => {
          this.#flow?.clear()
          this.#isWalking = false
          this.ask()
        },
      }),
      usePlaybackStore.subscribe((state, before) => {
        if (state.isPlaying !== before.isPlaying) this.ask()
      }),
      useRunStore.subscribe((state, before) => {
        if (state.figures !== before.figures) this.ask()
      }),
      useCanvasStore.subscribe(() => this.ask()),
      onThemeChange(() => {
        this.#colours = undefined
        this.ask()
      }),
      this.#watchPointer(),
      () => cancelAnimationFrame(this.#asked),
    ]
    this.ask()
    return () => stops.forEach((stop) => stop())
  }

  ask(): void {
    this.#asked ||= requestAnimationFrame((now) => {
      this.#asked = 0
      this.#draw(now)
    })
  }

  #flowOf(playing: Playing): TokenFlow {
    if (this.#flow && this.#playing === playing) return this.#flow
    this.#playing = playing
    return (this.#flow = new TokenFlow(playing.head.log, playing.head.table, playing.whereabouts.lastStepOf))
  }

  /** By the busiest stretches of the run but the very busiest tenth, so that it stays the same while it plays at a speed. */
  #perDot({ run }: Playing): number {
    const read = logOf(run)
    if (!read) return 1
    const { moves, stretchMs } = read.activity
    const busy = moves.filter((count) => count > 0).sort()
    return peopleADot(((busy[Math.floor(busy.length * 0.9)] ?? 0) / stretchMs) * speedNow(run))
  }

  #draw(now: number): void {
    const { isPlaying } = usePlaybackStore.getState()
    const playing = nowPlaying()
    const view = this.#view()
    if (!playing || view.width === 0) return
    const flow = this.#flowOf(playing)
    const passed = Math.min(LONGEST_FRAME, Math.max(0, now - this.#drawnAt))
    this.#drawnAt = now
    if (isPlaying || this.#isWalking) flow.advance(passed, !isPlaying)
    this.#fit(view)
    this.#takeFigures()
    this.#colours ??= coloursOf(this.#canvas)
    if (this.#context) this.#painter.draw(this.#context, this.#root, view, flow, playing.head.table, this.#waiting, this.#colours, { isHeld: !isPlaying, isStill: this.#still.matches, now })
    this.#say('tokens', flow.tokens.length)
    this.#say('lit', flow.lit.size)
    if (isPlaying || (this.#isWalking && flow.isBusy(true))) this.ask()
    else this.#isWalking = false
  }

  /** How much is drawn, for who cannot look at pixels. */
  #say(what: 'tokens' | 'lit', count: number): void {
    if (this.#canvas.dataset[what] !== String(count)) this.#canvas.dataset[what] = String(count)
  }

  #fit({ width, height }: { width: number; height: number }): void {
    const size = `${width} ${height} ${globalThis.devicePixelRatio}`
    if (size === this.#size) return
    this.#size = size
    this.#context = sized(this.#canvas, width, height)
  }

  #takeFigures(): void {
    const { steps } = useRunStore.getState().figures
    if (steps === this.#figures) return
    this.#figures = steps
    this.#waiting = new Map(Object.entries(steps).flatMap(([id, { waiting }]) => (waiting > 0 ? [[id, waiting] as const] : [])))
  }

  /** While time stands, who is pointed at can be asked about. */
  #watchPointer(): () => void {
    const targetAt = ({ clientX, clientY }: MouseEvent): Target | undefined => {
      if (usePlaybackStore.getState().isPlaying) return undefined
      const { left, top } = this.#root.getBoundingClientRect()
      return this.#painter.targets.findLast(({ x, y, halfWidth, halfHeight }) => Math.abs(clientX - left - x) <= halfWidth && Math.abs(clientY - top - y) <= halfHeight)
    }
    const point = (event: PointerEvent) => this.#root.toggleAttribute('data-over-token', event.buttons === 0 && targetAt(event) !== undefined)
    const press = (event: MouseEvent) => {
      if (event.button === 0 && targetAt(event)) event.stopPropagation()
    }
    const click = (event: MouseEvent) => {
      const target = event.button === 0 ? targetAt(event) : undefined
      const profile = target && this.#profileOf(target)
      if (profile === undefined) return
      event.stopPropagation()
      event.preventDefault()
      void tellOf(profile)
    }
    const root = this.#root
    root.addEventListener('pointermove', point)
    for (const kind of ['pointerdown', 'mousedown'] as const) root.addEventListener(kind, press, { capture: true })
    root.addEventListener('click', click, { capture: true })
    return () => {
      root.removeAttribute('data-over-token')
      root.removeEventListener('pointermove', point)
      for (const kind of ['pointerdown', 'mousedown'] as const) root.removeEventListener(kind, press, { capture: true })
      root.removeEventListener('click', click, { capture: true })
    }
  }

  /** A pile stands for who came to it last. */
  #profileOf({ profile, step }: Target): number | undefined {
    if (profile !== null || step === null || !this.#playing) return profile ?? undefined
    return this.#playing.whereabouts.lastIn(this.#playing.head.table.steps.indexOf(step))?.profile
  }
}
