/** A machine's clock that somebody sets: what the parent process says moves `Date` in this one, and nothing else. */
let by = Number(process.env.CLOCK_BY ?? 0)
const Real = globalThis.Date
globalThis.Date = class extends Real {
  constructor(...args: [] | ConstructorParameters<typeof Real>) {
    if (args.length) super(...(args as [number]))
    else super(Real.now() + by)
  }
  static override now = () => Real.now() + by
} as DateConstructor
process.on('message', (said: { setClockBy?: number }) => {
  if (said.setClockBy !== undefined) by += said.setClockBy
})
// hearing the parent must not keep this process alive
process.channel?.unref()
