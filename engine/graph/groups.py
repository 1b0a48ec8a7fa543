"""Groups of nodes, as plain data. Of two groups one holds the other, or they share nothing.

So a node lies in a row of groups, and the outermost closed one is what is seen of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from engine.graph.document import Group

Groups = tuple[Group, ...]


def outwards(groups: Iterable[Group]) -> list[Group]:
    """Inner groups before those that hold them. Of two with the same nodes the later one is the outer one."""
    return sorted(groups, key=lambda group: len(group.nodes))


def shown_as(groups: Iterable[Group]) -> dict[str, Group]:
    """The closed group that stands for a node, for each that is not seen itself."""
    return {node: group for group in outwards(groups) if group.closed for node in group.nodes}


def around(groups: Iterable[Group], nodes: Iterable[str]) -> Group | None:
    """The innermost group that holds all of these nodes."""
    wanted = set(nodes)
    return next((group for group in outwards(groups) if wanted and wanted <= set(group.nodes)), None)


def home(groups: Iterable[Group], nodes: Iterable[str]) -> Group | None:
    """The innermost group that holds all of these nodes and others as well."""
    wanted = set(nodes)
    return around((group for group in groups if not set(group.nodes) <= wanted), wanted)


def clash(groups: Iterable[Group]) -> tuple[Group, Group] | None:
    """Two groups that share some of their nodes, and neither holds the other."""
    outermost: dict[str, Group] = {}
    for group in outwards(groups):
        within = Counter(outermost[node].id for node in group.nodes if node in outermost)
        for node in group.nodes:
            inner = outermost.get(node)
            if inner is not None and within[inner.id] < len(inner.nodes):
                return inner, group
        outermost |= dict.fromkeys(group.nodes, group)
    return None


def without(groups: Groups, nodes: Iterable[str]) -> Groups:
    """The groups once these nodes are gone; one that held no others is gone as well."""
    gone = set(nodes)

    def left(group: Group) -> Group:
        bends = tuple(wire for wire in group.bends if wire.source not in gone and wire.target not in gone)
        return replace(group, nodes=tuple(node for node in group.nodes if node not in gone), bends=bends)

    return tuple(group for group in map(left, groups) if group.nodes)


def joined(groups: Groups, node: str, beside: Iterable[str]) -> Groups:
    """With a node that no group holds in all groups that hold the others."""
    others = set(beside)
    if any(node in group.nodes for group in groups):
        return groups
    return tuple(
        replace(group, nodes=(*group.nodes, node)) if others <= set(group.nodes) else group for group in groups
    )


def put(groups: Groups, nodes: Iterable[str], into: Group | None) -> Groups:
    """With these nodes in a group and in all that hold it, and in no other; None: in none. A group that holds nothing
    but such nodes goes along as it is. `into` holds a node that is not among them."""
    moved = dict.fromkeys(nodes)
    order = outwards(groups)
    taking = {group.id for group in order[order.index(into) :] if set(into.nodes) <= set(group.nodes)} if into else ()

    def of(group: Group) -> tuple[str, ...]:
        if group.id in taking:
            return tuple(dict.fromkeys((*group.nodes, *moved)))
        if moved.keys() >= set(group.nodes):
            return group.nodes
        return tuple(node for node in group.nodes if node not in moved)

    return tuple(replace(group, nodes=of(group)) for group in groups)


def changed(groups: Groups, group: Group) -> Groups:
    """With this group in the place of the one of its id."""
    return tuple(group if old.id == group.id else old for old in groups)


def copies(groups: Iterable[Group], names: Mapping[str, str], taken: Iterable[Group]) -> Groups:
    """The groups among copied nodes, for the copies. `names`: of each node its copy's; `taken`: groups there are."""
    found = list(taken)
    start = len(found)
    for group in groups:
        if all(node in names for node in group.nodes):
            bends = tuple(
                replace(wire, source=names[wire.source], target=names[wire.target])
                for wire in group.bends
                if wire.source in names and wire.target in names
            )
            nodes = tuple(names[node] for node in group.nodes)
            found.append(replace(group, id=fresh_id(found), nodes=nodes, bends=bends))
    return tuple(found[start:])


def fresh_id(groups: Iterable[Group]) -> str:
    taken, number = {group.id for group in groups}, 1
    while (name := "group" if number == 1 else f"group_{number}") in taken:
        number += 1
    return name
