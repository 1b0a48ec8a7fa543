"""Help: a page for every kind of node, made from its definition, so that a new node has its page for free."""
