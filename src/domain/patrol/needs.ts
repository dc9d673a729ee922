import { look, need, ofType } from '../kernel/need.ts'
import type { PatrolFact } from './fact.ts'
import type { Loaded } from './patrol.ts'

/** Places under the plan, when each was looked at last, and the warnings in force. */
export const PATROL_PLAN = need<Loaded>({ planned: [], warnings: [] }, (loaded, facts) => {
  const rounds = ofType<PatrolFact>(facts)('patrol.counted').filter((f) => !f.drill)
  const visited = (placeId: string) =>
    rounds.filter((r) => r.visits.some((v) => v.placeId === placeId)).map((r) => r.at.getTime())
  return {
    ...loaded,
    planned: loaded.planned.map((p) => {
      const last = Math.max(p.visitedAt?.getTime() ?? 0, ...visited(p.placeId))
      return last ? { ...p, visitedAt: new Date(last) } : p
    }),
  }
})('patrol_plan')

export interface PatrolsDay {
  patrols: number
  /** Of these such as found something. */
  patrols_found: number
  /** Places that should have been looked at by now and were not. */
  patrols_missed: number
}
/** Of a day's rounds. */
export const PATROLS_DAY = look<string, PatrolsDay>()('patrols_day')
