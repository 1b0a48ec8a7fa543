"""Scripts that build the starter pack: its texts, tokenizer, models and table of losses."""
