"""What every server of fic-audio has, whatever it shows.

`address` listens and knows the names that lead here, `hosts` refuses requests for other names,
`tokens` keeps out whoever doesn't know the link, `policy` has the headers that tell a browser what
it may do, and `server` answers, with time-outs.
"""
