import type { Reading } from '../reading/reading.ts'
import type { Inbound } from './message.ts'
import type { ChatBinding, Person } from './roster.ts'

/** One event to decide, with who sent it and how its text reads. */
export interface Heard {
  event: Inbound
  account: string
  /** The sender, when bound to a person of the roster. */
  person?: Person
  reading?: Reading
  chat?: ChatBinding
}
