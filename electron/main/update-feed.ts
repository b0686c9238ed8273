import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What updates are asked of, as the packaging wrote it beside the app; null where there is nothing to ask, or not over a safe way. */
export function updateFeed(resources: string): URL | null {
  try {
    return feedIn(readFileSync(join(resources, 'app-update.yml'), 'utf8'))
  } catch {
    return null
  }
}

/** The address in the text of an `app-update.yml`. Plain http is refused, except to this machine: whoever sits between could say what the newest version is. */
export function feedIn(text: string): URL | null {
  const written = /^url:\s*['"]?([^\s'"]+)['"]?\s*$/m.exec(text)?.[1]
  if (written === undefined || !URL.canParse(written)) return null
  const url = new URL(written)
  const isLoopback = ['127.0.0.1', '[::1]'].includes(url.hostname)
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback) ? url : null
}

/** False where the app may not replace itself: on Linux, a folder that somebody unpacked, or a package of a distribution. */
export function canReplaceItself(platform: string, resources: string, environment: Readonly<Record<string, string | undefined>>): boolean {
  if (platform !== 'linux') return true
  if (environment['APPIMAGE'] !== undefined) return true
  const packageType = join(resources, 'package-type')
  return existsSync(packageType) && readFileSync(packageType, 'utf8').trim() === 'deb'
}
