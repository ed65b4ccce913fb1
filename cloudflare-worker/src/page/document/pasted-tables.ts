const BETWEEN_CELLS = ' · ';
const BLOCKS = 'p,div,ul,ol,h1,h2,h3,h4,h5,h6,pre,blockquote,table';

/**
 * There are no tables here. Left to the editor, the words of all cells would run into one another; so each row becomes a
 * line of its own, and a cell that holds blocks keeps them.
 */
export function tablesAsLines(html: string): string {
  if (!/<table/i.test(html)) return html;
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  // From the innermost: a table inside of a cell is a block of that cell.
  for (const table of [...body.querySelectorAll('table')].reverse()) {
    const title = body.ownerDocument.createElement('p');
    title.append(...(table.caption?.childNodes ?? []));
    table.replaceWith(...(table.caption ? [title] : []), ...[...table.rows].map(asLine));
  }
  return body.innerHTML;
}

function asLine(row: HTMLTableRowElement): HTMLElement {
  const cells = [...row.cells];
  const hasBlocks = cells.some((cell) => cell.querySelector(BLOCKS));
  const line = row.ownerDocument.createElement(hasBlocks ? 'div' : 'p');
  for (const [at, cell] of cells.entries()) {
    if (hasBlocks) {
      const block = row.ownerDocument.createElement('div');
      block.append(...cell.childNodes);
      line.append(block);
    } else line.append(at ? BETWEEN_CELLS : '', ...cell.childNodes);
  }
  return line;
}
