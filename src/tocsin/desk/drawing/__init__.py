"""Numbers to shapes: what the templates put into SVG. No colours here, only places and sizes."""
