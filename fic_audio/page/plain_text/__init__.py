"""Header and headings of a text whose source does not mark them."""
