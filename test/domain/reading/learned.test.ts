/** What is learned: weights come back from their file as they went, and a masked text knows where its characters stood. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { masked, stood } from '#domain/reading/learned/masked.ts'
import model from '#domain/reading/learned/model.json' with { type: 'json' }
import { packed, scaled, stepped, unpacked } from '#domain/reading/learned/weights.ts'
import { fieldsHash } from '../../corpus/lines.ts'

test('the weights are those of the labelled lines; whoever changes a line runs `npm run train`', () => {
  expect(model.corpus).toBe(fieldsHash())
})

test('weights are unpacked as they were packed, to half a step', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constant(0), fc.double({ min: -9, max: 9, noNaN: true })), { minLength: 1 }),
      (w) => {
        const there = packed(w, 0)
        const back = unpacked(there)
        expect(back).toHaveLength(w.length)
        for (const [i, x] of w.entries()) expect(Math.abs(back[i]! - x)).toBeLessThanOrEqual(there.step / 2 + 1e-6)
      },
    ),
  )
})

test('weights of a byte each come back to half a step, whatever they were multiplied by', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -9, max: 9, noNaN: true })), (of) => {
      const back = scaled(stepped({ of, step: 1 }))
      expect(back.of).toHaveLength(of.length)
      for (const [i, x] of of.entries())
        expect(Math.abs(back.of[i]! * back.step - x)).toBeLessThanOrEqual(back.step / 2 + 1e-6)
    }),
  )
})

test('bytes beside the program are the same weights as their base64 in the file', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 1 }), (of) => {
      const [few, all] = [packed(of, 0), stepped({ of, step: 1 })]
      const bytes = (base64: unknown) => Uint8Array.from(Buffer.from(String(base64), 'base64'))
      expect(unpacked({ ...few, steps: bytes(few.steps) })).toEqual(unpacked(few))
      expect(Array.from(scaled({ ...all, bytes: bytes(all.bytes) }).of)).toEqual(Array.from(scaled(all).of))
    }),
  )
})

test.each([
  ['石岭村12组后山，塌了', '甲0组后山，塌了', '石岭村12组后山'],
  ['【演练】石岭村三组  起火', '甲0组，起火', '石岭村三组'],
])('%s is seen as %s', (text, seen, place) => {
  const m = masked(text, '石岭村')
  expect(m.text).toBe(seen)
  const { from, to } = stood(m, 0, seen.indexOf('，'))
  expect(text.slice(from, to)).toBe(place)
})
