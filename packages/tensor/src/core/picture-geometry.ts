/** How the kernel of a convolution moves over pictures; pairs are of rows and columns. */
export interface ConvolutionGeometry {
  readonly stride: readonly [number, number]
  /** Zeros before the first row and the first column. How many follow the last ones is given by the sizes. */
  readonly padding: readonly [number, number]
  readonly dilation: readonly [number, number]
  /** Channels are divided into this many groups; each group of outputs reads its own group of inputs. */
  readonly groups: number
}

/** The windows of a pooling along one axis: window i covers [begin[i], end[i]), inside of the picture. */
export interface AxisWindows {
  readonly begin: readonly number[]
  readonly end: readonly number[]
  /** The size by which an average divides; it may count padding. */
  readonly divisor: readonly number[]
}

/** The windows of a pooling: every window along the rows with every window along the columns. */
export interface PoolWindows {
  readonly rows: AxisWindows
  readonly columns: AxisWindows
}
