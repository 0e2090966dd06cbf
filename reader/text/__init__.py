"""From Markdown to lines: parsing, line breaking, layout and anchors."""
