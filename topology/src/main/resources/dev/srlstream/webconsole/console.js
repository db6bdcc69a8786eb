// Listens to the instance, and tells the other scripts what it says. Connects again by itself.

import { byId, clock, setText } from './dom.js';
import { showAbout, showAge, showAudit, showPartitions, showState } from './panels.js';
import { clearPlots, showNumbers } from './plots.js';
import { clearOutcomes, showOutcomes } from './sentences.js';

/** The instance says something each second. */
const SILENCE = 10_000;
const PAUSE = 1_000;

let source;
/** When the instance has said something last, and when it was last known to be there at all. */
let told = 0;
let alive = 0;
let retry;
let about;

function connect() {
  clearTimeout(retry);
  source?.close();
  const opened = new EventSource('events');
  source = opened;
  alive = Date.now();
  opened.onerror = () => {
    if (source === opened) {
      lost();
    }
  };
  on('about', newest => {
    if (about && about.version !== newest.version) {
      location.reload();
    }
    if (about && about.started !== newest.started) {
      clearPlots();
      clearOutcomes();
    }
    about = newest;
    showAbout(newest);
  });
  on('state', showState);
  on('audit', showAudit);
  on('numbers', numbers => {
    showNumbers(numbers);
    showPartitions(numbers.partitions);
    showAge(numbers.at);
  });
  on('outcomes', showOutcomes);
}

function on(name, show) {
  const from = source;
  from.addEventListener(name, event => {
    if (source !== from) {
      return;
    }
    told = alive = Date.now();
    say('live', 'Live');
    show(JSON.parse(event.data));
  });
}

async function lost() {
  source.close();
  clearTimeout(retry);
  retry = setTimeout(connect, PAUSE);
  const since = about ? ` What stands here is from ${clock(told)}.` : '';
  say('lost', `Connection lost, trying again.${since}`);
  try {
    const answer = await fetch('events', { method: 'HEAD' });
    if (answer.status === 503) {
      say('lost', `Too many pages watch this instance: close one. Trying again.${since}`);
    }
  } catch {
    // The instance is away.
  }
}

function say(kind, text) {
  const connection = byId('connection');
  connection.dataset.kind = kind;
  setText(connection, text);
}

setInterval(() => {
  if (source && source.readyState !== EventSource.CLOSED && Date.now() - alive > SILENCE) {
    lost();
  }
}, 2_000);

// A page that nobody sees costs the instance nothing.
document.addEventListener('visibilitychange', () => {
  if (document.hidden) {
    clearTimeout(retry);
    source?.close();
    source = undefined;
  } else if (!source) {
    connect();
  }
});

clearPlots();
connect();
