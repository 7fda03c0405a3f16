import type { Role, Shade } from './span'

/** Bits of colour that a terminal shows: none, 16 colours, 256 colours, or true colour. */
export type ColorDepth = 1 | 4 | 8 | 24

type Rgb = readonly [red: number, green: number, blue: number]

// Blue and orange stay apart for every common kind of colour blindness (after Okabe and Ito, 2008),
// here at middle lightness so that they stand on dark and on light backgrounds.
const roles: Readonly<Record<Role, { readonly rgb: Rgb; readonly basic: number }>> = {
  train: { rgb: [66, 150, 224], basic: 36 },
  test: { rgb: [224, 138, 32], basic: 33 },
  accent: { rgb: [148, 122, 214], basic: 35 },
  good: { rgb: [32, 160, 120], basic: 32 },
  warn: { rgb: [204, 121, 167], basic: 35 },
  bad: { rgb: [213, 94, 0], basic: 31 },
  faint: { rgb: [58, 92, 124], basic: 34 },
}

// Matplotlib's viridis at five even places (CC0): lightness rises along it, so it also reads in gray.
const viridis: readonly Rgb[] = [
  [68, 1, 84],
  [59, 82, 139],
  [33, 145, 140],
  [94, 201, 98],
  [253, 231, 37],
]

/** The SGR parameters that set the foreground to a role's or a shade's colour; '' where there is none. */
export function foreground(color: Role | Shade, depth: ColorDepth): string {
  const isRole = typeof color === 'string'
  if (depth === 4 && isRole) return String(roles[color].basic)
  if (depth === 1 || depth === 4) return ''
  return `38;${extended(isRole ? roles[color].rgb : shadeRgb(color), depth)}`
}

/** The SGR parameters that set the background to a shade; '' below 256 colours. */
export function background(shade: Shade, depth: ColorDepth): string {
  return depth === 1 || depth === 4 ? '' : `48;${extended(shadeRgb(shade), depth)}`
}

/** Whether text on this shade must be dark to be read. */
export function isLight(shade: Shade): boolean {
  const [red, green, blue] = shadeRgb(shade)
  return 0.299 * red + 0.587 * green + 0.114 * blue > 128 // luma, ITU-R BT.601
}

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

/** Red, green and blue of a shade, 0 to 255. */
export function shadeRgb({ ramp, value }: Shade): Rgb {
  const stops = ramps[ramp]
  const position = (Math.min(1, Math.max(0, value)) || 0) * (stops.length - 1)
  const index = Math.min(stops.length - 2, Math.floor(position))
  const part = position - index
  const mix = (channel: 0 | 1 | 2): number =>
    Math.round(stops[index]![channel] * (1 - part) + stops[index + 1]![channel] * part)
  return [mix(0), mix(1), mix(2)]
}

function extended(rgb: Rgb, depth: 8 | 24): string {
  return depth === 24 ? `2;${rgb.join(';')}` : `5;${nearest256(rgb)}`
}

/** The index of the nearest colour among xterm's 6x6x6 cube and its 24 grays. */
export function nearest256([red, green, blue]: Rgb): number {
  if (red === green && green === blue) {
    if (red < 4) return 16
    if (red > 246) return 231
    return 232 + Math.min(23, Math.round((red - 8) / 10))
  }
  const step = (value: number): number =>
    value < 48 ? 0 : value < 115 ? 1 : Math.floor((value - 35) / 40)
  return 16 + 36 * step(red) + 6 * step(green) + step(blue)
}
