import { createReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { answerPage, securityHeaders } from './answers.ts'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
}

/** Answers with a file of the built window, and with nothing outside its folder. `pathname` is as sent, still encoded. */
export async function answerWindowFile(folder: string, pathname: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = await fileWithin(folder, pathname)
  if (path === undefined && pathname === '/') {
    const how = '<p>Build it with <code>npm run build</code> in the folder of Rehearsal, then load this page again.</p>'
    return answerPage(response, 503, 'The window is not built', how)
  }
  if (path === undefined) return answerPage(response, 404, 'Not found', '<p>There is no such file. <a href="/">Back to Rehearsal</a></p>')
  const { size } = await stat(path)
  response.writeHead(200, { ...securityHeaders, 'Content-Type': contentTypes[extname(path)] ?? 'application/octet-stream', 'Content-Length': size })
  if (request.method === 'HEAD') return void response.end()
  await pipeline(createReadStream(path), response)
}

async function fileWithin(folder: string, pathname: string): Promise<string | undefined> {
  let wanted: string
  try {
    wanted = decodeURIComponent(pathname)
  } catch {
    return undefined
  }
  // A backslash parts folders on Windows; no file of the window has one in its name.
  if (wanted.includes('\0') || wanted.includes('\\') || wanted.split('/').includes('..')) return undefined
  try {
    const root = await realpath(folder)
    const path = await realpath(join(root, wanted === '/' ? 'index.html' : wanted))
    return path.startsWith(root + sep) && (await stat(path)).isFile() ? path : undefined
  } catch {
    return undefined
  }
}
