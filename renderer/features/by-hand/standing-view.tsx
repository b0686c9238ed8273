import { IconAlarm, IconBolt, IconCircleDot, IconDoorExit, IconFlag, IconLogin2, IconShieldCheck, IconUsersGroup, type Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Explanation } from '../../../engine/api/contract.ts'
import type { Listen, Standing, StandingEntry, StandingInstance } from '../../../engine/core/explain/standing.ts'
import { knownZone, type Zone } from '../../../engine/core/model/calendar.ts'
import type { JsonValue } from '../../../engine/core/json.ts'
import type { Channel } from '../../../engine/core/model/steps/message.ts'
import { documentStore } from '../../document/document-store.ts'
import { durationInWords, momentInWords, msInWords } from '../../i18n/in-words.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { channelWithin } from '../assumptions/texts.ts'
import { setClock } from './clock-bar.tsx'
import { AddEvent } from './add-event.tsx'
import { propertiesFor, propertiesOfStart } from './proposed-event.ts'
import { withEvent } from './scratch.ts'
import { changeScratch } from './scratch-store.ts'
import { handText } from './texts.ts'
import styles from './standing.module.css'

/** The machine as it stands: its state, what it hears and where that leads, its timer. What it hears can be pressed and then happens. */
export function StandingView({ explanation }: { explanation: Explanation }) {
  const { standing } = explanation
  if (standing === undefined) return null
  const zone = knownZone(standing.zone)
  const entries = standing.entries.filter(({ refused }) => refused === null)
  const hasStarted = explanation.journeys.some(({ instances }) => instances.length > 0)
  return (
    <section className={styles.standing} aria-label={handText('stands')} data-testid="standing">
      {standing.instances.map((instance) => (
        <Instance key={`${instance.journey} ${instance.instance}`} instance={instance} explanation={explanation} standing={standing} zone={zone} />
      ))}
      {standing.instances.length === 0 && (
        <div className={styles.outside}>
          <p className={styles.state}>{hasStarted ? handText('ended') : handText('outside')}</p>
          {!hasStarted && entries.length > 0 && <p className={styles.quiet}>{handText('outsideBody')}</p>}
        </div>
      )}
      {entries.length > 0 && (
        <ul className={styles.ways}>
          {entries.map((entry) => <Start key={`${entry.journey} ${entry.id}`} entry={entry} explanation={explanation} standing={standing} zone={zone} />)}
        </ul>
      )}
      <Beside standing={standing} zone={zone} />
      <AddEvent />
    </section>
  )
}

function Instance({ instance, explanation, standing, zone }: { instance: StandingInstance; explanation: Explanation; standing: Standing; zone: Zone }) {
  const { step, state, since, timer, listens, journey } = instance
  const isOwn = journey === documentStore.getState().document.id
  const whose = explanation.journeys.find(({ id }) => id === journey)?.name ?? journey
  const inner = state.slice(1)
  return (
    <div className={styles.instance}>
      <p className={styles.state} title={handText('inState', { state: state.join(' › ') })}>
        <IconCircleDot size={15} stroke={2.2} aria-hidden="true" />
        {isOwn ? <button type="button" className={styles.step} onClick={() => useUiStore.getState().reveal(step.id)} data-testid="standing-step">{step.name}</button> : <span className={styles.step}>{step.name}</span>}
        {inner.map((name) => <span key={name} className={styles.inner}>{name}</span>)}
      </p>
      <p className={styles.quiet}>
        {!isOwn && `${handText('of', { journey: whose })}, `}
        {handText('since', { at: momentInWords(zone, since) })}
      </p>
      <ul className={styles.ways}>
        {listens.map((listen) => <Way key={`${listen.does} ${listen.of}`} listen={listen} instance={instance} explanation={explanation} />)}
        {timer !== null && (
          <Row icon={IconAlarm} label={handText('jump')} testId="way-timer" onPress={() => setClock(timer.at)} what={msInWords(Math.max(0, timer.at - standing.at))} then={timer.does === 'decide' ? handText('nextDecide', { step: step.name }) : leads(timer.to?.name)} hint={handText('at', { at: momentInWords(zone, timer.at) })} />
        )}
      </ul>
    </div>
  )
}

function Way({ listen, instance, explanation }: { listen: Listen; instance: StandingInstance; explanation: Explanation }) {
  const { event, segment, where, does, of, to, ends } = listen
  const then = does === 'branch' ? leads(to?.name) : does === 'exit' ? handText('exits', { exit: of }) : handText(ends ? 'reachesEnds' : 'reaches', { goal: of })
  const icon = does === 'exit' ? IconDoorExit : does === 'goal' ? IconFlag : event === null ? IconUsersGroup : IconBolt
  if (event === null) return <Row icon={icon} what={handText('segment', { segment: segment ?? '' })} then={then} testId={`way-${does}-${of}`} />
  const press = () => happen(event, propertiesFor(listen, instance, documentStore.getState().document, explanation))
  return <Row icon={icon} label={handText('press', { event })} what={event} {...(where === null ? {} : { where })} then={then} testId={`way-${does}-${of}`} onPress={press} />
}

function Start({ entry, explanation, standing, zone }: { entry: StandingEntry; explanation: Explanation; standing: Standing; zone: Zone }) {
  const { id, event, where, to, at, trigger } = entry
  const then = `${handText('start')} ${leads(to?.name)}`
  const testId = `way-entry-${id}`
  if (event !== null) {
    const press = () => happen(event, propertiesOfStart(entry, documentStore.getState().document, explanation))
    return <Row icon={IconLogin2} label={handText('press', { event })} what={event} {...(where === null ? {} : { where })} then={then} testId={testId} onPress={press} />
  }
  if (at === null) return <Row icon={IconUsersGroup} what={fromEngine(trigger, 'trigger')} then={then} testId={testId} />
  return <Row icon={IconAlarm} label={handText('jump')} what={msInWords(at - standing.at)} then={then} hint={handText('at', { at: momentInWords(zone, at) })} testId={testId} onPress={() => setClock(at)} />
}

interface RowProps { icon: Icon; what: string; where?: string; then: ReactNode; hint?: string; label?: string; testId: string; onPress?(): void }

/** One way on from here: what has to happen, and where it leads. */
function Row({ icon: Glyph, what, where, then, hint, label, testId, onPress }: RowProps) {
  const words = (
    <>
      <Glyph size={15} stroke={1.9} aria-hidden="true" />
      <span className={styles.words}>
        <b>{what}</b>
        {where !== undefined && <span className={styles.where}> {fromEngine(where, 'condition')}</span>}
        <span className={styles.then}> {then}</span>
        {hint !== undefined && <span className={styles.where}> {hint}</span>}
      </span>
    </>
  )
  return (
    <li>
      {onPress ? <button type="button" className={styles.way} title={label} onClick={onPress} data-testid={testId}>{words}</button> : <div className={styles.way} data-testid={testId}>{words}</div>}
    </li>
  )
}

/** What counts beside the step: goals that are open, caps that fill. */
function Beside({ standing: { goals, caps, instances, entries }, zone }: { standing: Standing; zone: Zone }) {
  const refused = instances.length > 0 ? undefined : entries.find((entry) => entry.refused !== null)?.refused
  const lines: { icon: Icon; text: string }[] = [
    ...(refused ? [{ icon: IconLogin2, text: handText(`refused_${refused}`) }] : []),
    ...goals.map(({ goal, until }) => ({ icon: IconFlag, text: until === null ? handText('goalOpenActive', { goal }) : handText('goalOpen', { goal, at: momentInWords(zone, until) }) })),
    ...caps.map(({ channel, used, count, within, roomAt }) => ({
      icon: IconShieldCheck,
      text: handText(roomAt === null ? 'capUsed' : 'capFull', { channel: channel === '*' ? handText('anyChannel') : channelWithin(channel as Channel), used, count, within: durationInWords(within), at: roomAt === null ? '' : momentInWords(zone, roomAt) }),
    })),
  ]
  if (lines.length === 0) return null
  return (
    <ul className={styles.beside} data-testid="standing-beside">
      {lines.map(({ icon: Glyph, text }) => (
        <li key={text}>
          <Glyph size={14} stroke={1.8} aria-hidden="true" />
          {text}
        </li>
      ))}
    </ul>
  )
}

function leads(name: string | undefined): string {
  return name === undefined ? handText('endsJourney') : handText('leadsTo', { step: name })
}

/** Lets the event happen now, as one step that can be taken back. */
function happen(name: string, properties: Record<string, JsonValue>): void {
  changeScratch(handText('didAdd', { name }), (scratch) => withEvent(scratch, { at: scratch.clock, name, properties }))
}
