/** What follows from what people say of the gear: a test kept, a fault standing, a fault over. */
import type { MessageEvent } from '../kernel/message.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { at, dayOf } from '../kernel/time.ts'
import { words } from '../kernel/words.ts'
import { setAside } from '../record/aside.ts'
import { attach, isSensitive, quietly, villageCodeOf } from '../record/filing.ts'
import { recordWords } from '../record/words.ts'
import { faultLine, mayMend, shown, titleOf } from './card.ts'
import { called, keptAs, sameGear, type Test } from './equipment.ts'
import type { Change } from './fact.ts'
import { EQUIPMENT, OWN_TESTS } from './needs.ts'
import { planned } from './plan.ts'
import { gearCalled } from './spoken.ts'
import { equipmentWords } from './words.ts'

/** What was read of one thing. */
interface Told {
  /** As it was called. */
  device?: string
  result?: '正常' | '异常'
  mended?: true
  tested?: true
  fault?: string
  unit?: string
  village?: string
  time?: string
  date?: string
}

/** A message about the gear; a stranger's is put before the officers, as all that strangers say of what is the station's. */
export function told(s: Situation): Change[] {
  const event = s.event as MessageEvent
  if (!s.person) return setAside(s, 'stranger', recordWords.strangerAside)
  if (isSensitive(s, event.text)) return [...quietly(s, event), ...attach(s, null)]
  const { fields, drill } = s.reading!
  const same = s.need(OWN_TESTS).find((t) => t.text === event.text && t.drill === drill)
  if (same) return [...attach(s, null), ...reply(s, { text: equipmentWords.sameAgain(same.no), drill })]
  const each = (Array.isArray(fields.events) ? fields.events : [fields]) as Told[]
  return [...each.flatMap((one) => ofOne(s, one)), ...attach(s, null)]
}

function ofOne(s: Situation, one: Told): Change[] {
  if (one.result === '异常') return kept(s, draft(s, one, 'faulty'))
  if (!one.mended) return kept(s, draft(s, one, one.result ? 'passed' : 'asked'))
  return [...mendedByName(s, one), ...(one.tested ? kept(s, draft(s, one, 'passed')) : [])]
}

/** The gear that is meant: by its name, else what its sender told of last in this chat. */
function gearOf(s: Situation, { device }: Told): Pick<Test, 'device' | 'name'> {
  const [last] = s.need(OWN_TESTS)
  return device ? gearCalled(device) : last ? { device: last.device, name: last.name } : { device: 'other', name: null }
}

/** 发电机修好了: the one fault that stands; of several it is asked which, none is guessed. */
function mendedByName(s: Situation, one: Told): Change[] {
  const { drill } = s.reading!
  const village = villageCodeOf(s.roster, one.village)
  const gear = gearOf(s, one)
  const open = faultsOf(s, gear, drill).filter(
    (f) => (!one.unit || f.unit === one.unit) && (!village || f.villageCode === village),
  )
  const [fault, ...more] = open
  if (fault && !more.length) return mended(s, fault)
  const what = called(s, { ...gear, unit: one.unit ?? null, villageCode: village })
  if (fault)
    return reply(s, {
      text: equipmentWords.whichFault(
        what,
        fault.no,
        open.slice(0, 5).map((f) => faultLine(s, f)),
        open.length,
      ),
      drill,
    })
  return one.tested ? [] : reply(s, { text: equipmentWords.noFault(what), drill })
}

const faultsOf = (s: Situation, gear: Pick<Test, 'device' | 'name'>, drill: boolean): readonly Test[] =>
  s.need(EQUIPMENT).faults.filter((f) => sameGear(f, gear) && f.drill === drill)

/** A fault is over: only where it stands, and only by word of somebody who may say so. */
export function mended(s: Situation, fault: Test): Change[] {
  if (fault.state !== 'faulty') return reply(s, { text: equipmentWords.notFaulty(fault.no), drill: fault.drill })
  if (!mayMend(s, s.person!, fault)) return reply(s, { text: words.notAllowed(equipmentWords.whoMay) })
  const after: Test = { ...fault, state: 'mended', mendedAt: s.now, mendedBy: s.person!.id }
  const others = faultsOf(s, fault, fault.drill).filter((f) => f.id !== fault.id)
  return [moved(s, fault, 'mended'), ...shown(s, after, others), ...answered(s, after)]
}

/** A card that only changes is not heard: whoever writes is answered where they wrote, whoever presses where it changes elsewhere. */
export function answered(s: Situation, t: Test): Change[] {
  const { event } = s
  const seen = event.type === 'press' ? event.chat?.id === t.chat : event.type !== 'message'
  return seen ? [] : reply(s, { text: equipmentWords.standsNow(titleOf(s, t), t.no), drill: t.drill })
}

export const moved = (s: Situation, t: Test, to: Test['state']): Change => ({
  type: 'equipment.moved',
  id: t.id,
  from: t.state,
  to,
  drill: t.drill,
  by: s.person?.id ?? t.personId,
  note: s.event.type === 'message' ? s.event.text.slice(0, 200) : '',
  messageId: s.event.type === 'message' ? s.event.messageId : null,
})

function draft(s: Situation, one: Told, state: 'passed' | 'faulty' | 'asked'): Test {
  const event = s.event as MessageEvent
  const { drill } = s.reading!
  // a clock ahead of ours has not been there yet
  const sent = Math.min(Date.parse(event.at), s.now.getTime())
  const past = one.date && one.date < dayOf(new Date(sent), s.tz) ? at(one.date, '12:00', s.tz).getTime() : sent
  const said = one.time ? Date.parse(one.time) : past
  return {
    id: s.newId(),
    no: s.newNo(drill ? 'YLSB' : 'SB'),
    ...gearOf(s, one),
    unit: one.unit ?? null,
    villageCode: villageCodeOf(s.roster, one.village),
    state,
    fault: one.fault ?? null,
    drill,
    personId: s.person!.id,
    channel: event.channel,
    chat: event.chat.id,
    messageId: event.messageId,
    text: event.text,
    testedAt: new Date(Math.min(said, sent)),
    receivedAt: s.now,
    mendedAt: null,
    mendedBy: null,
  }
}

/** A test is kept, shown, and moves the plan on. A fault that stands is no less there for a test that went well. */
function kept(s: Situation, test: Test): Change[] {
  const still = test.state === 'passed' ? faultsOf(s, test, test.drill) : []
  return [{ type: 'equipment.tested', test }, ...shown(s, test, still), ...after(s, test)]
}

/** The plan counts from a test of the real thing as a whole whose result is known. */
export function after(s: Situation, test: Test): Change[] {
  if (test.drill || test.villageCode || test.state === 'asked' || test.state === 'withdrawn') return []
  const own = keptAs(s, s.need(EQUIPMENT), test)
  if (!own) return []
  return planned(s, { ...own, testedAt: own.testedAt && own.testedAt > test.testedAt ? own.testedAt : test.testedAt })
}
