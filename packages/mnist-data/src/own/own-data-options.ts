/** How data that is not a published set is read. */
export interface OwnDataOptions {
  /**
   * Height and width of the images; one number for both. Images of another size are resized. Default:
   * the size that all images have.
   */
  size?: number | readonly [height: number, width: number]
  /** Fraction of the images that becomes the test set where the data has none, in (0, 1). Default 0.2. */
  testFraction?: number
  /** Seed of that split. Default 0. */
  seed?: number
  /** Class names in the order of their numbers. Default: the labels of the training data, sorted. */
  classes?: readonly string[]
  /** Name of the set in messages. Default: the path. */
  title?: string
}
