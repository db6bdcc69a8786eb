// The newest outcomes: sentences with their frames drawn over the text, and rejections.

import { byId, clock, duration, element, table } from './dom.js';

const SENTENCES = 10;
const REJECTIONS = 10;

let rejections = [];

export function clearOutcomes() {
  rejections = [];
  byId('sentences').replaceChildren();
  showNone();
}

export function showOutcomes(outcomes) {
  const now = Date.now();
  const list = byId('sentences');
  for (const outcome of outcomes) {
    if (outcome.stage) {
      rejections.unshift({ ...outcome, seen: now });
    } else {
      list.prepend(sentence(outcome));
    }
  }
  while (list.childElementCount > SENTENCES) {
    list.lastElementChild.remove();
  }
  rejections = rejections.slice(0, REJECTIONS);
  showNone();
}

function showNone() {
  byId('sentences-none').hidden = byId('sentences').childElementCount > 0;
  byId('rejections-none').hidden = rejections.length > 0;
  const panel = byId('rejections');
  panel.hidden = rejections.length === 0;
  panel.className = 'card';
  panel.replaceChildren(...(rejections.length === 0 ? [] : [table('Newest rejections', ['Record', 'Stage', 'Reason', 'Seen'],
    rejections.map(one => [element('code', '', place(one)), one.stage, isolated(one.reason), clock(one.seen)]))]));
}

function place(outcome) {
  return `${outcome.topic}-${outcome.partition}@${outcome.offset}`;
}

function sentence(outcome) {
  const made = element('li', 'card');
  const shown = outcome.sentence;
  const frames = outcome.frames === 1 ? '1 frame' : `${outcome.frames} frames`;
  const words = outcome.words === 1 ? '1 word' : `${outcome.words} words`;
  const head = element('p', 'quiet origin');
  if (shown?.id) {
    head.append('id ', isolated(shown.id), ' ');
  }
  head.append(element('code', '', place(outcome)), ` ${words}, ${frames}, ${duration(outcome.milliseconds)}`);
  made.append(head);
  if (!shown) {
    return made;
  }
  if (shown.frames.length === 0) {
    made.append(element('p', 'text', isolated(shown.text), shown.cut ? ' …' : ''));
  }
  for (const frame of shown.frames) {
    made.append(drawn(shown, frame));
  }
  if (outcome.frames > shown.frames.length) {
    made.append(element('p', 'quiet note', `${outcome.frames - shown.frames.length} more frames are not shown.`));
  }
  return made;
}

/** The whole text, with the predicate and its arguments marked in it. */
function drawn(shown, frame) {
  const line = element('p', 'text');
  let at = 0;
  for (const span of spans(shown.text, frame.spans)) {
    if (span.begin < at) {
      continue;
    }
    if (span.begin > at) {
      line.append(isolated(shown.text.slice(at, span.begin)));
    }
    line.append(marked(span.role, shown.text.slice(span.begin, span.end)));
    at = span.end;
  }
  line.append(isolated(shown.text.slice(at)), shown.cut ? ' …' : '');
  return line;
}

function marked(role, text) {
  const made = element('mark', 'span', element('b', 'role', role), '\u00a0', isolated(text));
  made.dataset.kind = kind(role);
  return made;
}

function kind(role) {
  const plain = role.replace(/^[RC]-/, '');
  if (plain === 'V' || plain === 'ARG0' || plain === 'ARG1') {
    return plain;
  }
  return plain.startsWith('ARGM') ? 'ARGM' : 'ARG2';
}

/** In the order of the text; borders within a character, which a publisher's words can have, move out of it. */
function spans(text, given) {
  const within = at => at > 0 && at < text.length
    && /[\uDC00-\uDFFF]/.test(text[at]) && /[\uD800-\uDBFF]/.test(text[at - 1]);
  return given
    .map(span => ({
      role: span.role,
      begin: within(span.begin) ? span.begin - 1 : span.begin,
      end: within(span.end) ? span.end + 1 : span.end,
    }))
    .filter(span => span.end > span.begin)
    .sort((one, other) => one.begin - other.begin);
}

/** Text whose writing direction, and whatever changes it, ends with it. */
function isolated(text) {
  return element('bdi', '', text);
}
