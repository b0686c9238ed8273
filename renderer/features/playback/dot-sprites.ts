const ROOM = 3

/** Dots that were drawn once and are stamped from then on: hundreds of circles a frame take a processor without a graphics card too long. */
export class DotSprites {
  readonly #kept = new Map<string, HTMLCanvasElement>()

  /** Stamps a dot of that radius (pixels of the window) around a point, with a rim if a colour is given for it. */
  put(context: CanvasRenderingContext2D, { x, y }: { x: number; y: number }, radius: number, colour: string, rim: string): void {
    const rounded = Math.round(radius * 4) / 4
    const half = rounded + ROOM
    context.drawImage(this.#spriteOf(rounded, colour, rim), x - half, y - half, 2 * half, 2 * half)
  }

  #spriteOf(radius: number, colour: string, rim: string): HTMLCanvasElement {
    const fine = Math.min(2, globalThis.devicePixelRatio)
    const key = `${radius} ${colour} ${rim} ${fine}`
    const known = this.#kept.get(key)
    if (known) return known
    if (this.#kept.size > 60) this.#kept.clear()
    const sprite = globalThis.document.createElement('canvas')
    const half = radius + ROOM
    sprite.width = sprite.height = Math.ceil(2 * half * fine)
    const context = sprite.getContext('2d')
    if (context) {
      context.scale(sprite.width / (2 * half), sprite.height / (2 * half))
      for (const [size, ink] of [[radius + 1.5, rim], [radius, colour]] as const) {
        if (ink === '') continue
        context.beginPath()
        context.arc(half, half, size, 0, 2 * Math.PI)
        context.fillStyle = ink
        context.fill()
      }
    }
    this.#kept.set(key, sprite)
    return sprite
  }
}
