// Small plots of the last two minutes. Each says its newest value in words and numbers; the line only adds its course.

import { byId, duration, element, number, setText } from './dom.js';

const WINDOW = 120_000;
const WIDTH = 240;
const HEIGHT = 56;
/** Between two numbers that are further apart nobody looked: no line is drawn there. */
const GAP = 5_000;
/** Outcomes come with commits, and passes count when they end, so that one second alone says little. */
const RATE_WINDOW = 5_000;
const BUSY_WINDOW = 10_000;

const percent = value => value > 0 && value < 1 ? 'below 1 %' : `${Math.round(value)} %`;

const PLOTS = [
  { title: 'Sentences', unit: 'a second', lines: [{ of: 'sentences', show: number }], least: 1 },
  { title: 'Backlog', unit: 'sentences', lines: [{ of: 'backlog', show: number }], least: 1 },
  { title: 'Latency', unit: '', least: 10,
    lines: [{ of: 'p50', name: 'p50', show: duration }, { of: 'p99', name: 'p99', show: duration }] },
  { title: 'Device', unit: 'busy', lines: [{ of: 'busy', show: percent }], least: 100 },
];

let told = [];
let points = [];
let views;

export function clearPlots() {
  told = [];
  points = [];
  draw();
}

/** Takes what the instance says each second; counts become rates. */
export function showNumbers(numbers) {
  told.push(numbers);
  told = told.filter(one => one.at > numbers.at - WINDOW);
  const rate = of => growth(numbers, of, RATE_WINDOW);
  points.push({
    at: numbers.at,
    sentences: rate('sentences'),
    frames: rate('frames'),
    rejections: rate('rejections'),
    backlog: numbers.lag === null ? null : numbers.lag + numbers.pending,
    p50: numbers.p50,
    p99: numbers.p99,
    busy: busy(numbers),
  });
  points = points.filter(point => point.at > numbers.at - WINDOW);
  draw(numbers);
}

/** Of a count, a second; null where it was not looked at before. */
function growth(numbers, of, span) {
  const since = told.find(one => one.at >= numbers.at - span);
  return since.at < numbers.at ? Math.max(0, numbers[of] - since[of]) * 1000 / (numbers.at - since.at) : null;
}

function busy(numbers) {
  const seconds = growth(numbers, 'busySeconds', BUSY_WINDOW);
  return numbers.workers && seconds !== null ? Math.min(100, 100 * seconds / numbers.workers) : null;
}

function draw(numbers) {
  views ??= PLOTS.map(view);
  const newest = points.at(-1);
  PLOTS.forEach((plot, index) => {
    const { values, note, svg, top, paths } = views[index];
    const highest = Math.max(...points.flatMap(point => plot.lines.map(line => point[line.of] ?? 0)), 0);
    const scale = Math.max(plot.least, highest);
    const said = plot.lines.map((line, i) => {
      const value = newest?.[line.of];
      const text = value === null || value === undefined ? '–' : line.show(value);
      setText(values[i], text);
      paths[i].setAttribute('d', course(line.of, scale));
      return `${line.name ?? ''} ${text === '–' ? 'no number yet' : text}`.trim();
    });
    const highestText = plot.lines[0].show(scale);
    setText(top, highestText);
    svg.setAttribute('aria-label',
      `${plot.title}${plot.unit && ', '}${plot.unit}: now ${said.join(', ')}; highest of the last two minutes ${plot.lines[0].show(highest)}`);
    setText(note, newest && numbers ? remark(plot.title, newest, numbers) : '');
  });
}

function remark(title, newest, numbers) {
  switch (title) {
    case 'Sentences':
      return newest.frames === null ? '' :
        `${number(newest.frames)} frames, ${number(newest.rejections)} rejections a second; since the start ${number(numbers.sentences)} sentences, ${number(numbers.rejections)} of them rejected`;
    case 'Backlog':
      return numbers.lag === null ? `${number(numbers.pending)} pending; the lag is not known yet` :
        `${number(numbers.lag)} not read yet, ${number(numbers.pending)} pending`;
    case 'Latency':
      return numbers.p50 === null ? 'No outcome in the last minute' : 'From a record’s timestamp to the commit of its outcome, over the last minute';
    default:
      return numbers.workers ? `${number(numbers.workers)} ${numbers.workers === 1 ? 'batch' : 'batches'} at a time` : 'The model is not loaded yet';
  }
}

function course(of, scale) {
  const end = points.at(-1)?.at ?? 0;
  let path = '';
  let last = null;
  for (const point of points) {
    const value = point[of];
    if (value === null) {
      last = null;
      continue;
    }
    const x = WIDTH * (1 - (end - point.at) / WINDOW);
    const y = HEIGHT - 2 - (HEIGHT - 4) * value / scale;
    path += `${last === null || point.at - last > GAP ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
    last = point.at;
  }
  return path;
}

function view(plot) {
  const values = plot.lines.map(() => element('span', 'value', '–'));
  const svg = shape('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img' });
  svg.append(shape('path', { d: `M0 2H${WIDTH}M0 ${HEIGHT - 2}H${WIDTH}`, class: 'grid' }));
  const paths = plot.lines.map((line, i) => shape('path', { class: i === 0 ? 'line' : 'line second' }));
  svg.append(...paths);
  const top = element('span', 'top-value quiet');
  top.setAttribute('aria-hidden', 'true');
  const note = element('p', 'quiet note');
  const reading = element('p', plot.lines.length > 1 ? 'reading several' : 'reading');
  plot.lines.forEach((line, i) => {
    const name = line.name ? element('span', `swatch ${i === 0 ? '' : 'second'}`, line.name) : '';
    reading.append(name, ' ', values[i], ' ');
  });
  reading.append(element('span', 'quiet', plot.unit));
  byId('plots').append(element('div', 'card plot', element('h3', '', plot.title), reading,
    element('div', 'canvas', svg, top), note));
  return { values, note, svg, top, paths };
}

function shape(name, attributes) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}
