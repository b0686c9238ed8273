import type { ImportEdge } from './import-graph.ts'

// The table of the architecture page, row by row. What a room may import is named; everything else of the house is forbidden to it.
interface Room {
  name: string
  holds: RegExp
  /** Files of the house it may import. */
  mayImport: RegExp
  /** Files it may import types of, besides. */
  typesOf?: RegExp
  /** Packages the table speaks of, and where in the room they may be imported. */
  packages: Partial<Record<TablePackage, RegExp>>
}
type TablePackage = 'electron' | 'node' | 'xstate' | 'database' | 'react'

const EVERYWHERE = /^/
const engineDoor = (name: string, holds: RegExp): Room => ({
  name,
  holds,
  mayImport: /^(engine\/|package\.json$)/,
  packages: { node: EVERYWHERE, xstate: /^engine\/runtime\//, database: /^engine\/node\/(storage|ingest)\// },
})

const ROOMS: readonly Room[] = [
  {
    name: 'engine/core',
    holds: /^engine\/core\//,
    mayImport: /^engine\/core\//,
    packages: { xstate: /^engine\/core\/(compile\/to-machine|simulate\/reference)/ },
  },
  { name: 'engine/api', holds: /^engine\/api\//, mayImport: /^engine\/(api|core)\//, packages: {} },
  engineDoor('engine/node, cli, mcp, serve, runtime, templates', /^engine\/(node|cli|mcp|serve|runtime|templates)\//),
  {
    name: 'electron/main, utility',
    holds: /^electron\/(main|utility)\//,
    mayImport: /^(engine\/api\/|engine\/node\/host\.ts$|electron\/)/,
    typesOf: /^engine\/core\//,
    packages: { electron: EVERYWHERE, node: EVERYWHERE },
  },
  { name: 'electron/preload', holds: /^electron\/preload\//, mayImport: /^(engine\/api\/|electron\/preload\/)/, packages: { electron: EVERYWHERE } },
  { name: 'electron/secret', holds: /^electron\/secret\//, mayImport: /^electron\/secret\//, typesOf: /^electron\/preload\//, packages: {} },
  { name: 'renderer', holds: /^renderer\//, mayImport: /^(engine\/(core|api)\/|renderer\/)/, packages: { react: EVERYWHERE } },
]

/** Packages of the core besides its own files: pure ones only. */
const PURE_PACKAGES = ['zod', 'jsonc-parser', 'liquidjs', '@js-temporal/polyfill', 'rrule-temporal', 'xstate']

const TABLE: [TablePackage, RegExp][] = [
  ['electron', /^electron(\/|$)/],
  ['node', /^node:/],
  ['xstate', /^(xstate|@xstate\/.+)(\/|$)/],
  ['database', /^(better-sqlite3|@duckdb\/)/],
  ['react', /^(react|react-dom|@xyflow|@mantine)(\/|$)/],
]

/** Edges the table forbids, each in words. A file of no room is reported, too. */
export function forbiddenEdges(edges: readonly ImportEdge[]): string[] {
  return edges.flatMap((edge) => {
    const room = ROOMS.find(({ holds }) => holds.test(edge.from))
    if (!room) return [`${edge.from} stands in no room of the architecture page`]
    const why = edge.file === undefined ? packageProblem(room, edge) : fileProblem(room, edge, edge.file)
    return why === undefined ? [] : [`${edge.from} imports ${edge.specifier}: ${why}`]
  })
}

function fileProblem(room: Room, { typeOnly }: ImportEdge, file: string): string | undefined {
  if (room.mayImport.test(file) || (typeOnly && room.typesOf?.test(file))) return undefined
  return `${room.name} may not import ${typeOnly ? 'types of ' : ''}${file}`
}

function packageProblem(room: Room, { from, specifier }: ImportEdge): string | undefined {
  const named = TABLE.find(([, pattern]) => pattern.test(specifier))?.[0]
  if (named !== undefined && !(room.packages[named]?.test(from) ?? false)) return `${room.name} may not import ${specifier} here`
  if (room.name === 'engine/core' && !PURE_PACKAGES.includes(specifier)) return 'engine/core imports pure packages only'
  return undefined
}
