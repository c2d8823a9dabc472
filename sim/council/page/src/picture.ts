// A figure as a picture that stands alone: with its title, the town, the agenda, the legend and the caution within it. The drawings
// are those of the page, with what its style sheet says of them written into each part.

export interface Picture {
  title: string
  lines: string[]                        // below the title: town, agenda, unit
  legend: { drawn: string; words: string }[]  // `drawn`: within a box of 26 by 14
  sides?: [string, string]               // above the drawings, to the left and to the right
  rows: { label: string; under: string; drawn: Drawn | null; words: string }[]
  notes: string[]                        // below: number of futures, caution, version; the first ones in bold
  bold: number
}
export interface Drawn { svg: string; width: number; height: number }

const font = 'Lato, "Segoe UI", "Helvetica Neue", Arial, sans-serif'
export const safe = (text: string) => text.replace(/[&<>"]/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[one]!)

/** Lines that are no wider than that. `wide`: how wide a text is. */
export function wrapped(text: string, width: number, wide: (text: string) => number): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word
    if (lines.length && wide(longer) <= width) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

/** The whole picture as SVG. `wide`: how wide a text is at a size, bold or not. */
export function drawing(picture: Picture, wide: (text: string, size: number, bold: boolean) => number): Drawn {
  const labels = picture.rows.some((one) => one.label) ? 170 : 0, words = picture.rows.some((one) => one.words) ? 250 : 0, room = 24
  const plot = Math.max(...picture.rows.map((one) => one.drawn?.width ?? 0), 320), width = 2 * room + labels + plot + (words ? words + 16 : 0)
  const parts: string[] = []
  let y = room
  const say = (text: string, x: number, top: number, most: number, size: number, bold = false, colour = '#22262b') => {
    let at = top
    for (const line of wrapped(text, most, (one) => wide(one, size, bold))) {
      parts.push(`<text x="${x}" y="${at + size}" font-size="${size}"${bold ? ' font-weight="700"' : ''} fill="${colour}">${safe(line)}</text>`)
      at += 1.35 * size
    }
    return at
  }
  y = say(picture.title, room, y, width - 2 * room, 22, true) + 4
  for (const line of picture.lines) y = say(line, room, y, width - 2 * room, 14, false, '#545b63')
  y += 8
  let x = room
  for (const one of picture.legend) {
    const long = 34 + wide(one.words, 13, false)
    if (x > room && x + long > width - room) [x, y] = [room, y + 20]
    parts.push(`<svg x="${x}" y="${y}" width="26" height="14" viewBox="0 0 26 14">${one.drawn}</svg><text x="${x + 34}" y="${y + 12}" font-size="13" fill="#22262b">${safe(one.words)}</text>`)
    x += long + 22
  }
  y += picture.legend.length ? 28 : 4
  if (picture.sides) {
    parts.push(`<text x="${room + labels}" y="${y + 10}" font-size="13" fill="#545b63">${safe(picture.sides[0])}</text><text x="${room + labels + plot}" y="${y + 10}" font-size="13" fill="#545b63" text-anchor="end">${safe(picture.sides[1])}</text>`)
    y += 18
  }
  for (const row of picture.rows) {
    if (row.label) parts.push(`<path d="M${room} ${y}H${width - room}" stroke="#d9dce0"/>`)
    const below = Math.max(say(row.under, room, say(row.label, room, y + 5, labels - 12, 14, true), labels - 12, 12, false, '#545b63'),
      say(row.words, room + labels + plot + 16, y + 5, words, 12.5)) + 4
    if (row.drawn) parts.push(`<svg x="${room + labels}" y="${y}" width="${row.drawn.width}" height="${row.drawn.height}">${row.drawn.svg}</svg>`)
    y = Math.max(y + (row.drawn?.height ?? 0), row.label || row.words ? below : 0)
  }
  y += 10
  picture.notes.forEach((note, i) => { y = say(note, room, y, width - 2 * room, 13, i < picture.bold, i < picture.bold ? '#22262b' : '#545b63') + 2 })
  const height = Math.ceil(y + room - 8)
  return { svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${safe(font)}" role="img" aria-label="${safe(picture.title)}"><rect width="${width}" height="${height}" fill="#fff"/>${parts.join('')}</svg>`, width, height }
}

const kept = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'fill-rule', 'font-size', 'font-weight', 'text-anchor', 'dominant-baseline', 'paint-order']

/** A drawing of the page without its style sheet. `width`, `height`: as it stands on the page. */
export function inlined(from: SVGSVGElement): Drawn {
  const box = from.getBoundingClientRect(), copy = from.cloneNode(true) as SVGSVGElement
  const originals = [...from.querySelectorAll('*')], copies = [...copy.querySelectorAll('*')]
  originals.forEach((one, i) => {
    const to = copies[i]
    if (!one.closest('defs')) {
      const style = getComputedStyle(one)
      for (const name of kept) to.setAttribute(name, style.getPropertyValue(name))
      // What is just fading in counts as it is meant to be; a style sheet only dims places on the map.
      if (!one.hasAttribute('opacity') && one.getAnimations().length === 0 && style.opacity !== '1') to.setAttribute('opacity', style.opacity)
    }
    for (const { name } of [...to.attributes]) if (name === 'class' || name === 'style' || name.startsWith('aria-')) to.removeAttribute(name)
  })
  const view = from.getAttribute('viewBox'), inner = new XMLSerializer()
  const svg = [...copy.childNodes].filter((one) => one.nodeType === 1).map((one) => inner.serializeToString(one)).join('')
  return { svg: view ? `<svg width="${box.width}" height="${box.height}" viewBox="${view}">${svg}</svg>` : svg, width: Math.ceil(box.width), height: Math.ceil(box.height) }
}

/** How wide a text is in a browser. */
export function inBrowser(): (text: string, size: number, bold: boolean) => number {
  const pen = document.createElement('canvas').getContext('2d')!
  return (text, size, bold) => {
    pen.font = `${bold ? 700 : 400} ${size}px ${font}`
    return pen.measureText(text).width
  }
}

/** Twice as fine as the screen. */
export async function toPng({ svg, width, height }: Drawn): Promise<Blob> {
  const image = new Image(width, height)
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`  // the page allows no picture from elsewhere
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = 2 * width
  canvas.height = 2 * height
  const pen = canvas.getContext('2d')!
  pen.scale(2, 2)
  pen.drawImage(image, 0, 0, width, height)
  return await new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('png'))), 'image/png'))
}
