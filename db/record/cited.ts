import { SUBJECT } from '#domain/record/needs.ts'
import { citationsIn } from '../flow/citations.ts'
import type { Loading } from '../need.ts'

/** What whoever may speak of a record points at: a record, or what rooms above keep. Looked up once a batch. */
export const cited = (l: Loading) => citationsIn(l.tx, l.asking(SUBJECT))
