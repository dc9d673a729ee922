/** The registry of what comes round by itself: every so often, or at a time of day. A scheduled job is one file in `jobs/` and one line here. */
import { audit } from '#jobs/audit.ts'
import { bindByMobile } from '#jobs/bind.ts'
import type { ClockEntry } from '#jobs/clock.ts'
import { remind } from '#jobs/deadlines.ts'
import { digest } from '#jobs/digest.ts'
import { pollFeed } from '#jobs/feed.ts'
import { testLink } from '#jobs/link.ts'
import { markSensitive } from '#jobs/mark.ts'
import { fetchMedia } from '#jobs/media.ts'
import { syncMembers } from '#jobs/members.ts'
import { prune } from '#jobs/prune.ts'
import type { Round } from '#jobs/rounds.ts'
import { sweep } from '#jobs/sweep.ts'
import { keepUp } from '#jobs/upkeep.ts'
import type { Config } from '../config.ts'
import type { Station } from './station.ts'

/** All of it may run twice without harm. */
export function roundsOf(station: Station): Record<string, Round> {
  const { runtime, decide, media } = station
  const { config, channels, log, now, newId } = runtime
  return {
    sweep: { every_ms: 2_000, run: () => takeUp(station) },
    remind: { every_ms: 1_000, run: () => remind({ ...decide, now, log }) },
    media: { every_ms: 5_000, run: () => fetchMedia(media) },
    digest: { every_ms: 60_000, run: () => digest(decide) },
    audit: { every_ms: 60_000, run: () => audit({ ...decide, log }) },
    ...(config.feed ? { feed: feedRound(station, config.feed) } : {}),
    link: { every_ms: 30_000, run: () => testLink({ ...decide, channel: channels.get('broadcast'), newId }) },
    // a list of words that was changed is worked through within a minute
    mark: { every_ms: 60_000, run: () => markSensitive(decide) },
    upkeep: { every_ms: 600_000, run: () => keepUp({ ...decide, log }) },
    bind: { every_ms: 600_000, run: () => bindByMobile({ ...decide, channels, log }) },
  }
}

/** By the station's own clock; the times of the summaries are those set when the process started. */
export async function timesOf({ runtime, decide }: Station): Promise<ClockEntry[]> {
  const { database, channels, log, now } = runtime
  const { settings } = await decide.context()
  return [
    ...settings.summary.times.map((time) => ({
      name: `summary ${time}`,
      cron: `${Number(time.slice(3))} ${Number(time.slice(0, 2))} * * *`,
      run: () => digest(decide),
    })),
    { name: 'members', cron: '10 */6 * * *', run: () => syncMembers({ db: database.db, channels, now, log }) },
    {
      name: 'prune',
      cron: '30 3 * * *',
      run: async () => prune(database.db, (await decide.context()).settings.retention, now()),
    },
  ]
}

/** What a dead process or a wiped queue left behind. */
async function takeUp({ runtime, intake, lanes }: Station): Promise<void> {
  const left = await sweep(runtime.database.db, runtime.now())
  if (left.chatKeys.length) intake.wake(left.chatKeys)
  left.channels.forEach(lanes.poke)
}

const feedRound = ({ runtime, decide }: Station, feed: NonNullable<Config['feed']>): Round => ({
  every_ms: feed.minutes * 60_000,
  run: () => pollFeed({ ...decide, ...feed, log: runtime.log }),
})
