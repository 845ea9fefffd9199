/*
 * The console asks /replay and shows the answer as it comes. What comes from the log gets into the page by textContent
 * alone; the page's policy (trusted types) forbids every other way.
 */

/** Rows that the page keeps, the newest ones. */
const MOST_SHOWN = 5_000;
/** What the port gives at most. Rows come oldest first, so a smaller limit would leave out the newest. */
const MOST_ASKED = 1_000_000;
/** Rows that are put into the page between two of its pictures. */
const ROWS_AT_ONCE = 250;
/** Events of one replay, which the port limits. */
const MOST_CHOSEN = 1_000;
/** How often a question is put again when all places for reading are taken, and how long it waits in between. */
const TRIES = 4;
const BETWEEN_TRIES_MS = 1_000;

const TEXT_FIELDS = ['user', 'since', 'until', 'message', 'conversation', 'around'];
const UNSETTLED = ['queued', 'not queued yet', 'not read yet'];

const $ = id => document.getElementById(id);
const number = n => n.toLocaleString('en');
const plural = (n, one, many = one + 's') => `${number(n)} ${n === 1 ? one : many}`;
const narrow = matchMedia('(max-width: 900px)');

/** An element with these properties and children; texts become text nodes. */
function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined) continue;
    if (name in node && !name.includes('-')) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.filter(child => child !== null));
  return node;
}

/* Times: all in UTC, as in logs and on the wire. */

const day = time => time.slice(0, 10);
const clock = time => time.slice(11, 23);
const moment = time => `${day(time)} ${time.slice(11, 19)}`;

/** How long after another time, to the unit that tells something. */
function distance(time, from) {
  const ms = Date.parse(time) - Date.parse(from);
  const sign = ms < 0 ? '−' : '+';
  const long = Math.abs(ms);
  if (long < 1_000) return `${sign}${long} ms`;
  if (long < 60_000) return `${sign}${(long / 1_000).toFixed(1)} s`;
  if (long < 3_600_000) return `${sign}${Math.round(long / 60_000)} min`;
  if (long < 86_400_000) return `${sign}${(long / 3_600_000).toFixed(1)} h`;
  return `${sign}${Math.round(long / 86_400_000)} d`;
}

/* Who asks */

const operator = {
  /** Where a browser keeps nothing. */
  unkept: '',
  get name() {
    try {
      return localStorage.getItem('operator') ?? this.unkept;
    } catch {
      return this.unkept;
    }
  },
  set name(name) {
    this.unkept = name;
    try {
      localStorage.setItem('operator', name);
    } catch {
      // It is asked for again the next time.
    }
  },
};

/** Resolves to whether there is a name. Asks for it when there is none, or when another one is wanted. */
function named(anew = false) {
  if (operator.name && !anew) return Promise.resolve(true);
  const dialog = $('naming');
  if (dialog.open) return Promise.resolve(false);
  $('name').value = operator.name;
  explain($('name-problem'), null);
  dialog.showModal();
  return new Promise(resolve => dialog.addEventListener('close', () => resolve(operator.name !== ''), {once: true}));
}

$('naming-form').addEventListener('submit', event => {
  event.preventDefault();
  const name = $('name').value.trim();
  if (!/^[\w.@-]{1,64}$/.test(name)) {
    explain($('name-problem'), 'A name has letters, digits and . _ @ - only, as it stands in a line of the log.');
    return;
  }
  operator.name = name;
  showOperator();
  $('naming').close();
});

function showOperator() {
  $('operator').textContent = operator.name ? `as ${operator.name}` : 'no name yet';
  $('operator').title = operator.name ? 'Change your name' : 'Give your name';
}

/* The port */

/** What the port answers instead of rows, or why it does not answer; each sentence with the parameter it is about. */
class Refusal extends Error {
  constructor(detail, errors = {}) {
    super(detail);
    this.fields = Object.keys(errors);
    this.sentences = Object.entries(errors).flatMap(([field, all]) => all.map(one => `${labelOf(field)}: ${one}`));
  }

  get text() {
    return this.sentences.length > 0 ? this.sentences.join(' ') : this.message;
  }
}

function labelOf(field) {
  const label = document.querySelector(`label[for="${CSS.escape(field)}"]`);
  return label ? label.firstChild.textContent.trim() : field;
}

async function request(parameters, method, signal) {
  for (let attempt = 1; ; attempt++) {
    const response = await answerOf(parameters, method, signal);
    if (response.ok) return response;
    // A question that was left a moment ago holds its place until the port notices.
    const busy = response.status === 503 && response.headers.has('Retry-After');
    if (!busy || method !== 'GET' || attempt === TRIES) throw await refusalOf(response);
    await new Promise(resolve => setTimeout(resolve, BETWEEN_TRIES_MS));
    signal.throwIfAborted();
  }
}

async function answerOf(parameters, method, signal) {
  try {
    const headers = {'X-Operator': operator.name};
    // The mode stays as it is by itself: in others, a page that sends no referrer hides its origin, which the port wants.
    // What is sent is a form, as a thousand ids are too many for a request's line.
    return await (method === 'GET'
      ? fetch(`/replay?${parameters}`, {headers, signal, cache: 'no-store'})
      : fetch('/replay', {method, headers, body: parameters, signal}));
  } catch (e) {
    throw signal.aborted ? e : new Refusal('The pod does not answer: it may have stopped, or the port-forward has.');
  }
}

async function refusalOf(response) {
  const problem = await response.json().catch(() => ({}));
  return new Refusal(problem.detail ?? `The pod answered ${response.status}.`, problem.errors ?? {});
}

/**
 * The objects of the answer's lines, in bunches as they come, wherever the network has cut the text.
 *
 * @throws Refusal for an answer that says so, and for one that breaks off
 */
async function* bunches(response, signal) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const brokenOff = new Refusal('The answer broke off: the pod may have stopped. What it told until then is shown.');
  let rest = '';
  for (let ended = false; ; ) {
    let bunch;
    let last;
    try {
      const {done, value} = await reader.read();
      const lines = (rest + (value ?? '')).split('\n');
      rest = done ? '' : lines.pop();
      bunch = lines.filter(line => line !== '').map(line => JSON.parse(line));
      last = done;
    } catch (e) {
      throw signal.aborted ? e : brokenOff;
    }
    ended ||= bunch.some(line => line.done !== undefined);
    yield bunch;
    if (last && !ended) throw brokenOff;
    if (last) return;
  }
}

/** Reads an answer to its end and gives each line to `take`. Throws a Refusal for one that is none, and as bunches do. */
async function read(parameters, method, signal, take) {
  const response = await request(parameters, method, signal);
  for await (const bunch of bunches(response, signal)) {
    for (const line of bunch) {
      if (line.error !== undefined) throw new Refusal(line.error);
      take(line);
    }
  }
}

/* The question: form and address */

const typeBoxes = () => [...document.querySelectorAll('#types input')];

function questionOfForm() {
  const question = new URLSearchParams();
  for (const field of TEXT_FIELDS) {
    const text = $(field).value.trim();
    if (text) question.set(field, text);
  }
  for (const box of typeBoxes()) if (box.checked) question.append('type', box.value);
  if ($('all').checked) question.set('all', 'true');
  return question;
}

/** Whether the address asks for anything. Nothing is revealed because of a link. */
function fillFormFromAddress() {
  const address = new URLSearchParams(location.search);
  for (const field of TEXT_FIELDS) $(field).value = address.get(field) ?? '';
  const types = address.getAll('type').flatMap(text => text.split(',')).map(type => type.replace(/\.v\d+$/, ''));
  const known = typeBoxes().map(box => box.value);
  for (const type of types.filter(one => one && !known.includes(one))) {
    // Left out it would be another question; so the port says that there is no such type.
    const box = make('input', {type: 'checkbox', value: type});
    document.querySelector('#types .menu').append(make('label', {}, box, type));
  }
  for (const box of typeBoxes()) box.checked = types.includes(box.value);
  $('all').checked = address.get('all') === 'true';
  showTypes();
  const hidden = ['until', 'message', 'conversation', 'around', 'type', 'all'];
  if (hidden.some(field => address.has(field))) showMore(true);
  return [...TEXT_FIELDS, 'type', 'all', 'follow'].some(field => address.has(field));
}

function remember(question, follow) {
  const address = new URLSearchParams(question);
  if (follow) address.set('follow', 'true');
  const search = address.size > 0 ? `?${address}` : '';
  if (search !== location.search) history.pushState(null, '', location.pathname + search);
  document.title = question.has('user') ? `${question.get('user')} · numeneon console` : 'numeneon console';
}

function showTypes() {
  const chosen = typeBoxes().filter(box => box.checked);
  const text = chosen.length === 0 ? 'all' : chosen.length === 1 ? chosen[0].value : `${chosen.length} types`;
  $('types-chosen').textContent = text;
}

function showMore(more) {
  $('question').classList.toggle('wide', more);
  $('more').setAttribute('aria-expanded', String(more));
  $('more').textContent = more ? 'Less' : 'More…';
}

/* The answer that is shown. Those before it were aborted, and what still comes of them is not looked at. */

let asking = null;
let waiting = [];
let drawing = false;
/** By their place in the log, oldest first. */
const rows = new Map();
const chosen = new Set();
let current = null;
/** Until somebody has gone to a row, the keys are at the newest one. */
let moved = false;

async function ask(follow) {
  if (!(await named())) {
    say('Your name is needed to ask.');
    return;
  }
  asking?.abort.abort();
  if (follow) $('until').value = '';
  const question = questionOfForm();
  const me = {
    question,
    follow,
    reveal: $('reveal').checked,
    abort: new AbortController(),
    window: null,
    scanned: 0,
    of: 0,
    shown: 0,
    phase: 'reading',
    done: null,
  };
  asking = me;
  remember(question, follow);
  clear();
  show();
  const parameters = new URLSearchParams(question);
  parameters.set('limit', MOST_ASKED);
  if (follow) parameters.set('follow', 'true');
  if (me.reveal) parameters.set('reveal', 'true');
  try {
    await read(parameters, 'GET', me.abort.signal, line => me === asking && take(me, line));
    me.phase = 'done';
  } catch (e) {
    if (me !== asking) return;
    if (me.abort.signal.aborted) me.phase = 'stopped';
    else fail(me, e);
  }
  if (me === asking) show();
}

function fail(me, error) {
  if (!(error instanceof Refusal)) throw error;
  me.phase = 'failed';
  explain($('problem'), error.text);
  const fields = error.fields.map(field => $(field)).filter(field => field?.matches('.field > input'));
  if (fields.some(field => field.closest('.more'))) showMore(true);
  fields.forEach(field => field.setAttribute('aria-invalid', 'true'));
  fields[0]?.focus();
}

function take(me, line) {
  if (line.topic !== undefined) {
    me.shown++;
    waiting.push(line);
    // Far behind, as a page in the background is: what would be pushed out at once is not drawn at all.
    if (waiting.length > 2 * MOST_SHOWN) waiting.splice(0, waiting.length - MOST_SHOWN);
    draw();
  } else if (line.window !== undefined) {
    me.window = line.window;
    me.of = line.window.records;
    show();
  } else if (line.progress !== undefined) {
    me.scanned = line.progress.scanned;
    me.of = line.progress.of;
    if (me.follow && me.phase === 'reading' && me.scanned >= me.of) {
      me.phase = 'live';
      show();
    }
    count(me);
  } else if (line.done !== undefined) {
    me.done = line.done;
    me.scanned = line.done.scanned;
  }
}

function draw() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    const some = document.createDocumentFragment();
    for (const data of waiting.splice(0, ROWS_AT_ONCE)) {
      const id = `${data.topic}/${data.partition}/${data.offset}`;
      const row = {id, data, node: null};
      row.node = rowOf(row);
      rows.set(id, row);
      some.prepend(row.node);
    }
    if (asking?.phase === 'live') for (const node of some.children) node.classList.add('fresh');
    $('rows').prepend(some);
    while (rows.size > MOST_SHOWN) forget(rows.values().next().value);
    if (current === null || !moved) point(newest());
    if (waiting.length > 0) draw();
    count(asking);
    showEmpty();
  });
}

const newest = () => rows.get($('rows').firstElementChild?.dataset.id) ?? null;

function forget(row) {
  if (row === current) point(rowBeside(-1));
  rows.delete(row.id);
  chosen.delete(row.id);
  row.node.remove();
  showChosen();
}

function clear() {
  waiting = [];
  rows.clear();
  chosen.clear();
  current = null;
  moved = false;
  $('rows').replaceChildren();
  close();
  showChosen();
  explain($('problem'), null);
  document.querySelectorAll('[aria-invalid]').forEach(field => field.removeAttribute('aria-invalid'));
}

/* What stands above the rows */

function say(text) {
  if ($('status').textContent !== text) $('status').textContent = text;
}

function explain(place, text) {
  place.hidden = text === null;
  place.textContent = text ?? '';
}

const isRunning = me => me.phase === 'reading' || me.phase === 'live';

const whom = me => (me.window?.user_id ? `user ${me.window.user_id}` : null);

/** Said aloud to those who do not see it, so only when something has changed; figures that run stand beside it. */
function show() {
  const me = asking;
  const running = isRunning(me);
  const events = subjectOf(me);
  say(
    {
      reading: me.window ? `Reading ${events}…` : 'Asking…',
      live: `Live: ${events}.`,
      done: `${events[0].toUpperCase()}${events.slice(1)} since ${me.window && since(me.window)}:`,
      stopped: 'Stopped.',
      failed: 'That did not work.',
    }[me.phase],
  );
  $('where').textContent = location.host + (me.window?.pods?.length > 1 ? ` · ${me.window.pods.length} pods asked` : '');
  $('follow').setAttribute('aria-pressed', String(running && me.follow));
  $('stop').hidden = !running || me.follow;
  $('ask').hidden = !$('stop').hidden;
  $('progress').hidden = me.phase !== 'reading';
  count(me);
  warn(me);
  showChosen();
  showEmpty();
}

function subjectOf(me) {
  const user = whom(me);
  if (!user) return 'all events';
  const asked = me.question.get('user');
  const name = asked === String(me.window.user_id) ? user : `${asked}, ${user},`;
  return me.question.has('all') ? `all events, seen by ${name}` : `what concerns ${name}`;
}

function since(span) {
  const today = day(span.since) === new Date().toISOString().slice(0, 10);
  return today ? span.since.slice(11, 19) : moment(span.since);
}

function count(me) {
  const events = plural(me.shown, 'event');
  const reading = me.phase === 'reading' && me.window;
  $('count').textContent = reading
    ? `${number(me.scanned)} of ${number(me.of)} records, ${events}`
    : me.window ? `${events}${me.done ? `, ${plural(me.scanned, 'record')} read` : ''}` : '';
  if (me.of > 0) {
    $('progress').max = me.of;
    $('progress').value = me.scanned;
  } else {
    $('progress').removeAttribute('value');
  }
  if (me.shown > MOST_SHOWN && !me.warnedOfCap) {
    me.warnedOfCap = true;
    warn(me);
  }
}

function warn(me) {
  const warnings = [];
  if (me.window?.kept_since) {
    warnings.push(`The log holds nothing from before ${moment(me.window.kept_since)}: a missing event proves nothing.`);
  }
  for (const pod of me.window?.pods ?? []) {
    if (pod.error) warnings.push(`Pod ${pod.pod} was not heard: ${pod.error}`);
    else if (pod.remembers_since && Date.parse(pod.remembers_since) > Date.parse(me.window.since)) {
      warnings.push(`Pod ${pod.pod} remembers what it did since ${moment(pod.remembers_since)} only.`);
    }
  }
  if (me.done?.found === false) warnings.push('What was asked for by its id is not in the window.');
  if (me.shown > MOST_SHOWN) {
    warnings.push(`Only the newest ${number(MOST_SHOWN)} events are shown: narrow the window to see others.`);
  }
  if (me.done?.limit_reached) warnings.push(`There are more than ${number(MOST_ASKED)} events: narrow the window.`);
  $('warnings').replaceChildren(...warnings.map(text => make('li', {}, text)));
  $('warnings').hidden = warnings.length === 0;
}

function showEmpty() {
  const nothing = rows.size === 0 && waiting.length === 0;
  $('empty').hidden = !nothing || asking?.phase === 'failed';
  if (asking === null || !nothing) return;
  const user = whom(asking);
  $('empty').textContent = {
    reading: '',
    live: 'Nothing yet. What comes stands here the moment it is in the log.',
    stopped: 'Nothing until it was stopped.',
    failed: '',
    done: user && !asking.question.has('all')
      ? `No event in this window concerns ${user}. Widen it, or tick “Also events that do not concern the user”.`
      : 'No event in this window.',
  }[asking.phase];
}

/* What became of an event */

function colourOf(outcome) {
  if (outcome === 'written') return 'good';
  if (outcome.startsWith('closed')) return 'bad';
  if (outcome === 'resumed later' || outcome === 'replayed') return 'info';
  return outcome === 'no session here' ? 'none' : 'warn';
}

/**
 * One badge for each outcome, with how often there is one: of the sockets; unless one got it in time, of the pods as well; in
 * any case which pods are not heard.
 */
function fateOf(data) {
  const trail = data.trail ?? [];
  const counts = new Map();
  const arrived = trail.some(({session, outcome}) => session && ['written', 'resumed later'].includes(outcome));
  for (const {session, outcome} of trail) {
    if (session || !arrived || outcome === 'unreachable') counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  if ([...counts.keys()].some(outcome => !['no session here', 'unreachable'].includes(outcome))) {
    counts.delete('no session here');
  }
  if (!data.frame) {
    for (const outcome of [...counts.keys()]) {
      if (['none', 'warn'].includes(colourOf(outcome))) counts.delete(outcome);
    }
  }
  const order = ['bad', 'good', 'info', 'none', 'warn'];
  const badges = [...counts]
    .map(([outcome, times]) => ({outcome, times, colour: colourOf(outcome)}))
    .sort((one, other) => order.indexOf(one.colour) - order.indexOf(other.colour))
    .map(({outcome, times, colour}) => badge(times > 1 ? `${outcome} ×${times}` : outcome, colour));
  if (!data.frame) badges.unshift(badge(data.reason ?? 'no frame', reasonColour(data.reason)));
  return badges.length > 0 ? badges : [badge(`brings ${data.frame.type}`, 'plain')];
}

function reasonColour(reason) {
  return {'cannot be decoded': 'bad', 'unknown type': 'warn'}[reason] ?? 'plain';
}

const badge = (text, colour) => make('span', {className: `badge ${colour}`, title: text}, text);

const typeOf = data => data.type?.replace(/\.v\d+$/, '') ?? 'without a type';
const canBeReplayed = data => Boolean(data.frame && data.event_id);

/* Rows */

function rowOf(row) {
  const {data} = row;
  const box = make('input', {
    type: 'checkbox',
    tabIndex: -1,
    checked: chosen.has(row.id),
    disabled: !canBeReplayed(data),
    'aria-label': `Select ${typeOf(data)} of ${clock(data.time)}`,
    title: canBeReplayed(data) ? null : 'It brings no frame, so there is nothing to replay',
  });
  const today = day(data.time) === new Date().toISOString().slice(0, 10);
  const about = [data.key ?? 'without a key', recipientsOf(data)].filter(text => text).join(' · ');
  return make(
    'div',
    {role: 'row', className: 'row', tabIndex: -1, 'aria-selected': String(chosen.has(row.id)), 'data-id': row.id},
    make('span', {role: 'gridcell', className: 'pick'}, box),
    make(
      'span',
      {role: 'gridcell', className: 'time', title: data.time},
      clock(data.time),
      today ? null : make('small', {}, day(data.time)),
    ),
    make('span', {role: 'gridcell', className: 'what'}, make('b', {}, typeOf(data)), make('small', {title: about}, about)),
    make('span', {role: 'gridcell', className: 'fate'}, ...fateOf(data)),
  );
}

function recipientsOf(data) {
  const all = data.recipients;
  if (!all) return null;
  if (all.length === 0) return 'for nobody';
  return all.length > 3 ? `for ${all.length} users` : `for ${all.join(', ')}`;
}

function redraw(row) {
  const old = row.node;
  const focused = old.contains(document.activeElement);
  row.node = rowOf(row);
  old.replaceWith(row.node);
  if (row === current) {
    point(row);
    if (focused) row.node.focus();
  }
}

/** The row where the keys are; the only one that the Tab key stops at. */
function point(row) {
  if (current) {
    reach(current, -1);
    current.node.classList.remove('open');
    current.node.removeAttribute('aria-current');
  }
  current = row;
  if (!row) return;
  reach(row, 0);
  if (!$('detail').hidden) {
    row.node.classList.add('open');
    row.node.setAttribute('aria-current', 'true');
  }
}

function reach(row, tabIndex) {
  row.node.tabIndex = tabIndex;
  row.node.querySelector('input').tabIndex = tabIndex;
}

/** @param step 1 for the next older one, -1 for the next newer one; null at the end */
function rowBeside(step) {
  if (!current) return newest();
  const node = step > 0 ? current.node.nextElementSibling : current.node.previousElementSibling;
  return rows.get(node?.dataset.id) ?? null;
}

function go(row) {
  if (!row) return;
  moved = true;
  point(row);
  if ($('detail').hidden) {
    row.node.focus();
  } else {
    row.node.scrollIntoView({block: 'nearest'});
    if (!$('detail').contains(document.activeElement)) row.node.focus();
    open(row, false);
  }
}

/** To the row where the keys were last, when they are elsewhere now. */
function step(by) {
  const here = document.activeElement?.matches('.row, .row *') || !$('detail').hidden;
  go(here ? rowBeside(by) : current ?? newest());
}

/* Selection */

function choose(row, on = !chosen.has(row.id)) {
  if (!canBeReplayed(row.data)) return;
  if (on && chosen.size >= MOST_CHOSEN) {
    say(`At most ${MOST_CHOSEN} events are replayed at once.`);
    on = false;
  }
  if (on) chosen.add(row.id);
  else chosen.delete(row.id);
  row.node.setAttribute('aria-selected', String(on));
  row.node.querySelector('input').checked = on;
  showChosen();
}

function chooseAll(on) {
  const nodes = [...$('rows').children];
  for (const node of nodes) {
    const row = rows.get(node.dataset.id);
    if (on ? chosen.size < MOST_CHOSEN && !chosen.has(row.id) : chosen.has(row.id)) choose(row, on);
  }
  showChosen();
}

function showChosen() {
  const user = asking && whom(asking);
  $('selection').hidden = chosen.size === 0;
  const limit = chosen.size === MOST_CHOSEN ? ', the most at once' : '';
  $('selected').textContent = user
    ? `${plural(chosen.size, 'event')} selected${limit}`
    : `${plural(chosen.size, 'event')} selected; to replay, ask for one user`;
  $('replay').textContent = user ? `Replay to ${user}…` : 'Replay…';
  $('replay').disabled = !user;
  $('every').checked = chosen.size > 0;
  $('every').indeterminate = chosen.size > 0 && chosen.size < rows.size;
}

/* One event */

function open(row, focus) {
  const detail = $('detail');
  moved = true;
  detail.hidden = false;
  point(row);
  detail.replaceChildren(...detailOf(row));
  detail.scrollTop = 0;
  cover();
  if (focus) detail.focus();
  if ((row.data.trail ?? []).some(entry => UNSETTLED.includes(entry.outcome))) refresh(row);
}

function close() {
  const inside = $('detail').contains(document.activeElement);
  $('detail').hidden = true;
  cover();
  if (current) {
    point(current);
    if (inside) current.node.focus();
  }
}

/** Where the event covers everything else, nothing else can be reached. */
function cover() {
  const covered = narrow.matches && !$('detail').hidden;
  for (const part of document.querySelectorAll('.top, .question, .state, .list')) part.inert = covered;
}

let refreshing = new AbortController();

/** Puts the question for this event alone, since a row says what was known when it came. */
async function refresh(row) {
  const me = asking;
  const user = me.window?.user_id;
  refreshing.abort();
  refreshing = new AbortController();
  const parameters = new URLSearchParams({
    since: row.data.time,
    until: new Date(Date.parse(row.data.time) + 1).toISOString(),
    all: 'true',
  });
  if (user) parameters.set('user', user);
  if (me.reveal) parameters.set('reveal', 'true');
  const button = $('again');
  if (button) button.disabled = true;
  try {
    await read(parameters, 'GET', refreshing.signal, line => {
      const same = ['topic', 'partition', 'offset'].every(part => line[part] === row.data[part]);
      if (line.topic !== undefined && same) row.data = line;
    });
  } catch (e) {
    if (!(e instanceof Refusal)) return;
    explain($('problem'), e.text);
  }
  if (me !== asking || !rows.has(row.id)) return;
  redraw(row);
  if (row === current && !$('detail').hidden) {
    const focused = document.activeElement === $('again');
    $('detail').replaceChildren(...detailOf(row));
    if (focused) $('again').focus();
  }
}

function detailOf(row) {
  const {data} = row;
  const shut = make('button', {type: 'button', className: 'quiet', id: 'shut', 'aria-label': 'Close the event'}, 'Close');
  const again = make('button', {type: 'button', id: 'again'}, 'Ask again');
  shut.addEventListener('click', close);
  again.addEventListener('click', () => refresh(row));
  return [
    make('header', {}, make('h2', {id: 'detail-title'}, ...breakable(typeOf(data))), again, shut),
    make('p', {className: 'fate'}, ...fateOf(data)),
    ...trailOf(data),
    make('h3', {}, 'Frame'),
    data.frame ? make('pre', {tabIndex: 0, 'aria-label': 'Frame'}, ...json(data.frame, '')) : make('p', {}, noFrame(data)),
    make('h3', {}, 'Event'),
    fieldsOf(data),
    ...linksOf(data),
  ];
}

/** A long name may be broken where it has a joint. */
function* breakable(name) {
  for (const part of name.split(/(?<=[._])/)) yield* [part, make('wbr')];
}

function fieldsOf(data) {
  const fields = [
    ['Time', `${data.time}`],
    ['Type', data.type],
    ['Key', data.key],
    ['Event id', data.event_id],
    ['Trace id', data.trace_id],
    ['Position', `${data.topic}, partition ${data.partition}, offset ${number(data.offset)}`],
    ['Recipients', data.recipients ? data.recipients.join(', ') || 'nobody' : null],
  ];
  return make(
    'dl',
    {className: 'fields'},
    ...fields.flatMap(([name, value]) => [make('dt', {}, name), make('dd', {}, value ?? '–')]),
  );
}

/** An id of version 7 carries its time, by which the window around it is found. */
function linksOf(data) {
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-7/i.test(data.event_id ?? '')) return [];
  const around = new URLSearchParams({around: data.event_id, all: 'true'});
  const user = asking.window?.user_id;
  if (user) around.set('user', user);
  return [make('p', {className: 'links'}, make('a', {href: `/console?${around}`}, 'Everything around this event'))];
}

function noFrame(data) {
  const sentences = {
    'not in the audience': 'There is none for this user: the event does not concern them.',
    late: 'There is none: the event was repeated, or overtaken by a later one of its key.',
    'brings no frame': 'There is none: nobody is told of this.',
    'unknown type': 'There is none: this pod does not know the type, its writer is newer.',
    'cannot be decoded': 'There is none: the record cannot be decoded.',
  };
  return sentences[data.reason] ?? `There is none: ${data.reason ?? 'nothing more is known'}.`;
}

function* json(value, indent) {
  const deeper = `${indent}  `;
  if (value !== null && typeof value === 'object') {
    const list = Array.isArray(value);
    const members = Object.entries(value);
    yield list ? '[' : '{';
    for (const [index, [name, member]] of members.entries()) {
      yield `${index > 0 ? ',' : ''}\n${deeper}`;
      if (!list) yield* [make('span', {className: 'json-name'}, JSON.stringify(name)), ': '];
      yield* json(member, deeper);
    }
    yield (members.length > 0 ? `\n${indent}` : '') + (list ? ']' : '}');
  } else {
    yield make('span', {className: typeof value === 'string' ? 'json-text' : 'json-other'}, JSON.stringify(value));
  }
}

function trailOf(data) {
  if (!data.trail) return [];
  const sessions = data.trail.map(entry => sessionOf(entry, data.time));
  const nobody = make('p', {}, 'No pod was asked.');
  return [make('h3', {}, 'What each pod did with it'), ...(sessions.length > 0 ? sessions : [nobody])];
}

function sessionOf(entry, eventTime) {
  const session = entry.session ? make('small', {title: 'Session'}, entry.session) : null;
  const steps = (entry.steps ?? []).map(step => stepOf(step, eventTime));
  return make(
    'section',
    {className: 'session'},
    make('h4', {}, entry.pod, session, badge(entry.outcome, colourOf(entry.outcome))),
    steps.length > 0 ? make('ol', {className: 'steps'}, ...steps) : null,
  );
}

function stepOf({time, step, code}, eventTime) {
  const colour = {written: 'good', closed: 'bad', dropped: 'bad', refused: 'bad', resumed: 'info', replayed: 'info'}[step];
  const otherDay = day(time) !== day(eventTime);
  return make(
    'li',
    {className: colour ?? ''},
    make('time', {dateTime: time, title: time}, otherDay ? day(time) : clock(time)),
    make('span', {}, code ? `${step} ${code}` : step),
    make('small', {title: 'After the event'}, distance(time, eventTime)),
  );
}

/* Replaying what is selected */

/** The one that is open in the dialog; abort is null until it runs. */
let delivery = null;

function prepareDelivery() {
  if (chosen.size === 0 || !asking || !whom(asking)) {
    say(chosen.size === 0 ? 'Select what to replay first: x, or the boxes.' : 'To replay, ask for one user.');
    return;
  }
  // In their order, which is also that of the rows.
  const selected = [...rows.values()].filter(row => chosen.has(row.id)).map(row => row.data);
  const byId = new Map(selected.map(data => [data.event_id, data]));
  delivery = {me: asking, byId, abort: null, total: byId.size, sent: new Set(), frames: 0, skipped: 0};
  $('delivery-title').textContent = `Replay ${plural(byId.size, 'event')} to ${whom(asking)}`;
  $('delivery-what').textContent =
    'What is selected goes, in its order and marked as replayed, to every socket that the user has open when its turn comes.';
  $('delivery-events').replaceChildren(
    ...[...byId.values()].map(data =>
      make('li', {}, make('time', {title: data.time}, clock(data.time)), make('span', {}, typeOf(data)))),
  );
  $('delivery-log').replaceChildren();
  explain($('delivery-problem'), null);
  $('delivery-status').textContent = '';
  $('reason').removeAttribute('aria-invalid');
  $('pace').removeAttribute('aria-invalid');
  showDelivery('asked');
  $('delivery').showModal();
  $('reason').focus();
}

/** @param stage asked, running or over */
function showDelivery(stage) {
  $('delivery-events').hidden = stage !== 'asked';
  $('delivery-ask').hidden = stage !== 'asked';
  $('delivery-run').hidden = stage === 'asked';
  $('delivery-send').hidden = stage !== 'asked';
  $('delivery-cancel').textContent = stage === 'over' ? 'Close' : stage === 'running' ? 'Stop sending' : 'Cancel';
  $('delivery-progress').hidden = stage !== 'running';
  if (stage !== 'asked') $('delivery-cancel').focus();
}

async function deliver() {
  const me = delivery;
  const reason = $('reason').value.trim();
  if (!reason) {
    refuseDelivery(new Refusal('', {reason: ['Say why; it stands in the audit log.']}));
    return;
  }
  me.abort = new AbortController();
  explain($('delivery-problem'), null);
  $('delivery-status').textContent = 'Finding the events in the log…';
  $('delivery-progress').removeAttribute('value');
  showDelivery('running');
  try {
    await read(deliveryParameters(me, reason), 'POST', me.abort.signal, line => takeDelivery(me, line));
    chooseAll(false);
    showDelivery('over');
  } catch (e) {
    if (me.abort.signal.aborted) {
      $('delivery-status').textContent =
        `Stopped after ${me.sent.size} of ${plural(me.total, 'event')}. What was sent stays sent.`;
      showDelivery('over');
    } else {
      refuseDelivery(e);
    }
  }
  me.abort = null;
}

/** The ends of the window as they were: "an hour ago" is another time by now. */
function deliveryParameters(me, reason) {
  const parameters = new URLSearchParams(me.me.question);
  const {since, until, user_id: user} = me.me.window;
  parameters.set('user', user);
  parameters.set('since', since);
  parameters.delete('until');
  if (until) parameters.set('until', until);
  parameters.set('deliver', 'true');
  parameters.set('event', [...me.byId.keys()].join(','));
  parameters.set('reason', reason);
  parameters.set('pace', $('pace').value || '10');
  return parameters;
}

function refuseDelivery(error) {
  if (!(error instanceof Refusal)) throw error;
  const begun = delivery.sent.size > 0;
  explain($('delivery-problem'), error.text);
  $('delivery-status').textContent = begun ? `${delivery.sent.size} of ${plural(delivery.total, 'event')} went out.` : '';
  showDelivery(begun ? 'over' : 'asked');
  for (const field of [$('reason'), $('pace')]) {
    field.toggleAttribute('aria-invalid', false);
    if (error.fields.includes(field.id)) {
      field.setAttribute('aria-invalid', 'true');
      field.focus();
    }
  }
}

function takeDelivery(me, line) {
  if (line.delivering !== undefined) {
    me.total = line.delivering.events;
    $('delivery-status').textContent = `Sending ${plural(me.total, 'event')}…`;
  } else if (line.undelivered !== undefined) {
    log(null, `${line.undelivered.pod} sends nothing, or not all: ${line.undelivered.error}`);
  } else if (line.delivered !== undefined) {
    const {event_id: id, pod, sockets, skipped, time} = line.delivered;
    me.sent.add(id);
    me.frames += sockets;
    me.skipped += skipped;
    $('delivery-progress').max = me.total;
    $('delivery-progress').value = me.sent.size;
    const type = me.byId.has(id) ? typeOf(me.byId.get(id)) : id;
    log(time, `${type} → ${pod}: ${plural(sockets, 'socket')}${skipped ? `, ${skipped} too busy` : ''}`, sockets + skipped === 0);
  } else if (line.done !== undefined) {
    const skipped = me.skipped ? `; ${plural(me.skipped, 'time')} a socket was too busy and was left out` : '';
    const frames = plural(line.done.delivered ?? me.frames, 'frame');
    $('delivery-status').textContent = me.frames === 0 && !me.skipped
      ? 'Nothing went out: the user has no open socket.'
      : `Done: ${frames} of ${plural(me.sent.size, 'event')} went out${skipped}.`;
  }
}

function log(time, text, faint = false) {
  const list = $('delivery-log');
  list.append(make('li', {className: faint ? 'faint' : ''}, time ? make('time', {title: time}, clock(time)) : null, make('span', {}, text)));
  list.scrollTop = list.scrollHeight;
}

/** Stops what runs; closes what does not. */
function leaveDelivery() {
  if (delivery?.abort) delivery.abort.abort();
  else $('delivery').close();
}

/* Hands: forms and pointers */

$('question').addEventListener('submit', event => {
  event.preventDefault();
  // The keys of the rows work at once.
  $('timeline').focus();
  ask(false);
});

function askAgain() {
  if (asking) ask(asking.follow && isRunning(asking));
}

$('all').addEventListener('change', askAgain);
$('reveal').addEventListener('change', askAgain);

let typesChanged = 0;
$('types').addEventListener('change', () => {
  showTypes();
  clearTimeout(typesChanged);
  // Several are chosen one after the other.
  typesChanged = setTimeout(askAgain, 400);
});

document.addEventListener('click', event => {
  if (!$('types').contains(event.target)) $('types').open = false;
});

$('follow').addEventListener('click', follow);
$('stop').addEventListener('click', () => asking?.abort.abort());
$('more').addEventListener('click', () => showMore(!$('question').classList.contains('wide')));
$('operator').addEventListener('click', () => named(true));
$('help').addEventListener('click', () => $('helping').showModal());
$('replay').addEventListener('click', prepareDelivery);
$('unselect').addEventListener('click', () => chooseAll(false));
$('every').addEventListener('change', event => chooseAll(event.target.checked));
$('delivery-cancel').addEventListener('click', leaveDelivery);
$('delivery').addEventListener('cancel', event => {
  event.preventDefault();
  leaveDelivery();
});
// A browser may close it all the same, as it does when the key is pressed twice.
$('delivery').addEventListener('close', () => delivery?.abort?.abort());
$('delivery-form').addEventListener('submit', event => {
  event.preventDefault();
  if (!delivery.abort) deliver();
});
for (const button of document.querySelectorAll('[data-close]')) {
  button.addEventListener('click', () => button.closest('dialog').close());
}
narrow.addEventListener('change', cover);

function follow() {
  if ($('follow').getAttribute('aria-pressed') === 'true') asking.abort.abort();
  else ask(true);
}

const rowAt = target => rows.get(target.closest?.('.row')?.dataset.id);

$('rows').addEventListener('click', event => {
  const row = rowAt(event.target);
  if (!row) return;
  if (event.target.closest('.pick')) {
    // The cell around the box is part of its target.
    choose(row, event.target.matches('input') ? event.target.checked : undefined);
    point(row);
  } else if (String(getSelection()) === '') {
    open(row, true);
  }
});

$('rows').addEventListener('focusin', event => {
  const row = rowAt(event.target);
  if (!row) return;
  moved = true;
  if (row !== current) point(row);
});

/* Hands: keys */

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  g: () => go(newest()),
  G: () => go(rows.get($('rows').lastElementChild?.dataset.id)),
  x: () => current && choose(current),
  r: prepareDelivery,
  f: follow,
  '/': () => {
    $('user').focus();
    $('user').select();
  },
  '?': () => $('helping').showModal(),
};

const KEYS_OF_ROWS = {
  ArrowDown: KEYS.j,
  ArrowUp: KEYS.k,
  Home: KEYS.g,
  End: KEYS.G,
};

const KEYS_ON_A_ROW = {
  Enter: () => open(current, true),
  o: () => open(current, true),
  ' ': KEYS.x,
};

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector('dialog[open]')) return;
  const target = event.target;
  if (event.key === 'Escape') {
    escape(target);
    return;
  }
  if (target.matches('input:not([type="checkbox"])')) return;
  const amongRows = target === document.body || $('timeline').contains(target);
  const key =
    (target.matches('.row') && KEYS_ON_A_ROW[event.key]) || (amongRows && KEYS_OF_ROWS[event.key]) || KEYS[event.key];
  if (key) {
    event.preventDefault();
    key();
  }
});

function escape(target) {
  if ($('types').open) {
    $('types').open = false;
    $('types').querySelector('summary').focus();
  } else if (target.matches('input:not([type="checkbox"])')) {
    (current?.node ?? $('timeline')).focus();
  } else if (!$('detail').hidden) {
    close();
    current?.node.focus();
  }
}

/* Begin */

function beginFromAddress() {
  const asks = fillFormFromAddress();
  if (asks) ask(new URLSearchParams(location.search).get('follow') === 'true');
  return asks;
}

addEventListener('popstate', beginFromAddress);
$('where').textContent = location.host;
showOperator();
if (!beginFromAddress()) $('user').focus();
