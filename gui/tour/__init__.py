"""The tour of a new user's first minutes: five steps that point at the real window and follow what the person does."""
