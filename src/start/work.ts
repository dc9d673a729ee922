/** The part `jobs`: sends what is owed, and does what comes round. */
import { startClock } from '#jobs/clock.ts'
import type { PacerClock } from '#jobs/pacer.ts'
import { createRounds, type Round } from '#jobs/rounds.ts'
import { roundsOf, timesOf } from './rounds.ts'
import type { Station } from './station.ts'
import type { Stops } from './stops.ts'

const REGISTER_AGAIN_MS = 30_000

/** @param pacing what platforms' limits are paced by. */
export async function startWork(station: Station, stops: Stops, pacing?: PacerClock): Promise<void> {
  runLanes(station, stops, pacing)
  const rounds = roundsOf(station)
  const { handlers, stop } = createRounds(rounds, station.runtime.log)
  stops.add(stop)
  await station.queue.work('anan', handlers)
  keepRegistered(station, rounds, stops)
  stops.add(startClock(await timesOf(station), station.runtime.config.tz, station.runtime.log))
}

function runLanes({ runtime, lanes, metrics }: Station, stops: Stops, pacing?: PacerClock): void {
  const { channels, now, log, database } = runtime
  for (const channel of channels.values()) {
    const count = (outcome: string) => metrics.sent.inc({ channel: channel.name, outcome })
    lanes.run({ db: database.db, channel, now, log, pacing, count }, stops)
  }
}

/** A wiped queue forgets its schedules: they are registered again. Nobody waits for a queue that may be down: the rounds are done here meanwhile. */
function keepRegistered({ queue, runtime }: Station, rounds: Record<string, Round>, stops: Stops): void {
  const register = () =>
    Promise.all(Object.entries(rounds).map(([name, { every_ms }]) => queue.every('anan', name, every_ms))).catch(
      (err) => runtime.log.error({ err }, 'could not register jobs'),
    )
  void register()
  const timer = setInterval(() => void register(), REGISTER_AGAIN_MS)
  stops.add(() => clearInterval(timer))
}
