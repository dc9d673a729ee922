/** The photos of an export: each shown small, the same one made small once, and not more of them than a book can carry. */
import { join, resolve } from 'node:path'
import type { Shot } from '#db/record/sheet.ts'
import type { Picture, Thumbnail } from './drawing.ts'
import { thumbnailOf } from './thumbnail.ts'

/** Small pictures of one book: six megabytes, some minutes of making them. */
const MOST = 600

export interface Album {
  /** Where a photo's bytes lie. */
  path(hash: string): string
  /** A cell with the photo; none where it is no photo that is here. @param otherwise said where it cannot be shown */
  picture(shot: Shot | undefined, otherwise?: string): Picture | string
}

export function openAlbum(dataDir: string): Album {
  const folder = join(resolve(dataDir), 'media')
  const made = new Map<string, Promise<Thumbnail | undefined>>()
  const path = (hash: string) => join(folder, hash.slice(0, 2), hash)
  return {
    path,
    picture(shot, otherwise = '见佐证包') {
      if (shot?.kind !== 'image') return ''
      const { hash } = shot
      if (!hash) return '未取到'
      return {
        otherwise,
        thumbnail() {
          const known = made.get(hash)
          if (known || made.size >= MOST) return known ?? Promise.resolve(undefined)
          const thumbnail = thumbnailOf(path(hash))
          made.set(hash, thumbnail)
          return thumbnail
        },
      }
    },
  }
}
