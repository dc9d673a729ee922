/** `npm run chat [-- NAME]`: talk to 安安 in a terminal as a person of the station; cards are shown as text, a number presses a button. */
import { createInterface } from 'node:readline/promises'
import { uuidv7 } from 'uuidv7'
import type { Channel } from '#bots/channel.ts'
import { createRosterCache } from '#db/roster/snapshot.ts'
import { seedDemo } from '#db/seed.ts'
import { asText, type Button, type Inbound, type Outbound } from '#domain/kernel/message.ts'
import { hasRole } from '#domain/kernel/roster.ts'
import { createDecisionContext, createReader } from '#jobs/context.ts'
import { createLane } from '#jobs/deliver.ts'
import { createIntake } from '#jobs/intake.ts'
import { createReceiver } from '../receive.ts'
import { main, withStation } from './station.ts'

const now = () => new Date()

main(() =>
  withStation(async ({ db }, config) => {
    if (config.demo) await seedDemo(db, now(), config.tz)
    const roster = createRosterCache(db)
    const people = [...(await roster.get(now())).people.values()]
    const wanted = process.argv[2]
    const me = people.find((p) => p.name === wanted) ?? people.find((p) => hasRole(p, 'duty_officer')) ?? people[0]
    if (!me) throw new Error('花名册是空的。请先导入人员：npm run import -- 花名册.xlsx')
    const buttons = new Map<string, Button>()
    const log = { info() {}, warn() {}, error: (fields: object, message: string) => console.error(message, fields) }

    const terminal: Channel = {
      name: 'terminal',
      limits: {
        perSecond: Infinity,
        perMinute: Infinity,
        perChatPerSecond: Infinity,
        textLength: 5000,
        idempotencyMs: 3_600_000,
        edits: false,
      },
      render: (message) => message,
      async send(to, wire, key) {
        const message = wire as Outbound
        const toMe = to.chat === 'terminal' || to.account === me.id
        if (toMe) {
          console.log(`\n安安：${asText(message)}`)
          for (const b of [
            ...(message.card?.buttons ?? []),
            ...(message.card?.form ? [message.card.form.submit] : []),
          ]) {
            const n = String(buttons.size + 1)
            buttons.set(n, b)
            console.log(`  [${n}] ${b.label}`)
          }
        }
        return { kind: 'sent', id: key }
      },
    }
    const context = createDecisionContext({
      db,
      roster: { get: async (at) => withTerminal(await roster.get(at), me.id, me.name) },
      tz: config.tz,
      now,
      newId: uuidv7,
      channels: ['terminal'],
    })
    const lane = createLane({ db, channel: terminal, now, log })
    const stopping = new AbortController()
    const running = lane.run(stopping.signal)
    const intake = createIntake({
      db,
      context,
      read: createReader(config.tz),
      now,
      log,
      poke: () => lane.wake(),
      deadLettered: () => {},
    })
    const receive = createReceiver(db, uuidv7, now, (keys, ids) => intake.wake(keys, ids))
    const send = async (event: Inbound) => {
      await receive([{ event, raw: JSON.stringify(event) }])
      await intake.idle()
      await new Promise((done) => setTimeout(done, 150))
    }
    const base = () => ({
      channel: 'terminal',
      eventId: uuidv7(),
      at: now().toISOString(),
      chat: { id: 'terminal', kind: 'p2p' as const },
      sender: { account: me.id, name: me.name },
    })

    console.log(`您是${me.name}。直接说话；输入按钮前的数字等于按它；Ctrl+D 退出。`)
    const input = createInterface({ input: process.stdin, output: process.stdout, prompt: `${me.name}：` })
    input.prompt()
    for await (const line of input) {
      const text = line.trim()
      const button = buttons.get(text)
      if (button) await send({ ...base(), type: 'press', messageId: 'terminal', act: button.act, data: button.data })
      else if (text) {
        const event = base()
        await send({
          ...event,
          type: 'message',
          messageId: event.eventId,
          text,
          attachments: [],
          mentionsBot: true,
          mentionsAll: false,
        })
      }
      input.prompt()
    }
    stopping.abort()
    await running
  }),
)

/** The roster with this terminal as one more way to reach its person; nothing is written. */
function withTerminal(
  roster: Awaited<ReturnType<ReturnType<typeof createRosterCache>['get']>>,
  personId: string,
  name: string,
) {
  const account = { channel: 'terminal', account: personId }
  return {
    ...roster,
    accounts: new Map([...roster.accounts, [`terminal ${personId}`, { ...account, personId, name }]]),
    reach: new Map([...roster.reach, [personId, [account]]]),
  }
}
