"""The network: integer codes, typed layers, dated views, doors to other shapes."""
