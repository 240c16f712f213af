"""Tables of markdown, aligned to be read as they are, too."""


def render(corner, columns, rows):
    """Rows are pairs of a title and its cells."""
    lines = [[corner, *columns], *([title, *cells] for title, cells in rows)]
    widths = [max(3, *map(len, column)) for column in zip(*lines)]

    def line(cells):
        first = cells[0].ljust(widths[0])
        return "| " + " | ".join([first, *map(str.rjust, cells[1:], widths[1:])]) + " |"

    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(map(line, [lines[0], rule, *lines[1:]]))


def compared(values, base, better=max):
    """A cell for each value: the value, and how many times as good as the base it is."""
    cells = []
    for value in values:
        if value is None:
            cells.append("no answer")
            continue
        text = f"{value:,.0f}" if value >= 100 else f"{value:.1f}"
        if base:
            ratio = value / base if better is max else base / value
            text += f" ({ratio:.{2 if ratio < 0.995 else 1 if ratio < 9.95 else 0}f})"
        cells.append(text)
    return cells
