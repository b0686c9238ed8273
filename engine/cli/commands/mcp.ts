import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { openAgentHost } from '../../mcp/agent-host.ts'
import { openMcpHttpDoor } from '../../mcp/http-door.ts'
import { createMcpServer } from '../../mcp/server.ts'
import { workspaceDirectory } from '../../node/workspace/workspace-directory.ts'
import { readArguments, readWhole, usage } from '../arguments.ts'
import { interrupted } from '../interrupted.ts'
import { EXIT_CLEAN } from '../output.ts'

export const MCP_USAGE = 'rehearse mcp [--workspace <folder>] [--http [--port <n>]]'

const TOKEN_VARIABLE = 'REHEARSAL_MCP_TOKEN'
const SHORTEST_TOKEN = 24

/**
 * Serves agents by the Model Context Protocol until the agent goes or it is interrupted: over standard input and output, or over HTTP on this machine. The
 * token of HTTP is that of the variable, else a new one, printed once.
 */
export async function mcpCommand(args: string[]): Promise<number> {
  const { positionals, one, flags } = readArguments(args, { workspace: 'one', http: 'flag', port: 'one' })
  if (positionals.length > 0) throw usage('rehearse mcp takes no files: agents name what is in the workspace by id', MCP_USAGE)
  const port = readWhole(one.get('port') ?? '0', 'port', 0)
  if (port > 65_535) throw usage(`--port ${port} is no port`, 'ports go from 1 to 65535; 0 takes any free one')
  if (one.has('port') && !flags.has('http')) throw usage('--port goes with --http', MCP_USAGE)
  const given = process.env[TOKEN_VARIABLE]
  if (given !== undefined && given.length < SHORTEST_TOKEN) throw usage(`${TOKEN_VARIABLE} has ${given.length} characters`, `make it ${SHORTEST_TOKEN} or more, or leave it away: then a new one is printed`)

  const host = openAgentHost(resolve(one.get('workspace') ?? workspaceDirectory()))
  try {
    if (flags.has('http')) {
      const token = given ?? randomBytes(32).toString('base64url')
      const door = await openMcpHttpDoor({ host, token, port })
      process.stdout.write(`${door.address}\n`)
      process.stderr.write(given === undefined ? `Authorization: Bearer ${token}\nCtrl+C ends it.\n` : `The token is that of ${TOKEN_VARIABLE}. Ctrl+C ends it.\n`)
      await interrupted()
      await door.close()
    } else {
      const server = createMcpServer(host)
      const gone = new Promise<void>((done) => {
        process.stdin.once('end', done)
        process.stdin.once('close', done)
      })
      await server.connect(new StdioServerTransport())
      await Promise.race([gone, interrupted()])
      await server.close()
    }
  } finally {
    await host.close()
  }
  return EXIT_CLEAN
}
