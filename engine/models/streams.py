"""The residual stream of a running model, read and replaced between its blocks. Hooks never outlive the call."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from torch import Tensor, nn


class DeepEnough(Exception):
    """Ends a forward pass once the deepest stream that was asked for is known."""


@contextmanager
def recorded(blocks: nn.ModuleList, depths: Collection[int]) -> Iterator[dict[int, Tensor]]:
    """The stream (batch, tokens, width) after block k for each k of `depths`, as it passes; 0 is before block 1."""
    found: dict[int, Tensor] = {}

    def keep_input(module: nn.Module, args: tuple, kwargs: dict[str, Any]) -> None:
        found[0] = args[0] if args else kwargs["hidden_states"]

    def keep_output(depth: int) -> Callable[..., None]:
        def keep(module: nn.Module, args: tuple, output: Any) -> None:
            found[depth] = output if isinstance(output, Tensor) else output[0]

        return keep

    with ExitStack() as hooks:
        for depth in set(depths):
            if depth:
                handle = blocks[depth - 1].register_forward_hook(keep_output(depth))
            else:
                handle = blocks[0].register_forward_pre_hook(keep_input, with_kwargs=True)
            hooks.callback(handle.remove)
        yield found


@contextmanager
def stopped(blocks: nn.ModuleList, depth: int) -> Iterator[None]:
    """Nothing after block `depth` is computed. Only without a cache, which would be left half written."""

    def stop(*_: Any) -> None:
        raise DeepEnough

    block = blocks[max(depth, 1) - 1]
    handle = block.register_forward_hook(stop) if depth else block.register_forward_pre_hook(stop)
    try:
        yield
    except DeepEnough:
        pass
    finally:
        handle.remove()


@contextmanager
def entering(block: nn.Module, stream: Tensor) -> Iterator[None]:
    """`block` reads `stream` instead of what reaches it."""

    def put(module: nn.Module, args: tuple, kwargs: dict[str, Any]) -> tuple[tuple, dict[str, Any]]:
        return ((stream, *args[1:]), kwargs) if args else (args, {**kwargs, "hidden_states": stream})

    handle = block.register_forward_pre_hook(put, with_kwargs=True)
    try:
        yield
    finally:
        handle.remove()


@contextmanager
def leaving(block: nn.Module, stream: Tensor) -> Iterator[None]:
    """`stream` goes on from `block` instead of what it computes."""

    def put(module: nn.Module, args: tuple, output: Any) -> Any:
        return stream if isinstance(output, Tensor) else (stream, *output[1:])

    handle = block.register_forward_hook(put)
    try:
        yield
    finally:
        handle.remove()
