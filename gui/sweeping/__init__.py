"""Several values tried: which runs that makes (plan), asked for (dialog) and run one after the other (control)."""
