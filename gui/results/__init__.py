"""What a run found, in place of the canvas: one plain sentence, then every plot as a card."""
