import { look } from '../kernel/need.ts'

/** How many rounds of a day were told of. */
export const PATROLS_DAY = look<string, { patrols: number }>()('patrols_day')
