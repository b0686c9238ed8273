import type { MessageStep } from '../../../engine/core/model/steps/message.ts'
import { withField } from '../../document/commands/journey.ts'
import { stepEdit } from '../inspector/use-step-edit.ts'
import { type EditedPart } from '../../document/edited-part.ts'
import type { Template } from './message-columns.ts'

/** Sets one text of a message, its own or that of a variant; `what` names it in Undo. The answer says why it was refused. */
export function templateEdit(stepId: string, variant: number | undefined): (template: Template, what: EditedPart) => string | undefined {
  const edit = stepEdit<MessageStep>(stepId)
  if (variant === undefined) return (template, what) => edit(what, (current) => withField(current, 'template', template))
  return (template, what) =>
    edit(what, (current) => {
      const { variants } = current
      const own = variants?.[variant]
      return variants === undefined || own === undefined ? current : { ...current, variants: variants.with(variant, withField(own, 'template', template)) }
    })
}
