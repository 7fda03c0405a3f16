import type { ScreenName } from './view'

/** What each screen shows, for the help. */
export const about: Readonly<Record<ScreenName, string>> = {
  train:
    'Loss measures how far the predicted probabilities are from the true classes; accuracy is the ' +
    'part of the images that are predicted correctly. The training curve is measured on the ' +
    'images that the network learns from, the test curve on images that it never learns from: ' +
    'where the two part, the network overfits. Label smoothing trains against targets below ' +
    '100%, so that the loss cannot reach 0. The curves are moving averages.',
  digits:
    'A test image and the probability of each class, updated while the network learns. The ' +
    'gallery holds the wrong predictions, the most confident first.',
  confusion:
    'A row for each true class, a column for each predicted class. Precision: the part of the ' +
    'predictions of a class that are correct. Recall: the part of the images of a class that are ' +
    'predicted correctly. F1: the harmonic mean of the two.',
  network:
    'The distribution of the weights of each layer, of the gradients of the loss by them, and of ' +
    "the outputs for a sample of training images. A dead unit's output is 0 for the whole sample. " +
    'The images are the weights from each pixel to a unit: orange is positive, blue negative.',
  draw:
    'A drawing is prepared as the images of MNIST were: ink separated from paper, cropped, scaled ' +
    'to 20x20 pixels, and centred by its centre of mass.',
  runs:
    'Runs leave logs with --log FILE or --save DIR. They are looked for in the current folder, in ' +
    'runs/, and beside the files named on the command line. Runs on other data have other axes ' +
    'and are not compared.',
}
