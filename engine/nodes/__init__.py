"""The only place where a method meets the graph: one typed function a node. Methods are imported inside it."""
