/** A photo made small enough to stand in a cell. */
import { readFile } from 'node:fs/promises'
import { imageSize } from 'image-size'
import type { Thumbnail } from './drawing.ts'

/** Pixels of a thumbnail: twice of what is shown, since it is printed. */
const MOST = { width: 176, height: 128 }
const QUALITY = 72
/** A photo of more pixels than phones take is not unpacked: four bytes each. */
const MOST_PIXELS = 24_000_000

/** How it was held when it was taken (Exif 2.32, 4.6.4): quarter turns clockwise that set it upright. */
const TURNS: Readonly<Record<number, number>> = { 3: 180, 6: 90, 8: 270 }

/** @param path of a JPEG, PNG or WebP. undefined = it cannot be shown: of another type, broken, too large, gone. */
export async function thumbnailOf(path: string): Promise<Thumbnail | undefined> {
  try {
    const bytes = await readFile(path)
    const { width, height, type, orientation } = imageSize(bytes)
    if (!['jpg', 'png', 'webp'].includes(type ?? '') || width * height > MOST_PIXELS || width * height === 0)
      return undefined
    const { PhotonImage, SamplingFilter, resize, rotate } = await import('@cf-wasm/photon/node')
    const turn = TURNS[orientation ?? 1]
    const scale = Math.min(
      1,
      MOST.width / (turn && turn !== 180 ? height : width),
      MOST.height / (turn && turn !== 180 ? width : height),
    )
    const size = (n: number) => Math.max(1, Math.round(n * scale))
    const photo = PhotonImage.new_from_byteslice(bytes)
    const small = resize(photo, size(width), size(height), SamplingFilter.Triangle)
    photo.free()
    const upright = turn ? rotate(small, turn) : small
    const made = {
      bytes: upright.get_bytes_jpeg(QUALITY),
      width: upright.get_width(),
      height: upright.get_height(),
    }
    upright.free()
    return made
  } catch {
    // whoever made the photo is not there to be told: the list says that there is one, the evidence holds it
    return undefined
  }
}
