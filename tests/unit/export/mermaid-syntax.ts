/**
 * What is wrong with a Mermaid flowchart, as far as an export can get it wrong: lines that are no node, edge or subgraph, ids that Mermaid
 * would misread, texts whose quotes, tags or entities are not written out, edges to nodes that are nowhere, subgraphs that do not end.
 */
export function mermaidProblems(text: string): string[] {
  const problems: string[] = []
  const defined = new Set<string>()
  const used = new Map<string, string>()
  let open = 0
  const [head, ...lines] = text.trimEnd().split('\n')
  if (head !== 'flowchart LR') problems.push(`begins with ${head}`)
  const define = (id: string, line: string) => {
    if (!/^[a-z][a-z0-9]*$/.test(id) || ['end', 'graph', 'subgraph', 'style', 'class', 'click', 'default'].includes(id)) problems.push(`no id: ${line}`)
    if (/^[ox]/.test(id)) problems.push(`an id after an arrow may not begin with o or x: ${line}`)
    if (defined.has(id)) problems.push(`defined twice: ${id}`)
    defined.add(id)
  }
  for (const raw of lines) {
    const line = raw.trim()
    for (const [, label] of line.matchAll(/"([^"]*)"/g)) problems.push(...labelProblems(label!))
    const node = /^(\w+)(?:\(\["[^"]*"\]\)|\{\{"[^"]*"\}\}|\{"[^"]*"\}|\("[^"]*"\)|\[\["[^"]*"\]\]|\["[^"]*"\](?::::note)?)$/.exec(line)
    const edge = /^(\w+) (?:-->|-\.->)(?:\|"[^"]*"\|)? (\w+)$/.exec(line)
    const subgraph = /^subgraph (\w+)\["[^"]*"\]$/.exec(line)
    if (node) define(node[1]!, line)
    else if (edge) for (const id of [edge[1]!, edge[2]!]) used.set(id, line)
    else if (subgraph) {
      define(subgraph[1]!, line)
      open++
    } else if (line === 'end') open--
    else if (!/^classDef \w+ [\w-]+:[\w-]+(,[\w-]+:[\w-]+)*$/.test(line)) problems.push(`not understood: ${line}`)
    if (open < 0) problems.push('a subgraph ends that did not begin')
  }
  if (open > 0) problems.push('a subgraph does not end')
  for (const [id, line] of used) if (!defined.has(id)) problems.push(`no node ${id}: ${line}`)
  return problems
}

function labelProblems(label: string): string[] {
  const plain = label.replaceAll('<br/>', '').replace(/#(\d+|quot|lt|gt);|&amp;/g, '')
  const sign = /[<>#&`\\]|%%|\$\$|[\p{Cc}\u2028\u2029]/u.exec(plain)
  return sign ? [`${JSON.stringify(sign[0])} in ${JSON.stringify(label)}`] : label === '' ? ['an empty text'] : []
}
