/** A broadcast that was agreed to and taken, for tests of what follows. */
import type { BroadcastView } from '#domain/broadcast/broadcast.ts'
import type { Roster } from '#domain/kernel/roster.ts'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import { DEFAULTS } from '#domain/settings.ts'

export const NOW = new Date('2026-11-24T02:00:00Z')
const roster: Roster = {
  version: 1,
  station: { name: '青溪镇应急管理站', township: '青溪镇', code: '350599128' },
  villages: [],
  grids: [],
  places: [],
  people: new Map(),
  groups: [],
  chats: [],
  accounts: new Map(),
  reach: new Map(),
  members: new Map(),
  shifts: [],
}
export const context: DecisionContext = {
  now: NOW,
  tz: 'Asia/Shanghai',
  roster,
  settings: DEFAULTS,
  channels: ['broadcast'],
  newId: () => 'id',
  newNo: (prefix) => `${prefix}-20261124-001`,
  hashOf: (text) => text,
}
export const CODES = ['350599128200', '350599128201', '350599128202']
export const start = (): BroadcastView => ({
  broadcast: {
    id: 'b',
    no: 'GB-20261124-001',
    drill: false,
    state: 'accepted',
    warningId: null,
    title: '通知',
    text: '请关好门窗。',
    hash: 'h',
    villages: CODES,
    event: null,
    severity: 0,
    reason: '镇里通知',
    minutes: 30,
    requestedBy: 'p',
    createdAt: NOW,
    approval: {
      requester: 'p',
      approver: 'q',
      at: NOW.toISOString(),
      mode: 'signed',
      reason: '镇里通知',
      textHash: 'h',
      recordedBy: null,
      saidAt: NOW.toISOString(),
      signedAt: NOW.toISOString(),
      deniedAt: null,
    },
    serial: '20261124-1',
    playId: null,
    startAt: NOW,
    endAt: NOW,
    stop: null,
    stopId: null,
    endedAt: null,
  },
  villages: CODES.map((villageCode) => ({
    villageCode,
    state: 'unreported',
    coverage: null,
    reached: null,
    note: null,
    reportedAt: null,
  })),
  warningState: null,
  warningArea: null,
  delivery: { state: 'sent', reason: null, doubt: false },
  stopDelivery: null,
})
