/**
 * Who signs. In service this is a crypto box (SJJ1313, SJJ1507 …) or a signature server of the platform's operator; each
 * maker has its own calls, so an adapter for one implements `Signer` and nothing else of Anan changes. What is signed are
 * the bytes of the EBDB file exactly as packed.
 */
import { sm2 } from 'sm-crypto-v2'
import type { Signature } from './profile.ts'

export interface Signer {
  sign(bytes: Uint8Array): Promise<Signature>
  /** Whether the signature is the peer's own over these bytes. Never throws. */
  verify(bytes: Uint8Array, signature: Signature): Promise<boolean>
}

/**
 * SM2 over SM3 in software, for tests, demonstrations and platforms that accept a software certificate.
 * @param keys hex: our private key (64 digits), our certificate's number, the peer's public key (04 + 128 digits).
 */
export function sm2Signer({
  privateKey,
  certSn,
  peerKey,
}: {
  privateKey: string
  certSn: string
  peerKey: string
}): Signer {
  return {
    sign: async (bytes) => ({
      certSn,
      value: Buffer.from(sm2.doSignature(bytes, privateKey, { hash: true }), 'hex').toString('base64'),
    }),
    async verify(bytes, { value }) {
      try {
        return sm2.doVerifySignature(bytes, Buffer.from(value, 'base64').toString('hex'), peerKey, { hash: true })
      } catch {
        return false
      }
    },
  }
}
