"""The graph database planners ask: an embedded engine or a Neo4j server, through one client."""
