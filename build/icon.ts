import './node-version.ts'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { findChromium, howToInstallChromium } from './chromium.ts'

/** `node build/icon.ts`: draws the mark of the product and writes build/icon.ico and build/icon.png. */

const sizesPx = [16, 24, 32, 48, 64, 128, 256]
const linuxSizePx = 512

/** The gate of renderer/components/gate-mark.tsx in white on the brand's indigo. */
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="100%" height="100%">
  <rect width="32" height="32" rx="7" fill="#2b3a8f"/>
  <g transform="translate(4 4)" fill="#fff">
    <path d="M4 2.5h2.8V21.5H4zM17.2 2.5H20V21.5h-2.800z"/>
    <path d="M1 5.8h22v2.900H1z"/>
    <path d="M8.4 11h2.900v10.500H8.400zM12.700 11h2.900v10.500h-2.900z" opacity=".6"/>
  </g>
</svg>`

async function draw(sizes: readonly number[]): Promise<Map<number, Buffer>> {
  const browserPath = findChromium()
  if (browserPath === null) throw new Error(howToInstallChromium)
  const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] })
  const page = await browser.newPage()
  await page.setContent(`<style>body{margin:0;background:transparent}</style>${svg}`)
  const pictures = new Map<number, Buffer>()
  for (const size of sizes) {
    await page.setViewportSize({ width: size, height: size })
    pictures.set(size, await page.screenshot({ omitBackground: true }))
  }
  await browser.close()
  return pictures
}

/** ICO: a directory of entries, then each picture as PNG (Windows Vista and later). */
function toIco(pictures: readonly (readonly [number, Buffer])[]): Buffer {
  const header = Buffer.alloc(6 + 16 * pictures.length)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(pictures.length, 4)
  let offset = header.length
  for (const [index, [size, png]] of pictures.entries()) {
    const at = 6 + 16 * index
    header.writeUInt8(size % 256, at)
    header.writeUInt8(size % 256, at + 1)
    header.writeUInt16LE(1, at + 4)
    header.writeUInt16LE(32, at + 6)
    header.writeUInt32LE(png.length, at + 8)
    header.writeUInt32LE(offset, at + 12)
    offset += png.length
  }
  return Buffer.concat([header, ...pictures.map(([, png]) => png)])
}

const pictures = await draw([...sizesPx, linuxSizePx])
const png = (size: number): Buffer => {
  const found = pictures.get(size)
  if (found === undefined) throw new Error(`No picture of ${size} pixels was drawn`)
  return found
}
writeFileSync(
  join(import.meta.dirname, 'icon.ico'),
  toIco(sizesPx.map((size) => [size, png(size)])),
)
writeFileSync(join(import.meta.dirname, 'icon.png'), png(linuxSizePx))
