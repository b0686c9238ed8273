import { Button } from '@mantine/core'
import { IconColumns2 } from '@tabler/icons-react'
import type { MessageStep } from '../../../engine/core/model/steps/message.ts'
import { keysOf } from '../../components/keys.ts'
import { Hint } from '../../components/hint.tsx'
import { useDocumentStore } from '../../document/document-store.ts'
import { ChoiceField } from '../inspector/fields/choice-field.tsx'
import { Section } from '../inspector/fields/section.tsx'
import { useState } from 'react'
import { DeviceSwitch } from './devices/device-switch.tsx'
import { DevicePreview } from './devices/preview.tsx'
import { useLiquidNames } from './liquid-names.ts'
import { LengthNotes } from './length-notes.tsx'
import { columnsOf } from './message-columns.ts'
import { PersonPicker } from './person-picker.tsx'
import { openPreview, PREVIEW_KEYS } from './preview-dialog-store.ts'
import { useRendered } from './render-texts.ts'
import { messageText } from './texts.ts'
import { textsOfTemplate, usePreviewScope } from './use-preview.ts'
import styles from './preview.module.css'

/** The message in the inspector, as one person would get it. */
export function PreviewSection({ stepId, step }: { stepId: string; step: MessageStep }) {
  const document = useDocumentStore((state) => state.document)
  const columns = columnsOf(document, stepId)
  const [chosen, setChosen] = useState(0)
  const column = columns[chosen] ?? columns[0]
  const { known } = useLiquidNames(stepId)
  const texts = textsOfTemplate(column?.template)
  const { scope, asked } = usePreviewScope(known.events, Object.values(texts))
  const fields = useRendered(texts, scope)
  return (
    <Section
      title={messageText('preview')}
      aside={
        <Hint label={messageText('openPreview')} keys={keysOf(PREVIEW_KEYS)}>
          <Button variant="subtle" size="compact-sm" className={styles.open!} leftSection={<IconColumns2 size={15} stroke={1.8} />} data-testid="open-preview" onClick={() => openPreview(stepId)}>
            {messageText('openPreview')}
          </Button>
        </Hint>
      }
    >
      {columns.length > 1 && (
        <ChoiceField label={messageText('textNumber', { id: '' }).trim()} value={String(chosen)} options={columns.map(({ label }, index) => ({ value: String(index), label }))} onChange={(next) => { setChosen(Number(next ?? 0)); return undefined }} />
      )}
      <PersonPicker events={known.events} asked={asked} />
      <DeviceSwitch channel={step.channel} isNarrow />
      <div className={styles.stage} data-testid="preview">
        {fields === undefined ? <p className={styles.waiting}>{messageText('rendering')}</p> : <DevicePreview channel={step.channel} fields={fields} at={scope.nowMs} isNarrow />}
      </div>
      {fields && <LengthNotes channel={step.channel} fields={fields} />}
    </Section>
  )
}
