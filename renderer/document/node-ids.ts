// Steps and entries share the canvas; an entry's node is named after it so that no step id can collide with it.
const ENTRY = 'entry:'
const NOTE = 'note:'

/** The node (and layout) id of an entry. */
export function entryNodeId(entryId: string): string {
  return `${ENTRY}${entryId}`
}

/** The entry a node stands for; undefined for a step's node. */
export function entryIdOf(nodeId: string): string | undefined {
  return nodeId.startsWith(ENTRY) ? nodeId.slice(ENTRY.length) : undefined
}

/** The node id of a note on the canvas. */
export function noteNodeId(noteId: string): string {
  return `${NOTE}${noteId}`
}

/** The note a node stands for; undefined for every other node. */
export function noteIdOf(nodeId: string): string | undefined {
  return nodeId.startsWith(NOTE) ? nodeId.slice(NOTE.length) : undefined
}

/** `${node}:${port}`: a port has at most one connection, so this names it. Shared with the run's figures. */
export function edgeId(nodeId: string, portId: string): string {
  return `${nodeId}:${portId}`
}
