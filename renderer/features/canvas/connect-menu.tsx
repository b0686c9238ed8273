import { IconArrowRight, IconArrowsSplit2 } from '@tabler/icons-react'
import { useEffect } from 'react'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { kindOf, portsOf, type Step } from '../../../engine/core/model/steps/registry.ts'
import { connect } from '../../document/commands/connect.ts'
import { documentStore, useDocumentStore } from '../../document/document-store.ts'
import { nameOfNode, nameOfStep } from '../../document/names.ts'
import { summaryBesideName } from '../../document/summary-beside-name.ts'
import { flowOrder } from '../../document/walk.ts'
import { folded } from '../../i18n/letters.ts'
import { wayInWords } from '../../i18n/in-words.ts'
import { chooseWay, closeConnecting, useConnecting } from './connect-store.ts'
import { ringCard } from './drop-marks.ts'
import { iconOfStep } from './families.tsx'
import { focusCard, showCard } from './focus-card.ts'
import { gestureText } from './gesture-texts.ts'
import { SearchMenu, type MenuOption } from './search-menu.tsx'

/** Draws a connection by name: which way out, if there are several, then the step it should lead to, which is shown on the canvas. */
export function ConnectMenu() {
  const open = useConnecting((state) => state.open)
  const document = useDocumentStore((state) => state.document)
  useEffect(() => {
    if (!open) ringCard(null)
  }, [open])
  if (!open) return null
  const { from, portId, at } = open
  const name = nameOfNode(document, from)
  const step = document.steps[from]
  const ports = step ? portsOf(step) : []
  if (portId === null) {
    return (
      <SearchMenu
        key="way"
        at={at}
        title={gestureText('whichWay', { name })}
        titleIcon={IconArrowsSplit2}
        placeholder={gestureText('findWay')}
        nothing={gestureText('noTarget')}
        search={(query) => waysOf(document, step).filter(answers(query))}
        initial={ports.find(({ target }) => target === undefined)?.id}
        onChoose={chooseWay}
        onClose={closeConnecting}
        testId="connect-way"
      />
    )
  }
  const label = ports.length > 1 ? ports.find(({ id }) => id === portId)?.label : undefined
  return (
    <SearchMenu
      key="target"
      at={at}
      title={label === undefined ? gestureText('connectFrom', { name }) : gestureText('connectPort', { name, port: wayInWords(label) })}
      titleIcon={IconArrowRight}
      placeholder={gestureText('findTarget')}
      nothing={gestureText('noTarget')}
      search={(query) => targetsOf(document, from).filter(answers(query))}
      onActive={ringTarget}
      onChoose={(to) => {
        closeConnecting()
        const { document: current, apply } = documentStore.getState()
        apply(connect(from, portId, to, current))
        focusCard(from)
      }}
      onClose={closeConnecting}
      testId="connect"
    />
  )
}

function ringTarget(nodeId: string | undefined): void {
  if (nodeId !== undefined) showCard(nodeId)
  ringCard(nodeId ?? null, gestureText('connectHere'))
}

function waysOf(document: JourneyDocument, step: Step | undefined): MenuOption[] {
  if (!step) return []
  return portsOf(step).map(({ id, label, target }) => ({
    id,
    name: wayInWords(label),
    what: target === undefined ? gestureText('leadsNowhere') : gestureText('leadsTo', { name: nameOfNode(document, target) }),
    family: kindOf(step).family,
    icon: iconOfStep(step),
  }))
}

function targetsOf(document: JourneyDocument, from: string): MenuOption[] {
  return flowOrder(document).flatMap((id): MenuOption[] => {
    const step = document.steps[id]
    return step && id !== from ? [{ id, name: nameOfStep(step), what: summaryBesideName(step), family: kindOf(step).family, icon: iconOfStep(step) }] : []
  })
}

function answers(query: string): (option: MenuOption) => boolean {
  const wanted = folded(query.trim())
  return ({ id, name, what }) => folded(`${name} ${what} ${id}`).includes(wanted)
}
