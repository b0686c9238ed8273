/**
 * The digits of a number in an object's JSON text, as they stand there; JSON.parse would round or shorten them. `name` is a member, or a
 * path with dots through nested objects if there is no such member. Undefined if there is no number at that place.
 */
export function numberAsWritten(json: string, name: string): string | undefined {
  return find(json, [name]) ?? (name.includes('.') ? find(json, name.split('.')) : undefined)
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s"{}[\]:,]+/g

function find(json: string, path: readonly string[]): string | undefined {
  token.lastIndex = 0
  /** How many of the path's keys the objects around the current token match, one entry an open object or list. */
  const matched: number[] = []
  let key: string | undefined
  let afterColon = false
  let result: string | undefined
  for (let match = token.exec(json); match; match = token.exec(json)) {
    const text = match[0]
    const depth = matched.length
    const inside = depth === 0 ? 0 : matched[depth - 1]!
    const onPath = afterColon && key === path[inside]
    if (text === '{' || text === '[') {
      matched.push(depth === 0 ? 0 : text === '{' && onPath && inside === depth - 1 ? inside + 1 : -1)
      afterColon = false
    } else if (text === '}' || text === ']') {
      matched.pop()
      afterColon = false
    } else if (text === ':') afterColon = true
    else if (text === ',') afterColon = false
    else if (afterColon) {
      // The last of several members of one name counts, as in JSON.parse.
      if (onPath && inside === path.length - 1 && depth === path.length) result = text
    } else if (inside >= 0) key = text.startsWith('"') ? (JSON.parse(text) as string) : undefined // as: a JSON string
  }
  return result !== undefined && /^-?\d/.test(result) ? result : undefined
}
