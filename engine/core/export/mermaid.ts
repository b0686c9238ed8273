import type { JourneyDocument } from '../model/journey.ts'
import { kindOf, portsOf, summaryOf, type Step } from '../model/steps/registry.ts'
import type { StepFamily } from '../model/steps/step-kind.ts'

const SHAPES: Record<StepFamily, [open: string, close: string]> = {
  entry: ['([', '])'], time: ['{{', '}}'], logic: ['{', '}'], message: ['(', ')'], end: ['[[', ']]'],
}

/** A journey as a Mermaid flowchart: one node a step in its family's shape, stages as subgraphs, ports as edge labels. */
export function journeyAsMermaid(document: JourneyDocument): string {
  const names = new Map(Object.keys(document.steps).map((id, index) => [id, `s${index}`]))
  const lines = ['flowchart LR']
  document.entries.forEach((entry, index) => {
    const { trigger } = entry
    const what = trigger.kind === 'event' ? trigger.event : trigger.kind === 'segment' ? `${trigger.change} ${trigger.segment}` : trigger.kind === 'api' ? trigger.name : (trigger.every ?? trigger.at ?? '')
    lines.push(`  e${index}${node('entry', `${entry.id}: ${what}`)}`, `  e${index} --> ${names.get(entry.next)}`)
  })
  const inStage = (stageId: string | undefined) => Object.entries(document.steps).filter(([, step]) => step.stage === stageId)
  for (const [index, stage] of (document.stages ?? []).entries()) {
    const steps = inStage(stage.id)
    if (steps.length === 0) continue
    lines.push(`  subgraph g${index}["${text(stage.name ?? stage.id)}"]`, ...steps.map(([id, step]) => `    ${names.get(id)}${stepNode(id, step)}`), '  end')
  }
  const staged = new Set((document.stages ?? []).map(({ id }) => id))
  for (const [id, step] of Object.entries(document.steps)) {
    if (step.stage === undefined || !staged.has(step.stage)) lines.push(`  ${names.get(id)}${stepNode(id, step)}`)
  }
  for (const [id, step] of Object.entries(document.steps)) {
    const ports = portsOf(step)
    for (const { label, target } of ports) {
      if (target === undefined) continue
      lines.push(`  ${names.get(id)} -->${ports.length > 1 ? `|"${text(label)}"|` : ''} ${names.get(target)}`)
    }
  }
  return `${lines.join('\n')}\n`
}

function stepNode(id: string, step: Step): string {
  return node(kindOf(step).family, `${step.name ?? id}<br/>${summaryOf(step)}`)
}

function node(family: StepFamily, label: string): string {
  const [open, close] = SHAPES[family]
  return `${open}"${text(label)}"${close}`
}

/** Mermaid reads quotes and a few signs specially, also inside quotes. */
function text(label: string): string {
  return label.replaceAll('&', '&amp;').replaceAll('"', '#quot;').replace(/<(?!br\/>)/g, '#lt;').replaceAll('\n', ' ')
}
