import { app, screen, type BrowserWindow, type Rectangle } from 'electron'
import { join } from 'node:path'
import { readJsonFile, writeJsonFile } from './json-file.ts'

const preferredSize = { width: 1440, height: 900 }
const leastVisible = 120

export interface WindowState {
  bounds: Partial<Rectangle> & { width: number; height: number }
  maximized: boolean
}

/** Where the window was, unless that place is no longer on any screen. */
export function rememberedWindowState(): WindowState {
  const state = readJsonFile(statePath())
  const areas = screen.getAllDisplays().map((display) => display.workArea)
  const standard = standardSize()
  if (!isWindowState(state)) return { bounds: standard, maximized: false }
  return isOnScreen(state.bounds, areas) ? state : { bounds: standard, maximized: state.maximized }
}

/** Puts the window where one goes that was never opened before, and remembers that. */
export function placeAnew(window: BrowserWindow) {
  const { width, height } = standardSize()
  window.unmaximize()
  window.setSize(width, height)
  window.center()
  rememberWindowState(window)
}

function standardSize(): { width: number; height: number } {
  const primary = screen.getPrimaryDisplay().workAreaSize
  return { width: Math.min(preferredSize.width, primary.width), height: Math.min(preferredSize.height, primary.height) }
}

export function rememberWindowState(window: BrowserWindow) {
  writeJsonFile(statePath(), { bounds: window.getNormalBounds(), maximized: window.isMaximized() })
}

/** True when enough of the top edge, by which a window is moved, lies within one of the areas. */
export function isOnScreen(bounds: Rectangle, areas: readonly Rectangle[]): boolean {
  return areas.some((area) => {
    const visibleWidth = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x)
    const topIsInside = bounds.y >= area.y - 1 && bounds.y + 30 <= area.y + area.height
    return visibleWidth >= leastVisible && topIsInside
  })
}

function isWindowState(value: unknown): value is { bounds: Rectangle; maximized: boolean } {
  if (typeof value !== 'object' || value === null) return false
  const { bounds, maximized } = value as Record<string, unknown>
  if (typeof bounds !== 'object' || bounds === null || typeof maximized !== 'boolean') return false
  const sides = bounds as Record<string, unknown>
  return ['x', 'y', 'width', 'height'].every((side) => Number.isInteger(sides[side])) && Number(sides['width']) >= 400 && Number(sides['height']) >= 300
}

function statePath() {
  return join(app.getPath('userData'), 'window-state.json')
}
