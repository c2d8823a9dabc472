// The ground of the town: outlines and points, in metres with y upward; the page draws y downward.

import type { Town } from './contract.ts'

export interface Box { left: number; bottom: number; right: number; top: number }

export function boxOf(town: Town): Box {
  const points = [...town.areas.flatMap((one) => one.rings.flat()), ...town.places.map((one) => one.at)]
  if (!points.length) return { left: 0, bottom: 0, right: 1000, top: 1000 }
  const xs = points.map(([x]) => x), ys = points.map(([, y]) => y)
  const room = 0.03 * Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys), 100)
  return { left: Math.min(...xs) - room, bottom: Math.min(...ys) - room, right: Math.max(...xs) + room, top: Math.max(...ys) + room }
}

/** Is it within the outline? Rings cut holes in each other. */
export function within([x, y]: [number, number], rings: [number, number][][]): boolean {
  let inside = false
  for (const ring of rings) {
    ring.forEach(([x1, y1], i) => {
      const [x2, y2] = ring[(i + 1) % ring.length]
      if ((y1 > y) !== (y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1) inside = !inside
    })
  }
  return inside
}

/** The area that a point is in; null: none. */
export function areaAt(town: Town, at: [number, number]): string | null {
  return town.areas.find((one) => within(at, one.rings))?.code ?? null
}

/** Where the name of an area goes: the middle of its widest stretch at mid-height. */
export function middleOf(rings: [number, number][][]): [number, number] {
  const ring = rings.reduce((a, b) => (b.length > a.length ? b : a))
  const ys = ring.map(([, y]) => y)
  const y = (Math.min(...ys) + Math.max(...ys)) / 2 + 0.1
  const crossings = ring.flatMap(([x1, y1], i) => {
    const [x2, y2] = ring[(i + 1) % ring.length]
    return (y1 > y) !== (y2 > y) ? [x1 + (x2 - x1) * (y - y1) / (y2 - y1)] : []
  }).sort((a, b) => a - b)
  let best: [number, number] = [ring[0][0], ring[0][0]]
  for (let i = 0; i + 1 < crossings.length; i += 2) if (crossings[i + 1] - crossings[i] > best[1] - best[0]) best = [crossings[i], crossings[i + 1]]
  return [(best[0] + best[1]) / 2, y]
}
