/** Pages of lists, and what names a row in a request. */

export interface Page {
  limit: number
  /** What `next` of the page before said. */
  cursor?: string
}

/** From a moment on, until before another. */
export interface Span {
  from: Date
  to: Date
}

/** One more than is shown, so that it is known whether there are more. */
export const more = ({ limit }: Page) => limit + 1

export const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
export const isUuid = (said: string) => UUID.test(said)
