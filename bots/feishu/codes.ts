/** What the platform's error codes mean for a message, in one table; a code it does not hold is judged by its HTTP status. */

/**
 * `wait`    the limit of the whole app is reached: hold the lane.
 * `later`   try this one again, others may go on.
 * `token`   our token is no longer good: fetch another and try once more.
 * `gone`    the message to be changed or answered is no longer there.
 * `target` `content` `config`  final, by whose fault.
 */
export type Meaning = 'wait' | 'later' | 'token' | 'gone' | 'target' | 'content' | 'config'

const TABLE: Record<Meaning, number[]> = {
  wait: [99991400, 11232],
  // 230020 is one chat's own limit, 230049 an earlier try still on its way, 232019 somebody else changing the chat
  later: [230020, 230049, 232019, 11247, 230024],
  token: [99991661, 99991663, 99991668, 99991671, 99991677],
  gone: [230011, 230031, 231003, 230110, 230012, 230019, 230072],
  target: [230002, 230013, 230029, 230034, 230053, 232009, 230035, 230018],
  content: [230001, 230022, 230025, 230028, 230054, 230055, 230075, 230099],
  config: [230006, 230027, 230038, 99991672, 99991543, 10003, 10014, 99991662],
}

const MEANINGS = new Map<number, Meaning>(
  Object.entries(TABLE).flatMap(([meaning, codes]) => codes.map((code) => [code, meaning as Meaning] as const)),
)

/** Known codes with their meaning, for tests and documentation. */
export const CODES: ReadonlyMap<number, Meaning> = MEANINGS

/** How long to wait where the platform does not say, by code; a daily cap wants more patience than a full second. */
const PATIENCE: Record<number, number> = {
  99991400: 1_000,
  11232: 5_000,
  230020: 1_000,
  230049: 2_000,
  232019: 1_000,
  11247: 3_600_000,
  230024: 3_600_000,
}

export const patienceOf = (code: number): number => PATIENCE[code] ?? 2_000
