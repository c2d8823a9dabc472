// Draws the figure: the differences between twins, a dot for each run, beside the course of the single runs. All looks
// are attributes, not style sheets, so that a saved image is the same. It counts and judges nothing: the numbers and
// sentences are the findings'. Colours and signs are those of the still figures.

import { scaleLinear } from "d3-scale";
import { create } from "d3-selection";
import { line as pathThrough } from "d3-shape";
import { FONT, tick, widthOf, wrapped } from "./texts.js";

const INK = "#22262B", SOFT_INK = "#545B63", HAIRLINE = "#D9DCE0", BAND = "#E8EAED";
const BASE = "#8F7A58", CHOICE = "#0072B2", DASHES = "6 3";
const SMALL = 12, LINE = 15, DOT = 6, COUNT = 37;

/**
 * `view`: what is shown: {data, measure, rows: [{label, line}], horizon, course: {base, choice} or null, limits, notes}.
 * `around`: white to leave on all sides.
 * Returns {svg, places: [row][run] -> {x, y} or null, order: [row] -> runs by value, mark(run, row)}.
 */
export function draw(view, width, around = 0) {
  const svg = create("svg").attr("xmlns", "http://www.w3.org/2000/svg").attr("font-family", FONT)
    .attr("font-size", SMALL).attr("fill", INK);
  const back = svg.append("rect").attr("x", -around).attr("y", -around).attr("width", width + 2 * around).attr("fill", "#fff");
  let y = heading(svg, view, width) + 6;
  y = keys(svg, view, width, y) + 10;
  const beside = width >= 640 && view.course;
  const dotsWidth = beside ? Math.round(width * 0.6) : width;
  const dots = drawDots(svg, view, y, dotsWidth, !beside && width < 520);
  let bottom = dots.bottom;
  let course = null;
  if (view.course) {
    course = beside ? drawCourse(svg, view, dotsWidth + 26, y, width - dotsWidth - 26)
      : drawCourse(svg, view, 0, bottom + 16, width);
    bottom = Math.max(bottom, course.bottom);
  }
  bottom = foot(svg, view, width, bottom + 24);
  back.attr("height", bottom + 2 * around);
  svg.attr("width", width + 2 * around).attr("height", bottom + 2 * around)
    .attr("viewBox", `${-around} ${-around} ${width + 2 * around} ${bottom + 2 * around}`);
  const marks = svg.append("g").attr("class", "marks").attr("pointer-events", "none").attr("aria-hidden", "true");
  return { svg, ...dots, course, mark: (run, row) => mark(marks, svg, view, dots, course, run, row) };
}

function words(parent, x, y, text, size = SMALL) {
  return parent.append("text").attr("x", x).attr("y", y).attr("font-size", size).text(text);
}

function heading(svg, { measure, notes }, width) {
  let y = 0;
  for (const text of wrapped(measure.title, width, 17, true)) words(svg, 0, (y += 21), text, 17).attr("font-weight", "bold");
  y += 3;
  for (const note of notes) {
    for (const text of wrapped(note, width, 13)) words(svg, 0, (y += 17), text, 13).attr("fill", SOFT_INK);
  }
  return y;
}

function keys(svg, { data, measure, rows, course, choice }, width, top) {
  const w = data.words;
  const items = [["dot", w.a_run], ["zero", w.zero]];
  if (measure.band) items.push(["band", measure.band]);
  if (rows.some(({ line }) => line && line.kind === "built_in")) items.push(["hollow", w.built_in_key]);
  items.push(["", w.counted]);
  if (rows.length > 1) items.push(["", w.no_ranking]);
  if (course) items.push(["dashed", data.base], ["solid", choice.title], ["thin", w.thin]);
  const group = svg.append("g").attr("class", "keys");
  let x = 0, y = top + 12;
  for (const [sign, text] of items) {
    const room = sign ? 34 : 0, lines = wrapped(text, width - room, SMALL);
    const wide = room + Math.max(...lines.map((one) => widthOf(one, SMALL)));
    if (x > 0 && x + wide > width) [x, y] = [0, y + LINE + 3];
    const middle = y - 4;
    if (sign === "band") group.append("rect").attr("x", x).attr("y", middle - 6).attr("width", 26).attr("height", 12).attr("fill", BAND);
    else if (sign === "zero") stroke(group, `M${x + 13} ${middle - 7}v14`, BASE, 1.6);
    else if (sign === "dot" || sign === "hollow") dot(group, x + 13, middle, sign === "hollow");
    else if (sign === "thin") stroke(group, `M${x} ${middle}h26`, SOFT_INK, 0.7);
    else if (sign) stroke(group, `M${x} ${middle}h26`, sign === "dashed" ? BASE : CHOICE, 2.5, sign === "dashed" && DASHES);
    for (const one of lines) {
      words(group, x + room, y, one);
      y += LINE;
    }
    y -= LINE;
    x += wide + 18;
  }
  return y;
}

function stroke(parent, d, colour, width, dashes) {
  return parent.append("path").attr("d", d).attr("fill", "none").attr("stroke", colour).attr("stroke-width", width)
    .attr("stroke-dasharray", dashes || null);
}

function dot(parent, x, y, hollow, radius = DOT / 2) {
  return parent.append("circle").attr("cx", x).attr("cy", y).attr("r", hollow ? radius - 0.5 : radius)
    .attr("fill", hollow ? "#fff" : CHOICE).attr("stroke", hollow ? CHOICE : "none");
}

/** The rows; `above`: labels stand above their dots, for narrow screens. */
function drawDots(svg, view, top, width, above) {
  const { data, rows, limits, measure } = view;
  const w = data.words;
  const labelWidth = above ? 0 : Math.min(width * 0.36, 12 + Math.max(...rows.map(({ label }, i) => widthOf(label, SMALL, i === 0))));
  const labels = rows.map(({ label }, i) => wrapped(label, above ? width : labelWidth - 10, SMALL, i === 0));
  const counts = 3 * COUNT, wide = width - labelWidth - counts - 8;
  const scale = scaleLinear(limits, [labelWidth + 4, labelWidth + wide - 4]);
  ["higher", "equal", "lower"].forEach((way, i) => {
    words(svg, labelWidth + wide + 8 + (i + 0.5) * COUNT, top + 10, w[way]).attr("text-anchor", "middle").attr("fill", SOFT_INK);
  });
  words(svg, 0, top + 10, view.horizon.after).attr("font-weight", "bold");
  let y = top + 18;
  const edges = [y], places = [], order = [];
  const plot = svg.append("g").attr("class", "rows");
  rows.forEach(({ label, line }, i) => {
    const head = above ? labels[i].length * LINE + 3 : 0;
    const reason = line && !line.differences ? wrapped(line.reason, width - labelWidth - 10, SMALL) : line ? [] : [w.unknown];
    const room = Math.max(24, (above ? 0 : labels[i].length * LINE + 7), reason.length * LINE + 7);
    const height = head + room;
    const row = plot.append("g").attr("class", "row").attr("data-row", i);
    row.append("rect").attr("class", "ring").attr("x", 1).attr("y", y + 1).attr("width", width - 2).attr("height", height - 2).attr("fill", "#fff");
    stroke(svg, `M0 ${y}H${width}`, i === 1 ? INK : HAIRLINE, 1);
    const labelTop = above ? y + 14 : y + room / 2 + 4 - ((labels[i].length - 1) * LINE) / 2;
    labels[i].forEach((text, j) => words(row, 0, labelTop + j * LINE, text).attr("font-weight", i === 0 ? "bold" : null));
    const middle = y + head + room / 2;
    if (reason.length) {
      reason.forEach((text, j) => words(row, labelWidth + (width - labelWidth) / 2, middle + 4 + (j - (reason.length - 1) / 2) * LINE, text)
        .attr("text-anchor", "middle").attr("fill", SOFT_INK));
      row.attr("role", "img").attr("aria-label", `${label}: ${reason.join(" ")}`);
      places.push([]);
      order.push([]);
    } else {
      const found = drawRow(row, line, measure, scale, middle, room);
      places.push(found);
      order.push(found.map((_, run) => run).filter((run) => found[run]).sort((a, b) => found[a].x - found[b].x || a - b));
      drawCounts(row, line, w, labelWidth + wide + 8, middle + 4);
    }
    y += height;
    edges.push(y);
  });
  stroke(svg, `M0 ${y}H${width}`, HAIRLINE, 1);
  axis(svg, scale, y, data.language, wide);
  return { places, order, edges, left: 0, right: width, bottom: y + 22 };
}

function drawRow(row, line, measure, scale, middle, room) {
  if (measure.band) {
    row.append("rect").attr("x", scale(-measure.relevant)).attr("width", scale(measure.relevant) - scale(-measure.relevant))
      .attr("y", middle - room / 2 + 1).attr("height", room - 2).attr("fill", BAND);
  }
  stroke(row, `M${scale(0)} ${middle - room / 2 + 1}v${room - 2}`, BASE, 1.6);
  // Dots that would cover each other stand above one another, by run: sorted by value they would look like a slope.
  const known = line.differences.map((value, run) => [value, run]).filter(([value]) => value !== null).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const places = line.differences.map(() => null);
  for (let at = 0; at < known.length;) {
    const beside = known.slice(at).filter(([value]) => scale(value) - scale(known[at][0]) < DOT).sort((a, b) => a[1] - b[1]);
    const apart = Math.min(DOT, (room - 2 - DOT) / Math.max(1, beside.length - 1));
    beside.forEach(([value, run], i) => {
      places[run] = { x: scale(value), y: middle + (i - (beside.length - 1) / 2) * apart };
    });
    at += beside.length;
  }
  for (const place of places) if (place) dot(row, place.x, place.y, line.kind === "built_in");
  return places;
}

function drawCounts(row, line, w, x, y) {
  if (line.kind === "built_in") {
    words(row, x + 1.5 * COUNT, y, w.built_in).attr("text-anchor", "middle").attr("fill", SOFT_INK);
    return;
  }
  line.counts.forEach((count, i) => words(row, x + (i + 0.5) * COUNT, y, count).attr("text-anchor", "middle"));
}

function axis(svg, scale, y, language, width) {
  const ticks = scale.ticks(Math.max(3, Math.floor(width / 45)));
  let free = -Infinity;
  for (const value of ticks) {
    const text = tick(value, language), half = widthOf(text, SMALL) / 2;
    stroke(svg, `M${scale(value)} ${y}v4`, SOFT_INK, 1);
    if (scale(value) - half < free) continue;
    words(svg, scale(value), y + 17, text).attr("text-anchor", "middle").attr("fill", SOFT_INK);
    free = scale(value) + half + 6;
  }
}

function drawCourse(svg, view, left, top, width) {
  const { data, course, measure, choice, horizon } = view;
  const w = data.words, height = 230, above = 36; // above: the title, and where the choice starts
  const [low, high] = course.limits;
  const sized = scaleLinear([low, high], [top + above + height, top + above]);
  const ticks = sized.ticks(5);
  const edge = Math.max(...ticks.map((value) => widthOf(tick(value, data.language), SMALL))) + 8;
  const years = Math.max(...[course.base, course.choice].map((one) => one.mean.length));
  const along = scaleLinear([0, years], [left + edge, left + width - 6]);
  words(svg, left, top + 10, w.course).attr("font-weight", "bold");
  const bottom = top + above + height;
  svg.append("rect").attr("x", along(horizon.from)).attr("width", Math.max(1, along(Math.min(horizon.until, years)) - along(horizon.from)))
    .attr("y", top + above).attr("height", height).attr("fill", BAND);
  for (const value of ticks) {
    stroke(svg, `M${along(0)} ${sized(value)}H${along(years)}`, HAIRLINE, 1);
    words(svg, left + edge - 6, sized(value) + 4, tick(value, data.language)).attr("text-anchor", "end").attr("fill", SOFT_INK);
  }
  for (const value of along.ticks(Math.min(years, Math.floor(width / 40))).filter(Number.isInteger)) {
    words(svg, along(value), bottom + 17, tick(value, data.language)).attr("text-anchor", "middle").attr("fill", SOFT_INK);
  }
  let y = bottom + 17;
  for (const text of [w.years, w.dots_year].flatMap((one) => wrapped(one, width, SMALL))) words(svg, left, (y += LINE + 1), text).attr("fill", SOFT_INK);
  if (choice.starts !== null) {
    stroke(svg, `M${along(choice.starts)} ${top + above - 4}v${height + 4}`, INK, 1.2, "1.5 3");
    const right = choice.starts > 0.6 * years;
    words(svg, along(choice.starts), top + above - 7, w.starts).attr("text-anchor", right ? "end" : null);
  }
  const through = pathThrough().defined((value) => value !== null).x((_, i) => along(i + 1)).y((value) => sized(value));
  const single = svg.append("g").attr("class", "single").attr("aria-hidden", "true");
  const thick = svg.append("g").attr("class", "mean").attr("aria-hidden", "true");
  const thin = Math.max(0.25, Math.min(0.6, 8 / data.runs));
  for (const [one, colour, dashes] of [[course.choice, CHOICE, null], [course.base, BASE, DASHES]]) {
    if (one.runs.length > 1) for (const run of one.runs) stroke(single, through(run), colour, 0.8, dashes).attr("opacity", thin);
    stroke(thick, through(one.mean), colour, 2.5, dashes);
  }
  return { through, along, sized, left, right: left + width, top: top + above, under: bottom, bottom: y };
}

/** The same run in all rows and in the course; null: none. `row`: the one that has the keyboard or the pointer. */
function mark(marks, svg, view, dots, course, run, row) {
  marks.selectAll("*").remove();
  svg.selectAll(".single, .mean").attr("opacity", run === null ? null : 0.3);
  if (run === null) return;
  dots.places.forEach((places, i) => {
    const place = places[run];
    if (!place) return;
    marks.append("circle").attr("class", "marked").attr("data-row", i).attr("cx", place.x).attr("cy", place.y).attr("r", i === row ? 7 : 5)
      .attr("fill", view.rows[i].line.kind === "built_in" ? "#fff" : CHOICE).attr("stroke", INK).attr("stroke-width", i === row ? 2.5 : 1.6);
  });
  if (!course) return;
  const pair = [[view.course.choice.runs[run], CHOICE, null], [view.course.base.runs[run], BASE, DASHES]];
  for (const [values] of pair) stroke(marks, course.through(values), "#fff", 5);
  for (const [values, colour, dashes] of pair) { // where both run alike, the choice is seen between the dashes
    stroke(marks, course.through(values), colour, 2.8, dashes).attr("class", "marked-course");
  }
}

function foot(svg, { data, told }, width, top) {
  let y = top;
  for (const text of told ? wrapped(told, width, 13) : []) words(svg, 0, (y += 17), text, 13);
  words(svg, 0, (y += told ? 26 : 6), data.caution, 13).attr("font-weight", "bold").attr("class", "caution");
  const beside = widthOf(data.caution, 13, true) + widthOf(data.program, SMALL) + 20 < width;
  words(svg, beside ? width : 0, beside ? y : (y += LINE + 2), data.program).attr("text-anchor", beside ? "end" : null).attr("fill", SOFT_INK);
  return y + 8;
}
