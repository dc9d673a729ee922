/** The self-test of the link to the broadcast platform: a heartbeat by the station's schedule, its result in a row. */
import type { Channel } from '#bots/channel.ts'
import { loadLink } from '#db/broadcast/load.ts'
import { testDue, tested } from '#domain/broadcast/link.ts'
import { LINK } from '#domain/broadcast/needs.ts'
import { isoIn } from '#domain/kernel/time.ts'
import { type DecideParts, decideNow } from './decide.ts'

export interface LinkParts extends DecideParts {
  /** Undefined where no platform is connected. */
  channel: Channel | undefined
  newId(): string
}

/** Tests when it is time to. A heartbeat is nothing owed: a lost one is a failed test, and the next one follows by the clock. */
export async function testLink(parts: LinkParts): Promise<void> {
  const { channel } = parts
  if (!channel) return
  const g = await parts.ground()
  if (!testDue(g, await loadLink(parts.db))) return
  const wire = channel.render({ text: 'ConnectionCheck', air: { ask: 'check', at: isoIn(g.now, g.tz) } })
  const outcome = await channel.send({ channel: channel.name }, wire, parts.newId())
  await decideNow(parts, 'anan', {
    needs: { link: LINK.of(null) },
    decide: (ground, { link }) =>
      tested(ground, link, outcome.kind === 'sent', 'code' in outcome ? outcome.code : 'sent'),
  })
}
