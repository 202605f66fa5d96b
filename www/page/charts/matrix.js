// Who is quoted in which article.

/** @import { Analysis } from "../../lib/analysis.js" */

/**
 * Who is quoted in which article: a table is the picture here.
 * @param {{ title: string, analysis: Analysis }[]} articles
 * @returns {{ names: string[], counts: number[][] }} the attributions of each name (rows) in each article (columns);
 *   those in the most articles first
 */
export function matrix(articles) {
  /** @type {Map<string, number[]>} */
  const counts = new Map();
  articles.forEach(({ analysis }, column) => {
    for (const { name, attributions } of analysis.speakers) {
      const row = counts.get(name) ?? articles.map(() => 0);
      row[column] += attributions.length;
      if (attributions.length) counts.set(name, row);
    }
  });
  const weight = (/** @type {number[]} */ row) =>
    row.filter(Boolean).length * 1e6 + row.reduce((a, b) => a + b, 0);
  const sorted = [...counts].sort(([, a], [, b]) => weight(b) - weight(a));
  return { names: sorted.map(([name]) => name), counts: sorted.map(([, row]) => row) };
}
