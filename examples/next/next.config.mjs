import { fileURLToPath } from "node:url";

export default {
  // The packages lie beside this example's folder, not in it.
  turbopack: { root: fileURLToPath(new URL("..", import.meta.url)) },
};
