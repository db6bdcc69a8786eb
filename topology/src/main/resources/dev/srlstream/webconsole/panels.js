// What changes seldom: what runs, the audit, the settings.

import { byId, bytes, clock, duration, element, number, setText, table } from './dom.js';

const STATES = {
  starting: 'It looks whether brokers, topics, rights and registry are there.',
  auditing: 'It reads and judges the checkpoint.',
  warming: 'It loads the model and runs it for the first time.',
  holding: 'It is warm, and waits until instances with another model have left.',
  joining: 'It is in the group, and waits for its partitions and for what was pending in them.',
  running: 'It labels sentences.',
  stopping: 'It was asked to end.',
  failed: 'Its start was refused, or a fault has stopped it.',
};

const FINDINGS_SHOWN = 12;

let state;
let partitions;

export function showState(told) {
  state = told;
  const pill = byId('state');
  setText(pill, told.state);
  pill.dataset.state = told.state;
  setText(byId('state-text'), STATES[told.state] ?? '');
  const reason = byId('reason');
  setText(reason, told.reason ?? '');
  reason.hidden = !told.reason;
  document.title = `${told.state} – srl-stream`;
  showFacts();
}

export function showPartitions(count) {
  if (partitions !== count) {
    partitions = count;
    showFacts();
  }
}

/** Once a second: only the time moves. */
export function showAge(now) {
  const age = byId('since');
  if (age && state) {
    setText(age, `${clock(state.since)}, for ${duration(Math.max(0, now - state.since))}`);
  }
}

function showFacts() {
  if (!state) {
    return;
  }
  const since = element('time');
  since.id = 'since';
  since.dateTime = new Date(state.since).toISOString();
  const model = state.model;
  const facts = [['Since', since]];
  if (model) {
    facts.push(
      ['Model', model.name],
      ['Audit', badge(model.outcome)],
      ['Policy', model.policy],
      ['Device', model.device ?? 'not loaded yet'],
      ['Precision', model.precision ?? 'not loaded yet']);
  }
  if (partitions !== undefined) {
    facts.push(['Partitions', number(partitions)]);
  }
  if (model) {
    facts.push(['SHA-256', element('code', 'digest', model.sha256)]);
  }
  byId('facts').replaceChildren(...facts.map(([term, value]) =>
    element('div', term === 'SHA-256' ? 'wide' : '', element('dt', '', term), element('dd', '', value))));
  showAge(Date.now());
}

function badge(outcome) {
  const made = element('span', 'badge', outcome);
  made.dataset.outcome = outcome;
  return made;
}

export function showAudit(audit) {
  byId('audit-none').hidden = Boolean(audit);
  const panel = byId('audit');
  panel.hidden = !audit;
  if (!audit) {
    panel.replaceChildren();
    return;
  }
  const counts = Object.entries(audit.counts).map(([what, count]) => `${number(count)} ${what}`).join(', ');
  panel.replaceChildren(
    element('p', 'verdict', badge(audit.outcome), ' ', element('strong', '', audit.name)),
    element('p', '', audit.summary),
    element('p', 'quiet',
      `Keys: ${counts}. ${number(audit.parameters)} learned parameters; ${bytes(audit.bytes)}, ${audit.container}; policy ${audit.policy}.`));
  if (audit.findings.length > 0) {
    panel.append(...findings(audit));
  }
  if (audit.pytorch) {
    panel.append(element('details', '',
      element('summary', '', 'What PyTorch’s load_state_dict(strict=True) says of it'),
      element('pre', '', audit.pytorch)));
  }
}

function findings(audit) {
  const rows = audit.findings.map(finding =>
    [element('code', '', finding.key), done(finding), finding.detail]);
  const caption = 'Keys that were not simply used as they are';
  const heads = ['Key', 'What was done', 'Why'];
  const first = table(caption, heads, rows.slice(0, FINDINGS_SHOWN));
  const made = [first];
  if (rows.length > FINDINGS_SHOWN) {
    const more = element('button', '', `Show all ${number(rows.length)}`);
    more.type = 'button';
    more.onclick = () => {
      more.remove();
      first.replaceWith(table(caption, heads, rows));
    };
    made.push(more);
  }
  if (audit.findingsLeftOut > 0) {
    made.push(element('p', 'quiet', `${number(audit.findingsLeftOut)} more: srl audit --all lists them.`));
  }
  return made;
}

/** What was found says more only where it is another word. */
function done(finding) {
  return finding.kind === finding.action || finding.kind === 'other' ? finding.action : `${finding.action} (${finding.kind})`;
}

export function showAbout(about) {
  setText(byId('application'), about.application);
  setText(byId('version'), `version ${about.version}`);
  const note = byId('sentences-note');
  note.hidden = about.sentences;
  setText(note, about.sentences ? '' :
    'What they say is not shown. With the setting console.sentences=true it is, to everybody who reaches this page.');
  const given = about.settings.filter(setting => setting.source !== 'default').length;
  setText(byId('settings-summary'), `${about.settings.length} settings, of which ${given} are not the default`);
  byId('settings').replaceChildren(table('Settings in force', ['Setting', 'Value', 'Source'],
    about.settings.map(setting =>
      [element('code', '', setting.key), setting.value === '' ? element('span', 'quiet', 'not set') : setting.value, setting.source])));
}
