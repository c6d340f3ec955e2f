"""Drafts of documents that follow a proof of concept, made of the plan's facts and of questions."""
