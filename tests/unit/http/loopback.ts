import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net'
import { afterEach } from 'vitest'

const open: (() => Promise<void>)[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()))
})

/** A server of bytes on this machine, closed after the test; `meet` is given every connection. Answers its port. */
export async function tcpServer(meet: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    meet(socket)
  })
  return listening(server, () => {
    for (const socket of sockets) socket.destroy()
  })
}

export interface Heard { readonly method: string; readonly url: string; readonly headers: IncomingMessage['headers']; readonly text: string }

/** A server of HTTP on this machine, closed after the test. `heard` are its requests, in order; each is answered by `reply`, with its number from 0 on. */
export async function httpServer(reply: (request: Heard, response: ServerResponse, number: number) => void): Promise<{ url: string; heard: Heard[] }> {
  const heard: Heard[] = []
  const server = createHttpServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, text: Buffer.concat(chunks).toString() }
      heard.push(one)
      reply(one, response, heard.length - 1)
    })
  })
  const port = await listening(server, () => server.closeAllConnections())
  return { url: `http://127.0.0.1:${port}`, heard }
}

export function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

/** A port of this machine at which nobody is. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function listening(server: Server | TcpServer, end: () => void): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    end()
    await closed
  })
  return (server.address() as AddressInfo).port // as: it listens on a port
}
