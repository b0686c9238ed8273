import type { Scene } from './scene.ts'

/** Every scene, by area. */
export const SCENES: Readonly<Record<string, readonly Scene[]>> = {}
