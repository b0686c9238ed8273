import { protocol, type Session } from 'electron'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { contentSecurityPolicy } from './security.ts'

// The window is served from a scheme of its own: a real origin, no access to the rest of the disk (file:// has both faults).
export const appOrigin = 'app://rehearsal'

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
}

/** Must run before the app is ready. */
export function registerAppScheme() {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }])
}

export function serveWindowFiles(session: Session) {
  const folder = windowFolder()
  session.protocol.handle('app', async (request) => {
    const path = pathWithin(folder, new URL(request.url))
    if (request.method !== 'GET' || path === undefined) return refusal(404)
    try {
      const bytes = await readFile(path)
      return new Response(new Uint8Array(bytes), { headers: headersFor(path) })
    } catch {
      return refusal(404)
    }
  })
}

/** The file that a URL of our scheme names, or undefined when it points elsewhere. */
export function pathWithin(folder: string, url: URL): string | undefined {
  if (url.host !== 'rehearsal') return undefined
  let wanted: string
  try {
    wanted = decodeURIComponent(url.pathname)
  } catch {
    return undefined
  }
  if (wanted.includes('\0')) return undefined
  const path = normalize(join(folder, wanted === '/' ? 'index.html' : wanted))
  return path.startsWith(folder + sep) ? path : undefined
}

function windowFolder() {
  return normalize(join(__dirname, '..', 'renderer'))
}

function headersFor(path: string): Record<string, string> {
  return {
    'Content-Type': contentTypes[extname(path)] ?? 'application/octet-stream',
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  }
}

function refusal(status: number) {
  return new Response('', { status, headers: { 'Content-Security-Policy': contentSecurityPolicy } })
}
