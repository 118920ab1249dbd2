"""Which cells of a table a reader above the institutions is not shown. Pure.

A cell that counts 1 to 4 people is *small* and hidden. Rows add up to the posts filled, columns to the row of the
place above, and both stand on the screen: a small cell alone in its row or column could be worked out. So others are
hidden with it until another table of whole numbers, with the small cell one higher or lower, would look the same.

A place appears twice: as a row of the table of the place above, and as the sum of its own table. What is hidden in
the one is hidden in the other, and in every row below it, so that no page gives away another page's cell.

What the sums alone betray, nobody can hide: where all 43 posts of a district are valid, so are the 3 of one home.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

FLOOR = 5

Row = Sequence[int]
Cell = tuple[int, int]


def is_small(value: int) -> bool:
    return 0 < value < FLOOR


def hide_one(row: Row) -> frozenset[int]:
    """Columns hidden in a row whose sum alone is known: the small ones, and another one if there is only one."""
    hidden = {column for column, value in enumerate(row) if is_small(value)}
    if len(hidden) == 1:
        others = [column for column in range(len(row)) if column not in hidden]
        hidden.add(min(others, key=lambda column: (row[column] == 0, row[column])))
    return frozenset(hidden)


def hide(rows: Sequence[Row], of_sum: frozenset[int]) -> list[frozenset[int]]:
    """Columns hidden in each row of a table. of_sum: those hidden in the row of their sums, by its own table."""
    hidden = [set(of_sum) | {column for column, value in enumerate(row) if is_small(value)} for row in rows]
    if len(rows) == 1:  # the row is the sum
        return [of_sum]
    for line, row in enumerate(rows):
        for column, value in enumerate(row):
            if is_small(value) and column not in of_sum and not _is_safe(rows, hidden, (line, column)):
                _cover(rows, hidden, (line, column))
    return [frozenset(each) for each in hidden]


def _corners(rows: Sequence[Row], cell: Cell) -> Iterator[Cell]:
    """Opposite corners of the rectangles on a cell: one there and one here can be exchanged against the other two.

    Someone must stand in the opposite corner, so that one can move away from it.
    """
    line, column = cell
    for other, row in enumerate(rows):
        if other != line:
            yield from ((other, across) for across, value in enumerate(row) if across != column and value)


def _rectangle(cell: Cell, corner: Cell) -> tuple[Cell, Cell, Cell]:
    return (corner, (cell[0], corner[1]), (corner[0], cell[1]))


def _is_safe(rows: Sequence[Row], hidden: list[set[int]], cell: Cell) -> bool:
    return any(
        all(column in hidden[line] for line, column in _rectangle(cell, corner)) for corner in _corners(rows, cell)
    )


def _cover(rows: Sequence[Row], hidden: list[set[int]], cell: Cell) -> None:
    """Hide the rectangle that costs the fewest cells, then the fewest people; the whole table if there is none."""

    def cost(corner: Cell) -> tuple[int, int]:
        more = [(line, column) for line, column in _rectangle(cell, corner) if column not in hidden[line]]
        return len(more), sum(rows[line][column] for line, column in more)

    corner = min(_corners(rows, cell), key=cost, default=None)
    if corner is None:
        for each in hidden:
            each.update(range(len(rows[0])))
        return
    for line, column in _rectangle(cell, corner):
        hidden[line].add(column)
