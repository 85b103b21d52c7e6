// A drawing as plain data, so that anything can draw it: Preact with `h`, a test, or a string for a file.

export interface Node {
  tag: string;
  attributes: Record<string, string | number>;
  children: (Node | string)[];
}

export function node(tag: string, attributes: Node['attributes'] = {}, ...children: Node['children']): Node {
  return { tag, attributes, children };
}

/** Draws a tree with any function of the shape of Preact's `h`. */
export function drawWith<T>(
  h: (tag: string, attributes: Node['attributes'], ...children: (T | string)[]) => T,
  { tag, attributes, children }: Node,
): T {
  return h(
    tag,
    attributes,
    ...children.map((child) => (typeof child === 'string' ? child : drawWith(h, child))),
  );
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign]!);

export function toMarkup({ tag, attributes, children }: Node): string {
  const pairs = Object.entries(attributes).map(([name, value]) => ` ${name}="${escape(String(value))}"`);
  const inside = children.map((child) => (typeof child === 'string' ? escape(child) : toMarkup(child)));
  return `<${tag}${pairs.join('')}>${inside.join('')}</${tag}>`;
}
