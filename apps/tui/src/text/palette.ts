import type { Role, Shade } from './span'

/** Bits of colour that a terminal shows: none, 16 colours, 256 colours, or true colour. */
export type ColorDepth = 1 | 4 | 8 | 24

type Rgb = readonly [red: number, green: number, blue: number]

// Blue and orange stay apart for every common kind of colour blindness (after Okabe and Ito, 2008),
// at middle lightness, so that they are legible on dark and on light backgrounds.
const roles: Readonly<Record<Role, { readonly rgb: Rgb; readonly name: string }>> = {
  train: { rgb: [66, 150, 224], name: 'cyan' },
  test: { rgb: [224, 138, 32], name: 'yellow' },
  accent: { rgb: [148, 122, 214], name: 'magenta' },
  good: { rgb: [32, 160, 120], name: 'green' },
  warn: { rgb: [204, 121, 167], name: 'magenta' },
  bad: { rgb: [213, 94, 0], name: 'red' },
  faint: { rgb: [58, 92, 124], name: 'blue' },
  border: { rgb: [92, 99, 112], name: 'gray' },
}

// Matplotlib's viridis at five even places (CC0): lightness increases along it, so it also reads in gray.
const viridis: readonly Rgb[] = [
  [68, 1, 84],
  [59, 82, 139],
  [33, 145, 140],
  [94, 201, 98],
  [253, 231, 37],
]

const ramps: Readonly<Record<Shade['ramp'], readonly Rgb[]>> = {
  gray: [
    [0, 0, 0],
    [255, 255, 255],
  ],
  heat: viridis,
  signed: [
    [86, 180, 255],
    [16, 16, 20],
    [255, 170, 60],
  ],
}

/**
 * A colour as Ink and chalk take it: hexadecimal from 256 colours on, a name for a role in 16
 * colours, undefined where the terminal cannot show it.
 */
export function colorOf(color: Role | Shade, depth: ColorDepth): string | undefined {
  if (depth === 1) return undefined
  if (typeof color === 'string') return depth === 4 ? roles[color].name : hex(roles[color].rgb)
  return depth === 4 ? undefined : hex(shadeRgb(color))
}

/** Whether text on this shade must be dark to be legible. */
export function isLight(shade: Shade): boolean {
  const [red, green, blue] = shadeRgb(shade)
  return 0.299 * red + 0.587 * green + 0.114 * blue > 128 // luma, ITU-R BT.601
}

/** Red, green and blue of a shade, 0 to 255. Values are clamped to [0, 1]; NaN counts as 0. */
export function shadeRgb({ ramp, value }: Shade): Rgb {
  const stops = ramps[ramp]
  const position = (Math.min(1, Math.max(0, value)) || 0) * (stops.length - 1)
  const index = Math.min(stops.length - 2, Math.floor(position))
  const part = position - index
  const mix = (channel: 0 | 1 | 2): number =>
    Math.round(stops[index]![channel] * (1 - part) + stops[index + 1]![channel] * part)
  return [mix(0), mix(1), mix(2)]
}

function hex(rgb: Rgb): string {
  return `#${rgb.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}
