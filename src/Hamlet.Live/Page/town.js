// The town as a drawing: a unit is a cell. Every thing carries its place as data, for those who check it.
import { iconOf } from './icons.js';

const ns = 'http://www.w3.org/2000/svg';
const trailLength = 24;
const widestLabel = .8;

function make(name, attributes, parent) {
  const element = document.createElementNS(ns, name);
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  parent?.append(element);
  return element;
}

export class Town {
  constructor(holder, place) {
    this.holder = holder;
    this.place = place;
    this.trail = [];
  }

  /** Begins with a world's size and what stands in it. */
  begin(grid, affordances) {
    this.names = affordances;
    const svg = make('svg', { viewBox: `0 0 ${grid.width} ${grid.height}`, role: 'img', 'aria-label': 'The town' });
    for (let y = 0; y < grid.height; y++) {
      for (let x = 0; x < grid.width; x++) {
        make('rect', { x, y, width: 1, height: 1, class: (x + y) % 2 ? 'tile-b' : 'tile-a' }, svg);
      }
    }
    this.things = affordances.map(name => this.#building(svg, name));
    this.path = make('polyline', { class: 'trail' }, svg);
    this.agent = make('g', { class: 'agent' }, svg);
    make('circle', { cx: .5, cy: .5, r: .24 }, this.agent);
    make('path', { d: 'M.42 .46a.035 .035 0 1 0 .001 0zM.58 .46a.035 .035 0 1 0 .001 0z' }, this.agent);
    this.holder.replaceChildren(svg);
    // A name that is longer than its cell is made narrower.
    for (const label of svg.querySelectorAll('.label')) {
      if (label.getComputedTextLength() > widestLabel) {
        label.setAttribute('textLength', widestLabel);
        label.setAttribute('lengthAdjust', 'spacingAndGlyphs');
      }
    }
    this.trail = [];
  }

  #building(svg, name) {
    const { hue, path } = iconOf(name);
    const group = make('g', { 'data-affordance': name }, svg);
    make('title', {}, group).textContent = name;
    make('rect', { x: .06, y: .06, width: .88, height: .88, rx: .14, class: 'house' }, group);
    make('path', { d: path, class: 'icon', stroke: `hsl(${hue} 52% 52%)`, transform: 'translate(.25 .12) scale(.0208)' }, group);
    const label = make('text', { x: .5, y: .83, class: 'label' }, group);
    label.textContent = name;
    return group;
  }

  /** Shows one moment. */
  show(state) {
    const { agents: [agent], affordances } = state.grid;
    affordances.forEach((thing, i) => this.#put(this.things[i], thing.x, thing.y));
    this.#put(this.agent, agent.x, agent.y);
    this.agent.dataset.agent = agent.id;
    let on = '';
    affordances.forEach((thing, i) => {
      const here = thing.x === agent.x && thing.y === agent.y;
      this.things[i].classList.toggle('used', here && state.last_action === 'interact');
      if (here) on = thing.type;
    });
    this.place.textContent = [state.last_action, on && `at ${on}`].filter(Boolean).join(' · ');
    this.#follow(state, agent);
  }

  // Only steps that follow upon each other make a trail: training shows a few of many.
  #follow(state, agent) {
    const last = this.trail[this.trail.length - 1];
    const follows = last && state.episode === this.episode && state.step >= this.step
      && Math.abs(last.x - agent.x) + Math.abs(last.y - agent.y) <= 1;
    if (!follows) this.trail = [];
    if (!follows || last.x !== agent.x || last.y !== agent.y) this.trail.push({ x: agent.x, y: agent.y });
    if (this.trail.length > trailLength) this.trail.shift();
    [this.episode, this.step] = [state.episode, state.step];
    this.path.setAttribute('points', this.trail.map(p => `${p.x + .5},${p.y + .5}`).join(' '));
  }

  #put(element, x, y) {
    element.style.transform = `translate(${x}px, ${y}px)`;
    element.dataset.x = x;
    element.dataset.y = y;
  }
}
