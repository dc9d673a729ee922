/** The auditor knows every step of the table: one taken of which no row is there is found, whichever it is. */
import { expect, test } from 'vitest'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import { findingsOf } from '#domain/warning/audit.ts'
import type { Audited } from '#domain/warning/finding.ts'
import { type How, STEPS } from '#domain/warning/step.ts'
import type { Obligation, Warning } from '#domain/warning/warning.ts'

const now = new Date('2026-11-24T02:00:00Z')
const context = {
  now,
  tz: 'Asia/Shanghai',
  settings: { audit: { unsent_seconds: 300, late_seconds: 60 }, drills: { offer_after_minutes: 60 } },
  roster: { people: new Map(), reach: new Map(), chats: [] },
} as unknown as DecisionContext

/** A warning one of whose steps was taken while one person was silent, and of which nothing was sent. */
function taken(how: How, over: Partial<Obligation> = {}): Audited {
  const warning = {
    id: 'w',
    state: 'open',
    openedAt: now,
    drill: false,
    chats: [],
    policy: [{ after_minutes: 0, how }],
  }
  const silent = { personId: 'p', name: '王小平', reach: 'ok', step: 1, contactId: null, ...over }
  return {
    warning: warning as unknown as Warning,
    obligations: [{ account: null, chat: null, answeredAt: null, endedAt: null, ...silent } as unknown as Obligation],
    sent: [],
    deadlines: [],
    asked: [],
    handed: [],
  }
}
const unowed = (audited: Audited) =>
  findingsOf(context, audited)
    .findings.filter((f) => f.kind === 'unowed')
    .map((f) => f.text)

const HOWS = Object.keys(STEPS) as How[]
test.each(HOWS.filter((how) => how !== 'other_channel'))('%s that left no row is found, by its name', (how) => {
  const [found] = unowed(taken(how))
  expect(found).toContain(STEPS[how].words)
})

test('what may rightly have told nobody is not found: no other channel, a contact asked before', () => {
  expect(unowed(taken('other_channel'))).toEqual([])
  expect(unowed(taken('next_contact', { contactId: 'q' }))).toEqual([])
  expect(unowed(taken('urgent', { reach: 'refused' }))).toEqual([])
})
