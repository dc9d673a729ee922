/** Serves what decisions need of check-ins. */
import * as needs from '#domain/duty/needs.ts'
import { onDuty } from '#domain/kernel/roster.ts'
import type { Rec } from '#domain/record/record.ts'
import { type Loader, sendersOf } from '../need.ts'
import { checksOf } from '../record/load.ts'
import { dutyOfDay } from './day.ts'

const checks: Loader<{ here: readonly Rec[]; shift: readonly Rec[] }> = async ({ tx, context }, asking) => {
  const duty = onDuty(context.roster, context.now).map((d) => d.person)
  const rows = await checksOf(
    tx,
    {
      people: [...duty.map((p) => p.id), ...sendersOf(asking)],
      names: duty.map((p) => p.name),
      chats: asking.flatMap(({ event }) =>
        'chat' in event && event.chat ? [`${event.channel} ${event.chat.id}`] : [],
      ),
    },
    context.now,
  )
  const shift = rows.filter((c) => c.kind === 'check_in')
  return ({ event, person }) => ({
    here: rows.filter(
      (c) =>
        (c.channel === event.channel && 'chat' in event && c.chat === event.chat?.id) ||
        (!!person && c.reporterId === person.id),
    ),
    shift,
  })
}

export const DUTY_LOADERS = { [needs.DUTY_DAY.look]: dutyOfDay, [needs.CHECKS.name]: checks }
