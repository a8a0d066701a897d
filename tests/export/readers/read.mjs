// Read a GEXF and a cyjs file with the libraries that Gephi Lite and Cytoscape.js use; print what they found.
import { readFileSync } from "node:fs";

import cytoscape from "cytoscape";
import graphology from "graphology";
import gexf from "graphology-gexf";

const [gexfFile, cyjsFile] = process.argv.slice(2);
const graph = gexf.parse(graphology.MultiUndirectedGraph, readFileSync(gexfFile, "utf8"));
const { elements } = JSON.parse(readFileSync(cyjsFile, "utf8"));
const loaded = cytoscape({ headless: true, elements, styleEnabled: false });
const told = {
  gexf: {
    nodes: Object.fromEntries(graph.mapNodes((id, values) => [id, values])),
    edges: Object.fromEntries(graph.mapEdges((id, values, source, target) => [id, { source, target, values }])),
  },
  cyjs: {
    nodes: Object.fromEntries(loaded.nodes().map((node) => [node.id(), node.data()])),
    edges: Object.fromEntries(loaded.edges().map((edge) => [edge.id(), edge.data()])),
  },
};
process.stdout.write(JSON.stringify(told));
