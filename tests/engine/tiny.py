"""Tiny random models on disk for tests: a small byte-level tokenizer and a few thousand weights each."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

END = "<|endoftext|>"
CONTEXT = 64
TEXTS = (
    "the cat sat on the mat and the dog ran over the hill",
    "in the beginning was the word, and the word was long",
    "12+30=42\n7+5=12\n80+9=89\n",
    "def add(left, right):\n    return left + right\n",
    "naïve café – ein größerer Baum, 木 and 🌲",
)
ARCHITECTURES = ("llama", "gpt_neox", "mamba")


def tiny(
    architecture: str,
    folder: Path,
    *,
    seed: int = 0,
    layers: int = 2,
    width: int = 32,
    tied: bool = True,
    padding_rows: int = 0,
    vocabulary: int = 320,
    context: int = CONTEXT,
    **settings: Any,
) -> Path:
    """Save a random model of an architecture with its tokenizer under `folder`, and give back the folder.

    Weights depend on `seed` alone. `vocabulary` sizes differ -> tokenizers differ; `padding_rows` are extra rows of
    the embeddings that the tokenizer does not know. Other settings go to the model's config.
    """
    import torch
    from transformers import AutoConfig, AutoModelForCausalLM

    common: dict[str, Any] = {
        "num_hidden_layers": layers,
        "hidden_size": width,
        "tie_word_embeddings": tied,
        "bos_token_id": 0,
        "eos_token_id": 0,
        "pad_token_id": None,
    }
    shapes: dict[str, dict[str, Any]] = {
        "mamba": {"intermediate_size": 2 * width, "state_size": 4, "time_step_rank": 4, "use_mambapy": False},
        "rwkv": {"attention_hidden_size": width, "intermediate_size": 2 * width, "context_length": context},
    }
    attention = {
        "intermediate_size": 2 * width,
        "num_attention_heads": 2,
        "num_key_value_heads": 2,
        "max_position_embeddings": context,
    }
    tokenizer = make_tokenizer(vocabulary)
    shape = shapes.get(architecture, attention)
    config = AutoConfig.for_model(
        architecture, vocab_size=len(tokenizer) + padding_rows, **{**common, **shape, **settings}
    )
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        model = AutoModelForCausalLM.from_config(config, dtype=torch.float32)
        for weight in model.parameters():
            if weight.dim() > 1:
                torch.nn.init.normal_(weight, std=0.3)
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


@cache
def make_tokenizer(vocabulary: int = 320) -> Any:
    """A byte-level BPE tokenizer trained on TEXTS."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=[END],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(TEXTS * 20, trainer)
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token=END, eos_token=END, clean_up_tokenization_spaces=False
    )
