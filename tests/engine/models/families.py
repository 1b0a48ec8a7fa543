"""One tiny random model of each architecture that the parts of models are tried on, built in memory."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import torch

from engine.models.transformers_model import TransformersModel

WIDTH = 32
LAYERS = 3
VOCABULARY = 60
PADDING_ROWS = 4
CONTEXT = 32

COMMON: dict[str, Any] = {
    "vocab_size": VOCABULARY + PADDING_ROWS,
    "hidden_size": WIDTH,
    "num_hidden_layers": LAYERS,
    "bos_token_id": 0,
    "eos_token_id": 0,
    "pad_token_id": None,
}
ATTENTION: dict[str, Any] = {
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "head_dim": 8,
    "intermediate_size": 48,
    "max_position_embeddings": CONTEXT,
}
WINDOW = {"sliding_window": 4}
MAMBA2 = {"mamba_d_state": 8, "mamba_n_heads": 4, "mamba_d_head": 16, "mamba_n_groups": 1, "mamba_chunk_size": 4}
EXPERTS = {"num_experts": 4, "num_local_experts": 4, "num_experts_per_tok": 2}

FAMILIES: dict[str, dict[str, Any]] = {
    "gpt2": {**ATTENTION, "n_inner": 48},
    "gpt_neox": ATTENTION,
    "gpt_neo": {**ATTENTION, "attention_types": [[["global", "local", "global"], 1]], "window_size": 4},
    "gptj": {**ATTENTION, "rotary_dim": 4},
    "gpt_bigcode": ATTENTION,
    "codegen": {**ATTENTION, "rotary_dim": 4},
    "opt": {**ATTENTION, "ffn_dim": 48, "word_embed_proj_dim": 16},
    "bloom": ATTENTION,
    "mpt": {"n_heads": 4, "max_seq_len": CONTEXT, "expansion_ratio": 2},
    "falcon": {"num_attention_heads": 4, "max_position_embeddings": CONTEXT, "alibi": False},
    "llama": ATTENTION,
    "mistral": {**ATTENTION, **WINDOW},
    "mixtral": {**ATTENTION, **EXPERTS},
    "qwen2": ATTENTION,
    "qwen3": ATTENTION,
    "qwen3_moe": {**ATTENTION, **EXPERTS, "moe_intermediate_size": 16},
    "gemma": ATTENTION,
    "gemma2": {**ATTENTION, **WINDOW, "query_pre_attn_scalar": 8},
    "gemma3_text": {
        **ATTENTION,
        **WINDOW,
        "layer_types": ["sliding_attention", "full_attention", "sliding_attention"],
    },
    "phi": ATTENTION,
    "phi3": ATTENTION,
    "olmo": ATTENTION,
    "olmo2": ATTENTION,
    "olmo3": {**ATTENTION, **WINDOW, "layer_types": ["sliding_attention", "full_attention", "sliding_attention"]},
    "stablelm": ATTENTION,
    "smollm3": {**ATTENTION, "no_rope_layers": [1, 0, 1]},
    "cohere": ATTENTION,
    "cohere2": {**ATTENTION, **WINDOW, "layer_types": ["sliding_attention", "full_attention", "sliding_attention"]},
    "granite": {**ATTENTION, "residual_multiplier": 0.5, "embedding_multiplier": 3.0},
    "starcoder2": ATTENTION,
    "glm4": ATTENTION,
    "ernie4_5": ATTENTION,
    "exaone4": {**ATTENTION, **WINDOW, "layer_types": ["sliding_attention", "full_attention", "sliding_attention"]},
    "gpt_oss": {
        **ATTENTION,
        **EXPERTS,
        **WINDOW,
        "layer_types": ["sliding_attention", "full_attention", "sliding_attention"],
    },
    "nemotron": ATTENTION,
    "mamba": {"intermediate_size": 64, "state_size": 4, "time_step_rank": 4, "use_mambapy": False},
    "mamba2": {"state_size": 8, "num_heads": 4, "head_dim": 16, "n_groups": 1, "chunk_size": 4},
    "falcon_mamba": {"intermediate_size": 64, "state_size": 4, "time_step_rank": 4, "use_mambapy": False},
    "rwkv": {"attention_hidden_size": WIDTH, "intermediate_size": 64, "context_length": CONTEXT, "rescale_every": 0},
    "lfm2": {**ATTENTION, "layer_types": ["conv", "full_attention", "conv"]},
    "jamba": {
        **ATTENTION,
        **EXPERTS,
        "attn_layer_period": 2,
        "attn_layer_offset": 1,
        "mamba_d_state": 4,
        "mamba_dt_rank": 4,
        "use_mamba_kernels": False,
    },
    "bamba": {**ATTENTION, **MAMBA2, "attn_layer_indices": [1]},
    "falcon_h1": {**ATTENTION, **MAMBA2, "mamba_d_ssm": 64},
    "granitemoehybrid": {
        **ATTENTION,
        **MAMBA2,
        **EXPERTS,
        "layer_types": ["mamba", "attention", "mamba"],
        "shared_intermediate_size": 16,
    },
    "qwen3_next": {
        **ATTENTION,
        **EXPERTS,
        "layer_types": ["linear_attention", "full_attention", "linear_attention"],
        "moe_intermediate_size": 16,
        "shared_expert_intermediate_size": 16,
        "linear_key_head_dim": 8,
        "linear_value_head_dim": 8,
        "linear_num_key_heads": 2,
        "linear_num_value_heads": 4,
    },
}


def family(architecture: str, **settings: Any) -> TransformersModel:
    """A random model with sizeable weights, so that a forgotten part shows in its logits."""
    from transformers import AutoConfig, AutoModelForCausalLM

    config = AutoConfig.for_model(architecture, **{**COMMON, **FAMILIES[architecture], **settings})
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        module = AutoModelForCausalLM.from_config(config, dtype=torch.float32)
        for weight in module.parameters():
            if weight.dim() > 1:
                torch.nn.init.normal_(weight, std=0.2)
    tokenizer: Any = SimpleNamespace(vocab_size=VOCABULARY, fingerprint="", bos=0, eos=0)
    return TransformersModel(module.eval(), tokenizer, architecture, CONTEXT)
