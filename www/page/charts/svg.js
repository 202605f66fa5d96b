// Small helpers for charts in SVG.

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} tag
 * @param {Record<string, string | number>} [attributes]
 * @param {...(Node | string)} children
 * @returns {SVGElement}
 */
export function s(tag, attributes = {}, ...children) {
  const element = /** @type {SVGElement} */ (document.createElementNS(SVG, tag));
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

const PAINTED = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "direction",
];

/**
 * @param {SVGElement} svg in the page
 * @returns {string} it as a file that looks the same elsewhere
 */
export function serialize(svg) {
  const copy = /** @type {SVGElement} */ (svg.cloneNode(true));
  const copies = [copy, ...copy.querySelectorAll("*")];
  [svg, ...svg.querySelectorAll("*")].forEach((original, index) => {
    const style = getComputedStyle(original);
    for (const name of PAINTED) copies[index].setAttribute(name, style.getPropertyValue(name));
    copies[index].removeAttribute("class");
  });
  copy.setAttribute("xmlns", SVG);
  return new XMLSerializer().serializeToString(copy);
}

/**
 * @param {SVGElement} svg in the page
 * @param {number} [scale]
 * @returns {Promise<Blob>} it as a PNG
 */
export async function rasterize(svg, scale = 2) {
  const image = new Image();
  const { width, height } = /** @type {SVGSVGElement} */ (svg).viewBox.baseVal;
  image.src = URL.createObjectURL(new Blob([serialize(svg)], { type: "image/svg+xml" }));
  try {
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), {
      width: width * scale,
      height: height * scale,
    });
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    context.fillStyle = getComputedStyle(document.body).backgroundColor;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("PNG")))),
    );
  } finally {
    URL.revokeObjectURL(image.src);
  }
}
