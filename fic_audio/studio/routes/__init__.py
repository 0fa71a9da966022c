"""The answers to requests: a module for each part of the page."""
