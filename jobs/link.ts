/** The self-test of the link to the broadcast platform: a heartbeat by the station's schedule, its result in a row. */
import type { Channel } from '#bots/channel.ts'
import { loadLink } from '#db/broadcast/load.ts'
import { recordLinkTest, testDue } from '#domain/broadcast/link.ts'
import { LINK } from '#domain/broadcast/needs.ts'
import { isoIn } from '#domain/kernel/time.ts'
import { type DecideDeps, decideNow } from './decide.ts'

export interface LinkDeps extends DecideDeps {
  /** Undefined where no platform is connected. */
  channel: Channel | undefined
  newId(): string
}

/** Tests when it is time to. A heartbeat is nothing owed: a lost one is a failed test, and the next one follows by the clock. */
export async function testLink(deps: LinkDeps): Promise<void> {
  const { channel } = deps
  if (!channel) return
  const g = await deps.context()
  if (!testDue(g, await loadLink(deps.db))) return
  const wire = channel.render({ text: 'ConnectionCheck', air: { ask: 'check', at: isoIn(g.now, g.tz) } })
  const outcome = await channel.send({ channel: channel.name }, wire, deps.newId())
  await decideNow(deps, 'anan', {
    needs: { link: LINK.of(null) },
    decide: (context, { link }) =>
      recordLinkTest(context, link, outcome.kind === 'sent', 'code' in outcome ? outcome.code : 'sent'),
  })
}
