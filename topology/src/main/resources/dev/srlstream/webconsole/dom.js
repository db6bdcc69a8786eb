// Elements, whose text is only ever set as text: nothing of a sentence can become HTML.

/** An element with a class, and strings or elements in it. */
export function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) {
    made.className = className;
  }
  made.append(...children);
  return made;
}

export function byId(id) {
  return document.getElementById(id);
}

/** Sets a text where it is another one, so that screen readers do not hear it again. */
export function setText(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

/**
 * A table that becomes a list of blocks on a narrow screen; the roles keep it a table for screen readers.
 * Cells are strings or elements; the first of a row is its head.
 */
export function table(caption, heads, rows) {
  const made = element('table', 'rows');
  made.setAttribute('role', 'table');
  made.append(element('caption', 'unseen', caption));
  const headRow = row('columnheader', heads.map(head => element('th', '', head)));
  headRow.childNodes.forEach(cell => (cell.scope = 'col'));
  const head = element('thead', '', headRow);
  head.setAttribute('role', 'rowgroup');
  const body = element('tbody');
  body.setAttribute('role', 'rowgroup');
  for (const cells of rows) {
    const made = cells.map((cell, index) => element(index === 0 ? 'th' : 'td', '', cell));
    made[0].scope = 'row';
    const line = row('cell', made);
    line.firstChild.setAttribute('role', 'rowheader');
    body.append(line);
  }
  made.append(head, body);
  return made;
}

function row(role, cells) {
  const made = element('tr', '', ...cells);
  made.setAttribute('role', 'row');
  cells.forEach(cell => cell.setAttribute('role', role));
  return made;
}

const PLAIN = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export function number(value) {
  return Math.abs(value) >= 1000 ? WHOLE.format(value) : PLAIN.format(value);
}

export function bytes(value) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${number(value)} ${units[unit]}`;
}

export function duration(milliseconds) {
  if (milliseconds < 1000) {
    return `${number(milliseconds)} ms`;
  }
  if (milliseconds < 60_000) {
    return `${number(milliseconds / 1000)} s`;
  }
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 60) {
    return `${minutes} min`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days`;
}

export function clock(milliseconds) {
  return new Date(milliseconds).toLocaleTimeString('en-GB');
}
