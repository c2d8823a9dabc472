// "Look for yourself": a reader chooses a measure, who or where, and a moment, and follows one run through all rows and
// years. What is shown comes from <script id="look-data">, which look.py fills from the findings. Without this script the
// page is whole: the still figures say the same.

import { draw } from "./draw.js";
import { save } from "./save.js";
import { differenceInWords, filled } from "./texts.js";

const FILE_WIDTH = 900, FILE_AROUND = 20;

class Look {
  constructor(section, data) {
    this.data = data;
    this.section = section;
    this.choice = data.choices[section.dataset.choice];
    this.control = Object.fromEntries([...section.querySelectorAll("select")].map((one) => [one.name, one]));
    this.drawing = section.querySelector(".look-drawing");
    this.pinned = null; // a run that is held
    this.run = null; // the run under the pointer or the keyboard
    this.row = 0;
    section.hidden = false;
    for (const name of ["measure", "where", "horizon"]) this.control[name].addEventListener("change", () => this.show());
    this.control.run.addEventListener("change", () => this.pin(this.control.run.value === "" ? null : Number(this.control.run.value)));
    section.addEventListener("keydown", (event) => event.key === "Escape" && this.letGo());
    for (const button of section.querySelectorAll("button[data-save]")) button.addEventListener("click", () => this.save(button.dataset.save));
    this.width = 0;
    new ResizeObserver(() => this.drawing.clientWidth !== this.width && this.show()).observe(this.drawing);
    this.show();
  }

  /** What is asked for, as draw.js takes it. */
  view() {
    const { data, choice } = this;
    const measure = data.measures[this.control.measure.value];
    const at = Number(this.control.horizon.value);
    const found = choice.rows[this.control.measure.value];
    const where = this.control.where;
    for (const option of where.options) option.disabled = !found[option.value];
    if (where.selectedOptions[0].disabled) where.value = "town";
    const wanted = where.value === "town" ? found.town : [...found.town, ...found[where.value]];
    const rows = wanted.map(([cell, lines]) => ({ label: data.cells[cell], line: lines[at] }));
    const differences = wanted.flatMap(([, lines]) => lines.flatMap((line) => (line && line.differences) || []));
    const horizon = choice.horizons[at];
    const less = filled(data.words.less, { town: data.town, choice: choice.title, base: data.base, unit: measure.unit });
    const town = rows[0].line;
    return { data, choice, measure, horizon, rows, limits: aroundZero(differences, measure), course: this.course(measure),
      notes: [measure.meaning, less, ...(measure.note ? [measure.note] : [])],
      verdict: town ? [filled(data.words.says, { row: rows[0].label, after: horizon.after }), town.sentence,
        ...(where.value === "town" ? [] : choice.both_ways[`${measure.name} ${horizon.years}`] || [])].join(" ") : data.words.unknown };
  }

  course(measure) {
    const [base, choice] = [this.data.base_id, this.section.dataset.choice].map((id) => this.data.courses[measure.name][id]);
    return base && choice ? { base, choice, limits: aroundCourses([...base.runs, ...choice.runs].flat(), measure) } : null;
  }

  show() {
    this.width = this.drawing.clientWidth;
    const view = (this.shown = this.view());
    const figure = (this.figure = draw(view, Math.max(280, this.width)));
    this.row = Math.min(this.row, view.rows.length - 1);
    figure.svg.attr("role", "group").attr("aria-label", `${view.measure.title}. ${view.notes.slice(1).join(". ")}`);
    this.rows = figure.svg.selectAll(".row").filter((_, i) => figure.order[i].length > 0);
    this.rows.attr("role", "slider").attr("aria-valuemin", 0).attr("aria-valuemax", (_, i, all) => figure.order[rowOf(all[i])].length)
      .attr("aria-label", (_, i, all) => `${view.rows[rowOf(all[i])].label}, ${view.horizon.after}`)
      .on("keydown", (event) => this.key(event)).on("focus", (event) => this.arrive(rowOf(event.currentTarget)))
      .on("blur", () => this.point(null, this.row));
    figure.svg.on("pointermove", (event) => event.pointerType !== "touch" && this.point(...this.nearest(event)))
      .on("pointerleave", () => this.point(null, this.row))
      .on("click", (event) => this.pin(other(this.nearest(event)[0], this.pinned)));
    this.drawing.replaceChildren(figure.svg.node());
    this.section.querySelector(".look-verdict").textContent = view.verdict;
    this.section.querySelector(".look-demand").hidden = !view.measure.note;
    this.mark();
  }

  key(event) {
    const order = this.figure.order[this.row], at = order.indexOf(this.active());
    const steps = { ArrowRight: at + 1, ArrowLeft: at < 0 ? order.length - 1 : at - 1, Home: 0, End: order.length - 1 };
    if (event.key in steps) this.point(order[Math.max(0, Math.min(order.length - 1, steps[event.key]))], this.row);
    else if (event.key === "ArrowUp" || event.key === "ArrowDown") this.step(event.key === "ArrowUp" ? -1 : 1);
    else if (event.key === "Enter" || event.key === " ") this.pin(other(this.active(), this.pinned));
    else return;
    event.preventDefault();
  }

  /** To the row above or below that has dots. */
  step(by) {
    const nodes = this.rows.nodes(), at = nodes.findIndex((node) => rowOf(node) === this.row) + by;
    if (nodes[at]) nodes[at].focus();
  }

  arrive(row) {
    const run = this.active();
    this.point(run === null || !this.figure.places[row][run] ? this.figure.order[row][0] : run, row);
  }

  active() {
    return this.run === null ? this.pinned : this.run;
  }

  point(run, row) {
    if (run === this.run && row === this.row) return;
    this.run = run;
    this.row = row;
    this.mark();
  }

  pin(run) {
    this.pinned = run;
    this.control.run.value = run === null ? "" : run;
    this.mark();
  }

  letGo() {
    this.run = null;
    this.pin(null);
  }

  mark() {
    const { figure, shown, data } = this, run = this.active();
    figure.mark(run, this.run === null ? null : this.row);
    const first = this.rows.nodes().some((node) => rowOf(node) === this.row) ? this.row : rowOf(this.rows.node());
    this.rows.attr("tabindex", (_, i, all) => (rowOf(all[i]) === first ? 0 : -1))
      .attr("aria-valuenow", (_, i, all) => (run === null ? 0 : figure.order[rowOf(all[i])].indexOf(run) + 1))
      .attr("aria-valuetext", (_, i, all) => (run === null ? data.words.no_run : this.inWords(run, rowOf(all[i]))));
    this.section.querySelector(".look-told").textContent = run === null ? data.words.hint
      : filled(data.words.told, { row: shown.rows[this.row].label, after: shown.horizon.after, run_is: this.inWords(run, this.row) });
    this.section.querySelector(".look-told").classList.toggle("held", this.pinned !== null);
  }

  inWords(run, row) {
    const { data, shown } = this, line = shown.rows[row].line;
    const value = line && line.differences ? line.differences[run] : null;
    return filled(data.words.run_is, { run: run + 1, unit: shown.measure.unit,
      difference: value === null ? data.words.unknown : differenceInWords(value, shown.measure, data.words, data.language) });
  }

  /** [run, row] nearest to the pointer: in the row that it is over, or the line in the course; [null, row]: none. */
  nearest(event) {
    const { figure, shown } = this, box = figure.svg.node().getBoundingClientRect();
    const x = event.clientX - box.left, y = event.clientY - box.top, { course, edges } = figure;
    let best = [null, this.row], least = 20;
    const offer = (run, row, distance) => {
      if (distance < least) [best, least] = [[run, row], distance];
    };
    if (course && x >= course.left && x <= course.right && y >= course.top && y <= course.under) {
      const year = Math.round(course.along.invert(x));
      for (const one of [shown.course.choice, shown.course.base]) {
        one.runs.forEach((values, run) => {
          const value = values[year - 1];
          if (value !== undefined && value !== null) offer(run, this.row, Math.abs(course.sized(value) - y));
        });
      }
      return best;
    }
    const row = edges.findIndex((edge, i) => y >= edge && y < edges[i + 1]);
    if (row >= 0 && row < figure.places.length) {
      figure.places[row].forEach((place, run) => place && offer(run, row, Math.hypot(place.x - x, place.y - y)));
    }
    return best;
  }

  save(kind) {
    const view = this.shown, run = this.active();
    const told = run === null ? view.verdict : `${view.verdict} ${this.section.querySelector(".look-told").textContent}`;
    const figure = draw({ ...view, told }, FILE_WIDTH, FILE_AROUND);
    figure.mark(run, null);
    figure.svg.append("title").lower().text(`${view.measure.title}. ${view.notes.slice(1).join(". ")}`);
    save(figure.svg.node(), `weefsel-${this.section.dataset.choice}-${view.measure.name}-${view.horizon.years}`, kind);
  }
}

const rowOf = (node) => Number(node.dataset.row);
const other = (run, held) => (run === held ? null : run);

/** At least as far as what is too small: a ripple may not look like a wave. As plots.py's limits_of. */
function aroundZero(differences, measure) {
  const known = differences.filter((one) => one !== null), least = 1.2 * measure.relevant;
  const low = Math.min(-least, ...known), high = Math.max(least, ...known), room = 0.05 * (high - low);
  return low === high ? [-1, 1] : [low - room, high + room];
}

/** As plots.py's draw_courses. */
function aroundCourses(values, measure) {
  const known = values.filter((one) => one !== null);
  if (!known.length) return [0, 1];
  const low = Math.min(...known), high = Math.max(...known), least = 2 * measure.relevant;
  const stretch = Math.max(0, least - (high - low)) / 2 + 0.05 * Math.max(least, high - low, 1e-9);
  const most = measure.times > 1 && high <= measure.times ? measure.times : Infinity;
  return [low >= 0 ? Math.max(low - stretch, 0) : low - stretch, Math.min(high + stretch, most)];
}

const held = document.getElementById("look-data");
if (held) {
  const data = unpacked(JSON.parse(held.textContent));
  for (const section of document.querySelectorAll("section.look")) new Look(section, data);
}

/** Lines are kept short in the page: [kind, sentence, counts, differences] become what they are. */
function unpacked(data) {
  for (const choice of Object.values(data.choices)) {
    for (const rows of Object.values(choice.rows)) {
      for (const lines of Object.values(rows).flat().map(([, one]) => one)) {
        lines.forEach((line, i) => {
          if (line) lines[i] = { kind: data.kinds[line[0]], sentence: data.sentences[line[1]], counts: line[2], differences: line[3], reason: line[4] };
        });
      }
    }
  }
  return data;
}
