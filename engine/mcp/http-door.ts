import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import { isInitializeRequest } from '@modelcontextprotocol/sdk/types.js'
import { createHash, randomUUID, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AgentHost } from './agent-host.ts'
import { createMcpServer } from './server.ts'

export interface McpHttpDoor { address: string; close(): Promise<void> }

const MOST_SESSIONS = 32
const LONGEST_BODY_BYTES = 8 * 2 ** 20

/**
 * Model Context Protocol over HTTP on 127.0.0.1, for agents that show `token` as bearer. Other hosts in the Host header and requests from web pages are refused:
 * a page of another site, or a name that leads here, has no business at this door.
 */
export async function openMcpHttpDoor({ host, token, port }: { host: AgentHost; token: string; port: number }): Promise<McpHttpDoor> {
  const sessions = new Map<string, StreamableHTTPServerTransport>()

  const begin = async (): Promise<StreamableHTTPServerTransport> => {
    // The one that was asked last is likeliest to be in use.
    if (sessions.size >= MOST_SESSIONS) await sessions.values().next().value?.close()
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: randomUUID, onsessioninitialized: (id) => void sessions.set(id, transport) })
    transport.onclose = () => {
      if (transport.sessionId !== undefined) sessions.delete(transport.sessionId)
    }
    await createMcpServer(host).connect(transport as Parameters<ReturnType<typeof createMcpServer>['connect']>[0]) // as: the SDK's own class, typed without exactOptionalPropertyTypes
    return transport
  }

  const server = createServer((request, response) => {
    void handle(request, response).catch(() => refuse(response, 500, 'This did not work.'))
  })
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const { port: own } = server.address() as AddressInfo // as: it listens on TCP
    if (request.headers.host !== `127.0.0.1:${own}` && request.headers.host !== `localhost:${own}`) return refuse(response, 403, 'This door is for this machine only.')
    if (request.headers.origin !== undefined) return refuse(response, 403, 'Web pages have no business here.')
    if (!isBearer(request.headers.authorization, token)) return refuse(response, 401, 'Show the token that was printed at the start: Authorization: Bearer …', { 'www-authenticate': 'Bearer' })
    if (new URL(request.url ?? '/', 'http://127.0.0.1').pathname !== '/mcp') return refuse(response, 404, 'The address is /mcp.')
    const body = request.method === 'POST' ? await bodyOf(request) : undefined
    if (body === 'too long') return refuse(response, 413, `A request may have ${LONGEST_BODY_BYTES} bytes.`)
    if (body === 'no JSON') return refuse(response, 400, 'The body is no JSON.')
    const id = request.headers['mcp-session-id']
    const known = typeof id === 'string' ? sessions.get(id) : undefined
    if (known) {
      sessions.delete(id as string) // as: it was found by it; asked last goes last
      sessions.set(id as string, known)
    }
    if (!known && (id !== undefined || !isInitializeRequest(body))) return refuse(response, id === undefined ? 400 : 404, 'Begin with initialize.')
    await (known ?? (await begin())).handleRequest(request, response, body)
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`, // as above
    async close() {
      await Promise.all([...sessions.values()].map((transport) => transport.close()))
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > LONGEST_BODY_BYTES) return 'too long'
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    return 'no JSON'
  }
}

function refuse(response: ServerResponse, status: number, why: string, headers: Record<string, string> = {}): void {
  if (response.headersSent) return void response.destroy()
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify({ jsonrpc: '2.0', error: { code: -32000, message: why }, id: null }))
}

/** Comparing takes the same time whatever is wrong. */
function isBearer(header: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`))
}
