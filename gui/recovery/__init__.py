"""Unsaved changes outlive a crash: they are kept beside the models while a document is changed, and offered after."""
