// Letters and numbers: how wide words are, where they break, and how a number is written in the page's language.

export const FONT = 'Lato, "Segoe UI", "Helvetica Neue", Arial, sans-serif';
const canvas = document.createElement("canvas").getContext("2d");

export function widthOf(text, size, bold = false) {
  canvas.font = `${bold ? "bold " : ""}${size}px ${FONT}`;
  return canvas.measureText(text).width;
}

/** In lines of at most `width`, broken at spaces; a longer word sticks out. */
export function wrapped(text, width, size, bold = false) {
  const lines = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line ? `${line} ${word}` : word;
    if (line && widthOf(longer, size, bold) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

/** "{a} of {b}" with what a and b are. */
export function filled(text, values) {
  return text.replace(/{(\w+)}/g, (_, key) => values[key]);
}

export function written(value, decimals, language) {
  return value.toLocaleString(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** For an axis: no more decimals than needed, and no -0. */
export function tick(value, language) {
  return (value || 0).toLocaleString(language, { maximumFractionDigits: 6 }).replace("-", "−");
}

/** A difference as words: "0,3 hoger", "gelijk", "minder dan 0,1 lager". */
export function differenceInWords(value, measure, words, language) {
  if (value === 0) return words.equal;
  const way = value > 0 ? words.higher : words.lower;
  const decimals = measure.decimals + 1;
  const least = 10 ** -decimals;
  const size = Math.abs(value) < least / 2 ? filled(words.less_than, { value: written(least, decimals, language) })
    : written(Math.abs(value), decimals, language);
  return `${size} ${way}`;
}
