import type { Channel, MessageStep } from '../../../../engine/core/model/steps/message.ts'
import { freeId } from '../../../../engine/core/model/ids.ts'
import { readLater } from '../../../components/read-later.tsx'
import { moreLabel } from '../../message/texts.ts'
import { JsonField } from '../fields/json-field.tsx'
import { MoreClauses, RemoveButton, Row } from '../fields/section.tsx'
import { TextField } from '../fields/text-field.tsx'
import type { Commit } from '../fields/use-draft.ts'
import { inspectorText } from '../texts.ts'
import { templatePart, type EditedPart } from '../../../document/edited-part.ts'

/** Brings the whole text editor along: nobody needs it before a message is selected. */
const LiquidField = readLater(async () => (await import('../../message/liquid-field.tsx')).LiquidField)

type Template = NonNullable<MessageStep['template']>

const USUAL = ['title', 'body', 'link'] as const

/** Fields that messages of a channel often have besides; their names are those that the previews read. */
const MORE_OF: Record<Channel, readonly string[]> = {
  push: ['image'], email: ['preheader', 'sender'], sms: [], inApp: ['button', 'secondButton', 'image'], webPush: ['image', 'button'], whatsapp: ['button', 'footer', 'image'], widget: ['button', 'image'],
}

/** The texts of a message, all in Liquid: title, body, link, and whatever other fields it has. */
export function TemplateFields({ stepId, channel, value, onChange }: { stepId: string; channel: Channel; value: Template | undefined; onChange(template: Template, what: EditedPart): string | undefined }) {
  const set = (key: string): Commit<string | undefined> => (text) => {
    const { [key]: _before, ...rest } = value ?? {}
    return onChange(text === undefined ? rest : { ...value, [key]: text }, templatePart(key))
  }
  const shown = (key: string) => {
    const text = value?.[key]
    return text === undefined ? undefined : typeof text === 'string' ? text : JSON.stringify(text)
  }
  const others = Object.entries(value ?? {}).filter(([key]) => !(USUAL as readonly string[]).includes(key)) // as: looked up among other texts
  const rename = (from: string, to: string | undefined) => {
    if (to === undefined || (to !== from && to in (value ?? {}))) return inspectorText('sameId')
    return onChange(Object.fromEntries(Object.entries(value ?? {}).map(([key, text]) => [key === from ? to : key, text])), 'field')
  }
  const add = (key: string) => onChange({ ...value, [key]: '' }, 'field')
  return (
    <>
      {/* An SMS has no title and no link of its own; what is there all the same is shown. */}
      {(channel !== 'sms' || value?.title !== undefined) && <LiquidField stepId={stepId} label={inspectorText(channel === 'email' ? 'subject' : 'title')} value={shown('title')} onChange={set('title')} testId="message-title" />}
      <LiquidField stepId={stepId} label={inspectorText('body')} value={shown('body')} onChange={set('body')} lines={3} testId="message-body" />
      {(channel !== 'sms' || value?.link !== undefined) && <LiquidField stepId={stepId} label={inspectorText('link')} value={shown('link')} onChange={set('link')} placeholder={inspectorText('linkPlaceholder')} testId="message-link" />}
      {others.map(([key, text], index) => (
        // A field's name is being typed here, so its place is what it is.
        <Row key={index}>
          <TextField label={inspectorText('fieldName')} showLabel={false} width={112} value={key} onChange={(to) => rename(key, to)} />
          {typeof text === 'string' ? (
            <LiquidField stepId={stepId} label={inspectorText('fieldText', { name: key })} showLabel={false} value={text} onChange={(next) => onChange({ ...value, [key]: next ?? '' }, templatePart(key))} testId={`message-field-${key}`} />
          ) : (
            <JsonField label={key} showLabel={false} value={text} onChange={(next) => onChange({ ...value, [key]: next as Template[string] }, templatePart(key))} />
          )}
          <RemoveButton label={inspectorText('remove', { what: key })} onClick={() => set(key)(undefined)} />
        </Row>
      ))}
      <MoreClauses
        clauses={[
          ...MORE_OF[channel].filter((key) => value?.[key] === undefined).map((key) => ({ label: moreLabel(key), testId: `add-${key}`, onAdd: () => add(key) })),
          { label: inspectorText('addField'), testId: 'add-template-field', onAdd: () => add(freeId('field', (key) => key in (value ?? {}))) },
        ]}
      />
    </>
  )
}
