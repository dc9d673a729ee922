/** @jsxImportSource hono/jsx */
/** What the warning pages share. */

import type { Colour } from '#domain/cap/terms.ts'
import { COLOUR_WORDS } from '#domain/cap/terms.ts'
import { saidTime } from '#domain/kernel/time.ts'
import type { Warning } from '#domain/warning/warning.ts'
import { pageWords } from './words.ts'

const SHAPES: Record<Colour, string> = {
  red: 'M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20z',
  orange: 'M12 2L23 21H1z',
  yellow: 'M12 1L23 12L12 23L1 12z',
  blue: 'M1 3H23L12 22z',
}

/** A level by colour, shape and word together, so that none of them is needed to read it. */
export const Level = ({ colour }: { colour: Colour | null }) =>
  colour ? (
    <span class={`level ${colour}`}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={SHAPES[colour]} />
      </svg>
      {COLOUR_WORDS[colour]}
    </span>
  ) : null

/** The band no drill page is without. */
export const DrillBand = ({ drill }: { drill: boolean }) =>
  drill ? <p class="drill-band">{pageWords.drillBand}</p> : null

/** The original unchanged, set apart, with who issued it and when. */
export const Original = ({ w, tz }: { w: Warning; tz: string }) => (
  <blockquote class="original">
    <p>{w.original}</p>
    <footer>
      {w.issuer ?? '发布单位未写明'} · {w.issuedAt ? saidTime(w.issuedAt, tz) : '时间未写明'}
    </footer>
  </blockquote>
)
