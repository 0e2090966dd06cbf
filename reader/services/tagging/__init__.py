"""Tagging: tags renamed, merged and deleted everywhere, and rules that give tags by queries."""
