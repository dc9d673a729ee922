import { Hono } from 'hono'
import type { DecideParts } from '#jobs/decide.ts'
import type { Runtime } from '../runtime.ts'

export function apiRoutes(_runtime: Runtime, _decide: DecideParts) {
  return new Hono()
}
